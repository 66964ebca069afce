package campaign

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func kinds(changes []Change) []string {
	var list []string
	for _, c := range changes {
		list = append(list, c.Kind+" "+c.Team)
	}
	return list
}

// TestChanges: the changes are about the teams that they should be, and change nothing of the night itself.
func TestChanges(t *testing.T) {
	n := tinyNight()
	n.Teams[1].Start = north(40) // nearest to H4 and H6, which are left out
	plan := planOf(t, tinyNight())
	changes := n.changes(plan)
	// T3, tied to a group of nobody, has the most idle time and reaches the fewest.
	if diff := cmp.Diff([]string{"team T2", "minutes ", "lend T3", "away T3"}, kinds(changes)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	more := changes[0].night.Teams
	if len(more) != 4 || more[3].ID != "T2+" || more[3].Start != north(40) || more[3].Groups != nil {
		t.Errorf("one more team: %+v", more)
	}
	longer := changes[1].night
	if longer.Options.Window.Close != n.Options.Window.Close+600 || longer.Teams[1].Shift.Close != 75600+600 || longer.Teams[0].Shift != nil {
		t.Errorf("ten more minutes: %+v, %+v", longer.Options.Window, longer.Teams[1].Shift)
	}
	if lent := changes[2].night.Teams; lent[2].Groups != nil || lent[0].Groups == nil {
		t.Errorf("one lent team: %+v", lent)
	}
	if away := changes[3].night.Teams; len(away) != 2 || away[1].ID != "T2" {
		t.Errorf("one team away: %+v", away)
	}
	want := tinyNight()
	want.Teams[1].Start = north(40)
	if diff := cmp.Diff(want, n); diff != "" {
		t.Errorf("the night itself is changed (-want +got):\n%s", diff)
	}
	for i := range n.Teams {
		n.Teams[i].Groups = nil
	}
	n.Teams, plan.Routes = n.Teams[:1], plan.Routes[:1]
	if diff := cmp.Diff([]string{"team T1", "minutes "}, kinds(n.changes(plan))); diff != "" {
		t.Errorf("one team, tied to no groups (-want +got):\n%s", diff)
	}
}

// TestWhatIf: every outcome is that of planning the changed night with the seed and the same effort, and
// the same again.
func TestWhatIf(t *testing.T) {
	n := inventedNight(3)
	n.Options.Iterations = 200
	plan, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	var steps []int
	w, err := n.WhatIf(t.Context(), plan, []uint64{3, 4}, func(done, all int) { steps = append(steps, done, all) })
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Seeds) != 2 || len(w.AsItIs) != 2 || len(w.Changes) != 4 || w.Iterations != 200 || w.TimeLimitS != 0 {
		t.Fatalf("%+v", w)
	}
	if own := (Outcome{plan.Summary.Persons, plan.Summary.Prize, plan.Summary.MandatoryMissed}); w.AsItIs[0] != own {
		t.Errorf("as it is %+v, with the plan's own seed and effort %+v", w.AsItIs[0], own)
	}
	if len(steps) != 20 || steps[0] != 0 || steps[18] != 9 || steps[19] != 10 {
		t.Errorf("progress %v", steps)
	}
	for _, c := range w.Changes {
		again := *c.night
		again.Options.Seed, again.Options.Threads = 4, 1
		plan, err := again.Plan(t.Context(), Live{})
		if err != nil {
			t.Fatal(err)
		}
		if plan.Summary.Persons != c.Outcomes[1].Persons {
			t.Errorf("%s: %d persons, planned again %d", c.Kind, c.Outcomes[1].Persons, plan.Summary.Persons)
		}
	}
	if c := w.Changes[0]; c.Gain <= 0 || c.Kind != oneMoreTeam {
		t.Errorf("one more team among 4 that leave out many brings nothing: %+v", c)
	}
}

