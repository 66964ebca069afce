package cluster

import (
	"math"
	"slices"

	"gonha/geo"
)

// Quality says how good turfs are, all but Compactness without unit and best at the least value.
type Quality struct {
	Imbalance   float64 // of the fullest turf: weight over capacity, against the mean, less 1
	SplitGroups int     // groups that lie in several turfs
	Pieces      int     // turfs that a group lies in, over all groups; at least their number
	Overlap     float64 // share of the points inside the hull of another team's turf, its corners not counted
	Compactness float64 // root mean square distance of a point to the centre of its turf, in metres
	Unassigned  int     // points in no turf
}

// Measure computes the quality of turfs, which are as [Turfs] gives them for in. Teams' groups are not
// looked at: where they force an imbalance, it shows.
func Measure(in Input, turf []int32) Quality {
	var q Quality
	weight, capacity := make([]float64, len(in.Teams)), 0.0
	total, square := 0.0, 0.0
	centres := Centres(in, turf)
	pieces := map[[2]int32]bool{}
	perGroup := map[int32]int{}
	for i, t := range turf {
		if t < 0 {
			q.Unassigned++
			continue
		}
		w := in.weight(i)
		weight[t] += w
		total += w
		way := geo.Distance(in.Points[i], centres[t])
		square += w * way * way
		if g := in.group(i); g >= 0 && !pieces[[2]int32{g, t}] {
			pieces[[2]int32{g, t}] = true
			perGroup[g]++
		}
	}
	for t := range in.Teams {
		capacity += in.Teams[t].Capacity
	}
	for t, w := range weight {
		if c := in.Teams[t].Capacity; total > 0 && c > 0 {
			q.Imbalance = max(q.Imbalance, w/c*capacity/total-1)
		}
	}
	for _, n := range perGroup {
		q.Pieces += n
		if n > 1 {
			q.SplitGroups++
		}
	}
	if total > 0 {
		q.Compactness = math.Sqrt(square / total)
	}
	if n := len(turf) - q.Unassigned; n > 0 {
		q.Overlap = float64(overlapping(in, turf)) / float64(n)
	}
	return q
}

// Centres is the middle of each team's turf by weight, or the team's start where the turf is empty.
func Centres(in Input, turf []int32) []geo.Point {
	centres := make([]geo.Point, len(in.Teams))
	sums := make([]moments, len(in.Teams))
	origin := middle(in.Points)
	for i, t := range turf {
		if t >= 0 {
			p := in.Points[i]
			sums[t].add(max(in.weight(i), 1e-9), p.Lon-origin.Lon, p.Lat-origin.Lat)
		}
	}
	for t := range centres {
		centres[t] = in.Teams[t].Start
		if m := sums[t]; m.weight > 0 {
			centres[t] = geo.Point{Lat: origin.Lat + m.y/m.weight, Lon: origin.Lon + m.x/m.weight}
		}
	}
	return centres
}

// overlapping counts the points inside the hull of another turf than their own. Doors of one spot
// that several teams share lie at corners of all their hulls and do not count.
func overlapping(in Input, turf []int32) int {
	points := make([][]geo.Point, len(in.Teams))
	for i, t := range turf {
		if t >= 0 {
			points[t] = append(points[t], in.Points[i])
		}
	}
	inside := make([]bool, len(turf))
	for t := range points {
		hull := geo.Hull(points[t])
		if len(hull) < 3 {
			continue
		}
		low, high := hull[0], hull[0]
		for _, p := range hull {
			low = geo.Point{Lat: min(low.Lat, p.Lat), Lon: min(low.Lon, p.Lon)}
			high = geo.Point{Lat: max(high.Lat, p.Lat), Lon: max(high.Lon, p.Lon)}
		}
		for i, p := range in.Points {
			if u := turf[i]; u < 0 || u == int32(t) || p.Lat < low.Lat || p.Lat > high.Lat || p.Lon < low.Lon || p.Lon > high.Lon {
				continue
			}
			if geo.Contains(hull, p) && !slices.Contains(hull, p) {
				inside[i] = true
			}
		}
	}
	n := 0
	for _, is := range inside {
		if is {
			n++
		}
	}
	return n
}

func (in *Input) weight(i int) float64 {
	if in.Weight == nil {
		return 1
	}
	return in.Weight[i]
}

func (in *Input) group(i int) int32 {
	if in.Group == nil {
		return -1
	}
	return in.Group[i]
}
