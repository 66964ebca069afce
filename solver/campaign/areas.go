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
// are fewer, groups belong to the nearest place that teams set out from, and each team there has several
// that follow each other around their middle. A team that is tied to groups keeps those, and clients of no
// group are anybody's.
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
	switch {
	case len(groups) == 0:
		return nil, nil
	case len(free) == 0:
		return area, own
	}
	if len(groups) > len(free) {
		places, teams := posts(p, free)
		of := make(map[int32][]int32)
		for _, g := range groups {
			post := nearestPost(p, places, middles[g])
			of[post] = append(of[post], g)
		}
		for _, post := range places {
			around(of[post], middles)
			for k, part := range cut(of[post], len(teams[post]), func(g int32) int64 { return persons[g] }) {
				own[teams[post][part]] = append(own[teams[post][part]], of[post][k])
			}
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
	all := make([]int32, len(p.Teams))
	own = make([][]int32, len(p.Teams))
	for i := range all {
		all[i] = int32(i)
		own[i] = []int32{int32(i)} // the area of a team has its number
	}
	places, teams := posts(p, all)
	clients := make(map[int32][]int32)
	bearings := make([]float64, len(p.Clients))
	for c := range p.Clients {
		at := p.Points[p.Clients[c].Location]
		from := nearestPost(p, places, at)
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

// posts are the points that some of the teams set out from, in the order of the teams, and the teams of each.
func posts(p *solver.Problem, teams []int32) (places []int32, of map[int32][]int32) {
	of = make(map[int32][]int32)
	for _, t := range teams {
		start := p.Teams[t].Start
		if of[start] == nil {
			places = append(places, start)
		}
		of[start] = append(of[start], t)
	}
	return places, of
}

// nearestPost is the nearest of some points to a place, the first of several.
func nearestPost(p *solver.Problem, posts []int32, to geo.Point) int32 {
	return slices.MinFunc(posts, func(a, b int32) int {
		return cmp.Compare(geo.Distance(p.Points[a], to), geo.Distance(p.Points[b], to))
	})
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
