package campaign

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// routeOf is a route of visits at these households, an hour apart from begin on.
func routeOf(team string, begin Clock, households ...string) Route {
	r := Route{Team: team, Persons: len(households), TravelS: 60}
	for i, id := range households {
		r.Visits = append(r.Visits, Visit{Seq: i + 1, Stop: i + 1, Household: id, Begin: begin + Clock(i)*hour})
	}
	return r
}

func TestCompare(t *testing.T) {
	const eight = 20 * hour
	a := &Plan{Night: "2023-06-06", Window: "19:30-21:30", Summary: Summary{Persons: 6}, Routes: []Route{
		routeOf("T1", eight, "same", "quarter", "hour"), routeOf("T2", eight, "team", "dropped"), routeOf("T3", eight),
	}}
	b := &Plan{Night: "2023-06-07", Window: "19:30-21:30", Summary: Summary{Persons: 7}, Routes: []Route{
		routeOf("T1", eight, "same"), routeOf("T4", eight, "team", "new"), {Team: "T2"},
	}}
	b.Routes[0].Visits = append(b.Routes[0].Visits,
		Visit{Seq: 2, Stop: 2, Household: "quarter", Begin: eight + hour - SameHour},
		Visit{Seq: 3, Stop: 3, Household: "hour", Begin: eight + 2*hour + SameHour + 1})
	got := Compare(a, b)
	work := func(team string, visits int) *TeamWork {
		return &TeamWork{Team: team, Visits: visits, Stops: visits, Persons: visits, TravelS: 60}
	}
	one := work("T1", 3)
	one.Persons = 1 // as routeOf was told of B's
	want := Comparison{
		Version: 1,
		A:       PlanHead{"2023-06-06", "19:30-21:30", a.Parameters.Travel, 2, a.Summary}, B: PlanHead{"2023-06-07", "19:30-21:30", b.Parameters.Travel, 2, b.Summary},
		Churn: Churn{Both: 4, Same: 2, Team: []string{"team"}, Hour: []string{"hour"}, New: []string{"new"}, Dropped: []string{"dropped"}},
		Teams: []TeamsWork{
			{"T1", work("T1", 3), one}, {"T2", work("T2", 2), &TeamWork{Team: "T2"}}, {"T3", work("T3", 0), nil}, {"T4", nil, work("T4", 2)},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A plan is no different from itself, and what is new one way round is dropped the other.
func TestCompareTurnedRound(t *testing.T) {
	plans := make([]*Plan, 2)
	for i := range plans {
		n := inventedNight(3)
		n.Options.Seed = uint64(i)
		var err error
		if plans[i], err = n.Plan(t.Context(), Live{}); err != nil {
			t.Fatal(err)
		}
	}
	self := Compare(plans[0], plans[0])
	if c := self.Churn; c.Same != c.Both || c.Both != plans[0].Summary.Visits || len(c.Team)+len(c.Hour)+len(c.New)+len(c.Dropped) != 0 {
		t.Errorf("a plan and itself: %+v", c)
	}
	there, back := Compare(plans[0], plans[1]).Churn, Compare(plans[1], plans[0]).Churn
	if len(there.New)+len(there.Team) == 0 {
		t.Fatal("two seeds give the same plan: this tests nothing")
	}
	if diff := cmp.Diff([][]string{there.New, there.Dropped}, [][]string{back.Dropped, back.New}); diff != "" {
		t.Errorf("new and dropped (-there +back):\n%s", diff)
	}
	if there.Same != back.Same || there.Both != back.Both || len(there.Hour) != len(back.Hour) || len(there.Team) != len(back.Team) {
		t.Errorf("there %+v, back %+v", there, back)
	}
}
