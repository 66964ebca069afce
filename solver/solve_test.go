package solver_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver"
	"gonha/solver/check"
)

// iterations are options for a solve that can be repeated.
func iterations(n int64) solver.Options {
	o := solver.DefaultOptions()
	o.TimeLimit, o.Iterations = 0, n
	return o
}

// solve solves and lets package check look at the plan.
func solve(ctx context.Context, t testing.TB, p *solver.Problem, o solver.Options) *solver.Result {
	t.Helper()
	r, err := solver.Solve(ctx, p, o)
	if err != nil {
		t.Fatal(err)
	}
	value, err := check.Solution(p, &r.Solution)
	if err != nil {
		t.Fatalf("the plan is refused: %v", err)
	}
	if diff := cmp.Diff(value, r.Value); diff != "" {
		t.Fatalf("value (-check +result):\n%s", diff)
	}
	if len(r.Reasons) != len(r.Unvisited) {
		t.Fatalf("%d reasons for %d unvisited", len(r.Reasons), len(r.Unvisited))
	}
	for i, reason := range r.Reasons {
		if reason < solver.ReasonGroup || reason > solver.ReasonNotWorth {
			t.Fatalf("client %d is unvisited for reason %d", r.Unvisited[i], reason)
		}
	}
	return r
}

func TestSolve(t *testing.T) {
	visits := 0
	for seed := range uint64(2) {
		for i, p := range solver.RandomProblems(50, 5, seed) {
			for _, threads := range []int{1, 2} {
				o := iterations(300)
				o.Threads, o.Seed = threads, seed
				r := solve(t.Context(), t, p, o)
				if r.Value.Prize > r.Bound {
					t.Errorf("%d/%d: prize %d above the bound %d", seed, i, r.Value.Prize, r.Bound)
				}
				// With soft turfs there are a few epochs, each rounded up; every thread may do all.
				if r.Iterations < 300 || r.Iterations > 400*int64(threads) || r.Stopped != solver.StoppedIterations {
					t.Errorf("%d/%d: %d iterations, stopped by %q", seed, i, r.Iterations, r.Stopped)
				}
				visits += len(p.Clients) - len(r.Unvisited)
			}
		}
	}
	if visits < 500 {
		t.Errorf("only %d visits in all", visits)
	}
}

// TestSolveRegions: problems of several regions, on one thread and on two, which plan the same.
func TestSolveRegions(t *testing.T) {
	for i, p := range solver.RandomProblems(200, 90, 7) {
		if i%5 != 0 {
			continue
		}
		var plans []solver.Solution
		for _, threads := range []int{1, 2} {
			o := iterations(1000)
			o.Threads = threads
			plans = append(plans, solve(t.Context(), t, p, o).Solution)
		}
		if diff := cmp.Diff(plans[0], plans[1]); diff != "" {
			t.Errorf("%d: two threads plan otherwise than one:\n%s", i, diff)
		}
	}
}

// TestSolveFindsOptimum: on tiny problems a short search finds the exact optimum almost always, and
// never more than it.
func TestSolveFindsOptimum(t *testing.T) {
	all, found := 0, 0
	for seed := range uint64(6) {
		for i, p := range solver.TinyProblems(seed) {
			if p.Turfs == solver.TurfsSoft {
				p.Turfs = solver.TurfsOff // soft turfs may cost a little prize
			}
			required, prize := solver.Optimum(p)
			r := solve(t.Context(), t, p, iterations(600))
			must := 0
			for c := range p.Clients {
				if p.Clients[c].Required {
					must++
				}
			}
			got := must - r.Value.RequiredMissed
			if got > required || got == required && r.Value.Prize > prize {
				t.Errorf("%d/%d: %d required and prize %d, the optimum is %d and %d", seed, i, got, r.Value.Prize, required, prize)
			}
			all++
			if got == required && r.Value.Prize == prize {
				found++
			}
		}
	}
	if found*100 < all*94 {
		t.Errorf("%d of %d are solved to the optimum", found, all)
	}
}

func TestSolveRepeats(t *testing.T) {
	for _, radius := range []float64{0, 30} {
		for _, turfs := range []solver.TurfMode{solver.TurfsOff, solver.TurfsSoft} {
			p := solver.Ward(150, radius, 3)
			p.Turfs = turfs
			first, second := solve(t.Context(), t, p, iterations(800)), solve(t.Context(), t, p, iterations(800))
			if diff := cmp.Diff(first.Solution, second.Solution); diff != "" {
				t.Errorf("radius %v, turfs %d: two plans:\n%s", radius, turfs, diff)
			}
			if first.Iterations != second.Iterations || first.Value != second.Value || first.Bound != second.Bound {
				t.Errorf("radius %v, turfs %d: %+v and %+v", radius, turfs, first.Value, second.Value)
			}
			o := iterations(800)
			o.Seed = 99
			if cmp.Equal(first.Solution, solve(t.Context(), t, p, o).Solution) {
				t.Errorf("radius %v, turfs %d: another seed gives the same plan", radius, turfs)
			}
		}
	}
}

