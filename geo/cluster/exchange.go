package cluster

import (
	"context"
	"slices"

	"gonha/geo"
)

const (
	plainRounds = 30 // of exchanges over all pairs, at most
	groupRounds = 6  // the same where there are groups: later ones gain little and cost much
	mendRounds  = 10 // of the last exchanges, only where cells overlap, twice
	nearCells   = 10 // cells with whose points a cell's may be exchanged
)

// exchange lets neighbouring cells exchange points until little moves, then mends what overlaps.
func (d *drawing) exchange(ctx context.Context) {
	d.setCosts()
	rounds := plainRounds
	if d.groups > 1 {
		rounds = groupRounds
	}
	d.meet(ctx, rounds, len(d.turf)/1000, d.trade)
	if d.groups > 1 {
		d.meet(ctx, mendRounds, 0, func(p pair) int { return d.mend(p, true) })
	}
	d.meet(ctx, mendRounds, 0, func(p pair) int { return d.mend(p, false) })
}

// meet calls trade for near cells in rounds, until one moves no more than enough points.
func (d *drawing) meet(ctx context.Context, rounds, enough int, trade func(p pair) int) {
	met := map[[2]int32]int{} // when a pair last met
	clock := 0
	for range rounds {
		moved := 0
		for _, p := range d.pairs() {
			if clock++; d.effort < 0 || clock&15 == 0 && ctx.Err() != nil {
				return
			}
			a, b := &d.cells[p.i], &d.cells[p.j]
			last, before := met[[2]int32{p.i, p.j}]
			if before && max(a.changed, b.changed) <= last || !d.compatible(p.i, p.j) {
				continue // both are as they were then
			}
			met[[2]int32{p.i, p.j}] = clock
			if n := trade(p); n > 0 {
				a.changed, b.changed = clock, clock
				moved += n
			}
		}
		if moved <= enough {
			return
		}
	}
}

// pair is two cells that may border on one another or overlap.
type pair struct {
	i, j int32
	far  bool // there is another between: they need meet only if they overlap
}

// pairs lists cells near by their centres, each two once. They are far with a third centre much
// nearer to the middle between them (a relaxed Gabriel graph; Gabriel and Sokal, A new statistical
// approach to geographic variation analysis, Syst. Zool. 18, 1969).
func (d *drawing) pairs() []pair {
	centres := make([]geo.Point, len(d.cells))
	for t := range centres {
		x, y := d.centre(t)
		centres[t] = d.unproject(x, y)
	}
	near, per := geo.NewGrid(centres).Neighbours(nearCells, 1)
	pairs := make([]pair, 0, len(near))
	for i := range int32(len(centres)) {
		own := near[int(i)*per : int(i+1)*per]
		for _, j := range own {
			if i > j && slices.Contains(near[int(j)*per:int(j+1)*per], i) {
				continue
			}
			low, high := min(i, j), max(i, j)
			if far := d.between(i, j, own); !far || d.cells[i].meets(&d.cells[j]) {
				pairs = append(pairs, pair{low, high, far})
			}
		}
	}
	return pairs
}

// between says whether one of others lies well between the centres of i and j.
func (d *drawing) between(i, j int32, others []int32) bool {
	x0, y0 := d.centre(int(i))
	x1, y1 := d.centre(int(j))
	mx, my := (x0+x1)/2, (y0+y1)/2
	reach := 0.5 * ((x1-x0)*(x1-x0) + (y1-y0)*(y1-y0)) / 4 // of the squared half way
	for _, k := range others {
		x, y := d.centre(int(k))
		if k != j && (x-mx)*(x-mx)+(y-my)*(y-my) < reach {
			return true
		}
	}
	return false
}

// compatible says whether there can be points that both teams may visit.
func (d *drawing) compatible(i, j int32) bool {
	a, b := d.classOf[i], d.classOf[j]
	if a == b {
		return true
	}
	for g, ok := range d.classes[a].allowed {
		if ok && d.classes[b].allowed[g] {
			return true
		}
	}
	return false
}
