package solver

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonha/geo"
)

// the tables of modes that no team of a region uses are empty.
func TestKeysOfAnotherMode(t *testing.T) {
	p := ward(100, 0, 1)
	p.Travel = append(p.Travel, p.Travel[0])
	for i := range p.Teams {
		p.Teams[i].Mode = 1
	}
	k := wholeSearch(t, p)
	for how := byChance; how <= byGain; how++ {
		k.key(1, how)
	}
}

// required clients come first in every order.
func TestSortPoolRequired(t *testing.T) {
	k := searched(t, draft{clients: 40, teams: 3, length: 3000}, 4, 0)
	for u := range k.n {
		k.d.clients[u].required = u == 39
	}
	for how := byChance; how <= byGain; how++ {
		for _, front := range []int{0, 10} {
			k.pool, k.front = all(40), front
			k.sortPool(how)
			if order := k.sorted(t); order[0] != 39 {
				t.Errorf("order %d, %d in front: %v", how, front, order)
			}
		}
	}
}

// teams far from everybody make a region without clients.
func TestSolveRegionWithoutClients(t *testing.T) {
	p := ward(30, 0, 1)
	post := int32(len(p.Points))
	p.Points = append(p.Points, geo.Point{Lat: 21.5, Lon: 105.8})
	p.Travel = []geo.Engine{geo.NewStraight(p.Points, geo.Detour, geo.MotorbikeSpeed)}
	p.Teams = p.Teams[:1]
	for range 44 {
		far := p.Teams[0]
		far.Start, far.End = post, post
		p.Teams = append(p.Teams, far)
	}
	o := DefaultOptions()
	o.TimeLimit = 200 * time.Millisecond
	if _, err := Solve(t.Context(), p, o); err != nil {
		t.Fatal(err)
	}
}

// a group below NoGroup and a turf of no team are faults.
func TestProblemValidateGroupAndTurf(t *testing.T) {
	for name, change := range map[string]func(*Client){
		"turf of no team": func(c *Client) { c.Turf = 99 },
		"turf below none": func(c *Client) { c.Turf = NoTurf - 1 },
		"group below":     func(c *Client) { c.Group = NoGroup - 1 },
	} {
		p := ward(10, 0, 1)
		change(&p.Clients[0])
		if p.Validate() == nil {
			t.Errorf("%s: no fault", name)
		}
	}
}

// cancelled before the graph is made, with an engine that minds its context.
func TestSolveCancelledTable(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := draft{clients: 12, teams: 2, travel: byRoad, length: 3000}.problem(rand.New(rand.NewPCG(1, 9)))
	r, err := Solve(ctx, p, DefaultOptions())
	if errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if r.Stopped != StoppedInterrupted {
		t.Errorf("stopped by %q", r.Stopped)
	}
}

// teams alike but for their capacity are of two kinds.
func TestKindsByCapacity(t *testing.T) {
	p := ward(100, 0, 1)
	p.Teams = append(p.Teams[:1:1], p.Teams[0], p.Teams[0])
	p.Teams[1].Capacity = 1
	g, err := newGraph(t.Context(), p, &Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	if kinds := g.kinds(); !slices.Equal(kinds, []int32{0, 1}) {
		t.Errorf("kinds %v", kinds)
	}
}

// clients at one place have no way between them.
func TestBoundAtOnePlace(t *testing.T) {
	p := &Problem{Points: make([]geo.Point, 2)}
	p.Travel = []geo.Engine{&matrix{points: p.Points, seconds: []int32{0, 1000, 1000, 0}}}
	for range 3 {
		p.Clients = append(p.Clients, Client{Location: 1, Prize: 1, Persons: 1, PerPerson: 10, Group: NoGroup, Turf: NoTurf})
	}
	p.Teams = []Team{{Members: 1, Shift: Window{0, 2030}, Capacity: Unlimited}}
	if g := graphOf(t, p); g.bound < 3 {
		t.Errorf("bound %d, but all 3 can be visited", g.bound)
	}
}

// where nothing costs anything the temperature is still a number.
func TestCoolingOfNothing(t *testing.T) {
	c := cooling{hot: 0, cold: 0, cycles: 1}
	if x := c.at(0.5); math.IsNaN(x) {
		t.Error("the temperature is not a number")
	}
}

// progress says how many required clients are missed.
func TestProgressRequired(t *testing.T) {
	p := ward(60, 0, 1)
	for i := range p.Clients {
		p.Clients[i].Required = true
	}
	var last Progress
	o := DefaultOptions()
	o.TimeLimit, o.Iterations = 0, 100
	o.Progress = func(p Progress) { last = p }
	r, err := Solve(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	if last.Value.RequiredMissed != r.Value.RequiredMissed {
		t.Errorf("reported %d missed, %d are", last.Value.RequiredMissed, r.Value.RequiredMissed)
	}
}

// A visit cannot take less travel than the bound counts for it: half of a way to it and half of one
// from it, from and to wherever its team may have been and may go.
func TestLeastTravel(t *testing.T) {
	for i, f := range drafts(8, 3) {
		p := f.problem(rand.New(rand.NewPCG(uint64(i), 5)))
		g := graphOf(t, p)
		got, err := g.leastTravel(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for c := range p.Clients {
			for _, team := range p.Teams {
				in, out := int32(math.MaxInt32), int32(math.MaxInt32)
				try := func(at int32) {
					there, _ := p.Travel[team.Mode].Leg(at, p.Clients[c].Location)
					back, _ := p.Travel[team.Mode].Leg(p.Clients[c].Location, at)
					in, out = min(in, there), min(out, back)
				}
				try(team.Start)
				try(team.End)
				for d := range p.Clients {
					if d != c {
						try(p.Clients[d].Location)
					}
				}
				if least := float64(in)/2 + float64(out)/2; got[c] > least+1e-9 {
					t.Errorf("%+v, client %d: %v, but a visit may take %v", f, c, got[c], least)
				}
			}
		}
	}
}
