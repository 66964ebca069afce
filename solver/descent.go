package solver

// Moves of the local search are those that make a client u follow a client v near it, or go before it.
// A move that lowers travel has some new leg that is shorter than one that it takes away next to it (the
// gain criterion of Lin and Kernighan, An effective heuristic algorithm for the travelling salesman
// problem, Oper. Res. 21, 1973), so that most pairs are passed over by the length of that leg. Of what is
// left most moves are passed over because travel grows by more than there are penalties to save.

// The most clients moved, and exchanged, at once.
const (
	movedTogether   = 3
	swappedTogether = 2
)

// descend makes moves until none lowers the cost. Clients are gone through in the order; pairs of
// routes that have not changed since are not tried again.
func (s *relaxed) descend() {
	for u := range s.tested {
		s.tested[u] = inherited
	}
	for again := true; again; {
		again = false
		for _, u := range s.order {
			if s.improveAt(u) {
				again = true
			}
		}
	}
}

// improveAt tries the moves of client u.
func (s *relaxed) improveAt(u int32) (improved bool) {
	since := s.tested[u]
	s.tested[u] = s.clock
	list := &s.d.neighbour
	start, end := list.start[u], list.start[u+1]
	end = min(end, start+int32(s.breadth))
	nd := &s.node[u]
	s.tries += int64(end - start)
	for i := start; i < end; i++ {
		v := list.item[i]
		x := &s.node[v]
		r, q := &s.route[nd.route], &s.route[x.route]
		if max(r.changed, q.changed) <= since {
			continue
		}
		spare := r.fine
		if r != q {
			spare += q.fine
		}
		if int64(s.near.to[i]-max(x.out, nd.in))+int64(s.warp.to[i])*s.penalty.second>>penaltyUnit < spare && s.link(v, u, u, v, spare) {
			improved = true
			continue
		}
		if int64(s.near.from[i]-max(nd.out, x.in))+int64(s.warp.from[i])*s.penalty.second>>penaltyUnit < spare && s.link(u, v, u, v, spare) {
			improved = true
		}
	}
	if s.route[s.node[u].route].changed > since && s.open(u) {
		improved = true
	}
	return improved
}

// link makes the first move found that lowers the cost and has the leg from a to b; these are u and v,
// of which u is the one that others go along with. Spare is what the penalties of their routes may save.
func (s *relaxed) link(a, b, u, v int32, spare int64) bool {
	r, q := s.node[a].route, s.node[b].route
	if s.node[a].next == b {
		return false
	}
	if r != q {
		if s.tails(a, b, spare) {
			return true
		}
	} else if s.reverse(a, b, spare) {
		return true
	}
	if b == u { // u and those after it go behind v
		return s.follows(u, v, spare)
	}
	return s.precedes(u, v, spare)
}

// tails exchanges what follows a with b and what follows it.
func (s *relaxed) tails(a, b int32, spare int64) bool {
	p, y := s.node[b].prev, s.node[a].next
	r, q := s.node[a].route, s.node[b].route
	delta := s.leg(a, b) + s.leg(p, y) - s.node[a].out - s.node[b].in
	if s.kind[r] != s.kind[q] {
		endR, endQ := s.last(r), s.last(q)
		lastR, lastQ := s.node[endR].prev, s.node[endQ].prev
		delta += s.leg(lastQ, endR) - s.leg(lastQ, endQ)
		if y < s.n {
			delta += s.leg(lastR, endQ) - s.leg(lastR, endR)
		} else {
			delta += s.leg(p, endQ) - s.leg(p, endR)
		}
	}
	if p >= s.n && y >= s.n { // the other route is left without stops
		delta -= s.leg(p, s.tailOf(y, q))
	}
	if int64(delta) >= spare {
		return false
	}
	return s.exchange(&splice{route: r, head: a, tail: b}, &splice{route: q, head: p, tail: s.tailOf(y, q)}, delta)
}

// tailOf is the node y, or where it is the end of a route that of route q.
func (s *relaxed) tailOf(y, q int32) int32 {
	if y >= s.n {
		return s.last(q)
	}
	return y
}

// reverse turns round a part of a route so that b follows a (two-opt).
func (s *relaxed) reverse(a, b int32, spare int64) bool {
	x, y := &s.node[a], &s.node[b]
	if x.position < y.position { // from behind a to b
		return s.flip(x.next, b, spare)
	}
	return s.flip(b, x.prev, spare) || s.flip(y.next, a, spare)
}

// flip turns round the part from a to b, which comes later.
func (s *relaxed) flip(a, b int32, spare int64) bool {
	if a == b || a >= s.n || b >= s.n || s.node[a].position > s.node[b].position {
		return false
	}
	p, q := s.node[a].prev, s.node[b].next
	delta := s.leg(p, b) + s.leg(a, q) - s.node[a].in - s.node[b].out + s.skew[b] - s.skew[a]
	if int64(delta) >= spare {
		return false
	}
	x := splice{route: s.node[a].route, head: p, tail: q}
	x.add(b, a, true)
	return s.alter(&x, delta)
}

