package benchmarks

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// account is what the accounts of a campaign say that its teams reached.
type account struct {
	people  int
	perTeam bool // a team and night; else all teams of a night
}

// accounts are by scenario. README.md says what had to be assumed.
func accounts() map[string]account {
	return map[string]account{"coc-leu": {90, false}, "an-xuan": {30, true}}
}

// landTable says where plans of the real places land: people an evening for a team, with and without a
// planner, against the bound, and what the accounts say.
func landTable(label string, all []measurement) table {
	t := table{
		title: "Where the real places land",
		columns: []string{"run", "place", "households, teams", "seconds", "stops", "turfs", "seed", "people", "of the bound %", "a team",
			"by hand", "a team", "the accounts say", "over them %"},
	}
	for i := range all {
		m := &all[i]
		if s, found := FindScenario(m.Ward.Scenario); !found || s.District == nil {
			continue
		}
		people, hand := m.Summary.Persons, m.byHand.Persons
		each := func(people int) string { return decimals(float64(people) / float64(m.teams)) }
		said, over := none, none
		if a, known := accounts()[m.Ward.Scenario]; known {
			said, over = strconv.Itoa(a.people), percent(int64(people), int64(a.people))
			if a.perTeam {
				said, over = said+" a team", percent(int64(people), int64(a.people*m.teams))
			}
		}
		t.rows = append(t.rows, []string{
			label, m.Ward.name(), thousands(int64(m.households)) + ", " + thousands(int64(m.teams)), m.limit(), onOff(m.Radius > 0), m.Turfs,
			strconv.FormatUint(m.Seed, 10), thousands(int64(people)), ofBound(&m.Summary), each(people),
			thousands(int64(hand)), each(hand), said, over,
		})
	}
	return t
}

// ofBound is how much of the bound on the prize is gained, in per cent.
func ofBound(s *campaign.Summary) string {
	if s.PrizeBound == 0 {
		return none
	}
	return share100(float64(s.Prize) / float64(s.PrizeBound))
}

// The small real places land where the accounts of their campaigns do, whatever the seed of the people.
func TestRealPlacesLand(t *testing.T) {
	for _, c := range []struct {
		scenario  string
		low, high int // people of all teams in a night
	}{
		{"coc-leu", 80, 110},
		{"an-xuan", 6 * 25, 6 * 36},
	} {
		for seed := uint64(1); seed <= 3; seed++ {
			n := smallNight(t, c.scenario, seed)
			if got := planned(t, n); got < c.low || got > c.high {
				t.Errorf("%s, seed %d: %d people, not %d to %d", c.scenario, seed, got, c.low, c.high)
			}
		}
	}
}

// With the minutes of the contract An Xuân lands by hand, and a plan reaches half as many again.
func TestAnXuanOtherwise(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		n := smallNight(t, "an-xuan", seed)
		usual := defaultEvening()
		n.Options.Setup, n.Options.PerPerson = usual.Setup, usual.PerPerson
		byHand, err := n.ByHand(t.Context(), campaign.Doors)
		if err != nil {
			t.Fatal(err)
		}
		within(t, "a team by hand", float64(byHand.Summary.Persons)/6, 31, 40)
		within(t, "a team with a plan", float64(planned(t, n))/6, 45, 57)
	}
}

// smallNight is the night of a place, to be planned with stops and soft turfs in a few iterations.
func smallNight(t *testing.T, scenario string, seed uint64) *campaign.Night {
	t.Helper()
	n, err := place{Scenario: scenario, Seed: seed}.night(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o := &n.Options
	o.TimeLimit, o.Iterations, o.Threads, o.StopRadius, o.Turfs = 0, 40_000, 1, 30, "soft"
	return n
}

// planned is how many people a plan of the night reaches.
func planned(t *testing.T, n *campaign.Night) int {
	t.Helper()
	plan, err := n.Plan(t.Context(), campaign.Live{})
	if err != nil {
		t.Fatal(err)
	}
	return plan.Summary.Persons
}

func TestLandTable(t *testing.T) {
	small, few := measured("", "soft", 30, 99, 0), measured("", "soft", 30, 186, 0)
	small.Ward, small.teams = place{Scenario: "coc-leu", Seed: 2}, 1
	few.Ward, few.teams = place{Scenario: "an-xuan", Seed: 1}, 6
	got := cut(t, landTable("R7", []measurement{measured("ward-300", "soft", 30, 540, 0), small, few}), 0, 1, 2, 7, 8, 9, 10, 11, 12, 13)
	want := [][]string{
		{"R7", "coc-leu seed 2", "300, 1", "99", "16.5", "99", "400", "400", "90", "+10.0"},
		{"R7", "an-xuan seed 1", "300, 6", "186", "31.0", "31", "400", "66.67", "30 a team", "+3.3"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
