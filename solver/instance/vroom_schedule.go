package instance

import (
	"math"
	"slices"

	"gonha/solver/vrp"
)

// In plan mode the routes are given, and their times are chosen: with the least earliness and lateness together, then so that the route
// takes the least time, then as early as can be. In such a choice each step is at the beginning or the end of one of its
// time windows, or follows or precedes one that is without a pause; so all moments that count are known, and the best of them
// are found step after step by dynamic programming.

// schedule makes the tours of the routes that are given.
func (v *VROOM) schedule(p *vrp.Problem) ([]vroomTour, error) {
	var tours []vroomTour
	var faults VROOMFaults
	for i := range v.vehicles {
		s := newSchedule(v, p, int32(i))
		if len(s.nodes) == 2 {
			continue
		}
		if !s.choose() {
			faults = append(faults, VROOMFault{Path: v.vehicles[i].path + ".steps", Reason: "không đi được như vậy / they cannot be made"})
			continue
		}
		tours = append(tours, s.tour())
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return tours, nil
}

// scheduled is a route whose times are to be chosen.
type scheduled struct {
	v       *VROOM
	p       *vrp.Problem
	vehicle int32
	nodes   []node // the start, the tasks and the end
	weight  int64  // of a moment early or late: longer than the route
}

// node is a step of it.
type node struct {
	job, rest     int32 // one of them of a task; -1
	place         int32 // of no break
	windows       []vrp.Window
	action        int64 // how long it takes
	travel        int64 // from the last place to this one, of no break
	least, latest int64 // that its service may begin
	begin         int64 // as it is chosen

	moments []int64
	best    []choice // by moment
}

// choice is how well the steps up to a moment can be chosen, and by which moment of the last place. A leg's breaks are chosen with it.
type choice struct {
	cost, sum int64
	from      int
	rests     []int64
}

// worst is no choice.
const worst = math.MaxInt64 / 4

func (c *choice) better(other *choice) bool {
	return c.cost < other.cost || c.cost == other.cost && c.sum < other.sum
}

func newSchedule(v *VROOM, p *vrp.Problem, vehicle int32) *scheduled {
	s := &scheduled{v: v, p: p, vehicle: vehicle, weight: 1}
	x, t := &v.vehicles[vehicle], &p.Vehicles[vehicle]
	s.nodes = []node{{job: -1, rest: -1, place: t.Start, latest: vrp.Latest}}
	end := node{job: -1, rest: -1, place: t.End, latest: vrp.Latest}
	if x.window != anyTime {
		s.nodes[0].windows = []vrp.Window{{Open: t.Shift.Open, Close: vrp.Latest}}
		end.windows = []vrp.Window{{Open: -vrp.Latest, Close: t.Shift.Close}}
	}
	at := t.Start
	way := func(to int32) int64 {
		if at < 0 || to < 0 {
			return 0
		}
		travel := &p.Travels[t.Travel]
		return int64(travel.Durations[int(at)*int(p.Places)+int(to)]) * travel.Time
	}
	for k := range x.steps {
		from := &x.steps[k]
		n := node{job: -1, rest: -1, latest: vrp.Latest}
		switch from.kind {
		case "job":
			n.job = int32(slices.IndexFunc(v.jobs, func(j vroomJob) bool { return j.id == from.id }))
			j := &p.Jobs[n.job]
			n.place, n.windows, n.action = j.Place, j.Windows, j.Service[t.Kind]
			if j.Place != at {
				n.action += j.Setup[t.Kind]
			}
			n.travel = way(j.Place)
			at = j.Place
		case "break":
			n.rest = int32(slices.IndexFunc(x.breaks, func(b vroomBreak) bool { return b.id == from.id }))
			n.windows, n.action = t.Breaks[n.rest].Windows, t.Breaks[n.rest].Service
		case "start":
			s.nodes[0].force(from)
			continue
		default:
			end.force(from)
			continue
		}
		n.force(from)
		s.nodes = append(s.nodes, n)
	}
	end.travel = way(t.End)
	s.nodes = append(s.nodes, end)
	for i := range s.nodes {
		s.weight += s.nodes[i].action + s.nodes[i].travel
	}
	return s
}

// force takes the times that a step is given.
func (n *node) force(s *vroomStep) {
	if s.at >= 0 {
		n.least, n.latest = s.at*perSecond, s.at*perSecond
	}
	if s.after >= 0 {
		n.least = max(n.least, s.after*perSecond)
	}
	if s.before >= 0 {
		n.latest = min(n.latest, s.before*perSecond)
	}
}

// off is how early or late a moment is for the nearest window, below 0 if it is early.
func (n *node) off(t int64) int64 {
	best := int64(worst)
	for _, w := range n.windows {
		d := int64(0)
		if t < w.Open {
			d = t - w.Open
		} else if t > w.Close {
			d = t - w.Close
		}
		if max(d, -d) < max(best, -best) {
			best = d
		}
	}
	if len(n.windows) == 0 {
		return 0
	}
	return best
}

// bases are the moments that a node gives the others: those at which its windows and its bounds begin and end.
func (n *node) bases() []int64 {
	var list []int64
	for _, w := range n.windows {
		list = append(list, w.Open, w.Close)
	}
	list = append(list, n.least, n.latest)
	return slices.DeleteFunc(list, func(t int64) bool { return t <= -vrp.Latest || t >= vrp.Latest })
}

// isRest says whether the node is a break.
func (n *node) isRest() bool { return n.rest >= 0 }

// mostMoments is how many moments of all steps are looked at: of very long routes not all are.
const mostMoments = 1_000_000

// collect finds the moments of all nodes.
func (s *scheduled) collect() {
	n := len(s.nodes)
	places := make([]int64, n) // when a node begins on a way without pauses, of breaks right after the last place
	back := make([]int64, n)   // of breaks right before the next
	now, left := int64(0), int64(0)
	for i := range s.nodes {
		if !s.nodes[i].isRest() {
			now += s.nodes[i].travel
		}
		places[i] = now
		now += s.nodes[i].action
	}
	for i := n - 1; i >= 0; i-- {
		if back[i] = places[i]; s.nodes[i].isRest() {
			left -= s.nodes[i].action
			back[i] = left
		} else {
			left = places[i]
		}
	}
	all := map[int64]bool{0: true} // when the way without pauses begins
	for i := range s.nodes {
		for _, t := range s.nodes[i].bases() {
			all[t-places[i]], all[t-back[i]] = true, true
		}
	}
	for i := range s.nodes {
		node := &s.nodes[i]
		for begin := range all {
			node.moments = append(node.moments, begin+places[i], begin+back[i])
		}
		own := node.bases()
		node.moments = append(node.moments, own...)
		slices.Sort(node.moments)
		node.moments = slices.Compact(node.moments)
		node.moments = slices.DeleteFunc(node.moments, func(t int64) bool { return t < max(0, node.least) || t > node.latest })
		if every := len(node.moments)*n/mostMoments + 1; every > 1 {
			few := node.moments[:0]
			for k, t := range node.moments {
				if k%every == 0 || slices.Contains(own, t) {
					few = append(few, t)
				}
			}
			node.moments = few
		}
	}
}

// choose chooses the times. It is false where they cannot be within the bounds that are given.
func (s *scheduled) choose() bool {
	s.collect()
	first := &s.nodes[0]
	for _, t := range first.moments {
		first.best = append(first.best, choice{cost: s.weight*abs(first.off(t)) - t, sum: t})
	}
	last := 0
	for i := 1; i < len(s.nodes); i++ {
		if !s.nodes[i].isRest() {
			s.leg(last, i)
			last = i
		}
	}
	end := &s.nodes[last]
	at, found := -1, choice{cost: worst}
	for m := range end.best {
		c := end.best[m]
		c.cost += end.moments[m]
		if end.best[m].cost < worst && c.better(&found) {
			at, found = m, c
		}
	}
	if at < 0 {
		return false
	}
	for i := last; ; {
		n := &s.nodes[i]
		n.begin = n.moments[at]
		if i == 0 {
			return true
		}
		c := &n.best[at]
		for k, t := range c.rests {
			s.nodes[i-len(c.rests)+k].begin = t
		}
		i, at = i-len(c.rests)-1, c.from
	}
}

func abs(t int64) int64 { return max(t, -t) }

// leg finds the best choices up to node i from those up to the last place before it.
func (s *scheduled) leg(before, i int) {
	p, n := &s.nodes[before], &s.nodes[i]
	n.best = make([]choice, len(n.moments))
	for m := range n.best {
		n.best[m].cost = worst
	}
	if before == i-1 {
		best, k := choice{cost: worst}, 0
		for m, t := range n.moments {
			for ; k < len(p.moments) && p.moments[k]+p.action+n.travel <= t; k++ {
				if c := p.best[k]; c.better(&best) {
					best = c
					best.from, best.rests = k, nil
				}
			}
			if best.cost < worst {
				n.best[m] = s.at(n, t, best)
			}
		}
		return
	}
	rests := s.nodes[before+1 : i]
	for k, t := range p.moments {
		if p.best[k].cost < worst {
			s.legWithRests(p, n, rests, k, t+p.action)
		}
	}
}

// at is a choice with a node at a moment more.
func (s *scheduled) at(n *node, t int64, c choice) choice {
	c.cost += s.weight * abs(n.off(t))
	c.sum += t
	return c
}

// legWithRests improves the choices up to node n by those that leave the last place at a time and take breaks on the way.
func (s *scheduled) legWithRests(p, n *node, rests []node, k int, leave int64) {
	begun := p.best[k]
	begun.from, begun.rests = k, nil
	ready := leave + n.travel // when all is travelled and rested
	reached := reach{[]choice{begun}, []int64{leave}}
	for r := range rests {
		rest := &rests[r]
		ready += rest.action
		var next reach
		soFar := reached.walk()
		for _, t := range rest.moments {
			if best, ok := soFar(t); ok {
				c := s.at(rest, t, best)
				c.rests = append(slices.Clone(best.rests), t)
				next.choices, next.ends = append(next.choices, c), append(next.ends, t+rest.action)
			}
		}
		reached = next
	}
	soFar := reached.walk()
	for at, t := range n.moments {
		best, ok := soFar(t)
		if !ok || ready > t {
			continue
		}
		if c := s.at(n, t, best); c.better(&n.best[at]) {
			n.best[at] = c
		}
	}
}

// reach is the choices up to a step, by when it ends, ascending.
type reach struct {
	choices []choice
	ends    []int64
}

// walk gives the best choice that ends by a time, for times that ascend.
func (r *reach) walk() func(by int64) (choice, bool) {
	best, m := choice{cost: worst}, 0
	return func(by int64) (choice, bool) {
		for ; m < len(r.ends) && r.ends[m] <= by; m++ {
			if r.choices[m].better(&best) {
				best = r.choices[m]
			}
		}
		return best, best.cost < worst
	}
}
