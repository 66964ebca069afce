package solver

import (
	"context"
	"testing"
)

// dearTeams is a problem in which every client must be visited, by teams that cost more than all travel.
func dearTeams(seed uint64) *Problem {
	p := required(seed, 100, 40, 1000)
	for i := range p.Teams {
		p.Teams[i].Fixed = 1 << 22
	}
	return p
}

// TestFewestTeams: where teams are dear fewer go out than without the stage that takes routes out, in as
// many iterations, and everybody is visited.
func TestFewestTeams(t *testing.T) {
	routes := func(squeeze float64) (sum int) {
		for seed := range uint64(4) {
			o := DefaultOptions()
			o.TimeLimit, o.Iterations, o.Tuning = 0, 10_000, Tuning{"squeeze": squeeze}
			r, err := Solve(context.Background(), dearTeams(seed), o)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Unvisited) > 0 {
				t.Fatalf("seed %d: %d are unvisited", seed, len(r.Unvisited))
			}
			for i := range r.Routes {
				if len(r.Routes[i].Stops) > 0 {
					sum++
				}
			}
		}
		return sum
	}
	if with, without := routes(0.25), routes(0); with >= without {
		t.Errorf("%d teams go out with the stage, %d without", with, without)
	}
}

// TestLeaveFleet: whatever is left out on the way to fewer teams, the plan that is gone back to is the best
// with everybody, as kept.
func TestLeaveFleet(t *testing.T) {
	k := wholeSearch(t, dearTeams(1))
	k.constructAll()
	k.keepBest()
	k.current = k.total()
	if !k.dear() {
		t.Fatal("teams are not dear")
	}
	left, fewer := 0, k.best.tally.routes
	for i := range 6000 {
		if k.dear() {
			k.squeeze(100)
		}
		if i%97 > 0 {
			continue
		}
		if len(k.fleet.absent) != int(k.n-k.tally.visits) {
			t.Fatalf("%d of %d are taken for absent", len(k.fleet.absent), k.n-k.tally.visits)
		}
		left += len(k.fleet.absent)
		k.leaveFleet()
		if k.tally != k.best.tally || k.total() != k.best.cost || k.tally.visits != k.n || k.current != k.best.cost {
			t.Fatalf("%+v is not the best plan %+v", k.tally, k.best.tally)
		}
		k.verify()
	}
	if left == 0 || k.best.tally.routes >= fewer {
		t.Errorf("%d were left out, %d routes of %d are left", left, k.best.tally.routes, fewer)
	}
}
