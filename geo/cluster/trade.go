package cluster

import "math"

// trade cuts the points of two cells anew, those of far ones only if they overlap, and gives the
// number of points that change hands.
func (d *drawing) trade(p pair) int {
	i, j := int(p.i), int(p.j)
	fixed := d.offer(i, j)
	if len(d.items) == 0 || d.target[i]+d.target[j] <= 0 {
		return 0
	}
	dx, dy := d.towards(i, j)
	d.aim(dx, dy)
	if p.far && d.divided(p.i) {
		return 0
	}
	if !d.severalGroups() {
		return d.hand(i, j, d.even(i, j, fixed))
	}
	at := d.tradeGroups(i, j, fixed, dx, dy)
	if at < 0 {
		return 0
	}
	return d.hand(i, j, at)
}

// mend divides two cells by a straight line if none does, with regard to groups if asked; that may
// not come to an end.
func (d *drawing) mend(p pair, groups bool) int {
	i, j := int(p.i), int(p.j)
	if !d.cells[i].meets(&d.cells[j]) {
		return 0
	}
	fixed := d.offer(i, j)
	if len(d.items) == 0 {
		return 0
	}
	dx, dy := d.towards(i, j)
	for _, turn := range around {
		d.aim(dx*turn[0]-dy*turn[1], dy*turn[0]+dx*turn[1])
		if d.divided(p.i) {
			return 0
		}
	}
	if groups && d.severalGroups() {
		if at := d.tradeGroups(i, j, fixed, dx, dy); at >= 0 {
			return d.hand(i, j, at)
		}
		return 0
	}
	d.aim(dx, dy)
	return d.hand(i, j, d.even(i, j, fixed))
}

// towards is the direction from the centre of cell i to that of j.
func (d *drawing) towards(i, j int) (dx, dy float64) {
	x0, y0 := d.centre(i)
	x1, y1 := d.centre(j)
	if norm := math.Hypot(x1-x0, y1-y0); norm > 1e-6 {
		return (x1 - x0) / norm, (y1 - y0) / norm
	}
	return 1, 0
}

// within is the weights that cell i may have after an exchange with j: those that leave both in the
// tolerance, or the even one where none do.
func (d *drawing) within(i, j int) (lowest, highest float64) {
	total := d.cells[i].weight + d.cells[j].weight
	lowest = max((1-bandwidth)*d.target[i], total-(1+bandwidth)*d.target[j])
	highest = min((1+bandwidth)*d.target[i], total-(1-bandwidth)*d.target[j])
	if lowest > highest {
		lowest = total * d.target[i] / (d.target[i] + d.target[j])
		highest = lowest
	}
	return lowest, highest
}

// even is the position in the items at which cell i keeps its weight, as far as it may: what then
// falls is the inertia alone.
func (d *drawing) even(i, j int, fixed float64) int {
	lowest, highest := d.within(i, j)
	return selectWeight(d.items, min(max(d.cells[i].weight, lowest), highest)-fixed)
}

// offer fills items with the points of both cells that either may have, and gives the weight of
// those that only the first may.
func (d *drawing) offer(i, j int) (fixed float64) {
	d.items = d.items[:0]
	a, b := d.classes[d.classOf[i]].allowed, d.classes[d.classOf[j]].allowed
	same := d.classOf[i] == d.classOf[j]
	for _, p := range d.members[i] {
		if same || b[d.unitOf(p)] {
			d.items = append(d.items, item{0, d.weight[p], p})
		} else {
			fixed += d.weight[p]
		}
	}
	for _, p := range d.members[j] {
		if same || a[d.unitOf(p)] {
			d.items = append(d.items, item{0, d.weight[p], p})
		}
	}
	d.effort -= int64(len(d.items))
	return fixed
}

func (d *drawing) severalGroups() bool {
	if d.groups < 2 {
		return false
	}
	first := d.group[d.items[0].point]
	for k := range d.items {
		if d.group[d.items[k].point] != first {
			return true
		}
	}
	return false
}

// aim sets the items' keys to their place along a direction.
func (d *drawing) aim(dx, dy float64) {
	for k := range d.items {
		p := d.items[k].point
		d.items[k].key = d.x[p]*dx + d.y[p]*dy
	}
}

// hand gives the items before position at to cell i and the others to cell j, and says how many of
// them change hands.
func (d *drawing) hand(i, j, at int) (moved int) {
	for k := range d.items {
		to := int32(i)
		if k >= at {
			to = int32(j)
		}
		p := d.items[k].point
		if d.turf[p] != to {
			d.turf[p] = to
			moved++
		}
	}
	if moved == 0 {
		return 0
	}
	a, b := d.members[i], d.members[j]
	d.loose = append(append(d.loose[:0], a...), b...)
	a, b = a[:0], b[:0]
	for _, p := range d.loose {
		if d.turf[p] == int32(i) {
			a = append(a, p)
		} else {
			b = append(b, p)
		}
	}
	d.members[i], d.members[j] = a, b
	d.sum(i)
	d.sum(j)
	return moved
}
