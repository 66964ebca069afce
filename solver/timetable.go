package solver

import (
	"slices"

	"gonha/geo"
)

// timetable is a plan of the whole problem, whatever its size, with the times of every stop computed
// the plain way from the travel engines. It turns the search's sequences into a solution, makes a
// last attempt at every client left out, and gives the reasons.
type timetable struct {
	g      *graph
	turf   []int32 // by client
	routes []timed
	place  []int32 // by client: its team, or unvisited

	full, forbidden []bool  // by client left out: see best
	dear            []bool  // by client left out: it has a spot, not worth its way
	joins           []int32 // by team: 1 + the client last tried that has a neighbour in its route

	prize, enough int64 // of the plan; see fill
}

// timed is a route with the times that a change between two stops is tested by: see state.
type timed struct {
	stops []timedStop
	load  int32
	slack int32 // no client whose service takes longer fits in between two stops
}

type timedStop struct {
	clients []int32
	service int32
	leg     int32 // travel to the stop
	dep     int32 // earliest departure
	late    int32 // latest feasible beginning
}

func newTimetable(g *graph, sequence [][]int32, turf []int32) *timetable {
	t := &timetable{g: g, turf: turf, routes: make([]timed, len(g.p.Teams)), place: make([]int32, len(g.p.Clients))}
	t.joins = make([]int32, len(t.routes))
	t.full, t.forbidden, t.dear = make([]bool, len(t.place)), make([]bool, len(t.place)), make([]bool, len(t.place))
	for c := range t.place {
		t.place[c] = unvisited
	}
	for team := range t.routes {
		x := &t.routes[team]
		for _, c := range sequence[team] {
			if c >= 0 {
				x.stops = append(x.stops, timedStop{clients: []int32{c}})
			} else {
				last := &x.stops[len(x.stops)-1]
				last.clients = append(last.clients, ^c)
			}
			c = max(c, ^c)
			t.place[c] = int32(team)
			t.prize += int64(g.p.Clients[c].Prize)
			x.load += g.p.Clients[c].Load
		}
		t.update(int32(team))
	}
	return t
}

func (t *timetable) leg(team, from, to int32) int32 {
	s, _ := t.g.p.Travel[t.g.p.Teams[team].Mode].Leg(from, to)
	return s
}

// location is where the i-th stop of a route is; -1 is the team's start, past the last its end.
func (t *timetable) location(team int32, i int) int32 {
	x := &t.routes[team]
	switch {
	case i < 0:
		return t.g.p.Teams[team].Start
	case i >= len(x.stops):
		return t.g.p.Teams[team].End
	}
	return t.g.p.Clients[x.stops[i].clients[0]].Location
}

// update computes the times of a route.
func (t *timetable) update(team int32) {
	x, shift := &t.routes[team], t.g.p.Teams[team].Shift
	dep := shift.Open
	for i := range x.stops {
		s := &x.stops[i]
		s.leg = t.leg(team, t.location(team, i-1), t.location(team, i))
		s.service = t.service(team, s.clients)
		begin, _ := t.earliest(s.clients, dep+s.leg)
		s.dep = begin + s.service
		dep = s.dep
	}
	late := shift.Close
	x.slack = 0
	for i := len(x.stops) - 1; i >= 0; i-- {
		s := &x.stops[i]
		x.slack = max(x.slack, late-s.dep)
		s.late = t.latest(s.clients, late-t.leg(team, t.location(team, i), t.location(team, i+1))-s.service)
		late = s.late
	}
	x.slack = max(x.slack, late-shift.Open)
}

func (t *timetable) service(team int32, clients []int32) int32 {
	var l lpt
	for _, c := range clients {
		l.add(&t.g.p.Clients[c])
	}
	return l.service(t.g.p.Teams[team].Members)
}

// earliest is the first moment from at on inside a window of each of the clients.
func (t *timetable) earliest(clients []int32, at int32) (int32, bool) {
	for {
		was := at
		for _, c := range clients {
			w := t.g.p.Clients[c].Windows
			i := 0
			for i < len(w) && at > w[i].Close {
				i++
			}
			if len(w) == 0 {
				continue
			}
			if i == len(w) {
				return 0, false
			}
			at = max(at, w[i].Open)
		}
		if at == was {
			return at, true
		}
	}
}

// latest is the last moment up to at inside a window of each of the clients, or minTime.
func (t *timetable) latest(clients []int32, at int32) int32 {
	for {
		was := at
		for _, c := range clients {
			w := t.g.p.Clients[c].Windows
			i := len(w) - 1
			for i >= 0 && at < w[i].Open {
				i--
			}
			if len(w) == 0 {
				continue
			}
			if i < 0 {
				return minTime
			}
			at = min(at, w[i].Close)
		}
		if at == was {
			return at
		}
	}
}

// spot is a place for one more client: before stop i, or at it.
type spot struct {
	team int32
	stop int
	join bool
	cost int32
}

