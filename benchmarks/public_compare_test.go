package benchmarks

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The figures are those of R: t.test(c(1, 2, 3, 6)).
func TestPair(t *testing.T) {
	p := Pair([]float64{1, 2, 3, 6})
	want := Paired{N: 4, Mean: 3, Low: -0.437, High: 6.437, P: 0.069}
	near := func(a, b float64) bool { return math.Abs(a-b) < 0.001 }
	if p.N != want.N || !near(p.Mean, want.Mean) || !near(p.Low, want.Low) || !near(p.High, want.High) || !near(p.P, want.P) {
		t.Errorf("%+v, want %+v", p, want)
	}
	for _, test := range []struct {
		name        string
		differences []float64
		want        Paired
	}{
		{"nothing", nil, Paired{0, 0, math.Inf(-1), math.Inf(1), 1}},
		{"one", []float64{2}, Paired{1, 2, math.Inf(-1), math.Inf(1), 1}},
		{"all the same", []float64{2, 2, 2}, Paired{3, 2, 2, 2, 0}},
		{"no difference", []float64{0, 0, 0}, Paired{3, 0, 0, 0, 1}},
	} {
		if diff := cmp.Diff(test.want, Pair(test.differences)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestCompare(t *testing.T) {
	row := func(instance, m, objective string, seed uint64, value float64) Row {
		return Row{Set: "s", Instance: instance, M: m, Objective: objective, Seed: seed, Value: value, Feasible: true}
	}
	failed := row("a", "", "distance", 4, 1)
	failed.Feasible = false
	before := []Row{
		row("A", "", "distance", 1, 100), row("A", "", "distance", 2, 100), row("A", "", "distance", 4, 100),
		row("b", "", "distance", 1, 100), row("b", "", "distance", 2, 100), row("c", "", "distance", 1, 50),
		row("t", "2", "score", 1, 100), row("t", "3", "score", 1, 100),
		row("f", "10", "fleet", 1, 500), row("g", "10", "fleet", 1, 500),
	}
	after := []Row{
		row("a", "", "distance", 1, 99), row("a", "", "distance", 2, 99), row("a", "", "distance", 3, 99), failed,
		row("b", "", "distance", 1, 104), row("b", "", "distance", 2, 98), row("c", "", "distance", 1, 50),
		row("t", "2", "score", 1, 110), row("t", "3", "score", 1, 90),
		row("f", "11", "fleet", 1, 400), row("g", "10", "fleet", 1, 495),
	}
	got := Compare(before, after)
	if len(got) != 3 {
		t.Fatalf("%d sets: %+v", len(got), got)
	}
	d := got[0]
	if d.Name != "s distance" || d.N != 3 || d.Better != 1 || d.Worse != 1 || d.Same != 1 || d.Unpaired != 2 || d.Mean != 0 {
		t.Errorf("distances: %+v", d)
	}
	if len(d.Moved) != 1 || d.Moved[0].Name != "s a distance" || d.Moved[0].Mean != -1 { // b scatters, c is the same
		t.Errorf("distances moved: %+v", d.Moved)
	}
	if s := got[1]; s.Better != 1 || s.Worse != 1 || s.Moved[0].Name != "s t m=2 score" || s.Moved[0].Mean != -10 {
		t.Errorf("scores: %+v", s)
	}
	if f := got[2]; f.Moved[0].Mean != -1 || f.Moved[1].Mean != 10 { // a vehicle more is worse, however short the way
		t.Errorf("fleets: %+v", f)
	}
	var out strings.Builder
	if err := WriteComparison(&out, got); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"s distance  3      1       1      1     2              +0.000", "s a distance", "-1.000 %"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

func TestRowsOfRuns(t *testing.T) {
	runs := someRuns(t)
	var file strings.Builder
	w, err := NewRowWriter(&file)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runs {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	read, err := ReadRows(strings.NewReader(file.String()))
	if diff := cmp.Diff(read, Rows(runs)); diff != "" || err != nil {
		t.Errorf("what is written is not what is compared: %v (-file +runs):\n%s", err, diff)
	}
	for _, c := range Compare(read, Rows(runs)) {
		if c.Better+c.Worse+len(c.Moved) > 0 {
			t.Errorf("runs differ from themselves: %+v", c)
		}
	}
}
