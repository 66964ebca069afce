package road

import "encoding/binary"

// packRoads appends the graph and the hierarchy of roads to b: lists, each behind its length,
// numbers little-endian. What is quickly made again from them is left out.
func packRoads(b []byte, r *Roads) []byte {
	g, h := r.graph, r.hierarchy
	b = packInt(b, int32(g.vertices))
	b = packInt(b, int32(len(g.names)))
	for _, name := range g.names {
		b = append(packInt(b, int32(len(name))), name...)
	}
	b = packInts(packInts(b, g.lat), g.lon)
	b = packInt(b, int32(len(g.edges)))
	for _, e := range g.edges {
		for _, x := range [...]int32{e.from, e.to, e.name, e.start, e.end} {
			b = packInt(b, x)
		}
		b = packCost(packCost(b, e.fore), e.back)
	}
	b = packInts(b, h.position)
	b = packInt(b, int32(len(h.shortcuts)))
	for _, s := range h.shortcuts {
		b = packInt(packInt(packInt(b, s.parts[0]), s.parts[1]), s.edge)
	}
	for _, c := range [...]*climb{&h.up, &h.down} {
		b = packInts(b, c.first)
		b = packInt(b, int32(len(c.arcs)))
		for _, a := range c.arcs {
			b = packCost(packInt(packInt(b, a.top), a.shortcut), a.cost)
		}
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

func (u *unpacker) ints() []int32 {
	list := make([]int32, u.count(4))
	for i := range list {
		list[i] = u.int()
	}
	return list
}

// unpackRoads reads a graph and its hierarchy and is false for what cannot be one.
func unpackRoads(data []byte) (*graph, *hierarchy, bool) {
	u := &unpacker{data: data}
	g, h := &graph{}, &hierarchy{}
	g.vertices = int(u.int())
	g.names = make([]string, u.count(4))
	for i := range g.names {
		g.names[i] = string(u.take(u.count(1)))
	}
	g.lat, g.lon = u.ints(), u.ints()
	g.edges = make([]edge, u.count(5*4+2*8))
	for i := range g.edges {
		g.edges[i] = edge{from: u.int(), to: u.int(), name: u.int(), start: u.int(), end: u.int(), fore: u.cost(), back: u.cost()}
	}
	h.position = u.ints()
	h.shortcuts = make([]shortcut, u.count(12))
	for i := range h.shortcuts {
		h.shortcuts[i] = shortcut{parts: [2]int32{u.int(), u.int()}, edge: u.int()}
	}
	for _, c := range [...]*climb{&h.up, &h.down} {
		c.first = u.ints()
		c.arcs = make([]step, u.count(16))
		for i := range c.arcs {
			c.arcs[i] = step{top: u.int(), shortcut: u.int(), cost: u.cost()}
		}
	}
	if u.bad || len(u.data) > 0 || !g.sound() || !h.sound(g) {
		return nil, nil, false
	}
	g.index()
	return g, h, true
}

// sound says whether every index of the graph leads to something.
func (g *graph) sound() bool {
	if g.vertices < 0 || g.vertices > 2*len(g.edges) || len(g.lat) != len(g.lon) {
		return false
	}
	for i := range g.edges {
		e := &g.edges[i]
		ok := within(e.from, g.vertices) && within(e.to, g.vertices) && within(e.name, len(g.names)) &&
			e.start >= 0 && e.start < e.end-1 && int(e.end) <= len(g.lat) &&
			e.fore >= 0 && e.fore <= never && e.back >= 0 && e.back <= never && min(e.fore, e.back) < never
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
		whole := s.parts == [2]int32{-1, -1} && within(s.edge>>1, len(g.edges))
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
