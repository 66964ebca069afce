// Package road gives travel along the roads and alleys of an OpenStreetMap extract: which ways there are in a
// box, how long a team takes between any two doors on foot or by motorbike on a certain evening, and the line
// and the street names of each leg. It reads .osm.pbf and .osm; it knows points, and no households.
//
// Start with [Lines] for the roads themselves.
package road

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonha/geo"
)

// Box is an area in WGS84 degrees, its edges included. It does not cross the 180th meridian.
type Box struct{ South, West, North, East float64 }

// farthest is how many metres from the middle point of all a point may lie and still widen a box. No
// team goes farther in an evening, and one wrong coordinate must not load a country.
const farthest = 50_000

// Around is the box of the points with a margin in metres on each side. Points more than 50 km away
// from the median of all are left outside. It is empty, north of south nowhere, without points.
func Around(points []geo.Point, margin float64) Box {
	if len(points) == 0 {
		return Box{South: 1, North: -1}
	}
	middle := median(points)
	b := Box{South: middle.Lat, North: middle.Lat, West: middle.Lon, East: middle.Lon}
	for _, p := range points {
		if geo.Distance(p, middle) <= farthest {
			b.South, b.North = min(b.South, p.Lat), max(b.North, p.Lat)
			b.West, b.East = min(b.West, p.Lon), max(b.East, p.Lon)
		}
	}
	const degree = geo.EarthRadius * math.Pi / 180 // metres
	high := margin / degree
	wide := high / max(0.01, math.Cos(max(math.Abs(b.South), math.Abs(b.North))*math.Pi/180))
	return Box{max(-90, b.South-high), max(-180, b.West-wide), min(90, b.North+high), min(180, b.East+wide)}
}

// median is the point of the middle latitude and the middle longitude.
func median(points []geo.Point) geo.Point {
	byLat, byLon := slices.Clone(points), slices.Clone(points)
	slices.SortFunc(byLat, func(a, b geo.Point) int { return cmp.Compare(a.Lat, b.Lat) })
	slices.SortFunc(byLon, func(a, b geo.Point) int { return cmp.Compare(a.Lon, b.Lon) })
	return geo.Point{Lat: byLat[len(points)/2].Lat, Lon: byLon[len(points)/2].Lon}
}

// Contains says whether p lies in the box.
func (b Box) Contains(p geo.Point) bool {
	return p.Lat >= b.South && p.Lat <= b.North && p.Lon >= b.West && p.Lon <= b.East
}

// Covers says whether the whole of inner lies in the box.
func (b Box) Covers(inner Box) bool {
	return b.South <= inner.South && b.West <= inner.West && b.North >= inner.North && b.East >= inner.East
}

// Line is a stretch of a road inside a box.
type Line struct {
	Class  string      // OpenStreetMap's highway value, "alley" for service ways marked as alleys
	Name   string      // or empty
	Points []geo.Point // two or more
}

// Lines reads a .osm.pbf or .osm file and gives every road of every class inside the box to visit, in
// the order of the file; a road that leaves the box and comes back is several lines. It holds the
// nodes of the box in memory and nothing else of the file. An error of visit ends it and is returned;
// other errors are those of reading and of ctx.
func Lines(ctx context.Context, path string, box Box, visit func(Line) error) error {
	n, err := readNetwork(ctx, path, box, DefaultEvening())
	if err != nil {
		return err
	}
	for i := range n.ways[:n.mapped] {
		w := &n.ways[i]
		if n.classes[w.class] == ferry {
			continue
		}
		line := Line{Class: n.classes[w.class], Name: n.names[w.name]}
		for _, node := range n.nodes[w.first:w.last] {
			line.Points = append(line.Points, n.point(node))
		}
		if err := visit(line); err != nil {
			return err
		}
	}
	return nil
}

// readNetwork reads the roads of a file inside a box, as they are on an evening.
func readNetwork(ctx context.Context, path string, box Box, e Evening) (*network, error) {
	c := newCollector(box, e)
	if err := scanFile(ctx, path, c); err != nil {
		return nil, while("reading roads", err)
	}
	if c.late { // nodes come after ways: another pass, now that all are known
		c.again()
		if err := scanFile(ctx, path, c); err != nil {
			return nil, while("reading roads", err)
		}
	}
	return c.finish(), nil
}
