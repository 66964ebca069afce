package instance

import (
	"fmt"
	"math"
	"slices"

	"gonha/solver/vrp"
)

// Times are counted in hundredths of a second, as VROOM does for speeds to be exact, and costs in parts of which a second of
// the usual cost has so many, as VROOM's are.
const (
	perSecond = 100
	perCost   = perSecond * usualPerHour
)

// tours makes the problem of package vrp, without its tables.
func (v *VROOM) tours(r *vroomReader) *vrp.Problem {
	p := &vrp.Problem{Places: int32(len(v.places.points))}
	var kinds []string
	for i := range v.vehicles {
		if !slices.Contains(kinds, v.vehicles[i].kind) {
			kinds = append(kinds, v.vehicles[i].kind)
		}
	}
	travels := map[vroomWay]int32{}
	for i := range v.vehicles {
		x := &v.vehicles[i]
		way := x.way()
		travel, known := travels[way]
		if !known {
			travel = int32(len(v.ways))
			travels[way] = travel
			v.ways = append(v.ways, way)
		}
		p.Vehicles = append(p.Vehicles, v.tourVehicle(r, x, travel, int32(slices.Index(kinds, x.kind))))
	}
	skilled := slices.ContainsFunc(v.jobs, func(j vroomJob) bool { return len(j.skills) > 0 })
	for i := range v.jobs {
		j := &v.jobs[i]
		job := vrp.Job{
			Place: v.places.of(j.at), Delivery: amounts(j.delivery, v.amounts), Pickup: amounts(j.pickup, v.amounts), Windows: hundredths(j.windows),
			Worth: int64(j.priority)*int64(len(v.jobs)+1) + 1,
		}
		for _, kind := range kinds {
			job.Setup, job.Service = append(job.Setup, j.setup.of(kind)*perSecond), append(job.Service, j.service.of(kind)*perSecond)
		}
		if skilled {
			for k := range v.vehicles {
				job.Vehicles = append(job.Vehicles, within(j.skills, v.vehicles[k].skills))
			}
		}
		p.Jobs = append(p.Jobs, job)
	}
	return p
}

// vroomWay is what makes the travel of vehicles differ.
type vroomWay struct {
	profile string
	factor  int64
	perTime int64 // cost of a second of the profile's, in parts
	perHour int64
	perKM   int64
	metres  bool // whether lengths matter
}

// way is a vehicle's.
func (x *vroomVehicle) way() vroomWay {
	return vroomWay{
		profile: x.profile, factor: x.factor, perHour: x.costs.perHour, perKM: x.costs.perKM, metres: x.costs.perKM > 0 || x.distance >= 0,
		perTime: int64(math.Round(1 / x.speed * usualFactor * float64(x.costs.perHour))),
	}
}

// tourVehicle is a vehicle for package vrp.
func (v *VROOM) tourVehicle(r *vroomReader, x *vroomVehicle, travel, kind int32) vrp.Vehicle {
	t := vrp.Vehicle{
		Start: vrp.Nowhere, End: vrp.Nowhere, Shift: vrp.Window{Open: x.window.open * perSecond, Close: x.window.close * perSecond}, Kind: kind, Travel: travel,
		Capacity: amounts(x.capacity, v.amounts), MaxTasks: int(min(x.tasks, int64(len(v.jobs)))), MaxTravel: vrp.Unlimited, MaxDistance: vrp.Unlimited,
		Fixed: x.costs.fixed * perCost, PerTask: x.costs.perTaskHour,
	}
	if x.window == anyTime {
		t.Shift.Close = vrp.Latest
	}
	if x.start.there() {
		t.Start = v.places.of(x.start)
	}
	if x.end.there() {
		t.End = v.places.of(x.end)
	}
	if x.travelTime >= 0 {
		t.MaxTravel = x.travelTime * perSecond
	}
	if x.distance >= 0 {
		t.MaxDistance = x.distance
	}
	for i := range x.breaks {
		b := &x.breaks[i]
		rest := vrp.Break{Service: b.service * perSecond, Windows: hundredths(b.windows)}
		if b.maxLoad != nil {
			if len(b.maxLoad) != v.amounts {
				r.fault(b.path+".max_load", uneven)
			}
			rest.MaxLoad = amounts(b.maxLoad, v.amounts)
		}
		t.Breaks = append(t.Breaks, rest)
	}
	return t
}

// amounts are so many numbers, those that are left out 0.
func amounts(list []uint32, n int) []int64 {
	all := make([]int64, n)
	for k := range min(n, len(list)) {
		all[k] = int64(list[k])
	}
	return all
}

// hundredths are windows in hundredths of a second; one that is open to the end of time is so for package vrp.
func hundredths(windows []vroomWindow) []vrp.Window {
	var list []vrp.Window
	for _, w := range windows {
		one := vrp.Window{Open: w.open * perSecond, Close: w.close * perSecond}
		if w.close == anyTime.close {
			one.Close = vrp.Latest
		}
		list = append(list, one)
	}
	return list
}

