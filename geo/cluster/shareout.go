package cluster

import (
	"cmp"
	"math"
	"slices"
)

// unit is the points of a group, or of none, as they are shared out over the classes of teams.
type unit struct {
	points   []int32
	weight   float64
	x, y     float64 // the middle
	eligible []int32 // classes that may visit it
	given    []float64
}

// shareOut turns the teams' capacities into target weights and deals the points out to the teams,
// first over the classes, then within each by bisection.
func (d *drawing) shareOut() {
	units := d.units()
	targets := d.fairTargets(units)
	regions := d.fill(units, targets)
	for c := range d.classes {
		for _, t := range d.classes[c].teams {
			d.target[t] *= targets[c] / d.classes[c].capacity
		}
		if targets[c] > 0 {
			d.bisect(regions[c], &d.classes[c])
		} else if len(regions[c]) > 0 { // all its teams together have no share: any of them will do
			for _, i := range regions[c] {
				d.turf[i] = d.classes[c].teams[0]
			}
		}
	}
}

// units collects the points that some team may visit.
func (d *drawing) units() []unit {
	units := make([]unit, d.groups+1)
	for i := range d.group {
		u := &units[d.unitOf(int32(i))]
		u.points = append(u.points, int32(i))
		w := d.weight[i]
		u.weight += w
		u.x += w * d.x[i]
		u.y += w * d.y[i]
	}
	kept := units[:0]
	for g, u := range units {
		for c := range d.classes {
			if d.classes[c].allowed[g] {
				u.eligible = append(u.eligible, int32(c))
			}
		}
		if len(u.points) > 0 && len(u.eligible) > 0 {
			u.x, u.y = u.x/u.weight, u.y/u.weight
			u.given = make([]float64, len(u.eligible))
			kept = append(kept, u)
		}
	}
	return kept
}

// fairTargets gives each class the weight that makes the loads, over capacity, as even as the
// allowed groups let them be: it minimises the sum of load^2/capacity by exact steps over one unit
// at a time, which fill its weight in where the load is lowest.
func (d *drawing) fairTargets(units []unit) []float64 {
	load := make([]float64, len(d.classes))
	for round := range 200 {
		moved, total := 0.0, 0.0
		for i := range units {
			u := &units[i]
			total += u.weight
			if len(u.eligible) == 1 && round > 0 {
				continue
			}
			moved += d.pour(u, load)
		}
		if moved <= 1e-4*total {
			break
		}
	}
	return load
}

// pour takes a unit's weight out of the loads and fills it in again up to an even level. It gives
// how much weight moved.
func (d *drawing) pour(u *unit, load []float64) (moved float64) {
	for k, c := range u.eligible {
		load[c] -= u.given[k]
	}
	order := slices.Clone(u.eligible)
	ratio := func(c int32) float64 { return load[c] / d.classes[c].capacity }
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(ratio(a), ratio(b)), cmp.Compare(a, b)) })
	level, volume, capacity := 0.0, u.weight, 0.0
	for _, c := range order { // the level with the classes so far; one above it takes nothing
		if capacity > 0 && ratio(c) >= level {
			break
		}
		volume += load[c]
		capacity += d.classes[c].capacity
		level = volume / capacity
	}
	for k, c := range u.eligible {
		give := math.Max(0, level*d.classes[c].capacity-load[c])
		moved += math.Abs(give - u.given[k])
		u.given[k] = give
		load[c] += give
	}
	return moved
}

// fill deals whole units out to classes up to their targets and divides few: those with the least
// choice first, and units with the same choice in the order of their place, so that a class's lie
// together.
func (d *drawing) fill(units []unit, targets []float64) [][]int32 {
	regions := make([][]int32, len(d.classes))
	if len(d.classes) == 1 {
		for _, u := range units {
			regions[0] = append(regions[0], u.points...)
		}
		return regions
	}
	slices.SortStableFunc(units, func(a, b unit) int {
		return cmp.Or(cmp.Compare(len(a.eligible), len(b.eligible)), slices.Compare(a.eligible, b.eligible), cmp.Compare(a.x+a.y, b.x+b.y))
	})
	room := slices.Clone(targets)
	current := int32(-1)
	for i := range units {
		u := &units[i]
		clear(u.given)
		left := u.weight
		for left > 0 {
			if k := slices.Index(u.eligible, current); k < 0 || room[current] <= bandwidth*u.weight {
				current = slices.MaxFunc(u.eligible, func(a, b int32) int { return cmp.Compare(room[a], room[b]) })
			}
			take := left
			if room[current] > bandwidth*u.weight && room[current] < left-bandwidth*u.weight {
				take = room[current]
			}
			u.given[slices.Index(u.eligible, current)] += take
			room[current] -= take
			left -= take
		}
		d.divide(u, regions)
	}
	return regions
}

// divide adds a unit's points to the regions of the classes that it was given to.
func (d *drawing) divide(u *unit, regions [][]int32) {
	parts := make([]int32, 0, 4)
	sx, sy := make([]float64, len(u.given)), make([]float64, len(u.given))
	for k, give := range u.given {
		if give > 0 {
			parts = append(parts, int32(k))
			sx[k], sy[k] = d.middleOf(regions[u.eligible[k]], &d.classes[u.eligible[k]])
		}
	}
	b := bisector{plane: d.plane, share: u.given, sx: sx, sy: sy, part: d.turf}
	b.split(u.points, parts)
	for _, i := range u.points {
		c := u.eligible[d.turf[i]]
		regions[c] = append(regions[c], i)
	}
}

// middleOf is the middle of a class's region so far, or of its teams' starts.
func (d *drawing) middleOf(region []int32, c *class) (x, y float64) {
	n := float64(len(region))
	for _, i := range region {
		x, y = x+d.x[i]/n, y+d.y[i]/n
	}
	if n == 0 {
		n = float64(len(c.teams))
		for _, t := range c.teams {
			x, y = x+d.sx[t]/n, y+d.sy[t]/n
		}
	}
	return x, y
}
