package road

import (
	"testing"

	"gonha/geo"
)

// TestMissingAlley: doors down an alley that the map lacks, 20 m from one to the next: each is reached
// from the one before, not by the street. Doors of two streets that stand back to back are not.
func TestMissingAlley(t *testing.T) {
	const metre = 1 / 111195.0 // degrees of latitude
	m := testMap{
		nodes: []mapNode{{1, 21, 105.80, nil}, {2, 21, 105.82, nil}, {3, 21 + 40*metre, 105.80, nil}, {4, 21 + 40*metre, 105.815, nil}},
		ways: []mapWay{
			{1, []int64{1, 2}, []string{"highway", "residential"}}, {2, []int64{3, 4}, []string{"highway", "residential"}},
			{3, []int64{1, 3}, []string{"highway", "residential"}},
		},
	}
	roads, b, err := roadsOf(t, m, Walk())
	if err != nil {
		t.Fatal(err)
	}
	var doors []geo.Point
	for i := range 8 { // off the first street, where the second has ended
		doors = append(doors, place(21+float64(20*(i+1))*metre, 105.819))
	}
	doors = append(doors, place(21+17*metre, 105.81), place(21+23*metre, 105.81))
	e := roads.Engine(doors)
	for i := range int32(7) {
		if _, metres := e.Leg(i, i+1); metres != 20 {
			t.Errorf("door %d to the next is %d m", i, metres)
		}
		if _, metres := e.Leg(0, i+1); metres > 20*(i+1) {
			t.Errorf("the first to door %d is %d m", i+1, metres)
		}
	}
	flat, per := e.Neighbours(upTo(len(doors)), 2, 1)
	for i := int32(1); i < 7; i++ {
		if near := flat[int(i)*per : int(i)*per+2]; near[0]+near[1] != 2*i {
			t.Errorf("the neighbours of door %d are %v", i, near)
		}
	}
	if _, metres := e.Leg(8, 9); metres < 2000 {
		t.Errorf("through the houses it is %d m", metres)
	}
	compare(t, e, b)
}
