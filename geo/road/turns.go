package road

import "slices"

// turns gives the forbidden sequences of edges: whoever has passed all but the last of one may not go on by the last.
// Only through edges are in them: somebody who begins or ends on a road to visit may push.
func (b *builder) turns() [][]code {
	var all [][]code
	for i := range b.network.turns {
		if r := &b.network.turns[i]; r.of[b.who()] {
			all = append(all, b.sequences(r)...)
		}
	}
	return all
}

// mattering leaves out what forbids to turn round where nobody would: where an edge begins at a junction at
// which all turns are allowed, it is never the way to another one to pass it and come back.
func (b *builder) mattering(all [][]code) [][]code {
	back := func(sequence []code) bool { return len(sequence) == 2 && sequence[0] == sequence[1]^1 }
	matters, junctions := make([]bool, len(all)), map[int32]bool{}
	for more := true; more; {
		more = false
		for i, sequence := range all {
			if matters[i] || back(sequence) && !junctions[b.tailOf(sequence[0])] {
				continue
			}
			matters[i], more = true, true
			for _, c := range sequence[:len(sequence)-1] {
				junctions[b.headOf(c)] = true
			}
		}
	}
	var left [][]code
	for i, sequence := range all {
		if matters[i] {
			left = append(left, sequence)
		}
	}
	return left
}

// sequences are those of one restriction.
func (b *builder) sequences(r *turn) [][]code {
	var all [][]code
	for _, from := range r.from {
		for _, way := range b.waysThrough(r, from) {
			last := len(way) - 1
			if !r.only {
				all = append(all, way)
				continue
			}
			// Only the way named: at each of its junctions all others are forbidden.
			for k := 1; k <= last; k++ {
				for _, a := range b.raw.out(b.headOf(way[k-1])) {
					if b.kinds[a.code.edge()] == through && a.code != way[k] {
						all = append(all, append(slices.Clone(way[:k]), a.code))
					}
				}
			}
		}
	}
	return all
}

// waysThrough are the sequences of edges that a restriction is about, from one of its ways to each of those to go on by.
func (b *builder) waysThrough(r *turn, from int64) [][]code {
	var all [][]code
	if len(r.via) > 0 {
		for _, to := range r.to {
			if way := b.wayVia(r, from, to); way != nil {
				all = append(all, way)
			}
		}
		return all
	}
	v := b.vertex[r.node] - 1
	if v < 0 {
		return nil
	}
	entering := b.codesAt(from, v, true)
	if len(entering) > 1 && !r.back {
		return nil // the way passes the junction: which of its sides is meant is not said
	}
	for _, a := range entering {
		for _, to := range r.to {
			leaving := b.codesAt(to, v, false)
			if len(leaving) > 1 && from != to {
				continue // as above
			}
			for _, c := range leaving {
				if turned := a.edge() == c.edge(); turned == r.back || from != to {
					all = append(all, []code{a, c})
				}
			}
		}
	}
	return all
}

// codesAt are the through edges of a way that enter a vertex, or leave it.
func (b *builder) codesAt(way int64, v int32, entering bool) []code {
	var codes []code
	for _, number := range b.network.byID[way] {
		for _, e := range b.edgesOf[number] {
			if b.kinds[e] != through {
				continue
			}
			for d := range 2 {
				end := b.ends[e][1-d]
				if !entering {
					end = b.ends[e][d]
				}
				if end == v && b.graph.edges[e].cost(d) < never {
					codes = append(codes, codeOf(int(e), d))
				}
			}
		}
	}
	return codes
}

// headOf is the raw vertex to which a code leads, tailOf that from which it does.
func (b *builder) headOf(c code) int32 { return b.ends[c.edge()][1-c.direction()] }
func (b *builder) tailOf(c code) int32 { return b.ends[c.edge()][c.direction()] }

// wayVia follows the ways of a restriction from one to the next, and is nil where they do not hang together.
func (b *builder) wayVia(r *turn, from, to int64) []code {
	on := func(v int32, way int64) bool { return len(b.codesAt(way, v, false)) > 0 }
	for _, number := range b.network.byID[from] {
		for _, e := range b.edgesOf[number] {
			for d := range 2 {
				c := codeOf(int(e), d)
				if b.kinds[e] != through || b.graph.edges[e].cost(d) == never || !on(b.headOf(c), r.via[0]) {
					continue
				}
				if way := b.follow([]code{c}, r, to); way != nil {
					return way
				}
			}
		}
	}
	return nil
}