func TestSolveCancelled(t *testing.T) {
	for _, n := range []int{100, 300} {
		for _, threads := range []int{1, 2} {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			o := iterations(1 << 50)
			o.Threads = threads
			r := solve(ctx, t, solver.Ward(n, 30, 1), o)
			if r.Stopped != solver.StoppedInterrupted || r.Value.Prize == 0 {
				t.Errorf("n=%d: stopped by %q with prize %d", n, r.Stopped, r.Value.Prize)
			}
		}
	}
}

// TestSolveCancelledLater: cancelled by what it reports, it keeps what it has found until then.
func TestSolveCancelledLater(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var seen solver.Progress
	o := solver.DefaultOptions()
	o.TimeLimit, o.Now = time.Hour, new(clock).now
	o.Progress = func(p solver.Progress) {
		if seen = p; p.Iterations > 1000 {
			cancel()
		}
	}
	r := solve(ctx, t, solver.Ward(100, 0, 1), o)
	if r.Stopped != solver.StoppedInterrupted || r.Value.Prize < seen.Value.Prize || r.Iterations < 1000 {
		t.Errorf("stopped by %q after %d with prize %d, reported %+v", r.Stopped, r.Iterations, r.Value.Prize, seen)
	}
}

// clock goes on by ten milliseconds whenever it is looked at.
type clock struct {
	mutex sync.Mutex
	time  time.Time
}

func (c *clock) now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.time = c.time.Add(10 * time.Millisecond)
	return c.time
}

func TestSolveTimeLimit(t *testing.T) {
	for _, turfs := range []solver.TurfMode{solver.TurfsOff, solver.TurfsSoft} {
		for _, radius := range []float64{0, 30} {
			p := solver.Ward(100, radius, 1)
			p.Turfs = turfs
			o := solver.DefaultOptions()
			o.TimeLimit, o.Now = 2*time.Second, new(clock).now
			var reports []solver.Progress
			o.Progress = func(p solver.Progress) { reports = append(reports, p) }
			r := solve(t.Context(), t, p, o)
			if r.Stopped != solver.StoppedTime || r.Elapsed > o.TimeLimit+200*time.Millisecond || r.Elapsed < o.TimeLimit*9/10 {
				t.Errorf("turfs %d, radius %v: stopped by %q after %v", turfs, radius, r.Stopped, r.Elapsed)
			}
			examineProgress(t, r, reports)
		}
	}
}

// examineProgress checks what was reported on the way to a result.
func examineProgress(t *testing.T, r *solver.Result, reports []solver.Progress) {
	t.Helper()
	if len(reports) < 5 {
		t.Fatalf("%d reports in 2 seconds", len(reports))
	}
	for i := 1; i < len(reports); i++ {
		if reports[i].Elapsed < reports[i-1].Elapsed || reports[i].Iterations < reports[i-1].Iterations {
			t.Errorf("report %+v after %+v", reports[i], reports[i-1])
		}
	}
	last := reports[len(reports)-1]
	if last.Elapsed != r.Elapsed || last.Iterations != r.Iterations || last.Value.Prize > r.Value.Prize {
		t.Errorf("the last report is %+v, the result %+v after %v and %d iterations", last, r.Value, r.Elapsed, r.Iterations)
	}
}

func TestSolveBothLimits(t *testing.T) {
	o := solver.DefaultOptions()
	o.Now, o.Iterations = new(clock).now, 128
	if r := solve(t.Context(), t, solver.Ward(50, 0, 1), o); r.Stopped != solver.StoppedIterations || r.Iterations != 128 {
		t.Errorf("stopped by %q after %d", r.Stopped, r.Iterations)
	}
	o.Now, o.Iterations, o.TimeLimit = new(clock).now, 1<<40, time.Second
	if r := solve(t.Context(), t, solver.Ward(50, 0, 1), o); r.Stopped != solver.StoppedTime {
		t.Errorf("stopped by %q after %v", r.Stopped, r.Elapsed)
	}
}

