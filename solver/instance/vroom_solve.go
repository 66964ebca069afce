package instance

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gonha/solver"
	"gonha/solver/check"
)

// The time to solve a document that asks for none: so long a job at the highest exploration level, within
// bounds.
const (
	timePerJob  = 10 * time.Millisecond
	shortestRun = 100 * time.Millisecond
	longestRun  = 10 * time.Second
)

// TimeLimit is how long to solve: by the number of jobs and the exploration level asked for, no longer
// than the document allows.
func (v *VROOM) TimeLimit() time.Duration {
	limit := min(longestRun, time.Duration(len(v.jobs))*timePerJob)
	limit = max(shortestRun, limit*time.Duration(v.Options.Explore+1)/(mostExplore+1))
	if l := time.Duration(v.Options.Limit) * time.Second; l > 0 {
		limit = min(limit, l)
	}
	return limit
}

// prizeUnit is the prize of a job where all are worth the same. The search's temperature is in units of
// prize, and a job is not to be left out for want of it: so it is several.
const prizeUnit = 10

// brief is a time limit so short that progress is not told in time to end a solve early.
const brief = time.Second

// Solve finds a good plan in VROOM's order: the largest sum of priorities, then the most jobs, then the
// least travel time. The options' limits are those of the whole; Progress must be nil. It is verified by
// package check. When ctx ends the best plan so far is given. Errors are faults of the options or bugs.
//
// The solver weighs prizes against travel, so that an order of three parts takes up to three solves:
// with every job required, which settles the matter where all fit in; else with prizes of which the
// order of plans follows; and with those jobs of priority required that the second has found room for.
func (v *VROOM) Solve(ctx context.Context, o solver.Options) (*VROOMSolution, error) {
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("options: %w", err)
	}
	begun := o.Now()
	first := o
	if o.TimeLimit < brief {
		first.TimeLimit /= 2
	}
	if v.hopeful == 0 {
		first.Iterations = 1
	}
	best, err := v.attempt(ctx, first, v.allRequired())
	if err != nil {
		return nil, err
	}
	prizes := []func(*solver.Solution) []solver.Client{v.byPriority}
	if v.prioritised() {
		prizes = append(prizes, v.keepPriority)
	}
	for i, clients := range prizes {
		left := o.TimeLimit - o.Now().Sub(begun)
		if best.assigned == v.hopeful || ctx.Err() != nil || o.TimeLimit > 0 && left <= 0 {
			break
		}
		next := o
		if o.TimeLimit > 0 {
			next.TimeLimit = left / time.Duration(len(prizes)-i)
		}
		found, err := v.attempt(ctx, next, clients(&best.plan))
		if err != nil {
			return nil, err
		}
		if found.better(best) {
			best = found
		}
	}
	return v.solution(&best.plan, o.Now().Sub(begun)), nil
}

// vroomPlan is a plan with what VROOM judges it by.
type vroomPlan struct {
	plan     solver.Solution
	priority int64
	assigned int
	travel   int64
}

// better says whether p comes before other in VROOM's order.
func (p *vroomPlan) better(other *vroomPlan) bool {
	switch {
	case p.priority != other.priority:
		return p.priority > other.priority
	case p.assigned != other.assigned:
		return p.assigned > other.assigned
	}
	return p.travel < other.travel
}

// attempt solves the problem with other clients and checks the plan. While all that can be done is
// required, a solve that does not find room for it in a quarter of its time is ended.
func (v *VROOM) attempt(ctx context.Context, o solver.Options, clients []solver.Client) (*vroomPlan, error) {
	p := *v.problem
	p.Clients = clients
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if o.TimeLimit > 0 && slices.ContainsFunc(clients, func(c solver.Client) bool { return c.Required }) {
		patience := o.TimeLimit / 4
		o.Progress = func(at solver.Progress) {
			if at.Elapsed >= patience && at.Value.RequiredMissed > 0 {
				stop()
			}
		}
	}
	result, err := solver.Solve(ctx, &p, o)
	if err != nil {
		return nil, err
	}
	for i := range result.Routes {
		v.late(&result.Routes[i])
	}
	worth, err := check.Solution(&p, &result.Solution)
	if err != nil {
		return nil, fmt.Errorf("the plan is none: %w", err)
	}
	found := &vroomPlan{plan: result.Solution, travel: worth.Travel, assigned: len(v.jobs) - len(result.Unvisited)}
	for i := range v.jobs {
		found.priority += int64(v.jobs[i].priority)
	}
	for _, c := range result.Unvisited {
		found.priority -= int64(v.jobs[c].priority)
	}
	return found, nil
}

// allRequired is every job required that any vehicle could do.
func (v *VROOM) allRequired() []solver.Client {
	clients := slices.Clone(v.problem.Clients)
	for i := range clients {
		clients[i].Prize, clients[i].Required = prizeUnit, v.hopes[i]
	}
	return clients
}

// byPriority gives prizes whose sum orders plans as VROOM does: by priorities, then by jobs.
func (v *VROOM) byPriority(*solver.Solution) []solver.Client {
	clients := slices.Clone(v.problem.Clients)
	for i := range clients {
		clients[i].Prize = prizeUnit
		if v.prioritised() {
			clients[i].Prize = v.jobs[i].priority*int32(len(v.jobs)+1) + 1
		}
	}
	return clients
}

// keepPriority is the jobs of priority that a plan does required, and all others worth the same.
func (v *VROOM) keepPriority(plan *solver.Solution) []solver.Client {
	clients := slices.Clone(v.problem.Clients)
	for i := range clients {
		clients[i].Prize, clients[i].Required = prizeUnit, v.jobs[i].priority > 0
	}
	for _, c := range plan.Unvisited {
		clients[c].Required = false
	}
	return clients
}

// prioritised says whether jobs differ in priority.
func (v *VROOM) prioritised() bool {
	return slices.ContainsFunc(v.jobs, func(j vroomJob) bool { return j.priority != v.jobs[0].priority })
}

// late lets a route set out as late as it can without ending later, as VROOM does, so that it waits as
// little as possible.
func (v *VROOM) late(r *solver.Route) {
	if len(r.Stops) == 0 {
		return
	}
	team := &v.problem.Teams[r.Team]
	engine := v.problem.Travel[team.Mode]
	legs := make([]int32, len(r.Stops))
	from := team.Start
	for i := range r.Stops {
		at := v.problem.Clients[r.Stops[i].Clients[0]].Location
		legs[i], _ = engine.Leg(from, at)
		from = at
	}
	begin := r.Stops[len(r.Stops)-1].Begin
	for i := len(r.Stops) - 2; i >= 0; i-- {
		c := &v.problem.Clients[r.Stops[i].Clients[0]]
		begin = latest(c.Windows, begin-legs[i+1]-c.Setup)
	}
	r.Depart = begin - legs[0]
	now := r.Depart
	for i := range r.Stops {
		s := &r.Stops[i]
		c := &v.problem.Clients[s.Clients[0]]
		s.Arrive = now + legs[i]
		s.Begin, _ = earliest(c.Windows, s.Arrive)
		s.Leave = s.Begin + c.Setup
		now = s.Leave
	}
}
