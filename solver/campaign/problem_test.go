package campaign

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver"
)

func TestTask(t *testing.T) {
	n := tinyNight()
	got := n.task()
	if err := got.problem.Validate(); err != nil {
		t.Fatalf("the problem is not valid: %v", err)
	}
	if diff := cmp.Diff([]int{0, 1, 3, 4, 5}, got.routed); diff != "" {
		t.Errorf("routed (-want +got):\n%s", diff)
	}
	wantClients := []solver.Client{
		{Location: 0, Prize: 3, Persons: 3, PerPerson: 240, Setup: 120, Load: 3, Group: 0, Turf: solver.NoTurf},
		{Location: 1, Prize: 4, Required: true, Persons: 2, PerPerson: 240, Setup: 120, Load: 2, Group: 0, Turf: solver.NoTurf, Windows: []solver.Window{{Open: 71100, Close: 72000}}},
		{Location: 2, Prize: 1, Persons: 1, PerPerson: 600, Setup: 120, Load: 1, Group: solver.NoGroup, Turf: solver.NoTurf},
		{Location: 3, Prize: 1, Required: true, Persons: 1, PerPerson: 240, Setup: 120, Load: 1, Group: 1, Turf: solver.NoTurf},
		{Location: 4, Prize: 5, Persons: 5, PerPerson: 240, Setup: 120, Load: 5, Group: 0, Turf: solver.NoTurf},
	}
	if diff := cmp.Diff(wantClients, got.problem.Clients); diff != "" {
		t.Errorf("clients (-want +got):\n%s", diff)
	}
	night, own := solver.Window{Open: 70200, Close: 77400}, solver.Window{Open: 72000, Close: 75600}
	wantTeams := []solver.Team{
		{Start: 5, End: 5, Shift: night, Members: 4, Mode: 0, Capacity: solver.Unlimited, Groups: []int32{0}},
		{Start: 5, End: 6, Shift: own, Members: 1, Mode: 1, Capacity: 1}, // nil: all groups
		{Start: 5, End: 5, Shift: night, Members: 2, Mode: 0, Capacity: solver.Unlimited, Groups: []int32{}},
	}
	if diff := cmp.Diff(wantTeams, got.problem.Teams); diff != "" {
		t.Errorf("teams (-want +got):\n%s", diff)
	}
	// The end of T2 is where H1 lives, but starts and ends are shared only among themselves.
	wantPoints := []geo.Point{north(1), north(1.1), north(3), north(50), north(2), north(0), north(1)}
	if diff := cmp.Diff(wantPoints, got.problem.Points); diff != "" {
		t.Errorf("points (-want +got):\n%s", diff)
	}
	if got.problem.StopRadius != 30 || got.problem.Turfs != solver.TurfsOff {
		t.Errorf("stop radius %v, turfs %v", got.problem.StopRadius, got.problem.Turfs)
	}
}

// TestTaskModes: there is an engine for each mode in use, in the order of the teams, at its speed.
func TestTaskModes(t *testing.T) {
	n := tinyNight()
	tests := []struct {
		name  string
		modes [3]Mode
		want  [3]int32 // seconds from the office to H3, 333.6 m away
		count int
	}{
		{"motorbikes", [3]Mode{Motorbike, Motorbike, Motorbike}, [3]int32{80, 80, 80}, 1},
		{"on foot", [3]Mode{Walk, Walk, Walk}, [3]int32{267, 267, 267}, 1},
		{"both", [3]Mode{Walk, Motorbike, Walk}, [3]int32{267, 80, 267}, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for i := range n.Teams {
				n.Teams[i].Mode = test.modes[i]
			}
			p := n.task().problem
			if len(p.Travel) != test.count {
				t.Errorf("%d engines, want %d", len(p.Travel), test.count)
			}
			for i := range p.Teams {
				if got, _ := p.Travel[p.Teams[i].Mode].Leg(p.Teams[i].Start, 2); got != test.want[i] {
					t.Errorf("team %d travels for %d s, want %d s", i, got, test.want[i])
				}
			}
		})
	}
}

// TestTaskDetour: the detour of the options is that of travel.
func TestTaskDetour(t *testing.T) {
	n := tinyNight()
	n.Options.Detour = 1.5
	p := n.task().problem
	if s, metres := p.Travel[0].Leg(p.Teams[0].Start, 2); s != 120 || metres != 500 { // 333.585 m x 1.5 / 4.2 m/s
		t.Errorf("%d s, %d m, want 120 s, 500 m", s, metres)
	}
}

func TestTaskWindowsPastMidnight(t *testing.T) {
	n := tinyNight()
	n.Options.Window.Close = 25 * hour
	n.Households[0].Windows = []Window{{900, hour}, {20 * hour, 21 * hour}} // 00:15-01:00;20:00-21:00
	want := []solver.Window{{Open: 20 * hour, Close: 21 * hour}, {Open: day + 900, Close: 25 * hour}}
	if diff := cmp.Diff(want, n.task().problem.Clients[0].Windows); diff != "" {
		t.Errorf("windows (-want +got):\n%s", diff)
	}
}
