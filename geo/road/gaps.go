package road

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// Maps have gaps: an alley drawn from a photograph ends a few metres before the street, and what an extract
// cuts off hangs together outside of it. Of real extracts nine of ten pieces that no way joins to the rest lie
// within 50 m of it. They are joined there, for whoever walks or pushes, unless there is water between: islands
// and far banks stay what they are.

// gapWithin is how many metres at most a piece of the roads may be away from another one to be joined to it.
const gapWithin = 100

// maxLooks bounds what a map made to keep us busy can do; a state of real ones takes a million.
const maxLooks = 100 << 20

// gap is a straight line between two pieces, from a segment of the one to a segment of the other.
type gap struct {
	pieces   [2]int32
	segments [2]int32 // the indices of their first nodes in network.nodes
	at       [2]float64
	metres   float64
	x, y     float64 // where it is, for the order
}

// gapFinder looks for gaps.
type gapFinder struct {
	*network
	piece []int32 // by way; -1 is of no use
	main  int32   // the largest piece
	best  map[[2]int32]gap
	looks int // pairs of segments that were looked at

	// The segments of all pieces but the largest, in a grid: by the index of their first point there that in
	// network.nodes, and their piece.
	grid   *segments
	origin []int32
	of     []int32
}

// closeGaps joins the pieces of the network that lie near each other.
func (n *network) closeGaps() {
	f := gapFinder{network: n, best: map[[2]int32]gap{}}
	if !f.findPieces() {
		return
	}
	f.gather()
	near := f.nearCells()
	for i, w := range n.ways {
		for k := w.first; k < w.last-1 && f.piece[i] >= 0; k++ {
			f.look(k, f.piece[i], near)
		}
	}
	f.join()
}

// findPieces numbers the pieces by the ways that somebody on foot can use, and is false where there is one alone.
func (f *gapFinder) findPieces() bool {
	joined := newSets(int32(len(f.lat)))
	f.piece = make([]int32, len(f.ways))
	for i := range f.ways {
		w := &f.ways[i]
		f.piece[i] = -1
		if min(w.rights[onFoot][along], w.rights[onFoot][against]) == barred || strings.HasPrefix(f.classes[w.class], "motorway") {
			continue
		}
		f.piece[i] = 0
		for k := w.first + 1; k < w.last; k++ {
			joined.join(f.nodes[k-1], f.nodes[k])
		}
	}
	nodes := map[int32]int32{} // as good a measure of the largest as its length, and quicker
	f.main = -1
	for i := range f.ways {
		if w := &f.ways[i]; f.piece[i] >= 0 {
			f.piece[i] = joined.find(f.nodes[w.first])
			nodes[f.piece[i]] += w.last - w.first
		}
	}
	for p, m := range nodes {
		if f.main < 0 || m > nodes[f.main] || m == nodes[f.main] && p < f.main {
			f.main = p
		}
	}
	return len(nodes) > 1
}

// gather puts the segments of the small pieces into a grid.
func (f *gapFinder) gather() {
	g := &graph{}
	for i, w := range f.ways {
		if f.piece[i] < 0 || f.piece[i] == f.main {
			continue
		}
		e := edge{start: int32(len(g.lat))}
		for k := w.first; k < w.last; k++ {
			node := f.nodes[k]
			g.lat, g.lon = append(g.lat, f.lat[node]), append(g.lon, f.lon[node])
			f.origin, f.of = append(f.origin, k), append(f.of, f.piece[i])
		}
		e.end = int32(len(g.lat))
		g.edges = append(g.edges, e)
	}
	f.grid = newSegmentsOf(g, gapWithin)
}

// nearCells are the cells of the grid within reach of any segment in it.
func (f *gapFinder) nearCells() []bool {
	g := f.grid
	near := make([]bool, g.rows*g.cols)
	for row := range g.rows {
		for col := range g.cols {
			if g.first[row*g.cols+col] == g.first[row*g.cols+col+1] {
				continue
			}
			for r := max(row-1, 0); r <= min(row+1, g.rows-1); r++ {
				for c := max(col-1, 0); c <= min(col+1, g.cols-1); c++ {
					near[r*g.cols+c] = true
				}
			}
		}
	}
	return near
}

