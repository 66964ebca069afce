package instance

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// smallLimits are for problems of tests.
func smallLimits() VROOMLimits {
	return VROOMLimits{Jobs: 40, Vehicles: 10, Places: 50, List: 5, Amounts: 4, Dense: 50}
}

// sparse are limits by which every problem is too large for tables.
func sparse() VROOMLimits {
	limits := smallLimits()
	limits.Dense = 0
	return limits
}

// with is a sound problem of two jobs, A and B, and one vehicle, with more members of the first job, of
// the vehicle and of the document.
func with(job, vehicle, document string) string {
	comma := func(more string) string {
		if more == "" {
			return ""
		}
		return ", " + more
	}
	return `{"jobs": [{"id": 1, "location": [105.80, 21.00]` + comma(job) + `}, {"id": 2, "location": [105.81, 21.00]}],
		"vehicles": [{"id": 7, "start": [105.80, 21.01], "end": [105.80, 21.01]` + comma(vehicle) + `}]` + comma(document) + `}`
}

// pathsOf are the paths of the faults in an error.
func pathsOf(t *testing.T, err error) []string {
	t.Helper()
	var faults VROOMFaults
	if !errors.As(err, &faults) {
		t.Fatalf("error %v", err)
	}
	var paths []string
	for _, f := range faults {
		paths = append(paths, f.Path)
		if !strings.Contains(f.Reason, " / ") {
			t.Errorf("%s: %q is in one language", f.Path, f.Reason)
		}
	}
	return paths
}

