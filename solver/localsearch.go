package solver

// polish is a descent by local search from the routes touched in this iteration: each of their stops
// is tried against the stops of its nearest neighbours, in the moves of the field (Vidal, Crainic,
// Gendreau and Prins, A hybrid genetic algorithm with adaptive diversity management for a large class
// of vehicle routing problems with time-windows, Comput. Oper. Res. 40, 2013), on feasible plans only,
// where dep and late test each in constant time. Each route is gone through until none of its stops has a
// move that lowers the cost; routes that a move touches follow.
func (k *search) polish() {
	if k.d.tune.granular == 0 {
		return
	}
	for i := 0; i < len(k.savedAt); i++ { // moves add the routes they touch
		for again := true; again; {
			again = false
			r := k.savedAt[i].route
			for a := k.node[k.first(r)].next; a < k.n; a = k.node[a].next {
				if k.improveStop(a) {
					again = true
					break
				}
			}
		}
	}
}

// improveStop makes the first move found with stop a that lowers the cost.
func (k *search) improveStop(a int32) bool {
	near := k.d.neighbour.of(a)
	for _, v := range near[:min(k.d.tune.granular, len(near))] {
		b := k.stopOf[v]
		switch {
		case b < 0:
			if k.replace(a, v) {
				return true
			}
		case k.node[b].route == k.node[a].route:
			if b != a && k.reverse(a, b) {
				return true
			}
		case k.relocate(a, b) || k.relocate(a, k.node[b].prev) || k.swap(a, b) || k.swapTails(a, b):
			return true
		}
	}
	return false
}

// fits says whether stop a could stand between the nodes p and q, and the travel from p over a to q.
func (k *search) fits(a, p, q int32) (travel int32, ok bool) {
	nd, before, after := &k.node[a], &k.node[p], &k.node[q]
	r := before.route
	to := k.travel(r, before.location, nd.location)
	from := k.travel(r, nd.location, after.location)
	begin, ok := k.earliest(a, before.dep+to)
	service := k.serviceFor(a, r)
	ok = ok && begin+service+from <= after.late && (!k.d.limited || k.brief(p, to, segment{service, nd.open, nd.close}, from, q))
	return to + from, ok
}

// serviceFor is the service of stop a by the team of route r.
func (k *search) serviceFor(a, r int32) int32 {
	nd := &k.node[a]
	switch class := k.route[r].class; {
	case class == k.route[nd.route].class:
		return nd.service
	case nd.perPerson == mixed:
		return k.mixedServiceOf(a, -1, class)
	default:
		return nd.setup + nd.perPerson*ceilDiv(nd.persons, k.d.members[class])
	}
}

// transferable says whether route r may take stop a in place of the stop out, or of none where that
// is negative, and by how much the turf charges change for it.
func (k *search) transferable(a, r, out int32) (charge int64, ok bool) {
	load, room := int32(0), k.d.teams[r].capacity-k.route[r].load
	for c := out; c >= 0; c = k.nextDoor[c] {
		room += k.d.clients[c].load
	}
	from := k.node[a].route
	for c := a; c >= 0; c = k.nextDoor[c] {
		if !k.mayServe(c, r) {
			return 0, false
		}
		load += k.d.clients[c].load
		charge += k.turfCharge(c, r) - k.turfCharge(c, from)
	}
	return charge, load <= room
}

// detour is the travel that stop a costs where it is.
func (k *search) detour(a int32) int32 {
	nd := &k.node[a]
	if k.route[nd.route].stops == 1 {
		return nd.leg + k.node[nd.next].leg
	}
	return nd.leg + k.node[nd.next].leg - k.travel(nd.route, k.node[nd.prev].location, k.node[nd.next].location)
}

// relocate moves stop a behind the node p of another route.
func (k *search) relocate(a, p int32) bool {
	r := k.node[p].route
	travel, ok := k.fits(a, p, k.node[p].next)
	if !ok {
		return false
	}
	delta := int64(travel-k.node[k.node[p].next].leg-k.detour(a)) + k.turnout(k.node[a].route, r)
	if delta >= 0 && k.d.turfs != TurfsSoft {
		return false
	}
	charge, ok := k.transferable(a, r, -1)
	if !ok || delta+charge >= 0 {
		return false
	}
	from := k.node[a].route
	k.touch(from)
	k.touch(r)
	k.carry(a, p)
	k.updateRoute(from)
	k.updateRoute(r)
	return true
}

// turnout is what changes in fixed charges when a stop moves from one route to another.
func (k *search) turnout(from, to int32) (delta int64) {
	if k.route[from].stops == 1 {
		delta -= k.d.teams[from].fixed
	}
	if k.route[to].stops == 0 {
		delta += k.d.teams[to].fixed
	}
	return delta
}

