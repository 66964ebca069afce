package solver

// place is where a client may go: after the node at as a stop of its own, or into the stop at.
type place struct {
	delta int64 // change of cost, without the client's value
	at    int32 // node, or nowhere
	join  bool
}

const nowhere int32 = -1

// between says whether client u fits as a stop of its own after the node at, and at what cost.
func (s *state) between(u, at int32) (delta int64, ok bool) {
	before := &s.node[at]
	after := &s.node[before.next]
	r := before.route
	t := &s.d.teams[r]
	service := s.d.service[t.class][u]
	if after.late-before.dep < service {
		return 0, false
	}
	x := &s.d.clients[u]
	row := int(u) * s.d.locations
	to := s.d.in[t.mode][row+int(before.location)]
	begin := max(before.dep+to, x.open)
	if begin > x.close {
		return 0, false
	}
	if x.first != x.last {
		begin = s.d.earliest(u, begin)
	}
	from := s.d.out[t.mode][row+int(after.location)]
	if begin+service+from > after.late || !s.admits(u, r) {
		return 0, false
	}
	if t.longest > 0 && !s.brief(at, to, segment{service, x.open, x.close}, from, before.next) {
		return 0, false
	}
	delta = int64(to+from-after.leg+service) + s.turfCharge(u, r)
	if s.route[r].stops == 0 {
		delta += t.fixed
	}
	return delta, true
}

// joining says whether client u can be served at stop a too, and at what cost.
func (s *state) joining(u, a int32) (delta int64, ok bool) {
	nd, x := &s.node[a], &s.d.clients[u]
	if s.d.uniform && nd.persons > tablePersons {
		return 0, false
	}
	open, close := max(nd.open, x.open), min(nd.close, x.close)
	begin := max(s.node[nd.prev].dep+nd.leg, open)
	if begin > close || !s.admits(u, nd.route) {
		return 0, false
	}
	if nd.several || x.first != x.last {
		var ok bool
		if begin, ok = s.common(a, u, begin, close); !ok {
			return 0, false
		}
	}
	service := s.joinedService(a, u)
	after := &s.node[nd.next]
	if begin+service+after.leg > after.late {
		return 0, false
	}
	if s.d.limited && !s.brief(nd.prev, nd.leg, segment{service, open, close}, after.leg, nd.next) {
		return 0, false
	}
	return int64(service-nd.service) + s.turfCharge(u, nd.route), true
}

// admits says whether route r may take u: its group, its turf, its load.
func (s *state) admits(u, r int32) bool {
	return s.route[r].load <= s.d.teams[r].capacity-s.d.clients[u].load && s.mayServe(u, r)
}

// mayServe is admits whatever the load.
func (s *state) mayServe(u, r int32) bool {
	x, t := &s.d.clients[u], &s.d.teams[r]
	return (t.allowed == nil || t.allowed[x.group+1]) && (s.d.turfs != TurfsStrict || x.turf == r || x.turf == NoTurf)
}

// find finds the cheapest place for client u next to or at its neighbours' stops, on a route's way out
// or home, which pass by people far from any of its stops and so only where turfs do not count, or,
// for a required client, anywhere. Each place is passed over with the
// probability that the search's blinks give it.
func (k *search) find(u int32) place {
	s := &k.state
	best := place{delta: 1 << 62, at: nowhere}
	k.mark++
	for _, a := range s.d.joinable.of(u) {
		if s.stopOf[a] == a && !k.blink() {
			if delta, ok := s.joining(u, a); ok && delta < best.delta {
				best = place{delta, a, true}
			}
		}
	}
	if k.pooled[u] != k.iteration && !k.room(u) {
		return best
	}
	least := s.d.quickest[u]
	known := k.pooled[u] != k.iteration
	if known {
		k.findGap(u, &best)
	} else {
		k.findNear(u, least, &best)
	}
	for kind := range s.idle {
		if r := s.idle[kind].first(); r >= 0 {
			k.try(u, s.first(r), &best)
		}
	}
	if s.d.tune.wayOut && s.d.turfs == TurfsOff && !known {
		for r := range s.route {
			if s.route[r].slack >= least {
				k.try(u, s.first(int32(r)), &best)
				k.try(u, s.node[s.last(int32(r))].prev, &best)
			}
		}
	}
	if best.at == nowhere && s.d.clients[u].required {
		k.findAnywhere(u, &best)
	}
	return best
}

// findNear looks at the places before and after u's neighbours. By the triangle inequality a place
// after v costs at least what the way from v to u is longer than that from v to its next, and twice
// that where ways are as long as the ways back; most places are passed over by that, without a look at
// the table of travel times. Where the inequality does not hold, a few good places are.
func (k *search) findNear(u, least int32, best *place) {
	s, d := &k.state, k.d
	from, to := d.neighbour.start[u], d.neighbour.start[u+1]
	for i := from; i < to; i++ {
		v := d.neighbour.item[i]
		a := s.stopOf[v]
		if a < 0 {
			continue
		}
		nd := &s.node[a]
		if s.route[nd.route].slack < least {
			continue
		}
		if a != v { // it stands elsewhere
			k.try(u, a, best)
			k.try(u, nd.prev, best)
			continue
		}
		near := &d.near[d.teams[nd.route].mode]
		spare := best.delta - int64(least) + rounded
		if near.ways*int64(near.to[i]-nd.out) < spare {
			k.try(u, a, best)
		}
		if near.ways*int64(near.from[i]-nd.leg) < spare {
			k.try(u, nd.prev, best)
		}
	}
}

// rounded is by how much the bound of findNear may be off where each travel time is rounded by itself.
const rounded = 3

// room says whether a route of those touched in this iteration may have time for a stop at u.
func (k *search) room(u int32) bool {
	for i := range k.savedAt {
		if r := &k.route[k.savedAt[i].route]; r.slack >= k.d.service[r.class][u] {
			return true
		}
	}
	return false
}

// findAnywhere looks at every place.
func (k *search) findAnywhere(u int32, best *place) {
	for r := range k.route {
		for at := k.first(int32(r)); at != k.last(int32(r)); at = k.node[at].next {
			k.try(u, at, best)
		}
	}
}

// try takes the place after the node at if it is better than the best so far.
func (k *search) try(u, at int32, best *place) {
	if k.seen[at] == k.mark {
		return
	}
	k.seen[at] = k.mark
	if k.blink() {
		return
	}
	if delta, ok := k.state.between(u, at); ok && delta < best.delta {
		*best = place{delta, at, false}
	}
}

// put inserts client u at the place.
func (s *state) put(u int32, p place) {
	if p.join {
		s.join(u, p.at)
	} else {
		s.openStop(u, p.at)
	}
}
