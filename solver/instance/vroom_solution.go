package instance

import (
	"math"
	"time"

	"gonha/geo"
	"gonha/solver/vrp"
)

// VROOMSolution is a plan in VROOM's format. Times are in seconds, lengths in metres; arrivals are in the
// problem's own time.
type VROOMSolution struct {
	Code       int           `json:"code" doc:"0: no error."`
	Summary    VROOMSummary  `json:"summary"`
	Unassigned []VROOMTask   `json:"unassigned" doc:"The jobs that no vehicle does."`
	Routes     []VROOMRoute  `json:"routes" doc:"Of the vehicles that do something."`
	Elapsed    time.Duration `json:"-"` // of the solve
}

// VROOMSums are what routes come to.
type VROOMSums struct {
	Cost       int64            `json:"cost"`
	Delivery   []int64          `json:"delivery,omitempty"`
	Amount     []int64          `json:"amount,omitempty" doc:"As delivery; VROOM's older name."`
	Pickup     []int64          `json:"pickup,omitempty"`
	Setup      int64            `json:"setup"`
	Service    int64            `json:"service"`
	Duration   int64            `json:"duration" doc:"Travel time."`
	Waiting    int64            `json:"waiting_time"`
	Priority   int64            `json:"priority"`
	Distance   *int64           `json:"distance,omitempty" doc:"Where g or a matrix of distances is given."`
	Violations []VROOMViolation `json:"violations" doc:"Empty but in plan mode: a plan keeps to all that was asked."`
}

// VROOMViolation is a rule that a route which was given does not keep to.
type VROOMViolation struct {
	Cause    string `json:"cause" doc:"delay, lead_time, load, max_tasks, skills, missing_break, max_travel_time, max_distance or max_load."`
	Duration *int64 `json:"duration,omitempty" doc:"Seconds, of delay and lead_time."`
}

// VROOMSummary is what all routes come to.
type VROOMSummary struct {
	VROOMSums
	Routes     int        `json:"routes"`
	Unassigned int        `json:"unassigned"`
	Computing  VROOMTimes `json:"computing_times"`
}

// VROOMTimes are milliseconds of work.
type VROOMTimes struct {
	Loading int64 `json:"loading"`
	Solving int64 `json:"solving"`
	Routing int64 `json:"routing"`
}

// VROOMTask is a job that is left out.
type VROOMTask struct {
	ID          uint64    `json:"id"`
	Location    []float64 `json:"location,omitempty" doc:"Longitude, latitude."`
	Index       *int32    `json:"location_index,omitempty"`
	Type        string    `json:"type" enum:"job"`
	Description string    `json:"description,omitempty"`
}

// VROOMRoute is what a vehicle does.
type VROOMRoute struct {
	Vehicle     uint64 `json:"vehicle"`
	Description string `json:"description,omitempty"`
	VROOMSums
	Steps    []VROOMStep `json:"steps"`
	Geometry string      `json:"geometry,omitempty" doc:"Encoded polyline, five decimals."`
}

// VROOMStep is a step of a route.
type VROOMStep struct {
	Type        string           `json:"type" enum:"start,job,break,end"`
	Description string           `json:"description,omitempty"`
	Location    []float64        `json:"location,omitempty" doc:"Longitude, latitude."`
	Index       *int32           `json:"location_index,omitempty"`
	ID          *uint64          `json:"id,omitempty"`
	Setup       int64            `json:"setup"`
	Service     int64            `json:"service"`
	Waiting     int64            `json:"waiting_time"`
	Job         *uint64          `json:"job,omitempty" doc:"As id; VROOM's older name."`
	Load        []int64          `json:"load,omitempty" doc:"Of the vehicle after the step."`
	Arrival     int64            `json:"arrival"`
	Duration    int64            `json:"duration" doc:"Travel time so far."`
	Violations  []VROOMViolation `json:"violations"`
	Distance    *int64           `json:"distance,omitempty"`
}

// vroomTour is a vehicle's route in time, in hundredths of a second.
type vroomTour struct {
	vehicle int32
	vrp.Timetable
	kept breaches
}

// breaches are what a route does not keep to: at its start, its steps and its end, and as a whole.
type breaches struct {
	start, end, whole []VROOMViolation
	steps             [][]VROOMViolation // by step; nil is none
}