// place is a node on the plane of the grid.
func (f *gapFinder) place(k int32) (x, y float64) {
	return f.grid.plane(f.lat[f.nodes[k]], f.lon[f.nodes[k]])
}

// look measures how far a segment of a piece is from those in the grid beside it.
func (f *gapFinder) look(k, own int32, near []bool) {
	g := f.grid
	ax, ay := f.place(k)
	bx, by := f.place(k + 1)
	s := stretch{k, [2]float64{min(ax, bx), max(ax, bx)}, [2]float64{min(ay, by), max(ay, by)}}
	outside := s.x[0] > float64(g.cols)*g.cell+gapWithin || s.y[0] > float64(g.rows)*g.cell+gapWithin || s.x[1] < -gapWithin || s.y[1] < -gapWithin
	if outside || !near[g.row(ay)*g.cols+g.col(ax)] && !near[g.row(by)*g.cols+g.col(bx)] && math.Hypot(bx-ax, by-ay) < g.cell {
		return
	}
	for r := g.row(s.y[0] - gapWithin); r <= g.row(s.y[1]+gapWithin); r++ {
		for c := g.col(s.x[0] - gapWithin); c <= g.col(s.x[1]+gapWithin); c++ {
			cell := r*g.cols + c
			for _, other := range g.list[g.first[cell]:g.first[cell+1]] {
				if piece := f.of[other.point]; piece != own && f.looks < maxLooks {
					f.looks++
					f.measure(s, other.point, [2]int32{own, piece})
				}
			}
		}
	}
}

// stretch is a segment with the box around it.
type stretch struct {
	segment int32
	x, y    [2]float64
}

// measure keeps the shortest line between two pieces: two segments that do not cross are nearest to each other
// at an end of one of them. Those that cross, as a bridge and what is below it, have no gap between them.
func (f *gapFinder) measure(s stretch, other int32, pieces [2]int32) {
	cx, cy := f.grid.plane(f.grid.graph.lat[other], f.grid.graph.lon[other])
	dx, dy := f.grid.plane(f.grid.graph.lat[other+1], f.grid.graph.lon[other+1])
	apart := max(s.x[0]-max(cx, dx), min(cx, dx)-s.x[1], s.y[0]-max(cy, dy), min(cy, dy)-s.y[1])
	if apart > gapWithin {
		return
	}
	turned := pieces[0] > pieces[1]
	if turned {
		pieces[0], pieces[1] = pieces[1], pieces[0]
	}
	best, known := f.best[pieces]
	if known && apart > best.metres {
		return
	}
	ax, ay := f.place(s.segment)
	bx, by := f.place(s.segment + 1)
	if cross(ax, ay, bx, by, cx, cy)*cross(ax, ay, bx, by, dx, dy) <= 0 && cross(cx, cy, dx, dy, ax, ay)*cross(cx, cy, dx, dy, bx, by) <= 0 {
		return
	}
	keep := func(metres, x, y, at, on float64) {
		found := gap{pieces, [2]int32{s.segment, f.origin[other]}, [2]float64{at, on}, metres, x, y}
		if turned {
			found.segments[0], found.segments[1] = found.segments[1], found.segments[0]
			found.at[0], found.at[1] = on, at
		}
		if metres <= gapWithin && (!known || found.before(best)) {
			f.best[pieces], best, known = found, found, true
		}
	}
	on, metres := f.grid.distance(other, ax, ay)
	keep(metres, ax, ay, 0, on)
	on, metres = f.grid.distance(other, bx, by)
	keep(metres, bx, by, 1, on)
	at, metres := nearestOn(ax, ay, bx, by, cx, cy)
	keep(metres, cx, cy, at, 0)
	at, metres = nearestOn(ax, ay, bx, by, dx, dy)
	keep(metres, dx, dy, at, 1)
}

