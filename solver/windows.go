package solver

// departure is the earliest departure from stop a, or never where it cannot be served in time: only
// where a stop was taken out and the direct way is longer than the way over it.
func (s *state) departure(a int32) int32 {
	nd := &s.node[a]
	t, ok := s.earliest(a, s.node[nd.prev].dep+nd.leg)
	if !ok {
		return never
	}
	return t + nd.service
}

// inTime says whether the team of route r is back by the end of its shift, and not out for too long.
func (s *state) inTime(r int32) bool {
	end := &s.node[s.last(r)]
	if s.node[end.prev].dep+end.leg > end.late {
		return false
	}
	most := s.d.teams[r].longest
	if most == 0 || s.route[r].stops == 0 {
		return true
	}
	return s.measures[s.last(r)].before.duration <= most && (len(s.d.windows) == 0 || s.shortest(r) <= most)
}

const never int32 = 1 << 28

// earliest is the first moment from t on at which service at stop a may begin, and whether there is one.
func (s *state) earliest(a, t int32) (int32, bool) {
	nd := &s.node[a]
	t = max(t, nd.open)
	if !nd.several {
		return t, t <= nd.close
	}
	return s.common(a, -1, t, nd.close)
}

// latest is the last moment up to t at which service at stop a may begin, or minTime.
func (s *state) latest(a, t int32) int32 {
	nd := &s.node[a]
	t = min(t, nd.close)
	if !nd.several {
		if t < nd.open {
			return minTime
		}
		return t
	}
	for {
		was := t
		for c := a; c >= 0; c = s.nextDoor[c] {
			t = s.d.latest(c, t)
		}
		if t == was || t <= minTime {
			return t
		}
	}
}

// common is the first moment in [t, close] inside a window of each client of stop a and, unless it is
// negative, of client u.
func (s *state) common(a, u, t, close int32) (int32, bool) {
	for {
		was := t
		for c := a; c >= 0; c = s.nextDoor[c] {
			t = s.d.earliest(c, t)
		}
		if u >= 0 {
			t = s.d.earliest(u, t)
		}
		if t > close {
			return t, false
		}
		if t == was {
			return t, true
		}
	}
}

// earliest is the first moment from t on inside a window of client c, or maxTime+1.
func (d *dense) earliest(c, t int32) int32 {
	x := &d.clients[c]
	if x.first == x.last {
		if t > x.close {
			return maxTime + 1
		}
		return max(t, x.open)
	}
	for _, w := range d.windows[x.first:x.last] {
		if t <= w.Close {
			return max(t, w.Open)
		}
	}
	return maxTime + 1
}

// latest is the last moment up to t inside a window of client c, or minTime.
func (d *dense) latest(c, t int32) int32 {
	x := &d.clients[c]
	if x.first == x.last {
		if t < x.open {
			return minTime
		}
		return min(t, x.close)
	}
	for i := x.last - 1; i >= x.first; i-- {
		if w := d.windows[i]; t >= w.Open {
			return min(t, w.Close)
		}
	}
	return minTime
}
