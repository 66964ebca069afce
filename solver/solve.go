// Package solver is the optimiser: a prize-collecting vehicle routing problem with time windows,
// heterogeneous teams and stops goes in, a plan comes out. It does no I/O, knows no clock but the
// one it is given, and logs nothing.
//
// Start with [Problem] and [Solve]. A solve
//
//  1. finds the neighbours of every client (graph.go, proximity.go) and an upper bound on the prize,
//     which also tells what a second is worth (bound.go), and what the problem is about: prize, or, where
//     all clients are required or prize has an exchange, travel (tuning.go);
//  2. divides the teams and clients into regions, one for a small problem (regions.go), which the threads
//     then search each for itself (rivals.go), in each of which travel times fit into a table (dense.go);
//  3. builds a first plan and searches, region by region and epoch by epoch, by ruin and recreate
//     under simulated annealing (search.go, cooling.go, ruin.go, tails.go, resize.go, recreate.go, insert.go, budget.go) on a plan
//     that tests any change in constant time (state.go, duration.go), by local search on each new best plan
//     (localsearch.go), where prize decides and teams are few in many annealings whose plans are crossed
//     (breed.go), where prize has an exchange by choosing anew among good routes (routes.go, pack.go) and with prizes that
//     count for more at first (inflate.go), and,
//     where every client must be visited, in the last part by hybrid genetic search (genetic.go, population.go,
//     crossover.go) with a local search that may be late at a penalty (relaxed.go, warp.go, descent.go, splice.go);
//     where teams are dear it makes them fewer first (fleet.go);
//     soft turfs follow the plan (turfs.go), in several attempts where there is one region (attempts.go);
//  4. tries every client left out at every place, says why it is left out (timetable.go, reasons.go), and
//     betters the bound with a hundredth of the work (bounds.go: columns for a small problem, boundcolumns.go;
//     for travel, boundtravel.go).
package solver

import (
	"context"
	"fmt"
)

// Solve finds a good plan for p within the limits of o. It returns the best plan found so far when
// ctx is cancelled, which is no error; errors are faults of p or o, or of the travel engine.
func Solve(ctx context.Context, p *Problem, o Options) (*Result, error) {
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("options: %w", err)
	}
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("problem: %w", err)
	}
	start := o.Now()
	g, err := newGraph(ctx, p, &o)
	if err != nil {
		return nil, err
	}
	run := newRun(g, o, start)
	if err := run.construct(ctx); err != nil {
		return nil, err
	}
	run.require()
	first := o.Now().Sub(start)
	run.report(first)
	stopped, err := run.search(ctx)
	if err != nil {
		return nil, err
	}
	run.finishAttempts()
	run.finishTurfs()
	t := newTimetable(g, run.sequence, run.turf)
	t.require(ejectionWorkLast)
	t.fill(run.enough(turfLoss))
	result := &Result{
		Solution: t.solution(), Reasons: t.reasons(),
		Iterations: run.iterations, Epochs: run.epochs, FirstPlan: first, Stopped: stopped,
	}
	result.Value = t.value(&result.Solution)
	bounds, _ := g.bounds(ctx, &result.Solution, o.boundWork()) // a faulty engine costs a better bound, not the plan
	result.Bound, result.CostBound = bounds.Prize, bounds.Cost
	result.Elapsed = o.Now().Sub(start)
	run.report(result.Elapsed)
	return result, nil
}
