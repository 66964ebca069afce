package solver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// requiredDraft is a problem of which travel decides.
func requiredDraft(f draft, seed uint64) *Problem {
	p := f.problem(rand.New(rand.NewPCG(seed, 0)))
	for i := range p.Clients {
		p.Clients[i].Required = true
	}
	return p
}

// TestRank: the neighbours are those of the least proximity, in order, computed one pair at a time.
func TestRank(t *testing.T) {
	for i, f := range drafts(70, 3) {
		if f.travel != byLine {
			continue
		}
		p := requiredDraft(f, uint64(i))
		for threads := range 3 {
			g, err := newGraph(t.Context(), p, &Options{Threads: threads + 1})
			if err != nil {
				t.Fatal(err)
			}
			both := func(a, b int32) int64 {
				out, _ := p.Travel[p.Teams[0].Mode].Leg(p.Clients[a].Location, p.Clients[b].Location)
				return min(g.proximity(a, b, out), g.proximity(b, a, out))
			}
			for a := range int32(len(p.Clients)) {
				near := g.neighbours.of(a)
				worst, in := int64(-1), map[int32]bool{a: true}
				for _, b := range near {
					if x := both(a, b); x < worst {
						t.Fatalf("%+v: neighbour %d of %d is out of order", f, b, a)
					} else {
						worst = x
					}
					in[b] = true
				}
				for b := range int32(len(p.Clients)) {
					if !in[b] && both(a, b) < worst {
						t.Fatalf("%+v: %d is nearer to %d than its neighbours", f, b, a)
					}
				}
			}
		}
	}
}

// TestNeighboursOfARegion: in a region that holds half of everybody, each client looks at as many neighbours as
// in a problem of one region, and they are the nearest of those in the region.
func TestNeighboursOfARegion(t *testing.T) {
	p := requiredDraft(draft{clients: 2*travelClients + 2, teams: 2, length: 3600}, 3)
	g := graphOf(t, p)
	var half []int32
	for c := int32(0); int(c) < len(p.Clients); c += 2 {
		half = append(half, c)
	}
	d := denseOf(t, g, half, []int32{0, 1})
	for i, c := range half {
		var want []int32
		for _, v := range g.neighbours.of(c) {
			if j, ok := slices.BinarySearch(half, v); ok && len(want) < g.tune.neighbours {
				want = append(want, int32(j))
			}
		}
		if got := d.neighbour.of(int32(i)); len(got) != g.tune.neighbours || !slices.Equal(got, want) {
			t.Fatalf("client %d: neighbours %v, want the %d %v", c, got, g.tune.neighbours, want)
		}
	}
}

func TestListed(t *testing.T) {
	for _, test := range []struct {
		clients, neighbours int
		divided             bool
		want                int
	}{
		{30, 40, false, 29}, {300, 40, false, 40}, {300, 40, true, 160}, {300, 80, true, 299}, {20_000, 40, true, 160}, {20_000, 60, true, proximityFrom},
	} {
		g := &graph{p: &Problem{Clients: make([]Client, test.clients)}, nature: nature{divided: test.divided}, tune: tuning{neighbours: test.neighbours}}
		if got := g.listed(); got != test.want {
			t.Errorf("%+v: %d are kept", test, got)
		}
	}
}

func TestProximity(t *testing.T) {
	tests := []struct {
		name string
		a, b Client
		want int64
	}{
		{"no windows", Client{}, Client{Windows: []Window{{900, 901}}}, 50},
		{"in time", Client{Windows: []Window{{0, 100}}}, Client{Windows: []Window{{0, 200}}}, 50},
		{"wait", Client{Windows: []Window{{0, 100}}, Setup: 10}, Client{Windows: []Window{{260, 300}}}, 50 + 20},
		{"late", Client{Windows: []Window{{100, 200}}, Setup: 10}, Client{Windows: []Window{{0, 130}}}, 50 + 30},
		{"the hull of several", Client{Windows: []Window{{0, 1}, {50, 100}}}, Client{Windows: []Window{{160, 161}, {300, 301}}}, 50 + 2},
	}
	for _, test := range tests {
		p := &Problem{Clients: []Client{test.a, test.b}, Teams: []Team{{Members: 1}}}
		if got := (&graph{p: p}).proximity(0, 1, 50); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}