// carry takes stop a with all its clients out of its route and puts it behind the node p.
func (k *search) carry(a, p int32) {
	from, r := k.node[a].route, k.node[p].route
	k.unlink(a)
	k.node[a].service = k.serviceFor(a, r)
	for c := a; c >= 0; c = k.nextDoor[c] {
		k.leave(c, from)
		k.enter(c, r)
	}
	k.link(a, p)
}

// swap exchanges the stops a and b of two routes.
func (k *search) swap(a, b int32) bool {
	x, y := &k.node[a], &k.node[b]
	there, ok := k.fits(a, y.prev, y.next)
	if !ok {
		return false
	}
	here, ok := k.fits(b, x.prev, x.next)
	if !ok {
		return false
	}
	delta := int64(there + here - x.leg - k.node[x.next].leg - y.leg - k.node[y.next].leg)
	if delta >= 0 && k.d.turfs != TurfsSoft {
		return false
	}
	chargeA, okA := k.transferable(a, y.route, b)
	chargeB, okB := k.transferable(b, x.route, a)
	if !okA || !okB || delta+chargeA+chargeB >= 0 {
		return false
	}
	k.touch(x.route)
	k.touch(y.route)
	p, q := x.prev, y.prev
	k.carry(a, q)
	k.carry(b, p)
	k.updateRoute(x.route)
	k.updateRoute(y.route)
	return true
}

// replace puts the unvisited client u in the place of stop a, where that is worth it.
func (k *search) replace(a, u int32) bool {
	nd := &k.node[a]
	r := nd.route
	worth := k.d.clients[u].value - k.turfCharge(u, r)
	load := k.d.clients[u].load
	for c := a; c >= 0; c = k.nextDoor[c] {
		worth += k.turfCharge(c, r) - k.d.clients[c].value
		load -= k.d.clients[c].load
	}
	if !k.mayServe(u, r) || k.route[r].load+load > k.d.teams[r].capacity {
		return false
	}
	before, after := &k.node[nd.prev], &k.node[nd.next]
	to, from := k.travel(r, before.location, u), k.travel(r, u, after.location)
	if int64(to+from-nd.leg-after.leg) >= worth {
		return false
	}
	begin, service, x := k.d.earliest(u, before.dep+to), k.d.service[k.route[r].class][u], &k.d.clients[u]
	if begin > maxTime || begin+service+from > after.late {
		return false
	}
	if k.d.limited && !k.brief(nd.prev, to, segment{service, x.open, x.close}, from, nd.next) {
		return false
	}
	k.touch(r)
	p := nd.prev
	k.pool = k.remove(a, k.pool)
	k.updateRoute(r)
	k.openStop(u, p)
	return true
}

// reverse turns round the stops from behind the earlier of a and b to the later one, where that is
// shorter and in time (two-opt). It walks the reversed stops, since their times change.
func (k *search) reverse(a, b int32) bool {
	if !k.precedes(a, b) {
		a, b = b, a
	}
	x, y := &k.node[a], &k.node[b]
	r, after := x.route, &k.node[y.next]
	if x.next == b {
		return false
	}
	delta := k.travel(r, x.location, y.location) - k.node[x.next].leg +
		k.travel(r, k.node[x.next].location, after.location) - after.leg
	now, at := x.dep, x.location
	var whole segment
	if k.d.limited {
		whole = k.measures[a].before
	}
	for c := b; c != a; c = k.node[c].prev {
		leg := k.travel(r, at, k.node[c].location)
		begin, ok := k.earliest(c, now+leg)
		if !ok {
			return false
		}
		if c != b {
			delta += leg - k.node[k.node[c].next].leg // 0 where ways are as long as the ways back
		}
		now, at = begin+k.node[c].service, k.node[c].location
		if k.d.limited {
			whole = whole.join(leg, k.segmentOf(c))
		}
	}
	home := k.travel(r, at, after.location)
	if delta >= 0 || now+home > after.late {
		return false
	}
	if most := k.d.teams[r].longest; most > 0 && whole.join(home, k.measures[y.next].after).duration > most {
		return false
	}
	k.touch(r)
	p, c := a, b
	for c != k.node[p].next {
		before := k.node[c].prev
		k.unlink(c)
		k.link(c, p)
		p, c = c, before
	}
	k.updateRoute(r)
	return true
}

// precedes says whether stop a comes before stop b of the same route.
func (k *search) precedes(a, b int32) bool {
	for c := k.node[a].next; c < k.n; c = k.node[c].next {
		if c == b {
			return true
		}
	}
	return false
}
