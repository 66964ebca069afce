package jobs

import (
	"cmp"
	"context"
	"slices"
)

// ticket is a turn at a worker: of a solve, or of whoever waits on ready.
type ticket struct {
	owner     string
	solve     *solve        // nil for one who waits
	ready     chan struct{} // closed when the turn has come, or never will; nil for a solve
	refused   bool          // it never will
	interrupt func()        // what to call when the queue is closed and the ticket's work still runs
}

// enqueue puts a ticket at the end of the queue, if there is room. One that could run at once always
// finds room.
func (q *Queue) enqueue(t *ticket) error {
	switch {
	case q.closing:
		return ErrClosed
	case len(q.waiting) >= q.config.Waiting && len(q.running) >= q.config.Workers:
		return ErrFull
	}
	q.waiting = append(q.waiting, t)
	return nil
}

// dispatch gives free workers to those who wait.
func (q *Queue) dispatch() {
	for len(q.running) < q.config.Workers && len(q.waiting) > 0 {
		t := q.turn()
		q.leave(t)
		q.running[t] = true
		q.turns++
		q.served[t.owner] = q.turns
		if t.ready != nil {
			close(t.ready)
			continue
		}
		go q.run(t)
	}
}

// turn is whose turn it is: of those whose owner has the fewest running, then of those whose owner got
// a worker the longest ago, the one that has waited longest. So an owner with many solves keeps nobody
// else waiting behind them.
func (q *Queue) turn() *ticket {
	running := make(map[string]int)
	for t := range q.running {
		running[t.owner]++
	}
	return slices.MinFunc(q.waiting, func(a, b *ticket) int {
		return cmp.Or(cmp.Compare(running[a.owner], running[b.owner]), cmp.Compare(q.served[a.owner], q.served[b.owner]))
	})
}

// leave takes a ticket out of the queue, if it waits there. Those behind it move up.
func (q *Queue) leave(t *ticket) {
	i := slices.Index(q.waiting, t)
	if i < 0 {
		return
	}
	q.waiting = slices.Delete(q.waiting, i, i+1)
	for _, behind := range q.waiting[i:] {
		if behind.solve != nil {
			behind.solve.move()
		}
	}
}

// release frees the ticket's worker.
func (q *Queue) release(t *ticket) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	delete(q.running, t)
	if len(q.running)+len(q.waiting) == 0 {
		clear(q.served)
	}
	if q.closing && len(q.running) == 0 {
		close(q.idle)
	}
	q.dispatch()
}

// share is how many threads each solve that runs may use: the cores, divided evenly.
func (q *Queue) share() int {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	return max(1, q.config.Cores/max(1, len(q.running)))
}

// Do calls do when a worker is free for it, and gives back its error. It is for short work whose answer
// somebody waits for; share says how many threads it may use, and the context it gets also ends when
// the queue is closed. Errors are also [ErrFull], [ErrClosed] and, where ctx ends before the turn, that
// of ctx.
func (q *Queue) Do(ctx context.Context, owner string, do func(ctx context.Context, share func() int) error) error {
	work, interrupt := context.WithCancel(ctx)
	defer interrupt()
	t := &ticket{owner: owner, ready: make(chan struct{}), interrupt: interrupt}
	q.mutex.Lock()
	err := q.enqueue(t)
	if err == nil {
		q.dispatch()
	}
	q.mutex.Unlock()
	if err != nil {
		return err
	}
	select {
	case <-t.ready:
	case <-ctx.Done():
		q.mutex.Lock()
		q.leave(t)
		started := q.running[t]
		q.mutex.Unlock()
		if started { // in the meantime
			q.release(t)
		}
		return ctx.Err()
	}
	if t.refused {
		return ErrClosed
	}
	defer q.release(t)
	return do(work, q.share)
}

// position is the solve's place in the queue, from 1, or 0.
func (q *Queue) position(s *solve) int {
	return 1 + slices.IndexFunc(q.waiting, func(t *ticket) bool { return t.solve == s })
}

// view is the solve as others may see it.
func (q *Queue) view(s *solve) *Solve {
	v := s.view()
	v.Position = q.position(s)
	if v.State.Ended() {
		v.Expires = v.Finished.Add(q.config.Keep)
	}
	return v
}

// Stats is how busy a queue is.
type Stats struct {
	Waiting, Running, Workers, Capacity int
	Solves                              map[State]int // known now, by state
}

// Stats counts what the queue holds now.
func (q *Queue) Stats() Stats {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	s := Stats{
		Waiting: len(q.waiting), Running: len(q.running), Workers: q.config.Workers, Capacity: q.config.Waiting,
		Solves: make(map[State]int, len(States)),
	}
	for _, known := range q.order {
		s.Solves[known.state()]++
	}
	return s
}

// Full says whether the next request would be refused.
func (q *Queue) Full() bool {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	return q.closing || len(q.waiting) >= q.config.Waiting && len(q.running) >= q.config.Workers
}
