package solver

// A team may be allowed to be out for only so long, waiting included, though it may set out late. How
// long a route takes at the least is found by joining segments (Vidal, Crainic, Gendreau and Prins,
// A hybrid genetic algorithm with adaptive diversity management for a large class of vehicle routing
// problems with time-windows, Comput. Oper. Res. 40, 2013, equations 4 to 7, here without time warp,
// since every state is in time). With several windows a segment takes their hull, which makes it a
// least duration that may be too short; such routes are measured exactly at the end of a step.

// segment is a part of a route: its least duration, and the first and last moment at which it may begin
// to take no longer.
type segment struct{ duration, first, last int32 }

// join is the segment over two that follow each other after the leg.
func (a segment) join(leg int32, b segment) segment {
	at := a.duration + leg
	wait := max(0, b.first-at-a.last)
	return segment{at + b.duration + wait, max(a.first, b.first-at) - wait, min(a.last, b.last-at)}
}

// measure is the segments that a node ends and begins: with all before it, and with all after it.
type measure struct{ before, after segment }

// segmentOf is the segment of node a alone.
func (s *state) segmentOf(a int32) segment {
	nd := &s.node[a]
	if a >= s.n {
		shift := s.d.teams[nd.route].shift
		return segment{0, shift.Open, shift.Close}
	}
	return segment{nd.service, nd.open, nd.close}
}

// measureSegments joins the segments along route r.
func (s *state) measureSegments(r int32) {
	first, last := s.first(r), s.last(r)
	s.measures[first].before, s.measures[last].after = s.segmentOf(first), s.segmentOf(last)
	s.joinOnwards(s.node[first].next)
	s.joinBackwards(s.node[last].prev)
}

// joinOnwards joins the segments of all up to each node from a on.
func (s *state) joinOnwards(a int32) {
	for now := s.measures[s.node[a].prev].before; a >= 0; a = s.node[a].next {
		now = now.join(s.node[a].leg, s.segmentOf(a))
		s.measures[a].before = now
	}
}

// joinBackwards joins the segments of all from each node on, from a back.
func (s *state) joinBackwards(a int32) {
	for now := s.measures[s.node[a].next].after; a >= 0; a = s.node[a].prev {
		now = s.segmentOf(a).join(s.node[a].out, now)
		s.measures[a].after = now
	}
}

// brief says whether route r is not too long with what lies between the nodes p and q replaced by the
// segment, to which the way takes to seconds and from which it takes from.
func (s *state) brief(p, to int32, middle segment, from, q int32) bool {
	most := s.d.teams[s.node[p].route].longest
	return most == 0 || s.measures[p].before.join(to, middle).join(from, s.measures[q].after).duration <= most
}

// shortest is the least duration of route r, exactly: from each latest departure that brings the
// team back at the same moment to the next.
func (s *state) shortest(r int32) int32 {
	shift := s.d.teams[r].shift
	best := never
	if s.route[r].stops == 0 {
		return 0
	}
	for depart := shift.Open; ; {
		back, _, ok := s.walk(r, depart)
		if !ok || back > shift.Close {
			return best
		}
		at := back
		for a := s.last(r); a != s.first(r); a = s.node[a].prev {
			if at -= s.node[a].leg; s.node[a].prev < s.n {
				at = s.latest(s.node[a].prev, at-s.node[s.node[a].prev].service)
			}
		}
		depart = min(at, shift.Close)
		best = min(best, back-depart)
		_, spare, _ := s.walk(r, depart)
		depart += spare + 1
	}
}

// walk is when the team of route r is back if it departs at the given time, and by how much later it
// may depart with every stop in the same window.
func (s *state) walk(r, depart int32) (back, spare int32, ok bool) {
	now, spare := depart, s.d.teams[r].shift.Close-depart
	for a := s.node[s.first(r)].next; a < s.n; a = s.node[a].next {
		now, ok = s.earliest(a, now+s.node[a].leg)
		if !ok {
			return 0, 0, false
		}
		for c := a; c >= 0; c = s.nextDoor[c] {
			spare = min(spare, s.d.closing(c, now)-now)
		}
		now += s.node[a].service
	}
	return now + s.node[s.last(r)].leg, spare, true
}

// closing is the end of the window of client c that the moment lies in.
func (d *dense) closing(c, at int32) int32 {
	x := &d.clients[c]
	for _, w := range d.windows[x.first:x.last] {
		if at <= w.Close {
			return w.Close
		}
	}
	return x.close
}

// shortest is the departure for which the team is out least with the given stops, and how long that
// is; the stops' legs and services must be known.
func (t *timetable) shortest(team int32, stops []timedStop) (depart, duration int32) {
	shift := t.g.p.Teams[team].Shift
	depart, duration = shift.Open, never
	if len(stops) == 0 {
		return depart, 0
	}
	home := t.leg(team, t.g.p.Clients[stops[len(stops)-1].clients[0]].Location, t.g.p.Teams[team].End)
	for at := shift.Open; ; {
		back, _, ok := t.walk(stops, home, at)
		if !ok || back > shift.Close {
			return depart, duration
		}
		at = back - home
		for i := len(stops) - 1; i >= 0; i-- {
			at = t.latest(stops[i].clients, at-stops[i].service) - stops[i].leg
		}
		at = min(at, shift.Close)
		if back-at < duration {
			depart, duration = at, back-at
		}
		_, spare, _ := t.walk(stops, home, at)
		at += spare + 1
	}
}

// walk is when a team is back if it departs at the given time, and by how much later it may depart
// with every stop in the same window.
func (t *timetable) walk(stops []timedStop, home, depart int32) (back, spare int32, ok bool) {
	now, spare := depart, never
	for i := range stops {
		s := &stops[i]
		if now, ok = t.earliest(s.clients, now+s.leg); !ok {
			return 0, 0, false
		}
		for _, c := range s.clients {
			for _, w := range t.g.p.Clients[c].Windows {
				if w.Open <= now && now <= w.Close {
					spare = min(spare, w.Close-now)
				}
			}
		}
		now += s.service
	}
	return now + home, spare, true
}

// brief says whether the team is not out for too long with client c at the spot.
func (t *timetable) brief(c int32, at spot) bool {
	most := t.g.p.Teams[at.team].MaxDuration
	if most == 0 {
		return true
	}
	stops := append([]timedStop(nil), t.routes[at.team].stops...)
	if at.join {
		stops[at.stop].clients = append(append([]int32(nil), stops[at.stop].clients...), c)
	} else {
		stops = append(stops[:at.stop:at.stop], append([]timedStop{{clients: []int32{c}}}, stops[at.stop:]...)...)
	}
	from := t.g.p.Teams[at.team].Start
	for i := range stops {
		to := t.g.p.Clients[stops[i].clients[0]].Location
		stops[i].leg, stops[i].service = t.leg(at.team, from, to), t.service(at.team, stops[i].clients)
		from = to
	}
	_, duration := t.shortest(at.team, stops)
	return duration <= most
}
