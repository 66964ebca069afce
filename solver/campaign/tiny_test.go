package campaign

import (
	"gonha/geo"
	"gonha/solver"
)

// north is a place so many thousandths of a degree north of the office: 111.195 m each, at a detour
// of 1 27 s by motorbike and 89 s on foot for one, 178 s on foot for two, 267 s for three.
func north(thousandths float64) geo.Point { return geo.Point{Lat: 21 + thousandths/1000, Lon: 105.8} }

// tinyNight is an evening from 19:30 to 21:30 computed by hand. H1 and H2 share a stop, H5 is done.
func tinyNight() *Night {
	o := DefaultOptions()
	o.Date, o.Detour, o.Lang, o.Turfs, o.Iterations = "2023-06-06", 1, "en", "off", 300
	return &Night{
		Households: []Household{
			{ID: "H1", Point: north(1), Persons: 3, Group: "A", Priority: 1, Status: Pending, Name: "Nguyễn Văn An", Phone: "0900000001"},
			{ID: "H2", Point: north(1.1), Persons: 2, Group: "A", Priority: 2, Mandatory: true, Windows: []Window{{71100, 72000}}, Status: Pending},
			{ID: "H5", Point: north(1), Persons: 9, Group: "A", Priority: 1, Status: Activated},
			{ID: "H3", Point: north(3), Persons: 1, Priority: 1, PerPerson: 600, Status: Absent},
			{ID: "H4", Point: north(50), Persons: 1, Group: "B", Priority: 1, Mandatory: true, Status: NoSmartphone},
			{ID: "H6", Point: north(2), Persons: 5, Group: "A", Priority: 1, Status: Pending},
		},
		Teams: []Team{
			{ID: "T1", Members: 4, Start: north(0), End: north(0), Mode: Motorbike, Groups: []string{"A", "Z"}},
			{ID: "T2", Members: 1, Start: north(0), End: north(1), Shift: &Window{72000, 75600}, Mode: Walk, MaxPersons: 1},
			{ID: "T3", Members: 2, Start: north(0), End: north(0), Mode: Motorbike, Groups: []string{"Z"}},
		},
		Rejected: []Rejected{{File: "households.csv", Row: 7, Column: "lat", Reason: "not a number"}},
		Options:  o,
	}
}

// tinyResult is a solution of tinyNight: clients 0 to 4 are H1, H2, H3, H4 and H6.
func tinyResult() *solver.Result {
	return &solver.Result{
		Solution: solver.Solution{
			Routes: []solver.Route{
				{Team: 0, Depart: 71000, Return: 71727, Stops: []solver.Stop{{Clients: []int32{0, 1}, Arrive: 71027, Begin: 71100, Leave: 71700}}},
				{Team: 1, Depart: 72000, Return: 73165, Stops: []solver.Stop{{Clients: []int32{2}, Arrive: 72267, Begin: 72267, Leave: 72987}}},
				{Team: 2, Depart: 70200, Return: 70200},
			},
			Unvisited: []int32{3, 4},
		},
		Value:      solver.Value{RequiredMissed: 1, Prize: 8, Travel: 27 + 27 + 267 + 178, Service: 600 + 720, Wait: 73, TeamsOut: 2},
		Reasons:    []solver.Reason{solver.ReasonTooFar, solver.ReasonNoTime},
		Bound:      13,
		Iterations: 300,
		Elapsed:    1500 * 1e6,
		Stopped:    solver.StoppedIterations,
	}
}
