package instance

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
)

// The check here reads a problem and its answer as a client of VROOM does, from their JSON alone, and
// computes every step again from VROOM's documentation. It shares nothing with the code under test.

// givenTask is a job of the problem.
type givenTask struct {
	ID             uint64
	Location       []float64
	LocationIndex  *int `json:"location_index"`
	Setup, Service int64
	Delivery       []int64
	Pickup         []int64
	Amount         []int64
	Skills         []int
	Priority       int64
	TimeWindows    [][]int64        `json:"time_windows"`
	ServicePerType map[string]int64 `json:"service_per_type"`
	SetupPerType   map[string]int64 `json:"setup_per_type"`
}

// givenBreak is a break of a vehicle.
type givenBreak struct {
	ID          uint64
	Service     int64
	TimeWindows [][]int64 `json:"time_windows"`
	MaxLoad     []int64   `json:"max_load"`
}

// givenVehicle is a vehicle of the problem.
type givenVehicle struct {
	ID          uint64
	Profile     string
	Start, End  []float64
	StartIndex  *int `json:"start_index"`
	EndIndex    *int `json:"end_index"`
	Capacity    []int64
	Skills      []int
	TimeWindow  []int64 `json:"time_window"`
	SpeedFactor float64 `json:"speed_factor"`
	MaxTasks    *int    `json:"max_tasks"`
	Type        string
	Breaks      []givenBreak
	MaxTravel   *int64 `json:"max_travel_time"`
	MaxDistance *int64 `json:"max_distance"`
	Costs       struct {
		Fixed       int64
		PerHour     *int64 `json:"per_hour"`
		PerKM       int64  `json:"per_km"`
		PerTaskHour int64  `json:"per_task_hour"`
	}
}

// givenProblem is the problem.
type givenProblem struct {
	Jobs     []givenTask
	Vehicles []givenVehicle
	Matrices map[string]struct{ Durations, Distances, Costs [][]int64 }
	Matrix   [][]int64
}

// answered is the answer, with every field in the type that VROOM's documentation gives it.
type answered struct {
	Code       *int
	Summary    answeredSums
	Unassigned []struct {
		ID   uint64
		Type string
	}
	Routes []struct {
		Vehicle uint64
		answeredSums
		Steps []answeredStep
	}
}

type answeredSums struct {
	Cost, Setup, Service, Duration, Priority *int64
	Waiting                                  *int64 `json:"waiting_time"`
	Delivery, Pickup, Amount                 []int64
	Distance                                 *int64
	Violations                               []any
	Routes, Unassigned                       int
}

type answeredStep struct {
	Type                              string
	ID, Job                           *uint64
	LocationIndex                     *int `json:"location_index"`
	Location                          []float64
	Setup, Service, Arrival, Duration *int64
	Waiting                           *int64 `json:"waiting_time"`
	Load                              []int64
	Violations                        []any
	Distance                          *int64
}

// verifier checks one answer.
type verifier struct {
	t       *testing.T
	problem givenProblem
	answer  answered
	done    map[uint64]bool
}

// verify checks an answer to a problem.
func verify(t *testing.T, problem, answer []byte) {
	t.Helper()
	v := verifier{t: t, done: map[uint64]bool{}}
	if err := json.Unmarshal(problem, &v.problem); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answer, &v.answer); err != nil {
		t.Fatalf("%v in %s", err, answer)
	}
	v.whole()
	if t.Failed() {
		t.Logf("problem %s\nanswer %s", problem, answer)
	}
}

