package instance

import (
	"context"
	"math"

	"gonha/geo"
)

// plane is the travel engine of points with plain coordinates: Euclidean lengths by the measure of
// the set, computed when they are asked for, so that memory is linear in the points.
type plane struct {
	sites   []Site
	places  []geo.Point
	measure Measure
	unit    float64 // whole units to one of the file, where the measure rounds nothing
}

// whole is the length of the arc between two sites in whole units. Where the set works in double
// precision it is rounded up, so that what fits in whole units fits there too.
func (e *plane) whole(a, b *Site) int32 {
	if e.measure.Rounding == None {
		return int32(math.Ceil(e.unit * e.measure.units(a, b)))
	}
	return int32(e.measure.units(a, b))
}

// Table implements [geo.Engine].
func (e *plane) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	for i, f := range from {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row := seconds[i*len(to) : (i+1)*len(to)]
		a := &e.sites[f]
		for j, t := range to {
			row[j] = e.whole(a, &e.sites[t])
		}
	}
	return nil
}

// Leg implements [geo.Engine]; the length is the time.
func (e *plane) Leg(from, to int32) (seconds, metres int32) {
	w := e.whole(&e.sites[from], &e.sites[to])
	return w, w
}

// Path implements [geo.Engine].
func (e *plane) Path(from, to int32) []geo.Point {
	return []geo.Point{e.places[from], e.places[to]}
}

// places maps the plane onto a patch of the earth on the equator, at most a fifth of a degree wide,
// where degrees north and east are equally long to six digits: who is near whom stays the same.
func places(sites []Site) []geo.Point {
	var low, high [2]float64
	for i := range sites {
		x, y := sites[i].X, sites[i].Y
		if i == 0 {
			low, high = [2]float64{x, y}, [2]float64{x, y}
		}
		low[0], low[1] = min(low[0], x), min(low[1], y)
		high[0], high[1] = max(high[0], x), max(high[1], y)
	}
	const width = 0.2
	scale := width / max(high[0]-low[0], high[1]-low[1], 1e-9)
	points := make([]geo.Point, len(sites))
	for i := range sites {
		points[i] = geo.Point{
			Lat: (sites[i].Y - (low[1]+high[1])/2) * scale,
			Lon: (sites[i].X - (low[0]+high[0])/2) * scale,
		}
	}
	return points
}
