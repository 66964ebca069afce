package geo

import "slices"

// Overlap is the share of visits that lie inside the convex hull of another team's visits, or on its
// border: 0 where every team keeps to itself. It counts by place: visits of a team at one spot, or in one block of
// flats, are one, and none of two teams in the same place is in the other's way there. Visits of fewer than three
// distinct places, or all on one line, have no area for others to lie in.
func Overlap(routes [][]Point) float64 {
	areas, places := make([]area, len(routes)), placesOf(routes)
	visits, inside := 0, 0
	for i, visited := range places {
		areas[i] = newArea(visited)
		visits += len(visited)
	}
	for i, visited := range places {
		for _, p := range visited {
			for j := range areas {
				if j != i && areas[j].contains(p) && !slices.Contains(places[j], p) {
					inside++
					break
				}
			}
		}
	}
	if visits == 0 {
		return 0
	}
	return float64(inside) / float64(visits)
}

// What makes a block of flats where overlap is counted: so many visits within so many metres of one of them.
const (
	BlockLeast  = 12
	BlockMetres = 10.0
)

// placesOf are the places of each team's visits, each once, in their order: flats of a block are all at one of them.
func placesOf(routes [][]Point) [][]Point {
	all := slices.Concat(routes...)
	stands := NewGrid(all).Crowds(nil, BlockLeast, BlockMetres)
	places := make([][]Point, len(routes))
	at := 0
	for i, visited := range routes {
		seen := make(map[Point]bool, len(visited))
		for range visited {
			p := all[stands[at]]
			if at++; !seen[p] {
				seen[p] = true
				places[i] = append(places[i], p)
			}
		}
	}
	return places
}

// area is a convex hull with its bounding box, which settles nearly every question; without an area
// it has no hull.
type area struct {
	hull     []Point
	min, max Point
}

func newArea(points []Point) area {
	hull := Hull(points)
	if len(hull) < 3 {
		return area{}
	}
	a := area{hull: hull, min: hull[0], max: hull[0]}
	for _, p := range hull {
		a.min.Lat, a.max.Lat = min(a.min.Lat, p.Lat), max(a.max.Lat, p.Lat)
		a.min.Lon, a.max.Lon = min(a.min.Lon, p.Lon), max(a.max.Lon, p.Lon)
	}
	return a
}

func (a *area) contains(p Point) bool {
	return len(a.hull) > 0 && p.Lat >= a.min.Lat && p.Lat <= a.max.Lat && p.Lon >= a.min.Lon && p.Lon <= a.max.Lon &&
		Contains(a.hull, p)
}
