package check

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"gonha/geo"
	"gonha/solver"
)

// table is an engine of any travel times whatever, one-way and with holes.
type table struct {
	points []geo.Point
	legs   []int32 // row by row
}

func (e *table) Table(_ context.Context, from, to, seconds []int32) error {
	for i, a := range from {
		for j, b := range to {
			seconds[i*len(to)+j], _ = e.Leg(a, b)
		}
	}
	return nil
}

func (e *table) Leg(from, to int32) (seconds, metres int32) {
	return e.legs[int(from)*len(e.points)+int(to)], 0
}

func (e *table) Path(from, to int32) []geo.Point {
	return []geo.Point{e.points[from], e.points[to]}
}

// randomTable is a problem of 2 to 8 places with a table of random ways, of which a share is missing. Times are
// multiples of ten, so that many things come out just in time.
func randomTable(r *rand.Rand) *solver.Problem {
	places := 2 + r.Int32N(7)
	e := &table{points: make([]geo.Point, places), legs: make([]int32, places*places)}
	for i := range e.points {
		e.points[i] = geo.Point{Lat: 21 + float64(r.IntN(3))/4000, Lon: 105.8 + float64(r.IntN(3))/4000}
	}
	holes, long := r.Float64()*0.7, r.Int32N(2) == 0
	for i := range e.legs {
		switch {
		case i%(int(places)+1) == 0:
		case r.Float64() < holes:
			e.legs[i] = geo.Unreachable
		case long && r.IntN(3) == 0:
			e.legs[i] = 10 * (30 + r.Int32N(60))
		default:
			e.legs[i] = 10 * r.Int32N(30)
		}
	}
	p := &solver.Problem{Points: e.points, Travel: []geo.Engine{e}}
	starts := 1 + r.Int32N(2)
	for range 1 + r.IntN(2) {
		t := solver.Team{Start: r.Int32N(starts), End: r.Int32N(starts), Members: 1 + r.Int32N(3), Capacity: solver.Unlimited}
		t.Shift = solver.Window{Open: 10 * r.Int32N(10), Close: 10 * (40 + r.Int32N(120))}
		if r.IntN(3) == 0 {
			t.Groups = []int32{r.Int32N(2), r.Int32N(2)}
		}
		p.Teams = append(p.Teams, t)
	}
	for at := starts; at < places; at++ {
		c := solver.Client{Location: at, Prize: 1 + r.Int32N(4), Persons: r.Int32N(4), PerPerson: 10 * r.Int32N(8), Setup: 10 * r.Int32N(5), Group: r.Int32N(3) - 1, Turf: solver.NoTurf}
		c.Required = r.IntN(8) == 0
		for open := 10 * r.Int32N(60); r.IntN(5) < 2; open += 10 * (20 + r.Int32N(40)) {
			c.Windows = append(c.Windows, solver.Window{Open: open, Close: open + 10*r.Int32N(20)})
		}
		p.Clients = append(p.Clients, c)
	}
	return p
}

// mostPrize is the most prize of any plan of a problem without shared stops, capacities and longest durations: by team
// and set of clients whether some order keeps to all times (the earliest end of service by set and last
// client, as Held and Karp 1962 have the least cost), and then the best division of the clients.
func mostPrize(p *solver.Problem) int64 {
	n := len(p.Clients)
	all := 1 << n
	best := make([]int64, all) // by set of clients still free, of the teams so far
	for i := range p.Teams {
		can := routable(p, int32(i))
		next := make([]int64, all)
		for free := range next {
			for own := free; ; own = (own - 1) & free {
				if can[own] {
					next[free] = max(next[free], best[free&^own]+prizeOf(p, own))
				}
				if own == 0 {
					break
				}
			}
		}
		best = next
	}
	return best[all-1]
}

func prizeOf(p *solver.Problem, set int) (sum int64) {
	for c := range p.Clients {
		if set>>c&1 == 1 {
			sum += int64(p.Clients[c].Prize)
		}
	}
	return sum
}

