package solver

import (
	"context"
	"sync"

	"gonha/geo"
)

// graph is what is known of the whole problem however large: neighbour lists, values, rights, the
// bound. Its memory is linear in the number of clients.
type graph struct {
	p          *Problem
	nature     nature
	tune       tuning
	value      []int64     // seconds that visiting a client is worth
	inflation  float64     // by which prizes count for more now, as a share: see inflate.go
	perPrize   float64     // seconds that a unit of prize is worth
	meanPrize  float64     // of a client with a prize
	second     float64     // prize that a second more would bring at the bound
	bound      int64       // no plan has a larger prize
	prizes     int64       // of all clients
	allowed    [][]bool    // by team: see team.allowed
	places     []geo.Point // of the clients
	curve      []int32     // clients along a curve that keeps neighbours together
	grid       *geo.Grid   // of places
	neighbours lists       // of each client, nearest first
	joinable   lists       // of each client, those within the stop radius, nearest first
	turfCost   int32       // seconds charged for a visit outside one's turf
	roaming    []bool      // by team: it had no visits when soft turfs were last drawn; nil before
	turfs      TurfMode    // as they are minded now: the first plan keeps to soft ones strictly
	required   int         // clients
	pace       bool        // all people take equally long
	buildings  *buildings  // nil where there are none
	passages   []*passage  // by class and mode, see findPassages; nil where they are not needed or not known
	classOf    []int       // by team, where they are

	mutex  sync.Mutex
	spaces []*workspace // not in use
}

// maxJoins is the most clients in a stop radius that are looked at.
const maxJoins = 64

func newGraph(ctx context.Context, p *Problem, o *Options) (*graph, error) {
	g := &graph{p: p, turfs: p.Turfs, nature: p.nature()}
	g.tune = tuningFor(g.nature)
	o.Tuning.apply(&g.tune)
	if g.turfs == TurfsSoft {
		g.turfs = TurfsStrict
	}
	g.allow()
	g.connect(o.Threads)
	err := g.computeBound(ctx) // which takes the first neighbour for the nearest
	if g.nature.timed {
		if err := g.rank(context.WithoutCancel(ctx), o.Threads); err != nil {
			return nil, err
		}
	}
	g.appraise()
	return g, err
}

// allow makes the tables of the groups that teams may visit.
func (g *graph) allow() {
	groups := int32(0)
	for i := range g.p.Clients {
		groups = max(groups, g.p.Clients[i].Group+1)
	}
	g.allowed = make([][]bool, len(g.p.Teams))
	for t := range g.p.Teams {
		if g.p.Teams[t].Groups == nil {
			continue
		}
		g.allowed[t] = make([]bool, groups+1)
		for _, group := range g.p.Teams[t].Groups {
			if group >= 0 && group < groups {
				g.allowed[t][group+1] = true
			}
		}
	}
}

// mayVisit says whether the team may visit the client: its group, and strict turfs.
func (g *graph) mayVisit(team, c int32) bool {
	x := &g.p.Clients[c]
	return g.admitsGroup(team, c) && (g.p.Turfs != TurfsStrict || x.Turf == NoTurf || x.Turf == team)
}

// connect finds each client's nearest neighbours and those close enough to share a stop.
func (g *graph) connect(threads int) {
	n := len(g.p.Clients)
	g.places = make([]geo.Point, n)
	for i := range g.p.Clients {
		g.places[i] = g.p.Points[g.p.Clients[i].Location]
	}
	g.curve = curve(g.places)
	g.grid = geo.NewGrid(g.places)
	flat, per := g.nearest(g.tune.neighbours, threads)
	g.neighbours = lists{start: make([]int32, n+1), item: flat}
	for i := range n + 1 {
		g.neighbours.start[i] = int32(i * per)
	}
	g.joinable = lists{start: make([]int32, 1, n+1)}
	ask := g.grid.Searcher()
	var near, crowded []int32
	for i, p := range g.places {
		nearest := g.neighbours.of(int32(i))
		if g.p.StopRadius > 0 {
			near = ask.Within(p, g.p.StopRadius, int32(i), near[:0])
			g.joinable.item = append(g.joinable.item, near[:min(len(near), maxJoins)]...)
			nearest = near
		}
		if g.crowdedDoor(int32(i), nearest) {
			crowded = append(crowded, int32(i))
		}
		g.joinable.start = append(g.joinable.start, int32(len(g.joinable.item)))
	}
	if g.buildings = g.findBuildings(crowded); g.buildings != nil {
		g.neighbours = g.spread(g.tune.neighbours, threads)
		g.joinable = g.joinableApart()
	}
}

