package geo

import (
	"cmp"
	"math"
	"slices"
)

// Searcher asks a [Grid]. It owns the scratch of one goroutine's questions, which do not allocate
// once it has grown to the largest answer.
//
// Points are compared by the squared chord between unit vectors, which needs no trigonometry; only
// where two chords are too close for their rounding errors does [Distance] decide. So the answers
// are exactly those of sorting all points by (Distance, index).
type Searcher struct {
	grid  *Grid
	place Point
	vec   [3]float64
	skip  int32
	room  int     // the number of nearest points asked for; 0 is all below limit
	limit float64 // squared chord above which no point belongs to the answer
	hits  []hit   // the answer so far; ascending while room is not 0
}

// hit is a point found.
type hit struct {
	chord2 float64 // squared chord to the place, on the unit sphere
	index  int32
}

// Searcher makes a searcher for one goroutine.
func (g *Grid) Searcher() *Searcher { return &Searcher{grid: g} }

// Nearest appends to out the indices of the k points nearest to p, ascending by (distance, index),
// leaving out index skip (-1: none). It appends fewer where there are fewer points.
func (s *Searcher) Nearest(p Point, k int, skip int32, out []int32) []int32 {
	return s.nearest(p, unit(p), k, skip, out)
}

func (s *Searcher) nearest(p Point, vec [3]float64, k int, skip int32, out []int32) []int32 {
	if k <= 0 {
		return out
	}
	s.place, s.vec, s.skip, s.room = p, vec, skip, k
	s.limit = math.Inf(1)
	s.hits = s.hits[:0]
	s.search()
	for _, h := range s.hits {
		out = append(out, h.index)
	}
	return out
}

// Within appends to out the indices of all points whose [Distance] from p is at most metres,
// ascending by (distance, index), leaving out index skip (-1: none).
func (s *Searcher) Within(p Point, metres float64, skip int32, out []int32) []int32 {
	if !(metres >= 0) {
		return out
	}
	s.place, s.vec, s.skip, s.room = p, unit(p), skip, 0
	chord := 2 * math.Sin(math.Min(metres/(2*EarthRadius), math.Pi/2))
	border := chord * chord
	s.limit = border + slack(border)
	s.hits = s.hits[:0]
	s.search()
	slices.SortFunc(s.hits, func(a, b hit) int { return s.compare(a, b, slack(a.chord2)) })
	for _, h := range s.hits {
		if h.chord2 < border-slack(border) || Distance(p, s.grid.points[h.index]) <= metres {
			out = append(out, h.index)
		}
	}
	return out
}

// rectangle is a block of cells: rows south up to and without north, columns west up to east.
type rectangle struct{ south, north, west, east int }

// The sides of a rectangle.
const (
	southern = iota
	northern
	western
	eastern
)

// search grows a rectangle of cells around the place, each time on the side whose cells beyond may
// hold the nearest points, until none of them can.
func (s *Searcher) search() {
	g := s.grid
	row, col := slot(g.latEdges, s.place.Lat), slot(g.lonEdges, s.place.Lon)
	r := rectangle{row, row + 1, col, col + 1}
	s.scan(row, col, col+1)
	cosLat := math.Sqrt(s.vec[0]*s.vec[0] + s.vec[1]*s.vec[1])
	for {
		side, chord := s.nearestSide(&r, cosLat)
		if math.IsInf(chord, 1) || chord*chord > s.limit {
			return
		}
		switch side {
		case southern:
			r.south--
			s.scan(r.south, r.west, r.east)
		case northern:
			s.scan(r.north, r.west, r.east)
			r.north++
		case western:
			r.west--
			s.scanColumn(r.west, r.south, r.north)
		case eastern:
			s.scanColumn(r.east, r.south, r.north)
			r.east++
		}
	}
}

