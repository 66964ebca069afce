package solver

import "context"

// Where there is one region only, every thread has a search of it, with a generator of its own, and the best
// plan of all is taken: at the end, or, where the search begins anew in every epoch, each time. Those that
// cross plans show each other at the end of an epoch what they have made in it. How many
// there were is noted in the epoch, so that any number of threads can repeat it; without a clock there is
// one, so that as many iterations give the same plan everywhere.

// contest is the searches of an epoch that are all of the same region.
type contest struct {
	region *region
	rivals []*search
}

// newContest makes so many rivals, or takes those that have all epochs and makes what is missing.
func (r *run) newContest(ctx context.Context, region *region, epoch, count int) (*contest, error) {
	c := &contest{region: region, rivals: r.kept}
	for i := len(c.rivals); i < count; i++ {
		if i == 0 {
			k, err := r.open(ctx, region, epoch, i)
			if err != nil {
				return nil, err
			}
			c.rivals = append(c.rivals, k)
			continue
		}
		k := newSearch(c.rivals[0].d, r.o.Seed, stream(epoch, i))
		r.load(k, region)
		c.rivals = append(c.rivals, k)
	}
	if !r.divided() {
		r.kept = c.rivals
	}
	return c, nil
}

// settleContest takes the best plan of the rivals, of several the first, unless none of them has done anything:
// a repeated run would write the doors of a stop in another order.
func (r *run) settleContest(done []int64) {
	c := r.contest
	var best *search
	worked := false
	for i, k := range c.rivals {
		did := i < len(done) && done[i] > 0
		worked = worked || did
		if (did || r.kept != nil) && (best == nil || k.outdoes(best)) {
			best = k
		}
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if worked {
		c.region.copyPlan(r.sequence, best)
		r.tally = []tally{best.best.tally}
		r.judge(best.best.tally)
		switch {
		case r.shown == nil:
		case r.attempts.best.sequence != nil:
			r.shown = copySequences(r.shown, r.attempts.best.sequence)
		default:
			c.region.copyPlan(r.shown, best)
		}
	}
	if r.kept == nil {
		c.rivals[0].d.release()
	}
	exchange(r.kept)
}

// exchange shows every rival the plans that the others have made since the last time, so that all cross plans of
// about the same population, which grows better as fast as all of them together can make it.
func exchange(rivals []*search) {
	for _, k := range rivals {
		for _, other := range rivals {
			if k != other && k.genetic.ready() && other.genetic.ready() {
				k.genetic.receive(other.genetic)
			}
		}
	}
	for _, k := range rivals {
		if k.genetic.ready() {
			k.genetic.people.settle()
		}
	}
}

// outdoes says whether the best plan of k is better than that of the rival.
func (k *search) outdoes(rival *search) bool {
	if k.byCost() {
		return k.best.cost < rival.best.cost
	}
	return k.best.tally.better(&rival.best.tally)
}
