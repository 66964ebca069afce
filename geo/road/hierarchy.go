package road

import "slices"

// hierarchy is a contraction hierarchy over a graph (Geisberger, Sanders, Schultes, Vetter, Exact
// Routing in Large Road Networks Using Contraction Hierarchies, Transportation Science 46, 2012).
// The vertices are taken out one after the other, the least important first; where that would
// lengthen a way between two that stay, a shortcut takes its place. Then a best way between any two
// vertices exists that climbs to more and more important ones and comes down again.
//
// Vertices are numbered by importance here, from 0, the most important.
type hierarchy struct {
	position  []int32    // by vertex of the graph: its number here
	shortcuts []shortcut // all arcs, of the graph and made
	up        climb      // arcs to more important vertices
	down      climb      // arcs from more important vertices, turned round: they are at their lower end
}

// climb is the arcs between each vertex and more important ones.
type climb struct {
	first []int32 // by vertex, and one more
	arcs  []step
}

// step leads to or comes from a more important vertex.
type step struct {
	top      int32
	shortcut int32 // in hierarchy.shortcuts
	cost     cost
}

func (c *climb) of(v int32) []step { return c.arcs[c.first[v]:c.first[v+1]] }

// shortcut is an arc of the graph, with its code and parts[0] -1, or two shortcuts in a row.
type shortcut struct {
	parts [2]int32
	code  code
}

// newHierarchy contracts the graph. The same graph gives the same hierarchy.
func newHierarchy(g *graph) *hierarchy {
	c := newContraction(g)
	order := c.run()
	n := int32(len(order))
	h := &hierarchy{position: make([]int32, n), shortcuts: c.shortcuts}
	for i, v := range order {
		h.position[v] = n - 1 - int32(i)
	}
	h.up.room(c.out)
	h.down.room(c.in)
	for p := range n {
		v := order[n-1-p]
		h.up.add(c.out[v], h.position)
		h.down.add(c.in[v], h.position)
	}
	return h
}

// room makes place for the arcs of all vertices.
func (c *climb) room(arcs [][]link) {
	count := 0
	for _, list := range arcs {
		count += len(list)
	}
	c.first, c.arcs = make([]int32, 1, len(arcs)+1), make([]step, 0, count)
}

// add appends the arcs of the next vertex, nearest top first.
func (c *climb) add(arcs []link, position []int32) {
	from := len(c.arcs)
	for _, a := range arcs {
		c.arcs = append(c.arcs, step{position[a.end], a.shortcut, a.cost})
	}
	slices.SortFunc(c.arcs[from:], func(a, b step) int { return int(a.top) - int(b.top) })
	c.first = append(c.first, int32(len(c.arcs)))
}
