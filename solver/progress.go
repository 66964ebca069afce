package solver

import (
	"slices"
	"time"
)

// reportEvery is the least time between two calls of Options.Progress, showEvery between two copies
// of a region's best plan for the draft.
const (
	reportEvery = 200 * time.Millisecond
	showEvery   = 500 * time.Millisecond
)

// Draft is the best plan of a solve under way, as it was when it was asked for.
type Draft struct {
	g        *graph
	sequence [][]int32
	turf     []int32
	progress Progress
}

// Draft copies the best plan so far. It may be called only while Options.Progress is being called; the
// draft itself may be kept and used by another goroutine, also after the solve.
func (p Progress) Draft() *Draft { return p.draft() }

// Result is the draft with its times, worth and reasons, as if the solve had been interrupted there.
// The last tries are part of it, which take a moment for a large problem.
func (d *Draft) Result() *Result {
	t := newTimetable(d.g, d.sequence, d.turf)
	t.require(ejectionWorkLast)
	t.fill(0)
	result := &Result{
		Solution: t.solution(), Reasons: t.reasons(),
		Bound: d.g.bound, Iterations: d.progress.Iterations, Elapsed: d.progress.Elapsed,
		Stopped: StoppedInterrupted,
	}
	result.Value = t.value(&result.Solution)
	return result
}

// observe notes a region's best plan and reports now and then.
func (r *run) observe(now time.Time, i int, region *region, k *search, done int64) {
	if r.o.Progress == nil {
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tally[i] = k.best.tally
	if now.Sub(r.showed[i]) >= showEvery && r.attempts.best.sequence == nil && (r.contest == nil || r.reached() == k.best.tally) {
		r.showed[i] = now
		region.copyPlan(r.shown, k)
	}
	if now.Sub(r.reported) >= reportEvery {
		r.reported = now
		r.tell(now.Sub(r.start), r.iterations+done)
	}
}

// report calls Options.Progress.
func (r *run) report(elapsed time.Duration) {
	if r.o.Progress == nil {
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tell(elapsed, r.iterations)
}

// reached counts the best plan so far.
func (r *run) reached() tally {
	var t tally
	for i := range r.tally {
		switch {
		case r.contest == nil:
			t.add(&r.tally[i])
		case i == 0 || r.tally[i].better(&t):
			t = r.tally[i]
		}
	}
	return t
}

func (r *run) tell(elapsed time.Duration, iterations int64) {
	sum := r.reached()
	if r.attempts.best.sequence != nil {
		sum = r.attempts.best.tally
	}
	p := Progress{
		Elapsed: elapsed, Iterations: iterations, Visits: int(sum.visits), Persons: sum.persons,
		Value: Value{RequiredMissed: r.g.required - int(sum.required), Prize: sum.prize, Travel: sum.travel, Service: sum.service},
	}
	bare := p
	p.draft = func() *Draft {
		d := &Draft{g: r.g, turf: slices.Clone(r.turf), progress: bare}
		for _, sequence := range r.shown {
			d.sequence = append(d.sequence, slices.Clone(sequence))
		}
		return d
	}
	r.o.Progress(p)
}

// copyPlan writes the best plan of the region's search over that of its teams in sequence, which
// belongs to the whole problem.
func (r *region) copyPlan(sequence [][]int32, k *search) {
	for j, team := range r.teams {
		out := sequence[team][:0]
		for _, c := range k.best.sequence[j] {
			if c < 0 {
				out = append(out, ^r.clients[^c])
			} else {
				out = append(out, r.clients[c])
			}
		}
		sequence[team] = out
	}
}

// add adds what u counts.
func (t *tally) add(u *tally) {
	t.visits += u.visits
	t.prize += u.prize
	t.persons += u.persons
	t.required += u.required
	t.travel += u.travel
	t.service += u.service
}