// uneven is the fault of amounts that are not as many as the first vehicle's.
const uneven = "phải có cùng số lượng như capacity của xe đầu / must have as many numbers as the first vehicle's capacity"

// checkAmounts refuses jobs and vehicles whose amounts are not as many as the first vehicle's.
func (v *VROOM) checkAmounts(r *vroomReader) {
	v.amounts = len(v.vehicles[0].capacity)
	for i := range v.vehicles {
		if len(v.vehicles[i].capacity) != v.amounts {
			r.fault(v.vehicles[i].path+".capacity", uneven)
		}
	}
	for i := range v.jobs {
		j := &v.jobs[i]
		for _, of := range [...]struct {
			name string
			list []uint32
		}{{"delivery", j.delivery}, {"pickup", j.pickup}} {
			if len(of.list) != 0 && len(of.list) != v.amounts {
				r.fault(j.path+"."+of.name, uneven)
			}
		}
	}
}

// checkCosts refuses costs that do not go together.
func (v *VROOM) checkCosts(r *vroomReader) {
	for i := range v.vehicles {
		x := &v.vehicles[i]
		m := v.matrices[x.profile]
		if m != nil && m.costs != nil && (x.costs.perHour != usualPerHour || x.costs.perKM != 0) {
			r.fault(x.path+".costs", "không dùng cùng ma trận costs của profile này / does not go with the matrix of costs of its profile")
		}
	}
}

// given is the plan of the vehicles' steps, or nil where there are none.
func (v *VROOM) given(r *vroomReader) *vrp.Plan {
	ranks := make(map[uint64]int32, len(v.jobs))
	for i := range v.jobs {
		ranks[v.jobs[i].id] = int32(i)
	}
	plan := &vrp.Plan{Routes: make([][]int32, len(v.vehicles))}
	done, any := map[uint64]bool{}, false
	for i := range v.vehicles {
		x := &v.vehicles[i]
		any = any || len(x.steps) > 0
		for k := range x.steps {
			s := &x.steps[k]
			rank, known := ranks[s.id]
			rest := slices.ContainsFunc(x.breaks, func(b vroomBreak) bool { return b.id == s.id })
			switch {
			case s.kind == "start" && k > 0 || s.kind == "end" && k < len(x.steps)-1:
				r.fault(s.path+".type", "start đứng đầu, end đứng cuối / start comes first, end last")
			case s.kind == "job" && (!known || done[s.id]):
				r.fault(s.path+".id", "không có việc này, hoặc có hai lần / there is no such job, or it is there twice")
			case s.kind == "break" && !rest:
				r.fault(s.path+".id", "xe không có lần nghỉ này / the vehicle has no such break")
			case s.kind == "job":
				done[s.id] = true
				plan.Routes[i] = append(plan.Routes[i], rank)
			}
		}
	}
	if !any {
		return nil
	}
	for i := range v.jobs {
		if !done[v.jobs[i].id] {
			plan.Left = append(plan.Left, int32(i))
		}
	}
	return plan
}

// onlyPlain refuses what only package vrp knows.
func (v *VROOM) onlyPlain(r *vroomReader) {
	reason := fmt.Sprintf("chỉ hỗ trợ tới %d nơi / supported up to %d places only", r.limits.Dense, r.limits.Dense)
	refuse := func(is bool, path string) {
		if is {
			r.fault(path, reason)
		}
	}
	refuse(v.Options.Plan, "options.c")
	for i := range v.vehicles {
		x := &v.vehicles[i]
		c := x.costs
		refuse(len(x.breaks) > 0, x.path+".breaks")
		refuse(len(x.steps) > 0, x.path+".steps")
		refuse(x.travelTime >= 0, x.path+".max_travel_time")
		refuse(x.distance >= 0, x.path+".max_distance")
		refuse(c.fixed != 0 || c.perKM != 0 || c.perTaskHour != 0 || c.perHour != v.vehicles[0].costs.perHour, x.path+".costs")
		m := v.matrices[x.profile]
		refuse(m != nil && m.costs != nil, "matrices."+shownName(x.profile)+".costs")
	}
}

// plain says whether package solver can solve the problem exactly as VROOM counts, and then makes its problem of it too.
func (v *VROOM) plain(r *vroomReader) bool {
	for i := range v.vehicles {
		if v.vehicles[i].factor != usualFactor { // whose times are hundredths
			return false
		}
	}
	scratch := &vroomReader{limits: r.limits}
	v.buildLarge(scratch)
	if len(scratch.faults) > 0 || v.problem.Validate() != nil {
		v.problem = nil
		return false
	}
	return true
}
