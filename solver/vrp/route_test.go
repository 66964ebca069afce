package vrp

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// inTimeByTrying says whether jobs can be done in their order: all moments of the lattice are tried, for every job and break.
// It knows nothing of earliest and latest times.
func inTimeByTrying(p *Problem, vehicle int, jobs []int32) bool {
	v := &p.Vehicles[vehicle]
	t := &p.Travels[v.Travel]
	within := func(w []Window, at int64) bool {
		return len(w) == 0 || slices.ContainsFunc(w, func(w Window) bool { return w.Open <= at && at <= w.Close })
	}
	loads := func(done, d int) (load int64) {
		for i, j := range jobs {
			if i < done {
				load += p.Jobs[j].Pickup[d]
			} else {
				load += p.Jobs[j].Delivery[d]
			}
		}
		return load
	}
	type state struct {
		done, rested int
		at           int32
		now, left    int64 // to travel before the next job
	}
	seen := map[state]bool{}
	next := func(done int, at int32) (left, action int64, way bool) {
		to, work := v.End, int64(0)
		if done < len(jobs) {
			j := &p.Jobs[jobs[done]]
			to, work = j.Place, j.Service[v.Kind]
			if to != at {
				work += j.Setup[v.Kind]
			}
		}
		if at < 0 || to < 0 {
			return 0, work, true
		}
		d := int64(t.Durations[int(at)*int(p.Places)+int(to)])
		return d * t.Time, work, d < noWay
	}
	var try func(s state) bool
	try = func(s state) bool {
		if s.now > v.Shift.Close || seen[s] {
			return false
		}
		seen[s] = true
		_, action, _ := next(s.done, s.at)
		if s.left == 0 {
			if s.done == len(jobs) && s.rested == len(v.Breaks) {
				return true
			}
			if s.done < len(jobs) && within(p.Jobs[jobs[s.done]].Windows, s.now) {
				at := p.Jobs[jobs[s.done]].Place
				left, _, way := next(s.done+1, at)
				if way && try(state{s.done + 1, s.rested, at, s.now + action, left}) {
					return true
				}
			}
		}
		if s.rested < len(v.Breaks) {
			b := &v.Breaks[s.rested]
			light := true
			for d, most := range b.MaxLoad {
				light = light && loads(s.done, d) <= most
			}
			if light && within(b.Windows, s.now) && try(state{s.done, s.rested + 1, s.at, s.now + b.Service, s.left}) {
				return true
			}
		}
		const tick = 5 // of the lattice: wait or travel
		return try(state{s.done, s.rested, s.at, s.now + tick, max(0, s.left-tick)})
	}
	left, _, way := next(0, v.Start)
	return way && try(state{0, 0, v.Start, v.Shift.Open, left})
}

// TestInTime: whether jobs can be done in an order is known exactly, whatever windows and breaks there are.
func TestInTime(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	counts := map[bool]int{}
	for range 3000 {
		p := random(rng, sizes{jobs: 5, vehicles: 1, places: 4, loads: 1, breaks: true, loadedBreaks: true})
		v := &p.Vehicles[0]
		v.Capacity[0], v.MaxTasks, v.MaxTravel, v.MaxDistance = Unlimited, 9, Unlimited, Unlimited
		jobs := []int32{0, 1, 2, 3, 4}[:1+rng.IntN(5)]
		want := inTimeByTrying(p, 0, jobs)
		counts[want]++
		in := instance{Problem: p, loads: 1}
		if got := in.refresh(v, &route{jobs: jobs}); got != want {
			t.Fatalf("%+v\n%+v\njobs %v: in time %v, want %v", v, p.Jobs, jobs, got, want)
		}
		times, ok := Times(p, 0, jobs)
		if ok != want {
			t.Fatalf("the timetable: %v, want %v", ok, want)
		}
		if ok {
			checkTimes(t, p, jobs, &times)
		}
	}
	if counts[true] < 500 || counts[false] < 500 {
		t.Errorf("%v problems were tried", counts)
	}
}

// checkTimes follows a timetable.
func checkTimes(t *testing.T, p *Problem, jobs []int32, times *Timetable) {
	t.Helper()
	v := &p.Vehicles[0]
	if times.Depart < v.Shift.Open || times.End > v.Shift.Close || len(times.Steps) != len(jobs)+len(v.Breaks) {
		t.Fatalf("out from %d to %d in %+v, %d steps", times.Depart, times.End, v.Shift, len(times.Steps))
	}
	now, at, travelled, rest, k := times.Depart, v.Start, int64(0), int32(0), 0
	for _, s := range times.Steps {
		if s.Arrive < now+s.Travelled || s.Begin < s.Arrive || s.Travelled < 0 {
			t.Fatalf("the step %+v after %d", s, now)
		}
		travelled += s.Travelled
		now = s.Leave
		if s.Job < 0 {
			b := &v.Breaks[s.Break]
			if _, ok := firstIn(b.Windows, s.Begin); s.Break != rest || !ok || s.Leave != s.Begin+b.Service {
				t.Fatalf("the break %+v", s)
			}
			rest++
			continue
		}
		j := &p.Jobs[s.Job]
		if begin, ok := firstIn(j.Windows, s.Begin); s.Job != jobs[k] || !ok || begin != s.Begin {
			t.Fatalf("the job %+v", s)
		}
		l, _ := p.Travels[v.Travel].leg(p.Places, at, j.Place)
		if travelled != l.time {
			t.Fatalf("%d of travel, not %d", travelled, l.time)
		}
		at, travelled, k = j.Place, 0, k+1
	}
	if l, _ := p.Travels[v.Travel].leg(p.Places, at, v.End); times.Last+travelled != l.time || times.End != now+times.Last {
		t.Fatalf("the end is %d after %d, %d of travel, not %d", times.End, now, times.Last, l.time)
	}
}

// TestInsert: the place for a job is the cheapest of all at which the whole is feasible, found by trying each.
func TestInsert(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	some, none := 0, 0
	for range 4000 {
		p := random(rng, sizes{jobs: 6, vehicles: 2, places: 5, loads: rng.IntN(3), breaks: rng.IntN(2) == 0, loadedBreaks: true, costs: rng.IntN(2) == 0})
		s := newSearch(p)
		s.rng = rng
		var absent []int32
		for job := range int32(len(p.Jobs)) {
			v := rng.IntN(2)
			r := &s.routes[v]
			trial := slices.Insert(slices.Clone(r.jobs), rng.IntN(len(r.jobs)+1), job)
			if _, err := checkRoute(p, v, trial); err != nil || rng.IntN(3) == 0 {
				absent = append(absent, job)
				continue
			}
			r.jobs = trial
			if !s.p.refresh(&p.Vehicles[v], r) {
				t.Fatalf("a feasible route is not: %v of %+v", trial, p.Vehicles[v])
			}
		}
		for _, job := range absent {
			want := int64(never)
			for v := range s.routes {
				jobs := s.routes[v].jobs
				for i := range len(jobs) + 1 {
					if cost, err := checkRoute(p, v, slices.Insert(slices.Clone(jobs), i, job)); err == nil {
						want = min(want, cost-s.routes[v].cost)
					}
				}
			}
			at, found := s.insert(job)
			if found != (want < never) || found && at.cost != want {
				t.Fatalf("%+v, %v, want %d", at, found, want)
			}
			if found {
				some++
			} else {
				none++
			}
		}
	}
	if some < 1000 || none < 1000 {
		t.Errorf("%d and %d jobs were tried", some, none)
	}
}
