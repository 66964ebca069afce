package solver

import (
	"math"
	"math/rand/v2"
)

// search is ruin and recreate under simulated annealing on one dense problem: slack induction by
// string removals (Christiaens and Vanden Berghe, Slack Induction by String Removals for Vehicle
// Routing Problems, Transp. Sci. 54, 2020), with stops, and with unvisited neighbours offered beside
// what was removed, without which it fails on prizes. It allocates nothing once it runs.
type search struct {
	state
	rng       *rand.PCG
	best      keep
	current   int64 // cost of the state before the iteration
	iteration uint32

	seed    int32    // client around whom the ruin is
	pool    []int32  // clients to insert
	front   int      // so many of the pool come before the others; 0 is no matter
	order   []uint64 // sort keys with the clients
	pooled  []uint32 // by client: the iteration that removed it, or ^ that of the one that offered it
	seen    []uint32 // by node: the mark of the last find that looked at the place after it
	mark    uint32
	dice    uint64 // random bytes left for blinks
	sides   int
	saved   []int32 // the touched routes, one after the other, as sequences
	savedAt []savedRoute
	was     tally
	wasPen  int64
}

// savedRoute is a touched route's place in search.saved.
type savedRoute struct{ route, from, to int32 }

// keep is a plan that is kept: each route as a sequence of clients, those who join the stop of the
// one before them written as ^c.
type keep struct {
	tally    tally
	cost     int64
	sequence [][]int32
}

func newSearch(d *dense, seed, stream uint64) *search {
	k := &search{state: *newState(d), rng: rand.NewPCG(seed, stream)}
	k.pooled = make([]uint32, k.n)
	k.seen = make([]uint32, len(k.node))
	k.best.sequence = make([][]int32, len(d.teams))
	return k
}

// twin is another search of the same problem from the same plan, with other random numbers.
func (k *search) twin(seed, stream uint64) *search {
	t := newSearch(k.d, seed, stream^1<<63)
	for r := range k.best.sequence {
		t.rebuild(int32(r), k.best.sequence[r])
	}
	t.keepBest()
	return t
}

// bestThan says whether the best plan of k is better than that of other.
func (k *search) bestThan(other *search) bool {
	if k.byCost() {
		return k.best.cost < other.best.cost
	}
	return k.best.tally.better(&other.best.tally)
}

// below is a random number in [0, n).
func (k *search) below(n int) int {
	return int((k.rng.Uint64() >> 32) * uint64(n) >> 32)
}

// uniform is a random number in (0, 1].
func (k *search) uniform() float64 {
	return (float64(k.rng.Uint64()>>11) + 1) / (1 << 53)
}

// blink says, about once in a hundred times, that a place is not to be looked at.
func (k *search) blink() bool {
	if k.sides == 0 {
		k.dice, k.sides = k.rng.Uint64(), 8
	}
	b := k.dice & 0xff
	k.dice >>= 8
	k.sides--
	return b < blinks
}

const blinks = 3 // of 256

// cooling gives the temperature, in seconds of cost, by the share of the search that is done: cycles
// of falling by a constant factor.
type cooling struct {
	hot, cold, cycles float64
	divided           bool // the number of cycles is final
}

// divide sets the number of cycles once it is known how fast the search is: after a fiftieth of it,
// in which so many cycles' worth of iterations have been done.
func (c *cooling) divide(progress, worth float64) {
	if progress > 0.02 && !c.divided {
		c.divided = true
		c.cycles = math.Max(1, math.Round(worth/progress))
	}
}

func (c *cooling) at(progress float64) float64 {
	if c.hot <= 0 {
		return 0
	}
	x := progress * c.cycles
	if x -= math.Floor(x); progress >= 1 {
		x = 1
	}
	return c.hot * math.Pow(c.cold/c.hot, x)
}

// run searches until its share of the whole, from one progress to another, is done: for quota
// iterations, or, where there is a clock, until the clock says that progress has reached the target.
func (k *search) run(c *cooling, quota int64, progress func(done int64) (p float64, stop bool)) int64 {
	k.current = k.total()
	var done int64
	temperature := 0.0
	for done < quota {
		if done%64 == 0 {
			p, stop := progress(done)
			if stop {
				break
			}
			temperature = c.at(p)
		}
		k.step(temperature)
		done++
	}
	return done
}

