package benchmarks

import (
	"os"
	"path/filepath"
	"testing"

	"gonha/solver/instance"
)

// A longer search for bounds never makes one worse, nor puts it on the wrong side of any run.
func TestTighten(t *testing.T) {
	for _, kind := range []instance.Kind{instance.VRPTW, instance.TOPTW, instance.PCVRPTW} {
		c := smallCase(t, SmallOptions{Kind: kind, Clients: 15})
		var runs []*Run
		for seed := range uint64(2) {
			run, err := c.Solve(t.Context(), seed, iterations(500), &Known{})
			if err != nil {
				t.Fatal(err)
			}
			runs = append(runs, run)
		}
		before := runs[0].Bound
		if err := Tighten(t.Context(), runs); err != nil {
			t.Fatal(err)
		}
		for _, run := range runs {
			gap, ok := run.BoundGap()
			if !ok || gap < 0 || gap > 10 {
				t.Errorf("%v: %v with bound %v", kind, run.Value, run.Bound)
			}
			if before > 0 && run.Bound != before && (run.Bound < before) != c.Objective.Maximised() {
				t.Errorf("%v: bound %v, before %v", kind, run.Bound, before)
			}
		}
	}
}

// Bounds of public instances are on the right side of what is known to be best.
func TestPublicBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds")
	}
	root := filepath.Join("..", "..", "shared", "instances")
	known, err := FindKnown(filepath.Join(root, "toptw"))
	if _, absent := os.Stat(root); absent != nil || err != nil {
		t.Skip("the public sets are not beside the repository: ../shared/instances")
	}
	for _, test := range []struct {
		set, names string
		most       float64 // gap of the bound to the best known, in per cent
	}{
		{"vrptw_solomon", "r101,c101", 0.5},
		{"toptw", "r101,rc101", 1},
	} {
		cases, err := Cases(Selection{Dir: filepath.Join(root, test.set), Globs: test.names})
		if err != nil {
			t.Skip(err)
		}
		for i := range cases {
			run, err := cases[i].Solve(t.Context(), 1, iterations(20_000), known)
			if err != nil {
				t.Fatal(err)
			}
			if err := Tighten(t.Context(), []*Run{run}); err != nil {
				t.Fatal(err)
			}
			if !run.Known {
				continue
			}
			best := *run
			best.Value = run.Best.Value
			if gap, ok := best.BoundGap(); !ok || gap < 0 || gap > test.most {
				t.Errorf("%s: bound %v, best known %v", run.Case.Name(), run.Bound, run.Best.Value)
			}
		}
	}
}
