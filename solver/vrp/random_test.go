package vrp

import (
	"math/rand/v2"
	"time"
)

// sizes of random problems.
type sizes struct {
	jobs, vehicles, places, loads int
	breaks, loadedBreaks, costs   bool
}

// random is a problem of a kind: times on a lattice, so that equalities occur, tables that are neither symmetric nor sound as
// distances, some pairs without a way.
func random(rng *rand.Rand, z sizes) *Problem {
	p := &Problem{Places: int32(z.places)}
	some := func(one int) bool { return rng.IntN(one) == 0 }
	for range 1 + rng.IntN(2) {
		t := Travel{Time: int64(1 + rng.IntN(2)), PerTime: int64(rng.IntN(3)), PerDist: int64(rng.IntN(2))}
		for i := range z.places * z.places {
			t.Durations, t.Distances = append(t.Durations, uint32(rng.IntN(8)*5)), append(t.Distances, uint32(rng.IntN(90)))
			if i%(z.places+1) == 0 {
				t.Durations[i], t.Distances[i] = 0, 0
			} else if some(15) {
				t.Durations[i] = noWay
			}
			if z.costs {
				t.Costs = append(t.Costs, uint32(rng.IntN(50)))
			}
		}
		p.Travels = append(p.Travels, t)
	}
	amounts := func(most int) []int64 {
		list := make([]int64, z.loads)
		for d := range list {
			list[d] = int64(rng.IntN(most))
		}
		return list
	}
	windows := func(often int) []Window {
		if !some(often) {
			return nil
		}
		first := int64(rng.IntN(30) * 5)
		list := []Window{{first, first + int64(rng.IntN(10)*5)}}
		if some(3) {
			then := list[0].Close + 5 + int64(rng.IntN(10)*5)
			list = append(list, Window{then, then + int64(rng.IntN(20)*5)})
		}
		return list
	}
	place := func(nowhere bool) int32 {
		if nowhere {
			return Nowhere
		}
		return int32(rng.IntN(z.places))
	}
	for range z.vehicles {
		open := int64(rng.IntN(5) * 5)
		v := Vehicle{
			Start: place(false), End: place(false), Shift: Window{open, open + 60 + int64(rng.IntN(30)*5)}, Kind: int32(rng.IntN(2)), Travel: int32(rng.IntN(len(p.Travels))),
			Capacity: amounts(30), MaxTasks: 1 + rng.IntN(6), MaxTravel: int64(30 + rng.IntN(40)*5), MaxDistance: int64(50 + rng.IntN(400)),
			Fixed: int64(rng.IntN(2) * 30), PerTask: int64(rng.IntN(2)),
		}
		if some(4) {
			v.Start = Nowhere
		} else if some(4) {
			v.End = Nowhere
		}
		if z.breaks {
			for range rng.IntN(3) {
				b := Break{Service: int64(rng.IntN(5) * 5), Windows: windows(1)}
				if z.loadedBreaks && some(2) {
					b.MaxLoad = amounts(20)
				}
				v.Breaks = append(v.Breaks, b)
			}
		}
		p.Vehicles = append(p.Vehicles, v)
	}
	for range z.jobs {
		j := Job{Place: place(false), Setup: []int64{int64(rng.IntN(3) * 5), 5}, Service: []int64{int64(rng.IntN(4) * 5), 10},
			Delivery: amounts(9), Pickup: amounts(9), Windows: windows(2), Worth: int64(1 + rng.IntN(2)*(z.jobs+1))}
		if some(4) {
			for range z.vehicles {
				j.Vehicles = append(j.Vehicles, !some(3))
			}
		}
		p.Jobs = append(p.Jobs, j)
	}
	return p
}

// wall is the clock of the wall.
func wall() func() time.Duration {
	begun := time.Now()
	return func() time.Duration { return time.Since(begun) }
}

func iterations(n int64) Options {
	return Options{Seed: 1, Iterations: n, Threads: 1, Clock: wall}
}
