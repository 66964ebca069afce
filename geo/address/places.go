package address

import (
	"math"

	"gonha/geo"
)

// apart is the metres that part two streets of one name: entries in cells of this size that touch are one street.
const apart = 500

// places parts entries of one name into streets, each in one place.
func places(full string, entries []*entry) []*street {
	cells := map[[2]int32][]int32{}
	cellOf := func(p geo.Point) [2]int32 {
		const degree = geo.EarthRadius * math.Pi / 180 / apart
		return [2]int32{int32(math.Floor(p.Lat * degree)), int32(math.Floor(p.Lon * math.Cos(math.Round(p.Lat)*math.Pi/180) * degree))}
	}
	for i, e := range entries {
		points := e.line
		if points == nil {
			points = []geo.Point{e.house.at}
		}
		for _, p := range points {
			c := cellOf(p)
			if list := cells[c]; len(list) == 0 || list[len(list)-1] != int32(i) {
				cells[c] = append(list, int32(i))
			}
		}
	}
	root := make([]int32, len(entries))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for c, list := range cells {
		for dy := int32(-1); dy <= 1; dy++ {
			for dx := int32(-1); dx <= 1; dx++ {
				if other := cells[[2]int32{c[0] + dy, c[1] + dx}]; len(other) > 0 {
					a, b := find(list[0]), find(other[0])
					root[max(a, b)] = min(a, b)
				}
			}
		}
		for _, i := range list {
			a, b := find(list[0]), find(i)
			root[max(a, b)] = min(a, b)
		}
	}
	streets := map[int32]*street{}
	var all []*street
	for i, e := range entries {
		r := find(int32(i))
		if streets[r] == nil {
			streets[r] = newStreet(full)
			all = append(all, streets[r])
		}
		streets[r].add(e)
	}
	return all
}
