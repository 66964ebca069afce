package solver

// constructAll makes a first plan from nothing: every client, those worth most a second of service
// first, at its cheapest place.
func (k *search) constructAll() {
	k.iteration++
	k.pool = k.pool[:0]
	for u := range k.n {
		if k.stopOf[u] == unvisited {
			k.pool = append(k.pool, u)
			k.pooled[u] = k.iteration
		}
	}
	k.savedAt, k.saved, k.front = k.savedAt[:0], k.saved[:0], 0
	k.sortPool(byRate)
	k.insertPool()
	k.current = k.total()
	for r := range k.route {
		k.route[r].changed = true
	}
	k.keepBest()
}
