package solver

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gonha/geo"
)

// plainProblem is a random problem whose plans can be crossed: several starts, one window a client or none,
// loads, some teams out for only so long; ways as long as the ways back, or not.
func plainProblem(clients, teams int, oneWay bool, r *rand.Rand) *Problem {
	p := &Problem{}
	for i := range clients {
		p.Points = append(p.Points, geo.Point{Lat: 21 + r.Float64()/50, Lon: 105.8 + r.Float64()/50})
		c := Client{Location: int32(i), Required: true, Persons: 1, PerPerson: 60 + r.Int32N(200), Setup: 30, Load: 1 + r.Int32N(9), Group: NoGroup, Turf: NoTurf}
		if r.IntN(3) > 0 {
			open := r.Int32N(6000)
			c.Windows = []Window{{open, open + 600 + r.Int32N(2000)}}
		}
		p.Clients = append(p.Clients, c)
	}
	depots := 1 + r.Int32N(3)
	for range depots {
		p.Points = append(p.Points, geo.Point{Lat: 21 + r.Float64()/50, Lon: 105.8 + r.Float64()/50})
	}
	for i := range int32(teams) {
		at := int32(clients) + i%depots
		team := Team{Start: at, End: at, Shift: Window{0, 9000}, Members: 2, Capacity: int32(6*clients/teams) + 5}
		if i%depots == 0 {
			team.End = int32(clients) + depots - 1
		}
		if i%depots == 1 {
			team.MaxDuration = 6000
		}
		p.Teams = append(p.Teams, team)
	}
	p.Travel = []geo.Engine{geo.NewStraight(p.Points, geo.Detour, geo.MotorbikeSpeed)}
	if oneWay {
		m := &matrix{points: p.Points, seconds: make([]int32, len(p.Points)*len(p.Points))}
		for i := range p.Points {
			for j := range p.Points {
				s, _ := p.Travel[0].Leg(int32(i), int32(j))
				m.seconds[i*len(p.Points)+j] = s + s*int32(i*7+j*3)%int32(len(p.Points))/int32(2*len(p.Points))
			}
		}
		p.Travel[0] = m
	}
	return p
}

// scatter makes a random plan.
func (s *relaxed) scatter(r *rand.Rand) {
	s.vacate()
	routes := make([][]int32, len(s.route))
	for _, u := range r.Perm(int(s.n)) {
		i := r.IntN(max(1, len(routes)-1)) // one stays free
		routes[i] = append(routes[i], int32(u))
	}
	for i := range routes {
		s.write(int32(i), routes[i])
	}
}

// examine compares the plan with what the problem says of its routes, walked from one end to the other.
func (s *relaxed) examine(t *testing.T) {
	t.Helper()
	seen := make([]int, s.n)
	p := s.d.p
	for i := range s.route {
		r, team := int32(i), &p.Teams[i]
		stops := []warped{{early: team.Shift.Open, late: team.Shift.Close}}
		legs, at := []int32{0}, team.Start
		travel, load := int32(0), int32(0)
		ride := func(to int32) {
			leg, _ := p.Travel[0].Leg(at, to)
			legs, travel, at = append(legs, leg), travel+leg, to
		}
		line := s.append(nil, r)
		for _, u := range line {
			seen[u]++
			c := &p.Clients[u]
			ride(c.Location)
			x := warped{duration: c.Setup + c.PerPerson*ceilDiv(c.Persons, team.Members), early: minTime, late: maxTime}
			if len(c.Windows) > 0 {
				x.early, x.late = c.Windows[0].Open, c.Windows[0].Close
			}
			stops, load = append(stops, x), load+c.Load
		}
		ride(team.End)
		stops = append(stops, stops[0])
		want := relaxedRoute{load: load, stops: int32(len(line)), travel: travel, over: max(0, load-team.Capacity)}
		whole := stops[0]
		for k := range stops[1:] {
			whole = whole.join(legs[k+1], stops[k+1])
		}
		warp, duration := late(stops, legs, whole.early)
		want.excess = warp
		if team.MaxDuration > 0 {
			want.excess += max(0, duration-warp-team.MaxDuration)
		}
		if len(line) == 0 {
			want.travel, want.excess = 0, 0
		}
		got := s.route[i]
		got.changed, got.fine = 0, 0
		if got != want {
			t.Fatalf("route %d, %v: %+v, walked %+v", i, line, got, want)
		}
	}
	for u, count := range seen {
		if count != 1 {
			t.Fatalf("client %d is visited %d times", u, count)
		}
	}
}

