package vrp

import (
	"cmp"
	"slices"
)

// The sizes of ruins: about so many jobs in all, out of strings of at most so many; the values are the paper's (section 5).
const (
	meanRemoved = 10
	mostString  = 10
	splitOften  = 2   // one string in so many is split: some of its middle stays
	splitGrow   = 100 // and its middle grows but one time in so many
)

// One in so many ruins exchanges the vehicles of two routes, one closes a route.
const (
	exchangeOften = 30
	closeOften    = 50
)

// ruin takes strings of jobs out of routes near a job drawn at random.
func (s *search) ruin() {
	s.was, s.drawn = append(s.was[:0], s.absent...), -1
	placed, used := len(s.p.Jobs)-len(s.absent), 0
	for v := range s.routes {
		if len(s.routes[v].jobs) > 0 {
			used++
		}
	}
	if used == 0 {
		return
	}
	longest := float64(min(mostString, max(1, placed/used)))
	most := 4*meanRemoved/(1+longest) - 1
	strings := int(s.rng.Float64()*most + 1)
	switch {
	case s.unlike && s.rng.Uint32N(exchangeOften) == 0 && s.exchange():
		return
	case used > 1 && s.rng.Uint32N(closeOften) == 0:
		s.closeRoute()
		return
	}
	seed := s.seed()
	s.drawn = seed
	s.tear(seed, &strings, longest)
	for _, j := range s.near[seed] {
		if strings <= 0 {
			break
		}
		s.tear(j, &strings, longest)
	}
	s.settle()
}

// settle computes what is known of the routes that were torn.
func (s *search) settle() {
	for _, v := range s.touched {
		if !s.p.refresh(&s.p.Vehicles[v], &s.routes[v]) { // a shorter route that takes longer: it is begun anew
			s.absent = append(s.absent, s.routes[v].jobs...)
			for _, j := range s.routes[v].jobs {
				s.of[j] = -1
			}
			s.routes[v].jobs = s.routes[v].jobs[:0]
			s.p.refresh(&s.p.Vehicles[v], &s.routes[v])
		}
	}
}

// exchange lets two vehicles that are not alike do each other's jobs, one of them perhaps nothing, and says whether they can.
func (s *search) exchange() bool {
	a, b := int32(s.rng.IntN(len(s.routes))), int32(s.rng.IntN(len(s.routes)))
	r, q := &s.routes[a], &s.routes[b]
	if a == b || len(r.jobs)+len(q.jobs) == 0 || !s.mayDo(a, q.jobs) || !s.mayDo(b, r.jobs) {
		return false
	}
	s.touch(a)
	s.touch(b)
	r.jobs, q.jobs = q.jobs, r.jobs
	if !s.p.refresh(&s.p.Vehicles[a], r) || !s.p.refresh(&s.p.Vehicles[b], q) {
		r.jobs, q.jobs = q.jobs, r.jobs
		for _, v := range s.touched {
			s.p.refresh(&s.p.Vehicles[v], &s.routes[v])
			s.routes[v].dirty = false
		}
		s.touched = s.touched[:0]
		return false
	}
	for _, v := range s.touched {
		for _, j := range s.routes[v].jobs {
			s.of[j] = v
		}
	}
	return true
}

// mayDo says whether a vehicle may do all of some jobs.
func (s *search) mayDo(v int32, jobs []int32) bool {
	for _, j := range jobs {
		if may := s.p.Jobs[j].Vehicles; may != nil && !may[v] {
			return false
		}
	}
	return true
}

// closeRoute takes all jobs out of the shorter of two routes drawn at random, for its vehicle to be saved.
func (s *search) closeRoute() {
	v := int32(-1)
	for range 2 {
		other := s.of[s.rng.IntN(len(s.of))]
		if other >= 0 && (v < 0 || len(s.routes[other].jobs) < len(s.routes[v].jobs)) {
			v = other
		}
	}
	if v < 0 {
		return
	}
	s.touch(v)
	r := &s.routes[v]
	s.drawn = r.jobs[s.rng.IntN(len(r.jobs))]
	for _, j := range r.jobs {
		s.of[j] = -1
		s.absent = append(s.absent, j)
	}
	r.jobs = r.jobs[:0]
	s.settle()
}

// seed is a job, now and then one of those left out, for room to be made near it.
func (s *search) seed() int32 {
	if n := len(s.absent); n > 0 && s.rng.Uint32N(4) == 0 {
		return s.absent[s.rng.IntN(n)]
	}
	return int32(s.rng.IntN(len(s.p.Jobs)))
}

