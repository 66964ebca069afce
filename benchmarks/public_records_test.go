package benchmarks

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/instance"
)

// recordRun is a run of one of the small cases with a value against what is known.
func recordRun(c *Case, value, known float64, routes [][]int32) *Run {
	return &Run{Case: c, Value: value, Known: true, Best: Best{Value: known}, Feasible: true, Routes: routes}
}

// TestRecordsKeep: only what is better than the known value and than the record is kept, in order, and read back.
func TestRecordsKeep(t *testing.T) {
	shorter := &Case{Instance: &instance.Instance{Name: "r2", Objective: instance.Distance, Kind: instance.VRPTW}, Set: "a"}
	more := &Case{Instance: &instance.Instance{Name: "r10", Objective: instance.Score, Kind: instance.TOPTW}, Set: "a", Teams: 2}
	path := filepath.Join(t.TempDir(), "records.csv")
	r, err := OpenRecords(path)
	if err != nil {
		t.Fatal(err)
	}
	infeasible := recordRun(more, 99, 50, nil)
	infeasible.Feasible = false
	for _, run := range []*Run{
		recordRun(more, 60, 50, [][]int32{{3, 1}, {2}}), recordRun(more, 55, 50, [][]int32{{3}}), recordRun(more, 50, 50, nil), infeasible,
		recordRun(shorter, 101, 100, nil), recordRun(shorter, 99, 100, [][]int32{{1}}), recordRun(shorter, 98, 100, [][]int32{{1, 2}, {}, {3}}),
	} {
		if err := r.Keep(run); err != nil {
			t.Fatal(err)
		}
	}
	again, err := OpenRecords(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []Record{
		{"a", "r2", "", instance.Distance, 98, 100, [][]int32{{1, 2}, nil, {3}}},
		{"a", "r10", "2", instance.Score, 60, 50, [][]int32{{3, 1}, {2}}},
	}
	if diff := cmp.Diff(want, again.list); diff != "" {
		t.Errorf("-want +read:\n%s", diff)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("%d files are left, %v", len(entries), err)
	}
}

// TestRecordsFaults: a file that is none is refused with its name and line, and left as it is.
func TestRecordsFaults(t *testing.T) {
	head := strings.Join(recordColumns, ",") + "\n"
	for name, text := range map[string]string{
		"empty": "", "other columns": "a,b,c,d,e,f,g\n", "value": head + "s,i,1,score,x,1,1\n", "routes": head + "s,i,1,score,2,1,1 b\n", "short": head + "s,i\n",
	} {
		path := filepath.Join(t.TempDir(), "records.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenRecords(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRecordsNowhere: a place that cannot be written to is known before any run.
func TestRecordsNowhere(t *testing.T) {
	if _, err := OpenRecords(filepath.Join(t.TempDir(), "none", "records.csv")); err == nil {
		t.Error("no error")
	}
}

func FuzzRecords(f *testing.F) {
	f.Add(strings.Join(recordColumns, ",") + "\ntoptw,pr01,2,score,500,490,1 2|3\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := parseRecords(strings.NewReader(text))
		if err != nil {
			return
		}
		for i := range list {
			if routes, err := parseRoutes(formatRoutes(list[i].Routes)); err != nil || !cmp.Equal(routes, list[i].Routes) {
				t.Errorf("%v became %v, %v", list[i].Routes, routes, err)
			}
		}
	})
}

// TestRecordsHold: every record of records.csv is worth what it says by the instance's own file, and beats the
// table of best-known values.
func TestRecordsHold(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "instances")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the public sets are not beside the repository: ../shared/instances")
	}
	r, err := OpenRecords("records.csv")
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.list {
		x := &r.list[i]
		selection := Selection{Dir: filepath.Join(root, x.Set), Globs: x.Instance}
		if m, err := strconv.Atoi(x.M); err == nil && x.Set == "toptw" {
			selection.Teams = []int{m}
		}
		cases, err := Cases(selection)
		if errors.Is(err, ErrNoInstances) {
			continue // about half of each set is elsewhere
		}
		if err != nil {
			t.Fatal(err)
		}
		known, err := FindKnown(selection.Dir)
		if err != nil {
			t.Fatal(err)
		}
		e := cases[0].Evaluate(x.Routes)
		if !e.Feasible() || math.Abs(e.Value-x.Value) > cases[0].Precision() {
			t.Errorf("%s: worth %v and not %v, %v", cases[0].Name(), e.Value, x.Value, e.Err())
		}
		if best, ok := known.Best(&cases[0]); !ok || best.Value != x.Known || (x.Value > x.Known) != x.Objective.Maximised() {
			t.Errorf("%s: %v does not beat %v", cases[0].Name(), x.Value, best.Value)
		}
	}
	t.Logf("%d records", len(r.list))
}
