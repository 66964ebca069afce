package output

import (
	"fmt"
	"strings"

	"gonha/geo"
	"gonha/solver/campaign"
)

// evening is a plan with its households and teams looked up in the night. It only reads both.
type evening struct {
	night     *campaign.Night
	plan      *campaign.Plan
	routes    []teamRoute
	unvisited []leftOut
	guesses   int // households whose places are guessed
	said      saidColumns
	in        *words // the language of its tables; nil is the night's
}

// teamRoute is one team's route, cut into the steps that the team makes.
type teamRoute struct {
	*campaign.Route
	team  *campaign.Team
	steps []step
}

// step is one stop: doors that the team serves together, the first being the one travelled to.
type step struct {
	number int // the plan's stop number
	doors  []door
}

// door is a visit with its household.
type door struct {
	*campaign.Visit
	home *campaign.Household
}

// leftOut is an unvisited household with its reason.
type leftOut struct {
	*campaign.Unvisited
	home *campaign.Household
}

// lookUp finds every household and team that the plan names; one that the night does not hold is an error.
func lookUp(night *campaign.Night, plan *campaign.Plan) (*evening, error) {
	e := &evening{night: night, plan: plan, guesses: countGuesses(night), said: columnsSaid(night)}
	homes, teams := index(night)
	for i := range plan.Routes {
		r, err := lookUpRoute(&plan.Routes[i], homes, teams)
		if err != nil {
			return nil, err
		}
		e.routes = append(e.routes, r)
	}
	for i := range plan.Unvisited {
		u := &plan.Unvisited[i]
		home := homes[u.Household]
		if home == nil {
			return nil, fmt.Errorf("unvisited household %q is not in the night", u.Household)
		}
		e.unvisited = append(e.unvisited, leftOut{u, home})
	}
	return e, nil
}

// index gives the night's households and teams by id.
func index(night *campaign.Night) (map[string]*campaign.Household, map[string]*campaign.Team) {
	homes := make(map[string]*campaign.Household, len(night.Households))
	for i := range night.Households {
		homes[night.Households[i].ID] = &night.Households[i]
	}
	teams := make(map[string]*campaign.Team, len(night.Teams))
	for i := range night.Teams {
		teams[night.Teams[i].ID] = &night.Teams[i]
	}
	return homes, teams
}

// lookUpRoute finds one route's team and households and gathers its visits into steps.
func lookUpRoute(route *campaign.Route, homes map[string]*campaign.Household, teams map[string]*campaign.Team) (teamRoute, error) {
	r := teamRoute{Route: route, team: teams[route.Team]}
	if r.team == nil {
		return r, fmt.Errorf("team %q is not in the night", route.Team)
	}
	for i := range route.Visits {
		v := &route.Visits[i]
		home := homes[v.Household]
		if home == nil {
			return r, fmt.Errorf("household %q of team %q is not in the night", v.Household, route.Team)
		}
		if i == 0 || v.Stop != route.Visits[i-1].Stop {
			r.steps = append(r.steps, step{number: v.Stop})
		}
		last := &r.steps[len(r.steps)-1]
		last.doors = append(last.doors, door{v, home})
	}
	return r, nil
}

// stays says whether the team has nobody to visit.
func (r *teamRoute) stays() bool { return len(r.steps) == 0 }

// path is the line to draw: the plan's, or straight lines from the start over the stops to the end
// where the plan has none. It is nil for a team that stays.
func (r *teamRoute) path() []geo.Point {
	if r.stays() {
		return nil
	}
	if len(r.Path) >= 2 {
		return r.Path
	}
	path := []geo.Point{r.team.Start}
	for _, s := range r.steps {
		path = append(path, s.point())
	}
	return append(path, r.team.End)
}

// round is the part of the path from the first stop to the last, without the ways there and back.
func (r *teamRoute) round() []geo.Point {
	path := r.path()
	nearest := func(to geo.Point) int {
		best := 0
		for i, p := range path {
			if geo.Distance(p, to) < geo.Distance(path[best], to) {
				best = i
			}
		}
		return best
	}
	first, last := nearest(r.steps[0].point()), nearest(r.steps[len(r.steps)-1].point())
	if first >= last {
		return path
	}
	return path[first : last+1]
}

// places gives the place of each door in order.
func (r *teamRoute) places() []geo.Point {
	places := make([]geo.Point, 0, len(r.Visits))
	for _, s := range r.steps {
		for _, d := range s.doors {
			places = append(places, d.home.Point)
		}
	}
	return places
}

// point is where the team travels to: the first door.
func (s *step) point() geo.Point { return s.doors[0].home.Point }

// persons counts the people of all the step's doors.
func (s *step) persons() int {
	n := 0
	for _, d := range s.doors {
		n += d.Persons
	}
	return n
}

// label numbers a door of the step: "3" where it is the only one, else "3a", "3b", ... "3z", "3aa".
func (s *step) label(door int) string {
	if len(s.doors) == 1 {
		return fmt.Sprint(s.number)
	}
	var letters []byte
	for n := door + 1; n > 0; n = (n - 1) / 26 {
		letters = append([]byte{byte('a' + (n-1)%26)}, letters...)
	}
	return fmt.Sprint(s.number, string(letters))
}

// window is the evening as printed, "19:30–21:30".
func (e *evening) window() string { return strings.Replace(e.plan.Window, "-", "–", 1) }

// places gives the places of each route's doors.
func (e *evening) places() [][]geo.Point {
	places := make([][]geo.Point, len(e.routes))
	for i := range e.routes {
		places[i] = e.routes[i].places()
	}
	return places
}
