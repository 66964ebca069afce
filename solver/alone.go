package solver

import (
	"context"

	"gonha/geo"
)

// Whether a client could be visited at all, alone on a team's evening: for the bound and for the reasons.

// aloneByClass says for each client and class whether some team of the class could visit it alone.
func (g *graph) aloneByClass(ctx context.Context, classes int) []bool {
	p := g.p
	can := make([]bool, len(p.Clients)*classes)
	_, classOf := g.classes()
	byClass := make([][]int32, classes)
	for _, t := range g.kinds() {
		byClass[classOf[t]] = append(byClass[classOf[t]], t)
	}
	for i := range p.Clients {
		if stopped(ctx, i) {
			break
		}
		for class, kinds := range byClass {
			for k, t := range kinds {
				if g.mayVisit(t, int32(i)) && g.possible(t, int32(i), true) {
					can[i*classes+class] = true
					kinds[0], kinds[k] = t, kinds[0] // the next client is often a neighbour
					break
				}
			}
		}
	}
	return can
}

// kinds lists one team of each kind: those that differ in nothing a client alone could notice.
// Under strict turfs every team is a kind of its own.
func (g *graph) kinds() []int32 {
	type kind struct {
		start, end, members, mode int32
		shift                     Window
		capacity, longest         int32
		groups                    *bool
	}
	seen := map[kind]bool{}
	var list []int32
	for t := range g.p.Teams {
		x := &g.p.Teams[t]
		k := kind{start: x.Start, end: x.End, members: x.Members, mode: x.Mode, shift: x.Shift, capacity: x.Capacity, longest: x.MaxDuration}
		if g.allowed[t] != nil {
			k.groups = &g.allowed[t][0]
		}
		if !seen[k] || g.p.Turfs == TurfsStrict {
			seen[k] = true
			list = append(list, int32(t))
		}
	}
	return list
}

// possible says whether the team could visit the client if it had nobody else to visit, at the
// client's door or at that of a neighbour with whom it may share a stop; in its windows, or at any time.
func (g *graph) possible(team, c int32, windows bool) bool {
	if g.alone(team, c, g.p.Clients[c].Location, windows) {
		return true
	}
	for _, v := range g.joinable.of(c) {
		if g.alone(team, c, g.p.Clients[v].Location, windows) {
			return true
		}
	}
	return false
}

// alone says whether the team could visit the client and nobody else from a stop at the location.
func (g *graph) alone(team, c, location int32, windows bool) bool {
	p := g.p
	t, x := &p.Teams[team], &p.Clients[c]
	there, _ := p.Travel[t.Mode].Leg(t.Start, location)
	back, _ := p.Travel[t.Mode].Leg(location, t.End)
	service := x.Setup + x.PerPerson*ceilDiv(x.Persons, t.Members)
	if there >= geo.Unreachable || back >= geo.Unreachable || t.MaxDuration > 0 && there+service+back > t.MaxDuration {
		return false
	}
	latest := t.Shift.Close - back - service
	begin := t.Shift.Open + there
	if windows && len(x.Windows) > 0 {
		for _, w := range x.Windows {
			if begin <= w.Close {
				return max(begin, w.Open) <= latest
			}
		}
		return false
	}
	return begin <= latest
}
