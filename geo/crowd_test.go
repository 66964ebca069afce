package geo

import (
	"math/rand/v2"
	"testing"
)

// TestCrowds: who stands for a place stands for itself; those it stands for lie within metres and are as many as asked
// for, and nobody else is left who could be the middle of another crowd.
func TestCrowds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	crowds := 0
	for range 40 {
		var points []Point
		for range 1 + r.IntN(4) { // towers
			lat, lon, wide := 21+r.Float64()/500, 105+r.Float64()/500, float64(r.IntN(3))*1e-4
			for range r.IntN(60) {
				points = append(points, Point{Lat: lat + r.Float64()*wide, Lon: lon + r.Float64()*wide})
			}
		}
		for range r.IntN(100) {
			points = append(points, Point{Lat: 21 + r.Float64()/500, Lon: 105 + r.Float64()/500})
		}
		const least, metres = 12, 10.0
		stands := NewGrid(points).Crowds(nil, least, metres)
		members := map[int32]int{}
		for i, m := range stands {
			members[m]++
			if stands[m] != m || Distance(points[i], points[m]) > metres+1e-6 {
				t.Fatalf("point %d stands with %d, who stands with %d, %.2f m away", i, m, stands[m], Distance(points[i], points[m]))
			}
		}
		for m, n := range members {
			if n > 1 {
				crowds++
				if n < least {
					t.Fatalf("a crowd of %d", n)
				}
				continue
			}
			free := 0
			for i := range points {
				if members[stands[i]] == 1 && Distance(points[i], points[m]) < metres-1e-6 {
					free++
				}
			}
			if free >= least {
				t.Fatalf("point %d is alone among %d who are", m, free)
			}
		}
	}
	if crowds < 40 {
		t.Errorf("%d crowds: too few to mean anything", crowds)
	}
}

// Only those named may be the middle of a crowd.
func TestCrowdsAmong(t *testing.T) {
	grid := NewGrid(flats(21, 105, 30))
	for _, m := range grid.Crowds([]int32{7}, 12, 10)[:3] {
		if m != 7 {
			t.Errorf("point %d stands for the place, want 7", m)
		}
	}
	for i, m := range grid.Crowds([]int32{}, 12, 10) {
		if m != int32(i) {
			t.Errorf("point %d is in a crowd of %d, where nobody may be the middle of one", i, m)
		}
	}
}
