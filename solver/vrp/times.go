package vrp

import "slices"

// Step is a job or a break of a route in time.
type Step struct {
	Job, Break int32 // one of them, the other is -1
	Arrive     int64 // at the place, or where the vehicle stands when it takes the break
	Begin      int64 // of the break, or of the setup and service
	Leave      int64
	Travelled  int64 // so long since the step before, without waiting
}

// Timetable is a route in time.
type Timetable struct {
	Depart, End int64
	Steps       []Step
	Last        int64 // travelled since the last step
}

// Times is the timetable of a vehicle's jobs, as VROOM makes them: the end as early as can be, and then the departure as late as
// can be, so that there is little waiting. It is false where the jobs are not in time in this order.
func Times(p *Problem, vehicle int, jobs []int32) (Timetable, bool) {
	v := &p.Vehicles[vehicle]
	w := walk{p: p, v: v, jobs: jobs}
	for i := range len(jobs) + 1 {
		from := v.Start
		if i > 0 {
			from = p.Jobs[jobs[i-1]].Place
		}
		to := v.End
		action := int64(0)
		var windows []Window
		if i < len(jobs) {
			j := &p.Jobs[jobs[i]]
			to, windows, action = j.Place, j.Windows, j.Service[v.Kind]
			if to != from {
				action += j.Setup[v.Kind]
			}
		}
		l, way := p.Travels[v.Travel].leg(p.Places, from, to)
		if !way {
			return Timetable{}, false
		}
		w.travel, w.actions, w.windows = append(w.travel, l.time), append(w.actions, action), append(w.windows, windows)
	}
	breaks, end, ok := w.earliest()
	if !ok || end > v.Shift.Close {
		return Timetable{}, false
	}
	depart := w.latest(breaks, end)
	return w.steps(breaks, depart), true
}

// walk is a route's legs, actions and windows, by the job that follows; the last is the end.
type walk struct {
	p       *Problem
	v       *Vehicle
	jobs    []int32
	travel  []int64
	actions []int64
	windows [][]Window
}

// earliest finds how many breaks to take before each job and the end, for it to end as early as can be.
func (w *walk) earliest() (breaks []int, end int64, ok bool) {
	n, k := len(w.travel), len(w.v.Breaks)
	leave := make([][]int64, n+1) // by node and breaks taken
	from := make([][]int, n+1)
	for i := range leave {
		leave[i], from[i] = make([]int64, k+1), make([]int, k+1)
		for b := range leave[i] {
			leave[i][b] = never
		}
	}
	leave[0][0] = w.v.Shift.Open
	for i := range n {
		for taken := range k + 1 {
			for b := taken; b <= k && leave[i][taken] < never; b++ {
				if b > taken && !w.light(i, b-1) {
					break
				}
				begin, ok := firstIn(w.windows[i], pass(leave[i][taken], w.travel[i], w.v.Breaks[taken:b]))
				if ok && begin < never && begin+w.actions[i] < leave[i+1][b] {
					leave[i+1][b], from[i+1][b] = begin+w.actions[i], taken
				}
			}
		}
	}
	if leave[n][k] == never {
		return nil, 0, false
	}
	breaks = make([]int, n)
	for i, b := n, k; i > 0; i-- {
		breaks[i-1] = b - from[i][b]
		b = from[i][b]
	}
	return breaks, leave[n][k], true
}

// light says whether the load after so many jobs allows a break.
func (w *walk) light(done, rest int) bool {
	for d, most := range w.v.Breaks[rest].MaxLoad {
		load := int64(0)
		for i, job := range w.jobs {
			if i < done {
				load += w.p.Jobs[job].Pickup[d]
			} else {
				load += w.p.Jobs[job].Delivery[d]
			}
		}
		if load > most {
			return false
		}
	}
	return true
}

// latest is the latest departure that ends by a time.
func (w *walk) latest(breaks []int, end int64) int64 {
	now, b := end, len(w.v.Breaks)
	for i, taken := range slices.Backward(breaks) {
		begin, _ := lastIn(w.windows[i], now-w.actions[i]) // there is one, for the earliest times are
		now = passBack(begin, w.travel[i], w.v.Breaks[b-taken:b])
		b -= taken
	}
	return now
}

// steps are those of the route when it departs at a time.
func (w *walk) steps(breaks []int, depart int64) Timetable {
	t := Timetable{Depart: depart}
	now, b := depart, 0
	for i, taken := range breaks {
		left := w.travel[i]
		for range taken {
			rest := &w.v.Breaks[b]
			begin, _ := firstIn(rest.Windows, now)
			travelled := min(left, begin-now)
			t.Steps = append(t.Steps, Step{Job: -1, Break: int32(b), Arrive: now + travelled, Begin: begin, Leave: begin + rest.Service, Travelled: travelled})
			left, now, b = left-travelled, begin+rest.Service, b+1
		}
		if i == len(w.jobs) {
			t.End, t.Last = now+left, left
			break
		}
		begin, _ := firstIn(w.windows[i], now+left)
		t.Steps = append(t.Steps, Step{Job: w.jobs[i], Break: -1, Arrive: now + left, Begin: begin, Leave: begin + w.actions[i], Travelled: left})
		now = begin + w.actions[i]
	}
	return t
}
