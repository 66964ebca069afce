package instance

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// loadsOf reads the loads and capacities that the solver is given.
func loadsOf(t *testing.T, jobs, vehicles []string) (loads, caps []int32) {
	t.Helper()
	var list []string
	for i, members := range jobs {
		list = append(list, fmt.Sprintf(`{"id": %d, "location": [1, 2], %s}`, i, members))
	}
	text := `{"jobs": [` + strings.Join(list, ",") + `], "vehicles": [`
	list = nil
	for i, members := range vehicles {
		list = append(list, fmt.Sprintf(`{"id": %d, "start": [1, 2], %s}`, i, members))
	}
	v, err := ReadVROOM([]byte(text+strings.Join(list, ",")+"]}"), sparse())
	if err != nil {
		t.Fatal(err)
	}
	for i := range v.problem.Clients {
		loads = append(loads, v.problem.Clients[i].Load)
	}
	for i := range v.problem.Teams {
		caps = append(caps, v.problem.Teams[i].Capacity)
	}
	return loads, caps
}

// Of several limits the one that implies the others is the solver's.
func TestVROOMLoads(t *testing.T) {
	const free = 1<<31 - 1
	for _, c := range []struct {
		name           string
		jobs, vehicles []string
		loads, caps    []int32
	}{
		{"nothing limits", []string{`"delivery": [2]`, `"pickup": [3]`}, []string{`"capacity": [5]`, `"capacity": [6]`}, []int32{0, 0}, []int32{free, free}},
		{"deliveries", []string{`"delivery": [2]`, `"delivery": [3]`}, []string{`"capacity": [4]`, `"capacity": [9]`}, []int32{2, 3}, []int32{4, 5}},
		{"pickups", []string{`"pickup": [2]`, `"pickup": [3]`}, []string{`"capacity": [4]`}, []int32{2, 3}, []int32{4}},
		{"less picked up than delivered", []string{`"pickup": [2], "delivery": [2]`, `"delivery": [3]`}, []string{`"capacity": [4]`}, []int32{2, 3}, []int32{4}},
		{"more picked up than delivered", []string{`"pickup": [2], "delivery": [1]`, `"pickup": [3]`}, []string{`"capacity": [4]`}, []int32{2, 3}, []int32{4}},
		{"the second amount limits", []string{`"delivery": [1, 2]`, `"delivery": [1, 3]`}, []string{`"capacity": [9, 4]`}, []int32{2, 3}, []int32{4}},
		{"the second implies the first", []string{`"delivery": [4, 2]`, `"delivery": [2, 1]`}, []string{`"capacity": [5, 2]`, `"capacity": [4, 2]`}, []int32{2, 1}, []int32{2, 2}},
		{"jobs", []string{`"service": 1`, `"service": 1`, `"service": 1`}, []string{`"max_tasks": 2`}, []int32{1, 1, 1}, []int32{2}},
		{"jobs imply the amount", []string{`"delivery": [3]`, `"delivery": [2]`, `"delivery": [0]`}, []string{`"max_tasks": 1, "capacity": [3]`}, []int32{1, 1, 1}, []int32{1}},
		{"loads beyond all vehicles", []string{`"delivery": [4000000000]`, `"delivery": [1]`}, []string{`"capacity": [7]`}, []int32{mostLoad + 1, 1}, []int32{7}},
	} {
		loads, caps := loadsOf(t, c.jobs, c.vehicles)
		if diff := cmp.Diff([][]int32{c.loads, c.caps}, [][]int32{loads, caps}); diff != "" {
			t.Errorf("%s: loads, capacities (-want +got):\n%s", c.name, diff)
		}
	}
}

// Whatever jobs a vehicle takes, it heeds all limits where it heeds one that covers them: all subsets of a
// few jobs are tried.
func TestVROOMCovers(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	covered := 0
	for range 3000 {
		var d, other vroomDimension
		for range 4 {
			d.loads, other.loads = append(d.loads, rng.Uint64N(5)), append(other.loads, rng.Uint64N(3))
		}
		for range 2 {
			d.caps, other.caps = append(d.caps, rng.Uint64N(8)), append(other.caps, rng.Uint64N(8))
		}
		if !d.covers(&other) {
			continue
		}
		covered++
		for v := range d.caps {
			for set := range 1 << len(d.loads) {
				a, b := uint64(0), uint64(0)
				for j := range d.loads {
					if set>>j&1 == 1 {
						a, b = a+d.loads[j], b+other.loads[j]
					}
				}
				if a <= d.caps[v] && b > other.caps[v] {
					t.Fatalf("%+v does not cover %+v", d, other)
				}
			}
		}
	}
	if covered < 100 {
		t.Errorf("only %d pairs were tried", covered)
	}
}

// Vehicles heed all skills of a job, whatever the sets.
func TestWithin(t *testing.T) {
	for _, c := range []struct {
		set, all []uint32
		want     bool
	}{
		{nil, nil, true}, {nil, []uint32{1}, true}, {[]uint32{1}, nil, false}, {[]uint32{1, 3}, []uint32{1, 2, 3}, true},
		{[]uint32{1, 3}, []uint32{1, 2}, false}, {[]uint32{0}, []uint32{1, 2}, false}, {[]uint32{2}, []uint32{2}, true},
	} {
		if got := within(c.set, c.all); got != c.want {
			t.Errorf("%v within %v: %v", c.set, c.all, got)
		}
	}
}
