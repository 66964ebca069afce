package road

import (
	"encoding/binary"
	"math"
	"slices"
)

// packRoads appends the graph and the hierarchy of roads to b, and what they depend on of the evening: lists,
// each behind its length, numbers little-endian. What is quickly made again from them is left out.
func packRoads(b []byte, r *Roads) []byte {
	g, h := r.graph, r.hierarchy
	b = slices.Grow(b, 8*len(g.lat)+48*len(g.edges)+12*len(g.extra)+12*g.vertices+12*len(h.shortcuts)+16*(len(h.up.arcs)+len(h.down.arcs))+32*len(g.names)+1024)
	b = packInt(b, int32(g.vertices))
	b = packTexts(b, g.names)
	b = packInts(packInts(b, g.lat), g.lon)
	b = packInt(b, int32(len(g.edges)))
	for i := range g.edges {
		e := &g.edges[i]
		for _, x := range [...]int32{e.in[along], e.in[against], e.out[along], e.out[against], e.name, e.start, e.end, e.marks()} {
			b = packInt(b, x)
		}
		b = packCost(packCost(b, e.fore), e.back)
	}
	b = packInt(b, int32(len(g.extra)))
	for _, l := range g.extra {
		b = packInt(packInt(packInt(b, l.tail), l.head), int32(l.code))
	}
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(g.fastest))
	b = packInts(b, h.position)
	b = packInt(b, int32(len(h.shortcuts)))
	for _, s := range h.shortcuts {
		b = packInt(packInt(packInt(b, s.parts[0]), s.parts[1]), int32(s.code))
	}
	for _, c := range [...]*climb{&h.up, &h.down} {
		b = packInts(b, c.first)
		b = packInt(b, int32(len(c.arcs)))
		for _, a := range c.arcs {
			b = packCost(packInt(packInt(b, a.top), a.shortcut), a.cost)
		}
	}
	b = packInt(b, int32(len(r.conditions)))
	for _, c := range r.conditions {
		b = packTexts(packTexts(b, []string{c.text}), c.values)
	}
	return b
}

// marks are the small properties of an edge.
func (e *edge) marks() int32 {
	m := int32(e.shy)
	if e.hidden {
		m |= 1 << 8
	}
	if e.copied {
		m |= 1 << 9
	}
	return m
}

func packTexts(b []byte, texts []string) []byte {
	b = packInt(b, int32(len(texts)))
	for _, s := range texts {
		b = append(packInt(b, int32(len(s))), s...)
	}
	return b
}

func packInt(b []byte, x int32) []byte { return binary.LittleEndian.AppendUint32(b, uint32(x)) }

func packCost(b []byte, c cost) []byte { return binary.LittleEndian.AppendUint64(b, uint64(c)) }

func packInts(b []byte, list []int32) []byte {
	b = packInt(b, int32(len(list)))
	for _, x := range list {
		b = packInt(b, x)
	}
	return b
}

// unpacker reads what packRoads wrote; after the first fault all it gives is zero.
type unpacker struct {
	data []byte
	bad  bool
}

func (u *unpacker) take(n int) []byte {
	if n < 0 || n > len(u.data) {
		u.bad, u.data = true, nil
		return nil
	}
	head := u.data[:n]
	u.data = u.data[n:]
	return head
}

