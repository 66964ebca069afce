package road

import (
	"math"

	"gonha/geo"
)

// spot is where a door meets the roads: a place on an edge, and the straight line between the two.
type spot struct {
	edge     int32
	segment  int32     // index of the point of the edge's line before the place
	fore     cost      // along the edge from its first vertex to the place; never where that is forbidden
	foreRest cost      // on from the place to its last vertex
	back     cost      // against the edge from its last vertex to the place
	backRest cost      // on from the place to its first vertex
	at       geo.Point // the place
	last     cost      // between the place and the door
}

// segments finds the nearest of a graph's segments to a point: a grid of square cells, each with the
// segments that pass through it.
type segments struct {
	graph      *graph
	south      float64 // 1e-7 degrees, of the first row
	west       float64
	cell       float64 // metres, the side of a cell
	lat, lon   float64 // metres of 1e-7 degrees, in the middle of the grid
	rows, cols int
	first      []int32 // by cell, row by row, and one more
	list       []segment
}

// segment is a straight part of an edge's line, from the point with the index given to the next.
type segment struct{ edge, point int32 }

const (
	cellSide = 60      // metres: a few segments a cell in a dense ward
	maxCells = 1 << 22 // 16 MB; beyond it cells grow
)

func newSegments(g *graph) *segments { return newSegmentsOf(g, cellSide) }

// newSegmentsOf is a grid with cells of so many metres, or larger ones. It covers all points of lines of edges.
func newSegmentsOf(g *graph, side float64) *segments {
	s := &segments{graph: g, cell: side}
	if len(g.lat) == 0 {
		return s
	}
	south, north, west, east := g.lat[0], g.lat[0], g.lon[0], g.lon[0]
	for i := range g.lat {
		south, north = min(south, g.lat[i]), max(north, g.lat[i])
		west, east = min(west, g.lon[i]), max(east, g.lon[i])
	}
	const unit = geo.EarthRadius * math.Pi / 180 / 1e7 // metres
	s.south, s.west, s.lat = float64(south), float64(west), unit
	s.lon = unit * math.Max(0.01, math.Cos((float64(south)+float64(north))/2e7*math.Pi/180))
	high, wide := (float64(north)-s.south)*s.lat, (float64(east)-s.west)*s.lon
	if cells := (high/s.cell + 1) * (wide/s.cell + 1); cells > maxCells {
		s.cell *= math.Sqrt(cells / maxCells)
	}
	s.rows, s.cols = int(high/s.cell)+1, int(wide/s.cell)+1
	s.fill()
	return s
}

// fill counts and then lists the segments of each cell.
func (s *segments) fill() {
	s.first = make([]int32, s.rows*s.cols+1)
	s.each(func(cell int, _ segment) { s.first[cell+1]++ })
	for c := range s.rows * s.cols {
		s.first[c+1] += s.first[c]
	}
	s.list = make([]segment, s.first[s.rows*s.cols])
	next := make([]int32, s.rows*s.cols)
	copy(next, s.first)
	s.each(func(cell int, seg segment) {
		s.list[next[cell]] = seg
		next[cell]++
	})
}

// each visits all pairs of a cell and a segment in it.
func (s *segments) each(visit func(cell int, seg segment)) {
	for e := range s.graph.edges {
		edge := &s.graph.edges[e]
		if edge.hidden {
			continue
		}
		for i := edge.start; i < edge.end-1; i++ {
			s.cells(i, func(cell int) { visit(cell, segment{int32(e), i}) })
		}
	}
}

