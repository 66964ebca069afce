package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"gonha/api/intake/placing"
	"gonha/solver/campaign"
)

// report tells people what a plan comes to. It names households by id and rows by number only.
type report struct {
	words *words
	night *campaign.Night
	plan  *campaign.Plan
	lists located // that the night was made of
	out   string  // the folder the plan was written to
}

// summary says whom the plan reaches, whom not and why, and what to do with it.
func (r *report) summary(w io.Writer) {
	households, persons := toVisit(r.night)
	out := 0
	for i := range r.plan.Routes {
		if len(r.plan.Routes[i].Visits) > 0 {
			out++
		}
	}
	s := &r.plan.Summary
	r.words.print.Fprintf(w, r.words.reached, r.date(), r.plan.Window, s.Persons, persons, s.Visits, households, out, len(r.night.Teams), s.RuntimeS)
	if len(r.plan.Unvisited) > 0 {
		r.words.print.Fprintf(w, r.words.leftOut, len(r.plan.Unvisited), filepath.Join(r.out, "unvisited.csv"))
	}
	for _, c := range countReasons(r.plan.Unvisited) {
		r.words.print.Fprintf(w, r.words.reason, c.households, cmp.Or(r.words.reasons[c.reason], c.reason))
	}
	r.words.print.Fprintf(w, r.words.where, filepath.Join(r.out, "lists.html"))
}

// warnings list what could not be said of the plan, the mandatory households that it misses, and the first of those
// off the roads and of the rows set aside.
func (r *report) warnings(w io.Writer) {
	const shown = 5
	for _, warning := range r.plan.Warnings {
		fmt.Fprintln(w, warning)
	}
	mandatory := make(map[string]bool)
	for i := range r.night.Households {
		if h := &r.night.Households[i]; h.Mandatory {
			mandatory[h.ID] = true
		}
	}
	for _, u := range r.plan.Unvisited {
		if mandatory[u.Household] {
			r.words.print.Fprintf(w, r.words.mandatory, u.Household, cmp.Or(u.Detail, r.words.reasons[u.Reason]))
		}
	}
	if off := r.plan.OffRoad; len(off) > 0 {
		if households, _ := toVisit(r.night); 2*len(off) > households {
			r.words.print.Fprintf(w, r.words.misfit, len(off), households)
		}
		r.words.print.Fprintf(w, r.words.offRoad, len(off), filepath.Join(r.out, "plan.json"))
		for _, o := range off[:min(shown, len(off))] {
			fmt.Fprintf(w, "    %s: %d m\n", o.Household, o.Metres)
		}
		if more := len(off) - shown; more > 0 {
			r.words.print.Fprintf(w, r.words.more, more)
		}
	}
	r.guessedStarts(w)
	if n := r.plan.StraightLegs(); n > 0 {
		r.words.print.Fprintf(w, r.words.straight, n)
	}
	if r.plan.NoLengths {
		r.words.print.Fprintf(w, r.words.noLengths)
	}
	r.places(w)
	rejected := slices.DeleteFunc(slices.Clone(r.plan.Rejected), func(row campaign.Rejected) bool { return r.lists.nowhere[row] }) // see r.places
	if len(rejected) == 0 {
		return
	}
	r.words.print.Fprintf(w, r.words.rejected, len(rejected), filepath.Join(r.out, "rejected.csv"))
	for _, row := range rejected[:min(shown, len(rejected))] {
		fmt.Fprintln(w, "   ", rejectedLine(row))
	}
	if more := len(rejected) - shown; more > 0 {
		r.words.print.Fprintf(w, r.words.more, more)
	}
}

// guessedStarts names the teams that set out from a place that is not sure.
func (r *report) guessedStarts(w io.Writer) {
	for _, s := range r.lists.starts {
		if s.Found.Class == placing.Likely {
			r.words.print.Fprintf(w, r.words.likelyStart, cmp.Or(s.Team.Name, s.Team.ID), s.Found.Guess.Metres)
		}
	}
}

// places counts the households that were placed by their address, and those that could not be.
func (r *report) places(w io.Writer) {
	guessed := 0
	for _, p := range r.plan.Placed {
		if p.Confidence < 1 {
			guessed++
		}
	}
	file := filepath.Join(r.out, "places.xlsx")
	if guessed > 0 {
		r.words.print.Fprintf(w, r.words.placed, guessed, file)
	}
	if n := len(r.night.Unplaced); n > 0 {
		r.words.print.Fprintf(w, r.words.unplaced, n, file)
	}
	for i := range r.night.Unplaced {
		if h := &r.night.Unplaced[i]; h.Mandatory {
			r.words.print.Fprintf(w, r.words.mandatory, h.ID, r.words.nowhere)
		}
	}
}

// date is the plan's night as people of the language write it.
func (r *report) date() string {
	night, err := time.Parse(time.DateOnly, r.plan.Night)
	if err != nil {
		return r.plan.Night
	}
	return night.Format(r.words.date)
}

// rejectedLine says where a row stands and what is wrong with it: "households.csv:17 lat: ...".
func rejectedLine(r campaign.Rejected) string {
	at := fmt.Sprintf("%s:%d", r.File, r.Row)
	if r.Sheet != "" {
		at = fmt.Sprintf("%s (%s):%d", r.File, r.Sheet, r.Row)
	}
	if r.Column != "" {
		at += " " + r.Column
	}
	return at + ": " + r.Reason
}

// reasonCount is how many households a plan leaves out for a reason.
type reasonCount struct {
	reason     string
	households int
}

// countReasons counts the households left out by reason, the most frequent first.
func countReasons(unvisited []campaign.Unvisited) []reasonCount {
	var counts []reasonCount
	for _, u := range unvisited {
		i := slices.IndexFunc(counts, func(c reasonCount) bool { return c.reason == u.Reason })
		if i < 0 {
			i = len(counts)
			counts = append(counts, reasonCount{reason: u.Reason})
		}
		counts[i].households++
	}
	slices.SortFunc(counts, func(a, b reasonCount) int {
		return cmp.Or(cmp.Compare(b.households, a.households), cmp.Compare(a.reason, b.reason))
	})
	return counts
}
