package solver

// constructAll makes a first plan from nothing: every client, those worth most a second of service
// first, at its cheapest place.
func (k *search) constructAll() {
	k.begin()
	k.openings = len(k.route)
	for u := range k.n {
		if k.stopOf[u] == unvisited {
			k.pool = append(k.pool, u)
			k.pooled[u] = k.iteration
		}
	}
	k.sortPool(byRate)
	k.insertPool()
	k.current = k.total()
	for r := range k.route {
		k.route[r].changed = true
	}
	k.keepBest()
}
