package instance

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// few is a run of so many iterations.
func few(iterations int64) VROOMRun {
	run := DefaultVROOMRun()
	run.Iterations = iterations
	return run
}

// solved reads and solves a problem, verifies the answer, and gives it.
func solved(t *testing.T, document string, run VROOMRun) *VROOMSolution {
	t.Helper()
	return solvedWithin(t, document, run, DefaultVROOMLimits())
}

func solvedWithin(t *testing.T, document string, run VROOMRun, limits VROOMLimits) *VROOMSolution {
	t.Helper()
	v, err := ReadVROOM([]byte(document), limits)
	if err != nil {
		t.Fatal(err)
	}
	s, err := v.Solve(t.Context(), run)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	verify(t, []byte(document), answer)
	return s
}

// told is the answer in short: of each route the vehicle and its steps with their arrivals, and the cost.
func told(s *VROOMSolution) string {
	var parts []string
	for _, r := range s.Routes {
		text := fmt.Sprintf("%d:", r.Vehicle)
		for _, step := range r.Steps {
			if step.ID != nil {
				text += fmt.Sprintf(" %d", *step.ID)
			}
			text += fmt.Sprintf("@%d", step.Arrival)
		}
		parts = append(parts, text)
	}
	text := strings.Join(parts, "; ")
	if len(s.Unassigned) > 0 {
		text += "; not"
	}
	for _, u := range s.Unassigned {
		text += fmt.Sprintf(" %d", u.ID)
	}
	return fmt.Sprintf("%s; cost %d", text, s.Summary.Cost)
}

// line is a street of places, ten seconds from each to the next, as matrices.
const line = `"matrices": {"car": {"durations": [
	[0, 10, 20, 30, 40], [10, 0, 10, 20, 30], [20, 10, 0, 10, 20], [30, 20, 10, 0, 10], [40, 30, 20, 10, 0]]}}`

