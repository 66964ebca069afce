package benchmarks

import (
	"context"
	"testing"

	"gonha/solver/campaign"
)

// solveIterations is what BenchmarkSolve does, whatever it costs: the people reached must not change
// with the machine, and only with a reason from one version to the next.
const solveIterations = 20_000

// BenchmarkSolve makes whole plans: turfs, neighbours, bound, first plan, search, checks.
func BenchmarkSolve(b *testing.B) {
	for _, scenario := range []string{"s300", "s2000", "s10000", "mixed"} {
		for _, s := range settings {
			b.Run(scenario+"/"+s.name, func(b *testing.B) {
				n := nightOf(Ward(named(b, scenario)))
				o := &n.Options
				o.TimeLimit, o.Iterations, o.StopRadius, o.Turfs = 0, solveIterations, s.radius, s.turfs
				b.ReportAllocs()
				persons, iterations := 0, int64(0)
				for b.Loop() {
					plan, err := n.Plan(context.Background(), campaign.Live{})
					if err != nil {
						b.Fatal(err)
					}
					persons = plan.Summary.Persons
					iterations += plan.Parameters.Iterations
				}
				b.ReportMetric(float64(persons), "people")
				b.ReportMetric(float64(iterations)/b.Elapsed().Seconds(), "iterations/s")
			})
		}
	}
}
