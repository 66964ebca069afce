package instance

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// An answer, member by member as VROOM's documentation has it.
func TestVROOMAnswer(t *testing.T) {
	s := solved(t, `{
		"vehicles": [{"id": 7, "description": "xe 7", "start": [105.8, 21.0], "start_index": 0, "end_index": 2, "end": [105.82, 21.0], "capacity": [9, 9]}, {"id": 8, "start_index": 0, "start": [105.8, 21.0], "capacity": [9, 9], "max_tasks": 0}],
		"jobs": [
			{"id": 1, "description": "việc 1", "location_index": 1, "location": [105.81, 21.0], "setup": 4, "service": 6, "delivery": [2, 1], "priority": 3, "time_windows": [[50, 60]]},
			{"id": 2, "location_index": 3, "location": [105.83, 21.0], "skills": [1], "pickup": [0, 0]}],
		"matrices": {"car": {"durations": [[0, 20, 9, 9], [9, 0, 30, 9], [9, 9, 0, 9], [9, 9, 9, 0]], "distances": [[0, 200, 9, 9], [9, 0, 300, 9], [9, 9, 0, 9], [9, 9, 9, 0]]}},
		"options": {"g": true}}`, few(50))
	s.Summary.Computing = VROOMTimes{Loading: 1, Solving: 2, Routing: 0}
	var got, want any
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	err = json.Unmarshal([]byte(`{
		"code": 0,
		"summary": {"cost": 50, "routes": 1, "unassigned": 1, "delivery": [2, 1], "amount": [2, 1], "pickup": [0, 0], "setup": 4, "service": 6,
			"duration": 50, "waiting_time": 0, "priority": 3, "distance": 500, "violations": [], "computing_times": {"loading": 1, "solving": 2, "routing": 0}},
		"unassigned": [{"id": 2, "type": "job", "location": [105.83, 21], "location_index": 3}],
		"routes": [{
			"vehicle": 7, "description": "xe 7", "cost": 50, "delivery": [2, 1], "amount": [2, 1], "pickup": [0, 0], "setup": 4, "service": 6,
			"duration": 50, "waiting_time": 0, "priority": 3, "distance": 500, "violations": [], "geometry": "_qd_C_awdS?o}@?o}@",
			"steps": [
				{"type": "start", "location": [105.8, 21], "location_index": 0, "setup": 0, "service": 0, "waiting_time": 0, "load": [2, 1], "arrival": 30, "duration": 0, "distance": 0, "violations": []},
				{"type": "job", "id": 1, "job": 1, "description": "việc 1", "location": [105.81, 21], "location_index": 1, "setup": 4, "service": 6, "waiting_time": 0, "load": [0, 0], "arrival": 50, "duration": 20, "distance": 200, "violations": []},
				{"type": "end", "location": [105.82, 21], "location_index": 2, "setup": 0, "service": 0, "waiting_time": 0, "load": [0, 0], "arrival": 90, "duration": 50, "distance": 500, "violations": []}]}]}`), &want)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Without amounts and lengths their members are left out, as VROOM does.
func TestVROOMAnswerInShort(t *testing.T) {
	s := solved(t, with("", "", ""), few(10))
	data, err := json.Marshal(s.Summary)
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(data, &members); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"delivery", "pickup", "amount", "distance"} {
		if _, there := members[name]; there {
			t.Errorf("%s is in %s", name, data)
		}
	}
	if s.Unassigned == nil || s.Routes[0].Steps[0].Index != nil || s.Routes[0].Geometry != "" {
		t.Errorf("%+v", s)
	}
}

// The example of the format's own description, to five decimals.
func TestPolyline(t *testing.T) {
	line := []geo.Point{{Lat: 38.5, Lon: -120.2}, {Lat: 40.7, Lon: -120.95}, {Lat: 43.252, Lon: -126.453}}
	if got := polyline(line); got != "_p~iF~ps|U_ulLnnqC_mqNvxq`@" {
		t.Errorf("%q", got)
	}
	if got := polyline(nil); got != "" {
		t.Errorf("%q", got)
	}
}

// Places of a plane, known by their distances alone, come out as near each other as they are.
func TestEmbed(t *testing.T) {
	const side = 7
	s := &vroomSquare{rows: side * side}
	var rows []int32
	distance := func(i, j int) float64 { return math.Hypot(float64(i/side-j/side), float64(i%side-j%side)) }
	for i := range side * side {
		rows = append(rows, int32(i))
		for j := range side * side {
			s.cells = append(s.cells, uint32(1000*distance(i, j)))
		}
	}
	points := embed(side*side, s, rows)
	scale := geo.Distance(points[0], points[side*side-1]) / distance(0, side*side-1)
	for i := range points {
		for j := range points {
			if got, want := geo.Distance(points[i], points[j])/scale, distance(i, j); math.Abs(got-want) > 0.05 {
				t.Errorf("%d to %d: %.2f, want %.2f", i, j, got, want)
			}
		}
	}
}

// Whatever the numbers, the points are on the earth.
func TestEmbedAnything(t *testing.T) {
	s := &vroomSquare{rows: 4, cells: []uint32{0, 4294967295, 5, 0, 1, 0, 4294967295, 0, 7, 70000000, 9, 0, 0, 0, 0, 0}}
	for _, rows := range [][]int32{{0, 1, 2, 3}, {2}, {3, 3}, {0, 1}} {
		for i, p := range embed(int32(len(rows)), s, rows) {
			if !p.Valid() {
				t.Errorf("%v: point %d is %v", rows, i, p)
			}
		}
	}
}
