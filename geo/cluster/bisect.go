package cluster

import (
	"math"
	"slices"

	"gonha/geo"
)

// Bisect splits points into parts of equal weight by recursive bisection (Berger and Bokhari, A
// partitioning strategy for nonuniform problems on multiprocessors, IEEE Trans. Comput. 36, 1987):
// each cut is perpendicular to the wider side, in metres, of the box around what it cuts. The parts
// need not be a power of two. It gives the part of each point, 0..parts-1; a part differs from its
// share by the weight of about a point a cut. Weight nil counts points; parts below 1 is taken as 1.
func Bisect(points []geo.Point, weight []float64, parts int) []int32 {
	shares := make([]float64, max(parts, 1))
	for i := range shares {
		shares[i] = 1
	}
	return BisectShares(points, weight, shares)
}

// BisectShares is [Bisect] into len(shares) parts whose weights are in proportion to shares, which
// are positive. There must be a share at least.
func BisectShares(points []geo.Point, weight []float64, shares []float64) []int32 {
	b := bisector{plane: newPlane(points, weight, nil), share: shares, part: make([]int32, len(points))}
	b.split(upTo(len(points)), upTo(len(shares)))
	return b.part
}

// upTo is the indices 0 to n-1.
func upTo(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// bisector cuts points into parts.
type bisector struct {
	*plane
	share  []float64 // of the weight, by part
	sx, sy []float64 // where the part would rather lie, or nil
	part   []int32   // by point: the result
	level  float64   // the weight of a unit of share, for cuts that keep groups whole; 0 is no such cuts
	items  []item
	cut    groupCut
}

// split gives points to parts, of which there is at least one. It rearranges both.
func (b *bisector) split(points, parts []int32) {
	if len(parts) == 1 || len(points) == 0 {
		for _, i := range points {
			b.part[i] = parts[0]
		}
		return
	}
	dx, dy := b.axis(points)
	at, first := b.wholeGroups(points, parts, dx, dy)
	if first == 0 {
		at, first = b.plain(points, parts, dx, dy)
	}
	for i := range b.items {
		points[i] = b.items[i].point
	}
	b.split(points[:at], parts[:first])
	b.split(points[at:], parts[first:])
}

// axis is the direction of the wider side of the box around points.
func (b *bisector) axis(points []int32) (dx, dy float64) {
	x0, x1, y0, y1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, i := range points {
		x0, x1 = min(x0, b.x[i]), max(x1, b.x[i])
		y0, y1 = min(y0, b.y[i]), max(y1, b.y[i])
	}
	if x1-x0 >= y1-y0 {
		return 1, 0
	}
	return 0, 1
}

// along fills items with points by their place along a direction, and orders parts likewise by where
// they would rather lie.
func (b *bisector) along(points, parts []int32, dx, dy float64) (weight, share float64) {
	b.items = slices.Grow(b.items[:0], len(points))
	for _, i := range points {
		b.items = append(b.items, item{b.x[i]*dx + b.y[i]*dy, b.weight[i], i})
		weight += b.weight[i]
	}
	if b.sx != nil {
		slices.SortFunc(parts, func(a, c int32) int {
			return byKey(item{key: b.sx[a]*dx + b.sy[a]*dy, point: a}, item{key: b.sx[c]*dx + b.sy[c]*dy, point: c})
		})
	}
	for _, part := range parts {
		share += b.share[part]
	}
	return weight, share
}

// plain cuts between the two halves of parts: items before position at are for the first of them.
func (b *bisector) plain(points, parts []int32, dx, dy float64) (at, first int) {
	weight, share := b.along(points, parts, dx, dy)
	first = len(parts) / 2
	left := 0.0
	for _, part := range parts[:first] {
		left += b.share[part]
	}
	return selectWeight(b.items, weight*left/share), first
}

// wholeGroups looks for the cut that divides the fewest groups among those near the middle that leave
// both sides within the tolerance of their share. It gives first = 0 where there is none.
func (b *bisector) wholeGroups(points, parts []int32, dx, dy float64) (at, first int) {
	if b.level == 0 || !b.cut.several(b.plane, points) {
		return 0, 0
	}
	weight, share := b.along(points, parts, dx, dy)
	slices.SortFunc(b.items, byKey)
	b.cut.begin(b.plane, b.items)
	tolerance := bandwidth
	if len(parts) > 4 { // leave some of it to the cuts below
		tolerance /= 2
	}
	least := max(1, len(parts)/3)
	bestScore := math.Inf(1)
	k, kShare := 1, b.share[parts[0]]
	left := 0.0
	for s := range len(b.items) - 1 {
		b.cut.pass(b.items[s].point)
		left += b.items[s].weight
		for k < len(parts)-1 && left/b.level-kShare > b.share[parts[k]]/2 {
			kShare += b.share[parts[k]]
			k++
		}
		if k < least || k > len(parts)-least {
			continue
		}
		l, r := left/(b.level*kShare)-1, (weight-left)/(b.level*(share-kShare))-1
		if math.Abs(l) > tolerance || math.Abs(r) > tolerance {
			continue
		}
		score := float64(b.cut.divided) + math.Abs(2*kShare/share-1) + max(math.Abs(l), math.Abs(r))/tolerance/4
		if score < bestScore {
			bestScore, at, first = score, s+1, k
		}
	}
	return at, first
}
