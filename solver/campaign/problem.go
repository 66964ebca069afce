package campaign

import (
	"math"

	"gonha/geo"
	"gonha/solver"
)

// task is a night as the solver sees it: client i is the household Households[routed[i]], team i is
// Teams[i].
type task struct {
	problem *solver.Problem
	routed  []int
}

// task translates the night, which must be valid.
func (n *Night) task() task {
	t := task{problem: &solver.Problem{StopRadius: n.Options.StopRadius, Turfs: solver.TurfsOff}}
	groups := make(map[string]int32)
	evening, weekday := n.evening(), n.weekday()
	for i := range n.Households {
		h := &n.Households[i]
		if !h.Status.Routed() {
			continue
		}
		t.routed = append(t.routed, i)
		t.problem.Points = append(t.problem.Points, h.Point)
		t.problem.Clients = append(t.problem.Clients, n.client(h, h.openTo(evening, weekday), groups))
	}
	for i := range t.problem.Clients {
		t.problem.Clients[i].Location = int32(i)
	}
	n.teams(t.problem, groups)
	return t
}

// client is a household that may be visited in the windows, but for its location. A group met for the first time gets the next number.
func (n *Night) client(h *Household, windows []Window, groups map[string]int32) solver.Client {
	c := solver.Client{
		Prize: int32(h.Persons * h.Priority), Required: h.Mandatory,
		Persons: int32(h.Persons), PerPerson: int32(n.perPerson(h)), Setup: int32(n.Options.Setup), Load: int32(h.Persons),
		Group: solver.NoGroup, Turf: solver.NoTurf,
	}
	if h.Group != "" {
		g, known := groups[h.Group]
		if !known {
			g = int32(len(groups))
			groups[h.Group] = g
		}
		c.Group = g
	}
	for _, w := range windows {
		c.Windows = append(c.Windows, solver.Window{Open: int32(w.Open), Close: int32(w.Close)})
	}
	return c
}

// perPerson is the seconds that one member needs for one person of h.
func (n *Night) perPerson(h *Household) int {
	if h.PerPerson > 0 {
		return h.PerPerson
	}
	return n.Options.PerPerson
}

// teams adds the teams, where they set out and end, once each place, and the engines of their modes.
func (n *Night) teams(p *solver.Problem, groups map[string]int32) {
	places := make(map[geo.Point]int32)
	place := func(at geo.Point) int32 {
		i, known := places[at]
		if !known {
			i = int32(len(p.Points))
			places[at] = i
			p.Points = append(p.Points, at)
		}
		return i
	}
	var modes []Mode
	for i := range n.Teams {
		t := &n.Teams[i]
		shift := n.shift(t)
		team := solver.Team{
			Start: place(t.Start), End: place(t.End), Shift: solver.Window{Open: int32(shift.Open), Close: int32(shift.Close)},
			Members: int32(t.Members), Capacity: solver.Unlimited, Groups: t.allowed(groups),
		}
		if t.MaxPersons > 0 && t.MaxPersons < math.MaxInt32 {
			team.Capacity = int32(t.MaxPersons)
		}
		for int(team.Mode) < len(modes) && modes[team.Mode] != t.Mode {
			team.Mode++
		}
		if int(team.Mode) == len(modes) {
			modes = append(modes, t.Mode)
		}
		p.Teams = append(p.Teams, team)
	}
	for _, mode := range modes { // last, for an engine keeps the points
		p.Travel = append(p.Travel, geo.NewStraight(p.Points, n.Options.Detour, mode.speed()))
	}
}

// allowed are the numbers of the groups that the team visits; nil is all. A group that no routed
// household belongs to has no number, so the list of a team may be empty, which is none.
func (t *Team) allowed(groups map[string]int32) []int32 {
	if len(t.Groups) == 0 {
		return nil
	}
	allowed := make([]int32, 0, len(t.Groups))
	for _, name := range t.Groups {
		if g, known := groups[name]; known {
			allowed = append(allowed, g)
		}
	}
	return allowed
}

// speed is that of straight-line travel in metres a second.
func (m Mode) speed() float64 {
	if m == Walk {
		return geo.WalkSpeed
	}
	return geo.MotorbikeSpeed
}
