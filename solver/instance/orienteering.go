package instance

import (
	"math"
	"strings"

	"gonha/solver"
)

// readTOPTW reads the team orienteering format with time windows of KU Leuven (Vansteenwegen et al.,
// Iterated local search for the team orienteering problem with time windows, Comput. Oper. Res. 36,
// 2009): Solomon's instances, whose arcs are truncated to one decimal, and Cordeau's, truncated to
// two. The number of teams is free; there is one until [Instance.WithTeams].
func readTOPTW(l *lines) (*Instance, error) {
	in := &Instance{Kind: TOPTW, Objective: Score, Measure: Measure{Scale: 10, Rounding: Down}, Depots: []int32{0}}
	if strings.HasPrefix(strings.ToLower(Stem(l.file)), "pr") {
		in.Measure.Scale = 100
	}
	l.next()
	count, err := l.whole(l.fields[2], 0, maxSites-1)
	if err != nil {
		return nil, err
	}
	if !l.next() || len(l.fields) > 2 {
		return nil, l.fault("thiếu dòng thứ hai: D Q", "the second line, D Q, is missing")
	}
	var row []float64
	for l.next() {
		if row, err = l.numbers(row); err != nil {
			return nil, err
		}
		// i x y service score f a, then a numbers of no matter here, then open and close.
		n := len(row)
		if n < 9 || float64(n) != 9+row[6] || row[0] != float64(len(in.Sites)) {
			return nil, l.fault("phải là: i x y d S f a danh_sách O C", "expected: i x y d S f a list O C, i counting from 0")
		}
		prize, err := l.quantity(row[4])
		if err != nil {
			return nil, err
		}
		in.Sites = append(in.Sites, Site{X: row[1], Y: row[2], Service: row[3], Prize: prize, Open: row[n-2], Close: row[n-1]})
	}
	// In some files N counts the first point, in others it does not.
	if n := int32(len(in.Sites)); n != count && n != count+1 {
		return nil, l.fault("số điểm không như dòng đầu", "there are not as many points as the first line says")
	}
	in.Vehicles = same(1, 0, solver.Unlimited, math.Inf(1))
	return in, nil
}

// readTOP reads the team orienteering format of Chao, Golden and Wasil (The team orienteering problem,
// Eur. J. Oper. Res. 88, 1996): n, m and tmax, then x, y and score of each point. Paths lead from the
// first point to the last, and their length is a number of double precision.
func readTOP(l *lines) (*Instance, error) {
	in := &Instance{Kind: TOP, Objective: Score, Measure: Measure{Scale: 1, Rounding: None}}
	var head [3]float64
	for i, name := range []string{"n", "m", "tmax"} {
		if !l.next() || len(l.fields) != 2 || !strings.EqualFold(l.fields[0], name) {
			return nil, l.fault("thiếu "+name, name+" is missing")
		}
		var err error
		if head[i], err = l.number(l.fields[1]); err != nil {
			return nil, err
		}
	}
	n, m, longest := head[0], head[1], head[2]
	if n != math.Trunc(n) || n < 2 || n > maxSites || m != math.Trunc(m) || m < 1 || m > maxVehicles || longest < 0 {
		return nil, l.fault("n, m hoặc tmax sai", "n, m or tmax is out of range")
	}
	var row []float64
	var err error
	for l.next() {
		if row, err = l.numbers(row); err != nil {
			return nil, err
		}
		if len(row) != 3 || float64(len(in.Sites)) == n {
			return nil, l.fault("phải có n dòng: x y điểm", "n lines of x, y and score are expected")
		}
		prize, err := l.quantity(row[2])
		if err != nil {
			return nil, err
		}
		in.Sites = append(in.Sites, Site{X: row[0], Y: row[1], Prize: prize, Close: longest})
	}
	if float64(len(in.Sites)) != n {
		return nil, l.fault("số điểm không như dòng đầu", "there are not as many points as the first line says")
	}
	end := int32(n) - 1
	in.Depots = []int32{0, end}
	in.Vehicles = same(int(m), 0, solver.Unlimited, math.Inf(1))
	for i := range in.Vehicles {
		in.Vehicles[i].End = end
	}
	return in, nil
}
