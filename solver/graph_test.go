package solver

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"gonha/geo"
)

// TestConnect compares neighbours and joinable clients with sorting all by distance.
func TestConnect(t *testing.T) {
	for _, threads := range []int{1, 3} {
		p := draft{clients: 120, teams: 1, radius: 40, length: 900}.problem(rand.New(rand.NewPCG(1, 1)))
		g, err := newGraph(t.Context(), p, &Options{Threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		for c := range p.Clients {
			at := p.Points[p.Clients[c].Location]
			order := all(len(p.Clients))
			distance := func(v int32) float64 { return geo.Distance(at, p.Points[p.Clients[v].Location]) }
			slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(distance(a), distance(b)) })
			order = slices.DeleteFunc(order, func(v int32) bool { return v == int32(c) })
			near := g.neighbours.of(int32(c))
			if want := order[:g.tune.neighbours]; !slices.Equal(near, want) {
				t.Fatalf("client %d: neighbours %v, want %v", c, near, want)
			}
			var within []int32
			for _, v := range order {
				if distance(v) <= p.StopRadius {
					within = append(within, v)
				}
			}
			if got := g.joinable.of(int32(c)); !slices.Equal(got, within[:min(len(within), maxJoins)]) {
				t.Fatalf("client %d: joinable %v, want %v", c, got, within)
			}
		}
	}
}

// roundabout is an engine by which the nearest are those of the highest numbers.
type roundabout struct{ geo.Engine }

func (roundabout) Neighbours(of []int32, k, _ int) (flat []int32, per int) {
	for i := range of {
		for j := len(of) - 1; j >= len(of)-k-1; j-- {
			if j != i && len(flat) < (i+1)*k {
				flat = append(flat, int32(j))
			}
		}
	}
	return flat, k
}

// TestConnectByTravel: an engine that knows who is nearest by its own travel is asked.
func TestConnectByTravel(t *testing.T) {
	p := draft{clients: 120, teams: 1, length: 900}.problem(rand.New(rand.NewPCG(1, 1)))
	p.Travel[p.Teams[0].Mode] = roundabout{p.Travel[p.Teams[0].Mode]}
	g := graphOf(t, p)
	if near := g.neighbours.of(3); near[0] != 119 || near[1] != 118 || len(near) != g.tune.neighbours {
		t.Errorf("the neighbours of client 3 are %v", near)
	}
}

// Without a stop radius nobody joins anybody, not even at the very same place.
func TestConnectWithoutStops(t *testing.T) {
	g := graphOf(t, draft{clients: 50, teams: 1, length: 900}.problem(rand.New(rand.NewPCG(1, 1))))
	if len(g.joinable.item) != 0 || len(g.joinable.start) != 51 {
		t.Errorf("joinable: %v", g.joinable)
	}
}

func TestMayVisit(t *testing.T) {
	for i, f := range drafts(20, 4) {
		p := f.problem(rand.New(rand.NewPCG(uint64(i), 2)))
		g := graphOf(t, p)
		m := &plain{p: p}
		for r := range p.Teams {
			for c := range int32(20) {
				if got, want := g.mayVisit(int32(r), c), m.admitsGroup(r, c) && m.admitsTurf(r, c); got != want {
					t.Errorf("%+v: team %d may visit client %d: %v", f, r, c, got)
				}
			}
		}
	}
}

// TestAppraise: more prize is worth more, no prize nothing, and required clients more than all others
// together where prizes are those of people.
func TestAppraise(t *testing.T) {
	p := ward(300, 0, 1)
	p.Clients[7].Required, p.Clients[7].Prize, p.Clients[8].Prize = true, 0, 0
	g := graphOf(t, p)
	var others int64
	for c := range p.Clients {
		if c != 7 {
			others += g.value[c]
		}
		for d := range p.Clients[:c] {
			a, b := &p.Clients[c], &p.Clients[d]
			if !a.Required && !b.Required && (a.Prize > b.Prize) != (g.value[c] > g.value[d]) {
				t.Fatalf("prizes %d and %d are worth %d and %d", a.Prize, b.Prize, g.value[c], g.value[d])
			}
		}
	}
	if g.value[8] != 0 || g.value[7] <= others {
		t.Errorf("nothing is worth %d, a required client %d, all others %d", g.value[8], g.value[7], others)
	}
}

func BenchmarkNewGraph(b *testing.B) {
	for _, radius := range []float64{0, 30} {
		b.Run(map[float64]string{0: "single/n=2000", 30: "shared/n=2000"}[radius], func(b *testing.B) {
			p := ward(2000, radius, 1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := newGraph(b.Context(), p, &Options{Threads: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
