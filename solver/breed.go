package solver

import "math"

// Where prize decides and teams are few, an annealing ends among other routes than the next one, and with ten times
// the iterations hardly less often among poor ones: where it freezes is chance. So there are many short
// annealings in place of one. The first begin with nobody visited; the others, not so hot, with two of the plans that those
// before have ended with, crossed; the last with the best plan. It is a memetic search (as Bouly, Dang and
// Moukrim, A memetic algorithm for the team orienteering problem, 4OR 8, 2010) with ruin and recreate in the
// place of local search, and with whole routes, not an order of all clients, for what is handed down.

// brief is by how much hotter short annealings begin and, but for the last, end than a long one.
const brief = 2

// breed makes the last cycles, a share of all, begin with plans crossed at the temperature warm.
func (c *cooling) breed(warm, share float64) {
	c.hot, c.cold, c.warm = c.hot*brief, c.cold*brief, warm
	c.fresh = max(1, math.Round(c.cycles*(1-share)))
}

// leastBred, times the fourth power of the number of teams, is how many iterations a client there must be for plans to be bred.
// The more routes, the less hangs on where each of them is, and the longer an annealing pays.
const leastBred = 6

// breeds says whether plans are to be bred where there are so many iterations a client in all.
func (r *run) breeds(all float64) bool {
	teams := float64(len(r.g.p.Teams))
	return r.g.tune.breed > 0 && all >= max(2*r.g.tune.bred, leastBred*math.Pow(teams, 4))
}

// breed is the plans that annealings have ended with.
type breed struct {
	plans []keep  // the best first
	cycle float64 // the annealing under way, from 0
}

// breedSize is the most plans that are kept.
const breedSize = 10

// anneal keeps the plan with which an annealing has ended and lays the one with which the next begins.
func (k *search) anneal(crossed, last bool) {
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

// admit takes the plan into the breed, unless one as good is there or those there are more than enough and better.
func (k *search) admit() {
	plans := k.breed.plans
	at := len(plans)
	for at > 0 && k.tally.better(&plans[at-1].tally) {
		at--
	}
	if at == breedSize || at > 0 && k.tally == plans[at-1].tally {
		return
	}
	if len(plans) < breedSize {
		plans = append(plans, keep{sequence: make([][]int32, len(k.route))})
	}
	x := plans[len(plans)-1]
	copy(plans[at+1:], plans[at:])
	x.tally, x.cost = k.tally, k.total()
	k.copyInto(x.sequence)
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
