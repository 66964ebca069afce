package solver

import (
	"cmp"
	"slices"

	"gonha/geo"
)

// Required clients come before all others, whatever time there is for a search. Those whom a plan misses are placed
// into a plan of the required alone, in which the others do not stand in the way; teams that take one on are then given
// back as many of their others as still have room. Where a client has no room even so, it takes the place of another
// required one, of those that had to go least often the first, who is then placed anew (the ejection pool
// of Nagata and Bräysy, A powerful route minimization heuristic for the vehicle routing problem with time windows,
// Operations Research Letters 37, 2009, with single ejections).

// musts places the required clients whom a plan misses.
type musts struct {
	full   *timetable // the plan
	t      *timetable // of the required alone, but for routes that would not be in time without the others
	frozen []bool     // by team: such a route
	taken  []bool     // by team: it has changed
	missed []int64    // by client: how often it had no place
	left   []int32    // without a place
	all    []int32    // teams
	work   int64      // stops looked at by ejections

	starts *geo.Searcher // of the teams
	places *geo.Searcher // of the required clients
	ids    []int32       // they
	asked  []int         // by team: the number of the last question that it was a candidate in
	asks   int
	teams  []int32 // the candidates
	found  []int32
}

// require places as many of the required clients that the plan misses as it can with so much work, and says whether the
// plan is another. What it learns of the others is kept for their reasons.
func (t *timetable) require(work int64) bool {
	var left []int32
	others := false
	for c := range t.place {
		must := t.g.p.Clients[c].Required
		others = others || !must
		if must && t.place[c] == unvisited {
			left = append(left, int32(c))
		}
	}
	if len(left) == 0 || !others {
		return false
	}
	m := newMusts(t, left)
	m.insert()
	m.eject(work)
	m.explain()
	return m.giveBack()
}

func newMusts(t *timetable, left []int32) *musts {
	p := t.g.p
	m := &musts{
		full: t, left: left, frozen: make([]bool, len(p.Teams)), taken: make([]bool, len(p.Teams)),
		missed: make([]int64, len(p.Clients)), asked: make([]int, len(p.Teams)),
	}
	sequence := make([][]int32, len(p.Teams))
	for team := range sequence {
		m.all = append(m.all, int32(team))
		sequence[team] = t.requiredOf(int32(team))
	}
	m.t = newTimetable(t.g, sequence, t.turf)
	m.t.cache = newLegCache()
	for team := range sequence {
		if !m.t.sound(int32(team)) {
			m.frozen[team] = true
			m.t.routes[team] = t.routes[team].clone()
		}
	}
	starts, at := make([]geo.Point, len(p.Teams)), []geo.Point(nil)
	for team := range starts {
		starts[team] = p.Points[p.Teams[team].Start]
	}
	for c := range p.Clients {
		if p.Clients[c].Required {
			m.ids, at = append(m.ids, int32(c)), append(at, t.g.places[c])
		}
	}
	m.starts, m.places = geo.NewGrid(starts).Searcher(), geo.NewGrid(at).Searcher()
	return m
}

// requiredOf is the sequence of the required clients of a route. Who joined the stop of somebody else joins one that is
// left, where it is near, or has a stop of its own.
func (t *timetable) requiredOf(team int32) []int32 {
	var list []int32
	p := t.g.p
	for _, s := range t.routes[team].stops {
		head := unvisited
		for _, c := range s.clients {
			switch {
			case !p.Clients[c].Required:
			case head != unvisited && near(t.g.places[head], t.g.places[c], p.StopRadius):
				list = append(list, ^c)
			default:
				head = c
				list = append(list, c)
			}
		}
	}
	return list
}

// sound says whether a route keeps to all times.
func (t *timetable) sound(team int32) bool {
	stops, shift := t.routes[team].stops, t.g.p.Teams[team].Shift
	if len(stops) == 0 {
		return true
	}
	home := t.leg(team, t.location(team, len(stops)-1), t.location(team, len(stops)))
	back, _, ok := t.walk(stops, home, shift.Open)
	if !ok || back > shift.Close {
		return false
	}
	most := t.g.p.Teams[team].MaxDuration
	if most == 0 {
		return true
	}
	_, duration := t.shortest(team, stops)
	return duration <= most
}

// clone shares nothing with r.
func (r *timed) clone() timed {
	x := timed{stops: slices.Clone(r.stops), load: r.load}
	for i := range x.stops {
		x.stops[i].clients = slices.Clone(x.stops[i].clients)
	}
	return x
}

// insert places the clients one after the other, those first who are home least long.
func (m *musts) insert() {
	open := func(c int32) (sum int64) {
		w := m.t.g.p.Clients[c].Windows
		if len(w) == 0 {
			return int64(latestTime)
		}
		for i := range w {
			sum += int64(w[i].Close-w[i].Open) + 1
		}
		return sum
	}
	slices.SortFunc(m.left, func(a, b int32) int { return cmp.Or(cmp.Compare(open(a), open(b)), cmp.Compare(a, b)) })
	left := m.left[:0]
	for _, c := range m.left {
		if !m.place(c) {
			left = append(left, c)
		}
	}
	m.left = left
}

