package solver

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonha/geo"
)

// crowdedRun is a solve of a crowded problem with its first plan made.
func crowdedRun(t *testing.T, f draft) *run {
	t.Helper()
	p := f.problem(rand.New(rand.NewPCG(7, uint64(f.clients))))
	if !p.Crowded() {
		t.Fatalf("%+v is not crowded", f)
	}
	return runOf(t, p)
}

// TestNests: in a crowded problem every team finds somebody to visit, nobody is visited twice, and the
// routes are feasible.
func TestNests(t *testing.T) {
	for _, f := range []draft{
		{clients: regionClients + 500, teams: 8, radius: 30, length: 4000},
		{clients: regionClients + 500, teams: 8, radius: 0, turfs: TurfsSoft, length: 4000},
		{clients: 2500, teams: regionTeams + 5, radius: 30, turfs: TurfsSoft, length: 4000},
	} {
		r := crowdedRun(t, f)
		seen := map[int32]bool{}
		for team, sequence := range r.sequence {
			if len(sequence) == 0 {
				t.Errorf("%+v: team %d stays at home", f, team)
			}
			for _, c := range sequence {
				if c = max(c, ^c); seen[c] {
					t.Errorf("%+v: client %d is visited twice", f, c)
				}
				seen[c] = true
			}
		}
		m := newTimetable(r.g, r.sequence, r.turf).plain()
		for team := range m.routes {
			if !m.feasible(team, m.routes[team]) {
				t.Errorf("%+v: route %d is not feasible", f, team)
			}
		}
	}
}

// TestNestsGoWhereDoorsAreClose: of two hamlets as far away, the one whose doors stand closer is chosen.
func TestNestsGoWhereDoorsAreClose(t *testing.T) {
	p := &Problem{}
	const metre = 1 / 111_195.0
	add := func(at geo.Point) {
		p.Clients = append(p.Clients, Client{Location: int32(len(p.Points)), Prize: 1, Persons: 1, PerPerson: 240, Setup: 120, Group: NoGroup, Turf: NoTurf})
		p.Points = append(p.Points, at)
	}
	for i := range regionClients {
		add(geo.Point{Lat: 21.02 + float64(i%50)*120*metre, Lon: 105.8 + float64(i/50)*120*metre}) // thin
	}
	dense := len(p.Points)
	for i := range 100 {
		add(geo.Point{Lat: 20.98 - float64(i%10)*15*metre, Lon: 105.8 + float64(i/10)*15*metre})
	}
	post := int32(len(p.Points))
	p.Points = append(p.Points, geo.Point{Lat: 21, Lon: 105.8})
	p.Travel = []geo.Engine{geo.NewStraight(p.Points, 1.5, geo.MotorbikeSpeed)}
	p.Teams = []Team{{Start: post, End: post, Shift: Window{0, 7200}, Members: 4, Capacity: Unlimited}}
	r := runOf(t, p)
	for _, c := range r.sequence[0] {
		if max(c, ^c) < int32(dense) {
			t.Fatalf("client %d of the thin hamlet is visited", max(c, ^c))
		}
	}
	if len(r.sequence[0]) < 15 {
		t.Errorf("%d visits", len(r.sequence[0]))
	}
}

// TestNestsRequired: required clients are gone to first.
func TestNestsRequired(t *testing.T) {
	f := draft{clients: regionClients + 500, teams: 4, radius: 30, length: 3000}
	p := f.problem(rand.New(rand.NewPCG(7, 7)))
	for c := range p.Clients {
		p.Clients[c].Required, p.Clients[c].Windows = c == 1234, nil
	}
	r := runOf(t, p)
	for _, sequence := range r.sequence {
		for _, c := range sequence {
			if max(c, ^c) == 1234 {
				return
			}
		}
	}
	t.Error("the required client is not visited")
}

// TestGrowFillsUp: afterwards nobody fits any more.
func TestGrowFillsUp(t *testing.T) {
	for i := range uint64(20) {
		f := draft{clients: 40, teams: 1, radius: 40 * float64(i%2), length: 4000}
		k := wholeSearch(t, f.problem(rand.New(rand.NewPCG(i, 3))))
		k.grow()
		k.verify()
		for u := range k.n {
			if k.stopOf[u] == unvisited && k.cheapest(u).at != nowhere {
				t.Errorf("%d: client %d still fits", i, u)
			}
		}
		if k.best.tally != k.tally {
			t.Errorf("%d: the plan is not kept", i)
		}
	}
}

// TestReach: no client that fits is outside the circle that look asks.
func TestReach(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		points := make([]geo.Point, 3)
		for i := range points {
			points[i] = geo.Point{Lat: 21 + rng.Float64()*0.4, Lon: 105.8 + rng.Float64()*0.4}
		}
		e := geo.NewStraight(points, 1+rng.Float64(), 1+5*rng.Float64())
		there, _ := e.Leg(0, 2)
		on, _ := e.Leg(2, 1)
		if d, most := geo.Distance(geo.Middle(points[0], points[1]), points[2]), e.Reach(there+on)/2+1; d > most || math.IsNaN(d) {
			t.Fatalf("%v: %v m from the middle, beyond %v", points, d, most)
		}
	}
}
