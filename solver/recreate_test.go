package solver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSortPool: each order sorts by what it is named after, required clients before all others.
func TestSortPool(t *testing.T) {
	k := searched(t, draft{clients: 80, teams: 3, length: 3000}, 4, 0)
	for u := range k.n {
		k.d.clients[u].required = u%17 == 0
	}
	k.seed = 5
	service := func(u int32) float64 { return float64(k.d.service[0][u] + 1) }
	prize := func(u int32) float64 { return float64(k.d.clients[u].prize) }
	tests := []struct {
		name string
		how  int
		of   func(u int32) float64 // falls along the pool
		step float64               // as much may be rounded away
	}{
		{"prize", byPrize, prize, 1},
		{"rate", byRate, func(u int32) float64 { return min(prize(u)/service(u), 15.9) }, 2.0 / 4096},
		{"narrow", byNarrow, func(u int32) float64 { return -min(1<<20, float64(k.d.clients[u].close-k.d.clients[u].open)) }, 32},
		{"early", byEarly, func(u int32) float64 { return -min(1<<19, float64(k.d.clients[u].close)) }, 16},
		{"late", byLate, func(u int32) float64 { return max(0, float64(k.d.clients[u].open)) }, 16},
	}
	for _, test := range tests {
		k.pool, k.front = all(int(k.n)), 0
		k.sortPool(test.how)
		order := k.sorted(t)
		for i := 1; i < len(order); i++ {
			a, b := order[i-1], order[i]
			x, y := &k.d.clients[a], &k.d.clients[b]
			if x.required != y.required {
				if y.required {
					t.Fatalf("%s: required client %d after %d", test.name, b, a)
				}
				continue
			}
			if !x.required && test.of(a) < test.of(b)-test.step {
				t.Fatalf("%s: client %d with %v before %d with %v", test.name, a, test.of(a), b, test.of(b))
			}
		}
	}
}

// sorted is the order without its keys; it must hold the pool's clients and nobody else.
func (k *search) sorted(t *testing.T) []int32 {
	t.Helper()
	var order []int32
	for _, key := range k.order {
		order = append(order, int32(uint32(key)))
	}
	if !slices.Equal(slices.Sorted(slices.Values(order)), slices.Sorted(slices.Values(k.pool))) {
		t.Fatalf("the order %v is not that of the pool %v", order, k.pool)
	}
	return order
}

// TestSortPoolFront: whoever is to come first does, whatever the order, with those required.
func TestSortPoolFront(t *testing.T) {
	k := searched(t, draft{clients: 40, teams: 3, length: 3000}, 4, 0)
	for u := range k.n {
		k.d.clients[u].required = u == 39
	}
	for how := byChance; how <= byGain; how++ {
		k.pool, k.front = all(40), 10
		k.sortPool(how)
		order := k.sorted(t)
		first := slices.Sorted(slices.Values(order[:11]))
		if !slices.Equal(first, append(all(10), 39)) {
			t.Errorf("order %d: %v", how, order)
		}
	}
}

// Keys stay within 16 bits, whatever the client is like.
func TestKeys(t *testing.T) {
	p := draft{clients: 6, teams: 2, travel: byWhim, length: 3000}.problem(rand.New(rand.NewPCG(1, 1)))
	most := int32(1<<31 - 1)
	for i, c := range []Client{
		{Prize: most, Persons: 1}, {Prize: 0}, {Prize: 1, Windows: []Window{{-5000, -4000}}},
		{Prize: 1, Windows: []Window{{1 << 25, 1<<25 + 5}}}, {Prize: most, Persons: 1000, PerPerson: 1000, Setup: 10000}, {Prize: 7, Windows: []Window{{0, 1 << 25}}},
	} {
		c.Location, c.Group, c.Turf = p.Clients[i].Location, NoGroup, NoTurf
		p.Clients[i] = c
	}
	k := wholeSearch(t, p)
	for how := byChance; how <= byGain; how++ {
		for u := range k.n {
			for k.seed = range k.n {
				if key := k.key(u, how); key >= 1<<16 {
					t.Errorf("order %d, client %d: key %d", how, u, key)
				}
			}
		}
	}
}

// TestInsertPool: everybody inserted was in the pool, and whoever is left finds no place in an
// order without blinks.
func TestInsertPool(t *testing.T) {
	for i, f := range drafts(30, 3) {
		k := searched(t, f, uint64(i), 20)
		for range 20 {
			k.begin()
			k.ruin()
			before := slices.Clone(k.stopOf)
			k.recreate()
			for u := range k.n {
				if before[u] == unvisited && k.stopOf[u] != unvisited && !slices.Contains(k.pool, u) {
					t.Fatalf("%+v: client %d was inserted, but not offered", f, u)
				}
				if before[u] != unvisited && k.stopOf[u] == unvisited {
					t.Fatalf("%+v: client %d was removed by the recreate", f, u)
				}
			}
			k.undo()
			k.step(10)
		}
	}
}

// TestConstruct: a first plan from nothing serves somebody wherever somebody can be served alone.
func TestConstruct(t *testing.T) {
	for i, f := range drafts(30, 3) {
		k := searched(t, f, uint64(i), 0)
		k.verify()
		somebody := false
		for u := range k.n {
			for r := range k.route {
				empty := newState(k.d)
				_, ok := empty.between(u, empty.first(int32(r)))
				somebody = somebody || ok
			}
		}
		if somebody != (k.tally.visits > 0) {
			t.Errorf("%+v: %d visits, possible alone: %v", f, k.tally.visits, somebody)
		}
		if k.best.tally != k.tally {
			t.Errorf("%+v: the first plan is not kept as best", f)
		}
	}
}

func BenchmarkRecreate(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		for range 1000 {
			k.step(50)
		}
		for b.Loop() { // with the ruin before and the undo after
			k.begin()
			k.ruin()
			k.recreate()
			k.undo()
		}
	})
}

func BenchmarkConstruct(b *testing.B) {
	for _, radius := range []float64{0, 30} {
		b.Run(map[float64]string{0: "single/n=2000", 30: "shared/n=2000"}[radius], func(b *testing.B) {
			g := graphOf(b, ward(2000, radius, 1))
			d := denseOf(b, g, all(2000), all(len(g.p.Teams)))
			b.ReportAllocs()
			for b.Loop() {
				newSearch(d, 1, 0).constructAll()
			}
		})
	}
}

// TestKeysOfAnyUnit: clients have keys of their own in the orders of time and of way, whatever the unit of both.
func TestKeysOfAnyUnit(t *testing.T) {
	for _, unit := range []int32{1, 10, 1000} {
		p := plainProblem(100, 6, true, rand.New(rand.NewPCG(3, 3)))
		for i, m := 0, p.Travel[0].(*matrix); i < len(m.seconds); i++ {
			m.seconds[i] *= unit
		}
		for i := range p.Teams {
			p.Teams[i].Shift.Close *= unit
		}
		for i := range p.Clients {
			p.Clients[i].Windows = []Window{{int32(i) * 20 * unit, int32(i) * 90 * unit}}
		}
		k := wholeSearch(t, p)
		for _, how := range []int{byNarrow, byEarly, byLate, byFar, byClose} {
			keys := map[uint32]bool{}
			for u := range k.n {
				keys[k.key(u, how)>>1] = true
			}
			if len(keys) < 50 {
				t.Errorf("unit %d, order %d: %d clients have %d keys", unit, how, k.n, len(keys))
			}
		}
	}
}
