package benchmarks

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gonha/solver/instance"
)

// One instance of every public set that lies beside the repository is solved for a moment: it is read,
// its best-known value found, and the routes are feasible.
func TestPublicSets(t *testing.T) {
	if testing.Short() {
		t.Skip("a second or two a set")
	}
	root := filepath.Join("..", "..", "shared", "instances")
	known, err := FindKnown(filepath.Join(root, "toptw"))
	if _, absent := os.Stat(root); absent != nil || err != nil {
		t.Skip("the public sets are not beside the repository: ../shared/instances")
	}
	tests := []struct {
		set, name string
		fleet     bool
		most      float64 // gap in per cent: what any search reaches at once
	}{
		{"vrptw_solomon", "c101", false, 5},
		{"vrptw_solomon", "c101", true, 5},
		{"vrptw_gehring_homberger", "c1_2_1", false, 15},
		{"toptw", "pr01", false, 15},
		{"top_chao", "p4.2.e", false, 15},
		{"top_vls", "pr1002_gen2_m10", false, 0},
		{"pcvrptw_pyvrp", "c1_10_1", false, 200},
		{"mdvrptw_vidal", "pr11a", false, 50},
		{"cvrp_xxl_belgium", "leuven1", false, 100},
	}
	for _, test := range tests {
		t.Run(test.set, func(t *testing.T) {
			selection := Selection{Dir: filepath.Join(root, test.set), Globs: test.name, Fleet: test.fleet}
			cases, err := Cases(selection)
			if errors.Is(err, ErrNoInstances) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			run, err := cases[len(cases)-1].Solve(t.Context(), 1, iterations(2000), known)
			if err != nil {
				t.Fatal(err)
			}
			gap, ok := run.Gap()
			if test.fleet {
				gap, ok = 0, run.Vehicles >= run.Best.Vehicles && run.Best.Vehicles > 0
			}
			if !run.Feasible || ok != (test.set != "top_vls") || gap > test.most || gap < -1 && run.Case.Objective != instance.Score {
				t.Errorf("%s: %v with %d vehicles, gap %.1f %%, %v", run.Case.Name(), run.Value, run.Vehicles, gap, run.Fault)
			}
			t.Logf("%s: %s, gap %.1f %%, %d iterations", run.Case.Name(), run.Case.Format(run.Value), gap, run.Iterations)
		})
	}
}