// joinableApart lists the clients close enough to share a stop that are in none of their common buildings.
func (g *graph) joinableApart() lists {
	out := lists{start: make([]int32, 1, len(g.places)+1)}
	ask := g.grid.Searcher()
	var near []int32
	for i, p := range g.places {
		if g.p.StopRadius > 0 {
			near = g.buildings.apart(int32(i), ask.Within(p, g.p.StopRadius, int32(i), near[:0]))
			out.item = append(out.item, near[:min(len(near), maxJoins)]...)
		}
		out.start = append(out.start, int32(len(out.item)))
	}
	return out
}

// nearest gives each client's k nearest: by the travel of the first team's mode where its engine can
// tell, which on roads are others than those of the straight line.
func (g *graph) nearest(k, threads int) (flat []int32, per int) {
	if ask := g.neighbourEngine(); ask != nil {
		of := make([]int32, len(g.p.Clients))
		for i := range of {
			of[i] = g.p.Clients[i].Location
		}
		return ask.Neighbours(of, k, threads)
	}
	return g.grid.Neighbours(k, threads)
}

// nearestOf gives each of some clients' k nearest among them, by their numbers in the list.
func (g *graph) nearestOf(clients []int32, k, threads int) (flat []int32, per int) {
	if ask := g.neighbourEngine(); ask != nil {
		of := make([]int32, len(clients))
		for i, c := range clients {
			of[i] = g.p.Clients[c].Location
		}
		return ask.Neighbours(of, k, threads)
	}
	places := make([]geo.Point, len(clients))
	for i, c := range clients {
		places[i] = g.places[c]
	}
	return geo.NewGrid(places).Neighbours(k, threads)
}

// neighbourer is an engine that finds the nearest of the given points, as geo.Grid.Neighbours does.
type neighbourer interface {
	Neighbours(of []int32, k, threads int) (flat []int32, per int)
}

// neighbourEngine is that of the first team, if it is one, or nil.
func (g *graph) neighbourEngine() neighbourer {
	if len(g.p.Teams) == 0 {
		return nil
	}
	engine, _ := g.p.Travel[g.p.Teams[0].Mode].(neighbourer)
	return engine
}

// requiredWorth is what a required client is worth in seconds, above all prizes of a region.
const requiredWorth = 1 << 44

// appraise says what visiting each client is worth in seconds: several times what it costs at the
// margin. A stricter weight flattens the annealing; a looser one leaves clients out. Where the problem
// itself says what prize is worth, that is it.
func (g *graph) appraise() {
	perPrize := g.roundTrip()
	if g.second > 0 {
		perPrize = g.tune.prizeWorth / g.second
	} else {
		perPrize *= g.tune.prizeWorth // time is not what limits the plan
	}
	perPrize = min(perPrize, 1e6)
	if g.p.Exchange > 0 {
		perPrize = float64(g.p.Exchange)
	}
	g.perPrize = perPrize
	g.value = make([]int64, len(g.p.Clients))
	sum, prizes := 0.0, 0.0
	for i := range g.p.Clients {
		c := &g.p.Clients[i]
		if c.Prize > 0 {
			sum += float64(c.Prize)
			prizes++
		}
		g.value[i] = int64(perPrize * float64(c.Prize))
		if g.p.Exchange > 0 {
			g.value[i] = g.p.Exchange * int64(c.Prize)
		}
		if c.Required {
			g.required++
			g.value[i] += requiredWorth
		}
	}
	g.meanPrize = sum / max(prizes, 1)
}

// roundTrip is the mean seconds that a client alone costs a unit of prize in travel, from a sample.
func (g *graph) roundTrip() float64 {
	var seconds, prize float64
	step := max(1, len(g.p.Clients)/200)
	for i := 0; i < len(g.p.Clients); i += step {
		c := &g.p.Clients[i]
		best := float64(geo.Unreachable)
		for t := 0; t < len(g.p.Teams); t += max(1, len(g.p.Teams)/20) {
			team := &g.p.Teams[t]
			there, _ := g.p.Travel[team.Mode].Leg(team.Start, c.Location)
			back, _ := g.p.Travel[team.Mode].Leg(c.Location, team.End)
			best = min(best, float64(there)+float64(back))
		}
		if best < float64(geo.Unreachable) {
			seconds += best
			prize += float64(c.Prize)
		}
	}
	return seconds / max(prize, 1)
}
