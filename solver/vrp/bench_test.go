package vrp

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// street is a problem of n jobs with loads and windows on a plane, as VROOM's users have them.
func street(n, vehicles int, windows bool) *Problem {
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	x, y := make([]float64, n+1), make([]float64, n+1)
	for i := range x {
		x[i], y[i] = rng.Float64()*1000, rng.Float64()*1000
	}
	p := &Problem{Places: int32(n + 1), Travels: []Travel{{Time: 100, PerTime: 360000}}}
	for i := range x {
		for k := range x {
			p.Travels[0].Durations = append(p.Travels[0].Durations, uint32(math.Hypot(x[i]-x[k], y[i]-y[k])))
		}
	}
	total := int64(0)
	for i := range n {
		j := Job{Place: int32(i + 1), Setup: []int64{0}, Service: []int64{30000}, Delivery: []int64{1 + rng.Int64N(9)}, Pickup: []int64{0}, Worth: 1}
		total += j.Delivery[0]
		if windows {
			open := rng.Int64N(500000)
			j.Windows = []Window{{open, open + 200000}}
		}
		p.Jobs = append(p.Jobs, j)
	}
	for range vehicles {
		p.Vehicles = append(p.Vehicles, Vehicle{
			Shift: Window{0, 1000000}, Capacity: []int64{total*115/100/int64(vehicles) + 1}, MaxTasks: n, MaxTravel: Unlimited, MaxDistance: Unlimited,
		})
	}
	return p
}

func BenchmarkSolve(b *testing.B) {
	for _, n := range []int{100, 1000} {
		for _, windows := range []bool{false, true} {
			b.Run(fmt.Sprintf("n=%d/windows=%v", n, windows), func(b *testing.B) {
				p := street(n, n/15, windows)
				b.ReportAllocs()
				if _, _, err := Solve(b.Context(), p, iterations(int64(b.N))); err != nil {
					b.Fatal(err)
				}
			})
		}
	}
}
