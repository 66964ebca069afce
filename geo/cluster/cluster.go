// Package cluster draws turfs: one compact, balanced area a team.
//
// [Turfs] is the entry point; [Bisect] is its first step, also of use alone to deal out work over
// regions. [Measure] says how good turfs are. It knows points, weights, groups and teams, nothing of
// routes or time windows; stops are formed by the solver.
//
// # Method
//
// Points are cut into as many cells as there are teams by recursive bisection, each cut giving
// either side the weight for its teams. Then neighbouring cells exchange points two by two: both
// are cut anew by the line perpendicular to the way between their centres, at the place that gives
// each its share. Where nothing changes any more, each two cells are divided by a straight line, so
// that their hulls do not overlap, and the cells are those of a balanced power diagram (Aurenhammer,
// Power diagrams: properties, algorithms and applications, SIAM J. Comput. 16, 1987) for the centres
// as sites. The diagram's usual computation adapts a weight for each site in small steps and cannot
// divide a tower of 300 doors on one spot; exchange between pairs (Balzer, Schlömer and Deussen,
// Capacity-constrained point distributions, ACM Trans. Graph. 28, 2009) keeps the balance from the
// first step on and divides equal places by index.
//
// # Rules
//
// In this order: a team gets only points of its groups; weight in proportion to capacity, within
// some 5 per cent; straight borders; then groups kept whole. Of the straight cuts within the
// tolerance, some of them askew, the one is taken that divides the fewest groups for the least loss
// of compactness. So a group is divided where it weighs more than a turf, where the balance demands
// it, and where its own border with the next is too crooked for a straight cut.
//
// There is normally more work than the teams can do in a night, and a turf holds several times what
// its shift has minutes for: balance is on the share of the total weight, not on the capacity.
package cluster

import (
	"context"

	"gonha/geo"
)

// bandwidth is how far a turf's weight may be from its share so that a group stays whole.
const bandwidth = 0.05

// Input is what turfs are drawn for. It is only read.
type Input struct {
	Points []geo.Point // within some hundred kilometres, none across the date line
	Weight []float64   // by point: expected minutes of work, 0 or more; nil is one each
	Group  []int32     // by point: residential group, 0 or more, or -1 for none; nil is none
	Teams  []Team
	Effort int64 // points looked at in exchanges at most, about; 0 is no limit
}

// Team is who gets a turf.
type Team struct {
	Start    geo.Point
	Capacity float64 // minutes of its shift, more than 0: its share of the work beside the others
	Groups   []int32 // the only groups that it may visit; nil is all points
}

// Turfs gives each point the index of the team in whose turf it lies, or -1 where no team may visit
// it. It depends on nothing but in, unless ctx is done before it is: then, and when the effort is spent, it
// returns the turfs as they are by then, complete but less compact.
func Turfs(ctx context.Context, in Input) []int32 {
	turf := make([]int32, len(in.Points))
	for i := range turf {
		turf[i] = -1
	}
	if len(in.Points) == 0 || len(in.Teams) == 0 {
		return turf
	}
	d := newDrawing(in, turf)
	d.shareOut()
	d.gather()
	d.exchange(ctx)
	d.swapTeams()
	for t, members := range d.members {
		for _, i := range members {
			turf[d.origin[i]] = int32(t)
		}
	}
	return turf
}
