package road

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonha/geo"
)

// TestNearest: the grid finds what looking at every segment finds, from near and far, on and off it.
func TestNearest(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 2))
		roads, _, err := roadsOf(t, randomMap(r), Walk())
		if err != nil {
			continue
		}
		s := roads.segments
		for range 200 {
			spread := math.Pow(10, -3+3*r.Float64())
			p := place(21.004+(r.Float64()-0.5)*spread, 105.004+(r.Float64()-0.5)*spread)
			got, _ := s.nearest(p)
			want := near{metres: math.Inf(1)}
			x, y := (p.Lon*1e7-s.west)*s.lon, (p.Lat*1e7-s.south)*s.lat
			for e := range roads.graph.edges {
				edge := &roads.graph.edges[e]
				for i := edge.start; i < edge.end-1 && !edge.hidden; i++ {
					along, d := s.distance(i, x, y)
					if d += float64(edge.shy); d < want.metres {
						want = near{segment{int32(e), i}, along, d}
					}
				}
			}
			if got != want {
				t.Fatalf("seed %d, %v: %+v, not %+v", seed, p, got, want)
			}
		}
	}
}

// TestSnap: a door snaps to the edge, not to its ends, and both directions share the edge's cost.
func TestSnap(t *testing.T) {
	roads, _, err := roadsOf(t, hamlet(), Walk())
	if err != nil {
		t.Fatal(err)
	}
	door := place(21.0301, 105.8325)
	x, ok := roads.segments.snap(door, 4.5)
	if !ok {
		t.Fatal("no road")
	}
	if d := geo.Distance(x.at, place(21.03, 105.8325)); d > 0.1 {
		t.Errorf("the place is %v m off", d)
	}
	if m := x.last.metres(); m != 11 {
		t.Errorf("the door is %d m off", m)
	}
	e := roads.graph.edges[x.edge]
	if x.fore+x.foreRest != e.fore || x.back+x.backRest != e.back || x.fore <= 0 || x.foreRest <= 0 {
		t.Errorf("%+v on %+v", x, e)
	}
}
