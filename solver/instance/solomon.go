package instance

import (
	"math"
	"strings"
)

// readSolomon reads the text format of Solomon (Algorithms for the Vehicle Routing and Scheduling
// Problems with Time Window Constraints, Oper. Res. 35, 1987), which Gehring and Homberger took over
// for theirs of 200 to 1000 customers. Arcs are those of the DIMACS challenge: truncated to a decimal.
func readSolomon(l *lines) (*Instance, error) {
	in := &Instance{Kind: VRPTW, Objective: Distance, Measure: Measure{Scale: 10, Rounding: Down}, Depots: []int32{0}}
	l.next() // its name, which is also the file's
	for l.next() && !strings.HasPrefix(strings.ToUpper(l.text), "NUMBER") {
	}
	if !l.next() || len(l.fields) != 2 {
		return nil, l.fault("thiếu số xe và sức chở", "the number of vehicles and their capacity are missing")
	}
	number, err := l.whole(l.fields[0], 1, maxVehicles)
	if err != nil {
		return nil, err
	}
	capacity, err := l.whole(l.fields[1], 0, maxNumber)
	if err != nil {
		return nil, err
	}
	for l.next() && !strings.HasPrefix(strings.ToUpper(l.text), "CUST NO") {
	}
	var row []float64
	for l.next() {
		if row, err = l.numbers(row); err != nil {
			return nil, err
		}
		if len(row) != 7 || row[0] != float64(len(in.Sites)) || len(in.Sites) == maxSites {
			return nil, l.fault("phải có 7 số, đánh số từ 0", "7 numbers are expected, the first counting from 0")
		}
		demand, err := l.quantity(row[3])
		if err != nil {
			return nil, err
		}
		in.Sites = append(in.Sites, Site{X: row[1], Y: row[2], Demand: demand, Open: row[4], Close: row[5], Service: row[6]})
	}
	in.Vehicles = same(int(number), 0, capacity, math.Inf(1))
	return in, nil
}
