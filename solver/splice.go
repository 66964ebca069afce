package solver

import "fmt"

// splice is what a move makes of a route: what it has up to the node head, parts of routes, and what the
// route of the node tail has from there on.
type splice struct {
	route, head, tail int32
	part              [3]part
	parts             int
}

// part is the clients from one to another of the same route, which comes later in it, or, where flipped, before it.
type part struct {
	from, to int32
	flipped  bool
}

func (x *splice) add(from, to int32, flipped bool) {
	x.part[x.parts] = part{from, to, flipped}
	x.parts++
}

// cost is that of the route that x makes.
func (s *relaxed) cost(x *splice) int64 {
	t := s.head(x.head)
	for i := range x.parts {
		for p, a := &x.part[i], x.part[i].from; ; a = s.step(a, p.flipped) {
			s.visit(&t, a)
			if a == p.to {
				break
			}
		}
	}
	return s.finish(&t, x.tail, x.route)
}

// lay appends the clients of the route that x makes.
func (s *relaxed) lay(out []int32, x *splice) []int32 {
	if x.head < s.n {
		for a := s.node[s.first(x.route)].next; ; a = s.node[a].next {
			out = append(out, a)
			if a == x.head {
				break
			}
		}
	}
	for i := range x.parts {
		for p, a := &x.part[i], x.part[i].from; ; a = s.step(a, p.flipped) {
			out = append(out, a)
			if a == p.to {
				break
			}
		}
	}
	for a := x.tail; a < s.n; a = s.node[a].next {
		out = append(out, a)
	}
	return out
}

// costOf is what route r costs now.
func (s *relaxed) costOf(r int32) int64 { return int64(s.route[r].travel) + s.route[r].fine }

// alter makes a move within a route, by which travel grows by so much, if it lowers the cost.
func (s *relaxed) alter(x *splice, travel int32) bool {
	cost := s.cost(x)
	if cost >= s.costOf(x.route) {
		return false
	}
	if invariants {
		defer s.expect(x.route, x.route, cost, travel)()
	}
	s.line[0] = s.lay(s.line[0][:0], x)
	s.write(x.route, s.line[0])
	return true
}

// exchange makes a move between two routes, by which travel grows by so much, if it lowers the cost.
func (s *relaxed) exchange(x, y *splice, travel int32) bool {
	left := s.costOf(x.route) + s.costOf(y.route) - s.cost(x)
	if left <= 0 {
		return false
	}
	rest := s.cost(y)
	if rest >= left {
		return false
	}
	if invariants {
		defer s.expect(x.route, y.route, s.costOf(x.route)+s.costOf(y.route)-left+rest, travel)()
	}
	s.line[0] = s.lay(s.line[0][:0], x)
	s.line[1] = s.lay(s.line[1][:0], y)
	s.write(x.route, s.line[0])
	s.write(y.route, s.line[1])
	return true
}

// expect gives a function that panics where the routes do not cost what a move was to make of them: a bug
// of its evaluation.
func (s *relaxed) expect(r, q int32, cost int64, travel int32) func() {
	sum := func() (cost int64, travel int32) {
		cost, travel = s.costOf(r), s.route[r].travel
		if r != q {
			cost, travel = cost+s.costOf(q), travel+s.route[q].travel
		}
		return cost, travel
	}
	_, before := sum()
	return func() {
		if now, after := sum(); now != cost || after-before != travel {
			panic(fmt.Sprintf("solver: routes %d and %d cost %d, travel %d: expected %d, %d", r, q, now, after-before, cost, travel))
		}
	}
}
