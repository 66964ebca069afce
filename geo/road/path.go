package road

import (
	"slices"

	"gonha/geo"
)

// Path implements [geo.Engine]: from the door straight to the road, along the roads, and straight to
// the other door.
func (e *Engine) Path(from, to int32) []geo.Point {
	start, end := e.points[from], e.points[to]
	if e.place[from] == e.place[to] {
		return []geo.Point{start, end}
	}
	passed, straight := e.route(from, to)
	if straight {
		return []geo.Point{start, end}
	}
	g := e.roads.graph
	line := []geo.Point{start, e.spots[from].at}
	for _, p := range passed {
		edge := &g.edges[p.edge]
		first, last := edge.start, edge.end-1
		if p.begin >= 0 {
			first = p.begin
		}
		if p.end >= 0 {
			last = p.end
		}
		if p.back {
			for i := last; i >= first; i-- {
				line = append(line, g.point(i))
			}
		} else {
			for i := first; i <= last; i++ {
				line = append(line, g.point(i))
			}
		}
	}
	line = append(line, e.spots[to].at, end)
	return slices.Compact(line)
}

// Streets are the names of the roads of a leg in order, each once for as long as it is followed; roads
// without a name are passed over. A leg that touches no road has none.
func (e *Engine) Streets(from, to int32) []string {
	if e.place[from] == e.place[to] {
		return nil
	}
	passed, _ := e.route(from, to)
	var names []string
	for _, p := range passed {
		name := e.roads.graph.names[e.roads.graph.edges[p.edge].name]
		if name != "" && (len(names) == 0 || names[len(names)-1] != name) {
			names = append(names, name)
		}
	}
	return names
}

// passage is an edge of a route, or a part of it.
type passage struct {
	edge       int32
	back       bool  // against its line
	begin, end int32 // of the points of its line those from begin to end; -1 is from its start, to its end
}

// route is the edges of a leg, or that it is a straight line without any.
func (e *Engine) route(from, to int32) (passed []passage, straight bool) {
	c, over := e.leg(from, to)
	a, b := &e.spots[from], &e.spots[to]
	switch {
	case c >= never || over < 0 && c != e.along(from, to):
		return nil, true
	case over < 0 && b.fore >= a.fore && a.fore < never && c == b.fore-a.fore+a.last+b.last:
		return []passage{{a.edge, false, a.segment + 1, b.segment}}, false
	case over < 0:
		return []passage{{a.edge, true, b.segment + 1, a.segment}}, false
	}
	out, in := e.branch(from, over, false), e.branch(to, over, true)
	passed = append(passed, e.leaving(a, out.root))
	for _, s := range slices.Backward(out.shortcuts) {
		passed = e.unpack(s, passed)
	}
	for _, s := range in.shortcuts {
		passed = e.unpack(s, passed)
	}
	return append(passed, e.arriving(b, in.root)), false
}

// branch is the way between a door and the vertex where two searches meet: the shortcuts from that
// vertex back to the root, the vertex next to the door.
type branch struct {
	root      int32
	shortcuts []int32
}

func (e *Engine) branch(door, over int32, backwards bool) branch {
	s := e.roads.searches.Get().(*search)
	defer e.roads.searches.Put(s)
	e.climb(s, door, backwards)
	b := branch{root: over}
	for s.before[b.root] >= 0 {
		b.shortcuts = append(b.shortcuts, s.over[b.root])
		b.root = s.before[b.root]
	}
	return b
}

// leaving is the part of a door's edge on the way to the vertex root, and arriving that on the way
// from it.
func (e *Engine) leaving(x *spot, root int32) passage {
	if e.forth(e.roads.graph.edges[x.edge].out, root, x.foreRest, x.backRest) {
		return passage{x.edge, false, x.segment + 1, -1}
	}
	return passage{x.edge, true, -1, x.segment}
}

func (e *Engine) arriving(x *spot, root int32) passage {
	if e.forth(e.roads.graph.edges[x.edge].in, root, x.fore, x.back) {
		return passage{x.edge, false, -1, x.segment}
	}
	return passage{x.edge, true, x.segment + 1, -1}
}

// forth says whether a way over root passes the door's edge along its line; where root is at both its ends, as
// of a loop, the costs of the two directions decide.
func (e *Engine) forth(ends [2]int32, root int32, fore, back cost) bool {
	position := e.roads.hierarchy.position
	if position[ends[along]] == position[ends[against]] {
		return fore < back
	}
	return position[ends[along]] == root
}

// unpack appends the edges that a shortcut stands for.
func (e *Engine) unpack(shortcut int32, passed []passage) []passage {
	stack := []int32{shortcut}
	for len(stack) > 0 {
		s := e.roads.hierarchy.shortcuts[stack[len(stack)-1]]
		stack = stack[:len(stack)-1]
		if s.parts[0] < 0 {
			if s.code != noRoad {
				passed = append(passed, passage{int32(s.code.edge()), s.code.direction() == against, -1, -1})
			}
			continue
		}
		stack = append(stack, s.parts[1], s.parts[0])
	}
	return passed
}
