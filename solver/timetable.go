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

	full, forbidden []bool            // by client left out: see look
	dear            []bool            // by client left out: it has a spot, not worth its way
	chances         map[int32][]int32 // by client left out: teams on whose routes it may be put

	prize, enough int64  // of the plan; see fill
	idle          []bool // by team: it had no visits when fill began

	tight map[int32]tight // by required client left out: see require
	cache *legCache       // where the same legs are asked for again and again; nil is none
}

// tight says why a client has no place on routes that have time for it.
type tight struct{ full, forbidden bool }

// timed is a route with the times that a change between two stops is tested by: see state.
type timed struct {
	stops []timedStop
	load  int32
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
	mode := t.g.p.Teams[team].Mode
	if t.cache != nil {
		return t.cache.leg(t.g.p.Travel[mode], mode, from, to)
	}
	s, _ := t.g.p.Travel[mode].Leg(from, to)
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
	for i := len(x.stops) - 1; i >= 0; i-- {
		s := &x.stops[i]
		s.late = t.latest(s.clients, late-t.leg(team, t.location(team, i), t.location(team, i+1))-s.service)
		late = s.late
	}
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
			var ok bool
			if at, ok = nextIn(t.g.p.Clients[c].Windows, at); !ok {
				return 0, false
			}
		}
		if at == was {
			return at, true
		}
	}
}

// nextIn is the first moment from at on inside one of the windows, of which none is always.
func nextIn(windows []Window, at int32) (int32, bool) {
	for _, w := range windows {
		if at <= w.Close {
			return max(at, w.Open), true
		}
	}
	return at, len(windows) == 0
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

// bestOf is the cheapest spot for client c on the team's route, or nil.
func (t *timetable) bestOf(team, c int32) *spot {
	r := &t.routes[team]
	var found *spot
	take := func(s spot) {
		if (found == nil || s.cost < found.cost) && t.brief(c, s) {
			found = &s
		}
	}
	for i := 0; i <= len(r.stops); i++ {
		if s, ok := t.between(team, i, c); ok {
			take(s)
		}
		if i < len(r.stops) {
			if s, ok := t.joining(team, i, c); ok {
				take(s)
			}
		}
	}
	return found
}

// before is the earliest departure of the team from its start or the stop before its i-th.
func (t *timetable) before(team int32, i int) int32 {
	if i == 0 {
		return t.g.p.Teams[team].Shift.Open
	}
	return t.routes[team].stops[i-1].dep
}

// after is the latest feasible beginning of the team's i-th stop, or its return.
func (t *timetable) after(team int32, i int) int32 {
	if i == len(t.routes[team].stops) {
		return t.g.p.Teams[team].Shift.Close
	}
	return t.routes[team].stops[i].late
}

// between says whether client c fits as a stop of its own before the team's i-th, but for a longest
// duration.
func (t *timetable) between(team int32, i int, c int32) (s spot, ok bool) {
	x, m := &t.g.p.Clients[c], &t.g.p.Teams[team]
	own := x.Setup + x.PerPerson*ceilDiv(x.Persons, m.Members)
	dep, late := t.before(team, i), t.after(team, i)
	if late-dep < own {
		return s, false
	}
	there := t.leg(team, t.location(team, i-1), x.Location)
	begin, ok := nextIn(x.Windows, dep+there)
	if !ok || begin+own > late {
		return s, false
	}
	on := t.leg(team, x.Location, t.location(team, i))
	if begin+own+on > late {
		return s, false
	}
	old := int32(0)
	if n := len(t.routes[team].stops); i < n {
		old = t.routes[team].stops[i].leg
	} else if n > 0 {
		old = t.leg(team, t.location(team, i-1), m.End)
	}
	return spot{team, i, false, there + on - old + own}, true
}

// joining says whether client c can be served at the team's i-th stop too, but for a longest duration.
func (t *timetable) joining(team int32, i int, c int32) (x spot, ok bool) {
	p := t.g.p
	s := &t.routes[team].stops[i]
	at := p.Points[p.Clients[s.clients[0]].Location]
	if p.StopRadius == 0 || !near(at, p.Points[p.Clients[c].Location], p.StopRadius) {
		return x, false
	}
	all := append(slices.Clone(s.clients), c)
	begin, ok := t.earliest(all, t.before(team, i)+s.leg)
	if !ok {
		return x, false
	}
	service := t.service(team, all)
	on := t.leg(team, t.location(team, i), t.location(team, i+1))
	return spot{team, i, true, service - s.service}, begin+service+on <= t.after(team, i+1)
}

// near says whether two points lie within metres; a difference in latitude alone rules most out.
func near(a, b geo.Point, metres float64) bool {
	const degree = 110_000 // metres, a little less than any degree of latitude is on the sphere
	if d := (a.Lat - b.Lat) * degree; d > metres || d < -metres {
		return false
	}
	return geo.Distance(a, b) <= metres
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

// sequence is the team's clients in order, those who join the stop of the one before as ^c.
func (t *timetable) sequence(team int32) []int32 {
	var list []int32
	for _, s := range t.routes[team].stops {
		for i, c := range s.clients {
			if i > 0 {
				c = ^c
			}
			list = append(list, c)
		}
	}
	return list
}

// seconds are what the team's route takes, but for waits.
func (t *timetable) seconds(team int32) (sum seconds) {
	stops := t.routes[team].stops
	for i := range stops {
		sum.travel += int64(stops[i].leg)
		sum.service += int64(stops[i].service)
	}
	if n := len(stops); n > 0 {
		sum.travel += int64(t.leg(team, t.location(team, n-1), t.location(team, n))) + t.g.p.Teams[team].Fixed
	}
	return sum
}
