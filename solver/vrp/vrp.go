// Package vrp is a search for vehicle routing problems with what vehicles in use have beside a load and a time window:
// loads of several kinds that are delivered and picked up, breaks, limits on travel, length and tasks, costs of their
// own, service times by kind of vehicle, and setups that are due once a place. Every such problem in VROOM's format is
// solved by it. It has no stops of several doors, no turfs and no bound, and it needs tables of all travel:
// for evenings of home visits see package solver.
//
// Start with [Problem] and [Solve]. How it searches is told in search.go; [Check] checks what it finds and shares
// nothing with it.
package vrp

import (
	"errors"
	"fmt"
)

// Window is a span of time, both ends included.
type Window struct{ Open, Close int64 }

// Nowhere is the place of a start or end that a vehicle has not: it begins at its first job, or ends at its last.
const Nowhere int32 = -1

// Problem is what is to be solved: the largest [Worth] of jobs done at the least cost. Times are in units of the
// caller's, whole ones, between 0 and [Latest] before and after the zero of its clock; all quantities are 0 or more.
type Problem struct {
	Places   int32
	Travels  []Travel // ways to get about
	Jobs     []Job
	Vehicles []Vehicle
}

// Latest bounds all times and durations, so that sums over a route never overflow.
const Latest = 1 << 44

// Travel is how some vehicles get about: tables of Places by Places, row by row, from the row's place to the column's,
// and what is made of them.
type Travel struct {
	Durations []uint32
	Distances []uint32 // nil is that lengths do not matter
	Costs     []uint32 // nil is that cost follows from durations and distances

	Time    int64 // of the clock for a unit of Durations
	PerTime int64 // cost of a unit of Durations, or of Costs where there are some
	PerDist int64 // cost of a unit of Distances
}

// noWay is a duration that stands for no way between two places.
const noWay = 1 << 26

// Job is something to be done at a place.
type Job struct {
	Place            int32
	Setup, Service   []int64  // by kind of vehicle; the setup is not due where the vehicle is at the place already
	Delivery, Pickup []int64  // by kind of load, all of one length; deliveries are loaded at the start, pickups stay to the end
	Windows          []Window // when service may begin, ascending and disjoint; nil is always
	Worth            int64    // what is lost if it is left out: first, the sum of these is to be small
	Vehicles         []bool   // by vehicle: which may do it; nil is all
}

// Break is a rest that a vehicle which does anything must take, on the way or between jobs. It is as good as travelled
// meanwhile, before it begins.
type Break struct {
	Service int64
	Windows []Window // as a job's
	MaxLoad []int64  // by kind of load; nil is any
}

// Vehicle does jobs, one after the other.
type Vehicle struct {
	Start, End  int32 // places, one of them may be [Nowhere]
	Shift       Window
	Kind        int32 // of the jobs' setup and service
	Travel      int32 // index into Travels
	Capacity    []int64
	MaxTasks    int
	MaxTravel   int64 // of the clock
	MaxDistance int64
	Fixed       int64   // cost if it does anything
	PerTask     int64   // cost of a unit of time of setup and service
	Breaks      []Break // to be taken in this order
}

// Unlimited is a limit that is none.
const Unlimited = 1 << 60

// Validate reports every fault at once.
func (p *Problem) Validate() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	cells := int(p.Places) * int(p.Places)
	for i := range p.Travels {
		t := &p.Travels[i]
		if len(t.Durations) != cells || t.Distances != nil && len(t.Distances) != cells || t.Costs != nil && len(t.Costs) != cells {
			fault("travel %d: a table is not of %d by %d", i, p.Places, p.Places)
		}
	}
	loads, kinds := p.validateVehicles(fault)
	for i := range p.Jobs {
		j := &p.Jobs[i]
		if j.Place < 0 || j.Place >= p.Places || len(j.Setup) < kinds || len(j.Service) < kinds || !sound(j.Windows) ||
			len(j.Delivery) != loads || len(j.Pickup) != loads || j.Vehicles != nil && len(j.Vehicles) != len(p.Vehicles) {
			fault("job %d: its place, times, windows, loads or vehicles are not sound", i)
		}
	}
	return errors.Join(faults...)
}

// validateVehicles counts the kinds of loads and of vehicles beside.
func (p *Problem) validateVehicles(fault func(format string, args ...any)) (loads, kinds int) {
	for i := range p.Vehicles {
		v := &p.Vehicles[i]
		if loads = len(v.Capacity); loads != len(p.Vehicles[0].Capacity) {
			fault("vehicle %d: another number of loads than the first's", i)
		}
		kinds = max(kinds, int(v.Kind)+1)
		if v.Start < Nowhere || v.End < Nowhere || v.Start >= p.Places || v.End >= p.Places || v.Travel < 0 || int(v.Travel) >= len(p.Travels) || v.Kind < 0 {
			fault("vehicle %d: places, travel or kind are not there", i)
		}
		if v.Shift.Open > v.Shift.Close || v.Shift.Open < -Latest || v.Shift.Close > Latest {
			fault("vehicle %d: the shift is none", i)
		}
		for k := range v.Breaks {
			if b := &v.Breaks[k]; !sound(b.Windows) || b.MaxLoad != nil && len(b.MaxLoad) != loads {
				fault("vehicle %d: break %d has no sound windows or loads", i, k)
			}
		}
	}
	return loads, kinds
}

// sound says whether windows are ascending, disjoint and within bounds.
func sound(windows []Window) bool {
	for k, w := range windows {
		if w.Open > w.Close || w.Open < -Latest || w.Close > Latest || k > 0 && w.Open <= windows[k-1].Close {
			return false
		}
	}
	return true
}

// Plan is who does what.
type Plan struct {
	Routes [][]int32 // by vehicle: jobs in order
	Left   []int32   // jobs that nobody does, ascending
}

// Value is what a plan is worth: less is better, Lost first.
type Value struct {
	Lost int64 // worth of the jobs left out
	Cost int64
}

// Better says whether v comes before other.
func (v Value) Better(other Value) bool {
	return v.Lost < other.Lost || v.Lost == other.Lost && v.Cost < other.Cost
}
