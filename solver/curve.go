package solver

import (
	"cmp"
	"math"
	"slices"

	"gonha/geo"
)

// curve orders clients along a Hilbert curve (Hilbert, Über die stetige Abbildung einer Linie auf ein
// Flächenstück, Math. Ann. 38, 1891): those who lie near each other then have near numbers, so that
// what the search reads of them lies in few cache lines.
func curve(places []geo.Point) []int32 {
	low, high := geo.Point{Lat: math.Inf(1), Lon: math.Inf(1)}, geo.Point{Lat: math.Inf(-1), Lon: math.Inf(-1)}
	for _, p := range places {
		low.Lat, low.Lon = min(low.Lat, p.Lat), min(low.Lon, p.Lon)
		high.Lat, high.Lon = max(high.Lat, p.Lat), max(high.Lon, p.Lon)
	}
	const most = 1<<hilbertOrder - 1
	side := max(high.Lat-low.Lat, high.Lon-low.Lon, 1e-12)
	at := make([]uint32, len(places))
	order := make([]int32, len(places))
	for i, p := range places {
		at[i] = hilbert(uint32((p.Lon-low.Lon)/side*most), uint32((p.Lat-low.Lat)/side*most))
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(at[a], at[b]), cmp.Compare(a, b)) })
	return order
}

// hilbertOrder is the number of bits of a coordinate.
const hilbertOrder = 16

// hilbert is how far along the curve the cell x, y lies.
func hilbert(x, y uint32) (d uint32) {
	for s := uint32(1) << (hilbertOrder - 1); s > 0; s >>= 1 {
		var rx, ry uint32
		if x&s > 0 {
			rx = 1
		}
		if y&s > 0 {
			ry = 1
		}
		d += s * s * ((3 * rx) ^ ry)
		if ry == 0 {
			if rx == 1 {
				x, y = 1<<hilbertOrder-1-x, 1<<hilbertOrder-1-y
			}
			x, y = y, x
		}
	}
	return d
}
