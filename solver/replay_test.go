package solver_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/solver"
)

// again solves the problem with the epochs of a solve before.
func again(t *testing.T, p *solver.Problem, epochs []solver.Epoch, threads int) *solver.Result {
	t.Helper()
	o := solver.DefaultOptions()
	o.TimeLimit, o.Epochs, o.Threads = 0, epochs, threads
	return solve(t.Context(), t, p, o)
}

// TestReplay: what the clock has decided is in the epochs, on one thread and on several, however the
// solve ended.
func TestReplay(t *testing.T) {
	crowded := solver.Ward(2500, 30, 5)
	crowded.Turfs = solver.TurfsSoft
	travels := solver.Ward(600, 0, 2)
	for i := range travels.Clients {
		travels.Clients[i].Required = true
	}
	plain := solver.Ward(50, 0, 3)
	for i := range plain.Clients {
		plain.Clients[i].Required = true
	}
	for i := range plain.Teams {
		plain.Teams[i].Shift.Close += 4 * 3600 // for all of them
	}
	for name, p := range map[string]*solver.Problem{
		"travel":          travels,
		"crossed":         plain,
		"bred":            solver.Ward(20, 0, 4),
		"one region":      solver.Ward(120, 30, 1),
		"several regions": solver.Crowd(700, 70, solver.TurfsSoft),
		"turfs off":       solver.Crowd(700, 70, solver.TurfsOff),
		"strict turfs":    solver.Crowd(500, 45, solver.TurfsStrict),
		"crowded":         crowded,
	} {
		for _, how := range []string{"time", "interrupted"} {

			ctx, cancel := context.WithCancel(t.Context())
			o := solver.DefaultOptions()
			o.TimeLimit, o.Threads, o.Now = 4*time.Second, 2, new(clock).now
			if name == "travel" { // whose iterations are slow
				o.TimeLimit = time.Second
			}
			if how == "interrupted" {
				o.Progress = func(p solver.Progress) {
					if p.Iterations > 300 {
						cancel()
					}
				}
			}
			first := solve(ctx, t, p, o)
			cancel()
			if string(first.Stopped) != how || len(first.Epochs) == 0 {
				t.Fatalf("%s: stopped by %q after %d epochs", name, first.Stopped, len(first.Epochs))
			}
			counts := []int{1, 3}
			if testing.Short() {
				counts = counts[1:]
			}
			for _, threads := range counts {
				got := again(t, p, first.Epochs, threads)
				if diff := cmp.Diff(first.Solution, got.Solution); diff != "" {
					t.Errorf("%s, %s, %d threads: another plan:\n%.2000s", name, how, threads, diff)
				}
				if got.Iterations != first.Iterations {
					t.Errorf("%s, %s, %d threads: %d iterations, had %d", name, how, threads, got.Iterations, first.Iterations)
				}
			}
		}
	}
}

// TestEpochsRefused: epochs that are of no solve, or of another one.
func TestEpochsRefused(t *testing.T) {
	p := solver.Ward(60, 0, 1)
	for name, epochs := range map[string][]solver.Epoch{
		"warmer":         {{To: 500, Iterations: 10}, {To: 400, Iterations: 10}},
		"too cold":       {{To: 10_001, Iterations: 10}},
		"searches":       {{To: 500, Iterations: 10, Searches: 1025}},
		"no iterations":  {{To: 500}},
		"other problem":  {{To: 500, Iterations: 10, Done: []int64{1, 2, 3}}},
		"before nothing": {{To: -1, Iterations: 10}},
	} {
		o := solver.DefaultOptions()
		o.Epochs = epochs
		if _, err := solver.Solve(t.Context(), p, o); err == nil || !strings.Contains(err.Error(), "epoch") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
