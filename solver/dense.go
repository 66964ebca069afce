package solver

import (
	"context"
	"slices"

	"gonha/geo"
)

// dense is a problem small enough for a full table of travel times: a whole small problem, or one
// region of a large one. Clients and routes are renumbered from 0. The search runs on it.
type dense struct {
	p       *Problem
	tune    *tuning
	clients []client
	teams   []team
	ids     []int32 // clients' indices in the problem
	teamIDs []int32 // teams' indices in the problem
	space   *workspace
	lend    *graph // that the workspace goes back to

	locations    int       // clients first, each its own, then the distinct team starts and ends
	out, in      [][]int32 // by mode: seconds from row to column, and the transpose; one slice where symmetric
	windows      []Window  // of the clients with several, see client.first
	service      [][]int32 // by class, then client: service alone at a stop
	quickest     []int32   // by client: its least service of any class
	leastService []int32   // by class: its least service of any client
	away         []int32   // by client: seconds from the nearest team's start
	work         [][]int32 // by class, then persons: service of a stop of so many, where uniform
	uniform      bool      // all clients have the same setup and seconds a person
	members      []int32   // by class
	neighbour    lists     // of each client, nearest first
	near         []legs    // by mode: the ways from and to the neighbours
	nearest      []int32   // by neighbour, in their order: the shortest way from or to it by any mode
	joinable     lists     // of each client, those within the stop radius, nearest first, but for flats of its halls
	building     []int32   // by client: its building of this part, or -1; nil where there are none
	flats        lists     // of each building
	halls        lists     // of each client: buildings where it may join any stop

	kinds    int   // of teams
	carriers int32 // teams that could carry all loads were they divisible, where all clients are required; else 0
	modes    int   // that some team travels by
	ways     int32 // the least of near's, see legs
	saving   int32 // seconds that a way over a third place may be shorter than the direct one, see saving.go
	optional bool  // some client is not required
	limited  bool  // some team may be out for only so long

	turfs    TurfMode
	turfCost int32 // seconds charged for a visit outside one's turf
}

// client is what the search reads of a Client.
type client struct {
	open, close int32 // first and last moment at which service may begin
	first, last int32 // its windows in dense.windows where it has several; first == last otherwise
	value       int64 // seconds that visiting it is worth
	prize       int32
	persons     int32
	load        int32
	group       int32
	turf        int32 // route, or NoTurf
	perPerson   int32
	setup       int32
	required    bool
}

// team is what the search reads of a Team.
type team struct {
	kind       int32 // those of a kind differ in nothing that a plan could notice
	class      int32 // index of the service tables: teams of as many members
	mode       int32
	start, end int32 // locations
	shift      Window
	capacity   int32
	longest    int32  // duration, or 0
	fixed      int64  // charge for going out
	allowed    []bool // by group + 1; nil is all
	roams      bool   // it has no turf, and leaves none
}

// lists are lists of int32, one a client, in one flat slice.
type lists struct {
	start []int32
	item  []int32
}

func (l *lists) of(c int32) []int32 { return l.item[l.start[c]:l.start[c+1]] }

// newDense makes the sub-problem of the given clients and teams. value is the worth of a client in
// seconds, turf the team in whose turf each of the problem's clients lies.
func newDense(ctx context.Context, g *graph, turf, clientIDs, teamIDs []int32) (*dense, error) {
	p := g.p
	d := &dense{p: p, lend: g, tune: &g.tune, ids: clientIDs, teamIDs: teamIDs, turfs: g.turfs, turfCost: g.turfCost}
	d.space = g.borrow()
	local := d.space.local
	for i, id := range clientIDs {
		local[id] = int32(i)
	}
	defer func() {
		for _, id := range clientIDs {
			local[id] = -1
		}
	}()
	routeOf := make(map[int32]int32, len(teamIDs))
	for r, id := range teamIDs {
		routeOf[id] = int32(r)
	}
	d.clients = make([]client, len(clientIDs))
	for i, id := range clientIDs {
		d.addClient(i, &p.Clients[id], g, id)
		d.clients[i].turf = NoTurf
		if r, ok := routeOf[turf[id]]; ok {
			d.clients[i].turf = r
		} else if turf[id] != NoTurf {
			d.clients[i].turf = foreignTurf
		}
	}
	d.uniform = len(d.clients) > 0
	for i := range d.clients {
		d.optional = d.optional || !d.clients[i].required
		d.uniform = d.uniform && d.clients[i].setup == d.clients[0].setup && d.clients[i].perPerson == d.clients[0].perPerson
	}
	locations := d.addTeams(g)
	d.addKinds()
	d.addCarriers()
	for i := range d.teams {
		d.limited = d.limited || d.teams[i].longest > 0
	}
	d.addService()
	d.neighbour = g.neighbours.restrict(clientIDs, local, g.tune.neighbours)
	d.joinable = g.joinable.restrict(clientIDs, local, maxJoins)
	d.addBuildings(g.buildings)
	return d, d.addTravel(ctx, locations)
}