func (v *verifier) whole() {
	a := &v.answer
	var cost, setup, service, duration, waiting, priority int64
	for i := range a.Routes {
		v.route(i)
		r := &a.Routes[i]
		cost, setup, service = cost+*r.Cost, setup+*r.Setup, service+*r.Service
		duration, waiting, priority = duration+*r.Duration, waiting+*r.Waiting, priority+*r.Priority
	}
	for _, u := range a.Unassigned {
		if v.done[u.ID] || u.Type != "job" {
			v.t.Errorf("job %d is unassigned as well, of type %q", u.ID, u.Type)
		}
		v.done[u.ID] = true
	}
	for _, j := range v.problem.Jobs {
		if !v.done[j.ID] {
			v.t.Errorf("job %d is nowhere", j.ID)
		}
	}
	s := &a.Summary
	want := fmt.Sprint(0, cost, setup, service, duration, waiting, priority, len(a.Routes), len(a.Unassigned), len(v.problem.Jobs))
	if got := fmt.Sprint(*a.Code, *s.Cost, *s.Setup, *s.Service, *s.Duration, *s.Waiting, *s.Priority, s.Routes, s.Unassigned, len(v.done)); got != want || s.Violations == nil {
		v.t.Errorf("summary %s, want %s", got, want)
	}
}

// route checks a route step by step.
func (v *verifier) route(i int) {
	r := &v.answer.Routes[i]
	at := slices.IndexFunc(v.problem.Vehicles, func(x givenVehicle) bool { return x.ID == r.Vehicle })
	if at < 0 || len(r.Steps) < 3 || r.Steps[0].Type != "start" || r.Steps[len(r.Steps)-1].Type != "end" || len(r.Violations) > 0 {
		v.t.Fatalf("route %d: vehicle %d, %d steps", i, r.Vehicle, len(r.Steps))
	}
	x := &v.problem.Vehicles[at]
	tasks := make([]*givenTask, len(r.Steps)) // nil where a step is no job
	jobs, rests := 0, map[uint64]bool{}
	for i, s := range r.Steps[1 : len(r.Steps)-1] {
		if s.Type == "break" {
			if rests[*s.ID] || !slices.ContainsFunc(x.Breaks, func(b givenBreak) bool { return b.ID == *s.ID }) {
				v.t.Fatalf("break %d of vehicle %d", *s.ID, x.ID)
			}
			rests[*s.ID] = true
			continue
		}
		k := slices.IndexFunc(v.problem.Jobs, func(j givenTask) bool { return j.ID == *s.ID })
		if s.Type != "job" || k < 0 || *s.Job != *s.ID || v.done[*s.ID] {
			v.t.Fatalf("a step of type %q, with job %d, which is done: %v", s.Type, *s.ID, v.done[*s.ID])
		}
		v.done[*s.ID] = true
		tasks[i+1] = &v.problem.Jobs[k]
		jobs++
	}
	if len(rests) != len(x.Breaks) {
		v.t.Errorf("vehicle %d takes %d breaks of %d", x.ID, len(rests), len(x.Breaks))
	}
	v.loads(x, tasks, r.Steps)
	v.times(x, tasks, r.Steps)
	var setup, service, waiting, priority int64
	for k, j := range tasks {
		s := r.Steps[k]
		setup, service, waiting = setup+*s.Setup, service+*s.Service, waiting+*s.Waiting
		if j == nil {
			continue
		}
		priority += j.Priority
		for _, skill := range j.Skills {
			if !slices.Contains(x.Skills, skill) {
				v.t.Errorf("vehicle %d lacks skill %d of job %d", x.ID, skill, j.ID)
			}
		}
	}
	last := r.Steps[len(r.Steps)-1]
	want := fmt.Sprint(setup, service, waiting, priority, *last.Duration)
	if got := fmt.Sprint(*r.Setup, *r.Service, *r.Waiting, *r.Priority, *r.Duration); got != want {
		v.t.Errorf("route of vehicle %d: sums %s, want %s", x.ID, got, want)
	}
	if x.MaxTasks != nil && jobs > *x.MaxTasks || x.MaxTravel != nil && *r.Duration > *x.MaxTravel {
		v.t.Errorf("vehicle %d does %d jobs in %d s of travel", x.ID, jobs, *r.Duration)
	}
	v.cost(x, tasks, *r.Cost, *r.Duration, *r.Setup+*r.Service)
}

