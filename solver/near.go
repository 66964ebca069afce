package solver

// findNear looks at the places before and after u's neighbours. A place
// after v costs at least what the way from v to u is longer than that from v to its next, and, by the triangle
// inequality, twice that where ways are as long as the ways back; most places are passed over by that, or because u is
// closed or the rest of the route too late by what v's node alone tells, without a look at the node
// beside it or at the table of travel times.
//
// Which places those are no processor foresees: so both tests list what passes them without a branch, first of the nearest
// neighbours, for the best place among them to rule others out.
func (k *search) findNear(u, least int32, best *place) {
	neighbours := len(k.d.neighbour.of(u))
	to := neighbours
	if to >= few {
		to = firstNear
	}
	for from := 0; from < neighbours; from, to = to, neighbours {
		k.listNear(u, from, to, best.below(int64(least)))
		k.listPlaces(u, from, least, best.below(int64(least)))
		k.tryPlaces(u, least, best)
	}
}

// firstNear is how many neighbours findNear looks at first, unless there are fewer than few.
const (
	firstNear = 10
	few       = 30
)

// listNear lists those of u's neighbours, from one number to another and counted from the first, next to whom a place may cost less
// than below, by the length of legs alone.
func (k *search) listNear(u int32, from, to int, below int32) {
	d, start := k.d, int(k.d.neighbour.start[u])
	most := (below+rounded-1)>>(d.ways-1) + 1
	near, ways := d.neighbour.item[start+from:start+to], d.nearest[start+from:start+to]
	k.near = k.near[:listShorter(k.near[:len(near)], near, ways, k.longer, most)]
}

// listShorter lists the numbers of the neighbours the way to whom is less than most longer than their longer leg, and gives
// how many there are. All lists but that of legs are as long. By itself its loop has all that it needs in registers.
//
//go:noinline
func listShorter(list, near, ways, longer []int32, most int32) (n int) {
	list, ways = list[:len(near)], ways[:len(near)]
	for i, v := range near {
		if n < len(list) { // as always; a check that the compiler sees
			list[n] = int32(i)
		}
		n += int(uint32(ways[i]-longer[v]-most) >> 31) // one more where it is negative
	}
	return n
}

// listPlaces lists the places next to the neighbours listed, counted from that number on, that may cost less than below and be
// in time, by what the neighbour's node alone tells.
func (k *search) listPlaces(u int32, from int, least, below int32) {
	s, d := &k.state, k.d
	open, close := d.clients[u].open, d.clients[u].close
	mode := d.teams[0].mode
	near, in, out := d.around(mode, u)
	near, in, out = near[from:], in[from:], out[from:]
	ways, spare := d.near[mode].ways, below+rounded
	places, n := k.places[:2*len(k.near)], 0
	for _, i := range k.near {
		v := near[i]
		nd := &s.node[v]
		if a := s.stopOf[v]; a != v || d.modes > 1 && d.teams[nd.route].mode != mode { // elsewhere, or the ways are others
			places[n], places[n+1] = a, s.node[a].prev
			n += 2
			continue
		}
		if d.optional && s.route[nd.route].slack < least {
			continue
		}
		// Each sum is negative where its condition holds, and their and where all do.
		to, from := in[i], out[i]
		begin := max(nd.dep+to, open)
		after := (ways*(to-nd.out) - spare) & (begin - close - 1) & (begin + least - nd.onward - 1)
		before := (ways*(from-nd.leg) - spare) & (open + least + from - nd.late - 1)
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
	below := best.below(int64(least))
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
			k.consider(u, at, best)
			below = best.below(int64(least))
		}
	}
}

// below is what a place must cost less than, but for so much of it, to be better than p.
func (p *place) below(part int64) int32 {
	return int32(max(int64(minTime), min(p.delta-part, int64(maxTime))))
}

// rounded is by how much the bound of findNear may be off where each travel time is rounded by itself.
const rounded = 3
