package campaign

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
	"gonha/solver"
)

// Way is how people share an evening out who have no planner.
type Way string

// The ways of [Night.ByHand], which all go from door to door, each time to the nearest.
const (
	Doors   Way = "doors"   // every team anywhere, one door after the other
	Nearest Way = "nearest" // every team anywhere, neighbouring doors together
	Groups  Way = "groups"  // each group has its own teams and lends none; neighbouring doors together
	Sweep   Way = "sweep"   // each team has a sector around the place it sets out from; neighbouring doors together
)

// Ways are all ways of going by hand.
func Ways() []Way { return []Way{Doors, Nearest, Groups, Sweep} }

// ByHand plans the night as teams go that have no planner, to compare a plan with. Whichever team is
// free first takes, of the households still open to it that it can serve and be back in time, the nearest
// as the crow flies, or, where it would have to wait at each, the one where it waits least; it serves the
// open doors within the stop radius with it, as long as nobody need wait for them, and goes home when there
// is none. Nobody looks ahead, and priorities and mandatory visits are not noticed.
//
// The plan is verified like every other; its reasons are all "not_planned" and its bound is all prizes
// together. Errors wrap [ErrInput], [ErrTravel], [ErrBug] or are those of ctx.
func (n *Night) ByHand(ctx context.Context, way Way) (*Plan, error) {
	if err := n.Validate(); err != nil {
		return nil, fmt.Errorf("planning by hand: %w", err)
	}
	t := n.task()
	if err := n.travel(ctx, t.problem); err != nil {
		return nil, fmt.Errorf("planning by hand: %w", err)
	}
	h := newHand(t.problem)
	switch way {
	case Groups:
		h.area, h.own = groupAreas(t.problem)
	case Sweep:
		h.area, h.own = sectors(t.problem)
	}
	h.together = way != Doors && t.problem.StopRadius > 0
	for o := h.freeFirst(); o != nil; o = h.freeFirst() {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("planning by hand: %w", err)
		}
		stop, found := h.next(o)
		if !found {
			h.home[o.team] = true
			continue
		}
		o.add(stop)
		h.visit(stop)
	}
	plan, err := n.unsearched(ctx, t, h.outings, false)
	if err != nil {
		return nil, fmt.Errorf("planning by hand: %w", err)
	}
	return plan, nil
}

// Baselines makes the plans that people would make by hand, each with what it comes to. Where a team is tied
// to groups there are no sectors: nobody would give it one that its groups do not lie in.
func (n *Night) Baselines(ctx context.Context) ([]Baseline, error) {
	var list []Baseline
	tied := slices.ContainsFunc(n.Teams, func(t Team) bool { return len(t.Groups) > 0 })
	for _, way := range Ways() {
		if way == Sweep && tied {
			continue
		}
		plan, err := n.ByHand(ctx, way)
		if err != nil {
			return nil, fmt.Errorf("the way %q: %w", way, err)
		}
		list = append(list, Baseline{Name: string(way), Summary: plan.Summary})
	}
	return list, nil
}

// hand is a plan by hand as it grows.
type hand struct {
	p        *solver.Problem
	outings  []*outing
	home     []bool // by team: it has gone home
	done     []bool // by client: it is visited
	together bool   // doors within the stop radius are served together

	area []int32   // by client: the area it lies in, or anywhere; nil is no areas
	own  [][]int32 // by team: the areas that it works in

	// The nearest are asked of a grid of the clients that were open when it was made; it is made anew as
	// they are visited, or most of what it answers would be past.
	grid    *geo.Searcher
	clients []int32 // of the grid's points
	since   int     // visited since it was made
	near    []int32 // the grid's answer
}

// anywhere is the area of a client that every team may visit.
const anywhere int32 = -1

func newHand(p *solver.Problem) *hand {
	h := &hand{p: p, home: make([]bool, len(p.Teams)), done: make([]bool, len(p.Clients))}
	for i := range p.Teams {
		h.outings = append(h.outings, setOut(p, i))
	}
	h.index()
	return h
}

