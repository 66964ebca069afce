package solver_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"gonha/solver"
	"gonha/solver/check"
)

// TestDrafts: every draft is a plan that the independent check finds sound and worth what is said,
// for one region and for several, with and without turfs, on one thread and on two.
func TestDrafts(t *testing.T) {
	for _, c := range []struct {
		name           string
		teams, clients int
		turfs          solver.TurfMode
		threads        int
	}{
		{"one region", 6, 200, solver.TurfsOff, 1},
		{"replicas", 6, 200, solver.TurfsSoft, 2},
		{"strict", 6, 200, solver.TurfsStrict, 2},
		{"regions", 90, 1500, solver.TurfsOff, 2},
		{"regions with turfs", 90, 1500, solver.TurfsSoft, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := solver.Crowd(c.clients, c.teams, c.turfs)
			o := solver.DefaultOptions()
			o.TimeLimit, o.Threads = time.Minute, c.threads
			ctx, enough := context.WithCancel(t.Context())
			var drafts []*solver.Draft
			var told []solver.Progress
			o.Progress = func(progress solver.Progress) {
				if told, drafts = append(told, progress), append(drafts, progress.Draft()); len(drafts) == 6 {
					enough()
				}
			}
			final, err := solver.Solve(ctx, p, o)
			if err != nil {
				t.Fatal(err)
			}
			if len(drafts) < 3 {
				t.Fatalf("%d drafts, want several", len(drafts))
			}
			for i, d := range drafts {
				r := d.Result()
				value, err := check.Solution(p, &r.Solution)
				if err != nil {
					t.Fatalf("draft %d: %v", i, err)
				}
				if value != r.Value || len(r.Reasons) != len(r.Unvisited) || r.Bound < value.Prize || r.Iterations != told[i].Iterations {
					t.Errorf("draft %d: worth %+v, said to be %+v; %d reasons for %d", i, value, r.Value, len(r.Reasons), len(r.Unvisited))
				}
			}
			if last := drafts[len(drafts)-1].Result(); last.Value.Prize > final.Value.Prize {
				t.Errorf("the last draft is worth %d, the plan %d", last.Value.Prize, final.Value.Prize)
			}
			if first := drafts[0].Result(); first.Value.Prize == 0 {
				t.Error("the first draft is empty")
			}
		})
	}
}

// TestShare: a solve asks how many threads it may use as it goes, and an answer out of range is mended.
func TestShare(t *testing.T) {
	p := solver.Crowd(1500, 90, solver.TurfsOff)
	for _, share := range []int{-3, 0, 1, 2, 99} {
		var asked atomic.Int32
		o := solver.DefaultOptions()
		o.TimeLimit, o.Iterations, o.Threads = 0, 3000, 2
		o.Share = func() int { asked.Add(1); return share }
		r, err := solver.Solve(t.Context(), p, o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := check.Solution(p, &r.Solution); err != nil {
			t.Fatal(err)
		}
		if asked.Load() < 5 {
			t.Errorf("asked %d times, want once an epoch", asked.Load())
		}
	}
}
