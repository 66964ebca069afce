package solver

import (
	"context"
	"fmt"
	"time"
)

// Epoch is a round of the search: the boundaries of regions are drawn and each region is searched for
// its share of the iterations. With the seed, the epochs of a solve say all that its clock and its number of
// threads have decided: given back as [Options.Epochs] they lead to the same plan, on any machine and any number of threads.
type Epoch struct {
	To         int32   `json:"to"`                 // how far the search has cooled at its end, in ten thousandths
	Iterations int64   `json:"iterations"`         // of all regions together, in proportion to their clients
	Searches   int     `json:"searches,omitempty"` // of the only region, each with its part of the iterations; 0 is one
	Done       []int64 `json:"done,omitempty"`     // where the epoch was cut short: the iterations of each region or search
}

// validEpochs refuses epochs that no solve can have had.
func validEpochs(epochs []Epoch) error {
	to := int32(0)
	for i, e := range epochs {
		if e.To < to || e.To > cooled || e.Iterations < 1 || e.Searches < 0 || e.Searches > mostSearches {
			return fmt.Errorf("epoch %d is none: they cool on to %d, each with iterations, in at most %d searches", i+1, cooled, mostSearches)
		}
		to = e.To
	}
	return nil
}

// mostSearches is the most searches of one region.
const mostSearches = 1024

// cooled is what Epoch.To counts up to.
const cooled = 10_000

// A search has as many epochs as give each epochTime, within the least and the most. Soft turfs are
// drawn in each; with fewer epochs they would follow the plan too late.
const (
	epochTime   = 1500 * time.Millisecond
	leastEpochs = 14
	mostEpochs  = 40
)

// Where travel alone decides an epoch has epochLength iterations a client, within the same limits: each begins from the
// best plan, and what heat undoes has to be mended within the epoch for it to be worth anything.
const epochLength = 250

// Before any iteration was seen a thread is taken to do guessedRate of them a second, on the low side.
// An epoch has at most growth times the iterations of the one before. In the number of epochs likelyRate is counted on.
const (
	guessedRate = 10_000
	likelyRate  = 60_000
	growth      = 4
)

// schedule says how long each epoch is to be.
type schedule struct {
	from   int32         // Epoch.To of the last
	spent  int64         // iterations of all so far
	length time.Duration // of an epoch, where there is a clock
	rate   float64       // iterations a second in the last epoch, all threads together
	most   int64         // iterations of the next
}

// next is the epoch to come, numbered from 0: one to be repeated, an equal share of the iterations, or
// what fits into the time.
func (r *run) next(i, regions int) Epoch {
	s := &r.schedule
	switch {
	case r.o.Epochs != nil:
		return r.o.Epochs[i]
	case r.o.TimeLimit > 0:
		e := r.fitting(i)
		if regions == 1 && r.threads > 1 {
			e.Searches = r.threads
		}
		return e
	}
	count := 1
	if r.divided() {
		count = r.epochsFor(float64(r.o.Iterations))
	}
	e := Epoch{To: int32(cooled * (i + 1) / count)}
	e.Iterations = max(1, r.o.Iterations*int64(i+1)/int64(count)-r.o.Iterations*int64(i)/int64(count))
	s.spent += e.Iterations
	return e
}

// fitting is the epoch that takes the time of one, as far as the ones before can tell.
func (r *run) fitting(i int) Epoch {
	s := &r.schedule
	left := r.deadline.Sub(r.o.Now())
	if i == 0 {
		s.length = max(left/mostEpochs, min(left/r.fewestEpochs(left), epochTime))
		if r.heated() {
			s.length = left / time.Duration(r.epochsFor(left.Seconds()*float64(likelyRate*r.threads)))
		}
		s.rate, s.most = float64(guessedRate*r.threads), 1<<40
	}
	e, length := Epoch{To: cooled}, left
	if left > s.length*3/2 {
		length = s.length
		e.To = s.from + int32(float64(cooled-s.from)*length.Seconds()/left.Seconds())
	}
	e.Iterations = max(1, int64(length.Seconds()*s.rate))
	if e.Iterations > s.most {
		e.Iterations = s.most
	}
	if n := r.o.Iterations; n > 0 && s.spent+e.Iterations >= n {
		e.To, e.Iterations = cooled, max(1, n-s.spent)
	}
	s.spent += e.Iterations
	return e
}

// heated says whether the number of epochs goes by the iterations that each has to cool in. Prize with an exchange
// did not gain by it.
func (r *run) heated() bool {
	return r.g.nature.divided && !r.g.nature.traded && r.g.p.Turfs != TurfsSoft
}

// epochsFor is how many epochs a search in several has for so many iterations.
func (r *run) epochsFor(iterations float64) int {
	if !r.heated() {
		return mostEpochs
	}
	return int(max(leastEpochs, min(mostEpochs, iterations/float64(epochLength*len(r.g.p.Clients)))))
}

// fewestEpochs is the least number of epochs in the time left: enough for the attempts that it may be good for.
func (r *run) fewestEpochs(left time.Duration) time.Duration {
	if !r.attempting() {
		return leastEpochs
	}
	all := left.Seconds() * likelyRate / float64(len(r.g.p.Clients))
	return max(leastEpochs, time.Duration(attemptEpochs*all/attemptLength))
}

// learn takes note of an epoch that is over: how long it took, and what it did where it was cut short.
func (r *run) learn(e Epoch, done []int64, took time.Duration) {
	s := &r.schedule
	sum := int64(0)
	for _, n := range done {
		sum += n
	}
	if r.cut {
		e.Done = done
	}
	r.epochs = append(r.epochs, e)
	s.from = e.To
	s.rate = float64(sum) / max(took.Seconds(), 1e-6)
	s.most = max(1, sum*growth)
}

// search improves the plan until a limit is reached.
func (r *run) search(ctx context.Context) (Stopped, error) {
	if len(r.g.p.Teams) == 0 || len(r.g.p.Clients) == 0 {
		return StoppedComplete, nil
	}
	crossing, shortfall := r.crossing(), r.shortfall()
	for i := 0; r.more(ctx, i); i++ {
		begun := r.o.Now()
		r.threads = r.width()
		regions := r.regions(i + 1)
		if r.g.p.Turfs == TurfsSoft {
			r.attempt()
			r.drawTurfs(regions)
		}
		e := r.next(i, len(regions))
		r.foresee(e, crossing)
		r.inflate(e, shortfall)
		done, err := r.epoch(ctx, regions, e, i+1)
		if err != nil {
			return "", fmt.Errorf("epoch %d: %w", i+1, err)
		}
		r.learn(e, done, r.o.Now().Sub(begun))
	}
	switch {
	case ctx.Err() != nil:
		return StoppedInterrupted, nil
	case r.o.Epochs == nil && r.o.TimeLimit > 0 && (r.o.Iterations == 0 || r.schedule.spent < r.o.Iterations):
		return StoppedTime, nil
	}
	return StoppedIterations, nil
}

// more says whether there is to be another epoch, of number i.
func (r *run) more(ctx context.Context, i int) bool {
	switch {
	case ctx.Err() != nil:
		return false
	case r.o.Epochs != nil:
		return i < len(r.o.Epochs)
	}
	return r.schedule.from < cooled && !r.late(r.o.Now())
}

// late says whether the time of the search is over at the moment now.
func (r *run) late(now time.Time) bool {
	return r.o.Epochs == nil && r.o.TimeLimit > 0 && !now.Before(r.deadline)
}
