package solver

import (
	"errors"
	"time"
)

// Options are the settings of one solve.
type Options struct {
	Seed       uint64
	TimeLimit  time.Duration // of the whole solve, construction included; 0 is none
	Iterations int64         // of the search; 0 is no limit; one of the two limits, or epochs, must be given
	Epochs     []Epoch       // those of a solve to be repeated exactly, in place of the limits; nil is none
	Threads    int           // 1 or more
	Now        func() time.Time
	Progress   func(Progress) // called now and then from one goroutine at a time; nil is no calls
	Tuning     Tuning         // of the search, in place of what suits the problem; nil is no change
	Share      func() int     // how many of the threads may be used from now on, asked every epoch; nil is all
}

// DefaultOptions are 10 seconds on one thread.
func DefaultOptions() Options {
	return Options{Seed: 1, TimeLimit: 10 * time.Second, Threads: 1, Now: time.Now}
}

// Validate reports every fault at once.
func (o *Options) Validate() error {
	var faults []error
	if o.TimeLimit < 0 || o.Iterations < 0 || o.TimeLimit == 0 && o.Iterations == 0 && o.Epochs == nil {
		faults = append(faults, errors.New("a time limit or a number of iterations, not negative, must be given"))
	}
	if err := validEpochs(o.Epochs); err != nil {
		faults = append(faults, err)
	}
	if o.Threads < 1 {
		faults = append(faults, errors.New("threads must be 1 or more"))
	}
	if o.Now == nil {
		faults = append(faults, errors.New("a clock must be given"))
	}
	if err := o.Tuning.Validate(); err != nil {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

// Progress is how far a solve has come.
type Progress struct {
	Elapsed    time.Duration
	Iterations int64
	Visits     int // clients visited by the best plan so far
	Persons    int64
	Value      Value // of the best plan so far

	draft func() *Draft
}

// Stopped says what ended a solve.
type Stopped string

// What ends a solve: its time limit, its number of iterations, its context, or that every client is
// visited and nothing is left to improve.
const (
	StoppedTime        Stopped = "time"
	StoppedIterations  Stopped = "iterations"
	StoppedInterrupted Stopped = "interrupted"
	StoppedComplete    Stopped = "complete"
)

// Result is what a solve found.
type Result struct {
	Solution
	Value      Value
	Reasons    []Reason // why, one for each of Solution.Unvisited
	Bound      int64    // no plan whatever has a larger prize
	CostBound  int64    // see [Bounds]
	Iterations int64
	Epochs     []Epoch       // that the search had, to repeat the solve with
	FirstPlan  time.Duration // until the first complete feasible plan
	Elapsed    time.Duration
	Stopped    Stopped
}
