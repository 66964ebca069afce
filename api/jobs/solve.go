package jobs

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gonha/solver/campaign"
)

// State says how far a solve is.
type State string

// The states; the last three are final. A cancelled solve keeps its best plan, if it had one.
const (
	Queued    State = "queued"
	Running   State = "running"
	Done      State = "done"
	Cancelled State = "cancelled"
	Failed    State = "failed"
)

// States are all of them, in their order.
var States = [...]State{Queued, Running, Done, Cancelled, Failed}

// Ended says whether nothing more will happen to the solve.
func (s State) Ended() bool { return s == Done || s == Cancelled || s == Failed }

// Progress is how far a running solve has come.
type Progress struct {
	Visits     int     `json:"visits"`
	Persons    int64   `json:"persons"`
	Prize      int64   `json:"prize"`
	Iterations int64   `json:"iterations"`
	ElapsedS   float64 `json:"elapsed_s"`    // since it began to run
	TimeLimitS float64 `json:"time_limit_s"` // 0 is none
}

// Event is something that happened to a solve: progress where State is Running, else its end.
type Event struct {
	ID       int // 1, 2, 3 and so on for each solve
	State    State
	Progress Progress
}

// maxEvents is how many events of a solve are kept for those who connect again.
const maxEvents = 512

// Solve is what is known of a solve at one moment. Night and Plan are shared and must not be changed;
// they hold personal data.
type Solve struct {
	ID, Owner         string
	State             State
	Position          int // in the queue, from 1; 0 for one that does not wait
	Created           time.Time
	Started, Finished time.Time // zero until then
	Expires           time.Time // when an ended one is forgotten, at the latest
	Households, Teams int       // households to visit
	Persons           int       // to reach there
	Left              int       // people of the lists who are not among them
	Progress          Progress
	Night             *campaign.Night
	Plan              *campaign.Plan // the best so far, or nil
	Err               error          // of a failed one
	Version           uint64         // rises with every change but that of Progress from one event to the next
}

// solve is a solve as the queue keeps it.
type solve struct {
	id, owner   string
	number      uint64 // by creation, from 1
	key         idempotency
	fingerprint string
	created     time.Time
	night       *campaign.Night
	households  int
	persons     int
	left        int
	ended       chan struct{} // closed at its end
	looked      atomic.Bool   // somebody has asked for it since the last draft
	expiry      *time.Timer   // of an ended one; guarded by the queue's mutex

	mutex             sync.Mutex // guards all below; taken after the queue's
	now               State
	interrupt         context.CancelFunc // of one that runs
	stopped           bool               // it is to be interrupted
	started, finished time.Time
	progress          Progress
	plan              *campaign.Plan
	err               error
	version           uint64
	events            []Event
	lastEvent         int
	more              chan struct{} // closed and renewed with each event
}

func newSolve(id string, r Request, now time.Time) *solve {
	s := &solve{
		id: id, owner: r.Owner, fingerprint: r.Fingerprint, created: now, night: r.Night, left: r.Left,
		now: Queued, ended: make(chan struct{}), more: make(chan struct{}),
	}
	for i := range r.Night.Households {
		if h := &r.Night.Households[i]; h.Status.Routed() {
			s.households++
			s.persons += h.Persons
		}
	}
	s.progress.TimeLimitS = r.Night.Options.TimeLimit.Seconds()
	return s
}

func (s *solve) state() State {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.now
}

// look notes that somebody wants to see the best plan so far.
func (s *solve) look() { s.looked.Store(true) }

// stop interrupts the solve, at once if it runs and else as it begins.
func (s *solve) stop() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stopped = true
	if s.interrupt != nil {
		s.interrupt()
	}
}

// view is the solve as others may see it, but for its place in the queue.
func (s *solve) view() *Solve {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return &Solve{
		ID: s.id, Owner: s.owner, State: s.now, Created: s.created, Started: s.started, Finished: s.finished,
		Households: s.households, Teams: len(s.night.Teams), Persons: s.persons, Left: s.left,
		Progress: s.progress, Night: s.night, Plan: s.plan, Err: s.err, Version: s.version,
	}
}

// begin makes the solve run.
func (s *solve) begin(now time.Time, interrupt context.CancelFunc) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.now, s.started, s.interrupt = Running, now, interrupt
	s.version++
	if s.stopped {
		interrupt()
	}
}

// move notes that the solve has another place in the queue.
func (s *solve) move() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.version++
}

// show gives the solve a better plan while it runs.
func (s *solve) show(p *campaign.Plan) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.now == Running {
		s.plan = p
		s.version++
	}
}

// note takes in how far the solve has come.
func (s *solve) note(p campaign.Progress) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.progress.Visits, s.progress.Persons, s.progress.Prize, s.progress.Iterations = p.Visits, p.Persons, p.Value.Prize, p.Iterations
}

// tick tells of the progress.
func (s *solve) tick(now time.Time) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.now == Running {
		s.progress.ElapsedS = float64(now.Sub(s.started).Milliseconds()) / 1000
		s.tell()
	}
}

// finish ends the solve. Where it has no plan of its own the best so far stays.
func (s *solve) finish(now time.Time, state State, plan *campaign.Plan, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.now, s.finished, s.err, s.interrupt = state, now, err, nil
	if plan != nil {
		s.plan = plan
		sum := &plan.Summary
		s.progress.Visits, s.progress.Persons, s.progress.Prize = sum.Visits, int64(sum.Persons), sum.Prize
		s.progress.Iterations = plan.Parameters.Iterations
	}
	if !s.started.IsZero() {
		s.progress.ElapsedS = float64(now.Sub(s.started).Milliseconds()) / 1000
	}
	s.tell()
	close(s.ended)
}

// tell adds an event of what there is to tell now.
func (s *solve) tell() {
	s.lastEvent++
	s.version++
	if len(s.events) == maxEvents {
		s.events = append(s.events[:0], s.events[1:]...)
	}
	s.events = append(s.events, Event{s.lastEvent, s.now, s.progress})
	close(s.more)
	s.more = make(chan struct{})
}

// since gives the events numbered above after, and what is closed when there are more.
func (s *solve) since(after int) ([]Event, <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var list []Event
	for _, e := range s.events {
		if e.ID > after {
			list = append(list, e)
		}
	}
	return list, s.more
}
