package solver

import "math"

// sharing gives clients to regions.
type sharing struct {
	r       *run
	of      []int32 // by team: its region
	visitor []int32 // by client: the team that visits it, or -1
	region  []int32 // by client: the result, or -1
	size    []int   // by region: its clients
}

func (r *run) newSharing(regions []*region) *sharing {
	s := &sharing{r: r, of: make([]int32, len(r.g.p.Teams)), visitor: r.visitors(), size: make([]int, len(regions))}
	for i, region := range regions {
		for _, t := range region.teams {
			s.of[t] = int32(i)
		}
	}
	s.region = make([]int32, len(s.visitor))
	for c, t := range s.visitor {
		s.region[c] = -1
		if t >= 0 {
			s.give(int32(c), t)
		}
	}
	return s
}

// give puts client c into the region of team t.
func (s *sharing) give(c, t int32) {
	s.region[c] = s.of[t]
	s.size[s.of[t]]++
}

// shareAll gives every client to a region.
func (s *sharing) shareAll(middle [][2]float64) {
	for c := range s.region {
		if s.region[c] < 0 {
			s.give(int32(c), s.adopter(int32(c), middle))
		}
	}
}

// shareNear gives regions the required clients and, while there is room, the unvisited nearest to their
// routes: neighbours of the visited, neighbours of these, and so on, and of the home of a team without
// visits.
func (s *sharing) shareNear(middle [][2]float64) {
	r := s.r
	type found struct{ client, team int32 }
	queue := make([]found, 0, regionClients*len(s.size))
	for t := range r.sequence {
		for _, c := range r.sequence[t] {
			queue = append(queue, found{max(c, ^c), int32(t)})
		}
	}
	for c := range s.region {
		if s.region[c] < 0 && r.g.p.Clients[c].Required {
			t := s.adopter(int32(c), middle)
			s.give(int32(c), t)
			queue = append(queue, found{int32(c), t})
		}
	}
	take := func(c, t int32) {
		if s.region[c] < 0 && s.size[s.of[t]] < regionClients && r.g.mayVisit(t, c) {
			s.give(c, t)
			queue = append(queue, found{c, t})
		}
	}
	for t := range r.sequence {
		if len(r.sequence[t]) == 0 && r.nest[t] >= 0 {
			take(r.nest[t], int32(t))
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, v := range r.g.neighbours.of(queue[i].client) {
			take(v, queue[i].team)
		}
	}
}

// adopter is the team to whose region an unvisited client goes.
func (s *sharing) adopter(c int32, middle [][2]float64) int32 {
	g := s.r.g
	for _, v := range g.neighbours.of(c) {
		if t := s.visitor[v]; t >= 0 && g.mayVisit(t, c) {
			return t
		}
	}
	if s.r.home != nil && s.r.home[c] >= 0 {
		return s.r.home[c]
	}
	at := s.r.flat(g.places[c])
	best, least := int32(0), math.Inf(1)
	for t := range middle {
		if d := math.Hypot(at[0]-middle[t][0], at[1]-middle[t][1]); d < least && g.mayVisit(int32(t), c) {
			best, least = int32(t), d
		}
	}
	return best
}
