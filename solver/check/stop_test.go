package check

import (
	"testing"

	"gonha/geo"
	"gonha/solver"
)

func TestMakespan(t *testing.T) {
	tests := []struct {
		name    string
		jobs    []int64
		members int
		want    int64
	}{
		{"nobody", nil, 3, 0},
		{"one member takes all", []int64{1, 2, 3}, 1, 6},
		{"more members than people", []int64{5, 9, 7}, 4, 9},
		{"equal jobs round up", []int64{240, 240, 240, 240, 240}, 4, 480},
		{"longest first", []int64{1, 1, 1, 1, 4}, 2, 4},
		// Graham's example of how far longest-first is from the best, (4m-1)/3m: 11 against 9.
		{"not the shortest makespan", []int64{5, 5, 4, 4, 3, 3, 3}, 3, 11},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := makespan(test.jobs, test.members); got != test.want {
				t.Errorf("makespan %d, want %d", got, test.want)
			}
		})
	}
}

func TestService(t *testing.T) {
	c := checker{p: &solver.Problem{
		Clients: []solver.Client{
			{Persons: 3, PerPerson: 240, Setup: 120},
			{Persons: 2, PerPerson: 240, Setup: 180},
			{Persons: 1, PerPerson: 600, Setup: 0},
			{Persons: 0, PerPerson: 240, Setup: 90},
		},
		Teams: []solver.Team{{Members: 4}, {Members: 2}},
	}}
	tests := []struct {
		name    string
		team    int32
		clients []int32
		want    int64
	}{
		{"one door, one turn", 0, []int32{0}, 120 + 240},
		{"one door, two turns", 1, []int32{0}, 120 + 480},
		{"largest setup once", 0, []int32{0, 1}, 180 + 480},
		{"own minutes", 1, []int32{0, 2}, 120 + 720}, // 600 and 240 for one, 240 twice for the other
		{"own minutes, enough members", 0, []int32{0, 2}, 120 + 600},
		{"nobody at home", 0, []int32{3}, 90},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := c.service(test.team, test.clients); got != test.want {
				t.Errorf("service %d s, want %d s", got, test.want)
			}
		})
	}
}

func TestInside(t *testing.T) {
	windows := []solver.Window{{Open: 10, Close: 20}, {Open: 30, Close: 30}}
	for time, want := range map[int32]bool{9: false, 10: true, 20: true, 21: false, 29: false, 30: true, 31: false} {
		if got := inside(windows, time); got != want {
			t.Errorf("inside %v at %d: %v", windows, time, got)
		}
	}
	if !inside(nil, 12345) {
		t.Error("without windows a time is refused")
	}
}

// TestTogetherBorder: a door exactly at the radius belongs to the stop, by either formula of the
// distance.
func TestTogetherBorder(t *testing.T) {
	p, s := evening()
	p.StopRadius = geo.Distance(p.Points[1], p.Points[2]) - 1e-9
	if _, err := Solution(p, s); err != nil {
		t.Errorf("a nanometre of rounding: %v", err)
	}
}