// Each answer is worked out by hand: places 0 to 4 along a street, ten seconds apart.
func TestVROOMByHand(t *testing.T) {
	for _, c := range []struct{ name, jobs, vehicles, want string }{
		{"there and back", `{"id": 1, "location_index": 2}, {"id": 2, "location_index": 1}, {"id": 3, "location_index": 4}`,
			`{"id": 9, "start_index": 0, "end_index": 4}`, "9:@0 2@10 1@20 3@40@40; cost 40"},
		{"no end", `{"id": 1, "location_index": 3}, {"id": 2, "location_index": 1}`,
			`{"id": 9, "start_index": 0}`, "9:@0 2@10 1@30@30; cost 30"},
		{"no start", `{"id": 1, "location_index": 3}, {"id": 2, "location_index": 1}`,
			`{"id": 9, "end_index": 0}`, "9:@0 1@0 2@20@30; cost 30"},
		{"service and setup", `{"id": 1, "location_index": 1, "setup": 5, "service": 7}`,
			`{"id": 9, "start_index": 0, "end_index": 0}`, "9:@0 1@10@32; cost 20"},
		{"windows: it sets out so that it waits as little as can be", `{"id": 1, "location_index": 1, "service": 5}, {"id": 2, "location_index": 2, "time_windows": [[100, 200]]}`,
			`{"id": 9, "start_index": 0, "end_index": 2}`, "9:@75 1@85 2@100@100; cost 20"},
		{"the second of two windows", `{"id": 1, "location_index": 1, "time_windows": [[0, 5], [50, 60]]}`,
			`{"id": 9, "start_index": 0, "end_index": 0}`, "9:@40 1@50@60; cost 20"},
		{"stamps of a calendar", `{"id": 1, "location_index": 1, "time_windows": [[1700000000, 1700000100]]}`,
			`{"id": 9, "start_index": 0, "end_index": 0, "time_window": [1699999000, 1700001000]}`, "9:@1699999990 1@1700000000@1700000010; cost 20"},
		{"a stamp and a vehicle that may go at any time", `{"id": 1, "location_index": 1, "time_windows": [[1700000000, 1700000100]]}`,
			`{"id": 9, "start_index": 0, "end_index": 0}`, "9:@1699999990 1@1700000000@1700000010; cost 20"},
		{"skills", `{"id": 1, "location_index": 1, "skills": [7, 3]}, {"id": 2, "location_index": 2}, {"id": 3, "location_index": 3, "skills": [4]}`,
			`{"id": 8, "start_index": 0, "end_index": 0, "skills": [3]}, {"id": 9, "start_index": 4, "end_index": 1, "skills": [3, 5, 7]}`, "9:@0 2@20 1@30@30; not 3; cost 30"},
		{"the highest priority", `{"id": 1, "location_index": 1, "priority": 1}, {"id": 2, "location_index": 4, "priority": 3}, {"id": 3, "location_index": 2, "priority": 1}`,
			`{"id": 9, "start_index": 0, "end_index": 0, "max_tasks": 1}`, "9:@0 2@40@80; not 1 3; cost 80"},
		{"one of priority before two of none", `{"id": 1, "location_index": 1, "service": 10}, {"id": 2, "location_index": 4, "priority": 1}, {"id": 3, "location_index": 2, "service": 10}`,
			`{"id": 9, "start_index": 0, "end_index": 0, "time_window": [0, 80]}`, "9:@0 2@40@80; not 1 3; cost 80"},
		{"the most jobs", `{"id": 1, "location_index": 1, "service": 10}, {"id": 2, "location_index": 4}, {"id": 3, "location_index": 2, "service": 10}`,
			`{"id": 9, "start_index": 0, "end_index": 2, "time_window": [0, 70]}`, "9:@0 1@10 3@30@40; not 2; cost 20"},
		{"capacity", `{"id": 1, "location_index": 1, "delivery": [2]}, {"id": 2, "location_index": 2, "delivery": [2]}, {"id": 3, "location_index": 3, "delivery": [3]}`,
			`{"id": 8, "start_index": 0, "end_index": 2, "capacity": [4]}, {"id": 9, "start_index": 4, "end_index": 4, "capacity": [3]}`, "8:@0 1@10 2@20@20; 9:@0 3@10@20; cost 40"},
		{"the amounts of old", `{"id": 1, "location_index": 1, "amount": [5]}, {"id": 2, "location_index": 2, "amount": [2]}`,
			`{"id": 8, "start_index": 0, "end_index": 0, "capacity": [4]}`, "8:@0 2@20@40; not 1; cost 40"},
		{"pickups that are less than what is delivered", `{"id": 1, "location_index": 1, "delivery": [3], "pickup": [3]}, {"id": 2, "location_index": 2, "delivery": [1], "pickup": [0]}, {"id": 3, "location_index": 3, "delivery": [1]}`,
			`{"id": 8, "start_index": 0, "end_index": 3, "capacity": [2]}`, "8:@0 2@20 3@30@30; not 1; cost 30"},
		{"a speed", `{"id": 1, "location_index": 1}`, `{"id": 9, "start_index": 0, "end_index": 2, "speed_factor": 1.5}`, "9:@0 1@6@13; cost 13"},
		{"costs of an hour", `{"id": 1, "location_index": 1}`, `{"id": 9, "start_index": 0, "end_index": 0, "costs": {"per_hour": 540}}`, "9:@0 1@10@20; cost 3"},
		{"nothing can be done", `{"id": 1, "location_index": 4}`, `{"id": 9, "start_index": 0, "end_index": 0, "time_window": [0, 10]}`, "; not 1; cost 0"},
		{"largest id", `{"id": 18446744073709551615, "location_index": 1}`, `{"id": 9, "start_index": 0, "end_index": 0}`, "9:@0 18446744073709551615@10@20; cost 20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := solved(t, `{"jobs": [`+c.jobs+`], "vehicles": [`+c.vehicles+`], `+line+`}`, few(200))
			if diff := cmp.Diff(c.want, told(s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A vehicle goes by the matrices of its own profile.
func TestVROOMProfiles(t *testing.T) {
	s := solved(t, `{
		"vehicles": [{"id": 1, "start_index": 0, "end_index": 0, "profile": "bike", "max_tasks": 1}, {"id": 2, "start_index": 0, "end_index": 0, "profile": "foot", "max_tasks": 1}],
		"jobs": [{"id": 5, "location_index": 1}, {"id": 6, "location_index": 2}],
		"matrices": {"bike": {"durations": [[0, 100, 10], [100, 0, 9], [10, 9, 0]], "distances": [[0, 1, 2], [3, 0, 4], [5, 6, 0]]},
			"foot": {"durations": [[0, 30, 50], [40, 0, 9], [50, 9, 0]], "distances": [[0, 11, 2], [13, 0, 4], [5, 6, 0]]}}}`, few(100))
	if diff := cmp.Diff("1:@0 6@10@20; 2:@0 5@30@70; cost 90", told(s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d := *s.Summary.Distance; d != 2+5+11+13 || *s.Routes[1].Steps[1].Distance != 11 {
		t.Errorf("distance %d", d)
	}
}

// Entries of a matrix that stand for no way are none.
func TestVROOMUnreachable(t *testing.T) {
	s := solved(t, `{"vehicles": [{"id": 1, "start_index": 0, "end_index": 0}], "jobs": [{"id": 5, "location_index": 1}, {"id": 6, "location_index": 2}],
		"matrix": [[0, 4294967295, 10], [5, 0, 5], [10, 100000000, 0]]}`, few(100))
	if diff := cmp.Diff("1:@0 6@10@20; not 5; cost 20", told(s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// random is a problem of a kind: in coordinates or with matrices, with some of everything.
func random(rng *rand.Rand, jobs, vehicles int) string {
	matrices := rng.IntN(2) == 0
	place := func(name, index string, i int) string {
		if matrices {
			return fmt.Sprintf(`"%s": %d`, index, i%12)
		}
		return fmt.Sprintf(`"%s": [%.4f, %.4f]`, name, 105.78+rng.Float64()/20, 21+rng.Float64()/20)
	}
	maybe := func(form string, values ...any) string {
		if rng.IntN(2) == 0 {
			return ""
		}
		return ", " + fmt.Sprintf(form, values...)
	}
	down, up := rng.IntN(2), rng.IntN(2)
	var j, v []string
	for i := range jobs {
		one := rng.IntN(6)
		open := rng.IntN(3000)
		text := fmt.Sprintf(`{"id": %d, %s, "delivery": [%d, %d], "pickup": [%d, 0]`, 1000+i, place("location", "location_index", i+1), one*down, one*down, one*up*min(1, 1-down+one%2))
		text += maybe(`"service": %d`, rng.IntN(600)) + maybe(`"priority": %d`, rng.IntN(4)) + maybe(`"skills": [%d]`, rng.IntN(3))
		j = append(j, text+maybe(`"time_windows": [[%d, %d], [9000, 9500]]`, open, open+rng.IntN(3000))+"}")
	}
	for i := range vehicles {
		text := fmt.Sprintf(`{"id": %d, "capacity": [%d, 200]`, i, 5+rng.IntN(20))
		switch ends := rng.IntN(3); {
		case ends != 0:
			text += ", " + place("start", "start_index", 0)
			if ends == 1 {
				break
			}
			fallthrough
		default:
			text += ", " + place("end", "end_index", i)
		}
		text += maybe(`"time_window": [%d, %d]`, rng.IntN(500), 4000+rng.IntN(4000)) + maybe(`"skills": [0, 1]`) + maybe(`"speed_factor": 1.3`)
		v = append(v, text+"}")
	}
	text := `{"jobs": [` + strings.Join(j, ", ") + `], "vehicles": [` + strings.Join(v, ", ") + `]`
	if matrices { // of any numbers: neither symmetric nor sound as distances
		var rows []string
		for range 12 {
			var cells []string
			for range 12 {
				cells = append(cells, fmt.Sprint(rng.IntN(900)))
			}
			rows = append(rows, "["+strings.Join(cells, ",")+"]")
		}
		text += `, "matrices": {"car": {"durations": [` + strings.Join(rows, ",") + `]}}`
	}
	return text + "}"
}

// Problems of all kinds are answered with plans that hold what VROOM's documentation asks.
func TestVROOMRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 7))
	answeredProblems := 0
	for i := range 60 {
		document := random(rng, 1+rng.IntN(25), 1+rng.IntN(4))
		solved(t, document, few(60))
		if _, err := ReadVROOM([]byte(document), sparse()); err == nil { // the same without tables
			answeredProblems++
			solvedWithin(t, document, few(60), sparse())
		}
		if t.Failed() {
			t.Fatalf("problem %d", i)
		}
	}
	if answeredProblems < 20 {
		t.Errorf("only %d problems were answered without tables", answeredProblems)
	}
}

// The same seed and iterations give the same answer.
func TestVROOMRepeats(t *testing.T) {
	document := random(rand.New(rand.NewPCG(2, 2)), 30, 3)
	if a, b := told(solved(t, document, few(300))), told(solved(t, document, few(300))); a != b {
		t.Errorf("%s\n%s", a, b)
	}
}

// However little time there is, or none at all, there is an answer.
func TestVROOMInterrupted(t *testing.T) {
	document := random(rand.New(rand.NewPCG(3, 3)), 30, 3)
	v, err := ReadVROOM([]byte(document), DefaultVROOMLimits())
	if err != nil {
		t.Fatal(err)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	run := few(0)
	run.TimeLimit = time.Minute
	s, err := v.Solve(gone, run)
	if err != nil {
		t.Fatal(err)
	}
	answer, _ := json.Marshal(s)
	verify(t, []byte(document), answer)
	run.TimeLimit = time.Millisecond
	solved(t, document, run)
}

func TestVROOMTimeLimit(t *testing.T) {
	for _, c := range []struct {
		jobs    int
		options VROOMOptions
		want    time.Duration
	}{
		{1, VROOMOptions{Explore: 5}, 100 * time.Millisecond},
		{100, VROOMOptions{Explore: 5}, time.Second},
		{120, VROOMOptions{Explore: 0}, 200 * time.Millisecond},
		{5000, VROOMOptions{Explore: 5}, 10 * time.Second},
		{5000, VROOMOptions{Explore: 2}, 5 * time.Second},
		{5000, VROOMOptions{Explore: 5, Limit: 3}, 3 * time.Second},
		{100, VROOMOptions{Explore: 5, Limit: 30}, time.Second},
	} {
		v := VROOM{Options: c.options, jobs: make([]vroomJob, c.jobs)}
		if got := v.TimeLimit(); got != c.want {
			t.Errorf("%d jobs, %+v: %v, want %v", c.jobs, c.options, got, c.want)
		}
	}
}
