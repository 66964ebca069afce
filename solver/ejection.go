package solver

import "slices"

// The work of ejections, in stops looked at, each about half a microsecond. For each client without a place it is in
// proportion to the stops that there are, from the least on; together at the most it is one number when the first plan is made,
// and another afterwards, when the time is over.
const (
	ejectionWork      = 20
	ejectionWorkLeast = 1000
	ejectionWorkMost  = 8_000_000
	ejectionWorkLast  = 100_000
)

// eject places those left in place of others, who are placed anew, with so much work at most, and keeps the plan that misses
// fewest.
func (m *musts) eject(most int64) {
	if len(m.left) == 0 {
		return
	}
	pool, aside, changed := m.left, []int32(nil), false
	fewest, best, saved := len(pool), m.save(), true
	stops := int64(0)
	for team := range m.t.routes {
		stops += int64(len(m.t.routes[team].stops))
	}
	limit := min(most, max(ejectionWorkLeast, ejectionWork*stops)*int64(1+len(pool)))
	for m.work < limit && len(pool)+len(aside) > 0 {
		if len(pool) == 0 {
			if !changed {
				break
			}
			pool, aside, changed = aside, nil, false
		}
		c := pool[len(pool)-1]
		pool = pool[:len(pool)-1]
		m.work++
		if m.place(c) {
			changed = true
			if len(pool)+len(aside) < fewest {
				fewest, saved = len(pool)+len(aside), false
			}
			continue
		}
		m.missed[c]++
		v := m.victim(c)
		if v.spot == nil {
			aside = append(aside, c)
			continue
		}
		if !saved {
			m.left = append(append(slices.Clone(aside), pool...), c)
			best, saved = m.save(), true
		}
		pool, changed = append(pool, m.replace(c, v)...), true
	}
	if m.left = append(aside, pool...); saved {
		m.restore(best)
	}
	m.insert()
}

// savedPlan is a plan of the required clients.
type savedPlan struct {
	routes []timed
	place  []int32
	taken  []bool
	left   []int32
}

func (m *musts) save() savedPlan {
	x := savedPlan{place: slices.Clone(m.t.place), taken: slices.Clone(m.taken), left: slices.Clone(m.left)}
	for team := range m.t.routes {
		x.routes = append(x.routes, m.t.routes[team].clone())
	}
	return x
}

func (m *musts) restore(x savedPlan) {
	m.t.routes, m.t.place, m.taken, m.left = x.routes, x.place, x.taken, x.left
}

// victim is a stop that gives way to a client, and the client's place on its route without it.
type victim struct {
	team int32
	stop int
	spot *spot // nil where there is none
}

// victim finds the stop to give way to a client: that whose clients had no place least often, and less often
// than the client itself; of several, that with the cheapest place.
func (m *musts) victim(c int32) victim {
	var best victim
	least := m.missed[c]
	look := func(teams []int32) {
		for _, team := range teams {
			if m.frozen[team] || !m.takes(team, c) {
				continue
			}
			for i := range m.t.routes[team].stops {
				sum := m.absence(m.t.routes[team].stops[i].clients)
				if sum > least || sum == least && best.spot == nil {
					continue
				}
				if s := m.without(team, i, c); s != nil && (sum < least || s.cost < best.spot.cost) {
					best, least = victim{team, i, s}, sum
				}
			}
		}
	}
	if look(m.candidates(c)); best.spot == nil {
		look(m.all)
	}
	return best
}

// absence is how often clients had no place, all together.
func (m *musts) absence(clients []int32) (sum int64) {
	for _, c := range clients {
		sum += m.missed[c]
	}
	return sum
}

// without is the cheapest place for a client on the team's route without its i-th stop, or nil.
func (m *musts) without(team int32, i int, c int32) *spot {
	whole := m.t.routes[team]
	m.work += int64(len(whole.stops))
	m.take(team, i)
	var s *spot
	if m.t.sound(team) && m.t.holds(team, c) {
		s = m.t.bestOf(team, c)
	}
	m.t.routes[team] = whole
	return s
}

// take takes a stop out of a route, without a note of its clients' places.
func (m *musts) take(team int32, i int) {
	r := &m.t.routes[team]
	load := r.load
	for _, c := range r.stops[i].clients {
		load -= m.t.g.p.Clients[c].Load
	}
	*r = timed{stops: slices.Delete(slices.Clone(r.stops), i, i+1), load: load}
	m.t.update(team)
}

// replace puts a client in the place of a stop, and gives those who were there.
func (m *musts) replace(c int32, v victim) []int32 {
	out := m.t.routes[v.team].stops[v.stop].clients
	for _, u := range out {
		m.t.place[u] = unvisited
		m.t.prize -= int64(m.t.g.p.Clients[u].Prize)
	}
	m.take(v.team, v.stop)
	m.t.put(c, v.spot)
	m.taken[v.team] = true
	return out
}
