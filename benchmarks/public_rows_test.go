package benchmarks

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/instance"
)

// someRuns are runs of small instances with values as wanted here, not as solved.
func someRuns(t testing.TB) []*Run {
	vrptw := smallCase(t, SmallOptions{Kind: instance.VRPTW, Clients: 5})
	fleet := *vrptw
	var err error
	if fleet.Instance, err = vrptw.WithFleet(); err != nil {
		t.Fatal(err)
	}
	toptw := smallCase(t, SmallOptions{Kind: instance.TOPTW, Clients: 5})
	vrptw.Instance.Name, fleet.Instance.Name, toptw.Instance.Name = "R101", "R101", "c101"
	second := 1500 * time.Millisecond
	return []*Run{
		{Case: vrptw, Seed: 1, Value: 101, Bound: 80, Vehicles: 3, Known: true, Best: Best{Value: 100}, Feasible: true, Runtime: second, Iterations: 3000},
		{Case: vrptw, Seed: 2, Value: 50, Known: true, Best: Best{Value: 100}, Runtime: second, Iterations: 3000}, // infeasible
		{Case: &fleet, Seed: 1, Value: 101.128, Vehicles: 3, Known: true, Best: Best{100, 3}, Feasible: true, Runtime: second, Iterations: 3000},
		{Case: &fleet, Seed: 2, Value: 90, Vehicles: 4, Known: true, Best: Best{100, 3}, Feasible: true, Runtime: second, Iterations: 3000},
		{Case: toptw, Seed: 1, Value: 45, Known: true, Best: Best{Value: 50}, Bound: 60, Feasible: true, Runtime: second, Iterations: 3000},
		{Case: toptw, Seed: 2, Value: 55, Feasible: true, Bound: 60, Runtime: second, Iterations: 3000},
	}
}

func TestRows(t *testing.T) {
	var out bytes.Buffer
	w, err := NewRowWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range someRuns(t) {
		if err := w.Write(run); err != nil {
			t.Fatal(err)
		}
	}
	want := `set,instance,m,seed,objective,value,bks,gap_percent,feasible,runtime_s,iterations,bound,bound_gap_percent
small,R101,,1,distance,101.0,100.0,1.0000,true,1.500,3000,80.0,26.2500
small,R101,,2,distance,50.0,100.0,,false,1.500,3000,,
small,R101,3,1,fleet,101.13,100.00,1.1280,true,1.500,3000,,
small,R101,4,2,fleet,90.00,100.00,,true,1.500,3000,,
small,c101,2,1,score,45,50,10.0000,true,1.500,3000,60,25.0000
small,c101,2,2,score,55,,,true,1.500,3000,60,8.3333
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	rows, err := ReadRows(&out)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Row{Set: "small", Instance: "R101", M: "3", Objective: "fleet", Seed: 1, Value: 101.13, Feasible: true}, rows[2]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadRowsFaults(t *testing.T) {
	const head = "instance,set,m,seed,objective,value,feasible\n" // in any order
	for text, part := range map[string]string{
		"":                                       "header",
		"set,instance\n":                         "missing column",
		head + "a,b,1,x,score,1,true\n":          "line 2",
		head + "a,b,1,1,score,much,true\n":       "line 2",
		head + "a,b,1,1,score,1,maybe\n":         "line 2",
		head + "a,b,1,1,score,1,true\nc,d\n":     "line 3",
		head + "a,b,1,-1,score,1,true\n":         "line 2",
		head + "\"a,b,1,1,score,1,true\nc,d\n\n": "quote",
	} {
		if rows, err := ReadRows(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%q: %v, %v", text, rows, err)
		}
	}
}

func TestSummary(t *testing.T) {
	var out strings.Builder
	if err := WriteSummary(&out, someRuns(t)); err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for line := range strings.Lines(out.String()) {
		got = append(got, strings.FieldsFunc(line, func(r rune) bool { return r == '\n' }))
	}
	want := [][]string{
		{"class         runs  feasible  mean gap %  worst gap %  worst instance  gap to bound %  seconds  iterations/s  vehicles  fewest known"},
		{"R1            4     3         1.06        1.13         R101            26.25           1.50     2000          7         6"},
		{"C1 m=2        2     2         10.00       10.00        c101 m=2        16.67           1.50     2000"},
		{"tất cả / all  6     5         4.04        10.00        c101 m=2        19.86           1.50     2000  7  6"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzReadRows(f *testing.F) {
	f.Add("set,instance,m,seed,objective,value,feasible\na,b,1,1,score,1,true\n")
	f.Fuzz(func(_ *testing.T, text string) {
		if rows, err := ReadRows(strings.NewReader(text)); err == nil {
			for i := range rows {
				rows[i].caseOf()
			}
		}
	})
}
