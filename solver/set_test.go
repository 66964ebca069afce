package solver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSet compares a set with a map under random changes.
func TestSet(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	for _, n := range []int{1, 63, 64, 65, 200} {
		s, m := newSet(n), map[int32]bool{}
		for range 500 {
			i := r.Int32N(int32(n))
			if r.IntN(3) == 0 {
				s.add(i)
				m[i] = true
			} else {
				s.drop(i)
				delete(m, i)
			}
			least := int32(-1)
			for j := int32(n) - 1; j >= 0; j-- {
				if m[j] {
					least = j
				}
			}
			if s.has(i) != m[i] || s.first() != least {
				t.Fatalf("%d: has %d %v, want %v; first %d, want %d", n, i, s.has(i), m[i], s.first(), least)
			}
		}
	}
}

// TestHilbert: the curve goes through all cells of a corner, each next to the one before.
func TestHilbert(t *testing.T) {
	const side = 32
	type cell struct{ x, y int }
	at := map[uint32]cell{}
	for x := range side {
		for y := range side {
			at[hilbert(uint32(x), uint32(y))] = cell{x, y}
		}
	}
	for d := range uint32(side * side) {
		here, ok := at[d]
		if !ok {
			t.Fatalf("the curve is nowhere at %d", d)
		}
		if next, ok := at[d+1]; ok && max(here.x-next.x, next.x-here.x)+max(here.y-next.y, next.y-here.y) != 1 {
			t.Fatalf("from %v the curve goes to %v", here, next)
		}
	}
}

// TestCurve: every client once, also where all stand at one place.
func TestCurve(t *testing.T) {
	for _, p := range []*Problem{ward(100, 0, 1), ward(1, 0, 1)} {
		g := graphOf(t, p)
		order := slices.Sorted(slices.Values(g.curve))
		if !slices.Equal(order, all(len(p.Clients))) {
			t.Errorf("the curve goes through %v", g.curve)
		}
	}
	if got := curve(nil); len(got) != 0 {
		t.Errorf("the curve through nowhere is %v", got)
	}
}
