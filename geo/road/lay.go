package road

// layout makes the vertices of the graph, and the arcs beside those of the edges themselves: none in most places.
//
// At a junction with a forbidden turn, those who come by the edge before it have a vertex of their own, and so
// has the edge that they may not take, and arcs that stand still lead from the one to the other where the turn
// is allowed. So it is with edges between two junctions that are forbidden together: they are there twice, for
// those who come the way that is meant and for all others.
//
// A road to visit that can be entered at one place alone is no way through, and needs nothing. Others are there
// twice: once for those who leave it, from which one gets out, and once for those who go there, into which one
// gets in; and from the first to the second, for those who stay inside.
type layout struct {
	*builder
	automaton *automaton

	vertices int32
	entry    map[int32]int32 // by raw vertex with turns: that of those who come by edges about which nothing is said
	own      map[code]int32  // the vertex before an edge that not everybody may take
	all      map[code]int32  // where all copies of an edge come together: the way to its doors
	heads    []int32         // by state: the vertex after it
	doubled  doubled
}

// doubled are the copies of the vertices of visits that are there twice: those to leave walks, to leave visits, to
// enter visits, to enter walks.
type doubled map[[2]int32]int32

const (
	leaveWalk int32 = iota
	leaveVisit
	enterVisit
	enterWalk
)

// lay gives the edges their vertices, and the graph its arcs.
func (b *builder) lay() {
	b.graph.extra = nil
	l := layout{builder: b, vertices: b.vertices, entry: map[int32]int32{}, own: map[code]int32{}, all: map[code]int32{}, doubled: doubled{}}
	l.forbid()
	l.visits()
	b.graph.vertices = int(l.vertices)
	b.graph.index()
}

// newVertex is one more.
func (l *layout) newVertex() int32 {
	l.vertices++
	return l.vertices - 1
}

// still adds an arc that stands still.
func (l *layout) still(tail, head int32) { l.add(tail, head, noRoad) }

func (l *layout) add(tail, head int32, c code) {
	l.graph.extra = append(l.graph.extra, extraArc{tail, head, c})
}

// enter is the vertex of those who come to a raw vertex, by edges about which nothing is said.
func (l *layout) enter(raw int32) int32 {
	if v, turns := l.entry[raw]; turns {
		return v
	}
	return raw
}

// forbid lays the junctions where turns are forbidden.
func (l *layout) forbid() {
	a := newAutomaton(l.mattering(l.forbidden))
	l.automaton = a
	copies := map[code]bool{}
	l.eachTurn(func(_ int32, c code, forbidden bool, next int32) {
		switch {
		case forbidden:
			l.own[c] = noVertex
		case next != a.fresh(c):
			l.own[c], copies[c] = noVertex, true
		}
	})
	l.heads = make([]int32, len(a.last))
	var ordered []code // in the order of their first mention
	for s := 1; s < len(a.last); s++ {
		raw := l.headOf(a.last[s])
		if _, known := l.entry[raw]; !known {
			l.entry[raw] = l.newVertex()
			l.still(l.entry[raw], raw)
			for _, c := range l.outOf(raw) {
				if _, own := l.own[c]; own {
					l.own[c] = l.newVertex()
					l.still(l.entry[raw], l.own[c])
					ordered = append(ordered, c)
				}
			}
		}
		l.heads[s] = l.newVertex()
		l.still(l.heads[s], raw)
	}
	for _, c := range ordered {
		if copies[c] {
			l.all[c] = l.newVertex()
			l.still(l.own[c], l.all[c])
		}
	}
	l.eachTurn(func(head int32, c code, forbidden bool, next int32) {
		switch own, separate := l.own[c]; {
		case forbidden || !separate:
		case next == a.fresh(c):
			l.still(head, own)
		default:
			l.add(head, l.heads[next], c)
			l.still(head, l.all[c])
		}
	})
	turns := make([]bool, l.builder.vertices)
	for raw := range l.entry {
		turns[raw] = true
	}
	for i := range l.graph.edges {
		from, to := l.ends[i][0], l.ends[i][1]
		switch e := &l.graph.edges[i]; {
		case l.kinds[i] != through:
		case turns[from] || turns[to]:
			l.throughEdge(i)
		default:
			e.in, e.out, e.copied = [2]int32{from, to}, [2]int32{to, from}, false
		}
	}
}

// noVertex is one that is to be made.
const noVertex int32 = -1

// eachTurn visits what may follow each state: the vertex after it, and the edges that leave its junction.
func (l *layout) eachTurn(visit func(head int32, c code, forbidden bool, next int32)) {
	a := l.automaton
	for s := int32(1); s < int32(len(a.last)); s++ {
		head := noVertex
		if l.heads != nil {
			head = l.heads[s]
		}
		for _, c := range l.outOf(l.headOf(a.last[s])) {
			visit(head, c, a.forbids(s, c), a.advance(s, c))
		}
	}
}

// outOf are the through edges that leave a raw vertex.
func (l *layout) outOf(raw int32) []code {
	var codes []code
	for _, a := range l.raw.out(raw) {
		if l.kinds[a.code.edge()] == through {
			codes = append(codes, a.code)
		}
	}
	return codes
}

// throughEdge gives an edge its vertices.
func (l *layout) throughEdge(i int) {
	e := &l.graph.edges[i]
	e.copied = false
	var tails [2]int32
	for d := range 2 {
		c := codeOf(i, d)
		tails[d] = l.tailOf(c)
		if own, separate := l.own[c]; separate {
			tails[d] = own
		}
		e.in[d], e.out[d] = tails[d], l.enter(l.headOf(c))
		if s := l.automaton.fresh(c); s > 0 {
			e.out[d] = l.heads[s]
		}
		if all, copied := l.all[c]; copied {
			e.in[d], e.copied = all, true
		}
	}
	for d := range 2 {
		if e.copied && e.cost(d) < never {
			l.add(tails[d], e.out[d], codeOf(i, d))
		}
	}
}
