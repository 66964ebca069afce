package solver

import (
	"math/rand/v2"
	"testing"
)

// required is a random problem of which travel decides: every client must be visited, and all can be.
func required(seed uint64, clients, teams int, capacity int32) *Problem {
	r := rand.New(rand.NewPCG(seed, 3))
	p := draft{clients: clients, teams: teams, length: 40000}.problem(r)
	for i := range p.Clients {
		c := &p.Clients[i]
		c.Required, c.Group, c.Load = true, NoGroup, 1
		if len(c.Windows) > 0 {
			c.Windows = []Window{{c.Windows[0].Open, c.Windows[0].Close + 3000}}
		}
	}
	for i := range p.Teams {
		p.Teams[i] = p.Teams[0]
		p.Teams[i].Shift, p.Teams[i].Capacity, p.Teams[i].Groups = Window{0, 40000}, capacity, nil
	}
	return p
}

// TestResizeCounts: a route dissolved is one fewer, and no new one is opened for its clients; a route
// divided is one more, and keeps the order of its stops.
func TestResizeCounts(t *testing.T) {
	k := wholeSearch(t, required(1, 80, 30, 10))
	k.constructAll()
	divided := 0
	for range 300 {
		k.begin()
		routes := k.tally.routes
		k.dissolve()
		if k.tally.routes >= routes {
			t.Fatalf("%d routes of %d are left", k.tally.routes, routes)
		}
		for i := range k.savedAt {
			k.updateRoute(k.savedAt[i].route)
		}
		left := k.tally.routes
		k.offer()
		k.recreate()
		if k.tally.routes > left {
			t.Fatalf("%d routes became %d while none may be opened", left, k.tally.routes)
		}
		k.undo()

		k.begin()
		k.seed = k.node[k.middleStop()].prev
		if k.seed >= k.n {
			continue
		}
		before := k.appendSequence(nil, k.routeOf[k.seed])
		k.divide()
		if len(k.pool) == 0 { // no string was taken out
			divided++
			head, tail := k.appendSequence(nil, k.savedAt[0].route), k.appendSequence(nil, k.savedAt[1].route)
			both := append(head, tail...)
			if len(head) == 0 || len(tail) == 0 || len(both) != len(before) {
				t.Fatalf("%d stops became %d and %d", len(before), len(head), len(tail))
			}
			for i := range both {
				if both[i] != before[i] {
					t.Fatalf("%v became %v", before, both)
				}
			}
			if k.tally.routes != k.was.routes+1 {
				t.Fatalf("%d routes became %d", k.was.routes, k.tally.routes)
			}
		}
		for i := range k.savedAt {
			k.updateRoute(k.savedAt[i].route)
		}
		k.undo()
		k.step(50)
	}
	if divided == 0 {
		t.Error("no route was divided alone")
	}
}

// TestCrowded: where teams carry ten clients each and eighty are required, eight could do it: up to ten
// routes load is what limits. Where some client is optional it is not asked.
func TestCrowded(t *testing.T) {
	p := required(1, 80, 30, 10)
	k := wholeSearch(t, p)
	if k.d.carriers != 8 {
		t.Fatalf("%d teams could carry all, want 8", k.d.carriers)
	}
	for routes, want := range map[int32]bool{7: false, 8: false, 9: true, 10: true, 11: false} {
		k.tally.routes = routes
		if got := k.crowded(); got != want {
			t.Errorf("%d routes: %v", routes, got)
		}
	}
	p.Clients[0].Required = false
	if k := wholeSearch(t, p); k.d.carriers != 0 {
		t.Errorf("%d teams are asked for where a client is optional", k.d.carriers)
	}
}
