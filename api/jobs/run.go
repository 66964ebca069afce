package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"gonha/solver/campaign"
)

// The time between two drafts of a solve that is being looked at: at least draftEvery, and so long that
// translating them takes no more than about a tenth of a core.
const (
	draftEvery = time.Second
	draftShare = 10
)

// run runs a solve from its turn to its end.
func (q *Queue) run(t *ticket) {
	defer q.release(t)
	s := t.solve
	ctx, cancel := q.limited(s)
	defer cancel()
	q.mutex.Lock()
	if s.state() != Queued { // cancelled as its turn came
		q.mutex.Unlock()
		return
	}
	s.begin(time.Now(), cancel)
	q.mutex.Unlock()
	q.config.Log.Info("solve begins", "solve", s.id, "households", s.households, "teams", len(s.night.Teams))

	w := &watch{solve: s, log: q.config.Log, tick: q.config.Tick, drafts: make(chan *campaign.Draft, 1), draftEvery: draftEvery}
	var watching sync.WaitGroup
	watchCtx, unwatch := context.WithCancel(context.Background())
	watching.Go(func() { w.follow(watchCtx) })
	plan, err := q.solve(ctx, s, w)
	unwatch()

	state := Done
	switch {
	case errors.Is(err, context.Canceled) && ctx.Err() != nil: // before there was a plan
		state, err = Cancelled, nil
	case err != nil:
		state = Failed
	case errors.Is(ctx.Err(), context.Canceled):
		state = Cancelled
	}
	q.mutex.Lock()
	q.end(s, state, plan, err)
	q.mutex.Unlock()
	watching.Wait() // last: a draft that is being translated is of no more use
}

// limited is the context of a solve, which ends one that has no time limit of its own after the longest
// time there is.
func (q *Queue) limited(s *solve) (context.Context, context.CancelFunc) {
	if s.night.Options.TimeLimit > 0 && s.night.Options.Epochs == nil {
		return context.WithCancel(context.Background())
	}
	return context.WithTimeout(context.Background(), q.config.Longest)
}

// solve makes the plan.
func (q *Queue) solve(ctx context.Context, s *solve, w *watch) (*campaign.Plan, error) {
	live := campaign.Live{Progress: w.progress}
	if s.night.Options.Iterations == 0 { // else the plan is to be the same whatever else runs
		live.Share = q.share
	}
	return guarded(q.config.Log, s.id, func() (*campaign.Plan, error) {
		// The time limit is for planning, not for a map that is read or a server that is asked.
		if err := q.prepare(ctx, s); err != nil {
			return nil, err
		}
		return s.night.Plan(ctx, live)
	})
}

// prepare makes the travel ready, in the longest time that there is for a solve. What goes wrong with it is
// for whoever runs the server to mend, and holds no personal data.
func (q *Queue) prepare(ctx context.Context, s *solve) error {
	if err := s.night.Validate(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, q.config.Longest)
	defer cancel()
	err := s.night.Prepare(ctx)
	if errors.Is(err, campaign.ErrTravel) && !errors.Is(err, context.Canceled) {
		q.config.Log.Warn("no travel for a solve", "solve", s.id, "error", err)
	}
	return err
}

// guarded makes a plan of a solve. A panic fails the plan, not the program.
func guarded(log *slog.Logger, id string, plan func() (*campaign.Plan, error)) (made *campaign.Plan, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			// The fault's own words may quote what it was working on.
			log.Error("a solve panicked", "solve", id, "type", fmt.Sprintf("%T", fault), "stack", string(debug.Stack()))
			made, err = nil, fmt.Errorf("%w: a panic", campaign.ErrBug)
		}
	}()
	return plan()
}

// end ends a solve, keeps it and tells.
func (q *Queue) end(s *solve, state State, plan *campaign.Plan, err error) {
	s.finish(time.Now(), state, plan, err)
	view := s.view()
	q.config.Log.Info("solve ends", "solve", s.id, "state", state, "seconds", view.Progress.ElapsedS, "persons", view.Progress.Persons)
	if q.config.Ended != nil {
		q.config.Ended(view)
	}
	q.keep(s)
}

// watch follows a running solve: it tells of its progress at every tick and translates drafts of its
// plan for those who look.
type watch struct {
	solve      *solve
	log        *slog.Logger
	tick       time.Duration
	drafts     chan *campaign.Draft
	draftEvery time.Duration

	mutex sync.Mutex
	next  time.Time // when a draft may be taken again
}

// progress implements campaign.Live's Progress. It must be quick: the search waits for it.
func (w *watch) progress(p campaign.Progress) {
	w.solve.note(p)
	w.mutex.Lock()
	due := time.Now().After(w.next)
	first := w.next.IsZero()
	if due {
		w.next = time.Now().Add(w.draftEvery)
	}
	w.mutex.Unlock()
	if !due || !first && !w.solve.looked.Swap(false) {
		return
	}
	select {
	case w.drafts <- p.Draft():
	default: // the one before is still being translated
	}
}

// follow tells of the progress and translates drafts until ctx ends.
func (w *watch) follow(ctx context.Context) {
	ticker := time.NewTicker(w.tick)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			w.solve.tick(now)
		case d := <-w.drafts:
			w.translate(ctx, d)
		}
	}
}

// translate shows a draft. One that is faulty is a bug that the final plan's own check will tell of.
func (w *watch) translate(ctx context.Context, d *campaign.Draft) {
	began := time.Now()
	plan, err := guarded(w.log, w.solve.id, func() (*campaign.Plan, error) { return d.Plan(ctx) })
	cost := time.Since(began)
	w.mutex.Lock()
	w.draftEvery = max(draftEvery, draftShare*cost)
	w.next = time.Now().Add(w.draftEvery)
	w.mutex.Unlock()
	if err == nil {
		w.solve.show(plan)
	}
}
