package instance

import (
	"math"
	"strings"
	"testing"

	"gonha/solver"
)

// straightLine is an instance of clients on a line, at 10, 20, 30 and 40 from the depot, which closes at 100.
func straightLine() *Instance {
	in := &Instance{
		Name: "line", Kind: VRPTW, Objective: Distance, Measure: Measure{10, Down}, Depots: []int32{0},
		Sites: []Site{{Close: 100}},
	}
	for i := range 4 {
		in.Sites = append(in.Sites, Site{X: 10 * float64(i+1), Demand: 3, Prize: int32(i + 1), Close: 100, Service: 2})
	}
	in.Vehicles = same(2, 0, 7, math.Inf(1))
	return in
}

func TestEvaluate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Instance)
		routes [][]int32
		value  float64
		fault  string // part of one; empty is feasible
	}{
		{"two routes", nil, [][]int32{{1, 2}, {3, 4}}, 40 + 80, ""},
		{"an empty route between", nil, [][]int32{{1, 2}, {}, {3, 4}}, 120, ""},
		{"a client missing", nil, [][]int32{{1, 2}, {3}}, 100, "1 sites are not visited"},
		{"a client twice", nil, [][]int32{{1, 2}, {3, 4, 3}}, 120, "3 is visited 2 times"},
		{"the depot as a client", nil, [][]int32{{1, 0}, {3, 4}}, 100, "depot 0"},
		{"no such client", nil, [][]int32{{1, 2}, {3, 9}}, 40, "no site 9"},
		{"more routes than vehicles", nil, [][]int32{{1}, {2}, {3, 4}}, 20 + 40 + 80, "3 routes for 2"},
		{"too much", nil, [][]int32{{1, 2, 3}, {4}}, 140, "a load of 9"},
		{"just in time", func(in *Instance) { in.Sites[4].Close = 42 }, [][]int32{{1, 2}, {3, 4}}, 120, ""},
		{"too late", func(in *Instance) { in.Sites[4].Close = 41.9 }, [][]int32{{1, 2}, {3, 4}}, 120, "arrives at 42"},
		{"back too late", func(in *Instance) { in.Sites[0].Close = 83 }, [][]int32{{1, 2}, {3, 4}}, 120, "arrives at 84"},
		{"truncated arcs", func(in *Instance) { in.Sites[1].Y = 1 }, [][]int32{{1, 2}, {3, 4}}, 10 + 10 + 20 + 80, ""}, // 10.0498 twice
		{"rounded arcs", func(in *Instance) { in.Sites[1].Y = 1; in.Measure = Measure{1000, Nearest} }, [][]int32{{1, 2}, {3, 4}}, 10.05 + 10.05 + 20 + 80, ""},
		{"exact arcs", func(in *Instance) { in.Sites[1].Y = 1; in.Measure = Measure{1, None} }, [][]int32{{1, 2}, {3, 4}}, 2*math.Sqrt(101) + 100, ""},
		{"a client left out loses its prize", func(in *Instance) { in.Kind, in.Objective = PCVRPTW, DistancePlusPrizes }, [][]int32{{1, 2}}, 40 + 3 + 4, ""},
		{"scores", func(in *Instance) { in.Kind, in.Objective = TOPTW, Score }, [][]int32{{4, 2}}, 6, ""},
		{"a duration with waiting", func(in *Instance) { in.Sites[2].Open, in.Vehicles[0].MaxDuration = 50, 44 }, [][]int32{{1, 2}, {3, 4}}, 120, "takes 84"},
		{"waiting saved by leaving later", func(in *Instance) { in.Sites[2].Open, in.Vehicles = 50, same(2, 0, 7, 84) }, [][]int32{{1, 2}, {3, 4}}, 120, ""},
		{"waiting that a window forbids to save", func(in *Instance) {
			in.Sites[1].Close, in.Sites[2].Open, in.Vehicles = 15, 50, same(2, 0, 7, 66)
		}, [][]int32{{1, 2}, {3, 4}}, 120, "takes 67"},
	}
	for _, test := range tests {
		in := straightLine()
		if test.change != nil {
			test.change(in)
		}
		e := in.Evaluate(test.routes)
		if math.Abs(e.Value-test.value) > 1e-9 {
			t.Errorf("%s: worth %v, want %v", test.name, e.Value, test.value)
		}
		switch {
		case test.fault == "" && !e.Feasible():
			t.Errorf("%s: %v", test.name, e.Err())
		case test.fault != "" && (e.Feasible() || !strings.Contains(e.Err().Error(), test.fault)):
			t.Errorf("%s: %v, want %s", test.name, e.Err(), test.fault)
		}
	}
}

// Where vehicles differ, route k is that of vehicle k.
func TestEvaluateOrdered(t *testing.T) {
	in := straightLine()
	in.Ordered = true
	in.Sites[4] = Site{X: 40, Close: 100}
	in.Depots = []int32{0, 4}
	in.Vehicles[1].Start, in.Vehicles[1].End = 4, 4
	for _, test := range []struct {
		routes   [][]int32
		value    float64
		feasible bool
	}{
		{[][]int32{{1, 2}, {3}}, 40 + 20, true},
		{[][]int32{{3}, {1, 2}}, 60 + 60, true},
		{[][]int32{{}, {2, 3}}, 40, false}, // one is missing
		{[][]int32{{1, 2}, {}, {3}}, 40, false},
		{[][]int32{{1, 2}, {3}, {}}, 60, true},
	} {
		if e := in.Evaluate(test.routes); e.Value != test.value || e.Feasible() != test.feasible {
			t.Errorf("%v: %v, %v", test.routes, e.Value, e.Err())
		}
	}
}

func TestFaultsAreBounded(t *testing.T) {
	var routes [][]int32
	for range 1000 {
		routes = append(routes, []int32{99})
	}
	if e := straightLine().Evaluate(routes); len(e.Faults) != maxListed {
		t.Errorf("%d faults", len(e.Faults))
	}
}

func TestWithFleet(t *testing.T) {
	in, err := straightLine().WithFleet()
	if err != nil {
		t.Fatal(err)
	}
	in.Sites[1].Y = 1
	if e := in.Evaluate([][]int32{{1, 2}, {3, 4}}); math.Abs(e.Value-(2*math.Sqrt(101)+100)) > 1e-9 || e.Vehicles != 2 {
		t.Errorf("%v with %d vehicles", e.Value, e.Vehicles)
	}
	if p := in.Problem(); p.Teams[0].Fixed < 200*1e5 {
		t.Errorf("a vehicle costs %d units, less than all travel", p.Teams[0].Fixed)
	}
	top := straightLine()
	top.Kind = TOP
	if _, err := top.WithFleet(); err == nil {
		t.Error("an orienteering set has no records of fleets")
	}
}

func TestWithTeams(t *testing.T) {
	in := straightLine()
	in.Vehicles[0].Capacity = solver.Unlimited
	out := in.WithTeams(4)
	if len(out.Vehicles) != 4 || out.Vehicles[3].Capacity != solver.Unlimited || len(in.Vehicles) != 2 {
		t.Errorf("%v from %v", out.Vehicles, in.Vehicles)
	}
}
