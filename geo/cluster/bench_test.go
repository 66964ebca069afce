package cluster

import (
	"context"
	"fmt"
	"testing"
)

func BenchmarkTurfs(b *testing.B) {
	for _, size := range []struct{ n, teams int }{{2000, 40}, {10_000, 199}, {60_000, 600}, {600_000, 585}} {
		in := streets(size.n, 150, 1)
		in.Teams = crew(size.teams)
		for _, name := range []string{"groups", "no groups"} {
			b.Run(fmt.Sprintf("%s/n=%d/teams=%d", name, size.n, size.teams), func(b *testing.B) {
				b.ReportAllocs()
				var turf []int32
				for b.Loop() {
					turf = Turfs(context.Background(), in)
				}
				q := Measure(in, turf)
				b.ReportMetric(q.Imbalance, "imbalance")
				b.ReportMetric(q.Overlap, "overlap")
				b.ReportMetric(q.Compactness, "metres")
				b.ReportMetric(float64(q.Pieces), "pieces")
			})
			in.Group = nil
		}
	}
}

func BenchmarkBisect(b *testing.B) {
	in := streets(600_000, 150, 1)
	b.ReportAllocs()
	for b.Loop() {
		Bisect(in.Points, in.Weight, 30)
	}
}
