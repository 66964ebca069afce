package vrp

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"time"
)

// The search is slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54, 2020): strings
// of neighbouring jobs are torn out of neighbouring routes and put back greedily, and simulated annealing decides what is kept.
// Here a job has a worth; a plan that loses less is always taken, one that loses more never, and between plans that lose the
// same, one whose jobs left out have been left out less often (their section 6, on fleets). Each thread has a search of its
// own, and the best plan counts.

// Options are the settings of one solve.
type Options struct {
	Seed       uint64
	TimeLimit  time.Duration // of each thread by its clock; 0 is none
	Iterations int64         // in place of the time limit, on one thread; 0 is none
	Threads    int           // 1 or more
	Start      *Plan         // to begin with; nil is with nothing

	// Clock makes a clock of the thread that calls it, which calls it from then on: of its processor time, for others not
	// to count. nil is that of the wall.
	Clock func() func() time.Duration
}

// Validate reports every fault at once.
func (o *Options) Validate() error {
	var faults []error
	if o.TimeLimit < 0 || o.Iterations < 0 || o.TimeLimit == 0 && o.Iterations == 0 {
		faults = append(faults, errors.New("a time limit or a number of iterations must be given"))
	}
	if o.Threads < 1 {
		faults = append(faults, errors.New("threads must be 1 or more"))
	}
	if o.Clock == nil {
		faults = append(faults, errors.New("a clock must be given"))
	}
	return errors.Join(faults...)
}

// Solve finds a good plan of a valid problem. When ctx ends the best so far is given. Errors are faults of the options or the
// start, and bugs.
func Solve(ctx context.Context, p *Problem, o Options) (*Plan, Value, error) {
	if err := o.Validate(); err != nil {
		return nil, Value{}, fmt.Errorf("options: %w", err)
	}
	base := newSearch(p)
	if o.Start != nil {
		if err := base.begin(o.Start); err != nil {
			return nil, Value{}, err
		}
	}
	threads := o.Threads
	if o.Iterations > 0 {
		threads = 1 // a plan of iterations is the same on all machines
	}
	searches := make([]*search, threads)
	var workers sync.WaitGroup
	for i := range searches {
		searches[i] = base.copied(rand.NewPCG(o.Seed, uint64(i)))
		workers.Go(func() { searches[i].run(ctx, &o) })
	}
	workers.Wait()
	best := searches[0]
	for _, s := range searches[1:] {
		if s.bestValue.Better(best.bestValue) {
			best = s
		}
	}
	plan := &Plan{Routes: best.best, Left: best.bestLeft()}
	if value, err := Check(p, plan); err != nil || value != best.bestValue {
		return nil, value, fmt.Errorf("the plan is worth %+v, not %+v: %w", value, best.bestValue, err)
	}
	return plan, best.bestValue, nil
}

// search is one thread's.
type search struct {
	p      instance
	rng    *rand.Rand
	near   [][]int32 // by job: others, the nearest first
	twin   []int32   // by vehicle: one before it that is the same, or -1
	routes []route   // by vehicle
	of     []int32   // by job: its vehicle, or -1
	absent []int32   // jobs left out
	missed []int64   // by job: how often it was left out
	value  Value
	trial  route // scratch

	touched []int32 // vehicles whose routes were changed in this iteration
	was     []int32 // absent before it
	drawn   int32   // the job that its ruin began at, or -1
	keys    []int64 // scratch of the order of jobs, by job
	far     []int64 // by job: the cost of the way there from where vehicles start
	open    []int64 // by job: how long its windows are
	valued  bool    // jobs differ in worth
	unlike  bool    // vehicles differ
	blinks  bool    // positions are passed over now and then
	order   []int32 // scratch

	best      [][]int32
	bestValue Value
}

// mostNear is how many neighbours of a job are known.
const mostNear = 200

func newSearch(p *Problem) *search {
	s := &search{
		p: instance{Problem: p, loads: len(p.Vehicles[0].Capacity)}, routes: make([]route, len(p.Vehicles)), of: make([]int32, len(p.Jobs)),
		missed: make([]int64, len(p.Jobs)), keys: make([]int64, len(p.Jobs)), twin: make([]int32, len(p.Vehicles)), best: make([][]int32, len(p.Vehicles)),
	}
	for i := range p.Travels {
		s.p.back = append(s.p.back, exchanged(&p.Travels[i], p.Places))
	}
	for i := range s.routes {
		s.p.refresh(&p.Vehicles[i], &s.routes[i])
		s.twin[i] = -1
		for k := range i {
			if s.twin[k] < 0 && s.same(k, i) {
				s.twin[i] = int32(k)
				break
			}
		}
	}
	for j := range s.of {
		s.of[j] = -1
		s.absent = append(s.absent, int32(j))
		s.value.Lost += p.Jobs[j].Worth
	}
	s.unlike = slices.Contains(s.twin[1:], -1)
	s.near = neighbours(p)
	s.measure()
	s.bestValue = s.value
	return s
}