// step ruins, recreates, and keeps or undoes.
func (k *search) step(temperature float64) {
	k.iteration++
	k.saved, k.savedAt = k.saved[:0], k.savedAt[:0]
	k.was, k.wasPen = k.tally, k.penalty
	k.ruin()
	k.recreate()
	cost := k.total()
	if k.improves(cost) {
		k.polish()
		cost = k.total()
	}
	if float64(cost-k.current) > -temperature*math.Log(k.uniform()) || !k.allInTime() {
		k.undo()
		return
	}
	if invariants {
		k.verify()
	}
	k.current = cost
	for _, t := range k.savedAt {
		k.route[t.route].changed = true
	}
	if k.improves(cost) {
		k.keepBest()
	}
}

// byCost says whether cost decides which plan is better: where turfs or travel weigh against prize.
// Else it is the strict order of values.
func (k *search) byCost() bool { return k.d.turfs == TurfsSoft || k.d.p.Exchange > 0 }

// improves says whether the plan is to be kept.
func (k *search) improves(cost int64) bool {
	if k.byCost() {
		return cost < k.best.cost
	}
	return k.tally.better(&k.best.tally)
}

func (k *search) allInTime() bool {
	for _, t := range k.savedAt {
		if !k.inTime(t.route) {
			return false
		}
	}
	return true
}

// touch saves the route for undo, once an iteration.
func (k *search) touch(r int32) {
	if k.route[r].touched == k.iteration {
		return
	}
	k.route[r].touched = k.iteration
	from := int32(len(k.saved))
	k.saved = k.appendSequence(k.saved, r)
	k.savedAt = append(k.savedAt, savedRoute{r, from, int32(len(k.saved))})
}

// appendSequence appends the route's clients in order, joiners as ^c.
func (s *state) appendSequence(out []int32, r int32) []int32 {
	for a := s.node[s.first(r)].next; a < s.n; a = s.node[a].next {
		out = append(out, a)
		for c := s.nextDoor[a]; c >= 0; c = s.nextDoor[c] {
			out = append(out, ^c)
		}
	}
	return out
}

// undo brings the touched routes back.
func (k *search) undo() {
	for _, t := range k.savedAt {
		k.forget(t.route)
	}
	for _, t := range k.savedAt {
		k.rebuild(t.route, k.saved[t.from:t.to])
	}
	k.tally, k.penalty = k.was, k.wasPen
}

// forget empties the route and marks its clients unvisited, without counting.
func (s *state) forget(r int32) {
	for a := s.node[s.first(r)].next; a < s.n; a = s.node[a].next {
		for c := a; c >= 0; c = s.nextDoor[c] {
			s.stopOf[c] = unvisited
		}
	}
	s.clear(r)
}

// rebuild fills an empty route from a sequence; the counts change as if its clients were new.
func (s *state) rebuild(r int32, sequence []int32) {
	at := s.first(r)
	a := at
	for _, c := range sequence {
		if c < 0 {
			u := ^c
			s.nextDoor[u] = s.nextDoor[a]
			s.nextDoor[a] = u
			s.stopOf[u] = a
			s.enter(u, r)
			continue
		}
		s.single(c, r)
		s.link(c, a)
		s.stopOf[c] = c
		s.enter(c, r)
		a = c
	}
	for a := s.node[s.first(r)].next; a < s.n; a = s.node[a].next {
		if s.nextDoor[a] >= 0 {
			s.resum(a)
		}
	}
	s.updateRoute(r)
}

// keepBest copies what changed since the last best plan.
func (k *search) keepBest() {
	for r := range k.route {
		if k.route[r].changed || k.best.sequence[r] == nil {
			k.best.sequence[r] = k.appendSequence(k.best.sequence[r][:0], int32(r))
			k.route[r].changed = false
		}
	}
	k.best.tally, k.best.cost = k.tally, k.total()
}
