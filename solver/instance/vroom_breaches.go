package instance

import (
	"slices"

	"gonha/solver/vrp"
)

// tour is the route with the times that were chosen, and what it does not keep to.
func (s *scheduled) tour() vroomTour {
	x := &s.v.vehicles[s.vehicle]
	tour := vroomTour{vehicle: s.vehicle}
	tour.Depart = s.nodes[0].begin
	now, left := tour.Depart, s.ahead(1)
	for i := 1; i < len(s.nodes)-1; i++ {
		n := &s.nodes[i]
		travelled := min(left, n.begin-now)
		tour.Steps = append(tour.Steps, stepOf(n, now+travelled, travelled))
		now, left = n.begin+n.action, left-travelled
		if !n.isRest() {
			left = s.ahead(i + 1)
		}
	}
	tour.Last, tour.End = left, s.nodes[len(s.nodes)-1].begin
	s.breaches(x, &tour)
	return tour
}

// ahead is the way to the next place from node i on.
func (s *scheduled) ahead(i int) int64 {
	for s.nodes[i].isRest() {
		i++
	}
	return s.nodes[i].travel
}

// stepOf is a node as a step of a timetable.
func stepOf(n *node, arrive, travelled int64) vrp.Step {
	return vrp.Step{Job: n.job, Break: n.rest, Arrive: arrive, Begin: n.begin, Leave: n.begin + n.action, Travelled: travelled}
}

// breaches finds what a route does not keep to, in the words of VROOM's documentation.
func (s *scheduled) breaches(x *vroomVehicle, tour *vroomTour) {
	f := follower{v: s.v, x: x, g: s.v.guide(nil), load: make([]int64, s.v.amounts), at: s.v.place(x.start), rests: map[uint64]bool{}}
	for i := range s.nodes {
		if job := s.nodes[i].job; job >= 0 {
			for d := range f.load {
				f.load[d] += int64(amount(s.v.jobs[job].delivery, d))
			}
		}
	}
	kept := &tour.kept
	for i := range s.nodes {
		f.list = nil
		f.follow(&s.nodes[i], i == 0)
		switch i {
		case 0:
			kept.start = f.list
		case len(s.nodes) - 1:
			kept.end = f.list
		default:
			kept.steps = append(kept.steps, f.list)
		}
		kept.whole = withKinds(kept.whole, f.list)
	}
	if slices.ContainsFunc(x.breaks, func(b vroomBreak) bool { return !f.rests[b.id] }) {
		kept.whole = withKinds(kept.whole, []VROOMViolation{{Cause: "missing_break"}})
	}
}

// follower follows a route and lists what a node does not keep to.
type follower struct {
	v    *VROOM
	x    *vroomVehicle
	g    *guide
	list []VROOMViolation

	load              []int64 // now
	at                int32   // the last place
	tasks             int64
	travelled, metres int64
	rests             map[uint64]bool // breaks taken
}

func (f *follower) add(is bool, cause string) {
	if is {
		f.list = append(f.list, VROOMViolation{Cause: cause})
	}
}

// follow goes on to a node.
func (f *follower) follow(n *node, first bool) {
	x := f.x
	if off := n.off(n.begin); off != 0 {
		seconds, cause := floor(abs(off)), "delay"
		if off < 0 {
			cause = "lead_time"
		}
		f.list = append(f.list, VROOMViolation{cause, &seconds})
	}
	switch {
	case n.job >= 0:
		j := &f.v.jobs[n.job]
		for d := range f.load {
			f.load[d] += int64(amount(j.pickup, d)) - int64(amount(j.delivery, d))
		}
		f.tasks++
		f.add(f.tasks > x.tasks, "max_tasks")
		f.add(!within(j.skills, x.skills), "skills")
	case n.isRest():
		b := &x.breaks[n.rest]
		f.rests[b.id] = true
		f.add(f.over(b.maxLoad), "max_load")
	}
	if !n.isRest() {
		f.travelled += n.travel
		if !first {
			f.metres += f.g.metres(x.profile, f.at, n.place)
			f.at = n.place
		}
	}
	f.add(f.over(x.capacity), "load")
	f.add(x.travelTime >= 0 && floor(f.travelled) > x.travelTime, "max_travel_time")
	f.add(x.distance >= 0 && f.metres > x.distance, "max_distance")
}

// over says whether there is more on board than so much of each amount; nil is any.
func (f *follower) over(most []uint32) bool {
	for d, limit := range most {
		if f.load[d] > int64(limit) {
			return true
		}
	}
	return false
}

// withKinds adds violations to a list that has each cause once, with its durations together.
func withKinds(list, more []VROOMViolation) []VROOMViolation {
	for _, one := range more {
		at := slices.IndexFunc(list, func(v VROOMViolation) bool { return v.Cause == one.Cause })
		switch {
		case at < 0:
			list = append(list, one.copied())
		case one.Duration != nil:
			*list[at].Duration += *one.Duration
		}
	}
	return list
}
