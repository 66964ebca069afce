package solver

import (
	"cmp"
	"math"
	"slices"

	"gonha/geo"
)

// region is a part of the plan that is searched by itself: some teams, the clients they visit, and
// unvisited ones near them.
type region struct{ teams, clients []int32 }

// Sizes of a region: so many teams are searched together at most, with so many clients, unless the
// visited and the required alone are more. The time to fill the table of travel times grows with the
// square of the clients; a search that may look far from its routes finds little there. Where travel
// decides there may be more teams than go out, so that regions go by the clients they visit.
const (
	regionTeams   = 20
	regionClients = 2000
	travelClients = 250
)

// large says whether the problem is searched in several regions, or not with all its clients at once.
func (r *run) large() bool {
	if r.g.nature.travels {
		return r.g.nature.divided
	}
	return large(len(r.g.p.Teams), len(r.g.p.Clients))
}

func large(teams, clients int) bool { return teams > regionTeams || clients > regionClients }

// regions divides the plan for an epoch: the teams by recursive bisection of the middles of their
// routes, along directions that turn from epoch to epoch so that the boundaries move; each client to
// the region of its team, or, unvisited, of a team near it. Where the unvisited are too many for the
// regions, those far from all routes are in none.
func (r *run) regions(epoch int) []*region {
	teams := len(r.g.p.Teams)
	all := make([]int32, teams)
	for t := range all {
		all[t] = int32(t)
	}
	count := r.divisions(epoch)
	middle := r.middles()
	regions := make([]*region, 0, count)
	var split func(teams []int32, parts int, angle float64)
	split = func(teams []int32, parts int, angle float64) {
		if parts == 1 {
			slices.Sort(teams)
			regions = append(regions, &region{teams: teams})
			return
		}
		x, y := math.Cos(angle), math.Sin(angle)
		slices.SortFunc(teams, func(a, b int32) int {
			return cmp.Or(cmp.Compare(x*middle[a][0]+y*middle[a][1], x*middle[b][0]+y*middle[b][1]), cmp.Compare(a, b))
		})
		left := parts / 2
		cut := len(teams) * left / parts
		split(teams[:cut:cut], left, angle+math.Pi/2)
		split(teams[cut:], parts-left, angle+math.Pi/2)
	}
	const goldenAngle = 2.399963229728653 // turns never repeat
	out, idle := all, []int32(nil)
	if r.g.nature.travels && epoch > 0 {
		out, idle = r.goingOut(all)
	}
	split(out, count, float64(epoch)*goldenAngle)
	for i, t := range idle {
		regions[i%count].teams = append(regions[i%count].teams, t)
		slices.Sort(regions[i%count].teams)
	}
	s := r.newSharing(regions)
	if len(r.g.p.Clients) <= regionClients*count {
		s.shareAll(middle)
	} else {
		s.shareNear(middle)
	}
	for _, c := range r.g.curve {
		if i := s.region[c]; i >= 0 {
			regions[i].clients = append(regions[i].clients, c)
		}
	}
	return regions
}

// goingOut parts the teams into those with visits and the others, of which every region gets some.
func (r *run) goingOut(teams []int32) (out, idle []int32) {
	for _, t := range teams {
		if len(r.sequence[t]) > 0 {
			out = append(out, t)
		} else {
			idle = append(idle, t)
		}
	}
	return out, idle
}

// divisions is the number of regions: by teams, and by the clients that must be in one. It is even, so
// that two threads finish together, and it does not depend on the threads.
func (r *run) divisions(epoch int) int {
	teams, visited := 0, 0
	for t := range r.sequence {
		visited += len(r.sequence[t])
		if len(r.sequence[t]) > 0 || !r.g.nature.travels || epoch == 0 {
			teams++
		}
	}
	count := (visited + r.g.required + regionClients - 1) / regionClients
	switch {
	case !r.g.nature.travels:
		count = max(count, (teams+regionTeams-1)/regionTeams)
	case epoch > 0:
		count = max(count, (visited+travelClients-1)/travelClients)
	}
	if count > 1 {
		count += count % 2
	}
	return max(1, min(count, teams))
}

// middles is for each team the mean place of its visits, else its nest, else the mean of those at home
// with it, else its start; in metres east and north of the first point.
func (r *run) middles() [][2]float64 {
	p := r.g.p
	sum := make([][3]float64, len(p.Teams))
	add := func(t int32, location int32) {
		v := r.flat(p.Points[location])
		sum[t][0] += v[0]
		sum[t][1] += v[1]
		sum[t][2]++
	}
	for t := range p.Teams {
		for _, c := range r.sequence[t] {
			add(int32(t), p.Clients[max(c, ^c)].Location)
		}
	}
	for t := range p.Teams {
		if c := r.nest[t]; c >= 0 && sum[t][2] == 0 {
			add(int32(t), p.Clients[c].Location)
		}
	}
	vacant := make([]bool, len(p.Teams))
	for t := range vacant {
		vacant[t] = sum[t][2] == 0
	}
	for c, t := range r.home {
		if t >= 0 && vacant[t] {
			add(t, p.Clients[c].Location)
		}
	}
	middle := make([][2]float64, len(p.Teams))
	for t := range p.Teams {
		if sum[t][2] == 0 {
			add(int32(t), p.Teams[t].Start)
		}
		middle[t] = [2]float64{sum[t][0] / sum[t][2], sum[t][1] / sum[t][2]}
	}
	return middle
}

// flat is a point in metres east and north of the problem's first.
func (r *run) flat(a geo.Point) [2]float64 {
	const metres = geo.EarthRadius * math.Pi / 180
	o := r.g.p.Points[0]
	return [2]float64{(a.Lon - o.Lon) * metres * math.Cos(o.Lat*math.Pi/180), (a.Lat - o.Lat) * metres}
}

// visitors is the team that visits each client, or -1.
func (r *run) visitors() []int32 {
	team := make([]int32, len(r.g.p.Clients))
	for c := range team {
		team[c] = -1
	}
	for t := range r.sequence {
		for _, c := range r.sequence[t] {
			team[max(c, ^c)] = int32(t)
		}
	}
	return team
}
