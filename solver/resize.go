package solver

// How many routes a plan has is hardly changed by strings: a full route is never emptied by them, and a
// new one is worth opening only for many clients at once. So some ruins go about it directly. Where a
// few teams could carry everything, and more are out, a route may be one too many; where time limits,
// routes are worth having, most of all if one passes near its start on its way; but in long runs one may be
// too many there all the same.

// resize takes a route out, or makes two of one; both with strings around.
func (k *search) resize() {
	switch {
	case k.stopOf[k.seed] < 0:
	case k.crowded() || k.uniform() < k.d.tune.dissolve:
		k.dissolve()
	default:
		k.divide()
	}
}

// crowded says whether load is what limits, since a little fewer teams could carry all.
func (k *search) crowded() bool {
	const limits = 1.3
	return k.tally.routes > k.d.carriers && float64(k.tally.routes) < limits*float64(k.d.carriers)
}

// dissolve takes the seed's route out, and strings of those near it, to be inserted without a new one.
func (k *search) dissolve() {
	k.closed = true
	k.removeRoute(k.routeOf[k.seed])
	removed := len(k.pool)
	for strings := k.below(1 + int(k.d.tune.removed/2)); strings > 0; strings-- {
		k.removeNear(k.pool[k.below(removed)])
	}
}

// divide gives the rest of the seed's route from somewhere on to a team that has none, preferably where
// the way past the start and end is short, and takes out strings around.
func (k *search) divide() {
	r := k.routeOf[k.seed]
	q := k.idle[k.d.teams[r].kind].first()
	if q < 0 || k.route[r].stops < 2 {
		return
	}
	t := &k.d.teams[r]
	cut, least := nowhere, 0.0
	for a := k.node[k.first(r)].next; k.node[a].next < k.n; a = k.node[a].next {
		home, out := k.travel(r, k.node[a].location, t.end), k.travel(r, t.start, k.node[k.node[a].next].location)
		if detour := float64(home+out-k.node[a].out) * (0.5 + k.uniform()); cut == nowhere || detour < least {
			cut, least = a, detour
		}
	}
	k.touch(r)
	k.touch(q)
	k.carryTail(k.node[cut].next, k.first(q))
	k.removeAround()
}

// removeAround takes a few strings, or none, out of routes near the seed.
func (k *search) removeAround() {
	for strings := k.below(1 + int(k.d.tune.removed/2)); strings > 0; strings-- {
		k.removeNear(k.seed)
	}
}

// resizedNear is among how many neighbours of a client a string begins.
const resizedNear = 10

// removeNear takes a string out of a route near client c.
func (k *search) removeNear(c int32) {
	near := k.d.neighbour.of(c)
	if len(near) == 0 {
		return
	}
	if a := k.stopOf[near[k.below(min(resizedNear, len(near)))]]; a >= 0 {
		k.touch(k.node[a].route)
		k.removeString(a)
	}
}

// removeRoute takes out all clients of route r.
func (k *search) removeRoute(r int32) {
	k.touch(r)
	for a := k.node[k.first(r)].next; a < k.n; {
		next := k.node[a].next
		k.pool = k.remove(a, k.pool)
		a = next
	}
}
