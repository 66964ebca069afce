package solver

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPrefers(t *testing.T) {
	plan := func(required int32, prize int64, overlap float64, travel int64) judged {
		return judged{tally: tally{required: required, prize: prize, travel: travel}, overlap: overlap}
	}
	tests := []struct {
		name          string
		bound         int64
		better, worse judged
	}{
		{"required above all", 1000, plan(2, 500, 0.5, 900), plan(1, 600, 0, 100)},
		{"prize, where hardly anybody is left out", 600, plan(1, 600, 0.5, 900), plan(1, 599, 0, 100)},
		{"a little prize for areas apart, where many are", 1000, plan(1, 599, 0, 900), plan(1, 600, 0.5, 100)},
		{"no more than that", 1000, plan(1, 600, 0.1, 900), plan(1, 580, 0, 100)},
		{"overlap before travel", 600, plan(1, 600, 0.1, 900), plan(1, 600, 0.2, 100)},
		{"travel at last", 600, plan(1, 600, 0.1, 100), plan(1, 600, 0.1, 101)},
	}
	for _, test := range tests {
		r := &run{g: &graph{bound: test.bound}, most: 600}
		if !r.prefers(&test.better, &test.worse) || r.prefers(&test.worse, &test.better) {
			t.Errorf("%s: the better plan is not preferred", test.name)
		}
		if r.prefers(&test.better, &test.better) {
			t.Errorf("%s: a plan is preferred to itself", test.name)
		}
	}
}

// softWard is a run of a ward with soft turfs, its first plan made.
func softWard(t *testing.T) *run {
	t.Helper()
	p := ward(150, 30, 3)
	p.Turfs = TurfsSoft
	p.Teams = append(p.Teams, p.Teams...)
	return runOf(t, p)
}

// TestJudge: of the plans of all epochs the best is taken at the end, whichever it was.
func TestJudge(t *testing.T) {
	for best := range 3 {
		r := softWard(t)
		r.unit = r.unitPlaces()
		whole := copySequences(nil, r.sequence)
		for i := range 3 {
			r.sequence = copySequences(r.sequence, whole)
			if i != best { // each leaves somebody out
				longest := 0
				for team := range r.sequence {
					if len(r.sequence[team]) > len(r.sequence[longest]) {
						longest = team
					}
				}
				r.sequence[longest] = r.sequence[longest][:1]
			}
			r.judge(r.count(r.regions(1)[0]))
		}
		r.finishAttempts()
		if diff := cmp.Diff(whole, r.sequence); diff != "" {
			t.Errorf("the best plan, of epoch %d, is not the last:\n%s", best, diff)
		}
	}
}

// TestAttempt: an attempt begins with the first plan, or with the best one that leaves nothing to wish for but
// travel, and with the first charge.
func TestAttempt(t *testing.T) {
	for _, overlap := range []float64{0, 0.1} {
		r := softWard(t)
		r.cycles = 2
		r.attempt()
		first := copySequences(nil, r.sequence)
		r.sequence[0] = r.sequence[0][:1]
		worked := copySequences(nil, r.sequence)
		r.judge(r.count(r.regions(1)[0]))
		r.attempts.best.overlap, r.turfShare, r.schedule.from = overlap, 1, cooled/2-1
		r.attempt()
		if diff := cmp.Diff(worked, r.sequence); diff != "" || r.turfShare != 1 {
			t.Fatalf("an attempt begins in the middle of one, with a charge of %v:\n%s", r.turfShare, diff)
		}
		r.sequence[1] = r.sequence[1][:1]
		r.schedule.from = cooled / 2
		r.attempt()
		want := first
		if overlap == 0 {
			want = worked
		}
		if diff := cmp.Diff(want, r.sequence); diff != "" || r.turfShare != 0 {
			t.Errorf("overlap %v: the attempt begins with another plan, a charge of %v:\n%s", overlap, r.turfShare, diff)
		}
	}
}

// TestAttemptsOfSmallWards: a ward that can be visited whole is, and its areas do not overlap.
func TestAttemptsOfSmallWards(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for seed := range uint64(2) {
		p := ward(90, 30, 3)
		p.Turfs = TurfsSoft
		p.Teams = append(p.Teams, p.Teams[0])
		o := DefaultOptions()
		o.TimeLimit, o.Iterations, o.Seed, o.Threads = 0, 60_000, seed, 1
		r, err := Solve(t.Context(), p, o)
		if err != nil {
			t.Fatal(err)
		}
		run := runOf(t, p)
		for team := range r.Routes {
			run.sequence[team] = nil
			for _, stop := range r.Routes[team].Stops {
				run.sequence[team] = append(run.sequence[team], stop.Clients...)
			}
		}
		if overlap := run.overlap(); len(r.Unvisited) > 0 || overlap > 0 {
			t.Errorf("seed %d: %d are left out, overlap %v", seed, len(r.Unvisited), overlap)
		}
	}
}

// TestFewestEpochs: where time is good for several attempts there are epochs enough for them.
func TestFewestEpochs(t *testing.T) {
	r := softWard(t)
	for _, test := range []struct {
		seconds float64
		want    int
	}{{0.1, leastEpochs}, {0.8, leastEpochs}, {1.5, 3 * attemptEpochs}} {
		if got := int(r.fewestEpochs(time.Duration(test.seconds * float64(time.Second)))); got != test.want {
			t.Errorf("%v s: %d epochs, want %d", test.seconds, got, test.want)
		}
	}
	r.g.bound--
	if r.attempting() {
		t.Error("there are attempts where not everybody can be visited")
	}
	r.g.bound++
	r.g.p.Turfs = TurfsOff
	if got := int(r.fewestEpochs(time.Minute)); got != leastEpochs {
		t.Errorf("without turfs %d epochs, want %d", got, leastEpochs)
	}
}
