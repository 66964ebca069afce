package campaign

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"gonha/geo"
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

// The kinds of changes.
const (
	oneMoreTeam    = "team"    // one more team, like the one that sets out nearest to those left out
	tenMoreMinutes = "minutes" // the evening and every shift last ten minutes longer
	lentTeam       = "lend"    // the team with the most idle time, of those tied to groups, may go anywhere
	teamAway       = "away"    // the team that reaches the fewest people goes elsewhere
)

// extra is the length of ten minutes in seconds.
const extra = 600

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
	return night.Plan(ctx, Live{})
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

// changes are the changes that mean something for the night.
func (n *Night) changes(plan *Plan) []Change {
	changes := []Change{n.withTeam(plan), n.withMinutes()}
	if c, ok := n.withLent(plan); ok {
		changes = append(changes, c)
	}
	if len(n.Teams) > 1 {
		changes = append(changes, n.withoutTeam(plan))
	}
	return changes
}

// withTeam has one more team, that may visit all groups.
func (n *Night) withTeam(plan *Plan) Change {
	left := n.middleLeft(plan)
	like := slices.MinFunc(n.Teams, func(a, b Team) int {
		return cmp.Compare(geo.Distance(a.Start, left), geo.Distance(b.Start, left))
	})
	team := like
	team.Groups = nil
	for taken := func(t Team) bool { return t.ID == team.ID }; slices.ContainsFunc(n.Teams, taken); {
		team.ID += "+"
	}
	night := *n
	night.Teams = append(slices.Clone(n.Teams), team)
	return Change{Kind: oneMoreTeam, Team: like.ID, night: &night}
}

// middleLeft is the middle of the households left out, or of all where none is.
func (n *Night) middleLeft(plan *Plan) geo.Point {
	left := make(map[string]bool, len(plan.Unvisited))
	for _, u := range plan.Unvisited {
		left[u.Household] = true
	}
	var sum geo.Point
	count := 0.0
	for i := range n.Households {
		if h := &n.Households[i]; h.Status.Routed() && (left[h.ID] || len(left) == 0) {
			sum.Lat, sum.Lon, count = sum.Lat+h.Point.Lat, sum.Lon+h.Point.Lon, count+1
		}
	}
	return geo.Point{Lat: sum.Lat / max(count, 1), Lon: sum.Lon / max(count, 1)}
}

// withMinutes lasts ten minutes longer.
func (n *Night) withMinutes() Change {
	night := *n
	night.Options.Window.Close = min(n.Options.Window.Close+extra, maxTime)
	night.Teams = slices.Clone(n.Teams)
	for i := range night.Teams {
		if shift := night.Teams[i].Shift; shift != nil {
			night.Teams[i].Shift = &Window{shift.Open, min(shift.Close+extra, maxTime)}
		}
	}
	return Change{Kind: tenMoreMinutes, night: &night}
}

// withLent lets one team visit all groups, where some may not.
func (n *Night) withLent(plan *Plan) (Change, bool) {
	best, most := -1, int64(-1)
	for i := range n.Teams {
		if w := n.work(&n.Teams[i], &plan.Routes[i]); len(n.Teams[i].Groups) > 0 && w.IdleS+w.WaitS > most {
			best, most = i, w.IdleS+w.WaitS
		}
	}
	if best < 0 {
		return Change{}, false
	}
	night := *n
	night.Teams = slices.Clone(n.Teams)
	night.Teams[best].Groups = nil
	return Change{Kind: lentTeam, Team: n.Teams[best].ID, night: &night}, true
}

// withoutTeam has one team fewer.
func (n *Night) withoutTeam(plan *Plan) Change {
	away := 0
	for i := range plan.Routes {
		if plan.Routes[i].Persons < plan.Routes[away].Persons {
			away = i
		}
	}
	night := *n
	night.Teams = slices.Delete(slices.Clone(n.Teams), away, away+1)
	return Change{Kind: teamAway, Team: n.Teams[away].ID, night: &night}
}

// Baselines makes the plans that people would make by hand, each with what it comes to. Where a team is tied
// to groups there are no sectors: nobody would give it one that its groups do not lie in.
func (n *Night) Baselines(ctx context.Context) ([]Baseline, error) {
	var list []Baseline
	tied := slices.ContainsFunc(n.Teams, func(t Team) bool { return len(t.Groups) > 0 })
	for _, way := range Ways() {
		if way == Sweep && tied {
			continue
		}
		plan, err := n.ByHand(ctx, way)
		if err != nil {
			if errors.Is(err, ErrBug) {
				return nil, fmt.Errorf("the way %q: %w", way, err)
			}
			return nil, err
		}
		list = append(list, Baseline{Name: string(way), Summary: plan.Summary})
	}
	return list, nil
}
