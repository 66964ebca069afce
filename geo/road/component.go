package road

// keepLargest drops what does not belong to the largest strongly connected part, so that there is a
// way from every edge to every other.
func (g *graph) keepLargest() {
	part := g.parts()
	sizes := map[int32]int{}
	for _, p := range part {
		sizes[p]++
	}
	largest := int32(-1)
	for p, size := range sizes {
		if largest < 0 || size > sizes[largest] || size == sizes[largest] && p < largest {
			largest = p
		}
	}
	old := *g
	*g = graph{names: old.names}
	number := make([]int32, old.vertices)
	vertex := func(v int32) int32 {
		if number[v] == 0 {
			g.vertices++
			number[v] = int32(g.vertices)
		}
		return number[v] - 1
	}
	for _, e := range old.edges {
		if part[e.from] != largest || part[e.to] != largest {
			continue
		}
		start := int32(len(g.lat))
		g.lat, g.lon = append(g.lat, old.lat[e.start:e.end]...), append(g.lon, old.lon[e.start:e.end]...)
		e.from, e.to, e.start, e.end = vertex(e.from), vertex(e.to), start, int32(len(g.lat))
		g.edges = append(g.edges, e)
	}
	g.index()
}

// parts numbers the strongly connected parts and gives each vertex's (Tarjan, Depth-first search and
// linear graph algorithms, SIAM J. Comput. 1, 1972), without recursion: alleys chain for thousands.
func (g *graph) parts() []int32 {
	const unseen = 0
	n := g.vertices
	index, low := make([]int32, n), make([]int32, n) // index is the order of discovery, from 1
	part := make([]int32, n)
	onStack := make([]bool, n)
	next := make([]int32, n) // arcs already followed
	var stack, path []int32
	count, parts := int32(0), int32(0)
	for root := range int32(n) {
		if index[root] != unseen {
			continue
		}
		path = append(path[:0], root)
		for len(path) > 0 {
			v := path[len(path)-1]
			if index[v] == unseen {
				count++
				index[v], low[v], next[v] = count, count, g.first[v]
				stack, onStack[v] = append(stack, v), true
			}
			if next[v] < g.first[v+1] {
				w := g.arcs[next[v]].head
				next[v]++
				if index[w] == unseen {
					path = append(path, w)
				} else if onStack[w] {
					low[v] = min(low[v], index[w])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				up := path[len(path)-1]
				low[up] = min(low[up], low[v])
			}
			if low[v] < index[v] {
				continue
			}
			for done := false; !done; {
				w := stack[len(stack)-1]
				stack, onStack[w], part[w] = stack[:len(stack)-1], false, parts
				done = w == v
			}
			parts++
		}
	}
	return part
}
