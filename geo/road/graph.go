package road

import (
	"slices"

	"gonha/geo"
)

// graph is the roads that a profile may use, in flat arrays. A vertex is a junction or an end, an
// edge the road between two, with its line.
type graph struct {
	vertices int
	edges    []edge
	names    []string
	lat, lon []int32 // of the edges' lines, 1e-7 degrees

	first []int32 // by vertex, and one more: its arcs
	arcs  []arc
}

// edge is a road between two vertices, which may be the same. Its cost is never in a direction that
// is forbidden.
type edge struct {
	from, to   int32
	name       int32 // in graph.names
	start, end int32 // its line is the points [start, end), two or more
	fore, back cost  // the whole of it, along its line and against it
}

// arc is an edge as one leaves a vertex by it.
type arc struct {
	head int32
	edge int32 // shifted left, and 1 added where it is passed against its line
	cost cost
}

func (g *graph) point(i int32) geo.Point {
	return geo.Point{Lat: float64(g.lat[i]) / 1e7, Lon: float64(g.lon[i]) / 1e7}
}

// out are the arcs that leave a vertex.
func (g *graph) out(v int32) []arc { return g.arcs[g.first[v]:g.first[v+1]] }

// newGraph gives the largest part of the network in which a team of this profile gets from
// everywhere to everywhere.
func newGraph(n *network, p Profile) *graph {
	b := builder{network: n, profile: p, graph: &graph{names: n.names}}
	b.markVertices()
	for i := range n.ways {
		if speed := b.speed(&n.ways[i]); speed > 0 {
			b.way(&n.ways[i], speed)
		}
	}
	b.graph.vertices = int(b.vertices)
	b.graph.index()
	b.graph.keepLargest()
	return b.graph
}

// builder cuts a network's ways into the edges of a graph.
type builder struct {
	network  *network
	profile  Profile
	graph    *graph
	vertex   []int32 // by node: 1 more than its vertex; 0 is not yet one, or blocked
	cuts     []bool  // by node: edges end there
	vertices int32
}

// speed is the profile's on a way, or 0 where it may not go.
func (b *builder) speed(w *way) float64 {
	right := w.foot
	if b.profile.Rides {
		right = w.ride
	}
	if right == forbidden {
		return 0
	}
	return b.profile.Speeds[b.network.classes[w.class]]
}

// blocked says whether the barrier of a node stops the profile.
func (b *builder) blocked(node int32) bool {
	stops := blocksFoot
	if b.profile.Rides {
		stops = blocksRide
	}
	return b.network.block[node]&stops != 0
}

// markVertices finds the nodes where edges end: those of several ways, ends of ways, barriers.
func (b *builder) markVertices() {
	n := b.network
	b.vertex, b.cuts = make([]int32, len(n.lat)), make([]bool, len(n.lat))
	used := make([]bool, len(n.lat))
	for i := range n.ways {
		w := &n.ways[i]
		if b.speed(w) == 0 {
			continue
		}
		nodes := n.nodes[w.first:w.last]
		for _, node := range nodes {
			b.cuts[node] = b.cuts[node] || used[node] || b.blocked(node)
			used[node] = true
		}
		b.cuts[nodes[0]], b.cuts[nodes[len(nodes)-1]] = true, true
	}
}

// way adds a way's edges.
func (b *builder) way(w *way, speed float64) {
	nodes := b.network.nodes[w.first:w.last]
	for i := 0; i < len(nodes)-1; {
		j := i + 1
		for !b.cuts[nodes[j]] {
			j++
		}
		b.edge(w, nodes[i:j+1], speed)
		i = j
	}
}

func (b *builder) edge(w *way, nodes []int32, speed float64) {
	g, n := b.graph, b.network
	e := edge{from: b.vertexAt(nodes[0]), to: b.vertexAt(nodes[len(nodes)-1]), name: w.name, start: int32(len(g.lat)), fore: never, back: never}
	length := 0.0
	for i, node := range nodes {
		g.lat, g.lon = append(g.lat, n.lat[node]), append(g.lon, n.lon[node])
		if i > 0 {
			length += geo.Distance(n.point(nodes[i-1]), n.point(node))
		}
	}
	if millis(length, speed) >= never.millis() { // days: a damaged map
		g.lat, g.lon = g.lat[:e.start], g.lon[:e.start]
		return
	}
	e.end = int32(len(g.lat))
	whole := newCost(millis(length, speed), int64(length*10+0.5))
	if !b.profile.Oneway || w.oneway >= 0 {
		e.fore = whole
	}
	if !b.profile.Oneway || w.oneway <= 0 {
		e.back = whole
	}
	g.edges = append(g.edges, e)
}

// vertexAt is the vertex of a node; a barrier that stops is a vertex of its own for each edge.
func (b *builder) vertexAt(node int32) int32 {
	if v := b.vertex[node]; v > 0 {
		return v - 1
	}
	b.vertices++
	if !b.blocked(node) {
		b.vertex[node] = b.vertices
	}
	return b.vertices - 1
}

// index makes the arcs of the edges.
func (g *graph) index() {
	g.first = make([]int32, g.vertices+1)
	count := func(e *edge, add func(v int32, a arc)) {
		if e.fore < never {
			add(e.from, arc{head: e.to, cost: e.fore})
		}
		if e.back < never {
			add(e.to, arc{head: e.from, edge: 1, cost: e.back})
		}
	}
	for i := range g.edges {
		count(&g.edges[i], func(v int32, _ arc) { g.first[v+1]++ })
	}
	for v := range g.vertices {
		g.first[v+1] += g.first[v]
	}
	g.arcs = make([]arc, g.first[g.vertices])
	next := slices.Clone(g.first)
	for i := range g.edges {
		count(&g.edges[i], func(v int32, a arc) {
			a.edge |= int32(i) << 1
			g.arcs[next[v]] = a
			next[v]++
		})
	}
}
