package instance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// street is line with lengths of a hundred metres for ten seconds.
const street = `"matrices": {"car": {"durations": [
	[0, 10, 20, 30, 40], [10, 0, 10, 20, 30], [20, 10, 0, 10, 20], [30, 20, 10, 0, 10], [40, 30, 20, 10, 0]], "distances": [
	[0, 100, 200, 300, 400], [100, 0, 100, 200, 300], [200, 100, 0, 100, 200], [300, 200, 100, 0, 100], [400, 300, 200, 100, 0]]}}`

// Each answer is worked out by hand, as those of TestVROOMByHand.
func TestVROOMFeatures(t *testing.T) {
	const there = `{"id": 9, "start_index": 0, "end_index": 0`
	for _, c := range []struct{ name, jobs, vehicles, want string }{
		{"a break between jobs", `{"id": 1, "location_index": 1, "service": 5}, {"id": 2, "location_index": 4}`,
			`{"id": 9, "start_index": 0, "end_index": 4, "breaks": [{"id": 3, "service": 20, "time_windows": [[15, 15]]}]}`, "9:@0 1@10 3@15 2@65@65; cost 40"},
		{"a break on the way: what was travelled before it counts", `{"id": 2, "location_index": 4}`,
			there + `, "time_window": [0, 200], "breaks": [{"id": 3, "service": 20, "time_windows": [[15, 15]]}]}`, "9:@0 3@15 2@60@100; cost 80"},
		{"a break that is waited for", `{"id": 2, "location_index": 1, "time_windows": [[57, 100]]}`,
			there + `, "breaks": [{"id": 3, "service": 7, "time_windows": [[50, 50]]}]}`, "9:@40 3@50 2@57@67; cost 20"},
		{"the second window of a break, and two of them", `{"id": 2, "location_index": 1, "service": 30, "time_windows": [[10, 10]]}`,
			there + `, "breaks": [{"id": 3, "service": 7, "time_windows": [[12, 15], [45, 46]]}, {"id": 4, "service": 1, "time_windows": [[50, 60]]}]}`, "9:@0 2@10 3@45 4@52@58; cost 20"},
		{"a break with little on board", `{"id": 1, "location_index": 1, "delivery": [3]}, {"id": 2, "location_index": 2, "delivery": [2]}`,
			`{"id": 9, "start_index": 0, "end_index": 2, "capacity": [5], "breaks": [{"id": 3, "service": 5, "max_load": [2], "time_windows": [[0, 15]]}]}`, "9:@0 1@10 3@10 2@25@25; cost 20"},
		{"a break for which there is no time", `{"id": 1, "location_index": 1}`,
			there + `, "time_window": [0, 24], "breaks": [{"id": 3, "service": 5}]}`, "; not 1; cost 0"},
		{"amounts of two kinds", `{"id": 1, "location_index": 1, "delivery": [4, 1]}, {"id": 2, "location_index": 2, "delivery": [1, 4]}, {"id": 3, "location_index": 3, "delivery": [5, 2]}, {"id": 4, "location_index": 1, "delivery": [5, 2]}`,
			`{"id": 1, "start_index": 0, "end_index": 4, "capacity": [10, 5]}, {"id": 2, "start_index": 0, "end_index": 2, "capacity": [10, 5]}`, "1:@0 4@10 3@30@40; 2:@0 1@10 2@20@20; cost 60"},
		{"deliveries and pickups of one amount", `{"id": 1, "location_index": 1, "delivery": [3]}, {"id": 2, "location_index": 2, "pickup": [3]}, {"id": 3, "location_index": 3, "pickup": [1], "delivery": [0]}`,
			`{"id": 1, "start_index": 0, "end_index": 0, "capacity": [3]}`, "1:@0 1@10 2@20@40; not 3; cost 40"},
		{"amounts and a number of tasks", `{"id": 1, "location_index": 1, "delivery": [1]}, {"id": 2, "location_index": 2, "delivery": [1]}, {"id": 3, "location_index": 3, "delivery": [3]}`,
			`{"id": 1, "start_index": 0, "end_index": 2, "capacity": [3], "max_tasks": 2}`, "1:@0 1@10 2@20@20; not 3; cost 20"},
		{"a time of travel", `{"id": 1, "location_index": 2}, {"id": 2, "location_index": 4}`, there + `, "max_travel_time": 79}`, "9:@0 1@20@40; not 2; cost 40"},
		{"just a time of travel", `{"id": 2, "location_index": 4}`, there + `, "max_travel_time": 80}`, "9:@0 2@40@80; cost 80"},
		{"a length", `{"id": 1, "location_index": 2}, {"id": 2, "location_index": 4}`, there + `, "max_distance": 799}`, "9:@0 1@20@40; not 2; cost 40"},
		{"just a length", `{"id": 2, "location_index": 4}`, there + `, "max_distance": 800}`, "9:@0 2@40@80; cost 80"},
		{"a fixed cost is saved", `{"id": 1, "location_index": 2}`,
			`{"id": 8, "start_index": 2, "end_index": 2, "costs": {"fixed": 41}}, ` + there + `}`, "9:@0 1@20@40; cost 40"},
		{"or worth it", `{"id": 1, "location_index": 2}`, `{"id": 8, "start_index": 2, "end_index": 2, "costs": {"fixed": 39}}, ` + there + `}`, "8:@0 1@0@0; cost 39"},
		{"hours of different cost", `{"id": 1, "location_index": 2}`, there + `}, {"id": 8, "start_index": 0, "end_index": 0, "costs": {"per_hour": 1800}}`, "8:@0 1@20@40; cost 20"},
		{"kilometres cost", `{"id": 1, "location_index": 4}`, there + `, "costs": {"per_hour": 0, "per_km": 100}}`, "9:@0 1@40@80; cost 80"},
		{"work costs", `{"id": 1, "location_index": 1, "service": 900, "setup": 100}`, there + `, "costs": {"per_task_hour": 36}}`, "9:@0 1@10@1020; cost 30"},
		{"a setup once where the vehicle is already", `{"id": 1, "location_index": 1, "setup": 5, "service": 1, "time_windows": [[10, 10]]}, {"id": 2, "location_index": 1, "setup": 5, "service": 1}, {"id": 3, "location_index": 0, "setup": 5, "time_windows": [[0, 0]]}`,
			there + `}`, "9:@0 3@0 1@10 2@16@27; cost 20"},
		{"times by type", `{"id": 1, "location_index": 1, "service": 9, "service_per_type": {"van": 2}, "setup": 3, "setup_per_type": {"van": 1}}`, there + `, "type": "van"}`, "9:@0 1@10@23; cost 20"},
		{"a speed in hundredths", `{"id": 1, "location_index": 1}, {"id": 2, "location_index": 2, "service": 1}, {"id": 3, "location_index": 3}`, `{"id": 9, "start_index": 0, "end_index": 4, "speed_factor": 0.6}`, "9:@0 1@16 2@33 3@51@67; cost 66"},
		{"what it begins with", `{"id": 1, "location_index": 1}, {"id": 2, "location_index": 2}, {"id": 3, "location_index": 4}`,
			`{"id": 9, "start_index": 0, "end_index": 4, "steps": [{"type": "start"}, {"type": "job", "id": 3}, {"type": "job", "id": 1}, {"type": "end"}]}`, "9:@0 1@10 2@20 3@40@40; cost 40"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := solved(t, `{"jobs": [`+c.jobs+`], "vehicles": [`+c.vehicles+`], `+street+`}`, few(600))
			if diff := cmp.Diff(c.want, told(s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A matrix of costs decides which way is the cheapest, and its durations what is in time.
func TestVROOMCostMatrix(t *testing.T) {
	s := solved(t, `{"jobs": [{"id": 1, "location_index": 1}, {"id": 2, "location_index": 2}], "vehicles": [{"id": 9, "start_index": 0, "end_index": 0}],
		"matrices": {"car": {"durations": [[0, 10, 90], [90, 0, 10], [10, 90, 0]], "costs": [[0, 9, 1], [1, 0, 9], [9, 1, 0]]}}}`, few(200))
	if diff := cmp.Diff("9:@0 2@90 1@180@270; cost 3", told(s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Steps that cannot be made are no beginning.
func TestVROOMBadStart(t *testing.T) {
	v, err := ReadVROOM([]byte(`{"jobs": [{"id": 1, "location_index": 4}], "vehicles": [{"id": 9, "start_index": 0, "end_index": 0, "time_window": [0, 50], "steps": [{"type": "job", "id": 1}]}], `+line+`}`), smallLimits())
	if err != nil {
		t.Fatal(err)
	}
	_, err = v.Solve(t.Context(), few(10))
	if diff := cmp.Diff([]string{"vehicles[].steps"}, pathsOf(t, err)); diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}

// What VROOM's clients and benchmarks send is taken: coordinates beside an index are not looked at, and are given back.
func TestVROOMPlanar(t *testing.T) {
	s := solved(t, `{"jobs":[{"amount":[19],"location_index":1,"id":2,"location":[37.0,520.0]},{"amount":[30],"location_index":2,"id":3,"location":[490.0,49.0]}],
		"matrix":[[0,14,21],[14,0,12],[21,12,0]],"vehicles":[{"capacity":[35],"start":[300.0,40.0],"end":[300.0,40.0],"id":0,"start_index":0,"end_index":0},
		{"capacity":[35],"start":[300.0,40.0],"end":[300.0,40.0],"id":1,"start_index":0,"end_index":0}]}`, few(200))
	if s.Summary.Cost != 14+14+21+21 || !cmp.Equal(s.Routes[0].Steps[0].Location, []float64{300, 40}) {
		t.Errorf("%s, at %v", told(s), s.Routes[0].Steps[0].Location)
	}
}

// surveyor is an engine of straight ways of 50 s, whose lines must be asked for.
type surveyor struct {
	geo.Engine
	drawn map[geo.Leg]bool
}

func (s surveyor) Leg(_, _ int32) (seconds, metres int32) { return 50, 7 }

func (s surveyor) Table(_ context.Context, _, _ []int32, seconds []int32) error {
	for i := range seconds {
		seconds[i] = 50
	}
	return nil
}

func (s surveyor) Draw(_ context.Context, legs []geo.Leg) {
	for _, l := range legs {
		s.drawn[l] = true
	}
}

func (s surveyor) Path(from, to int32) []geo.Point {
	if !s.drawn[geo.Leg{From: from, To: to}] {
		return nil
	}
	return []geo.Point{{Lat: float64(from), Lon: 1}, {Lat: float64(to), Lon: 2}}
}

// Without matrices a document travels as it is told to, with tables and without, and its lines are asked for once.
func TestVROOMTravels(t *testing.T) {
	for _, limits := range []VROOMLimits{smallLimits(), sparse()} {
		v, err := ReadVROOM([]byte(with("", "", `"options": {"g": true}`)), limits)
		if err != nil {
			t.Fatal(err)
		}
		asked := ""
		run := few(20)
		run.Travel = func(_ context.Context, foot bool, points []geo.Point) (geo.Engine, error) {
			asked += fmt.Sprint(foot, len(points), " ")
			return surveyor{drawn: map[geo.Leg]bool{}}, nil
		}
		s, err := v.Solve(t.Context(), run)
		if err != nil {
			t.Fatal(err)
		}
		if s.Summary.Duration != 150 || *s.Summary.Distance != 21 || s.Routes[0].Geometry == "" || asked != "false 3 " {
			t.Errorf("%s, %d m, line %q, asked for %s", told(s), *s.Summary.Distance, s.Routes[0].Geometry, asked)
		}
		broken := errors.New("broken")
		run.Travel = func(context.Context, bool, []geo.Point) (geo.Engine, error) { return nil, broken }
		if _, err := v.Solve(t.Context(), run); !errors.Is(err, broken) || !errors.Is(err, ErrVROOMTravel) {
			t.Errorf("the error is %v", err)
		}
	}
}

// rich is a problem with some of everything that package solver does not know.
func rich(rng *rand.Rand, jobs, vehicles int) string {
	some := func(form string, values ...any) string {
		if rng.IntN(2) == 0 {
			return ""
		}
		return ", " + fmt.Sprintf(form, values...)
	}
	window := func() string {
		first := rng.IntN(2000)
		return fmt.Sprintf("[[%d, %d], [5000, 6000]]", first, first+rng.IntN(2000))
	}
	var j, v []string
	for i := range jobs {
		j = append(j, fmt.Sprintf(`{"id": %d, "location_index": %d, "delivery": [%d, %d], "pickup": [%d, %d]`, i, rng.IntN(9), rng.IntN(4), rng.IntN(3), rng.IntN(3), rng.IntN(4))+
			some(`"service": %d, "setup": %d, "service_per_type": {"van": %d}`, rng.IntN(300), rng.IntN(100), rng.IntN(300))+some(`"time_windows": %s`, window())+some(`"priority": %d`, rng.IntN(5))+"}")
	}
	for i := range vehicles {
		v = append(v, fmt.Sprintf(`{"id": %d, "start_index": %d, "capacity": [%d, %d]`, i, rng.IntN(9), 3+rng.IntN(12), 3+rng.IntN(12))+
			some(`"end_index": %d`, rng.IntN(9))+some(`"type": "van"`)+some(`"breaks": [{"id": 1, "service": %d, "time_windows": %s}, {"id": 2, "service": 9, "max_load": [5, 5]}]`, rng.IntN(300), window())+
			some(`"max_travel_time": %d`, 500+rng.IntN(3000))+some(`"max_distance": %d`, 2000+rng.IntN(30000))+some(`"max_tasks": %d`, rng.IntN(7))+
			some(`"costs": {"fixed": %d, "per_hour": %d, "per_km": %d, "per_task_hour": %d}`, rng.IntN(900), rng.IntN(5000), rng.IntN(300), rng.IntN(900))+
			some(`"speed_factor": %.2f`, 0.3+rng.Float64()*2)+some(`"time_window": [%d, %d]`, rng.IntN(500), 3000+rng.IntN(5000))+"}")
	}
	square := func() string {
		var rows []string
		for range 9 {
			var cells []string
			for range 9 {
				cells = append(cells, fmt.Sprint(rng.IntN(900)))
			}
			rows = append(rows, "["+strings.Join(cells, ",")+"]")
		}
		return "[" + strings.Join(rows, ",") + "]"
	}
	return `{"jobs": [` + strings.Join(j, ", ") + `], "vehicles": [` + strings.Join(v, ", ") + `], "matrices": {"car": {"durations": ` + square() + `, "distances": ` + square() + `}}}`
}

// Rich problems are answered with plans that hold what VROOM's documentation asks, step by step.
func TestVROOMRich(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 17))
	done := 0
	for i := range 80 {
		document := rich(rng, 1+rng.IntN(15), 1+rng.IntN(4))
		s := solved(t, document, few(100))
		done += len(s.Routes)
		if t.Failed() {
			t.Fatalf("problem %d", i)
		}
	}
	if done < 80 {
		t.Errorf("%d routes in all", done)
	}
}

// planned is the answer of plan mode in short: of each step the arrival, the wait and what it does not keep to.
func planned(s *VROOMSolution) string {
	list := func(violations []VROOMViolation) string {
		text := ""
		for _, v := range violations {
			text += " " + v.Cause
			if v.Duration != nil {
				text += fmt.Sprint(*v.Duration)
			}
		}
		return text
	}
	var parts []string
	for _, r := range s.Routes {
		for _, step := range r.Steps {
			part := fmt.Sprintf("%s@%d", step.Type[:1], step.Arrival)
			if step.Waiting > 0 {
				part += fmt.Sprintf("+%d", step.Waiting)
			}
			parts = append(parts, part+list(step.Violations))
		}
	}
	return strings.Join(parts, ", ") + ":" + list(s.Summary.Violations)
}

// In plan mode routes are kept as they are given, their times are the best there are, and what they do not keep to is told.
func TestVROOMPlanMode(t *testing.T) {
	for _, c := range []struct{ name, jobs, vehicle, steps, want string }{
		{"in time", `{"id": 1, "location_index": 1}, {"id": 2, "location_index": 2, "time_windows": [[50, 60]]}`, ``, `{"type": "job", "id": 2}, {"type": "job", "id": 1}`,
			"s@30, j@50, j@60, e@70:"},
		{"early and late together as little as can be", `{"id": 1, "location_index": 1, "time_windows": [[100, 110]]}, {"id": 2, "location_index": 2, "time_windows": [[50, 60]]}`, ``,
			`{"type": "job", "id": 1}, {"type": "job", "id": 2}`, "s@40, j@50 lead_time50, j@60, e@80: lead_time50"},
		{"before the shift and after it", `{"id": 1, "location_index": 4}`, `"time_window": [100, 120]`, `{"type": "job", "id": 1}`, "s@40 lead_time60, j@80, e@120: lead_time60"},
		{"too much in all ways", `{"id": 1, "location_index": 1, "delivery": [3], "skills": [1]}, {"id": 2, "location_index": 2, "delivery": [2]}`,
			`"capacity": [4], "max_tasks": 1, "max_travel_time": 19, "max_distance": 150, "breaks": [{"id": 1}]`, `{"type": "job", "id": 1}, {"type": "job", "id": 2}`,
			"s@0 load, j@10 skills, j@20 max_tasks max_travel_time max_distance, e@40 max_travel_time max_distance: load skills max_tasks max_travel_time max_distance missing_break"},
		{"a break on the way, with too much on board", `{"id": 1, "location_index": 4, "delivery": [3]}`, `"capacity": [4], "breaks": [{"id": 5, "service": 7, "max_load": [2], "time_windows": [[15, 15]]}]`,
			`{"type": "break", "id": 5}, {"type": "job", "id": 1}`, "s@0, b@15 max_load, j@47, e@87: max_load"},
		{"times that are given", `{"id": 1, "location_index": 1}, {"id": 2, "location_index": 2, "time_windows": [[15, 18]]}`, ``,
			`{"type": "start", "service_after": 3}, {"type": "job", "id": 1, "service_at": 40}, {"type": "job", "id": 2}, {"type": "end", "service_before": 90}`,
			"s@30, j@40, j@50 delay32, e@70: delay32"},
		{"nobody does it", `{"id": 1, "location_index": 1}, {"id": 2, "location_index": 2}`, ``, `{"type": "job", "id": 2}`, "s@0, j@20, e@40:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			vehicle := `{"id": 9, "start_index": 0, "end_index": 0, "steps": [` + c.steps + `]`
			if c.vehicle != "" {
				vehicle += ", " + c.vehicle
			}
			jobs := c.jobs
			if strings.Contains(c.vehicle, "capacity") == false && strings.Contains(jobs, "delivery") {
				t.Fatal("amounts without a capacity")
			}
			v, err := ReadVROOM([]byte(`{"jobs": [`+jobs+`], "vehicles": [`+vehicle+`}], `+street+`, "options": {"c": true}}`), smallLimits())
			if err != nil {
				t.Fatal(err)
			}
			s, err := v.Solve(t.Context(), few(1))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, planned(s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if _, err := json.Marshal(s); err != nil || len(s.Unassigned) != len(v.jobs)-strings.Count(c.steps, `"job"`) {
				t.Errorf("%d are unassigned, %v", len(s.Unassigned), err)
			}
		})
	}
	v, err := ReadVROOM([]byte(`{"jobs": [{"id": 1, "location_index": 1}], "vehicles": [{"id": 9, "start_index": 0, "steps": [{"type": "start", "service_after": 10}, {"type": "job", "id": 1, "service_before": 19}]}], `+line+`, "options": {"c": true}}`), smallLimits())
	if err != nil {
		t.Fatal(err)
	}
	_, err = v.Solve(t.Context(), few(1))
	if diff := cmp.Diff([]string{"vehicles[0].steps"}, pathsOf(t, err)); diff != "" {
		t.Errorf("times that cannot be: %v", err)
	}
}
