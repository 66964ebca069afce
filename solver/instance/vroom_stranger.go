package instance

import (
	"slices"
	"strings"
)

// The members that VROOM knows, by what they are of.
var (
	documentNames = []string{"jobs", "shipments", "vehicles", "matrices", "matrix", "options"}
	jobNames      = []string{"id", "description", "location", "location_index", "setup", "service", "setup_per_type", "service_per_type",
		"amount", "delivery", "pickup", "skills", "priority", "time_windows"}
	vehicleNames = []string{"id", "profile", "description", "start", "start_index", "end", "end_index", "capacity", "costs", "skills", "type",
		"time_window", "breaks", "speed_factor", "max_tasks", "max_travel_time", "max_distance", "steps"}
	breakNames  = []string{"id", "time_windows", "service", "description", "max_load"}
	stepNames   = []string{"type", "id", "service_at", "service_after", "service_before"}
	costNames   = []string{"fixed", "per_hour", "per_km", "per_task_hour"}
	matrixNames = []string{"durations", "distances", "costs"}
	optionNames = []string{"g", "c", "t", "x", "l"}
)

// weighty are members that change a plan, wherever they belong: elsewhere they are a mistake.
var weighty = []string{"jobs", "vehicles", "shipments", "matrices", "setup", "service", "amount", "delivery", "pickup", "skills", "priority", "time_windows",
	"time_window", "capacity", "breaks", "speed_factor", "max_tasks", "max_travel_time", "max_distance", "max_load", "steps"}

// stranger takes note of a member that VROOM does not know. VROOM ignores it, and so do we; but what looks like a member
// misspelt, or is one in the wrong place, is refused, for its sender relies on it.
func (r *vroomReader) stranger(path, name string, known []string) {
	path = strings.TrimPrefix(path+"."+shownName(name), ".")
	if slices.Contains(weighty, name) || slices.ContainsFunc(known, func(k string) bool { return alike(name, k) }) {
		r.fault(path, "VROOM không có mục này ở đây / VROOM knows no such member here")
		return
	}
	path = strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' { // of all jobs together
			return -1
		}
		return c
	}, path)
	const most = 20
	if !slices.Contains(r.ignored, path) && len(r.ignored) < most {
		r.ignored = append(r.ignored, path)
	}
}

// alike says whether a name is another one misspelt: but for case, hyphens and underscores and a plural, or by a letter,
// two of a long name.
func alike(name, known string) bool {
	a, b := stem(name), stem(known)
	if a == b {
		return true
	}
	const short, long = 5, 9
	switch n := min(len(a), len(b)); {
	case n < short:
		return false
	case n < long:
		return edits(a, b) <= 1
	}
	return edits(a, b) <= 2
}

func stem(name string) string {
	name = strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
	if start, is := strings.CutSuffix(name, "ies"); is {
		return start + "y"
	}
	return strings.TrimSuffix(name, "s")
}

// edits counts the letters to insert, leave out or change between two texts (Levenshtein, Soviet Physics Doklady 10, 1966).
// Very different lengths are told by those.
func edits(a, b string) int {
	if d := len(a) - len(b); d > 2 || d < -2 {
		return max(d, -d)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
