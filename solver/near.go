package solver

// findNear looks at the places before and after u's neighbours. By the triangle inequality a place
// after v costs at least what the way from v to u is longer than that from v to its next, and twice
// that where ways are as long as the ways back; most places are passed over by that, or because u is
// closed or the rest of the route too late by what v's node alone tells, without a look at the node
// beside it or at the table of travel times. Where the inequality does not hold, a few good places are.
//
// Which places those are no processor foresees: so both tests list what passes them without a branch, first of the nearest
// neighbours, for the best place among them to rule others out.
func (k *search) findNear(u, least int32, best *place) {
	neighbours := len(k.d.neighbour.of(u))
	for from, to := 0, min(firstNear, neighbours); from < neighbours; from, to = to, neighbours {
		k.listNear(u, from, to, best.below(least))
		k.listPlaces(u, least, best.below(least))
		k.tryPlaces(u, least, best)
	}
}

// firstNear is how many neighbours findNear looks at first.
const firstNear = 10

// listNear lists those of u's neighbours, from one number to another, next to whom a place may cost less than below, by the
// length of legs alone.
func (k *search) listNear(u int32, from, to int, below int32) {
	start := int(k.d.neighbour.start[u])
	near, way, longer := k.d.neighbour.item[start+from:start+to], k.d.nearest[start+from:start+to], k.longer
	most := (below+rounded-1)>>(k.d.ways-1) + 1
	out, n := k.near[:len(near)], 0
	for i, v := range near {
		out[min(n, i)] = int32(from + i)
		n += int(uint32(way[i]-longer[v]-most) >> 31) // one more where it is negative
	}
	k.near = out[:n]
}

// listPlaces lists the places next to the neighbours listed that may cost less than below and be in time, by what the
// neighbour's node alone tells.
func (k *search) listPlaces(u, least, below int32) {
	s, d := &k.state, k.d
	open, close := d.clients[u].open, d.clients[u].close
	mode := d.teams[0].mode
	g := d.around(mode, u)
	near, places, n := d.neighbour.of(u), k.places[:2*len(k.near)], 0
	spare := below + rounded
	for _, i := range k.near {
		v := near[i]
		nd := &s.node[v]
		if a := s.stopOf[v]; a != v { // it stands elsewhere
			places[n], places[n+1] = a, s.node[a].prev
			n += 2
			continue
		}
		if d.optional && s.route[nd.route].slack < least {
			continue
		}
		if d.modes > 1 && d.teams[nd.route].mode != mode {
			mode = d.teams[nd.route].mode
			g = d.around(mode, u)
		}
		// Each sum is negative where its condition holds, and their and where all do.
		to, from := g.to[i], g.from[i]
		begin := max(nd.dep+to, open)
		after := (g.ways*(to-nd.out) - spare) & (begin - close - 1) & (begin + least - nd.onward - 1)
		before := (g.ways*(from-nd.leg) - spare) & (open + least + from - nd.late - 1)
		places[n] = v
		n += int(uint32(after) >> 31)
		places[n] = nd.prev
		n += int(uint32(before) >> 31)
	}
	k.places = places[:n]
}

// tryPlaces tries the places listed that cost less than the best so far and are in time for a service of least.
func (k *search) tryPlaces(u, least int32, best *place) {
	s, d := &k.state, k.d
	open, close := d.clients[u].open, d.clients[u].close
	mode := d.teams[0].mode
	in, out := d.row(mode, u)
	below := best.below(least)
	for _, at := range k.places {
		if k.seen[at] == k.mark {
			continue
		}
		k.seen[at] = k.mark
		nd := &s.node[at]
		if d.modes > 1 && d.teams[nd.route].mode != mode {
			mode = d.teams[nd.route].mode
			in, out = d.row(mode, u)
		}
		to, from := in[nd.location], out[s.locationOf(nd.next)]
		begin := max(nd.dep+to, open)
		if (to+from-nd.out-below)&(begin-close-1)&(begin+least+from-nd.onward-1) < 0 {
			if delta, ok := s.between(u, at); ok && delta < best.delta && !k.blink() {
				*best = place{delta, at, false}
				below = best.below(least)
			}
		}
	}
}

// below is what a place must cost less than, but for a service of least, to be better than p.
func (p *place) below(least int32) int32 {
	return int32(max(int64(minTime), min(p.delta-int64(least), int64(maxTime))))
}

// rounded is by how much the bound of findNear may be off where each travel time is rounded by itself.
const rounded = 3
