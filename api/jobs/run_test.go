package jobs

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/solver/campaign"
)

// TestCancel: a cancelled solve ends soon, keeps the best plan it has, and ends but once.
func TestCancel(t *testing.T) {
	q := start(t, nil)
	first, second := submit(t, q, "an", timed(endless)), submit(t, q, "an", timed(endless))
	s, err := q.Cancel(t.Context(), "an", second)
	if err != nil {
		t.Fatal(err)
	}
	if s.State != Cancelled || s.Plan != nil || !s.Started.IsZero() || s.Finished.IsZero() || s.Progress.ElapsedS != 0 {
		t.Errorf("cancelled while it waited: %s, begun %v, %v s", s.State, s.Started, s.Progress.ElapsedS)
	}
	until(t, q, first, func(s *Solve) bool { return s.Progress.Persons > 0 })
	s, err = q.Cancel(t.Context(), "an", first)
	if err != nil {
		t.Fatal(err)
	}
	if s.State != Cancelled || s.Plan == nil || s.Plan.Summary.Persons == 0 || s.Plan.Summary.Stopped != "interrupted" {
		t.Fatalf("cancelled while it ran: %s, planned %v", s.State, s.Plan != nil)
	}
	if err := s.Night.Verify(s.Plan); err != nil {
		t.Error(err)
	}
	again, err := q.Cancel(t.Context(), "an", first)
	if err != nil || again.State != Cancelled || again.Plan != s.Plan || again.Version != s.Version {
		t.Errorf("cancelled twice: %v", err)
	}
	done := submit(t, q, "an", street(3))
	before := until(t, q, done, ended)
	after, err := q.Cancel(t.Context(), "an", done)
	if err != nil || after.State != Done || after.Version != before.Version {
		t.Errorf("cancelled when it was done: %v", err)
	}
}

// TestCancelDoesNotWait: who gives up waiting for the end hears how it is now.
func TestCancelDoesNotWait(t *testing.T) {
	q := start(t, nil)
	id := submit(t, q, "an", ward(t, 1, endless))
	until(t, q, id, running)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if s, err := q.Cancel(ctx, "an", id); err != nil || s.State != Running && s.State != Cancelled {
		t.Errorf("it is %v: %v", s, err)
	}
	if s := until(t, q, id, ended); s.State != Cancelled || s.Plan == nil {
		t.Errorf("then it is %s", s.State)
	}
}

// TestCancelAsItsTurnComes: a solve that is cancelled after a worker was given to it and before it
// begins never begins, and the worker is free again; one that is to be interrupted begins and ends.
func TestCancelAsItsTurnComes(t *testing.T) {
	for _, c := range []struct {
		name    string
		happen  func(*Queue, *ticket)
		planned bool
	}{
		{"cancelled", func(q *Queue, t *ticket) { q.cancel(t.solve) }, false},
		{"the queue is closed", func(_ *Queue, t *ticket) { t.interrupt() }, true},
	} {
		ends := 0
		q := start(t, func(c *Config) { c.Ended = func(*Solve) { ends++ } })
		s := newSolve("id", Request{Owner: "an", Night: timed(endless)}, time.Now())
		turn := &ticket{owner: "an", solve: s, interrupt: s.stop}
		q.mutex.Lock()
		q.solves[s.id], q.order, q.running[turn] = s, append(q.order, s), true
		c.happen(q, turn)
		q.mutex.Unlock()
		q.run(turn)
		if got := look(t, q, "id"); got.State != Cancelled || planned(got) != c.planned || got.Started.IsZero() == c.planned {
			t.Errorf("%s: %s, planned %v, begun %v", c.name, got.State, planned(got), got.Started)
		}
		if got := q.Stats(); ends != 1 || got.Running != 0 {
			t.Errorf("%s: %d ends, %d run", c.name, ends, got.Running)
		}
	}
}

// TestCancelLarge: a solve of 2,000 households that is being looked at ends soon when it is cancelled,
// with a plan, at whatever moment.
func TestCancelLarge(t *testing.T) {
	q := start(t, nil)
	for _, c := range []struct {
		name string
		when func(*Solve) bool
	}{
		{"as it is submitted", func(*Solve) bool { return true }},
		{"as it begins", running},
		{"as it has its first plan", func(s *Solve) bool { return s.Progress.Persons > 0 }},
		{"as that can be seen", planned},
		{"after half a second", func(s *Solve) bool { return s.Progress.ElapsedS > 0.5 }},
	} {
		id := submit(t, q, "an", ward(t, 1, endless))
		until(t, q, id, func(s *Solve) bool {
			if _, err := q.Solve("an", id); err != nil {
				t.Fatal(err)
			}
			return c.when(s)
		})
		began := time.Now()
		s, err := q.Cancel(t.Context(), "an", id)
		if err != nil {
			t.Fatal(err)
		}
		took := time.Since(began)
		t.Logf("cancelled %s: a plan after %v, for %d people", c.name, took.Round(time.Millisecond), s.Progress.Persons)
		if s.State != Cancelled || s.Plan == nil && !s.Started.IsZero() || took > 5*time.Second {
			t.Errorf("cancelled %s: %s after %v, planned %v", c.name, s.State, took, planned(s))
		}
	}
}

