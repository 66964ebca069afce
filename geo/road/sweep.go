package road

import "slices"

// selection is the part of a hierarchy that matters for some doors: what lies above them, so that
// the cost from a source to all of them takes one climb and one sweep down (Delling, Goldberg, Werneck,
// Faster Batched Shortest Paths in Road Networks, ATMOS 2011: RPHAST). Turned round it serves
// many sources and one target.
type selection struct {
	doors []int32 // points
	local []int32 // by vertex: its number here, or -1
	first []int32 // by local vertex, and one more
	arcs  []drop
	ends  []end // two a door
}

// drop comes down from a more important vertex.
type drop struct {
	top  int32 // local
	cost cost
}

// end is the last part of a way: from a local vertex to a door.
type end struct {
	vertex int32
	cost   cost
}

// selectDoors gathers what lies above the doors. backwards, the doors are where ways begin.
func (e *Engine) selectDoors(doors []int32, backwards bool) *selection {
	h := e.roads.hierarchy
	down := &h.down
	if backwards {
		down = &h.up
	}
	s := &selection{doors: slices.Clone(doors), local: make([]int32, len(h.position)), ends: make([]end, 0, 2*len(doors))}
	for v := range s.local {
		s.local[v] = -1
	}
	var vertices []int32
	add := func(v int32) {
		if s.local[v] < 0 {
			s.local[v] = 0
			vertices = append(vertices, v)
		}
	}
	for _, door := range doors {
		a, b, costA, costB := e.ways(door, !backwards)
		s.ends = append(s.ends, end{a, costA}, end{b, costB})
		add(a)
		add(b)
	}
	for i := 0; i < len(vertices); i++ {
		for _, arc := range down.of(vertices[i]) {
			add(arc.top)
		}
	}
	slices.Sort(vertices)
	s.first = make([]int32, 1, len(vertices)+1)
	for i, v := range vertices {
		s.local[v] = int32(i)
		for _, arc := range down.of(v) {
			s.arcs = append(s.arcs, drop{s.local[arc.top], arc.cost})
		}
		s.first = append(s.first, int32(len(s.arcs)))
	}
	for i := range s.ends {
		s.ends[i].vertex = s.local[s.ends[i].vertex]
	}
	return s
}

// sweep fills dist, which has a place for each local vertex, from what a search reached.
func (s *selection) sweep(from *search, dist []cost) {
	for i := range dist {
		dist[i] = never
	}
	for _, v := range from.reached {
		if l := s.local[v]; l >= 0 {
			dist[l] = from.dist[v]
		}
	}
	for v := range dist {
		d := dist[v]
		for _, arc := range s.arcs[s.first[v]:s.first[v+1]] {
			d = min(d, dist[arc.top]+arc.cost)
		}
		dist[v] = d
	}
}
