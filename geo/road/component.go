package road

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
