package geo

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// legsOf are all legs between n points, each twice.
func legsOf(n int) []Leg {
	var legs []Leg
	for f := range int32(n) {
		for t := range int32(n) {
			legs = append(legs, Leg{f, t}, Leg{f, t})
		}
	}
	return legs
}

// TestDraw: each leg is asked for once, however often it is wanted, and what was not asked for is straight.
func TestDraw(t *testing.T) {
	points := row(5)
	points[4] = points[0]
	var asked, under, most atomic.Int32
	l := NewLines(points, 3, func(_ context.Context, leg Leg) (Line, error) {
		most.Store(max(most.Load(), under.Add(1)))
		defer under.Add(-1)
		asked.Add(1)
		if leg == (Leg{1, 2}) {
			return Line{}, &Refusal{Status: 400}
		}
		return Line{Points: []Point{{Lat: float64(leg.From), Lon: float64(leg.To)}}, Streets: []string{"a"}}, nil
	})
	if path := l.Path(0, 1); !slices.Equal(path, points[:2]) || l.Drawn(0, 1) || l.Streets(0, 1) != nil {
		t.Errorf("before it is asked for the path is %v", path)
	}
	l.Draw(t.Context(), legsOf(5))
	l.Draw(t.Context(), legsOf(3))
	if n := asked.Load(); n != 5*5-5-2+1 { // but not within one place, and once more what there was no line for
		t.Errorf("%d questions", n)
	}
	if n := most.Load(); n > 3 {
		t.Errorf("%d at once", n)
	}
	if path := l.Path(0, 1); !slices.Equal(path, []Point{points[0], {Lat: 0, Lon: 1}, points[1]}) || !l.Drawn(0, 1) || len(l.Streets(0, 1)) != 1 {
		t.Errorf("the path is %v", path)
	}
	if path := l.Path(1, 2); !slices.Equal(path, points[1:3]) || l.Drawn(1, 2) {
		t.Errorf("what is refused is %v", path)
	}
	if path := l.Path(0, 4); !l.Drawn(0, 4) || len(path) != 2 {
		t.Errorf("within a place it is %v", path)
	}
}

// TestDrawEnds: the first sign that a server is broken, or that nobody waits, ends the asking, and what is known is kept.
func TestDrawEnds(t *testing.T) {
	for name, test := range map[string]struct {
		fails func(ctx context.Context, nth int32) error
		most  int32
		last  time.Duration
	}{
		"broken":    {func(_ context.Context, nth int32) error { return map[bool]error{true: &Refusal{Status: 502}}[nth > 4] }, 6, 0},
		"gone":      {func(_ context.Context, nth int32) error { return map[bool]error{true: errors.New("gone")}[nth > 4] }, 6, 0},
		"hangs":     {func(ctx context.Context, _ int32) error { <-ctx.Done(); return ctx.Err() }, 2, 30 * time.Second},
		"very slow": {func(context.Context, int32) error { time.Sleep(10 * time.Second); return nil }, 8, 40 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var asked atomic.Int32
				l := NewLines(row(6), 2, func(ctx context.Context, _ Leg) (Line, error) {
					err := test.fails(ctx, asked.Add(1))
					return Line{Points: row(1)}, err
				})
				ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
				defer stop()
				begun := time.Now()
				l.Draw(ctx, legsOf(6))
				if n := asked.Load(); n > test.most || time.Since(begun) > test.last {
					t.Errorf("%d questions, %v", n, time.Since(begun))
				}
				if name != "hangs" && !l.Drawn(0, 1) {
					t.Error("what is known is not kept")
				}
			})
		})
	}
}

// TestDrawLimit: nobody waits for lines for ever.
func TestDrawLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLines(row(30), 4, func(ctx context.Context, _ Leg) (Line, error) { return Line{Points: row(1)}, sleep(ctx, 2*time.Second) })
		begun := time.Now()
		l.Draw(t.Context(), legsOf(30))
		if d := time.Since(begun); d != mostDrawing {
			t.Errorf("it took %v", d)
		}
	})
}
