package cluster

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/geo"
)

// square is four points around a middle, a given number of metres east and west, north and south.
func square(east, north, half float64) []geo.Point {
	return []geo.Point{place(east-half, north-half), place(east+half, north-half), place(east+half, north+half), place(east-half, north+half)}
}

func TestMeasure(t *testing.T) {
	apart := append(square(0, 0, 30), square(200, 0, 30)...)
	inner := append(square(0, 0, 30), square(0, 0, 10)...)
	radius := 30 * math.Sqrt2
	for _, c := range []struct {
		name string
		in   Input
		turf []int32
		want Quality
	}{
		{"two squares apart", Input{Points: apart, Group: []int32{0, 0, 0, 0, 1, 1, 1, 1}, Teams: crew(2)},
			[]int32{0, 0, 0, 0, 1, 1, 1, 1}, Quality{Pieces: 2, Compactness: radius}},
		{"the same without teams for one", Input{Points: apart, Teams: crew(2)},
			[]int32{0, 0, 0, 0, -1, -1, -1, -1}, Quality{Imbalance: 1, Compactness: radius, Unassigned: 4}},
		{"weights", Input{Points: apart, Weight: []float64{3, 3, 3, 3, 1, 1, 1, 1}, Teams: crew(2)},
			[]int32{0, 0, 0, 0, 1, 1, 1, 1}, Quality{Imbalance: 0.5, Compactness: radius}},
		{"weights in proportion to capacity", Input{Points: apart, Weight: []float64{3, 3, 3, 3, 1, 1, 1, 1}, Teams: []Team{{Capacity: 90}, {Capacity: 30}}},
			[]int32{0, 0, 0, 0, 1, 1, 1, 1}, Quality{Compactness: radius}},
		{"a square in a square", Input{Points: inner, Group: []int32{3, 3, 3, 3, 3, 3, -1, -1}, Teams: crew(2)},
			[]int32{0, 0, 0, 0, 1, 1, 1, 1}, Quality{SplitGroups: 1, Pieces: 2, Overlap: 0.5, Compactness: 10 * math.Sqrt(10)}},
		{"two squares with a side in common", Input{Points: append(square(0, 0, 30), square(60, 0, 30)...), Teams: crew(2)},
			[]int32{0, 0, 0, 0, 1, 1, 1, 1}, Quality{Compactness: radius}},
		{"nothing", Input{Teams: crew(2)}, nil, Quality{}},
	} {
		got := Measure(c.in, c.turf)
		if diff := cmp.Diff(c.want, got, cmpopts.EquateApprox(0.001, 1e-9)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestCentres(t *testing.T) {
	in := Input{Points: square(0, 0, 30), Weight: []float64{1, 3, 0, 0}, Teams: []Team{{}, {}, {Start: place(7, 7)}}}
	got := Centres(in, []int32{0, 0, 1, -1})
	want := []geo.Point{place(15, -30), place(30, 30), place(7, 7)} // by weight; without weight; without points
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("centres (-want +got):\n%s", diff)
	}
}