// foreignTurf marks a client whose turf's team is not of this region.
const foreignTurf int32 = -2

func (d *dense) addClient(i int, c *Client, g *graph, id int32) {
	x := &d.clients[i]
	*x = client{
		open: minTime, close: maxTime, prize: c.Prize, persons: c.Persons, load: c.Load, group: c.Group,
		perPerson: c.PerPerson, setup: c.Setup, required: c.Required, value: g.value[id] + g.extra(c),
	}
	if n := len(c.Windows); n > 0 {
		x.open, x.close = c.Windows[0].Open, c.Windows[n-1].Close
		if n > 1 {
			x.first = int32(len(d.windows))
			d.windows = append(d.windows, c.Windows...)
			x.last = int32(len(d.windows))
		}
	}
}

// addTeams fills teams and classes, and returns the problem's points by location.
func (d *dense) addTeams(g *graph) []int32 {
	p := g.p
	points := make([]int32, 0, len(d.ids)+2)
	for _, id := range d.ids {
		points = append(points, p.Clients[id].Location)
	}
	depots := map[int32]int32{}
	location := func(point int32) int32 {
		l, ok := depots[point]
		if !ok {
			l = int32(len(points))
			depots[point] = l
			points = append(points, point)
		}
		return l
	}
	classes := map[int32]int32{}
	for _, id := range d.teamIDs {
		t := &p.Teams[id]
		class, ok := classes[t.Members]
		if !ok {
			class = int32(len(d.members))
			classes[t.Members] = class
			d.members = append(d.members, t.Members)
		}
		d.teams = append(d.teams, team{
			class: class, mode: t.Mode, start: location(t.Start), end: location(t.End),
			shift: t.Shift, capacity: t.Capacity, longest: t.MaxDuration, fixed: t.Fixed, allowed: g.allowed[id],
			roams: g.roaming != nil && g.roaming[id],
		})
	}
	d.locations = len(points)
	return points
}

// addKinds numbers the kinds of teams. Where turfs are minded every team is one of its own.
func (d *dense) addKinds() {
	d.kinds = len(d.teams)
	for r := range d.teams {
		d.teams[r].kind = int32(r)
	}
	if d.turfs != TurfsOff {
		return
	}
	type kind struct {
		class, mode, start, end, capacity, longest int32
		fixed                                      int64
		shift                                      Window
		allowed                                    *bool
	}
	seen := map[kind]int32{}
	for r := range d.teams {
		t := &d.teams[r]
		x := kind{t.class, t.mode, t.start, t.end, t.capacity, t.longest, t.fixed, t.shift, nil}
		if len(t.allowed) > 0 {
			x.allowed = &t.allowed[0]
		}
		number, ok := seen[x]
		if !ok {
			number = int32(len(seen))
			seen[x] = number
		}
		t.kind = number
	}
	d.kinds = len(seen)
}

// addCarriers counts the largest teams that together could carry all loads.
func (d *dense) addCarriers() {
	if d.optional {
		return
	}
	left := int64(0)
	for i := range d.clients {
		left += int64(d.clients[i].load)
	}
	capacities := make([]int32, len(d.teams))
	for r := range d.teams {
		capacities[r] = d.teams[r].capacity
	}
	slices.Sort(capacities)
	for i := len(capacities) - 1; i >= 0 && left > 0; i-- {
		left -= int64(capacities[i])
		d.carriers++
	}
}

