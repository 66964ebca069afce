package road

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

func lines(t *testing.T, path string, box Box) []Line {
	t.Helper()
	var all []Line
	if err := Lines(t.Context(), path, box, func(l Line) error { all = append(all, l); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestLines: the same roads whatever the form of the file.
func TestLines(t *testing.T) {
	m := hamlet()
	want := []Line{
		{"residential", "Phố Cầu Mới", []geo.Point{place(21.03, 105.83), place(21.03, 105.831), place(21.03, 105.832), place(21.03, 105.833)}},
		{"steps", "", []geo.Point{place(21.03, 105.833), place(21.03, 105.8334)}},
		{"alley", "Ngõ 68 \"Cầu\" & Mới", []geo.Point{place(21.03, 105.831), place(21.029, 105.831), place(21.029, 105.8315)}},
	}
	backwards := hamlet()
	for i, n := range m.nodes {
		backwards.nodes[len(m.nodes)-1-i] = n
	}
	for name, data := range map[string][]byte{
		"dense, packed": m.pbf(true, true, false), "a node at a time, plain": m.pbf(false, false, false), "ways first": m.pbf(true, true, true),
		"descending ids": backwards.pbf(true, false, false), "descending ids, ways first": backwards.pbf(false, true, true), "xml": m.xml(),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, lines(t, write(t, "map", data), hamletBox)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLinesClipped: a road that leaves the box and comes back is two lines; one stretch alone inside
// counts, one node alone does not.
func TestLinesClipped(t *testing.T) {
	m := testMap{
		nodes: []mapNode{{1, 0, 1, nil}, {2, 0, 2, nil}, {3, 0, 9, nil}, {4, 0, 3, nil}, {5, 0, 4, nil}, {6, 9, 4, nil}},
		ways: []mapWay{
			{1, []int64{1, 2, 3, 4, 4, 5}, []string{"highway", "track"}},
			{2, []int64{6, 5, 6}, []string{"highway", "track"}},
			{3, []int64{99, 1, 98, 2, 4}, []string{"highway", "path"}},
		},
	}
	want := []Line{
		{"track", "", []geo.Point{place(0, 1), place(0, 2)}}, {"track", "", []geo.Point{place(0, 3), place(0, 4)}},
		{"path", "", []geo.Point{place(0, 2), place(0, 3)}},
	}
	got := lines(t, write(t, "map", m.pbf(true, true, false)), Box{South: -5, West: 0, North: 5, East: 5})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLinesErrors(t *testing.T) {
	whole := hamlet().pbf(true, true, false)
	never := func(Line) error { return nil }
	for name, data := range map[string][]byte{
		"empty": {}, "cut": whole[:len(whole)-3], "cut in a header": whole[:6], "huge header": {0, 0xff, 0xff, 0xff, 1}, "text": []byte("id,lat,lon\n<osm"), "plain text": []byte("id,lat,lon\n"),
	} {
		if err := Lines(t.Context(), write(t, "map", data), hamletBox, never); !errors.Is(err, errFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
	path := write(t, "map", whole)
	stop := errors.New("stop")
	if err := Lines(t.Context(), path, hamletBox, func(Line) error { return stop }); err != stop {
		t.Errorf("the visitor's error is lost: %v", err)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Lines(done, path, hamletBox, never); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled scan: %v", err)
	}
	if err := Lines(t.Context(), path+"-absent", hamletBox, never); err == nil {
		t.Error("a file that is not there is no error")
	}
}

func TestAround(t *testing.T) {
	if b := Around(nil, 1000); b.Contains(place(0, 0)) {
		t.Errorf("the box of no points is %+v", b)
	}
	points := []geo.Point{place(21.01, 105.80), place(21.03, 105.84), place(21.02, 105.82), place(10.78, 106.69)}
	b := Around(points, 1000)
	if b.North-21.03 < 0.0089 || b.North-21.03 > 0.0091 || b.South > 21.0011 || b.West > 105.7905 || b.East > 105.86 {
		t.Errorf("the box is %+v", b)
	}
	for _, p := range points[:3] {
		if !b.Contains(p) {
			t.Errorf("%v is outside", p)
		}
	}
	if d := geo.Distance(place(21.03, 105.84), place(21.03, b.East)); math.Abs(d-1000) > 5 {
		t.Errorf("the margin east is %v m", d)
	}
	if Around(points[:1], 0) != (Box{21.01, 105.80, 21.01, 105.80}) {
		t.Error("a point without a margin is not a box of itself")
	}
	if pole := Around([]geo.Point{place(90, 0)}, 1000); pole.North != 90 || !pole.Contains(place(89.999, 0)) {
		t.Errorf("at the pole: %+v", pole)
	}
}
