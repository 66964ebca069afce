package check

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver"
)

// randomProblem is a problem of up to 40 clients and 5 teams; everybody needs the same time, so that
// the service of a stop has a closed form.
func randomProblem(r *rand.Rand) *solver.Problem {
	p := &solver.Problem{StopRadius: float64(r.IntN(4)) * 40, Turfs: solver.TurfMode(r.IntN(3))}
	teams, clients := 1+r.Int32N(5), r.Int32N(40)
	for range teams + clients {
		p.Points = append(p.Points, geo.Point{Lat: 21 + r.Float64()/200, Lon: 105.8 + r.Float64()/200})
	}
	p.Travel = []geo.Engine{geo.NewStraight(p.Points, 1.5, 1.25), geo.NewStraight(p.Points, 1.5, 4.2)}
	for i := range teams {
		team := solver.Team{Start: i, End: r.Int32N(teams), Shift: solver.Window{Open: r.Int32N(600), Close: 3000 + r.Int32N(5000)},
			Members: 1 + r.Int32N(4), Mode: r.Int32N(2), Capacity: solver.Unlimited}
		if r.IntN(2) == 0 {
			team.Capacity = r.Int32N(20)
		}
		if r.IntN(3) == 0 {
			team.Fixed = 1 + r.Int64N(99)
		}
		if r.IntN(3) == 0 {
			team.MaxDuration = 2000 + r.Int32N(6000)
		}
		if r.IntN(3) == 0 {
			team.Groups = []int32{r.Int32N(3), solver.NoGroup}
		}
		p.Teams = append(p.Teams, team)
	}
	for i := range clients {
		persons := r.Int32N(6)
		c := solver.Client{Location: teams + i, Prize: persons * r.Int32N(4), Required: r.IntN(5) == 0, Persons: persons, PerPerson: 100,
			Setup: r.Int32N(120), Load: persons, Group: r.Int32N(4) - 1, Turf: r.Int32N(teams+1) - 1}
		for open := r.Int32N(2000); r.IntN(2) == 0; open += 1200 {
			c.Windows = append(c.Windows, solver.Window{Open: open, Close: open + r.Int32N(1000)})
		}
		p.Clients = append(p.Clients, c)
	}
	return p
}

// simulate makes a plan of p by walking each team from client to client at random, and says what it
// is worth by its own count.
func simulate(p *solver.Problem, r *rand.Rand) (*solver.Solution, solver.Value) {
	s, value := &solver.Solution{}, solver.Value{}
	left := make([]int32, len(p.Clients))
	for i, j := range r.Perm(len(left)) {
		left[i] = int32(j)
	}
	for i := range p.Teams {
		team := &p.Teams[i]
		depart := team.Shift.Open + r.Int32N(300)
		route := solver.Route{Team: int32(i), Depart: depart, Return: depart}
		place, time, load := team.Start, depart, int32(0)
		for _, first := range slices.Clone(left) {
			stop := solver.Stop{Arrive: time + seconds(p, team, place, p.Clients[first].Location)}
			home := seconds(p, team, p.Clients[first].Location, team.End)
			for _, j := range append([]int32{first}, left...) {
				if slices.Contains(stop.Clients, j) || len(stop.Clients) == 0 && j != first || !slices.Contains(left, j) {
					continue
				}
				if grown, fits := serve(p, int32(i), stop, j, load); fits && grown.Leave+home <= team.Shift.Close && (team.MaxDuration == 0 || grown.Leave+home-depart <= team.MaxDuration) {
					stop = grown
				}
			}
			if len(stop.Clients) == 0 {
				continue
			}
			for _, j := range stop.Clients {
				left = slices.Delete(left, slices.Index(left, j), slices.Index(left, j)+1)
				load += p.Clients[j].Load
				value.Prize += int64(p.Clients[j].Prize)
			}
			value.Travel += int64(stop.Arrive - time)
			value.Wait += int64(stop.Begin - stop.Arrive)
			value.Service += int64(stop.Leave - stop.Begin)
			route.Stops = append(route.Stops, stop)
			place, time, route.Return = p.Clients[first].Location, stop.Leave, stop.Leave+home
		}
		value.Travel += int64(route.Return - time)
		if len(route.Stops) > 0 {
			value.TeamsOut++
			value.Fixed += team.Fixed
		}
		s.Routes = append(s.Routes, route)
	}
	slices.Sort(left)
	s.Unvisited = left
	for _, j := range left {
		if p.Clients[j].Required {
			value.RequiredMissed++
		}
	}
	return s, value
}

func seconds(p *solver.Problem, team *solver.Team, from, to int32) int32 {
	s, _ := p.Travel[team.Mode].Leg(from, to)
	return s
}

