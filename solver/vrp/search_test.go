package vrp

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// bestByTrying is the best value of all plans.
func bestByTrying(p *Problem) Value {
	best := Value{Lost: never}
	routes := make([][]int32, len(p.Vehicles))
	var place func(job int32, lost int64)
	place = func(job int32, lost int64) {
		if int(job) == len(p.Jobs) {
			value := Value{Lost: lost}
			for v := range routes {
				cost, err := checkRoute(p, v, routes[v])
				if err != nil {
					return
				}
				value.Cost += cost
			}
			if value.Better(best) {
				best = value
			}
			return
		}
		for v := range routes {
			was := routes[v]
			for i := range len(was) + 1 {
				routes[v] = slices.Insert(slices.Clone(was), i, job)
				place(job+1, lost)
			}
			routes[v] = was
		}
		place(job+1, lost+p.Jobs[job].Worth)
	}
	place(0, 0)
	return best
}

// TestOptimal: small problems of all kinds are solved to the optimum.
func TestOptimal(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	missed := 0
	for i := range 60 {
		p := random(rng, sizes{jobs: 5, vehicles: 2, places: 5, loads: rng.IntN(3), breaks: i%3 == 0, loadedBreaks: i%2 == 0, costs: i%4 == 0})
		if err := p.Validate(); err != nil {
			t.Fatal(err)
		}
		_, got, err := Solve(t.Context(), p, iterations(10000))
		if err != nil {
			t.Fatalf("problem %d: %v", i, err)
		}
		if want := bestByTrying(p); got != want {
			missed++
			t.Logf("problem %d: %+v, the best is %+v", i, got, want)
		}
	}
	if missed > 1 { // tables without the triangle inequality keep a greedy search from some
		t.Errorf("%d of 60 are not optimal", missed)
	}
}

// TestBookkeeping: after each step the routes are what is known of them, and the value is theirs.
func TestBookkeeping(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 30 {
		p := random(rng, sizes{jobs: 20, vehicles: 4, places: 9, loads: 2, breaks: true, loadedBreaks: true})
		s := newSearch(p).copied(rand.NewPCG(1, 1))
		s.recreate()
		s.accept(100)
		s.blinks = true
		for range 200 {
			s.ruin()
			s.recreate()
			s.accept(20)
			plan := &Plan{Left: slices.Sorted(slices.Values(s.absent))}
			for v := range s.routes {
				plan.Routes = append(plan.Routes, s.routes[v].jobs)
				for _, j := range s.routes[v].jobs {
					if s.of[j] != int32(v) {
						t.Fatalf("job %d is in route %d, not %d", j, v, s.of[j])
					}
				}
			}
			if value, err := Check(p, plan); err != nil || value != s.value {
				t.Fatalf("%+v, %v, want %+v", s.value, err, value)
			}
			if s.value.Better(s.bestValue) {
				t.Fatal("the best is not the best")
			}
		}
	}
}

// TestSolveRepeats: the same seed and iterations give the same plan, on any number of threads.
func TestSolveRepeats(t *testing.T) {
	p := random(rand.New(rand.NewPCG(9, 9)), sizes{jobs: 40, vehicles: 5, places: 20, loads: 1})
	one, value, err := Solve(t.Context(), p, iterations(500))
	if err != nil {
		t.Fatal(err)
	}
	o := iterations(500)
	o.Threads = 3
	two, _, err := Solve(t.Context(), p, o)
	if diff := cmp.Diff(one, two); diff != "" || err != nil {
		t.Errorf("%v (-first +second):\n%s", err, diff)
	}
	o = Options{Seed: 2, TimeLimit: 30 * time.Millisecond, Threads: 2, Clock: wall, Start: one}
	if _, next, err := Solve(t.Context(), p, o); err != nil || value.Better(next) {
		t.Errorf("from %+v to %+v, %v", value, next, err)
	}
}

// TestSolveEnds: without any time there is a plan, and bad options and starts are errors.
func TestSolveEnds(t *testing.T) {
	p := random(rand.New(rand.NewPCG(9, 9)), sizes{jobs: 40, vehicles: 5, places: 20, loads: 1})
	gone, stop := context.WithCancel(t.Context())
	stop()
	if plan, value, err := Solve(gone, p, iterations(1<<40)); err != nil || value.Lost == 0 && len(plan.Left) > 0 || len(plan.Routes) != 5 {
		t.Errorf("%+v, %+v, %v", plan, value, err)
	}
	if _, _, err := Solve(t.Context(), p, Options{}); err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("no options: %v", err)
	}
	o := iterations(10)
	o.Start = &Plan{Routes: make([][]int32, 5), Left: []int32{0}}
	if _, _, err := Solve(t.Context(), p, o); err == nil {
		t.Error("a start that is no plan was taken")
	}
}

