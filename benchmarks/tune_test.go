package benchmarks

import (
	"context"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/solver"
	"gonha/solver/instance"
)

func TestParseVariation(t *testing.T) {
	for text, want := range map[string]Variation{
		"neighbours=20, 30,40": {Values: []float64{20, 30, 40}},
		"split = 0.5":          {Values: []float64{0.5}},
		"removed=6..14.5":      {Low: 6, High: 14.5},
	} {
		v, err := ParseVariation(text)
		if diff := cmp.Diff(want, v, cmpopts.IgnoreFields(Variation{}, "Knob")); diff != "" || err != nil || !strings.HasPrefix(text, v.Knob.Name) {
			t.Errorf("%s: %v (-want +got):\n%s", text, err, diff)
		}
	}
	for _, text := range []string{"", "neighbours", "neighbours=", "beauty=1", "neighbours=0", "neighbours=1.5", "removed=14..6", "removed=6..x", "split=0..2", "split=NaN"} {
		if v, err := ParseVariation(text); err == nil {
			t.Errorf("%q: %+v", text, v)
		}
	}
}

// Whatever the text, values that are taken are valid.
func FuzzParseVariation(f *testing.F) {
	f.Add("neighbours=20,30")
	f.Add("hot=1e-3..1e3")
	f.Fuzz(func(t *testing.T, text string) {
		v, err := ParseVariation(text)
		if err != nil {
			return
		}
		list, err := Draw(nil, []Variation{v}, 5, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, tuning := range list {
			if err := tuning.Validate(); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	})
}

func TestGrid(t *testing.T) {
	vary := []Variation{variation(t, "neighbours=20,30"), variation(t, "split=0,1")}
	got, err := Grid(solver.Tuning{"hot": 2, "split": 0.3}, vary)
	want := []solver.Tuning{
		{"hot": 2, "neighbours": 20, "split": 0}, {"hot": 2, "neighbours": 20, "split": 1},
		{"hot": 2, "neighbours": 30, "split": 0}, {"hot": 2, "neighbours": 30, "split": 1},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := Grid(nil, []Variation{variation(t, "split=0..1")}); err == nil {
		t.Error("a span has no grid")
	}
	many := variation(t, "neighbours=1"+strings.Repeat(",2", 60))
	if _, err := Grid(nil, []Variation{many, many}); err == nil {
		t.Error("3721 combinations are accepted")
	}
}

func TestDraw(t *testing.T) {
	vary := []Variation{variation(t, "neighbours=20..40"), variation(t, "hot=0.001..1000"), variation(t, "split=0,1")}
	list, err := Draw(solver.Tuning{"cold": 0.1}, vary, 200, 1)
	if err != nil || len(list) != 200 {
		t.Fatalf("%d, %v", len(list), err)
	}
	below := 0
	for _, tuning := range list {
		if err := tuning.Validate(); err != nil || len(tuning) != 4 || tuning["cold"] != 0.1 {
			t.Errorf("%v: %v", tuning, err)
		}
		if tuning["hot"] < 1 { // half of the decades
			below++
		}
	}
	if below < 70 || below > 130 {
		t.Errorf("%d of 200 below the middle of a logarithmic span", below)
	}
	again, err := Draw(solver.Tuning{"cold": 0.1}, vary, 200, 1)
	if diff := cmp.Diff(list, again); diff != "" || err != nil {
		t.Errorf("the same seed draws others: %v\n%s", err, diff)
	}
	if _, err := Draw(nil, vary, 0, 1); err == nil {
		t.Error("none are accepted")
	}
}

func variation(t *testing.T, text string) Variation {
	t.Helper()
	v, err := ParseVariation(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A tuning that hardly searches loses against the usual one, and the usual one is no different from itself.
func TestTune(t *testing.T) {
	var cases []Case
	for seed := range uint64(4) {
		cases = append(cases, *smallCase(t, SmallOptions{Kind: instance.TOPTW, Clients: 60, Seed: seed}))
	}
	usual := solver.TuningOf(cases[0].Problem(), nil)
	bad := solver.Tuning{"removed": 1, "longest": 1, "neighbours": 1, "offered": 0, "offered_at": 0, "transfer": 0}
	blocks := 0
	verdicts, err := Tune(t.Context(), cases, []uint64{1, 2}, iterations(400), []solver.Tuning{bad, usual}, func(int, int) { blocks++ })
	if err != nil || blocks != 8 {
		t.Fatalf("%d blocks, %v", blocks, err)
	}
	if diff := cmp.Diff(Verdict{Tuning: usual, Paired: Paired{N: 8, P: 1}, Adjusted: 1}, verdicts[0]); diff != "" {
		t.Errorf("the usual tuning against itself (-want +got):\n%s", diff)
	}
	if v := verdicts[1]; v.Mean <= 0 || v.N != 8 || v.Wins() || v.Adjusted > 0.05 {
		t.Errorf("a bad tuning: %+v", v)
	}
}

func TestTuneInterrupted(t *testing.T) {
	cases := []Case{*smallCase(t, SmallOptions{Kind: instance.TOPTW, Clients: 10})}
	ctx, cancel := context.WithCancel(t.Context())
	verdicts, err := Tune(ctx, cases, []uint64{1, 2, 3}, iterations(50), []solver.Tuning{{"split": 0}}, func(block, _ int) {
		if block == 2 {
			cancel()
		}
	})
	if err != nil || verdicts[0].N != 2 {
		t.Errorf("%+v, %v", verdicts, err)
	}
}

func TestRunChange(t *testing.T) {
	c := smallCase(t, SmallOptions{Kind: instance.VRPTW, Clients: 5})
	run := func(value float64, feasible bool) *Run { return &Run{Case: c, Value: value, Feasible: feasible} }
	for _, test := range []struct {
		before, after *Run
		want          float64
	}{
		{run(100, true), run(101, true), 1},
		{run(100, true), run(50, false), infeasible},
		{run(50, false), run(100, true), -infeasible},
		{run(50, false), run(60, false), 0},
	} {
		if got := runChange(test.before, test.after); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%v, want %v", got, test.want)
		}
	}
}

// The adjusted probabilities are those of R: p.adjust(c(0.01, 0.04, 0.03, 0.5), "holm").
func TestAdjust(t *testing.T) {
	verdicts := []Verdict{{Paired: Paired{P: 0.01}}, {Paired: Paired{P: 0.04}}, {Paired: Paired{P: 0.03}}, {Paired: Paired{P: 0.5}}}
	adjust(verdicts)
	for i, want := range []float64{0.04, 0.09, 0.09, 0.5} {
		if math.Abs(verdicts[i].Adjusted-want) > 1e-9 {
			t.Errorf("%d: %v, want %v", i, verdicts[i].Adjusted, want)
		}
	}
}

func TestVerdictsReport(t *testing.T) {
	verdicts := []Verdict{
		{Tuning: solver.Tuning{"split": 0.25, "hot": 1}, Paired: Paired{4, -1.5, -2, -1, 0.001}, Adjusted: 0.002},
		{Paired: Paired{N: 1, Mean: 0.5, Low: math.Inf(-1), High: math.Inf(1), P: 1}, Adjusted: 1},
	}
	var out strings.Builder
	if err := WriteVerdicts(&out, verdicts); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"hot=1 split=0.25", "-2.000 to -1.000", "0.002", "as it was"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	path := filepath.Join(t.TempDir(), "tune.svg")
	if err := PlotVerdicts(path, verdicts); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || xml.Unmarshal(data, new(struct{ XMLName xml.Name })) != nil {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}