// TestDrafts: the best plan so far can be seen while a solve runs. It is renewed for those who look,
// and for nobody else.
func TestDrafts(t *testing.T) {
	t.Parallel() // most of it is waiting
	q := start(t, func(c *Config) { c.Workers, c.Tick = 2, time.Hour })
	watched, alone := submit(t, q, "an", timed(endless)), submit(t, q, "an", timed(endless))
	first := until(t, q, alone, planned)
	until(t, q, watched, planned)
	plans := make(map[*campaign.Plan]int)
	for began := time.Now(); time.Since(began) < 2500*time.Millisecond; time.Sleep(20 * time.Millisecond) {
		s, err := q.Solve("an", watched)
		if err != nil || s.State != Running {
			t.Fatalf("%v, %v", s, err)
		}
		if _, known := plans[s.Plan]; !known {
			plans[s.Plan] = s.Plan.Summary.Persons
			if err := s.Night.Verify(s.Plan); err != nil {
				t.Error(err)
			}
		}
	}
	if len(plans) < 2 || len(plans) > 4 {
		t.Errorf("%d plans in 2.5 s", len(plans))
	}
	if s := look(t, q, alone); s.Plan != first.Plan || s.Version != first.Version {
		t.Errorf("a plan that nobody looks at is renewed: version %d, then %d", first.Version, s.Version)
	}
	if _, err := q.Solve("an", alone); err != nil {
		t.Fatal(err)
	}
	until(t, q, alone, func(s *Solve) bool { return s.Plan != first.Plan })
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.solves[alone].looked.Load() {
		t.Error("who has looked once is taken for one who goes on looking")
	}
}

// TestFinalPlan: what is kept in the end is the final plan, not a draft.
func TestFinalPlan(t *testing.T) {
	q := start(t, nil)
	id := submit(t, q, "an", timed(300*time.Millisecond))
	draft := until(t, q, id, planned)
	s := until(t, q, id, ended)
	if s.Plan == draft.Plan || s.Plan.Summary.Stopped != "time" || s.Plan.Summary.Prize < draft.Plan.Summary.Prize {
		t.Errorf("stopped by %s with a prize of %d; the draft has %d", s.Plan.Summary.Stopped, s.Plan.Summary.Prize, draft.Plan.Summary.Prize)
	}
}

// TestLongest: a solve without a time limit ends all the same, and is done.
func TestLongest(t *testing.T) {
	q := start(t, func(c *Config) { c.Longest = 150 * time.Millisecond })
	night := street(40)
	night.Options.Iterations = 1 << 50
	s := until(t, q, submit(t, q, "an", night), ended)
	if s.State != Done || s.Plan == nil || s.Progress.TimeLimitS != 0 || s.Progress.ElapsedS < 0.15 {
		t.Errorf("%s after %v s, planned %v", s.State, s.Progress.ElapsedS, planned(s))
	}
}

// TestSamePlan: a number of iterations gives the same plan whatever else runs.
func TestSamePlan(t *testing.T) {
	want, err := street(60).Plan(t.Context(), campaign.Live{})
	if err != nil {
		t.Fatal(err)
	}
	q := start(t, func(c *Config) { c.Workers = 3 })
	submit(t, q, "bình", timed(endless))
	var ids []string
	for range 4 {
		ids = append(ids, submit(t, q, "an", street(60)))
	}
	for _, id := range ids {
		s := until(t, q, id, ended)
		if diff := cmp.Diff(want, s.Plan, cmpopts.IgnoreFields(campaign.Summary{}, "RuntimeS")); diff != "" {
			t.Error(diff)
		}
	}
}

// TestFailures: a night that is of no use fails its solve with the reason; the next one runs.
func TestFailures(t *testing.T) {
	q := start(t, nil)
	for _, c := range []struct {
		name  string
		spoil func(*campaign.Night)
	}{
		{"no teams", func(n *campaign.Night) { n.Teams = nil }},
		{"a household twice", func(n *campaign.Night) { n.Households[1].ID = n.Households[0].ID }},
		{"no limit", func(n *campaign.Night) { n.Options.Iterations = 0 }},
	} {
		night := street(3)
		c.spoil(night)
		s := until(t, q, submit(t, q, "an", night), ended)
		if s.State != Failed || !errors.Is(s.Err, campaign.ErrInput) || s.Plan != nil || s.Finished.IsZero() {
			t.Errorf("%s: %s, %v", c.name, s.State, s.Err)
		}
	}
	nobody := street(0)
	for _, night := range []*campaign.Night{nobody, street(1), street(3)} {
		if s := until(t, q, submit(t, q, "an", night), ended); s.State != Done || s.Err != nil || s.Plan == nil {
			t.Errorf("%d households: %s, %v", len(night.Households), s.State, s.Err)
		}
	}
}

// TestPanic: a panic fails the plan, whose solve is logged, and the fault's own words are not.
func TestPanic(t *testing.T) {
	var text strings.Builder
	log := slog.New(slog.NewTextHandler(&text, nil))
	plan, err := guarded(log, "K7XQ", func() (*campaign.Plan, error) { panic("nobody is at Nguyễn Văn An's") })
	if plan != nil || !errors.Is(err, campaign.ErrBug) {
		t.Errorf("%v, %v", plan, err)
	}
	if !strings.Contains(text.String(), "solve=K7XQ") || !strings.Contains(text.String(), "run_test.go") || strings.Contains(text.String(), "Nguyễn") {
		t.Errorf("the log: %s", text.String())
	}
}

// TestPanicOfPlan: the same in a solve's own planning and in the translation of a draft.
func TestPanicOfPlan(t *testing.T) {
	q := start(t, nil)
	s := newSolve("id", Request{Owner: "an", Night: street(3)}, time.Now())
	w := &watch{log: q.config.Log} // follows no solve: its progress panics
	if plan, err := q.solve(t.Context(), s, w); plan != nil || !errors.Is(err, campaign.ErrBug) {
		t.Errorf("planning: %v, %v", plan, err)
	}
	s.begin(time.Now(), func() {})
	w.solve = s
	w.translate(t.Context(), new(campaign.Draft))
	if s.view().Plan != nil || w.next.IsZero() {
		t.Error("translating: a plan of nothing is shown")
	}
}
