package solver

import (
	"cmp"
	"math"
	"slices"

	"gonha/geo"
)

// region is a part of the plan that is searched by itself: some teams, the clients they visit and
// unvisited ones near them.
type region struct{ teams, clients []int32 }

// regions divides the plan for an epoch: the teams by recursive bisection of the middles of their
// routes, along directions that turn from epoch to epoch so that the boundaries move; each client to
// the region of its team, or, unvisited, of its nearest visited neighbour.
func (r *run) regions(epoch int) []*region {
	teams := len(r.g.p.Teams)
	all := make([]int32, teams)
	for t := range all {
		all[t] = int32(t)
	}
	count := (teams + regionTeams - 1) / regionTeams
	if r.g.nature.travels { // more teams than go out
		count = 1
	}
	if n := len(r.g.p.Clients); n > regionClients*count {
		count = min(teams, (n+regionClients-1)/regionClients)
	}
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
	split(all, count, float64(epoch)*goldenAngle)
	r.share(regions, middle)
	return regions
}

// middles is for each team the mean place of its visits, else of its home area, else its start; in
// metres east and north of the first point.
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
	for i := range p.Clients {
		if t := r.home[i]; t >= 0 && len(r.sequence[t]) == 0 {
			add(t, p.Clients[i].Location)
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

// share gives every client to a region, in the order of the curve.
func (r *run) share(regions []*region, middle [][2]float64) {
	p := r.g.p
	of := make([]int32, len(p.Teams))
	for i, region := range regions {
		for _, t := range region.teams {
			of[t] = int32(i)
		}
	}
	team := r.visitors()
	for _, c := range r.g.curve {
		t := team[c]
		if t < 0 {
			t = r.adopter(c, team, middle)
		}
		regions[of[t]].clients = append(regions[of[t]].clients, c)
	}
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

// adopter is the team whose region an unvisited client goes to.
func (r *run) adopter(c int32, team []int32, middle [][2]float64) int32 {
	for _, v := range r.g.neighbours.of(c) {
		if t := team[v]; t >= 0 && r.g.mayVisit(t, c) {
			return t
		}
	}
	if t := r.home[c]; t >= 0 {
		return t
	}
	at := r.flat(r.g.places[c])
	best, least := int32(0), math.Inf(1)
	for t := range middle {
		if d := math.Hypot(at[0]-middle[t][0], at[1]-middle[t][1]); d < least && r.g.mayVisit(int32(t), c) {
			best, least = int32(t), d
		}
	}
	return best
}
