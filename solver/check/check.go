// Package check verifies plans independently of the optimiser: it recomputes every time, load and
// distance of a solution from the definition of the problem, with plain and slow code that shares
// nothing with the search. It does not judge how good a plan is, only whether it is one and what it
// is worth.
//
// Start with [Solution].
package check

import (
	"context"
	"errors"
	"fmt"

	"gonha/geo"
	"gonha/solver"
)

// radiusTolerance is the length in metres by which a door may lie beyond the stop radius: distances
// by the haversine formula and from the chord differ by less than this at the scale of a stop.
const radiusTolerance = 1e-6

// Solution returns what s is worth as a solution of p, recomputed from scratch, and every violation,
// joined, each one sentence that names teams and clients by their index. The value is meaningful
// only without violations. A fault of the problem itself or of a travel engine is an error too.
func Solution(p *solver.Problem, s *solver.Solution) (solver.Value, error) {
	if err := p.Validate(); err != nil {
		return solver.Value{}, fmt.Errorf("checking a solution of a faulty problem: %w", err)
	}
	c := checker{p: p, visits: make([]int, len(p.Clients))}
	c.routes(s.Routes)
	c.unvisited(s.Unvisited)
	for i := range p.Clients {
		client := &p.Clients[i]
		switch {
		case c.visits[i] > 1:
			c.fault("client %d is visited %d times", i, c.visits[i])
		case c.visits[i] == 0 && client.Required:
			c.value.RequiredMissed++
		}
		if c.visits[i] > 0 {
			c.value.Prize += int64(client.Prize)
		}
	}
	return c.value, errors.Join(c.faults...)
}

// checker collects what one solution is worth and what is wrong with it.
type checker struct {
	p      *solver.Problem
	visits []int // by client, how often it is visited
	value  solver.Value
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

// routes checks that there is a route for each team, in order, and each of them alone.
func (c *checker) routes(routes []solver.Route) {
	if len(routes) != len(c.p.Teams) {
		c.fault("there are %d routes for %d teams", len(routes), len(c.p.Teams))
	}
	for i := range routes {
		r := &routes[i]
		if int(r.Team) != i {
			c.fault("route %d is that of team %d, not in the order of the teams", i, r.Team)
		}
		if r.Team < 0 || int(r.Team) >= len(c.p.Teams) {
			continue // already reported; there is no team to check it against
		}
		c.route(r)
	}
}

// route checks one team's evening. A stated time that is wrong is reported once: what follows is
// measured from the stated one.
func (c *checker) route(r *solver.Route) {
	team := &c.p.Teams[r.Team]
	if r.Depart < team.Shift.Open {
		c.fault("team %d departs at %d, before its shift opens at %d", r.Team, r.Depart, team.Shift.Open)
	}
	if r.Return > team.Shift.Close {
		c.fault("team %d returns at %d, after its shift closes at %d", r.Team, r.Return, team.Shift.Close)
	}
	if len(r.Stops) == 0 {
		if r.Return != r.Depart {
			c.fault("team %d makes no stop but departs at %d and returns at %d", r.Team, r.Depart, r.Return)
		}
		return
	}
	c.value.Fixed += team.Fixed
	c.value.TeamsOut++
	if out := int64(r.Return) - int64(r.Depart); team.MaxDuration > 0 && out > int64(team.MaxDuration) {
		c.fault("team %d is out for %d, longer than %d", r.Team, out, team.MaxDuration)
	}
	place, time, load := team.Start, int64(r.Depart), int64(0)
	for k := range r.Stops {
		stop := &r.Stops[k]
		if !c.clients(r.Team, k, stop) {
			return // without clients there is no place to go on from
		}
		for _, client := range stop.Clients {
			load += int64(c.p.Clients[client].Load)
		}
		first := c.p.Clients[stop.Clients[0]].Location
		c.leg(r.Team, place, first, time, int64(stop.Arrive), fmt.Sprintf("arrives at stop %d", k))
		c.times(r.Team, k, stop)
		place, time = first, int64(stop.Leave)
	}
	c.leg(r.Team, place, team.End, time, int64(r.Return), "returns")
	if team.Capacity != solver.Unlimited && load > int64(team.Capacity) {
		c.fault("team %d takes a load of %d, more than its capacity of %d", r.Team, load, team.Capacity)
	}
}

// leg checks that a team that leaves one place at a time reaches the next at the stated one.
func (c *checker) leg(team, from, to int32, leave, arrive int64, what string) {
	var seconds [1]int32
	engine := c.p.Travel[c.p.Teams[team].Mode]
	if err := engine.Table(context.Background(), []int32{from}, []int32{to}, seconds[:]); err != nil {
		c.fault("travel of team %d from point %d to point %d: %w", team, from, to, err)
		return
	}
	travel := int64(seconds[0])
	switch {
	case travel < 0 || travel >= int64(geo.Unreachable):
		c.fault("team %d %s without a way from point %d to point %d", team, what, from, to)
		return
	case arrive != leave+travel:
		c.fault("team %d %s at %d, but leaving at %d and travelling for %d makes %d", team, what, arrive, leave, travel, leave+travel)
	}
	c.value.Travel += travel
}

// unvisited checks that the list holds exactly the clients that no route visits, ascending.
func (c *checker) unvisited(list []int32) {
	listed := make([]bool, len(c.p.Clients))
	for k, client := range list {
		if client < 0 || int(client) >= len(c.p.Clients) {
			c.fault("unvisited client %d does not exist", client)
			continue
		}
		if k > 0 && list[k-1] >= client {
			c.fault("unvisited client %d follows client %d: the list is not ascending", client, list[k-1])
		}
		listed[client] = true
	}
	for i, n := range c.visits {
		switch {
		case n == 0 && !listed[i]:
			c.fault("client %d is neither visited nor listed as unvisited", i)
		case n > 0 && listed[i]:
			c.fault("client %d is visited but listed as unvisited", i)
		}
	}
}
