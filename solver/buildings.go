package solver

import (
	"math"
	"slices"

	"gonha/geo"
)

// A block of flats is many doors on one spot, or within metres of it. Whoever looks only at the nearest doors sees
// nothing but flats there, always the same few, and neither the other flats nor the street. So doors that stand so
// close are one place among the others: a list of neighbours has a few flats of each building near by, which differ from
// door to door, beside doors of other places; and a flat may join whatever stop there is in its building. Where
// doors stand as in any street there is no building, and nothing is different.

// What makes a building: so many doors within metres of one of them, or half the stop radius, so that any two can share a
// stop.
const (
	leastFlats     = geo.BlockLeast
	buildingMetres = geo.BlockMetres
)

// Of a list of neighbours at most such a part is flats of the client's own building, and of each other.
const (
	ownFlats   = 3
	otherFlats = 6
)

// buildings are those of a problem.
type buildings struct {
	of    []int32 // by client: its building, or -1
	rank  []int32 // by client: its place among the flats
	flats lists   // of each building, ascending
	halls lists   // of each client: the buildings where it may share a stop with any flat, its own first
}

// sizeAround is the number of flats in the client's building, or 0.
func (b *buildings) sizeAround(c int32) int {
	if b == nil || b.of[c] < 0 {
		return 0
	}
	return len(b.flats.of(b.of[c]))
}

// flatsOf are the flats of the client's building; none where it has none.
func (b *buildings) flatsOf(c int32) []int32 {
	if b == nil || b.of[c] < 0 {
		return nil
	}
	return b.flats.of(b.of[c])
}

// buildingRadius is how far from its middle the flats of a building are at most, in metres.
func (g *graph) buildingRadius() float64 {
	if g.p.StopRadius > 0 {
		return min(buildingMetres, g.p.StopRadius/2)
	}
	return buildingMetres
}

// crowdedDoor says whether a door, whose nearest others are listed the nearest first, has as many around it as a building.
func (g *graph) crowdedDoor(c int32, nearest []int32) bool {
	const last = leastFlats - 2
	return len(nearest) > last && near(g.places[c], g.places[nearest[last]], g.buildingRadius())
}

// findBuildings finds the buildings around crowded doors; nil is none.
func (g *graph) findBuildings(crowded []int32) *buildings {
	if len(crowded) == 0 {
		return nil
	}
	n := len(g.places)
	b := &buildings{of: make([]int32, n), rank: make([]int32, n), flats: lists{start: make([]int32, 1)}}
	flats := make([][]int32, n) // by the client who stands for them
	for c, m := range g.grid.Crowds(crowded, leastFlats, g.buildingRadius()) {
		b.of[c] = -1
		flats[m] = append(flats[m], int32(c))
	}
	var middles []int32
	for m, list := range flats {
		if len(list) < leastFlats {
			continue
		}
		for i, c := range list {
			b.of[c], b.rank[c] = int32(len(middles)), int32(i)
		}
		b.flats.item = append(b.flats.item, list...)
		b.flats.start = append(b.flats.start, int32(len(b.flats.item)))
		middles = append(middles, int32(m))
	}
	if len(middles) == 0 {
		return nil
	}
	b.openHalls(g, middles)
	return b
}

// openHalls finds for each client the buildings with all of whose flats it may share a stop.
func (b *buildings) openHalls(g *graph, middles []int32) {
	of := make([][]int32, len(g.places))
	ask := g.grid.Searcher()
	var found []int32
	for i, m := range middles {
		spread := 0.0
		for _, v := range b.flats.of(int32(i)) {
			spread = max(spread, geo.Distance(g.places[m], g.places[v]))
			if g.p.StopRadius > 0 {
				of[v] = slices.Insert(of[v], 0, int32(i))
			}
		}
		if g.p.StopRadius == 0 {
			continue
		}
		found = ask.Within(g.places[m], max(0, g.p.StopRadius-spread), -1, found[:0])
		for _, v := range found {
			if b.of[v] != int32(i) {
				of[v] = append(of[v], int32(i))
			}
		}
	}
	b.halls.start = make([]int32, 1, len(of)+1)
	for _, list := range of {
		b.halls.item = append(b.halls.item, list...)
		b.halls.start = append(b.halls.start, int32(len(b.halls.item)))
	}
}

