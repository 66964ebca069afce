package solver

import (
	"math/bits"
	"slices"

	"gonha/geo"
)

// The orders in which clients are inserted.
const (
	byChance = iota
	byPrize
	byRate // prize a second of service
	byNarrow
	byEarly
	byLate
	byNear // to the ruin's seed
	byGain // prize a second of service and of half the way to the seed
	byLoad
	byFar   // from the nearest start
	byClose // to it
)

// Orders for problems about prize, and about travel (there as in SISR).
var (
	prizeOrders  = []int{byChance, byChance, byChance, byPrize, byPrize, byRate, byRate, byNarrow, byEarly, byLate, byNear, byGain, byGain}
	travelOrders = []int{byChance, byChance, byChance, byChance, byLoad, byLoad, byLoad, byLoad, byFar, byFar, byClose, byNarrow, byNarrow, byEarly, byEarly, byLate, byLate}
)

// recreate inserts the pool's clients one after the other at their cheapest places, in a random one
// of several orders; those without a place stay unvisited. Beyond its budget it ends early.
func (k *search) recreate() {
	k.sortPool(k.d.tune.orders[k.below(len(k.d.tune.orders))])
	k.insertPool()
}

func (k *search) insertPool() {
	k.gaps.known = 0
	for _, key := range k.order {
		u := int32(uint32(key))
		p := k.find(u)
		if p.at == nowhere {
			if k.budgeted {
				return
			}
			continue
		}
		r := k.node[p.at].route
		if !k.worthwhile(u, r, p) {
			continue
		}
		k.touch(r)
		k.put(u, p)
		if k.d.limited && len(k.d.windows) > 0 && !k.inTime(r) {
			k.remove(u, nil) // the least duration of segments was too short: see duration.go
			k.updateRoute(r)
		}
		k.changed(r)
	}
}

// worthwhile says whether the visit of u by route r at the place is worth what it costs: the turf
// charge, and, where prize has an exchange, the way. A route without stops is hardly ever worth its
// first; now and then one may be opened all the same, for others to follow.
func (k *search) worthwhile(u, r int32, p place) bool {
	cost := k.turfCharge(u, r)
	if k.d.p.Exchange > 0 && !p.join {
		if k.route[r].stops == 0 && k.openings > 0 {
			k.openings--
			return true
		}
		cost = p.delta - int64(k.d.service[k.route[r].class][u])
	}
	return cost < k.d.clients[u].value
}

// sortPool fills order: the clients sorted by a key in the upper bits, ties by a random number.
// Required clients come first, then those that transplant puts in front.
func (k *search) sortPool(how int) {
	k.order = k.order[:0]
	for i, u := range k.pool {
		x := &k.d.clients[u]
		key := max(1, k.key(u, how)>>1)
		if i >= k.front && k.front > 0 {
			key |= 1 << 15
		}
		if x.required && k.d.optional {
			key = 0
		}
		k.order = append(k.order, uint64(key)<<48|k.rng.Uint64()>>48<<32|uint64(uint32(u)))
	}
	slices.Sort(k.order)
}

// complete inserts whom nobody visits wherever there is room.
func (k *search) complete() {
	k.poolUnvisited()
	k.recreate()
}

// poolUnvisited puts everybody whom nobody visits into the pool.
func (k *search) poolUnvisited() {
	for u := range k.n {
		if k.stopOf[u] == unvisited {
			k.pool = append(k.pool, u)
			k.pooled[u] = k.iteration
		}
	}
}

// scale is by how many bits moments and ways are shortened for sort keys of 16 bits.
type scale struct{ moments, ways uint }

// newScale finds the scale: whatever the unit of time, keys are to tell one client from the other.
func newScale(d *dense) scale {
	const keyBits, fine = 16, 3
	last, far := int32(0), int32(0)
	for r := range d.teams {
		last = max(last, d.teams[r].shift.Close)
	}
	for _, way := range d.away {
		if way < geo.Unreachable {
			far = max(far, way)
		}
	}
	return scale{uint(max(fine, bits.Len32(uint32(last))-keyBits)), uint(max(0, bits.Len32(uint32(far))-keyBits))}
}

// key is a number below 2^16, smallest for the client to be inserted first.
func (k *search) key(u int32, how int) uint32 {
	x := &k.d.clients[u]
	const most = 1<<16 - 1
	switch how {
	case byPrize:
		return most - uint32(min(x.prize, most))
	case byRate:
		return most - uint32(min(int64(x.prize)<<12/int64(k.d.service[0][u]+1), most))
	case byNarrow:
		return uint32(min((x.close-x.open)>>(k.scale.moments+1), most))
	case byEarly:
		return uint32(max(0, min(x.close>>k.scale.moments, most)))
	case byLate:
		return most - uint32(max(0, min(x.open>>k.scale.moments, most)))
	case byLoad:
		return most - uint32(min(x.load, most))
	case byFar:
		return most - uint32(min(k.d.away[u]>>k.scale.ways, most))
	case byClose:
		return uint32(min(k.d.away[u]>>k.scale.ways, most))
	case byNear:
		return uint32(min(k.fromSeed(u), most))
	case byGain:
		return most - uint32(min(int64(x.prize)<<14/int64(k.d.service[0][u]+k.fromSeed(u)+1), most))
	}
	return 0
}

// fromSeed is the travel time from the ruin's seed to client u, by the mode of the first team.
func (k *search) fromSeed(u int32) int32 {
	return k.d.out[k.d.teams[0].mode][int(k.seed)*k.d.locations+int(u)]
}
