package solver

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tableOf is a timetable of the problem with a plan of the search, soft turfs being a bar.
func tableOf(t testing.TB, p *Problem, sequence [][]int32) *timetable {
	t.Helper()
	if sequence == nil {
		sequence = make([][]int32, len(p.Teams))
	}
	turf := make([]int32, len(p.Clients))
	for c := range turf {
		turf[c] = p.Clients[c].Turf
	}
	return newTimetable(graphOf(t, p), sequence, turf)
}

// plain is the timetable's plan as the reference model sees it.
func (t *timetable) plain() *plain {
	m := &plain{p: t.g.p, routes: make([][][]int32, len(t.routes))}
	for r := range t.routes {
		for _, s := range t.routes[r].stops {
			m.routes[r] = append(m.routes[r], s.clients)
		}
	}
	return m
}

// barred says whether a turf keeps the team from the client.
func (t *timetable) barred(r int, c int32) bool {
	x := &t.g.p.Clients[c]
	free := x.Required || t.idle != nil && t.idle[r]
	return t.g.p.Turfs != TurfsOff && x.Turf != NoTurf && x.Turf != int32(r) && (t.g.p.Turfs == TurfsStrict || !free)
}

// spots calls do for every place at which client c fits in time, and says what that costs.
func (m *plain) spots(c int32, do func(r int, cost int64)) {
	for r := range m.routes {
		if !m.admitsGroup(r, c) {
			continue
		}
		now := m.travel(r, m.routes[r])
		for i := range len(m.routes[r]) + 1 {
			if stops := m.opened(r, i, c); m.feasible(r, stops) {
				do(r, m.travel(r, stops)-now+m.service(r, stops[i]))
			}
		}
		for i, stop := range m.routes[r] {
			if stops := m.joined(r, i, c); m.near(stop[0], c) && m.feasible(r, stops) {
				do(r, m.service(r, stops[i])-m.service(r, stop))
			}
		}
	}
}

// TestBest compares the best spot with every place there is.
func TestBest(t *testing.T) {
	found, none := 0, 0
	for i, f := range drafts(20, 3) {
		for seed := range uint64(4) {
			k := searched(t, f, seed+uint64(i)<<8, 20)
			sequence := k.best.sequence
			for r := range sequence { // half of the plan, so that there is room
				sequence[r] = sequence[r][:len(sequence[r])/2]
			}
			table := tableOf(t, k.d.p, sequence)
			m := table.plain()
			table.look()
			for c := range int32(20) {
				if table.place[c] != unvisited {
					continue
				}
				var full, forbidden, fits bool
				var least int64
				m.spots(c, func(r int, cost int64) {
					switch {
					case table.barred(r, c):
						forbidden = true
					case !m.admitsLoad(r, c):
						full = true
					case !fits || cost < least:
						fits, least = true, cost
					}
				})
				s, gotFull, gotForbidden := table.best(c), table.full[c], table.forbidden[c]
				if gotFull != full || gotForbidden != forbidden || (s != nil) != fits || s != nil && int64(s.cost) != least {
					t.Fatalf("%+v/%d, client %d: %+v, full %v, forbidden %v; want %v, cost %d, %v, %v", f, seed, c, s, gotFull, gotForbidden, fits, least, full, forbidden)
				}
				if fits {
					found++
				} else {
					none++
				}
			}
		}
	}
	if found < 100 || none < 100 {
		t.Errorf("%d spots found, %d not: too few to mean anything", found, none)
	}
}

// TestFill: afterwards nobody fits any more, every route is feasible, and nobody was lost.
func TestFill(t *testing.T) {
	filled := 0
	for i, f := range drafts(20, 3) {
		for seed := range uint64(4) {
			k := searched(t, f, seed+uint64(i)<<8, 20)
			sequence := k.best.sequence
			sequence[0] = nil
			table := tableOf(t, k.d.p, sequence)
			before := table.plain()
			table.fill(0)
			m := table.plain()
			visited := map[int32]int{}
			for r := range m.routes {
				if !m.feasible(r, m.routes[r]) || m.load(r) > int64(m.team(r).Capacity) {
					t.Fatalf("%+v/%d: route %d is not feasible", f, seed, r)
				}
				for _, stop := range m.routes[r] {
					for _, c := range stop {
						visited[c]++
						if table.place[c] != int32(r) || !m.admitsGroup(r, c) || m.p.Turfs == TurfsStrict && !m.admitsTurf(r, c) {
							t.Fatalf("%+v/%d: client %d of route %d is noted for %d", f, seed, c, r, table.place[c])
						}
					}
				}
			}
			for _, stops := range before.routes {
				for _, c := range slices.Concat(stops...) {
					filled--
					if visited[c] != 1 {
						t.Fatalf("%+v/%d: client %d is visited %d times", f, seed, c, visited[c])
					}
				}
			}
			filled += len(visited)
			for c := range int32(20) {
				if visited[c] == 0 {
					m.spots(c, func(r int, _ int64) {
						if !table.barred(r, c) && m.admitsLoad(r, c) {
							t.Errorf("%+v/%d: client %d still fits into route %d", f, seed, c, r)
						}
					})
				}
			}
		}
	}
	if filled < 100 {
		t.Errorf("only %d were filled in", filled)
	}
}

