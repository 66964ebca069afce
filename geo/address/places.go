package address

import (
	"math"

	"gonha/geo"
)

// apart is the metres that part two streets of one name: entries in cells of this size that touch are one street.
const apart = 500

// cell is a square of that size on the map.
type cell struct{ row, column int32 }

func cellOf(p geo.Point) cell {
	const degree = geo.EarthRadius * math.Pi / 180 / apart // cells
	return cell{int32(math.Floor(p.Lat * degree)), int32(math.Floor(p.Lon * math.Cos(math.Round(p.Lat)*math.Pi/180) * degree))}
}

// places parts entries of one name into streets, each in one place.
func places(full string, entries []*entry) []*street {
	cells := map[cell]int32{} // the first entry in each
	joined := newSets(len(entries))
	for i, e := range entries {
		points := e.line
		if points == nil {
			points = []geo.Point{e.house.at}
		}
		for _, p := range points {
			c := cellOf(p)
			if first, met := cells[c]; met {
				joined.join(first, int32(i))
			} else {
				cells[c] = int32(i)
			}
		}
	}
	for c, first := range cells {
		for _, next := range [...]cell{{c.row, c.column + 1}, {c.row + 1, c.column - 1}, {c.row + 1, c.column}, {c.row + 1, c.column + 1}} {
			if other, met := cells[next]; met {
				joined.join(first, other)
			}
		}
	}
	streets := map[int32]*street{}
	var all []*street
	for i, e := range entries {
		set := joined.of(int32(i))
		if streets[set] == nil {
			streets[set] = newStreet(full)
			all = append(all, streets[set])
		}
		streets[set].add(e)
	}
	return all
}

// sets are disjoint sets of numbers; each is known by its least.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) of(i int32) int32 {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(a, b int32) {
	a, b = s.of(a), s.of(b)
	s[max(a, b)] = min(a, b)
}
