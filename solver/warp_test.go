package solver

import (
	"math/rand/v2"
	"testing"
)

// late walks stops from the departure on, turning time back where it is late, and gives the time warp and how
// long it takes, that not taken off.
func late(stops []warped, legs []int32, depart int32) (warp, duration int32) {
	now := depart
	for i, x := range stops {
		if i > 0 {
			now += legs[i]
		}
		now = max(now, x.early)
		if now > x.late {
			warp += now - x.late
			now = x.late
		}
		now += x.duration
	}
	return warp, now - depart + warp
}

// TestWarpedJoin: segments joined in any order have the time warp, the least duration and the departures
// of every departure tried.
func TestWarpedJoin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		n := 1 + r.IntN(6)
		stops, legs := make([]warped, n), make([]int32, n)
		for i := range stops {
			open := r.Int32N(60)
			stops[i] = warped{duration: r.Int32N(8), early: open, late: open + r.Int32N(25)}
			legs[i] = r.Int32N(20)
		}
		var join func(a, b int) warped
		join = func(a, b int) warped {
			if b-a == 1 {
				return stops[a]
			}
			m := a + 1 + r.IntN(b-a-1)
			return join(a, m).join(legs[m], join(m, b))
		}
		got := join(0, n)
		want := warped{warp: never, duration: never}
		for depart := int32(-200); depart < 200; depart++ {
			warp, duration := late(stops, legs, depart)
			switch {
			case warp < want.warp || warp == want.warp && duration < want.duration:
				want = warped{duration, warp, depart, depart}
			case warp == want.warp && duration == want.duration:
				want.late = depart
			}
		}
		// A departure before the first client's window waits there, after it warps there.
		want.early, want.late = max(want.early, stops[0].early), min(want.late, stops[0].late)
		if got != want {
			t.Fatalf("%v by %v: %+v, by trying %+v", stops, legs, got, want)
		}
	}
}

func TestWarpedExcess(t *testing.T) {
	x := warped{duration: 100, warp: 30}
	for longest, want := range map[int32]int32{0: 30, 70: 30, 50: 50, 90: 30} {
		if got := x.excess(longest); got != want {
			t.Errorf("longest %d: %d, not %d", longest, got, want)
		}
	}
}
