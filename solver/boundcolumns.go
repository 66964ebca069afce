package solver

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// The column bound is the Lagrangian dual of choosing routes, one for each team at most, so that every client is
// visited or left out at its loss. With a price u on each visit, no more than what leaving the client out
// costs, and a price m, nothing or less, on each team of a kind,
//
//	sum over clients of u + sum over kinds of teams x (m + min(0, cheapest route - m - its clients' u))
//
// is at most the cost of any plan (weak duality; Geoffrion, Lagrangean Relaxation for Integer Programming,
// Mathematical Programming Study 2, 1974; for routes Desrochers, Desrosiers and Solomon, A New Optimization
// Algorithm for the VRPTW, Operations Research 40, 1992; with prizes Righini and Salani, New Dynamic
// Programming Algorithms for the Resource Constrained Elementary Shortest Path Problem, Networks 51, 2008).
// Prices are whole grains, and so is the sum: nothing is rounded.
//
// Prices come from a linear program over the routes known so far, drawn towards the best so far (Wentges,
// Weighted Dantzig-Wolfe Decomposition, International Transactions in Operational Research 4, 1997), which the cheapest routes at
// those prices are then added to. Routes are at first walks of the table of completions, which are cheap to
// find, until that has given what it can; then ng-routes.

// columnBound is the search for the best prices.
type columnBound struct {
	r      *routing
	m      *master
	tables []*completions
	labels []*labels // by kind; nil before the second stage
	known  []map[string]bool

	now, best prices
	value     int64   // of best, in grains
	found     int     // routes of the round that help the linear program
	program   float64 // its value
	dear      int64   // work of filling all tables
	blurred   bool    // some kind's cheapest route of the round is not known, only a bound on it
}

// prices of visits, by client, and of teams, by kind, in grains.
type prices struct{ visit, team []int64 }

func newPrices(r *routing) prices {
	return prices{make([]int64, r.n), make([]int64, len(r.kinds))}
}

// newColumnBound begins with the routes of a plan, which may be nil.
func newColumnBound(r *routing, plan *Solution) *columnBound {
	b := &columnBound{
		r: r, m: newMaster(r), now: newPrices(r), best: newPrices(r), value: -noWay,
		known: make([]map[string]bool, len(r.kinds)),
	}
	for i, k := range r.kinds {
		b.known[i] = map[string]bool{}
		t := newCompletions(k, b.now.visit)
		b.tables = append(b.tables, t)
		for _, arcs := range k.arcs {
			b.dear += int64(len(arcs)) * int64(t.steps)
		}
	}
	if plan != nil {
		b.addPlan(plan)
	}
	return b
}

// begin tries prices before any others.
func (b *columnBound) begin(ctx context.Context, x prices) {
	copy(b.now.visit, x.visit)
	copy(b.now.team, x.team)
	b.program = b.m.solve(roundPivots, b.r.limit)
	b.round(ctx)
}

// addPlan adds the routes of a plan, for every kind of teams that can make them: they keep the first prices
// from being out of all proportion.
func (b *columnBound) addPlan(plan *Solution) {
	for i := range plan.Routes {
		var route []int32
		for _, s := range plan.Routes[i].Stops {
			route = append(route, s.Clients...)
		}
		for kind, k := range b.r.kinds {
			if cost, ok := k.cost(route); ok && len(route) > 0 {
				b.addRoute(kind, route, cost)
			}
		}
	}
}

// addRoute adds a route that is not known yet.
func (b *columnBound) addRoute(kind int, route []int32, cost int64) {
	name := string(asBytes(route))
	if !b.known[kind][name] {
		b.known[kind][name] = true
		b.m.addRoute(kind, route, cost)
	}
}

func asBytes(route []int32) []byte {
	bytes := make([]byte, 0, 2*len(route))
	for _, c := range route {
		bytes = append(bytes, byte(c>>8), byte(c))
	}
	return bytes
}

// spent is the work done so far.
func (b *columnBound) spent() int64 {
	sum := b.m.work
	for _, t := range b.tables {
		sum += t.work
	}
	return sum + b.r.work
}

func (b *columnBound) over(ctx context.Context) bool {
	return ctx.Err() != nil || b.spent()+b.dear > b.r.limit
}

// Where the linear program is within closeEnough of the bound, the walks have given what they can.
const closeEnough = 0.003

// run looks for the best bound, in grains, until the work is done, ctx ends, or the bound reaches the target,
// the cost of a known plan.
func (b *columnBound) run(ctx context.Context, target int64) int64 {
	b.stage(ctx, target, func() bool { return b.program-units(b.value) <= closeEnough*math.Abs(b.program) })
	if b.done(target) || b.over(ctx) {
		return b.value
	}
	if b.refine(); b.labels != nil {
		b.stage(ctx, target, func() bool { return ceilUnits(b.value) >= int64(math.Ceil(b.program-1e-6)) })
	}
	return b.value
}

// done says whether no plan better than the target is possible.
func (b *columnBound) done(target int64) bool { return ceilUnits(b.value) >= ceilUnits(target) }

