package campaign

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/check"

	"gonha/geo"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPlanGolden translates a solution made by hand and compares all of plan.json.
func TestPlanGolden(t *testing.T) {
	n, r := tinyNight(), tinyResult()
	task := n.task()
	value, err := check.Solution(task.problem, &r.Solution)
	if err != nil || value != r.Value {
		t.Fatalf("the solution made by hand: %+v, %v", value, err)
	}
	plan := n.plan(t.Context(), task, r)
	if err := n.Verify(plan); err != nil {
		t.Errorf("verify: %v", err)
	}
	got, err := json.MarshalIndent(plan, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	const golden = "testdata/plan.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("plan.json (-want +got):\n%s", diff)
	}
	for _, personal := range []string{"Nguyễn", "0900000001"} {
		if strings.Contains(string(got), personal) {
			t.Errorf("plan.json contains personal data: %s", personal)
		}
	}
}

// TestPlanReadBack: what plan.json keeps is enough for Verify.
func TestPlanReadBack(t *testing.T) {
	file, err := os.ReadFile("testdata/plan.json")
	if err != nil {
		t.Fatal(err)
	}
	var plan Plan
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	if err := d.Decode(&plan); err != nil {
		t.Fatal(err)
	}
	if err := tinyNight().Verify(&plan); err != nil {
		t.Errorf("verify: %v", err)
	}
}

func TestPlanPath(t *testing.T) {
	plan := tinyPlan(t)
	want := [][]geo.Point{{north(0), north(1), north(0)}, {north(0), north(3), north(1)}, nil}
	for i := range plan.Routes {
		if diff := cmp.Diff(want[i], plan.Routes[i].Path); diff != "" {
			t.Errorf("path of %s (-want +got):\n%s", plan.Routes[i].Team, diff)
		}
	}
}

// TestPlanPastMidnight: clock times run on after 24:00:00.
func TestPlanPastMidnight(t *testing.T) {
	n, r := tinyNight(), tinyResult()
	const later = 4 * 3600
	n.Options.Window.Open, n.Options.Window.Close = n.Options.Window.Open+later, n.Options.Window.Close+later
	n.Teams[1].Shift = &Window{72000 + later - day, 75600 + later - day} // 00:00-01:00
	n.Households[1].Windows = []Window{{71100 + later, 72000 + later}}   // 23:45-00:00
	for i := range r.Routes {
		route := &r.Routes[i]
		route.Depart, route.Return = route.Depart+later, route.Return+later
		for k := range route.Stops {
			stop := &route.Stops[k]
			stop.Arrive, stop.Begin, stop.Leave = stop.Arrive+later, stop.Begin+later, stop.Leave+later
		}
	}
	task := n.task()
	if _, err := check.Solution(task.problem, &r.Solution); err != nil {
		t.Fatal(err)
	}
	plan := n.plan(t.Context(), task, r)
	if err := n.Verify(plan); err != nil {
		t.Errorf("verify: %v", err)
	}
	if got := plan.Window + " " + plan.Routes[1].Visits[0].Begin.String(); got != "23:30-25:30 24:04:27" {
		t.Errorf("window and begin: %s", got)
	}
}

func tinyPlan(t *testing.T) *Plan {
	t.Helper()
	return planOf(t, tinyNight())
}
