package instance

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gonha/solver"
	"gonha/solver/check"
)

// prizeUnit is the prize of a job where all are worth the same. The search's temperature is in units of
// prize, and a job is not to be left out for want of it: so it is several.
const prizeUnit = 10

// brief is a time limit so short that progress is not told in time to end a solve early.
const brief = time.Second

// largeRun is a solve by package solver.
type largeRun struct {
	v       *VROOM
	p       *solver.Problem
	hopes   []bool // by job: whether some vehicle could do it and nothing else
	hopeful int    // so many jobs
}

// solve finds a good plan. The options' limits are those of the whole; Progress must be nil.
// It is verified by package check.
//
// The solver weighs prizes against travel, so that an order of three parts takes up to three solves:
// with every job required, which settles the matter where all fit in; else with prizes of which the
// order of plans follows; and with those jobs of priority required that the second has found room for.
func (l *largeRun) solve(ctx context.Context, o solver.Options) (*solver.Solution, error) {
	begun := o.Now()
	first := o
	if o.TimeLimit < brief {
		first.TimeLimit /= 2
	}
	if l.hopeful == 0 {
		first.Iterations = 1
	}
	best, err := l.attempt(ctx, first, l.allRequired())
	if err != nil {
		return nil, err
	}
	prizes := []func(*solver.Solution) []solver.Client{l.byPriority}
	if l.v.prioritised() {
		prizes = append(prizes, l.keepPriority)
	}
	for i, clients := range prizes {
		left := o.TimeLimit - o.Now().Sub(begun)
		if best.assigned == l.hopeful || ctx.Err() != nil || o.TimeLimit > 0 && left <= 0 {
			break
		}
		next := o
		if o.TimeLimit > 0 {
			next.TimeLimit = left / time.Duration(len(prizes)-i)
		}
		found, err := l.attempt(ctx, next, clients(&best.plan))
		if err != nil {
			return nil, err
		}
		if found.better(best) {
			best = found
		}
	}
	return &best.plan, nil
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
func (l *largeRun) attempt(ctx context.Context, o solver.Options, clients []solver.Client) (*vroomPlan, error) {
	p := *l.p
	v := l.v
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
		l.late(&result.Routes[i])
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
func (l *largeRun) allRequired() []solver.Client {
	clients := slices.Clone(l.p.Clients)
	for i := range clients {
		clients[i].Prize, clients[i].Required = prizeUnit, l.hopes[i]
	}
	return clients
}

// byPriority gives prizes whose sum orders plans as VROOM does: by priorities, then by jobs.
func (l *largeRun) byPriority(*solver.Solution) []solver.Client {
	clients := slices.Clone(l.p.Clients)
	for i := range clients {
		clients[i].Prize = prizeUnit
		if l.v.prioritised() {
			clients[i].Prize = l.v.jobs[i].priority*int32(len(l.v.jobs)+1) + 1
		}
	}
	return clients
}

// keepPriority is the jobs of priority that a plan does required, and all others worth the same.
func (l *largeRun) keepPriority(plan *solver.Solution) []solver.Client {
	clients := slices.Clone(l.p.Clients)
	for i := range clients {
		clients[i].Prize, clients[i].Required = prizeUnit, l.v.jobs[i].priority > 0
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
func (l *largeRun) late(r *solver.Route) {
	if len(r.Stops) == 0 {
		return
	}
	team := &l.p.Teams[r.Team]
	engine := l.p.Travel[team.Mode]
	legs := make([]int32, len(r.Stops))
	from := team.Start
	for i := range r.Stops {
		at := l.p.Clients[r.Stops[i].Clients[0]].Location
		legs[i], _ = engine.Leg(from, at)
		from = at
	}
	begin := r.Stops[len(r.Stops)-1].Begin
	for i := len(r.Stops) - 2; i >= 0; i-- {
		c := &l.p.Clients[r.Stops[i].Clients[0]]
		begin = latest(c.Windows, begin-legs[i+1]-c.Setup)
	}
	r.Depart = begin - legs[0]
	now := r.Depart
	for i := range r.Stops {
		s := &r.Stops[i]
		c := &l.p.Clients[s.Clients[0]]
		s.Arrive = now + legs[i]
		s.Begin, _ = earliest(c.Windows, s.Arrive)
		s.Leave = s.Begin + c.Setup
		now = s.Leave
	}
}

// hope finds the jobs that some vehicle could do if it had nothing else to do.
func (l *largeRun) hope() {
	kinds := l.kinds()
	l.hopes = make([]bool, len(l.v.jobs))
	for i := range l.v.jobs {
		l.hopes[i] = slices.ContainsFunc(kinds, func(t int32) bool { return l.alone(int32(i), t) })
		if l.hopes[i] {
			l.hopeful++
		}
	}
}

// kinds lists one vehicle of each kind: those that differ in nothing a job alone could notice.
func (l *largeRun) kinds() []int32 {
	type kind struct {
		start, end, mode, capacity int32
		shift                      solver.Window
		skills                     string
	}
	seen := map[kind]bool{}
	var list []int32
	for i := range l.p.Teams {
		t := &l.p.Teams[i]
		k := kind{t.Start, t.End, t.Mode, t.Capacity, t.Shift, fmt.Sprint(l.v.vehicles[i].skills)}
		if !seen[k] {
			seen[k] = true
			list = append(list, int32(i))
		}
	}
	return list
}

func (l *largeRun) alone(client, team int32) bool {
	c, t := &l.p.Clients[client], &l.p.Teams[team]
	if t.Groups != nil {
		if _, may := slices.BinarySearch(t.Groups, c.Group); !may {
			return false
		}
	}
	if c.Load > t.Capacity {
		return false
	}
	there, _ := l.p.Travel[t.Mode].Leg(t.Start, c.Location)
	back, _ := l.p.Travel[t.Mode].Leg(c.Location, t.End)
	begin, ok := earliest(c.Windows, t.Shift.Open+there)
	return ok && begin+c.Setup+back <= t.Shift.Close
}

// earliest is the first moment from at on inside the windows, and whether there is one.
func earliest(windows []solver.Window, at int32) (int32, bool) {
	for _, w := range windows {
		if at <= w.Close {
			return max(at, w.Open), true
		}
	}
	return at, len(windows) == 0
}

// latest is the last moment up to at inside the windows, one of which begins no later.
func latest(windows []solver.Window, at int32) int32 {
	for _, w := range slices.Backward(windows) {
		if w.Open <= at {
			return min(at, w.Close)
		}
	}
	return at
}
