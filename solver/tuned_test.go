package solver

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every number of the tuning is a knob, so that none is forgotten, and the tuning of every kind of
// problem lies in the knobs' ranges.
func TestKnobsAreAll(t *testing.T) {
	var tune tuning
	numbers := 0
	for field := range reflect.TypeFor[tuning]().Fields() {
		switch field.Type.Kind() {
		case reflect.Int, reflect.Float64, reflect.Bool:
			numbers++
		}
	}
	places := map[any]bool{}
	for _, k := range tune.knobs() {
		places[k.at] = true
		if k.Doc == "" || k.Most <= k.Least {
			t.Errorf("%s: %q, from %v to %v", k.Name, k.Doc, k.Least, k.Most)
		}
	}
	if len(places) != numbers || len(tune.knobs()) != numbers {
		t.Errorf("%d knobs at %d places for %d numbers", len(tune.knobs()), len(places), numbers)
	}
	for _, radius := range []float64{0, 30} {
		for _, exchange := range []int64{0, 10} {
			if err := TuningOf(&Problem{StopRadius: radius, Exchange: exchange, Clients: make([]Client, 3)}, nil).Validate(); err != nil {
				t.Errorf("radius %v, exchange %d: %v", radius, exchange, err)
			}
		}
	}
}

func TestTuningApply(t *testing.T) {
	p := &Problem{StopRadius: 30}
	before := TuningOf(p, nil)
	changes := Tuning{"neighbours": 17, "hot": 2.5}
	after := TuningOf(p, changes)
	for name, value := range changes {
		if after[name] != value || before[name] == value {
			t.Errorf("%s: %v before, %v after", name, before[name], after[name])
		}
		after[name] = before[name]
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("others changed (-before +after):\n%s", diff)
	}
}

func TestTuningValidate(t *testing.T) {
	for _, test := range []struct {
		tuning Tuning
		faults []string
	}{
		{nil, nil},
		{Tuning{"neighbours": 30, "split": 0}, nil},
		{Tuning{"beauty": 1}, []string{`"beauty" is not known`}},
		{Tuning{"neighbours": 0, "split": 1.1, "zeal": 2}, []string{"neighbours", "split", "zeal"}},
		{Tuning{"neighbours": 30.5}, []string{"whole"}},
		{Tuning{"hot": math.NaN()}, []string{"hot"}},
	} {
		err := test.tuning.Validate()
		got := ""
		if err != nil {
			got = err.Error()
		}
		if n := strings.Count(got, "tuning:"); n != len(test.faults) {
			t.Errorf("%v: %d faults: %v", test.tuning, n, err)
		}
		for _, want := range test.faults {
			if !strings.Contains(got, want) {
				t.Errorf("%v: %q does not say %q", test.tuning, got, want)
			}
		}
	}
}

// A changed tuning changes the search, and the same one does not.
func TestSolveTuned(t *testing.T) {
	p := ward(80, 30, 1)
	solve := func(tuning Tuning) *Result {
		t.Helper()
		o := DefaultOptions()
		o.TimeLimit, o.Iterations, o.Tuning = 0, 300, tuning
		r, err := Solve(t.Context(), p, o)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	plain, same, other := solve(nil), solve(TuningOf(p, nil)), solve(Tuning{"neighbours": 3, "removed": 2})
	if diff := cmp.Diff(plain.Solution, same.Solution); diff != "" {
		t.Errorf("the defaults spelt out give another plan (-want +got):\n%s", diff)
	}
	if cmp.Equal(plain.Solution, other.Solution) {
		t.Error("another tuning gives the same plan")
	}
	o := DefaultOptions()
	o.Tuning = Tuning{"beauty": 1}
	if _, err := Solve(t.Context(), p, o); err == nil || !strings.Contains(err.Error(), "beauty") {
		t.Errorf("an unknown name: %v", err)
	}
}
