package solver

// constructAll makes a first plan from nothing: every client, those worth most a second of service
// first, at its cheapest place.
func (k *search) constructAll() {
	k.begin()
	k.openings = len(k.route)
	k.poolUnvisited()
	k.sortPool(byRate)
	k.insertPool()
	k.current = k.total()
	k.allChanged()
	k.keepBest()
}
