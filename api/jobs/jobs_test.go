package jobs

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// TestStates: what a solve says of itself while it waits and when it is done.
func TestStates(t *testing.T) {
	var told []*Solve
	q := start(t, func(c *Config) { c.Ended = func(s *Solve) { told = append(told, s) } })
	free := hold(t, q, "lan")
	night := street(30)
	night.Households[3].Status = campaign.Activated // one person
	id := submit(t, q, "an", night)

	s, err := q.Solve("an", id)
	if err != nil {
		t.Fatal(err)
	}
	if s.ID != id || s.Owner != "an" || s.State != Queued || s.Position != 1 || s.Night != night {
		t.Errorf("%s of %s is %s at position %d", s.ID, s.Owner, s.State, s.Position)
	}
	if s.Households != 29 || s.Persons != 59 || s.Teams != 2 {
		t.Errorf("%d households, %d persons, %d teams", s.Households, s.Persons, s.Teams)
	}
	if s.Created.IsZero() || !s.Started.IsZero() || !s.Finished.IsZero() || s.Plan != nil {
		t.Errorf("created %v, started %v, finished %v", s.Created, s.Started, s.Finished)
	}
	free()
	until(t, q, id, ended)
	s, err = q.Solve("an", id)
	if err != nil {
		t.Fatal(err)
	}
	if s.State != Done || s.Position != 0 || s.Err != nil || s.Started.Before(s.Created) || s.Finished.Before(s.Started) {
		t.Errorf("%s at position %d: %v", s.State, s.Position, s.Err)
	}
	if err := night.Verify(s.Plan); err != nil {
		t.Error(err)
	}
	sum := s.Plan.Summary
	want := Progress{
		Visits: sum.Visits, Persons: int64(sum.Persons), Prize: sum.Prize, Iterations: s.Plan.Parameters.Iterations,
		ElapsedS: float64(s.Finished.Sub(s.Started).Milliseconds()) / 1000,
	}
	if diff := cmp.Diff(want, s.Progress); diff != "" {
		t.Errorf("the progress at the end:\n%s", diff)
	}
	if len(told) != 1 || told[0].ID != id || told[0].State != Done {
		t.Errorf("told of %d ends", len(told))
	}
}

// TestOwners: what belongs to one owner is to every other as if it were not there.
func TestOwners(t *testing.T) {
	q := start(t, nil)
	hold(t, q, "lan")
	mine, _, err := q.Submit(Request{Owner: "an", Night: street(3), Key: "k", Fingerprint: "f"})
	if err != nil {
		t.Fatal(err)
	}
	for _, owner := range []string{"bình", "", "an "} {
		for name, ask := range map[string]func(id string) error{
			"solve":  func(id string) error { _, err := q.Solve(owner, id); return err },
			"cancel": func(id string) error { _, err := q.Cancel(t.Context(), owner, id); return err },
			"forget": func(id string) error { return q.Forget(owner, id) },
			"events": func(id string) error { _, _, err := q.Events(owner, id, 0); return err },
		} {
			theirs, none := ask(mine.ID), ask("none")
			if !errors.Is(theirs, ErrUnknown) || theirs.Error() != none.Error() {
				t.Errorf("%s by %q: %v, and %v where there is none", name, owner, theirs, none)
			}
		}
		if list, next := q.List(owner, 0, 10); len(list) != 0 || next != 0 {
			t.Errorf("%q lists %d", owner, len(list))
		}
		if _, err := q.Repeated(owner, "k", "f"); !errors.Is(err, ErrUnknown) {
			t.Errorf("the key of another, to %q: %v", owner, err)
		}
	}
	if s := look(t, q, mine.ID); s.State != Queued {
		t.Errorf("it is %s now", s.State)
	}
	theirs, repeated, err := q.Submit(Request{Owner: "bình", Night: street(3), Key: "k", Fingerprint: "g"})
	if err != nil || repeated || theirs.ID == mine.ID {
		t.Errorf("the same key of another owner: repeated %v, %v", repeated, err)
	}
}