// follows puts client u and a few that come after or before it behind v, or exchanges them for those.
func (s *relaxed) follows(u, v int32, spare int64) bool {
	y := s.node[v].next
	for e, n := u, 1; n <= movedTogether && e < s.n && e != v; e, n = s.node[e].next, n+1 {
		if s.relocate(u, e, v, false, spare) {
			return true
		}
		if n > swappedTogether {
			continue
		}
		for f, m := y, 1; m <= swappedTogether && f < s.n; f, m = s.node[f].next, m+1 {
			if s.swap(u, e, y, f, spare) {
				return true
			}
		}
	}
	p := s.node[u].prev
	return p < s.n && p != v && s.relocate(p, u, v, true, spare)
}

// precedes puts client u and a few that come before or after it in front of v, or exchanges them for those.
func (s *relaxed) precedes(u, v int32, spare int64) bool {
	y := s.node[v].prev
	for e, n := u, 1; n <= movedTogether && e < s.n && e != v; e, n = s.node[e].prev, n+1 {
		if s.relocate(e, u, y, false, spare) {
			return true
		}
		if n > swappedTogether {
			continue
		}
		for f, m := y, 1; m <= swappedTogether && f < s.n; f, m = s.node[f].prev, m+1 {
			if s.swap(e, u, f, y, spare) {
				return true
			}
		}
	}
	x := s.node[u].next
	return x < s.n && x != v && s.relocate(u, x, y, true, spare)
}

// relocate moves the clients from a to b behind the node at, in the same order or flipped.
func (s *relaxed) relocate(a, b, at int32, flipped bool, spare int64) bool {
	p, q := s.node[a].prev, s.node[b].next
	if at == p || s.within(at, a, b) {
		return false
	}
	y := s.node[at].next
	first, last := a, b
	delta := s.leg(p, q) - s.node[a].in - s.node[b].out - s.node[at].out
	if flipped {
		first, last = b, a
		delta += s.skew[b] - s.skew[a]
	}
	delta += s.leg(at, first) + s.leg(last, y)
	r, to := s.node[a].route, s.node[at].route
	if p >= s.n && q >= s.n { // its route is left without stops
		delta -= s.leg(p, q)
	}
	if int64(delta) >= spare {
		return false
	}
	switch {
	case r != to:
		x := splice{route: to, head: at, tail: y}
		x.add(first, last, flipped)
		return s.exchange(&x, &splice{route: r, head: p, tail: q}, delta)
	case s.node[at].position > s.node[a].position:
		x := splice{route: r, head: p, tail: y}
		x.add(q, at, false)
		x.add(first, last, flipped)
		return s.alter(&x, delta)
	}
	x := splice{route: r, head: at, tail: q}
	x.add(first, last, flipped)
	x.add(y, p, false)
	return s.alter(&x, delta)
}

// within says whether the node c is one of those from a to b.
func (s *relaxed) within(c, a, b int32) bool {
	return s.node[c].route == s.node[a].route && s.node[c].position >= s.node[a].position && s.node[c].position <= s.node[b].position
}

// swap exchanges the clients from a to b for those from c to d.
func (s *relaxed) swap(a, b, c, d int32, spare int64) bool {
	p, q, v, y := s.node[a].prev, s.node[b].next, s.node[c].prev, s.node[d].next
	delta := s.leg(p, c) + s.leg(d, q) + s.leg(v, a) + s.leg(b, y) -
		s.node[a].in - s.node[b].out - s.node[c].in - s.node[d].out
	if int64(delta) >= spare {
		return false
	}
	r, to := s.node[a].route, s.node[c].route
	if r != to {
		x, z := splice{route: to, head: v, tail: y}, splice{route: r, head: p, tail: q}
		x.add(a, b, false)
		z.add(c, d, false)
		return s.exchange(&x, &z, delta)
	}
	if s.node[a].position > s.node[c].position {
		a, b, p, q, c, d, v, y = c, d, v, y, a, b, p, q
	}
	if s.node[b].position+1 >= s.node[c].position { // they overlap or touch
		return false
	}
	x := splice{route: r, head: p, tail: y}
	x.add(c, d, false)
	x.add(q, v, false)
	x.add(a, b, false)
	return s.alter(&x, delta)
}

// open gives a team without stops client u, or u and those after it.
func (s *relaxed) open(u int32) bool {
	nd := &s.node[u]
	r, p, q := nd.route, nd.prev, nd.next
	if s.route[r].stops < 2 {
		return false
	}
	for kind := range s.idle {
		idle := s.idle[kind].first()
		if idle < 0 {
			continue
		}
		start, end := s.first(idle), s.last(idle)
		there := s.leg(start, u)
		delta := s.leg(p, q) - nd.in - nd.out + there + s.leg(u, end)
		if int64(delta) < s.route[r].fine {
			x := splice{route: idle, head: start, tail: end}
			x.add(u, u, false)
			if s.exchange(&x, &splice{route: r, head: p, tail: q}, delta) {
				return true
			}
		}
		if p >= s.n && s.kind[r] == int32(kind) {
			continue
		}
		last := s.node[s.last(r)].prev
		delta = there - nd.in + s.leg(last, end) - s.leg(last, s.last(r))
		if p < s.n {
			delta += s.leg(p, s.last(r))
		}
		if int64(delta) < s.route[r].fine && s.exchange(&splice{route: idle, head: start, tail: u}, &splice{route: r, head: p, tail: s.last(r)}, delta) {
			return true
		}
	}
	return false
}
