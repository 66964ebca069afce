package road

import "slices"

// Squares and other areas that one walks across: https://wiki.openstreetmap.org/wiki/Tag:highway%3Dpedestrian.

// area is a road that is an area: closed ways, the first of them its outline or one of them, others holes or
// more outlines.
type area struct{ ways []int32 }

// square is an area whose outline is made of other ways, before those are known.
type square struct {
	way   way
	parts parts
}

// outline makes the ways of a square, unless some of its nodes are outside the box.
func (c *collector) outline(s *square) {
	n := &c.network
	var a area
	for _, ids := range [...][]int64{s.parts.outer, s.parts.inner} {
		rows := make([][]int64, 0, len(ids))
		for _, id := range ids {
			if row := c.rows[id]; row != nil {
				rows = append(rows, row)
			} else if len(a.ways) == 0 {
				return // a part of the outline is not in the file
			}
		}
		closed, _ := rings(rows)
		for _, ring := range closed {
			if w, ok := c.ring(ring, s.way); ok {
				a.ways = append(a.ways, int32(len(n.ways)))
				n.ways = append(n.ways, w)
			} else if len(a.ways) == 0 {
				return
			}
		}
	}
	if len(a.ways) > 0 {
		n.areas = append(n.areas, a)
	}
}

// ring makes a closed way of a ring of nodes that are all in the box.
func (c *collector) ring(ring []int64, w way) (way, bool) {
	n := &c.network
	w.first = int32(len(n.nodes))
	for _, ref := range append(slices.Clone(ring), ring[0]) {
		i, found := c.find(ref)
		if !found {
			n.nodes = n.nodes[:w.first]
			return w, false
		}
		n.nodes = append(n.nodes, i)
	}
	w.last = int32(len(n.nodes))
	return w, true
}

// maxCorners is how many places of an area's rim are joined with each other: beyond it every second, third and so on.
const maxCorners = 48

// crossAreas adds straight ways across the areas, between the places where other ways meet their rim and the corners that
// one walks round, where nothing stands between.
func (n *network) crossAreas() {
	uses := make([]int32, len(n.lat))
	for _, w := range n.ways {
		for _, node := range n.nodes[w.first:w.last] {
			uses[node]++
		}
	}
	for _, a := range n.areas {
		n.cross(a, uses)
	}
}

// cross adds the ways across one area. uses is how many ways pass each node.
func (n *network) cross(a area, uses []int32) {
	var rim rim
	own := map[int32]int32{}
	for _, i := range a.ways {
		w := &n.ways[i]
		for _, node := range n.nodes[w.first:w.last] {
			own[node]++
		}
		rim.add(n, n.nodes[w.first:w.last])
	}
	var entries, corners []int
	for i, node := range rim.nodes {
		if uses[node] > own[node] {
			entries = append(entries, i)
		} else if rim.inward(i) {
			corners = append(corners, i)
		}
	}
	if len(entries) < 2 {
		return
	}
	if len(entries)+len(corners) <= maxCorners {
		entries = append(entries, corners...)
	}
	step := (len(entries) + maxCorners - 1) / maxCorners
	base := n.ways[a.ways[0]]
	for i := 0; i < len(entries); i += step {
		for j := i + step; j < len(entries); j += step {
			if p, q := entries[i], entries[j]; rim.nodes[p] != rim.nodes[q] && rim.clear(p, q) {
				w := base
				w.first = int32(len(n.nodes))
				n.nodes = append(n.nodes, rim.nodes[p], rim.nodes[q])
				w.last = int32(len(n.nodes))
				n.ways = append(n.ways, w)
			}
		}
	}
}

// rim is the rings around an area and its holes. Lines between its places are judged exactly, in whole units.
type rim struct {
	nodes []int32
	at    []location
	next  []int // by place: the one after it in its ring
	prev  []int
	side  []int64 // by place: the sign of the ring's own turning, seen from inside the area
}

// add takes a closed row of nodes.
func (r *rim) add(n *network, closed []int32) {
	first, count := len(r.nodes), len(closed)-1
	twice := int64(0)
	for i := range count {
		node, following := closed[i], closed[i+1]
		r.nodes = append(r.nodes, node)
		r.at = append(r.at, location{int64(n.lat[node]), int64(n.lon[node])})
		r.next, r.prev = append(r.next, first+(i+1)%count), append(r.prev, first+(i+count-1)%count)
		twice += (int64(n.lon[node])-int64(n.lon[closed[0]]))*(int64(n.lat[following])-int64(n.lat[closed[0]])) -
			(int64(n.lon[following])-int64(n.lon[closed[0]]))*(int64(n.lat[node])-int64(n.lat[closed[0]]))
	}
	sign := int64(1)
	if twice < 0 {
		sign = -1
	}
	if first > 0 { // the area lies outside of a hole
		sign = -sign
	}
	for range count {
		r.side = append(r.side, sign)
	}
}

// turn is the sign of the way from a over b to c: 1 to the left, -1 to the right, 0 straight on or back.
func (r *rim) turn(a, b, c location) int64 {
	x := (b.lon-a.lon)*(c.lat-a.lat) - (b.lat-a.lat)*(c.lon-a.lon)
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// inward says whether the rim turns into the area at a place, so that one walks round it.
func (r *rim) inward(i int) bool {
	return r.turn(r.at[r.prev[i]], r.at[i], r.at[r.next[i]])*r.side[i] < 0
}

// clear says whether the straight line between two places of the rim runs inside the area. What touches the rim
// on the way does not count: there are ways to that place and on.
func (r *rim) clear(p, q int) bool {
	a, b := r.at[p], r.at[q]
	if a == b || r.next[p] == q || r.next[q] == p {
		return false
	}
	for i, c := range r.at {
		if c == a || c == b {
			continue
		}
		if r.turn(a, b, c) == 0 && between(a, b, c) {
			return false
		}
		d := r.at[r.next[i]]
		if d == a || d == b {
			continue
		}
		if r.turn(a, b, c)*r.turn(a, b, d) < 0 && r.turn(c, d, a)*r.turn(c, d, b) < 0 {
			return false
		}
	}
	return r.inside(location{a.lat + b.lat, a.lon + b.lon})
}

// between says whether c, on the line through a and b, lies between them.
func between(a, b, c location) bool {
	return min(a.lat, b.lat) <= c.lat && c.lat <= max(a.lat, b.lat) && min(a.lon, b.lon) <= c.lon && c.lon <= max(a.lon, b.lon)
}

// inside says whether a place, given in half units, lies in the area and in no hole.
func (r *rim) inside(twice location) bool {
	in := false
	for i, c := range r.at {
		c, d := location{2 * c.lat, 2 * c.lon}, location{2 * r.at[r.next[i]].lat, 2 * r.at[r.next[i]].lon}
		if (c.lat > twice.lat) == (d.lat > twice.lat) {
			continue
		}
		if left := r.turn(c, d, twice) > 0; left == (d.lat > c.lat) {
			in = !in
		}
	}
	return in
}
