package instance

import (
	"errors"
	"fmt"
	"slices"
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
		{"steps of shipments", with("", `"steps": [{"type": "pickup", "id": 1}]`, ""), []string{"vehicles[0].steps[0]"}},
		{"steps of another kind", with("", `"steps": [{"type": "rest", "id": 1}, {"id": 2}, 3]`, ""), []string{"vehicles[0].steps[0].type", "vehicles[0].steps[1].type", "vehicles[0].steps[2]"}},
		{"steps of what is not there", with("", `"steps": [{"type": "job", "id": 9}, {"type": "job", "id": 1}, {"type": "start"}, {"type": "job", "id": 1}, {"type": "break", "id": 1}]`, ""),
			[]string{"vehicles[0].steps[0].id", "vehicles[0].steps[2].type", "vehicles[0].steps[3].id", "vehicles[0].steps[4].id"}},
		{"times of steps", with("", `"steps": [{"type": "job", "id": 1, "service_at": -1, "service_After": 3}]`, ""), []string{"vehicles[0].steps[0].service_at", "vehicles[0].steps[0].service_After"}},
		{"breaks of other forms", with("", `"breaks": [{"service": "x"}, 7, {"id": 1, "time_windows": []}, {"id": 1, "max_load": 3}]`, ""),
			[]string{"vehicles[0].breaks[0].id", "vehicles[0].breaks[0].service", "vehicles[0].breaks[1]", "vehicles[0].breaks[2].time_windows", "vehicles[0].breaks[3].max_load", "vehicles[0].breaks[3].id"}},
		{"no list of breaks", with("", `"breaks": {"id": 1}`, ""), []string{"vehicles[0].breaks"}},
		{"many breaks", with("", `"breaks": [{"id":1},{"id":2},{"id":3},{"id":4},{"id":5},{"id":6}]`, ""), []string{"vehicles[0].breaks"}},
		{"loads of a break", with("", `"capacity": [5], "breaks": [{"id": 1, "max_load": [1, 2]}]`, ""), []string{"vehicles[0].breaks[0].max_load"}},
		{"limits of other forms", with("", `"max_travel_time": -5, "max_distance": "x", "costs": {"fixed": 1.5, "per_km": 2000000000}`, ""),
			[]string{"vehicles[0].max_travel_time", "vehicles[0].max_distance", "vehicles[0].costs.fixed", "vehicles[0].costs.per_km"}},
		{"plan mode without a plan", with("", "", `"options": {"c": true}`), []string{"vehicles[0].steps"}},
		{"costs of a matrix without times", with("", "", `"matrices": {"car": {"costs": [[0, 9], [9, 0]]}}`), []string{"matrices.car.durations"}},
		{"costs of a matrix and of an hour", `{"jobs": [{"id": 1, "location_index": 1}], "vehicles": [{"id": 1, "start_index": 0, "costs": {"per_hour": 7}}], "matrices": {"car": {"durations": [[0, 9], [9, 0]], "costs": [[0, 9], [9, 0]]}}}`, []string{"vehicles[0].costs"}},
		{"no lengths for what they cost", `{"jobs": [{"id": 1, "location_index": 1}], "vehicles": [{"id": 1, "start_index": 0, "costs": {"per_km": 7}}], ` + matrix + `}`, []string{"matrices.car.distances"}},
		{"no lengths for a limit", `{"jobs": [{"id": 1, "location_index": 1}], "vehicles": [{"id": 1, "start_index": 0, "max_distance": 7}], ` + matrix + `}`, []string{"matrices.car.distances"}},
		{"members in the wrong place", with(`"time_window": [0, 9], "shipments": 1, "capacity": [3], "skill": [1]`, `"time_windows": []`, `"skills": 3`),
			[]string{"jobs[0].capacity", "jobs[0].shipments", "jobs[0].skill", "jobs[0].time_window", "vehicles[0].time_windows", "skills"}},
		{"members misspelt", with(`"priorty": 1, "timeWindows": 1, "locationIndex": 1`, `"breakes": [], "Max-Tasks": 3, "speedfactor": 2`, `"Jobs": [], "vehicle": [], "job": []`),
			[]string{"jobs[0].locationIndex", "jobs[0].priorty", "jobs[0].timeWindows", "vehicles[0].Max-Tasks", "vehicles[0].breakes", "vehicles[0].speedfactor", "Jobs", "vehicle", "job"}},
		{"members that are there twice", with("", "", `"jobs": [], "matrices": {"car": {"durations": [[0]], "durations": 1}, "car": 2}`), []string{"jobs", "matrices.car.durations", "matrices.car"}},

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
		{"speeds", with("", `"speed_factor": 0`, ""), []string{"vehicles[0].speed_factor"}},
		{"options of other forms", with("", "", `"options": {"g": 1, "x": 6, "t": -1}`), []string{"options.g", "options.t", "options.x"}},
		{"times per type of other forms", with(`"service_per_type": [], "setup_per_type": {"van": "x"}`, "", ""), []string{"jobs[0].setup_per_type.van", "jobs[0].service_per_type"}},
		{"a service of ages", with(`"service": 67108865`, "", ""), []string{"jobs[0].service"}},

		{"amounts without capacity", with(`"delivery": [1]`, "", ""), []string{"jobs[0].delivery"}},

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
		{"coordinates that are needed beside an index", `{"jobs": [{"id": 1, "location_index": 1, "location": [500, 2]}], "vehicles": [{"id": 1, "start_index": 0, "start": [1, 2]}]}`, []string{"jobs[0].location"}},
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

// What only package vrp knows is refused where there is too much for it.
func TestVROOMRefusesLarge(t *testing.T) {
	for _, c := range []struct {
		name, document string
		want           []string
	}{
		{"breaks", with("", `"breaks": [{"id": 1}]`, ""), []string{"vehicles[0].breaks"}},
		{"steps", with("", `"steps": [{"type": "start"}]`, ""), []string{"vehicles[0].steps"}},
		{"limits", with("", `"max_travel_time": 5, "max_distance": 5`, ""), []string{"vehicles[0].max_travel_time", "vehicles[0].max_distance"}},
		{"costs", with("", `"costs": {"fixed": 1, "per_km": 2, "per_task_hour": 3}`, ""), []string{"vehicles[0].costs"}},
		{"hours of different cost", `{"jobs": [{"id": 1, "location": [1, 2]}], "vehicles": [{"id": 1, "start": [1, 2]}, {"id": 2, "start": [1, 2], "costs": {"per_hour": 7}}]}`, []string{"vehicles[1].costs"}},
		{"costs of a matrix", `{"jobs": [{"id": 1, "location_index": 1}], "vehicles": [{"id": 1, "start_index": 0}], "matrices": {"car": {"durations": [[0, 9], [9, 0]], "costs": [[0, 9], [9, 0]]}}}`, []string{"matrices.car.costs"}},
		{"windows ages apart", with(`"time_windows": [[100, 200], [1700000000, 1700000100]]`, "", ""), []string{"jobs[0].time_windows"}},
		{"amounts both ways", `{"jobs": [{"id": 1, "location": [1, 2], "delivery": [2]}, {"id": 2, "location": [1, 2], "pickup": [2]}], "vehicles": [{"id": 1, "start": [1, 2], "capacity": [3]}]}`, []string{"jobs[1].pickup"}},
		{"two limits on the load", `{"jobs": [{"id": 1, "location": [1, 2], "delivery": [1, 3]}, {"id": 2, "location": [1, 2], "delivery": [3, 1]}], "vehicles": [{"id": 1, "start": [1, 2], "capacity": [3, 3]}]}`, []string{"vehicles[0].capacity"}},
		{"a limit on jobs beside one on the load", with(`"delivery": [2]`, `"capacity": [1], "max_tasks": 1`, ""), []string{"vehicles[0].max_tasks"}},
		{"a setup at the start", with(`"setup": 5`, `"start": [105.80, 21.00]`, ""), []string{"jobs[0].setup"}},
		{"a setup where another job is", with(`"setup": 5, "location": [105.81, 21.00]`, "", ""), []string{"jobs[0].setup"}},
		{"times that differ by vehicle", `{"jobs": [{"id": 1, "location": [1, 2], "service_per_type": {"van": 5}}], "vehicles": [{"id": 1, "start": [1, 3]}, {"id": 2, "start": [1, 3], "type": "van"}]}`, []string{"jobs[0].service_per_type"}},
		{"nothing", with("", "", ""), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadVROOM([]byte(c.document), sparse())
			if c.want == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if diff := cmp.Diff(c.want, pathsOf(t, err)); diff != "" {
				t.Errorf("paths (-want +got):\n%s\n%v", diff, err)
			}
			if _, err := ReadVROOM([]byte(c.document), smallLimits()); err != nil {
				t.Errorf("with tables: %v", err)
			}
		})
	}
}

