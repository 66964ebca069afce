package instance

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// vroomVehicle is a vehicle of a document. Limits below 0 are none.
type vroomVehicle struct {
	id          uint64
	path        string
	description string
	profile     string
	kind        string // its type
	start, end  vroomPlace
	capacity    []uint32 // by kind of amount
	skills      []uint32 // ascending, each once
	window      vroomWindow
	factor      int64   // hundredths that its travel times are of the profile's
	speed       float64 // as it was given
	tasks       int64   // at most so many jobs
	travelTime  int64   // at most so many seconds of travel
	distance    int64   // at most so many metres
	costs       vroomCosts
	breaks      []vroomBreak // in the order in which they are taken
	steps       []vroomStep  // that it is to begin with, or is to do
}

// vroomCosts are what a vehicle costs: if it is used at all, for an hour of travel and of work, for a kilometre.
type vroomCosts struct{ fixed, perHour, perKM, perTaskHour int64 }

// vroomBreak is a rest of a vehicle.
type vroomBreak struct {
	id          uint64
	path        string
	description string
	service     int64
	windows     []vroomWindow
	maxLoad     []uint32 // by kind of amount; nil is any
}

// vroomStep is a step of a route that is given: a job or a break, neither at its ends.
type vroomStep struct {
	kind              string // "start", "job", "break" or "end"
	id                uint64
	path              string
	at, after, before int64 // when its service is to begin; below 0 is not said
}

const (
	usualProfile = "car"
	usualPerHour = 3600 // a second costs 1
	usualFactor  = 100
	anyTasks     = math.MaxInt64
)

// vehicle reads a vehicle.
func (r *vroomReader) vehicle(path string) vroomVehicle {
	v := vroomVehicle{path: path, profile: usualProfile, window: anyTime, costs: vroomCosts{perHour: usualPerHour}, tasks: anyTasks}
	o := r.object(path)
	if o == nil {
		return v
	}
	v.id = o.id()
	v.description = o.text("description")
	if profile := o.text("profile"); profile != "" {
		v.profile = profile
	}
	v.kind = o.text("type")
	v.start, v.end = o.place("start", "start_index"), o.place("end", "end_index")
	if !v.start.there() && !v.end.there() {
		r.fault(o.at("start"), "thiếu start và end: cần ít nhất một / start and end are missing: one is needed at least")
	}
	v.capacity = o.wholes("capacity", r.limits.Amounts)
	v.skills = o.skills()
	if raw, given := o.take("time_window"); given {
		v.window = r.window(o.at("time_window"), raw)
	}
	v.factor, v.speed = o.speedFactor()
	if _, given := o.members["max_tasks"]; given {
		v.tasks = int64(o.whole("max_tasks", math.MaxUint32, 0))
	}
	v.travelTime, v.distance = o.optional("max_travel_time"), o.optional("max_distance")
	v.costs = o.costs()
	o.objects("breaks", r.limits.List, func(b *vroomObject) { v.breaks = append(v.breaks, b.rest()) })
	slices.SortStableFunc(v.breaks, func(a, b vroomBreak) int {
		return cmp.Or(cmp.Compare(a.first().open, b.first().open), cmp.Compare(a.first().close, b.first().close))
	})
	r.checkBreaks(&v)
	o.objects("steps", r.limits.Jobs+r.limits.List, func(s *vroomObject) { v.steps = append(v.steps, s.step()) })
	o.end(vehicleNames)
	return v
}

// first is the first time window of a break.
func (b *vroomBreak) first() vroomWindow {
	if len(b.windows) == 0 {
		return anyTime
	}
	return b.windows[0]
}

