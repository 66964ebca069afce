package solver

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// runOf is a solve of the problem with its first plan made.
func runOf(t testing.TB, p *Problem) *run {
	t.Helper()
	o := DefaultOptions()
	o.TimeLimit, o.Iterations = 0, 1000
	r := newRun(graphOf(t, p), o, o.Now())
	if err := r.construct(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

// crowd is a problem of many teams.
func crowd(clients, teams int, turfs TurfMode) *Problem {
	f := draft{clients: clients, teams: teams, radius: 40, turfs: turfs, length: 3000}
	return f.problem(rand.New(rand.NewPCG(uint64(clients), uint64(teams))))
}

func TestRegions(t *testing.T) {
	tests := []struct{ clients, teams, want int }{
		{1, 1, 1}, {50, 1, 1}, {50, regionTeams, 1}, {50, regionTeams + 1, 2}, {200, 3*regionTeams - 1, 4},
		{regionClients + 1, 3, 1}, {3, 5 * regionTeams, 6},
	}
	for _, test := range tests {
		for _, turfs := range []TurfMode{TurfsOff, TurfsSoft, TurfsStrict} {
			if test.clients > regionClients && turfs != TurfsOff {
				continue // slow, and no different
			}
			r := runOf(t, crowd(test.clients, test.teams, turfs))
			for epoch := range 3 {
				regions := r.regions(epoch)
				if len(regions) != test.want {
					t.Errorf("%+v: %d regions", test, len(regions))
				}
				r.examineRegions(t, fmt.Sprintf("%+v, turfs %d, epoch %d", test, turfs, epoch), regions)
			}
		}
	}
}

// examineRegions checks that every team is in one region and every client in one at most, in none only
// where they are too many; the visited with their team.
func (r *run) examineRegions(t *testing.T, name string, regions []*region) {
	t.Helper()
	team, client := make([]int, len(r.g.p.Teams)), make([]int, len(r.g.p.Clients))
	for i, region := range regions {
		if len(region.teams) == 0 || len(region.teams) > max(regionTeams, 1) {
			t.Errorf("%s: %d teams in a region", name, len(region.teams))
		}
		if !slices.IsSorted(region.teams) || !slices.IsSortedFunc(region.clients, func(a, b int32) int { return slices.Index(r.g.curve, a) - slices.Index(r.g.curve, b) }) {
			t.Errorf("%s: region %d is not in order", name, i)
		}
		for _, id := range region.teams {
			team[id] += 1 + i*1000
		}
		for _, id := range region.clients {
			client[id] += 1 + i*1000
		}
	}
	for id, n := range team {
		if n%1000 != 1 {
			t.Errorf("%s: team %d is in %d regions", name, id, n%1000)
		}
		for _, c := range r.sequence[id] {
			if client[max(c, ^c)] != n {
				t.Errorf("%s: client %d is not in the region of its team", name, max(c, ^c))
			}
		}
	}
	for id, n := range client {
		if n%1000 > 1 || n == 0 && (len(client) <= regionClients*len(regions) || r.g.p.Clients[id].Required) {
			t.Errorf("%s: client %d is in %d regions", name, id, n%1000)
		}
	}
}

// Regions move from epoch to epoch.
func TestRegionsTurn(t *testing.T) {
	r := runOf(t, crowd(300, 100, TurfsOff))
	same := 0
	for epoch := range 5 {
		if slices.Equal(r.regions(epoch)[0].teams, r.regions(epoch + 1)[0].teams) {
			same++
		}
	}
	if same > 1 {
		t.Errorf("%d of 5 divisions are the same as the one before", same)
	}
}

// Where travel decides, regions go by the clients that are visited, and each has teams to spare where there are.
func TestRegionsOfTravel(t *testing.T) {
	p := ward(2*travelClients+50, 0, 4)
	for i := range p.Clients {
		p.Clients[i].Required = true
	}
	for len(p.Teams) < 80 {
		p.Teams = append(p.Teams, p.Teams[0])
	}
	r := runOf(t, p)
	if n := len(r.regions(0)); n != 1 {
		t.Errorf("%d regions of the first plan", n)
	}
	visited := 0
	for t := range r.sequence {
		visited += len(r.sequence[t])
	}
	want := (visited + travelClients - 1) / travelClients
	if want += want % 2; want < 2 {
		t.Fatalf("%d visited: the problem tries nothing", visited)
	}
	for epoch := 1; epoch < 4; epoch++ {
		regions := r.regions(epoch)
		if len(regions) != want {
			t.Errorf("%d regions of %d visited", len(regions), visited)
		}
		var idle []int32
		for _, region := range regions {
			out, spare := r.goingOut(region.teams)
			idle = append(idle, spare...)
			if len(out) == 0 || len(spare) == 0 {
				t.Errorf("epoch %d: a region of %d teams out and %d to spare", epoch, len(out), len(spare))
			}
		}
		if len(idle) == 0 {
			t.Error("no team is to spare")
		}
	}
}

// stops is the plan as stops, those who joined ascending.
func (r *run) stops() [][][]int32 {
	plan := make([][][]int32, len(r.sequence))
	for team, sequence := range r.sequence {
		for _, c := range sequence {
			if c >= 0 {
				plan[team] = append(plan[team], []int32{c})
			} else {
				last := &plan[team][len(plan[team])-1]
				*last = append(*last, ^c)
				slices.Sort((*last)[1:])
			}
		}
	}
	return plan
}

// TestOpenClose: a region that is opened and closed again leaves the plan as it was.
func TestOpenClose(t *testing.T) {
	for _, turfs := range []TurfMode{TurfsOff, TurfsSoft, TurfsStrict} {
		r := runOf(t, crowd(300, 100, turfs))
		before := r.stops()
		for epoch := range 4 {
			regions := r.regions(epoch)
			r.tally = make([]tally, len(regions))
			for i, region := range regions {
				k, err := r.open(t.Context(), region, epoch, i)
				if err != nil {
					t.Fatal(err)
				}
				k.verify()
				count := r.count(region)
				if count.visits != k.tally.visits || count.prize != k.tally.prize || count.persons != k.tally.persons || count.required != k.tally.required {
					t.Errorf("the plan counts %+v, opened %+v", count, k.tally)
				}
				r.close(region, k, i)
			}
			if diff := cmp.Diff(before, r.stops()); diff != "" {
				t.Fatalf("turfs %d, epoch %d (-before +after):\n%s", turfs, epoch, diff)
			}
		}
	}
}
