package solver

// state is a plan under search: for each route a doubly linked list of stops between its start and
// its end, for each stop the chain of its clients. A stop is named by its first client, so a client's
// own node is its stop's when it comes first there; route r has the nodes n+2r and n+2r+1 for its
// start and end. Every state is feasible.
//
// With dep the earliest moment a team can leave a stop going forward from its start, and late the
// latest feasible beginning of a stop going backward from its end, a change between two stops is
// tested in constant time, exactly, also with several windows.
type state struct {
	d        *dense
	n        int32 // clients
	node     []node
	stopOf   []int32 // by client: its stop, or unvisited
	routeOf  []int32 // by client visited: its route
	nextDoor []int32 // by client: the next of its stop, or -1
	longer   []int32 // by client: the longer of the legs to and from its stop; absent where unvisited, maxTime where its stop is another's
	route    []route
	idle     []set // by kind of team: the routes without stops
	heads    heads // stops in buildings
	tally    tally
	lpt      lpt
	measures []measure // by node, where some team may be out for only so long
	penalty  int64     // turf charges, less the values of the visited
}

// tally counts what a state's plan is judged by.
type tally struct {
	required int32 // required clients visited
	visits   int32
	prize    int64
	persons  int64
	travel   int64 // and fixed charges
	service  int64
	routes   int32 // with stops
}

// better says whether t is strictly better than u: see [Value.Better].
func (t *tally) better(u *tally) bool {
	switch {
	case t.required != u.required:
		return t.required > u.required
	case t.prize != u.prize:
		return t.prize > u.prize
	case t.travel != u.travel:
		return t.travel < u.travel
	}
	return t.service < u.service
}

// seconds are what a route takes, but for waits.
type seconds struct {
	travel  int64 // and its fixed charge
	service int64
}

// secondsOf sums the seconds of route r.
func (s *state) secondsOf(r int32) (sum seconds) {
	if s.route[r].stops > 0 {
		sum.travel = s.d.teams[r].fixed
	}
	for a := s.first(r); a != s.last(r); a = s.node[a].next {
		sum.travel += int64(s.node[a].out)
		sum.service += int64(s.node[a].service)
	}
	return sum
}

const unvisited int32 = -1

// absent is shorter than any leg, or the difference of two.
const absent = 2 * minTime

// node is a stop, or the start or end of a route.
type node struct {
	prev, next  int32
	route       int32
	location    int32
	leg         int32 // travel time from prev
	out         int32 // and to next
	dep         int32 // earliest departure
	late        int32 // latest feasible beginning; of a route's end the latest arrival
	service     int32
	open, close int32 // hull of the clients' common windows
	persons     int32
	setup       int32
	perPerson   int32 // of all its people, or mixed
	several     bool  // some client has several windows
	onward      int32 // the late of next; with it a node is a cache line
}

// mixed is the perPerson of a stop whose people take differently long.
const mixed int32 = -1

// route is one team's list of stops.
type route struct {
	load    int32
	stops   int32
	class   int32  // its team's
	slack   int32  // no client whose service takes longer fits in as a stop of its own, see dense.saving
	touched uint32 // the iteration that saved it last
	ruined  uint32 // the iteration that took a string of stops out of it last
	changed bool   // since the best plan was kept
}

func newState(d *dense) *state {
	n := int32(len(d.clients))
	s := &state{
		d: d, n: n, node: make([]node, int(n)+2*len(d.teams)), stopOf: make([]int32, n), routeOf: make([]int32, n),
		nextDoor: make([]int32, n), longer: make([]int32, n), route: make([]route, len(d.teams)),
	}
	for c := range n {
		s.takeOut(c)
	}
	s.idle = make([]set, d.kinds)
	for kind := range s.idle {
		s.idle[kind] = newSet(len(d.teams))
	}
	s.heads = newHeads(d)
	if d.limited {
		s.measures = make([]measure, len(s.node))
	}
	for r := range s.route {
		s.clear(int32(r))
		s.updateRoute(int32(r))
	}
	return s
}

func (s *state) first(r int32) int32 { return s.n + 2*r }
func (s *state) last(r int32) int32  { return s.n + 2*r + 1 }

// clear makes the route empty without a look at its clients; its travel counts from the next update.
func (s *state) clear(r int32) {
	t := &s.d.teams[r]
	a, b := s.first(r), s.last(r)
	s.node[a] = node{prev: -1, next: b, route: r, location: t.start, dep: t.shift.Open, late: t.shift.Open, onward: t.shift.Close}
	s.node[b] = node{prev: a, next: -1, route: r, location: t.end, leg: 0, dep: t.shift.Close, late: t.shift.Close}
	s.route[r].load, s.route[r].stops, s.route[r].class = 0, 0, t.class
	s.idle[t.kind].add(r)
	if s.route[r].slack = maxTime; s.d.optional { // as measureSlack has it
		s.route[r].slack = t.shift.Close - t.shift.Open + s.d.saving
	}
	if s.d.limited {
		s.measureSegments(r)
	}
}

// travel is the time from one location to another for the team of route r.
func (s *state) travel(r, from, to int32) int32 {
	return s.d.out[s.d.teams[r].mode][int(from)*s.d.locations+int(to)]
}

// updateRoute computes dep and late along the whole route.
func (s *state) updateRoute(r int32) {
	for a := s.node[s.first(r)].next; a < s.n; a = s.node[a].next {
		nd := &s.node[a]
		nd.dep = s.departure(a)
	}
	after := &s.node[s.last(r)]
	for a := after.prev; a < s.n; a = s.node[a].prev {
		nd := &s.node[a]
		nd.onward = after.late
		nd.late = s.latest(a, after.late-after.leg-nd.service)
		after = nd
	}
	s.node[s.first(r)].onward = after.late
	if s.d.limited {
		s.measureSegments(r)
	}
	s.measureSlack(r)
}