func (u *unpacker) int() int32 {
	if b := u.take(4); b != nil {
		return int32(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (u *unpacker) cost() cost {
	if b := u.take(8); b != nil {
		return cost(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// count reads the length of a list whose items have some bytes each, and refuses more than there are.
func (u *unpacker) count(size int) int {
	n := int(u.int())
	if n < 0 || n > len(u.data)/size {
		u.bad, u.data = true, nil
		return 0
	}
	return n
}

func (u *unpacker) texts() []string {
	list := make([]string, u.count(4))
	for i := range list {
		list[i] = string(u.take(u.count(1)))
	}
	return list
}

func (u *unpacker) ints() []int32 {
	list := make([]int32, u.count(4))
	for i := range list {
		list[i] = u.int()
	}
	return list
}

// unpackRoads reads a graph and its hierarchy, and the conditions that it depends on; it is false for what cannot be one.
func unpackRoads(data []byte) (*graph, *hierarchy, []condition, bool) {
	u := &unpacker{data: data}
	g, h := &graph{}, &hierarchy{}
	g.vertices = int(u.int())
	g.names = u.texts()
	g.lat, g.lon = u.ints(), u.ints()
	g.edges = make([]edge, u.count(8*4+2*8))
	for i := range g.edges {
		e := &g.edges[i]
		e.in, e.out = [2]int32{u.int(), u.int()}, [2]int32{u.int(), u.int()}
		e.name, e.start, e.end = u.int(), u.int(), u.int()
		marks := u.int()
		e.shy, e.hidden, e.copied = uint8(marks), marks&(1<<8) != 0, marks&(1<<9) != 0
		e.fore, e.back = u.cost(), u.cost()
	}
	g.extra = make([]extraArc, u.count(12))
	for i := range g.extra {
		g.extra[i] = extraArc{u.int(), u.int(), code(u.int())}
	}
	g.fastest = math.Float64frombits(uint64(u.cost()))
	h.position = u.ints()
	h.shortcuts = make([]shortcut, u.count(12))
	for i := range h.shortcuts {
		h.shortcuts[i] = shortcut{parts: [2]int32{u.int(), u.int()}, code: code(u.int())}
	}
	for _, c := range [...]*climb{&h.up, &h.down} {
		c.first = u.ints()
		c.arcs = make([]step, u.count(16))
		for i := range c.arcs {
			c.arcs[i] = step{top: u.int(), shortcut: u.int(), cost: u.cost()}
		}
	}
	conditions := make([]condition, u.count(8))
	for i := range conditions {
		if text := u.texts(); len(text) == 1 {
			conditions[i].text = text[0]
		}
		conditions[i].values = u.texts()
	}
	if u.bad || len(u.data) > 0 || !g.sound() || !h.sound(g) {
		return nil, nil, nil, false
	}
	g.index()
	return g, h, conditions, true
}

// sound says whether every index of the graph leads to something.
func (g *graph) sound() bool {
	if g.vertices < 0 || g.vertices > 4*(len(g.edges)+len(g.extra)) || len(g.lat) != len(g.lon) || !(g.fastest >= 0 && g.fastest <= 150) {
		return false
	}
	for _, l := range g.extra {
		ok := within(l.tail, g.vertices) && within(l.head, g.vertices) && (l.code == noRoad || within(int32(l.code)>>1, len(g.edges)) && g.costOf(l.code) < never)
		if !ok {
			return false
		}
	}
	for i := range g.edges {
		e := &g.edges[i]
		ok := within(e.in[along], g.vertices) && within(e.in[against], g.vertices) && within(e.out[along], g.vertices) && within(e.out[against], g.vertices) && within(e.name, len(g.names)) &&
			e.start >= 0 && e.start < e.end-1 && int(e.end) <= len(g.lat) &&
			e.fore >= 0 && e.fore <= never && e.back >= 0 && e.back <= never && (e.hidden || min(e.fore, e.back) < never)
		if !ok {
			return false
		}
	}
	return true
}

// sound says whether the hierarchy can be one of the graph: every climb ends, every shortcut unpacks.
func (h *hierarchy) sound(g *graph) bool {
	if len(h.position) != g.vertices {
		return false
	}
	seen := make([]bool, g.vertices)
	for _, p := range h.position {
		if !within(p, g.vertices) || seen[p] {
			return false
		}
		seen[p] = true
	}
	for i, s := range h.shortcuts {
		whole := s.parts == [2]int32{-1, -1} && (s.code == noRoad || within(int32(s.code)>>1, len(g.edges)))
		if !whole && !(within(s.parts[0], i) && within(s.parts[1], i)) {
			return false
		}
	}
	return h.up.sound(g.vertices, len(h.shortcuts)) && h.down.sound(g.vertices, len(h.shortcuts))
}

func (c *climb) sound(vertices, shortcuts int) bool {
	if len(c.first) != vertices+1 || c.first[0] != 0 || int(c.first[vertices]) != len(c.arcs) {
		return false
	}
	for v := range vertices {
		if c.first[v] > c.first[v+1] || int(c.first[v+1]) > len(c.arcs) {
			return false
		}
		for _, a := range c.of(int32(v)) {
			if !within(a.top, v) || !within(a.shortcut, shortcuts) || a.cost < 0 || a.cost >= never {
				return false
			}
		}
	}
	return true
}

func within(i int32, n int) bool { return i >= 0 && int(i) < n }
