package jobs

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// follow reads the events of a solve to its end, as one does who connects again after each.
func follow(t *testing.T, q *Queue, owner, id string, pause time.Duration) []Event {
	t.Helper()
	var all []Event
	for last := 0; ; {
		events, more, err := q.Events(owner, id, last)
		if err != nil {
			t.Error(err)
			return all
		}
		for _, e := range events {
			all, last = append(all, e), e.ID
			if e.State.Ended() {
				return all
			}
		}
		select {
		case <-more:
		case <-time.After(20 * time.Second):
			t.Errorf("nothing after event %d", last)
			return all
		}
		time.Sleep(pause)
	}
}

// TestEvents: progress at every tick, then the end; numbers rise by one; all who follow, however
// slowly, see the same.
func TestEvents(t *testing.T) {
	q := start(t, func(c *Config) { c.Tick = 2 * time.Millisecond })
	free := hold(t, q, "lan")
	id := submit(t, q, "an", timed(300*time.Millisecond))
	var group sync.WaitGroup
	seen := make([][]Event, 6)
	for i := range seen {
		group.Go(func() { seen[i] = follow(t, q, "an", id, time.Duration(i)*3*time.Millisecond) })
	}
	time.Sleep(5 * time.Millisecond)
	if events, _, _ := q.Events("an", id, 0); len(events) != 0 {
		t.Errorf("%d events before it runs", len(events))
	}
	free()
	group.Wait()
	all := seen[0]
	for i := range seen[1:] {
		if diff := cmp.Diff(all, seen[i+1]); diff != "" {
			t.Errorf("follower %d sees otherwise:\n%s", i+1, diff)
		}
	}
	for i, e := range all {
		if e.ID != i+1 || (e.State == Running) != (i < len(all)-1) || e.Progress.TimeLimitS != 0.3 {
			t.Errorf("event %d has number %d, is of a solve that is %s, of %v s", i+1, e.ID, e.State, e.Progress.TimeLimitS)
		}
		if i > 0 && (e.Progress.ElapsedS < all[i-1].Progress.ElapsedS || e.Progress.Persons < all[i-1].Progress.Persons) {
			t.Errorf("event %d goes back: %+v after %+v", e.ID, e.Progress, all[i-1].Progress)
		}
	}
	if len(all) < 5 { // of some 30 where the search leaves no core to others
		t.Errorf("%d events in 0.3 s at a tick of 2 ms", len(all))
	}
	end := all[len(all)-1]
	if s := look(t, q, id); end.State != Done || end.Progress != s.Progress || end.Progress.Persons == 0 {
		t.Errorf("the end is %+v", end)
	}
	t.Logf("%d events", len(all))
}

// TestEventsAfter: who comes back gets what was missed, and no more; after the last there is nothing.
func TestEventsAfter(t *testing.T) {
	q := start(t, nil)
	id := submit(t, q, "an", timed(100*time.Millisecond))
	all := follow(t, q, "an", id, 0)
	for after := range len(all) + 2 {
		got, more, err := q.Events("an", id, after)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(append([]Event(nil), all[min(after, len(all)):]...), got); diff != "" {
			t.Errorf("after %d:\n%s", after, diff)
		}
		select {
		case <-more:
			t.Errorf("after %d: more is told of an ended solve", after)
		default:
		}
	}
}