// Members that VROOM does not know are ignored and named, without what may be anybody's.
func TestVROOMIgnores(t *testing.T) {
	document := with(`"address": "Ngo 12", "customer": {"ref": 7}, "type": "job", "Nguyễn Văn An": 1`, `"driver": "An", "location": [1, 2], "costs": {"per_door": 1}`,
		`"meta": {"NAME": "BH-01"}, "api_key": "x", "0912345678": 2, "options": {"g": true, "geometry": true, "format": "json", "z": 1}, "depot": 3`)
	v, err := ReadVROOM([]byte(document), smallLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"jobs[].address", "jobs[].customer", "jobs[].type", "jobs[].…", "vehicles[].costs.per_door", "vehicles[].driver", "vehicles[].location", "meta", "…",
		"options.format", "options.geometry", "options.z", "depot"}
	slices.Sort(want)
	got := slices.Sorted(slices.Values(v.Ignored()))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ignored (-want +got):\n%s", diff)
	}
	if v, err := ReadVROOM([]byte(with("", "", "")), smallLimits()); err != nil || len(v.Ignored()) > 0 {
		t.Errorf("nothing to ignore: %v, %v", v.Ignored(), err)
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		name, known string
		want        bool
	}{
		{"skill", "skills", true}, {"capacities", "capacity", true}, {"timeWindows", "time_windows", true}, {"priorty", "priority", true}, {"delivry", "delivery", true},
		{"start_indx", "start_index", true}, {"max-tasks", "max_tasks", true}, {"time_windwos", "time_windows", true}, {"IDs", "id", true},
		{"meta", "matrix", false}, {"address", "id", false}, {"name", "type", false}, {"start_time", "start_index", false}, {"stop", "steps", false}, {"notes", "costs", false},
		{"geometry", "g", false}, {"format", "c", false}, {"depot", "jobs", false}, {"customer", "costs", false}, {"z", "x", false},
	} {
		if got := alike(c.name, c.known); got != c.want {
			t.Errorf("%q and %q: %v", c.name, c.known, got)
		}
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
