package check

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver"
)

// evening is a plan computed by hand: along a meridian, a thousandth of a degree is 111.195 m, at
// 1 m/s and without detour 112 s; two are 223 s, three 334 s.
//
// Team 0 sets out at 900, serves clients 0 and 1 together, waits for client 2 and is back at 2834.
// Team 1 stays. Client 3, required, is left out.
func evening() (*solver.Problem, *solver.Solution) {
	points := []geo.Point{{Lat: 21, Lon: 105}, {Lat: 21.001, Lon: 105}, {Lat: 21.0011, Lon: 105}, {Lat: 21.003, Lon: 105}}
	p := &solver.Problem{
		Points: points,
		Travel: []geo.Engine{geo.NewStraight(points, 1, 1)},
		Clients: []solver.Client{
			{Location: 1, Prize: 3, Persons: 3, PerPerson: 240, Setup: 120, Load: 3, Group: 0, Turf: 0, Windows: []solver.Window{{Open: 0, Close: 500}, {Open: 1000, Close: 2000}}},
			{Location: 2, Prize: 2, Persons: 2, PerPerson: 240, Setup: 60, Load: 2, Group: 0, Turf: solver.NoTurf, Required: true},
			{Location: 3, Prize: 5, Persons: 5, PerPerson: 240, Setup: 120, Load: 5, Group: 1, Turf: 0, Windows: []solver.Window{{Open: 1900, Close: 2500}}},
			{Location: 3, Prize: 7, Persons: 7, PerPerson: 240, Setup: 120, Load: 7, Group: solver.NoGroup, Turf: 1, Required: true},
		},
		Teams: []solver.Team{
			{Start: 0, End: 0, Shift: solver.Window{Open: 900, Close: 3000}, Members: 4, Capacity: 10, Groups: []int32{0, 1}},
			{Start: 0, End: 1, Shift: solver.Window{Open: 900, Close: 3000}, Members: 1, Capacity: solver.Unlimited},
		},
		StopRadius: 30,
		Turfs:      solver.TurfsStrict,
	}
	s := &solver.Solution{
		Routes: []solver.Route{
			{Team: 0, Depart: 900, Return: 2834, Stops: []solver.Stop{
				{Clients: []int32{0, 1}, Arrive: 1012, Begin: 1012, Leave: 1012 + 120 + 2*240},
				{Clients: []int32{2}, Arrive: 1835, Begin: 1900, Leave: 1900 + 120 + 2*240},
			}},
			{Team: 1, Depart: 900, Return: 900},
		},
		Unvisited: []int32{3},
	}
	return p, s
}

func TestSolution(t *testing.T) {
	p, s := evening()
	got, err := Solution(p, s)
	if err != nil {
		t.Fatalf("the plan computed by hand is refused: %v", err)
	}
	want := solver.Value{RequiredMissed: 1, Prize: 10, Travel: 112 + 223 + 334, Service: 1200, Wait: 65, TeamsOut: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("value (-want +got):\n%s", diff)
	}
}

// TestSolutionLater: beginning later than necessary is waiting, not a violation.
func TestSolutionLater(t *testing.T) {
	p, s := evening()
	last := &s.Routes[0].Stops[1]
	last.Begin, last.Leave, s.Routes[0].Return = last.Begin+100, last.Leave+100, s.Routes[0].Return+100
	got, err := Solution(p, s)
	if err != nil || got.Wait != 165 {
		t.Errorf("wait %d, error %v; want 165 without error", got.Wait, err)
	}
}

