// Package geo holds points on the earth, distances between them, travel engines and the spatial
// index. It knows nothing of households, teams or routes.
//
// Start with [Point] and [Distance]; [Engine] is what the solver asks for travel times; [Grid]
// answers nearest-neighbour questions for up to millions of points.
package geo

import (
	"context"
	"math"
)

// EarthRadius is the mean radius R1 of the WGS84 ellipsoid in metres, (2a+b)/3
// (Moritz, Geodetic Reference System 1980, J. Geodesy 74, 2000).
const EarthRadius = 6371008.8

// Point is a place in WGS84 degrees.
type Point struct{ Lat, Lon float64 }

// Valid says whether p is a finite place on the earth.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180
}

// Distance is the great-circle distance between a and b in metres, by the haversine formula
// (Sinnott, Virtues of the Haversine, Sky and Telescope 68, 1984).
func Distance(a, b Point) float64 {
	const rad = math.Pi / 180
	sLat := math.Sin((b.Lat - a.Lat) * rad / 2)
	sLon := math.Sin((b.Lon - a.Lon) * rad / 2)
	h := sLat*sLat + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*sLon*sLon
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Engine gives travel between the points that it was made for, addressed by their index.
// An engine is safe for use by several goroutines.
type Engine interface {
	// Table writes the travel time in whole seconds from each of from to each of to, row by row,
	// into seconds, which has length len(from)*len(to). A pair without a way between has [Unreachable].
	Table(ctx context.Context, from, to []int32, seconds []int32) error
	// Leg is the travel time in seconds and the length in metres from one point to another.
	Leg(from, to int32) (seconds, metres int32)
	// Path is the line to draw for a leg, both ends included.
	Path(from, to int32) []Point
}

// Unreachable is the travel time between two points without a way between them: 2^28 seconds, far
// beyond any night and far from the overflow of sums of several such times in 32 bits.
const Unreachable int32 = 1 << 28

// Middle is the point half way between a and b on the great circle, for points that are not opposite
// each other on the earth.
func Middle(a, b Point) Point {
	u, v := unit(a), unit(b)
	x, y, z := u[0]+v[0], u[1]+v[1], u[2]+v[2]
	const degrees = 180 / math.Pi
	return Point{Lat: math.Atan2(z, math.Hypot(x, y)) * degrees, Lon: math.Atan2(y, x) * degrees}
}
