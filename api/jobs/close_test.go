package jobs

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// within is a context that ends after d.
func within(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// TestCloseIdle: an idle queue closes at once, whatever the deadline, as often as one likes.
func TestCloseIdle(t *testing.T) {
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for range 50 {
		q := start(t, nil)
		var group sync.WaitGroup
		for _, ctx := range []context.Context{over, within(t, time.Hour), t.Context()} {
			group.Go(func() {
				if err := q.Close(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if _, _, err := q.Submit(Request{Owner: "an", Night: street(2)}); !errors.Is(err, ErrClosed) {
			t.Errorf("submitting: %v", err)
		}
		if err := q.Do(t.Context(), "an", nil); !errors.Is(err, ErrClosed) {
			t.Errorf("short work: %v", err)
		}
		if !q.Full() {
			t.Error("it says that it takes more")
		}
	}
}

// TestCloseWaiting: what waits is cancelled at once; results stay.
func TestCloseWaiting(t *testing.T) {
	q := start(t, nil)
	done := submit(t, q, "an", street(3))
	until(t, q, done, ended)
	free := hold(t, q, "lan")
	var ids []string
	for range 3 {
		ids = append(ids, submit(t, q, "an", street(3)))
	}
	refused := make(chan error)
	go func() { refused <- q.Do(context.Background(), "bình", nil) }()
	for q.Stats().Waiting < 4 {
		time.Sleep(time.Millisecond)
	}
	closed := make(chan error)
	go func() { closed <- q.Close(within(t, time.Hour)) }()
	if err := <-refused; !errors.Is(err, ErrClosed) {
		t.Errorf("short work that waits: %v", err)
	}
	for _, id := range ids {
		if s := until(t, q, id, ended); s.State != Cancelled || s.Position != 0 {
			t.Errorf("a solve that waits is %s at position %d", s.State, s.Position)
		}
	}
	select {
	case err := <-closed:
		t.Fatalf("closed while something runs: %v", err)
	case <-time.After(5 * time.Millisecond):
	}
	free()
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if s, err := q.Solve("an", done); err != nil || s.Plan == nil {
		t.Errorf("a result afterwards: %v", err)
	}
	if list, _ := q.List("an", 0, 10); len(list) != 4 {
		t.Errorf("%d are listed afterwards", len(list))
	}
	if err := q.Forget("an", done); err != nil {
		t.Error(err)
	}
}

// TestCloseRunning: what runs may end in its own time, and is interrupted in time for its best plan.
func TestCloseRunning(t *testing.T) {
	t.Parallel() // most of it is waiting
	q := start(t, func(c *Config) { c.Workers = 2 })
	short, long := submit(t, q, "an", timed(200*time.Millisecond)), submit(t, q, "an", timed(endless))
	until(t, q, short, running)
	until(t, q, long, running)
	began := time.Now()
	if err := q.Close(within(t, 2*time.Second)); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < time.Second {
		t.Errorf("closed after %v", took)
	}
	if s := look(t, q, short); s.State != Done || s.Plan == nil {
		t.Errorf("the short one is %s", s.State)
	}
	if s := look(t, q, long); s.State != Cancelled || s.Plan == nil || s.Plan.Summary.Persons == 0 {
		t.Errorf("the long one is %s, planned %v", s.State, planned(s))
	}
}

// TestCloseLate: a deadline that has passed interrupts what runs, and the error tells that it ran.
func TestCloseLate(t *testing.T) {
	q := start(t, nil)
	id := submit(t, q, "an", ward(t, 1, endless))
	until(t, q, id, running)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := q.Close(over); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := q.Close(within(t, 20*time.Second)); err != nil {
		t.Error(err)
	}
	if s := look(t, q, id); s.State != Cancelled || s.Plan == nil {
		t.Errorf("%s, planned %v", s.State, planned(s))
	}
}

// TestCloseShortWork: short work is asked to end when the time has come; work that does not listen is
// not waited for beyond the deadline.
func TestCloseShortWork(t *testing.T) {
	for _, c := range []struct {
		name    string
		listens bool
		want    error
		after   time.Duration
	}{
		{"it listens", true, nil, 8 * time.Second},
		{"it does not", false, context.DeadlineExceeded, 10 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				q, err := New(DefaultConfig(2))
				if err != nil {
					t.Fatal(err)
				}
				done := make(chan error)
				go func() {
					done <- q.Do(context.Background(), "an", func(ctx context.Context, _ func() int) error {
						if c.listens {
							<-ctx.Done()
							return ctx.Err()
						}
						time.Sleep(time.Minute)
						return nil
					})
				}()
				synctest.Wait()
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				began := time.Now()
				if err := q.Close(ctx); !errors.Is(err, c.want) {
					t.Error(err)
				}
				if took := time.Since(began); took != c.after {
					t.Errorf("closed after %v", took)
				}
				if err := <-done; c.listens != errors.Is(err, context.Canceled) {
					t.Errorf("the work ends with %v", err)
				}
				if err := q.Close(t.Context()); err != nil {
					t.Errorf("closed again: %v", err)
				}
			})
		})
	}
}

// TestPatience: how long running solves may go on.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct{ left, want time.Duration }{
			{time.Hour, time.Hour - 2*time.Second},
			{8 * time.Second, 6 * time.Second},
			{4 * time.Second, 3 * time.Second},
			{0, 0},
			{-time.Hour, 0},
		} {
			ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(c.left))
			if got := patience(ctx); got != c.want {
				t.Errorf("with %v left: %v", c.left, got)
			}
			cancel()
		}
		if got := patience(t.Context()); got < 1<<62 {
			t.Errorf("without a deadline: %v", got)
		}
	})
}
