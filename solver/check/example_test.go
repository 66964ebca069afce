package check_test

import (
	"fmt"

	"gonha/geo"
	"gonha/solver"
	"gonha/solver/check"
)

// A team claims to be back two minutes after it set out, but its one visit takes longer.
func ExampleSolution() {
	points := []geo.Point{{Lat: 21.03, Lon: 105.85}, {Lat: 21.031, Lon: 105.85}}
	p := &solver.Problem{
		Points:  points,
		Travel:  []geo.Engine{geo.NewStraight(points, geo.Detour, geo.MotorbikeSpeed)},
		Clients: []solver.Client{{Location: 1, Prize: 1, Persons: 1, PerPerson: 240, Setup: 120}},
		Teams:   []solver.Team{{Shift: solver.Window{Open: 70200, Close: 77400}, Members: 4, Capacity: solver.Unlimited}},
	}
	s := &solver.Solution{Routes: []solver.Route{{
		Team: 0, Depart: 70200, Return: 70320,
		Stops: []solver.Stop{{Clients: []int32{0}, Arrive: 70240, Begin: 70240, Leave: 70280}},
	}}}
	_, err := check.Solution(p, s)
	fmt.Println(err)
	// Output:
	// team 0 leaves stop 0 at 70280, but beginning at 70240 and serving for 360 makes 70600
}
