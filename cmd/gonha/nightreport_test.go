package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonha/solver/campaign"
)

// planned plans an evening and gives its folder and the lists as arguments of gonha report.
func planned(t *testing.T, more ...string) (lists []string, out string) {
	t.Helper()
	args, out := evening(t, 60, append([]string{"--iterations", "200"}, more...)...)
	if o := gonha(t, args...); o.code != exitDone {
		t.Fatalf("%+v", o)
	}
	return args[1:5], out
}

func readReport(t *testing.T, dir string) campaign.Report {
	t.Helper()
	var r campaign.Report
	if err := json.Unmarshal([]byte(read(t, dir, "report.json")), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// The report of a plan stands beside it, measures with its parameters and holds nobody's name.
func TestNightReport(t *testing.T) {
	lists, out := planned(t, "--seed", "7", "--setup", "90s", "--lang", "en")
	o := gonha(t, append([]string{"report", "--plan", out, "--iterations", "100", "--threads", "1", "--seeds", "2", "--lang", "en"}, lists...)...)
	if o.code != exitDone || o.stderr != "" {
		t.Fatalf("%+v", o)
	}
	plan, r := readPlan(t, out), readReport(t, out)
	if r.Summary != plan.Summary || len(r.Baselines) != 4 || r.WhatIf == nil || len(r.WhatIf.Seeds) != 2 || r.WhatIf.Seeds[0] != 7 || r.WhatIf.Iterations != 100 || r.WhatIf.TimeLimitS != 0 {
		t.Errorf("%+v", r)
	}
	if more := r.WhatIf.Changes[0]; more.Kind != "team" || more.Gain <= 0 {
		t.Errorf("a third team where two leave out many brings %+v", more)
	}
	for _, want := range []string{"The plan reaches", "to the nearest, door by door", "one more team, like T1", "Open " + filepath.Join(out, "report.html")} {
		if !strings.Contains(o.stdout, want) {
			t.Errorf("stdout %q does not say %q", o.stdout, want)
		}
	}
	page := read(t, out, "report.html")
	if !strings.Contains(page, "One more team, like T1") || strings.Contains(page+read(t, out, "report.json"), "Nguyễn") {
		t.Error("the page lacks the team or has a name")
	}
	if info, err := os.Stat(filepath.Join(out, "report.html")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// A plan by road is reported on by the same roads: the ways people know, a typed plan and more teams too.
func TestNightReportRoads(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	roads := file(t, "map.osm", streetOSM())
	lists, out := planned(t, "--roads", roads)
	args := append([]string{"report", "--plan", out, "--iterations", "50", "--threads", "1", "--seeds", "1", "--lang", "en", "--routes", filepath.Join(out, "visits.csv"), "--roads"}, append([]string{roads}, lists...)...)
	if o := gonha(t, args...); o.code != exitDone || o.stderr != "" {
		t.Fatalf("%+v", o)
	}
	plan, r := readPlan(t, out), readReport(t, out)
	typed := r.Baselines[len(r.Baselines)-1]
	if r.Travel != "roads" || typed.Name != "typed" || len(typed.Faults) > 0 || typed.Summary.TravelS != plan.Summary.TravelS || r.WhatIf == nil {
		t.Errorf("%+v", r)
	}
	if nearest := r.Baselines[0].Summary; nearest.TravelS == 0 || nearest.DistanceM < nearest.TravelS {
		t.Errorf("door by door: %+v", nearest)
	}
	if page := read(t, out, "report.html"); !strings.Contains(page, "ways: by road") {
		t.Error("the page does not say what the ways follow")
	}
	args[len(args)-len(lists)-1] = file(t, "other.osm", strings.ReplaceAll(streetOSM(), "105.8497", "105.8477"))
	refused(t, gonha(t, args...), "does not fit these lists or roads")

	_, straight := planned(t)
	if o := gonha(t, "compare", straight, out, "--lang", "en"); o.code != exitDone || !strings.Contains(o.stdout, "do not compare") {
		t.Errorf("a plan by road beside one in straight lines: %+v", o)
	}
}

// A plan with households placed by their addresses is reported on with the places that it found.
func TestNightReportPlaced(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	roads, out := file(t, "map.osm", addressOSM()), filepath.Join(t.TempDir(), "out")
	lists := []string{"--households", file(t, "list.csv", strings.Replace(addressList, "đã kích hoạt", "activated", 1)), "--teams", file(t, "teams.csv", teamsCSV), "--roads", roads}
	if o := gonha(t, append([]string{"plan", "--night", "2026-11-20", "--iterations", "50", "--threads", "1", "--out", out}, lists...)...); o.code != exitDone {
		t.Fatalf("%+v", o)
	}
	if o := gonha(t, append([]string{"report", "--plan", out, "--seeds", "0"}, lists...)...); o.code != exitDone {
		t.Fatalf("%+v", o)
	}
	if plan, r := readPlan(t, out), readReport(t, out); len(plan.Placed) != 1 || r.Summary != plan.Summary || r.ToVisit.Households != 3 {
		t.Errorf("%+v", r)
	}
}

// visits.csv typed again is the same plan; a typed plan with faults says each by its row.
func TestNightReportRoutes(t *testing.T) {
	lists, out := planned(t)
	elsewhere := filepath.Join(t.TempDir(), "report")
	args := append([]string{"report", "--plan", filepath.Join(out, "plan.json"), "--out", elsewhere, "--seeds", "0", "--routes"}, append([]string{filepath.Join(out, "visits.csv")}, lists...)...)
	o := gonha(t, args...)
	if o.code != exitDone || o.stderr != "" || strings.Contains(o.stdout, "cần xem lại") {
		t.Fatalf("%+v", o)
	}
	plan, r := readPlan(t, out), readReport(t, elsewhere)
	typed := r.Baselines[len(r.Baselines)-1]
	if typed.Name != "typed" || len(typed.Faults) > 0 || typed.Summary.Persons != plan.Summary.Persons || typed.Summary.TravelS != plan.Summary.TravelS || r.WhatIf != nil {
		t.Errorf("%+v", r)
	}

	if o := gonha(t, "compare", out, filepath.Join(elsewhere, "typed.json"), "--json"); !strings.Contains(o.stdout, `"team": [],`) || !strings.Contains(o.stdout, `"dropped": []`) {
		t.Errorf("the plan and itself typed again: %+v", o)
	}
	if args[7] != "--routes" {
		t.Fatalf("the arguments are in another order: %q", args)
	}
	args[8] = file(t, "routes.csv", "Đội,Mã hộ,Giờ\nT1,H001,19h31\nT1,H000,sáng\nT9,H002,\nT1,H001,\nĐội 2,H059,\n")
	o = gonha(t, args...)
	if o.code != exitDone || !strings.Contains(o.stdout, "có 3 dòng cần xem lại") {
		t.Fatalf("%+v", o)
	}
	r = readReport(t, elsewhere)
	typed = r.Baselines[len(r.Baselines)-1]
	var rows []int
	for _, f := range typed.Faults {
		rows = append(rows, f.Row)
	}
	if len(rows) != 3 || rows[0] != 3 || rows[1] != 4 || rows[2] != 5 || typed.Summary.Visits != 2 {
		t.Errorf("faults in rows %v, %+v", rows, typed.Summary)
	}
}

// Stopped before the lists are read, there is nothing to report.
func TestNightReportStopped(t *testing.T) {
	lists, out := planned(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr strings.Builder
	code := run(ctx, append([]string{"report", "--plan", out, "--iterations", "10"}, lists...), &stdout, &stderr)
	if code != exitFailed || stdout.String() != "" || !strings.Contains(stderr.String(), "stopped before") {
		t.Errorf("code %d, %q, %q", code, stdout.String(), stderr.String())
	}
}

func TestNightReportRefuses(t *testing.T) {
	lists, out := planned(t)
	other := append([]string{}, lists...)
	other[1] = file(t, "households.csv", streetCSV(40))
	roads := strings.Replace(read(t, out, "plan.json"), `"straight-line"`, `"roads"`, 1)
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no lists":               {[]string{"--plan", out}, "--households FILE"},
		"no teams":               {append([]string{"--plan", out}, lists[:2]...), "--teams FILE"},
		"no plan":                {append([]string{"--plan", "nowhere.json"}, lists...), "cannot read --plan"},
		"something else":         {append([]string{"--plan", file(t, "plan.json", "{}")}, lists...), "not a plan.json of version 1"},
		"other households":       {append([]string{"--plan", out}, other...), "does not fit these lists"},
		"roads":                  {append([]string{"--plan", file(t, "plan.json", roads)}, lists...), "the plan was made with: --roads FILE"},
		"roads in vain":          {append([]string{"--plan", out, "--osrm", "http://127.0.0.1:1"}, lists...), "no --roads, --osrm, --valhalla"},
		"no such routes":         {append([]string{"--plan", out, "--routes", "nowhere.csv"}, lists...), "cannot read --routes"},
		"routes of nothing":      {append([]string{"--plan", out, "--routes", file(t, "routes.csv", "a,b\n1,2\n")}, lists...), "routes.csv"},
		"too many seeds":         {append([]string{"--plan", out, "--seeds", "101"}, lists...), "must be in 0..100"},
		"an unknown flag":        {append([]string{"--sede", "1"}, lists...), "không có tùy chọn này"},
		"a bad time":             {append([]string{"--plan", out, "--time", "-1s"}, lists...), "time: không được âm"},
		"an argument":            {append(append([]string{}, lists...), "more"), "unexpected argument"},
		"households given twice": {append(append([]string{}, lists...), "--households", "x"), "may be given only once"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, gonha(t, append([]string{"report"}, c.args...)...), c.want) })
	}
}

func TestGoldenReportHelp(t *testing.T) {
	for _, name := range []string{"report", "compare"} {
		o := gonha(t, name, "-h")
		if o.code != exitDone || o.stderr != "" {
			t.Errorf("%+v", o)
		}
		golden(t, "help-"+name+".txt", o.stdout)
	}
}
