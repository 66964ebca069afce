package solver

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The linear program is solved where no column is cheaper than its rows are worth, and the rows are worth the value.
func TestMaster(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 0))
		rt := &routing{n: 5 + r.IntN(30), kinds: []*teamKind{{teams: 1 + r.Int64N(4)}, {teams: 1 + r.Int64N(4)}}}
		for range rt.n {
			rt.loss = append(rt.loss, grain*(1+r.Int64N(50)))
			rt.must = append(rt.must, false)
		}
		m := newMaster(rt)
		value := math.Inf(1)
		for range 30 {
			for range 20 {
				var route []int32
				for range 1 + r.IntN(6) {
					route = append(route, r.Int32N(int32(rt.n)))
				}
				m.addRoute(r.IntN(2), route, grain*r.Int64N(60))
			}
			now := m.solve(10_000, 1<<40)
			if now > value+1e-6 {
				t.Fatalf("seed %d: %v with more routes, %v before", seed, now, value)
			}
			value = now
			m.check(t, value)
		}
		if m.invert(); m.pivots != 0 {
			t.Error("pivots are counted from the last inverse on")
		}
		m.refresh()
		m.check(t, value)
	}
}

func (m *master) check(t *testing.T, value float64) {
	t.Helper()
	worth := 0.0
	for i, d := range m.dual {
		worth += d * m.right[i]
		if m.x[i] < -1e-6 {
			t.Fatalf("column %d has %v", m.base[i], m.x[i])
		}
	}
	if math.Abs(worth-value) > 1e-5*(1+math.Abs(value)) {
		t.Fatalf("rows are worth %v, columns %v", worth, value)
	}
	for c := range m.columns {
		if d := m.reduced(&m.columns[c]); d < -1e-5 || m.basic[c] && d > 1e-5 {
			t.Fatalf("column %d has reduced cost %v", c, d)
		}
	}
}
