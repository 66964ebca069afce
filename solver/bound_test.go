package solver

import (
	"math/rand/v2"
	"testing"
)

// optimum is the exact best of a tiny problem: as many required clients as can be, then as much
// prize, over all plans. For each team it finds by dynamic programming the earliest departure from a
// last stop with a set of clients served, then the best way to share the clients among the teams.
func optimum(p *Problem) (required int, prize int64) {
	n := len(p.Clients)
	m := &plain{p: p, routes: make([][][]int32, len(p.Teams))}
	best := map[uint]struct{}{0: {}} // sets that the teams so far can serve between them
	for r := range p.Teams {
		served := m.servable(r)
		next := map[uint]struct{}{}
		for set := range best {
			for own := range served {
				if set&own == 0 {
					next[set|own] = struct{}{}
				}
			}
		}
		best = next
	}
	for set := range best {
		var must int
		var sum int64
		for c := range n {
			if set>>c&1 == 1 {
				sum += int64(p.Clients[c].Prize)
				if p.Clients[c].Required {
					must++
				}
			}
		}
		if must > required || must == required && sum > prize {
			required, prize = must, sum
		}
	}
	return required, prize
}

// servable lists the sets of clients, as bits, that the team can serve in an evening.
func (m *plain) servable(r int) map[uint]bool {
	n := len(m.p.Clients)
	type stand struct {
		set  uint
		last int32
	}
	team := m.team(r)
	earliest := map[stand]int64{{0, -1}: int64(team.Shift.Open)}
	ok := map[uint]bool{0: true}
	for set := range uint(1) << n {
		for last := int32(-1); last < int32(n); last++ {
			time, known := earliest[stand{set, last}]
			if !known {
				continue
			}
			at := team.Start
			if last >= 0 {
				at = m.client(last).Location
			}
			m.stops(r, set, func(stop []int32, more uint) {
				to := m.client(stop[0]).Location
				begin, home := m.begin(stop, time+m.leg(r, at, to))
				if !home {
					return
				}
				leave := begin + m.service(r, stop)
				if leave+m.leg(r, to, team.End) <= int64(team.Shift.Close) && m.carries(r, set|more) {
					ok[set|more] = true
				}
				s := stand{set | more, stop[0]}
				if old, known := earliest[s]; !known || leave < old {
					earliest[s] = leave
				}
			})
		}
	}
	return ok
}

// stops calls do for every stop that the team could make of clients outside the set.
func (m *plain) stops(r int, set uint, do func(stop []int32, more uint)) {
	n := int32(len(m.p.Clients))
	may := func(c int32) bool { return set>>c&1 == 0 && m.admitsGroup(r, c) && m.admitsTurf(r, c) }
	for first := range n {
		if !may(first) {
			continue
		}
		var others []int32
		for c := range n {
			if c != first && may(c) && m.near(first, c) {
				others = append(others, c)
			}
		}
		for some := range uint(1) << len(others) {
			stop, more := []int32{first}, uint(1)<<first
			for i, c := range others {
				if some>>i&1 == 1 {
					stop, more = append(stop, c), more|uint(1)<<c
				}
			}
			do(stop, more)
		}
	}
}

// carries says whether the team's capacity holds the set.
func (m *plain) carries(r int, set uint) bool {
	var load int64
	for c := range m.p.Clients {
		if set>>c&1 == 1 {
			load += int64(m.p.Clients[c].Load)
		}
	}
	return load <= int64(m.team(r).Capacity)
}

// tiny are drafts whose optimum is quickly found.
func tiny() (list []draft) {
	for _, f := range drafts(6, 2) {
		f.length, f.limits = 1800, false
		list = append(list, f)
	}
	return list
}

func TestBound(t *testing.T) {
	tight, positive := 0, 0
	for i, f := range tiny() {
		for seed := range uint64(30) {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			f.clients, f.teams = 4+r.IntN(3), 1+r.IntN(2)
			p := f.problem(r)
			for c := range p.Clients { // the bound takes no notice of who is required
				p.Clients[c].Required = false
			}
			_, best := optimum(p)
			g := graphOf(t, p)
			if g.bound < best {
				t.Errorf("%+v, seed %d: bound %d, optimum %d", f, seed, g.bound, best)
			}
			if best > 0 {
				positive++
			}
			if g.bound == best {
				tight++
			}
		}
	}
	if tight < 30 || positive < 200 {
		t.Errorf("the bound is met %d times, %d problems have a plan: too few to mean anything", tight, positive)
	}
}

// TestBoundOfPlans: no plan of a larger problem that the search finds is worth more.
func TestBoundOfPlans(t *testing.T) {
	for i, f := range drafts(60, 6) {
		f.length = 5000
		k := searched(t, f, uint64(i), 1500)
		g := graphOf(t, f.problem(rand.New(rand.NewPCG(uint64(i), 0))))
		if k.best.tally.prize > g.bound {
			t.Errorf("%+v: bound %d, a plan of %d", f, g.bound, k.best.tally.prize)
		}
	}
}

// With time for everybody the bound is the sum of the prizes, and without anything it is nothing.
func TestBoundEnds(t *testing.T) {
	p := ward(60, 0, 1)
	var sum int64
	for i := range p.Clients {
		sum += int64(p.Clients[i].Prize)
		p.Clients[i].Windows = nil
	}
	for name, test := range map[string]struct {
		change func(*Problem)
		want   int64
	}{
		"time for everybody": {func(p *Problem) { p.Teams[0].Shift = Window{0, 1 << 20} }, sum},
		"no teams":           {func(p *Problem) { p.Teams = nil }, 0},
		"no clients":         {func(p *Problem) { p.Clients = nil }, 0},
		"no prizes": {func(p *Problem) {
			for i := range p.Clients {
				p.Clients[i].Prize = 0
			}
		}, 0},
		"no time at all": {func(p *Problem) {
			for i := range p.Teams {
				p.Teams[i].Shift = Window{100, 100}
			}
		}, 0},
		"nobody's group": {func(p *Problem) {
			for i := range p.Teams {
				p.Teams[i].Groups = []int32{3}
			}
		}, 0},
	} {
		q := *p
		q.Clients, q.Teams = append([]Client(nil), p.Clients...), append([]Team(nil), p.Teams...)
		test.change(&q)
		if got := graphOf(t, &q).bound; got != test.want {
			t.Errorf("%s: bound %d, want %d", name, got, test.want)
		}
	}
}

func BenchmarkBound(b *testing.B) {
	for _, radius := range []float64{0, 30} {
		b.Run(map[float64]string{0: "single/n=2000", 30: "shared/n=2000"}[radius], func(b *testing.B) {
			g := graphOf(b, ward(2000, radius, 1))
			b.ReportAllocs()
			for b.Loop() {
				if err := g.computeBound(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestBoundBeforeRank: a solve of a problem whose neighbours are ranked by time has the bound by the nearest.
func TestBoundBeforeRank(t *testing.T) {
	p := ward(400, 0, 3)
	for i := range p.Clients {
		open := p.Teams[0].Shift.Open + int32(i%20)*300
		p.Clients[i].Windows = []Window{{open, open + 60}}
	}
	if !p.nature().timed {
		t.Fatal("the windows are not narrow")
	}
	alone, err := Bound(t.Context(), p, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	o := DefaultOptions()
	g, err := newGraph(t.Context(), p, &o)
	if err != nil {
		t.Fatal(err)
	}
	if g.bound != alone.Prize {
		t.Errorf("bound %d, by the nearest %d", g.bound, alone.Prize)
	}
}
