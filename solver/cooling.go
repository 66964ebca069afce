package solver

import (
	"math"

	"gonha/geo"
)

// cooling gives the temperature, in seconds of cost, by the share of the search that is done: cycles
// of falling by a constant factor.
type cooling struct {
	hot, cold, cycles float64
	fresh             float64 // so many of them begin hot and the others warm, each with another plan: see breed.go; 0 is all, with the plan at hand
	warm              float64
	quench            float64 // share of the way to the coldest that the epoch under way cools by itself
	from, to          float64 // what is done at its beginning and end
}

func (c *cooling) at(progress float64) float64 {
	if c.hot <= 0 {
		return 0
	}
	hot, cold, x := c.hot, c.cold, c.within(progress)
	if c.breeds(progress) {
		hot = c.warm
		if c.last(progress) {
			cold /= brief
		}
	}
	t := hot * math.Pow(cold/hot, x)
	if c.quench > 0 {
		t *= math.Pow(cold/t, c.quench*(progress-c.from)/(c.to-c.from))
	}
	return t
}

// cycle is the number of the cycle, from 0.
func (c *cooling) cycle(progress float64) float64 {
	return min(math.Floor(progress*c.cycles), c.cycles-1)
}

// within is how much of its cycle is done.
func (c *cooling) within(progress float64) float64 { return progress*c.cycles - c.cycle(progress) }

// breeds says whether the cycle begins with two plans crossed or, where it is the last, with the best.
func (c *cooling) breeds(progress float64) bool { return c.fresh > 0 && c.cycle(progress) >= c.fresh }

// last says whether the cycle is the last.
func (c *cooling) last(progress float64) bool { return c.cycle(progress) == c.cycles-1 }

// settled is how far the search has cooled when it is known how many iterations there will be.
const settled = cooled / 10

// cooling is the temperature's course: in cycles only where there is one region. Its unit
// is the mean prize, or, where travel decides, the geometric mean of the legs of the plan and of the
// ways from the start to the clients: where clients stand in clusters, legs alone are too short a measure.
func (r *run) cooling(k *search, s share) *cooling {
	tune := &r.g.tune
	unit := r.g.perPrize * r.g.meanPrize
	if r.g.nature.travels {
		leg := float64(k.tally.travel-k.charges()) / float64(max(1, k.tally.visits))
		unit = min(math.Sqrt(leg*k.reach()), clustered*leg)
	}
	r.mutex.Lock() // rivals come to the same
	defer r.mutex.Unlock()
	if (!r.divided() || r.attempting()) && (r.cycles == 0 || s.from < settled) {
		epochs := cooled / float64(max(1, s.to-s.from))
		all := float64(s.quota) * epochs / float64(k.n)
		if r.cycles = 1; !r.divided() {
			r.cycles = math.Round(all / tune.cycle)
			if r.bred = r.breeds(all); r.bred {
				r.cycles = math.Round(all / tune.bred)
			}
		}
		if r.attempting() && float64(r.most) >= attemptReach*float64(r.g.bound) {
			r.cycles = min(math.Round(all/attemptLength), math.Floor(epochs/attemptEpochs))
		}
		r.cycles = max(1, r.cycles)
	}
	c := &cooling{hot: unit * tune.hot, cold: unit * tune.cold, cycles: max(1, r.cycles)}
	if r.bred {
		c.breed(unit*tune.warm, tune.breed)
	}
	return c
}

// charges are the fixed charges of the routes that go out.
func (k *search) charges() int64 {
	sum := int64(0)
	for r := range k.route {
		if k.route[r].stops > 0 {
			sum += k.d.teams[r].fixed
		}
	}
	return sum
}

// clustered is the most legs that a unit of temperature may be.
const clustered = 3.5

// reach is the mean way from the nearest start to a client.
func (k *search) reach() float64 {
	sum := 0.0
	for u := range k.n {
		if way := k.d.away[u]; way < geo.Unreachable {
			sum += float64(way)
		}
	}
	return sum / float64(max(1, k.n))
}