// place puts a client where it costs least, if it fits anywhere.
func (m *musts) place(c int32) bool {
	s := m.spot(c, m.candidates(c))
	if s == nil {
		s = m.spot(c, m.all)
	}
	if s == nil {
		return false
	}
	m.t.put(c, s)
	m.taken[s.team] = true
	return true
}

// How many of the nearest visited clients, required clients and starts tell which teams are tried first.
const (
	candidateClients = 24
	candidateMusts   = 24
	candidateStarts  = 8
)

// candidates are the teams that are about the client.
func (m *musts) candidates(c int32) []int32 {
	m.teams, m.asks = m.teams[:0], m.asks+1
	add := func(team int32) {
		if team != unvisited && m.asked[team] != m.asks {
			m.asked[team] = m.asks
			m.teams = append(m.teams, team)
		}
	}
	g := m.t.g
	near := g.neighbours.of(c)
	for _, v := range near[:min(candidateClients, len(near))] {
		add(m.full.place[v])
	}
	m.found = m.places.Nearest(g.places[c], candidateMusts, -1, m.found[:0])
	for _, i := range m.found {
		add(m.t.place[m.ids[i]])
	}
	m.found = m.starts.Nearest(g.places[c], candidateStarts, -1, m.found[:0])
	for _, team := range m.found {
		add(team)
	}
	return m.teams
}

// spot is the cheapest place for a client on the routes of teams, as the way there is from their routes with all clients
// on them.
func (m *musts) spot(c int32, teams []int32) *spot {
	var best *spot
	least := int32(0)
	for _, team := range teams {
		if !m.takes(team, c) || !m.t.holds(team, c) {
			continue
		}
		s := m.t.bestOf(team, c)
		if s == nil {
			continue
		}
		if cost := m.cost(c, s); best == nil || cost < least {
			best, least = s, cost
		}
	}
	return best
}

func (m *musts) takes(team, c int32) bool {
	return m.t.g.admitsGroup(team, c) && !m.t.bars(team, c)
}

// cost is that of the place, with the way round from the team's route as it is with all clients on it, unless it has
// changed: who lies beside it is cheaper to visit than the required alone would tell.
func (m *musts) cost(c int32, s *spot) int32 {
	if m.taken[s.team] || s.join {
		return s.cost
	}
	t, at, stops := m.full, m.t.g.p.Clients[c].Location, len(m.full.routes[s.team].stops)
	least := geo.Unreachable
	for i := 0; i <= stops; i++ {
		from, to := t.location(s.team, i-1), t.location(s.team, i)
		old := int32(0)
		if stops > 0 {
			old = t.leg(s.team, from, to)
		}
		least = min(least, t.leg(s.team, from, at)+t.leg(s.team, at, to)-old)
	}
	return min(s.cost, least+t.service(s.team, []int32{c}))
}

// explain notes of those left for whom there is time on some team's route but no capacity, or a turf in the way.
func (m *musts) explain() {
	m.full.tight = map[int32]tight{}
	for _, c := range m.left {
		var x tight
		for _, team := range m.all {
			if !m.t.g.admitsGroup(team, c) || m.t.bestOf(team, c) == nil {
				continue
			}
			if m.t.bars(team, c) {
				x.forbidden = true
			} else {
				x.full = true
			}
		}
		m.full.tight[c] = x
	}
}

// giveBack makes the routes that have changed those of the plan, with as many of their other clients as have room, and
// says whether there are any.
func (m *musts) giveBack() (changed bool) {
	t, p := m.full, m.full.g.p
	others := make([][]int32, len(m.taken))
	for team := range m.taken {
		if !m.taken[team] {
			continue
		}
		for _, s := range t.routes[team].stops {
			for _, c := range s.clients {
				t.place[c] = unvisited
				if !p.Clients[c].Required {
					others[team] = append(others[team], c)
				}
			}
		}
	}
	for team := range m.taken {
		if !m.taken[team] {
			continue
		}
		changed = true
		t.routes[team] = m.t.routes[team]
		for _, s := range t.routes[team].stops {
			for _, c := range s.clients {
				t.place[c] = int32(team)
			}
		}
	}
	for team := range others {
		t.putBack(int32(team), others[team])
	}
	t.prize = 0
	for c := range t.place {
		if t.place[c] != unvisited {
			t.prize += int64(p.Clients[c].Prize)
		}
	}
	return changed
}

// putBack puts clients back on the team's route while they have room, those of most prize a second first.
func (t *timetable) putBack(team int32, clients []int32) {
	rate := func(c int32) float64 {
		return float64(t.g.p.Clients[c].Prize) / float64(max(1, t.service(team, []int32{c})))
	}
	slices.SortStableFunc(clients, func(a, b int32) int { return cmp.Compare(rate(b), rate(a)) })
	for _, c := range clients {
		if t.place[c] != unvisited || !t.holds(team, c) {
			continue
		}
		if s := t.bestOf(team, c); s != nil && t.worthwhile(c, s) {
			t.put(c, s)
		}
	}
}