// follow goes on along the ways between, each up to where the next begins, and into the last.
func (b *builder) follow(way []code, r *turn, to int64) []code {
	for i, via := range r.via {
		next := to
		if i+1 < len(r.via) {
			next = r.via[i+1]
		}
		on := b.along(way[len(way)-1], via, next)
		if on == nil {
			return nil
		}
		way = append(way, on...)
	}
	v := b.headOf(way[len(way)-1])
	for _, c := range b.codesAt(to, v, false) {
		if c.edge() != way[0].edge() || r.back {
			return append(way, c)
		}
	}
	return nil
}

// along are the edges of a way, in one direction, from where an edge ends to where another way begins; the
// shorter where there are two.
func (b *builder) along(after code, way, next int64) []code {
	var best []code
	for _, first := range b.codesAt(way, b.headOf(after), false) {
		if first.edge() == after.edge() {
			continue
		}
		list := []code{first}
		for len(b.codesAt(next, b.headOf(list[len(list)-1]), false)) == 0 {
			last := list[len(list)-1]
			i := slices.IndexFunc(b.codesAt(way, b.headOf(last), false), func(c code) bool { return c.edge() != last.edge() })
			if i < 0 || len(list) > maxVia {
				list = nil
				break
			}
			list = append(list, b.codesAt(way, b.headOf(last), false)[i])
		}
		if list != nil && (best == nil || len(list) < len(best)) {
			best = list
		}
	}
	return best
}

// maxVia is how many edges the way between two turns has at most.
const maxVia = 64

// automaton tells, as edges are passed one after the other, which forbidden sequences have begun (Aho and
// Corasick, Efficient String Matching, Comm. ACM 18, 1975). State 0 is none.
type automaton struct {
	last   []code           // by state: the edge passed last
	depth  []int32          // how many of a sequence were passed
	fail   []int32          // the state of the longest shorter sequence that has begun as well
	next   map[step3]int32  // by state and edge
	banned map[step3]bool   // the last edges of sequences
	of     map[code][]int32 // the states by their last edge
}

type step3 struct {
	state int32
	code  code
}

func newAutomaton(sequences [][]code) *automaton {
	a := &automaton{last: []code{noRoad}, depth: []int32{0}, next: map[step3]int32{}, banned: map[step3]bool{}, of: map[code][]int32{}}
	for _, sequence := range sequences {
		state, end := int32(0), len(sequence)-1
		for i, c := range sequence[:end] {
			at := step3{state, c}
			if a.next[at] == 0 {
				a.next[at] = int32(len(a.last))
				a.of[c] = append(a.of[c], int32(len(a.last)))
				a.last, a.depth = append(a.last, c), append(a.depth, int32(i+1))
			}
			state = a.next[at]
		}
		a.banned[step3{state, sequence[end]}] = true
	}
	// The failure states are those of the parents, so that the shallow ones come first.
	parent := make([]int32, len(a.last))
	order := make([]int32, 0, len(a.last))
	for at, state := range a.next {
		parent[state] = at.state
	}
	for s := range a.last {
		order = append(order, int32(s))
	}
	slices.SortStableFunc(order, func(s, t int32) int { return int(a.depth[s] - a.depth[t]) })
	a.fail = make([]int32, len(a.last))
	for _, s := range order {
		if a.depth[s] > 1 {
			a.fail[s] = a.advance(a.fail[parent[s]], a.last[s])
		}
	}
	return a
}

// advance is the state after passing one edge more.
func (a *automaton) advance(state int32, c code) int32 {
	for {
		if next := a.next[step3{state, c}]; next != 0 {
			return next
		}
		if state == 0 {
			return 0
		}
		state = a.fail[state]
	}
}

// forbids says whether an edge may not be passed next.
func (a *automaton) forbids(state int32, c code) bool {
	for {
		if a.banned[step3{state, c}] {
			return true
		}
		if state == 0 {
			return false
		}
		state = a.fail[state]
	}
}

// fresh is the state after an edge of whoever comes from nowhere.
func (a *automaton) fresh(c code) int32 { return a.next[step3{0, c}] }