// cells visits the cells that the segment from point i to the next passes through: in each row those
// between where it enters and where it leaves the row.
func (s *segments) cells(i int32, visit func(cell int)) {
	x0, y0 := s.plane(s.graph.lat[i], s.graph.lon[i])
	x1, y1 := s.plane(s.graph.lat[i+1], s.graph.lon[i+1])
	if y0 > y1 {
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	for row := s.row(y0); row <= s.row(y1); row++ {
		a, b := x0, x1
		if y1 > y0 {
			low, high := max(y0, float64(row)*s.cell), min(y1, float64(row+1)*s.cell)
			a, b = x0+(x1-x0)*(low-y0)/(y1-y0), x0+(x1-x0)*(high-y0)/(y1-y0)
		}
		for col := s.col(min(a, b)); col <= s.col(max(a, b)); col++ {
			visit(row*s.cols + col)
		}
	}
}

// plane is a place in metres east and north of the grid's corner.
func (s *segments) plane(lat, lon int32) (x, y float64) {
	return (float64(lon) - s.west) * s.lon, (float64(lat) - s.south) * s.lat
}

func (s *segments) row(y float64) int { return min(max(int(y/s.cell), 0), s.rows-1) }
func (s *segments) col(x float64) int { return min(max(int(x/s.cell), 0), s.cols-1) }

// near is a place on a segment: how far along it, 0 to 1, and how many metres away, with those by which its
// edge must be nearer than others.
type near struct {
	segment
	along, metres float64
}

// nearest is the place on a segment nearest to p; of equally near ones that of the first of the graph.
// Without segments it is false.
func (s *segments) nearest(p geo.Point) (near, bool) {
	best := near{metres: math.Inf(1)}
	if len(s.list) == 0 {
		return best, false
	}
	x, y := (p.Lon*1e7-s.west)*s.lon, (p.Lat*1e7-s.south)*s.lat
	row, col := s.row(y), s.col(x)
	// What is some rings away lies at least one ring less away, or more from a point off the grid.
	for ring := 0; ring < max(s.rows, s.cols) && float64(ring-1)*s.cell <= best.metres; ring++ {
		for r := max(row-ring, 0); r <= min(row+ring, s.rows-1); r++ {
			step := 1
			if r != row-ring && r != row+ring {
				step = 2 * ring // only the ring's edges
			}
			for c := col - ring; c <= col+ring; c += step {
				if c >= 0 && c < s.cols {
					s.scan(r*s.cols+c, x, y, &best)
				}
			}
		}
	}
	return best, true
}

// scan looks for something nearer in a cell.
func (s *segments) scan(cell int, x, y float64, best *near) {
	for _, seg := range s.list[s.first[cell]:s.first[cell+1]] {
		t, d := s.distance(seg.point, x, y)
		d += float64(s.graph.edges[seg.edge].shy)
		if d < best.metres || d == best.metres && seg.point < best.point {
			*best = near{seg, t, d}
		}
	}
}

// distance is that of (x, y) from the segment, and how far along it the nearest place is.
func (s *segments) distance(i int32, x, y float64) (along, metres float64) {
	x0, y0 := s.plane(s.graph.lat[i], s.graph.lon[i])
	x1, y1 := s.plane(s.graph.lat[i+1], s.graph.lon[i+1])
	return nearestOn(x0, y0, x1, y1, x, y)
}

// nearestOn is how far along the straight line between two places it is nearest to (x, y), and how far it is there.
func nearestOn(x0, y0, x1, y1, x, y float64) (along, metres float64) {
	dx, dy := x1-x0, y1-y0
	if square := dx*dx + dy*dy; square > 0 {
		along = min(max(((x-x0)*dx+(y-y0)*dy)/square, 0), 1)
	}
	return along, math.Hypot(x0+along*dx-x, y0+along*dy-y)
}

// snap is where a door meets the roads; false where there are none.
func (s *segments) snap(door geo.Point, speed float64) (spot, bool) {
	seg, ok := s.nearest(door)
	if !ok {
		return spot{}, false
	}
	g := s.graph
	e := &g.edges[seg.edge]
	before, after := g.point(seg.point), g.point(seg.point+1)
	at := geo.Point{Lat: before.Lat + seg.along*(after.Lat-before.Lat), Lon: before.Lon + seg.along*(after.Lon-before.Lon)}
	whole, pos := 0.0, 0.0
	for i := e.start; i < e.end-1; i++ {
		if i == seg.point {
			pos = whole + seg.along*geo.Distance(before, after)
		}
		whole += geo.Distance(g.point(i), g.point(i+1))
	}
	length := min(e.fore, e.back).decimetres() // both have the same, or are never
	dm := int64(0)
	if whole > 0 {
		dm = min(max(int64(math.Round(pos/whole*float64(length))), 0), length)
	}
	line := geo.Distance(door, at)
	x := spot{
		edge: seg.edge, segment: seg.point, at: at, fore: never, foreRest: never, back: never, backRest: never,
		last: min(newCost(millis(line, speed), int64(line*10+0.5)), never-1),
	}
	if e.fore < never {
		x.fore = e.fore.share(dm, length)
		x.foreRest = e.fore - x.fore
	}
	if e.back < never {
		x.back = e.back.share(length-dm, length)
		x.backRest = e.back - x.back
	}
	return x, true
}
