package vrp

// route is what a vehicle does, with what is known of it for the insertion of one job more in constant time: for each
// node - the start, the jobs, the end - and each number of breaks taken before it when the vehicle can leave it at the
// earliest, and must at the latest for the rest to be in time.
type route struct {
	jobs   []int32
	leave  []int64 // by node and breaks taken: earliest, or never
	late   []int64 // by node and breaks taken: latest, or -never
	peaks  []int64 // by node but the end, twice the kinds of load: the largest load at it or before, at it or after
	legs   []leg   // by node but the end: the way from it to the next
	total  leg     // of all legs
	cost   int64   // of the whole
	work   int64   // setups and services
	saved  []int32 // the jobs before this iteration
	before int64   // what it cost then
	dirty  bool    // it was changed in this iteration
}

// instance is a problem prepared for the search.
type instance struct {
	*Problem
	loads int
	back  []Travel // by travel: its tables with rows and columns exchanged, for what lies beside each other to be looked at together
}

// node is the place of the i-th node of a route: of the start, the jobs and the end.
func (p *instance) node(v *Vehicle, jobs []int32, i int) int32 {
	switch {
	case i == 0:
		return v.Start
	case i > len(jobs):
		return v.End
	}
	return p.Jobs[jobs[i-1]].Place
}

// action is how long a job takes a vehicle that comes from a place.
func (p *instance) action(v *Vehicle, job, from int32) int64 {
	j := &p.Jobs[job]
	if from == j.Place {
		return j.Service[v.Kind]
	}
	return j.Service[v.Kind] + j.Setup[v.Kind]
}

// refresh computes what is known of a route from its jobs, which must be feasible or the result of taking jobs out of such
// ones. It says whether it is feasible: without the triangle inequality taking jobs out may make it longer.
func (p *instance) refresh(v *Vehicle, r *route) bool {
	m, k := len(r.jobs), len(v.Breaks)+1
	r.leave, r.late = sized(r.leave, (m+2)*k), sized(r.late, (m+2)*k)
	r.total, r.cost, r.work = leg{}, 0, 0
	r.legs = r.legs[:0]
	if m == 0 {
		p.empty(v, r)
		return true
	}
	t := &p.Travels[v.Travel]
	feasible := p.weigh(v, r)
	for b := range k {
		r.leave[b] = never
	}
	r.leave[0] = v.Shift.Open
	for i := 1; i <= m+1; i++ {
		from, to := p.node(v, r.jobs, i-1), p.node(v, r.jobs, i)
		l, way := t.leg(p.Places, from, to)
		feasible = feasible && way
		r.legs = append(r.legs, l)
		r.total = leg{r.total.time + l.time, r.total.metres + l.metres, r.total.cost + l.cost}
		if i <= m {
			a := p.action(v, r.jobs[i-1], from)
			r.work += a
			p.forward(v, r, i, l.time, p.Jobs[r.jobs[i-1]].Windows, a)
		} else {
			p.forward(v, r, i, l.time, nil, 0)
		}
	}
	feasible = feasible && r.leave[(m+1)*k+k-1] <= v.Shift.Close && r.total.time <= v.MaxTravel && r.total.metres <= v.MaxDistance && m <= v.MaxTasks
	r.cost = v.Fixed + r.total.cost + v.PerTask*r.work
	p.backward(v, r)
	return feasible
}

// sized is a slice of n, the old one where it is large enough.
func sized(s []int64, n int) []int64 {
	if cap(s) < n {
		return make([]int64, n, 2*n)
	}
	return s[:n]
}

// empty is a route without jobs: its vehicle may take breaks where it likes once it has some.
func (p *instance) empty(v *Vehicle, r *route) {
	k := len(v.Breaks) + 1
	for b := range 2 * k {
		r.leave[b], r.late[b] = never, -never
	}
	r.leave[0], r.late[2*k-1] = v.Shift.Open, v.Shift.Close
	r.legs = append(r.legs, leg{}) // which is not gone
	r.peaks = sized(r.peaks, 2*p.loads)
	clear(r.peaks)
}

// forward computes when node i is left at the earliest, by breaks taken, from the node before.
func (p *instance) forward(v *Vehicle, r *route, i int, travel int64, windows []Window, action int64) {
	k := len(v.Breaks) + 1
	before, here := r.leave[(i-1)*k:i*k], r.leave[i*k:(i+1)*k]
	for b := range here {
		here[b] = never
		for taken := b; taken >= 0; taken-- {
			if before[taken] == never || !p.rests(v, r, i-1, taken, b) {
				continue
			}
			arrive := pass(before[taken], travel, v.Breaks[taken:b])
			if begin, ok := firstIn(windows, arrive); ok && arrive < never && begin+action < here[b] {
				here[b] = begin + action
			}
		}
	}
}

// backward computes when nodes must be left at the latest, by breaks taken.
func (p *instance) backward(v *Vehicle, r *route) {
	m, k := len(r.jobs), len(v.Breaks)+1
	end := r.late[(m+1)*k:]
	for b := range end {
		end[b] = -never
	}
	end[k-1] = v.Shift.Close
	for i := m; i >= 0; i-- {
		here, next := r.late[i*k:(i+1)*k], r.late[(i+1)*k:(i+2)*k]
		from := p.node(v, r.jobs, i)
		l := r.legs[i]
		windows, action := []Window(nil), int64(0)
		if i < m {
			windows, action = p.Jobs[r.jobs[i]].Windows, p.action(v, r.jobs[i], from)
		}
		for b := range here {
			here[b] = -never
			for then := b; then < k; then++ {
				if next[then] == -never || !p.rests(v, r, i, b, then) {
					continue
				}
				if begin, ok := lastIn(windows, next[then]-action); ok {
					here[b] = max(here[b], passBack(begin, l.time, v.Breaks[b:then]))
				}
			}
		}
	}
}

// rests says whether the breaks from one number to another may be taken with the load that the vehicle has after node i.
func (p *instance) rests(v *Vehicle, r *route, i, from, to int) bool {
	for b := from; b < to; b++ {
		for d, most := range v.Breaks[b].MaxLoad {
			if p.loadAfter(r, i, d) > most {
				return false
			}
		}
	}
	return true
}

// loadAfter is the load of a kind after node i: what is still to be delivered and what was picked up.
func (p *instance) loadAfter(r *route, i, d int) int64 {
	load := int64(0)
	for n, job := range r.jobs {
		if n < i {
			load += p.Jobs[job].Pickup[d]
		} else {
			load += p.Jobs[job].Delivery[d]
		}
	}
	return load
}

// weigh computes the peaks of the loads and says whether they are within the vehicle's capacity.
func (p *instance) weigh(v *Vehicle, r *route) bool {
	m, n := len(r.jobs), p.loads
	r.peaks = sized(r.peaks, (m+1)*2*n)
	fits := true
	for d := range n {
		load := int64(0)
		for _, job := range r.jobs {
			load += p.Jobs[job].Delivery[d]
		}
		highest := load
		for i := 0; ; i++ {
			highest = max(highest, load)
			r.peaks[i*2*n+d], r.peaks[i*2*n+n+d] = highest, load
			if i == m {
				break
			}
			j := &p.Jobs[r.jobs[i]]
			load += j.Pickup[d] - j.Delivery[d]
		}
		fits = fits && highest <= v.Capacity[d]
		for i := m - 1; i >= 0; i-- {
			at := i*2*n + n + d
			r.peaks[at] = max(r.peaks[at], r.peaks[at+2*n])
		}
	}
	return fits
}
