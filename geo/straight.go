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

// Table implements [Engine].
func (s *Straight) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	factor := s.detour / s.speed
	for i, f := range from {
		if i&63 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a, row := s.vec[f], seconds[i*len(to):(i+1)*len(to)]
		for j, t := range to {
			row[j] = int32(math.Ceil(arc(a, s.vec[t]) * factor))
		}
	}
	return nil
}

// Leg implements [Engine]; the length is that of the straight line times the detour.
func (s *Straight) Leg(from, to int32) (seconds, metres int32, path []Point) {
	d := arc(s.vec[from], s.vec[to]) * s.detour
	return int32(math.Ceil(d / s.speed)), int32(math.Round(d)), []Point{s.points[from], s.points[to]}
}

// arc is the great-circle distance in metres between two unit vectors, from the chord: exact to
// rounding for all distances but the antipodal, and much faster than [Distance] for the short ones,
// where three terms of the arcsine's series are exact in double precision.
func arc(a, b [3]float64) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	q := (x*x + y*y + z*z) / 4 // squared half chord
	if q < 1e-6 {              // up to 12 km
		return 2 * EarthRadius * math.Sqrt(q) * (1 + q*(1./6+q*(3./40+q*(15./336))))
	}
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(q)))
}
