package solver

import (
	"slices"

	"gonha/geo"
)

// Where soft turfs are searched in one region and everybody may be visited, the areas lie for good once the search is cool: the cells follow
// the plan, and the charge holds the plan in them. Whether all people fit into areas that lie apart is so a matter
// of chance. The search therefore makes several attempts, each cooling down anew, from the first plan, or, once
// there is a plan that can hardly be better but in travel, from that one. The best plan of any epoch is taken, as
// people judge plans: an epoch judges by a sum of prize, charges and travel, in which little of one makes up
// for much of another.

// attempts are what the search keeps of them.
type attempts struct {
	number int       // of the one under way, from 0
	first  [][]int32 // the plan that they begin with
	best   judged    // of all epochs; of none yet without a sequence
	apart  bool      // in the plan of the last epoch no areas overlap
}

// judged is a plan with what it is judged by.
type judged struct {
	tally    tally
	overlap  float64 // see [geo.Overlap]
	sequence [][]int32
}

// An attempt takes about so many iterations a client, or more where these would be fewer than so many epochs.
const (
	attemptLength = 200
	attemptEpochs = 8
)

// attemptReach is the share of the bound on the prize that the first epochs must reach for there to be several attempts.
// Where many are left out, one long attempt finds more who fit into areas that lie apart.
const attemptReach = 0.97

// overlapWorth is the share of the prize that a plan without overlap may have less than one in which all areas
// overlap, unless hardly anybody is left out.
const overlapWorth = 0.2

// attempting says whether the search makes attempts: where everybody may be visited, for all that the bound says.
func (r *run) attempting() bool {
	return r.g.p.Turfs == TurfsSoft && !r.large() && r.g.p.Exchange == 0 && r.g.bound >= r.g.prizes
}

// attempt begins the next attempt where it is time for it.
func (r *run) attempt() {
	a := &r.attempts
	number := int(r.cycles * float64(r.schedule.from) / cooled)
	switch {
	case !r.attempting():
		return
	case a.first == nil:
		a.first = copySequences(nil, r.sequence)
		return
	case number == a.number || a.best.sequence == nil:
		return
	}
	a.number = number
	r.turfShare = 0
	if a.best.overlap == 0 && a.best.tally.prize == r.most {
		r.sequence = copySequences(r.sequence, a.best.sequence)
	} else {
		r.sequence = copySequences(r.sequence, a.first)
	}
}

// judge keeps the plan of an epoch that is over, if it is the best so far.
func (r *run) judge(t tally) {
	if !r.attempting() {
		return
	}
	a := &r.attempts
	r.most = max(r.most, t.prize)
	x := judged{tally: t, overlap: r.overlap()}
	a.apart = x.overlap == 0
	if a.best.sequence == nil || r.prefers(&x, &a.best) {
		x.sequence = copySequences(a.best.sequence, r.sequence)
		a.best = x
	}
}

// prefers says whether the plan a is better than b as people judge them: by those who must be visited, by
// prize, of which a little may be lost for areas apart where not everybody can be visited anyhow, by
// overlap, by travel.
func (r *run) prefers(a, b *judged) bool {
	if a.tally.required != b.tally.required {
		return a.tally.required > b.tally.required
	}
	x, y := float64(a.tally.prize), float64(b.tally.prize)
	if r.enough(turfLoss) < r.most {
		x, y = x*(1-overlapWorth*a.overlap), y*(1-overlapWorth*b.overlap)
	}
	switch {
	case x != y:
		return x > y
	case a.overlap != b.overlap:
		return a.overlap < b.overlap
	}
	return a.tally.better(&b.tally)
}

// overlap is that of the plan.
func (r *run) overlap() float64 {
	visited := make([][]geo.Point, len(r.sequence))
	for t := range r.sequence {
		for _, c := range r.sequence[t] {
			visited[t] = append(visited[t], r.g.places[max(c, ^c)])
		}
	}
	return geo.Overlap(visited)
}

// finishAttempts takes the best plan of all, and draws its turfs.
func (r *run) finishAttempts() {
	if r.attempts.best.sequence != nil {
		r.sequence = r.attempts.best.sequence
		r.cells = r.fitCells(r.unit)
	}
}

// copySequences copies a plan into to, which may be nil.
func copySequences(to, from [][]int32) [][]int32 {
	to = slices.Grow(to[:0], len(from))[:len(from)]
	for t := range from {
		to[t] = append(to[t][:0], from[t]...)
	}
	return to
}