// nearestSide is the side of r beyond which the nearest points may be, with a bound from below on
// their chord to the place; infinite where r is the whole grid.
func (s *Searcher) nearestSide(r *rectangle, cosLat float64) (side int, chord float64) {
	g, p := s.grid, s.place
	inf := math.Inf(1)
	chords := [4]float64{inf, inf, inf, inf}
	if r.south > 0 {
		chords[southern] = 2 * belowSine((p.Lat-g.latEdges[r.south-1])/2)
	}
	if r.north <= len(g.latEdges) {
		chords[northern] = 2 * belowSine((g.latEdges[r.north-1]-p.Lat)/2)
	}
	if r.west > 0 {
		chords[western] = belowMeridian(p.Lon-g.lonEdges[r.west-1], p.Lon-g.minLon, cosLat)
	}
	if r.east <= len(g.lonEdges) {
		chords[eastern] = belowMeridian(g.lonEdges[r.east-1]-p.Lon, g.maxLon-p.Lon, cosLat)
	}
	for k := range chords {
		if chords[k] < chords[side] {
			side = k
		}
	}
	return side, chords[side]
}

// scanColumn takes what belongs to the answer from a column's rows south up to and without north.
func (s *Searcher) scanColumn(col, south, north int) {
	for row := south; row < north; row++ {
		s.scan(row, col, col+1)
	}
}

// belowMeridian is a bound from below on the chord from a place, whose latitude has the cosine
// cosLat, to all points between from and to degrees of longitude away on one side. The angle a to
// the meridian w away has sin a = cos(lat) sin w up to w = 90 degrees, and beyond that the pole is
// its nearest point; the chord 2 sin(a/2) is at least sin a. Past 180 degrees they come near again
// from the other side.
func belowMeridian(from, to, cosLat float64) float64 {
	return cosLat * belowSine(math.Min(from, math.Max(0, 360-to)))
}

// belowSine is a bound from below on the sine of an angle in degrees from 0 on, or for one above 90
// on the sine of 90, from the first two terms of its series.
func belowSine(degrees float64) float64 {
	x := math.Min(degrees*(math.Pi/180), math.Sqrt2) // where the two terms are largest
	return x * (1 - x*x/6)
}

// scan takes what belongs to the answer from a row's columns west up to and without east.
func (s *Searcher) scan(row, west, east int) {
	g := s.grid
	cols := len(g.lonEdges) + 1
	from, to := g.start[row*cols+west], g.start[row*cols+east]
	order, vec := g.order[from:to], g.vec[from:to]
	for i := range vec {
		v := &vec[i]
		x, y, z := v[0]-s.vec[0], v[1]-s.vec[1], v[2]-s.vec[2]
		chord2 := x*x + y*y + z*z
		if chord2 > s.limit || order[i] == s.skip {
			continue
		}
		if s.room == 0 {
			s.hits = append(s.hits, hit{chord2, order[i]})
		} else {
			s.insert(hit{chord2, order[i]})
		}
	}
}

// insert puts h in its place among the nearest so far.
func (s *Searcher) insert(h hit) {
	margin := slack(h.chord2)
	at := len(s.hits)
	if at < s.room {
		s.hits = append(s.hits, h)
	} else if at--; s.compare(h, s.hits[at], margin) > 0 {
		return
	}
	for at > 0 && s.compare(h, s.hits[at-1], margin) < 0 {
		s.hits[at] = s.hits[at-1]
		at--
	}
	s.hits[at] = h
	if len(s.hits) == s.room {
		last := s.hits[s.room-1].chord2
		s.limit = last + slack(last)
	}
}

// compare orders a and b by (Distance, index); margin is the slack of a's chord.
func (s *Searcher) compare(a, b hit, margin float64) int {
	if d := a.chord2 - b.chord2; d > margin {
		return 1
	} else if d < -margin {
		return -1
	}
	p, q := s.grid.points[a.index], s.grid.points[b.index]
	if p != q {
		if c := cmp.Compare(Distance(s.place, p), Distance(s.place, q)); c != 0 {
			return c
		}
	}
	return cmp.Compare(a.index, b.index)
}

// slack is how far two squared chords may differ, one being chord2, while rounding still leaves open
// which is larger. A unit vector's component is off by some 3e-16, hence a chord by 1e-15 and its
// square by twice that times the chord; [Distance] errs less. Ours is a hundred times that.
func slack(chord2 float64) float64 { return 2e-13*math.Sqrt(chord2) + 1e-26 }
