package instance

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver"
)

func TestProblem(t *testing.T) {
	in := straightLine()
	in.Depots = []int32{1}
	for i := range in.Vehicles {
		in.Vehicles[i] = Vehicle{Start: 1, End: 1, Capacity: 7, MaxDuration: 45.55}
	}
	in.Sites[3].Open, in.Sites[3].Close = 20.01, 30.09
	in.Sites[4].Close = math.Inf(1)
	p := in.Problem()
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	wantClient := solver.Client{
		Location: 3, Required: true, Persons: 1, Setup: 20, Load: 3, Prize: 3, Group: solver.NoGroup, Turf: solver.NoTurf,
		Windows: []solver.Window{{Open: 201, Close: 300}}, // rounded inwards
	}
	if diff := cmp.Diff(wantClient, p.Clients[2]); diff != "" {
		t.Errorf("client 2 (-want +got):\n%s", diff)
	}
	if p.Clients[3].Windows != nil {
		t.Errorf("a client without window has %v", p.Clients[3].Windows)
	}
	wantTeam := solver.Team{Start: 1, End: 1, Shift: solver.Window{Open: 0, Close: 1000}, Members: 1, Capacity: 7, MaxDuration: 455}
	if diff := cmp.Diff(wantTeam, p.Teams[1]); diff != "" {
		t.Errorf("team 1 (-want +got):\n%s", diff)
	}
	routes := in.Routes(&solver.Solution{Routes: []solver.Route{{Stops: []solver.Stop{{Clients: []int32{2}}, {Clients: []int32{0}}}}, {}}})
	if diff := cmp.Diff([][]int32{{3, 0}, nil}, routes); diff != "" {
		t.Errorf("routes (-want +got):\n%s", diff)
	}
}

// A window that holds no whole unit cannot be met.
func TestProblemWindowBetweenUnits(t *testing.T) {
	in := straightLine()
	in.Sites[2].Open, in.Sites[2].Close = 20.01, 20.09
	p := in.Problem()
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	if w := p.Clients[1].Windows[0]; w.Open <= p.Teams[0].Shift.Close {
		t.Errorf("window %v can be met", w)
	}
}

func TestWorth(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*Instance)
		value  solver.Value
		want   float64
	}{
		{"distance", func(*Instance) {}, solver.Value{Travel: 425}, 42.5},
		{"required missed", func(*Instance) {}, solver.Value{Travel: 425, RequiredMissed: 1}, math.Inf(1)},
		{"score", func(in *Instance) { in.Objective = Score }, solver.Value{Travel: 425, Prize: 7}, 7},
		{"lost prizes", func(in *Instance) { in.Objective = DistancePlusPrizes }, solver.Value{Travel: 425, Prize: 7}, 42.5 + 3},
	} {
		in := straightLine()
		test.change(in)
		if got := in.Worth(test.value); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// The engine's table, its legs and the plain measure agree; where nothing is rounded the engine's whole
// units are never too few, so that what it finds feasible is.
func TestEngine(t *testing.T) {
	for _, m := range []Measure{{10, Down}, {1000, Nearest}, {1, None}} {
		in := straightLine()
		in.Measure = m
		in.Sites[1].Y, in.Sites[2].Y = 1.7, -33.3
		p := in.Problem()
		engine := p.Travel[0]
		all := []int32{0, 1, 2, 3, 4}
		table := make([]int32, 25)
		if err := engine.Table(t.Context(), all, all, table); err != nil {
			t.Fatal(err)
		}
		unit := in.unit()
		for i := range all {
			for j := range all {
				got := table[i*5+j]
				if leg, _ := engine.Leg(all[i], all[j]); leg != got {
					t.Errorf("%v: %d to %d is %d in the table and %d alone", m, i, j, got, leg)
				}
				exact := m.units(&in.Sites[i], &in.Sites[j]) / m.Scale * unit
				if off := float64(got) - exact; off < -1e-6 || off >= 1 || m.Rounding != None && math.Abs(off) > 1e-6 {
					t.Errorf("%v: %d to %d is %d, %v in theory", m, i, j, got, exact)
				}
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	in := straightLine()
	if err := in.Problem().Travel[0].Table(ctx, []int32{0}, []int32{1}, make([]int32, 1)); err == nil {
		t.Error("a table for a cancelled context is no error")
	}
	if path := in.Problem().Travel[0].Path(0, 4); len(path) != 2 || path[0] == path[1] {
		t.Errorf("path %v", path)
	}
}

// Who is nearer in the plane is nearer on the patch of the earth that it is laid on.
func TestPlaces(t *testing.T) {
	sites := []Site{{X: -1e6, Y: 2e6}, {X: 3e6, Y: 2e6}, {X: 0, Y: 5e6}, {X: 1, Y: 5e6}}
	points := places(sites)
	plane := func(i, j int) float64 { return math.Hypot(sites[i].X-sites[j].X, sites[i].Y-sites[j].Y) }
	scale := geo.Distance(points[0], points[1]) / plane(0, 1)
	for i := range sites {
		if !points[i].Valid() {
			t.Errorf("%v is no place", points[i])
		}
		for j := range i {
			if got := geo.Distance(points[i], points[j]); math.Abs(got-scale*plane(i, j)) > 1e-5*got {
				t.Errorf("%d to %d: %v, want %v", i, j, got, scale*plane(i, j))
			}
		}
	}
	if same := places([]Site{{X: 5, Y: 5}, {X: 5, Y: 5}}); !same[0].Valid() || same[0] != same[1] {
		t.Errorf("all at one place: %v", same)
	}
}
