package solver

import (
	"math"
	"math/bits"
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

	seed     int32    // client around whom the ruin is
	pool     []int32  // clients to insert
	openings int      // routes that may be opened at a loss
	gaps     gaps     // of the touched routes
	closed   bool     // no route may be opened
	front    int      // so many of the pool come before the others; 0 is no matter
	order    []uint64 // sort keys with the clients
	scale    scale
	pooled   []uint32 // by client: the iteration that removed it, or ^ that of the one that offered it
	seen     []uint32 // by node: the mark of the last find that looked at the place after it
	mark     uint32
	near     []int32 // numbers in a client's list of neighbours, see findNear
	places   []int32 // nodes after which it may go
	dice     uint64  // random bytes left for blinks
	sides    int
	saved    []int32 // the touched routes, one after the other, as sequences
	savedAt  []savedRoute
	nodes    []node    // of the touched routes: starts, stops, ends
	measured []measure // of the same nodes, where teams may be out for only so long
	was      tally
	wasPen   int64
	allowed  float64 // by how much the cost may grow in this iteration
	budgeted bool    // whether recreate keeps within it
	fleet    fleet   // while there may be a route fewer

	routes  *routes // good ones, where the search keeps some
	packing packing
	packed  uint32 // the iteration of the last pack
	scratch []int32
	breed   breed
	topped  bool     // the best plan of the annealing under way is kept
	genetic *genetic // once plans are crossed
}

// savedRoute is a touched route as it was, and its places in search.saved and search.savedNodes.
type savedRoute struct {
	route, from, to, nodes int32
	was                    route
}

// keep is a plan that is kept: each route as a sequence of clients, those who join the stop of the
// one before them written as ^c.
type keep struct {
	tally    tally
	cost     int64
	sequence [][]int32
}

func newSearch(d *dense, seed, stream uint64) *search {
	k := &search{state: *newState(d), rng: rand.NewPCG(seed, stream), scale: newScale(d)}
	k.pooled = make([]uint32, k.n)
	k.seen = make([]uint32, len(k.node))
	k.near, k.places = make([]int32, d.tune.neighbours), make([]int32, 2*d.tune.neighbours)
	k.best.sequence = make([][]int32, len(d.teams))
	return k
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
	k.dice = bits.RotateLeft64(k.dice, -8)
	k.sides--
	return b < blinks
}

const blinks = 3 // of 256

// run searches until its share of the whole, from one progress to another, is done: for quota
// iterations, or, where there is a clock, until the clock says that progress has reached the target.
func (k *search) run(c *cooling, quota int64, progress func(done int64) (p float64, stop bool)) int64 {
	k.current = k.total()
	var done int64
	temperature, dear := 0.0, k.dear()
	defer k.leaveFleet()
	for done < quota {
		if done%64 == 0 {
			p, stop := progress(done)
			if stop {
				break
			}
			temperature = c.at(p)
			if c.fresh > 0 {
				if c.cycle(p) != k.breed.cycle {
					k.breed.cycle = c.cycle(p)
					k.anneal(c.breeds(p), c.last(p))
				}
				k.topped = c.within(p) > topsFrom
			}
			k.pooling(temperature < math.Sqrt(c.hot*c.cold))
			if dear = dear && p < k.d.tune.squeeze && k.dear(); !dear {
				k.leaveFleet()
			}
		}
		if done++; dear {
			k.squeeze(temperature)
		} else {
			k.step(temperature)
		}
	}
	return done
}

// pooling keeps good routes once the search is cool, and packs them now and then.
func (k *search) pooling(cool bool) {
	if !cool || !k.d.tune.pool || k.d.turfs != TurfsOff {
		return
	}
	if k.routes == nil {
		k.routes = k.newRoutes()
		k.packed = k.iteration
	}
	if k.ripe() {
		k.pack()
	}
}

// begin starts an iteration.
func (k *search) begin() {
	k.iteration++
	k.saved, k.savedAt, k.nodes = k.saved[:0], k.savedAt[:0], k.nodes[:0]
	k.measured = k.measured[:0]
	k.pool, k.front, k.openings, k.closed = k.pool[:0], 0, 0, false
	k.was, k.wasPen, k.budgeted = k.tally, k.penalty, false
	k.seed = int32(k.below(int(k.n)))
}

// step ruins, recreates, and keeps or undoes.
func (k *search) step(temperature float64) {
	k.begin()
	k.ruin()
	k.allow(-temperature * math.Log(k.uniform()))
	k.finishStep()
}