// Who is tried first: the required, then by prize.
func TestFillOrder(t *testing.T) {
	p := ward(4, 0, 1)
	p.Teams = p.Teams[:1]
	for c := range p.Clients {
		p.Clients[c] = Client{Location: 0, Prize: int32(c), Persons: 1, PerPerson: 3600, Group: NoGroup, Turf: NoTurf}
	}
	p.Clients[1].Required = true
	p.Teams[0].Start, p.Teams[0].End = 0, 0
	table := tableOf(t, p, nil)
	table.fill(0)
	if want := []int32{unvisited, 0, unvisited, 0}; !slices.Equal(table.place, want) { // two hours
		t.Errorf("teams %v, want %v", table.place, want)
	}
}

// With a prize that is not enough, soft turfs keep nobody out; with enough they do, but for a team that would stay at home.
func TestFillAcrossTurfs(t *testing.T) {
	p := ward(10, 0, 1)
	p.Turfs = TurfsSoft
	for c := range p.Clients {
		p.Clients[c].Windows, p.Clients[c].Turf = nil, 0
	}
	p.Teams = p.Teams[:2]
	p.Teams[0].Shift = Window{0, 0} // the turf's team stays at home
	p.Clients[9].Turf, p.Clients[9].Prize = 1, 5
	for _, test := range []struct {
		enough int64
		plan   [][]int32
		want   []int // visits: least and most
	}{{0, [][]int32{nil, {9}}, []int{1, 1}}, {6, [][]int32{nil, {9}}, []int{2, 2}}, {1 << 40, [][]int32{nil, {9}}, []int{3, 10}}, {0, nil, []int{3, 10}}} {
		table := tableOf(t, p, test.plan)
		table.fill(test.enough)
		visits := 0
		for _, team := range table.place {
			if team != unvisited {
				visits++
			}
		}
		if visits < test.want[0] || visits > test.want[1] {
			t.Errorf("enough at %d: %d visits, want %v", test.enough, visits, test.want)
		}
	}
}

// TestSolutionTimes compares the timetable's solution with a walk along each route.
func TestSolutionTimes(t *testing.T) {
	for i, f := range drafts(30, 3) {
		k := searched(t, f, uint64(i), 50)
		table := tableOf(t, k.d.p, k.best.sequence)
		m := table.plain()
		s := table.solution()
		var want Value
		for r := range m.routes {
			route, shift := &s.Routes[r], m.team(r).Shift
			if len(m.routes[r]) == 0 {
				if route.Depart != route.Return || len(route.Stops) > 0 {
					t.Fatalf("%+v: a team that stays: %+v", f, route)
				}
				continue
			}
			leave, _ := m.walk(r, -1, int64(shift.Open), m.routes[r])
			time := int64(route.Depart)
			for n, stop := range m.routes[r] {
				arrive := time + m.leg(r, m.place(r, n-1, m.routes[r]), m.place(r, n, m.routes[r]))
				begin, _ := m.begin(stop, arrive)
				time = begin + m.service(r, stop)
				if diff := cmp.Diff(Stop{stop, int32(arrive), int32(begin), int32(time)}, route.Stops[n]); diff != "" {
					t.Fatalf("%+v, route %d, stop %d (-want +got):\n%s", f, r, n, diff)
				}
				if n == 0 && begin != arrive {
					t.Fatalf("%+v, route %d waits at its first stop", f, r)
				}
				if time != leave[n] && m.team(r).MaxDuration == 0 {
					t.Fatalf("%+v, route %d leaves stop %d at %d, the earliest is %d", f, r, n, time, leave[n])
				}
				want.Wait += begin - arrive
				want.Service += time - begin
			}
			want.Travel += m.travel(r, m.routes[r])
			want.Fixed += m.cost(r, m.routes[r]) - m.travel(r, m.routes[r])
			if len(m.routes[r]) > 0 {
				want.TeamsOut++
			}
			if route.Depart < shift.Open || route.Return > shift.Close || int(route.Team) != r {
				t.Fatalf("%+v: %+v in the shift %v", f, route, shift)
			}
		}
		for c := range k.d.p.Clients {
			switch x := &k.d.p.Clients[c]; {
			case table.place[c] != unvisited:
				want.Prize += int64(x.Prize)
			case x.Required:
				want.RequiredMissed++
			}
			if slices.Contains(s.Unvisited, int32(c)) != (table.place[c] == unvisited) {
				t.Fatalf("%+v: client %d: unvisited %v", f, c, s.Unvisited)
			}
		}
		if diff := cmp.Diff(want, table.value(&s)); diff != "" || !slices.IsSorted(s.Unvisited) {
			t.Fatalf("%+v, unvisited %v, value (-want +got):\n%s", f, s.Unvisited, diff)
		}
	}
}

// TestNear: the short cut by latitude never changes the answer.
func TestNear(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	p := draft{clients: 60, teams: 1, length: 9}.problem(r)
	for _, a := range p.Points {
		for _, b := range p.Points {
			m := plain{p: &Problem{Points: p.Points, StopRadius: 20 + 60*r.Float64()}}
			m.p.Points = append(m.p.Points[:0:0], a, b)
			m.p.Clients = []Client{{Location: 0}, {Location: 1}}
			if near(a, b, m.p.StopRadius) != m.near(0, 1) {
				t.Fatalf("%v and %v within %v: %v", a, b, m.p.StopRadius, !m.near(0, 1))
			}
		}
	}
}

func BenchmarkFill(b *testing.B) {
	for _, radius := range []float64{0, 30} {
		b.Run(fmt.Sprintf("radius%v/n=2000", radius), func(b *testing.B) {
			k := wardSearch(b, 2000, radius)
			k.constructAll()
			turf := slices.Repeat([]int32{NoTurf}, 2000)
			g := graphOf(b, k.d.p)
			b.ReportAllocs()
			for b.Loop() {
				newTimetable(g, k.best.sequence, turf).fill(0)
			}
		})
	}
}
