package campaign

import (
	"cmp"
	"math"
	"slices"

	"gonha/geo"
	"gonha/solver"
)

// groupAreas gives each residential group teams of its own, as wards do that lend none. Where there are
// more teams than groups, a group has one and then more in proportion to its people (D'Hondt); where there
// are fewer, a team has several groups that follow each other around the middle. A team that is tied to
// groups keeps those, and clients of no group are anybody's.
func groupAreas(p *solver.Problem) (area []int32, own [][]int32) {
	persons := make(map[int32]int64)
	middles := make(map[int32]geo.Point)
	area = make([]int32, len(p.Clients))
	for i := range p.Clients {
		c := &p.Clients[i]
		area[i] = c.Group // NoGroup is anywhere
		if c.Group != solver.NoGroup {
			at, m, w := p.Points[c.Location], middles[c.Group], float64(c.Persons)
			middles[c.Group] = geo.Point{Lat: m.Lat + at.Lat*w, Lon: m.Lon + at.Lon*w}
			persons[c.Group] += int64(c.Persons)
		}
	}
	var groups []int32
	for g, n := range persons {
		groups = append(groups, g)
		middles[g] = geo.Point{Lat: middles[g].Lat / float64(n), Lon: middles[g].Lon / float64(n)}
	}
	slices.Sort(groups)
	own = make([][]int32, len(p.Teams))
	var free []int32
	for i := range p.Teams {
		if own[i] = p.Teams[i].Groups; own[i] == nil {
			free = append(free, int32(i))
		}
	}
	if len(groups) == 0 {
		return nil, nil
	}
	if len(groups) > len(free) {
		around(groups, middles)
		for k, part := range cut(groups, len(free), func(g int32) int64 { return persons[g] }) {
			own[free[part]] = append(own[free[part]], groups[k])
		}
		return area, own
	}
	teams := make(map[int32]int64)
	for range free {
		neediest := slices.MaxFunc(groups, func(a, b int32) int { // teams 0 is needier than any
			return cmp.Or(cmp.Compare(float64(persons[a])/float64(teams[a]), float64(persons[b])/float64(teams[b])), cmp.Compare(persons[a], persons[b]))
		})
		teams[neediest]++
		k := nearestTeam(p, free, middles[neediest])
		own[free[k]] = []int32{neediest}
		free = slices.Delete(slices.Clone(free), k, k+1)
	}
	return area, own
}

// nearestTeam is the place in the list of the team that sets out nearest to a point, the first of several.
func nearestTeam(p *solver.Problem, teams []int32, to geo.Point) int {
	best := 0
	for k, team := range teams {
		if geo.Distance(p.Points[p.Teams[team].Start], to) < geo.Distance(p.Points[p.Teams[teams[best]].Start], to) {
			best = k
		}
	}
	return best
}

// sectors gives each team a sector around the place it sets out from, of about as many people as those
// of the other teams there (Gillett and Miller, A Heuristic Algorithm for the Vehicle-Dispatch Problem,
// Operations Research 22, 1974, with people in place of loads). Clients belong to the nearest such place.
func sectors(p *solver.Problem) (area []int32, own [][]int32) {
	var places []int32
	teams := make(map[int32][]int32) // by the place they set out from
	own = make([][]int32, len(p.Teams))
	for i := range p.Teams {
		start := p.Teams[i].Start
		if teams[start] == nil {
			places = append(places, start)
		}
		teams[start] = append(teams[start], int32(i))
		own[i] = []int32{int32(i)} // the area of a team has its number
	}
	clients := make(map[int32][]int32)
	bearings := make([]float64, len(p.Clients))
	for c := range p.Clients {
		at := p.Points[p.Clients[c].Location]
		from := slices.MinFunc(places, func(a, b int32) int {
			return cmp.Compare(geo.Distance(p.Points[a], at), geo.Distance(p.Points[b], at))
		})
		clients[from] = append(clients[from], int32(c))
		bearings[c] = bearing(p.Points[from], at)
	}
	area = make([]int32, len(p.Clients))
	for _, place := range places {
		list := clients[place]
		slices.SortStableFunc(list, func(a, b int32) int { return cmp.Compare(bearings[a], bearings[b]) })
		for k, part := range cut(list, len(teams[place]), func(c int32) int64 { return int64(p.Clients[c].Persons) }) {
			area[list[k]] = teams[place][part]
		}
	}
	return area, own
}

// around sorts groups by where their middles lie around the middle of all.
func around(groups []int32, middles map[int32]geo.Point) {
	var all geo.Point
	for _, g := range groups {
		all.Lat, all.Lon = all.Lat+middles[g].Lat/float64(len(groups)), all.Lon+middles[g].Lon/float64(len(groups))
	}
	slices.SortStableFunc(groups, func(a, b int32) int {
		return cmp.Compare(bearing(all, middles[a]), bearing(all, middles[b]))
	})
}

// bearing is the direction from one point to another, in radians from the east, on a map of this place.
func bearing(from, to geo.Point) float64 {
	return math.Atan2(to.Lat-from.Lat, (to.Lon-from.Lon)*math.Cos(from.Lat*math.Pi/180))
}

// cut divides a list, as it is ordered, into parts of about equal weight, and gives the part of each
// item: that of the middle of its weight. With no parts there is nothing to give.
func cut[T any](list []T, parts int, weight func(T) int64) []int {
	if parts == 0 {
		return nil
	}
	var total, before int64
	for _, x := range list {
		total += weight(x)
	}
	of := make([]int, len(list))
	for i, x := range list {
		w := weight(x)
		if total > 0 {
			of[i] = min(int((2*before+w)*int64(parts)/(2*total)), parts-1)
		}
		before += w
	}
	return of
}
