package solver

import (
	"context"
	"math/rand/v2"
	"slices"

	"gonha/geo"
)

// matrix is an engine with a table of any travel times, bound by no geometry.
type matrix struct {
	points  []geo.Point
	seconds []int32
}

func (m *matrix) Table(ctx context.Context, from, to, seconds []int32) error {
	for i, f := range from {
		for j, t := range to {
			seconds[i*len(to)+j] = m.seconds[int(f)*len(m.points)+int(t)]
		}
	}
	return ctx.Err()
}

func (m *matrix) Leg(from, to int32) (seconds, metres int32) {
	return m.seconds[int(from)*len(m.points)+int(to)], 0
}

func (m *matrix) Path(from, to int32) []geo.Point {
	return []geo.Point{m.points[from], m.points[to]}
}

// The kinds of travel of a draft: straight lines; a matrix that keeps the triangle inequality but
// not symmetry; a matrix that keeps neither and lacks some ways.
const (
	byLine = iota
	byRoad
	byWhim
)

// draft says what a random problem is like.
type draft struct {
	clients, teams int
	travel         int
	radius         float64
	turfs          TurfMode
	pace           bool // everybody takes equally long, setup included
	length         int32
	limits         bool // some teams may be out for only so long, some cost a charge for going out
}

// problem makes a random problem. Half of the clients are neighbours of the one before, some at the
// very same place, and everything that the model knows occurs.
func (f draft) problem(r *rand.Rand) *Problem {
	p := &Problem{StopRadius: f.radius, Turfs: f.turfs}
	place := func() geo.Point { return geo.Point{Lat: 21 + r.Float64()/150, Lon: 105.8 + r.Float64()/150} }
	depots := 1 + r.Int32N(3)
	for range depots {
		p.Points = append(p.Points, place())
	}
	for i := range f.clients {
		p.Clients = append(p.Clients, f.client(r))
		at := place()
		before := p.Points[len(p.Points)-1]
		switch x := r.IntN(16); {
		case x == 0 && i > 0:
			p.Clients[i].Location = p.Clients[i-1].Location
			continue
		case x == 1:
			at = before
		case x < 9:
			at = geo.Point{Lat: before.Lat + (r.Float64()-0.5)/2500, Lon: before.Lon + (r.Float64()-0.5)/2500}
		}
		p.Clients[i].Location = int32(len(p.Points))
		p.Points = append(p.Points, at)
	}
	modes := 1 + r.Int32N(2)
	for range modes {
		p.Travel = append(p.Travel, f.engine(r, p.Points, 1.5+5*r.Float64()))
	}
	for range f.teams {
		p.Teams = append(p.Teams, f.team(r, depots, modes))
	}
	if f.turfs == TurfsOff {
		for i := range p.Clients {
			p.Clients[i].Turf = NoTurf
		}
	}
	return p
}

func (f draft) client(r *rand.Rand) Client {
	c := Client{Prize: r.Int32N(6), Persons: r.Int32N(6), PerPerson: 240, Setup: 120, Load: r.Int32N(5), Group: r.Int32N(4) - 1, Turf: r.Int32N(int32(f.teams)+1) - 1}
	if !f.pace {
		c.PerPerson, c.Setup = 60*r.Int32N(5), 30*r.Int32N(5)
	}
	c.Required = r.IntN(12) == 0
	for open := r.Int32N(1500); r.IntN(5) < 2; open += 700 + r.Int32N(600) {
		c.Windows = append(c.Windows, Window{open, open + r.Int32N(700)})
		if f.limits {
			break // with several, what is tested in constant time is not exact: see duration.go
		}
	}
	return c
}

func (f draft) team(r *rand.Rand, depots, modes int32) Team {
	t := Team{Start: r.Int32N(depots), Members: 1 + r.Int32N(4), Mode: r.Int32N(modes), Capacity: Unlimited}
	t.End = t.Start
	if r.IntN(3) == 0 {
		t.End = r.Int32N(depots)
	}
	t.Shift.Open = r.Int32N(400) - 100
	t.Shift.Close = t.Shift.Open + f.length/2 + r.Int32N(f.length)
	if r.IntN(3) == 0 {
		t.Capacity = r.Int32N(20)
	}
	if f.limits && r.IntN(2) == 0 {
		t.MaxDuration = f.length/3 + r.Int32N(f.length/2)
	}
	if f.limits && r.IntN(2) == 0 {
		t.Fixed = r.Int64N(500)
	}
	if r.IntN(4) == 0 {
		t.Groups = []int32{r.Int32N(3), r.Int32N(3)}
	}
	return t
}

func (f draft) engine(r *rand.Rand, points []geo.Point, speed float64) geo.Engine {
	if f.travel == byLine {
		return geo.NewStraight(points, 1.5, speed)
	}
	n := len(points)
	m := &matrix{points: points, seconds: make([]int32, n*n)}
	for i := range m.seconds {
		switch {
		case i/n == i%n:
		case r.IntN(20) == 0:
			m.seconds[i] = geo.Unreachable
		default:
			m.seconds[i] = 1 + r.Int32N(int32(1200/speed))
		}
	}
	if f.travel == byWhim {
		return m
	}
	for k := range n {
		for i := range n {
			for j := range n {
				m.seconds[i*n+j] = min(m.seconds[i*n+j], m.seconds[i*n+k]+m.seconds[k*n+j])
			}
		}
	}
	return m
}

// drafts are problems of every kind, small enough to be looked at from all sides.
func drafts(clients, teams int) []draft {
	var list []draft
	for _, travel := range []int{byLine, byRoad, byWhim} {
		for _, turfs := range []TurfMode{TurfsOff, TurfsSoft, TurfsStrict} {
			for _, radius := range []float64{0, 40} {
				pace := len(list)%4 < 2
				list = append(list, draft{clients, teams, travel, radius, turfs, pace, 3000, len(list)%3 == 1})
			}
		}
	}
	return list
}

// plain is the reference model of a plan: routes of stops of clients, whose every number is computed
// from the problem by walking. Clients and routes have the numbers of a dense sub-problem; for a
// whole problem ids and teamIDs are nil.
type plain struct {
	p            *Problem
	ids, teamIDs []int32
	routes       [][][]int32
}

func (m *plain) client(c int32) *Client {
	if m.ids != nil {
		c = m.ids[c]
	}
	return &m.p.Clients[c]
}

func (m *plain) teamID(r int) int32 {
	if m.teamIDs != nil {
		return m.teamIDs[r]
	}
	return int32(r)
}

func (m *plain) team(r int) *Team { return &m.p.Teams[m.teamID(r)] }

func (m *plain) leg(r int, from, to int32) int64 {
	s, _ := m.p.Travel[m.team(r).Mode].Leg(from, to)
	return int64(s)
}

// place is where stop i of a route is: its start for -1, its end past the last.
func (m *plain) place(r, i int, stops [][]int32) int32 {
	switch {
	case i < 0:
		return m.team(r).Start
	case i >= len(stops):
		return m.team(r).End
	}
	return m.client(stops[i][0]).Location
}

// service deals the people out one by one, those who take longest first, each to the member free first.
func (m *plain) service(r int, stop []int32) int64 {
	var setup int64
	var people []int64
	for _, c := range stop {
		x := m.client(c)
		setup = max(setup, int64(x.Setup))
		for range x.Persons {
			people = append(people, int64(x.PerPerson))
		}
	}
	return setup + longestFirst(people, int(m.team(r).Members))
}

func longestFirst(people []int64, members int) int64 {
	slices.SortFunc(people, func(a, b int64) int { return int(b - a) })
	busy := make([]int64, members)
	for _, seconds := range people {
		slices.Sort(busy)
		busy[0] += seconds
	}
	return slices.Max(busy)
}

// home says whether all clients of a stop can be served at the moment.
func (m *plain) home(stop []int32, at int64) bool {
	for _, c := range stop {
		w := m.client(c).Windows
		if len(w) > 0 && !slices.ContainsFunc(w, func(w Window) bool { return int64(w.Open) <= at && at <= int64(w.Close) }) {
			return false
		}
	}
	return true
}

// begin is the first moment from at on when all of the stop are home: at itself or when a window opens.
func (m *plain) begin(stop []int32, at int64) (int64, bool) {
	best, ok := int64(0), false
	try := func(t int64) {
		if t >= at && (!ok || t < best) && m.home(stop, t) {
			best, ok = t, true
		}
	}
	try(at)
	for _, c := range stop {
		for _, w := range m.client(c).Windows {
			try(int64(w.Open))
		}
	}
	return best, ok
}

// beginLast is the last moment up to at when all of the stop are home.
func (m *plain) beginLast(stop []int32, at int64) (int64, bool) {
	best, ok := int64(0), false
	try := func(t int64) {
		if t <= at && (!ok || t > best) && m.home(stop, t) {
			best, ok = t, true
		}
	}
	try(at)
	for _, c := range stop {
		for _, w := range m.client(c).Windows {
			try(int64(w.Close))
		}
	}
	return best, ok
}

// walk leaves stop from at the given time, and says when it leaves each stop after it, and whether
// the team is back in time.
func (m *plain) walk(r, from int, time int64, stops [][]int32) (leave []int64, ok bool) {
	for i := from + 1; i < len(stops); i++ {
		begin, home := m.begin(stops[i], time+m.leg(r, m.place(r, i-1, stops), m.place(r, i, stops)))
		if !home {
			return leave, false
		}
		time = begin + m.service(r, stops[i])
		leave = append(leave, time)
	}
	if len(stops) > 0 {
		time += m.leg(r, m.place(r, len(stops)-1, stops), m.place(r, len(stops), stops))
	}
	return leave, time <= int64(m.team(r).Shift.Close)
}

func (m *plain) feasible(r int, stops [][]int32) bool {
	_, ok := m.walk(r, -1, int64(m.team(r).Shift.Open), stops)
	most := int64(m.team(r).MaxDuration)
	return ok && (most == 0 || m.duration(r, stops) <= most)
}

// duration is the least time that the team is out: it sets out at the opening of its shift, or so that
// it begins some stop just when one of its windows opens or closes, or is back just at the shift's end.
func (m *plain) duration(r int, stops [][]int32) int64 {
	if len(stops) == 0 {
		return 0
	}
	shift, best := m.team(r).Shift, int64(1)<<40
	try := func(depart int64) {
		if leave, ok := m.walk(r, -1, depart, stops); ok && depart >= int64(shift.Open) {
			back := leave[len(leave)-1] + m.leg(r, m.place(r, len(stops)-1, stops), m.team(r).End)
			best = min(best, back-depart)
		}
	}
	try(int64(shift.Open))
	elapsed := int64(0)
	for i, stop := range stops {
		elapsed += m.leg(r, m.place(r, i-1, stops), m.place(r, i, stops))
		for _, c := range stop {
			for _, w := range m.client(c).Windows {
				try(int64(w.Open) - elapsed)
				try(int64(w.Close) - elapsed)
			}
		}
		elapsed += m.service(r, stop)
	}
	try(int64(shift.Close) - elapsed - m.leg(r, m.place(r, len(stops)-1, stops), m.team(r).End))
	return best
}

// latest is the latest beginning of stop i from which the rest of the route is still in time: as late
// a departure as there is, by bisection, and before that somebody home.
func (m *plain) latest(r, i int, stops [][]int32) (int64, bool) {
	low, high := int64(-1<<24), int64(m.team(r).Shift.Close)
	if _, ok := m.walk(r, i, low, stops); !ok {
		return 0, false
	}
	for low < high {
		middle := high - (high-low)/2
		if _, ok := m.walk(r, i, middle, stops); ok {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return m.beginLast(stops[i], low-m.service(r, stops[i]))
}

func (m *plain) load(r int) (sum int64) {
	for _, stop := range m.routes[r] {
		for _, c := range stop {
			sum += int64(m.client(c).Load)
		}
	}
	return sum
}

func (m *plain) travel(r int, stops [][]int32) (sum int64) {
	if len(stops) == 0 {
		return 0
	}
	for i := 0; i <= len(stops); i++ {
		sum += m.leg(r, m.place(r, i-1, stops), m.place(r, i, stops))
	}
	return sum
}

// cost is travel with the charge for going out.
func (m *plain) cost(r int, stops [][]int32) int64 {
	if len(stops) == 0 {
		return 0
	}
	return m.travel(r, stops) + m.team(r).Fixed
}

func (m *plain) admitsGroup(r int, u int32) bool {
	return m.team(r).Groups == nil || slices.Contains(m.team(r).Groups, m.client(u).Group)
}

func (m *plain) admitsTurf(r int, u int32) bool {
	return m.p.Turfs != TurfsStrict || m.client(u).Turf == NoTurf || m.client(u).Turf == m.teamID(r)
}

func (m *plain) admitsLoad(r int, u int32) bool {
	return m.load(r)+int64(m.client(u).Load) <= int64(m.team(r).Capacity)
}

func (m *plain) admits(r int, u int32) bool {
	return m.admitsGroup(r, u) && m.admitsTurf(r, u) && m.admitsLoad(r, u)
}

// opened and joined are the route's stops with client u as the i-th stop, and at the i-th stop.
func (m *plain) opened(r, i int, u int32) [][]int32 {
	return slices.Insert(slices.Clone(m.routes[r]), i, []int32{u})
}

func (m *plain) joined(r, i int, u int32) [][]int32 {
	stops := slices.Clone(m.routes[r])
	stops[i] = append(slices.Clone(stops[i]), u)
	return stops
}

// drop takes client u out, with its whole stop where it is the first.
func (m *plain) drop(u int32) {
	for r, stops := range m.routes {
		for i, stop := range stops {
			k := slices.Index(stop, u)
			switch {
			case k == 0:
				m.routes[r] = slices.Delete(slices.Clone(stops), i, i+1)
			case k > 0:
				m.routes[r] = slices.Clone(stops)
				m.routes[r][i] = slices.Delete(slices.Clone(stop), k, k+1)
			}
		}
	}
}

// near says whether two clients may share a stop.
func (m *plain) near(a, b int32) bool {
	return m.p.StopRadius > 0 && geo.Distance(m.p.Points[m.client(a).Location], m.p.Points[m.client(b).Location]) <= m.p.StopRadius
}
