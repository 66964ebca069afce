package solver

import (
	"slices"

	"gonha/geo"
)

// The last tries: every client left out is tried at every place of every route, or else its reason
// would not be known. Most need no trying. A stop at c between the places a and b with at most so many
// seconds of travel to spare has d(a, c) + d(c, b) within them, and so lies within half of what can be
// travelled in them around the middle between a and b: mirrored in the middle, c becomes c' with
// d(b, c') = d(a, c), and by the triangle inequality twice its distance from the middle, d(c, c'), is
// no more than d(c, b) + d(b, c'). Each gap of a route so asks a grid of the clients left out for those
// that it could hold, and each stop for those in its radius. What takes the time is the gaps, not
// clients times teams.

// reacher is a travel engine that knows how far one can get at all.
type reacher interface {
	// Reach is the distance in metres, in a straight line, that no travel in so many seconds exceeds.
	Reach(seconds int32) float64
}

// look finds for each client left out the teams on whose routes it may be put now; of the others it
// notes in full those for whom a team with time could not take the load, and in forbidden those for
// whom a team had time, but not in its turf: soft turfs do not count for required clients, nor
// while the prize is not enough.
func (t *timetable) look() {
	clear(t.full)
	clear(t.forbidden)
	t.chances = map[int32][]int32{}
	left := t.left()
	if len(left) == 0 {
		return
	}
	places := make([]geo.Point, len(left))
	for i, c := range left {
		places[i] = t.g.places[c]
	}
	l := looking{t: t, left: left, ask: geo.NewGrid(places).Searcher(), all: make([]int32, len(left)), least: map[int32]int32{}}
	for i := range l.all {
		l.all[i] = int32(i)
	}
	for team := range t.routes {
		l.along(int32(team))
	}
	for c, x := range t.tight {
		t.full[c], t.forbidden[c] = t.full[c] || x.full, t.forbidden[c] || x.forbidden
	}
}

// looking is what look works with.
type looking struct {
	t    *timetable
	left []int32       // clients
	ask  *geo.Searcher // for indices into left
	all  []int32       // indices into left
	near []int32

	least map[int32]int32 // by members: the least service of any client left out, alone
}

// leastService is the least time in which so many members serve any of the clients left out.
func (l *looking) leastService(members int32) int32 {
	least, ok := l.least[members]
	if !ok {
		least = maxTime
		for _, c := range l.left {
			x := &l.t.g.p.Clients[c]
			least = min(least, x.Setup+x.PerPerson*ceilDiv(x.Persons, members))
		}
		l.least[members] = least
	}
	return least
}

// along looks at the places of a route.
func (l *looking) along(team int32) {
	t := l.t
	stops := len(t.routes[team].stops)
	for i := 0; i <= stops; i++ {
		l.findBetween(team, i)
		l.tryAll(team, i, t.between)
		if i < stops && t.g.p.StopRadius > 0 {
			l.near = l.ask.Within(t.g.p.Points[t.location(team, i)], t.g.p.StopRadius, -1, l.near[:0])
			l.tryAll(team, i, t.joining)
		}
	}
}

// findBetween finds those who may fit before the team's i-th stop.
func (l *looking) findBetween(team int32, i int) {
	t := l.t
	l.near = l.near[:0]
	spare := t.after(team, i) - t.before(team, i) - l.leastService(t.g.p.Teams[team].Members)
	if spare < 0 {
		return
	}
	reach, bounded := t.g.p.Travel[t.g.p.Teams[team].Mode].(reacher)
	if !bounded {
		l.near = append(l.near, l.all...)
		return
	}
	// A metre more for what rounding does to the middle.
	middle := geo.Middle(t.g.p.Points[t.location(team, i-1)], t.g.p.Points[t.location(team, i)])
	l.near = l.ask.Within(middle, reach.Reach(spare)/2+1, -1, l.near)
}

// tryAll tries those found at one place of the team's route.
func (l *looking) tryAll(team int32, i int, try func(team int32, i int, c int32) (spot, bool)) {
	for _, k := range l.near {
		if c := l.left[k]; l.asks(team, c) {
			if s, ok := try(team, i, c); ok && l.t.brief(c, s) {
				l.note(team, c)
			}
		}
	}
}

// asks says whether it matters if the client fits on the team's route.
func (l *looking) asks(team, c int32) bool {
	t := l.t
	switch {
	case !t.g.admitsGroup(team, c):
		return false
	case t.bars(team, c):
		return !t.forbidden[c]
	case !t.holds(team, c):
		return !t.full[c]
	}
	teams := t.chances[c]
	return len(teams) == 0 || teams[len(teams)-1] != team
}

// note notes that the team has time for the client.
func (l *looking) note(team, c int32) {
	t := l.t
	switch {
	case t.bars(team, c):
		t.forbidden[c] = true
	case !t.holds(team, c):
		t.full[c] = true
	default:
		t.chances[c] = append(t.chances[c], team)
	}
}

// bars says whether turfs keep the team from the client.
func (t *timetable) bars(team, c int32) bool {
	p := t.g.p
	if p.Turfs == TurfsOff || t.turf[c] == team || t.turf[c] == NoTurf {
		return false
	}
	return p.Turfs == TurfsStrict || !p.Clients[c].Required && t.prize >= t.enough && !(t.idle != nil && t.idle[team])
}

// holds says whether the team's capacity suffices for the client besides.
func (t *timetable) holds(team, c int32) bool {
	return t.routes[team].load <= t.g.p.Teams[team].Capacity-t.g.p.Clients[c].Load
}

// fill inserts every client left out that has a spot after all: required ones first, then those with
// the largest prize. It goes on until none of the rest has one on the plan as it then is, and keeps
// what it has seen for the reasons. While the prize is less than enough, soft turfs are no bar, and never to a team
// that would stay at home.
func (t *timetable) fill(enough int64) {
	t.enough, t.idle = enough, make([]bool, len(t.routes))
	for team := range t.routes {
		t.idle[team] = len(t.routes[team].stops) == 0
	}
	for again := true; again; {
		t.look()
		again = false
		for _, c := range t.left() {
			s := t.best(c)
			if t.dear[c] = s != nil && !t.worthwhile(c, s); s != nil && !t.dear[c] {
				t.put(c, s)
				again = true
			}
		}
	}
}

// best is the cheapest spot for client c on the routes that look has found, as they are now, or nil.
func (t *timetable) best(c int32) *spot {
	var found *spot
	for _, team := range t.chances[c] {
		if t.bars(team, c) || !t.holds(team, c) {
			continue
		}
		if s := t.bestOf(team, c); s != nil && (found == nil || s.cost < found.cost) {
			found = s
		}
	}
	return found
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
