package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

const teamsCSV = "id,name,members,start_lat,start_lon\nT1,Đội 1,4,21.0300,105.8500\nT2,Đội 2,4,21.0300,105.8500\n"

// streetCSV is a list of doors along a street, 45 m apart, three people at each; more of them than two
// teams can visit in an evening.
func streetCSV(doors int) string {
	var b strings.Builder
	b.WriteString("id,lat,lon,persons,name,phone\n")
	for i := range doors {
		fmt.Fprintf(&b, "H%03d,%.6f,105.850000,3,Nguyễn Văn Thử,0900000000\n", i, 21.03+0.0004*float64(i))
	}
	return b.String()
}

// evening writes a street of households and two teams to files and gives the arguments to plan them
// into a folder, which is not there yet.
func evening(t *testing.T, doors int, more ...string) (args []string, out string) {
	t.Helper()
	out = filepath.Join(t.TempDir(), "tối nay", "out")
	args = []string{"plan", "--households", file(t, "households.csv", streetCSV(doors)), "--teams", file(t, "teams.csv", teamsCSV),
		"--night", "2026-11-20", "--out", out, "--threads", "1"}
	return append(args, more...), out
}

// readPlan reads the plan.json of a folder.
func readPlan(t *testing.T, out string) campaign.Plan {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	var plan campaign.Plan
	if err := json.Unmarshal(data, &plan); err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestPlan(t *testing.T) {
	args, out := evening(t, 60, "--iterations", "300", "--lang", "en")
	o := gonha(t, args...)
	if o.code != exitDone || o.stderr != "" {
		t.Fatalf("code %d, stderr %q", o.code, o.stderr)
	}
	plan := readPlan(t, out)
	for _, want := range []string{
		fmt.Sprintf("Night of 2026-11-20, 19:30-21:30: reaches %d of 180 people, at %d of 60 doors, with 2 of 2 teams", plan.Summary.Persons, plan.Summary.Visits),
		fmt.Sprintf("Left out, %d doors, listed in %s:\n", 60-plan.Summary.Visits, filepath.Join(out, "unvisited.csv")),
		"Open " + filepath.Join(out, "lists.html"),
	} {
		if !strings.Contains(o.stdout, want) {
			t.Errorf("stdout %q does not say %q", o.stdout, want)
		}
	}
	if plan.Night != "2026-11-20" || plan.Summary.Visits == 0 || len(plan.Unvisited) != 60-plan.Summary.Visits || plan.Summary.Stopped != "iterations" {
		t.Errorf("plan of %s, %d visits, %d unvisited, stopped by %q", plan.Night, plan.Summary.Visits, len(plan.Unvisited), plan.Summary.Stopped)
	}
	for _, name := range []string{"visits.csv", "unvisited.csv", "routes.geojson", "lists.html"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The same seed and iterations on one thread give the same plan to the byte, running time apart.
func TestPlanRepeats(t *testing.T) {
	runtime := regexp.MustCompile(`"runtime_s": ?[0-9.e-]+`)
	var plans [2]string
	for i := range plans {
		args, out := evening(t, 60, "--iterations", "300", "--seed", "5")
		if o := gonha(t, args...); o.code != exitDone {
			t.Fatalf("code %d, stderr %q", o.code, o.stderr)
		}
		data, err := os.ReadFile(filepath.Join(out, "plan.json"))
		if err != nil {
			t.Fatal(err)
		}
		plans[i] = runtime.ReplaceAllString(string(data), `"runtime_s": 0`)
	}
	if diff := cmp.Diff(plans[0], plans[1]); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

// Nothing that a person could be known by is said on the terminal, also of rows that are wrong.
func TestPlanKeepsPersonalData(t *testing.T) {
	args, _ := evening(t, 3, "--iterations", "10")
	households := streetCSV(3) + "H900,99,105.85,2,Nguyễn Văn Thử,0900000000\nH901,21.03,105.85,nhiều,Nguyễn Văn Thử,0900000000\n"
	args[2] = file(t, "households.csv", households)
	o := gonha(t, args...)
	if o.code != exitDone {
		t.Fatalf("code %d, stderr %q", o.code, o.stderr)
	}
	if !strings.Contains(o.stderr, "Bỏ qua 2 dòng lỗi") || !strings.Contains(o.stderr, "households.csv:5 lat: ") || !strings.Contains(o.stderr, "households.csv:6 persons: ") {
		t.Errorf("stderr %q does not list the two bad rows", o.stderr)
	}
	for _, private := range []string{"Nguyễn", "Thử", "0900000000", "nhiều"} {
		if strings.Contains(o.stdout+o.stderr, private) {
			t.Errorf("%q is said in %q, %q", private, o.stdout, o.stderr)
		}
	}
}

func TestPlanReportsMandatoryMissed(t *testing.T) {
	args, _ := evening(t, 1, "--iterations", "10", "--lang", "en")
	args[2] = file(t, "households.csv", "id,lat,lon,mandatory\nNEAR,21.03,105.85,1\nFAR,22.60,105.85,1\n")
	o := gonha(t, args...)
	if o.code != exitDone || !strings.HasPrefix(o.stderr, "Mandatory door left out: FAR: ") || strings.Contains(o.stderr, "NEAR") {
		t.Errorf("code %d, stderr %q", o.code, o.stderr)
	}
}

func TestPlanRefuses(t *testing.T) {
	const none = "id,lat,lon,status\n"
	households, teams := file(t, "households.csv", streetCSV(3)), file(t, "teams.csv", teamsCSV)
	folder := t.TempDir()
	with := func(households, teams string, more ...string) []string {
		return append([]string{"--households", households, "--teams", teams}, more...)
	}
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"no flags", nil, "missing: --households FILE (xem / see gonha plan -h)"},
		{"no teams", []string{"--households", households}, "missing: --teams FILE"},
		{"an unknown flag", with(households, teams, "--speed", "9"), "không có tùy chọn này / flag provided but not defined: -speed"},
		{"a flag of later", with(households, teams, "--roads", "x.osm.pbf"), "-roads"},
		{"a flag without its value", with(households, teams, "--seed"), "needs an argument"},
		{"households twice", with(households, teams, "--households", households), "may be given only once"},
		{"an argument too many", with(households, teams, "now"), `unexpected argument: "now"`},
		{"no folder", with(households, teams, "--out", ""), "missing: --out DIR"},
		{"time of another unit", with(households, teams, "--time", "10x"), "must be like 10s or 2m"},
		{"window the wrong way round", with(households, teams, "--window", "21:30-19:30"), "khung giờ dài 22 giờ, có phải gõ nhầm không?"},
		{"negative time", with(households, teams, "--time", "-1s"), "must not be negative"},
		{"no limit", with(households, teams, "--time", "0s"), "it or iterations must be given"},
		{"setup of half a second", with(households, teams, "--setup", "0.5s"), "whole seconds"},
		{"iterations", with(households, teams, "--iterations", "1e6"), "not a whole number"},
		{"seed", with(households, teams, "--seed", "-1"), "0 or more"},
		{"threads", with(households, teams, "--threads", "0"), "threads:"},
		{"stop radius", with(households, teams, "--stop-radius", "NaN"), "not a number"},
		{"turfs", with(households, teams, "--turfs", "hard"), `must be soft, strict or off`},
		{"language", with(households, teams, "--lang", "fr"), "lang:"},
		{"night", with(households, teams, "--night", "tomorrow"), "night:"},
		{"window", with(households, teams, "--window", "evening"), "window:"},
		{"an options file that is not there", with(households, teams, "--options", filepath.Join(folder, "none.json")), "cannot read --options"},
		{"an unknown option in a file", with(households, teams, "--options", file(t, "options.json", `{"speed": 9}`)), `an unknown name`},
		{"households that are not there", with(filepath.Join(folder, "none.csv"), teams), "cannot read --households: none.csv"},
		{"a folder of households", with(folder, teams), "cannot read --households"},
		{"empty households", with(file(t, "empty.csv", ""), teams), "the file is empty"},
		{"binary households", with(file(t, "photo.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), teams), "cannot read --households: photo.csv"},
		{"households without a header", with(file(t, "bare.csv", "H1,21.03,105.85\n"), teams), "no header row"},
		{"no households", with(file(t, "none.csv", none), teams), "none.csv"},
		{"every household done", with(file(t, "done.csv", none+"H1,21.03,105.85,activated\nH2,21.03,105.85,moved\n"), teams), "no household to visit"},
		{"every household bad", with(file(t, "bad.csv", none+"H1,0,0,\nH2,,,\nH3,91,181,\nH4,,,\n"), teams), "4 dòng lỗi / faulty rows; bad.csv:2 lat: "},
		{"binary teams", with(households, file(t, "photo.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")), "cannot read --teams"},
		{"every team bad", with(households, file(t, "bad.csv", "id,members,start_lat,start_lon\nT1,40,21.03,105.85\n")), "no team in"},
		{"a file in the folder's place", with(households, teams, "--out", teams), "cannot write to --out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir()) // where out is by default
			refused(t, gonha(t, append([]string{"plan"}, c.args...)...), c.want)
			if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
				t.Errorf("the folder holds %v, error %v; nothing should be written", left, err)
			}
		})
	}
}

// Every flag is explained and every one explained exists.
func TestPlanUsageListsEveryFlag(t *testing.T) {
	fs := flag.NewFlagSet("plan", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	var s settings
	s.define(fs)
	(&roadFlags{}).define(fs)
	(&geocoding{}).define(fs)
	defined := map[string]bool{"households": true, "teams": true, "out": true, "options": true, "vroom": true}
	fs.VisitAll(func(f *flag.Flag) { defined[f.Name] = true })
	listed := make(map[string]bool)
	for _, m := range regexp.MustCompile(`(?m)^  --([a-z-]+) `).FindAllStringSubmatch(planUsage, -1) {
		listed[m[1]] = true
	}
	if diff := cmp.Diff(defined, listed); diff != "" {
		t.Errorf("flags defined and listed (-defined +listed):\n%s", diff)
	}
}

// Ending the context while it plans gives the best plan so far, whole.
func TestPlanInterrupted(t *testing.T) {
	args, out := evening(t, 60, "--time", "1h")
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		awaitFolder(ctx, out)
		cancel()
	}()
	var stdout, stderr bytes.Buffer
	code := run(ctx, args, &stdout, &stderr)
	if want := wordsOf("vi").interrupted + "\n"; code != exitDone || stderr.String() != want {
		t.Fatalf("code %d, stderr %q, want %q", code, stderr.String(), want)
	}
	plan := readPlan(t, out)
	if plan.Summary.Stopped != "interrupted" || plan.Summary.Visits == 0 || !strings.Contains(stdout.String(), "lists.html") {
		t.Errorf("stopped by %q with %d visits, stdout %q", plan.Summary.Stopped, plan.Summary.Visits, stdout.String())
	}
	if _, err := os.Stat(filepath.Join(out, "lists.html")); err != nil {
		t.Error(err)
	}
}

// awaitFolder waits until the folder is there, which is made just before planning begins, and a
// little longer.
func awaitFolder(ctx context.Context, dir string) {
	for ctx.Err() == nil {
		time.Sleep(5 * time.Millisecond)
		if _, err := os.Stat(dir); err == nil {
			break
		}
	}
	time.Sleep(200 * time.Millisecond)
}

func TestPlanInterruptedBeforeItBegan(t *testing.T) {
	args, out := evening(t, 60)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	code := run(ctx, args, &stdout, &stderr)
	if code != exitFailed || !strings.Contains(stderr.String(), "stopped before there was a plan") || stdout.Len() > 0 {
		t.Errorf("code %d, stdout %q, stderr %q", code, stdout.String(), stderr.String())
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("the folder was made")
	}
}
