package instance

import (
	"context"
	"fmt"
	"math"

	"gonha/geo"
)

// vroomMatrix is a profile's travel times in seconds, lengths in metres and costs, row by row.
type vroomMatrix struct {
	durations, distances, costs *vroomSquare // nil is not given
}

// vroomSquare is a square matrix.
type vroomSquare struct {
	rows  int
	cells []uint32
}

// matrix reads the matrices of a profile.
func (r *vroomReader) matrix(path string) *vroomMatrix {
	m := &vroomMatrix{}
	r.members(path, func(name string) {
		at := path + "." + shownName(name)
		switch name {
		case "durations":
			m.durations = r.square(at)
		case "distances":
			m.distances = r.square(at)
		case "costs":
			m.costs = r.square(at)
		default:
			r.stranger(path, name, matrixNames)
			r.skip()
		}
	})
	if (m.distances != nil || m.costs != nil) && m.durations == nil {
		r.fault(path+".durations", "thiếu / missing")
	}
	return m
}

// square reads a square matrix.
func (r *vroomReader) square(path string) *vroomSquare {
	s := &vroomSquare{}
	r.elements(path, r.limits.Places, func(row string) {
		s.rows++
		var ok bool
		before := len(s.cells)
		s.cells, ok = parseWholes(r.raw(), s.cells, before+r.limits.Places)
		width := len(s.cells) - before
		if s.rows > 1 {
			width -= before / (s.rows - 1)
		}
		if !ok || s.rows > 1 && width != 0 {
			r.fault(row, "mọi hàng phải là mảng số nguyên từ 0, dài bằng nhau / every row must be an array of whole numbers from 0, of one length")
		}
	})
	if !r.full() && (s.rows == 0 || len(s.cells) != s.rows*s.rows) {
		r.fault(path, "phải có số hàng bằng số cột, ít nhất 1 / must have as many rows as columns, one or more")
	}
	return s
}

func (s *vroomSquare) at(i, j int32) int64 { return int64(s.cells[int(i)*s.rows+int(j)]) }

// vroomTravel is the travel of a profile at a speed, an engine for package solver: by a table, or by an engine.
type vroomTravel struct {
	places   int32
	table    []uint32   // seconds by places, or nil
	engine   geo.Engine // where there is no table
	factor   int64      // hundredths that travel times are of the profile's
	anywhere int32      // the point that is no way from all others, or -1
}

// Table implements [geo.Engine].
func (t *vroomTravel) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	if t.engine != nil && t.factor == usualFactor && t.anywhere < 0 {
		return t.engine.Table(ctx, from, to, seconds)
	}
	for i, a := range from {
		if ctx.Err() != nil {
			return fmt.Errorf("travel times: %w", ctx.Err())
		}
		for j, b := range to {
			seconds[i*len(to)+j], _ = t.Leg(a, b)
		}
	}
	return nil
}

// Leg implements [geo.Engine]. Times that VROOM knows to hundredths are rounded up; lengths are not known by tables.
func (t *vroomTravel) Leg(from, to int32) (seconds, metres int32) {
	if from == t.anywhere || to == t.anywhere {
		return 0, 0
	}
	var s int64
	if t.table != nil {
		s = int64(t.table[int(from)*int(t.places)+int(to)])
	} else {
		var whole int32
		whole, metres = t.engine.Leg(from, to)
		s = int64(whole)
	}
	if s >= longest {
		return geo.Unreachable, metres
	}
	if s = (s*t.factor + 99) / 100; s >= longest {
		return geo.Unreachable, metres
	}
	return int32(s), metres
}

// Path implements [geo.Engine]: nobody draws it.
func (t *vroomTravel) Path(_, _ int32) []geo.Point { return nil }

// embed gives points to places of which only travel times are known, so that places near each other in
// time are near each other on the earth: the solver looks for neighbours there. Each axis is the line
// through two places far from each other, on which the others are projected by the law of cosines
// (Faloutsos and Lin, FastMap, SIGMOD 1995). Nothing else depends on the points.
func embed(n int32, s *vroomSquare, rows []int32) []geo.Point {
	most := int64(1)
	for _, x := range s.cells {
		if int64(x) < longest {
			most = max(most, int64(x))
		}
	}
	var axes [2][]float64
	apart := func(i, j int32) float64 { // squared, beside the axes found so far
		if i == j {
			return 0
		}
		d := float64(min(s.at(rows[i], rows[j]), most)+min(s.at(rows[j], rows[i]), most)) / 2
		d *= d
		for _, axis := range axes {
			if axis != nil {
				d -= (axis[i] - axis[j]) * (axis[i] - axis[j])
			}
		}
		return max(0, d)
	}
	farthest := func(from int32) (to int32) {
		for i := range n {
			if apart(from, i) > apart(from, to) {
				to = i
			}
		}
		return to
	}
	extent := 1.0
	for k := range axes {
		a := farthest(0)
		b := farthest(a)
		length := apart(a, b)
		axis := make([]float64, n)
		for i := range n {
			if length > 0 {
				axis[i] = (apart(a, i) + length - apart(b, i)) / (2 * math.Sqrt(length))
			}
			extent = max(extent, math.Abs(axis[i]))
		}
		axes[k] = axis
	}
	const degrees = 0.1 // all places lie within so much of the equator's beginning
	points := make([]geo.Point, n)
	for i := range points {
		points[i] = geo.Point{Lat: axes[1][i] / extent * degrees, Lon: axes[0][i] / extent * degrees}
	}
	return points
}
