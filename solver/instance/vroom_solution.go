package instance

import (
	"time"

	"gonha/geo"
	"gonha/solver"
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
	Violations []VROOMViolation `json:"violations" doc:"Always empty: a plan keeps to all that was asked."`
}

// VROOMViolation is what VROOM reports of routes that were given to it; there are none here.
type VROOMViolation struct {
	Cause string `json:"cause"`
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
	Geometry string      `json:"geometry,omitempty" doc:"Encoded polyline, five decimals; straight lines."`
}

// VROOMStep is a step of a route.
type VROOMStep struct {
	Type        string           `json:"type" enum:"start,job,end"`
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

// solution writes a plan, which took so long.
func (v *VROOM) solution(plan *solver.Solution, elapsed time.Duration) *VROOMSolution {
	s := &VROOMSolution{Unassigned: []VROOMTask{}, Routes: []VROOMRoute{}, Elapsed: elapsed}
	sums := v.sums()
	for i := range plan.Routes {
		if len(plan.Routes[i].Stops) > 0 {
			s.Routes = append(s.Routes, v.route(&plan.Routes[i]))
			sums.add(&s.Routes[len(s.Routes)-1].VROOMSums)
		}
	}
	for _, c := range plan.Unvisited {
		j := &v.jobs[c]
		t := VROOMTask{ID: j.id, Type: "job", Description: j.description}
		t.Location, t.Index = j.at.shown()
		s.Unassigned = append(s.Unassigned, t)
	}
	s.Summary = VROOMSummary{
		VROOMSums: sums, Routes: len(s.Routes), Unassigned: len(s.Unassigned), Computing: VROOMTimes{Solving: elapsed.Milliseconds()},
	}
	return s
}

// shown is a place as it was given.
func (p vroomPlace) shown() (location []float64, index *int32) {
	if p.point != nil {
		location = []float64{p.point.Lon, p.point.Lat}
	}
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
}

// route writes a vehicle's route.
func (v *VROOM) route(from *solver.Route) VROOMRoute {
	x, team := &v.vehicles[from.Team], &v.problem.Teams[from.Team]
	out := &routeWriter{v: v, engine: v.problem.Travel[team.Mode], at: team.Start, left: from.Depart}
	out.VROOMRoute = VROOMRoute{Vehicle: x.id, Description: x.description, VROOMSums: v.sums()}
	if v.amounts > 0 {
		out.load = make([]int64, v.amounts)
		for _, stop := range from.Stops {
			for k := range out.load {
				out.load[k] += int64(amount(v.jobs[stop.Clients[0]].delivery, k))
			}
		}
	}
	// One without a start begins at its first job, one without an end ends at its last.
	first, last := &v.jobs[from.Stops[0].Clients[0]], &v.jobs[from.Stops[len(from.Stops)-1].Clients[0]]
	out.step(VROOMStep{Type: "start"}, orElse(x.start, first.at), team.Start, from.Depart)
	for i := range from.Stops {
		out.stop(&from.Stops[i])
	}
	out.step(VROOMStep{Type: "end"}, orElse(x.end, last.at), team.End, from.Return)
	out.Cost = out.Duration * v.perHour / usualPerHour
	if v.Options.Geometry {
		out.Geometry = polyline(out.line)
	}
	return out.VROOMRoute
}

// orElse is a place, or another where it is nowhere.
func orElse(p, other vroomPlace) vroomPlace {
	if p.given() {
		return p
	}
	return other
}

// routeWriter writes a route step by step.
type routeWriter struct {
	VROOMRoute
	v      *VROOM
	engine geo.Engine
	at     int32   // the last step's place
	left   int32   // when it was left
	load   []int64 // now
	metres int64   // travelled so far
	line   []geo.Point
}

// stop adds the step of a job.
func (w *routeWriter) stop(s *solver.Stop) {
	c := s.Clients[0]
	j := &w.v.jobs[c]
	for k := range w.load {
		down, up := int64(amount(j.delivery, k)), int64(amount(j.pickup, k))
		w.load[k] += up - down
		w.Delivery[k] += down
		w.Pickup[k] += up
	}
	w.Setup += j.setup.usual
	w.Service += j.service.usual
	w.Waiting += int64(s.Begin - s.Arrive)
	w.Priority += int64(j.priority)
	w.step(VROOMStep{
		Type: "job", Description: j.description, ID: &j.id, Job: &j.id,
		Setup: j.setup.usual, Service: j.service.usual, Waiting: int64(s.Begin - s.Arrive),
	}, j.at, w.v.problem.Clients[c].Location, s.Arrive)
	w.left = s.Leave
}

// step adds a step at a place, which the vehicle comes to at a time.
func (w *routeWriter) step(s VROOMStep, shown vroomPlace, place, arrive int32) {
	w.Duration += int64(arrive - w.left)
	if len(w.Steps) > 0 {
		_, metres := w.engine.Leg(w.at, place)
		w.metres += int64(metres)
		for _, p := range w.engine.Path(w.at, place) {
			if n := len(w.line); n == 0 || w.line[n-1] != p {
				w.line = append(w.line, p)
			}
		}
	}
	s.Location, s.Index = shown.shown()
	s.Arrival, s.Duration, s.Violations = int64(arrive)+w.v.base, w.Duration, []VROOMViolation{}
	s.Load = append(s.Load, w.load...)
	if w.Distance != nil {
		*w.Distance = w.metres
		metres := w.metres
		s.Distance = &metres
	}
	w.Steps = append(w.Steps, s)
	w.at, w.left = place, arrive
}