// TestSolveEnds are problems at the ends of what is allowed.
func TestSolveEnds(t *testing.T) {
	tests := []struct {
		name   string
		change func(p *solver.Problem)
		visits int // -1: some
	}{
		{"no teams", func(p *solver.Problem) { p.Teams = nil }, 0},
		{"no clients", func(p *solver.Problem) { p.Clients = nil }, 0},
		{"nothing", func(p *solver.Problem) { *p = solver.Problem{} }, 0},
		{"one client", func(p *solver.Problem) { p.Clients, p.Clients[0].Windows = p.Clients[:1], nil }, 1},
		{"all out of reach", func(p *solver.Problem) {
			for i := range p.Teams {
				p.Teams[i].Shift.Close = p.Teams[i].Shift.Open
			}
		}, 0},
		{"nobody's group", func(p *solver.Problem) {
			for i := range p.Teams {
				p.Teams[i].Groups = []int32{}
			}
		}, 0},
		{"all at one place", func(p *solver.Problem) {
			for i := range p.Points {
				p.Points[i] = p.Points[0]
			}
			p.Travel = []geo.Engine{geo.NewStraight(p.Points, 1, 1)}
		}, -1},
		{"all one location", func(p *solver.Problem) {
			for i := range p.Clients {
				p.Clients[i].Location = p.Teams[0].Start
			}
		}, -1},
		{"prizes of nothing", func(p *solver.Problem) {
			for i := range p.Clients {
				p.Clients[i].Prize = 0
			}
		}, -1},
		{"huge prizes", func(p *solver.Problem) {
			for i := range p.Clients {
				p.Clients[i].Prize = 1<<31 - 1
			}
		}, -1},
		{"all required", func(p *solver.Problem) {
			for i := range p.Clients {
				p.Clients[i].Required = true
			}
		}, -1},
		{"no people", func(p *solver.Problem) {
			for i := range p.Clients {
				p.Clients[i].Persons = 0
			}
		}, -1},
		{"no capacity", func(p *solver.Problem) {
			for i := range p.Teams {
				p.Teams[i].Capacity = 0
			}
		}, 0},
		{"time without end", func(p *solver.Problem) {
			for i := range p.Clients {
				p.Clients[i].Windows = nil
			}
			p.Teams[0].Shift = solver.Window{Open: 0, Close: 1 << 24}
		}, 60},
	}
	for _, test := range tests {
		for _, radius := range []float64{0, 30, 1e7} {
			for _, turfs := range []solver.TurfMode{solver.TurfsOff, solver.TurfsSoft, solver.TurfsStrict} {
				t.Run(fmt.Sprintf("%s/%v/%d", test.name, radius, turfs), func(t *testing.T) {
					p := solver.Ward(60, radius, 1)
					p.Turfs = turfs
					test.change(p)
					r := solve(t.Context(), t, p, iterations(200))
					if visits := len(p.Clients) - len(r.Unvisited); visits != test.visits && (test.visits >= 0 || visits == 0) {
						t.Errorf("%d visits, reasons %v", visits, r.Reasons)
					}
					if r.Value.Prize > r.Bound {
						t.Errorf("prize %d above the bound %d", r.Value.Prize, r.Bound)
					}
				})
			}
		}
	}
}

// A required client with no prize displaces others whenever it can be visited at all.
func TestSolveRequired(t *testing.T) {
	for _, radius := range []float64{0, 30} {
		p := solver.Ward(150, radius, 2)
		last := &p.Clients[len(p.Clients)-1]
		for i := range p.Clients {
			p.Clients[i].Windows = nil
		}
		last.Required, last.Prize, last.Persons = true, 0, 20
		if r := solve(t.Context(), t, p, iterations(500)); r.Value.RequiredMissed != 0 {
			t.Errorf("radius %v: missed", radius)
		}
	}
}

func TestSolveFaults(t *testing.T) {
	p := solver.Ward(10, 0, 1)
	if _, err := solver.Solve(t.Context(), p, solver.Options{}); err == nil || !strings.HasPrefix(err.Error(), "options: ") {
		t.Errorf("options of nothing: %v", err)
	}
	p.Clients[3].Location = 99
	if _, err := solver.Solve(t.Context(), p, iterations(1)); err == nil || !strings.HasPrefix(err.Error(), "problem: ") {
		t.Errorf("a location that does not exist: %v", err)
	}
	p = solver.Ward(10, 0, 1)
	p.Travel[0] = broken{p.Travel[0]}
	if _, err := solver.Solve(t.Context(), p, iterations(1)); !errors.Is(err, errBroken) {
		t.Errorf("an engine that fails: %v", err)
	}
}

// broken is an engine that cannot answer.
type broken struct{ geo.Engine }

var errBroken = errors.New("no answer")

func (broken) Table(context.Context, []int32, []int32, []int32) error { return errBroken }

func BenchmarkSolve(b *testing.B) {
	for _, radius := range []float64{0, 30} {
		b.Run(fmt.Sprintf("radius%v/n=300/it=2000", radius), func(b *testing.B) {
			p := solver.Ward(300, radius, 1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := solver.Solve(b.Context(), p, iterations(2000)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestSolveExchange: where prize has an exchange, the plan is one, is worth what it says, and more often better
// than worse than what comes of prize above all; and a prize worth nothing sends nobody out.
func TestSolveExchange(t *testing.T) {
	better := 0
	for i, p := range solver.RandomProblems(40, 4, 3) {
		above := solve(t.Context(), t, p, iterations(1500))
		p.Exchange = 100
		r := solve(t.Context(), t, p, iterations(1500))
		switch {
		case p.Better(r.Value, above.Value):
			better++
		case p.Better(above.Value, r.Value) && p.Turfs != solver.TurfsSoft:
			better--
		}
		for c := range p.Clients {
			p.Clients[c].Prize, p.Clients[c].Required = 0, false
		}
		if r := solve(t.Context(), t, p, iterations(1500)); r.Value.TeamsOut > 0 && p.Turfs != solver.TurfsSoft {
			t.Errorf("%d: %d teams go out for nothing: %+v", i, r.Value.TeamsOut, r.Value)
		}
	}
	if better < 4 {
		t.Errorf("the exchange made plans better %d times more than worse", better)
	}
}
