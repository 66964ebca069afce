package solver

import (
	"cmp"
	"context"
	"slices"

	"gonha/geo"
)

// labels finds the cheapest ng-routes of a kind of teams: routes in which a client may come again only
// after a visit to one that does not have it among its near ones (Baldacci, Mingozzi and Roberti, New Route
// Relaxation and Pricing Strategies for the Vehicle Routing Problem, Operations Research 59, 2011). Labels are
// set in the order of time; one is dropped where another at the same client is no worse in anything, or
// where even the table of completions leads to no route cheap enough.
type labels struct {
	k     *teamKind
	near  []int32 // by client, so many each: itself and those nearest
	per   int
	place []uint8 // of a client among those near another, or far
	list  []label
	due   []int32 // by time in steps of the shortest visit: the first label of those that end then
	kept  [][]mark
	last  []int64 // by client: the cheapest route that ends with it
	final []int32 // and its label
	batch []int32
	work  int64
}

// far is the place of a client that is not near.
const far uint8 = 255

// nearSize is how many clients are near each, itself included.
const nearSize = 10

// label is the beginning of a route, up to the end of service at a client.
type label struct {
	cost       int64
	time, load int32
	busy       int32
	at, from   int32  // the client; the label before, or -1
	memory     uint32 // places of clients near this one that may not come again yet
	next       int32  // due at the same time, or -1
}

// mark is what of a kept label others are compared with.
type mark struct {
	cost       int64
	load, busy int32
	memory     uint32
}

// mostDue is the most steps of time that labels are ordered by.
const mostDue = 1 << 20

// newLabels prepares pricing of a kind, with so many clients near each; nil where its time is too long to be
// cut into so short steps.
func newLabels(k *teamKind, near int) *labels {
	if k.horizon/k.shortest >= mostDue {
		return nil
	}
	l := &labels{
		k: k, per: min(near, k.n), place: make([]uint8, k.n*k.n), due: make([]int32, k.horizon/k.shortest+1),
		kept: make([][]mark, k.n), last: make([]int64, k.n), final: make([]int32, k.n),
	}
	for i := range l.place {
		l.place[i] = far
	}
	order := make([]int32, k.n)
	for i := range k.n {
		for j := range order {
			order[j] = int32(j)
		}
		away := func(j int32) int32 {
			if int(j) == i {
				return -1
			}
			return min(k.leg(i, int(j)), k.leg(int(j), i))
		}
		slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(away(a), away(b)), cmp.Compare(a, b)) })
		for q, j := range order[:l.per] {
			l.near = append(l.near, j)
			l.place[i*k.n+int(j)] = uint8(q)
		}
	}
	return l
}

// priced is what pricing came to.
type priced struct {
	least  int64 // no route is cheaper, or if so, none is cheaper than the ceiling
	whole  bool  // false: the work ran out, and least is not known
	routes [][]int32
}

// price finds the cheapest routes, at most so many, whose cost with price taken off is below the ceiling. The gains are
// those of the table. It ends early when the work reaches the limit, or ctx ends.
func (l *labels) price(ctx context.Context, t *completions, price, ceiling int64, routes int, limit int64) priced {
	l.clear()
	k := l.k
	l.work = 0
	start := label{cost: k.fixed - price, at: int32(k.n), from: -1, next: -1}
	l.list = append(l.list, start)
	l.extend(0, t, ceiling)
	for step := range l.due {
		l.batch = l.batch[:0]
		for i := l.due[step]; i >= 0; i = l.list[i].next {
			l.batch = append(l.batch, i)
		}
		if len(l.batch) == 0 {
			continue
		}
		slices.SortFunc(l.batch, l.compare)
		for _, i := range l.batch {
			if !l.keep(i) {
				continue
			}
			l.finish(i)
			l.extend(i, t, ceiling)
			if l.work > limit || ctx.Err() != nil {
				return l.result(ceiling, routes, false)
			}
		}
	}
	return l.result(ceiling, routes, true)
}

func (l *labels) clear() {
	l.list = l.list[:0]
	for i := range l.due {
		l.due[i] = -1
	}
	for i := range l.kept {
		l.kept[i] = l.kept[i][:0]
		l.last[i], l.final[i] = noWay, -1
	}
}

