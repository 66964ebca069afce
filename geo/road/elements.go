package road

import (
	"context"
	"slices"
	"strings"

	"gonha/geo"
)

// Element is a thing of the map with some of its tags.
type Element struct {
	Points []geo.Point   // one of a node; of a way its nodes inside the box, in order, at least one; of a relation those of its outlines
	Way    bool          // a line or an outline
	Area   bool          // a relation, such as a boundary or a building of several outlines
	Rings  [][]geo.Point // its outlines that close inside the box, the first point again at the end
	Tags   map[string]string
}

// Elements reads a .osm.pbf or .osm file and gives the nodes and ways inside the box that want takes, in the
// order of the file, and behind them the relations, each with those of its tags whose key is among keys. A way or an
// outline of which the box holds a part is given with that part. want is told by has which tags there are. It holds the
// nodes of the box in memory, and nothing of the file beside them and what it gives. Errors are those of reading and of
// ctx.
func Elements(ctx context.Context, path string, box Box, keys []string, want func(has func(key string) bool) bool) ([]Element, error) {
	c := &elementCollector{collector: newCollector(box, DefaultEvening()), keys: keys, want: want}
	if err := scanFile(ctx, path, c); err != nil {
		return nil, while("reading the map", err)
	}
	if c.late { // nodes come after ways: another pass, now that all are known
		c.again()
		c.found = slices.DeleteFunc(c.found, func(e Element) bool { return e.Way })
		if err := scanFile(ctx, path, c); err != nil {
			return nil, while("reading the map", err)
		}
	}
	if err := c.outline(); err != nil {
		return nil, while("reading the map", err)
	}
	return c.found, nil
}

// elementCollector is the sink of [Elements]. Of the collector it uses the nodes.
type elementCollector struct {
	*collector
	keys  []string
	want  func(has func(key string) bool) bool
	found []Element
	areas []areaParts
	total int // points of them
}

// areaParts is a relation before the ways of its outlines are known.
type areaParts struct {
	element Element
	outer   []int64
}

func (c *elementCollector) node(id, lat, lon int64, t tags) error {
	before := len(c.ids)
	if err := c.collector.node(id, lat, lon, t); err != nil || len(c.ids) == before || !c.takes(t) {
		return err
	}
	return c.add([]geo.Point{{Lat: float64(lat) / 1e7, Lon: float64(lon) / 1e7}}, t, false)
}

func (c *elementCollector) way(id int64, refs []int64, places []location, t tags) error {
	needed := c.needed[id]
	if !needed && !c.takes(t) {
		return nil
	}
	if now, err := c.begin(refs, places); !now {
		return err
	}
	if needed {
		c.rows[id] = slices.Clone(refs)
	}
	points := c.points(refs)
	if len(points) == 0 || !c.takes(t) {
		return nil
	}
	return c.add(points, t, true)
}

// points are the places of nodes that lie in the box.
func (c *elementCollector) points(nodes []int64) []geo.Point {
	var points []geo.Point
	for _, node := range nodes {
		if i, found := c.find(node); found {
			points = append(points, geo.Point{Lat: float64(c.lat[i]) / 1e7, Lon: float64(c.lon[i]) / 1e7})
		}
	}
	return points
}

func (c *elementCollector) relation(_ int64, members []member, t tags) error {
	if c.second || !c.takes(t) {
		return nil
	}
	c.areas = append(c.areas, areaParts{c.element(nil, t), ringParts(members).outer})
	c.need(members)
	return nil
}

// outline adds the relations that were met, once their ways are known.
func (c *elementCollector) outline() error {
	c.sort() // where no way was met
	for _, a := range c.areas {
		var rows [][]int64
		for _, way := range a.outer {
			rows = append(rows, c.rows[way])
		}
		closed, chains := rings(rows)
		for _, ring := range closed {
			points := c.points(ring)
			a.element.Points = append(a.element.Points, points...)
			if len(points) == len(ring) {
				a.element.Rings = append(a.element.Rings, append(points, points[0]))
			}
		}
		for _, chain := range chains {
			a.element.Points = append(a.element.Points, c.points(chain)...)
		}
		if len(a.element.Points) == 0 {
			continue
		}
		if c.total += len(a.element.Points); c.total > 4*maxNodes {
			return errTooLarge
		}
		a.element.Area = true
		c.found = append(c.found, a.element)
	}
	return nil
}

func (c *elementCollector) takes(t tags) bool {
	return len(t) > 0 && c.want(func(key string) bool { return len(t.find(key)) > 0 })
}

func (c *elementCollector) add(points []geo.Point, t tags, way bool) error {
	if c.total += len(points); c.total > 4*maxNodes {
		return errTooLarge
	}
	e := c.element(points, t)
	e.Way = way
	c.found = append(c.found, e)
	return nil
}

// element makes an element with those of its tags that are asked for.
func (c *elementCollector) element(points []geo.Point, t tags) Element {
	e := Element{Points: points, Tags: map[string]string{}}
	for _, key := range c.keys {
		if v := t.find(key); len(v) > 0 && len(v) <= maxName {
			e.Tags[key] = strings.ToValidUTF8(string(v), "")
		}
	}
	return e
}
