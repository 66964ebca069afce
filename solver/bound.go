package solver

import (
	"context"
	"math"
	"slices"

	"gonha/geo"
)

// The bound on the prize is a Lagrangian relaxation to knapsacks: every team of a class (teams of as
// many members) pools its seconds, every client takes at least so many of them, and with a price on
// the seconds of each class,
//
//	sum over classes of price x seconds + sum over clients of max(0, prize - price x seconds it takes)
//
// is at least the prize of any plan, whatever the prices (weak duality). The least found over the
// prices is the bound; the prices then are what a second more would bring.
//
// A client alone at a stop takes its service and, of the travel, half of the cheapest way to it and
// half of the cheapest from it. Where stops are shared it takes its people's share of its team's
// hands, and of the stop's setup and travel as large a share as its people are of all that can be at
// a stop with it: everybody within two stop radii.

// boundSample is the number of clients that the prices are looked for on; all count in the bound.
const boundSample = 20_000

// computeBound finds the bound and what a second is worth. Where ctx ends, the bound is all prizes together,
// and what a second is worth is not known.
func (g *graph) computeBound(ctx context.Context) error {
	p := g.p
	if len(p.Clients) == 0 || len(p.Teams) == 0 {
		return nil
	}
	for i := range p.Clients {
		g.bound += int64(p.Clients[i].Prize)
	}
	g.prizes = g.bound
	k, err := g.knapsack(ctx)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return err
	}
	total := g.dual(k.price, k.seconds, k.take, 1)
	g.bound = int64(math.Floor(total + 1e-6))
	for _, x := range k.price {
		g.second = max(g.second, x)
	}
	return nil
}

// knapsack is the relaxation with its best prices.
type knapsack struct {
	classOf []int     // by team
	seconds []float64 // by class, of all its teams
	take    []float64 // least seconds taken, by client and class
	price   []float64 // of a second, by class
}

func (g *graph) knapsack(ctx context.Context) (*knapsack, error) {
	p := g.p
	classes, classOf := g.classes()
	seconds := make([]float64, len(classes))
	longest := 0.0
	for t := range p.Teams {
		shift := float64(p.Teams[t].Shift.Close - p.Teams[t].Shift.Open)
		if p.Teams[t].MaxDuration > 0 {
			shift = min(shift, float64(p.Teams[t].MaxDuration))
		}
		seconds[classOf[t]] += shift
		longest = max(longest, shift)
	}
	take, err := g.secondsTaken(ctx, classes, longest)
	if err != nil || ctx.Err() != nil {
		return nil, err
	}
	price := g.prices(seconds, take, max(1, len(p.Clients)/boundSample))
	return &knapsack{classOf, seconds, take, price}, nil
}

// classes lists the different numbers of members, and each team's place in the list.
func (g *graph) classes() (members []int32, classOf []int) {
	index := map[int32]int{}
	for t := range g.p.Teams {
		m := g.p.Teams[t].Members
		c, ok := index[m]
		if !ok {
			c = len(members)
			index[m] = c
			members = append(members, m)
		}
		classOf = append(classOf, c)
	}
	return members, classOf
}

// unreachable is the seconds of a client that no team of a class can visit.
const unreachable = math.MaxFloat64

// secondsTaken is the least that each client takes of each class, client after client.
func (g *graph) secondsTaken(ctx context.Context, classes []int32, longest float64) ([]float64, error) {
	p := g.p
	travel, err := g.leastTravel(ctx)
	if err != nil {
		return nil, err
	}
	people := g.peopleNear(ctx)
	can, err := g.visitable(ctx, len(classes))
	if err != nil {
		return nil, err
	}
	take := make([]float64, 0, len(p.Clients)*len(classes))
	for i := range p.Clients {
		c := &p.Clients[i]
		for k, m := range classes {
			x := float64(c.Setup) + float64(c.PerPerson)*math.Ceil(float64(c.Persons)/float64(m)) + travel[i]
			if p.StopRadius > 0 {
				work := float64(c.PerPerson) * float64(c.Persons) / float64(m)
				x = work + g.shareOfStop(i, people[i], float64(m)*longest)*(float64(c.Setup)+g.leastNear(travel, i))
			}
			if !can[i*len(classes)+k] {
				x = unreachable
			}
			take = append(take, x)
		}
	}
	return take, nil
}

// stopped says, of a loop at its i-th client, whether ctx has ended; it looks now and then.
func stopped(ctx context.Context, i int) bool { return i%4096 == 0 && ctx.Err() != nil }

// shareOfStop is the least share that client i's people are of a stop with it.
func (g *graph) shareOfStop(i int, people, hands float64) float64 {
	c := &g.p.Clients[i]
	if c.PerPerson > 0 && g.pace {
		people = min(people, hands/float64(c.PerPerson))
	}
	if c.Persons == 0 {
		return 0
	}
	return float64(c.Persons) / max(people, float64(c.Persons))
}

// leastNear is the least travel of any client that can be first at a stop with client i.
func (g *graph) leastNear(travel []float64, i int) float64 {
	least := travel[i]
	if g.joinsUnseen(int32(i)) {
		return 0
	}
	for _, j := range g.joinable.of(int32(i)) {
		least = min(least, travel[j])
	}
	return least
}