// checkBreaks refuses breaks of one id, and more of them than a search can place.
func (r *vroomReader) checkBreaks(v *vroomVehicle) {
	const most = 8
	if len(v.breaks) > most {
		r.fault(v.path+".breaks", fmt.Sprintf("nhiều nhất %d / at most %d", most, most))
	}
	for i := range v.breaks {
		if slices.ContainsFunc(v.breaks[:i], func(b vroomBreak) bool { return b.id == v.breaks[i].id }) {
			r.fault(v.breaks[i].path+".id", "trùng với một lần nghỉ khác / is that of another break as well")
		}
	}
}

// rest is a break.
func (o *vroomObject) rest() vroomBreak {
	b := vroomBreak{id: o.id(), path: o.path, description: o.text("description"), service: int64(o.whole("service", longest, 0)), windows: o.windows("time_windows")}
	if _, given := o.members["max_load"]; given {
		b.maxLoad = append([]uint32{}, o.wholes("max_load", o.r.limits.Amounts)...)
	}
	o.end(breakNames)
	return b
}

// step is a step of a route that is given.
func (o *vroomObject) step() vroomStep {
	s := vroomStep{kind: o.text("type"), path: o.path}
	switch s.kind {
	case "start", "end":
		o.take("id")
	case "job", "break":
		s.id = o.id()
	case "pickup", "delivery": // of shipments
		o.take("id")
		o.r.fault(o.path, notSupported)
	default:
		o.take("id")
		o.r.fault(o.at("type"), "phải là start, job, break hoặc end / must be start, job, break or end")
	}
	s.at, s.after, s.before = o.optional("service_at"), o.optional("service_after"), o.optional("service_before")
	o.end(stepNames)
	return s
}

// speedFactor takes the factor of the vehicle's speed, and gives that of its travel times in hundredths,
// rounded as VROOM does.
func (o *vroomObject) speedFactor() (factor int64, speed float64) {
	raw, given := o.take("speed_factor")
	if !given {
		return usualFactor, 1
	}
	var number *float64
	const least, most = 0.001, 5
	if json.Unmarshal(raw, &number) != nil || number == nil || *number < least || *number > most {
		o.r.fault(o.at("speed_factor"), "phải trên 0, nhiều nhất 5 / must be above 0 and at most 5")
		return usualFactor, 1
	}
	return int64(math.Round(1 / *number * usualFactor)), *number
}

// mostCost is the largest of a vehicle's costs, so that sums stay within bounds.
const mostCost = 1_000_000_000

// costs takes the costs.
func (o *vroomObject) costs() vroomCosts {
	costs := vroomCosts{perHour: usualPerHour}
	raw, given := o.take("costs")
	if !given {
		return costs
	}
	c := &vroomObject{r: o.r, path: o.at("costs")}
	if json.Unmarshal(raw, &c.members) != nil || c.members == nil {
		o.r.fault(c.path, "phải là đối tượng / must be an object")
		return costs
	}
	costs.fixed, costs.perHour = int64(c.whole("fixed", mostCost, 0)), int64(c.whole("per_hour", mostCost, usualPerHour))
	costs.perKM, costs.perTaskHour = int64(c.whole("per_km", mostCost, 0)), int64(c.whole("per_task_hour", mostCost, 0))
	c.end(costNames)
	return costs
}

// options reads the options of vroom-express.
func (r *vroomReader) options(path string) VROOMOptions {
	options := VROOMOptions{Explore: mostExplore}
	o := r.object(path)
	if o == nil {
		return options
	}
	options.Geometry, options.Plan = o.truth("g"), o.truth("c")
	options.Threads = int(o.whole("t", math.MaxUint16, 0))
	options.Explore = int(o.whole("x", mostExplore, mostExplore))
	options.Limit = uint32(o.whole("l", math.MaxUint32, 0))
	o.end(optionNames)
	return options
}

// truth takes true or false.
func (o *vroomObject) truth(name string) bool {
	raw, given := o.take(name)
	if !given || string(raw) == "false" || string(raw) == "null" {
		return false
	}
	if string(raw) != "true" {
		o.r.fault(o.at(name), "phải là true hoặc false / must be true or false")
	}
	return true
}