// cross is above 0 where (x, y) lies to the left of the way from a to b, below 0 to the right.
func cross(ax, ay, bx, by, x, y float64) float64 { return (bx-ax)*(y-ay) - (by-ay)*(x-ax) }

func (a gap) before(b gap) bool {
	return cmp.Or(cmp.Compare(a.metres, b.metres), cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y), cmp.Compare(a.segments[0], b.segments[0]), cmp.Compare(a.segments[1], b.segments[1])) < 0
}

// join closes the gaps, the shortest first, until what is near hangs together (Kruskal, On the Shortest
// Spanning Subtree of a Graph, Proc. AMS 7, 1956).
func (f *gapFinder) join() {
	gaps := slices.SortedFunc(maps.Values(f.best), func(a, b gap) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	j := joiner{network: f.network}
	joined := newSets(int32(len(f.lat)))
	var lines [][2]int32
	for _, g := range gaps {
		if joined.find(g.pieces[0]) == joined.find(g.pieces[1]) {
			continue
		}
		var ends [2]int32
		for i := range ends {
			ends[i] = j.between(g.segments[i], g.at[i])
		}
		if f.overWater(ends) {
			continue
		}
		joined.join(g.pieces[0], g.pieces[1])
		for i := range ends {
			j.joints = append(j.joints, joint{g.segments[i], g.at[i], ends[i]})
		}
		lines = append(lines, ends)
	}
	if len(lines) == 0 {
		return
	}
	j.insert()
	for i, p := range f.piece {
		f.ways[i].loose = p >= 0 && p != f.main && joined.find(p) == joined.find(f.main)
	}
	w := way{class: intern(&f.classes, []byte("path")), rules: rules{rights: [2][2]right{{guest, guest}, {guest, guest}}}}
	for _, ends := range lines {
		w.first = int32(len(f.nodes))
		f.nodes = append(f.nodes, ends[0], ends[1])
		w.last = int32(len(f.nodes))
		f.ways = append(f.ways, w)
	}
}

// shore is the line of a water that nobody wades through, with the box around it.
type shore struct {
	line                     []location
	south, west, north, east int64
}

func newShore(line []location) shore {
	s := shore{line, math.MaxInt64, math.MaxInt64, math.MinInt64, math.MinInt64}
	for _, at := range line {
		s.south, s.north = min(s.south, at.lat), max(s.north, at.lat)
		s.west, s.east = min(s.west, at.lon), max(s.east, at.lon)
	}
	return s
}

// near says whether a place lies in the box around a line.
func (s *shore) near(at location) bool {
	return at.lat >= s.south && at.lat <= s.north && at.lon >= s.west && at.lon <= s.east
}

// isShore says whether a way is the line of a water that one does not step over.
func isShore(t tags) bool {
	switch string(t.find("waterway")) {
	case "river", "canal":
		return string(t.find("tunnel")) == "" || string(t.find("tunnel")) == "no"
	}
	return string(t.find("natural")) == "coastline" || isWater(t)
}

// overWater says whether the straight line between two nodes crosses a shore.
func (n *network) overWater(nodes [2]int32) bool {
	a, b := location{int64(n.lat[nodes[0]]), int64(n.lon[nodes[0]])}, location{int64(n.lat[nodes[1]]), int64(n.lon[nodes[1]])}
	var r rim
	for _, s := range n.shores {
		if max(a.lat, b.lat) < s.south || min(a.lat, b.lat) > s.north || max(a.lon, b.lon) < s.west || min(a.lon, b.lon) > s.east {
			continue
		}
		for i := 1; i < len(s.line); i++ {
			c, d := s.line[i-1], s.line[i]
			if r.turn(a, b, c)*r.turn(a, b, d) <= 0 && r.turn(c, d, a)*r.turn(c, d, b) <= 0 && a != b {
				return true
			}
		}
	}
	return false
}
