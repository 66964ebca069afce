package solver

// The tail of a stop is what follows it on its route. Strings are short: where routes are long no ruin by strings changes which
// half of one goes with which half of another, and that is what the good plans of long routes differ in. So some ruins exchange
// the tails of two routes, whatever that costs, with strings around; local search exchanges them where that is
// cheaper (2-opt*, Potvin and Rousseau, An exchange heuristic for routeing problems with time windows, J. Oper. Res. Soc. 46, 1995).

// Among how many neighbours of the seed tails are exchanged, and the chance that an exchange is not looked at.
const (
	tailsNear  = 20
	spareTails = 0.5
)

// crossTails is a ruin: it exchanges the tails of two routes that pass near the seed, and takes out strings around. Where
// there are no such tails it takes out strings alone.
func (k *search) crossTails() {
	a, b := k.nearTails()
	if a == nowhere || !k.tailFits(a, b) || !k.tailFits(b, a) {
		k.removeStrings()
		return
	}
	k.carryTails(a, b)
	k.removeAround()
}

// nearTails is the two nodes, of the seed's route and of another, whose tails cost least to exchange among those that put the seed next
// to a neighbour and that chance leaves; or nowhere twice.
func (k *search) nearTails() (a, b int32) {
	a, b = nowhere, nowhere
	s := k.stopOf[k.seed]
	if s < 0 {
		return a, b
	}
	least := int64(1) << 62
	weigh := func(x, y int32) {
		if k.uniform() < spareTails || k.node[x].next >= k.n && k.node[y].next >= k.n {
			return
		}
		if cost, ok := k.crossed(x, y); ok && cost < least {
			a, b, least = x, y, cost
		}
	}
	near := k.d.neighbour.of(k.seed)
	for _, v := range near[:min(tailsNear, len(near))] {
		if t := k.stopOf[v]; t >= 0 && k.node[t].route != k.node[s].route {
			weigh(s, k.node[t].prev)
			weigh(t, k.node[s].prev)
		}
	}
	return a, b
}

// crossed says what it costs to exchange the tails of the nodes a and b of two routes, and whether both teams are in time; exact
// for teams of a kind, else as if stops took the one team as long as the other.
func (k *search) crossed(a, b int32) (cost int64, ok bool) {
	mine, ok := k.onto(a, b)
	if !ok {
		return 0, false
	}
	theirs, ok := k.onto(b, a)
	return mine + theirs, ok
}

// onto says what it costs if node a is followed by the tail of node b, in place of its own, and whether that is in time.
func (k *search) onto(a, b int32) (cost int64, ok bool) {
	x, y := &k.node[a], &k.node[b]
	next, home := y.next, k.last(x.route)
	if next >= k.n {
		next = home
	}
	leg := k.travel(x.route, x.location, k.node[next].location)
	cost = int64(leg - x.out)
	if next < k.n && k.d.teams[x.route].kind != k.d.teams[y.route].kind {
		end := &k.node[k.node[k.last(y.route)].prev]
		cost += int64(k.travel(x.route, end.location, k.node[home].location) - end.out)
	}
	return cost, x.dep+leg <= k.node[next].late
}

// tailFits says whether a's team can do the tail of b in place of its own.
func (k *search) tailFits(a, b int32) bool {
	_, ok := k.tail(a, b)
	return ok
}

// swapTails exchanges what follows the stops a and b of two routes, whoever their teams are.
func (k *search) swapTails(a, b int32) bool {
	x, y := &k.node[a], &k.node[b]
	r, q := x.route, y.route
	if x.next >= k.n && y.next >= k.n { // there are no tails
		return false
	}
	if k.d.teams[r].kind == k.d.teams[q].kind {
		if delta, ok := k.crossed(a, b); !ok || delta >= 0 {
			return false
		}
	}
	mine, ok := k.tail(a, b)
	if !ok {
		return false
	}
	theirs, ok := k.tail(b, a)
	if !ok || mine+theirs >= k.tailCost(a)+k.tailCost(b) {
		return false
	}
	k.exchangeTails(a, b)
	return true
}

// exchangeTails exchanges what follows the nodes a and b of two routes, and brings both up to date.
func (k *search) exchangeTails(a, b int32) {
	r, q := k.node[a].route, k.node[b].route
	k.carryTails(a, b)
	k.updateRoute(r)
	k.updateRoute(q)
}

// carryTails exchanges what follows the nodes a and b of two routes. The caller brings them up to date.
func (k *search) carryTails(a, b int32) {
	k.touch(k.node[a].route)
	k.touch(k.node[b].route)
	mine, theirs := k.node[a].next, k.node[b].next
	k.carryTail(theirs, a)
	k.carryTail(mine, b)
}

// tail walks from stop a on along what follows stop b of another route, and says what that costs and
// whether a's team can do it.
func (k *search) tail(a, b int32) (cost int64, ok bool) {
	r, q := k.node[a].route, k.node[b].route
	now, at, load := k.node[a].dep, k.node[a].location, k.headLoad(a)
	var whole segment
	if k.d.limited {
		whole = k.measures[a].before
	}
	for c := k.node[b].next; c < k.n; c = k.node[c].next {
		nd := &k.node[c]
		leg, service := k.travel(r, at, nd.location), k.serviceFor(c, r)
		now, ok = k.earliest(c, now+leg)
		if !ok {
			return 0, false
		}
		for u := c; u >= 0; u = k.nextDoor[u] {
			load += k.d.clients[u].load
			cost += k.turfCharge(u, r) - k.turfCharge(u, q)
			if load > k.d.teams[r].capacity || !k.mayServe(u, r) {
				return 0, false
			}
		}
		if k.d.limited {
			whole = whole.join(leg, segment{service, nd.open, nd.close})
		}
		now, at, cost = now+service, nd.location, cost+int64(leg)
	}
	end := &k.node[k.last(r)]
	home := k.travel(r, at, end.location)
	if most := k.d.teams[r].longest; most > 0 && whole.join(home, k.measures[k.last(r)].after).duration > most {
		return 0, false
	}
	return cost + int64(home), now+home <= end.late
}

// headLoad is the load of stop a and those before it.
func (k *search) headLoad(a int32) (load int32) {
	for ; a < k.n; a = k.node[a].prev {
		for c := a; c >= 0; c = k.nextDoor[c] {
			load += k.d.clients[c].load
		}
	}
	return load
}

// tailCost is the travel of what follows stop a.
func (k *search) tailCost(a int32) (cost int64) {
	for ; a < k.n; a = k.node[a].next {
		cost += int64(k.node[a].out)
	}
	return cost
}

// carryTail takes the stop c and those after it behind the stop p of another route.
func (k *search) carryTail(c, p int32) {
	for to := k.node[p].route; c < k.n && k.node[c].route != to; {
		next := k.node[c].next
		k.carry(c, p)
		p, c = c, next
	}
}
