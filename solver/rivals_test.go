package solver

import (
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
