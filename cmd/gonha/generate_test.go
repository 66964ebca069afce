package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/benchmarks"
	"gonha/solver/campaign"
)

func generated(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = generate(t.Context(), args, &out, &errs)
	return code, out.String(), errs.String()
}

func read(t *testing.T, elements ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(elements...))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// The small ward in testdata is what the command writes.
func TestGenerateSmall(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "ward")
	for range 2 { // into a new directory, then over its own files
		code, stdout, stderr := generated(t, "--scenario", "small", "--out", dir)
		want := dir + ": 120 hộ, 4 đội / 120 households, 4 teams\nTiếp theo / Next:\n    gonha plan --households " +
			filepath.Join(dir, "households.csv") + " --teams " + filepath.Join(dir, "teams.csv") + " --options " + filepath.Join(dir, "options.json") + "\n"
		if code != exitDone || stdout != want || stderr != "" {
			t.Fatalf("exit %d, %q, %q", code, stdout, stderr)
		}
	}
	for _, name := range []string{"households.csv", "teams.csv", "options.json"} {
		if diff := cmp.Diff(read(t, "..", "..", "testdata", "ward", name), read(t, dir, name)); diff != "" {
			t.Errorf("%s is not that of testdata/ward (-want +got):\n%s", name, diff)
		}
	}
}

func TestGenerateSizes(t *testing.T) {
	for _, c := range []struct {
		args              []string
		households, teams int
	}{
		{[]string{"--scenario=ward"}, 1000, 20},
		{[]string{"--scenario=ward", "--households=300"}, 300, 6},
		{[]string{"--scenario=ward", "--households=300", "--teams=8"}, 300, 8},
		{[]string{"--scenario=s2000", "--teams=1"}, 2000, 1},
		{[]string{"--scenario=mixed", "--households=40", "--seed=9"}, 40, 1},
		{[]string{"--scenario=coc-leu"}, 1430, 1},
		{[]string{"--scenario=bac-tu-liem", "--households=2000"}, 2000, 7},
		{[]string{"--scenario=an-xuan", "--teams=3", "--seed=9"}, 698, 3},
	} {
		dir := t.TempDir()
		if code, _, stderr := generated(t, append(c.args, "--out", dir)...); code != exitDone {
			t.Errorf("%v: exit %d: %s", c.args, code, stderr)
			continue
		}
		households := strings.Count(read(t, dir, "households.csv"), "\n") - 1
		teams := strings.Count(read(t, dir, "teams.csv"), "\n") - 1
		if households != c.households || teams != c.teams {
			t.Errorf("%v: %d households and %d teams, want %d and %d", c.args, households, teams, c.households, c.teams)
		}
	}
}

func TestGenerateSeed(t *testing.T) {
	dir := t.TempDir()
	var lists []string
	for _, seed := range []string{"1", "0", "18446744073709551615", "0"} {
		if code, _, stderr := generated(t, "--scenario", "small", "--seed", seed, "--out", dir); code != exitDone {
			t.Fatalf("seed %s: %s", seed, stderr)
		}
		lists = append(lists, read(t, dir, "households.csv"))
	}
	if lists[0] == lists[1] || lists[1] == lists[2] {
		t.Error("two seeds give the same households")
	}
	if lists[1] != lists[3] {
		t.Error("a seed gives other households the second time")
	}
}

func TestGenerateBadUsage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ward")
	for _, c := range []struct {
		name string
		args []string
		want []string // in the one line on standard error
	}{
		{"no scenario", []string{"--out", dir}, []string{"small (", "s10000 (", "mixed ("}},
		{"list", []string{"--scenario", "list"}, []string{"ward (", "s300 (", "s2000 ("}},
		{"unknown scenario", []string{"--scenario", "nowhere", "--out", dir}, []string{`"nowhere"`, "small (", "mixed ("}},
		{"no directory", []string{"--scenario", "small"}, []string{"--out"}},
		{"unknown flag", []string{"--sceanrio", "small", "--out", dir}, []string{"sceanrio", generateUsage}},
		{"not a number", []string{"--scenario", "ward", "--households", "many", "--out", dir}, []string{"households"}},
		{"negative seed", []string{"--scenario", "ward", "--seed", "-1", "--out", dir}, []string{"seed"}},
		{"no household", []string{"--scenario", "ward", "--households", "0", "--out", dir}, []string{"households: 0 is not in"}},
		{"two faults", []string{"--scenario", "ward", "--households", "-5", "--teams", "0", "--out", dir}, []string{"households: -5", "; teams: 0"}},
		{"roads of no place", []string{"--scenario", "small", "--roads", "x.osm.pbf", "--out", dir}, []string{"--roads", "small"}},
		{"no file of roads", []string{"--scenario", "coc-leu", "--roads", filepath.Join(dir, "x.osm.pbf"), "--out", dir}, []string{"--roads"}},
		{"an argument", []string{"--scenario", "small", "--out", dir, "more"}, []string{`"more"`}},
	} {
		code, stdout, stderr := generated(t, c.args...)
		if code != exitUsage || stdout != "" || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: exit %d, %q, %q", c.name, code, stdout, stderr)
		}
		for _, want := range c.want {
			if !strings.Contains(stderr, want) {
				t.Errorf("%s: nothing of %q in %q", c.name, want, stderr)
			}
		}
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a refused command has made the directory")
	}
}

