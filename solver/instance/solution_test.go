package instance

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadSolution(t *testing.T) {
	tests := []struct {
		text string
		want Solution
	}{
		{"Route #1: 5 3 8\nRoute #2: 1\nCost 42.5\n", Solution{[][]int32{{5, 3, 8}, {1}}, 42.5, true}},
		{"Route #1: 5 \nRoute #2:\nRoute #3: 2\nCost: 6655548", Solution{[][]int32{{5}, {}, {2}}, 6655548, true}},
		{"Route #1: 5\nScore 590\n", Solution{[][]int32{{5}}, 590, true}},
		{"route 1: 5\n\n", Solution{[][]int32{{5}}, 0, false}},
		{"", Solution{}},
	}
	for _, test := range tests {
		s, err := ReadSolution("a.sol", strings.NewReader(test.text))
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		if diff := cmp.Diff(&test.want, s); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestReadSolutionFaults(t *testing.T) {
	for text, want := range map[string]string{
		"Route #1: 5\nRoute #3: 4\n": "a.sol:2: ",
		"Route #1 5\n":               "a.sol:1: ",
		"Route #1: 5 x\n":            "a.sol:1: ",
		"Route #1: -5\n":             "a.sol:1: ",
		"Route #1: 5.5\n":            "a.sol:1: ",
		"\nCost\n":                   "a.sol:2: ",
		"Cost 5\nCost 5\n":           "a.sol:2: ",
		"Price 5\n":                  "a.sol:1: ",
	} {
		if _, err := ReadSolution("a.sol", strings.NewReader(text)); !errors.Is(err, ErrFormat) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestWriteSolution(t *testing.T) {
	routes := [][]int32{{5, 3}, {}, {8}}
	tests := []struct {
		in    Instance
		value float64
		want  string
	}{
		{Instance{Kind: VRPTW, Objective: Distance, Measure: Measure{10, Down}}, 42.04, "Route #1: 5 3\nRoute #2: 8\nCost 42.0\n"},
		{Instance{Kind: MDVRPTW, Objective: Distance, Measure: Measure{1000, Nearest}, Ordered: true}, 42, "Route #1: 5 3\nRoute #2:\nRoute #3: 8\nCost 42.000\n"},
		{Instance{Kind: TOPTW, Objective: Score, Measure: Measure{100, Down}}, 42, "Route #1: 5 3\nRoute #2: 8\nCost 42\n"},
		{Instance{Kind: CVRP, Objective: Distance, Measure: Measure{1, Nearest}}, 42, "Route #1: 5 3\nRoute #2: 8\nCost 42\n"},
		{Instance{Kind: VRPTW, Objective: Fleet, Measure: Measure{1, None}}, 42.126, "Route #1: 5 3\nRoute #2: 8\nCost 42.13\n"},
	}
	for _, test := range tests {
		var out bytes.Buffer
		if err := test.in.WriteSolution(&out, routes, test.value); err != nil || out.String() != test.want {
			t.Errorf("%v: %q, %v, want %q", test.in.Kind, out.String(), err, test.want)
		}
		s, err := ReadSolution("a.sol", &out)
		if err != nil || s.Routes[0][1] != 3 {
			t.Errorf("%v: read back as %v, %v", test.in.Kind, s, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteSolutionFails(t *testing.T) {
	if (&Instance{}).WriteSolution(full{}, [][]int32{{1}}, 1) == nil {
		t.Error("a full disk is no error")
	}
}

// Whatever the bytes, a solution that can be read is the same when written and read again.
func FuzzReadSolution(f *testing.F) {
	f.Add("Route #1: 5 3 8\nRoute #2: 1\nCost 42.5\n")
	f.Add("Route #1: 5 \nRoute #2:\nScore: 7")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ReadSolution("a.sol", strings.NewReader(text))
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("an error that is not ErrFormat: %v", err)
			}
			return
		}
		var out bytes.Buffer
		in := Instance{Objective: Score, Ordered: true}
		if err := in.WriteSolution(&out, s.Routes, 7); err != nil {
			t.Fatal(err)
		}
		again, err := ReadSolution("a.sol", &out)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s.Routes, again.Routes); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}
