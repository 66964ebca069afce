package campaign

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"gonha/geo"
	"gonha/solver"
)

// Verify checks a plan, such as one read back from plan.json, against the night: every time, sum and
// rule of the file's contract, recomputed from the households and teams alone, without the solver's
// view of them. It returns every violation, joined, and names households and teams by id; of a night
// that is itself at fault it returns those faults. Ways that are not straight lines are compared with
// those of the night's travel, and taken as they are stated where it has none. Whose turf a household lies in is not in a plan, so
// strict turfs are not checked.
func (n *Night) Verify(p *Plan) error {
	if err := n.Validate(); err != nil {
		return err
	}
	t := n.task()
	if err := n.travel(context.Background(), t.problem); err != nil {
		return err
	}
	return n.verify(p, t.problem)
}

// verify checks a plan of a valid night. From the problem it takes the engines and their points, and
// only for travel that is not in straight lines.
func (n *Night) verify(p *Plan, problem *solver.Problem) error {
	v := verifier{
		night: n, homes: make(map[string]*Household), seen: make(map[string]bool),
		straight: p.Parameters.Travel == straightLine, evening: n.evening(), weekday: n.weekday(),
	}
	for i := range n.Households {
		v.homes[n.Households[i].ID] = &n.Households[i]
	}
	if !n.Travel.straight() && p.Parameters.Travel == n.Travel.name() {
		v.measure(problem)
	}
	v.expect(p.Version == 1, "the version is %d, not 1", p.Version)
	v.expect(p.Night == n.Options.Date, "the night is %s, not %s", p.Night, n.Options.Date)
	v.expect(len(p.Routes) == len(n.Teams), "there are %d routes for %d teams", len(p.Routes), len(n.Teams))
	sum := Summary{Teams: len(n.Teams), Unvisited: len(p.Unvisited)}
	places := make([][]geo.Point, len(p.Routes))
	for i := range p.Routes {
		if i >= len(n.Teams) || p.Routes[i].Team != n.Teams[i].ID {
			v.expect(false, "route %d, of team %q, is not in the order of the teams", i+1, p.Routes[i].Team)
			continue
		}
		places[i] = v.route(&n.Teams[i], &p.Routes[i], &sum)
	}
	v.unvisited(p.Unvisited, &sum)
	sum.Overlap = geo.Overlap(places)
	v.summary(&sum, &p.Summary)
	return errors.Join(v.faults...)
}

type verifier struct {
	night    *Night
	homes    map[string]*Household
	seen     map[string]bool // households in a route or among the unvisited
	straight bool            // whether travel is the contract's straight-line model
	evening  Window
	weekday  time.Weekday
	faults   []error

	engines map[Mode]geo.Engine // of travel that is not in straight lines, where the night has it
	points  map[geo.Point]int32 // the engines' numbers
}

// measure lets ways be compared with those of the problem's engines.
func (v *verifier) measure(p *solver.Problem) {
	v.engines, v.points = map[Mode]geo.Engine{}, make(map[geo.Point]int32, len(p.Points))
	for i := range p.Teams {
		v.engines[v.night.Teams[i].Mode] = p.Travel[p.Teams[i].Mode]
	}
	for i, at := range p.Points {
		v.points[at] = int32(i)
	}
}

func (v *verifier) expect(ok bool, format string, args ...any) {
	if !ok {
		v.faults = append(v.faults, fmt.Errorf(format, args...))
	}
}

// see finds a household that is named for the first time and is to be visited.
func (v *verifier) see(id string) *Household {
	h := v.homes[id]
	if h == nil {
		v.expect(false, "household %q is not in the night", id)
		return nil
	}
	v.expect(h.Status.Routed(), "household %q is in the plan with status %s", id, h.Status)
	v.expect(!v.seen[id], "household %q is in the plan twice", id)
	v.seen[id] = true
	return h
}

// unvisited checks that the list holds every routed household that no route visits, with a reason.
func (v *verifier) unvisited(list []Unvisited, sum *Summary) {
	reasons := []string{reasonGroup, reasonTurf, reasonTooFar, reasonWindow, reasonCapacity, reasonNoTime, reasonNotPlanned}
	for _, u := range list {
		if h := v.see(u.Household); h != nil && h.Mandatory {
			sum.MandatoryMissed++
		}
		v.expect(slices.Contains(reasons, u.Reason) && u.Detail != "", "unvisited household %q has no known reason with a detail", u.Household)
	}
	for i := range v.night.Households {
		h := &v.night.Households[i]
		v.expect(v.seen[h.ID] || !h.Status.Routed(), "household %q is neither visited nor unvisited", h.ID)
	}
}

// summary checks the sums and what must hold among the rest.
func (v *verifier) summary(want, got *Summary) {
	stated := *got
	stated.PrizeBound, stated.RuntimeS, stated.Stopped = 0, 0, ""
	v.expect(math.Abs(stated.Overlap-want.Overlap) < 1e-9, "the overlap is %v, not %v", stated.Overlap, want.Overlap)
	stated.Overlap = want.Overlap
	v.expect(stated == *want, "the summary is %+v, but the routes make %+v", stated, *want)
	v.expect(got.PrizeBound == NoBound || got.PrizeBound >= got.Prize, "the prize %d is beyond its bound %d", got.Prize, got.PrizeBound)
	v.expect(slices.Contains([]string{"time", "iterations", "interrupted", "complete"}, got.Stopped), "it stopped by %q", got.Stopped)
}
