package geo

// Overlap is the share of visits that lie inside the convex hull of another team's visits, or on its
// border: 0 where every team keeps to itself. Visits of fewer than three distinct places, or all on
// one line, have no area for others to lie in.
func Overlap(routes [][]Point) float64 {
	areas := make([]area, len(routes))
	visits, inside := 0, 0
	for i, visited := range routes {
		areas[i] = newArea(visited)
		visits += len(visited)
	}
	for i, visited := range routes {
		for _, p := range visited {
			for j := range areas {
				if j != i && areas[j].contains(p) {
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
