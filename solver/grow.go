package solver

// grow fills the only route of a problem of one team, required clients first, each time by the client
// that brings most prize for the time it costs. It looks at every place for every client, which is for
// small problems.
func (k *search) grow() {
	for {
		best, at := -1.0, place{at: nowhere}
		var who int32
		for u := range k.n {
			if k.stopOf[u] != unvisited {
				continue
			}
			p := k.cheapest(u)
			if p.at == nowhere {
				continue
			}
			gain := float64(k.d.clients[u].prize) / float64(max(1, p.delta))
			if k.d.clients[u].required {
				gain += 1e9
			}
			if gain > best {
				best, at, who = gain, p, u
			}
		}
		if at.at == nowhere {
			break
		}
		k.put(who, at)
	}
	k.current = k.total()
	k.allChanged()
	k.keepBest()
}

// cheapest is the cheapest place of all for client u on the first route.
func (k *search) cheapest(u int32) place {
	best := place{at: nowhere}
	take := func(delta int64, ok bool, at int32, join bool) {
		if ok && (best.at == nowhere || delta < best.delta) {
			best = place{delta, at, join}
		}
	}
	for a := k.first(0); a != k.last(0); a = k.node[a].next {
		delta, ok := k.between(u, a)
		take(delta, ok, a, false)
	}
	for _, a := range k.d.joinable.of(u) {
		if k.stopOf[a] == a {
			delta, ok := k.joining(u, a)
			take(delta, ok, a, true)
		}
	}
	if k.d.building == nil {
		return best
	}
	for _, hall := range k.d.halls.of(u) {
		for _, a := range k.heads.stops[hall] {
			delta, ok := k.joining(u, a)
			take(delta, ok, a, true)
		}
	}
	return best
}
