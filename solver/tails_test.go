package solver

import (
	"math/rand/v2"
	"testing"
)

// several is a problem of which travel decides, with teams that start at two places.
func several(seed uint64) *Problem {
	p := required(seed, 80, 30, 1000)
	for i := range p.Teams {
		if i%2 == 1 {
			p.Teams[i].Start, p.Teams[i].End = p.Clients[0].Location, p.Clients[1].Location
		}
	}
	return p
}

// TestCrossed: what it is said to cost to exchange tails, of routes with the same start or another and from the
// start of a route on too, is what it costs; and those of teams of a kind that are in time can be exchanged.
func TestCrossed(t *testing.T) {
	alike, unlike, late := 0, 0, 0
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 9))
		k := wholeSearch(t, several(seed))
		k.constructAll()
		for range 600 {
			k.step(2000)
			k.begin()
			a, b := k.anyNode(r), k.anyNode(r)
			if !k.apart(a, b) || k.node[a].next >= k.n && k.node[b].next >= k.n {
				continue
			}
			cost, ok := k.crossed(a, b)
			same := k.d.teams[k.node[a].route].kind == k.d.teams[k.node[b].route].kind
			fits := k.tailFits(a, b) && k.tailFits(b, a)
			if same && ok != fits {
				t.Fatalf("seed %d: in time is %v, but they fit is %v", seed, ok, fits)
			}
			if !fits {
				late++
				continue
			}
			travel := k.tally.travel
			k.exchangeTails(a, b)
			switch grown := k.tally.travel - travel; {
			case k.allInTime() && ok && grown != cost:
				t.Fatalf("seed %d, of a kind %v: %d is said, but travel grows by %d", seed, same, cost, grown)
			case same:
				alike++
			default:
				unlike++
			}
			k.undo()
		}
	}
	if alike < 50 || unlike < 50 || late < 50 {
		t.Errorf("%d exchanges of a kind, %d of two, %d that do not fit: too few", alike, unlike, late)
	}
}

// anyNode is a node that has a tail, if an empty one: the start of a route that goes out, or a stop.
func (k *search) anyNode(r *rand.Rand) int32 {
	for {
		u := int32(r.IntN(int(k.n)))
		if a := k.stopOf[u]; a >= 0 {
			if r.IntN(5) == 0 {
				return k.first(k.node[a].route)
			}
			return a
		}
	}
}

// TestCrossTails: the ruin leaves plans that the reference model agrees with, and does exchange tails; undo brings everything back.
func TestCrossTails(t *testing.T) {
	exchanged := 0
	for i, f := range drafts(40, 6) {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		k := wholeSearch(t, f.problem(r))
		k.constructAll()
		for range 60 {
			k.step(3000)
			k.begin()
			before := k.picture()
			if a, _ := k.nearTails(); a != nowhere {
				exchanged++
			}
			k.crossTails()
			for _, saved := range k.savedAt {
				k.updateRoute(saved.route)
			}
			now := k.seenBy()
			now.examine(t)
			now.examineRights(t, f.travel != byWhim)
			if t.Failed() {
				t.Fatalf("%+v: after the ruin around %d", f, k.seed)
			}
			k.undo()
			if after := k.picture(); before.diff(&after) != "" {
				t.Fatalf("%+v: undo leaves (-before +after):\n%s", f, before.diff(&after))
			}
		}
	}
	if exchanged < 100 {
		t.Errorf("tails were found %d times only", exchanged)
	}
}
