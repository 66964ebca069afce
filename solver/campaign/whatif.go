package campaign

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
)

// WhatIf is what changes of the night would bring, each measured by planning the night again: as it is
// and with each change, with the same effort and the same seeds.
type WhatIf struct {
	TimeLimitS float64   `json:"time_limit_s"` // of each plan; 0 is none
	Iterations int64     `json:"iterations"`   // of each plan; 0 is no limit
	Threads    int       `json:"threads"`
	Seeds      []uint64  `json:"seeds"`
	AsItIs     []Outcome `json:"as_it_is"` // by seed
	Changes    []Change  `json:"changes"`
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
	// any reaches as it is, or all fewer. By chance alone that comes, with three seeds, once in ten times.
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
// changes are about. Each night is planned with the night's limits for each of the seeds, in turns.
// progress is called before each of the plans; nil is no calls. Where ctx ends, the seeds done with are
// those measured, and without any the result is nil.
func (n *Night) WhatIf(ctx context.Context, plan *Plan, seeds []uint64, progress func(done, all int)) (*WhatIf, error) {
	w := &WhatIf{
		TimeLimitS: seconds(n.Options.TimeLimit), Iterations: n.Options.Iterations, Threads: n.Options.Threads,
		Changes: n.changes(plan),
	}
	nights := []*Night{n}
	for i := range w.Changes {
		nights = append(nights, w.Changes[i].night)
	}
	for k, seed := range seeds {
		var round []Outcome
		for i, night := range nights {
			if progress != nil {
				progress(k*len(nights)+i, len(seeds)*len(nights))
			}
			o, err := night.outcome(ctx, seed)
			if err != nil {
				return nil, fmt.Errorf("measuring a change of the night: %w", err)
			}
			round = append(round, o)
		}
		if ctx.Err() != nil {
			break // the last of the round were cut short
		}
		w.Seeds, w.AsItIs = append(w.Seeds, seed), append(w.AsItIs, round[0])
		for i := range w.Changes {
			w.Changes[i].Outcomes = append(w.Changes[i].Outcomes, round[i+1])
		}
	}
	if len(w.Seeds) == 0 {
		return nil, nil
	}
	for i := range w.Changes {
		w.Changes[i].measure(w.AsItIs)
	}
	return w, nil
}

// outcome plans a night with a seed.
func (n *Night) outcome(ctx context.Context, seed uint64) (Outcome, error) {
	again := *n
	again.Options.Seed = seed
	plan, err := again.Plan(ctx, Live{})
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{plan.Summary.Persons, plan.Summary.Prize, plan.Summary.MandatoryMissed}, nil
}

// measure compares the outcomes with those of the night as it is.
func (c *Change) measure(asItIs []Outcome) {
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
	c.Clear = len(asItIs) > 1 && (least > to || most < from)
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

// Baselines makes the plans that people would make by hand, each with what it comes to.
func (n *Night) Baselines(ctx context.Context) ([]Baseline, error) {
	var list []Baseline
	for _, way := range Ways() {
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
