package benchmarks

import (
	"fmt"
	"slices"

	"gonha/solver/campaign"
)

// nearGroups is how many groups a team of some groups visits, its own included.
const nearGroups = 3

// drawTeams gives the teams. Those on motorbikes set out from the police posts in turn, those on
// foot from the community house of a group.
func drawTeams(o WardOptions, middles []spot, place projection) []campaign.Team {
	random := o.stream(streamTeams)
	posts := spread(middles, o.Depots)
	teams := make([]campaign.Team, o.Teams)
	home := make([]int, o.Teams) // the group that a team belongs to
	for i := range teams {
		home[i] = int(share(len(middles), i, o.Teams))
		start := place.point(middles[posts[i%len(posts)]])
		teams[i] = campaign.Team{
			ID: fmt.Sprintf("T%03d", i+1), Name: fmt.Sprintf("Đội %d", i+1),
			Members: o.MembersMin + random.IntN(o.MembersMax-o.MembersMin+1),
			Start:   start, End: start, Mode: campaign.Motorbike,
		}
	}
	for _, i := range chosen(random, o.Teams, o.WalkShare) {
		start := place.point(middles[home[i]])
		teams[i].Mode, teams[i].Start, teams[i].End = campaign.Walk, start, start
	}
	for _, i := range chosen(random, o.Teams, o.EndShare) {
		near := nearest(middles, home[i], nearGroups)
		teams[i].End = place.point(middles[near[len(near)-1]])
	}
	for _, i := range chosen(random, o.Teams, o.GroupTeamShare) {
		near := nearest(middles, home[i], nearGroups)
		slices.Sort(near)
		for _, g := range near {
			teams[i].Groups = append(teams[i].Groups, groupName(g))
		}
	}
	for _, i := range chosen(random, o.Teams, o.ShortShiftShare) {
		teams[i].Shift = &campaign.Window{Open: 20 * hour, Close: 21*hour + 15*minute}
	}
	for _, i := range chosen(random, o.Teams, o.MaxPersonsShare) {
		teams[i].MaxPersons = o.MaxPersons
	}
	return teams
}

// spread chooses count of the middles: the one nearest the ward's centre, then each time the one
// farthest from those chosen.
func spread(middles []spot, count int) []int {
	var centre spot
	first := 0
	for i := range middles {
		if middles[i].squared(centre) < middles[first].squared(centre) {
			first = i
		}
	}
	posts := []int{first}
	away := make([]int64, len(middles)) // squared distance to the nearest post
	for i := range middles {
		away[i] = middles[i].squared(middles[first])
	}
	for len(posts) < count {
		next := slices.Index(away, slices.Max(away))
		posts = append(posts, next)
		for i := range middles {
			away[i] = min(away[i], middles[i].squared(middles[next]))
		}
	}
	return posts
}

// nearest gives up to count middles from the nearest of one on, beginning with itself.
func nearest(middles []spot, of, count int) []int {
	var found []int
	for len(found) < min(count, len(middles)) {
		best := -1
		for i := range middles {
			if !slices.Contains(found, i) && (best < 0 || middles[i].squared(middles[of]) < middles[best].squared(middles[of])) {
				best = i
			}
		}
		found = append(found, best)
	}
	return found
}
