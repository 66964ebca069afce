package solver

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gonha/geo"
)

// TestReasons: one client that cannot be visited, for each reason, beside one that is.
func TestReasons(t *testing.T) {
	tests := []struct {
		name   string
		change func(p *Problem)
		want   Reason
	}{
		{"group", func(p *Problem) { p.Teams[0].Groups = []int32{0}; p.Clients[1].Group = 1 }, ReasonGroup},
		{"no group", func(p *Problem) { p.Teams[0].Groups = []int32{0}; p.Clients[1].Group = NoGroup }, ReasonGroup},
		{"too far", func(p *Problem) { p.Teams[0].Shift.Close = 1000; p.Clients[1].Location = 2 }, ReasonTooFar},
		{"too long", func(p *Problem) { p.Clients[1].Persons = 100 }, ReasonTooFar},
		{"no way there", func(p *Problem) {
			n := len(p.Points)
			m := &matrix{points: p.Points, seconds: make([]int32, n*n)}
			for i := range n {
				m.seconds[i*n+2], m.seconds[2*n+i] = geo.Unreachable, geo.Unreachable
			}
			p.Travel[0], p.Clients[1].Location = m, 2
		}, ReasonTooFar},
		{"window over", func(p *Problem) { p.Clients[1].Windows = []Window{{-900, -1}} }, ReasonWindow},
		{"window too late", func(p *Problem) { p.Clients[1].Windows = []Window{{-900, -1}, {3600, 9000}} }, ReasonWindow},
		{"capacity of the team", func(p *Problem) { p.Teams[0].Capacity = 5; p.Clients[1].Load = 6 }, ReasonCapacity},
		{"capacity left", func(p *Problem) {
			p.Teams[0].Capacity, p.Clients[0].Load, p.Clients[1].Load = 5, 3, 3
			p.Clients[0].Required = true
		}, ReasonCapacity},
		{"no time", func(p *Problem) {
			p.Clients[0].Required = true
			p.Clients[0].Windows, p.Clients[1].Windows = []Window{{1000, 1000}}, []Window{{1000, 1100}}
		}, ReasonNoTime},
		{"not worth the way", func(p *Problem) { p.Exchange, p.Clients[1].Location, p.Teams[0].Shift.Close = 500, 2, 9000 }, ReasonNotWorth},
		{"strict turf", func(p *Problem) {
			p.Turfs = TurfsStrict
			p.Teams = append(p.Teams, p.Teams[0])
			p.Clients[1].Turf, p.Teams[1].Shift = 1, Window{0, 10}
		}, ReasonTurf},
	}
	for _, test := range tests {
		points := []geo.Point{{Lat: 21, Lon: 105.8}, {Lat: 21.001, Lon: 105.8}, {Lat: 21.03, Lon: 105.8}}
		p := &Problem{Points: points, Travel: []geo.Engine{geo.NewStraight(points, 1, 1)}}
		for range 2 {
			p.Clients = append(p.Clients, Client{Location: 1, Prize: 1, Persons: 1, PerPerson: 240, Setup: 60, Group: 0, Turf: NoTurf})
		}
		p.Clients[0].Prize = 9
		p.Teams = []Team{{Shift: Window{0, 3600}, Members: 2, Capacity: Unlimited}}
		test.change(p)
		o := DefaultOptions()
		o.TimeLimit, o.Iterations = 0, 20
		result, err := Solve(t.Context(), p, o)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if !slices.Equal(result.Unvisited, []int32{1}) || !slices.Equal(result.Reasons, []Reason{test.want}) {
			t.Errorf("%s: unvisited %v, reasons %v, want client 1 for %v", test.name, result.Unvisited, result.Reasons, test.want)
		}
	}
}

// alone says whether the team, with nobody else to visit, could visit the client at its own door or
// at that of one with whom it may share a stop; without windows at any time.
func (m *plain) alone(r int, c int32, windows bool) bool {
	p := *m.p
	p.Clients = slices.Clone(m.p.Clients)
	if !windows {
		p.Clients[c].Windows = nil
	}
	for v := range p.Clients {
		if int32(v) == c || m.near(c, int32(v)) {
			p.Clients[c].Location = m.p.Clients[v].Location
			if one := (&plain{p: &p, routes: make([][][]int32, len(p.Teams))}); one.feasible(r, [][]int32{{c}}) {
				return true
			}
		}
	}
	return false
}