// The outcomes are the same however many plans are made at once, and where the effort was found by time,
// that many iterations give them again.
func TestWhatIfRepeats(t *testing.T) {
	n := inventedNight(3)
	n.Options.Iterations, n.Options.TimeLimit = 0, 50*time.Millisecond
	plan, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	n.Options.Threads = 3
	first, err := n.WhatIf(t.Context(), plan, []uint64{5, 6}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if first.TimeLimitS != 0.05 || first.Iterations < 1 {
		t.Errorf("the effort is %v s, %d iterations", first.TimeLimitS, first.Iterations)
	}
	n.Options.Iterations, n.Options.Threads = first.Iterations, 1
	again, err := n.WhatIf(t.Context(), plan, []uint64{5, 6}, nil)
	if err != nil {
		t.Fatal(err)
	}
	again.TimeLimitS = first.TimeLimitS
	if diff := cmp.Diff(first, again, cmpopts.IgnoreUnexported(Change{})); diff != "" {
		t.Errorf("(-first +again):\n%s", diff)
	}
}

// A difference is clear where all seeds agree beyond what they differ by among themselves.
func TestChangeMeasure(t *testing.T) {
	persons := func(counts ...int) []Outcome {
		var list []Outcome
		for _, n := range counts {
			list = append(list, Outcome{Persons: n})
		}
		return list
	}
	for _, test := range []struct {
		name         string
		asItIs, with []Outcome
		want         Change // but for the outcomes
	}{
		{"clearly more", persons(100, 104, 102), persons(110, 105, 106), Change{Gain: 5, Low: 1, High: 10, Clear: true}},
		{"clearly fewer without a team", persons(100, 104, 102), persons(90, 99, 93), Change{Kind: teamAway, Gain: -8, Low: -10, High: -5, Clear: true}},
		{"fewer with more is noise", persons(100, 104, 102), persons(90, 99, 93), Change{Gain: -8, Low: -10, High: -5}},
		{"more with a team less is noise", persons(100, 104, 102), persons(110, 105, 106), Change{Kind: teamAway, Gain: 5, Low: 1, High: 10}},
		{"more in every pair, but within the noise", persons(100, 104, 102), persons(101, 108, 103), Change{Gain: 2, Low: 1, High: 4}},
		{"a tie with the best", persons(100, 104), persons(104, 105), Change{Gain: 2.5, Low: 1, High: 4}},
		{"one seed tells nothing of noise", persons(100), persons(150), Change{Gain: 50, Low: 50, High: 50}},
		{"the same", persons(100, 100), persons(100, 100), Change{}},
	} {
		got := Change{Kind: test.want.Kind, Outcomes: test.with}
		if rough := got.measure(test.asItIs); rough != strings.HasSuffix(test.name, "is noise") {
			t.Errorf("%s: rough is %v", test.name, rough)
		}
		got.Outcomes = nil
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(Change{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Where it is stopped, only seeds that are measured whole count.
func TestWhatIfStopped(t *testing.T) {
	n := inventedNight(0)
	n.Options.Iterations = 50
	plan, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w, err := n.WhatIf(ctx, plan, []uint64{1, 2, 3}, func(done, all int) {
		if done == all/3+1 { // in the second round
			cancel()
		}
	})
	if err != nil || w == nil || len(w.Seeds) != 1 || len(w.AsItIs) != 1 || len(w.Changes[0].Outcomes) != 1 {
		t.Errorf("%v, %+v", err, w)
	}
	if w, err := n.WhatIf(ctx, plan, []uint64{1}, nil); err != nil || w != nil {
		t.Errorf("stopped before the first seed: %v, %+v", err, w)
	}
}

func TestWhatIfRefuses(t *testing.T) {
	n := tinyNight()
	plan := planOf(t, n)
	n.Options.TimeLimit, n.Options.Iterations = -time.Second, 0
	if _, err := n.WhatIf(t.Context(), plan, []uint64{1}, nil); !errors.Is(err, ErrInput) {
		t.Errorf("bad options: %v", err)
	}
}

func TestBaselines(t *testing.T) {
	for tied, want := range map[bool][]string{false: {"doors", "nearest", "groups", "sweep"}, true: {"doors", "nearest", "groups"}} {
		n := inventedNight(1)
		if !tied {
			n.Teams[0].Groups = nil
		}
		list, err := n.Baselines(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, b := range list {
			names = append(names, b.Name)
			if b.Summary.Persons == 0 {
				t.Errorf("%s reaches nobody", b.Name)
			}
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("tied %v (-want +got):\n%s", tied, diff)
		}
	}
}