// Each member that is not supported is refused by its path, and nothing else is.
func TestVROOMRefuses(t *testing.T) {
	const matrix = `"matrices": {"car": {"durations": [[0, 9], [9, 0]]}}`
	for _, c := range []struct {
		name, document string
		want           []string
	}{
		{"shipments", with("", "", `"shipments": [{"amount": [1]}]`), []string{"shipments"}},
		{"breaks", with("", `"breaks": [{"id": 1}]`, ""), []string{"vehicles[0].breaks"}},
		{"steps", with("", `"steps": [{"type": "start"}]`, ""), []string{"vehicles[0].steps"}},
		{"max_travel_time", with("", `"max_travel_time": 5`, ""), []string{"vehicles[0].max_travel_time"}},
		{"max_distance", with("", `"max_distance": 5`, ""), []string{"vehicles[0].max_distance"}},
		{"costs", with("", `"costs": {"fixed": 1, "per_km": 2, "per_task_hour": 3}`, ""), []string{"vehicles[0].costs.fixed", "vehicles[0].costs.per_km", "vehicles[0].costs.per_task_hour"}},
		{"costs of another kind", with("", `"costs": {"per_door": 1}`, ""), []string{"vehicles[0].costs.per_door"}},
		{"plan mode", with("", "", `"options": {"c": true}`), []string{"options.c"}},
		{"an option", with("", "", `"options": {"z": 1}`), []string{"options.z"}},
		{"costs of a matrix", with("", "", `"matrices": {"car": {"costs": [[0, 9], [9, 0]]}}`), []string{"matrices.car.costs"}},
		{"members that VROOM has not", with(`"time_window": [0, 9], "shipments": 1`, `"time_windows": []`, `"depot": 3`), []string{"jobs[0].shipments", "jobs[0].time_window", "vehicles[0].time_windows", "depot"}},
		{"members that are there twice", with("", "", `"jobs": [], "matrices": {"car": {"durations": [[0]], "durations": 1}, "car": 2}`), []string{"jobs", "matrices.car.durations", "matrices.car"}},
		{"a name that may be anybody's", with(`"Nguyễn Văn An": 1`, "", `"0912345678": 2`), []string{"jobs[0].…", "…"}},

		{"an id that is none", with(`"id": -1`, `"id": "x"`, ""), []string{"jobs[0].id", "vehicles[0].id"}},
		{"no ids", `{"jobs": [{"location": [1, 2]}], "vehicles": [{"start": [1, 2]}]}`, []string{"jobs[0].id", "vehicles[0].id"}},
		{"an id twice", `{"jobs": [{"id": 3, "location": [1, 2]}, {"id": 3, "location": [1, 2]}], "vehicles": [{"id": 3, "start": [1, 2]}]}`, []string{"jobs[1].id"}},
		{"no jobs", `{"vehicles": [{"id": 1, "start": [1, 2]}]}`, []string{"jobs"}},
		{"neither", `{"jobs": [], "vehicles": []}`, []string{"vehicles", "jobs"}},
		{"no place", `{"jobs": [{"id": 1}], "vehicles": [{"id": 1}]}`, []string{"jobs[0].location", "vehicles[0].start"}},
		{"no arrays", `{"jobs": {"a": [1, {}]}, "vehicles": null}`, []string{"jobs", "vehicles"}},
		{"no objects", `{"jobs": [1, [2], null], "vehicles": [{"id": 1, "start": [1, 2]}]}`, []string{"jobs[0]", "jobs[1]", "jobs[2]"}},

		{"places off the earth", with(`"location": [21, 105]`, `"start": [1]`, ""), []string{"jobs[0].location", "vehicles[0].start"}},
		{"places of other forms", with(`"location": "21, 105"`, `"start": [null, 2]`, ""), []string{"jobs[0].location", "vehicles[0].start"}},
		{"numbers of other forms", with(`"setup": -1, "service": 1.5, "priority": 101`, `"max_tasks": "3"`, ""), []string{"jobs[0].setup", "jobs[0].service", "jobs[0].priority", "vehicles[0].max_tasks"}},
		{"lists of other forms", with(`"skills": [1.5], "delivery": 3`, `"skills": [null], "capacity": [4294967296]`, ""), []string{"jobs[0].delivery", "jobs[0].skills", "vehicles[0].capacity", "vehicles[0].skills"}},
		{"long lists", with(`"skills": [1, 2, 3, 4, 5, 6], "time_windows": [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11]]`, "", ""), []string{"jobs[0].skills", "jobs[0].time_windows"}},
		{"texts of other forms", with(`"description": 3`, `"profile": null`, ""), []string{"jobs[0].description", "vehicles[0].profile"}},
		{"windows of other forms", with(`"time_windows": [[9, 1], [2], 3]`, `"time_window": [0]`, ""), []string{"jobs[0].time_windows[0]", "jobs[0].time_windows[1]", "jobs[0].time_windows[2]", "jobs[0].time_windows", "vehicles[0].time_window"}},
		{"windows that overlap", with(`"time_windows": [[10, 20], [0, 10]]`, "", ""), []string{"jobs[0].time_windows"}},
		{"no windows", with(`"time_windows": []`, "", ""), []string{"jobs[0].time_windows"}},
		{"windows ages apart", with(`"time_windows": [[100, 200], [1700000000, 1700000100]]`, "", ""), []string{"jobs[0].time_windows"}},
		{"speeds", with("", `"speed_factor": 0`, ""), []string{"vehicles[0].speed_factor"}},
		{"options of other forms", with("", "", `"options": {"g": 1, "x": 6, "t": -1}`), []string{"options.g", "options.t", "options.x"}},
		{"times per type of other forms", with(`"service_per_type": [], "setup_per_type": {"van": "x"}`, "", ""), []string{"jobs[0].setup_per_type.van", "jobs[0].service_per_type"}},
		{"a service of ages", with(`"service": 67108865`, "", ""), []string{"jobs[0].service"}},

		{"amounts without capacity", with(`"delivery": [1]`, "", ""), []string{"jobs[0].delivery"}},
		{"amounts both ways", `{"jobs": [{"id": 1, "location": [1, 2], "delivery": [2]}, {"id": 2, "location": [1, 2], "pickup": [2]}], "vehicles": [{"id": 1, "start": [1, 2], "capacity": [3]}]}`, []string{"jobs[1].pickup"}},
		{"two limits on the load", `{"jobs": [{"id": 1, "location": [1, 2], "delivery": [1, 3]}, {"id": 2, "location": [1, 2], "delivery": [3, 1]}], "vehicles": [{"id": 1, "start": [1, 2], "capacity": [3, 3]}]}`, []string{"vehicles[0].capacity"}},
		{"a limit on jobs beside one on the load", with(`"delivery": [2]`, `"capacity": [1], "max_tasks": 1`, ""), []string{"vehicles[0].max_tasks"}},
		{"a setup at the start", with(`"setup": 5`, `"start": [105.80, 21.00]`, ""), []string{"jobs[0].setup"}},
		{"a setup where another job is", with(`"setup": 5, "location": [105.81, 21.00]`, "", ""), []string{"jobs[0].setup"}},
		{"hours of different cost", `{"jobs": [{"id": 1, "location": [1, 2]}], "vehicles": [{"id": 1, "start": [1, 2]}, {"id": 2, "start": [1, 2], "costs": {"per_hour": 7}}]}`, []string{"vehicles[1].costs.per_hour"}},
		{"times that differ by vehicle", `{"jobs": [{"id": 1, "location": [1, 2], "service_per_type": {"van": 5}}], "vehicles": [{"id": 1, "start": [1, 3]}, {"id": 2, "start": [1, 3], "type": "van"}]}`, []string{"jobs[0].service_per_type"}},

		{"no row for a place", with("", "", matrix), []string{"vehicles[0].start_index", "vehicles[0].end_index", "jobs[0].location_index", "jobs[1].location_index"}},
		{"a row for some", with(`"location_index": 1`, "", ""), []string{"jobs[0].location_index"}},
		{"a row outside", `{"jobs": [{"id": 1, "location_index": 2}], "vehicles": [{"id": 1, "start_index": 0}], ` + matrix + `}`, []string{"jobs[0].location_index"}},
		{"no matrix", `{"jobs": [{"id": 1, "location_index": 2}], "vehicles": [{"id": 1, "start_index": 0}]}`, []string{"vehicles[0].profile"}},
		{"a profile without a speed", with("", `"profile": "boat"`, ""), []string{"vehicles[0].profile"}},
		{"a matrix that is not square", with("", "", `"matrices": {"car": {"durations": [[0, 9]]}}`), []string{"matrices.car.durations"}},
		{"a matrix of no form", with("", "", `"matrices": {"car": {"durations": [[0, 9], [9]]}}`), []string{"matrices.car.durations[1]", "matrices.car.durations"}},
		{"a matrix of other numbers", with("", "", `"matrices": {"car": {"durations": [[0, -9], [null, 0]]}}`), []string{"matrices.car.durations[0]", "matrices.car.durations[1]", "matrices.car.durations"}},
		{"a matrix of nothing", with("", "", `"matrices": {"car": {"durations": []}}`), []string{"matrices.car.durations"}},
		{"lengths alone", with("", "", `"matrices": {"car": {"distances": [[0]]}}`), []string{"matrices.car.durations"}},
		{"lines without coordinates", `{"jobs": [{"id": 1, "location_index": 1}], "vehicles": [{"id": 1, "start_index": 0}], ` + matrix + `, "options": {"g": true}}`, []string{"options.g"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadVROOM([]byte(c.document), smallLimits())
			if diff := cmp.Diff(c.want, pathsOf(t, err)); diff != "" {
				t.Errorf("paths (-want +got):\n%s\n%v", diff, err)
			}
		})
	}
}