// cost checks a route's cost to within the rounding of its parts.
func (v *verifier) cost(x *givenVehicle, tasks []*givenTask, got, duration, work int64) {
	perHour := 3600.0
	if x.Costs.PerHour != nil {
		perHour = float64(*x.Costs.PerHour)
	}
	want := float64(x.Costs.Fixed) + float64(x.Costs.PerTaskHour*work)/3600
	metres, priced := int64(0), 0.0
	m := v.problem.Matrices[profileOf(x)]
	for i := 1; i < len(tasks); i++ {
		from, to, ok := v.legOf(x, tasks, i)
		if !ok || from.index == nil {
			continue
		}
		if m.Distances != nil {
			metres += m.Distances[*from.index][*to.index]
		}
		if m.Costs != nil {
			priced += float64(m.Costs[*from.index][*to.index])
		}
	}
	if m.Costs != nil {
		want += priced
	} else {
		want += float64(duration)*perHour/3600 + float64(metres*x.Costs.PerKM)/1000
	}
	if math.Abs(want-float64(got)) > 1.6 {
		v.t.Errorf("route of vehicle %d costs %d, want %.2f", x.ID, got, want)
	}
	if x.MaxDistance != nil && m.Distances != nil && metres > *x.MaxDistance {
		v.t.Errorf("vehicle %d goes %d m", x.ID, metres)
	}
}

func profileOf(x *givenVehicle) string {
	if x.Profile == "" {
		return "car"
	}
	return x.Profile
}

// loads checks the loads after each step: what is delivered is on board from the start, what is picked
// up stays until the end.
func (v *verifier) loads(x *givenVehicle, tasks []*givenTask, steps []answeredStep) {
	for k, most := range x.Capacity {
		of := func(list []int64) int64 {
			if k < len(list) {
				return list[k]
			}
			return 0
		}
		delivered := func(j *givenTask) int64 {
			if j.Delivery == nil && j.Pickup == nil {
				return of(j.Amount)
			}
			return of(j.Delivery)
		}
		load := int64(0)
		for _, j := range tasks {
			if j != nil {
				load += delivered(j)
			}
		}
		for i := range steps {
			if j := tasks[i]; j != nil {
				load += of(j.Pickup) - delivered(j)
			}
			if steps[i].Load[k] != load || load > most {
				v.t.Errorf("vehicle %d, step %d: load %v, want %d of at most %d", x.ID, i, steps[i].Load, load, most)
			}
			if steps[i].Type == "break" {
				b := x.Breaks[slices.IndexFunc(x.Breaks, func(b givenBreak) bool { return b.ID == *steps[i].ID })]
				if b.MaxLoad != nil && load > of(b.MaxLoad) {
					v.t.Errorf("vehicle %d rests with a load of %d", x.ID, load)
				}
			}
		}
	}
}

