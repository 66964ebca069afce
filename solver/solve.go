// Package solver is the optimiser: a prize-collecting vehicle routing problem with time windows,
// heterogeneous teams and stops goes in, a plan comes out. It does no I/O, knows no clock but the
// one it is given, and logs nothing.
//
// Start with [Problem] and [Solve].
package solver

import "context"

// Solve finds a good plan for p within the limits of o. It returns the best plan found so far when
// ctx is cancelled, which is no error; errors are faults of p or o, or of the travel engine.
func Solve(ctx context.Context, p *Problem, o Options) (*Result, error) {
	return nil, nil
}
