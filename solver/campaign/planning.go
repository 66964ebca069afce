package campaign

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gonha/solver"
	"gonha/solver/check"
)

// ErrBug is wrapped by the error of a plan that its own verification refused: a bug of this program,
// not of the input.
var ErrBug = errors.New("the plan found is faulty, which is a bug of this program")

// translation is the time set aside for each client to check the solution, translate it and verify the
// plan: some 4.5 µs measured.
const translation = 5 * time.Microsecond

// Plan makes tonight's plan within the limits of the options; the time limit holds for all of it,
// from the translation on. When ctx is cancelled it returns the best plan found so far and no error.
// Errors wrap [ErrInput] where the night is at fault, [ErrTravel] where its travel cannot be known, and
// [ErrBug] where we are at fault: a plan is returned
// only after it was verified, as a solution by package check and as a plan by [Night.Verify].
func (n *Night) Plan(ctx context.Context, live Live) (*Plan, error) {
	began := time.Now()
	if err := n.Validate(); err != nil {
		return nil, fmt.Errorf("planning the night: %w", err)
	}
	t := n.task()
	if err := n.travel(ctx, t.problem); err != nil {
		return nil, fmt.Errorf("planning the night: %w", err)
	}
	n.turfs(ctx, t.problem)
	result, err := n.solve(ctx, t, began, live)
	if err != nil {
		return nil, fmt.Errorf("planning the night: %w", err)
	}
	if !live.Undrawn {
		draw(ctx, t.problem, result.Routes)
	}
	plan, err := n.verified(context.WithoutCancel(ctx), t, result) // a cancelled solve still ends in a plan
	if err != nil {
		return nil, fmt.Errorf("planning the night: %w", err)
	}
	plan.Summary.RuntimeS = seconds(time.Since(began))
	return plan, nil
}

// verified translates a result, checked before and after.
func (n *Night) verified(ctx context.Context, t task, r *solver.Result) (*Plan, error) {
	if err := examine(t.problem, r); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBug, err)
	}
	plan, err := n.plan(ctx, t, r)
	if err != nil {
		return nil, err
	}
	if err := n.verify(plan, t.problem); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBug, err)
	}
	return plan, nil
}

// effort is the points that the drawing of turfs may look at for each second of the time limit: what it
// does in a quarter of that. It is counted and not timed, so that a plan can be made again.
const effort = 4_000_000

// solve runs the solver for what is left of the time since began but for the translation. A night
// without households to visit needs no solver.
func (n *Night) solve(ctx context.Context, t task, began time.Time, live Live) (*solver.Result, error) {
	p := t.problem
	if len(p.Clients) == 0 {
		return stay(p), nil
	}
	o := solver.DefaultOptions()
	o.Epochs = n.Options.Epochs
	o.Tuning = n.Options.Tuning
	o.Seed, o.Iterations, o.Threads, o.Share = n.Options.Seed, n.Options.Iterations, n.Options.Threads, live.Share
	if live.Progress != nil {
		o.Progress = func(progress solver.Progress) { live.Progress(Progress{progress, n, t}) }
	}
	o.TimeLimit = n.Options.TimeLimit
	if o.TimeLimit > 0 {
		afterwards := time.Duration(len(p.Clients)) * translation
		o.TimeLimit = max(o.TimeLimit-time.Since(began)-afterwards, time.Millisecond)
	}
	return solver.Solve(ctx, p, o)
}

// stay is the plan in which no team goes anywhere, which is complete where there is nobody to visit.
func stay(p *solver.Problem) *solver.Result {
	r := &solver.Result{Stopped: solver.StoppedComplete}
	for i := range p.Teams {
		open := p.Teams[i].Shift.Open
		r.Routes = append(r.Routes, solver.Route{Team: int32(i), Depart: open, Return: open})
	}
	return r
}

// examine checks a result against its problem: the solution, what it is said to be worth, that each
// client left out has a reason, and that the bound is one.
func examine(p *solver.Problem, r *solver.Result) error {
	value, err := check.Solution(p, &r.Solution)
	switch {
	case err != nil:
		return err
	case value != r.Value:
		return fmt.Errorf("the solution is worth %+v, not %+v", value, r.Value)
	case len(r.Reasons) != len(r.Unvisited):
		return fmt.Errorf("there are %d reasons for %d unvisited clients", len(r.Reasons), len(r.Unvisited))
	case r.Bound < value.Prize:
		return fmt.Errorf("the prize %d is beyond its bound %d", value.Prize, r.Bound)
	}
	return nil
}

// seconds are those of d, to the millisecond.
func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }
