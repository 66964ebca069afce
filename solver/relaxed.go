package solver

import "slices"

// relaxed is a plan in which teams may be late and carry too much, at a penalty: between two good plans
// often lie only such. It is of problems that are plain. Its nodes are numbered as those of
// state. A change is made by writing the whole of the routes that it touches.
type relaxed struct {
	d       *dense
	n       int32
	legs    []int32 // travel from row to column
	width   int32   // locations
	at      []int32 // by node: its location
	near    legs    // between neighbours
	warp    legs    // the time warp that these cannot avoid
	own     []warped
	node    []bend
	skew    []int32 // by node: by how much its way from the route's start is longer the other way round
	route   []relaxedRoute
	kind    []int32 // by route
	idle    []set   // by kind: the routes without stops
	clock   int32   // counts the changes
	penalty penalties
	breadth int // nearest clients that a client is tried next to

	tested []int32 // by client: the clock when its moves were last tried
	order  []int32 // clients
	line   [2][]int32
	tries  int64 // pairs of clients looked at
}

// bend is a client, or the start or end of a route; a cache line.
type bend struct {
	prev, next    int32
	route         int32
	position      int32  // from the route's start
	in, out       int32  // travel from prev and to next
	load          int32  // of it and those before
	way           int32  // travel from the route's start
	before, after warped // of the route up to and from it
}

type relaxedRoute struct {
	load    int32
	stops   int32
	travel  int32
	excess  int32 // seconds
	over    int32 // load above the capacity
	changed int32 // the clock, or inherited
	fine    int64 // penalties
}

// inherited marks a route that a child has from its parent as it was: no move is left there, but with others.
const inherited = 0

// penalties are what a second of excess and a unit of load above the capacity cost, in sixteenths of a
// second of travel.
type penalties struct{ second, load int64 }

const penaltyUnit = 4 // bits

func (p *penalties) fine(excess, over int32) int64 {
	return (int64(excess)*p.second + int64(over)*p.load) >> penaltyUnit
}

// bounded says whether times and loads of any route, however late, are far from overflowing 32 bits. Where there is
// no way between two places they are not.
func (d *dense) bounded() bool {
	open, close, longest, load := maxTime, minTime, int64(0), int64(0)
	for r := range d.teams {
		open, close = min(open, d.teams[r].shift.Open), max(close, d.teams[r].shift.Close)
	}
	for u := range d.clients {
		x := &d.clients[u]
		if x.open > minTime {
			open, close = min(open, x.close), max(close, x.open)
		}
		longest, load = max(longest, int64(d.service[0][u])), load+int64(x.load)
	}
	far := int64(slices.Max(d.out[d.teams[0].mode]))
	return int64(len(d.clients)+2)*(2*(longest+far)+int64(close)-int64(open)) < 1<<31 && load < 1<<31
}

func newRelaxed(d *dense) *relaxed {
	n := int32(len(d.clients))
	s := &relaxed{
		d: d, n: n, legs: d.out[d.teams[0].mode], width: int32(d.locations),
		own: make([]warped, int(n)+2*len(d.teams)), node: make([]bend, int(n)+2*len(d.teams)),
		route: make([]relaxedRoute, len(d.teams)), idle: make([]set, d.kinds), kind: make([]int32, len(d.teams)),
		tested: make([]int32, n), order: make([]int32, n), near: d.near[d.teams[0].mode], breadth: d.tune.crossed,
	}
	s.at, s.skew = make([]int32, len(s.node)), make([]int32, len(s.node))
	for u := range n {
		x := &d.clients[u]
		s.own[u] = warped{d.service[0][u], 0, x.open, x.close}
		s.node[u] = bend{route: nowhere}
		s.at[u] = u
		s.order[u] = u
	}
	for kind := range s.idle {
		s.idle[kind] = newSet(len(d.teams))
	}
	for r := range d.teams {
		t := &d.teams[r]
		a, b := s.first(int32(r)), s.last(int32(r))
		s.own[a] = warped{0, 0, t.shift.Open, t.shift.Close}
		s.own[b] = s.own[a]
		s.node[a] = bend{prev: nowhere, next: b, route: int32(r)}
		s.node[b] = bend{prev: a, next: nowhere, route: int32(r)}
		s.at[a], s.at[b] = t.start, t.end
		s.kind[r] = t.kind
		s.write(int32(r), nil)
	}
	s.addWarp()
	return s
}

// addWarp finds the time warp that cannot be avoided between neighbours.
func (s *relaxed) addWarp() {
	list := s.d.neighbour
	s.warp.from, s.warp.to = make([]int32, len(list.item)), make([]int32, len(list.item))
	for u := range s.n {
		for i := list.start[u]; i < list.start[u+1]; i++ {
			v := list.item[i]
			s.warp.from[i] = s.own[u].join(s.near.from[i], s.own[v]).warp
			s.warp.to[i] = s.own[v].join(s.near.to[i], s.own[u]).warp
		}
	}
}

func (s *relaxed) first(r int32) int32 { return s.n + 2*r }
func (s *relaxed) last(r int32) int32  { return s.n + 2*r + 1 }

// leg is the travel from one node to another.
func (s *relaxed) leg(a, b int32) int32 {
	return s.legs[s.at[a]*s.width+s.at[b]]
}

// write makes the sequence of clients the whole of route r.
func (s *relaxed) write(r int32, sequence []int32) {
	s.clock++
	first, last := s.first(r), s.last(r)
	a := first
	s.node[a].before = s.own[a]
	for _, c := range sequence {
		s.follow(a, c)
		s.node[c].load += s.d.clients[c].load
		a = c
	}
	s.follow(a, last)
	s.node[last].after = s.own[last]
	for b := last; b != first; {
		a := s.node[b].prev
		s.node[a].after = s.own[a].join(s.node[b].way-s.node[a].way, s.node[b].after)
		b = a
	}
	end, t, x := &s.node[last], &s.d.teams[r], &s.route[r]
	x.load, x.stops, x.travel, x.changed = end.load, int32(len(sequence)), end.way, s.clock
	x.over = max(0, x.load-t.capacity)
	x.excess = end.before.excess(t.longest)
	if x.stops == 0 { // the team stays where it is
		x.travel, x.excess = 0, 0
		s.idle[t.kind].add(r)
	} else {
		s.idle[t.kind].drop(r)
	}
	x.fine = s.penalty.fine(x.excess, x.over)
}

// follow puts node b after node a.
func (s *relaxed) follow(a, b int32) {
	before, nd := &s.node[a], &s.node[b]
	leg := s.leg(a, b)
	before.next, nd.prev, nd.route = b, a, before.route
	nd.position, nd.load, nd.way = before.position+1, before.load, before.way+leg
	before.out, nd.in = leg, leg
	s.skew[b] = s.skew[a] + s.leg(b, a) - leg
	nd.before = before.before.join(leg, s.own[b])
}

// setPenalties changes the penalties and the fines with them.
func (s *relaxed) setPenalties(p penalties) {
	s.penalty = p
	for r := range s.route {
		s.route[r].fine = p.fine(s.route[r].excess, s.route[r].over)
		s.route[r].changed = s.clock
	}
}

// append appends the clients of route r in order.
func (s *relaxed) append(out []int32, r int32) []int32 {
	for a := s.node[s.first(r)].next; a < s.n; a = s.node[a].next {
		out = append(out, a)
	}
	return out
}

// trail is a route under construction, for what it would cost.
type trail struct {
	time   warped
	at     int32 // node
	load   int32
	travel int32
}

// head is the route of node a up to it.
func (s *relaxed) head(a int32) trail {
	nd := &s.node[a]
	return trail{nd.before, a, nd.load, nd.way}
}

// visit goes on to client u.
func (s *relaxed) visit(t *trail, u int32) {
	leg := s.leg(t.at, u)
	t.time = t.time.join(leg, s.own[u])
	t.at, t.load, t.travel = u, t.load+s.d.clients[u].load, t.travel+leg
}

// step is the node after a, or, back, before it.
func (s *relaxed) step(a int32, back bool) int32 {
	if back {
		return s.node[a].prev
	}
	return s.node[a].next
}

// finish goes on from node a to the end of its route, as route r, and gives the cost.
func (s *relaxed) finish(t *trail, a, r int32) int64 {
	q := s.node[a].route
	if s.kind[q] != s.kind[r] {
		for ; a < s.n; a = s.node[a].next {
			s.visit(t, a)
		}
		a, q = s.last(r), r
	}
	leg := s.leg(t.at, a)
	t.time = t.time.join(leg, s.node[a].after)
	t.travel += leg + s.node[s.last(q)].way - s.node[a].way
	t.load += s.node[s.last(q)].load - s.node[a].load
	if a < s.n {
		t.load += s.d.clients[a].load
	}
	if t.at >= s.n && a >= s.n { // nobody is visited
		return 0
	}
	x := &s.d.teams[r]
	return int64(t.travel) + s.penalty.fine(t.time.excess(x.longest), max(0, t.load-x.capacity))
}