// peopleNear counts for each client everybody within two stop radii, itself included.
func (g *graph) peopleNear(ctx context.Context) []float64 {
	p := g.p
	people := make([]float64, len(p.Clients))
	if p.StopRadius == 0 {
		return people
	}
	g.pace = true
	for i := range p.Clients {
		g.pace = g.pace && p.Clients[i].PerPerson == p.Clients[0].PerPerson
	}
	ask := g.grid.Searcher()
	var near []int32
	for i := range p.Clients {
		if stopped(ctx, i) {
			break
		}
		near = ask.Within(g.places[i], 2*p.StopRadius*(1+1e-9), -1, near[:0])
		for _, j := range near {
			people[i] += float64(p.Clients[j].Persons)
		}
	}
	return people
}

// leastTravel is for each client the least travel that a visit of it alone adds to a plan, by any
// mode: half the cheapest arc in and half the cheapest out. For a straight line that is the way to
// the nearest other place; for other engines it is looked up while a table of all fits, or is 0.
func (g *graph) leastTravel(ctx context.Context) ([]float64, error) {
	p := g.p
	least := make([]float64, len(p.Clients))
	for i := range least {
		least[i] = math.Inf(1)
	}
	for mode, engine := range p.Travel {
		if !g.modeUsed(int32(mode)) {
			continue
		}
		if _, ok := engine.(*geo.Straight); ok {
			g.leastStraight(engine, int32(mode), least)
		} else if len(p.Points) <= maxTable {
			if err := g.leastTable(ctx, engine, least); err != nil {
				return nil, err
			}
		} else {
			clear(least)
		}
	}
	return least, nil
}

func (g *graph) modeUsed(mode int32) bool {
	for t := range g.p.Teams {
		if g.p.Teams[t].Mode == mode {
			return true
		}
	}
	return false
}

func (g *graph) leastStraight(engine geo.Engine, mode int32, least []float64) {
	p := g.p
	var ends []int32
	for t := range p.Teams {
		if p.Teams[t].Mode == mode {
			ends = append(ends, p.Teams[t].Start, p.Teams[t].End)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	places := make([]geo.Point, len(ends))
	for i, e := range ends {
		places[i] = p.Points[e]
	}
	ask, around := geo.NewGrid(places).Searcher(), g.grid.Searcher()
	var nearest, other []int32
	for i := range p.Clients {
		at := p.Clients[i].Location
		near := g.neighbours.of(int32(i))
		if g.buildings != nil || g.neighbourEngine() != nil { // which are not the nearest as the crow flies
			other = around.Nearest(g.places[i], 1, int32(i), other[:0])
			near = other
		}
		if len(near) > 0 {
			s, _ := engine.Leg(at, p.Clients[near[0]].Location)
			least[i] = min(least[i], float64(s))
		}
		nearest = ask.Nearest(g.places[i], 1, -1, nearest[:0])
		s, _ := engine.Leg(at, ends[nearest[0]])
		least[i] = min(least[i], float64(s))
	}
}

// maxTable is the most points of which all travel times are looked up at once.
const maxTable = 3000

func (g *graph) leastTable(ctx context.Context, engine geo.Engine, least []float64) error {
	p := g.p
	all := make([]int32, len(p.Points))
	for i := range all {
		all[i] = int32(i)
	}
	at := make([]int, len(p.Points)) // so many clients, starts and ends lie there
	for i := range p.Clients {
		at[p.Clients[i].Location]++
	}
	for t := range p.Teams {
		at[p.Teams[t].Start]++
		at[p.Teams[t].End]++
	}
	row, column := make([]int32, len(all)), make([]int32, len(all))
	for i := range p.Clients {
		here := []int32{p.Clients[i].Location}
		if at[here[0]] > 1 {
			least[i] = 0
			continue
		}
		if err := engine.Table(ctx, here, all, row); err != nil {
			return err
		}
		if err := engine.Table(ctx, all, here, column); err != nil {
			return err
		}
		out, in := geo.Unreachable, geo.Unreachable
		for j := range all {
			if all[j] != here[0] {
				out, in = min(out, row[j]), min(in, column[j])
			}
		}
		least[i] = min(least[i], float64(out+in)/2)
	}
	return nil
}

// dual is the Lagrangian bound at the prices, over every stride-th client, each counting stride times.
func (g *graph) dual(price, seconds, take []float64, stride int) float64 {
	total := 0.0
	for k := range price {
		total += price[k] * seconds[k]
	}
	for i := 0; i < len(g.p.Clients); i += stride {
		gain := 0.0
		for k := range price {
			if x := take[i*len(price)+k]; x < unreachable {
				gain = max(gain, float64(g.p.Clients[i].Prize)-price[k]*x)
			}
		}
		total += gain * float64(stride)
	}
	return total
}

// prices minimises the dual, which is convex, one class after the other, by golden section.
func (g *graph) prices(seconds, take []float64, stride int) []float64 {
	price := make([]float64, len(seconds))
	most := 0.0
	for i := range g.p.Clients {
		for k := range seconds {
			if x := take[i*len(seconds)+k]; x < unreachable {
				most = max(most, float64(g.p.Clients[i].Prize)/max(x, 1))
			}
		}
	}
	const golden = 0.6180339887498949
	for range min(6, 1+2*(len(seconds)-1)) {
		for k := range price {
			at := func(x float64) float64 {
				price[k] = x
				return g.dual(price, seconds, take, stride)
			}
			low, high := 0.0, most
			a, b := high-golden*(high-low), low+golden*(high-low)
			fa, fb := at(a), at(b)
			for high-low > most*1e-5 {
				if fa <= fb {
					high, b, fb = b, a, fa
					a = high - golden*(high-low)
					fa = at(a)
				} else {
					low, a, fa = a, b, fb
					b = low + golden*(high-low)
					fb = at(b)
				}
			}
			least := (low + high) / 2
			if at(0) <= at(least) {
				least = 0
			}
			price[k] = least
		}
	}
	return price
}
