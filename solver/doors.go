package solver

// A stop serves a chain of doors: its first client, whose node is the stop's, and those who join it.

// join adds client u to the stop a.
func (s *state) join(u, a int32) {
	nd := &s.node[a]
	service := s.joinedService(a, u)
	s.chain(u, a)
	x := &s.d.clients[u]
	nd.open, nd.close = max(nd.open, x.open), min(nd.close, x.close)
	nd.several = nd.several || x.first != x.last
	nd.persons += x.persons
	nd.setup = max(nd.setup, x.setup)
	if nd.perPerson != x.perPerson {
		nd.perPerson = mixed
	}
	s.tally.service += int64(service - nd.service)
	nd.service = service
	s.enter(u, nd.route)
	s.update(a)
}

// chain puts client u behind the first of stop a, without counting.
func (s *state) chain(u, a int32) {
	s.nextDoor[u] = s.nextDoor[a]
	s.nextDoor[a] = u
	s.stopOf[u], s.longer[u] = a, maxTime
}

// takeOut marks client u unvisited, without counting and whatever chain it was in.
func (s *state) takeOut(u int32) {
	s.stopOf[u], s.nextDoor[u], s.longer[u] = unvisited, -1, absent
}

// joinedService is the service of stop a with client u added.
func (s *state) joinedService(a, u int32) int32 {
	nd, x := &s.node[a], &s.d.clients[u]
	class := s.d.teams[nd.route].class
	if s.d.uniform {
		return s.d.work[class][nd.persons+x.persons]
	}
	if nd.perPerson == x.perPerson {
		return max(nd.setup, x.setup) + nd.perPerson*ceilDiv(nd.persons+x.persons, s.d.members[class])
	}
	return s.mixedService(a, u)
}

// mixedService is the service of stop a, with client u added unless it is negative, where people take
// differently long.
func (s *state) mixedService(a, u int32) int32 {
	return s.mixedServiceOf(a, u, s.route[s.node[a].route].class)
}

// mixedServiceOf is mixedService for a team of the class.
func (s *state) mixedServiceOf(a, u, class int32) int32 {
	s.lpt.reset()
	for c := a; c >= 0; c = s.nextDoor[c] {
		s.lpt.add(&s.d.p.Clients[s.d.ids[c]])
	}
	if u >= 0 {
		s.lpt.add(&s.d.p.Clients[s.d.ids[u]])
	}
	return s.lpt.service(s.d.members[class])
}

// remove takes client u out of the plan and appends to removed all who leave: the first client of a
// stop takes its whole stop with it. The caller brings the route up to date.
func (s *state) remove(u int32, removed []int32) []int32 {
	a := s.stopOf[u]
	r := s.node[a].route
	if u == a {
		for c := a; c >= 0; {
			next := s.nextDoor[c]
			s.leave(c, r)
			s.takeOut(c)
			removed = append(removed, c)
			c = next
		}
		s.unlink(a)
		return removed
	}
	before := a
	for s.nextDoor[before] != u {
		before = s.nextDoor[before]
	}
	s.nextDoor[before] = s.nextDoor[u]
	s.takeOut(u)
	s.leave(u, r)
	s.resum(a)
	return append(removed, u)
}

// resum recomputes what stop a sums up over its clients.
func (s *state) resum(a int32) {
	nd := &s.node[a]
	was := nd.service
	x := &s.d.clients[a]
	nd.open, nd.close, nd.persons, nd.setup, nd.perPerson, nd.several = x.open, x.close, x.persons, x.setup, x.perPerson, x.first != x.last
	for c := s.nextDoor[a]; c >= 0; c = s.nextDoor[c] {
		x := &s.d.clients[c]
		nd.open, nd.close = max(nd.open, x.open), min(nd.close, x.close)
		nd.persons += x.persons
		nd.setup = max(nd.setup, x.setup)
		nd.several = nd.several || x.first != x.last
		if nd.perPerson != x.perPerson {
			nd.perPerson = mixed
		}
	}
	if nd.perPerson == mixed {
		nd.service = s.mixedService(a, -1)
	} else {
		nd.service = nd.setup + nd.perPerson*ceilDiv(nd.persons, s.d.members[s.d.teams[nd.route].class])
	}
	s.tally.service += int64(nd.service - was)
}
