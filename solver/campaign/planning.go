package campaign

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
// only after it was verified, as a solution by package check and as a plan by [Night.Verify]. What is said of a
// plan beside it, such as the bound on its prize, is left out where it proves wrong; [Plan.Warnings] says so.
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
	value, err := check.Solution(t.problem, &r.Solution)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBug, err)
	}
	warnings := n.mend(r, value)
	plan := n.plan(ctx, t, r)
	plan.Warnings = append(plan.Warnings, warnings...)
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

// mend takes back what a result says wrongly of its solution, which is checked and has the value, and says what.
// The solution itself is left alone: teams can go by it whatever else is wrong.
func (n *Night) mend(r *solver.Result, value solver.Value) (warnings []string) {
	r.Value = value
	if len(r.Reasons) != len(r.Unvisited) {
		r.Reasons = slices.Repeat([]solver.Reason{notPlanned}, len(r.Unvisited))
		warnings = append(warnings, n.say("Không rõ vì sao các hộ còn lại chưa được xếp.", "It is not known why households are left out."))
	}
	if r.Bound < value.Prize {
		r.Bound = NoBound
		warnings = append(warnings, n.say("Không rõ kế hoạch tốt nhất có thể được bao nhiêu (prize_bound): con số tính ra thấp hơn kế hoạch này.",
			"How much the best plan could reach (prize_bound) is not known: the number found is below this plan."))
	}
	return warnings
}

// seconds are those of d, to the millisecond.
func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }
