package road

import "slices"

// search climbs a hierarchy from a door, with scratch of its own.
type search struct {
	dist    []cost  // by vertex
	before  []int32 // the vertex that it was reached from, or -1
	over    []int32 // the shortcut it was reached by
	touched []int32 // vertices reached
	reached []int32 // those of them to which no way that comes down again is shorter
	queue   queue
}

func newSearch(vertices int) *search {
	s := &search{dist: make([]cost, vertices), before: make([]int32, vertices), over: make([]int32, vertices)}
	for v := range s.dist {
		s.dist[v] = never
	}
	return s
}

// run climbs by the arcs up from two vertices, which may be the same, with what it costs to be there.
// Vertices that can be had for less over a more important one by an arc of down are left aside:
// no best way climbs through them.
func (s *search) run(up, down *climb, a, b int32, costA, costB cost) {
	for _, v := range s.touched {
		s.dist[v] = never
	}
	s.touched, s.reached, s.queue = s.touched[:0], s.reached[:0], s.queue[:0]
	s.reach(a, costA, -1, -1)
	s.reach(b, costB, -1, -1)
	for len(s.queue) > 0 {
		top := s.queue.pop()
		v := top.id
		if top.key > s.dist[v] || s.stalled(down, v) {
			continue
		}
		s.reached = append(s.reached, v)
		for _, arc := range up.of(v) {
			s.reach(arc.top, top.key+arc.cost, v, arc.shortcut)
		}
	}
}

func (s *search) stalled(down *climb, v int32) bool {
	for _, arc := range down.of(v) {
		if s.dist[arc.top]+arc.cost < s.dist[v] {
			return true
		}
	}
	return false
}

func (s *search) reach(v int32, d cost, before, over int32) {
	if d >= s.dist[v] {
		return
	}
	if s.dist[v] == never {
		s.touched = append(s.touched, v)
	}
	s.dist[v], s.before[v], s.over[v] = d, before, over
	s.queue.push(item{d, v})
}

// label is where a door can climb to, by vertex: what two doors share leads from one to the other.
type label []hub

type hub struct {
	vertex int32
	cost   cost
}

// label keeps what the search reached.
func (s *search) label() label {
	slices.Sort(s.reached)
	l := make(label, len(s.reached))
	for i, v := range s.reached {
		l[i] = hub{v, s.dist[v]}
	}
	return l
}

// meet is the least cost over a vertex that both reach, and that vertex; of equally good ones the most
// important.
func (a label) meet(b label) (cost, int32) {
	best, at := never, int32(-1)
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].vertex < b[j].vertex:
			i++
		case a[i].vertex > b[j].vertex:
			j++
		default:
			if d := a[i].cost + b[j].cost; d < best {
				best, at = d, a[i].vertex
			}
			i++
			j++
		}
	}
	return best, at
}
