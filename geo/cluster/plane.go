package cluster

import (
	"math"
	"slices"

	"gonha/geo"
)

// plane holds the points in metres east and north of their middle, an equirectangular map: over the
// tens of kilometres of a campaign straight lines stay straight, which is all that is asked of it.
type plane struct {
	x, y   []float64
	weight []float64 // positive
	group  []int32   // 0..groups-1, or -1
	groups int
	middle geo.Point
	cosLat float64
}

// newPlane lays out points. Weights that are nil, zero, negative or not finite become small positive
// ones, so that points without work lie compactly too; group nil is none.
func newPlane(points []geo.Point, weight []float64, group []int32) *plane {
	n := len(points)
	p := &plane{x: make([]float64, n), y: make([]float64, n), weight: make([]float64, n), group: make([]int32, n)}
	p.middle = middle(points)
	p.cosLat = max(math.Cos(p.middle.Lat*math.Pi/180), 1e-6)
	for i, q := range points {
		p.x[i], p.y[i] = p.project(q)
	}
	total := 0.0
	for _, w := range weight {
		total += usable(w)
	}
	least := 1.0
	if total > 0 {
		least = 1e-6 * total / float64(n)
	}
	for i := range p.weight {
		p.weight[i] = least
		if weight != nil {
			p.weight[i] = max(least, usable(weight[i]))
		}
		p.group[i] = -1
	}
	if group != nil {
		p.number(group)
	}
	return p
}

// number gives the groups numbers without gaps, in the order of their own.
func (p *plane) number(group []int32) {
	known := distinctGroups(group)
	for i, g := range group {
		if at, ok := slices.BinarySearch(known, g); ok {
			p.group[i] = int32(at)
		}
	}
	p.groups = len(known)
}

// distinctGroups is the groups that occur, ascending.
func distinctGroups(group []int32) []int32 {
	known := make([]int32, 0, 64)
	last := int32(-1)
	for _, g := range group {
		if g != last && g >= 0 {
			known = append(known, g) // neighbours in a list are often of one group
		}
		last = g
	}
	slices.Sort(known)
	return slices.Compact(known)
}

// middle is the middle of the box around points.
func middle(points []geo.Point) geo.Point {
	if len(points) == 0 {
		return geo.Point{}
	}
	lo, hi := points[0], points[0]
	for _, q := range points {
		lo = geo.Point{Lat: min(lo.Lat, q.Lat), Lon: min(lo.Lon, q.Lon)}
		hi = geo.Point{Lat: max(hi.Lat, q.Lat), Lon: max(hi.Lon, q.Lon)}
	}
	return geo.Point{Lat: (lo.Lat + hi.Lat) / 2, Lon: (lo.Lon + hi.Lon) / 2}
}

const metresPerDegree = geo.EarthRadius * math.Pi / 180

func (p *plane) project(q geo.Point) (x, y float64) {
	return (q.Lon - p.middle.Lon) * metresPerDegree * p.cosLat, (q.Lat - p.middle.Lat) * metresPerDegree
}

func (p *plane) unproject(x, y float64) geo.Point {
	return geo.Point{Lat: p.middle.Lat + y/metresPerDegree, Lon: p.middle.Lon + x/(metresPerDegree*p.cosLat)}
}

// usable is w where it can be summed, else 0.
func usable(w float64) float64 {
	if w > 0 && w <= math.MaxFloat64/1e9 {
		return w
	}
	return 0
}

// item is a point on the way through a cut.
type item struct {
	key    float64 // how far along the cut's direction it lies
	weight float64
	point  int32
}

// less orders items by (key, point).
func less(a, b *item) bool { return a.key < b.key || a.key == b.key && a.point < b.point }

func byKey(a, b item) int {
	if less(&a, &b) {
		return -1
	} else if less(&b, &a) {
		return 1
	}
	return 0
}

// selectWeight rearranges items so that those before the returned position come first by (key, point)
// and weigh target as nearly as whole items allow: quickselect (Hoare, Algorithm 65: Find, Comm. ACM
// 4, 1961) by weight instead of by rank.
func selectWeight(items []item, target float64) int {
	lo, hi := 0, len(items) // the position is in lo..hi; target counts from lo on
	for round := 0; hi-lo > 12 && round < 60; round++ {
		pivot := median(items[lo], items[lo+(hi-lo)/2], items[hi-1])
		i, j, below := lo, hi-1, 0.0
		for { // Hoare's partition: [lo, i) is at most the pivot, [j+1, hi) at least
			for less(&items[i], &pivot) {
				below += items[i].weight
				i++
			}
			for less(&pivot, &items[j]) {
				j--
			}
			if i >= j {
				break
			}
			items[i], items[j] = items[j], items[i]
			below += items[i].weight
			i++
			j--
		}
		if i == j { // on the pivot itself
			below += items[i].weight
			i++
		}
		if target <= below {
			hi = i
		} else {
			lo, target = i, target-below
		}
	}
	slices.SortFunc(items[lo:hi], byKey)
	for lo < hi && target >= items[lo].weight/2 {
		target -= items[lo].weight
		lo++
	}
	return lo
}

func median(a, b, c item) item {
	if less(&b, &a) {
		a, b = b, a
	}
	if less(&c, &b) {
		b = c
	}
	if less(&b, &a) {
		b = a
	}
	return b
}
