package jobs

import (
	"errors"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// TestKeep: an ended solve and its key are kept for as long as they are to be, and no longer.
func TestKeep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q, err := New(DefaultConfig(2))
		if err != nil {
			t.Fatal(err)
		}
		s, _, err := q.Submit(Request{Owner: "an", Night: street(3), Key: "k", Fingerprint: "f"})
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		q.mutex.Lock()
		over := q.solves[s.ID].ended
		q.mutex.Unlock()
		<-over
		time.Sleep(24*time.Hour - time.Minute)
		if s, err := q.Solve("an", s.ID); err != nil || s.State != Done || s.Plan == nil {
			t.Errorf("a minute before: %v", err)
		}
		time.Sleep(2 * time.Minute)
		if _, err := q.Solve("an", s.ID); !errors.Is(err, ErrUnknown) {
			t.Errorf("a minute after: %v", err)
		}
		if _, err := q.Repeated("an", "k", "f"); !errors.Is(err, ErrUnknown) {
			t.Errorf("its key: %v", err)
		}
		if len(q.solves)+len(q.order)+len(q.ended)+len(q.keys) != 0 {
			t.Errorf("left: %d, %d, %d, %d", len(q.solves), len(q.order), len(q.ended), len(q.keys))
		}
	})
}

// TestKept: where there are too many ended solves, the one that ended first, of the owner who has most,
// goes; what waits or runs is not counted.
func TestKept(t *testing.T) {
	for _, c := range []struct {
		name      string
		kept      int
		submitted string // owners, in the order of creation: solves 0, 1, 2...
		ended     []int  // in this order; the others wait
		want      []int  // are still there
	}{
		{"room for all", 3, "a a b", []int{0, 1, 2}, []int{0, 1, 2}},
		{"the first to end", 2, "a a a", []int{0, 1, 2}, []int{1, 2}},
		{"not the first created", 2, "a a a", []int{2, 1, 0}, []int{0, 1}},
		{"one at all", 1, "a a", []int{1, 0}, []int{0}},
		{"one at all, of two owners", 1, "a b", []int{1, 0}, []int{0}},
		{"of who has most", 3, "a b b b a", []int{0, 1, 2, 3}, []int{0, 2, 3, 4}},
		{"the first of all where they have equally many", 3, "a b b a", []int{1, 0, 2, 3}, []int{0, 2, 3}},
		{"those that wait", 2, "a a a a", []int{3, 1, 2}, []int{0, 1, 2}},
	} {
		q := start(t, func(config *Config) { config.Kept = c.kept })
		hold(t, q, "lan")
		var ids []string
		owners := strings.Fields(c.submitted)
		for _, owner := range owners {
			ids = append(ids, submit(t, q, owner, street(2)))
		}
		for _, i := range c.ended {
			if s, err := q.Cancel(t.Context(), owners[i], ids[i]); err != nil || s.State != Cancelled {
				t.Errorf("%s: the one that has just ended: %v", c.name, err)
			}
		}
		var got []int
		for i, id := range ids {
			if _, err := q.Solve(owners[i], id); err == nil {
				got = append(got, i)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

// TestNothingHeld: of a solve that is forgotten, or has to go, nothing stays in memory.
func TestNothingHeld(t *testing.T) {
	q := start(t, func(c *Config) { c.Kept = 2 })
	solve := func() (string, weak.Pointer[campaign.Night], weak.Pointer[campaign.Plan]) {
		night := street(30)
		s, _, err := q.Submit(Request{Owner: "an", Night: night, Key: night.Options.Date + strconv.Itoa(int(q.created))})
		if err != nil {
			t.Fatal(err)
		}
		done := until(t, q, s.ID, ended)
		return s.ID, weak.Make(night), weak.Make(done.Plan)
	}
	forgotten, night, plan := solve()
	if err := q.Forget("an", forgotten); err != nil {
		t.Fatal(err)
	}
	_, crowded, crowdedPlan := solve()
	solve()
	solve()
	gone := func() bool {
		return night.Value() == nil && plan.Value() == nil && crowded.Value() == nil && crowdedPlan.Value() == nil
	}
	for began := time.Now(); !gone(); time.Sleep(time.Millisecond) {
		if runtime.GC(); time.Since(began) > 5*time.Second {
			t.Fatalf("forgotten: night %v, plan %v; crowded out: night %v, plan %v are held",
				night.Value() != nil, plan.Value() != nil, crowded.Value() != nil, crowdedPlan.Value() != nil)
		}
	}
}

// TestMemory: a hundred ended solves of 2,000 households fit into a small machine's memory.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("plans a hundred wards")
	}
	const solves = 100
	q := start(t, func(c *Config) { c.Workers, c.Waiting, c.Tick = 2, solves, 500*time.Millisecond })
	before := used()
	var last string
	for seed := range uint64(solves) {
		night := ward(t, seed, 0)
		night.Options.Iterations, night.Options.Threads = 1, 1
		last = submit(t, q, "an", night)
	}
	for q.Stats().Solves[Done] < solves {
		time.Sleep(10 * time.Millisecond)
	}
	debug.FreeOSMemory()
	after := used()
	t.Logf("%d ended solves: live %.0f MB, heap and stacks %.0f MB, resident %.0f MB; the last plan visits %d of 2,000",
		solves, megabytes(after.live-before.live), megabytes(after.held), megabytes(resident(t)), look(t, q, last).Progress.Visits)
	if after.held > 300e6 {
		t.Errorf("heap and stacks take %.0f MB", megabytes(after.held))
	}
}

func megabytes(n uint64) float64 { return float64(n) / 1e6 }

// memory is what the heap holds, and that with stacks and what the runtime has not given back.
type memory struct{ live, held uint64 }

func used() memory {
	runtime.GC()
	samples := []metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"},
		{Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"},
	}
	metrics.Read(samples)
	m := memory{live: samples[0].Value.Uint64()}
	for _, s := range samples {
		m.held += s.Value.Uint64()
	}
	return m
}

// resident is the process's memory as the system counts it, or 0 where it does not say.
func resident(t *testing.T) uint64 {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	fields := strings.Fields(string(text))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseUint(fields[1], 10, 64)
	return pages * uint64(os.Getpagesize())
}
