package solver

// rehome exchanges the whole route around the seed with that of a team of another kind, which may have
// none: from another start, or with another number of helpers. It takes the exchange that costs least
// of those that chance leaves; what follows in the iteration may make up for it.
func (k *search) rehome() {
	if k.stopOf[k.seed] < 0 {
		return
	}
	r := k.routeOf[k.seed]
	best, least := int32(-1), int64(1)<<62
	for kind := range k.idle {
		if q := k.idle[kind].first(); q >= 0 {
			k.weighHome(r, q, &best, &least)
		}
	}
	for q := range k.route {
		if k.route[q].stops > 0 {
			k.weighHome(r, int32(q), &best, &least)
		}
	}
	if best >= 0 {
		k.exchangeTails(k.first(r), k.first(best))
	}
}

// weighHome says what it costs to exchange the routes r and q, if that is less than the least so far.
func (k *search) weighHome(r, q int32, best *int32, least *int64) {
	if k.d.teams[r].kind == k.d.teams[q].kind || k.uniform() < spareHome {
		return
	}
	a, b := k.first(r), k.first(q)
	mine, ok := k.tail(a, b)
	if !ok || mine >= *least {
		return
	}
	theirs, ok := k.tail(b, a)
	if cost := mine + theirs - k.tailCost(a) - k.tailCost(b) + k.exchanged(r, q); ok && cost < *least {
		*best, *least = q, cost
	}
}

// exchanged is what changes in fixed charges when the routes r and q are exchanged.
func (k *search) exchanged(r, q int32) int64 {
	if k.route[q].stops > 0 {
		return 0
	}
	return k.d.teams[q].fixed - k.d.teams[r].fixed
}

// spareHome is the chance that an exchange is not looked at.
const spareHome = 0.25
