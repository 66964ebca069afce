// Package jobs runs solves: a bounded queue, workers that share the cores fairly, progress, the best
// plan so far, cancelling, and results that are kept for a while. It knows nothing of HTTP.
//
// Start with [New] and [Queue.Submit]. What belongs to one owner is invisible to every other: to them
// it is [ErrUnknown]. All of it is in memory; a durable store takes over behind the same methods.
//
//   - queue.go: whose turn it is, and the share of the cores of each that runs;
//   - run.go: one solve from its start to its plan;
//   - solve.go: what is known of a solve, and its events;
//   - close.go: stopping with every running solve's best plan;
//   - keep.go: how long results stay.
package jobs

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"gonha/solver/campaign"
)

// What a queue refuses.
var (
	ErrUnknown  = errors.New("no such solve")              // nor may its asker know whether there is one
	ErrFull     = errors.New("the queue is full")          // try again later
	ErrClosed   = errors.New("the queue is being closed")  // for good
	ErrReused   = errors.New("the key was used otherwise") // an idempotency key with another request
	ErrUnending = errors.New("the solve has not ended")    // only an ended one can be forgotten
)

// Config is how much a queue does at once and keeps. DefaultConfig gives every field its value.
type Config struct {
	Workers int           // solves at once
	Cores   int           // shared by them
	Waiting int           // solves that wait at most
	Keep    time.Duration // how long an ended solve is kept
	Kept    int           // ended solves kept at most; then the one that ended first, of the owner who has most, goes
	Tick    time.Duration // between two progress events of a running solve
	Longest time.Duration // of a solve without a time limit of its own
	Log     *slog.Logger  // ids, counts and times only
	Ended   func(*Solve)  // called as a solve ends, for statistics; it must not call the queue; nil is no calls
}

// DefaultConfig is for a machine with so many cores.
func DefaultConfig(cores int) Config {
	return Config{
		Workers: max(2, cores), Cores: cores, Waiting: 100, Keep: 24 * time.Hour, Kept: 200,
		Tick: 500 * time.Millisecond, Longest: 10 * time.Minute, Log: slog.New(slog.DiscardHandler),
	}
}

// Validate reports every fault at once.
func (c Config) Validate() error {
	var faults []error
	check := func(ok bool, what string) {
		if !ok {
			faults = append(faults, errors.New(what))
		}
	}
	check(c.Workers >= 1, "workers: must be 1 or more")
	check(c.Cores >= 1, "cores: must be 1 or more")
	check(c.Waiting >= 0, "waiting: must not be negative")
	check(c.Keep > 0 && c.Kept >= 1, "keep, kept: must be above 0")
	check(c.Tick >= time.Millisecond, "tick: must be a millisecond or more")
	check(c.Longest > 0, "longest: must be above 0")
	check(c.Log != nil, "log: must be given")
	return errors.Join(faults...)
}

// Queue runs solves. Its methods may be called by any goroutine.
type Queue struct {
	config Config

	mutex   sync.Mutex // guards all below
	solves  map[string]*solve
	order   []*solve // by creation
	ended   []*solve // by their ends
	keys    map[idempotency]*solve
	waiting []*ticket
	running map[*ticket]bool
	turns   uint64            // given so far
	served  map[string]uint64 // by owner: the last of its turns, until the queue is empty
	closing bool
	idle    chan struct{} // closed when closing and nothing runs
	created uint64        // solves so far
}

// New makes a queue, or says what is wrong with its configuration.
func New(c Config) (*Queue, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Queue{
		config: c, solves: make(map[string]*solve), keys: make(map[idempotency]*solve),
		running: make(map[*ticket]bool), served: make(map[string]uint64), idle: make(chan struct{}),
	}, nil
}

// idempotency is a client's name for a request.
type idempotency struct{ owner, key string }

// Request is a night to plan for an owner. With a Key, a second request of the same key and
// Fingerprint is answered with the solve of the first.
type Request struct {
	Owner            string
	Night            *campaign.Night // the queue's from now on
	Left             int             // people of the lists who are not among its households
	Key, Fingerprint string
}

