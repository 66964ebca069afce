package solver

// gap is a place between two nodes of a touched route, with what [state.between] reads of both.
type gap struct {
	at            int32 // the node before
	before, after int32 // locations
	dep, late     int32 // earliest departure before, latest arrival after
	leg           int32 // between them
}

// gaps are those of the touched routes in which some client may have time, by route, in the order of search.savedAt.
type gaps struct {
	of    []routeGaps
	known int // so many of them are of this recreate
}

// routeGaps are the gaps of a route, to be listed anew where it has changed.
type routeGaps struct {
	list  []gap
	stale bool
}

// changed notes that touched route r has changed.
func (k *search) changed(r int32) {
	for i := range k.gaps.known {
		if k.savedAt[i].route == r {
			k.gaps.of[i].stale = true
		}
	}
}

// gapsOf lists the gaps of the touched route that was saved as number i.
func (k *search) gapsOf(i int) []gap {
	for ; k.gaps.known <= i; k.gaps.known++ {
		if k.gaps.known == len(k.gaps.of) {
			k.gaps.of = append(k.gaps.of, routeGaps{})
		}
		k.gaps.of[k.gaps.known].stale = true
	}
	if of := &k.gaps.of[i]; of.stale {
		of.list, of.stale = k.listGaps(of.list[:0], k.savedAt[i].route), false
	}
	return k.gaps.of[i].list
}

// listGaps appends the gaps of route r.
func (k *search) listGaps(list []gap, r int32) []gap {
	least := k.d.leastService[k.route[r].class]
	if k.route[r].slack < least {
		return list
	}
	at := k.first(r)
	for before := &k.node[at]; before.next >= 0; {
		after := &k.node[before.next]
		if after.late-before.dep-after.leg+k.d.saving >= least {
			list = append(list, gap{at, before.location, after.location, before.dep, after.late, after.leg})
		}
		at, before = before.next, after
	}
	return list
}

// findGap looks at the gaps for the cheapest place of client u. An unvisited client that the ruin did not remove has a
// place in the touched routes or, but for blinks, in none: it would be visited.
func (k *search) findGap(u int32, best *place) {
	for i := range k.savedAt {
		if list, r := k.gapsOf(i), k.savedAt[i].route; len(list) > 0 && k.admits(u, r) {
			k.findGapOf(u, r, list, best)
		}
	}
}

// findGapOf looks at the gaps of route r. Where turfs count it is to take nobody who is further from
// its stops than neighbours are.
func (k *search) findGapOf(u, r int32, list []gap, best *place) {
	d, x, t := k.d, &k.d.clients[u], &k.d.teams[r]
	in, out := d.row(t.mode, u)
	service, reach := d.service[t.class][u], maxTime
	if d.turfs != TurfsOff {
		reach = d.near[t.mode].reach[u]
	}
	fixed := k.turfCharge(u, r) + int64(service)
	if k.route[r].stops == 0 {
		fixed += t.fixed
	}
	// Both moments of gaps grow along the route: those too early for u come first, those too late last.
	i := 0
	for i < len(list) && list[i].late < x.open+service {
		i++
	}
	below := best.below(fixed)
	for ; i < len(list) && list[i].dep <= x.close; i++ {
		// Each sum is negative where its condition holds, and their and where all do.
		g := &list[i]
		to, from := in[g.before], out[g.after]
		begin := max(g.dep+to, x.open)
		if (to+from-g.leg-below)&(begin-x.close-1)&(begin+service+from-g.late-1) >= 0 || min(to, from) > reach || k.blink() {
			continue
		}
		if k.d.simple(u) || k.fitsBetween(u, g.at) {
			below = to + from - g.leg
			*best = place{int64(below) + fixed, g.at, false}
		}
	}
}

// simple says whether one window and no team's longest duration are all that bounds visits of u.
func (d *dense) simple(u int32) bool { return d.clients[u].first == d.clients[u].last && !d.limited }

func (s *state) fitsBetween(u, at int32) bool {
	_, ok := s.between(u, at)
	return ok
}
