package road

import (
	"cmp"
	"math"
	"slices"
)

// joinWithin is how many metres an end of a road drawn by hand may miss the road that it belongs to.
const joinWithin = 25

// joint is a node to be put into a way, at a part of a segment: below 0 before the segment's first
// node, above 1 after its last.
type joint struct {
	segment int32 // the index of its first node in network.nodes
	at      float64
	node    int32
}

// joiner finds where extra roads meet others.
type joiner struct {
	*network
	grid   *segments
	wayOf  []int32 // by index in network.nodes
	joints []joint
	met    map[[2]int32]bool // pairs of segments that were looked at
}

// join connects the ways from number first on to the others and to each other: where they cross, and
// at their ends where another way is near.
func (n *network) join(first int) {
	g := &graph{lat: make([]int32, len(n.nodes)), lon: make([]int32, len(n.nodes)), edges: make([]edge, len(n.ways))}
	j := joiner{network: n, wayOf: make([]int32, len(n.nodes)), met: map[[2]int32]bool{}}
	for i, node := range n.nodes {
		g.lat[i], g.lon[i] = n.lat[node], n.lon[node]
	}
	for i, w := range n.ways {
		g.edges[i] = edge{start: w.first, end: w.last}
		for k := w.first; k < w.last; k++ {
			j.wayOf[k] = int32(i)
		}
	}
	j.grid = newSegments(g)
	for _, w := range n.ways[first:] {
		for k := w.first; k < w.last-1; k++ {
			j.cross(k)
		}
		j.end(w.first, w.first, -1)
		j.end(w.last-1, w.last-2, 2)
	}
	j.insert()
}

// cross joins a segment with all of other ways that it crosses.
func (j *joiner) cross(k int32) {
	j.grid.cells(k, func(cell int) {
		for _, other := range j.grid.list[j.grid.first[cell]:j.grid.first[cell+1]] {
			pair := [2]int32{min(k, other.point), max(k, other.point)}
			if j.wayOf[k] == j.wayOf[other.point] || j.met[pair] {
				continue
			}
			j.met[pair] = true
			if at, on, ok := j.crossing(k, other.point); ok {
				node := j.between(k, at)
				j.joints = append(j.joints, joint{k, at, node}, joint{other.point, on, node})
			}
		}
	})
}

// crossing is where two segments cross, as parts of them.
func (j *joiner) crossing(k, other int32) (at, on float64, ok bool) {
	ax, ay := j.plane(k)
	bx, by := j.plane(k + 1)
	cx, cy := j.plane(other)
	dx, dy := j.plane(other + 1)
	ux, uy, vx, vy := bx-ax, by-ay, dx-cx, dy-cy
	det := ux*vy - uy*vx
	if det == 0 {
		return 0, 0, false // parallel: their ends join if they are near
	}
	at, on = ((cx-ax)*vy-(cy-ay)*vx)/det, ((cx-ax)*uy-(cy-ay)*ux)/det
	return at, on, at >= 0 && at <= 1 && on >= 0 && on <= 1
}

func (j *joiner) plane(k int32) (x, y float64) {
	return j.grid.plane(j.grid.graph.lat[k], j.grid.graph.lon[k])
}

// between makes a node at a part of a segment.
func (j *joiner) between(k int32, at float64) int32 {
	a, b := j.nodes[k], j.nodes[k+1]
	part := func(from, to int32) int32 { return from + int32(math.Round(at*float64(to-from))) }
	return j.newNode(part(j.lat[a], j.lat[b]), part(j.lon[a], j.lon[b]))
}

// end joins the end of an extra road, the place with the index given, to the nearest other way within
// reach. Its own segment is extended at the part given.
func (j *joiner) end(place, segment int32, at float64) {
	x, y := j.plane(place)
	best := near{metres: math.Inf(1)}
	for r := j.grid.row(y - joinWithin); r <= j.grid.row(y+joinWithin); r++ {
		for c := j.grid.col(x - joinWithin); c <= j.grid.col(x+joinWithin); c++ {
			cell := r*j.grid.cols + c
			for _, other := range j.grid.list[j.grid.first[cell]:j.grid.first[cell+1]] {
				along, d := j.grid.distance(other.point, x, y)
				if j.wayOf[other.point] != j.wayOf[place] && (d < best.metres || d == best.metres && other.point < best.point) {
					best = near{other, along, d}
				}
			}
		}
	}
	if best.metres > joinWithin {
		return
	}
	node := j.between(best.point, best.along)
	j.joints = append(j.joints, joint{best.point, best.along, node}, joint{segment, at, node})
}

// insert puts the joints into their ways.
func (j *joiner) insert() {
	slices.SortStableFunc(j.joints, func(a, b joint) int {
		return cmp.Or(cmp.Compare(a.segment, b.segment), cmp.Compare(a.at, b.at))
	})
	old, rest := j.nodes, j.joints
	j.nodes = make([]int32, 0, len(old)+len(rest))
	for i := range j.ways {
		w := &j.ways[i]
		first := int32(len(j.nodes))
		take := func(k int32, below float64) {
			for len(rest) > 0 && rest[0].segment == k && rest[0].at < below {
				j.nodes = append(j.nodes, rest[0].node)
				rest = rest[1:]
			}
		}
		for k := w.first; k < w.last; k++ {
			take(k, 0)
			j.nodes = append(j.nodes, old[k])
			take(k, 1.5)
		}
		take(w.last-2, math.Inf(1))
		w.first, w.last = first, int32(len(j.nodes))
	}
}
