package solver

import "testing"

// TestGaps compares the cheapest gap of an unvisited client with the cheapest of all places of the
// touched routes, after ruins on plans with and without stops, turfs and limits.
func TestGaps(t *testing.T) {
	found, none, blinked := 0, 0, 0
	for i, f := range drafts(60, 5) {
		k := searched(t, f, uint64(i), 50)
		for range 60 {
			k.begin()
			k.ruin()
			k.gaps.known = 0
			for u := range k.n {
				if k.stopOf[u] >= 0 {
					continue
				}
				best := place{delta: 1 << 62, at: nowhere}
				k.findGap(u, &best)
				want := k.leastGap(u)
				switch {
				case best.delta == want:
					found++
				case want < best.delta:
					blinked++
				default:
					t.Fatalf("%+v: client %d at %+v, the cheapest costs %d", f, u, best, want)
				}
				if want == 1<<62 {
					none++
				}
			}
			k.recreate()
		}
	}
	if found < 5000 || none < 500 || blinked > found/20 {
		t.Errorf("%d as cheap as can be, %d without a place, %d passed over by chance", found, none, blinked)
	}
}

// leastGap is the least cost of client u in the touched routes, of places within its reach where turfs
// count.
func (k *search) leastGap(u int32) int64 {
	least := int64(1 << 62)
	for i := range k.savedAt {
		r := k.savedAt[i].route
		for at := k.first(r); at != k.last(r); at = k.node[at].next {
			delta, ok := k.between(u, at)
			to, from := k.travel(r, k.node[at].location, u), k.travel(r, u, k.node[k.node[at].next].location)
			if k.d.turfs != TurfsOff && min(to, from) > k.d.near[k.d.teams[r].mode].reach[u] {
				continue
			}
			if ok {
				least = min(least, delta)
			}
		}
	}
	return least
}
