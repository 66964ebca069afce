package instance

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
)

// FuzzVROOM reads whatever comes. What it does not refuse it answers, with a plan that holds what was
// asked.
func FuzzVROOM(f *testing.F) {
	rng := rand.New(rand.NewPCG(11, 13))
	for range 20 {
		f.Add([]byte(random(rng, 1+rng.IntN(5), 1+rng.IntN(3))))
	}
	for _, document := range []string{
		with(`"time_windows": [[1700000000, 1700003600]], "setup": 60, "amount": [2]`, `"capacity": [1], "costs": {"per_hour": 60}`, `"options": {"g": true, "x": 2}`),
		with("", `"breaks": [{}], "max_tasks": 1`, `"shipments": [1], "jobs": []`), `{"jobs": [{"id": 1}], "vehicles": {}}`, "{", "[1]",
		`{"jobs": [{"id": 1, "location_index": 1, "service_per_type": {"": 4}}], "vehicles": [{"id": 1, "start_index": 0, "speed_factor": 5}], "matrix": [[0, 4294967295], [9, 0]]}`,
	} {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := ReadVROOM(data, smallLimits())
		if err != nil {
			if err.Error() == "" {
				t.Error("an error that says nothing")
			}
			return
		}
		s, err := v.Solve(t.Context(), few(5))
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		answer, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if plainly(data) {
			verify(t, data, answer)
		}
	})
}

// plainly says whether a document is one that the check reads as it is meant: it knows neither vehicles
// of one id, nor several types of vehicles, nor members that are there twice or in other letters.
func plainly(data []byte) bool {
	var p givenProblem
	if json.Unmarshal(data, &p) != nil || strings.Contains(string(data), "_per_type") {
		return false
	}
	seen := map[uint64]bool{}
	for _, x := range p.Vehicles {
		if seen[x.ID] {
			return false
		}
		seen[x.ID] = true
	}
	again, err := json.Marshal(sorted(data))
	return err == nil && len(again) == len(strings.Join(strings.Fields(string(data)), ""))
}

// sorted is a document without what is there twice.
func sorted(data []byte) (document map[string]any) {
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.UseNumber()
	_ = decoder.Decode(&document)
	return document
}
