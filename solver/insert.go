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
// for a required client without any other place, anywhere. Where the search has a budget a place must
// keep within it; if it does not even in an empty route, it is not looked for further.
func (k *search) find(u int32) place {
	s := &k.state
	best := place{delta: 1 << 62, at: nowhere}
	if k.budgeted {
		best.delta = k.affordable(u)
	}
	k.mark++
	for _, a := range s.d.joinable.of(u) {
		if s.stopOf[a] == a {
			if delta, ok := s.joining(u, a); ok && delta < best.delta && !k.blink() {
				best = place{delta, a, true}
			}
		}
	}
	if s.d.building != nil {
		k.findHalls(u, &best)
	}
	if k.pooled[u] != k.iteration && !k.room(u) {
		return best
	}
	traded := s.d.p.Exchange > 0 && !s.d.clients[u].required && best.at == nowhere
	if traded {
		best.delta = k.worth(u)
	}
	least := s.d.quickest[u]
	known := k.pooled[u] != k.iteration
	if known {
		k.findGap(u, &best)
	} else {
		k.findNear(u, least, &best)
	}
	empty := !k.closed && k.findIdle(u, &best)
	if s.d.tune.wayOut && s.d.turfs == TurfsOff && !known {
		k.findEnds(u, least, &best)
	}
	if traded && best.at == nowhere && empty && k.openings > 0 {
		best.delta = 1 << 62 // no client is worth the first visit of a route
		k.mark++
		k.findIdle(u, &best)
	}
	if best.at == nowhere && s.d.clients[u].required && !k.closed && !(k.budgeted && empty) {
		k.findAnywhere(u, &best)
	}
	return best
}

// worth is a delta that a place for client u must be below where prize has an exchange.
func (k *search) worth(u int32) int64 { return k.d.clients[u].value + int64(k.d.longestService(u)) }

// longestService is the service of client u alone by the team that takes longest.
func (d *dense) longestService(u int32) int32 {
	service := int32(0)
	for class := range d.service {
		service = max(service, d.service[class][u])
	}
	return service
}

// findIdle looks at one route without stops of each kind, and says whether there is any.
func (k *search) findIdle(u int32, best *place) (empty bool) {
	for kind := range k.idle {
		if r := k.idle[kind].first(); r >= 0 {
			empty = true
			if k.alone(u, r) < best.delta {
				k.try(u, k.first(r), best)
			}
		}
	}
	return empty
}

// alone is the least that client u costs as the only one of the idle route r.
func (s *state) alone(u, r int32) int64 {
	t := &s.d.teams[r]
	in, out := s.d.row(t.mode, u)
	return int64(in[t.start]) + int64(out[t.end]) + int64(s.d.service[t.class][u]) + t.fixed
}

// findEnds looks at the places next to the ends of routes with time for a service of least.
func (k *search) findEnds(u, least int32, best *place) {
	for r := range k.route {
		if k.route[r].slack >= least {
			k.try(u, k.first(int32(r)), best)
			k.try(u, k.node[k.last(int32(r))].prev, best)
		}
	}
}

// locationOf is the node's; that of a stop is its own number.
func (s *state) locationOf(a int32) int32 {
	if a < s.n {
		return a
	}
	return s.node[a].location
}

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

// try considers the place after the node at, but once for each client.
func (k *search) try(u, at int32, best *place) {
	if k.seen[at] == k.mark {
		return
	}
	k.seen[at] = k.mark
	k.consider(u, at, best)
}

// consider takes the place after the node at if it is better than the best so far, but for a blink.
func (k *search) consider(u, at int32, best *place) {
	if delta, ok := k.between(u, at); ok && delta < best.delta && !k.blink() {
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