func (s *relaxed) totalCost() (cost int64) {
	for r := range s.route {
		cost += s.costOf(int32(r))
	}
	return cost
}

// TestDescend: from random plans, at penalties of every size, the local search leaves a plan that is counted right and
// costs less; the invariants' build checks the evaluation of each move besides.
func TestDescend(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 60 {
		p := plainProblem(8+r.IntN(40), 3+r.IntN(4), round%2 == 0, r)
		k := wholeSearch(t, p)
		s := newRelaxed(k.d)
		s.setPenalties(penalties{1 << r.IntN(10), 1 << r.IntN(14)})
		s.scatter(r)
		s.examine(t)
		before := s.totalCost()
		s.descend()
		s.examine(t)
		if after := s.totalCost(); after >= before {
			t.Errorf("round %d: %d clients cost %d, before %d", round, len(p.Clients), after, before)
		}
	}
}

// TestMovesOfRelaxed: each move that is made has the cost and the travel that it was judged by, whatever routes
// it touches.
func TestMovesOfRelaxed(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const all = int64(1) << 40 // penalties to spare, so that no move is passed over
	made := map[string]int{}
	for round := range 300 {
		k := wholeSearch(t, plainProblem(20, 5, round%2 == 0, r))
		s := newRelaxed(k.d)
		s.setPenalties(penalties{8, 300})
		s.scatter(r)
		for range 60 {
			a, b := r.Int32N(s.n), r.Int32N(s.n)
			if a == b {
				continue
			}
			same := s.node[a].route == s.node[b].route
			name, before := "", s.totalCost()
			var ok bool
			switch kind := r.IntN(5); {
			case kind == 0 && s.node[a].next != b:
				name, ok = "follows", s.follows(b, a, all)
			case kind == 1 && s.node[b].next != a:
				name, ok = "precedes", s.precedes(b, a, all)
			case kind == 2 && !same:
				name, ok = "tails", s.tails(a, b, all)
			case kind == 3 && same && s.node[a].next != b:
				name, ok = "reverse", s.reverse(a, b, all)
			case kind == 4:
				name, ok = "open", s.open(a)
			}
			if after := s.totalCost(); ok != (after < before) || !ok && after != before {
				t.Fatalf("%s of %d and %d, made: %v, cost %d, before %d", name, a, b, ok, after, before)
			}
			if ok {
				made[name]++
				s.examine(t)
			}
		}
	}
	for _, name := range []string{"follows", "precedes", "tails", "reverse", "open"} {
		if made[name] < 20 {
			t.Errorf("%s was made %d times only", name, made[name])
		}
	}
}

// TestSplice: the cost of a splice is that of the route that it lays.
func TestSplice(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for round := range 400 {
		s := newRelaxed(wholeSearch(t, plainProblem(15, 4, round%2 == 0, r)).d)
		s.setPenalties(penalties{20, 100})
		s.scatter(r)
		to, from := r.Int32N(4), r.Int32N(4)
		if to == from || s.route[to].stops == 0 || s.route[from].stops < 2 {
			continue
		}
		line := s.append(nil, from)
		i := r.IntN(len(line))
		j := i + r.IntN(len(line)-i)
		x := splice{route: to, head: s.first(to), tail: s.last(to)}
		if r.IntN(2) == 0 {
			x.head = s.append(nil, to)[0]
		}
		x.add(line[i], line[j], false)
		if r.IntN(2) == 0 {
			x.part[0] = part{line[j], line[i], true}
		}
		if j+1 < len(line) && r.IntN(2) == 0 {
			x.tail = line[j+1] // of another team
		}
		cost := s.cost(&x)
		laid := slices.Clone(s.lay(nil, &x))
		s.vacate()
		s.write(to, laid)
		if got := s.costOf(to); got != cost {
			t.Fatalf("%+v lays %v at %d, judged %d", x, laid, got, cost)
		}
	}
}

func TestBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	p := plainProblem(10, 3, true, r)
	if !wholeSearch(t, p).d.bounded() {
		t.Error("ordinary times are said to overflow")
	}
	p.Travel[0].(*matrix).seconds[3] = geo.Unreachable
	if wholeSearch(t, p).d.bounded() {
		t.Error("a way that there is none of is said to be short")
	}
}