func (d *dense) addService() {
	d.service = make([][]int32, len(d.members))
	d.work = make([][]int32, len(d.members))
	persons := int32(0)
	for i := range d.clients {
		persons = max(persons, d.clients[i].persons)
	}
	d.quickest = make([]int32, len(d.clients))
	for i := range d.quickest {
		d.quickest[i] = maxTime
	}
	for class, m := range d.members {
		d.service[class] = make([]int32, len(d.clients))
		quickest := maxTime
		for i := range d.clients {
			c := &d.clients[i]
			d.service[class][i] = c.setup + c.perPerson*ceilDiv(c.persons, m)
			d.quickest[i] = min(d.quickest[i], d.service[class][i])
			quickest = min(quickest, d.service[class][i])
		}
		d.leastService = append(d.leastService, quickest)
		if d.uniform {
			// A stop grows a client at a time, so twice the table's top is never asked for.
			d.work[class] = make([]int32, tablePersons+persons+1)
			for n := range d.work[class] {
				d.work[class][n] = d.clients[0].setup + d.clients[0].perPerson*ceilDiv(int32(n), m)
			}
		}
	}
}

// tablePersons is the most people a stop may have before one more client joins it.
const tablePersons = 256

// Times are bounded so that sums of a few of them never overflow 32 bits.
const (
	minTime int32 = -1 << 28
	maxTime int32 = 1 << 28
)

func (d *dense) addTravel(ctx context.Context, points []int32) error {
	n := len(points)
	used := make([]bool, len(d.p.Travel))
	for i := range d.teams {
		used[d.teams[i].mode] = true
	}
	d.out, d.in, d.saving = make([][]int32, len(used)), make([][]int32, len(used)), rounding
	for mode := range used {
		if !used[mode] {
			continue
		}
		d.modes++
		d.out[mode] = d.space.table(mode, n*n)
		if err := d.p.Travel[mode].Table(ctx, points, points, d.out[mode]); err != nil {
			return err
		}
		d.in[mode] = d.out[mode]
		if _, straight := d.p.Travel[mode].(*geo.Straight); !straight {
			d.in[mode] = transposed(d.out[mode], n)
			d.saving = max(d.saving, d.savingOf(d.out[mode]))
		}
	}
	d.addAway()
	d.addLegs()
	return nil
}

// addAway finds how far each client is from the nearest start.
func (d *dense) addAway() {
	d.away = make([]int32, len(d.ids))
	for u := range d.away {
		d.away[u] = geo.Unreachable
	}
	seen := map[[2]int32]bool{}
	for r := range d.teams {
		t := &d.teams[r]
		if seen[[2]int32{t.mode, t.start}] {
			continue
		}
		seen[[2]int32{t.mode, t.start}] = true
		for u := range d.away {
			d.away[u] = min(d.away[u], d.out[t.mode][int(t.start)*d.locations+u])
		}
	}
}

// transposed is the transpose of the n x n table, or the table itself where it is symmetric.
func transposed(table []int32, n int) []int32 {
	if symmetric(table, n) {
		return table
	}
	t := make([]int32, n*n)
	for i := range n {
		for j := range n {
			t[j*n+i] = table[i*n+j]
		}
	}
	return t
}

// symmetric compares the halves of the table, square by square for the cache's sake.
func symmetric(table []int32, n int) bool {
	const side = 64
	for i := 0; i < n; i += side {
		for j := 0; j <= i; j += side {
			for k := i; k < min(i+side, n); k++ {
				for l := j; l < min(j+side, k); l++ {
					if table[k*n+l] != table[l*n+k] {
						return false
					}
				}
			}
		}
	}
	return true
}

// restrict gives the lists of the clients ids, at most so many each, renumbered by local, which is -1 for those outside.
func (l *lists) restrict(ids, local []int32, most int) lists {
	out := lists{start: make([]int32, 1, len(ids)+1)}
	for _, id := range ids {
		from := len(out.item)
		for _, c := range l.of(id) {
			if local[c] >= 0 && len(out.item)-from < most {
				out.item = append(out.item, local[c])
			}
		}
		out.start = append(out.start, int32(len(out.item)))
	}
	return out
}
