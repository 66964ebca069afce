package solver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// ruins are what leaves a pool behind, each by itself.
var ruins = []struct {
	name string
	do   func(k *search)
}{
	{"drawn", func(k *search) { k.ruin() }},
	{"strings", func(k *search) { k.removeStrings(); k.finishRuin() }},
	{"doors", func(k *search) { k.removeDoors(); k.finishRuin() }},
	{"transfer", func(k *search) { k.transfer() }},
	{"dissolve", func(k *search) { k.resizeBy((*search).dissolve) }},
	{"divide", func(k *search) { k.resizeBy((*search).divide) }},
}

func (k *search) finishRuin() {
	for _, t := range k.savedAt {
		k.updateRoute(t.route)
	}
	k.offer()
}

// resizeBy does a ruin that starts from a visited client.
func (k *search) resizeBy(do func(k *search)) {
	if k.stopOf[k.seed] >= 0 {
		do(k)
	}
	k.finishRuin()
}

// TestRuin: the pool names nobody twice and only unvisited clients, those removed and those offered
// are marked as such, and only routes that were saved have changed.
func TestRuin(t *testing.T) {
	for i, f := range drafts(60, 5) {
		k := searched(t, f, uint64(i), 50)
		for _, ruin := range ruins {
			removed := 0
			for range 40 {
				before := k.picture()
				visited := slices.Clone(k.stopOf)
				k.begin()
				ruin.do(k)
				removed += k.examinePool(t, visited)
				k.undo()
				if after := k.picture(); before.diff(&after) != "" {
					t.Fatalf("%+v, %s: a route that was not saved has changed:\n%s", f, ruin.name, before.diff(&after))
				}
				k.step(20)
			}
			if removed == 0 && k.tally.visits > 4 && ruin.name != "divide" { // which needs a team like the route's
				t.Errorf("%+v, %s: nobody was ever removed", f, ruin.name)
			}
		}
	}
}

// examinePool checks the pool after a ruin of a plan with the given stops, and counts those removed.
func (k *search) examinePool(t *testing.T, stopOf []int32) (removed int) {
	t.Helper()
	for i, u := range k.pool {
		if slices.Contains(k.pool[:i], u) {
			t.Fatalf("client %d is in the pool twice", u)
		}
		if k.stopOf[u] != unvisited {
			t.Fatalf("client %d is in the pool and visited", u)
		}
		want := ^k.iteration
		if stopOf[u] != unvisited {
			want = k.iteration
			removed++
		}
		if k.pooled[u] != want {
			t.Fatalf("client %d is marked %x in iteration %x, visited before: %v", u, k.pooled[u], k.iteration, stopOf[u] != unvisited)
		}
	}
	for u := range k.n {
		if stopOf[u] != unvisited && k.stopOf[u] == unvisited && !slices.Contains(k.pool, u) {
			t.Fatalf("client %d was removed and is not in the pool", u)
		}
	}
	if k.front < 0 || k.front > len(k.pool) {
		t.Fatalf("%d of %d come first", k.front, len(k.pool))
	}
	for _, u := range k.pool[:k.front] {
		if stopOf[u] != unvisited {
			t.Fatalf("client %d comes first, but was removed", u)
		}
	}
	return removed
}

// TestTransferEmpties: a transfer takes out exactly one route.
func TestTransferEmpties(t *testing.T) {
	k := searched(t, draft{clients: 60, teams: 4, radius: 40, length: 5000}, 1, 50)
	for range 50 {
		k.begin()
		visits := k.tally.visits
		k.transfer()
		if len(k.savedAt) != 1 || k.route[k.savedAt[0].route].stops != 0 {
			t.Fatalf("routes %v were touched, stops left %d", k.savedAt, k.route[k.savedAt[0].route].stops)
		}
		if out := visits - k.tally.visits; int(out) != int(k.savedAt[0].to-k.savedAt[0].from) {
			t.Fatalf("%d clients left, the route had %d", out, k.savedAt[0].to-k.savedAt[0].from)
		}
		k.undo()
		k.step(20)
	}
}

// TestRemoveString: a string is a run of neighbouring stops around the one given, but for those spared.
func TestRemoveString(t *testing.T) {
	k := searched(t, draft{clients: 60, teams: 2, length: 20000}, 2, 50)
	r := rand.New(rand.NewPCG(1, 1))
	gaps := 0
	for range 400 {
		k.begin()
		_, stops := k.leftAndStops()
		if len(stops) == 0 {
			t.Fatal("an empty plan")
		}
		a := stops[r.IntN(len(stops))]
		route := k.node[a].route
		was := k.appendSequence(nil, route)
		k.touch(route)
		k.removeString(a)
		var at []int // places in the route that were emptied
		for i, c := range was {
			if k.stopOf[c] == unvisited {
				at = append(at, i)
			}
		}
		first, last := at[0], at[len(at)-1]
		spared := last - first + 1 - len(at)
		if spared > 0 {
			gaps++
		}
		if len(at) > k.d.tune.longest || spared > 3 {
			t.Fatalf("%d stops were removed and %d between them spared", len(at), spared)
		}
		k.updateRoute(route)
		k.undo()
	}
	if gaps == 0 {
		t.Error("no string spared a stop")
	}
}

func BenchmarkRuin(b *testing.B) {
	for _, ruin := range ruins {
		b.Run(ruin.name, func(b *testing.B) {
			onWards(b, func(b *testing.B, k *search) {
				k.constructAll()
				for range 1000 {
					k.step(50)
				}
				for b.Loop() { // with the undo that makes it good
					k.begin()
					ruin.do(k)
					k.undo()
				}
			})
		})
	}
}
