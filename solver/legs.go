package solver

import "slices"

// legs are the travel times between each client and its neighbours, in the order of dense.neighbour.
type legs struct {
	from, to []int32 // from the client, and to it; one slice where symmetric
	reach    []int32 // by client: the way to the farthest of its neighbours
	ways     int32   // 2 where symmetric, else 1: see findNear
}

// around is u's neighbours, and the ways of a mode to u from them and from u to them.
func (d *dense) around(mode, u int32) (near, in, out []int32) {
	a, b := d.neighbour.start[u], d.neighbour.start[u+1]
	return d.neighbour.item[a:b], d.near[mode].to[a:b], d.near[mode].from[a:b]
}

// row is the ways of a mode to client u from each location, and from it to each.
func (d *dense) row(mode, u int32) (in, out []int32) {
	from, to := int(u)*d.locations, (int(u)+1)*d.locations
	return d.in[mode][from:to], d.out[mode][from:to]
}

func (d *dense) addLegs() {
	d.near, d.ways = make([]legs, len(d.out)), 2
	for mode := range d.out {
		if d.out[mode] == nil {
			continue
		}
		fill := func(table []int32) []int32 {
			list := make([]int32, len(d.neighbour.item))
			for u := range d.ids {
				for i := d.neighbour.start[u]; i < d.neighbour.start[u+1]; i++ {
					list[i] = table[u*d.locations+int(d.neighbour.item[i])]
				}
			}
			return list
		}
		d.near[mode].from = fill(d.out[mode])
		d.near[mode].reach = make([]int32, len(d.ids))
		for u := range d.ids {
			for i := d.neighbour.start[u]; i < d.neighbour.start[u+1]; i++ {
				d.near[mode].reach[u] = max(d.near[mode].reach[u], d.near[mode].from[i])
			}
		}
		d.near[mode].to, d.near[mode].ways = d.near[mode].from, 2
		if &d.out[mode][0] != &d.in[mode][0] {
			d.near[mode].to, d.near[mode].ways = fill(d.in[mode]), 1
		}
		if d.saving > rounding {
			d.near[mode].ways = 1
		}
		d.addNearest(&d.near[mode])
	}
}

// addNearest takes the ways of one more mode into account.
func (d *dense) addNearest(l *legs) {
	d.ways = min(d.ways, l.ways)
	if d.nearest == nil {
		d.nearest = l.from
		if l.ways > 1 {
			return
		}
	}
	d.nearest = slices.Clone(d.nearest)
	for i := range d.nearest {
		d.nearest[i] = min(d.nearest[i], l.from[i], l.to[i])
	}
}
