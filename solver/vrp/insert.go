package vrp

// spot is where a job may be put: after so many jobs of a vehicle's route, at what cost.
type spot struct {
	vehicle int32
	after   int32
	cost    int64
}

// blink is one in so many positions that is not looked at, so that the search does not do the same again
// (Christiaens and Vanden Berghe, Transportation Science 54, 2020, section 4).
const blink = 100

// insert finds the cheapest place for a job, or none.
func (s *search) insert(job int32) (best spot, found bool) {
	best = spot{-1, 0, never}
	for v := range s.routes {
		r := &s.routes[v]
		if len(r.jobs) == 0 && s.twin[v] >= 0 && len(s.routes[s.twin[v]].jobs) == 0 {
			continue // as good as one that was looked at
		}
		s.insertInto(job, int32(v), &best)
	}
	return best, best.vehicle >= 0
}

// insertInto looks for a cheaper place for a job in a vehicle's route.
func (s *search) insertInto(job, vehicle int32, best *spot) {
	p, v, r := &s.p, &s.p.Vehicles[vehicle], &s.routes[vehicle]
	j := &p.Jobs[job]
	if j.Vehicles != nil && !j.Vehicles[vehicle] || len(r.jobs) >= v.MaxTasks || !s.fits(j, v, r) {
		return
	}
	t := &p.Travels[v.Travel]
	fixed := int64(0)
	if len(r.jobs) == 0 {
		fixed = v.Fixed
	}
	single, last := len(v.Breaks) == 0, never
	if n := len(j.Windows); n > 0 {
		last = j.Windows[n-1].Close
	}
	to, from := t.row(p.Places, j.Place), p.back[v.Travel].row(p.Places, j.Place)
	none := noWay * t.Time
	next := v.Start
	for i := 0; i <= len(r.jobs); i++ {
		before := next // the places that it would come between
		next = v.End
		if i < len(r.jobs) {
			next = p.Jobs[r.jobs[i]].Place
		}
		if single && r.leave[i] > last {
			return // and later still after the next
		}
		in, out, direct := from.leg(t, before), to.leg(t, next), &r.legs[i]
		cost := fixed + in.cost + out.cost - direct.cost
		if v.PerTask == 0 && cost >= best.cost || in.time >= none || out.time >= none {
			continue
		}
		more, after := p.work(v, r, i, job, before)
		if cost += v.PerTask * more; cost >= best.cost || s.blinks && s.rng.Uint32N(blink) == 0 {
			continue
		}
		if r.total.time+in.time+out.time-direct.time > v.MaxTravel || r.total.metres+in.metres+out.metres-direct.metres > v.MaxDistance {
			continue
		}
		if s.carries(j, v, r, i) && s.inTime(job, v, r, i, in.time, out.time, after) {
			*best = spot{vehicle, int32(i), cost}
		}
	}
}

// work is how much more there is to do with a job after i jobs, at whose place the vehicle comes from another, and how much the
// next job is then: its setup may be due or not.
func (p *instance) work(v *Vehicle, r *route, i int, job, from int32) (more, next int64) {
	more = p.action(v, job, from)
	if i < len(r.jobs) {
		next = p.action(v, r.jobs[i], p.Jobs[job].Place)
		more += next - p.action(v, r.jobs[i], from)
	}
	return more, next
}

// fits says whether a job's loads could find room in a route: at the start, where all deliveries are on board, and at the end,
// where all pickups are.
func (s *search) fits(j *Job, v *Vehicle, r *route) bool {
	n := s.p.loads
	last := len(r.jobs) * 2 * n
	for d := range n {
		if r.peaks[d]+j.Delivery[d] > v.Capacity[d] || r.peaks[last+n+d]+j.Pickup[d] > v.Capacity[d] {
			return false
		}
	}
	return true
}

// carries says whether the loads are within capacity with a job more after i jobs: its delivery is on board until then, its
// pickup from then on.
func (s *search) carries(j *Job, v *Vehicle, r *route, i int) bool {
	n := s.p.loads
	peaks := r.peaks[i*2*n:]
	for d := range n {
		if peaks[d]+j.Delivery[d] > v.Capacity[d] || peaks[n+d]+j.Pickup[d] > v.Capacity[d] {
			return false
		}
	}
	return true
}

// inTime says whether a job may be done after i jobs: whether, with some of the breaks before and after it, it and all that
// follow are in time. next is how long the next job takes then.
func (s *search) inTime(job int32, v *Vehicle, r *route, i int, in, out, next int64) bool {
	p := &s.p
	k := len(v.Breaks) + 1
	j := &p.Jobs[job]
	action := p.action(v, job, p.node(v, r.jobs, i))
	var windows []Window // of the next
	if i < len(r.jobs) {
		windows = p.Jobs[r.jobs[i]].Windows
	}
	for taken := range k {
		left := r.leave[i*k+taken]
		if left == never {
			continue
		}
		for before := taken; before < k; before++ {
			begin, ok := firstIn(j.Windows, pass(left, in, v.Breaks[taken:before]))
			if !ok || begin >= never {
				continue
			}
			for after := before; after < k; after++ {
				then, ok := firstIn(windows, pass(begin+action, out, v.Breaks[before:after]))
				if ok && then+next <= r.late[(i+1)*k+after] && s.restful(job, v, r, i) {
					return true
				}
			}
		}
	}
	return false
}

// restful says whether a route with a job more after i jobs is feasible where breaks depend on the load, which changes
// before and after: the whole of it is computed.
func (s *search) restful(job int32, v *Vehicle, r *route, i int) bool {
	limited := false
	for b := range v.Breaks {
		limited = limited || v.Breaks[b].MaxLoad != nil
	}
	if !limited {
		return true
	}
	s.trial.jobs = append(append(append(s.trial.jobs[:0], r.jobs[:i]...), job), r.jobs[i:]...)
	return s.p.refresh(v, &s.trial)
}