// ceilUnits rounds grains up to whole seconds or units of prize.
func ceilUnits(grains int64) int64 { return -floorDiv(-grains, grain) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Rounds of a stage: most pivots in each, and the share of the best prices in those tried.
const (
	roundPivots = 2000
	drawn       = 0.8
)

// stage prices and adds routes until no route helps, or enough says so.
func (b *columnBound) stage(ctx context.Context, target int64, enough func() bool) {
	share, raised, blurred := drawn, 0, 0
	for !b.over(ctx) {
		b.program = b.m.solve(roundPivots, max(0, b.r.limit-b.spent()))
		if b.value == -noWay {
			share = 0
		}
		b.blend(share)
		b.round(ctx)
		if b.done(target) || enough() && !b.raise(&raised) {
			return
		}
		if blurred++; !b.blurred {
			blurred = 0
		}
		switch {
		case b.found > 0:
			share = drawn
		case share > 0:
			share = 0 // the prices of the linear program themselves
		case !b.raise(&raised):
			return
		}
		if blurred > 3 {
			return
		}
	}
}

// raise lets clients that must be visited cost more where the linear program leaves them out all the same;
// false where there are none.
func (b *columnBound) raise(times *int) bool {
	const most = 8
	if *times == most {
		return false
	}
	raised := false
	for i, c := range b.m.base {
		if int(c) < b.r.n && b.r.must[c] && b.m.x[i] > 1e-4 && b.r.loss[c] < noWay/1024 {
			b.r.loss[c] *= 4
			b.m.columns[c].cost = units(b.r.loss[c])
			raised = true
		}
	}
	if raised {
		*times++
	}
	return raised
}

// blend sets the prices tried: those of the linear program with a share of the best so far.
func (b *columnBound) blend(share float64) {
	price := func(best int64, dual float64) int64 {
		return int64(math.Round(share*float64(best) + (1-share)*dual*grain))
	}
	for i := range b.now.visit {
		b.now.visit[i] = min(max(0, price(b.best.visit[i], b.m.dual[i])), b.r.loss[i])
	}
	for k := range b.now.team {
		b.now.team[k] = min(0, price(b.best.team[k], b.m.dual[b.r.n+k]))
	}
}

// round finds the cheapest routes at the prices, adds them, and keeps the prices if they are the best.
func (b *columnBound) round(ctx context.Context) {
	b.found, b.blurred = 0, false
	value := int64(0)
	for i := range b.now.visit {
		value += b.now.visit[i]
	}
	for kind, k := range b.r.kinds {
		b.tables[kind].fill()
		least := b.walks(kind)
		if b.labels != nil && least < 0 {
			least = b.routes(ctx, kind, least)
		}
		value += k.teams * (b.now.team[kind] + min(0, least))
	}
	if value > b.value {
		b.value = value
		copy(b.best.visit, b.now.visit)
		copy(b.best.team, b.now.team)
	}
}

// routesAdded is the most routes that a round adds of a kind.
const routesAdded = 200

// walks is a bound on the cheapest route of a kind, by the table; before the second stage it adds walks.
func (b *columnBound) walks(kind int) int64 {
	k, t := b.r.kinds[kind], b.tables[kind]
	type start struct {
		cost int64
		arc  arcTo
	}
	var starts []start
	least := int64(0)
	for _, a := range k.arcs[k.n] {
		if cost := t.first(a); cost < noWay {
			cost -= b.now.team[kind]
			least = min(least, cost)
			starts = append(starts, start{cost, a})
		}
	}
	if b.labels != nil {
		return least
	}
	slices.SortFunc(starts, func(x, y start) int { return cmp.Or(cmp.Compare(x.cost, y.cost), cmp.Compare(x.arc.to, y.arc.to)) })
	for _, s := range starts[:min(routesAdded, len(starts))] {
		if route, ok := t.walk(s.arc); ok {
			b.offer(kind, route)
		}
	}
	return least
}

// offer adds a route if it helps the linear program.
func (b *columnBound) offer(kind int, route []int32) {
	cost := b.r.kinds[kind].walkCost(route)
	reduced := units(cost) - b.m.dual[b.r.n+kind]
	for _, c := range route {
		reduced -= b.m.dual[c]
	}
	if reduced < -1e-5 {
		before := len(b.m.columns)
		b.addRoute(kind, route, cost)
		b.found += len(b.m.columns) - before
	}
}

// refine begins the second stage: ng-routes in place of walks. Of the routes known those are kept that are such.
func (b *columnBound) refine() {
	list := make([]*labels, len(b.r.kinds))
	for i, k := range b.r.kinds {
		if list[i] = newLabels(k, nearSize); list[i] == nil {
			return
		}
	}
	b.labels = list
	old := b.m
	b.m = newMaster(b.r)
	b.m.work = old.work
	for i := range b.known {
		clear(b.known[i])
	}
	for i := range old.columns {
		c := &old.columns[i]
		if c.kind < 0 || !list[c.kind].allows(c.route) {
			continue
		}
		if cost, ok := b.r.kinds[c.kind].cost(c.route); ok {
			b.addRoute(int(c.kind), c.route, cost)
		}
	}
}

// routes is the cost of the cheapest route of a kind, or a bound on it where the work runs out; least is what
// the table says. It looks first for much cheaper ones, as the table prunes better the more is asked.
func (b *columnBound) routes(ctx context.Context, kind int, least int64) int64 {
	l := b.labels[kind]
	for ceiling := least / 2; ; ceiling /= 4 {
		if ceiling > -grain/64 {
			ceiling = 0
		}
		p := l.price(ctx, b.tables[kind], b.now.team[kind], ceiling, routesAdded, max(0, b.r.limit-b.spent()))
		b.r.work += l.work
		for _, route := range p.routes {
			b.offer(kind, route)
		}
		if !p.whole {
			b.blurred = true
			return least
		}
		least = p.least // at least the ceiling where nothing was found
		if len(p.routes) > 0 || ceiling == 0 || b.over(ctx) {
			return least
		}
	}
}
