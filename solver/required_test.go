package solver

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// pressed is a ward with far more people than time, of whom a share is required; some of these are home for twenty
// minutes only, and some groups have only two teams.
func pressed(n int, share float64, seed uint64) *Problem {
	p := ward(n, 30, seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for t := range p.Teams {
		if t%2 == 0 {
			p.Teams[t].Groups = []int32{int32(t / 4), int32(t/4 + 1), 99}
		}
	}
	for c := range p.Clients {
		x := &p.Clients[c]
		if x.Group = 99; r.IntN(4) == 0 {
			x.Group = r.Int32N(int32(len(p.Teams)/4 + 1))
		}
		if x.Required = r.Float64() < share; !x.Required {
			continue
		}
		x.Prize = r.Int32N(2) // worth less than others
		if r.IntN(3) == 0 {
			open := 19*3600 + 2400 + 300*r.Int32N(18)
			x.Windows = []Window{{open, open + 1200}}
		}
	}
	return p
}

// plainly places the required clients one after the other where they cost least, in the reference model, and says how many
// have no place: what anybody would do by hand.
func plainly(p *Problem) (missed int) {
	m := &plain{p: p, routes: make([][][]int32, len(p.Teams))}
	for c := range int32(len(p.Clients)) {
		if !p.Clients[c].Required {
			continue
		}
		best, at, least := -1, 0, int64(0)
		for r := range m.routes {
			if !m.admitsGroup(r, c) || !m.admitsLoad(r, c) || p.Turfs == TurfsStrict && !m.admitsTurf(r, c) {
				continue
			}
			for i := range len(m.routes[r]) + 1 {
				stops := m.opened(r, i, c)
				if cost := m.travel(r, stops) - m.travel(r, m.routes[r]); (best < 0 || cost < least) && m.feasible(r, stops) {
					best, at, least = r, i, cost
				}
			}
		}
		if best < 0 {
			missed++
			continue
		}
		m.routes[best] = m.opened(best, at, c)
	}
	return missed
}

// TestRequiredFirst: with next to no search nobody required is left out whom a plain construction has a place for, whatever
// the first plan: of one region, of homes, of nests.
func TestRequiredFirst(t *testing.T) {
	missing, tried := 0, 0
	for _, test := range []struct {
		clients int
		share   float64
		turfs   TurfMode
	}{{100, 0.03, TurfsOff}, {100, 0.2, TurfsSoft}, {300, 0.1, TurfsOff}, {300, 0.1, TurfsSoft}, {1200, 0.02, TurfsSoft}, {1200, 0.1, TurfsOff}, {2500, 0.03, TurfsOff}} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%+v/%d", test, seed), func(t *testing.T) {
				p := pressed(test.clients, test.share, seed)
				if p.Turfs = test.turfs; test.clients == 2500 {
					p.Teams = p.Teams[:30] // crowded
				}
				if test.turfs == TurfsSoft {
					for c := range p.Clients {
						p.Clients[c].Turf = int32(c % len(p.Teams)) // as bad as can be
					}
				}
				want := plainly(p)
				r := runOf(t, p)
				before := newTimetable(r.g, r.sequence, r.turf)
				s := before.solution()
				missing += before.value(&s).RequiredMissed
				o := DefaultOptions()
				o.TimeLimit, o.Iterations, o.Seed = 0, 1, seed
				result, err := Solve(t.Context(), p, o)
				if err != nil {
					t.Fatal(err)
				}
				if result.Value.RequiredMissed > want {
					t.Errorf("%d required are missed, %d by a plain construction", result.Value.RequiredMissed, want)
				}
				tried++
				for k, c := range result.Unvisited {
					if p.Clients[c].Required && result.Reasons[k] == ReasonNoTime {
						examineNoTime(t, p, &result.Solution, c)
					}
				}
			})
		}
	}
	if missing < tried {
		t.Errorf("the first plans miss %d required clients in %d problems: too few to mean anything", missing, tried)
	}
}

// examineNoTime says where client c fits into the plan without all those who are not required.
func examineNoTime(t *testing.T, p *Problem, s *Solution, c int32) {
	t.Helper()
	m := &plain{p: p, routes: make([][][]int32, len(p.Teams))}
	for r := range s.Routes {
		for _, stop := range s.Routes[r].Stops {
			musts := slices.DeleteFunc(slices.Clone(stop.Clients), func(c int32) bool { return !p.Clients[c].Required })
			if len(musts) > 0 {
				m.routes[r] = append(m.routes[r], musts)
			}
		}
	}
	m.spots(c, func(r int, _ int64) {
		if m.admitsLoad(r, c) && (p.Turfs != TurfsStrict || m.admitsTurf(r, c)) {
			t.Errorf("client %d has no time, but fits into the route of team %d without those who are not required", c, r)
		}
	})
}

// TestRequire: of plans of all kinds, full of others, no fewer required clients are visited afterwards, every route is
// feasible, and nobody is visited twice.
func TestRequire(t *testing.T) {
	placed, left := 0, 0
	for i, f := range drafts(40, 4) {
		for seed := range uint64(6) {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			p := f.problem(r)
			musts := make([]bool, len(p.Clients))
			for c := range p.Clients {
				musts[c], p.Clients[c].Required = r.IntN(3) == 0, false
			}
			k := wholeSearch(t, p)
			k.constructAll()
			table := tableOf(t, p, k.best.sequence)
			missed := 0
			for c := range p.Clients {
				if p.Clients[c].Required = musts[c]; musts[c] && table.place[c] == unvisited {
					missed++
				}
			}
			changed := table.require(ejectionWorkMost)
			m := table.plain()
			visits := make([]int, len(p.Clients))
			for r := range m.routes {
				if !m.feasible(r, m.routes[r]) || m.load(r) > int64(m.team(r).Capacity) || table.routes[r].load != int32(m.load(r)) {
					t.Fatalf("%+v/%d: route %d is not feasible", f, seed, r)
				}
				for _, c := range slices.Concat(m.routes[r]...) {
					visits[c]++
					if !m.admitsGroup(r, c) || table.place[c] != int32(r) || p.Turfs == TurfsStrict && !m.admitsTurf(r, c) {
						t.Fatalf("%+v/%d: client %d of route %d is noted for %d", f, seed, c, r, table.place[c])
					}
				}
			}
			prize := int64(0)
			for c, n := range visits {
				prize += int64(n) * int64(p.Clients[c].Prize)
				if n > 1 || (n == 0) != (table.place[c] == unvisited) {
					t.Fatalf("%+v/%d: client %d is visited %d times", f, seed, c, n)
				}
				if musts[c] && n == 0 {
					missed--
					left++
				} else if musts[c] {
					placed++
				}
			}
			if missed < 0 || missed > 0 && !changed || prize != table.prize {
				t.Errorf("%+v/%d: %d more are missed, changed %v; prize %d, want %d", f, seed, -missed, changed, table.prize, prize)
			}
		}
	}
	if placed < 500 || left < 50 {
		t.Errorf("%d placed, %d left: too few to mean anything", placed, left)
	}
}

// TestEject: a client who is home only when another is to be visited takes the place of that one, who can wait.
func TestEject(t *testing.T) {
	p := ward(3, 0, 1)
	p.Teams = p.Teams[:1]
	p.Teams[0].Start, p.Teams[0].End, p.Teams[0].Shift = 0, 0, Window{0, 3000}
	for c := range p.Clients {
		p.Clients[c] = Client{Location: 0, Prize: 1, Persons: 1, PerPerson: 1000, Required: c < 2, Group: NoGroup, Turf: NoTurf}
	}
	p.Clients[1].Windows = []Window{{0, 400}}
	table := tableOf(t, p, [][]int32{{0, 2}}) // the first is there from 0 to 1000
	p.Clients[0].Windows = []Window{{0, 0}, {1500, 1600}}
	if !table.require(ejectionWorkMost) || table.place[0] != 0 || table.place[1] != 0 {
		t.Errorf("teams %v: the required do not make way for each other", table.place)
	}
}

// Nothing changes where nobody required is missed, or all are required.
func TestRequireNothing(t *testing.T) {
	for name, change := range map[string]func(p *Problem){
		"nobody": func(*Problem) {},
		"all": func(p *Problem) {
			for c := range p.Clients {
				p.Clients[c].Required = true
			}
		},
		"visited":  func(p *Problem) { p.Clients[0].Required = true },
		"no place": func(p *Problem) { p.Clients[9].Required, p.Clients[9].Windows = true, []Window{{-9, -1}} },
	} {
		p := ward(10, 0, 1)
		p.Clients[0].Windows = nil
		change(p)
		if table := tableOf(t, p, [][]int32{{0}, nil}); table.require(ejectionWorkMost) {
			t.Errorf("%s: the plan is another", name)
		}
	}
}

// BenchmarkRequire measures a plan of the required alone, with room for all and without.
func BenchmarkRequire(b *testing.B) {
	for _, test := range []struct {
		clients int
		share   float64
	}{{2000, 0.03}, {2000, 0.4}} {
		b.Run(fmt.Sprintf("n=%d/required=%v", test.clients, test.share), func(b *testing.B) {
			p := pressed(test.clients, test.share, 1)
			g := graphOf(b, p)
			turf := make([]int32, len(p.Clients))
			missed := 0
			for b.Loop() {
				t := newTimetable(g, make([][]int32, len(p.Teams)), turf)
				t.require(ejectionWorkMost)
				s := t.solution()
				missed = t.value(&s).RequiredMissed
			}
			b.ReportMetric(float64(missed), "missed")
		})
	}
}