// tear takes a string out of the route of a job, unless it has none or was torn before.
func (s *search) tear(job int32, strings *int, longest float64) {
	v := s.of[job]
	if v < 0 || s.routes[v].dirty {
		return
	}
	*strings--
	s.touch(v)
	r := &s.routes[v]
	n := len(r.jobs)
	length := int(s.rng.Float64()*min(float64(n), longest) + 1)
	at := slices.Index(r.jobs, job)
	keep := 0 // jobs in the middle that stay
	if length > 1 && length < n && s.rng.Uint32N(splitOften) == 0 {
		for keep = 1; length+keep < n && s.rng.Uint32N(splitGrow) != 0; keep++ {
		}
	}
	span := length + keep
	first := max(0, at-span+1)
	first += s.rng.IntN(min(at, n-span) - first + 1)
	skip := span // where what stays begins
	if keep > 0 {
		skip = s.rng.IntN(length + 1)
	}
	w := first
	for i := first; i < n; i++ {
		if k := i - first; k >= span || k >= skip && k < skip+keep {
			r.jobs[w] = r.jobs[i]
			w++
			continue
		}
		s.of[r.jobs[i]] = -1
		s.absent = append(s.absent, r.jobs[i])
	}
	r.jobs = r.jobs[:w]
}

// touch notes the jobs of a route before they change.
func (s *search) touch(v int32) {
	r := &s.routes[v]
	if r.dirty {
		return
	}
	r.dirty, r.saved = true, append(r.saved[:0], r.jobs...)
	r.before = r.cost
	s.touched = append(s.touched, v)
}

// costBefore is what a touched route cost before.
func (s *search) costBefore(v int32) int64 { return s.routes[v].before }

// undo puts back what this iteration has changed.
func (s *search) undo() {
	for _, v := range s.touched {
		for _, j := range s.routes[v].jobs {
			s.of[j] = -1
		}
	}
	for _, v := range s.touched {
		r := &s.routes[v]
		r.jobs = append(r.jobs[:0], r.saved...)
		for _, j := range r.jobs {
			s.of[j] = v
		}
		s.p.refresh(&s.p.Vehicles[v], r)
	}
	s.absent = append(s.absent[:0], s.was...)
}

// recreate puts the absent jobs where they cost least, one after the other, in an order drawn at random.
func (s *search) recreate() {
	left := s.pass(s.order[:0])
	s.sort()
	for _, job := range s.absent {
		at, found := s.insert(job)
		if !found {
			left = append(left, job)
			continue
		}
		s.touch(at.vehicle)
		r := &s.routes[at.vehicle]
		r.jobs = slices.Insert(r.jobs, int(at.after), job)
		s.of[job] = at.vehicle
		s.p.refresh(&s.p.Vehicles[at.vehicle], r)
	}
	s.absent, s.order = left, s.absent
}

// mostTried is how many of the jobs left out before are tried again at a time.
const mostTried = 30

// pass puts most of many jobs that were left out before to those left out: what is tried are those near the seed of the ruin,
// and others drawn at random.
func (s *search) pass(left []int32) []int32 {
	before := len(s.was)
	if before <= mostTried || s.drawn < 0 {
		return left
	}
	old := s.absent[:before]
	front := 0 // so many of them are tried
	bring := func(at int) {
		old[front], old[at] = old[at], old[front]
		front++
	}
	for at := 0; at < len(old) && front < mostTried/2; at++ {
		if s.close(old[at]) {
			bring(at)
		}
	}
	for front < mostTried {
		bring(front + s.rng.IntN(len(old)-front))
	}
	left = append(left, old[front:]...)
	s.absent = append(s.absent[:front], s.absent[before:]...)
	return left
}

// close says whether a job is among the nearest to the seed of the ruin.
func (s *search) close(job int32) bool {
	near := s.near[s.drawn]
	return job == s.drawn || slices.Contains(near[:min(len(near), mostTried)], job)
}

// sort orders the absent jobs: at random, the largest, the farthest, the nearest, or those of the shortest windows first;
// where jobs differ in worth, half of the time the dearest before others.
func (s *search) sort() {
	p := &s.p
	s.rng.Shuffle(len(s.absent), func(i, k int) { s.absent[i], s.absent[k] = s.absent[k], s.absent[i] })
	for _, j := range s.absent {
		s.keys[j] = 0
	}
	switch n := s.rng.Uint32N(14); {
	case n < 4: // as they are
	case n < 8:
		for _, j := range s.absent {
			for d := range p.loads {
				s.keys[j] -= max(p.Jobs[j].Delivery[d], p.Jobs[j].Pickup[d])
			}
		}
	case n < 11:
		for _, j := range s.absent {
			s.keys[j] = -s.far[j]
			if n == 10 {
				s.keys[j] = s.far[j]
			}
		}
	default:
		for _, j := range s.absent {
			s.keys[j] = s.open[j]
		}
	}
	byKey := func(a, b int32) int { return cmp.Compare(s.keys[a], s.keys[b]) }
	if s.valued && s.rng.Uint32N(2) == 0 {
		byKey = func(a, b int32) int {
			return cmp.Or(cmp.Compare(p.Jobs[b].Worth, p.Jobs[a].Worth), cmp.Compare(s.keys[a], s.keys[b]))
		}
	}
	slices.SortStableFunc(s.absent, byKey)
}
