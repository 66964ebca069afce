package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
		if want := dir + ": 120 hộ, 4 đội / 120 households, 4 teams\n"; code != exitDone || stdout != want || stderr != "" {
			t.Fatalf("exit %d, %q, %q", code, stdout, stderr)
		}
	}
	for _, name := range []string{"households.csv", "teams.csv"} {
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

func TestGenerateHelp(t *testing.T) {
	code, stdout, stderr := generated(t, "-h")
	if code != exitDone || stderr != "" || !strings.Contains(stdout, generateUsage) || !strings.Contains(stdout, "s10000") {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
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
