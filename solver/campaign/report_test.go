package campaign

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// planOf is the plan of tinyResult for a night like tinyNight.
func planOf(t *testing.T, n *Night) *Plan {
	t.Helper()
	return n.plan(t.Context(), n.task(), tinyResult())
}

func TestReport(t *testing.T) {
	n := tinyNight()
	for i, ward := range []string{"Phường 10", "Phường 9", "Phường 9", "", "Phường 10", "Phường 9"} {
		n.Households[i].Ward = ward
	}
	got, err := n.Report(planOf(t, n))
	if err != nil {
		t.Fatal(err)
	}
	want := &Report{
		Version: 1, Night: "2023-06-06", Window: "19:30-21:30", Travel: "straight-line", ToVisit: Reached{5, 12}, Summary: got.Summary,
		Groups: []Area{
			{"A", Reached{3, 10}, Reached{2, 5}, map[string]int{"no_time": 1}},
			{"B", Reached{1, 1}, Reached{}, map[string]int{"too_far": 1}},
			{"", Reached{1, 1}, Reached{1, 1}, map[string]int{}},
		},
		Wards: []Area{
			{"Phường 9", Reached{2, 7}, Reached{1, 2}, map[string]int{"no_time": 1}},
			{"Phường 10", Reached{2, 4}, Reached{1, 3}, map[string]int{"too_far": 1}},
			{"", Reached{1, 1}, Reached{1, 1}, map[string]int{}},
		},
		Teams: []TeamWork{
			{Team: "T1", Visits: 2, Stops: 1, Persons: 5, TravelS: 54, ServiceS: 600, WaitS: 73, IdleS: 7200 - 727, DistanceM: 222},
			{Team: "T2", Visits: 1, Stops: 1, Persons: 1, TravelS: 445, ServiceS: 720, IdleS: 3600 - 1165, DistanceM: 556},
			{Team: "T3", IdleS: 7200},
		},
		Balance: Balance{
			Persons: Spread{Least: 0, Median: 1, Most: 5, Mean: 2, Deviation: 2},
			OutS:    Spread{Least: 0, Median: 727, Most: 1165, Mean: 1892. / 3, Deviation: 2 * 1892. / 9},
		},
		Left: []Left{{"no_time", Reached{1, 5}}, {"too_far", Reached{1, 1}}},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-6)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Summary.Persons != 6 {
		t.Errorf("the summary is not the plan's: %+v", got.Summary)
	}
}

// TestReportAddsUp: in every way of dividing them, the parts make the whole.
func TestReportAddsUp(t *testing.T) {
	for seed := range uint64(4) {
		n := inventedNight(seed)
		plan, err := n.Plan(context.Background(), Live{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := n.Report(plan)
		if err != nil {
			t.Fatal(err)
		}
		var toVisit, reached, left Reached
		doorsLeft := 0
		for _, a := range r.Groups {
			toVisit.Households, toVisit.Persons = toVisit.Households+a.ToVisit.Households, toVisit.Persons+a.ToVisit.Persons
			reached.Households, reached.Persons = reached.Households+a.Reached.Households, reached.Persons+a.Reached.Persons
			for _, doors := range a.Left {
				doorsLeft += doors
			}
		}
		for _, l := range r.Left {
			left.Households, left.Persons = left.Households+l.Households, left.Persons+l.Persons
		}
		if toVisit != r.ToVisit || reached != (Reached{plan.Summary.Visits, plan.Summary.Persons}) || doorsLeft != plan.Summary.Unvisited ||
			left != (Reached{plan.Summary.Unvisited, r.ToVisit.Persons - plan.Summary.Persons}) {
			t.Errorf("seed %d: groups %+v %+v %d, left %+v, of %+v", seed, toVisit, reached, doorsLeft, left, plan.Summary)
		}
		if len(r.Wards) > 0 {
			t.Errorf("wards %+v of a list that knows none", r.Wards)
		}
		for _, w := range r.Teams {
			if w.IdleS < 0 {
				t.Errorf("seed %d: team %s has more to do than its shift is long: %+v", seed, w.Team, w)
			}
		}
	}
}

// A plan of another list is refused, not counted wrongly.
func TestReportRefuses(t *testing.T) {
	n := tinyNight()
	plan := planOf(t, n)
	n.Households[0].Persons++
	if _, err := n.Report(plan); err == nil {
		t.Error("a plan of other households was reported on")
	}
}

func TestCompareNames(t *testing.T) {
	want := []string{"", "10", "A", "TDP-1", "TDP-2", "TDP-10", "TDP-10b", "Tổ 2", "Tổ 02", "Tổ 2a", "Tổ 9", "Tổ 10", "Tổ 99999999999999999999998", "Tổ 99999999999999999999999"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareNames)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSpread(t *testing.T) {
	for _, test := range []struct {
		values []float64
		want   Spread
	}{
		{[]float64{7}, Spread{7, 7, 7, 7, 0}},
		{[]float64{4, 1}, Spread{1, 2.5, 4, 2.5, 1.5}},
		{[]float64{3, 0, 9}, Spread{0, 3, 9, 4, 10. / 3}},
	} {
		if diff := cmp.Diff(test.want, spread(test.values), cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })); diff != "" {
			t.Errorf("%v (-want +got):\n%s", test.values, diff)
		}
	}
}
