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
	k      *teamKind
	shift  uint // of a time to its step
	steps  int
	rounds int             // most visits within a step
	best   []completion    // by step and client
	other  []completion    // by going on to anybody but the best does
	spare  [2][]completion // both of a step, while its rounds are counted
	gain   []int64         // by client: taken off the cost of a walk for its visit
	short  [][]arcTo       // arcs shorter than a step
	work   int64
}

// completion is the least cost after a client, to whom it goes on and in which step it leaves there.
type completion struct {
	cost int64
	next int32 // a client, or walkEnd
	step int32
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
	t.best, t.other = make([]completion, k.n*t.steps), make([]completion, k.n*t.steps)
	t.spare = [2][]completion{make([]completion, k.n), make([]completion, k.n)}
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
	i := int(time>>t.shift)*t.k.n + int(c)
	if t.best[i].next == but {
		return t.other[i].cost
	}
	return t.best[i].cost
}

// options are the best completion and the other of a client, while they are looked for.
type options struct{ best, other completion }

// take offers a way on.
func (o *options) take(c completion) {
	switch {
	case c.cost < o.best.cost:
		if c.next != o.best.next {
			o.other = o.best
		}
		o.best = c
	case c.cost < o.other.cost && c.next != o.best.next:
		o.other = c
	}
}

// fill computes the table for the gains, from the end of the shift backwards.
func (t *completions) fill() {
	k := t.k
	none := completion{cost: noWay, next: walkEnd}
	for step := t.steps - 1; step >= 0; step-- {
		time := int32(step) << t.shift
		for j := range k.n {
			o := options{none, none}
			if back := k.leg(j, k.n+1); back < geo.Unreachable && time+back <= k.horizon {
				o.best.cost = k.price * int64(back)
			}
			t.onward(&o, j, time, step)
			t.best[step*k.n+j], t.other[step*k.n+j] = o.best, o.other
		}
		for range t.rounds {
			if !t.within(step) {
				break
			}
		}
	}
}

// onward offers the ways from client j that lead to a later step, those that do not as if they did.
func (t *completions) onward(o *options, j int, time int32, step int) {
	k := t.k
	for i, a := range k.arcs[j] {
		if time+a.leg > k.closing { // ways are in the order of their length
			t.work += int64(i)
			return
		}
		leave, ok := k.arrive(a.to, time+a.leg)
		if !ok {
			continue
		}
		to := max(int(leave>>t.shift), step+1)
		if to >= t.steps {
			continue
		}
		c := to*k.n + int(a.to)
		rest := t.best[c].cost
		if t.best[c].next == int32(j) {
			rest = t.other[c].cost
		}
		if cost := k.price*int64(a.leg) - t.gain[a.to] + rest; rest < noWay && cost < o.other.cost {
			o.take(completion{cost, a.to, int32(to)})
		}
	}
	t.work += int64(len(k.arcs[j]))
}

// within offers one visit more within a step, and says whether it helps anybody.
func (t *completions) within(step int) bool {
	k, time, helped := t.k, int32(step)<<t.shift, false
	best, other := t.best[step*k.n:(step+1)*k.n], t.other[step*k.n:(step+1)*k.n]
	copy(t.spare[0], best)
	copy(t.spare[1], other)
	for j := range best {
		o := options{best[j], other[j]}
		t.work += int64(len(t.short[j]))
		for _, a := range t.short[j] {
			leave, ok := k.arrive(a.to, time+a.leg)
			if !ok || int(leave>>t.shift) > step {
				continue
			}
			rest := t.spare[0][a.to].cost
			if t.spare[0][a.to].next == int32(j) {
				rest = t.spare[1][a.to].cost
			}
			if rest < noWay {
				o.take(completion{k.price*int64(a.leg) - t.gain[a.to] + rest, a.to, int32(step)})
			}
		}
		if o != (options{best[j], other[j]}) {
			best[j], other[j], helped = o.best, o.other, true
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
	rest := t.best[int(time>>t.shift)*k.n+int(a.to)].cost
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
		on := t.best[int(step)*k.n+int(at)]
		if on.next == before {
			on = t.other[int(step)*k.n+int(at)]
		}
		at, before, step = on.next, at, on.step
	}
	return clients, true
}
