package road

// pocket is a connected set of roads to visit, and of walks.
type pocket struct {
	roads bool  // it has any, not gates alone
	gates int32 // through vertices where it begins
	twice bool  // its vertices are there twice
}

// pockets are those of a map.
type pockets struct {
	joined, walks sets              // of raw vertices, by all that is visited and by walks alone
	at            [3][]bool         // by kind and raw vertex: edges and gates of the kind meet there
	all           map[int32]*pocket // by set of joined
}

// of is the pocket at a raw vertex, or nil.
func (p *pockets) of(v int32) *pocket { return p.all[p.joined.find(v)] }

// take joins the ends of an edge, or of a gate.
func (p *pockets) take(kind edgeKind, v, w int32) {
	p.joined.join(v, w)
	if kind == walkThere {
		p.walks.join(v, w)
	}
	p.at[kind][v], p.at[kind][w] = true, true
}

// pockets finds those that can be entered at several places, or where a walk can.
func (b *builder) pockets() *pockets {
	p := &pockets{joined: newSets(b.vertices), walks: newSets(b.vertices), all: map[int32]*pocket{}}
	p.at = [3][]bool{through: b.coreAt, visit: make([]bool, b.vertices), walkThere: make([]bool, b.vertices)}
	for i, kind := range b.kinds {
		if kind != through {
			p.take(kind, b.ends[i][0], b.ends[i][1])
		}
	}
	for _, k := range b.links {
		p.take(k.kind, k.vertex, k.gate)
	}
	for i, kind := range b.kinds {
		if kind != through {
			p.all[p.joined.find(b.ends[i][0])] = &pocket{roads: true}
		}
	}
	footholds := map[int32]int32{} // by set of walks: where they begin
	for v := range b.vertices {
		if !p.at[visit][v] && !p.at[walkThere][v] {
			continue
		}
		at := p.of(v)
		if at == nil {
			at = &pocket{}
			p.all[p.joined.find(v)] = at
		}
		if p.at[through][v] {
			at.gates++
		}
		if p.at[walkThere][v] && (p.at[through][v] || p.at[visit][v]) {
			footholds[p.walks.find(v)]++
		}
		at.twice = at.twice || at.gates > 1 || footholds[p.walks.find(v)] > 1
	}
	return p
}

// visits lays the roads to visit.
func (l *layout) visits() {
	p := l.builder.pockets()
	for v := range l.builder.vertices {
		if at := p.of(v); at != nil && at.twice && at.roads {
			l.double(v, &p.at)
		}
	}
	for i, kind := range l.kinds {
		if kind != through {
			l.visitEdge(i, p.of(l.ends[i][0]).twice)
		}
	}
	for _, k := range l.links {
		if at := p.of(k.vertex); at.roads {
			l.visitLink(k, at.twice)
		}
	}
}

// double makes the copies of a raw vertex, and the way from those to leave by to those to enter by.
func (l *layout) double(raw int32, at *[3][]bool) {
	before := noVertex
	on := func(enter, leave int32) {
		if before != noVertex {
			l.still(before, enter)
		}
		before = leave
	}
	of := func(copy int32) {
		v := l.newVertex()
		l.doubled[[2]int32{raw, copy}] = v
		on(v, v)
	}
	if at[walkThere][raw] {
		of(leaveWalk)
	}
	if at[visit][raw] {
		of(leaveVisit)
	}
	if at[through][raw] {
		on(l.enter(raw), raw)
	}
	if at[visit][raw] {
		of(enterVisit)
	}
	if at[walkThere][raw] {
		of(enterWalk)
	}
}

// copies are those of a kind: to leave and to enter.
func copies(kind edgeKind) (leave, enter int32) {
	if kind == walkThere {
		return leaveWalk, enterWalk
	}
	return leaveVisit, enterVisit
}

// visitEdge gives an edge to visit its vertices.
func (l *layout) visitEdge(i int, twice bool) {
	e := &l.graph.edges[i]
	leave, enter := copies(l.kinds[i])
	e.copied = twice
	for d := range 2 {
		c := codeOf(i, d)
		tail, head := l.tailOf(c), l.headOf(c)
		if !twice {
			e.in[d], e.out[d] = tail, l.enter(head)
			continue
		}
		e.in[d], e.out[d] = l.doubled[[2]int32{tail, enter}], l.doubled[[2]int32{head, leave}]
		if e.cost(d) < never {
			l.add(l.doubled[[2]int32{tail, leave}], e.out[d], c)
			l.add(e.in[d], l.doubled[[2]int32{head, enter}], c)
		}
	}
}

// visitLink leads through a gate, both ways.
func (l *layout) visitLink(k gateLink, twice bool) {
	if !twice {
		l.still(k.vertex, k.gate)
		l.still(k.gate, l.enter(k.vertex))
		return
	}
	leave, enter := copies(k.kind)
	for _, copy := range [...]int32{leave, enter} {
		v, w := l.doubled[[2]int32{k.vertex, copy}], l.doubled[[2]int32{k.gate, copy}]
		l.still(v, w)
		l.still(w, v)
	}
}
