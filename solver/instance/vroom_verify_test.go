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
	TimeWindows    [][]int64 `json:"time_windows"`
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
}

// givenProblem is the problem.
type givenProblem struct {
	Jobs     []givenTask
	Vehicles []givenVehicle
	Matrices map[string]struct{ Durations [][]int64 }
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
	var jobs []*givenTask
	for _, s := range r.Steps[1 : len(r.Steps)-1] {
		k := slices.IndexFunc(v.problem.Jobs, func(j givenTask) bool { return j.ID == *s.ID })
		if s.Type != "job" || k < 0 || *s.Job != *s.ID || v.done[*s.ID] {
			v.t.Fatalf("a step of type %q, with job %d, which is done: %v", s.Type, *s.ID, v.done[*s.ID])
		}
		v.done[*s.ID] = true
		jobs = append(jobs, &v.problem.Jobs[k])
	}
	v.loads(x, jobs, r.Steps)
	v.times(x, jobs, r.Steps)
	var setup, service, waiting, priority int64
	for k, j := range jobs {
		s := r.Steps[k+1]
		setup, service, waiting, priority = setup+*s.Setup, service+*s.Service, waiting+*s.Waiting, priority+j.Priority
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
	if x.MaxTasks != nil && len(jobs) > *x.MaxTasks {
		v.t.Errorf("vehicle %d does %d jobs", x.ID, len(jobs))
	}
}

// loads checks the loads after each step: what is delivered is on board from the start, what is picked
// up stays until the end.
func (v *verifier) loads(x *givenVehicle, jobs []*givenTask, steps []answeredStep) {
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
		for _, j := range jobs {
			load += delivered(j)
		}
		for i := range steps {
			if i > 0 && i <= len(jobs) {
				load += of(jobs[i-1].Pickup) - delivered(jobs[i-1])
			}
			if steps[i].Load[k] != load || load > most {
				v.t.Errorf("vehicle %d, step %d: load %v, want %d of at most %d", x.ID, i, steps[i].Load, load, most)
			}
		}
	}
}

// times checks arrivals, waiting and windows.
func (v *verifier) times(x *givenVehicle, jobs []*givenTask, steps []answeredStep) {
	now, travelled := *steps[0].Arrival, int64(0)
	if w := x.TimeWindow; w != nil && (now < w[0] || *steps[len(steps)-1].Arrival > w[1]) {
		v.t.Errorf("vehicle %d is under way from %d to %d", x.ID, now, *steps[len(steps)-1].Arrival)
	}
	for i, s := range steps {
		if s.Violations == nil || len(s.Violations) > 0 {
			v.t.Errorf("violations %v", s.Violations)
		}
		if i > 0 {
			leg := v.leg(x, jobs, i)
			now, travelled = now+leg, travelled+leg
		}
		if *s.Arrival != now || *s.Duration != travelled {
			v.t.Errorf("vehicle %d, step %d: arrival %d after %d, want %d after %d", x.ID, i, *s.Arrival, *s.Duration, now, travelled)
		}
		if i == 0 || i > len(jobs) {
			continue
		}
		j := jobs[i-1]
		begin := now + *s.Waiting
		inside := j.TimeWindows == nil
		for _, w := range j.TimeWindows {
			inside = inside || begin >= w[0] && begin <= w[1]
		}
		if !inside || *s.Waiting < 0 || *s.Setup != j.Setup || *s.Service != j.Service {
			v.t.Errorf("job %d begins at %d, with %d and %d", j.ID, begin, *s.Setup, *s.Service)
		}
		now = begin + *s.Setup + *s.Service
	}
}

// leg is the travel time to step i, counted by the problem's matrix or as this project's straight lines.
func (v *verifier) leg(x *givenVehicle, jobs []*givenTask, i int) int64 {
	from, fromIndex, to, toIndex := x.Start, x.StartIndex, x.End, x.EndIndex
	if i > 1 {
		from, fromIndex = jobs[i-2].Location, jobs[i-2].LocationIndex
	}
	if i <= len(jobs) {
		to, toIndex = jobs[i-1].Location, jobs[i-1].LocationIndex
	}
	if from == nil && fromIndex == nil || to == nil && toIndex == nil {
		return 0
	}
	factor := int64(100)
	if x.SpeedFactor > 0 {
		factor = int64(math.Round(100 / x.SpeedFactor))
	}
	profile := x.Profile
	if profile == "" {
		profile = "car"
	}
	matrix := v.problem.Matrix
	if m, given := v.problem.Matrices[profile]; given {
		matrix = m.Durations
	}
	if matrix != nil {
		return int64(math.Ceil(float64(matrix[*fromIndex][*toIndex]*factor) / 100))
	}
	speed := 4.2
	if profile == "foot" {
		speed = 1.25
	}
	return int64(math.Ceil(math.Ceil(haversine(from, to)*1.5/speed) * float64(factor) / 100))
}

// haversine is the distance in metres of two places, longitude first.
func haversine(a, b []float64) float64 {
	const rad = math.Pi / 180
	x, y := math.Sin((b[1]-a[1])*rad/2), math.Sin((b[0]-a[0])*rad/2)
	return 2 * 6371008.8 * math.Asin(math.Sqrt(x*x+math.Cos(a[1]*rad)*math.Cos(b[1]*rad)*y*y))
}
