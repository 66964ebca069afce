package solver

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"gonha/geo"
)

// exact is the best of a tiny problem without shared stops, over all plans: the most prize, and the least cost of
// those that visit all required clients; false where there is none.
func exact(p *Problem) (prize, cost int64, ok bool) {
	const none = int64(math.MaxInt64 / 2)
	m := &plain{p: p, routes: make([][][]int32, len(p.Teams))}
	n := len(p.Clients)
	best := make([]int64, 1<<n)
	for set := range best[1:] {
		best[1+set] = none
	}
	for r := range p.Teams {
		routes := m.cheapest(r, none)
		next := make([]int64, 1<<n)
		for set := range next {
			next[set] = none
			for own := set; ; own = (own - 1) & set {
				next[set] = min(next[set], routes[own]+best[set&^own])
				if own == 0 {
					break
				}
			}
		}
		best = next
	}
	cost = none
	for set, c := range best {
		if c >= none {
			continue
		}
		all := true
		sum, left := int64(0), int64(0)
		for i := range p.Clients {
			if set>>i&1 == 1 {
				sum += int64(p.Clients[i].Prize)
			} else {
				left += p.Exchange * int64(p.Clients[i].Prize)
				all = all && !p.Clients[i].Required
			}
		}
		prize = max(prize, sum)
		if all {
			cost = min(cost, c+left)
		}
	}
	return prize, cost, cost < none
}

// cheapest is by set of clients the least cost of a route of the team that visits them, in any order.
func (m *plain) cheapest(r int, none int64) []int64 {
	n := len(m.p.Clients)
	best := make([]int64, 1<<n)
	for set := range best[1:] {
		best[1+set] = none
	}
	var visit func(set int, stops [][]int32)
	visit = func(set int, stops [][]int32) {
		for c := range int32(n) {
			if set>>c&1 == 1 || !m.admitsGroup(r, c) || !m.admitsTurf(r, c) || !m.carries(r, uint(set|1<<c)) {
				continue
			}
			longer := append(stops[:len(stops):len(stops)], []int32{c})
			if m.feasible(r, longer) {
				best[set|1<<c] = min(best[set|1<<c], m.cost(r, longer))
			}
			visit(set|1<<c, longer)
		}
	}
	visit(0, nil)
	return best
}

// tinyRoutes are tiny problems without shared stops, of every kind, and of every objective.
func tinyRoutes(seed uint64) (list []*Problem) {
	for i, f := range drafts(6, 3) {
		if f.radius > 0 {
			continue
		}
		for about := range 3 {
			r := rand.New(rand.NewPCG(seed, uint64(10*i+about)))
			f.clients, f.teams, f.length, f.limits = 3+r.IntN(3), 1+r.IntN(3), 2400, r.IntN(2) == 0
			p := f.problem(r)
			for c := range p.Clients {
				p.Clients[c].Required = about == 1 || about == 2 && r.IntN(3) == 0
			}
			if about == 2 {
				p.Exchange = 20 + r.Int64N(200)
			}
			list = append(list, p)
		}
	}
	return list
}

