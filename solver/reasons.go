package solver

// solution is the timetable as a plan. A team sets out so that it need not wait at its first stop, or,
// where it may be out for only so long, so that it is out least.
func (t *timetable) solution() Solution {
	p := t.g.p
	s := Solution{Routes: make([]Route, len(t.routes))}
	for team := range t.routes {
		x, m := &t.routes[team], &p.Teams[team]
		r := Route{Team: int32(team), Depart: m.Shift.Open, Return: m.Shift.Open}
		now := m.Shift.Open
		if m.MaxDuration > 0 {
			now, _ = t.shortest(int32(team), x.stops)
		}
		for i := range x.stops {
			stop := &x.stops[i]
			begin, _ := t.earliest(stop.clients, now+stop.leg)
			if i == 0 {
				r.Depart = begin - stop.leg
				now = r.Depart
			}
			r.Stops = append(r.Stops, Stop{Clients: stop.clients, Arrive: now + stop.leg, Begin: begin, Leave: begin + stop.service})
			now = begin + stop.service
			r.Return = now + t.leg(int32(team), t.location(int32(team), i), t.location(int32(team), i+1))
		}
		s.Routes[team] = r
	}
	for c := range t.place {
		if t.place[c] == unvisited {
			s.Unvisited = append(s.Unvisited, int32(c))
		}
	}
	return s
}

// value is what the solution s of the timetable is judged by.
func (t *timetable) value(s *Solution) Value {
	var v Value
	for team := range t.routes {
		x := &t.routes[team]
		for i := range x.stops {
			v.Travel += int64(x.stops[i].leg)
			v.Service += int64(x.stops[i].service)
			v.Wait += int64(s.Routes[team].Stops[i].Begin - s.Routes[team].Stops[i].Arrive)
		}
		if n := len(x.stops); n > 0 {
			v.TeamsOut++
			v.Fixed += t.g.p.Teams[team].Fixed
			v.Travel += int64(t.leg(int32(team), t.location(int32(team), n-1), t.location(int32(team), n)))
		}
	}
	for c := range t.place {
		x := &t.g.p.Clients[c]
		if t.place[c] != unvisited {
			v.Prize += int64(x.Prize)
		} else if x.Required {
			v.RequiredMissed++
		}
	}
	return v
}

// reasons says why each client left out is, in their order. Every reason has been tried: fill has
// found no spot.
func (t *timetable) reasons() []Reason {
	var list []Reason
	kinds := t.g.kinds()
	for c := range t.place {
		if t.place[c] == unvisited {
			list = append(list, t.reason(int32(c), kinds))
		}
	}
	return list
}

// reason says why client c is left out. It moves the kind of team that could visit it to the front of
// kinds, where the next client, often a neighbour, finds it at once.
func (t *timetable) reason(c int32, kinds []int32) Reason {
	g := t.g
	allowed, anyTime, inWindow, light := false, false, false, false
	for i, team := range kinds {
		if !g.admitsGroup(team, c) {
			continue
		}
		allowed = true
		light = light || g.p.Clients[c].Load <= g.p.Teams[team].Capacity
		if !inWindow && g.possible(team, c, true) {
			anyTime, inWindow = true, true
			kinds[0], kinds[i] = kinds[i], kinds[0]
		}
		anyTime = anyTime || g.possible(team, c, false)
		if light && inWindow {
			break
		}
	}
	switch {
	case !allowed:
		return ReasonGroup
	case !anyTime:
		return ReasonTooFar
	case !inWindow:
		return ReasonWindow
	case !light:
		return ReasonCapacity
	}
	switch {
	case t.dear[c]:
		return ReasonNotWorth
	case t.full[c]:
		return ReasonCapacity
	case t.forbidden[c]:
		return ReasonTurf
	}
	return ReasonNoTime
}

// admitsGroup says whether the team may visit the client's group.
func (g *graph) admitsGroup(team, c int32) bool {
	return g.allowed[team] == nil || g.allowed[team][g.p.Clients[c].Group+1]
}