// Submit puts a night into the queue. It says whether the solve is that of an earlier request of the
// same key. Errors are [ErrFull], [ErrClosed] and [ErrReused].
func (q *Queue) Submit(r Request) (view *Solve, repeated bool, err error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	name := idempotency{r.Owner, r.Key}
	if earlier := q.keys[name]; earlier != nil && r.Key != "" {
		if earlier.fingerprint != r.Fingerprint {
			return nil, false, ErrReused
		}
		return q.view(earlier), true, nil
	}
	s := newSolve(rand.Text(), r, time.Now())
	t := &ticket{owner: r.Owner, solve: s, interrupt: s.stop}
	if err := q.enqueue(t); err != nil {
		return nil, false, err
	}
	q.created++
	s.number = q.created
	q.solves[s.id] = s
	q.order = append(q.order, s)
	if r.Key != "" {
		q.keys[name] = s
		s.key = name
	}
	q.dispatch()
	return q.view(s), false, nil
}

// Repeated is the solve of an earlier request of the same key, if there is one, without a new one
// being made: what a client that repeats itself is owed even when the queue is full.
func (q *Queue) Repeated(owner, key, fingerprint string) (*Solve, error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	s := q.keys[idempotency{owner, key}]
	switch {
	case s == nil || key == "":
		return nil, ErrUnknown
	case s.fingerprint != fingerprint:
		return nil, ErrReused
	}
	return q.view(s), nil
}

// Solve is what is known of a solve now.
func (q *Queue) Solve(owner, id string) (*Solve, error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	s, err := q.find(owner, id)
	if err != nil {
		return nil, err
	}
	s.look()
	return q.view(s), nil
}

// find is the owner's solve of that id.
func (q *Queue) find(owner, id string) (*solve, error) {
	s := q.solves[id]
	if s == nil || s.owner != owner {
		return nil, ErrUnknown
	}
	return s, nil
}

// List gives the owner's solves, the newest first, limit at most, of those created before the one of
// the given number (0 is all); and the number to give for the next page, 0 where there is none.
func (q *Queue) List(owner string, before uint64, limit int) (list []*Solve, next uint64) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	last := uint64(0)
	for _, s := range slices.Backward(q.order) {
		if s.owner != owner || before > 0 && s.number >= before {
			continue
		}
		if len(list) == limit {
			return list, last
		}
		list, last = append(list, q.view(s)), s.number
	}
	return list, 0
}

// Cancel ends a solve, which keeps its best plan, and waits for that as long as ctx allows. One that
// has ended stays as it is.
func (q *Queue) Cancel(ctx context.Context, owner, id string) (*Solve, error) {
	q.mutex.Lock()
	s, err := q.find(owner, id)
	if err != nil {
		q.mutex.Unlock()
		return nil, err
	}
	q.cancel(s)
	q.mutex.Unlock()
	select {
	case <-s.ended:
	case <-ctx.Done():
	}
	return q.Solve(owner, id)
}

// cancel ends a solve that waits at once, one that runs soon.
func (q *Queue) cancel(s *solve) {
	switch s.state() {
	case Queued:
		if place := q.position(s); place > 0 {
			q.leave(q.waiting[place-1])
		}
		q.end(s, Cancelled, nil, nil)
	case Running:
		s.stop()
	}
}

// Forget removes an ended solve and all that is kept of it.
func (q *Queue) Forget(owner, id string) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	s, err := q.find(owner, id)
	if err != nil {
		return err
	}
	if !s.state().Ended() {
		return ErrUnending
	}
	q.remove(s)
	return nil
}

// Events gives the events of a solve with numbers above after, and a channel that is closed when there
// are more. The last event of a solve is of a State that has [State.Ended].
func (q *Queue) Events(owner, id string, after int) ([]Event, <-chan struct{}, error) {
	q.mutex.Lock()
	s, err := q.find(owner, id)
	q.mutex.Unlock()
	if err != nil {
		return nil, nil, err
	}
	events, more := s.since(after)
	return events, more, nil
}
