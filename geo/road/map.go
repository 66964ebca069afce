package road

import (
	"context"
	"encoding/hex"
	"math"

	"gonha/geo"
)

// Layer is a kind of thing on a map.
type Layer uint8

// The layers, from the ground up.
const (
	WaterLayer    Layer = iota
	BuildingLayer       // outlines
	RoadLayer           // that cars take
	AlleyLayer          // and other ways too narrow for cars
	NumberLayer         // house numbers, each a point with the number as its name
	layers
)

// Shape is a thing on a map: a line, an area, whose first point follows its last, or a point of [NumberLayer].
type Shape struct {
	Layer  Layer
	Class  string // of roads and alleys as in [Line]; "river", "canal" and so on for lines of water, "water" for areas; "number"
	Name   string // or empty
	Area   bool
	Points []geo.Point   // two or more, three or more of an area, one of a number; valid during the visit only
	Holes  [][]geo.Point // outlines of what an area leaves out, as its own; valid during the visit only
}

// Map is what there is to draw of an area. It never changes and is safe for use by several goroutines.
type Map struct {
	box      Box
	key      key     // of what it was made from
	lat, lon []int32 // of all shapes, one after the other, in 1e-7 degrees
	shapes   []shape
	classes  []string
	names    []string // the first is empty
}

// shape is a Shape in a Map, with the box around it in 1e-7 degrees.
type shape struct {
	first, last              int32 // its points are [first, last)
	class, name              int32
	south, west, north, east int32
	layer                    Layer
	area                     bool
	hole                     bool // in the shape before it that is none
}

// Box is the area that the map is of.
func (m *Map) Box() Box { return m.box }

// Version tells a map from that of other files, or of a file that was changed: sixteen hexadecimal digits.
func (m *Map) Version() string { return hex.EncodeToString(m.key[:8]) }

// Len is the number of shapes.
func (m *Map) Len() int {
	count := 0
	for i := range m.shapes {
		if !m.shapes[i].hole {
			count++
		}
	}
	return count
}

// Each visits the shapes of a layer that may touch the box, in the order of the file. Those that are smaller than
// least degrees both ways, as every point is, are passed over; with 0 none is. An error of visit ends it and is returned.
func (m *Map) Each(layer Layer, box Box, least float64, visit func(Shape) error) error {
	low := func(degrees float64) int32 { return int32(max(math.Floor(degrees*1e7), math.MinInt32)) }
	high := func(degrees float64) int32 { return int32(min(math.Ceil(degrees*1e7), math.MaxInt32)) }
	south, west, north, east, small := low(box.South), low(box.West), high(box.North), high(box.East), int64(least*1e7)
	var points []geo.Point
	for i := range m.shapes {
		s := &m.shapes[i]
		if s.hole || s.layer != layer || s.north < south || s.south > north || s.east < west || s.west > east {
			continue
		}
		if int64(s.north)-int64(s.south) < small && int64(s.east)-int64(s.west) < small {
			continue
		}
		points = m.points(points[:0], s)
		var holes [][]geo.Point
		for k := i + 1; k < len(m.shapes) && m.shapes[k].hole; k++ {
			holes = append(holes, m.points(nil, &m.shapes[k]))
		}
		if err := visit(Shape{s.layer, m.classes[s.class], m.names[s.name], s.area, points, holes}); err != nil {
			return err
		}
	}
	return nil
}

// points appends those of a shape to list.
func (m *Map) points(list []geo.Point, s *shape) []geo.Point {
	for p := s.first; p < s.last; p++ {
		list = append(list, geo.Point{Lat: float64(m.lat[p]) / 1e7, Lon: float64(m.lon[p]) / 1e7})
	}
	return list
}

// World is the box of everything.
var World = Box{South: -90, West: -180, North: 90, East: 180}

// Map gives what there is to draw in a box, the extra roads included: from memory, from the cache, or from the
// file. It keeps the map given last in memory. Errors are those of reading and of ctx, and [ErrMapTooLarge].
func (s *Source) Map(ctx context.Context, box Box) (*Map, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	stamp, err := s.stamp()
	if err != nil {
		return nil, err
	}
	if s.drawn != nil && s.drawn.box.Covers(box) && s.drawn.key == newMapKey(stamp, s.drawn.box) {
		return s.drawn, nil
	}
	if box != World {
		box = box.rounded()
	}
	k := newMapKey(stamp, box)
	m := s.cachedMap(k, box)
	if m == nil {
		if m, err = readMap(ctx, s.path, box); err != nil {
			return nil, err
		}
		if s.options.Extra != "" {
			extra, err := readExtraFile(s.options.Extra)
			if err != nil {
				return nil, err
			}
			m.addExtra(extra)
		}
		if box != World { // of which the file itself is no larger
			writeCache(s.options.Cache, mapKind, k, m.pack(nil))
		}
	}
	s.drawn, m.key = m, k
	return m, nil
}

func (s *Source) cachedMap(k key, box Box) *Map {
	m, ok := unpackMap(readCache(s.options.Cache, mapKind, k), box)
	if !ok {
		return nil
	}
	return m
}

// mapKind tells maps from roads in the cache, whose profiles have no such name.
const mapKind = "map-to-draw-2"
