package jobs

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"gonha/benchmarks"
	"gonha/geo"
	"gonha/solver/campaign"
)

// TestMain looks for goroutines that outlive the tests: every queue here is closed.
func TestMain(m *testing.M) {
	before := runtime.NumGoroutine()
	code := m.Run()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			os.Exit(code)
		}
		time.Sleep(20 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	fmt.Fprintf(os.Stderr, "goroutines are left:\n%s\n", stacks[:runtime.Stack(stacks, true)])
	os.Exit(1)
}

// street is a night of so many households along a street, an invented name at each, and two teams.
func street(households int) *campaign.Night {
	o := campaign.DefaultOptions()
	o.Date, o.Lang, o.Threads, o.TimeLimit, o.Iterations = "2026-11-20", "en", 2, 0, 40
	n := &campaign.Night{Options: o}
	for i := range households {
		n.Households = append(n.Households, campaign.Household{
			ID: fmt.Sprintf("H%03d", i), Point: geo.Point{Lat: 21 + float64(i)/2000, Lon: 105.8}, Persons: 1 + i%3, Priority: 1,
			Status: campaign.Pending, Name: "Nguyễn Văn An",
		})
	}
	for i := range 2 {
		start := geo.Point{Lat: 21 + float64(i)/100, Lon: 105.8}
		n.Teams = append(n.Teams, campaign.Team{ID: fmt.Sprintf("T%d", i), Members: 2, Start: start, End: start, Mode: campaign.Motorbike})
	}
	return n
}

// timed is a night of 60 households that is planned for so long.
func timed(limit time.Duration) *campaign.Night {
	n := street(60)
	n.Options.TimeLimit, n.Options.Iterations = limit, 0
	return n
}

// ward is a night of 2,000 households and 40 teams, planned for so long.
func ward(t *testing.T, seed uint64, limit time.Duration) *campaign.Night {
	t.Helper()
	scenario, known := benchmarks.FindScenario("s2000")
	if !known {
		t.Fatal("there is no scenario s2000")
	}
	scenario.Options.Seed = seed
	n := &campaign.Night{Options: campaign.DefaultOptions()}
	n.Households, n.Teams = benchmarks.Ward(scenario.Options)
	n.Options.Date, n.Options.Threads, n.Options.TimeLimit = "2026-11-20", 2, limit
	return n
}

// endless is far more time than any test takes.
const endless = 10 * time.Minute

// start makes a queue with one worker, changed as the test likes, and closes it in the end.
func start(t *testing.T, change func(*Config)) *Queue {
	t.Helper()
	c := DefaultConfig(2)
	c.Workers, c.Tick = 1, 10*time.Millisecond
	if change != nil {
		change(&c)
	}
	q, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { shut(t, q) })
	return q
}

// shut interrupts everything and closes the queue.
func shut(t *testing.T, q *Queue) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	closed := make(chan error)
	go func() { closed <- q.Close(ctx) }()
	for {
		q.mutex.Lock()
		for running := range q.running {
			running.interrupt()
		}
		q.mutex.Unlock()
		select {
		case err := <-closed:
			if err != nil {
				t.Errorf("closing: %v", err)
			}
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// submit submits a night that is taken.
func submit(t *testing.T, q *Queue, owner string, night *campaign.Night) string {
	t.Helper()
	s, repeated, err := q.Submit(Request{Owner: owner, Night: night})
	if err != nil || repeated {
		t.Fatalf("repeated %v, %v", repeated, err)
	}
	return s.ID
}

// hold takes a worker and gives what frees it. It waits until the worker is taken.
func hold(t *testing.T, q *Queue, owner string) (free func()) {
	t.Helper()
	taken, done, left := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		err := q.Do(context.Background(), owner, func(ctx context.Context, _ func() int) error {
			close(taken)
			select {
			case <-done:
			case <-ctx.Done():
			}
			return nil
		})
		if err != nil {
			t.Errorf("holding a worker: %v", err)
		}
	}()
	<-taken
	free = sync.OnceFunc(func() { close(done); <-left })
	t.Cleanup(free) // before the queue is closed
	return free
}

// look peeks at a solve without being one who looks.
func look(t *testing.T, q *Queue, id string) *Solve {
	t.Helper()
	q.mutex.Lock()
	defer q.mutex.Unlock()
	s := q.solves[id]
	if s == nil {
		t.Fatal(ErrUnknown)
	}
	return q.view(s)
}

// until waits until what is asked of the solve is so.
func until(t *testing.T, q *Queue, id string, so func(*Solve) bool) *Solve {
	t.Helper()
	for began := time.Now(); time.Since(began) < 20*time.Second; time.Sleep(time.Millisecond) {
		if s := look(t, q, id); so(s) {
			return s
		}
	}
	t.Fatalf("it never came; the solve is %s", look(t, q, id).State)
	return nil
}

func running(s *Solve) bool { return s.State == Running }
func ended(s *Solve) bool   { return s.State.Ended() }
func planned(s *Solve) bool { return s.Plan != nil }
