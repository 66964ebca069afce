package campaign

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/solver"
)

func TestPlanInput(t *testing.T) {
	n := tinyNight()
	n.Teams = nil
	if plan, err := n.Plan(context.Background(), Live{}); !errors.Is(err, ErrInput) || plan != nil {
		t.Errorf("got %v, %v; want unusable input", plan, err)
	}
}

// TestPlanNobody: with nobody to visit the plan is complete, and every team stays.
func TestPlanNobody(t *testing.T) {
	for name, households := range map[string][]Household{"none": nil, "all done": {{ID: "H1", Status: Activated}}} {
		t.Run(name, func(t *testing.T) {
			n := tinyNight()
			n.Households, n.Rejected = households, nil
			plan, err := n.Plan(context.Background(), Live{})
			if err != nil {
				t.Fatal(err)
			}
			plan.Summary.RuntimeS = 0
			if diff := cmp.Diff(Summary{Teams: 3, Stopped: "complete"}, plan.Summary); diff != "" {
				t.Errorf("summary (-want +got):\n%s", diff)
			}
			if plan.Routes[1].Depart != 72000 || plan.Unvisited == nil || plan.Rejected == nil || plan.Routes[0].Visits == nil {
				t.Errorf("lists must be empty, not null, and teams stay where their shift opens: %+v", plan)
			}
		})
	}
}

// TestExamine: each way in which a result can contradict itself is our bug and must be seen.
func TestExamine(t *testing.T) {
	tests := []struct {
		name   string
		mutate func(r *solver.Result)
		want   string
	}{
		{"solution", func(r *solver.Result) { r.Routes[0].Return++ }, "team 0 returns at"},
		{"value", func(r *solver.Result) { r.Value.Prize++ }, "the solution is worth"},
		{"reasons", func(r *solver.Result) { r.Reasons = r.Reasons[:1] }, "there are 1 reasons for 2 unvisited"},
		{"bound", func(r *solver.Result) { r.Bound = 7 }, "beyond its bound 7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := tinyResult()
			test.mutate(r)
			if err := examine(tinyNight().task().problem, r); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestSeconds(t *testing.T) {
	if got := seconds(1234567 * time.Microsecond); got != 1.234 {
		t.Errorf("%v, want 1.234", got)
	}
}
