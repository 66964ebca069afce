package campaign

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
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

// TestMend: a result that says something wrong of a sound solution still makes a plan, without what is wrong and with a
// warning; one whose solution is none makes none.
func TestMend(t *testing.T) {
	tests := []struct {
		name   string
		mutate func(r *solver.Result)
		want   string
	}{
		{"sound", func(*solver.Result) {}, ""},
		{"value", func(r *solver.Result) { r.Value.Prize++ }, ""},
		{"reasons", func(r *solver.Result) { r.Reasons = r.Reasons[:1] }, "why"},
		{"bound", func(r *solver.Result) { r.Bound = 7 }, "prize_bound"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n, r := tinyNight(), tinyResult()
			n.Options.Lang = "en"
			test.mutate(r)
			plan, err := n.verified(t.Context(), n.task(), r)
			if err != nil {
				t.Fatal(err)
			}
			if said := strings.Join(plan.Warnings, "\n"); (test.want == "") != (said == "") || !strings.Contains(said, test.want) {
				t.Errorf("warnings %q, want %q", said, test.want)
			}
			file, err := json.Marshal(plan)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(string(file), `"prize_bound":`); got != (test.name != "bound") {
				t.Errorf("the file states a bound: %v", got)
			}
			var back Plan
			if err := json.Unmarshal(file, &back); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(plan.Summary, back.Summary); diff != "" {
				t.Errorf("the summary read back (-want +got):\n%s", diff)
			}
			if err := n.Verify(&back); err != nil {
				t.Error(err)
			}
		})
	}
	n, r := tinyNight(), tinyResult()
	r.Routes[0].Return++
	if _, err := n.verified(t.Context(), n.task(), r); !errors.Is(err, ErrBug) || !strings.Contains(err.Error(), "team 0 returns at") {
		t.Errorf("a faulty solution: %v", err)
	}
}

// oneWay is an engine of a table of legs.
type oneWay struct {
	geo.Engine
	legs [][]int32
}

func (e oneWay) Leg(from, to int32) (seconds, metres int32) {
	return e.legs[from][to], e.legs[from][to]
}

func (e oneWay) Table(_ context.Context, from, to, seconds []int32) error {
	for i, a := range from {
		for j, b := range to {
			seconds[i*len(to)+j] = e.legs[a][b]
		}
	}
	return nil
}

// TestPlanRoundabout: doors that no team could visit alone are visited on the way to or from another, and the plan is
// not refused for a bound that says they cannot be.
func TestPlanRoundabout(t *testing.T) {
	n := tinyNight()
	n.Households, n.Rejected = nil, nil
	for i := range 3 {
		n.Households = append(n.Households, Household{ID: fmt.Sprint("H", i), Point: north(float64(20 + i)), Persons: 1, Priority: 1, Status: Pending})
	}
	n.Teams = n.Teams[:1]
	n.Teams[0].Groups = nil
	n.Travel = Travel{Name: "osrm", Engine: func(_ context.Context, _ Mode, points []geo.Point) (geo.Engine, error) {
		const none = geo.Unreachable
		return oneWay{geo.NewStraight(points, 1, 1), [][]int32{ // the doors, and the office
			{0, 300, 9000, none},
			{9000, 0, 300, 2400},
			{9000, 9000, 0, 2400},
			{2400, 2400, none, 0},
		}}, nil
	}}
	plan, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	if s := plan.Summary; s.Persons != 3 || s.PrizeBound != 3 || len(plan.Warnings) > 0 {
		t.Errorf("%d people of at most %d, want 3 of 3; %q", s.Persons, s.PrizeBound, plan.Warnings)
	}
}

func TestSeconds(t *testing.T) {
	if got := seconds(1234567 * time.Microsecond); got != 1.234 {
		t.Errorf("%v, want 1.234", got)
	}
}
