package geo

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// upTo is the indices 0 to n-1.
func upTo(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

func TestStraightTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	const from, to = 250, 400
	points := make([]Point, from+to)
	for i := range points {
		points[i] = Point{21.03 + 0.1*rng.Float64(), 105.78 + 0.1*rng.Float64()}
		if i%50 == 0 {
			points[i] = Point{180*rng.Float64() - 90, 360*rng.Float64() - 180}
		}
	}
	all := upTo(from + to)
	for _, speed := range []float64{WalkSpeed, MotorbikeSpeed} {
		s := NewStraight(points, Detour, speed)
		seconds := make([]int32, from*to)
		if err := s.Table(context.Background(), all[:from], all[from:], seconds); err != nil {
			t.Fatal(err)
		}
		for i := range from {
			for j := range to {
				want := int32(math.Ceil(Distance(points[i], points[from+j]) * Detour / speed))
				if got := seconds[i*to+j]; got != want {
					t.Fatalf("from %v to %v at %v m/s: %d s, want %d s", points[i], points[from+j], speed, got, want)
				}
			}
		}
	}
}

func TestStraightTableOfSubsets(t *testing.T) {
	points := []Point{{21.03, 105.78}, {21.03, 105.78}, {21.04, 105.78}}
	s := NewStraight(points, 1, 1)
	got := make([]int32, 4)
	if err := s.Table(context.Background(), []int32{2, 0}, []int32{1, 2}, got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int32{1112, 0, 0, 1112}, got); diff != "" { // a hundredth of a degree is 1111.95 m
		t.Errorf("table (-want +got):\n%s", diff)
	}
	if err := s.Table(context.Background(), nil, nil, nil); err != nil {
		t.Errorf("an empty table: %v", err)
	}
}

func TestStraightTableCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := NewStraight([]Point{{21, 105}}, Detour, WalkSpeed)
	if err := s.Table(ctx, []int32{0}, []int32{0}, make([]int32, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestStraightLeg(t *testing.T) {
	points := []Point{{21.03, 105.78}, {21.04, 105.78}}
	s := NewStraight(points, 1.5, 2)
	seconds, metres := s.Leg(0, 1)
	if seconds != 834 || metres != 1668 { // 1111.95 m x 1.5
		t.Errorf("%d s, %d m; want 834 s, 1668 m", seconds, metres)
	}
	if diff := cmp.Diff(points, s.Path(0, 1)); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
	if seconds, metres = s.Leg(1, 1); seconds != 0 || metres != 0 {
		t.Errorf("from a place to itself: %d s, %d m", seconds, metres)
	}
}

func TestStraightTableDoesNotAllocate(t *testing.T) {
	s := NewStraight(layouts(40, 1)["ward"], Detour, WalkSpeed)
	all, seconds, ctx := upTo(40), make([]int32, 1600), context.Background()
	if n := testing.AllocsPerRun(100, func() { _ = s.Table(ctx, all, all, seconds) }); n != 0 {
		t.Errorf("%v allocations a table, want 0", n)
	}
}

func BenchmarkStraightTable(b *testing.B) {
	const n = 1000
	s := NewStraight(layouts(n, 1)["ward"], Detour, MotorbikeSpeed)
	all, seconds, ctx := upTo(n), make([]int32, n*n), context.Background()
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Table(ctx, all, all, seconds); err != nil {
			b.Fatal(err)
		}
	}
}

func TestStraightTableOfOneListIsThatOfTwo(t *testing.T) {
	points := layouts(300, 3)["ward"]
	s := NewStraight(points, Detour, MotorbikeSpeed)
	all := make([]int32, len(points))
	for i := range all {
		all[i] = int32(i)
	}
	one, two := make([]int32, len(all)*len(all)), make([]int32, len(all)*len(all))
	if err := s.Table(t.Context(), all, all, one); err != nil {
		t.Fatal(err)
	}
	if err := s.Table(t.Context(), all, append([]int32{}, all...), two); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(two, one); diff != "" {
		t.Errorf("(-two lists +one):\n%s", diff)
	}
}