// routable says for each set of clients whether the team can visit all of them.
func routable(p *solver.Problem, team int32) []bool {
	const never = int64(1) << 40
	n, t := len(p.Clients), &p.Teams[team]
	free := make([]int64, n<<n) // by set and last client: the earliest end of service there
	for i := range free {
		free[i] = never
	}
	can := make([]bool, 1<<n)
	can[0] = true
	for set := 1; set < 1<<n; set++ {
		for c := range n {
			if set>>c&1 == 0 {
				continue
			}
			arrive, before := never, set&^(1<<c)
			if before == 0 {
				arrive = int64(t.Shift.Open) + way(p, t, t.Start, p.Clients[c].Location)
			}
			for d := range n {
				if before>>d&1 == 1 {
					arrive = min(arrive, free[before*n+d]+way(p, t, p.Clients[d].Location, p.Clients[c].Location))
				}
			}
			if t.Groups != nil && !slices.Contains(t.Groups, p.Clients[c].Group) || arrive >= int64(geo.Unreachable) {
				continue
			}
			begin, home := firstIn(p.Clients[c].Windows, arrive)
			if !home {
				continue
			}
			x := &p.Clients[c]
			end := begin + int64(x.Setup) + int64(x.PerPerson)*int64((x.Persons+t.Members-1)/t.Members)
			free[set*n+c] = end
			can[set] = can[set] || end+way(p, t, x.Location, t.End) <= int64(t.Shift.Close)
		}
	}
	return can
}

func way(p *solver.Problem, t *solver.Team, from, to int32) int64 {
	s, _ := p.Travel[t.Mode].Leg(from, to)
	return int64(s)
}

func firstIn(windows []solver.Window, at int64) (int64, bool) {
	for _, w := range windows {
		if at <= int64(w.Close) {
			return max(at, int64(w.Open)), true
		}
	}
	return at, len(windows) == 0
}

// alone says whether some team could visit the client and nobody else.
func alone(p *solver.Problem, c int) bool {
	q := *p
	q.Clients = p.Clients[c : c+1]
	for i := range q.Teams {
		if routable(&q, int32(i))[1] {
			return true
		}
	}
	return false
}

// whim checks the plan and the bounds of one random table, and says whether its best plan visits somebody who could not
// be visited alone.
func whim(t *testing.T, seed uint64) (roundabout bool) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	p := randomTable(r)
	best := mostPrize(p)
	o := solver.DefaultOptions()
	o.TimeLimit, o.Iterations, o.Seed = 0, 1+r.Int64N(60), seed
	result, err := solver.Solve(t.Context(), p, o)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	value, err := Solution(p, &result.Solution)
	if err != nil || value != result.Value {
		t.Errorf("seed %d: the plan is worth %+v, not %+v: %v", seed, value, result.Value, err)
	}
	if result.Bound < best || value.Prize > best {
		t.Errorf("seed %d: a plan of %d with the bound %d, and the best is %d", seed, value.Prize, result.Bound, best)
	}
	b, err := solver.Bound(t.Context(), p, nil, 100_000)
	if err != nil || b.Prize < best {
		t.Errorf("seed %d: the bound %d (%v), and the best is %d", seed, b.Prize, err, best)
	}
	reachable, sum := int64(0), int64(0)
	for c := range p.Clients {
		sum += int64(p.Clients[c].Prize)
		if alone(p, c) {
			reachable += int64(p.Clients[c].Prize)
		}
	}
	return best > reachable
}

// TestBoundOfTables: whatever the table, no plan is refused and no bound is below the best plan; and the tables are such
// that many plans need ways over third places.
func TestBoundOfTables(t *testing.T) {
	tables, roundabout := 10_000, 0
	if testing.Short() {
		tables = 1000
	}
	for seed := range uint64(tables) {
		if whim(t, seed) {
			roundabout++
		}
	}
	t.Logf("in %d of %d tables the best plan visits somebody who cannot be visited alone", roundabout, tables)
	if roundabout < tables/50 {
		t.Error("too few to mean anything")
	}
}

func FuzzBoundOfTables(f *testing.F) {
	f.Add(uint64(10_001))
	f.Fuzz(func(t *testing.T, seed uint64) { whim(t, seed) })
}
