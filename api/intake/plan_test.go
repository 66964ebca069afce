package intake

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

const onePlan = `{"version": 1, "night": "2023-06-06", "routes": [{"team": "T1", "depart": "19:30:00", "return": "25:00:10", "persons": 3,
	"visits": [{"seq": 1, "stop": 1, "household": "A", "arrive": "19:31:10", "begin": "19:31:10", "leave": "19:37:10", "persons": 3}]}], "added_later": {}}`

func TestPlan(t *testing.T) {
	want := &campaign.Plan{Version: 1, Night: "2023-06-06", Routes: []campaign.Route{{
		Team: "T1", Depart: 70200, Return: 90010, Persons: 3,
		Visits: []campaign.Visit{{Seq: 1, Stop: 1, Household: "A", Arrive: 70270, Begin: 70270, Leave: 70630, Persons: 3}},
	}}}
	got, err := Plan([]byte("\ufeff" + onePlan))
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	path := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(path, []byte(onePlan), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err = PlanFile(path); err != nil || got.Night != want.Night {
		t.Errorf("from the file: %v, %+v", err, got)
	}
}

func TestPlanErrors(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"empty", ""}, {"no object", "[]"}, {"another version", `{"version": 2}`}, {"no version", `{}`}, {"something else", `{"type": "FeatureCollection"}`},
		{"text behind", onePlan + "x"}, {"cut off", onePlan[:200]}, {"not UTF-8", strings.Replace(onePlan, "T1", "\xff", 1)},
		{"a clock that is none", strings.Replace(onePlan, "19:30:00", "half past", 1)}, {"no team", strings.Replace(onePlan, "T1", "", 1)},
		{"no household", strings.Replace(onePlan, `"A"`, `""`, 1)}, {"a negative number", strings.Replace(onePlan, `"persons": 3`, `"persons": -3`, 1)},
		{"a stop 0", strings.Replace(onePlan, `"stop": 1`, `"stop": 0`, 1)},
	} {
		if _, err := Plan([]byte(test.text)); !errors.Is(err, ErrNotPlan) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if _, err := PlanFile(filepath.Join(t.TempDir(), "plan.json")); err == nil || !strings.HasPrefix(err.Error(), "plan.json: ") {
		t.Errorf("a missing file: %v", err)
	}
}

// FuzzPlan: what is read as a plan can be written and read again, and is the same.
func FuzzPlan(f *testing.F) {
	f.Add([]byte(onePlan))
	f.Add([]byte(`{"version":1,"unvisited":[{"household":"B","reason":"no_time"}],"rejected":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		plan, err := Plan(data)
		if err != nil {
			if !errors.Is(err, ErrNotPlan) {
				t.Errorf("error %v", err)
			}
			return
		}
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Plan(text)
		if diff := cmp.Diff(plan, again); err != nil || diff != "" {
			t.Errorf("%v (-first +again):\n%s", err, diff)
		}
		campaign.Compare(plan, again) // which takes any
	})
}
