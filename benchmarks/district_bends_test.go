package benchmarks

import (
	"math/rand/v2"
	"testing"
)

// Neighbours stay neighbours: nothing is torn or folded, and no place goes far.
func TestBendsAreGentle(t *testing.T) {
	b, random := bends{7}, rand.New(rand.NewPCG(1, 2))
	moved := 0
	for range 20_000 {
		s := spot{random.Int64N(4_000_000) - 2_000_000, random.Int64N(4_000_000) - 2_000_000}
		at := b.bend(s)
		if east, north := at.x-s.x, at.y-s.y; max(east, -east) > 24_510 || max(north, -north) > 24_510 {
			t.Fatalf("%v goes to %v", s, at)
		}
		for _, d := range []spot{{1000, 0}, {0, 1000}} { // ten metres on
			next := b.bend(spot{s.x + d.x, s.y + d.y})
			along := ((next.x-at.x)*d.x + (next.y-at.y)*d.y) / 1000
			if along < 280 || at.squared(next) > 2000*2000 {
				t.Fatalf("%v and ten metres on are %d cm apart that way", s, along)
			}
		}
		moved += count(at.squared(s) > 2000*2000)
	}
	if moved < 15_000 {
		t.Errorf("only %d places of 20,000 move by twenty metres", moved)
	}
}

func TestBendsOfOtherSeeds(t *testing.T) {
	s := spot{12_345, 67_890}
	if (bends{1}).bend(s) == (bends{2}).bend(s) {
		t.Error("two seeds bend alike")
	}
}

func TestFloored(t *testing.T) {
	for _, c := range []struct{ a, b, want int64 }{{0, 10, 0}, {9, 10, 0}, {10, 10, 1}, {-1, 10, -1}, {-10, 10, -1}, {-11, 10, -2}} {
		if got := floored(c.a, c.b); got != c.want {
			t.Errorf("%d/%d down is %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestEased(t *testing.T) {
	for _, c := range []struct{ at, want int64 }{{0, 0}, {100, 28}, {500, 500}, {900, 972}, {1000, 1000}} {
		if got := eased(c.at, 1000); got != c.want {
			t.Errorf("%d of 1000 is %d, want %d", c.at, got, c.want)
		}
	}
}
