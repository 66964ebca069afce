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
				client.Windows = []solver.Window{{Open: latest, Close: latest}} // no whole unit lies in it: nobody comes
			}
		}
		p.Clients = append(p.Clients, client)
	}
	for i := range in.Vehicles {
		v := &in.Vehicles[i]
		shift := window(&in.Sites[v.Start], unit)
		shift.Close = min(shift.Close, window(&in.Sites[v.End], unit).Close)
		p.Teams = append(p.Teams, solver.Team{Start: v.Start, End: v.End, Shift: shift, Members: 1, Capacity: v.Capacity})
	}
	return p
}

// window is a site's window in whole units, rounded inwards.
func window(s *Site, unit float64) solver.Window {
	w := solver.Window{Open: int32(math.Ceil(s.Open * unit)), Close: latest}
	if s.Close*unit < latest {
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
