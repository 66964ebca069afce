package jobs

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// line has somebody wait for a turn, and waits until they do. They tell turns of it and end when
// they may.
func line(t *testing.T, q *Queue, owner string, turns chan<- string, end <-chan struct{}) {
	t.Helper()
	before := q.Stats()
	go func() {
		err := q.Do(context.Background(), owner, func(context.Context, func() int) error {
			turns <- owner
			<-end
			return nil
		})
		if err != nil {
			t.Errorf("the turn of %s: %v", owner, err)
		}
	}()
	for now := before; now.Waiting+now.Running == before.Waiting+before.Running; now = q.Stats() {
		time.Sleep(100 * time.Microsecond)
	}
}

// TestTurns: owners take turns, however many solves one of them has.
func TestTurns(t *testing.T) {
	for _, c := range []struct {
		name, held, waiting, later, want string
	}{
		{"first come, first served", "x", "a b c", "", "a b c"},
		{"round and round", "x", "a a a a b b c", "", "a b c a b a a"},
		{"the one who had the last turn is last", "a", "a a b", "", "b a a"},
		{"one worker, two with much, a third later", "x", "a a a a b b b b", "c", "a b c a b a b a b"},
		{"the fewest running", "a a b", "a a b c", "", "c b a a"},
		{"alone", "a a", "a a", "", "a a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			held := strings.Fields(c.held)
			q := start(t, func(config *Config) { config.Workers = len(held) })
			var free []func()
			for _, owner := range held {
				free = append(free, hold(t, q, owner))
			}
			turns, end := make(chan string, 100), make(chan struct{})
			for _, owner := range strings.Fields(c.waiting) {
				line(t, q, owner, turns, end)
			}
			free[len(free)-1]() // one worker is free from now on
			got := []string{<-turns}
			for _, owner := range strings.Fields(c.later) {
				line(t, q, owner, turns, end)
			}
			for range len(strings.Fields(c.want)) - 1 {
				end <- struct{}{}
				got = append(got, <-turns)
			}
			end <- struct{}{}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestTurnsForgotten: whose turn it was is forgotten as the queue is empty.
func TestTurnsForgotten(t *testing.T) {
	q := start(t, nil)
	for _, owner := range []string{"a", "b", "c"} {
		if err := q.Do(t.Context(), owner, func(context.Context, func() int) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if len(q.served) != 0 {
		t.Errorf("%d owners", len(q.served))
	}
}

// TestSolvesTakeTurns: solves are no different from short work.
func TestSolvesTakeTurns(t *testing.T) {
	var order []string
	q := start(t, func(c *Config) { c.Ended = func(s *Solve) { order = append(order, s.Owner) } })
	free := hold(t, q, "lan")
	var last string
	for _, owner := range strings.Fields("a a a b b c") {
		last = submit(t, q, owner, street(4))
	}
	free()
	until(t, q, last, ended)
	for q.Stats().Running > 0 {
		time.Sleep(time.Millisecond)
	}
	if diff := cmp.Diff(strings.Fields("a b c a b a"), order); diff != "" {
		t.Error(diff)
	}
}

// TestPositions: those behind one who leaves the queue move up, and their versions say so.
func TestPositions(t *testing.T) {
	q := start(t, nil)
	free := hold(t, q, "lan")
	var ids []string
	for range 4 {
		ids = append(ids, submit(t, q, "an", timed(endless)))
	}
	places := func() (places []int, versions []uint64) {
		for _, id := range ids {
			s := look(t, q, id)
			places, versions = append(places, s.Position), append(versions, s.Version)
		}
		return places, versions
	}
	expect := func(when string, want ...int) []uint64 {
		t.Helper()
		got, versions := places()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", when, diff)
		}
		return versions
	}
	before := expect("at first", 1, 2, 3, 4)
	if _, err := q.Cancel(t.Context(), "an", ids[1]); err != nil {
		t.Fatal(err)
	}
	after := expect("one cancelled", 1, 0, 2, 3)
	if after[0] != before[0] || after[1] == before[1] || after[2] == before[2] || after[3] == before[3] {
		t.Errorf("versions %v, then %v", before, after)
	}
	ctx, leave := context.WithCancel(t.Context())
	impatient := make(chan error)
	go func() { impatient <- q.Do(ctx, "bình", nil) }()
	for q.Stats().Waiting < 4 {
		time.Sleep(time.Millisecond)
	}
	ids = append(ids, submit(t, q, "an", timed(endless)))
	expect("behind somebody else", 1, 0, 2, 3, 5)
	leave()
	if err := <-impatient; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	expect("who has left", 1, 0, 2, 3, 4)
	free()
	until(t, q, ids[0], running)
	expect("the first one's turn", 0, 0, 1, 2, 3)
}

// TestFull: a full queue takes nothing, and there is room again as soon as one leaves it.
func TestFull(t *testing.T) {
	for _, waiting := range []int{0, 1, 3} {
		q := start(t, func(c *Config) { c.Waiting = waiting })
		if q.Full() {
			t.Errorf("%d may wait: full at first", waiting)
		}
		free := hold(t, q, "lan")
		var ids []string
		for range waiting {
			ids = append(ids, submit(t, q, "an", street(2)))
		}
		_, _, err := q.Submit(Request{Owner: "bình", Night: street(2)})
		short := q.Do(t.Context(), "bình", func(context.Context, func() int) error { t.Error("called"); return nil })
		if !q.Full() || !errors.Is(err, ErrFull) || !errors.Is(short, ErrFull) {
			t.Errorf("%d may wait: full %v, %v, %v", waiting, q.Full(), err, short)
		}
		want := Stats{Waiting: waiting, Running: 1, Workers: 1, Capacity: waiting, Solves: map[State]int{}}
		if waiting > 0 {
			want.Solves[Queued] = waiting
		}
		if diff := cmp.Diff(want, q.Stats()); diff != "" {
			t.Errorf("%d may wait:\n%s", waiting, diff)
		}
		if list, _ := q.List("bình", 0, 1); len(list) != 0 {
			t.Error("what was refused is listed")
		}
		if waiting > 0 {
			if _, err := q.Cancel(t.Context(), "an", ids[0]); err != nil {
				t.Fatal(err)
			}
			submit(t, q, "bình", street(2))
		}
		free()
		for q.Stats().Waiting+q.Stats().Running > 0 {
			time.Sleep(time.Millisecond)
		}
		submit(t, q, "bình", street(2))
	}
}

// TestShare: those that run divide the cores evenly, as they come and go.
func TestShare(t *testing.T) {
	q := start(t, func(c *Config) { c.Workers, c.Cores = 6, 4 })
	if got := q.share(); got != 4 {
		t.Errorf("idle: %d", got)
	}
	var free []func()
	for n, want := range []int{4, 2, 1, 1, 1} {
		free = append(free, hold(t, q, "lan"))
		if got := q.share(); got != want {
			t.Errorf("%d run: %d cores each", n+1, got)
		}
	}
	for range 4 {
		free[0]()
		free = free[1:]
	}
	err := q.Do(t.Context(), "an", func(_ context.Context, share func() int) error {
		if got := share(); got != 2 {
			t.Errorf("two run again: %d cores each", got)
		}
		id := submit(t, q, "an", timed(endless))
		if got := share(); got != 1 {
			t.Errorf("a solve begins: %d cores each", got)
		}
		if _, err := q.Cancel(t.Context(), "an", id); err != nil {
			t.Error(err)
		}
		for share() != 2 {
			time.Sleep(time.Millisecond)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestDo: short work has a worker while it runs and gives it back however it ends.
func TestDo(t *testing.T) {
	q := start(t, nil)
	fault := errors.New("its own")
	if err := q.Do(t.Context(), "an", func(context.Context, func() int) error { return fault }); !errors.Is(err, fault) {
		t.Error(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("its panic is not its caller's")
			}
		}()
		_ = q.Do(t.Context(), "an", func(context.Context, func() int) error { panic("its own") })
	}()
	ctx, cancel := context.WithCancel(t.Context())
	err := q.Do(ctx, "an", func(work context.Context, _ func() int) error {
		if got := q.Stats(); got.Running != 1 {
			t.Errorf("%d run", got.Running)
		}
		cancel()
		<-work.Done()
		return work.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	free := hold(t, q, "lan")
	short, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	if err := q.Do(short, "an", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	free()
	if got := q.Stats(); got.Running+got.Waiting != 0 {
		t.Errorf("%d run, %d wait", got.Running, got.Waiting)
	}
}

// TestDoWaitsForSolves: short work and solves have the same workers.
func TestDoWaitsForSolves(t *testing.T) {
	q := start(t, nil)
	id := submit(t, q, "an", timed(100*time.Millisecond))
	err := q.Do(t.Context(), "an", func(context.Context, func() int) error {
		if s := look(t, q, id); s.State != Done {
			t.Errorf("the solve is %s", s.State)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestDoGivesUpAsItsTurnComes: a worker is not lost to one who leaves just then.
func TestDoGivesUpAsItsTurnComes(t *testing.T) {
	q := start(t, nil)
	for range 300 {
		free := hold(t, q, "lan")
		ctx, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			err := q.Do(ctx, "an", func(context.Context, func() int) error { return nil })
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		for q.Stats().Waiting == 0 {
			time.Sleep(10 * time.Microsecond)
		}
		group.Go(cancel)
		free()
		group.Wait()
	}
	if got := q.Stats(); got.Running+got.Waiting != 0 {
		t.Errorf("%d run, %d wait", got.Running, got.Waiting)
	}
}

// TestAtOnce: whatever many do at the same time, closing included, every solve that was taken ends
// once, and nothing is left in the queue.
func TestAtOnce(t *testing.T) {
	for seed := range uint64(4) {
		var ends, taken, cancelled atomic.Int64
		q := start(t, func(c *Config) {
			c.Workers, c.Waiting, c.Kept, c.Tick = 2, 4, 5, time.Millisecond
			c.Ended = func(s *Solve) {
				ends.Add(1)
				if s.State == Failed {
					t.Errorf("failed: %v", s.Err)
				}
			}
		})
		var group sync.WaitGroup
		for worker := range uint64(8) {
			group.Go(func() {
				random := rand.New(rand.NewPCG(seed, worker))
				owner := string(rune('a' + worker%3))
				for range 25 {
					s, _, err := q.Submit(Request{Owner: owner, Night: timed(time.Duration(1+random.IntN(6)) * time.Millisecond)})
					switch {
					case err == nil:
						taken.Add(1)
					case errors.Is(err, ErrFull):
						time.Sleep(time.Duration(random.IntN(8)) * time.Millisecond)
					case !errors.Is(err, ErrClosed):
						t.Error(err)
					}
					switch random.IntN(5) {
					case 0:
						if s == nil {
							break
						}
						if got, err := q.Cancel(t.Context(), owner, s.ID); err == nil && !got.State.Ended() {
							t.Errorf("cancelled, but %s", got.State)
						}
						cancelled.Add(1)
					case 1:
						if s != nil {
							_, _, _ = q.Events(owner, s.ID, 0)
							_ = q.Forget(owner, s.ID)
						}
					case 2:
						q.List(owner, 0, 3)
						q.Stats()
					case 3:
						ctx, stop := context.WithTimeout(t.Context(), time.Duration(random.IntN(3000))*time.Microsecond)
						_ = q.Do(ctx, owner, func(context.Context, func() int) error { return nil })
						stop()
					case 4:
						time.Sleep(time.Duration(random.IntN(3)) * time.Millisecond)
					}
				}
			})
		}
		if seed%2 == 1 {
			time.Sleep(40 * time.Millisecond) // in the midst
		} else {
			group.Wait()
		}
		shut(t, q)
		group.Wait()
		got := q.Stats()
		if got.Waiting+got.Running+got.Solves[Queued]+got.Solves[Running] != 0 || ends.Load() != taken.Load() {
			t.Errorf("seed %d: %d taken, %d ended, left: %+v", seed, taken.Load(), ends.Load(), got)
		}
		if len(q.order) > 5 || len(q.order) != len(q.ended) || len(q.order) != len(q.solves) {
			t.Errorf("seed %d: %d, %d and %d are kept", seed, len(q.order), len(q.ended), len(q.solves))
		}
		t.Logf("seed %d: %d taken, %d cancelled", seed, taken.Load(), cancelled.Load())
	}
}
