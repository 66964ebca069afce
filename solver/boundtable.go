package solver

import "gonha/geo"

// completions is a table of the least that a route can still cost after a client, by client and by time: the
// relaxation to walks without cycles of two clients, load left out (Christofides, Mingozzi and Toth,
// Exact Algorithms for the Vehicle Routing Problem, Mathematical Programming 20, 1981; with time in place of
// load as in Baldacci, Mingozzi and Roberti, New Route Relaxation and Pricing Strategies for the VRP, Operations
// Research 59, 2011). It bounds the labels of a route under way, and is a bound of its own.
//
// Time is rounded down to steps of a power of two seconds, which makes routes cheaper, never dearer. Where
// a visit may take less than a step, a walk makes at most so many visits within a step as fit into it, and then goes on to the next.
type completions struct {
	k       *teamKind
	shift   uint // of a time to its step
	steps   int
	rounds  int // most visits within a step
	entries []completion
	spare   []completion // of a step, while its rounds are counted
	gain    []int64      // by client: taken off the cost of a walk for its visit
	short   [][]arcTo    // arcs shorter than a step
	work    int64
}

// completion is the least cost after a client, to whom it goes on and in which step it leaves there, and
// the least by going on to anybody else.
type completion struct {
	best, second     int64
	next, other      int32 // clients, or walkEnd
	step, secondStep int32
}

// walkEnd is in place of a next client where the walk goes to its end.
const walkEnd int32 = -1

// leastSteps is how fine time is at the least.
const leastSteps = 200

func newCompletions(k *teamKind, gain []int64) *completions {
	t := &completions{k: k, gain: gain, short: make([][]arcTo, k.n)}
	for k.horizon>>(t.shift+1) >= leastSteps {
		t.shift++
	}
	for ; t.shift > 0; t.shift-- {
		if t.rounds = int(int32(1)<<t.shift) / int(k.shortest); t.rounds <= 4 {
			break
		}
	}
	t.rounds = int(int32(1)<<t.shift) / int(k.shortest)
	t.steps = int(k.horizon>>t.shift) + 1
	t.entries = make([]completion, k.n*t.steps)
	t.spare = make([]completion, k.n)
	for j := range k.n {
		for _, a := range k.arcs[j] {
			if a.leg+k.service[a.to] < int32(1)<<t.shift {
				t.short[j] = append(t.short[j], a)
			}
		}
	}
	return t
}

// after is the least cost after leaving a client at a time for anybody but one.
func (t *completions) after(c, time, but int32) int64 {
	e := &t.entries[int(time>>t.shift)*t.k.n+int(c)]
	if e.next == but {
		return e.second
	}
	return e.best
}

// take offers a way on.
func (e *completion) take(cost int64, next, step int32) {
	switch {
	case cost < e.best:
		if next != e.next {
			e.second, e.other, e.secondStep = e.best, e.next, e.step
		}
		e.best, e.next, e.step = cost, next, step
	case cost < e.second && next != e.next:
		e.second, e.other, e.secondStep = cost, next, step
	}
}

// fill computes the table for the gains, from the end of the shift backwards.
func (t *completions) fill() {
	k := t.k
	for step := t.steps - 1; step >= 0; step-- {
		time := int32(step) << t.shift
		row := t.entries[step*k.n : (step+1)*k.n]
		for j := range row {
			e := completion{best: noWay, second: noWay, next: walkEnd, other: walkEnd}
			if back := k.leg(j, k.n+1); back < geo.Unreachable && time+back <= k.horizon {
				e.best = k.price * int64(back)
			}
			t.onward(&e, j, time, step)
			row[j] = e
		}
		for range t.rounds {
			if !t.within(row, step) {
				break
			}
		}
	}
}

// onward offers the ways from client j that lead to a later step, those that do not as if they did.
func (t *completions) onward(e *completion, j int, time int32, step int) {
	k := t.k
	t.work += int64(len(k.arcs[j]))
	for _, a := range k.arcs[j] {
		leave, ok := k.arrive(a.to, time+a.leg)
		if !ok {
			continue
		}
		to := max(int(leave>>t.shift), step+1)
		if to >= t.steps {
			continue
		}
		f := &t.entries[to*k.n+int(a.to)]
		rest := f.best
		if f.next == int32(j) {
			rest = f.second
		}
		if rest < noWay {
			e.take(k.price*int64(a.leg)-t.gain[a.to]+rest, a.to, int32(to))
		}
	}
}

// within offers one visit more within a step, and says whether it helps anybody.
func (t *completions) within(row []completion, step int) bool {
	k, time, helped := t.k, int32(step)<<t.shift, false
	copy(t.spare, row)
	for j := range row {
		e := row[j]
		t.work += int64(len(t.short[j]))
		for _, a := range t.short[j] {
			leave, ok := k.arrive(a.to, time+a.leg)
			if !ok || int(leave>>t.shift) > step {
				continue
			}
			f := &t.spare[a.to]
			rest := f.best
			if f.next == int32(j) {
				rest = f.second
			}
			if rest < noWay {
				e.take(k.price*int64(a.leg)-t.gain[a.to]+rest, a.to, int32(step))
			}
		}
		if e != row[j] {
			row[j], helped = e, true
		}
	}
	return helped
}

// first is the cost of the cheapest walk that begins with a client, without the price of a team; never
// where there is none.
func (t *completions) first(a arcTo) int64 {
	k := t.k
	time, ok := k.arrive(a.to, a.leg)
	if !ok {
		return noWay
	}
	rest := t.entries[int(time>>t.shift)*k.n+int(a.to)].best
	if rest >= noWay {
		return noWay
	}
	return k.fixed + k.price*int64(a.leg) - t.gain[a.to] + rest
}

// mostWalk is the most visits of a walk that is followed: within a step it may turn in circles.
const mostWalk = 300

// walk lists the clients of the cheapest walk that begins with one; false where it does not end.
func (t *completions) walk(a arcTo) ([]int32, bool) {
	k := t.k
	time, ok := k.arrive(a.to, a.leg)
	if !ok {
		return nil, false
	}
	var clients []int32
	for at, before, step := a.to, int32(k.n), time>>t.shift; at != walkEnd; {
		if len(clients) == mostWalk {
			return nil, false
		}
		clients = append(clients, at)
		e := &t.entries[int(step)*k.n+int(at)]
		next, then := e.next, e.step
		if next == before {
			next, then = e.other, e.secondStep
		}
		at, before, step = next, at, then
	}
	return clients, true
}
