package benchmarks

import (
	"math"
	"slices"

	"gonha/geo"
	"gonha/solver/campaign"
)

// ByHand plans the night as teams go that have no planner, to compare a plan with where no other
// solver can express the night. Whichever team is free first takes, of the households still open
// that it can serve and be back in time, the one where it waits least, and of those the nearest;
// it serves door by door, a stop each, and goes home when there is none. Nobody looks ahead, and
// priorities and mandatory visits are not noticed.
//
// The plan passes [campaign.Night.Verify], but its reasons are all "no_time" and not tried, and its
// bound is all prizes together. n must be valid. Times of the day after midnight must be given as
// past 24:00, for windows are taken as they stand. Each visit looks at every household.
func ByHand(n *campaign.Night) *campaign.Plan {
	open := make([]bool, len(n.Households))
	for i := range n.Households {
		open[i] = n.Households[i].Status.Routed()
	}
	outings := make([]outing, len(n.Teams))
	for i := range n.Teams {
		outings[i] = setOut(n, &n.Teams[i])
	}
	for o := freeFirst(outings); o != nil; o = freeFirst(outings) {
		next, found := o.nearest(n, open)
		if !found {
			o.goHome(n)
			continue
		}
		o.visit(n, next)
		open[next.household] = false
	}
	return planByHand(n, outings, open)
}

// outing is a team's evening so far.
type outing struct {
	team  *campaign.Team
	shift campaign.Window
	at    geo.Point
	home  bool
	route campaign.Route // Return is when the team is free
	been  []geo.Point
}

// call is a visit that a team could make next, in seconds and metres.
type call struct {
	household     int
	travel        int
	metres        float64
	arrive, begin int
	leave         int
}

func setOut(n *campaign.Night, team *campaign.Team) outing {
	shift := n.Options.Window
	if team.Shift != nil {
		shift = *team.Shift
	}
	start := campaign.Clock(shift.Open)
	return outing{team: team, shift: shift, at: team.Start, route: campaign.Route{Team: team.ID, Depart: start, Return: start}}
}

// freeFirst is the outing that is free first, the first of several; nil when all are home.
func freeFirst(outings []outing) *outing {
	var first *outing
	for i := range outings {
		if o := &outings[i]; !o.home && (first == nil || o.route.Return < first.route.Return) {
			first = o
		}
	}
	return first
}

// nearest is the call to make next, and whether there is one.
func (o *outing) nearest(n *campaign.Night, open []bool) (best call, found bool) {
	for i := range n.Households {
		h := &n.Households[i]
		if !open[i] || !o.may(h) {
			continue
		}
		metres := geo.Distance(o.at, h.Point) * n.Options.Detour
		if found && best.begin == best.arrive && metres >= best.metres {
			continue // no wait, and nearer: not to be bettered
		}
		c := call{household: i, metres: metres, travel: rideTime(o.team, metres)}
		c.arrive = int(o.route.Return) + c.travel
		begin, atHome := nextOpening(h.Windows, c.arrive)
		if !atHome {
			continue
		}
		c.begin, c.leave = begin, begin+doorService(n, h, o.team)
		back := rideTime(o.team, geo.Distance(h.Point, o.team.End)*n.Options.Detour)
		if c.leave+back <= o.shift.Close && (!found || c.before(best)) {
			best, found = c, true
		}
	}
	return best, found
}

// may says whether the team may visit h at all, as far as groups and its most persons go.
func (o *outing) may(h *campaign.Household) bool {
	return (len(o.team.Groups) == 0 || slices.Contains(o.team.Groups, h.Group)) &&
		(o.team.MaxPersons == 0 || o.route.Persons+h.Persons <= o.team.MaxPersons)
}

// before says whether c is taken rather than d: less waiting, then nearer.
func (c call) before(d call) bool {
	if wait, other := c.begin-c.arrive, d.begin-d.arrive; wait != other {
		return wait < other
	}
	return c.metres < d.metres
}

func (o *outing) visit(n *campaign.Night, c call) {
	h := &n.Households[c.household]
	r := &o.route
	v := campaign.Visit{
		Seq: len(r.Visits) + 1, Stop: len(r.Visits) + 1, Household: h.ID, Persons: h.Persons,
		Arrive: campaign.Clock(c.arrive), Begin: campaign.Clock(c.begin), Leave: campaign.Clock(c.leave),
		TravelS: c.travel, DistanceM: int(math.Round(c.metres)), WaitS: c.begin - c.arrive,
	}
	r.Visits = append(r.Visits, v)
	r.Return = v.Leave
	r.Persons += h.Persons
	r.Prize += int64(h.Persons) * int64(h.Priority)
	r.TravelS, r.DistanceM, r.WaitS = r.TravelS+int64(v.TravelS), r.DistanceM+int64(v.DistanceM), r.WaitS+int64(v.WaitS)
	r.ServiceS += int64(v.Leave - v.Begin)
	o.at = h.Point
	o.been = append(o.been, h.Point)
}

// goHome ends the evening; a team that made no visit never left.
func (o *outing) goHome(n *campaign.Night) {
	o.home = true
	if len(o.route.Visits) == 0 {
		return
	}
	metres := geo.Distance(o.at, o.team.End) * n.Options.Detour
	travel := rideTime(o.team, metres)
	o.route.Return += campaign.Clock(travel)
	o.route.TravelS += int64(travel)
	o.route.DistanceM += int64(math.Round(metres))
}

// rideTime is the whole seconds that the team takes for a way, as in the straight-line model.
func rideTime(team *campaign.Team, metres float64) int {
	if team.Mode == campaign.Walk {
		return int(math.Ceil(metres / geo.WalkSpeed))
	}
	return int(math.Ceil(metres / geo.MotorbikeSpeed))
}

// nextOpening is the first time from arrive on when somebody is home, and whether there is one.
func nextOpening(windows []campaign.Window, arrive int) (int, bool) {
	first, found := arrive, len(windows) == 0
	for _, w := range windows {
		if begin := max(arrive, w.Open); begin <= w.Close && (!found || begin < first) {
			first, found = begin, true
		}
	}
	return first, found
}

// doorService is the seconds that the team spends at a single door.
func doorService(n *campaign.Night, h *campaign.Household, team *campaign.Team) int {
	perPerson := n.Options.PerPerson
	if h.PerPerson > 0 {
		perPerson = h.PerPerson
	}
	return n.Options.Setup + perPerson*((h.Persons+team.Members-1)/team.Members)
}
