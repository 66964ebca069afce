package solver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// crossing is a genetic search of a random problem with a first plan.
func crossing(t *testing.T, clients, teams int, seed uint64) *genetic {
	t.Helper()
	k := wholeSearch(t, plainProblem(clients, teams, seed%2 == 0, rand.New(rand.NewPCG(seed, 1))))
	k.constructAll()
	if !k.crosses() {
		t.Fatal("plans cannot be crossed")
	}
	return k.genetic
}

// TestGenetic: every plan of the population visits everybody once and is counted right, the best feasible
// one is the search's, and the search's state is whole after it.
func TestGenetic(t *testing.T) {
	for seed := range uint64(6) {
		g := crossing(t, 40, 6, seed)
		before := g.k.best.tally
		g.run(15_000, func(int64) bool { return false })
		least := int64(1) << 60
		for i, part := range g.people.part {
			for _, x := range part {
				seen := slices.Clone(x.sequence)
				slices.Sort(seen)
				if !slices.Equal(seen, all(40)) || int(x.end[5]) != 40 {
					t.Fatalf("a plan visits %v", seen)
				}
				g.plan.vacate()
				travel, excess, over := int64(0), int64(0), int64(0)
				for r := range g.plan.route {
					g.plan.write(int32(r), x.route(r))
					y := &g.plan.route[r]
					travel, excess, over = travel+int64(y.travel), excess+int64(y.excess), over+int64(y.over)
				}
				if travel != x.travel || excess != x.excess || over != x.over || x.feasible() != (i == 0) {
					t.Fatalf("part %d: %d, %d, %d, recomputed %d, %d, %d", i, x.travel, x.excess, x.over, travel, excess, over)
				}
				if x.feasible() {
					least = min(least, travel)
				}
			}
		}
		after := g.k.best.tally
		if !after.better(&before) || least != after.travel {
			t.Errorf("seed %d: travel %d of %d clients, before %d of %d; of the population %d",
				seed, after.travel, after.visits, before.travel, before.visits, least)
		}
		if g.k.tally != after || !g.k.allInTime() {
			t.Errorf("seed %d: the state is %+v, the best plan %+v", seed, g.k.tally, after)
		}
		g.k.seenBy().examineRights(t, true)
	}
}

// TestGeneticRepeats: the same seed and number of iterations give the same plan, in however many pieces.
func TestGeneticRepeats(t *testing.T) {
	never := func(int64) bool { return false }
	a, b := crossing(t, 50, 7, 3), crossing(t, 50, 7, 3)
	done := a.run(8_000, never)
	if got := b.run(8_000, never); got != done || done < 8_000 {
		t.Fatalf("%d iterations, then %d", done, got)
	}
	for r := range a.k.best.sequence {
		if !slices.Equal(a.k.best.sequence[r], b.k.best.sequence[r]) {
			t.Errorf("route %d: %v, then %v", r, a.k.best.sequence[r], b.k.best.sequence[r])
		}
	}
}

// TestFollow: plans that ruin and recreate passes by are kept whole, none while it is hot, and are in the population
// before any is made from nothing.
func TestFollow(t *testing.T) {
	g := crossing(t, 40, 6, 2)
	const quota = 20_000
	g.k.run(&cooling{hot: 100, cold: 1, cycles: 1}, quota, func(done int64) (float64, bool) {
		p := float64(done) / quota
		g.follow(p)
		if p < followedFrom && len(g.passed) > 0 {
			t.Fatalf("at %v it has a plan already", p)
		}
		return p, false
	})
	if len(g.passed) != followed {
		t.Fatalf("%d plans, want %d", len(g.passed), followed)
	}
	for _, plan := range g.passed {
		whole := slices.Concat(plan...)
		slices.Sort(whole)
		if !slices.Equal(whole, all(40)) {
			t.Errorf("a plan visits %v", whole)
		}
	}
	if slices.EqualFunc(g.passed[0], g.passed[followed-1], func(a, b []int32) bool { return slices.Equal(a, b) }) {
		t.Error("the first plan is the last")
	}
	g.hurry()
	for range 1 + followed {
		g.step()
	}
	if g.taken != followed {
		t.Errorf("%d of %d plans have been taken", g.taken, followed)
	}
	for range 3 * (hurriedLeast + hurriedGrowth) {
		g.step()
	}
	for i, part := range g.people.part {
		if len(part) > hurriedLeast+hurriedGrowth {
			t.Errorf("part %d of a small population has %d", i, len(part))
		}
	}
}

