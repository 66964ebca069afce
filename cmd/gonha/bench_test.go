package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gonha/benchmarks"
	"gonha/solver/instance"
)

// smallSet is a folder of two invented instances with a table of best-known values beside it.
func smallSet(t testing.TB, kind instance.Kind) string {
	t.Helper()
	root := t.TempDir()
	dir := filepath.Join(root, "set")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"r101.txt", "r102.txt"} {
		var b bytes.Buffer
		if err := benchmarks.WriteSmall(&b, benchmarks.SmallOptions{Kind: kind, Clients: 12, Seed: uint64(i)}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	table := "set,instance,m,objective_name,convention,value\nset,R101,,distance,truncated,500\nset,R101,2,score,truncated,150\n"
	if err := os.WriteFile(filepath.Join(root, "bks.csv"), []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Every run has a row, and a solution file that is worth what the row says.
func TestBench(t *testing.T) {
	set := smallSet(t, instance.VRPTW)
	out := t.TempDir()
	rows, solutions, plots := filepath.Join(out, "rows.csv"), filepath.Join(out, "solutions"), filepath.Join(out, "plots")
	profile := filepath.Join(out, "cpu.pprof")
	o := gonha(t, "bench", "--set", set, "--iterations", "300", "--seeds", "2", "--csv", rows, "--solutions", solutions, "--plot", plots, "--cpuprofile", profile)
	if o.code != exitDone || o.stderr != "" || !strings.Contains(o.stdout, "R1 ") {
		t.Fatalf("%+v", o)
	}
	table, err := csv.NewReader(strings.NewReader(read(t, rows))).ReadAll()
	if err != nil || len(table) != 5 || strings.Join(table[0], ",") != "set,instance,m,seed,objective,value,bks,gap_percent,feasible,runtime_s,iterations,bound,bound_gap_percent" {
		t.Fatalf("%v, %v", table, err)
	}
	for _, row := range table[1:] {
		in, err := instance.ReadFile(filepath.Join(set, row[1]+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		s, err := instance.ReadSolutionFile(filepath.Join(solutions, row[1]+"_seed"+row[3]+".sol"))
		if err != nil {
			t.Fatal(err)
		}
		e := in.Evaluate(s.Routes)
		value, _ := strconv.ParseFloat(row[5], 64)
		if !e.Feasible() || in.Format(e.Value) != row[5] || s.Cost != value || row[8] != "true" {
			t.Errorf("%v: the routes are worth %v, %v", row, e.Value, e.Err())
		}
		if known := row[1] == "r101"; known != (row[6] == "500.0") || known != (row[7] != "") {
			t.Errorf("%v: the best-known value", row)
		}
	}
	for _, path := range []string{profile, filepath.Join(plots, "R1.svg")} {
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", path, err)
		}
	}

	// The same again is the same, which a comparison says.
	again := gonha(t, "bench", "--set", set, "--iterations", "300", "--seeds", "2", "--baseline", rows)
	if again.code != exitDone || !strings.Contains(again.stdout, "set distance  2      0       0      2     0 ") {
		t.Errorf("%+v", again)
	}
}

func TestBenchTeams(t *testing.T) {
	set := smallSet(t, instance.TOPTW)
	solutions := t.TempDir()
	o := gonha(t, "bench", "--set", set, "--instances", "R101", "--m", "2..3", "--iterations", "200", "--solutions", solutions)
	if o.code != exitDone || o.stderr != "" {
		t.Fatalf("%+v", o)
	}
	for _, name := range []string{"r101_m2_seed1.sol", "r101_m3_seed1.sol"} {
		if _, err := os.Stat(filepath.Join(solutions, name)); err != nil {
			t.Error(err)
		}
	}
	for _, want := range []string{"R1 m=2", "R1 m=3", "gap to bound"} {
		if !strings.Contains(o.stdout, want) {
			t.Errorf("%q is not in %s", want, o.stdout)
		}
	}
}

func TestBenchRefuses(t *testing.T) {
	set := smallSet(t, instance.VRPTW)
	options := file(t, "options.json", `{"colour": "red"}`)
	for name, args := range map[string][]string{
		"no set":                    {},
		"no such set":               {"--set", filepath.Join(set, "absent")},
		"a file for a set":          {"--set", options},
		"no such instance":          {"--set", set, "--instances", "zz*"},
		"teams that are fixed":      {"--set", set, "--m", "2"},
		"bad teams":                 {"--set", set, "--m", "4..2"},
		"no seeds":                  {"--set", set, "--seeds", "0"},
		"an unknown objective":      {"--set", set, "--objective", "beauty"},
		"another set's objective":   {"--set", set, "--objective", "score"},
		"an unknown clock":          {"--set", set, "--clock", "sun"},
		"cpu time of two threads":   {"--set", set, "--clock", "cpu", "--threads", "2"},
		"no limit":                  {"--set", set, "--time", "0s"},
		"an absent table":           {"--set", set, "--bks", filepath.Join(set, "absent.csv")},
		"an absent baseline":        {"--set", set, "--baseline", filepath.Join(set, "absent.csv")},
		"unknown options":           {"--set", set, "--options", options},
		"a file in an absent place": {"--set", set, "--csv", filepath.Join(set, "absent", "rows.csv")},
		"an argument too many":      {"--set", set, "more"},
	} {
		o := gonha(t, append([]string{"bench"}, args...)...)
		if o.code != exitUsage || o.stdout != "" || strings.Count(o.stderr, "\n") != 1 || !strings.Contains(o.stderr, " / ") && name != "unknown options" {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// Where there is no set it is said where the public ones are.
func TestBenchSaysWhereToGetSets(t *testing.T) {
	o := gonha(t, "bench")
	for _, want := range []string{"Solomon", "sintef.no", "TOPTW", "kuleuven.be", "PCVRPTW", "MDVRPTW"} {
		if !strings.Contains(o.stderr, want) {
			t.Errorf("%q does not name %s", o.stderr, want)
		}
	}
}

// A run cut short is not counted.
func TestBenchInterrupted(t *testing.T) {
	set := smallSet(t, instance.VRPTW)
	rows := filepath.Join(t.TempDir(), "rows.csv")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	if code := bench(ctx, []string{"--set", set, "--time", "1h", "--csv", rows}, &stdout, &stderr); code != exitDone {
		t.Errorf("exit %d", code)
	}
	if !strings.Contains(stderr.String(), "stopped as asked after 0 runs") || strings.Count(read(t, rows), "\n") != 1 {
		t.Errorf("%q, %q", stderr.String(), read(t, rows))
	}
}

func TestBenchOptionsFile(t *testing.T) {
	options := file(t, "options.json", `{"time_limit_s": 2.5, "iterations": 7, "seed": 9}`)
	r, err := parseBench([]string{"--options", options, "--iterations", "8"})
	if err != nil {
		t.Fatal(err)
	}
	o, first, err := r.solverOptions()
	if err != nil || o.TimeLimit.Seconds() != 2.5 || o.Iterations != 8 || first != 9 || o.Threads != 1 {
		t.Errorf("%+v, %d, %v", o, first, err)
	}
	if r, err = parseBench([]string{"--iterations", "8"}); err != nil {
		t.Fatal(err)
	}
	if o, first, err = r.solverOptions(); err != nil || o.TimeLimit != 0 || first != 1 {
		t.Errorf("%+v, %d, %v", o, first, err)
	}
}

func TestGoldenHelpBench(t *testing.T) {
	golden(t, "help-bench.txt", gonha(t, "bench", "-h").stdout)
}

// A process that holds more has had more, where the system says how much.
func TestPeakMemory(t *testing.T) {
	before := peakMemory()
	if before == 0 {
		t.Skip("this system does not say")
	}
	const much = 200 << 20
	held := make([]byte, much)
	for i := range held {
		held[i] = byte(i)
	}
	if after := peakMemory(); after < 200 || held[much-1] != 255 {
		t.Errorf("%.0f MB before, %.0f MB after holding 200 MB", before, after)
	}
}

// The processor's clock runs while there is work, and hardly while there is none.
func TestCPUClock(t *testing.T) {
	clock, err := clockOf("cpu", 1)
	if err != nil {
		t.Skip(err)
	}
	begun := clock()
	for sum := 0.0; clock().Equal(begun); {
		for i := range 100_000 {
			sum += float64(i)
		}
	}
	if later := clock(); later.Before(begun) {
		t.Errorf("%v after %v", later, begun)
	}
}