// copied is the search at its beginning, for another thread.
func (s *search) copied(source rand.Source) *search {
	c := *s
	c.rng = rand.New(source)
	c.routes = make([]route, len(s.routes))
	c.best = make([][]int32, len(s.best))
	for v := range c.routes {
		c.routes[v].jobs = slices.Clone(s.routes[v].jobs)
		s.p.refresh(&s.p.Vehicles[v], &c.routes[v])
		c.best[v] = slices.Clone(s.best[v])
	}
	c.of, c.absent, c.missed, c.keys = slices.Clone(s.of), slices.Clone(s.absent), slices.Clone(s.missed), slices.Clone(s.keys)
	return &c
}

// begin takes the routes of a plan.
func (s *search) begin(plan *Plan) error {
	if _, err := Check(s.p.Problem, plan); err != nil {
		return fmt.Errorf("the plan to begin with: %w", err)
	}
	for v, jobs := range plan.Routes {
		s.routes[v].jobs = slices.Clone(jobs)
		if !s.p.refresh(&s.p.Vehicles[v], &s.routes[v]) {
			return fmt.Errorf("the plan to begin with: route %d cannot be made", v)
		}
		s.value.Cost += s.routes[v].cost
		for _, j := range jobs {
			s.of[j] = int32(v)
			s.value.Lost -= s.p.Jobs[j].Worth
		}
	}
	s.absent = slices.DeleteFunc(s.absent, func(j int32) bool { return s.of[j] >= 0 })
	s.keep()
	return nil
}

// temperatures of the annealing, as parts of the mean cost of a leg at its beginning. hot is lower where there is a plan to begin
// with, so that it is not lost.
const (
	hot  = 1.0
	warm = 0.1
	cold = 0.01
)

// looks is after how many iterations the clock is looked at.
const looks = 8

// run searches until the time, the iterations or ctx end. It stays on its thread of the system, whose clock counts.
func (s *search) run(ctx context.Context, o *Options) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	elapsed := o.Clock()
	s.recreate()
	s.accept(math.Inf(1))
	s.blinks = true
	from := hot
	if o.Start != nil {
		from = warm
	}
	unit := float64(s.value.Cost) / float64(max(1, len(s.p.Jobs)-len(s.absent)+len(s.p.Vehicles)))
	done := 0.0
	for i := int64(0); ; i++ {
		switch {
		case o.Iterations > 0:
			done = float64(i) / float64(o.Iterations)
		case i%looks == 0:
			done = float64(elapsed()) / float64(o.TimeLimit)
		}
		if done >= 1 || ctx.Err() != nil || s.trivial() {
			return
		}
		s.ruin()
		s.recreate()
		s.accept(unit * from * math.Pow(cold/from, done))
	}
}

// trivial says whether there is nothing to search for: one job, or none that anybody could do.
func (s *search) trivial() bool { return len(s.p.Jobs) == 1 || len(s.absent) == len(s.p.Jobs) }

// accept keeps what ruin and recreate have made at a temperature, or takes it back.
func (s *search) accept(temperature float64) {
	now := Value{}
	for _, j := range s.absent {
		now.Lost += s.p.Jobs[j].Worth
	}
	now.Cost = s.value.Cost
	for _, v := range s.touched {
		now.Cost += s.routes[v].cost - s.costBefore(v)
	}
	if s.takes(now, temperature) {
		s.value = now
		if now.Better(s.bestValue) {
			s.keep()
		}
	} else {
		s.undo()
	}
	for _, v := range s.touched {
		s.routes[v].dirty = false
	}
	s.touched = s.touched[:0]
	for _, j := range s.absent {
		s.missed[j]++
	}
}

// takes says whether a plan is worth going on with.
func (s *search) takes(now Value, temperature float64) bool {
	if now.Lost < s.value.Lost {
		return true
	}
	if now.Lost == s.value.Lost && float64(now.Cost) < float64(s.value.Cost)-temperature*math.Log(1-s.rng.Float64()) {
		return true
	}
	if len(s.absent) == 0 {
		return false
	}
	sum := func(jobs []int32) (n int64) {
		for _, j := range jobs {
			n += s.missed[j] * s.p.Jobs[j].Worth
		}
		return n
	}
	return sum(s.absent) < sum(s.was)
}

// keep remembers the plan as the best.
func (s *search) keep() {
	s.bestValue = s.value
	for v := range s.routes {
		s.best[v] = append(s.best[v][:0], s.routes[v].jobs...)
	}
}

// bestLeft are the jobs that the best plan leaves out.
func (s *search) bestLeft() []int32 {
	done := make([]bool, len(s.p.Jobs))
	for _, jobs := range s.best {
		for _, j := range jobs {
			done[j] = true
		}
	}
	var left []int32
	for j, is := range done {
		if !is {
			left = append(left, int32(j))
		}
	}
	return left
}
