package solver

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// moves of the local search, each on two stops of which the first is tried against the second; u is
// unvisited.
var moves = []struct {
	name string
	do   func(k *search, a, b, u int32) bool
}{
	{"relocate behind", func(k *search, a, b, _ int32) bool { return k.apart(a, b) && k.relocate(a, b) }},
	{"relocate before", func(k *search, a, b, _ int32) bool { return k.apart(a, b) && k.relocate(a, k.node[b].prev) }},
	{"swap", func(k *search, a, b, _ int32) bool { return k.apart(a, b) && k.swap(a, b) }},
	{"swap tails", func(k *search, a, b, _ int32) bool { return k.apart(a, b) && k.swapTails(a, b) }},
	{"reverse", func(k *search, a, b, _ int32) bool { return a != b && !k.apart(a, b) && k.reverse(a, b) }},
	{"replace", func(k *search, a, _, u int32) bool { return u >= 0 && k.replace(a, u) }},
}

// apart says whether two stops are of different routes.
func (k *search) apart(a, b int32) bool { return k.node[a].route != k.node[b].route }

// seenBy is the search's plan beside the reference model of it.
func (k *search) seenBy() *bench {
	m := &plain{p: k.d.p, ids: k.d.ids, teamIDs: k.d.teamIDs, routes: make([][][]int32, len(k.route))}
	for r := range k.route {
		for _, c := range k.appendSequence(nil, int32(r)) {
			if c >= 0 {
				m.routes[r] = append(m.routes[r], []int32{c})
			} else {
				last := &m.routes[r][len(m.routes[r])-1]
				*last = append(*last, ^c)
			}
		}
	}
	return &bench{&k.state, m, &graph{turfCost: k.d.turfCost, value: k.values()}}
}

// values are what the clients are worth, by their index in the problem.
func (k *search) values() []int64 {
	value := make([]int64, len(k.d.p.Clients))
	for c, id := range k.d.ids {
		value[id] = k.d.clients[c].value
	}
	return value
}

// TestMoves: a move that is made lowers the cost and leaves a state that the reference model agrees
// with, of routes that are in time and teams that may serve whom they serve; one that is not made
// leaves everything as it was; undo brings everything back.
func TestMoves(t *testing.T) {
	made := map[string]int{}
	for i, f := range drafts(30, 4) {
		r := rand.New(rand.NewPCG(uint64(i), 3))
		for round := range 6 {
			p := f.problem(r)
			if round%2 == 0 { // teams alike, for those who exchange tails
				for team := range p.Teams {
					p.Teams[team] = p.Teams[0]
					p.Teams[team].Groups, p.Teams[team].Capacity = nil, Unlimited
				}
			}
			k := wholeSearch(t, p)
			k.constructAll()
			for range 40 {
				k.step(3000) // hot, so that there is something to mend
				k.begin()
				k.tryMoves(t, r, f, made)
			}
		}
	}
	for _, move := range moves {
		if made[move.name] < 4 {
			t.Errorf("%s was made %d times only", move.name, made[move.name])
		}
	}
}

func (k *search) tryMoves(t *testing.T, r *rand.Rand, f draft, made map[string]int) {
	t.Helper()
	before := k.picture()
	for range 12 {
		left, stops := k.leftAndStops()
		if len(stops) < 2 {
			break
		}
		a, b, u := stops[r.IntN(len(stops))], stops[r.IntN(len(stops))], int32(-1)
		if len(left) > 0 {
			u = left[r.IntN(len(left))]
		}
		move := moves[r.IntN(len(moves))]
		was, cost := k.picture(), k.total()
		if !move.do(k, a, b, u) {
			if now := k.picture(); !reflect.DeepEqual(was, now) {
				t.Fatalf("%+v: %s of %d and %d is not made, but changes:\n%s", f, move.name, a, b, was.diff(&now))
			}
			continue
		}
		made[move.name]++
		if k.total() >= cost {
			t.Fatalf("%+v: %s raises the cost from %d to %d", f, move.name, cost, k.total())
		}
		now := k.seenBy()
		now.examine(t)
		now.examineRights(t, f.travel != byWhim)
		if t.Failed() {
			t.Fatalf("%+v: after %s of %d and %d", f, move.name, a, b)
		}
	}
	k.undo()
	if after := k.picture(); before.diff(&after) != "" {
		t.Fatalf("%+v: undo leaves (-before +after):\n%s", f, before.diff(&after))
	}
}

// examineRights checks that each team may serve whom it serves, and is in time.
func (b *bench) examineRights(t *testing.T, inTime bool) {
	t.Helper()
	for r, stops := range b.m.routes {
		if inTime && !b.m.feasible(r, stops) {
			t.Errorf("route %d is late", r)
		}
		if b.m.load(r) > int64(b.m.team(r).Capacity) {
			t.Errorf("route %d has a load of %d", r, b.m.load(r))
		}
		for _, c := range slices.Concat(stops...) {
			if !b.m.admitsGroup(r, c) || !b.m.admitsTurf(r, c) {
				t.Errorf("route %d may not serve client %d", r, c)
			}
		}
	}
}

// TestPolish: it never raises the cost, and leaves what the reference model agrees with.
func TestPolish(t *testing.T) {
	for i, f := range drafts(40, 4) {
		k := searched(t, f, uint64(i), 0)
		for range 30 {
			k.step(3000)
			k.begin()
			for r := range int32(2) {
				k.touch(r)
			}
			cost := k.total()
			k.polish()
			if k.total() > cost {
				t.Fatalf("%+v: cost %d, before %d", f, k.total(), cost)
			}
			now := k.seenBy()
			now.examine(t)
			now.examineRights(t, f.travel != byWhim)
			k.undo()
		}
	}
}

func BenchmarkPolish(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		for range 2000 {
			k.step(50)
		}
		for b.Loop() { // with the ruin and the undo
			k.begin()
			k.ruin()
			k.recreate()
			k.polish()
			k.undo()
		}
	})
}
