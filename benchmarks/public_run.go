package benchmarks

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"gonha/solver"
	"gonha/solver/check"
	"gonha/solver/instance"
)

// Run is one solve of a case and what came of it.
type Run struct {
	Case       *Case
	Seed       uint64
	Value      float64 // in the set's own unit, computed from the routes
	Vehicles   int     // that visit anybody
	Known      bool    // whether there is a best-known value
	Best       Best
	Bound      float64 // no solution is better, in the set's own unit; 0 where none is known
	Feasible   bool
	Fault      error // why not
	Runtime    time.Duration
	Iterations int64
	Stopped    solver.Stopped
	Routes     [][]int32
	Curve      []CurvePoint

	plan *solver.Solution
}

// CurvePoint is how far a solve had come at a moment.
type CurvePoint struct {
	Elapsed time.Duration
	Value   float64 // in the set's own unit; infinite while required clients are missed
}

// errSolver says that the solver's own account of a plan is not what its routes are worth: a bug.
var errSolver = errors.New("lời giải không đúng như bộ giải nói / the routes are not what the solver says")

// Solve solves the case with o and a seed, and evaluates the routes independently of the solver.
func (c *Case) Solve(ctx context.Context, seed uint64, o solver.Options, known *Known) (*Run, error) {
	p := c.Problem()
	run := &Run{Case: c, Seed: seed}
	run.Best, run.Known = known.Best(c)
	o.Seed = seed
	report := o.Progress
	o.Progress = func(progress solver.Progress) {
		run.Curve = append(run.Curve, CurvePoint{progress.Elapsed, c.Worth(progress.Value)})
		if report != nil {
			report(progress)
		}
	}
	r, err := solver.Solve(ctx, p, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Name(), err)
	}
	run.Routes, run.Runtime, run.Iterations, run.Stopped = c.Routes(&r.Solution), r.Elapsed, r.Iterations, r.Stopped
	e := c.Evaluate(run.Routes)
	run.Value, run.Vehicles, run.Feasible, run.Fault = e.Value, e.Vehicles, e.Feasible(), e.Err()
	run.plan = &r.Solution
	run.Bound, _ = c.Bound(solver.Bounds{Prize: r.Bound, Cost: r.CostBound})
	if value, err := check.Solution(p, &r.Solution); err != nil || value != r.Value {
		return nil, fmt.Errorf("%s, seed %d: %w: %w", c.Name(), seed, errSolver, errors.Join(err, fmt.Errorf("%+v, %+v", value, r.Value)))
	}
	if claimed := c.Worth(r.Value); run.Feasible && math.Abs(claimed-e.Value) > c.Precision() {
		return nil, fmt.Errorf("%s, seed %d: %w: %v, %v", c.Name(), seed, errSolver, claimed, e.Value)
	}
	return run, nil
}

// Gap is how much worse than the best-known value the run is, in per cent of it, negative if better;
// false where there is no such value, the run is infeasible or uses more vehicles where those count first.
func (r *Run) Gap() (float64, bool) {
	switch {
	case !r.Known || !r.Feasible:
		return 0, false
	case r.Case.Objective == instance.Fleet && r.Vehicles != r.Best.Vehicles:
		return 0, false
	case r.Best.Value == 0:
		return 0, r.Value == 0
	}
	return r.worse(r.Best.Value), true
}

// Tighten betters the bounds of runs of one case by a longer search for one, beginning from the best of them.
func Tighten(ctx context.Context, runs []*Run) error {
	var best *Run
	for _, r := range runs {
		if r.Feasible && (best == nil || best.worse(r.Value) > 0) {
			best = r
		}
	}
	if best == nil {
		return nil
	}
	b, err := solver.Bound(ctx, best.Case.Problem(), best.plan, solver.BoundWork)
	if err != nil {
		return fmt.Errorf("%s: %w", best.Case.Name(), err)
	}
	bound, ok := best.Case.Bound(b)
	if !ok {
		return nil
	}
	for _, r := range runs {
		if r.Bound == 0 || (bound < r.Bound) == r.Case.Objective.Maximised() {
			r.Bound = bound
		}
	}
	return nil
}

// BoundGap is how much worse than the bound the run is, in per cent of the bound, where there is one: no more than
// this is left to gain.
func (r *Run) BoundGap() (float64, bool) {
	if r.Bound <= 0 || !r.Feasible {
		return 0, false
	}
	return r.worse(r.Bound), true
}

// worse is by how many per cent the run's value is worse than another.
func (r *Run) worse(than float64) float64 {
	if r.Case.Objective.Maximised() {
		return 100 * (than - r.Value) / than
	}
	return 100 * (r.Value - than) / than
}
