package geo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// row is n places 100 m apart along a meridian.
func row(n int) []Point {
	points := make([]Point, n)
	for i := range points {
		points[i] = Point{Lat: 21 + float64(i)*0.0009, Lon: 105}
	}
	return points
}

// answered is a block in which each pair is what it is told to be.
func answered(from, to []int32, pair func(f, t int32) (seconds, metres float64)) Block {
	var b Block
	for _, f := range from {
		for _, t := range to {
			seconds, metres := pair(f, t)
			b.Seconds, b.Metres = append(b.Seconds, seconds), append(b.Metres, metres)
		}
	}
	return b
}

// TestMatrix: blocks of any side give the same table, whatever the server calls too large, and one point off the map
// spoils its own pairs only.
func TestMatrix(t *testing.T) {
	const n, off = 11, 4
	for side := 1; side <= n+1; side++ {
		for _, most := range []int{1, 2, 3, 5, 8, 2 * n} {
			var largest, asked atomic.Int32
			m, err := NewMatrix(t.Context(), Survey{Points: row(n), Side: side, AtOnce: 3, Ask: func(_ context.Context, from, to []int32) (Block, error) {
				asked.Add(1)
				largest.Store(max(largest.Load(), int32(max(len(from), len(to)))))
				switch {
				case len(from) > most || len(to) > most:
					return Block{}, fmt.Errorf("asked: %w", ErrTooLarge)
				case slices.Contains(from, off) || slices.Contains(to, off):
					return Block{}, fmt.Errorf("asked: %w", ErrNoRoadNear)
				}
				return answered(from, to, func(f, t int32) (float64, float64) { return float64(f*100 + t), 3000 }), nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			if largest.Load() > int32(side) {
				t.Errorf("a block of %d points for a side of %d", largest.Load(), side)
			}
			if asked.Load() > 4*n*n {
				t.Errorf("%d questions", asked.Load())
			}
			from, to := []int32{3, off, 10}, []int32{0, 10, off, 3}
			got := make([]int32, 12)
			if err := m.Table(t.Context(), from, to, got); err != nil {
				t.Fatal(err)
			}
			want := []int32{300, 310, Unreachable, 0, Unreachable, Unreachable, 0, Unreachable, 1000, 0, Unreachable, 1003}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("side %d, at most %d: %s", side, most, diff)
			}
			if s, metres := m.Leg(10, 3); s != 1003 || metres != 3000 || !m.Lengths() {
				t.Errorf("the leg is %d s, %d m", s, metres)
			}
		}
	}
}

// TestMatrixLearns: what a server calls too large is not asked for again and again.
func TestMatrixLearns(t *testing.T) {
	var refused atomic.Int32
	_, err := NewMatrix(t.Context(), Survey{Points: row(64), Side: 32, AtOnce: 1, Ask: func(_ context.Context, from, to []int32) (Block, error) {
		if len(from)+len(to) > 8 {
			refused.Add(1)
			return Block{}, ErrTooLarge
		}
		return answered(from, to, func(int32, int32) (float64, float64) { return 60, 9000 }), nil
	}})
	if n := refused.Load(); err != nil || n != 3 { // 32, 16 and 8
		t.Errorf("%d refusals, %v", n, err)
	}
}

func TestMatrixErrors(t *testing.T) {
	broken := errors.New("broken")
	gives := func(b Block, err error) Survey {
		return Survey{Points: row(2), Side: 2, AtOnce: 2, Ask: func(context.Context, []int32, []int32) (Block, error) { return b, err }}
	}
	for name, test := range map[string]struct {
		survey Survey
		want   error
		text   string
	}{
		"broken":             {gives(Block{}, broken), broken, ""},
		"of nothing":         {gives(Block{}, nil), ErrRemote, "another size"},
		"lengths missing":    {gives(Block{Seconds: make([]float64, 4), Metres: make([]float64, 3)}, nil), ErrRemote, "another size"},
		"gaps missing":       {gives(Block{Seconds: make([]float64, 4), Gaps: make([]float64, 3)}, nil), ErrRemote, "another size"},
		"too large for one":  {gives(Block{}, ErrTooLarge), ErrTooLarge, ""},
		"no ways":            {gives(Block{Seconds: []float64{0, NoWay, NoWay, 0}}, nil), ErrNoWays, "no way between any"},
		"no roads":           {gives(Block{}, ErrNoRoadNear), ErrNoWays, ""},
		"no time":            {gives(Block{Seconds: make([]float64, 4), Metres: make([]float64, 4)}, nil), ErrRemote, "takes 0 s"},
		"too many points":    {Survey{Points: make([]Point, MatrixMost+1), Side: 2, AtOnce: 2}, ErrTooMany, ""},
		"as large as can be": {gives(Block{Seconds: []float64{0, 1e7, 1e300, 0}, Metres: make([]float64, 4)}, nil), ErrNoWays, ""},
	} {
		if _, err := NewMatrix(t.Context(), test.survey); !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewMatrix(t.Context(), Survey{Points: make([]Point, 3), Side: 2, AtOnce: 2, Ask: func(_ context.Context, from, to []int32) (Block, error) {
		return answered(from, to, func(int32, int32) (float64, float64) { return NoWay, NoWay }), nil
	}}); err != nil {
		t.Errorf("of one place it is %v", err)
	}
}

// TestMatrixLegs: what a leg of 100 m takes by what the server says of it.
func TestMatrixLegs(t *testing.T) {
	points := []Point{{Lat: 21, Lon: 105}, {Lat: 21.01, Lon: 105}, {Lat: 21, Lon: 105}} // 1,112 m apart
	for _, test := range []struct {
		name            string
		block           Block // of three by three; the pair of 0 and 1 counts
		parking         int
		seconds, metres int32
		off             float64
	}{
		{"rounded, parked", Block{Seconds: []float64{1000.2}, Metres: []float64{1200.5}}, 20, 1021, 1201, 0},
		{"no lengths", Block{Seconds: []float64{1000.2}}, 0, 1001, 0, 0},
		{"no way", Block{Seconds: []float64{-1}, Metres: []float64{3}}, 0, Unreachable, 0, 0},
		{"a way of no length", Block{Seconds: []float64{5}, Metres: []float64{-1}}, 0, Unreachable, 0, 0},
		{"shorter by little", Block{Seconds: []float64{900}, Metres: []float64{1063}}, 0, 900, 1063, 0},
		{"shorter by much", Block{Seconds: []float64{500}, Metres: []float64{612}}, 20, 920, 1112, 500},
		{"ends off the road", Block{Seconds: []float64{1000}, Metres: []float64{1300}, Gaps: []float64{125}}, 0, 1100, 1425, 125},
		{"ends where it is shorter too", Block{Seconds: []float64{500}, Metres: []float64{612}, Gaps: []float64{200}}, 0, 900, 1112, 500},
	} {
		t.Run(test.name, func(t *testing.T) {
			m, err := NewMatrix(t.Context(), Survey{Points: points, Side: 3, AtOnce: 1, Parking: test.parking, Ask: func(context.Context, []int32, []int32) (Block, error) {
				all := answered([]int32{0, 1, 2}, []int32{0, 1, 2}, func(_, _ int32) (float64, float64) { return 2000, 2000 })
				if test.off > 0 || test.block.Gaps != nil {
					all = answered([]int32{0, 1, 2}, []int32{0, 1, 2}, func(_, _ int32) (float64, float64) { return NoWay, NoWay })
				}
				all.Seconds[1] = test.block.Seconds[0]
				if test.block.Metres == nil {
					all.Metres = nil
				} else {
					all.Metres[1] = test.block.Metres[0]
				}
				if test.block.Gaps != nil {
					all.Gaps = make([]float64, 9)
					all.Gaps[1] = test.block.Gaps[0]
				}
				return all, nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			if s, metres := m.Leg(0, 1); s != test.seconds || metres != test.metres || m.Lengths() != (test.block.Metres != nil) {
				t.Errorf("it is %d s, %d m, want %d, %d", s, metres, test.seconds, test.metres)
			}
			if s, metres := m.Leg(0, 2); s != 0 || metres != 0 {
				t.Errorf("to the same place it is %d s, %d m", s, metres)
			}
			if off := m.Off(1); off < test.off-1 || off > test.off+1 {
				t.Errorf("it lies %g m off the roads, want %g", off, test.off)
			}
		})
	}
}

// TestMatrixOff: a place is off the roads where most of its ways end far from it, and not because it has a neighbour
// that is.
func TestMatrixOff(t *testing.T) {
	const off = 3
	m, err := NewMatrix(t.Context(), Survey{Points: row(6), Side: 2, AtOnce: 2, Ask: func(_ context.Context, from, to []int32) (Block, error) {
		return answered(from, to, func(f, t int32) (float64, float64) {
			if f == off || t == off {
				return 60, 0
			}
			return 60, 1000
		}), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range int32(6) {
		if got := m.Off(i); (got > 0) != (i == off) {
			t.Errorf("point %d: %g m", i, got)
		}
	}
}
