package solver

// genetic is hybrid genetic search (Vidal, Crainic, Gendreau and Prins, A hybrid genetic algorithm with
// adaptive diversity management for a large class of vehicle routing problems with time-windows, Comput.
// Oper. Res. 40, 2013): two plans of a population are crossed, local search that may be late and carry too
// much mends the child, and the penalties for that follow how often it is. It goes on from the best plan of
// ruin and recreate, which comes near good plans sooner and then stands still.
type genetic struct {
	k       *search
	plan    *relaxed
	people  *population
	cross   *crossover
	recent  [2]int // of the last plans: in time, and not too heavy
	counted int
	passed  [][][]int32 // plans that ruin and recreate has passed by
	taken   int         // of them, into the population
}

// Penalties are adapted after so many plans, to wantedLeast to wantedMost of them in time, in per cent.
const (
	adaptEvery  = 50
	wantedLeast = 40
	wantedMost  = 50
)

// tried is how many pairs of clients the local search looks at in about the time of an iteration of
// ruin and recreate.
const tried = 100

// crosses says whether plans of the search can be crossed, and makes ready for it.
func (k *search) crosses() bool {
	if k.genetic == nil {
		k.genetic = newGenetic(k)
	}
	return k.genetic.ready()
}

func newGenetic(k *search) *genetic {
	d := k.d
	if !d.bounded() {
		return &genetic{}
	}
	g := &genetic{k: k, plan: newRelaxed(d), people: newPopulation(len(d.clients), len(d.teams)), cross: newCrossover(len(d.clients), len(d.teams))}
	far, heavy := int64(1), int64(1)
	for u := range d.clients {
		far, heavy = max(far, int64(d.away[u])), max(heavy, int64(d.clients[u].load))
	}
	g.plan.setPenalties(penalties{second: 1 << penaltyUnit, load: max(1, far<<penaltyUnit/heavy)})
	return g
}

// hurry makes the search one for few plans: of a small population, with fewer neighbours tried, and without
// looking again at what a child has from its parent. It begins with plans that ruin and recreate has passed by, see
// follow: they are better than plans from nothing, and made in no time, but less unlike each other, so that others are made too.
func (g *genetic) hurry() {
	g.people.least, g.people.growth = hurriedLeast, hurriedGrowth
	g.plan.breadth = g.k.d.tune.crossed / 2
	g.cross.inherits = true
}

const (
	hurriedLeast  = 18
	hurriedGrowth = 20
	followed      = 8   // plans
	followedFrom  = 0.4 // of the course of ruin and recreate, when it is not hot any more
)

// follow keeps the plan at hand of ruin and recreate, now and then.
func (g *genetic) follow(progress float64) {
	n := len(g.passed)
	if n == followed || progress < followedFrom+(1-followedFrom)*float64(n)/followed {
		return
	}
	plan := make([][]int32, len(g.k.route))
	g.k.copyInto(plan)
	g.passed = append(g.passed, plan)
}

// run goes on for as many iterations' time, or until it is told to stop.
func (g *genetic) run(quota int64, stop func(done int64) bool) int64 {
	from := g.plan.tries
	done := func() int64 { return (g.plan.tries - from) / tried }
	for done() < quota && !stop(done()) {
		g.step()
	}
	g.k.load(g.k.best.sequence)
	g.k.current = g.k.total()
	return done()
}

// step makes one more plan.
func (g *genetic) step() {
	p := g.people
	size := len(p.part[0]) + len(p.part[1])
	switch {
	case size == 0:
		g.take(g.k.best.sequence)
	case g.taken < len(g.passed):
		g.taken++
		g.take(g.passed[g.taken-1])
	case size < p.least:
		g.random()
	default:
		p.appraise(0, &g.plan.penalty)
		p.appraise(1, &g.plan.penalty)
		a, b := p.parent(g.k), p.parent(g.k)
		for range 10 {
			if a != b {
				break
			}
			b = p.parent(g.k)
		}
		g.cross.cross(g.plan, a, b, g.k)
		g.complete()
	}
	g.plan.tries += tried * 10
	g.descend()
	if g.admit() {
		return
	}
	if g.k.below(2) == 0 {
		return
	}
	was := g.plan.penalty
	g.plan.setPenalties(penalties{was.second * 10, was.load * 10})
	g.descend()
	g.plan.setPenalties(was)
	if g.feasible() {
		g.admit()
	}
}

// random makes a plan from nothing by recreate.
func (g *genetic) random() {
	k := g.k
	k.vacate()
	k.begin()
	k.complete()
	g.plan.vacate()
	for r := range k.route {
		k.scratch = k.appendSequence(k.scratch[:0], int32(r))
		g.plan.write(int32(r), k.scratch)
	}
	g.cross.left = g.cross.left[:0]
	for u := range k.n {
		if k.stopOf[u] == unvisited {
			g.cross.left = append(g.cross.left, u)
		}
	}
	g.complete()
}

// take puts a plan in, whose clients left over are inserted.
func (g *genetic) take(sequence [][]int32) {
	g.plan.vacate()
	for r := range sequence {
		g.plan.write(int32(r), sequence[r])
	}
	g.cross.left = g.cross.left[:0]
	for u := range g.plan.n {
		if g.plan.node[u].route == nowhere {
			g.cross.left = append(g.cross.left, u)
		}
	}
	g.complete()
}

// complete inserts those left over in a random order.
func (g *genetic) complete() {
	g.k.shuffle(g.cross.left)
	for _, u := range g.cross.left {
		g.plan.insert(u)
	}
}

func (k *search) shuffle(list []int32) {
	for i := len(list) - 1; i > 0; i-- {
		j := k.below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}

func (g *genetic) descend() {
	g.k.shuffle(g.plan.order)
	g.plan.descend()
}

func (g *genetic) feasible() bool {
	for r := range g.plan.route {
		if x := &g.plan.route[r]; x.excess > 0 || x.over > 0 {
			return false
		}
	}
	return true
}

// admit takes the plan into the population, and says whether it is feasible.
func (g *genetic) admit() bool {
	s := g.plan
	x := g.people.take()
	x.sequence = x.sequence[:0]
	x.travel, x.excess, x.over, x.fresh = 0, 0, 0, true
	for r := range s.route {
		for a := s.node[s.first(int32(r))].next; a < s.n; a = s.node[a].next {
			x.sequence = append(x.sequence, a)
			x.first[a] = s.node[a].prev >= s.n
			if x.next[a] = s.node[a].next; x.next[a] >= s.n {
				x.next[a] = ^s.kind[r]
			}
		}
		x.end[r] = int32(len(x.sequence))
		x.travel += int64(s.route[r].travel)
		x.excess += int64(s.route[r].excess)
		x.over += int64(s.route[r].over)
	}
	g.people.add(x, &s.penalty)
	g.adapt(x)
	if !x.feasible() {
		return false
	}
	if k := g.k; x.travel < k.best.tally.travel || k.best.tally.visits < k.n {
		k.vacate()
		for r := range k.route {
			k.rebuild(int32(r), x.route(r))
			k.route[r].changed = true
		}
		if k.improves(&k.best) {
			k.keepBest()
		}
	}
	return true
}

// ready says whether plans are crossed.
func (g *genetic) ready() bool { return g != nil && g.plan != nil }

// receive takes what another has made since it was last asked into the population.
func (g *genetic) receive(other *genetic) {
	for _, part := range other.people.part {
		for _, x := range part {
			if x.fresh {
				g.people.add(g.people.copyOf(x), &g.plan.penalty)
			}
		}
	}
}

// adapt counts the plan, and moves the penalties now and then.
func (g *genetic) adapt(x *individual) {
	g.counted++
	if x.excess == 0 {
		g.recent[0]++
	}
	if x.over == 0 {
		g.recent[1]++
	}
	if g.counted < adaptEvery {
		return
	}
	move := func(p int64, good int) int64 {
		switch share := good * 100 / g.counted; {
		case share < wantedLeast:
			p = max(p+1, p*6/5)
		case share > wantedMost:
			p = p * 17 / 20
		}
		return min(max(1, p), 1<<20)
	}
	g.plan.setPenalties(penalties{move(g.plan.penalty.second, g.recent[0]), move(g.plan.penalty.load, g.recent[1])})
	g.counted, g.recent = 0, [2]int{}
}