// TestInherited: a child of a plan without moves left has none left either, though its routes that are as in
// the parent are not tried with each other.
func TestInherited(t *testing.T) {
	spared, children := 0, 0
	for seed := range uint64(8) {
		g := crossing(t, 60, 9, seed)
		for len(g.people.part[0])+len(g.people.part[1]) < leastPopulation {
			g.step()
		}
		g.plan.setPenalties(penalties{40, 400})
		g.cross.inherits = true
		for i, a := range slices.Concat(g.people.part[0], g.people.part[1]) {
			g.take(slices.Collect(func(yield func([]int32) bool) {
				for r := range a.end {
					yield(a.route(r))
				}
			}))
			if g.moves() {
				continue // at these penalties
			}
			g.cross.cross(g.plan, a, g.people.part[i%2][0], g.k)
			g.complete()
			for r := range g.plan.route {
				if x := &g.plan.route[r]; x.changed == inherited && x.stops > 0 {
					spared++
				}
			}
			g.moves()
			g.plan.setPenalties(g.plan.penalty) // nothing is spared now
			if g.moves() {
				t.Errorf("seed %d: a move was left", seed)
			}
			children++
		}
	}
	if children < 20 || spared < children {
		t.Errorf("%d routes of %d children were spared", spared, children)
	}
}

// moves says whether the local search finds any.
func (g *genetic) moves() bool {
	clock := g.plan.clock
	g.descend()
	return g.plan.clock != clock
}

// TestCrossover: a child visits everybody once; of a plan with itself it is the same.
func TestCrossover(t *testing.T) {
	for seed := range uint64(4) {
		g := crossing(t, 40, 6, seed)
		for len(g.people.part[0])+len(g.people.part[1]) < leastPopulation {
			g.step()
		}
		both := slices.Concat(g.people.part[0], g.people.part[1])
		for i := range 60 {
			a, b := both[i%len(both)], both[i*7%len(both)]
			g.cross.cross(g.plan, a, b, g.k)
			if a == b && len(g.cross.left) > 0 {
				t.Errorf("crossed with itself it leaves %v over", g.cross.left)
			}
			g.complete()
			g.plan.examine(t)
		}
	}
}

// TestGeneticOptimum: tiny problems are solved to the optimum over all orders and divisions.
func TestGeneticOptimum(t *testing.T) {
	for seed := range uint64(8) {
		g := crossing(t, 6, 2, seed)
		best := int64(1) << 60
		order := all(6)
		var permute func(k int)
		permute = func(k int) {
			if k == len(order) {
				for cut := range len(order) + 1 {
					g.plan.vacate()
					g.plan.write(0, order[:cut])
					g.plan.write(1, order[cut:])
					if g.feasible() {
						best = min(best, g.plan.totalCost())
					}
				}
				return
			}
			for i := k; i < len(order); i++ {
				order[k], order[i] = order[i], order[k]
				permute(k + 1)
				order[k], order[i] = order[i], order[k]
			}
		}
		permute(0)
		g.run(3_000, func(int64) bool { return false })
		got := g.k.best.tally
		if best == 1<<60 {
			if got.visits == 6 {
				t.Errorf("seed %d: all are visited, which cannot be", seed)
			}
			continue
		}
		if got.visits < 6 || got.travel != best {
			t.Errorf("seed %d: travel %d of %d clients, at best %d", seed, got.travel, got.visits, best)
		}
	}
}

// TestPenaltiesFollow: too few plans in time raise the penalty for that, too many lower it.
func TestPenaltiesFollow(t *testing.T) {
	g := crossing(t, 20, 4, 1)
	for _, test := range []struct {
		excess, over int64
		more, less   bool
	}{{10, 10, true, false}, {0, 0, false, true}} {
		was := g.plan.penalty
		for range adaptEvery {
			g.adapt(&individual{excess: test.excess, over: test.over})
		}
		now := g.plan.penalty
		if (now.second > was.second) != test.more || (now.load < was.load) != test.less {
			t.Errorf("%+v: %+v, was %+v", test, now, was)
		}
	}
}

// TestGeneticAllocates: nothing once the population is made.
func TestGeneticAllocates(t *testing.T) {
	if invariants {
		t.Skip("the invariants' build allocates")
	}
	g := crossing(t, 60, 8, 2)
	g.run(30_000, func(int64) bool { return false })
	if n := testing.AllocsPerRun(60, g.step); n > 0 {
		t.Errorf("%v allocations a step", n)
	}
}