// onTheWay says whether a team alike could serve client c on the way from and to any others, whoever may be visited by
// whom. With straight lines, where nobody could who could not be visited alone, it is not asked.
func (m *plain) onTheWay(r int, c int32, windows bool) bool {
	if _, ok := m.p.Travel[0].(*geo.Straight); ok {
		return false
	}
	own := m.team(r)
	var alike []*Team
	for q := range m.routes {
		if x := m.team(q); x.Members == own.Members && x.Mode == own.Mode {
			alike = append(alike, x)
		}
	}
	const never = int64(1) << 40
	service := func(v int32) int64 {
		x := m.client(v)
		return int64(x.Setup) + int64(x.PerPerson)*int64(ceilDiv(x.Persons, own.Members))
	}
	reach := func(at []int64) { // lowers earliest arrivals until nothing changes (Bellman and Ford)
		for again := true; again; {
			again = false
			for v := range at {
				begin, ok := nextIn(m.client(int32(v)).Windows, int32(min(at[v], int64(geo.Unreachable))))
				for u := range at {
					if leg := m.leg(r, m.client(int32(v)).Location, m.client(int32(u)).Location); ok && leg < int64(geo.Unreachable) && at[v] < never {
						if t := int64(begin) + service(int32(v)) + leg; t < at[u] {
							at[u], again = t, true
						}
					}
				}
			}
		}
	}
	n := len(m.p.Clients)
	arrive := make([]int64, n)
	for v := range arrive {
		arrive[v] = never
		for _, t := range alike {
			if leg := m.leg(r, t.Start, m.client(int32(v)).Location); leg < int64(geo.Unreachable) {
				arrive[v] = min(arrive[v], int64(t.Shift.Open)+leg)
			}
		}
	}
	reach(arrive)
	for v := range int32(n) {
		if v != c && !m.near(c, v) || arrive[v] >= never {
			continue
		}
		begin, home := int32(arrive[v]), true
		if windows {
			begin, home = nextIn(m.client(c).Windows, begin)
		}
		if !home {
			continue
		}
		free, after := int64(begin)+service(c), make([]int64, n)
		home = false
		for u := range after {
			after[u] = never
			if leg := m.leg(r, m.client(v).Location, m.client(int32(u)).Location); leg < int64(geo.Unreachable) {
				after[u] = free + leg
			}
		}
		reach(after)
		for _, t := range alike {
			home = home || free+m.leg(r, m.client(v).Location, t.End) <= int64(t.Shift.Close)
			for u := range after {
				begin, ok := nextIn(m.client(int32(u)).Windows, int32(min(after[u], int64(geo.Unreachable))))
				home = home || ok && after[u] < never && int64(begin)+service(int32(u))+m.leg(r, m.client(int32(u)).Location, t.End) <= int64(t.Shift.Close)
			}
		}
		if home {
			return true
		}
	}
	return false
}

// reason is the reference for why client c is left out of a filled plan.
func (m *plain) reason(c int32, barred func(r int, c int32) bool) Reason {
	var allowed, anyTime, inWindow, light, full, forbidden bool
	for r := range m.routes {
		if m.admitsGroup(r, c) {
			allowed = true
			anyTime = anyTime || m.alone(r, c, false) || m.onTheWay(r, c, false)
			inWindow = inWindow || m.alone(r, c, true) || m.onTheWay(r, c, true)
			light = light || m.client(c).Load <= m.team(r).Capacity
		}
	}
	m.spots(c, func(r int, _ int64) {
		if barred(r, c) {
			forbidden = true
		} else {
			full = true
		}
	})
	switch {
	case !allowed:
		return ReasonGroup
	case !anyTime:
		return ReasonTooFar
	case !inWindow:
		return ReasonWindow
	case !light, full:
		return ReasonCapacity
	case forbidden:
		return ReasonTurf
	}
	return ReasonNoTime
}

// TestReasonsRandom tries every client left out of random plans at every place.
func TestReasonsRandom(t *testing.T) {
	counts := map[Reason]int{}
	for i, f := range drafts(30, 3) {
		for seed := range uint64(6) {
			f.length = []int32{800, 3000}[seed%2]
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			p := f.problem(r)
			k := wholeSearch(t, p)
			k.constructAll()
			table := tableOf(t, p, k.best.sequence)
			table.fill(0)
			m := table.plain()
			reasons, n := table.reasons(), 0
			for c := range int32(len(p.Clients)) {
				if table.place[c] == unvisited {
					if want := m.reason(c, table.barred); reasons[n] != want {
						t.Errorf("%+v/%d, client %d: reason %v, want %v", f, seed, c, reasons[n], want)
					}
					counts[reasons[n]]++
					n++
				}
			}
			if n != len(reasons) {
				t.Errorf("%+v/%d: %d reasons for %d", f, seed, len(reasons), n)
			}
		}
	}
	for reason := ReasonGroup; reason <= ReasonNoTime; reason++ {
		if counts[reason] < 5 {
			t.Errorf("reason %v came up %d times only", reason, counts[reason])
		}
	}
}