// finishStep recreates what was ruined.
func (k *search) finishStep() {
	k.recreate()
	cost := k.total()
	if k.improves(&k.best) {
		k.polish()
		cost = k.total()
	}
	if float64(cost-k.current) > k.allowed || !k.allInTime() {
		k.undo()
		return
	}
	if invariants {
		k.verify()
	}
	k.current = cost
	for _, t := range k.savedAt {
		k.route[t.route].changed = true
		if k.routes != nil {
			k.rememberRoute(t.route)
		}
	}
	if k.improves(&k.best) {
		k.keepBest()
	}
	if k.topped {
		k.keepTop()
	}
}

// byCost says whether cost decides which plan is better: where turfs or travel weigh against prize.
// Else it is the strict order of values.
func (k *search) byCost() bool { return k.d.turfs == TurfsSoft || k.d.p.Exchange > 0 }

// improves says whether the plan is better than one that is kept.
func (k *search) improves(x *keep) bool {
	if k.byCost() {
		return k.total() < x.cost
	}
	return k.tally.better(&x.tally)
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
	from, nodes := int32(len(k.saved)), int32(len(k.nodes))
	k.saved = k.appendSequence(k.saved, r)
	k.savedAt = append(k.savedAt, savedRoute{r, from, int32(len(k.saved)), nodes, k.route[r]})
	for a := k.first(r); a >= 0; a = k.node[a].next {
		k.nodes = append(k.nodes, k.node[a])
	}
	if k.d.limited {
		for a := k.first(r); a >= 0; a = k.node[a].next {
			k.measured = append(k.measured, k.measures[a])
		}
	}
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

// copyInto writes the sequence of every route into a plan of as many.
func (s *state) copyInto(plan [][]int32) {
	for r := range plan {
		plan[r] = s.appendSequence(plan[r][:0], int32(r))
	}
}

// undo brings the touched routes back.
func (k *search) undo() {
	for i := range k.savedAt {
		k.abandon(k.savedAt[i].route)
	}
	for i := range k.savedAt {
		k.restore(&k.savedAt[i])
	}
	k.tally, k.penalty = k.was, k.wasPen
}

// load replaces the whole plan.
func (k *search) load(plan [][]int32) {
	k.vacate()
	for r := range plan {
		k.rebuild(int32(r), plan[r])
	}
}

// vacate takes everybody out of the plan.
func (k *search) vacate() {
	for r := range k.route {
		k.forget(int32(r))
	}
	k.tally, k.penalty = tally{}, 0
}

// restore puts a touched route back as it was saved.
func (k *search) restore(t *savedRoute) {
	r := t.route
	at := t.nodes
	k.node[k.first(r)] = k.nodes[at]
	a := unvisited
	for _, c := range k.saved[t.from:t.to] {
		if c >= 0 {
			at++
			a = c
			k.node[a] = k.nodes[at]
			k.stopOf[a], k.nextDoor[a] = a, -1
			k.measureLegs(a)
			k.heads.add(a)
		} else {
			c = ^c
			k.chain(c, a)
		}
		k.routeOf[c] = r
	}
	k.node[k.last(r)] = k.nodes[at+1]
	k.route[r] = t.was
	if kind := k.d.teams[r].kind; t.was.stops == 0 {
		k.idle[kind].add(r)
	} else {
		k.idle[kind].drop(r)
	}
	if k.d.limited {
		at = t.nodes
		for a := k.first(r); a >= 0; a, at = k.node[a].next, at+1 {
			k.measures[a] = k.measured[at]
		}
	}
}

// forget empties the route and marks its clients unvisited, without counting.
func (s *state) forget(r int32) {
	s.abandon(r)
	s.clear(r)
}

// abandon marks the route's clients unvisited.
func (s *state) abandon(r int32) {
	for a := s.node[s.first(r)].next; a < s.n; a = s.node[a].next {
		s.heads.drop(a)
		for c := a; c >= 0; {
			next := s.nextDoor[c]
			s.takeOut(c)
			c = next
		}
	}
}

// rebuild fills an empty route from a sequence; the counts change as if its clients were new.
func (s *state) rebuild(r int32, sequence []int32) {
	at := s.first(r)
	a := at
	for _, c := range sequence {
		if c < 0 {
			u := ^c
			s.chain(u, a)
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

// allChanged marks every route for [search.keepBest] and for local search.
func (k *search) allChanged() {
	for r := range k.route {
		k.route[r].changed = true
	}
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
