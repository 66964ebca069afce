package solver

import "math"

// Where a team that goes out costs more than all its travel, the fewest teams come first. Strings alone hardly
// ever empty a route, so at first the search takes one out after the other, and for a while leaves clients
// unvisited: a plan is accepted if those left out have been left out less often before, all together, than
// those of the plan at hand, or if they are the same and the way is short enough. So clients who are hard
// to place take the places of those who are not (the absence counters of Christiaens and Vanden Berghe 2020,
// section 5.5).

// fleet is the state of that stage.
type fleet struct {
	absent []int32 // clients without a place now
	fresh  []int32 // those after the iteration
	missed []int64 // by client: how often it was without one
	sum    int64   // of missed over absent
}

// dear says whether one route fewer is worth any travel, and there may be one fewer.
func (k *search) dear() bool {
	if k.d.optional || k.d.turfs != TurfsOff || int32(k.best.tally.visits) != k.n || k.best.tally.routes <= max(1, k.d.carriers) {
		return false
	}
	least := int64(math.MaxInt64)
	for r := range k.d.teams {
		least = min(least, k.d.teams[r].fixed)
	}
	return least > 0 && least > k.best.tally.travel-int64(k.best.tally.routes)*least
}

// squeeze is an iteration of the stage.
func (k *search) squeeze(temperature float64) {
	f := &k.fleet
	if f.missed == nil {
		f.missed = make([]int64, k.n)
	}
	k.begin()
	k.closed = true
	if len(f.absent) == 0 {
		k.takeOut(k.leastMissed())
		return
	}
	if k.below(2) == 0 {
		k.seed = f.absent[k.below(len(f.absent))]
	}
	k.removeStrings()
	for _, t := range k.savedAt {
		k.updateRoute(t.route)
	}
	for _, c := range k.pool {
		k.pooled[c] = k.iteration
	}
	for _, c := range f.absent {
		k.offerOne(c)
	}
	k.recreate()
	k.judge(temperature)
}

// judge keeps or undoes what an iteration did.
func (k *search) judge(temperature float64) {
	f := &k.fleet
	f.fresh = f.fresh[:0]
	sum := int64(0)
	for _, c := range k.pool {
		if k.stopOf[c] == unvisited {
			f.fresh = append(f.fresh, c)
			sum += f.missed[c]
			f.missed[c]++
		}
	}
	growth := float64(k.tally.travel - k.was.travel)
	if sum > f.sum || sum == f.sum && len(f.fresh) > 0 && growth > -temperature*math.Log(k.uniform()) || !k.allInTime() {
		k.undo()
	} else {
		f.absent, f.fresh = f.fresh, f.absent
		better := len(f.absent) == 0 && k.improves(&k.best)
		if better {
			k.polish()
		}
		for _, t := range k.savedAt {
			k.route[t.route].changed = true
		}
		if k.current = k.total(); better {
			k.keepBest()
		}
		if invariants {
			k.verify()
		}
	}
	f.resum()
}

// resum sums how often those absent were.
func (f *fleet) resum() {
	f.sum = 0
	for _, c := range f.absent {
		f.sum += f.missed[c]
	}
}

// leastMissed is the route whose clients were left out least often, all together.
func (k *search) leastMissed() int32 {
	best, least := int32(-1), int64(math.MaxInt64)
	for r := range k.route {
		if k.route[r].stops == 0 {
			continue
		}
		sum := int64(0)
		for a := k.node[k.first(int32(r))].next; a < k.n; a = k.node[a].next {
			for c := a; c >= 0; c = k.nextDoor[c] {
				sum += k.fleet.missed[c]
			}
		}
		if sum < least {
			best, least = int32(r), sum
		}
	}
	return best
}

// takeOut leaves the clients of route r without a place.
func (k *search) takeOut(r int32) {
	k.removeRoute(r)
	k.updateRoute(r)
	k.route[r].changed = true
	k.fleet.absent = append(k.fleet.absent[:0], k.pool...)
	k.fleet.resum()
	k.current = k.total()
}

// leaveFleet goes back to the best plan, where everybody is visited.
func (k *search) leaveFleet() {
	if len(k.fleet.absent) == 0 {
		return
	}
	k.fleet.absent = k.fleet.absent[:0]
	k.load(k.best.sequence)
	k.allChanged()
	k.current = k.total()
}
