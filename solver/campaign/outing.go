package campaign

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
	"gonha/solver"
	"gonha/solver/check"
)

// outing is a team's evening as it is put together stop after stop, without a search: of a plan that
// people made, or would make. Its times are those of the solver's problem.
type outing struct {
	p     *solver.Problem
	team  int32
	stops []solver.Stop
	place int32 // where the team is
	free  int32 // when it is free there
	load  int32
	doors []solver.Client // scratch of try
}

func setOut(p *solver.Problem, team int) *outing {
	t := &p.Teams[team]
	return &outing{p: p, team: int32(team), place: t.Start, free: t.Shift.Open}
}

// obstacle is why a team cannot make a stop next.
type obstacle uint8

const (
	none     obstacle = iota
	notGroup          // the team does not visit the group
	tooFull           // it would serve more than its most persons
	nobodyIn          // it cannot come while somebody is home
	backLate          // it could not be back in time, or there is no way
)

// allows says whether the team may visit the client at all.
func (o *outing) allows(c int32) bool {
	groups := o.p.Teams[o.team].Groups
	return groups == nil || slices.Contains(groups, o.p.Clients[c].Group)
}

// try is the stop that the team makes next at the clients, served together, beginning at notBefore
// or later, unless there is an obstacle.
func (o *outing) try(clients []int32, notBefore int32) (solver.Stop, obstacle) {
	team := &o.p.Teams[o.team]
	load, doors := int64(o.load), o.doors[:0]
	for _, c := range clients {
		if !o.allows(c) {
			return solver.Stop{}, notGroup
		}
		doors = append(doors, o.p.Clients[c])
		load += int64(o.p.Clients[c].Load)
	}
	o.doors = doors
	if team.Capacity != solver.Unlimited && load > int64(team.Capacity) {
		return solver.Stop{}, tooFull
	}
	there, back := o.leg(o.place, doors[0].Location), o.leg(doors[0].Location, team.End)
	if there >= geo.Unreachable || back >= geo.Unreachable {
		return solver.Stop{}, backLate
	}
	s := solver.Stop{Clients: clients, Arrive: o.free + there}
	var home bool
	if s.Begin, home = opening(doors, max(s.Arrive, notBefore)); !home {
		return s, nobodyIn
	}
	s.Leave = s.Begin + solver.StopService(doors, team.Members)
	if s.Leave+back > team.Shift.Close {
		return s, backLate
	}
	return s, none
}

// add makes the stop that try has found.
func (o *outing) add(s solver.Stop) {
	if len(o.stops) == 0 {
		s.Arrive = s.Begin // it sets out so that it need not wait at its first stop
	}
	for _, c := range s.Clients {
		o.load += o.p.Clients[c].Load
	}
	o.stops = append(o.stops, s)
	o.place, o.free = o.p.Clients[s.Clients[0]].Location, s.Leave
}

// route is the evening as a route.
func (o *outing) route() solver.Route {
	team := &o.p.Teams[o.team]
	r := solver.Route{Team: o.team, Depart: team.Shift.Open, Return: team.Shift.Open, Stops: o.stops}
	if len(o.stops) > 0 {
		first := &o.stops[0]
		r.Depart = first.Arrive - o.leg(team.Start, o.p.Clients[first.Clients[0]].Location)
		r.Return = o.free + o.leg(o.place, team.End)
	}
	return r
}

func (o *outing) leg(from, to int32) int32 {
	seconds, _ := o.p.Travel[o.p.Teams[o.team].Mode].Leg(from, to)
	return seconds
}

// opening is the first time from at on when somebody is home at each of the doors, if there is one.
func opening(doors []solver.Client, at int32) (int32, bool) {
	for {
		was := at
		for i := range doors {
			w := doors[i].Windows
			k := 0
			for k < len(w) && at > w[k].Close {
				k++
			}
			switch {
			case len(w) == 0:
			case k == len(w):
				return 0, false
			default:
				at = max(at, w[k].Open)
			}
		}
		if at == was {
			return at, true
		}
	}
}

// unsearched makes a plan of outings, one a team in the order of the teams. Its households left out have
// the reason "not_planned", for none was tried, and its bound is all prizes together. It is verified as
// every plan is. drawn is that its lines are wanted.
func (n *Night) unsearched(ctx context.Context, t task, outings []*outing, drawn bool) (*Plan, error) {
	r := &solver.Result{Stopped: solver.StoppedComplete}
	visited := make([]bool, len(t.problem.Clients))
	for _, o := range outings {
		r.Routes = append(r.Routes, o.route())
		for i := range o.stops {
			for _, c := range o.stops[i].Clients {
				visited[c] = true
			}
		}
	}
	for c := range visited {
		r.Bound += int64(t.problem.Clients[c].Prize)
		if !visited[c] {
			r.Unvisited = append(r.Unvisited, int32(c))
			r.Reasons = append(r.Reasons, notPlanned)
		}
	}
	if _, err := check.Solution(t.problem, &r.Solution); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBug, err)
	}
	if drawn {
		draw(ctx, t.problem, r.Routes)
	}
	plan := n.plan(ctx, t, r)
	plan.Parameters.Seed, plan.Parameters.TimeLimitS, plan.Parameters.Threads, plan.Parameters.Turfs = 0, 0, 1, "off"
	if err := n.verify(plan, t.problem); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBug, err)
	}
	return plan, nil
}

// notPlanned is the reason in place of the solver's where no search has tried any.
const notPlanned solver.Reason = math.MaxUint8