// rounding is how much shorter a way over a third place may be than the direct one, where travel times
// are rounded each by itself; dense.saving is that of an engine which does not keep the triangle inequality.
const rounding = 1

// measureSlack finds the route's slack, where there are clients who may be left out.
func (s *state) measureSlack(r int32) {
	if !s.d.optional {
		s.route[r].slack = maxTime
		return
	}
	slack := int32(0)
	for before := &s.node[s.first(r)]; before.next >= 0; {
		after := &s.node[before.next]
		slack = max(slack, after.late-before.dep-after.leg+s.d.saving)
		before = after
	}
	s.route[r].slack = slack
}

// update brings dep and late up to date after the stop a, or what follows it, has changed. It stops
// where nothing changes any more.
func (s *state) update(a int32) {
	for b := a; b < s.n; b = s.node[b].next {
		nd := &s.node[b]
		t := s.departure(b)
		if t == nd.dep && b != a {
			break
		}
		nd.dep = t
	}
	s.node[a].onward = s.node[s.node[a].next].late
	for b := a; b < s.n; b = s.node[b].prev {
		nd := &s.node[b]
		t := s.latest(b, nd.onward-nd.out-nd.service)
		if t == nd.late && b != a {
			break
		}
		nd.late = t
		s.node[nd.prev].onward = t
	}
	if s.d.limited {
		s.joinOnwards(a)
		s.joinBackwards(a)
	}
	s.measureSlack(s.node[a].route)
}

// single fills the node of client u as a stop of its own, for the team of route r.
func (s *state) single(u, r int32) {
	x := &s.d.clients[u]
	s.node[u] = node{
		route: r, location: u, service: s.d.service[s.d.teams[r].class][u], open: x.open, close: x.close,
		persons: x.persons, setup: x.setup, perPerson: x.perPerson, several: x.first != x.last,
	}
	s.nextDoor[u] = -1
}

// link puts the stop a after the node at, and counts its legs.
func (s *state) link(a, at int32) {
	nd, before := &s.node[a], &s.node[at]
	b := before.next
	after := &s.node[b]
	r := before.route
	s.tally.travel -= int64(after.leg)
	nd.prev, nd.next, nd.route = at, b, r
	before.next, after.prev = a, a
	s.heads.add(a)
	nd.leg = s.travel(r, before.location, nd.location)
	after.leg = s.travel(r, nd.location, after.location)
	before.out, nd.out = nd.leg, after.leg
	s.measureLegs(at)
	s.measureLegs(a)
	s.measureLegs(b)
	s.tally.travel += int64(nd.leg) + int64(after.leg)
	s.tally.service += int64(nd.service)
	if s.route[r].stops == 0 {
		s.tally.travel += s.d.teams[r].fixed
		s.tally.routes++
		s.idle[s.d.teams[r].kind].drop(r)
	}
	s.route[r].stops++
}

// measureLegs brings longer up to date for the node.
func (s *state) measureLegs(a int32) {
	if a < s.n {
		s.longer[a] = max(s.node[a].leg, s.node[a].out)
	}
}

// unlink takes the stop a out of its route. What longer says of a is for the caller.
func (s *state) unlink(a int32) {
	nd := &s.node[a]
	before, after := &s.node[nd.prev], &s.node[nd.next]
	s.tally.travel -= int64(nd.leg) + int64(after.leg)
	before.next, after.prev = nd.next, nd.prev
	s.heads.drop(a)
	after.leg = 0
	if s.route[nd.route].stops > 1 {
		after.leg = s.travel(nd.route, before.location, after.location)
	} else {
		s.tally.travel -= s.d.teams[nd.route].fixed
		s.tally.routes--
		s.idle[s.d.teams[nd.route].kind].add(nd.route)
	}
	before.out = after.leg
	s.measureLegs(nd.prev)
	s.measureLegs(nd.next)
	s.tally.travel += int64(after.leg)
	s.tally.service -= int64(nd.service)
	s.route[nd.route].stops--
}

// enter and leave count a client in and out of its route.
func (s *state) enter(u, r int32) {
	x := &s.d.clients[u]
	s.routeOf[u] = r
	s.route[r].load += x.load
	s.tally.visits++
	s.tally.prize += int64(x.prize)
	s.tally.persons += int64(x.persons)
	s.penalty += s.turfCharge(u, r) - x.value
	if x.required {
		s.tally.required++
	}
}

func (s *state) leave(u, r int32) {
	x := &s.d.clients[u]
	s.route[r].load -= x.load
	s.tally.visits--
	s.tally.prize -= int64(x.prize)
	s.tally.persons -= int64(x.persons)
	s.penalty -= s.turfCharge(u, r) - x.value
	if x.required {
		s.tally.required--
	}
}

// total is the cost that the search minimises, in seconds: travel, and turf charges less the values
// of the visited. Service is not part of it: it is what visits cost in time, not a thing to save.
func (s *state) total() int64 { return s.tally.travel + s.penalty }

// turfCharge is what a visit of u by route r costs for leaving its turf.
func (s *state) turfCharge(u, r int32) int64 {
	if s.d.turfs != TurfsSoft || s.d.clients[u].turf == r || s.d.clients[u].turf == NoTurf || s.d.teams[r].roams {
		return 0
	}
	return int64(s.d.turfCost)
}

// open makes client u a stop of its own after the node at.
func (s *state) openStop(u, at int32) {
	r := s.node[at].route
	s.single(u, r)
	s.link(u, at)
	s.stopOf[u] = u
	s.enter(u, r)
	s.update(u)
}
