package solver

import "math"

// Where prize decides and teams are few, an annealing ends among other routes than the next one, and with ten times
// the iterations hardly less often among poor ones: where it freezes is chance. So there are many short
// annealings in place of one. The first begin with nobody visited; the others, not so hot, with two of the plans that those
// before have come to, crossed; the last with the best plan. It is a memetic search (as Bouly, Dang and
// Moukrim, A memetic algorithm for the team orienteering problem, 4OR 8, 2010) with ruin and recreate in the
// place of local search, and with whole routes, not an order of all clients, for what is handed down.

// topsFrom is how much of an annealing is done when its best plan is looked for: what it meets before it cools is
// what it began with.
const topsFrom = 0.5

// brief is by how much hotter short annealings begin and, but for the last, end than a long one.
const brief = 2

// breed makes the last cycles, a share of all, begin with plans crossed at the temperature warm.
func (c *cooling) breed(warm, share float64) {
	c.hot, c.cold, c.warm = c.hot*brief, c.cold*brief, warm
	c.fresh = max(1, math.Round(c.cycles*(1-share)))
}

// mostBred is the most teams for which plans are bred. The more routes, the less hangs on where each of them is, and the longer an
// annealing pays.
const mostBred = 4

// breeds says whether plans are to be bred where there are so many iterations a client in all.
func (r *run) breeds(all float64) bool {
	tune, teams := &r.g.tune, len(r.g.p.Teams)
	return tune.breed > 0 && teams <= mostBred && all >= tune.bred*float64(max(2, teams))
}

// breed is the best plans of annealings.
type breed struct {
	plans []keep  // the best first
	cycle float64 // the annealing under way, from 0
	top   keep    // the best plan of that annealing, which may be none that it ends with
}

// breedSize is the most plans that are kept.
const breedSize = 10

// anneal keeps the best plan of an annealing that has ended and lays the one with which the next begins.
func (k *search) anneal(crossed, last bool) {
	k.keepTop()
	k.admit()
	switch n := len(k.breed.plans); {
	case crossed && last:
		k.load(k.best.sequence)
	case crossed && n > 1:
		a, b := min(k.below(n), k.below(n)), k.below(n-1)
		if b >= a {
			b++
		}
		k.cross(&k.breed.plans[a], &k.breed.plans[b])
	default:
		k.vacate()
	}
	if invariants {
		k.verify()
	}
	k.allChanged()
	k.current = k.total()
}

// keepTop keeps the plan if it is the best of the annealing so far.
func (k *search) keepTop() {
	top := &k.breed.top
	if top.sequence == nil {
		top.sequence = make([][]int32, len(k.route))
	} else if !k.improves(top) {
		return
	}
	top.tally, top.cost = k.tally, k.total()
	k.copyInto(top.sequence)
}

// admit takes the best plan of the annealing into the breed, unless one as good is there or those there are more than enough and
// better, and is ready for the next.
func (k *search) admit() {
	x, plans := k.breed.top, k.breed.plans
	k.breed.top = keep{}
	at := len(plans)
	for at > 0 && x.tally.better(&plans[at-1].tally) {
		at--
	}
	if x.sequence == nil || at == breedSize || at > 0 && x.tally == plans[at-1].tally {
		return
	}
	if len(plans) < breedSize {
		plans = append(plans, keep{})
	}
	copy(plans[at+1:], plans[at:])
	plans[at], k.breed.plans = x, plans
}

// cross makes a plan of some routes of a, of what is left of those of b, and of whom there is room for besides.
func (k *search) cross(a, b *keep) {
	k.vacate()
	k.begin()
	teams := len(k.route)
	from, kept := k.below(teams), 1+k.below(max(1, teams-1))
	for i := range teams {
		if r := int32((from + i) % teams); i < kept {
			k.rebuild(r, a.sequence[r])
		} else {
			k.inherit(r, b)
		}
	}
	k.complete()
}

// inherit gives route r what is left of one of plan b, by a team of its kind: of the one where most is.
func (k *search) inherit(r int32, b *keep) {
	k.scratch = k.scratch[:0]
	var best int64
	for q := range b.sequence {
		if k.d.teams[q].kind != k.d.teams[r].kind {
			continue
		}
		if worth := k.worthLeft(b.sequence[q]); worth > best {
			best, k.scratch = worth, k.appendLeft(k.scratch[:0], b.sequence[q])
		}
	}
	k.rebuild(r, k.scratch)
	if k.inTime(r) {
		return
	}
	// The way past a stop that is left out was longer than the way there, if only by rounding.
	k.pool = k.pool[:0]
	for k.route[r].stops > 0 {
		k.pool = k.remove(k.node[k.first(r)].next, k.pool)
	}
	k.updateRoute(r)
	k.pool = k.pool[:0]
}

// worthLeft is what those of a sequence are worth whom nobody visits.
func (k *search) worthLeft(sequence []int32) (worth int64) {
	for _, c := range sequence {
		if u := max(c, ^c); k.stopOf[u] == unvisited {
			worth += k.d.clients[u].value
		}
	}
	return worth
}

// appendLeft appends those of a sequence whom nobody visits; who joins the stop of somebody visited is left out.
func (k *search) appendLeft(out, sequence []int32) []int32 {
	open := false
	for _, c := range sequence {
		if c >= 0 {
			open = k.stopOf[c] == unvisited
		}
		if open && k.stopOf[max(c, ^c)] == unvisited {
			out = append(out, c)
		}
	}
	return out
}