// What is there but changes nothing is taken.
func TestVROOMTakes(t *testing.T) {
	for name, document := range map[string]string{
		"nothing in what is not supported": with("", `"breaks": [], "steps": [ ], "costs": {}`, `"shipments": []`),
		"usual costs":                      with("", `"costs": {"fixed": 0, "per_hour": 3600, "per_km": 0}`, ""),
		"a setup by itself":                with(`"setup": 60`, "", ""),
		"more coordinates than two":        with(`"location": [105.8, 21, 7]`, "", ""),
		"windows in any order":             with(`"time_windows": [[50, 60], [0, 20], [21, 30]]`, "", ""),
		"stamps of a calendar":             with(`"time_windows": [[1700000000, 1700003600]]`, `"time_window": [1699990000, 1700090000]`, ""),
		"a window without an end":          with(`"time_windows": [[0, 4294967295]]`, "", ""),
		"times of the only type":           with(`"service_per_type": {"van": 9}`, `"type": "van"`, ""),
		"loads that need no limit":         with(`"delivery": [9, 9], "pickup": [1, 20]`, `"capacity": [1000, 1000]`, ""),
		"one limit that covers another":    with(`"delivery": [4, 2]`, `"capacity": [3, 3]`, ""),
		"a limit on jobs":                  with("", `"max_tasks": 1`, ""),
		"the matrix of old":                `{"jobs": [{"id": 1, "location_index": 1}], "vehicles": [{"id": 1, "start_index": 0}], "matrix": [[0, 9], [9, 0]]}`,
		"a matrix that nobody uses":        with("", "", `"matrices": {"bike": {"durations": [[0]]}}`),
		"the largest id":                   with(`"id": 18446744073709551615`, "", ""),
	} {
		if _, err := ReadVROOM([]byte(document), smallLimits()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestVROOMNoDocument(t *testing.T) {
	for _, data := range []string{"", "{", "[]", "null", `{"jobs": [}`, `{} {}`, "\xff", strings.Repeat("[", 20_000), `{"a":` + strings.Repeat("[", 20_000)} {
		if _, err := ReadVROOM([]byte(data), smallLimits()); !errors.Is(err, ErrVROOM) {
			t.Errorf("%.20q: %v", data, err)
		}
	}
}

// Too much of anything is one fault that says so.
func TestVROOMLarge(t *testing.T) {
	many := func(n int, form string) string {
		var parts []string
		for i := range n {
			parts = append(parts, strings.ReplaceAll(form, "#", fmt.Sprint(i)))
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	job, vehicle := `{"id": #, "location": [1, 2]}`, `{"id": #, "start": [1, 2]}`
	for _, c := range []struct{ document, want string }{
		{`{"jobs": ` + many(41, job) + `, "vehicles": ` + many(1, vehicle) + `}`, "jobs"},
		{`{"jobs": ` + many(40, job) + `, "vehicles": ` + many(11, vehicle) + `, "shipments": [1]}`, "vehicles"},
		{`{"matrices": {"car": {"durations": ` + many(51, "[0]") + `}}}`, "matrices.car.durations"},
	} {
		_, err := ReadVROOM([]byte(c.document), smallLimits())
		paths := pathsOf(t, err)
		if !errors.Is(err, ErrVROOMLarge) || paths[len(paths)-1] != c.want {
			t.Errorf("%s: %v", c.want, err)
		}
	}
	if _, err := ReadVROOM([]byte(with("", "", `"shipments": [1]`)), smallLimits()); errors.Is(err, ErrVROOMLarge) {
		t.Errorf("a fault is said to be too large: %v", err)
	}
	_, err := ReadVROOM([]byte(`{"jobs": `+many(40, `{"id": "#", "z": 1}`)+`}`), smallLimits())
	if n := len(pathsOf(t, err)); n > mostFaults {
		t.Errorf("%d faults are listed", n)
	}
}

// No fault repeats what may be personal data.
func TestVROOMKeepsPersonalData(t *testing.T) {
	document := with(`"description": ["Nguyễn Văn An"], "Nguyễn Văn An 0912345678": 1, "service": "0912345678"`,
		`"description": 912345678, "profile": "Nguyễn", "type": "An", "capacity": ["0912345678"]`, `"matrices": {"Nguyễn Văn An": {"costs": 1}}`)
	_, err := ReadVROOM([]byte(document), smallLimits())
	if len(pathsOf(t, err)) < 5 {
		t.Errorf("faults %v", err)
	}
	for _, private := range []string{"Nguy", "912345678"} {
		if strings.Contains(err.Error(), private) {
			t.Errorf("%q is in %v", private, err)
		}
	}
}

func TestParseWholes(t *testing.T) {
	for text, want := range map[string][]uint32{
		"[]": nil, "[ ]": nil, "[1]": {1}, "[ 1 ,\n2\t, 4294967295 ]": {1, 2, 4294967295},
	} {
		got, ok := parseWholes([]byte(text), nil, 3)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", text, ok, diff)
		}
	}
	for _, text := range []string{"", "1", "{}", `["1"]`, "[1.0]", "[1e3]", "[-1]", "[4294967296]", "[99999999999999999999999]", "[[1]]", "[null]", "[1,2,3,4]"} {
		if got, ok := parseWholes([]byte(text), nil, 3); ok {
			t.Errorf("%s is %v", text, got)
		}
	}
}
