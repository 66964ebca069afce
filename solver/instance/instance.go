package instance

import (
	"fmt"
	"math"
)

// Kind is a family of public instances: what its files hold and what its solutions are judged by.
type Kind uint8

// The kinds: vehicle routing with time windows, with capacities alone, with several depots and
// windows, with prizes and windows; team orienteering with windows and without.
const (
	VRPTW Kind = iota + 1
	CVRP
	MDVRPTW
	PCVRPTW
	TOPTW
	TOP
)

// String is the kind's usual abbreviation.
func (k Kind) String() string {
	switch k {
	case VRPTW:
		return "VRPTW"
	case CVRP:
		return "CVRP"
	case MDVRPTW:
		return "MDVRPTW"
	case PCVRPTW:
		return "PCVRPTW"
	case TOPTW:
		return "TOPTW"
	case TOP:
		return "TOP"
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// Objective is what a solution is judged by; its text is the one of published tables.
type Objective string

// The objectives: the total distance, that and the prizes of clients not visited, the scores of
// clients visited (which is to be large, all others small), and the number of vehicles before the
// distance in double precision, as SINTEF keeps its records.
const (
	Distance           Objective = "distance"
	DistancePlusPrizes Objective = "distance_plus_uncollected_prizes"
	Score              Objective = "score"
	Fleet              Objective = "fleet"
)

// Maximised says whether a larger value is better.
func (o Objective) Maximised() bool { return o == Score }

// Site is a line of an instance: a depot or a client. All numbers are in the file's own units.
type Site struct {
	X, Y        float64
	Demand      int32
	Prize       int32   // gained when visited (TOPTW, TOP), lost when not (PCVRPTW)
	Open, Close float64 // when service may begin; at a depot, when vehicles may leave and must be back
	Service     float64 // how long it takes
}

// Vehicle is one that there is at most: where it sets out and ends, as indices of sites.
type Vehicle struct {
	Start, End  int32
	Capacity    int32   // of demand, or solver.Unlimited
	MaxDuration float64 // from leaving to being back, waiting included; infinite where there is no limit
}

// Instance is one public instance. Sites are numbered from 0 as in the solution files of its format.
type Instance struct {
	Name      string
	Kind      Kind
	Objective Objective
	Measure   Measure
	Sites     []Site
	Depots    []int32 // indices of sites that are no clients
	Vehicles  []Vehicle
	Ordered   bool // route k is that of vehicle k, because vehicles differ
}

// Rounding is what is done with the length of an arc.
type Rounding uint8

// The roundings: down, to the nearest, none (double precision).
const (
	Down Rounding = iota
	Nearest
	None
)

// Measure is how a set measures its arcs: Euclidean, times Scale, rounded. Times and lengths of
// solutions are whole multiples of 1/Scale unless Rounding is None.
type Measure struct {
	Scale    float64
	Rounding Rounding
}

// units is the length of the arc between two sites in units of 1/Scale.
func (m Measure) units(a, b *Site) float64 {
	d := m.Scale * math.Hypot(a.X-b.X, a.Y-b.Y)
	switch m.Rounding {
	case Down:
		return math.Floor(d)
	case Nearest:
		return math.Floor(d + 0.5)
	}
	return d
}

// Clients are the indices of the sites that are no depots, ascending.
func (in *Instance) Clients() []int32 {
	depot := make([]bool, len(in.Sites))
	for _, d := range in.Depots {
		depot[d] = true
	}
	clients := make([]int32, 0, len(in.Sites))
	for i := range in.Sites {
		if !depot[i] {
			clients = append(clients, int32(i))
		}
	}
	return clients
}

// TeamsFree says whether the number of teams is not part of the file but chosen with [Instance.WithTeams].
func (in *Instance) TeamsFree() bool { return in.Kind == TOPTW }

// WithTeams is the instance with m vehicles like its first, 1 or more.
func (in *Instance) WithTeams(m int) *Instance {
	out := *in
	out.Vehicles = make([]Vehicle, m)
	for i := range out.Vehicles {
		out.Vehicles[i] = in.Vehicles[0]
	}
	return &out
}

// WithFleet is the instance under the objective [Fleet]. The error is that its kind has no such records.
func (in *Instance) WithFleet() (*Instance, error) {
	if in.Kind != VRPTW {
		return nil, fmt.Errorf("%s: mục tiêu fleet chỉ dành cho VRPTW / the objective fleet is for VRPTW only, not %v", in.Name, in.Kind)
	}
	out := *in
	out.Objective, out.Measure = Fleet, Measure{Scale: 1, Rounding: None}
	return &out, nil
}

// same gives n vehicles that leave from and return to one depot.
func same(n int, depot, capacity int32, duration float64) []Vehicle {
	out := make([]Vehicle, n)
	for i := range out {
		out[i] = Vehicle{Start: depot, End: depot, Capacity: capacity, MaxDuration: duration}
	}
	return out
}
