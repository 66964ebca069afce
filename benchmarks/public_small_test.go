package benchmarks

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"gonha/solver"
	"gonha/solver/instance"
)

// kinds are all kinds of public instances.
var kinds = []instance.Kind{instance.VRPTW, instance.CVRP, instance.MDVRPTW, instance.PCVRPTW, instance.TOPTW, instance.TOP}

// smallCase generates an instance and reads it back.
func smallCase(t testing.TB, o SmallOptions) *Case {
	t.Helper()
	var file bytes.Buffer
	if err := WriteSmall(&file, o); err != nil {
		t.Fatal(err)
	}
	in, err := instance.Read(fmt.Sprintf("%v%d.txt", o.Kind, o.Seed), &file)
	if err != nil {
		t.Fatal(err)
	}
	if in.Kind != o.Kind {
		t.Fatalf("written as %v, read as %v", o.Kind, in.Kind)
	}
	c := &Case{Instance: in, Set: "small"}
	if in.TeamsFree() {
		c.Instance, c.Teams = in.WithTeams(2), 2
	}
	return c
}

// iterations are options of a solve that is the same on every machine.
func iterations(n int64) solver.Options {
	o := solver.DefaultOptions()
	o.TimeLimit, o.Iterations = 0, n
	return o
}

func TestSmallIsTheSame(t *testing.T) {
	var a, b bytes.Buffer
	o := SmallOptions{Kind: instance.VRPTW, Clients: 20, Seed: 3}
	if err := WriteSmall(&a, o); err != nil {
		t.Fatal(err)
	}
	if err := WriteSmall(&b, o); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("the same options give other bytes, %v", err)
	}
	if WriteSmall(&b, SmallOptions{Kind: 99}) == nil {
		t.Error("no kind and no clients are accepted")
	}
}

// The routes found for small instances of every kind are feasible and worth what the solver says.
func TestSolveSmall(t *testing.T) {
	for _, kind := range kinds {
		for _, clustered := range []bool{false, true} {
			t.Run(fmt.Sprintf("%v clustered=%v", kind, clustered), func(t *testing.T) {
				c := smallCase(t, SmallOptions{Kind: kind, Clients: 40, Clustered: clustered, Seed: 1})
				run, err := c.Solve(t.Context(), 1, iterations(500), &Known{})
				if err != nil {
					t.Fatal(err)
				}
				if !run.Feasible || run.Value <= 0 || run.Iterations < 500 || len(run.Curve) == 0 {
					t.Errorf("value %v after %d iterations, %v", run.Value, run.Iterations, run.Fault)
				}
			})
		}
	}
}

// Of tiny instances the solver finds a best solution, as enumeration with the evaluation alone does. Where
// prizes are exchanged for travel it inserts one client at a time, each only if it pays for itself: of
// clients that pay only together it may visit none, so that there it is held to what visiting nobody costs.
func TestSolveFindsTheBestOfTiny(t *testing.T) {
	for _, kind := range kinds {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%v %d", kind, seed), func(t *testing.T) {
				c := smallCase(t, SmallOptions{Kind: kind, Clients: 5, Seed: seed})
				if len(c.Vehicles) > 2 { // two suffice for what is enumerated: of each depot one
					c.Vehicles = c.Vehicles[:2]
				}
				run, err := c.Solve(t.Context(), 1, iterations(3000), &Known{})
				if err != nil {
					t.Fatal(err)
				}
				best := enumerate(c.Instance)
				if nobody := c.Evaluate(nil).Value; kind == instance.PCVRPTW && run.Feasible && run.Value >= best && run.Value <= nobody {
					return
				}
				if !math.IsInf(best, 0) && (!run.Feasible || math.Abs(run.Value-best) > 1e-6) {
					t.Errorf("found %v (%v), the best is %v", run.Value, run.Fault, best)
				}
			})
		}
	}
}

// enumerate is the value of the best solution with two vehicles, of all that there are; infinite where
// none is feasible.
func enumerate(in *instance.Instance) float64 {
	worst := math.Inf(1)
	if in.Objective.Maximised() {
		worst = math.Inf(-1)
	}
	best := worst
	clients := in.Clients()
	routes := make([][]int32, 2)
	var visit func(k int)
	visit = func(k int) {
		if k == len(clients) {
			e := in.Evaluate(routes)
			if e.Feasible() && (e.Value < best) != in.Objective.Maximised() {
				best = e.Value
			}
			return
		}
		visit(k + 1) // left out
		for v := range routes {
			was := routes[v]
			for at := range len(was) + 1 {
				routes[v] = append(append(append([]int32{}, was[:at]...), clients[k]), was[at:]...)
				visit(k + 1)
			}
			routes[v] = was
		}
	}
	visit(0)
	return best
}
