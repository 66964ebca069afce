package geo

import (
	"context"
	"math"
)

// Straight is the engine for straight lines: the great-circle distance times a detour factor at a
// constant speed.
type Straight struct {
	points []Point
	vec    [][3]float64 // unit vectors from the centre of the earth
	detour float64
	speed  float64
}

// Speeds in metres a second and the detour factor of the straight-line model.
const (
	WalkSpeed      = 1.25
	MotorbikeSpeed = 4.2
	Detour         = 1.5
)

// NewStraight makes the straight-line engine for points, with a detour factor (1 or more) and a
// speed in metres a second. It keeps points, which must not change.
func NewStraight(points []Point, detour, speed float64) *Straight {
	s := &Straight{points: points, vec: make([][3]float64, len(points)), detour: detour, speed: speed}
	for i, p := range points {
		s.vec[i] = unit(p)
	}
	return s
}

// unit is the vector of length 1 from the centre of the earth towards p.
func unit(p Point) [3]float64 {
	const rad = math.Pi / 180
	c := math.Cos(p.Lat * rad)
	return [3]float64{c * math.Cos(p.Lon*rad), c * math.Sin(p.Lon*rad), math.Sin(p.Lat * rad)}
}

// tableTile is the side of the squares in which a table is filled, small enough for the cache.
const tableTile = 64

// Table implements [Engine]. Where from and to are the same slice each pair is computed once.
func (s *Straight) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	n, m := len(from), len(to)
	same := n == m && n > 0 && &from[0] == &to[0]
	for i := 0; i < n; i += tableTile {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		iEnd := min(i+tableTile, n)
		j := 0
		if same {
			j = i
		}
		for ; j < m; j += tableTile {
			jEnd := min(j+tableTile, m)
			for k := i; k < iEnd; k++ {
				s.row(from[k], to[j:jEnd], seconds[k*m+j:k*m+jEnd])
			}
			if same && j > i {
				mirror(seconds, m, i, iEnd, j, jEnd)
			}
		}
	}
	return nil
}

// row fills one point's travel times to several.
func (s *Straight) row(from int32, to, seconds []int32) {
	a := s.vec[from]
	for j, t := range to {
		b := &s.vec[t]
		x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
		q := (x*x + y*y + z*z) / 4
		d := shortArc(q)
		if q >= longArc {
			d = farArc(q)
		}
		seconds[j] = int32(math.Ceil(d * s.detour / s.speed))
	}
}

// mirror copies the square of rows [i, iEnd) and columns [j, jEnd) across the diagonal.
func mirror(seconds []int32, m, i, iEnd, j, jEnd int) {
	for k := i; k < iEnd; k++ {
		for l := j; l < jEnd; l++ {
			seconds[l*m+k] = seconds[k*m+l]
		}
	}
}

// Leg implements [Engine]; the length is that of the straight line times the detour.
func (s *Straight) Leg(from, to int32) (seconds, metres int32) {
	d := arc(s.vec[from], s.vec[to]) * s.detour
	return int32(math.Ceil(d / s.speed)), int32(math.Round(d))
}

// Path implements [Engine].
func (s *Straight) Path(from, to int32) []Point { return []Point{s.points[from], s.points[to]} }

// arc is the great-circle distance in metres between two unit vectors, from the chord: exact to
// rounding for all distances but the antipodal, and much faster than [Distance] for the short ones,
// where three terms of the arcsine's series are exact in double precision.
func arc(a, b [3]float64) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	q := (x*x + y*y + z*z) / 4
	if q < longArc {
		return shortArc(q)
	}
	return farArc(q)
}

// longArc is the squared half chord from which the series no longer does: 12 km.
const longArc = 1e-6

// shortArc and farArc are the distance in metres for the squared half chord q between unit vectors.
func shortArc(q float64) float64 {
	return 2 * EarthRadius * math.Sqrt(q) * (1 + q*(1./6+q*(3./40+q*(15./336))))
}

func farArc(q float64) float64 { return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(q))) }

// Reach is the distance in metres, in a straight line, that no travel in so many seconds exceeds.
func (s *Straight) Reach(seconds int32) float64 { return float64(seconds) * s.speed / s.detour }
