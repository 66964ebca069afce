package instance

import (
	"encoding/json"
	"math"
)

// vroomVehicle is a vehicle of a document.
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
	factor      int64 // hundredths that its travel times are of the profile's
	tasks       int64 // at most so many jobs
	perHour     int64 // cost of an hour's travel
}

const (
	usualProfile = "car"
	usualPerHour = 3600 // a second costs 1
	usualFactor  = 100
	anyTasks     = math.MaxInt64
)

// vehicle reads a vehicle.
func (r *vroomReader) vehicle(path string) vroomVehicle {
	v := vroomVehicle{path: path, profile: usualProfile, window: anyTime, perHour: usualPerHour, tasks: anyTasks}
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
	if !v.start.given() && !v.end.given() {
		r.fault(o.at("start"), "thiếu start và end: cần ít nhất một / start and end are missing: one is needed at least")
	}
	v.capacity = o.wholes("capacity", r.limits.Amounts)
	v.skills = o.skills()
	if raw, given := o.take("time_window"); given {
		v.window = r.window(o.at("time_window"), raw)
	}
	v.factor = o.speedFactor()
	if _, given := o.members["max_tasks"]; given {
		v.tasks = int64(o.whole("max_tasks", math.MaxUint32, 0))
	}
	v.perHour = o.costs()
	o.unsupported("breaks", "steps", "max_travel_time", "max_distance")
	o.end()
	return v
}

// speedFactor takes the factor of the vehicle's speed, and gives that of its travel times in hundredths,
// rounded as VROOM does.
func (o *vroomObject) speedFactor() int64 {
	raw, given := o.take("speed_factor")
	if !given {
		return usualFactor
	}
	var factor *float64
	const least, most = 0.001, 5
	if json.Unmarshal(raw, &factor) != nil || factor == nil || *factor < least || *factor > most {
		o.r.fault(o.at("speed_factor"), "phải trên 0, nhiều nhất 5 / must be above 0 and at most 5")
		return usualFactor
	}
	return int64(math.Round(usualFactor / *factor))
}

// costs takes the costs: only that of an hour's travel may be other than usual.
func (o *vroomObject) costs() (perHour int64) {
	raw, given := o.take("costs")
	if !given {
		return usualPerHour
	}
	c := &vroomObject{r: o.r, path: o.at("costs")}
	if json.Unmarshal(raw, &c.members) != nil || c.members == nil {
		o.r.fault(c.path, "phải là đối tượng / must be an object")
		return usualPerHour
	}
	for _, name := range []string{"fixed", "per_km", "per_task_hour"} {
		if c.whole(name, math.MaxUint32, 0) != 0 {
			o.r.fault(c.at(name), notSupported)
		}
	}
	perHour = int64(c.whole("per_hour", math.MaxUint32, usualPerHour))
	c.end()
	return perHour
}

// options reads the options of vroom-express.
func (r *vroomReader) options(path string) VROOMOptions {
	options := VROOMOptions{Explore: mostExplore}
	o := r.object(path)
	if o == nil {
		return options
	}
	options.Geometry = o.truth("g")
	if o.truth("c") {
		r.fault(o.at("c"), notSupported)
	}
	options.Threads = int(o.whole("t", math.MaxUint16, 0))
	options.Explore = int(o.whole("x", mostExplore, mostExplore))
	options.Limit = uint32(o.whole("l", math.MaxUint32, 0))
	o.end()
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
