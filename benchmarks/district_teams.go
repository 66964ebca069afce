package benchmarks

import (
	"fmt"

	"gonha/solver/campaign"
)

// drawTeams gives the teams ward by ward. Each ward has one while there are enough, and of the rest its
// share by households; each team sets out from the police post of its ward, in its middle, and comes back.
func (o DistrictOptions) drawTeams(wards []districtWard, sites [][]site) []campaign.Team {
	random := stream(o.Seed, streamTeams)
	place := newProjection(o.Centre)
	each := 0
	if o.Teams >= len(wards) {
		each = 1
	}
	rest, before := o.Teams-each*len(wards), 0
	var teams []campaign.Team
	for i := range wards {
		w := &wards[i]
		count := each + int(share(rest, before+w.size, o.Households)-share(rest, before, o.Households))
		before += w.size
		middle := postOf(sites[i])
		if len(o.Roads) == 0 {
			middle = bends{o.Seed}.bend(middle)
		}
		post := place.point(middle)
		for k := range count {
			n := len(teams) + 1
			t := campaign.Team{
				ID: fmt.Sprintf("T%03d", n), Name: fmt.Sprintf("Đội %d%s", k+1, w.label),
				Members: o.MembersMin + random.IntN(o.MembersMax-o.MembersMin+1),
				Start:   post, End: post, Mode: campaign.Motorbike,
			}
			if len(o.Shifts) > 0 {
				shift := o.Shifts[len(teams)%len(o.Shifts)]
				t.Shift = &shift
			}
			if o.Hamlets > 0 {
				t.Groups = o.hamletGroups(w, k%min(o.Hamlets, w.groups))
			}
			teams = append(teams, t)
		}
	}
	return teams
}

// postOf is the middle of the group that is nearest the middle of them all.
func postOf(groups []site) spot {
	var middle spot
	for _, g := range groups {
		middle.x, middle.y = middle.x+g.middle.x, middle.y+g.middle.y
	}
	n := int64(len(groups))
	middle = spot{middle.x / n, middle.y / n}
	best := groups[0].middle
	for _, g := range groups {
		if g.middle.squared(middle) < best.squared(middle) {
			best = g.middle
		}
	}
	return best
}

// hamletGroups are the names of the groups of a hamlet of the ward.
func (o DistrictOptions) hamletGroups(w *districtWard, hamlet int) []string {
	var names []string
	for g := range w.groups {
		if o.hamlet(w, g) == hamlet {
			names = append(names, o.groupName(w, g))
		}
	}
	return names
}
