package instance

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gonha/geo"
	"gonha/solver"
	"gonha/solver/vrp"
)

// The time to solve a document that asks for none: so long a job at the highest exploration level, within
// bounds.
const (
	timePerJob  = 10 * time.Millisecond
	shortestRun = 100 * time.Millisecond
	longestRun  = 10 * time.Second
)

// TimeLimit is how long to solve, in each thread's processor time: by the number of jobs and the exploration level asked for,
// no longer than the document allows.
func (v *VROOM) TimeLimit() time.Duration {
	limit := min(longestRun, time.Duration(len(v.jobs))*timePerJob)
	limit = max(shortestRun, limit*time.Duration(v.Options.Explore+1)/(mostExplore+1))
	if l := time.Duration(v.Options.Limit) * time.Second; l > 0 {
		limit = min(limit, l)
	}
	return limit
}

// VROOMRun says how a document is to be solved. DefaultVROOMRun gives every field its value but the time limit.
type VROOMRun struct {
	Seed       uint64
	TimeLimit  time.Duration // of each thread by its clock; 0 is none
	Iterations int64         // in place of the time limit; 0 is none
	Threads    int
	Share      func() int                  // how many of the threads may be used; nil is all
	Now        func() time.Time            // a clock of each of the threads together, see [solver.Options]
	Clock      func() func() time.Duration // of a thread, see [vrp.Options]
	Travel     VROOMTravel                 // nil is straight lines
}

// DefaultVROOMRun is one thread by the wall's clock, without a limit yet.
func DefaultVROOMRun() VROOMRun {
	return VROOMRun{Seed: 1, Threads: 1, Now: time.Now, Clock: func() func() time.Duration {
		begun := time.Now()
		return func() time.Duration { return time.Since(begun) }
	}}
}

// Validate reports every fault at once.
func (r *VROOMRun) Validate() error {
	var faults []error
	if r.TimeLimit < 0 || r.Iterations < 0 || r.TimeLimit == 0 && r.Iterations == 0 {
		faults = append(faults, errors.New("a time limit or a number of iterations, not negative, must be given"))
	}
	if r.Threads < 1 {
		faults = append(faults, errors.New("threads must be 1 or more"))
	}
	if r.Clock == nil || r.Now == nil {
		faults = append(faults, errors.New("clocks must be given"))
	}
	return errors.Join(faults...)
}

// Solve finds a good plan in VROOM's order: the largest sum of priorities, then the most jobs, then the least cost. In plan
// mode it finds the best times for the routes that are given. When ctx ends the best plan so far is given. Errors are faults
// of the run and of routes that are given and cannot be ([VROOMFaults]), [ErrVROOMTravel], and bugs.
func (v *VROOM) Solve(ctx context.Context, run VROOMRun) (*VROOMSolution, error) {
	if err := run.Validate(); err != nil {
		return nil, fmt.Errorf("options: %w", err)
	}
	begun := time.Now()
	g := v.guide(run.Travel)
	var tours []vroomTour
	var left []int32
	var routing time.Duration
	var err error
	var p vrp.Problem
	if v.skeleton != nil {
		p = *v.skeleton
		if err := g.fill(ctx, &p); err != nil {
			return nil, err
		}
		routing = time.Since(begun)
	}
	switch {
	case v.problem != nil && v.skeleton != nil:
		tours, left, err = v.solvePlain(ctx, g, &p, run)
	case v.problem != nil:
		tours, left, err = v.solveLarge(ctx, g, &p, run)
	case v.Options.Plan:
		tours, err = v.schedule(&p)
		left = v.begin.Left
	default:
		tours, left, err = v.solveDense(ctx, &p, run, v.begin)
	}
	if err != nil {
		return nil, err
	}
	solved := time.Since(begun) - routing
	if err := v.draw(ctx, g, tours); err != nil {
		return nil, err
	}
	s := v.solution(g, tours, left)
	s.Elapsed = solved
	s.Summary.Computing = VROOMTimes{Solving: solved.Milliseconds(), Routing: (time.Since(begun) - solved).Milliseconds()}
	return s, nil
}

// solveDense solves by package vrp.
func (v *VROOM) solveDense(ctx context.Context, p *vrp.Problem, run VROOMRun, begin *vrp.Plan) ([]vroomTour, []int32, error) {
	o := vrp.Options{Seed: run.Seed, TimeLimit: run.TimeLimit, Iterations: run.Iterations, Threads: run.Threads, Clock: run.Clock, Start: begin}
	if run.Share != nil {
		o.Threads = min(o.Threads, run.Share())
	}
	if v.begin != nil {
		if _, err := vrp.Check(p, v.begin); err != nil {
			return nil, nil, VROOMFaults{{Path: "vehicles[].steps", Reason: "không đi được như vậy / they cannot be made"}}
		}
	}
	plan, _, err := vrp.Solve(ctx, p, o)
	if err != nil {
		return nil, nil, err
	}
	var tours []vroomTour
	for i, jobs := range plan.Routes {
		if len(jobs) == 0 {
			continue
		}
		times, ok := vrp.Times(p, i, jobs)
		if !ok {
			return nil, nil, fmt.Errorf("the plan is none: the route of vehicle %d is not in time", i)
		}
		tours = append(tours, vroomTour{vehicle: int32(i), Timetable: times})
	}
	return tours, plan.Left, nil
}

