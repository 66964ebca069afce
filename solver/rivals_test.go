package solver

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSettleContest: the plan of the best rival that has done something is taken, whichever it is, and without
// any the plan stays as it was.
func TestSettleContest(t *testing.T) {
	for _, turfs := range []TurfMode{TurfsOff, TurfsSoft} {
		for best := range 3 {
			p := ward(150, 30, 3)
			p.Turfs = turfs
			r := runOf(t, p)
			region := r.regions(1)[0]
			c, err := r.newContest(t.Context(), region, 1, 3)
			if err != nil {
				t.Fatal(err)
			}
			r.contest = c
			before := r.stops()
			r.settleContest(make([]int64, 3))
			if diff := cmp.Diff(before, r.stops()); diff != "" {
				t.Fatalf("nobody did anything (-before +after):\n%s", diff)
			}
			if c, err = r.newContest(t.Context(), region, 1, 3); err != nil {
				t.Fatal(err)
			}
			r.contest = c
			k := c.rivals[best]
			k.run(&cooling{hot: 100, cold: 1, cycles: 1}, 400, func(int64) (float64, bool) { return 0, false })
			done := make([]int64, 3)
			done[best] = 400
			want := k.best.tally
			r.settleContest(done)
			got := r.count(region)
			if got.visits != want.visits || got.prize != want.prize || r.reached() != want {
				t.Errorf("turfs %d, rival %d: the plan counts %+v, the best of it %+v", turfs, best, got, want)
			}
		}
	}
}

// TestRivalsDiffer: rivals have random numbers of their own and the same plan to begin with.
func TestRivalsDiffer(t *testing.T) {
	r := runOf(t, ward(150, 30, 3))
	c, err := r.newContest(t.Context(), r.regions(1)[0], 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	a, b := c.rivals[0], c.rivals[1]
	if diff := cmp.Diff(a.best.sequence, b.best.sequence); diff != "" || a.best.cost != b.best.cost {
		t.Errorf("they begin with different plans:\n%s", diff)
	}
	if a.rng.Uint64() == b.rng.Uint64() {
		t.Error("they have the same random numbers")
	}
	if len(r.kept) != 2 {
		t.Errorf("%d rivals are kept for the next epoch", len(r.kept))
	}
}

// TestSearches: with a clock there are as many searches of the only region as threads, without one there is
// one, whatever the threads, and of several regions there is one each.
func TestSearches(t *testing.T) {
	r := runOf(t, ward(60, 30, 1))
	r.threads = 3
	if e := r.next(0, 1); e.Searches != 0 {
		t.Errorf("%d searches without a clock", e.Searches)
	}
	r.o.TimeLimit, r.deadline = 1<<40, r.o.Now().Add(1<<40)
	if e := r.next(0, 1); e.Searches != 3 {
		t.Errorf("%d searches of three threads", e.Searches)
	}
	if e := r.next(0, 2); e.Searches != 0 {
		t.Errorf("%d searches of two regions", e.Searches)
	}
}

// TestExchange: every rival has the plans of the others after it, each as it was made, and what was shown
// once is not shown again; who does not cross plans yet is left alone.
func TestExchange(t *testing.T) {
	r := runOf(t, plainProblem(40, 6, true, rand.New(rand.NewPCG(2, 1))))
	c, err := r.newContest(t.Context(), r.regions(1)[0], 1, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range c.rivals[:3] {
		k.crosses()
		k.genetic.run(250, func(int64) bool { return false }) // so few that nobody is let go
	}
	size := func(k *search) int { return len(k.genetic.people.part[0]) + len(k.genetic.people.part[1]) }
	sum := 0
	for _, k := range c.rivals[:3] {
		sum += size(k)
	}
	if sum < 3*5 || sum > leastPopulation {
		t.Fatalf("%d plans were made", sum)
	}
	for range 2 {
		exchange(c.rivals)
		for i, k := range c.rivals[:3] {
			if size(k) != sum {
				t.Errorf("rival %d has %d plans of %d", i, size(k), sum)
			}
		}
	}
	if c.rivals[3].genetic != nil {
		t.Error("who does not cross plans was shown some")
	}
	for i, part := range c.rivals[0].genetic.people.part {
		for _, x := range part {
			same := func(y *individual) bool {
				return slices.Equal(x.sequence, y.sequence) && slices.Equal(x.end, y.end) && slices.Equal(x.next, y.next) &&
					slices.Equal(x.first, y.first) && x.travel == y.travel && x.excess == y.excess && x.over == y.over
			}
			if !slices.ContainsFunc(c.rivals[1].genetic.people.part[i], same) {
				t.Errorf("part %d: another rival has no plan of travel %d like this one's", i, x.travel)
			}
		}
	}
}