func bound(t *testing.T, p *Problem, work int64) Bounds {
	t.Helper()
	b, err := Bound(t.Context(), p, nil, work)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Bounds are on their side of the exact best, met in most, and no worse than those of any size.
func TestBounds(t *testing.T) {
	var problems, met, costs, costsMet, better int
	for seed := range uint64(25) {
		for i, p := range tinyRoutes(seed) {
			prize, cost, ok := exact(p)
			g := graphOf(t, p)
			for _, work := range []int64{1000, 100_000, 10_000_000} {
				b := bound(t, p, work)
				if b.Prize < prize || b.Prize > g.bound || ok && b.Cost > cost {
					t.Errorf("seed %d, problem %d, work %d: bounds %+v, best prize %d, least cost %d, %v; by knapsack %d", seed, i, work, b, prize, cost, ok, g.bound)
				}
				if work < 10_000_000 {
					continue
				}
				if !p.nature().travels {
					problems++
					met += count(b.Prize == prize)
					better += count(b.Prize < g.bound)
				} else if ok && cost > 0 {
					costs++
					costsMet += count(b.Cost == cost)
				}
			}
		}
	}
	t.Logf("prize: %d of %d met, %d better than by knapsack; cost: %d of %d met", met, problems, better, costsMet, costs)
	if met*10 < problems*9 || costsMet*10 < costs*8 || better == 0 || problems < 200 || costs < 150 {
		t.Errorf("prize: %d of %d met, %d better than by knapsack; cost: %d of %d met: too few", met, problems, better, costsMet, costs)
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// A plan that is given changes how soon the bound is found, never its side; with the best plan it is met or below.
func TestBoundsOfPlans(t *testing.T) {
	for seed := range uint64(3) {
		for i, p := range tinyRoutes(100 + seed) {
			o := DefaultOptions()
			o.Iterations, o.TimeLimit = 300, 0
			r, err := Solve(t.Context(), p, o)
			if err != nil {
				t.Fatal(err)
			}
			prize, cost, ok := exact(p)
			if r.Bound < prize || ok && r.CostBound > cost {
				t.Errorf("seed %d, problem %d: a solve has bounds %d and %d, best prize %d, least cost %d", seed, i, r.Bound, r.CostBound, prize, cost)
			}
			b, err := Bound(t.Context(), p, &r.Solution, 1_000_000)
			if err != nil || b.Prize < prize || ok && b.Cost > cost {
				t.Errorf("seed %d, problem %d: bounds %+v, best prize %d, least cost %d, %v; %v", seed, i, b, prize, cost, ok, err)
			}
		}
	}
}

// Without time to look there is still a bound, and shared stops have that of any size.
func TestBoundsWithout(t *testing.T) {
	p := ward(60, 0, 1)
	g := graphOf(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if b, err := Bound(ctx, p, nil, BoundWork); err != nil || b.Prize < g.bound {
		t.Errorf("%+v, %v", b, err)
	}
	shared := ward(60, 30, 1)
	if b, err := Bound(t.Context(), shared, nil, BoundWork); err != nil || b.Prize != graphOf(t, shared).bound || b.Cost != 0 {
		t.Errorf("%+v, %v", b, err)
	}
	for i := range shared.Clients {
		shared.Clients[i].Required = true
	}
	if b, err := Bound(t.Context(), shared, nil, BoundWork); err != nil || b.Cost != 0 {
		t.Errorf("%+v, %v", b, err)
	}
	p.Clients[0].Prize = -1
	if _, err := Bound(t.Context(), p, nil, BoundWork); err == nil {
		t.Error("a faulty problem has a bound")
	}
}

// A solve's work for its bounds is known from its options alone, and a small part of it.
func TestBoundWork(t *testing.T) {
	for name, test := range map[string]struct {
		o    Options
		want int64
	}{
		"time":       {Options{TimeLimit: 10 * time.Second}, 10_000_000},
		"iterations": {Options{Iterations: 1000}, 50_000},
		"the lesser": {Options{Iterations: 1000, TimeLimit: time.Hour}, 50_000},
		"epochs":     {Options{Epochs: []Epoch{{Iterations: 10}, {Iterations: 20}}}, 1500},
		"no limit":   {Options{Iterations: math.MaxInt64}, boundWorkIteration << 40},
	} {
		if got := test.o.boundWork(); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

// The bound on travel alone, of any size, is met where routes are as cheap as their cheapest ways.
func TestLeastCost(t *testing.T) {
	p := &Problem{Teams: []Team{
		{Shift: Window{0, 10_000}, Members: 1, Capacity: 2},
		{Shift: Window{0, 10_000}, Members: 1, Capacity: 2, Fixed: 7},
	}}
	p.Points = make([]geo.Point, 5) // on a line, 100 seconds apart, the start first
	m := &matrix{points: p.Points, seconds: make([]int32, 25)}
	for i := range int32(25) {
		m.seconds[i] = 100 * max(i/5-i%5, i%5-i/5)
	}
	p.Travel = []geo.Engine{m}
	for i := range int32(4) {
		p.Clients = append(p.Clients, Client{Location: 1 + i, Required: true, Load: 1, Group: NoGroup, Turf: NoTurf})
	}
	g := graphOf(t, p)
	b, err := g.leastCost(t.Context(), 1000)
	if err != nil || b != 800 { // two teams out: 1 and back, 2 to 4 and back, by ways alone
		t.Errorf("%d, %v", b, err)
	}
	if b, err := g.leastCost(t.Context(), 10); err != nil || b != 0 {
		t.Errorf("with too little work: %d, %v", b, err)
	}
}

// BenchmarkColumns measures the bound on the prize of evenings door by door, against that by knapsack alone.
func BenchmarkColumns(b *testing.B) {
	for _, n := range []int{100, 300} {
		b.Run(fmt.Sprintf("ward/n=%d", n), func(b *testing.B) {
			p := ward(n, 0, 1)
			o := DefaultOptions()
			o.TimeLimit, o.Iterations = 0, 50_000
			r, err := Solve(b.Context(), p, o)
			if err != nil {
				b.Fatal(err)
			}
			var found Bounds
			for b.Loop() {
				if found, err = Bound(b.Context(), p, &r.Solution, BoundWork); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(r.Value.Prize), "plan")
			b.ReportMetric(float64(found.Prize), "columns")
			b.ReportMetric(float64(graphOf(b, p).bound), "knapsack")
		})
	}
}
