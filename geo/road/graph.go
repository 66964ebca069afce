package road

import (
	"slices"

	"gonha/geo"
)

// graph is the roads that a profile may use, in flat arrays. An edge is the road between two junctions, with its line. A
// vertex is a junction, or an end, in most places; where turns are forbidden or a road is private, a junction is
// several vertices, of which those who come from different sides see different ones.
type graph struct {
	vertices int
	edges    []edge
	names    []string
	lat, lon []int32    // of the edges' lines, 1e-7 degrees
	extra    []extraArc // arcs beside those from edge.in to edge.out
	fastest  float64    // km/h on any edge

	first []int32 // by vertex, and one more: its arcs
	arcs  []arc
}

// edge is a road between two junctions, which may be the same. Its cost is never in a direction that is forbidden.
type edge struct {
	in, out    [2]int32 // by direction: the vertex from which one comes along it to a door, and that to which one leaves one
	name       int32    // in graph.names
	start, end int32    // its line is the points [start, end), two or more
	shy        uint8    // metres by which it must be nearer to a door than another edge
	hidden     bool     // no door belongs to it
	copied     bool     // what leads along it stands in graph.extra
	fore, back cost     // the whole of it, along its line and against it
}

// along and against are the directions of an edge, and the last bit of a code.
const (
	along   = 0
	against = 1
)

// cost is that of the whole edge in a direction.
func (e *edge) cost(direction int) cost {
	if direction == along {
		return e.fore
	}
	return e.back
}

// code is an edge in one direction: its number shifted left, and 1 added where it is passed against its line.
type code int32

func codeOf(edge, direction int) code { return code(edge<<1 | direction) }

func (c code) edge() int      { return int(c >> 1) }
func (c code) direction() int { return int(c & 1) }

// noRoad is the code of an arc that stands still: a turn, or a gate.
const noRoad code = -1

// arc is an edge as one leaves a vertex by it.
type arc struct {
	head int32
	code code
	cost cost
}

// extraArc is an arc with its vertex, and without its cost: that of its edge, or nothing.
type extraArc struct {
	tail, head int32
	code       code
}

func (g *graph) point(i int32) geo.Point {
	return geo.Point{Lat: float64(g.lat[i]) / 1e7, Lon: float64(g.lon[i]) / 1e7}
}

// out are the arcs that leave a vertex.
func (g *graph) out(v int32) []arc { return g.arcs[g.first[v]:g.first[v+1]] }

// costOf is that of passing a code.
func (g *graph) costOf(c code) cost {
	if c == noRoad {
		return 0
	}
	return g.edges[c.edge()].cost(c.direction())
}

// eachArc visits the arcs in an order that depends on the edges and the extra ones alone.
func (g *graph) eachArc(visit func(tail int32, a arc)) {
	for i := range g.edges {
		e := &g.edges[i]
		if e.copied {
			continue
		}
		for d := range 2 {
			if c := e.cost(d); c < never {
				visit(e.in[d], arc{e.out[d], codeOf(i, d), c})
			}
		}
	}
	for _, l := range g.extra {
		visit(l.tail, arc{l.head, l.code, g.costOf(l.code)})
	}
}

// index makes the arcs.
func (g *graph) index() {
	g.first = make([]int32, g.vertices+1)
	g.eachArc(func(v int32, _ arc) { g.first[v+1]++ })
	for v := range g.vertices {
		g.first[v+1] += g.first[v]
	}
	g.arcs = make([]arc, g.first[g.vertices])
	next := slices.Clone(g.first)
	g.eachArc(func(v int32, a arc) {
		g.arcs[next[v]] = a
		next[v]++
	})
}