// TestKeys: a request that is repeated makes no second solve, whatever the queue is like.
func TestKeys(t *testing.T) {
	q := start(t, func(c *Config) { c.Waiting = 1 })
	hold(t, q, "lan")
	request := Request{Owner: "an", Night: street(3), Key: "k", Fingerprint: "f"}
	first, _, err := q.Submit(request)
	if err != nil {
		t.Fatal(err)
	}
	again := func(when string) {
		t.Helper()
		s, repeated, err := q.Submit(request)
		if err != nil || !repeated || s.ID != first.ID {
			t.Errorf("%s: repeated %v, %v", when, repeated, err)
		}
		if s, err := q.Repeated("an", "k", "f"); err != nil || s.ID != first.ID {
			t.Errorf("%s: %v", when, err)
		}
		if _, err := q.Repeated("an", "k", "g"); !errors.Is(err, ErrReused) {
			t.Errorf("%s, otherwise: %v", when, err)
		}
		other := request
		other.Fingerprint = "g"
		if _, _, err := q.Submit(other); !errors.Is(err, ErrReused) {
			t.Errorf("%s, submitted otherwise: %v", when, err)
		}
	}
	again("full")
	if _, _, err := q.Submit(Request{Owner: "an", Night: street(3)}); !errors.Is(err, ErrFull) {
		t.Errorf("without a key: %v", err)
	}
	if _, err := q.Repeated("an", "", ""); !errors.Is(err, ErrUnknown) {
		t.Errorf("no key: %v", err)
	}
	if _, err := q.Cancel(t.Context(), "an", first.ID); err != nil {
		t.Fatal(err)
	}
	again("ended")
	if err := q.Forget("an", first.ID); err != nil {
		t.Fatal(err)
	}
	if s, repeated, err := q.Submit(request); err != nil || repeated || s.ID == first.ID {
		t.Errorf("forgotten: repeated %v, %v", repeated, err)
	}
	shut(t, q)
	if _, repeated, err := q.Submit(request); err != nil || !repeated {
		t.Errorf("closed: repeated %v, %v", repeated, err)
	}
}

// TestSameKeyAtOnce: of many same requests at the same time one makes a solve.
func TestSameKeyAtOnce(t *testing.T) {
	q := start(t, nil)
	var group sync.WaitGroup
	ids := make(chan string, 16)
	for range cap(ids) {
		group.Go(func() {
			s, _, err := q.Submit(Request{Owner: "an", Night: street(3), Key: "k"})
			if err != nil {
				t.Error(err)
				return
			}
			ids <- s.ID
		})
	}
	group.Wait()
	close(ids)
	known := make(map[string]bool)
	for id := range ids {
		known[id] = true
	}
	if len(known) != 1 {
		t.Errorf("%d solves", len(known))
	}
}

// TestList: pages go from the newest to the oldest, of one owner only, also when solves go meanwhile.
func TestList(t *testing.T) {
	q := start(t, nil)
	hold(t, q, "lan")
	var want []string
	for i := range 7 {
		want = append([]string{submit(t, q, "an", street(2))}, want...)
		if i%2 == 0 {
			submit(t, q, "bình", street(2))
		}
	}
	for limit := 1; limit <= 8; limit++ {
		var ids []string
		for before, pages := uint64(0), 0; ; pages++ {
			page, next := q.List("an", before, limit)
			for _, s := range page {
				ids = append(ids, s.ID)
			}
			if before = next; next == 0 || pages > 7 {
				break
			}
		}
		if diff := cmp.Diff(want, ids); diff != "" {
			t.Errorf("pages of %d:\n%s", limit, diff)
		}
	}
	_, next := q.List("an", 0, 3)
	if _, err := q.Cancel(t.Context(), "an", want[2]); err != nil { // the last of the page
		t.Fatal(err)
	}
	if err := q.Forget("an", want[2]); err != nil {
		t.Fatal(err)
	}
	if page, _ := q.List("an", next, 1); len(page) != 1 || page[0].ID != want[3] {
		t.Error("a page after a solve that is gone begins elsewhere")
	}
}

// TestForget: only what has ended can be forgotten.
func TestForget(t *testing.T) {
	q := start(t, nil)
	free := hold(t, q, "lan")
	id := submit(t, q, "an", timed(endless))
	if err := q.Forget("an", id); !errors.Is(err, ErrUnending) {
		t.Errorf("waiting: %v", err)
	}
	free()
	until(t, q, id, running)
	if err := q.Forget("an", id); !errors.Is(err, ErrUnending) {
		t.Errorf("running: %v", err)
	}
	if _, err := q.Cancel(t.Context(), "an", id); err != nil {
		t.Fatal(err)
	}
	for i, want := range []error{nil, ErrUnknown} {
		if err := q.Forget("an", id); !errors.Is(err, want) {
			t.Errorf("time %d: %v", i+1, err)
		}
	}
	if list, _ := q.List("an", 0, 10); len(list) != 0 {
		t.Error("it is still listed")
	}
}

// TestConfig: every fault of a configuration is told at once.
func TestConfig(t *testing.T) {
	for cores := 1; cores <= 64; cores *= 4 {
		if err := DefaultConfig(cores).Validate(); err != nil {
			t.Errorf("%d cores: %v", cores, err)
		}
	}
	_, err := New(Config{Waiting: -1})
	if err == nil {
		t.Fatal("taken")
	}
	for _, name := range []string{"workers", "cores", "waiting", "keep", "tick", "longest", "log"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%q does not name %s", err, name)
		}
	}
}
