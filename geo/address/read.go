package address

import (
	"context"
	"slices"
	"strings"

	"gonha/geo"
	"gonha/geo/road"
)

// Tags of OpenStreetMap that tell where addresses are, https://wiki.openstreetmap.org/wiki/Vietnam and
// Key:addr. Before the wards of July 2025 they stood under subdistrict, since then under ward or, by some, district.
var (
	nameKeys = []string{"name", "name:vi", "alt_name", "old_name", "loc_name", "official_name", "short_name"}
	wardKeys = []string{"addr:subdistrict", "addr:ward", "addr:suburb", "addr:quarter"}
	siteKeys = []string{"amenity", "office", "building", "landuse", "leisure", "tourism", "healthcare", "shop", "railway", "addr:street"}
	mapKeys  = slices.Concat([]string{"highway", "place", "boundary", "addr:housenumber", "addr:street", "addr:place", "addr:district"}, nameKeys, wardKeys, siteKeys)
)

// hamlets are the values of place that a thôn, an ấp, a xóm or a bản goes by.
var hamlets = map[string]bool{"hamlet": true, "isolated_dwelling": true, "neighbourhood": true, "quarter": true, "village": true}

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
	return has("addr:housenumber") || has("amenity") || has("name") && (has("highway") || has("place") || has("boundary") || slices.ContainsFunc(siteKeys, has))
}

func (b *Builder) element(e *road.Element) {
	if e.Tags["addr:housenumber"] != "" {
		b.mapHouse(e)
	}
	names := namesOf(e)
	switch {
	case e.Area && (e.Tags["boundary"] == "administrative" || e.Tags["boundary"] == "historic"):
		b.Region(names, e.Rings, e.Points)
	case e.Tags["place"] != "":
		for _, name := range names {
			b.Ward(name, middle(e.Points))
			if hamlets[e.Tags["place"]] {
				b.Hamlet(name, middle(e.Points))
			}
		}
	case e.Tags["highway"] != "":
		for _, name := range names {
			if e.Way && len(e.Points) > 1 {
				b.Line(name, e.Points)
			}
		}
	case slices.ContainsFunc(siteKeys, func(key string) bool { return e.Tags[key] != "" }):
		at := middle(e.Points)
		b.Site(Site{
			Names: names, Kind: e.Tags["amenity"], At: at, Radius: radius(at, e.Points),
			Home: e.Tags["building"] != "" || e.Tags["landuse"] == "residential",
		})
	}
}

// namesOf are the names of an element, each once.
func namesOf(e *road.Element) []string {
	var names []string
	for _, key := range nameKeys {
		for name := range strings.SplitSeq(e.Tags[key], ";") {
			if name != "" {
				names = appendNew(names, name)
			}
		}
	}
	return names
}

// radius is the metres from a point to the farthest of points.
func radius(at geo.Point, points []geo.Point) float64 {
	far := 0.0
	for _, p := range points {
		far = max(far, geo.Distance(at, p))
	}
	return far
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
	h.Radius = radius(h.At, e.Points)
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
