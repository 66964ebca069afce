package solver

import (
	"cmp"
	"slices"
)

// crossover makes a plan of two: routes of the one in some part of the map give way to routes of the
// other there (selective route exchange: Nagata, Bräysy and Dullaert, A penalty-based edge assembly
// memetic algorithm for the vehicle routing problem with time windows, Comput. Oper. Res. 37, 2010; here
// the routes are those around a client, and those of the other parent that share most with them).
type crossover struct {
	mark    []uint8 // by client
	routeOf []int32 // by client, in the first parent
	queue   []int32
	seen    []bool  // by client
	gone    []bool  // by route of the first parent
	rank    []int32 // routes of the second
	share   []int32 // by route of the second: shared clients, in thousandths of its own
	left    []int32 // clients without a place
	line    []int32 // a route being made

	inherits bool // routes that stay as they are in the first parent are not tried with each other
}

// What becomes of a client of the first parent.
const (
	stays   uint8 = iota
	leaves        // its route gives way
	arrives       // it is in a route of the second parent that comes
)

func newCrossover(clients, routes int) *crossover {
	return &crossover{
		mark: make([]uint8, clients), routeOf: make([]int32, clients), seen: make([]bool, clients),
		gone: make([]bool, routes), share: make([]int32, routes),
	}
}

// cross puts a plan made of a and b into s.
func (c *crossover) cross(s *relaxed, a, b *individual, k *search) {
	count := 0
	for r := range s.route {
		if len(a.route(r)) > 0 {
			count++
		}
		for _, u := range a.route(r) {
			c.routeOf[u] = int32(r)
		}
	}
	moved := 1 + k.below(max(1, count/2))
	c.leave(s.d, a, int32(k.below(int(s.n))), moved)
	c.rankRoutes(s, b)
	whole := k.below(2) == 0
	c.left = c.left[:0]
	come := c.rank[:min(moved, len(c.rank))]
	for _, r := range come {
		for _, u := range b.route(int(r)) {
			if whole || c.mark[u] == leaves {
				c.mark[u] = arrives
			}
		}
	}
	s.vacate()
	c.remain(s, a)
	for _, r := range come {
		c.pick(b.route(int(r)), arrives)
		if to := s.idle[s.kind[r]].first(); to >= 0 {
			s.write(to, c.line)
		} else {
			c.left = append(c.left, c.line...)
		}
	}
}

// remain writes what stays of the first parent, and notes who has no place now.
func (c *crossover) remain(s *relaxed, a *individual) {
	for r := range s.route {
		if c.gone[r] {
			c.pick(a.route(r), leaves)
			c.left = append(c.left, c.line...)
			continue
		}
		c.pick(a.route(r), stays)
		s.write(int32(r), c.line)
		if c.inherits && len(c.line) == len(a.route(r)) {
			s.route[r].changed = inherited
		}
	}
}

// pick makes line those of a route who have the mark.
func (c *crossover) pick(route []int32, mark uint8) {
	c.line = c.line[:0]
	for _, u := range route {
		if c.mark[u] == mark {
			c.line = append(c.line, u)
		}
	}
}

// leave marks the clients of so many routes of a around the seed.
func (c *crossover) leave(d *dense, a *individual, seed int32, routes int) {
	clear(c.gone)
	clear(c.seen)
	clear(c.mark)
	c.queue = append(c.queue[:0], seed)
	c.seen[seed] = true
	for i := 0; i < len(c.queue) && routes > 0; i++ {
		u := c.queue[i]
		if r := c.routeOf[u]; !c.gone[r] {
			c.gone[r] = true
			routes--
			for _, v := range a.route(int(r)) {
				c.mark[v] = leaves
			}
		}
		for _, v := range d.neighbour.of(u) {
			if !c.seen[v] {
				c.seen[v] = true
				c.queue = append(c.queue, v)
			}
		}
	}
}

// rankRoutes orders the routes of b by the share of their clients that leave.
func (c *crossover) rankRoutes(s *relaxed, b *individual) {
	c.rank = c.rank[:0]
	for r := range s.route {
		route := b.route(r)
		shared := int32(0)
		for _, u := range route {
			if c.mark[u] == leaves {
				shared++
			}
		}
		if shared > 0 {
			c.share[r] = shared * 1000 / int32(len(route))
			c.rank = append(c.rank, int32(r))
		}
	}
	slices.SortFunc(c.rank, func(x, y int32) int { return cmp.Or(cmp.Compare(c.share[y], c.share[x]), cmp.Compare(x, y)) })
}

// vacate takes everybody out.
func (s *relaxed) vacate() {
	for u := range s.n {
		s.node[u].route = nowhere
	}
	for r := range s.route {
		s.write(int32(r), nil)
	}
}

// insert puts client u where it costs least, next to one of its neighbours or alone.
func (s *relaxed) insert(u int32) {
	best, at := int64(1)<<62, nowhere
	try := func(p int32) {
		q := s.node[p].next
		detour := int64(s.leg(p, u) + s.leg(u, q) - (s.node[q].way - s.node[p].way))
		if detour >= best {
			return
		}
		r := s.node[p].route
		x := splice{route: r, head: p, tail: q}
		x.add(u, u, false)
		if delta := s.cost(&x) - s.costOf(r); delta < best {
			best, at = delta, p
		}
	}
	for _, v := range s.d.neighbour.of(u) {
		if s.node[v].route != nowhere {
			try(v)
			try(s.node[v].prev)
		}
	}
	for kind := range s.idle {
		if r := s.idle[kind].first(); r >= 0 {
			try(s.first(r))
		}
	}
	for r := int32(0); at == nowhere; r++ {
		try(s.first(r))
	}
	x := splice{route: s.node[at].route, head: at, tail: s.node[at].next}
	x.add(u, u, false)
	s.line[0] = s.lay(s.line[0][:0], &x)
	s.write(x.route, s.line[0])
}
