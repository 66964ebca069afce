package solver

// Parameters of the removal, after Christiaens and Vanden Berghe 2020, section 5.
var (
	meanRemoved   = 12.0 // clients an iteration
	longestString = 10   // stops
	splitChance   = 0.5
	offerN        = 16
	wholeP        = 0.02
	offerSeed     = 8
)

// ruin takes strings of stops out of routes that lie next to each other, around a random client, and
// offers the clients removed, with unvisited ones near them, to be inserted.
func (k *search) ruin() {
	k.pool = k.pool[:0]
	seed := int32(k.below(int(k.n)))
	longest := longestString
	k.front = 0
	if k.uniform() < wholeP {
		k.transplant()
		return
	}
	whole := false
	strings := int(4*meanRemoved/float64(1+longest)-1)*0 + 1
	if most := 4*meanRemoved/float64(1+longest) - 1; most > 1 {
		strings = 1 + int(k.uniform()*most)
	}
	near := k.d.neighbour.of(seed)
	for i := -1; i < len(near) && strings > 0; i++ {
		c := seed
		if i >= 0 {
			c = near[i]
		}
		a := k.stopOf[c]
		if a < 0 {
			continue
		}
		r := k.node[a].route
		if k.route[r].touched == k.iteration {
			continue
		}
		k.touch(r)
		if whole {
			for a = k.node[k.first(r)].next; a < k.n; {
				next := k.node[a].next
				k.pool = k.remove(a, k.pool)
				a = next
			}
			strings--
			continue
		}
		k.removeString(a, r, longest)
		strings--
	}
	for _, t := range k.savedAt {
		k.updateRoute(t.route)
	}
	was := offerN
	if whole {
		offerN = 40
	}
	k.offer(seed)
	offerN = was
}

// removeString takes a string of stops out of route r that contains stop a; now and then it spares
// a few within.
func (k *search) removeString(a, r int32, longest int) {
	stops := int(k.route[r].stops)
	length := 1 + k.below(min(longest, stops))
	spared, spareAt := 0, 0
	if length > 1 && length < stops && k.uniform() < splitChance {
		spared = 1
		for length+spared < stops && k.uniform() > 0.01 && spared < 3 {
			spared++
		}
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

// offer adds to the pool unvisited clients near those removed.
func (k *search) offer(seed int32) {
	for _, c := range k.pool {
		k.pooled[c] = k.iteration
	}
	removed := len(k.pool)
	if removed == 0 {
		k.offerNear(seed, offerSeed)
	}
	for i := 0; i < removed; i++ {
		k.offerNear(k.pool[i], offerN)
	}
}

// offerNear adds up to most of the unvisited clients nearest to c.
func (k *search) offerNear(c int32, most int) {
	if k.stopOf[c] < 0 && k.pooled[c] != k.iteration && k.pooled[c] != ^k.iteration {
		k.pooled[c] = ^k.iteration
		k.pool = append(k.pool, c)
	}
	for _, v := range k.d.neighbour.of(c) {
		if most == 0 {
			return
		}
		if k.stopOf[v] < 0 {
			if k.pooled[v] != k.iteration && k.pooled[v] != ^k.iteration {
				k.pooled[v] = ^k.iteration
				k.pool = append(k.pool, v)
			}
			most--
		}
	}
}

// transplant takes a whole route out and offers its team, first of all, the unvisited around a random client
// elsewhere.
func (k *search) transplant() {
	r := int32(k.below(len(k.route)))
	k.touch(r)
	for a := k.node[k.first(r)].next; a < k.n; {
		next := k.node[a].next
		k.pool = k.remove(a, k.pool)
		a = next
	}
	removed := len(k.pool)
	for _, c := range k.pool {
		k.pooled[c] = k.iteration
	}
	k.updateRoute(r)
	// walk over unvisited neighbours, breadth first
	from := len(k.pool)
	seed := int32(k.below(int(k.n)))
	k.offerNear(seed, 40)
	for i := from; i < len(k.pool) && len(k.pool)-from < 60; i++ {
		k.offerNear(k.pool[i], 10)
	}
	// the new ones first
	k.pool = append(k.pool, k.pool[:removed]...)
	k.pool = k.pool[:copy(k.pool, k.pool[removed:])]
	k.front = len(k.pool) - removed
	for i := 0; i < removed; i++ {
		k.offerNear(k.pool[k.front+i], 3)
	}
}
