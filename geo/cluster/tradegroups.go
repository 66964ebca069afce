package cluster

import (
	"math"
	"slices"
)

const (
	groupCost   = 0.5 // of a divided group, in mean inertias of a cell
	balanceCost = 40  // of the squared deviation from the share, likewise: 0.1 at 5 per cent
)

// The directions of trial cuts against the way between the centres: cosine and sine of 0, 30 and -30
// degrees.
var askew = [...][2]float64{{1, 0}, {0.8660, 0.5}, {0.8660, -0.5}}

// around is the same from -60 to 60 degrees by 15.
var around = [...][2]float64{{1, 0}, {0.9659, 0.2588}, {0.9659, -0.2588}, {0.8660, 0.5}, {0.8660, -0.5},
	{0.7071, 0.7071}, {0.7071, -0.7071}, {0.5, 0.8660}, {0.5, -0.8660}}

// moments are sums over points, from which their spread follows.
type moments struct{ weight, x, y, square float64 }

func (m *moments) add(w, x, y float64) {
	m.weight += w
	m.x += w * x
	m.y += w * y
	m.square += w * (x*x + y*y)
}

// inertia is the sum of weight times squared distance to the middle.
func (m *moments) inertia() float64 {
	if m.weight == 0 {
		return 0
	}
	return max(0, m.square-(m.x*m.x+m.y*m.y)/m.weight)
}

// setCosts takes the mean inertia of a cell as the unit in which the costs of divided groups and
// of imbalance are weighed against compactness. A square turf that becomes twice as long as wide has
// a quarter more of it: so a group kept whole is worth a turf some 2.5 times as long as wide.
func (d *drawing) setCosts() {
	total := 0.0
	for _, members := range d.members {
		var m moments
		for _, p := range members {
			m.add(d.weight[p], d.x[p], d.y[p])
		}
		total += m.inertia()
	}
	d.unitCost = max(total/float64(len(d.members)), 1e-9)
}

// tradeGroups looks for the cut of the items between cells i and j that costs least in compactness,
// divided groups and balance, among straight cuts in several directions. fixed is the weight of i
// outside the items, (dx, dy) the direction between the cells. It gives the position of the cut in items,
// or -1 where what they have is as good.
func (d *drawing) tradeGroups(i, j int, fixed, dx, dy float64) int {
	lowest, highest := d.within(i, j)
	d.cut.begin(d.plane, d.items)
	present := d.presentCost(i, j, fixed)
	straight := false
	best, at := math.Inf(1), -1
	d.trial = append(d.trial[:0], d.items...)
	for _, turn := range askew {
		copy(d.items, d.trial)
		d.aim(dx*turn[0]-dy*turn[1], dy*turn[0]+dx*turn[1])
		straight = straight || d.divided(int32(i))
		from := selectWeight(d.items, lowest-fixed)
		to := from + selectWeight(d.items[from:], highest-lowest)
		slices.SortFunc(d.items[from:to], byKey)
		if cost, s := d.bestCut(i, j, fixed, from, to); cost < best {
			best, at = cost, s
			d.items, d.trial = d.trial, d.items
		}
	}
	d.items, d.trial = d.trial, d.items
	w := d.cells[i].weight
	within := w >= lowest*(1-1e-9) && w <= highest*(1+1e-9)
	if straight && within && best > present-0.001*d.unitCost {
		return -1
	}
	return at
}

// bestCut is the cheapest cut at a position from..to of the items, which are sorted there.
func (d *drawing) bestCut(i, j int, fixed float64, from, to int) (cost float64, at int) {
	d.cut.begin(d.plane, d.items)
	var left, right moments
	for k := range d.items {
		p := d.items[k].point
		if k < from {
			left.add(d.weight[p], d.x[p], d.y[p])
			d.cut.pass(p)
		} else {
			right.add(d.weight[p], d.x[p], d.y[p])
		}
	}
	cost = math.Inf(1)
	for s := from; ; s++ {
		if c := d.cost(i, j, fixed, &left, &right); c < cost {
			cost, at = c, s
		}
		if s == to {
			return cost, at
		}
		p := d.items[s].point
		left.add(d.weight[p], d.x[p], d.y[p])
		right.add(-d.weight[p], d.x[p], d.y[p])
		d.cut.pass(p)
	}
}

// presentCost is the cost of the items as the cells have them.
func (d *drawing) presentCost(i, j int, fixed float64) float64 {
	var left, right moments
	for k := range d.items {
		p := d.items[k].point
		if d.turf[p] == int32(i) {
			left.add(d.weight[p], d.x[p], d.y[p])
			d.cut.pass(p)
		} else {
			right.add(d.weight[p], d.x[p], d.y[p])
		}
	}
	return d.cost(i, j, fixed, &left, &right)
}

func (d *drawing) cost(i, j int, fixed float64, left, right *moments) float64 {
	total := d.cells[i].weight + d.cells[j].weight
	w := fixed + left.weight
	off, offOther := w/d.target[i]-1, (total-w)/d.target[j]-1
	if d.target[i] == 0 || d.target[j] == 0 {
		off, offOther = 0, 0
	}
	return left.inertia() + right.inertia() +
		d.unitCost*(groupCost*float64(d.cut.divided)+balanceCost*(off*off+offOther*offOther))
}

// divided says whether a straight line across the items' keys divides the points of cell i from the
// others.
func (d *drawing) divided(i int32) bool {
	last, first := item{key: math.Inf(-1)}, item{key: math.Inf(1)}
	for _, it := range d.items {
		if d.turf[it.point] == i {
			if less(&last, &it) {
				last = it
			}
		} else if less(&it, &first) {
			first = it
		}
	}
	return less(&last, &first)
}