// index makes the grid of the open clients.
func (h *hand) index() {
	h.clients, h.since = h.clients[:0], 0
	var points []geo.Point
	for c := range h.done {
		if !h.done[c] {
			h.clients = append(h.clients, int32(c))
			points = append(points, h.p.Points[h.p.Clients[c].Location])
		}
	}
	h.grid = geo.NewGrid(points).Searcher()
}

// visit marks the clients of a stop as visited.
func (h *hand) visit(stop solver.Stop) {
	for _, c := range stop.Clients {
		h.done[c] = true
	}
	if h.since += len(stop.Clients); h.since > max(64, len(h.clients)/64) {
		h.index()
	}
}

// freeFirst is the outing that is free first, the first of several; nil when all are home.
func (h *hand) freeFirst() *outing {
	var first *outing
	for i, o := range h.outings {
		if !h.home[i] && (first == nil || o.free < first.free) {
			first = o
		}
	}
	return first
}

// open says whether the client is still to be visited, by the team as by the areas.
func (h *hand) open(o *outing, c int32) bool {
	return !h.done[c] && (h.area == nil || h.area[c] == anywhere || slices.Contains(h.own[o.team], h.area[c]))
}

// next is the stop that the team makes next, and whether there is one. It tries the nearest few, and only
// where none of them will do all.
func (h *hand) next(o *outing) (best solver.Stop, found bool) {
	const few = 64
	h.near = h.grid.Nearest(h.p.Points[o.place], few, -1, h.near[:0])
	for _, i := range h.near {
		c := h.clients[i]
		if !h.open(o, c) {
			continue
		}
		if stop, why := o.try([]int32{c}, 0); why == none && stop.Begin == stop.Arrive {
			return h.joined(o, stop), true
		}
	}
	least := math.Inf(1) // metres to the best, of those with as little wait
	one := []int32{0}
	for _, i := range h.inReach(o) {
		c := h.clients[i]
		if !h.open(o, c) {
			continue
		}
		one[0] = c
		stop, why := o.try(one, 0)
		wait := stop.Begin - stop.Arrive
		if why != none || found && wait > best.Begin-best.Arrive {
			continue
		}
		metres := geo.Distance(h.p.Points[o.place], h.p.Points[h.p.Clients[c].Location])
		if !found || wait < best.Begin-best.Arrive || metres < least {
			best, found, least = stop, true, metres
			best.Clients = []int32{c}
		}
	}
	if found {
		best = h.joined(o, best)
	}
	return best, found
}

// inReach is the grid's points that the team could go to and be back in time if nobody took any time, in
// the order of the clients; see the solver's last tries for the circle that they lie in.
func (h *hand) inReach(o *outing) []int32 {
	t := &h.p.Teams[o.team]
	travel, bounded := h.p.Travel[t.Mode].(interface{ Reach(seconds int32) float64 })
	h.near = h.near[:0]
	if !bounded {
		for i := range h.clients {
			h.near = append(h.near, int32(i))
		}
		return h.near
	}
	// A metre more for what rounding does to the middle.
	middle := geo.Middle(h.p.Points[o.place], h.p.Points[t.End])
	h.near = h.grid.Within(middle, travel.Reach(max(0, t.Shift.Close-o.free))/2+1, -1, h.near)
	slices.Sort(h.near)
	return h.near
}

// joined is the stop with the open doors around its first that can be served with it and begin no later,
// the nearest first.
func (h *hand) joined(o *outing, stop solver.Stop) solver.Stop {
	if !h.together {
		return stop
	}
	first := stop.Clients[0]
	h.near = h.grid.Within(h.p.Points[h.p.Clients[first].Location], h.p.StopRadius, -1, h.near[:0])
	for _, i := range h.near {
		c := h.clients[i]
		if c == first || !h.open(o, c) {
			continue
		}
		if more, why := o.try(append(slices.Clip(stop.Clients), c), 0); why == none && more.Begin == stop.Begin {
			stop = more
		}
	}
	return stop
}
