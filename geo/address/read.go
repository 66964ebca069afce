package address

import (
	"context"
	"strings"

	"gonha/geo"
	"gonha/geo/road"
)

// Tags of OpenStreetMap that tell where addresses are, https://wiki.openstreetmap.org/wiki/Vietnam and
// Key:addr. Before the wards of July 2025 they stood under subdistrict, since then under ward or, by some, district.
var (
	nameKeys = []string{"name", "name:vi", "alt_name", "old_name", "loc_name", "official_name"}
	wardKeys = []string{"addr:subdistrict", "addr:ward", "addr:suburb", "addr:quarter"}
	mapKeys  = append(append([]string{"highway", "place", "addr:housenumber", "addr:street", "addr:place", "addr:district"}, nameKeys...), wardKeys...)
)

// Read adds to the builder the house numbers, the streets and alleys with names and the wards of a .osm.pbf or .osm
// file inside the box. Errors are those of reading and of ctx.
func (b *Builder) Read(ctx context.Context, path string, box road.Box) error {
	elements, err := road.Elements(ctx, path, box, mapKeys, wanted)
	if err != nil {
		return err
	}
	for i := range elements {
		b.element(&elements[i])
	}
	return nil
}

// wanted says whether an element tells where addresses are.
func wanted(has func(key string) bool) bool {
	return has("addr:housenumber") || has("name") && (has("highway") || has("place"))
}

func (b *Builder) element(e *road.Element) {
	if e.Tags["addr:housenumber"] != "" {
		b.mapHouse(e)
	}
	switch {
	case e.Tags["place"] != "":
		for _, key := range nameKeys {
			for name := range strings.SplitSeq(e.Tags[key], ";") {
				b.Ward(name, middle(e.Points))
			}
		}
	case e.Tags["highway"] != "" && e.Way && len(e.Points) > 1:
		seen := map[string]bool{}
		for _, key := range nameKeys {
			for name := range strings.SplitSeq(e.Tags[key], ";") {
				if name != "" && !seen[name] {
					seen[name] = true
					b.Line(name, e.Points)
				}
			}
		}
	}
}

// mapHouse adds a house under each of its numbers: "12;14" is two.
func (b *Builder) mapHouse(e *road.Element) {
	street := e.Tags["addr:street"]
	if street == "" {
		street = e.Tags["addr:place"]
	}
	ward := ""
	for _, key := range wardKeys {
		if ward == "" {
			ward = e.Tags[key]
		}
	}
	h := House{Street: street, Ward: ward, District: e.Tags["addr:district"], At: middle(e.Points)}
	for _, p := range e.Points {
		h.Radius = max(h.Radius, geo.Distance(h.At, p))
	}
	for h.Number = range strings.SplitSeq(e.Tags["addr:housenumber"], ";") {
		b.House(h)
	}
}

// middle is the mean of points. The first of a closed line counts once.
func middle(points []geo.Point) geo.Point {
	n := len(points)
	if n > 1 && points[0] == points[n-1] {
		points = points[1:]
	}
	var sum geo.Point
	for _, p := range points {
		sum.Lat, sum.Lon = sum.Lat+p.Lat, sum.Lon+p.Lon
	}
	return geo.Point{Lat: sum.Lat / float64(len(points)), Lon: sum.Lon / float64(len(points))}
}
