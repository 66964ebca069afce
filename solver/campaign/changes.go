package campaign

import (
	"cmp"
	"slices"

	"gonha/geo"
)

// The kinds of changes.
const (
	oneMoreTeam    = "team"    // one more team, like the one that sets out nearest to those left out
	tenMoreMinutes = "minutes" // the evening and every shift last ten minutes longer
	lentTeam       = "lend"    // the team with the most idle time, of those tied to groups, may go anywhere
	teamAway       = "away"    // the team that reaches the fewest people goes elsewhere
)

// extra is the length of ten minutes in seconds.
const extra = 600

// changes are the changes that mean something for the night.
func (n *Night) changes(plan *Plan) []Change {
	changes := []Change{n.withTeam(plan), n.withMinutes()}
	if c, ok := n.withLent(plan); ok {
		changes = append(changes, c)
	}
	if len(n.Teams) > 1 {
		changes = append(changes, n.withoutTeam(plan))
	}
	return changes
}

// withTeam has one more team, that may visit all groups.
func (n *Night) withTeam(plan *Plan) Change {
	left := n.middleLeft(plan)
	like := slices.MinFunc(n.Teams, func(a, b Team) int {
		return cmp.Compare(geo.Distance(a.Start, left), geo.Distance(b.Start, left))
	})
	team := like
	team.Groups = nil
	for taken := func(t Team) bool { return t.ID == team.ID }; slices.ContainsFunc(n.Teams, taken); {
		team.ID += "+"
	}
	night := *n
	night.Teams = append(slices.Clone(n.Teams), team)
	return Change{Kind: oneMoreTeam, Team: like.ID, night: &night}
}

// middleLeft is the middle of the households left out, or of all where none is.
func (n *Night) middleLeft(plan *Plan) geo.Point {
	left := make(map[string]bool, len(plan.Unvisited))
	for _, u := range plan.Unvisited {
		left[u.Household] = true
	}
	var sum geo.Point
	count := 0.0
	for i := range n.Households {
		if h := &n.Households[i]; h.Status.Routed() && (left[h.ID] || len(left) == 0) {
			sum.Lat, sum.Lon, count = sum.Lat+h.Point.Lat, sum.Lon+h.Point.Lon, count+1
		}
	}
	return geo.Point{Lat: sum.Lat / max(count, 1), Lon: sum.Lon / max(count, 1)}
}

// withMinutes lasts ten minutes longer.
func (n *Night) withMinutes() Change {
	night := *n
	night.Options.Window.Close = min(n.Options.Window.Close+extra, maxTime)
	night.Teams = slices.Clone(n.Teams)
	for i := range night.Teams {
		if shift := night.Teams[i].Shift; shift != nil {
			night.Teams[i].Shift = &Window{shift.Open, min(shift.Close+extra, maxTime)}
		}
	}
	return Change{Kind: tenMoreMinutes, night: &night}
}

// withLent lets one team visit all groups, where some may not.
func (n *Night) withLent(plan *Plan) (Change, bool) {
	best, most := -1, int64(-1)
	for i := range n.Teams {
		if w := n.work(&n.Teams[i], &plan.Routes[i]); len(n.Teams[i].Groups) > 0 && w.IdleS+w.WaitS > most {
			best, most = i, w.IdleS+w.WaitS
		}
	}
	if best < 0 {
		return Change{}, false
	}
	night := *n
	night.Teams = slices.Clone(n.Teams)
	night.Teams[best].Groups = nil
	return Change{Kind: lentTeam, Team: n.Teams[best].ID, night: &night}, true
}

// withoutTeam has one team fewer.
func (n *Night) withoutTeam(plan *Plan) Change {
	away := 0
	for i := range plan.Routes {
		if plan.Routes[i].Persons < plan.Routes[away].Persons {
			away = i
		}
	}
	night := *n
	night.Teams = slices.Delete(slices.Clone(n.Teams), away, away+1)
	return Change{Kind: teamAway, Team: n.Teams[away].ID, night: &night}
}
