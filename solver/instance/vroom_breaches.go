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
	load := make([]int64, s.v.amounts)
	for i := range s.nodes {
		if job := s.nodes[i].job; job >= 0 {
			for d := range load {
				load[d] += int64(amount(s.v.jobs[job].delivery, d))
			}
		}
	}
	g := s.v.guide(nil)
	tasks, travelled, metres, at := int64(0), int64(0), int64(0), s.v.place(x.start)
	rests := map[uint64]bool{}
	tour.kept.steps = make([][]VROOMViolation, len(tour.Steps))
	for i := range s.nodes {
		n := &s.nodes[i]
		var list []VROOMViolation
		add := func(is bool, cause string) {
			if is {
				list = append(list, VROOMViolation{Cause: cause})
			}
		}
		if off := floor(abs(n.off(n.begin))); off > 0 {
			cause := "delay"
			if n.off(n.begin) < 0 {
				cause = "lead_time"
			}
			list = append(list, VROOMViolation{cause, &off})
		}
		switch {
		case n.job >= 0:
			j := &s.v.jobs[n.job]
			for d := range load {
				load[d] += int64(amount(j.pickup, d)) - int64(amount(j.delivery, d))
			}
			tasks++
			add(tasks > x.tasks, "max_tasks")
			add(!within(j.skills, x.skills), "skills")
		case n.isRest():
			b := &x.breaks[n.rest]
			rests[b.id] = true
			over := false
			for d := range b.maxLoad {
				over = over || load[d] > int64(b.maxLoad[d])
			}
			add(over, "max_load")
		}
		if !n.isRest() {
			travelled += n.travel
			if i > 0 {
				metres += g.metres(x.profile, at, n.place)
				at = n.place
			}
		}
		over := false
		for d := range load {
			over = over || load[d] > int64(x.capacity[d])
		}
		add(over, "load")
		add(x.travelTime >= 0 && floor(travelled) > x.travelTime, "max_travel_time")
		add(x.distance >= 0 && metres > x.distance, "max_distance")
		switch i {
		case 0:
			tour.kept.start = list
		case len(s.nodes) - 1:
			tour.kept.end = list
		default:
			tour.kept.steps[i-1] = list
		}
		tour.kept.whole = withKinds(tour.kept.whole, list)
	}
	if slices.ContainsFunc(x.breaks, func(b vroomBreak) bool { return !rests[b.id] }) {
		tour.kept.whole = withKinds(tour.kept.whole, []VROOMViolation{{Cause: "missing_break"}})
	}
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
