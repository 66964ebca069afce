package solver

import (
	"context"

	"gonha/geo"
)

// Whether a client could be visited at all, alone on a team's evening or, where ways over other places may be
// shorter, on the way from others: for the bound and for the reasons.

// visitable says for each client and class whether some team of the class may be able to visit it.
func (g *graph) visitable(ctx context.Context, classes int) ([]bool, error) {
	_, classOf := g.classes()
	byClass := make([][]int32, classes)
	for _, t := range g.kinds() {
		byClass[classOf[t]] = append(byClass[classOf[t]], t)
	}
	can := make([]bool, len(g.p.Clients)*classes)
	missed := g.lookAlone(ctx, byClass, can)
	if !missed || g.straight() || ctx.Err() != nil {
		return can, nil
	}
	if err := g.findPassages(ctx); err != nil {
		return nil, err
	}
	if g.passages != nil {
		g.lookAlone(ctx, byClass, can)
		return can, nil
	}
	for i := range g.p.Clients { // nobody knows
		for class, kinds := range byClass {
			for _, t := range kinds {
				can[i*classes+class] = can[i*classes+class] || g.mayVisit(t, int32(i))
			}
		}
	}
	return can, nil
}

// lookAlone notes which clients teams of each class could visit, as far as is known, and says whether any are missed
// that the teams may visit.
func (g *graph) lookAlone(ctx context.Context, byClass [][]int32, can []bool) (missed bool) {
	for i := range g.p.Clients {
		if stopped(ctx, i) {
			break
		}
		for class, kinds := range byClass {
			admitted, found := false, false
			for k, t := range kinds {
				if !g.mayVisit(t, int32(i)) {
					continue
				}
				admitted = true
				if found = g.possible(t, int32(i), true); found {
					can[i*len(byClass)+class] = true
					kinds[0], kinds[k] = t, kinds[0] // the next client is often a neighbour
					break
				}
			}
			missed = missed || admitted && !found
		}
	}
	return missed
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

// possible says whether the team, or one of its class and mode, could visit the client, at the client's door or at
// that of a neighbour with whom it may share a stop; in its windows, or at any time. It is to have nobody else to
// visit, unless ways over others may be shorter.
func (g *graph) possible(team, c int32, windows bool) bool {
	if g.alone(team, c, g.p.Clients[c].Location, windows) {
		return true
	}
	near := g.joinable.of(c)
	if g.joinsUnseen(c) {
		near = g.grid.Searcher().Within(g.places[c], g.p.StopRadius, c, nil)
	}
	for _, v := range near {
		if g.alone(team, c, g.p.Clients[v].Location, windows) {
			return true
		}
	}
	p := g.passageOf(team)
	if p == nil {
		return false
	}
	x := &g.p.Clients[c]
	service := x.Setup + x.PerPerson*ceilDiv(x.Persons, g.p.Teams[team].Members)
	if p.allows(x, c, service, windows) {
		return true
	}
	for _, v := range near {
		if p.allows(x, v, service, windows) {
			return true
		}
	}
	return false
}

// joinsUnseen says whether there may be others with whom the client may share a stop than those listed as joinable.
func (g *graph) joinsUnseen(c int32) bool {
	return len(g.joinable.of(c)) == maxJoins || g.buildings != nil && g.p.StopRadius > 0 && len(g.buildings.halls.of(c)) > 0
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
