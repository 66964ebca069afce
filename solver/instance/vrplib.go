package instance

import (
	"fmt"
	"math"
	"strings"

	"gonha/solver"
)

// vrplib is a VRPLIB file as far as it has been read.
type vrplib struct {
	*lines
	header map[string]string
	in     *Instance
	homes  []int32 // by vehicle, its depot, where the file says so
	seen   map[string]bool
}

// readVRPLIB reads the VRPLIB format (Uchoa et al., New benchmark instances for the capacitated
// vehicle routing problem, Eur. J. Oper. Res. 257, 2017, after Reinelt's TSPLIB) with the sections
// that the VRPTW, the prize-collecting and the multi-depot sets of the DIMACS challenge and of PyVRP
// add. Its nodes are numbered from 1, the sites of the instance from 0.
func readVRPLIB(l *lines) (*Instance, error) {
	v := &vrplib{lines: l, header: map[string]string{}, in: &Instance{}, seen: map[string]bool{}}
	more := v.next()
	for more && v.fields[0] != "EOF" {
		key, value, colon := strings.Cut(v.text, ":")
		key = strings.ToUpper(strings.TrimSpace(key))
		var err error
		switch {
		case colon:
			v.header[key] = strings.TrimSpace(value)
			more = v.next()
		case strings.HasSuffix(key, "_SECTION"):
			if more, err = v.section(key); err != nil {
				return nil, err
			}
		default:
			return nil, v.fault("không hiểu dòng này", "neither a header nor a section")
		}
	}
	return v.in, v.finish()
}

// section reads the section called so, up to the line after it, and says whether there is one.
func (v *vrplib) section(key string) (bool, error) {
	row, columns := v.rowOf(key)
	if row == nil {
		return false, v.fault("không biết mục này", fmt.Sprintf("the section %.40q is not known", key))
	}
	if v.seen[key] {
		return false, v.fault("mục lặp lại", "the section is there twice")
	}
	v.seen[key] = true
	var numbers []float64
	for v.next() {
		if c := v.text[0]; c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			return true, nil
		}
		var err error
		if numbers, err = v.numbers(numbers); err != nil {
			return false, err
		}
		if len(numbers) != columns {
			return false, v.fault("số cột sai", fmt.Sprintf("%d numbers are expected in a row of %s", columns, key))
		}
		if err := row(numbers); err != nil {
			return false, err
		}
	}
	return false, nil
}

// rowOf is what is done with a row of a section, and how many numbers a row has.
func (v *vrplib) rowOf(key string) (func([]float64) error, int) {
	switch key {
	case "NODE_COORD_SECTION":
		return v.addNode, 3
	case "DEMAND_SECTION":
		return v.onSite(func(s *Site, x []float64) (err error) { s.Demand, err = v.quantity(x[0]); return err }), 2
	case "PRIZE_SECTION":
		return v.onSite(func(s *Site, x []float64) (err error) { s.Prize, err = v.quantity(x[0]); return err }), 2
	case "SERVICE_TIME_SECTION":
		return v.onSite(func(s *Site, x []float64) error { s.Service = x[0]; return nil }), 2
	case "TIME_WINDOW_SECTION":
		return v.onSite(func(s *Site, x []float64) error { s.Open, s.Close = x[0], x[1]; return nil }), 3
	case "VEHICLES_DEPOT_SECTION":
		return v.addHome, 2
	case "DEPOT_SECTION":
		return v.addDepot, 1
	}
	return nil, 0
}

// addNode takes a row of NODE_COORD_SECTION; nodes come in order, so that no file can claim more
// memory than it has rows.
func (v *vrplib) addNode(x []float64) error {
	if x[0] != float64(len(v.in.Sites)+1) || len(v.in.Sites) == maxSites {
		return v.fault("nút phải đánh số liên tiếp từ 1", "nodes must be numbered from 1 in order")
	}
	v.in.Sites = append(v.in.Sites, Site{X: x[1], Y: x[2], Close: math.Inf(1)})
	return nil
}

// onSite is the reader of a row that gives a node a property.
func (v *vrplib) onSite(put func(*Site, []float64) error) func([]float64) error {
	return func(x []float64) error {
		i, err := v.node(x[0])
		if err != nil {
			return err
		}
		return put(&v.in.Sites[i], x[1:])
	}
}

// node is the index of a node by its number.
func (v *vrplib) node(x float64) (int32, error) {
	if x != math.Trunc(x) || x < 1 || x > float64(len(v.in.Sites)) {
		return 0, v.fault("không có nút này", fmt.Sprintf("there is no node %v", x))
	}
	return int32(x) - 1, nil
}