// compare orders labels so that one never dominates one before it, but where they are alike.
func (l *labels) compare(a, b int32) int {
	x, y := &l.list[a], &l.list[b]
	return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.time, y.time), cmp.Compare(x.cost, y.cost),
		cmp.Compare(x.load, y.load), cmp.Compare(x.busy, y.busy), cmp.Compare(x.memory, y.memory), cmp.Compare(a, b))
}

// keep says whether no label kept at the client is as good in everything; those there are no later.
func (l *labels) keep(i int32) bool {
	x := &l.list[i]
	kept := l.kept[x.at]
	place := len(kept)
	for q := range kept {
		m := &kept[q]
		if m.cost > x.cost {
			place = q
			break
		}
		l.work++
		if m.load <= x.load && m.busy <= x.busy && m.memory&^x.memory == 0 {
			return false
		}
	}
	l.work += int64(len(kept)-place)/8 + 8
	l.kept[x.at] = slices.Insert(kept, place, mark{x.cost, x.load, x.busy, x.memory})
	return true
}

// finish ends the route at a label.
func (l *labels) finish(i int32) {
	x := &l.list[i]
	k := l.k
	back := k.leg(int(x.at), k.n+1)
	if back >= geo.Unreachable || x.time+back > k.horizon || int64(x.busy)+int64(back) > int64(k.longest) {
		return
	}
	if cost := x.cost + k.price*int64(back); cost < l.last[x.at] {
		l.last[x.at], l.final[x.at] = cost, i
	}
}

// extend makes the labels that follow one.
func (l *labels) extend(i int32, t *completions, ceiling int64) {
	k := l.k
	x := l.list[i]
	arcs := k.arcs[x.at]
	l.work += int64(len(arcs))
	for _, a := range arcs {
		c := int(a.to)
		if i > 0 {
			if q := l.place[int(x.at)*k.n+c]; q != far && x.memory>>q&1 == 1 {
				continue
			}
		}
		if int64(x.load)+int64(k.load[c]) > int64(k.capacity) {
			continue
		}
		time, ok := k.arrive(a.to, x.time+a.leg)
		if !ok {
			continue
		}
		busy := int64(x.busy) + int64(a.leg) + int64(k.service[c])
		if busy > int64(k.longest) {
			continue
		}
		cost := x.cost + k.price*int64(a.leg) - t.gain[c]
		if rest := t.after(a.to, time, x.at); rest >= noWay || cost+rest >= ceiling {
			continue
		}
		y := label{cost: cost, time: time, load: x.load + k.load[c], busy: int32(busy), at: a.to, from: i, memory: l.remember(x, c)}
		step := time / k.shortest
		y.next, l.due[step] = l.due[step], int32(len(l.list))
		l.list = append(l.list, y)
	}
}

// remember is the memory after going on from a label to a client.
func (l *labels) remember(x label, c int) uint32 {
	memory := uint32(1) // its own place is the first
	if x.from < 0 && x.at == int32(l.k.n) {
		return memory
	}
	near := l.near[int(x.at)*l.per:]
	for q := 0; x.memory>>q != 0; q++ {
		if x.memory>>q&1 == 1 {
			if to := l.place[c*l.k.n+int(near[q])]; to != far {
				memory |= 1 << to
			}
		}
	}
	return memory
}

// result lists the cheapest routes below the ceiling, one for each last client.
func (l *labels) result(ceiling int64, routes int, whole bool) priced {
	p := priced{least: ceiling, whole: whole}
	var order []int32
	for c := range l.final {
		if l.final[c] >= 0 && l.last[c] < ceiling {
			order = append(order, int32(c))
			p.least = min(p.least, l.last[c])
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(l.last[a], l.last[b]), cmp.Compare(a, b)) })
	for _, c := range order[:min(routes, len(order))] {
		var route []int32
		for i := l.final[c]; l.list[i].from >= 0; i = l.list[i].from {
			route = append(route, l.list[i].at)
		}
		slices.Reverse(route)
		p.routes = append(p.routes, route)
	}
	return p
}

// allows says whether a route comes again to a client only when an ng-route may.
func (l *labels) allows(route []int32) bool {
	for i, c := range route {
		for j := i + 1; j < len(route); j++ {
			if route[j] == c {
				return false
			}
			if l.place[int(route[j])*l.k.n+int(c)] == far {
				break
			}
		}
	}
	return true
}
