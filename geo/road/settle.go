package road

// settle looks whether the edges can be reached, and left, from the through roads of their part. Through edges
// that turns which are forbidden cut off are demoted, to be visited in the next round: true. Where there is
// none, or no next round, what cannot be reached belongs to no door.
func (b *builder) settle(last bool) bool {
	g := b.graph
	from, back := b.seeds()
	reached, leaving := g.reach(from, false), g.reach(back, true)
	again := false
	for i := range g.edges {
		e := &g.edges[i]
		arrive := e.fore < never && reached[e.in[along]] || e.back < never && reached[e.in[against]]
		leave := e.fore < never && leaving[e.out[along]] || e.back < never && leaving[e.out[against]]
		if arrive && leave {
			continue
		}
		if b.kinds[i] == through && !last {
			b.demoted[i], again = true, true
			b.visited(i)
		} else {
			e.hidden = true
		}
	}
	if again {
		b.meet()
	}
	return again
}

// seeds are vertices from which everything in their part is to be reached, and to be left.
func (b *builder) seeds() (from, back []int32) {
	g := b.graph
	strong := g.parts()
	sizes, best := make([]int32, g.vertices), make([]int32, b.vertices)
	for _, s := range strong {
		sizes[s]++
	}
	for v := range best {
		best[v] = noVertex
	}
	// Where turns are forbidden, the largest strongly connected set of what is left counts.
	for v, core := range b.coreAt {
		if p := b.part[v]; core && (best[p] == noVertex || sizes[strong[v]] > sizes[strong[best[p]]]) {
			best[p] = int32(v)
		}
	}
	for _, v := range best {
		if v != noVertex {
			from, back = append(from, v), append(back, v)
		}
	}
	// A part without through roads: whichever edge comes first.
	for i := range g.edges {
		if p := b.part[b.ends[i][0]]; best[p] == noVertex && min(g.edges[i].fore, g.edges[i].back) < never {
			e := &g.edges[i]
			best[p] = e.in[along]
			from, back = append(from, e.in[:]...), append(back, e.out[:]...)
			if e.copied {
				from, back = append(from, e.out[:]...), append(back, e.in[:]...)
			}
		}
	}
	return from, back
}

// reach marks the vertices that can be reached from some, or, backwards, from which they can be.
func (g *graph) reach(from []int32, backwards bool) []bool {
	first, ends := g.first, make([]int32, len(g.arcs))
	for i := range g.arcs {
		ends[i] = g.arcs[i].head
	}
	if backwards {
		first = make([]int32, g.vertices+1)
		for _, a := range g.arcs {
			first[a.head+1]++
		}
		for v := range g.vertices {
			first[v+1] += first[v]
		}
		next := append([]int32(nil), first...)
		for v := range int32(g.vertices) {
			for _, a := range g.out(v) {
				ends[next[a.head]] = v
				next[a.head]++
			}
		}
	}
	seen := make([]bool, g.vertices)
	stack := append([]int32(nil), from...)
	for _, v := range from {
		seen[v] = true
	}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, w := range ends[first[v]:first[v+1]] {
			if !seen[w] {
				seen[w] = true
				stack = append(stack, w)
			}
		}
	}
	return seen
}

// What makes an edge less likely to be that of a door beside it.
const (
	shyPushed   = 20  // metres: who rides stops on a street rather than push along the way beside it, or against its direction
	shyLoose    = 20  // metres: the same of what hangs together with the rest over a gap of the map alone
	shyFragment = 150 // metres: a few paths that lead nowhere are mostly joined to the street beside them by others that the map lacks
	fragment    = 500 // metres of roads of a part of the map that is no island
)

// reticent tells which edges doors belong to, in doubt: see [segments].
func (b *builder) reticent() {
	g := b.graph
	metres := make([]float64, b.vertices)
	for i := range g.edges {
		if b.network.classes[b.network.ways[b.wayOf[i]].class] == ferry {
			g.edges[i].hidden = true
		} else {
			metres[b.part[b.ends[i][0]]] += b.length[i]
		}
	}
	for i := range g.edges {
		e := &g.edges[i]
		e.shy = 0
		switch {
		case b.profile.Rides && b.kinds[i] != through && !b.rideable(i):
			e.shy = shyPushed
		case b.network.ways[b.wayOf[i]].loose:
			e.shy = shyLoose
		}
		if metres[b.part[b.ends[i][0]]] < fragment {
			e.shy = shyFragment
		}
	}
}

// rideable says whether one rides, as a visitor, on an edge that is no way through, there and back.
func (b *builder) rideable(i int) bool {
	w := &b.network.ways[b.wayOf[i]]
	return b.kinds[i] == visit && b.ridesOn(i) && max(w.rights[riding][along], w.rights[riding][against]) <= guest
}
