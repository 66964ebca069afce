package campaign

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
)

// WhatIf is what changes of the night would bring, each measured by planning the night again: as it is
// and with each change, with the same effort and the same seeds. The same iterations and seeds give the same
// outcomes on every machine.
type WhatIf struct {
	TimeLimitS float64   `json:"time_limit_s"` // that the iterations were found by; 0 where they were given
	Iterations int64     `json:"iterations"`   // of each plan
	Seeds      []uint64  `json:"seeds"`
	AsItIs     []Outcome `json:"as_it_is"` // by seed
	Changes    []Change  `json:"changes"`
	// Rough says that the plans had not effort enough for their differences to mean much: less than an
	// iteration a household, or for some change all seeds came out the impossible way round, with less from
	// more or with more from less.
	Rough bool `json:"rough"`
}

// Outcome is what one plan reaches.
type Outcome struct {
	Persons         int   `json:"persons"`
	Prize           int64 `json:"prize"`
	MandatoryMissed int   `json:"mandatory_missed"`
}

// Change is a change of the night and what it brings.
type Change struct {
	Kind     string    `json:"kind"`           // "team", "minutes", "lend" or "away"
	Team     string    `json:"team,omitempty"` // that the change is about, or that the new one is like
	Outcomes []Outcome `json:"outcomes"`       // by seed
	Gain     float64   `json:"gain"`           // people more than as it is, in the mean of the seeds
	Low      int       `json:"low"`            // the least of the seeds
	High     int       `json:"high"`           // the most of the seeds
	// Clear says that there are two seeds or more, and with the change all of them reach more people than
	// any reaches as it is; fewer, where a team goes away. With three seeds chance alone does that once in
	// twenty times. A gain from less, or a loss from more, is the search's noise and never clear.
	Clear bool `json:"clear"`

	night *Night
}

// WhatIf measures what the changes of the night would bring that people think of: one more team, ten more
// minutes, one team lent to the other groups, and one team lent away. plan chooses the teams that the
// changes are about.
//
// Each night is planned for each of the seeds on one thread, as many at once as the options have threads,
// with the options' iterations. Where they have but a time limit, the night is planned once within it and
// all get as many iterations as that: seconds are not the same effort on a machine that has other things to do.
//
// progress is called before each of these plans, by one goroutine at a time; nil is no calls. Where ctx
// ends, the seeds that are measured whole count, and without any the result is nil.
func (n *Night) WhatIf(ctx context.Context, plan *Plan, seeds []uint64, progress func(done, all int)) (*WhatIf, error) {
	w := &WhatIf{Iterations: n.Options.Iterations, Changes: n.changes(plan)}
	if w.Iterations == 0 {
		w.TimeLimitS = seconds(n.Options.TimeLimit)
		once, err := n.again(ctx, n.Options.Seed, 0)
		if err != nil {
			return nil, fmt.Errorf("measuring the effort: %w", err)
		}
		w.Iterations = max(1, once.Parameters.Iterations)
	}
	s := study{nights: []*Night{n}, seeds: seeds, iterations: w.Iterations, progress: progress}
	for i := range w.Changes {
		s.nights = append(s.nights, w.Changes[i].night)
	}
	if err := s.run(ctx, n.Options.Threads); err != nil {
		return nil, fmt.Errorf("measuring a change of the night: %w", err)
	}
	for k, seed := range seeds {
		round := s.outcomes[k*len(s.nights) : (k+1)*len(s.nights)]
		if slices.Contains(round, nil) {
			continue
		}
		w.Seeds, w.AsItIs = append(w.Seeds, seed), append(w.AsItIs, *round[0])
		for i := range w.Changes {
			w.Changes[i].Outcomes = append(w.Changes[i].Outcomes, *round[i+1])
		}
	}
	if len(w.Seeds) == 0 {
		return nil, nil
	}
	w.Rough = w.Iterations < int64(plan.Summary.Visits+plan.Summary.Unvisited)
	for i := range w.Changes {
		w.Rough = w.Changes[i].measure(w.AsItIs) || w.Rough
	}
	return w, nil
}

// study plans several nights with several seeds.
type study struct {
	nights     []*Night
	seeds      []uint64
	iterations int64
	progress   func(done, all int)

	mutex    sync.Mutex
	next     int        // plan to begin
	outcomes []*Outcome // by seed, then night; nil is not planned
	fault    error
}

// run makes all plans, so many at once. Where ctx ends, those then being made have no outcome.
func (s *study) run(ctx context.Context, threads int) error {
	s.outcomes = make([]*Outcome, len(s.seeds)*len(s.nights))
	var workers sync.WaitGroup
	for range min(threads, len(s.outcomes)) {
		workers.Go(func() {
			for job, ok := s.begin(ctx); ok; job, ok = s.begin(ctx) {
				plan, err := s.nights[job%len(s.nights)].again(ctx, s.seeds[job/len(s.nights)], s.iterations)
				s.end(ctx, job, plan, err)
			}
		})
	}
	workers.Wait()
	return s.fault
}

// begin gives the next plan to make, if there is one.
func (s *study) begin(ctx context.Context) (job int, ok bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.next == len(s.outcomes) || ctx.Err() != nil || s.fault != nil {
		return 0, false
	}
	if s.progress != nil {
		s.progress(s.next, len(s.outcomes))
	}
	s.next++
	return s.next - 1, true
}

// end keeps what has come of a plan.
func (s *study) end(ctx context.Context, job int, plan *Plan, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	switch {
	case err != nil:
		s.fault = err
	case ctx.Err() == nil: // else it was cut short
		s.outcomes[job] = &Outcome{plan.Summary.Persons, plan.Summary.Prize, plan.Summary.MandatoryMissed}
	}
}

// again plans the night once more, on one thread, with a seed and a number of iterations; with 0 of them
// within its time limit.
func (n *Night) again(ctx context.Context, seed uint64, iterations int64) (*Plan, error) {
	night := *n
	night.Options.Seed, night.Options.Threads = seed, 1
	if iterations > 0 {
		night.Options.Iterations, night.Options.TimeLimit = iterations, 0
	}
	return night.Plan(ctx, Live{Undrawn: true})
}

// measure compares the outcomes with those of the night as it is, and says whether all came out the
// impossible way round.
func (c *Change) measure(asItIs []Outcome) (rough bool) {
	least, most := math.MaxInt, math.MinInt // people with the change
	from, to := math.MaxInt, math.MinInt    // and as it is
	c.Low, c.High = math.MaxInt, math.MinInt
	sum := 0
	for k := range asItIs {
		with, without := c.Outcomes[k].Persons, asItIs[k].Persons
		sum += with - without
		c.Low, c.High = min(c.Low, with-without), max(c.High, with-without)
		least, most = min(least, with), max(most, with)
		from, to = min(from, without), max(to, without)
	}
	c.Gain = float64(sum) / float64(len(asItIs))
	more, fewer := len(asItIs) > 1 && least > to, len(asItIs) > 1 && most < from
	if c.Kind == teamAway {
		more, fewer = fewer, more
	}
	c.Clear = more
	return fewer
}
