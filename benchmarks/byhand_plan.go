package benchmarks

import (
	"slices"

	"gonha/geo"
	"gonha/solver/campaign"
)

// planByHand writes the outings down as a plan.
func planByHand(n *campaign.Night, outings []outing, open []bool) *campaign.Plan {
	o := &n.Options
	p := &campaign.Plan{
		Version: 1, Night: o.Date, Timezone: o.Timezone,
		Window: campaign.Clock(o.Window.Open).HM() + "-" + campaign.Clock(o.Window.Close).HM(),
		Summary: campaign.Summary{
			Teams: len(n.Teams), Overlap: overlapByHand(outings), Stopped: "complete",
		},
		Parameters: campaign.Parameters{
			Threads: 1, SetupS: o.Setup, PerPersonS: o.PerPerson, Turfs: "off", Travel: "straight-line", Detour: o.Detour,
		},
	}
	s := &p.Summary
	for i := range outings {
		r := &outings[i].route
		p.Routes = append(p.Routes, *r)
		s.Visits, s.Stops = s.Visits+len(r.Visits), s.Stops+len(r.Visits)
		s.Persons, s.Prize = s.Persons+r.Persons, s.Prize+r.Prize
		s.TravelS, s.ServiceS, s.WaitS = s.TravelS+r.TravelS, s.ServiceS+r.ServiceS, s.WaitS+r.WaitS
		s.DistanceM += r.DistanceM
	}
	s.PrizeBound = s.Prize
	for i := range n.Households {
		if !open[i] {
			continue
		}
		h := &n.Households[i]
		p.Unvisited = append(p.Unvisited, campaign.Unvisited{Household: h.ID, Reason: "no_time", Detail: "not reached by hand"})
		s.PrizeBound += int64(h.Persons) * int64(h.Priority)
		if h.Mandatory {
			s.MandatoryMissed++
		}
	}
	s.Unvisited = len(p.Unvisited)
	return p
}

// overlapByHand is the share of visits inside the hull of another team's visits, as in plan.json.
func overlapByHand(outings []outing) float64 {
	hulls := make([][]geo.Point, len(outings))
	visits, inside := 0, 0
	for i := range outings {
		if hulls[i] = geo.Hull(outings[i].been); len(hulls[i]) < 3 {
			hulls[i] = nil // no area for others to lie in
		}
		visits += len(outings[i].been)
	}
	for i := range outings {
		for _, p := range outings[i].been {
			others := func(hull []geo.Point) bool { return geo.Contains(hull, p) }
			if slices.ContainsFunc(hulls[:i], others) || slices.ContainsFunc(hulls[i+1:], others) {
				inside++
			}
		}
	}
	if visits == 0 {
		return 0
	}
	return float64(inside) / float64(visits)
}
