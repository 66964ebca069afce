package campaign

import (
	"context"
	"fmt"

	"gonha/solver"
)

// Live is what others have to do with a plan while it is being made. The zero value is nobody.
type Live struct {
	Progress func(Progress) // called now and then from one goroutine at a time; nil is no calls
	Share    func() int     // how many of the threads may be used from now on; nil is all
	Undrawn  bool           // nobody looks at the plan's lines: a routing server is not asked for them
}

// Progress is how far the planning of a night has come.
type Progress struct {
	solver.Progress
	night *Night
	task  task
}

// Draft is the best plan of a night so far, as it was when it was asked for.
type Draft struct {
	night *Night
	task  task
	draft *solver.Draft
}

// Draft copies the best plan so far. It may be called only while [Live.Progress] is being called; the
// draft itself may be kept and used by another goroutine, also after the planning.
func (p Progress) Draft() *Draft { return &Draft{p.night, p.task, p.Progress.Draft()} }

// Plan translates the draft, which reads as if the planning had been interrupted there. It is verified
// like a final plan. Lines that would have to be asked for are straight. Errors wrap [ErrBug] or are those of ctx.
func (d *Draft) Plan(ctx context.Context) (*Plan, error) {
	plan, err := d.night.verified(ctx, d.task, d.draft.Result())
	if err != nil {
		return nil, fmt.Errorf("translating the plan so far: %w", err)
	}
	return plan, nil
}