// times checks arrivals, waiting and windows. Times are whole seconds made of hundredths, so that each may be one off.
func (v *verifier) times(x *givenVehicle, tasks []*givenTask, steps []answeredStep) {
	now, travelled, exact, since := *steps[0].Arrival, int64(0), 0.0, int64(0)
	if w := x.TimeWindow; w != nil && (now < w[0] || *steps[len(steps)-1].Arrival > w[1]) {
		v.t.Errorf("vehicle %d is under way from %d to %d", x.ID, now, *steps[len(steps)-1].Arrival)
	}
	for i, s := range steps {
		if s.Violations == nil || len(s.Violations) > 0 {
			v.t.Errorf("violations %v", s.Violations)
		}
		since += *s.Arrival - now // since the last place
		travelled += *s.Arrival - now
		if *s.Arrival < now || *s.Duration != travelled || *s.Waiting < 0 {
			v.t.Errorf("vehicle %d, step %d: arrival %d after %d, %d travelled, want %d", x.ID, i, *s.Arrival, now, *s.Duration, travelled)
		}
		windows, service, setup := [][]int64(nil), int64(0), int64(0)
		switch j := tasks[i]; {
		case s.Type == "break":
			b := x.Breaks[slices.IndexFunc(x.Breaks, func(b givenBreak) bool { return b.ID == *s.ID })]
			windows, service = b.TimeWindows, b.Service
		case j != nil || s.Type == "end":
			leg := v.leg(x, tasks, i)
			exact += leg
			one, all := 0.0, 0.0 // that whole seconds may be off
			if x.SpeedFactor > 0 {
				one, all = 1, float64(i)
			}
			if math.Abs(float64(since)-leg) > one || math.Abs(float64(travelled)-exact) > all {
				v.t.Errorf("vehicle %d, step %d: %d s since the last place, %d in all, want %.2f, %.2f", x.ID, i, since, travelled, leg, exact)
			}
			since = 0
			if j == nil {
				break
			}
			windows, service, setup = j.TimeWindows, byType(j.Service, j.ServicePerType, x.Type), byType(j.Setup, j.SetupPerType, x.Type)
			if from, to, ok := v.legOf(x, tasks, i); ok && from.same(to) {
				setup = 0
			}
		}
		begin := *s.Arrival + *s.Waiting
		inside := windows == nil
		for _, w := range windows {
			inside = inside || begin >= w[0] && begin <= w[1]
		}
		if !inside || *s.Setup != setup || *s.Service != service {
			v.t.Errorf("vehicle %d, step %d begins at %d, with %d and %d, want %d and %d", x.ID, i, begin, *s.Setup, *s.Service, setup, service)
		}
		now = begin + *s.Setup + *s.Service
	}
}

func byType(usual int64, own map[string]int64, kind string) int64 {
	if t, given := own[kind]; given {
		return t
	}
	return usual
}

// givenPlace is a place of the problem.
type givenPlace struct {
	at    []float64
	index *int
}

func (p givenPlace) there() bool { return p.at != nil || p.index != nil }

func (p givenPlace) same(q givenPlace) bool {
	if p.index != nil && q.index != nil {
		return *p.index == *q.index
	}
	return p.index == nil && q.index == nil && slices.Equal(p.at, q.at)
}

// legOf gives the places of the way to step i, from the last job before it or the start, and whether there is one.
func (v *verifier) legOf(x *givenVehicle, tasks []*givenTask, i int) (from, to givenPlace, ok bool) {
	from, to = givenPlace{x.Start, x.StartIndex}, givenPlace{x.End, x.EndIndex}
	for k := i - 1; k > 0; k-- {
		if tasks[k] != nil {
			from = givenPlace{tasks[k].Location, tasks[k].LocationIndex}
			break
		}
	}
	switch {
	case tasks[i] != nil:
		to = givenPlace{tasks[i].Location, tasks[i].LocationIndex}
	case i < len(tasks)-1: // a break
		return from, to, false
	}
	return from, to, from.there() && to.there()
}

// leg is the travel time to step i in seconds, counted by the problem's matrix or as this project's straight lines.
func (v *verifier) leg(x *givenVehicle, tasks []*givenTask, i int) float64 {
	from, to, ok := v.legOf(x, tasks, i)
	if !ok {
		return 0
	}
	factor := 100.0
	if x.SpeedFactor > 0 {
		factor = math.Round(100 / x.SpeedFactor)
	}
	matrix := v.problem.Matrix
	if m, given := v.problem.Matrices[profileOf(x)]; given {
		matrix = m.Durations
	}
	if matrix != nil {
		return float64(matrix[*from.index][*to.index]) * factor / 100
	}
	speed := 4.2
	if profileOf(x) == "foot" {
		speed = 1.25
	}
	return math.Ceil(haversine(from.at, to.at)*1.5/speed) * factor / 100
}

// haversine is the distance in metres of two places, longitude first.
func haversine(a, b []float64) float64 {
	const rad = math.Pi / 180
	x, y := math.Sin((b[1]-a[1])*rad/2), math.Sin((b[0]-a[0])*rad/2)
	return 2 * 6371008.8 * math.Asin(math.Sqrt(x*x+math.Cos(a[1]*rad)*math.Cos(b[1]*rad)*y*y))
}
