package address

import (
	"gonha/geo"
)

// region is the outline of a ward or district, the first point again at the end.
type region []geo.Point

// Region adds a ward or district by its outlines, each closed, and by the points of what there is of them on the map,
// which may be a part. Names are all it has or has had.
func (b *Builder) Region(names []string, outlines [][]geo.Point, points []geo.Point) {
	for _, name := range names {
		a := Parse(name)
		kinds := map[string][]string{}
		if a.Ward.Plain != "" {
			kinds["w"] = areaNames(name)
		} else if a.District.Plain != "" {
			kinds["d"] = []string{a.District.Plain}
		}
		for kind, plains := range kinds {
			for _, plain := range plains {
				for _, at := range thinned(points) {
					b.area(kind, plain, at)
				}
				for _, outline := range outlines {
					b.regions[kind+plain] = append(b.regions[kind+plain], outline)
				}
			}
		}
	}
}

// outlines are the regions of a name.
func (x *Index) outlines(name string) []region {
	for ; x != nil; x = x.base {
		if regions := x.regions[name]; regions != nil {
			return regions
		}
	}
	return nil
}

// distance is the metres from a point to the nearest of the regions or places of a name: 0 inside a region; infinite
// where there is none. A place is somewhere in its ward, so that it counts from some metres on.
func (x *Index) distance(p geo.Point, name string) float64 {
	const around = 500 // metres
	d := max(0, nearest(p, x.places(name))-around)
	for _, r := range x.outlines(name) {
		if r.holds(p) {
			return 0
		}
		d = min(d, awayFrom(p, [][]geo.Point{r}))
	}
	return d
}

// holds says whether a point lies inside, by the rule of even and odd crossings.
func (r region) holds(p geo.Point) bool {
	inside := false
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon+(b.Lon-a.Lon)*(p.Lat-a.Lat)/(b.Lat-a.Lat) {
			inside = !inside
		}
	}
	return inside
}
