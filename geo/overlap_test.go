package geo

import (
	"math/rand/v2"
	"testing"
)

// square is the corners of one with sides of so many degrees.
func square(lat, lon, side float64) []Point {
	return []Point{{Lat: lat, Lon: lon}, {Lat: lat, Lon: lon + side}, {Lat: lat + side, Lon: lon + side}, {Lat: lat + side, Lon: lon}}
}

// flats are so many doors within some metres, each on a spot of its own.
func flats(lat, lon float64, n int) (list []Point) {
	for i := range n {
		list = append(list, Point{Lat: lat + float64(i%6)*1e-5, Lon: lon + float64(i/6)*1e-5})
	}
	return list
}

func TestOverlap(t *testing.T) {
	tests := []struct {
		name   string
		routes [][]Point
		want   float64
	}{
		{"no routes", nil, 0},
		{"no visits", [][]Point{nil, nil}, 0},
		{"alone", [][]Point{square(0, 0, 4)}, 0},
		{"apart", [][]Point{square(0, 0, 4), square(0, 5, 4)}, 0},
		{"one corner of each in the other", [][]Point{square(0, 0, 4), square(2, 2, 4)}, 2. / 8},
		{"one within the other", [][]Point{square(0, 0, 4), square(1, 1, 1)}, 4. / 8},
		{"within two others is counted once", [][]Point{square(0, 0, 9), square(0, 0, 8), {{Lat: 1, Lon: 1}}}, 4. / 9},
		{"on the border", [][]Point{square(0, 0, 4), {{Lat: 0, Lon: 2}}}, 1. / 5},
		{"in the box but not in the hull", [][]Point{{{Lat: 0, Lon: 0}, {Lat: 4, Lon: 0}, {Lat: 0, Lon: 4}}, {{Lat: 3, Lon: 3}}}, 0},
		{"a place of both is in nobody's way", [][]Point{square(0, 0, 4), append(square(5, 0, 4), Point{Lat: 4, Lon: 4})}, 0},
		{"two doors on one spot are one visit", [][]Point{square(0, 0, 4), {{Lat: 1, Lon: 1}, {Lat: 1, Lon: 1}, {Lat: 9, Lon: 9}}}, 1. / 6},
		{"flats of another's area are one visit", [][]Point{square(0, 0, 4), flats(2, 2, 30)}, 1. / 5},
		{"flats of both are in nobody's way", [][]Point{append(square(0, 0, 4), flats(2, 2, 8)...), append(square(5, 0, 4), flats(2, 2, 8)...)}, 0},
		{"a few doors are no block", [][]Point{square(0, 0, 4), flats(2, 2, 5)}, 5. / 9},
		{"two places are no area", [][]Point{{{Lat: 0, Lon: 0}, {Lat: 4, Lon: 4}, {Lat: 4, Lon: 4}}, {{Lat: 2, Lon: 2}, {Lat: 4, Lon: 4}}}, 0},
		{"a line is no area", [][]Point{{{Lat: 0, Lon: 0}, {Lat: 2, Lon: 2}, {Lat: 4, Lon: 4}}, {{Lat: 1, Lon: 1}}}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Overlap(test.routes); got != test.want {
				t.Errorf("overlap %v, want %v", got, test.want)
			}
		})
	}
}

// TestOverlapBoxes: the bounding boxes change nothing.
func TestOverlapBoxes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var routes [][]Point
	for range 30 {
		lat, lon := r.Float64()*4, r.Float64()*4
		var visited []Point
		for range r.IntN(20) {
			visited = append(visited, Point{Lat: lat + r.Float64(), Lon: lon + r.Float64()})
		}
		routes = append(routes, visited)
	}
	visits, inside := 0, 0
	for i := range routes {
		for _, p := range routes[i] {
			visits++
			for j := range routes {
				if hull := Hull(routes[j]); i != j && len(hull) > 2 && Contains(hull, p) {
					inside++
					break
				}
			}
		}
	}
	want := float64(inside) / float64(visits)
	if got := Overlap(routes); got != want || inside == 0 || inside == visits {
		t.Errorf("overlap %v, want %v, neither 0 nor 1", got, want)
	}
}

func BenchmarkOverlap(b *testing.B) {
	b.Run("ward/n=10000/teams=199", func(b *testing.B) {
		r := rand.New(rand.NewPCG(1, 2))
		routes := make([][]Point, 199)
		for i := range 10_000 {
			k := i % len(routes)
			routes[k] = append(routes[k], Point{Lat: 21 + float64(k/14)/100 + r.Float64()/80, Lon: 105 + float64(k%14)/100 + r.Float64()/80})
		}
		b.ReportAllocs()
		for b.Loop() {
			Overlap(routes)
		}
	})
}