// solution writes a plan.
func (v *VROOM) solution(g *guide, tours []vroomTour, left []int32) *VROOMSolution {
	s := &VROOMSolution{Unassigned: []VROOMTask{}, Routes: []VROOMRoute{}}
	sums := v.sums()
	for i := range tours {
		s.Routes = append(s.Routes, v.route(g, &tours[i]))
		sums.add(&s.Routes[len(s.Routes)-1].VROOMSums)
	}
	for _, c := range left {
		j := &v.jobs[c]
		t := VROOMTask{ID: j.id, Type: "job", Description: j.description}
		t.Location, t.Index = j.at.shown()
		s.Unassigned = append(s.Unassigned, t)
	}
	s.Summary = VROOMSummary{VROOMSums: sums, Routes: len(s.Routes), Unassigned: len(s.Unassigned)}
	return s
}

// shown is a place as it was given.
func (p vroomPlace) shown() (location []float64, index *int32) {
	location = p.given
	if p.index >= 0 {
		index = &p.index
	}
	return location, index
}

// sums are sums of nothing yet.
func (v *VROOM) sums() VROOMSums {
	s := VROOMSums{Violations: []VROOMViolation{}}
	if v.amounts > 0 {
		s.Delivery, s.Pickup = make([]int64, v.amounts), make([]int64, v.amounts)
		s.Amount = s.Delivery
	}
	if v.measured() {
		s.Distance = new(int64)
	}
	return s
}

// measured says whether lengths are told, as VROOM does: where they or the lines were asked for, or given.
func (v *VROOM) measured() bool {
	if v.Options.Geometry {
		return true
	}
	for i := range v.vehicles {
		if m := v.matrices[v.vehicles[i].profile]; m != nil && m.distances != nil {
			return true
		}
	}
	return false
}

// add adds what a route comes to.
func (s *VROOMSums) add(r *VROOMSums) {
	s.Cost += r.Cost
	s.Setup += r.Setup
	s.Service += r.Service
	s.Duration += r.Duration
	s.Waiting += r.Waiting
	s.Priority += r.Priority
	for k := range s.Delivery {
		s.Delivery[k] += r.Delivery[k]
		s.Pickup[k] += r.Pickup[k]
	}
	if s.Distance != nil {
		*s.Distance += *r.Distance
	}
	s.Violations = withKinds(s.Violations, r.Violations)
}

func (v VROOMViolation) copied() VROOMViolation {
	if v.Duration != nil {
		seconds := *v.Duration
		v.Duration = &seconds
	}
	return v
}

// route writes a vehicle's route.
func (v *VROOM) route(g *guide, tour *vroomTour) VROOMRoute {
	x := &v.vehicles[tour.vehicle]
	w := &routeWriter{v: v, g: g, x: x, at: v.place(x.start), ended: floor(tour.Depart)}
	w.VROOMRoute = VROOMRoute{Vehicle: x.id, Description: x.description, VROOMSums: v.sums()}
	var first, last *vroomJob
	w.load = make([]int64, v.amounts)
	for _, s := range tour.Steps {
		if s.Job < 0 {
			continue
		}
		if last = &v.jobs[s.Job]; first == nil {
			first = last
		}
		for k := range w.load {
			w.load[k] += int64(amount(last.delivery, k))
		}
	}
	start, end := x.start, x.end
	if first != nil { // one without a start begins at its first job, one without an end ends at its last
		start, end = orElse(x.start, first.at), orElse(x.end, last.at)
	}
	w.add(VROOMStep{Type: "start", Arrival: w.ended}, start, tour.kept.start)
	for i := range tour.Steps {
		w.step(tour, i)
	}
	w.travel(floor(tour.End))
	w.leg(v.place(x.end))
	w.add(VROOMStep{Type: "end", Arrival: floor(tour.End)}, end, tour.kept.end)
	w.Violations = append(w.Violations, tour.kept.whole...)
	if w.Distance != nil {
		*w.Distance = w.metres
	}
	w.Cost = w.costs()
	if v.Options.Geometry {
		w.Geometry = polyline(w.line)
	}
	return w.VROOMRoute
}

// floor is a time of hundredths in whole seconds.
func floor(t int64) int64 {
	if t < 0 {
		return -((-t + perSecond - 1) / perSecond)
	}
	return t / perSecond
}

// orElse is a place, or another where it is nowhere.
func orElse(p, other vroomPlace) vroomPlace {
	if p.there() {
		return p
	}
	return other
}

// routeWriter writes a route step by step. Its times are whole seconds, made of the exact ones so that they add up, as VROOM's
// are: a way takes from the end of one step to the arrival at the next.
type routeWriter struct {
	VROOMRoute
	v       *VROOM
	g       *guide
	x       *vroomVehicle
	at      int32   // the place of the last job, or of the start
	ended   int64   // the last step
	load    []int64 // now
	metres  int64   // travelled to the last job
	resting int64   // metres travelled since, to the last break
	priced  int64   // cost of the ways, by a matrix of costs
	line    []geo.Point
}

// travel adds the way to what begins at a time.
func (w *routeWriter) travel(arrival int64) {
	w.Duration += arrival - w.ended
	w.ended = arrival
}

// leg goes on to a place.
func (w *routeWriter) leg(to int32) {
	if to < 0 {
		return
	}
	profile := w.x.profile
	w.metres += w.g.metres(profile, w.at, to)
	w.resting = w.metres
	if m := w.v.matrices[profile]; m != nil && m.costs != nil && w.at >= 0 {
		w.priced += m.costs.at(w.v.places.rows[w.at], w.v.places.rows[to])
	}
	for _, p := range w.g.line(profile, w.at, to) {
		if n := len(w.line); n == 0 || w.line[n-1] != p {
			w.line = append(w.line, p)
		}
	}
	w.at = to
}

// step adds a step of the timetable.
func (w *routeWriter) step(tour *vroomTour, i int) {
	s := &tour.Steps[i]
	arrival, begin := floor(s.Arrive), floor(s.Begin)
	before := w.ended
	w.travel(arrival)
	out := VROOMStep{Arrival: arrival, Waiting: begin - arrival}
	shown := nowhere
	if s.Job >= 0 {
		j := &w.v.jobs[s.Job]
		place := w.v.places.of(j.at)
		out.Type, out.Description, out.ID, out.Job, shown = "job", j.description, &j.id, &j.id, j.at
		out.Service = j.service.of(w.x.kind)
		if place != w.at {
			out.Setup = j.setup.of(w.x.kind)
		}
		w.leg(place)
		for k := range w.load {
			down, up := int64(amount(j.delivery, k)), int64(amount(j.pickup, k))
			w.load[k] += up - down
			w.Delivery[k] += down
			w.Pickup[k] += up
		}
		w.Priority += int64(j.priority)
	} else {
		b := &w.x.breaks[s.Break]
		out.Type, out.Description, out.ID, out.Service = "break", b.description, &b.id, b.service
		w.resting += w.partly(tour, i, arrival-before)
	}
	w.Setup, w.Service, w.Waiting = w.Setup+out.Setup, w.Service+out.Service, w.Waiting+out.Waiting
	var kept []VROOMViolation
	if tour.kept.steps != nil {
		kept = tour.kept.steps[i]
	}
	w.add(out, shown, kept)
	w.ended = begin + out.Setup + out.Service
}

// partly is how much of the way to the next job is travelled in some seconds of it before a break.
func (w *routeWriter) partly(tour *vroomTour, i int, seconds int64) int64 {
	to, total := w.v.place(w.x.end), tour.Last
	for k := i; k < len(tour.Steps); k++ {
		if s := &tour.Steps[k]; s.Job >= 0 {
			to, total = w.v.places.of(w.v.jobs[s.Job].at), s.Travelled
			break
		}
	}
	for k := i; k >= 0 && tour.Steps[k].Job < 0; k-- {
		total += tour.Steps[k].Travelled
	}
	for k := i + 1; k < len(tour.Steps) && tour.Steps[k].Job < 0; k++ {
		total += tour.Steps[k].Travelled
	}
	if total < perSecond {
		return 0
	}
	return int64(math.Round(float64(seconds*w.g.metres(w.x.profile, w.at, to)) / float64(total/perSecond)))
}

// add adds a step at a place, with what it does not keep to.
func (w *routeWriter) add(s VROOMStep, shown vroomPlace, kept []VROOMViolation) {
	s.Location, s.Index = shown.shown()
	s.Duration, s.Violations = w.Duration, append([]VROOMViolation{}, kept...)
	s.Load = append(s.Load, w.load...)
	if w.Distance != nil {
		metres := max(w.metres, w.resting)
		s.Distance = &metres
	}
	w.Steps = append(w.Steps, s)
}

// costs is what the route costs, rounded as VROOM does: down where nothing has a time, to the nearest where something has.
func (w *routeWriter) costs() int64 {
	c := w.x.costs
	cost := c.fixed + (w.Setup+w.Service)*c.perTaskHour/3600
	if m := w.v.matrices[w.x.profile]; m != nil && m.costs != nil {
		return cost + w.priced
	}
	metres := int64(0)
	if c.perKM > 0 {
		metres = w.metres
	}
	exact := float64(w.Duration*c.perHour)/3600 + float64(metres*c.perKM)/1000
	if w.v.timed {
		return cost + int64(math.Round(exact))
	}
	return cost + int64(exact)
}