// serve is stop with client j as well, if the team may serve it there.
func serve(p *solver.Problem, i int32, stop solver.Stop, j, load int32) (solver.Stop, bool) {
	team, client := &p.Teams[i], &p.Clients[j]
	if team.Groups != nil && !slices.Contains(team.Groups, client.Group) ||
		p.Turfs == solver.TurfsStrict && client.Turf != solver.NoTurf && client.Turf != i {
		return stop, false
	}
	stop.Clients = append(slices.Clone(stop.Clients), j)
	var persons, setup int32
	for _, k := range stop.Clients {
		persons, setup, load = persons+p.Clients[k].Persons, max(setup, p.Clients[k].Setup), load+p.Clients[k].Load
	}
	apart := geo.Distance(p.Points[p.Clients[stop.Clients[0]].Location], p.Points[client.Location])
	if load > team.Capacity || len(stop.Clients) > 1 && (p.StopRadius == 0 || apart > p.StopRadius) {
		return stop, false
	}
	for stop.Begin = stop.Arrive; stop.Begin <= team.Shift.Close; stop.Begin++ {
		if !slices.ContainsFunc(stop.Clients, func(k int32) bool { return !home(p.Clients[k].Windows, stop.Begin) }) {
			stop.Leave = stop.Begin + setup + (persons+team.Members-1)/team.Members*100
			return stop, true
		}
	}
	return stop, false
}

func home(windows []solver.Window, time int32) bool {
	return len(windows) == 0 || slices.ContainsFunc(windows, func(w solver.Window) bool { return time >= w.Open && time <= w.Close })
}

// mutations each make any plan wrong; they say whether there was something to change.
var mutations = map[string]func(r *rand.Rand, s *solver.Solution) bool{
	"return later": func(r *rand.Rand, s *solver.Solution) bool { s.Routes[r.IntN(len(s.Routes))].Return++; return true },
	"depart early": func(r *rand.Rand, s *solver.Solution) bool { s.Routes[r.IntN(len(s.Routes))].Depart--; return true },
	"a route less": func(_ *rand.Rand, s *solver.Solution) bool { s.Routes = s.Routes[:len(s.Routes)-1]; return true },
	"arrive later": onStop(func(stop *solver.Stop) { stop.Arrive++ }),
	"leave early":  onStop(func(stop *solver.Stop) { stop.Leave-- }),
	"begin early":  onStop(func(stop *solver.Stop) { stop.Begin-- }),
	"a client less": onStop(func(stop *solver.Stop) {
		stop.Clients = slices.Clone(stop.Clients[:len(stop.Clients)-1])
	}),
	"a client twice": onStop(func(stop *solver.Stop) {
		stop.Clients = append(slices.Clone(stop.Clients), stop.Clients[0])
	}),
	"unvisited less": func(r *rand.Rand, s *solver.Solution) bool {
		if len(s.Unvisited) == 0 {
			return false
		}
		i := r.IntN(len(s.Unvisited))
		s.Unvisited = slices.Delete(slices.Clone(s.Unvisited), i, i+1)
		return true
	},
	"unvisited more": func(_ *rand.Rand, s *solver.Solution) bool {
		for _, route := range s.Routes {
			for _, stop := range route.Stops {
				s.Unvisited = append(slices.Clone(s.Unvisited), stop.Clients[0])
				slices.Sort(s.Unvisited)
				return true
			}
		}
		return false
	},
}

// onStop changes a stop chosen at random.
func onStop(change func(*solver.Stop)) func(*rand.Rand, *solver.Solution) bool {
	return func(r *rand.Rand, s *solver.Solution) bool {
		route := &s.Routes[r.IntN(len(s.Routes))]
		if len(route.Stops) == 0 {
			return false
		}
		change(&route.Stops[r.IntN(len(route.Stops))])
		return true
	}
}

// examine is the property: a simulated plan is accepted at its value, and no mutation of it is.
func examine(t *testing.T, seed uint64) (stops int) {
	p := randomProblem(rand.New(rand.NewPCG(seed, 1)))
	s, want := simulate(p, rand.New(rand.NewPCG(seed, 2)))
	got, err := Solution(p, s)
	if err != nil {
		t.Fatalf("seed %d: a simulated plan is refused: %v", seed, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("seed %d: value (-want +got):\n%s", seed, diff)
	}
	for name, mutate := range mutations {
		s, _ := simulate(p, rand.New(rand.NewPCG(seed, 2)))
		if mutate(rand.New(rand.NewPCG(seed, 3)), s) {
			if _, err := Solution(p, s); err == nil {
				t.Fatalf("seed %d: %s: not detected", seed, name)
			}
		}
	}
	for i := range s.Routes {
		stops += len(s.Routes[i].Stops)
	}
	return stops
}

func TestSolutionRandom(t *testing.T) {
	stops := 0
	for seed := range uint64(150) {
		stops += examine(t, seed)
	}
	if stops < 500 {
		t.Errorf("only %d stops in 150 plans: the simulation makes too little of them", stops)
	}
}

func FuzzSolution(f *testing.F) {
	for seed := range uint64(5) {
		f.Add(seed * 1000)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { examine(t, seed) })
}