// best is the cheapest spot for client c, over all places of all teams that may visit it: every one
// is tried, so that no spot means there is none. full tells whether a team with time for it could
// not take its load, forbidden whether one had time, but not in its turf: soft turfs do not
// count for required clients, nor while the prize is not enough.
func (t *timetable) best(c int32) (found *spot, full, forbidden bool) {
	p := t.g.p
	x := &p.Clients[c]
	shared := t.g.joinable.of(c)
	for _, v := range shared {
		if team := t.place[v]; team != unvisited {
			t.joins[team] = c + 1
		}
	}
	for team := range int32(len(p.Teams)) {
		r, m := &t.routes[team], &p.Teams[team]
		own := x.Setup + x.PerPerson*ceilDiv(x.Persons, m.Members)
		if t.g.allowed[team] != nil && !t.g.allowed[team][x.Group+1] {
			continue
		}
		if own > r.slack && t.joins[team] != c+1 && len(shared) < maxJoins {
			continue // no room for a stop, and none near enough to join
		}
		s := t.bestOf(team, c, own)
		switch {
		case s == nil:
		case p.Turfs != TurfsOff && t.turf[c] != team && t.turf[c] != NoTurf && !(p.Turfs == TurfsSoft && (x.Required || t.prize < t.enough)):
			forbidden = true
		case r.load > m.Capacity-x.Load:
			full = true
		case found == nil || s.cost < found.cost:
			found = s
		}
	}
	return found, full, forbidden
}

// bestOf is the cheapest spot for client c on the team's route.
func (t *timetable) bestOf(team, c, own int32) *spot {
	p := t.g.p
	r, m, x := &t.routes[team], &p.Teams[team], &p.Clients[c]
	var found *spot
	take := func(s spot) {
		if (found == nil || s.cost < found.cost) && t.brief(c, s) {
			found = &s
		}
	}
	dep := m.Shift.Open
	for i := 0; i <= len(r.stops); i++ {
		late, old := m.Shift.Close, int32(0)
		if i < len(r.stops) {
			late, old = r.stops[i].late, r.stops[i].leg
		} else if i > 0 {
			old = t.leg(team, t.location(team, i-1), m.End)
		}
		if late-dep >= own {
			there, on := t.leg(team, t.location(team, i-1), x.Location), t.leg(team, x.Location, t.location(team, i))
			begin, ok := t.earliest([]int32{c}, dep+there)
			if ok && begin+own+on <= late {
				take(spot{team, i, false, there + on - old + own})
			}
		}
		if i < len(r.stops) {
			if grown, ok := t.canJoin(team, i, c, dep); ok {
				take(spot{team, i, true, grown})
			}
			dep = r.stops[i].dep
		}
	}
	return found
}

// canJoin says whether client c can be served at the team's i-th stop too, and by how many seconds
// the stop grows.
func (t *timetable) canJoin(team int32, i int, c, dep int32) (grown int32, ok bool) {
	p := t.g.p
	s := &t.routes[team].stops[i]
	at := p.Points[p.Clients[s.clients[0]].Location]
	if p.StopRadius == 0 || !near(at, p.Points[p.Clients[c].Location], p.StopRadius) {
		return 0, false
	}
	all := append(slices.Clone(s.clients), c)
	begin, ok := t.earliest(all, dep+s.leg)
	if !ok {
		return 0, false
	}
	service := t.service(team, all)
	late := p.Teams[team].Shift.Close
	if i+1 < len(t.routes[team].stops) {
		late = t.routes[team].stops[i+1].late
	}
	on := t.leg(team, t.location(team, i), t.location(team, i+1))
	return service - s.service, begin+service+on <= late
}

// near says whether two points lie within metres; a difference in latitude alone rules most out.
func near(a, b geo.Point, metres float64) bool {
	const degree = 110_000 // metres, a little less than any degree of latitude is on the sphere
	if d := (a.Lat - b.Lat) * degree; d > metres || d < -metres {
		return false
	}
	return geo.Distance(a, b) <= metres
}

// fill inserts every client left out that has a spot after all: required ones first, then those with
// the largest prize. It goes on until it has tried all the rest in vain on the plan as it then is, and
// keeps what it has seen for the reasons. While the prize is less than enough, soft turfs are no bar.
func (t *timetable) fill(enough int64) {
	t.enough = enough
	for again := true; again; {
		again = false
		for _, c := range t.left() {
			s, full, forbidden := t.best(c)
			t.full[c], t.forbidden[c] = full, forbidden
			t.dear[c] = s != nil && !t.worthwhile(c, s)
			if s != nil && !t.dear[c] {
				t.put(c, s)
				again = true
			}
		}
	}
}

// worthwhile says whether a visit at the spot is worth its way, where prize has an exchange.
func (t *timetable) worthwhile(c int32, s *spot) bool {
	p := t.g.p
	x := &p.Clients[c]
	if p.Exchange == 0 || x.Required || s.join {
		return true
	}
	cost := int64(s.cost - t.service(s.team, []int32{c}))
	if len(t.routes[s.team].stops) == 0 {
		cost += p.Teams[s.team].Fixed
	}
	return cost < p.Exchange*int64(x.Prize)
}

// left is the clients left out, in the order in which fill tries them.
func (t *timetable) left() []int32 {
	var left []int32
	for c := range t.place {
		if t.place[c] == unvisited {
			left = append(left, int32(c))
		}
	}
	slices.SortStableFunc(left, func(a, b int32) int {
		x, y := &t.g.p.Clients[a], &t.g.p.Clients[b]
		if x.Required != y.Required {
			if x.Required {
				return -1
			}
			return 1
		}
		return int(y.Prize) - int(x.Prize)
	})
	return left
}

func (t *timetable) put(c int32, s *spot) {
	r := &t.routes[s.team]
	if s.join {
		r.stops[s.stop].clients = append(r.stops[s.stop].clients, c)
	} else {
		r.stops = slices.Insert(r.stops, s.stop, timedStop{clients: []int32{c}})
	}
	r.load += t.g.p.Clients[c].Load
	t.place[c] = s.team
	t.prize += int64(t.g.p.Clients[c].Prize)
	t.update(s.team)
}