// touches is the part of the time in which a plan of package solver, which takes up the order of aims part by part, is gone over
// by package vrp, which has it whole.
const touches = 0.25

// solvePlain solves by package solver and then goes over its plan.
func (v *VROOM) solvePlain(ctx context.Context, g *guide, p *vrp.Problem, run VROOMRun) ([]vroomTour, []int32, error) {
	first, second := run, run
	second.TimeLimit, second.Iterations = time.Duration(float64(run.TimeLimit)*touches), int64(float64(run.Iterations)*touches)
	first.TimeLimit, first.Iterations = run.TimeLimit-second.TimeLimit, run.Iterations-second.Iterations
	begun := run.Now()
	tours, left, err := v.solveLarge(ctx, g, p, first)
	if run.TimeLimit > 0 {
		second.TimeLimit = max(0, run.TimeLimit-run.Now().Sub(begun))
	}
	if err != nil {
		return nil, nil, err
	}
	begin := &vrp.Plan{Routes: make([][]int32, len(v.vehicles)), Left: slices.Sorted(slices.Values(left))}
	for i := range tours {
		for _, s := range tours[i].Steps {
			begin.Routes[tours[i].vehicle] = append(begin.Routes[tours[i].vehicle], s.Job)
		}
	}
	if second.TimeLimit == 0 && second.Iterations == 0 {
		second.Iterations = 1
	}
	return v.solveDense(ctx, p, second, begin)
}

// solveLarge solves by package solver. p has the tables of travel, where the problem is not too large for them.
func (v *VROOM) solveLarge(ctx context.Context, g *guide, p *vrp.Problem, run VROOMRun) ([]vroomTour, []int32, error) {
	o := solver.DefaultOptions()
	o.Seed, o.TimeLimit, o.Iterations, o.Threads, o.Share, o.Now = run.Seed, run.TimeLimit, run.Iterations, run.Threads, run.Share, run.Now
	l := largeRun{v: v, p: &solver.Problem{}}
	*l.p = *v.problem
	l.p.Travel = nil
	for _, mode := range v.modes {
		t := &vroomTravel{places: int32(len(v.places.rows)), factor: mode.factor, anywhere: v.places.open}
		if at := slices.IndexFunc(v.ways, func(w vroomWay) bool { return w.profile == mode.profile }); at >= 0 {
			t.table = p.Travels[at].Durations
		} else if m := v.matrices[mode.profile]; m != nil && m.durations != nil {
			t.table = g.ofMatrix(m.durations)
		} else {
			var err error
			if t.engine, err = g.engine(ctx, mode.profile); err != nil {
				return nil, nil, err
			}
		}
		l.p.Travel = append(l.p.Travel, t)
	}
	l.hope()
	plan, err := l.solve(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	var tours []vroomTour
	for i := range plan.Routes {
		if r := &plan.Routes[i]; len(r.Stops) > 0 {
			tours = append(tours, v.tourOf(r))
		}
	}
	return tours, plan.Unvisited, nil
}

// tourOf is a route of package solver, whose times are whole seconds.
func (v *VROOM) tourOf(r *solver.Route) vroomTour {
	hundredths := func(t int32) int64 { return (int64(t) + v.base) * perSecond }
	tour := vroomTour{vehicle: r.Team, Timetable: vrp.Timetable{Depart: hundredths(r.Depart), End: hundredths(r.Return)}}
	left := r.Depart
	for i := range r.Stops {
		s := &r.Stops[i]
		tour.Steps = append(tour.Steps, vrp.Step{
			Job: s.Clients[0], Break: -1, Arrive: hundredths(s.Arrive), Begin: hundredths(s.Begin), Leave: hundredths(s.Leave), Travelled: int64(s.Arrive-left) * perSecond,
		})
		left = s.Leave
	}
	tour.Last = int64(r.Return-left) * perSecond
	return tour
}

// draw asks for the lines of routes, where they are wanted.
func (v *VROOM) draw(ctx context.Context, g *guide, tours []vroomTour) error {
	if !v.measured() {
		return nil
	}
	legs := map[string][]geo.Leg{}
	for i := range tours {
		x := &v.vehicles[tours[i].vehicle]
		if _, err := g.engine(ctx, x.profile); err != nil {
			return err
		}
		at := v.place(x.start)
		for _, s := range tours[i].Steps {
			if s.Job < 0 {
				continue
			}
			to := v.place(v.jobs[s.Job].at)
			if at >= 0 {
				legs[x.profile] = append(legs[x.profile], geo.Leg{From: at, To: to})
			}
			at = to
		}
		if end := v.place(x.end); end >= 0 {
			legs[x.profile] = append(legs[x.profile], geo.Leg{From: at, To: end})
		}
	}
	if v.Options.Geometry {
		g.draw(ctx, legs)
	}
	return nil
}

// place is the number of a place, or -1 where it is nowhere.
func (v *VROOM) place(at vroomPlace) int32 {
	if !at.there() {
		return vrp.Nowhere
	}
	return v.places.of(at)
}
