// Package tile makes vector tiles of a map: roads, alleys, water, buildings and house numbers, in the form of Mapbox Vector Tiles 2.1
// (https://github.com/mapbox/vector-tile-spec), for a page that draws the ground under a plan without any other host.
//
// Start with [Encode].
package tile

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
	"github.com/paulmach/orb/simplify"

	"gonha/geo"
	"gonha/geo/road"
)

// MaxZoom is the largest zoom of a tile.
const MaxZoom = 22

// names are those of the layers, in the order in which they are drawn. Each shape has a class, see [road.Shape], and
// where it has one a name.
var names = [...]string{road.WaterLayer: "water", road.BuildingLayer: "buildings", road.RoadLayer: "roads", road.AlleyLayer: "alleys", road.NumberLayer: "numbers"}

// ID names a tile of the Web Mercator scheme: at zoom z there are 2^z by 2^z of them, from the north-west.
type ID struct{ Z, X, Y int }

// Valid says whether there is such a tile.
func (t ID) Valid() bool {
	return t.Z >= 0 && t.Z <= MaxZoom && t.X >= 0 && t.X < 1<<t.Z && t.Y >= 0 && t.Y < 1<<t.Z
}

// maxPoints is how many points a tile has at most; what is drawn last is left out beyond. A square of five
// kilometres in the densest city has a third of them.
const maxPoints = 150_000

// margin is how many units of the tile's 4096 a tile shows of its neighbours, so that lines meet.
const margin = 64

// Encode makes a tile. What would be a speck at its zoom is left out, and bends that would not be seen are straightened.
// Where there is nothing to draw the tile is empty, of no bytes.
func Encode(m *road.Map, id ID) ([]byte, error) {
	if !id.Valid() {
		return nil, fmt.Errorf("there is no tile %d/%d/%d", id.Z, id.X, id.Y)
	}
	at := maptile.New(uint32(id.X), uint32(id.Y), maptile.Zoom(id.Z))
	sheet, err := collect(m, at)
	if err != nil {
		return nil, fmt.Errorf("collecting a tile's shapes: %w", err)
	}
	sheet.ProjectToTile(at)
	sheet.Clip(orb.Bound{Min: orb.Point{-margin, -margin}, Max: orb.Point{mvt.DefaultExtent + margin, mvt.DefaultExtent + margin}})
	sheet.Simplify(simplify.DouglasPeucker(tolerance))
	sheet.RemoveEmpty(1, speck*speck)
	kept := sheet[:0]
	for _, layer := range sheet {
		if len(layer.Features) > 0 {
			kept = append(kept, layer)
		}
	}
	if len(kept) == 0 {
		return nil, nil
	}
	return mvt.Marshal(kept)
}

// In units of a tile, of which a pixel of a screen has eight.
const (
	tolerance = 3.0  // of straightened bends
	speck     = 12.0 // of the smallest thing that is drawn
)

// numbersFrom is the zoom from which house numbers are drawn.
const numbersFrom = 16

var errFull = errors.New("the tile is full")

// collect takes the shapes of a tile from the map, by layer.
func collect(m *road.Map, at maptile.Tile) (mvt.Layers, error) {
	bound := at.Bound(margin / float64(mvt.DefaultExtent))
	box := road.Box{South: bound.Min.Lat(), West: bound.Min.Lon(), North: bound.Max.Lat(), East: bound.Max.Lon()}
	sheet := make(mvt.Layers, len(names))
	for i, name := range names {
		sheet[i] = mvt.NewLayer(name, geojson.NewFeatureCollection())
		sheet[i].Version = 2
	}
	points := 0
	unit := 360 / math.Exp2(float64(at.Z)) / mvt.DefaultExtent // degrees of longitude
	for _, layer := range [...]road.Layer{road.WaterLayer, road.RoadLayer, road.AlleyLayer, road.BuildingLayer, road.NumberLayer} {
		least := speck * unit / 2
		if layer == road.NumberLayer {
			if at.Z < numbersFrom {
				continue
			}
			least = 0 // a point is smaller than any speck
		}
		err := m.Each(layer, box, least, func(s road.Shape) error {
			if int(at.Z) < from(&s) {
				return nil
			}
			points += len(s.Points)
			for _, hole := range s.Holes {
				points += len(hole)
			}
			if points > maxPoints {
				return errFull
			}
			sheet[layer].Features = append(sheet[layer].Features, feature(&s))
			return nil
		})
		if err == errFull {
			return sheet, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return sheet, nil
}

// from is the zoom from which a shape is drawn; areas are, however early, once they are no specks.
func from(s *road.Shape) int {
	switch s.Layer {
	case road.NumberLayer:
		return numbersFrom
	case road.BuildingLayer:
		return 14
	case road.AlleyLayer:
		return 14
	case road.WaterLayer:
		if s.Area || s.Class == "river" || s.Class == "canal" {
			return 8
		}
		return 12
	}
	switch s.Class {
	case "motorway", "trunk", "motorway_link", "trunk_link":
		return 5
	case "primary", "primary_link":
		return 7
	case "secondary", "secondary_link":
		return 9
	case "tertiary", "tertiary_link":
		return 11
	case "residential", "unclassified", "living_street", "road":
		return 12
	}
	return 13
}

// feature is a shape as a tile has it.
func feature(s *road.Shape) *geojson.Feature {
	var shape orb.Geometry
	switch {
	case s.Layer == road.NumberLayer:
		shape = orb.Point{s.Points[0].Lon, s.Points[0].Lat}
	case !s.Area:
		shape = lineOf(s.Points)
	default: // outlines as the format wants them, seen with north up, and holes the other way round
		area := orb.Polygon{ringOf(s.Points, orb.CW)}
		for _, hole := range s.Holes {
			area = append(area, ringOf(hole, orb.CCW))
		}
		shape = area
	}
	f := geojson.NewFeature(shape)
	f.Properties["class"] = s.Class
	if s.Name != "" {
		f.Properties["name"] = s.Name
	}
	return f
}

func lineOf(points []geo.Point) orb.LineString {
	line := make(orb.LineString, 0, len(points)+1)
	for _, p := range points {
		line = append(line, orb.Point{p.Lon, p.Lat})
	}
	return line
}

// ringOf closes an outline and lets it run the way that is given.
func ringOf(points []geo.Point, way orb.Orientation) orb.Ring {
	line := lineOf(points)
	ring := orb.Ring(append(line, line[0]))
	if ring.Orientation() == -way {
		ring.Reverse()
	}
	return ring
}