// TestEventsOfEnds: the last event is of the state that the solve ended in.
func TestEventsOfEnds(t *testing.T) {
	q := start(t, nil)
	faulty := street(3)
	faulty.Teams = nil
	for _, c := range []struct {
		name   string
		night  *campaign.Night
		before func(id string)
		want   State
	}{
		{"done", street(3), func(string) {}, Done},
		{"failed", faulty, func(string) {}, Failed},
		{"cancelled", timed(endless), func(id string) {
			until(t, q, id, func(s *Solve) bool { return s.Progress.Persons > 0 })
			go func() {
				if _, err := q.Cancel(t.Context(), "an", id); err != nil {
					t.Error(err)
				}
			}()
		}, Cancelled},
	} {
		id := submit(t, q, "an", c.night)
		c.before(id)
		all := follow(t, q, "an", id, 0)
		end := all[len(all)-1]
		if end.State != c.want || end.ID != len(all) {
			t.Errorf("%s: event %d of %d is of a solve that is %s", c.name, end.ID, len(all), end.State)
		}
	}
	free := hold(t, q, "lan")
	defer free()
	id := submit(t, q, "an", street(3))
	if _, err := q.Cancel(t.Context(), "an", id); err != nil {
		t.Fatal(err)
	}
	all := follow(t, q, "an", id, 0)
	if diff := cmp.Diff([]Event{{ID: 1, State: Cancelled}}, all); diff != "" {
		t.Errorf("cancelled while it waited:\n%s", diff)
	}
}

// TestEventsKept: of very many events the last ones are kept, under their numbers.
func TestEventsKept(t *testing.T) {
	s := newSolve("id", Request{Night: street(1)}, time.Now())
	s.begin(time.Now(), func() {})
	_, more := s.since(0)
	for range maxEvents + 100 {
		s.tick(time.Now())
	}
	select {
	case <-more:
	default:
		t.Error("nobody is told of more")
	}
	events, _ := s.since(0)
	if len(events) != maxEvents || events[0].ID != 101 || events[maxEvents-1].ID != maxEvents+100 {
		t.Errorf("%d events from %d on", len(events), events[0].ID)
	}
	if events, _ := s.since(maxEvents + 90); len(events) != 10 || events[0].ID != maxEvents+91 {
		t.Errorf("%d events after the tenth to last", len(events))
	}
}

// TestAfterTheEnd: what comes late changes nothing.
func TestAfterTheEnd(t *testing.T) {
	s := newSolve("id", Request{Night: street(1)}, time.Now())
	s.begin(time.Now(), func() {})
	final := &campaign.Plan{}
	s.finish(time.Now(), Done, final, nil)
	before := s.view()
	s.show(&campaign.Plan{})
	s.tick(time.Now().Add(time.Hour))
	s.stop()
	if after := s.view(); after.Plan != final || after.Version != before.Version || after.Progress != before.Progress || after.State != Done {
		t.Errorf("version %d, then %d", before.Version, after.Version)
	}
}

// TestWithoutPlan: a solve that ends without a plan of its own keeps the best so far.
func TestWithoutPlan(t *testing.T) {
	s := newSolve("id", Request{Night: street(1)}, time.Now())
	s.begin(time.Now(), func() {})
	best := &campaign.Plan{}
	s.show(best)
	s.finish(time.Now(), Failed, nil, campaign.ErrBug)
	if v := s.view(); v.Plan != best || v.Err == nil {
		t.Errorf("the best plan is there: %v; %v", v.Plan == best, v.Err)
	}
}

// TestVersions: the version rises with all that happens to a solve.
func TestVersions(t *testing.T) {
	s := newSolve("id", Request{Night: street(1)}, time.Now())
	last := s.view().Version
	for _, c := range []struct {
		name   string
		happen func()
	}{
		{"it moves up", s.move},
		{"it begins", func() { s.begin(time.Now(), func() {}) }},
		{"a tick", func() { s.tick(time.Now()) }},
		{"a better plan", func() { s.show(&campaign.Plan{}) }},
		{"its end", func() { s.finish(time.Now(), Done, &campaign.Plan{}, nil) }},
	} {
		c.happen()
		if now := s.view().Version; now <= last {
			t.Errorf("%s: version %d after %d", c.name, now, last)
		} else {
			last = now
		}
	}
}

// TestEnded: three states are final.
func TestEnded(t *testing.T) {
	got := make(map[State]bool)
	for _, s := range States {
		got[s] = s.Ended()
	}
	want := map[State]bool{Queued: false, Running: false, Done: true, Cancelled: true, Failed: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
