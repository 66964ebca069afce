package road

import (
	"maps"
	"slices"
)

// gateLink is the way through a gate, between the vertex of an edge there and that of the gate itself.
type gateLink struct {
	vertex, gate int32
	kind         edgeKind
}

// openGates makes the links of the gates that can be passed at all.
func (b *builder) openGates() {
	for _, node := range slices.Sorted(maps.Keys(b.gates)) {
		vertices, pass := b.gates[node], b.network.pass[node]
		at := pass[b.who()]
		kind := visit
		if at == shut {
			kind = walkThere
		}
		if at == barred || kind == walkThere && (pass[onFoot] == barred || b.profile.Walked == nil) || len(vertices) < 2 {
			continue
		}
		b.vertices++
		for _, v := range vertices {
			b.links = append(b.links, gateLink{v, b.vertices - 1, kind})
		}
	}
}

// carriageway is how many metres of roads to ride on make a network of its own of what is reached by a
// motorbike in no way: on an island with a ferry for people there are motorbikes too.
const carriageway = 2000

// classify tells the kinds of the edges and their costs.
//
// Through edges are those of the longest strongly connected part of the roads that are open to everybody, in
// each part of the map: an island is a part by itself. Those of other such parts, behind a gate or a private
// road, are visited, as they are mapped; all that leads there may be used in both directions, if need be on
// foot. What a motorbike reaches in none of these ways is walked to.
func (b *builder) classify() {
	g := b.graph
	g.vertices = int(b.vertices)
	for i := range g.edges {
		e := &g.edges[i]
		b.price(i, b.throughSpeed)
		from, to := b.ends[i][0], b.ends[i][1]
		e.in, e.out = [2]int32{from, to}, [2]int32{to, from}
	}
	g.index()
	b.raw = &graph{vertices: g.vertices, edges: g.edges, first: g.first, arcs: g.arcs}
	strong := g.parts()
	b.findParts()
	main := b.mainOf(strong)
	b.kinds = make([]edgeKind, len(g.edges))
	for i := range g.edges {
		e, from, to := &g.edges[i], b.ends[i][0], b.ends[i][1]
		switch {
		case min(e.fore, e.back) == never || strong[from] != strong[to]:
			b.visited(i)
		case strong[from] != main[b.part[from]]:
			b.kinds[i] = visit
		}
	}
	b.meet()
	if b.profile.Rides {
		b.park()
	}
}

// meet notes where through edges meet.
func (b *builder) meet() {
	b.coreAt = make([]bool, b.vertices)
	for i, ends := range b.ends {
		if b.kinds[i] == through {
			b.coreAt[ends[0]], b.coreAt[ends[1]] = true, true
		}
	}
}

// visited prices an edge that is gone to, and not through: at the speed of a visitor, or, where no turn leads
// into it, pushed. One that takes no motorbike at all is walked.
func (b *builder) visited(i int) {
	e := &b.graph.edges[i]
	b.kinds[i] = visit
	if b.demoted[i] && b.profile.Rides {
		if b.price(i, b.pushSpeed); min(e.fore, e.back) < never {
			return
		}
	}
	if b.price(i, b.visitSpeed); min(e.fore, e.back) == never {
		b.kinds[i] = walkThere
		b.price(i, b.walkSpeed)
	}
}

// findParts joins what any ways and gates join.
func (b *builder) findParts() {
	joined := newSets(b.vertices)
	for _, ends := range b.ends {
		joined.join(ends[0], ends[1])
	}
	for _, l := range b.links {
		joined.join(l.vertex, l.gate)
	}
	b.part = make([]int32, b.vertices)
	for v := range b.part {
		b.part[v] = joined.find(int32(v))
	}
}

// mainOf is the longest of the strongly connected parts of each part, by the part's number; of equal ones the first.
func (b *builder) mainOf(strong []int32) []int32 {
	metres, main := make([]float64, b.vertices), make([]int32, b.vertices)
	for i, ends := range b.ends {
		if e := &b.graph.edges[i]; strong[ends[0]] == strong[ends[1]] && min(e.fore, e.back) < never {
			metres[strong[ends[0]]] += b.length[i]
		}
	}
	for p := range main {
		main[p] = -1
	}
	for v, s := range strong {
		if p := b.part[v]; main[p] < 0 || metres[s] > metres[main[p]] {
			main[p] = s
		}
	}
	return main
}

// park finds what a motorbike gets to, if need be pushed, and makes walks of all the rest.
func (b *builder) park() {
	g := b.graph
	ridden := newSets(b.vertices)
	for i, ends := range b.ends {
		if b.kinds[i] != walkThere {
			ridden.join(ends[0], ends[1])
		}
	}
	for _, l := range b.links {
		if l.kind == visit {
			ridden.join(l.vertex, l.gate)
		}
	}
	base := b.bases(ridden)
	carried := map[int32]bool{} // parts with several networks: motorbikes get from one to the other somehow
	metres := map[int32]float64{}
	for i := range g.edges {
		if v := b.ends[i][0]; b.kinds[i] != walkThere && ridden.find(v) != base[b.part[v]] && b.ridesOn(i) {
			set := ridden.find(v)
			if metres[set] += b.length[i]; metres[set] >= carriageway {
				carried[b.part[v]] = true
			}
		}
	}
	for i := range g.edges {
		v := b.ends[i][0]
		switch {
		case carried[b.part[v]]:
			if b.kinds[i] == walkThere {
				b.kinds[i] = visit
			}
		case ridden.find(v) != base[b.part[v]] || ridden.find(b.ends[i][1]) != base[b.part[v]]:
			b.kinds[i] = walkThere
			b.price(i, b.walkSpeed)
		}
	}
	for i := range b.links {
		if l := &b.links[i]; carried[b.part[l.vertex]] {
			l.kind = visit
		}
	}
}

// ridesOn says whether an edge is ridden on, not pushed along.
func (b *builder) ridesOn(i int) bool {
	w := &b.network.ways[b.wayOf[i]]
	class := b.network.classes[w.class]
	return class != ferry && b.profile.Speeds[class] > b.profile.Walked[class]
}

// bases are the sets from which a motorbike sets out, by part: those with the through roads, or where there are none the
// largest.
func (b *builder) bases(ridden sets) []int32 {
	base, sizes := make([]int32, b.vertices), make([]int32, b.vertices)
	for v := range base {
		base[v] = -1
		sizes[ridden.find(int32(v))]++
	}
	for v, core := range b.coreAt {
		if core {
			base[b.part[v]] = ridden.find(int32(v))
		}
	}
	largest := make([]int32, b.vertices)
	for v := range b.vertices {
		p, set := b.part[v], ridden.find(v)
		if largest[p] == 0 || sizes[set] > sizes[largest[p]-1] {
			largest[p] = set + 1
		}
	}
	for p := range base {
		if base[p] < 0 && largest[p] > 0 {
			base[p] = largest[p] - 1
		}
	}
	return base
}