// Help and the list say the same: each scenario with its size, in both languages.
func TestGenerateHelp(t *testing.T) {
	for _, arg := range []string{"-h", "--list"} {
		code, stdout, stderr := generated(t, arg)
		if code != exitDone || stderr != "" || !strings.Contains(stdout, generateUsage) {
			t.Errorf("%s: exit %d, %q, %q", arg, code, stdout, stderr)
		}
		for _, s := range benchmarks.Scenarios() {
			households, teams := s.Size()
			i := strings.Index(stdout, " "+s.Name+": "+s.Vi+" / "+s.En+"\n")
			if i < 0 {
				t.Errorf("%s: nothing of %s", arg, s.Name)
				continue
			}
			line := stdout[strings.LastIndex(stdout[:i], "\n")+1 : i]
			if got := strings.Fields(line); !slices.Equal(got, []string{strconv.Itoa(households), strconv.Itoa(teams)}) {
				t.Errorf("%s: sizes %q of %s, want %d, %d", arg, got, s.Name, households, teams)
			}
		}
	}
}

// The options that are written are the evening of the scenario as gonha plan reads it.
func TestGenerateOptions(t *testing.T) {
	for _, s := range benchmarks.Scenarios() {
		dir := t.TempDir()
		if code, _, stderr := generated(t, "--scenario", s.Name, "--households", "30", "--out", dir); code != exitDone {
			t.Errorf("%s: exit %d: %s", s.Name, code, stderr)
			continue
		}
		file, err := readSettings(filepath.Join(dir, "options.json"))
		if err != nil {
			t.Errorf("%s: %v", s.Name, err)
			continue
		}
		got, err := options(file, settings{}, 1, time.Now())
		want := campaign.DefaultOptions()
		want.Date = got.Date
		s.Evening.ApplyTo(&want)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: error %v, (-want +got):\n%s", s.Name, err, diff)
		}
	}
}

// What is generated is planned with the command that it says.
func TestGenerateThenPlan(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "town")
	if code, _, stderr := generated(t, "--scenario", "thu-dau-mot", "--households", "1500", "--teams", "6", "--out", dir); code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	var stdout, stderr strings.Builder
	code := run(t.Context(), []string{
		"plan", "--households", filepath.Join(dir, "households.csv"), "--teams", filepath.Join(dir, "teams.csv"),
		"--options", filepath.Join(dir, "options.json"), "--iterations", "2000", "--threads", "1", "--out", filepath.Join(dir, "out"),
	}, &stdout, &stderr)
	if code != exitDone || stderr.String() != "" {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	plan := read(t, dir, "out", "plan.json")
	for _, want := range []string{`"window": "19:00-24:30"`, `"begin": "22:`, `"begin": "24:`, `"rejected": []`} {
		if !strings.Contains(plan, want) {
			t.Errorf("nothing of %s in the plan", want)
		}
	}
}

// osm is a file with two roads through Cốc Lếu, 1.7 km in all, and one that nobody lives along.
const osm = `<osm version="0.6">
<node id="1" lat="22.494" lon="103.966"/><node id="2" lat="22.502" lon="103.966"/>
<node id="3" lat="22.498" lon="103.962"/><node id="4" lat="22.498" lon="103.970"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Đường Thử"/></way>
<way id="2"><nd ref="3"/><nd ref="4"/><tag k="highway" v="tertiary"/></way>
<way id="3"><nd ref="3"/><nd ref="2"/><tag k="highway" v="motorway"/><tag k="name" v="Cao tốc"/></way>
</osm>`

func TestGenerateAlongRoads(t *testing.T) {
	dir := t.TempDir()
	roads := filepath.Join(dir, "roads.osm")
	if err := os.WriteFile(roads, []byte(osm), 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := generated(t, "--scenario", "coc-leu", "--households", "300", "--roads", roads, "--out", dir)
	if code != exitUsage || !strings.Contains(stderr, "no roads around") { // a smaller place, which they only lead to
		t.Errorf("no road: exit %d, %q, %q", code, stdout, stderr)
	}
	code, stdout, stderr = generated(t, "--scenario", "coc-leu", "--roads", roads, "--out", dir)
	if code != exitDone || !strings.Contains(stdout, "© OpenStreetMap contributors") {
		t.Fatalf("exit %d, %q, %q", code, stdout, stderr)
	}
	households := read(t, dir, "households.csv")
	named, unnamed := strings.Count(households, "Đường Thử, TDP"), strings.Count(households, "đường không tên, TDP")
	if named+unnamed != 1430 || named < 600 || unnamed < 600 || strings.Contains(households, "Cao tốc") {
		t.Errorf("%d doors on the named road and %d on the other", named, unnamed)
	}
}

// The district at its size along its own roads, where the extract is beside the repository.
func TestGenerateAlongRealRoads(t *testing.T) {
	roads := filepath.Join("..", "..", "..", "shared", "places", "btl_drive.osm.pbf")
	if _, err := os.Stat(roads); err != nil {
		t.Skip("no extract of Bắc Từ Liêm beside the repository")
	}
	dir := t.TempDir()
	if code, _, stderr := generated(t, "--scenario", "bac-tu-liem", "--roads", roads, "--out", dir); code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	households := read(t, dir, "households.csv")
	if n := strings.Count(households, "\n") - 1; n != 57_000 {
		t.Errorf("%d households", n)
	}
	if n := strings.Count(households, "Đường Cổ Nhuế, TDP"); n < 100 {
		t.Errorf("%d households live in Đường Cổ Nhuế", n)
	}
}

func TestGenerateNowhereToWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := generated(t, "--scenario", "small", "--out", file)
	if code != exitFailed || stdout != "" || strings.Count(stderr, "\n") != 1 {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
}

func TestGenerateStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := filepath.Join(t.TempDir(), "ward")
	var stdout, stderr strings.Builder
	if code := generate(ctx, []string{"--scenario", "small", "--out", dir}, &stdout, &stderr); code != exitFailed {
		t.Errorf("exit %d, want %d", code, exitFailed)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a stopped command has made the directory")
	}
}