// apart takes the flats of a list of clients out that are in a hall of client c.
func (b *buildings) apart(c int32, list []int32) []int32 {
	halls := b.halls.of(c)
	return slices.DeleteFunc(list, func(v int32) bool { return b.of[v] >= 0 && slices.Contains(halls, b.of[v]) })
}

// spread lists the neighbours of each client place by place, the nearest first: of its own building and of others a few
// flats each.
func (g *graph) spread(k, threads int) lists {
	b := g.buildings
	var places []int32 // the clients who stand for them
	number := make([]int32, len(g.places))
	for c := range g.places {
		if b.of[c] < 0 || b.rank[c] == 0 {
			number[c] = int32(len(places))
			places = append(places, int32(c))
		}
	}
	flat, per := g.nearestOf(places, k, threads)
	out := lists{start: make([]int32, 1, len(g.places)+1)}
	for c := range g.places {
		from, place := len(out.item), number[c]
		if own := b.flatsOf(int32(c)); own != nil {
			place = number[own[0]]
			out.item = b.some(out.item, own, int32(c), int(b.rank[c])+1, max(1, k/ownFlats))
		}
		for _, i := range flat[int(place)*per : int(place+1)*per] {
			if len(out.item)-from >= k {
				break
			}
			v := places[i]
			if b.of[v] < 0 {
				out.item = append(out.item, v)
				continue
			}
			out.item = b.some(out.item, b.flatsOf(v), int32(c), c, min(max(1, k/otherFlats), k-len(out.item)+from))
		}
		out.start = append(out.start, int32(len(out.item)))
	}
	return out
}

// some appends to the list at most so many flats, evenly among all from the first on, but not the client itself.
func (b *buildings) some(list, flats []int32, self int32, first, most int) []int32 {
	n := len(flats)
	stride := float64(n) / float64(most)
	for j := range min(most, n) {
		i := j
		if n > most {
			i = int(math.Floor(float64(j) * stride))
		}
		if v := flats[(first+i)%n]; v != self {
			list = append(list, v)
		}
	}
	return list
}

// quota counts how many flats of each building a list of so many neighbours may still have.
type quota struct {
	b          *buildings
	own        int32 // the building of the client whose list it is, or -1
	most, mine int
	taken      map[int32]int
}

func (b *buildings) quota(c int32, k int) quota {
	if b == nil {
		return quota{}
	}
	return quota{b, b.of[c], max(1, k/otherFlats), max(1, k/ownFlats), map[int32]int{}}
}

// admit says whether a client may be in the list, and counts it.
func (q *quota) admit(v int32) bool {
	if q.b == nil || q.b.of[v] < 0 {
		return true
	}
	most := q.most
	if q.b.of[v] == q.own {
		most = q.mine
	}
	q.taken[q.b.of[v]]++
	return q.taken[q.b.of[v]] <= most
}

// addBuildings numbers the buildings that clients of the part lie in or next to, and lists their flats.
func (d *dense) addBuildings(b *buildings) {
	if b == nil {
		return
	}
	number := map[int32]int32{}
	local := func(building int32) int32 {
		i, ok := number[building]
		if !ok {
			i = int32(len(number))
			number[building] = i
		}
		return i
	}
	d.building = make([]int32, len(d.ids))
	d.halls.start = make([]int32, 1, len(d.ids)+1)
	for i, c := range d.ids {
		if d.building[i] = -1; b.of[c] >= 0 {
			d.building[i] = local(b.of[c])
		}
		for _, hall := range b.halls.of(c) {
			d.halls.item = append(d.halls.item, local(hall))
		}
		d.halls.start = append(d.halls.start, int32(len(d.halls.item)))
	}
	flats := make([][]int32, len(number))
	for i, building := range d.building {
		if building >= 0 {
			flats[building] = append(flats[building], int32(i))
		}
	}
	d.flats.start = make([]int32, 1, len(flats)+1)
	for _, list := range flats {
		d.flats.item = append(d.flats.item, list...)
		d.flats.start = append(d.flats.start, int32(len(d.flats.item)))
	}
}