func (v *vrplib) addHome(x []float64) error {
	if x[0] != float64(len(v.homes)+1) || len(v.homes) == maxVehicles {
		return v.fault("xe phải đánh số liên tiếp từ 1", "vehicles must be numbered from 1 in order")
	}
	home, err := v.node(x[1])
	v.homes = append(v.homes, home)
	return err
}

func (v *vrplib) addDepot(x []float64) error {
	if x[0] == -1 {
		return nil
	}
	depot, err := v.node(x[0])
	if err == nil && len(v.in.Depots) == len(v.in.Sites) {
		err = v.fault("quá nhiều kho", "there are more depots than nodes")
	}
	v.in.Depots = append(v.in.Depots, depot)
	return err
}

// finish makes the instance of the header and the sections.
func (v *vrplib) finish() error {
	if w := v.header["EDGE_WEIGHT_TYPE"]; w != "EUC_2D" {
		return v.fault("chỉ đọc EUC_2D", fmt.Sprintf("only EDGE_WEIGHT_TYPE EUC_2D is read, not %.20q", w))
	}
	count, err := v.headerWhole("DIMENSION", 0)
	if err != nil {
		return err
	}
	if int(count) != len(v.in.Sites) {
		return v.fault("số nút không như DIMENSION", "there are not as many nodes as DIMENSION says")
	}
	if text, given := v.header["SERVICE_TIME"]; given && !v.seen["SERVICE_TIME_SECTION"] {
		service, err := v.number(text)
		if err != nil {
			return err
		}
		for _, c := range v.in.Clients() {
			v.in.Sites[c].Service = service
		}
	}
	v.classify()
	return v.addVehicles()
}

// classify finds the kind from the sections and sets what the field agreed on for it.
func (v *vrplib) classify() {
	in := v.in
	in.Objective = Distance
	switch {
	case v.seen["VEHICLES_DEPOT_SECTION"]:
		in.Kind, in.Measure, in.Ordered = MDVRPTW, Measure{Scale: 1000, Rounding: Nearest}, true
	case v.seen["PRIZE_SECTION"]:
		in.Kind, in.Objective, in.Measure = PCVRPTW, DistancePlusPrizes, Measure{Scale: 10, Rounding: Down}
	case v.seen["TIME_WINDOW_SECTION"]:
		in.Kind, in.Measure = VRPTW, Measure{Scale: 10, Rounding: Down}
	default:
		in.Kind, in.Measure = CVRP, Measure{Scale: 1, Rounding: Nearest}
	}
}

func (v *vrplib) addVehicles() error {
	in := v.in
	if len(in.Depots) == 0 {
		return v.fault("thiếu DEPOT_SECTION", "DEPOT_SECTION is missing or empty")
	}
	capacity, err := v.headerWhole("CAPACITY", solver.Unlimited)
	if err != nil {
		return err
	}
	longest := math.Inf(1)
	if text, given := v.header["VEHICLES_MAX_DURATION"]; given {
		if longest, err = v.number(text); err != nil {
			return err
		}
	}
	number, err := v.headerWhole("VEHICLES", v.plenty(capacity))
	if err != nil {
		return err
	}
	in.Vehicles = same(int(number), in.Depots[0], capacity, longest)
	if !in.Ordered {
		return nil
	}
	if len(v.homes) != len(in.Vehicles) {
		return v.fault("số xe không như VEHICLES", "VEHICLES_DEPOT_SECTION has not as many rows as VEHICLES says")
	}
	for i, home := range v.homes {
		in.Vehicles[i].Start, in.Vehicles[i].End = home, home
	}
	return nil
}

// plenty is a number of vehicles for files that name none: three and a tenth more than the demand
// needs, and at most one a node.
func (v *vrplib) plenty(capacity int32) int32 {
	demand := 0.0
	for i := range v.in.Sites {
		demand += float64(v.in.Sites[i].Demand)
	}
	need := math.Ceil(demand / math.Max(float64(capacity), 1) * 1.1)
	return int32(min(need+3, float64(max(len(v.in.Sites), 1)), maxVehicles))
}

// headerWhole is a whole number of the header, or other where it is not given.
func (v *vrplib) headerWhole(key string, other int32) (int32, error) {
	text, given := v.header[key]
	if !given {
		return other, nil
	}
	return v.whole(text, 0, maxNumber)
}