func TestSolutionViolations(t *testing.T) {
	tests := []struct {
		name   string
		mutate func(p *solver.Problem, s *solver.Solution)
		want   string // the whole message: one violation alone
	}{
		{"route missing", func(_ *solver.Problem, s *solver.Solution) { s.Routes = s.Routes[:1] },
			"there are 1 routes for 2 teams"},
		{"route too many", func(_ *solver.Problem, s *solver.Solution) { s.Routes = append(s.Routes, solver.Route{Team: 2}) },
			"there are 3 routes for 2 teams"},
		{"team unknown", func(_ *solver.Problem, s *solver.Solution) { s.Routes[1].Team = -1 },
			"route 1 is that of team -1, not in the order of the teams"},
		{"teams out of order", func(_ *solver.Problem, s *solver.Solution) { s.Routes[1].Team = 0 },
			"route 1 is that of team 0, not in the order of the teams"},
		{"visited twice", func(p *solver.Problem, s *solver.Solution) {
			p.Teams[0].Capacity = solver.Unlimited
			s.Routes[0].Stops[0].Clients = []int32{0, 1, 1}
		}, "client 1 is visited 2 times"},
		{"unvisited missing", func(_ *solver.Problem, s *solver.Solution) { s.Unvisited = nil },
			"client 3 is neither visited nor listed as unvisited"},
		{"unvisited but visited", func(_ *solver.Problem, s *solver.Solution) { s.Unvisited = []int32{1, 3} },
			"client 1 is visited but listed as unvisited"},
		{"unvisited twice", func(_ *solver.Problem, s *solver.Solution) { s.Unvisited = []int32{3, 3} },
			"unvisited client 3 follows client 3: the list is not ascending"},
		{"unvisited unknown", func(_ *solver.Problem, s *solver.Solution) { s.Unvisited = []int32{3, 4} },
			"unvisited client 4 does not exist"},
		{"client unknown", func(_ *solver.Problem, s *solver.Solution) { s.Routes[0].Stops[1].Clients = []int32{2, 9} },
			"client 9 at stop 1 of team 0 does not exist"},
		{"stop empty", func(_ *solver.Problem, s *solver.Solution) {
			s.Routes[1].Stops = []solver.Stop{{Arrive: 900, Begin: 900, Leave: 900}}
		}, "stop 0 of team 1 has no clients"},
		{"stop too wide", func(p *solver.Problem, _ *solver.Solution) { p.StopRadius = 11 },
			"client 1 at stop 0 of team 0 lies 11.12 m from the stop's first, beyond 11.00 m"},
		{"stops off", func(p *solver.Problem, _ *solver.Solution) { p.StopRadius = 0 },
			"stop 0 of team 0 has 2 clients, but the stop radius is 0"},
		{"group", func(p *solver.Problem, _ *solver.Solution) { p.Teams[0].Groups = []int32{0} },
			"team 0 may not visit client 2 of group 1"},
		{"strict turf", func(p *solver.Problem, _ *solver.Solution) { p.Clients[2].Turf = 1 },
			"team 0 visits client 2 in the turf of team 1"},
		{"capacity", func(p *solver.Problem, _ *solver.Solution) { p.Teams[0].Capacity = 9 },
			"team 0 takes a load of 10, more than its capacity of 9"},
		{"arrival", func(_ *solver.Problem, s *solver.Solution) { s.Routes[0].Stops[1].Arrive-- },
			"team 0 arrives at stop 1 at 1834, but leaving at 1612 and travelling for 223 makes 1835"},
		{"begin before arrival", func(_ *solver.Problem, s *solver.Solution) {
			s.Routes[0].Stops[0].Begin, s.Routes[0].Stops[0].Leave = 1011, 1611
			s.Routes[0].Stops[1].Arrive = 1834
		}, "team 0 begins stop 0 at 1011, before it arrives at 1012"},
		{"window", func(p *solver.Problem, _ *solver.Solution) { p.Clients[0].Windows[1].Close = 1011 },
			"team 0 begins stop 0 at 1012, outside the windows [{0 500} {1000 1011}] of client 0"},
		{"leave", func(_ *solver.Problem, s *solver.Solution) {
			s.Routes[0].Stops[1].Leave++
			s.Routes[0].Return++
		}, "team 0 leaves stop 1 at 2501, but beginning at 1900 and serving for 600 makes 2500"},
		{"out too long", func(p *solver.Problem, _ *solver.Solution) { p.Teams[0].MaxDuration = 2834 - 900 - 1 },
			"team 0 is out for 1934, longer than 1933"},
		{"depart", func(p *solver.Problem, _ *solver.Solution) { p.Teams[0].Shift.Open = 901 },
			"team 0 departs at 900, before its shift opens at 901"},
		{"return", func(p *solver.Problem, _ *solver.Solution) { p.Teams[0].Shift.Close = 2833 },
			"team 0 returns at 2834, after its shift closes at 2833"},
		{"return time", func(_ *solver.Problem, s *solver.Solution) { s.Routes[0].Return-- },
			"team 0 returns at 2833, but leaving at 2500 and travelling for 334 makes 2834"},
		{"shift closes before service", func(p *solver.Problem, _ *solver.Solution) { p.Teams[0].Shift.Close = 1899 },
			"team 0 returns at 2834, after its shift closes at 1899\nteam 0 begins stop 1 at 1900, outside its shift from 900 to 1899"},
		{"stays but returns later", func(_ *solver.Problem, s *solver.Solution) { s.Routes[1].Return = 1012 },
			"team 1 makes no stop but departs at 900 and returns at 1012"},
		{"no way", func(p *solver.Problem, _ *solver.Solution) { p.Travel[0] = island{p.Travel[0], 3} },
			"team 0 arrives at stop 1 without a way from point 1 to point 3\nteam 0 returns without a way from point 3 to point 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, s := evening()
			test.mutate(p, s)
			_, err := Solution(p, s)
			if err == nil {
				t.Fatal("the violation is not found")
			}
			// A mutation that takes a stop away from the arithmetic leaves its clients unvisited too,
			// so the message must begin with what is wanted.
			if !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %q\nwant %q", err, test.want)
			}
			if alone := !strings.Contains(test.want, "\n"); alone && strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one violation: %q", err)
			}
		})
	}
}

// TestSolutionJoins: all violations are told, not only the first.
func TestSolutionJoins(t *testing.T) {
	p, s := evening()
	p.Teams[0].Capacity, p.Teams[0].Groups, s.Unvisited = 1, []int32{0}, nil
	_, err := Solution(p, s)
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("want three violations, got %v", err)
	}
}

func TestSolutionFaults(t *testing.T) {
	p, s := evening()
	p.Teams[0].Members = 0
	if _, err := Solution(p, s); err == nil || !strings.Contains(err.Error(), "faulty problem") {
		t.Errorf("a faulty problem: %v", err)
	}
	p, s = evening()
	p.Travel[0] = broken{p.Travel[0]}
	if _, err := Solution(p, s); !errors.Is(err, errBroken) {
		t.Errorf("a failing engine: %v", err)
	}
}

// island is an engine with one point that no way leads to.
type island struct {
	geo.Engine
	point int32
}

func (e island) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	if err := e.Engine.Table(ctx, from, to, seconds); err != nil {
		return err
	}
	for i, f := range from {
		for j, t := range to {
			if (f == e.point) != (t == e.point) {
				seconds[i*len(to)+j] = geo.Unreachable
			}
		}
	}
	return nil
}

// broken is an engine that cannot answer.
type broken struct{ geo.Engine }

var errBroken = errors.New("no answer")

func (broken) Table(context.Context, []int32, []int32, []int32) error { return errBroken }
