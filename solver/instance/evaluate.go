package instance

import (
	"errors"
	"fmt"
	"math"
)

// Evaluation is what routes are worth by the convention of the set.
type Evaluation struct {
	Value    float64 // of the instance's objective; of [Fleet], the distance
	Distance float64
	Prizes   float64 // of the sites visited
	Visits   int
	Vehicles int     // that visit anybody
	Faults   []error // what makes the routes infeasible, a few of each kind
}

// Feasible says whether nothing is wrong with the routes.
func (e *Evaluation) Feasible() bool { return len(e.Faults) == 0 }

// Err joins the faults.
func (e *Evaluation) Err() error { return errors.Join(e.Faults...) }

// tolerance is how much later than allowed is still in time, in units of the file: rounding errors of
// sums of double precision, far below any digit that counts.
const tolerance = 1e-7

// Evaluate says what routes are worth and what is wrong with them, from the routes and the file alone.
// A route lists sites without its depots. Where vehicles differ, route k is that of vehicle k.
func (in *Instance) Evaluate(routes [][]int32) *Evaluation {
	e := &Evaluation{}
	visits := make([]int, len(in.Sites))
	for k, route := range routes {
		if !in.known(e, k, route) {
			continue
		}
		if len(route) == 0 {
			continue
		}
		for _, site := range route {
			visits[site]++
		}
		e.Vehicles++
		vehicle := &in.Vehicles[0]
		if in.Ordered {
			vehicle = &in.Vehicles[k]
		}
		in.drive(e, k, vehicle, route)
	}
	if e.Vehicles > len(in.Vehicles) {
		e.fault("%d routes for %d vehicles", e.Vehicles, len(in.Vehicles))
	}
	lost := in.count(e, visits)
	scale := in.Measure.Scale
	switch in.Objective {
	case Score:
		e.Value = e.Prizes
	case DistancePlusPrizes:
		e.Value = (e.Distance + lost*scale) / scale
	default:
		e.Value = e.Distance / scale
	}
	e.Distance /= scale
	return e
}

// known says whether the route's sites and vehicle exist.
func (in *Instance) known(e *Evaluation, k int, route []int32) bool {
	if in.Ordered && k >= len(in.Vehicles) {
		if len(route) > 0 {
			e.fault("route %d: there is no such vehicle", k+1)
		}
		return false
	}
	for _, site := range route {
		if site < 0 || int(site) >= len(in.Sites) {
			e.fault("route %d: there is no site %d", k+1, site)
			return false
		}
	}
	return true
}

// count adds up the prizes and checks who is visited how often; lost is the prizes of the rest.
func (in *Instance) count(e *Evaluation, visits []int) (lost float64) {
	optional := in.Kind == TOP || in.Kind == TOPTW || in.Kind == PCVRPTW
	missed := 0
	for _, d := range in.Depots {
		if visits[d] > 0 {
			e.fault("a route visits the depot %d", d)
		}
	}
	for _, c := range in.Clients() {
		switch n := visits[c]; {
		case n == 0:
			lost += float64(in.Sites[c].Prize)
			missed++
		case n > 1:
			e.fault("site %d is visited %d times", c, n)
			fallthrough
		default:
			e.Visits++
			e.Prizes += float64(in.Sites[c].Prize)
		}
	}
	if !optional && missed > 0 {
		e.fault("%d sites are not visited", missed)
	}
	return lost
}

// drive follows a vehicle along its route, as early as possible, and adds its distance.
func (in *Instance) drive(e *Evaluation, k int, v *Vehicle, route []int32) {
	scale := in.Measure.Scale
	start, end := &in.Sites[v.Start], &in.Sites[v.End]
	load := int64(0)
	time := start.Open * scale
	waited := 0.0        // so far
	spare := math.Inf(1) // how much later the vehicle may leave without being late anywhere
	at, service := start, 0.0
	arrive := func(next *Site, open float64) {
		leg := in.Measure.units(at, next)
		e.Distance += leg
		time += service + leg
		if time > (next.Close+tolerance)*scale {
			e.fault("route %d: arrives at %v where %v is the latest", k+1, time/scale, next.Close)
		}
		if wait := open*scale - time; wait > 0 {
			waited += wait
			time += wait
		}
		spare = min(spare, waited+next.Close*scale-time)
		at, service = next, next.Service*scale
	}
	for _, site := range route {
		s := &in.Sites[site]
		load += int64(s.Demand)
		arrive(s, s.Open)
	}
	arrive(end, math.Inf(-1))
	if load > int64(v.Capacity) {
		e.fault("route %d: a load of %d for a capacity of %d", k+1, load, v.Capacity)
	}
	// Leaving later takes waiting out of the duration, as long as nobody is served too late for it
	// (forward time slack: Savelsbergh, ORSA J. Comput. 4, 1992).
	duration := time - start.Open*scale - max(0, min(spare, waited))
	if duration > (v.MaxDuration+tolerance)*scale {
		e.fault("route %d: takes %v where %v is the longest", k+1, duration/scale, v.MaxDuration)
	}
}

// maxListed is how many faults an evaluation lists.
const maxListed = 20

func (e *Evaluation) fault(format string, args ...any) {
	if len(e.Faults) < maxListed {
		e.Faults = append(e.Faults, fmt.Errorf(format, args...))
	}
}
