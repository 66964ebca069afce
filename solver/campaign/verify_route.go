package campaign

import (
	"math"
	"slices"

	"gonha/geo"
)

// slack is how far, in seconds or metres, two ways to compute a straight line may differ before they
// are rounded to whole ones.
const slack = 1e-6

// route checks one team's evening, adds it to sum and returns the places of its visits.
func (v *verifier) route(t *Team, r *Route, sum *Summary) (places []geo.Point) {
	shift := v.night.shift(t)
	v.expect(int(r.Depart) >= shift.Open && int(r.Return) <= shift.Close,
		"team %q is out from %v to %v, beyond its shift", t.ID, r.Depart, r.Return)
	made := Route{Team: r.Team, Depart: r.Depart, Return: r.Return}
	place, left, stops := t.Start, r.Depart, 0
	for rest := r.Visits; len(rest) > 0; stops++ {
		doors := 1
		for doors < len(rest) && rest[doors].Stop == rest[0].Stop {
			doors++
		}
		first := &rest[0]
		homes := v.doors(t, rest[:doors], len(places), stops+1)
		if homes == nil {
			return places // there is no place to go on from
		}
		v.leg(t, place, homes[0].Point, first.TravelS, first.DistanceM)
		v.expect(first.Arrive == left+Clock(first.TravelS), "team %q arrives at household %q at %v, not %d s after %v",
			t.ID, first.Household, first.Arrive, first.TravelS, left)
		v.times(t, rest[:doors], homes)
		for _, h := range homes {
			made.Persons, made.Prize = made.Persons+h.Persons, made.Prize+int64(h.Persons)*int64(h.Priority)
			places = append(places, h.Point)
		}
		made.TravelS, made.DistanceM = made.TravelS+int64(first.TravelS), made.DistanceM+int64(first.DistanceM)
		made.WaitS, made.ServiceS = made.WaitS+int64(first.WaitS), made.ServiceS+int64(first.Leave-first.Begin)
		place, left, rest = homes[0].Point, first.Leave, rest[doors:]
	}
	if stops > 0 {
		v.leg(t, place, t.End, int(r.Return-left), int(r.DistanceM-made.DistanceM))
		made.DistanceM = r.DistanceM
	}
	v.expect(stops > 0 || r.Return == r.Depart, "team %q makes no visit but is out from %v to %v", t.ID, r.Depart, r.Return)
	made.TravelS += int64(r.Return - left)
	v.expect(t.MaxPersons == 0 || made.Persons <= t.MaxPersons, "team %q serves %d persons, more than %d", t.ID, made.Persons, t.MaxPersons)
	v.expect(r.Persons == made.Persons && r.Prize == made.Prize && r.TravelS == made.TravelS && r.ServiceS == made.ServiceS &&
		r.WaitS == made.WaitS && r.DistanceM == made.DistanceM, "team %q: its sums are not those of its visits", t.ID)
	sum.Visits += len(r.Visits)
	sum.Stops += stops
	sum.add(&made)
	return places
}

// doors checks who is visited at a stop and that its doors are numbered and near each other. It
// returns their households, or nil where one is unknown.
func (v *verifier) doors(t *Team, visits []Visit, before, stop int) []*Household {
	var homes []*Household
	for i := range visits {
		visit := &visits[i]
		h := v.see(visit.Household)
		if h == nil {
			return nil
		}
		homes = append(homes, h)
		v.expect(visit.Seq == before+i+1 && visit.Stop == stop, "team %q: household %q is visit %d at stop %d, not %d at %d",
			t.ID, h.ID, visit.Seq, visit.Stop, before+i+1, stop)
		v.expect(visit.Persons == h.Persons, "household %q has %d persons, not %d", h.ID, h.Persons, visit.Persons)
		v.expect(len(t.Groups) == 0 || slices.Contains(t.Groups, h.Group), "team %q may not visit household %q of group %q", t.ID, h.ID, h.Group)
		if i == 0 {
			continue
		}
		first := &visits[0]
		radius := v.night.Options.StopRadius
		v.expect(visit.Begin == first.Begin && visit.Leave == first.Leave, "household %q has not the begin and leave of its stop", h.ID)
		v.expect(visit.Arrive == visit.Begin && visit.TravelS == 0 && visit.DistanceM == 0 && visit.WaitS == 0,
			"household %q, not the first of its stop, has a way or a wait of its own", h.ID)
		v.expect(radius > 0 && geo.Distance(homes[0].Point, h.Point) <= radius+slack, "household %q is too far from the first of its stop", h.ID)
	}
	return homes
}

// leg checks the seconds and metres of a way against the straight-line model, where that is used, or
// else the night's engines.
func (v *verifier) leg(t *Team, from, to geo.Point, travel, metres int) {
	length := geo.Distance(from, to) * v.night.Options.Detour
	exact := length / t.Mode.speed()
	v.expect(travel >= 0 && metres >= 0, "team %q has a way of %d s, %d m", t.ID, travel, metres)
	if e := v.engines[t.Mode]; e != nil {
		seconds, length := e.Leg(v.points[from], v.points[to])
		v.expect(travel == int(seconds) && metres == int(length), "team %q has a way of %d s, %d m that takes %d s, %d m", t.ID, travel, metres, seconds, length)
	}
	if v.straight {
		v.expect(float64(travel) >= math.Ceil(exact-slack) && float64(travel) <= math.Ceil(exact+slack) &&
			math.Abs(float64(metres)-length) <= 0.5+slack, "team %q has a way of %d s, %d m that takes %.3f s, %.1f m", t.ID, travel, metres, exact, length)
	}
}

// times checks when a stop begins, which must suit each of its households, and when it ends.
func (v *verifier) times(t *Team, visits []Visit, homes []*Household) {
	first, shift := &visits[0], v.night.shift(t)
	begin := int(first.Begin)
	v.expect(first.Begin >= first.Arrive && first.WaitS == int(first.Begin-first.Arrive),
		"household %q: begin, arrive and wait do not agree", first.Household)
	v.expect(begin >= shift.Open && begin <= shift.Close, "household %q begins at %v, outside the shift of team %q", first.Household, first.Begin, t.ID)
	setup, jobs := v.night.Options.Setup, []int(nil)
	for _, h := range homes {
		v.expect(h.Days.On(v.weekday), "household %q is visited on a weekday when nobody is home", h.ID)
		in := len(h.Windows) == 0
		for _, w := range h.Windows {
			w = w.within(v.evening)
			in = in || w.Open <= begin && begin <= w.Close
		}
		v.expect(in, "household %q begins at %v, outside its windows", h.ID, first.Begin)
		for range h.Persons {
			jobs = append(jobs, v.night.perPerson(h))
		}
	}
	slices.SortFunc(jobs, func(a, b int) int { return b - a })
	busy := make([]int, t.Members) // seconds of work of each member, the least busy first
	for _, seconds := range jobs {
		busy[0] += seconds
		slices.Sort(busy)
	}
	leave := begin + setup + busy[t.Members-1]
	v.expect(int(first.Leave) == leave, "household %q leaves at %v, not %v", first.Household, first.Leave, Clock(leave))
}
