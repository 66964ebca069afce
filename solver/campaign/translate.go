package campaign

import (
	"context"

	"gonha/geo"
	"gonha/solver"
)

// straightLine is the name in plan.json of travel in straight lines times the detour.
const straightLine = "straight-line"

// plan translates what the solver found.
func (n *Night) plan(ctx context.Context, t task, r *solver.Result) *Plan {
	o := &n.Options
	plan := &Plan{
		Version: 1, Night: o.Date, Window: Clock(o.Window.Open).HM() + "-" + Clock(o.Window.Close).HM(), Timezone: o.Timezone,
		Routes: []Route{}, Unvisited: []Unvisited{}, Rejected: append([]Rejected{}, n.Rejected...),
		Parameters: Parameters{
			Seed: o.Seed, TimeLimitS: seconds(o.TimeLimit), Iterations: r.Iterations, Epochs: r.Epochs, Threads: o.Threads,
			SetupS: o.Setup, PerPersonS: o.PerPerson, StopRadius: o.StopRadius,
			Turfs: o.Turfs, Travel: n.Travel.name(), Detour: o.Detour, Tuning: o.Tuning,
		},
	}
	for i := range r.Routes {
		plan.Routes = append(plan.Routes, n.route(t, &r.Routes[i]))
	}
	plan.Unvisited = append(plan.Unvisited, n.unvisited(ctx, t, r)...)
	plan.Summary = n.summary(t, r, plan.Routes)
	plan.OffRoad, plan.Placed, plan.Attribution, plan.NoLengths = n.offRoad(t), n.placed(), n.Travel.Credit, noLengths(t.problem.Travel)
	return plan
}

// route translates one team's evening.
func (n *Night) route(t task, from *solver.Route) Route {
	p, team := t.problem, &t.problem.Teams[from.Team]
	engine := p.Travel[team.Mode]
	route := Route{Team: n.Teams[from.Team].ID, Depart: Clock(from.Depart), Return: Clock(from.Return), Visits: []Visit{}}
	if len(from.Stops) == 0 {
		return route
	}
	place, left := team.Start, from.Depart
	for k := range from.Stops {
		stop := &from.Stops[k]
		to := p.Clients[stop.Clients[0]].Location
		_, metres := engine.Leg(place, to)
		route.TravelS += int64(stop.Arrive - left)
		route.DistanceM += int64(metres)
		route.WaitS += int64(stop.Begin - stop.Arrive)
		route.ServiceS += int64(stop.Leave - stop.Begin)
		route.Path = extend(route.Path, engine.Path(place, to))
		n.visits(t, &route, stop, Visit{
			Stop: k + 1, Arrive: Clock(stop.Arrive), Begin: Clock(stop.Begin), Leave: Clock(stop.Leave),
			TravelS: int(stop.Arrive - left), DistanceM: int(metres), WaitS: int(stop.Begin - stop.Arrive),
			Streets: streets(engine, place, to), Straight: undrawn(engine, place, to),
		})
		place, left = to, stop.Leave
	}
	_, metres := engine.Leg(place, team.End)
	route.TravelS += int64(from.Return - left)
	route.DistanceM += int64(metres)
	route.ReturnStreets, route.ReturnStraight = streets(engine, place, team.End), undrawn(engine, place, team.End)
	route.Path = extend(route.Path, engine.Path(place, team.End))
	return route
}

// visits adds a visit for each door of a stop. The first is the one travelled to; the helpers come to
// the others as they begin, so these have neither travel nor wait.
func (n *Night) visits(t task, route *Route, stop *solver.Stop, visit Visit) {
	for _, c := range stop.Clients {
		h := &n.Households[t.routed[c]]
		visit.Seq, visit.Household, visit.Persons = len(route.Visits)+1, h.ID, h.Persons
		route.Persons += h.Persons
		route.Prize += int64(h.Persons) * int64(h.Priority)
		route.Visits = append(route.Visits, visit)
		visit.Arrive, visit.TravelS, visit.DistanceM, visit.WaitS, visit.Streets, visit.Straight = visit.Begin, 0, 0, 0, nil, false
	}
}

// extend joins the line of a leg to the one before, whose end is the leg's beginning.
func extend(path, leg []geo.Point) []geo.Point {
	if len(path) > 0 && len(leg) > 0 && path[len(path)-1] == leg[0] {
		leg = leg[1:]
	}
	return append(path, leg...)
}

// summary counts what the routes reach and cost.
func (n *Night) summary(t task, r *solver.Result, routes []Route) Summary {
	s := Summary{
		Teams: len(n.Teams), Unvisited: len(r.Unvisited), PrizeBound: r.Bound,
		RuntimeS: seconds(r.Elapsed), Stopped: string(r.Stopped),
	}
	visited := make([][]geo.Point, len(routes))
	for i := range routes {
		route := &routes[i]
		s.Visits += len(route.Visits)
		s.Stops += len(r.Routes[i].Stops)
		s.add(route)
		for k := range r.Routes[i].Stops {
			for _, c := range r.Routes[i].Stops[k].Clients {
				visited[i] = append(visited[i], n.Households[t.routed[c]].Point)
			}
		}
	}
	for _, c := range r.Unvisited {
		if t.problem.Clients[c].Required {
			s.MandatoryMissed++
		}
	}
	s.Overlap = geo.Overlap(visited)
	return s
}

// add adds a route's sums.
func (s *Summary) add(r *Route) {
	s.Persons += r.Persons
	s.Prize += r.Prize
	s.TravelS += r.TravelS
	s.ServiceS += r.ServiceS
	s.WaitS += r.WaitS
	s.DistanceM += r.DistanceM
}
