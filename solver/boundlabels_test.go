package solver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// everyWalk calls do for every walk of the kind that keeps to time, load and longest duration, clients as often
// as time allows, up to so many visits.
func (k *teamKind) everyWalk(most int, do func(route []int32, cost int64)) {
	var extend func(route []int32)
	extend = func(route []int32) {
		for c := range int32(k.n) {
			if len(route) > 0 && route[len(route)-1] == c || len(k.windows[c]) == 0 {
				continue
			}
			longer := append(route[:len(route):len(route)], c)
			if cost, ok := k.cost(longer); ok {
				do(longer, cost)
			}
			if len(longer) < most {
				extend(longer)
			}
		}
	}
	extend(nil)
}

func elementary(route []int32) bool {
	sorted := slices.Sorted(slices.Values(route))
	return len(slices.Compact(sorted)) == len(route)
}

// randomGains are what visits are worth, from nothing to about what a route costs.
func randomGains(r *rand.Rand, n int) []int64 {
	gain := make([]int64, n)
	for i := range gain {
		gain[i] = r.Int64N(400 * grain)
	}
	return gain
}

// Pricing against brute force: no elementary route is cheaper than what is found, and what is found is an ng-route
// at its cost; with all clients near it is the cheapest elementary route. No walk of the table is dearer.
func TestPricing(t *testing.T) {
	const visits = 5
	found, exactly := 0, 0
	for seed := range uint64(12) {
		for i, p := range tinyRoutes(200 + seed) {
			g := graphOf(t, p)
			rt, err := g.newRouting(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if rt == nil {
				continue
			}
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			for _, k := range rt.kinds {
				gain, price := randomGains(r, k.n), -r.Int64N(100*grain)
				reduced := func(route []int32, cost int64) int64 {
					for _, c := range route {
						cost -= gain[c]
					}
					return cost - price
				}
				table := newCompletions(k, gain)
				table.fill()
				walk := int64(0)
				for _, a := range k.arcs[k.n] {
					walk = min(walk, table.first(a)-price)
				}
				least := int64(0) // of elementary routes
				k.everyWalk(min(visits, k.n), func(route []int32, cost int64) {
					if elementary(route) {
						least = min(least, reduced(route, cost))
					}
				})
				if walk > least {
					t.Errorf("seed %d, problem %d: the table has %d, a route costs %d", seed, i, walk, least)
				}
				for _, near := range []int{1, 2, 3, k.n} {
					l := newLabels(k, near)
					got := l.price(t.Context(), table, price, 0, 40, 1<<40)
					if !got.whole || got.least > least || near == k.n && got.least < least {
						t.Errorf("seed %d, problem %d, %d near: %d, cheapest route %d", seed, i, near, got.least, least)
					}
					cheapest := int64(0)
					for _, route := range got.routes {
						cost, ok := k.cost(route)
						if !ok || !l.allows(route) {
							t.Errorf("seed %d, problem %d, %d near: %v is none", seed, i, near, route)
						}
						cheapest = min(cheapest, reduced(route, cost))
					}
					if cheapest != got.least {
						t.Errorf("seed %d, problem %d, %d near: %d, but the routes cost %d", seed, i, near, got.least, cheapest)
					}
					found += count(got.least < 0)
					exactly += count(got.least == least)
				}
			}
		}
	}
	if found < 500 || exactly < 500 {
		t.Errorf("%d prices below 0, %d of elementary routes: too few to mean anything", found, exactly)
	}
}

// A ceiling hides only what is not below it, and work that runs out is said to have.
func TestPricingCeiling(t *testing.T) {
	p := ward(9, 0, 3)
	for i := range p.Clients {
		p.Clients[i].Required = true
	}
	rt, err := graphOf(t, p).newRouting(t.Context())
	if err != nil || rt == nil {
		t.Fatal(rt, err)
	}
	k := rt.kinds[0]
	gain := randomGains(rand.New(rand.NewPCG(1, 1)), k.n)
	table := newCompletions(k, gain)
	table.fill()
	l := newLabels(k, nearSize)
	all := l.price(t.Context(), table, 0, 0, 40, 1<<40)
	if !all.whole || all.least >= 0 {
		t.Fatalf("%+v", all)
	}
	if got := l.price(t.Context(), table, 0, all.least/2, 40, 1<<40); got.least != all.least || !got.whole {
		t.Errorf("below half: %d, without ceiling %d", got.least, all.least)
	}
	if got := l.price(t.Context(), table, 0, all.least, 40, 1<<40); got.least != all.least || len(got.routes) > 0 {
		t.Errorf("below the least: %d, %d routes", got.least, len(got.routes))
	}
	if got := l.price(t.Context(), table, 0, 0, 40, 100); got.whole {
		t.Error("a hundred ways are not all")
	}
}

// Where visits are shorter than the steps of time walks may make several within a step.
func TestShortVisits(t *testing.T) {
	short := 0
	for seed := range uint64(20) {
		p := tinyRoutes(300 + seed)[1]
		for i := range p.Clients {
			p.Clients[i].Setup, p.Clients[i].PerPerson = 1, 0
			p.Clients[i].Windows = nil
		}
		for i := range p.Teams {
			p.Teams[i].Shift = Window{0, 100_000}
		}
		rt, err := graphOf(t, p).newRouting(t.Context())
		if err != nil || rt == nil {
			t.Fatal(rt, err)
		}
		r := rand.New(rand.NewPCG(seed, 0))
		for _, k := range rt.kinds {
			gain := randomGains(r, k.n)
			table := newCompletions(k, gain)
			table.fill()
			short += table.rounds
			k.everyWalk(k.n, func(route []int32, cost int64) {
				if !elementary(route) {
					return
				}
				for _, c := range route {
					cost -= gain[c]
				}
				for _, a := range k.arcs[k.n] {
					if a.to == route[0] && table.first(a) > cost {
						t.Errorf("seed %d: %v costs %d, the table has %d", seed, route, cost, table.first(a))
					}
				}
			})
		}
	}
	if short == 0 {
		t.Error("no step holds two visits")
	}
}
