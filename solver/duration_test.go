package solver

import (
	"math/rand/v2"
	"testing"
)

// TestShortest compares the least duration of routes with several windows, as the state and the
// timetable find it, with that of the reference model.
func TestShortest(t *testing.T) {
	shorter := 0
	for i, f := range drafts(30, 3) {
		if f.travel == byWhim {
			continue
		}
		for seed := range uint64(10) {
			p := f.problem(rand.New(rand.NewPCG(seed, uint64(i))))
			for c := range p.Clients {
				if w := p.Clients[c].Windows; len(w) == 1 && w[0].Close-w[0].Open > 20 {
					p.Clients[c].Windows = []Window{{w[0].Open, w[0].Open + 9}, {w[0].Open + 12, w[0].Close}}
				}
			}
			for r := range p.Teams {
				p.Teams[r].MaxDuration = p.Teams[r].Shift.Close - p.Teams[r].Shift.Open
			}
			k := wholeSearch(t, p)
			k.constructAll()
			table := tableOf(t, p, k.best.sequence)
			m := table.plain()
			for r, stops := range m.routes {
				want := m.duration(r, stops)
				if got := k.shortest(int32(r)); int64(got) != want {
					t.Fatalf("%+v, seed %d, route %d: duration %d, want %d", f, seed, r, got, want)
				}
				depart, got := table.shortest(int32(r), table.routes[r].stops)
				if int64(got) != want || depart < p.Teams[r].Shift.Open {
					t.Fatalf("%+v, seed %d, route %d: departs at %d for %d, want %d", f, seed, r, depart, got, want)
				}
				if bound := int64(k.measures[k.last(int32(r))].before.duration); len(stops) > 0 && bound > want {
					t.Fatalf("%+v, seed %d, route %d: least duration %d of segments, in fact %d", f, seed, r, bound, want)
				} else if len(stops) > 0 && bound < want {
					shorter++
				}
			}
		}
	}
	if shorter == 0 {
		t.Error("the segments are always exact: nothing is compared with several windows")
	}
}
