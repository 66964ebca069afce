package solver

import (
	"math"
	"testing"
)

// TestQuench: an epoch begins as hot as the whole search is then, and cools by its share of the rest.
func TestQuench(t *testing.T) {
	plain := cooling{hot: 100, cold: 1, cycles: 1}
	for _, share := range []float64{0, 0.5, 1} {
		c := plain
		c.quench, c.from, c.to = share, 0.2, 0.3
		if got, want := c.at(c.from), plain.at(c.from); math.Abs(got-want) > 1e-9 {
			t.Errorf("share %v: begins at %v, want %v", share, got, want)
		}
		if got, want := c.at(c.to), math.Pow(plain.at(c.to), 1-share); math.Abs(got-want) > 1e-9 { // the coldest is 1
			t.Errorf("share %v: ends at %v, want %v", share, got, want)
		}
		for p := c.from; p < c.to; p += 0.01 {
			if c.at(p+0.01) >= c.at(p) {
				t.Errorf("share %v: no colder at %v than at %v", share, p+0.01, p)
			}
		}
	}
}
