package solver

import (
	"cmp"
	"math"
	"slices"
)

// Of the routes in the pool the best that go together are chosen: set packing, or set partitioning
// where all clients are required. A price on each client, found by the subgradient method (Held, Wolfe
// and Crowder, Validation of subgradient optimization, Math. Program. 6, 1974), says how much a route
// saves against what its clients are worth; routes are taken greedily by that, clients left over
// inserted as in recreate (as Caprara, Fischetti and Toth, A heuristic method for the set covering
// problem, Oper. Res. 47, 1999, do from one set of prices after the other).

const (
	packPrices   = 90 // rounds of prices
	packGreedy   = 6  // plans tried, from the prices of as many of the last rounds
	packEvery    = 10 // rounds between them
	packPatience = 0.4
)

// packing is the scratch of pack.
type packing struct {
	price  []float64 // by client
	most   []float64 // by client: what leaving it out costs, or +Inf where it is required
	cover  []int32   // by client: chosen routes that visit it
	saving []float64 // by route of the pool: price of its clients less its cost
	order  []int32
	left   []int32 // by kind: teams without a route yet
	team   [][]int32
	plan   [][]int32 // by route: the plan before
}

// ripe says whether packing is worth its time: it takes about as long as so many iterations.
func (k *search) ripe() bool {
	return k.routes != nil && float64(k.iteration-k.packed) > packPatience*float64(len(k.routes.items)) && len(k.routes.list) > 2*len(k.route)/3
}

// pack tries to make a better plan than the best out of the pool's routes; otherwise it leaves the
// plan as it was.
func (k *search) pack() {
	k.packed = k.iteration
	k.beginPacking()
	w := &k.packing
	cost := k.current
	k.copyInto(w.plan)
	better := false
	for round := range packPrices {
		k.reprice(round)
		if last := packPrices - 1 - round; last%packEvery == 0 && last/packEvery < packGreedy {
			better = k.choose() || better
		}
	}
	plan := w.plan
	if better {
		plan = k.best.sequence
	}
	k.load(plan)
	if k.current = cost; better {
		k.current = k.best.cost
	}
	k.allChanged()
}

// beginPacking puts the best plan's routes into the pool and makes its costs the first prices.
func (k *search) beginPacking() {
	w, d := &k.packing, k.d
	if w.price == nil {
		*w = packing{
			price: make([]float64, k.n), most: make([]float64, k.n), cover: make([]int32, k.n),
			left: make([]int32, d.kinds), team: make([][]int32, d.kinds), plan: make([][]int32, len(k.route)),
		}
		for r := range d.teams {
			w.team[d.teams[r].kind] = append(w.team[d.teams[r].kind], int32(r))
		}
	}
	for c := range w.price {
		w.most[c] = float64(d.clients[c].value)
		if d.clients[c].required {
			w.most[c] = math.Inf(1)
		}
		w.price[c] = min(w.most[c], 0)
		if !d.clients[c].required {
			w.price[c] = w.most[c]
		}
	}
	for r := range k.best.sequence {
		sequence := k.best.sequence[r]
		cost := k.sequenceCost(int32(r), sequence)
		k.routes.add(d.teams[r].kind, cost, sequence)
		for _, c := range sequence {
			c = max(c, ^c)
			w.price[c] = min(w.most[c], float64(cost)/float64(len(sequence)))
		}
	}
	w.saving = slices.Grow(w.saving[:0], len(k.routes.list))[:len(k.routes.list)]
}

// sequenceCost is the travel and the fixed charge of a sequence of route r.
func (k *search) sequenceCost(r int32, sequence []int32) int64 {
	if len(sequence) == 0 {
		return 0
	}
	t := &k.d.teams[r]
	cost, at := t.fixed, t.start
	for _, c := range sequence {
		if c >= 0 {
			cost += int64(k.travel(r, at, c))
			at = c
		}
	}
	return cost + int64(k.travel(r, at, t.end))
}

// reprice computes what each route saves, and moves the prices: up for clients whom no route that
// saves visits, down for those whom several do. The step shrinks from round to round.
func (k *search) reprice(round int) {
	w, p := &k.packing, k.routes
	clear(w.cover)
	for i := range p.list {
		saving := -float64(p.list[i].cost)
		for _, c := range p.sequence(i) {
			saving += w.price[max(c, ^c)]
		}
		w.saving[i] = saving
		if saving > 1e-6 {
			for _, c := range p.sequence(i) {
				w.cover[max(c, ^c)]++
			}
		}
	}
	visits := float64(max(1, k.best.tally.visits))
	step := 0.3 * float64(k.best.tally.travel) / visits * math.Pow(0.01, float64(round)/packPrices)
	for c := range w.price {
		change := 1 - min(3, float64(w.cover[c]))
		w.price[c] = min(w.most[c], w.price[c]+step*change)
	}
}

// choose makes a plan of the routes that save most and go together, inserts whom they leave out, and
// keeps it if it is the best.
func (k *search) choose() bool {
	w, p := &k.packing, k.routes
	w.order = w.order[:0]
	slack := float64(k.best.tally.travel) / float64(max(1, len(k.route)))
	for i := range p.list {
		if w.saving[i] > -slack {
			w.order = append(w.order, int32(i))
		}
	}
	slices.SortFunc(w.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.saving[b], w.saving[a]), cmp.Compare(a, b))
	})
	k.vacate()
	k.begin()
	for kind := range w.left {
		w.left[kind] = int32(len(w.team[kind]))
	}
	for _, i := range w.order {
		x := &p.list[i]
		if w.left[x.kind] == 0 || !k.allLeft(p.sequence(int(i))) {
			continue
		}
		w.left[x.kind]--
		k.rebuild(w.team[x.kind][w.left[x.kind]], p.sequence(int(i)))
	}
	k.complete()
	for r := range k.route {
		k.touch(int32(r))
		k.route[r].changed = true
	}
	if !k.allInTime() || !k.improves(&k.best) {
		return false
	}
	k.polish()
	if invariants {
		k.verify()
	}
	k.keepBest()
	return true
}

// allLeft says whether none of a sequence's clients is visited.
func (k *search) allLeft(sequence []int32) bool {
	for _, c := range sequence {
		if k.stopOf[max(c, ^c)] != unvisited {
			return false
		}
	}
	return true
}