// heads are the stops in each building, in any order: those that its flats and the doors beside it may join.
type heads struct {
	building []int32   // by client, or -1; nil where there are none
	stops    [][]int32 // by building
	at       []int32   // by client who is one: its place there
}

func newHeads(d *dense) heads {
	if d.building == nil {
		return heads{}
	}
	return heads{d.building, make([][]int32, len(d.flats.start)-1), make([]int32, len(d.building))}
}

// add notes a stop.
func (h *heads) add(a int32) {
	if h.building == nil || h.building[a] < 0 {
		return
	}
	list := &h.stops[h.building[a]]
	h.at[a] = int32(len(*list))
	*list = append(*list, a)
}

// drop forgets a stop.
func (h *heads) drop(a int32) {
	if h.building == nil || h.building[a] < 0 {
		return
	}
	list := h.stops[h.building[a]]
	last := list[len(list)-1]
	list[h.at[a]], h.at[last] = last, h.at[a]
	h.stops[h.building[a]] = list[:len(list)-1]
}

// findHalls looks at the stops in the buildings where client u may join any.
func (k *search) findHalls(u int32, best *place) {
	s := &k.state
	for _, hall := range s.d.halls.of(u) {
		for _, a := range s.heads.stops[hall] {
			if a == u {
				continue
			}
			if delta, ok := s.joining(u, a); ok && delta < best.delta && !k.blink() {
				*best = place{delta, a, true}
			}
		}
	}
}

// sharers is how many others may share a stop with client c, as far as is known.
func (g *graph) sharers(c int32) int {
	n := len(g.joinable.of(c))
	if g.buildings == nil {
		return n
	}
	for _, hall := range g.buildings.halls.of(c) {
		n += len(g.buildings.flats.of(hall))
	}
	return n
}

// shareOfSetup guesses what part of a stop's setup is client c's: in a street a few doors share it, in a building many.
func (g *graph) shareOfSetup(c int32) float64 {
	const street, building = 3, 20
	if g.buildings.sizeAround(c) > 0 {
		return 1 / float64(1+min(building, g.sharers(c)))
	}
	return 1 / float64(1+min(street, g.sharers(c)))
}

// about calls do for the client, then the other flats of its building, then its neighbours, until it says no.
func (g *graph) about(c int32, do func(v int32) bool) {
	if !do(c) {
		return
	}
	for _, v := range g.buildings.flatsOf(c) {
		if v != c && !do(v) {
			return
		}
	}
	for _, v := range g.neighbours.of(c) {
		if (g.buildings == nil || g.buildings.of[v] < 0 || g.buildings.of[v] != g.buildings.of[c]) && !do(v) {
			return
		}
	}
}

// gather lists clients about the seed whom pick takes, at most so many: the other flats of a building with the first of
// them, then their neighbours.
func (g *graph) gather(seed int32, most int, pick func(v int32) bool) []int32 {
	list := []int32{seed}
	seen := map[int32]bool{seed: true}
	add := func(v int32) bool {
		if !seen[v] && pick(v) {
			seen[v] = true
			list = append(list, v)
		}
		return len(list) < most
	}
	for i := 0; i < len(list) && len(list) < most; i++ {
		g.about(list[i], add)
	}
	return list
}

// offerFlats adds unvisited flats of the client's building to the pool, at most so many, from the client on.
func (k *search) offerFlats(c int32, most int) {
	if k.d.building == nil || k.d.building[c] < 0 {
		return
	}
	flats := k.d.flats.of(k.d.building[c])
	from, _ := slices.BinarySearch(flats, c)
	for i := range flats {
		if v := flats[(from+i)%len(flats)]; most > 0 && k.stopOf[v] < 0 {
			k.offerOne(v)
			most--
		}
	}
}
