package solver

// ruin takes clients out of the plan around a random one, and offers them, with unvisited ones near
// them, to be inserted. Five kinds of ruin: strings of stops out of routes that lie next to each
// other; single doors; a whole route, whose team may go elsewhere; such as exchange what follows two stops, see tails.go;
// and such as make the routes one more or one fewer, see resize.go.
func (k *search) ruin() {
	if k.d.kinds > 1 && k.uniform() < k.d.tune.rehome {
		k.rehome()
	}
	switch x := k.uniform(); {
	case x < k.d.tune.transfer:
		k.transfer()
		return
	case x < k.d.tune.transfer+k.d.tune.resize:
		k.resize()
	case x < k.d.tune.transfer+k.d.tune.resize+k.d.tune.tails:
		k.crossTails()
	case x > 1-k.d.tune.scatter:
		k.removeDoors()
	default:
		k.removeStrings()
	}
	for _, t := range k.savedAt {
		k.updateRoute(t.route)
	}
	k.offer()
}

// removeStrings takes a string out of each of a few routes near the seed: between 1 and a number for
// which the clients removed are as many as wanted in the mean (Christiaens and Vanden Berghe 2020,
// equations 5 to 7, there for strings of the mean route's length).
func (k *search) removeStrings() {
	most := 4*k.d.tune.removed/float64(1+k.d.tune.longest) - 1
	strings := 1
	if most > 1 {
		strings += int(k.uniform() * most)
	}
	near := k.d.neighbour.of(k.seed)
	for i := -1; i < len(near) && strings > 0; i++ {
		c := k.seed
		if i >= 0 {
			c = near[i]
		}
		a := k.stopOf[c]
		if a < 0 || k.route[k.node[a].route].ruined == k.iteration {
			continue
		}
		k.touch(k.node[a].route)
		k.route[k.node[a].route].ruined = k.iteration
		k.removeString(a)
		strings--
	}
}

// removeString takes a string of stops that contains stop a out of its route; now and then it spares
// a few within.
func (k *search) removeString(a int32) {
	stops := int(k.route[k.node[a].route].stops)
	length := 1 + k.below(min(k.d.tune.longest, stops))
	spared, spareAt := 0, 0
	if length > 1 && length < stops && k.uniform() < k.d.tune.split {
		spared = 1 + k.below(min(3, stops-length))
		spareAt = 1 + k.below(length)
	}
	// Walk back a random way, no further than the start allows.
	for back := k.below(length + spared); back > 0 && k.node[a].prev < k.n; back-- {
		a = k.node[a].prev
	}
	for i := 0; i < length+spared && a < k.n; i++ {
		next := k.node[a].next
		if spared == 0 || i < spareAt || i >= spareAt+spared {
			k.pool = k.remove(a, k.pool)
		}
		a = next
	}
}

// removeDoors takes out about half of the visited clients around the seed, each by itself: so stops
// lose some of their doors and find others.
func (k *search) removeDoors() {
	most := 1 + k.below(int(2*k.d.tune.removed))
	near := k.d.neighbour.of(k.seed)
	for i := -1; i < len(near) && len(k.pool) < most; i++ {
		c := k.seed
		if i >= 0 {
			c = near[i]
		}
		if k.stopOf[c] < 0 || k.uniform() < 0.5 {
			continue
		}
		k.touch(k.node[k.stopOf[c]].route)
		k.pool = k.remove(c, k.pool)
	}
}

// offer adds to the pool unvisited clients near those removed.
func (k *search) offer() {
	for _, c := range k.pool {
		k.pooled[c] = k.iteration
	}
	removed := len(k.pool)
	if removed+int(k.tally.visits) == int(k.n) {
		return // nobody is unvisited
	}
	if removed == 0 {
		k.offerNear(k.seed, k.d.tune.offeredAt)
	}
	for i := 0; i < removed; i++ {
		k.offerNear(k.pool[i], k.d.tune.offered)
	}
}

// offerNear adds to the pool c, if it is unvisited, and up to most of the unvisited clients nearest
// to it; those that are there already count.
func (k *search) offerNear(c int32, most int) {
	k.offerOne(c)
	for _, v := range k.d.neighbour.of(c) {
		if most == 0 {
			return
		}
		if k.stopOf[v] < 0 {
			k.offerOne(v)
			most--
		}
	}
}

// offerOne adds an unvisited client to the pool, marked as offered rather than removed.
func (k *search) offerOne(c int32) {
	if k.stopOf[c] < 0 && k.pooled[c] != k.iteration && k.pooled[c] != ^k.iteration {
		k.pooled[c] = ^k.iteration
		k.pool = append(k.pool, c)
	}
}

// Sizes of a transfer's offer: clients in all, and of each client's neighbours.
const (
	transferred     = 60
	transferredNear = 10
)

// transfer takes a whole route out, and offers its team before all others the unvisited clients
// around a random one elsewhere. The strings of neighbouring routes cannot do that: between where a
// team is and where it should be there may be nobody to visit.
func (k *search) transfer() {
	k.openings = 1
	r := int32(k.below(len(k.route)))
	k.removeRoute(r)
	k.updateRoute(r)
	removed := len(k.pool)
	for _, c := range k.pool {
		k.pooled[c] = k.iteration
	}
	k.offerFlats(k.seed, transferred)
	k.offerNear(k.seed, k.d.tune.neighbours)
	for i := removed; i < len(k.pool) && len(k.pool) < removed+transferred; i++ {
		k.offerNear(k.pool[i], transferredNear)
	}
	k.pool = append(k.pool, k.pool[:removed]...)
	k.pool = k.pool[:copy(k.pool, k.pool[removed:])]
	k.front = len(k.pool) - removed
	for i := range removed {
		k.offerNear(k.pool[k.front+i], 3)
	}
}
