package geo

import (
	"cmp"
	"math"
	"math/big"
	"slices"
)

// Hull is the convex hull of points in the plane of longitude (x) and latitude (y), counter-clockwise
// from the westernmost, the southern of two, without collinear points (monotone chain; Andrew,
// Another efficient algorithm for convex hulls in two dimensions, Inf. Process. Lett. 9, 1979).
// With two distinct points, or all on a line, it is the two ends; with one, that; with none, nil.
// Points is left as it is.
func Hull(points []Point) []Point {
	sorted := slices.Clone(points)
	slices.SortFunc(sorted, func(a, b Point) int {
		return cmp.Or(cmp.Compare(a.Lon, b.Lon), cmp.Compare(a.Lat, b.Lat))
	})
	sorted = slices.Compact(sorted)
	n := len(sorted)
	if n < 3 {
		return sorted[:n:n]
	}
	hull := make([]Point, 0, 16)
	for _, p := range sorted { // the southern chain, eastwards
		hull = push(hull, 0, p)
	}
	south := len(hull) - 1
	for i := n - 2; i >= 0; i-- { // the northern chain, back to the start
		hull = push(hull, south, sorted[i])
	}
	return hull[:len(hull)-1]
}

// push adds p to the chain that starts at base, dropping what would not turn left.
func push(hull []Point, base int, p Point) []Point {
	for len(hull) > base+1 && turn(hull[len(hull)-2], hull[len(hull)-1], p) <= 0 {
		hull = hull[:len(hull)-1]
	}
	return append(hull, p)
}

// Contains says whether p lies inside hull or on its border; hull is as [Hull] gives it, so that a
// hull of two points is a segment and one of a single point that point. It is exact: each point that
// a hull was made from lies in it.
func Contains(hull []Point, p Point) bool {
	switch len(hull) {
	case 0:
		return false
	case 1:
		return hull[0] == p
	case 2:
		a, b := hull[0], hull[1]
		return p.Lon >= min(a.Lon, b.Lon) && p.Lon <= max(a.Lon, b.Lon) &&
			p.Lat >= min(a.Lat, b.Lat) && p.Lat <= max(a.Lat, b.Lat) && turn(a, b, p) == 0
	}
	last := hull[len(hull)-1]
	for _, q := range hull {
		if turn(last, q, p) < 0 {
			return false
		}
		last = q
	}
	return true
}

// turn is 1 where the way from a over b to c turns left, -1 where it turns right, 0 where it goes
// straight on or back. The sign is exact: where the rounded determinant is within its error bound
// (Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates,
// Discrete Comput. Geom. 18, 1997, stage A of orient2d) it is computed again in rationals.
func turn(a, b, c Point) int {
	left := float64((a.Lon - c.Lon) * (b.Lat - c.Lat))
	right := float64((a.Lat - c.Lat) * (b.Lon - c.Lon))
	const bound = 3.3306690738754716e-16 // (3 + 16u)u, u = 2^-53
	if det := left - right; math.Abs(det) > bound*(math.Abs(left)+math.Abs(right))+1e-300 {
		if det > 0 {
			return 1
		}
		return -1
	}
	if a == b || b == c || a == c {
		return 0
	}
	return exactTurn(a, b, c)
}

func exactTurn(a, b, c Point) int {
	minus := func(x, y float64) *big.Rat {
		r := new(big.Rat).SetFloat64(x)
		return r.Sub(r, new(big.Rat).SetFloat64(y))
	}
	left, right := minus(a.Lon, c.Lon), minus(a.Lat, c.Lat)
	left.Mul(left, minus(b.Lat, c.Lat))
	right.Mul(right, minus(b.Lon, c.Lon))
	return left.Cmp(right)
}
