package road

import (
	"context"
	"slices"
	"strings"

	"gonha/geo"
)

// Element is a thing of the map with some of its tags.
type Element struct {
	Points []geo.Point // one of a node; of a way its nodes inside the box, in order, at least one
	Way    bool        // a line or an outline; else it is a node
	Tags   map[string]string
}

// Elements reads a .osm.pbf or .osm file and gives the nodes and ways inside the box that want takes, in the
// order of the file, each with those of its tags whose key is among keys. A way of which the box holds a part is
// given with that part. want is told by has which tags there are. It holds the nodes of the box in memory, and
// nothing of the file beside them and what it gives. Errors are those of reading and of ctx.
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
	return c.found, nil
}

// elementCollector is the sink of [Elements]. Of the collector it uses the nodes.
type elementCollector struct {
	*collector
	keys  []string
	want  func(has func(key string) bool) bool
	found []Element
	total int // points of them
}

func (c *elementCollector) node(id, lat, lon int64, t tags) error {
	before := len(c.ids)
	if err := c.collector.node(id, lat, lon, t); err != nil || len(c.ids) == before || !c.takes(t) {
		return err
	}
	return c.add([]geo.Point{{Lat: float64(lat) / 1e7, Lon: float64(lon) / 1e7}}, t, false)
}

func (c *elementCollector) way(_ int64, refs []int64, places []location, t tags) error {
	if !c.takes(t) {
		return nil
	}
	if now, err := c.begin(refs, places); !now {
		return err
	}
	var points []geo.Point
	for _, ref := range refs {
		if i, found := slices.BinarySearch(c.ids, ref); found {
			points = append(points, geo.Point{Lat: float64(c.lat[i]) / 1e7, Lon: float64(c.lon[i]) / 1e7})
		}
	}
	if len(points) == 0 {
		return nil
	}
	return c.add(points, t, true)
}

func (*elementCollector) relation(int64, []member, tags) error { return nil }

func (c *elementCollector) takes(t tags) bool {
	return len(t) > 0 && c.want(func(key string) bool { return len(t.find(key)) > 0 })
}

func (c *elementCollector) add(points []geo.Point, t tags, way bool) error {
	if c.total += len(points); c.total > 4*maxNodes {
		return errTooLarge
	}
	e := Element{Points: points, Way: way, Tags: map[string]string{}}
	for _, key := range c.keys {
		if v := t.find(key); len(v) > 0 && len(v) <= maxName {
			e.Tags[key] = strings.ToValidUTF8(string(v), "")
		}
	}
	c.found = append(c.found, e)
	return nil
}
