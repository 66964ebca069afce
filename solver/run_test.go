package solver

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"
)

// TestEpochs: the epochs of a search follow each other from nothing to the whole and have all of its
// iterations.
func TestEpochs(t *testing.T) {
	for _, turfs := range []TurfMode{TurfsOff, TurfsSoft, TurfsStrict} {
		for _, teams := range []int{2, 2 * regionTeams} {
			for _, n := range []int64{1, 40, 999} {
				r := runOf(t, crowd(100, teams, turfs))
				r.o.Iterations = n
				stopped, err := r.search(t.Context())
				if err != nil || stopped != StoppedIterations {
					t.Fatalf("stopped by %q: %v", stopped, err)
				}
				sum, to := int64(0), int32(0)
				for i, e := range r.epochs {
					if e.To <= to || e.Iterations < 1 || e.Done != nil {
						t.Errorf("turfs %d, %d teams, %d iterations: epoch %d is %+v after %d", turfs, teams, n, i, e, to)
					}
					sum, to = sum+e.Iterations, e.To
				}
				if to != cooled || sum < n || sum > n+int64(len(r.epochs)) {
					t.Errorf("turfs %d, %d teams: epochs up to %d with %d iterations, want %d", turfs, teams, to, sum, n)
				}
			}
		}
	}
}

var errOnPurpose = errors.New("on purpose")

// TestEach: every region is done once, whatever the threads; one that fails is told.
func TestEach(t *testing.T) {
	p := crowd(100, 200, TurfsOff)
	for _, threads := range []int{1, 2, 7} {
		r := runOf(t, p)
		r.threads = threads
		regions := r.regions(1)
		done := make([]int, len(regions))
		do := func(_ context.Context, i int, _ *region) error { done[i]++; return nil }
		if err := r.each(t.Context(), regions, do); err != nil {
			t.Fatal(err)
		}
		for i, n := range done {
			if n != 1 {
				t.Errorf("%d threads: region %d was done %d times", threads, i, n)
			}
		}
		err := r.each(t.Context(), regions, func(_ context.Context, i int, _ *region) error {
			if i == 1 {
				return errOnPurpose
			}
			return nil
		})
		if !errors.Is(err, errOnPurpose) {
			t.Errorf("%d threads: error %v", threads, err)
		}
	}
}

// TestHomes: with strict turfs everybody starts from their turf, in a large problem without turfs
// everybody from some team.
func TestHomes(t *testing.T) {
	for _, turfs := range []TurfMode{TurfsOff, TurfsStrict} {
		p := crowd(150, regionTeams+5, turfs)
		for c := range p.Clients {
			if turfs == TurfsStrict {
				p.Clients[c].Turf = int32(c) % int32(len(p.Teams))
			}
		}
		for c, home := range runOf(t, p).home {
			if home < 0 || int(home) >= len(p.Teams) || turfs == TurfsStrict && home != p.Clients[c].Turf {
				t.Errorf("turfs %d: client %d is at home with team %d", turfs, c, home)
			}
		}
	}
}

// TestForesee: a search is hurried where iterations are few for each client in each search of an epoch, which the first
// epochs tell; later ones change nothing.
func TestForesee(t *testing.T) {
	r := runOf(t, crowd(50, 5, TurfsOff))
	for _, test := range []struct {
		from  int32
		epoch Epoch
		want  bool
	}{
		{0, Epoch{To: cooled, Iterations: 1}, true},
		{0, Epoch{To: cooled, Iterations: 50 * hurriedBelow}, false},
		{0, Epoch{To: cooled / 10, Iterations: 5*hurriedBelow - 1}, true},
		{0, Epoch{To: cooled / 10, Iterations: 5 * hurriedBelow}, false},
		{settled, Epoch{To: cooled, Iterations: 1}, false}, // as before
		{900, Epoch{To: 1900, Iterations: 5*hurriedBelow - 1}, true},
		{0, Epoch{To: cooled, Iterations: 50 * hurriedBelow, Searches: 2}, true},
		{0, Epoch{To: cooled, Iterations: 100 * hurriedBelow, Searches: 2}, false},
	} {
		r.schedule.from = test.from
		crossed := 0.5
		if test.want {
			crossed = 0.4
		}
		if test.epoch.Searches == 2 {
			crossed = 1 - (1-crossed)/math.Sqrt2
		}
		if r.foresee(test.epoch, 0.5); r.hurried != test.want || math.Abs(r.crossed-crossed) > 1e-9 {
			t.Errorf("%+v from %d: hurried %v, want %v, share %v", test.epoch, test.from, r.hurried, test.want, r.crossed)
		}
	}
	r.schedule.from = 0
	if r.foresee(Epoch{To: cooled, Iterations: 1, Searches: 2}, 0); r.crossed != 0 {
		t.Errorf("where plans cannot be crossed, a share of %v crosses some", r.crossed)
	}
}

// TestProgressTravel: where all must be visited, what is told of a search in regions is never a worse plan than before, nor
// better than the one in the end: regions that have not begun count with all their seconds.
func TestProgressTravel(t *testing.T) {
	p := required(1, 2*travelClients+50, 70, 10)
	o := DefaultOptions()
	o.TimeLimit, o.Iterations = 0, 40_000
	now := time.Now()
	o.Now = func() time.Time { now = now.Add(reportEvery / 4); return now }
	var told []Progress
	o.Progress = func(x Progress) { told = append(told, x) }
	r, err := Solve(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range told {
		if x.Value.Travel < r.Value.Travel || x.Value.Service != r.Value.Service || i > 0 && x.Value.Travel > told[i-1].Value.Travel {
			t.Errorf("%d of %d: %+v is told, in the end %+v", i, len(told), x.Value, r.Value)
		}
	}
	if n := len(told); n < 40 || told[1].Value.Travel == r.Value.Travel {
		t.Errorf("told %d times only", n)
	}
}
