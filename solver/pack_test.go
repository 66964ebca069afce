package solver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRoutes compares the pool with a map of the cheapest route of each set of clients.
func TestRoutes(t *testing.T) {
	k := searched(t, draft{clients: 30, teams: 2, length: 3000}, 1, 0)
	p := k.newRoutes()
	r := rand.New(rand.NewPCG(1, 0))
	want := map[string]int64{}
	name := func(kind int32, sequence []int32) string {
		s := []byte{byte(kind)}
		for _, c := range slices.Sorted(slices.Values(sequence)) {
			s = append(s, byte(c))
		}
		return string(s)
	}
	for range 3000 {
		var sequence []int32
		for _, c := range r.Perm(5)[:1+r.IntN(4)] {
			sequence = append(sequence, int32(c))
		}
		kind, cost := r.Int32N(2), r.Int64N(1000)
		p.add(kind, cost, sequence)
		if old, ok := want[name(kind, sequence)]; !ok || cost < old {
			want[name(kind, sequence)] = cost
		}
	}
	if len(p.list) != len(want) {
		t.Fatalf("%d routes, want %d", len(p.list), len(want))
	}
	for i, x := range p.list {
		if want[name(x.kind, p.sequence(i))] != x.cost {
			t.Errorf("%v of kind %d costs %d, want %d", p.sequence(i), x.kind, x.cost, want[name(x.kind, p.sequence(i))])
		}
	}
}

// A full pool starts anew, with the route that had no room.
func TestRoutesFull(t *testing.T) {
	k := searched(t, draft{clients: 40, teams: 2, length: 3000}, 1, 0)
	p := k.newRoutes()
	r := rand.New(rand.NewPCG(1, 0))
	anew := 0
	for i := range 3 * poolRoutes {
		var sequence []int32
		for _, c := range r.Perm(40)[:12] {
			sequence = append(sequence, int32(c))
		}
		n := len(p.list)
		p.add(0, int64(i), sequence)
		if len(p.list) == 1 && n > 1 {
			anew++
			if !slices.Equal(p.sequence(0), sequence) {
				t.Fatal("the route without room is lost")
			}
		}
	}
	if anew < 2 {
		t.Errorf("the pool began anew %d times", anew)
	}
}

// TestPack: packing makes a plan that is as good as the best or leaves the plan as it was; either is a
// plan that the reference model agrees with. Out of the routes of two plans it finds the best of both.
func TestPack(t *testing.T) {
	better := 0
	for i, f := range drafts(40, 4) {
		if f.turfs != TurfsOff {
			continue
		}
		for seed := range uint64(8) {
			p := f.problem(rand.New(rand.NewPCG(seed, uint64(i))))
			if seed%2 == 0 {
				p.Exchange = 300
			}
			for r := range p.Teams {
				if seed%4 < 2 {
					p.Teams[r] = p.Teams[0]
				}
			}
			k := wholeSearch(t, p)
			k.constructAll()
			k.routes = k.newRoutes()
			for range 20 {
				k.step(2000)
			}
			before, best, cost := k.picture(), k.best.tally, k.best.cost
			k.pack()
			k.verify()
			if k.current != k.total() {
				t.Fatalf("%+v/%d: cost %d is noted as %d", f, seed, k.total(), k.current)
			}
			now := k.seenBy()
			now.examine(t)
			now.examineRights(t, f.travel != byWhim)
			after := k.picture()
			switch {
			case k.byCost() && k.best.cost < cost, !k.byCost() && k.best.tally.better(&best):
				better++
			case k.best.cost != cost:
				t.Fatalf("%+v/%d: the best plan cost %d, now %d", f, seed, cost, k.best.cost)
			case before.Tally != after.Tally || !slices.Equal(before.RouteOf, after.RouteOf):
				t.Fatalf("%+v/%d: packing changed the plan in vain", f, seed)
			}
		}
	}
	if better < 3 {
		t.Errorf("packing found a better plan %d times", better)
	}
}
