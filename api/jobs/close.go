package jobs

import (
	"context"
	"time"
)

// Close stops the queue before the deadline of ctx. Nothing new is taken; what waits is cancelled; what
// runs may go on until a quarter of the time left, two seconds at most, remains, and is then
// interrupted and keeps its best plan. Results can still be asked for afterwards. The error is that of
// ctx where something was still running when it ended.
func (q *Queue) Close(ctx context.Context) error {
	q.mutex.Lock()
	if !q.closing {
		q.closing = true
		if len(q.running) == 0 {
			close(q.idle)
		}
	}
	for _, t := range q.waiting {
		if t.solve != nil {
			q.end(t.solve, Cancelled, nil, nil)
		} else {
			t.refused = true
			close(t.ready)
		}
	}
	q.waiting = nil
	q.mutex.Unlock()

	soon := time.NewTimer(patience(ctx))
	defer soon.Stop()
	select {
	case <-q.idle:
		return nil
	case <-soon.C:
	case <-ctx.Done():
	}
	q.mutex.Lock()
	for t := range q.running {
		t.interrupt()
	}
	q.mutex.Unlock()
	select {
	case <-q.idle:
		return nil
	case <-ctx.Done():
	}
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if len(q.running) == 0 { // as the deadline passed, or before
		return nil
	}
	return ctx.Err()
}

// patience is how long running solves may go on.
func patience(ctx context.Context) time.Duration {
	deadline, given := ctx.Deadline()
	if !given {
		return 1<<63 - 1
	}
	left := time.Until(deadline)
	return max(0, left-min(left/4, 2*time.Second))
}
