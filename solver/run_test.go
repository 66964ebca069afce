package solver

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestEpochs: the parts of a search follow each other from nothing to the whole.
func TestEpochs(t *testing.T) {
	for _, turfs := range []TurfMode{TurfsOff, TurfsSoft, TurfsStrict} {
		for _, limit := range []time.Duration{0, time.Millisecond, time.Minute, time.Hour} {
			for _, regions := range []int{1, 2, 50} {
				p := ward(20, 0, 1)
				p.Turfs = turfs
				o := DefaultOptions()
				o.TimeLimit, o.Iterations = limit, 100
				o.Now = func() time.Time { return time.Unix(0, 0) }
				list := newRun(graphOf(t, p), o, o.Now()).epochs(regions)
				to := 0.0
				for i, s := range list {
					if s.from != to || s.to <= s.from {
						t.Errorf("turfs %d, %v, %d regions: part %d is %+v after %v", turfs, limit, regions, i, s, to)
					}
					to = s.to
				}
				if to < 1-1e-9 || to > 1+1e-9 || len(list) > 100 {
					t.Errorf("turfs %d, %v, %d regions: %d parts up to %v", turfs, limit, regions, len(list), to)
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
