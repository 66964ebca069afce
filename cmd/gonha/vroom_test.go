package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gonha/solver/instance"
)

// doors is a small invented problem in VROOM's format.
const doors = `{
	"vehicles": [{"id": 4, "start": [105.85, 21.03], "end": [105.85, 21.03], "time_window": [0, 3600]}],
	"jobs": [
		{"id": 11, "description": "Nguyễn Văn Thử", "location": [105.851, 21.03], "service": 300},
		{"id": 12, "location": [105.852, 21.03], "service": 300},
		{"id": 13, "location": [106.85, 21.03]}]}`

// vroomAnswer reads an answer and checks that it is that of doors.
func vroomAnswer(t *testing.T, text string) {
	t.Helper()
	var s instance.VROOMSolution
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	if s.Code != 0 || s.Summary.Routes != 1 || len(s.Routes[0].Steps) != 4 || len(s.Unassigned) != 1 || s.Unassigned[0].ID != 13 {
		t.Errorf("answer %s", text)
	}
}

func TestPlanVROOM(t *testing.T) {
	problem := file(t, "problem.json", doors)
	o := gonha(t, "plan", "--vroom", problem, "--iterations", "50")
	if o.code != exitDone || o.stderr != "" {
		t.Fatalf("code %d, stderr %q", o.code, o.stderr)
	}
	vroomAnswer(t, o.stdout)
	if again := gonha(t, "plan", "--vroom", problem, "--time", "100ms", "--seed", "3", "--threads", "1"); again.code != exitDone {
		t.Errorf("code %d, stderr %q", again.code, again.stderr)
	} else {
		vroomAnswer(t, again.stdout)
	}
}

func TestPlanVROOMIntoFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "lời giải")
	o := gonha(t, "plan", "--vroom", file(t, "problem.json", doors), "--iterations", "50", "--out", out)
	path := filepath.Join(out, "solution.json")
	if o.code != exitDone || o.stdout != path+"\n" || o.stderr != "" {
		t.Fatalf("code %d, stdout %q, stderr %q", o.code, o.stdout, o.stderr)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	vroomAnswer(t, string(data))
	if info, err := os.Stat(path); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o600) {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestPlanVROOMRefuses(t *testing.T) {
	problem := file(t, "problem.json", doors)
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"no file", []string{"--vroom", filepath.Join(t.TempDir(), "none.json")}, "cannot read --vroom"},
		{"no JSON", []string{"--vroom", file(t, "p.json", "{")}, "not a JSON object"},
		{"what is not supported", []string{"--vroom", file(t, "p.json", strings.Replace(doors, `{`, `{"shipments": [{"amount": [1]}], `, 1))}, "shipments: không hỗ trợ / not supported"},
		{"steps that cannot be made", []string{"--vroom", file(t, "p.json", strings.Replace(doors, `"id": 4,`, `"id": 4, "steps": [{"type": "job", "id": 13}],`, 1)), "--iterations", "5"}, "vehicles[].steps"},
		{"a routing server that is away", []string{"--vroom", problem, "--iterations", "5", "--osrm", "http://127.0.0.1:1"}, "the travel cannot be known"},
		{"two ways to travel", []string{"--vroom", problem, "--osrm", "http://127.0.0.1:1", "--valhalla", "http://127.0.0.1:1"}, "only one of"},
		{"flags of lists", []string{"--vroom", problem, "--households", "x.csv", "--setup", "3s"}, "does not go with --vroom: --households, --setup"},
		{"two problems", []string{"--vroom", problem, "--vroom", problem}, "only once"},
		{"no time", []string{"--vroom", problem, "--time", "0s"}, "time: phải trên 0"},
		{"no iterations", []string{"--vroom", problem, "--iterations", "0"}, "bad options"},
		{"no threads", []string{"--vroom", problem, "--threads", "0"}, "bad options"},
		{"no folder", []string{"--vroom", problem, "--out", filepath.Join(problem, "out")}, "cannot write to --out"},
	} {
		o := gonha(t, append([]string{"plan"}, c.args...)...)
		if o.code != exitUsage || !strings.Contains(o.stderr, c.want) || strings.Count(o.stderr, "\n") != 1 {
			t.Errorf("%s: code %d, stderr %q", c.name, o.code, o.stderr)
		}
		if strings.Contains(o.stdout+o.stderr, "Nguyễn") {
			t.Errorf("%s: personal data in %q, %q", c.name, o.stdout, o.stderr)
		}
		if o.stdout == "" {
			continue // of the command line itself, or with a folder
		}
		var answer struct {
			Code  int
			Error string
		}
		if err := json.Unmarshal([]byte(o.stdout), &answer); err != nil || answer.Code != 2 || !strings.Contains(answer.Error, c.want) {
			t.Errorf("%s: answer %q, %v", c.name, o.stdout, err)
		}
	}
}

// TestPlanVROOMByRoad: without matrices a problem travels by the roads that are given, and members that VROOM does not know are
// named once.
func TestPlanVROOMByRoad(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	document := `{"meta": 1, "vehicles": [{"id": 4, "profile": "foot", "start": [105.8497, 21.03]}], "jobs": [{"id": 11, "location": [105.8510, 21.03], "address": "x"}], "options": {"g": true}}`
	problem := file(t, "problem.json", document)
	lines, roads := gonha(t, "plan", "--vroom", problem, "--iterations", "5"), gonha(t, "plan", "--vroom", problem, "--iterations", "5", "--roads", file(t, "map.osm", streetOSM()))
	const ignored = "gonha: bỏ qua, VROOM không có các mục này / ignored, VROOM knows no such members: jobs[].address, meta\n"
	if lines.code != exitDone || roads.code != exitDone || lines.stdout == roads.stdout || !strings.Contains(lines.stderr, "jobs[].address") || strings.Count(roads.stderr, "\n") != 1 || len(lines.stderr) != len(ignored) {
		t.Errorf("codes %d, %d, stderr %q, %q", lines.code, roads.code, lines.stderr, roads.stderr)
	}
}
