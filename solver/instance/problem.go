package instance

import (
	"math"

	"gonha/geo"
	"gonha/solver"
)

// Problem is the instance as the solver takes it: client i is site Clients()[i], team k vehicle k,
// and a second stands for one whole unit of the set's measure. A stop is a single client, whose
// service is the setup of the stop.
func (in *Instance) Problem() *solver.Problem {
	unit := in.unit()
	points := places(in.Sites)
	p := &solver.Problem{
		Points: points,
		Travel: []geo.Engine{&plane{sites: in.Sites, places: points, measure: in.Measure, unit: unit}},
	}
	optional := in.Objective == Score || in.Objective == DistancePlusPrizes
	for _, c := range in.Clients() {
		s := &in.Sites[c]
		client := solver.Client{
			Location: c, Required: !optional, Persons: 1, Load: s.Demand, Group: solver.NoGroup, Turf: solver.NoTurf,
			Setup: int32(math.Ceil(s.Service * unit)), Prize: s.Prize,
		}
		if s.Open > 0 || !math.IsInf(s.Close, 1) {
			if w := window(s, unit); w.Open <= w.Close {
				client.Windows = []solver.Window{w}
			} else {
				client.Windows = []solver.Window{{Open: latestUnit, Close: latestUnit}} // no whole unit lies in it: nobody comes
			}
		}
		p.Clients = append(p.Clients, client)
	}
	if in.Objective == DistancePlusPrizes {
		p.Exchange = int64(unit) // a unit of prize is a unit of the file's lengths
	}
	in.addTeams(p)
	return p
}

// addTeams gives the problem its teams. For the smallest fleet each costs more than all travel of the
// worst plan worth a look, in which every client has a vehicle of its own.
func (in *Instance) addTeams(p *solver.Problem) {
	unit, fixed := in.unit(), int64(0)
	if in.Objective == Fleet {
		for i := range p.Clients {
			there, _ := p.Travel[0].Leg(in.Vehicles[0].Start, p.Clients[i].Location)
			fixed += 2 * int64(there)
		}
	}
	for i := range in.Vehicles {
		v := &in.Vehicles[i]
		team := solver.Team{Start: v.Start, End: v.End, Members: 1, Capacity: v.Capacity, Fixed: fixed}
		team.Shift = window(&in.Sites[v.Start], unit)
		team.Shift.Close = min(team.Shift.Close, window(&in.Sites[v.End], unit).Close)
		if v.MaxDuration*unit < latestUnit {
			team.MaxDuration = max(1, int32(v.MaxDuration*unit)) // 0 would be no limit
		}
		p.Teams = append(p.Teams, team)
	}
}

// window is a site's window in whole units, rounded inwards.
func window(s *Site, unit float64) solver.Window {
	w := solver.Window{Open: int32(math.Ceil(s.Open * unit)), Close: latestUnit}
	if s.Close*unit < latestUnit {
		w.Close = int32(math.Floor(s.Close * unit))
	}
	return w
}

// Routes are the sites that a solution of [Instance.Problem] visits, by vehicle.
func (in *Instance) Routes(s *solver.Solution) [][]int32 {
	clients := in.Clients()
	routes := make([][]int32, len(s.Routes))
	for k := range s.Routes {
		for i := range s.Routes[k].Stops {
			for _, c := range s.Routes[k].Stops[i].Clients {
				routes[k] = append(routes[k], clients[c])
			}
		}
	}
	return routes
}

// Worth is the value of a solution of [Instance.Problem] in the set's own unit and by its objective;
// infinite while required clients are missed. It is exact where the set rounds its arcs, else within
// [Instance.Precision].
func (in *Instance) Worth(v solver.Value) float64 {
	travel := float64(v.Travel) / in.unit()
	switch {
	case v.RequiredMissed > 0:
		return math.Inf(1)
	case in.Objective == Score:
		return float64(v.Prize)
	case in.Objective == DistancePlusPrizes:
		return travel + in.prizes() - float64(v.Prize)
	}
	return travel
}

// Bound is what no solution of [Instance.Problem] betters, in the set's own unit and by its objective; false where
// nothing is known, and for the smallest fleet. Where the set works in double precision it is a bound for
// the whole units that the solver works in.
func (in *Instance) Bound(b solver.Bounds) (float64, bool) {
	switch {
	case in.Objective == Score:
		return float64(b.Prize), true
	case in.Objective == Fleet:
		return 0, false
	}
	return float64(b.Cost) / in.unit(), b.Cost > 0
}

// Precision is by how much [Instance.Worth] may differ from [Instance.Evaluate]: where the set works in
// double precision, a whole unit each leg, of which there are at most two a site.
func (in *Instance) Precision() float64 {
	if in.Measure.Rounding == None && in.Objective != Score {
		return 2 * float64(len(in.Sites)) / in.unit()
	}
	return 1e-6
}

// prizes is the sum of all sites' prizes.
func (in *Instance) prizes() float64 {
	sum := 0.0
	for i := range in.Sites {
		sum += float64(in.Sites[i].Prize)
	}
	return sum
}