func TestValidate(t *testing.T) {
	sound := func() *Problem {
		return random(rand.New(rand.NewPCG(9, 9)), sizes{jobs: 4, vehicles: 2, places: 3, loads: 1, breaks: true})
	}
	for name, change := range map[string]func(p *Problem){
		"a table":     func(p *Problem) { p.Travels[0].Durations = p.Travels[0].Durations[1:] },
		"loads":       func(p *Problem) { p.Vehicles[1].Capacity = nil },
		"a place":     func(p *Problem) { p.Jobs[2].Place = 3 },
		"an end":      func(p *Problem) { p.Vehicles[0].End = -2 },
		"a shift":     func(p *Problem) { p.Vehicles[0].Shift = Window{1, 0} },
		"windows":     func(p *Problem) { p.Jobs[0].Windows = []Window{{5, 9}, {9, 10}} },
		"late":        func(p *Problem) { p.Jobs[0].Windows = []Window{{5, 2 * Latest}} },
		"setups":      func(p *Problem) { p.Jobs[0].Setup = nil },
		"vehicles":    func(p *Problem) { p.Jobs[0].Vehicles = []bool{true} },
		"a breakload": func(p *Problem) { p.Vehicles[0].Breaks = []Break{{MaxLoad: []int64{1, 2}}} },
	} {
		p := sound()
		if err := p.Validate(); err != nil {
			t.Fatal(err)
		}
		change(p)
		if err := p.Validate(); err == nil {
			t.Errorf("%s is no fault", name)
		}
	}
}

// TestCheckRefuses: each rule of a plan is looked at.
func TestCheckRefuses(t *testing.T) {
	p := &Problem{
		Places: 2, Travels: []Travel{{Durations: []uint32{0, 10, 10, 0}, Distances: []uint32{0, 7, 7, 0}, Time: 1, PerTime: 1}},
		Vehicles: []Vehicle{{Start: 0, End: 0, Shift: Window{0, 100}, Capacity: []int64{5}, MaxTasks: 2, MaxTravel: 40, MaxDistance: 40}},
	}
	for range 3 {
		p.Jobs = append(p.Jobs, Job{Place: 1, Setup: []int64{0}, Service: []int64{1}, Delivery: []int64{2}, Pickup: []int64{0}, Worth: 1})
	}
	plan := func(left []int32, jobs ...int32) *Plan { return &Plan{Routes: [][]int32{jobs}, Left: left} }
	if value, err := Check(p, plan([]int32{2}, 0, 1)); err != nil || value != (Value{1, 20}) {
		t.Fatalf("%+v, %v", value, err)
	}
	for want, test := range map[string]struct {
		plan   *Plan
		change func(p *Problem)
	}{
		"twice":     {plan([]int32{2}, 0, 0), nil},
		"neither":   {plan(nil, 0, 1), nil},
		"1 vehicle": {&Plan{}, nil},
		"tasks":     {plan(nil, 0, 1, 2), nil},
		"load":      {plan([]int32{2}, 0, 1), func(p *Problem) { p.Jobs[0].Delivery[0] = 4 }},
		"not for":   {plan([]int32{2}, 0, 1), func(p *Problem) { p.Jobs[0].Vehicles = []bool{false} }},
		"travel":    {plan([]int32{2}, 0, 1), func(p *Problem) { p.Vehicles[0].MaxTravel = 19 }},
		"m of":      {plan([]int32{2}, 0, 1), func(p *Problem) { p.Vehicles[0].MaxDistance = 13 }},
		"no way":    {plan([]int32{2}, 0, 1), func(p *Problem) { p.Travels[0].Durations[1] = noWay }},
		"in time":   {plan([]int32{2}, 0, 1), func(p *Problem) { p.Vehicles[0].Shift.Close = 21 }},
	} {
		q := *p
		q.Jobs, q.Vehicles, q.Travels = slices.Clone(p.Jobs), slices.Clone(p.Vehicles), slices.Clone(p.Travels)
		q.Jobs[0].Delivery, q.Travels[0].Durations = slices.Clone(p.Jobs[0].Delivery), slices.Clone(p.Travels[0].Durations)
		if test.change != nil {
			test.change(&q)
		}
		if _, err := Check(&q, test.plan); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
