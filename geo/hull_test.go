package geo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHull(t *testing.T) {
	a, b, c, d := Point{0, 0}, Point{0, 2}, Point{2, 2}, Point{2, 0} // counter-clockwise from the south-west
	for _, test := range []struct {
		name         string
		points, want []Point
	}{
		{"nothing", nil, nil},
		{"a point", []Point{c}, []Point{c}},
		{"one spot", []Point{c, c, c}, []Point{c}},
		{"two", []Point{c, a, c}, []Point{a, c}},
		{"a line", []Point{{1, 1}, c, a, {0.5, 0.5}}, []Point{a, c}},
		{"a line along a meridian", []Point{{1, 5}, {3, 5}, {2, 5}}, []Point{{1, 5}, {3, 5}}},
		{"a triangle", []Point{d, a, b}, []Point{a, b, d}},
		{"a square with points inside and on its border", []Point{{1, 1}, c, {0, 1}, d, {1, 2}, b, {2, 1}, a, {1, 0}, {0.5, 1.7}, a}, []Point{a, b, c, d}},
	} {
		before := slices.Clone(test.points)
		if diff := cmp.Diff(test.want, Hull(test.points)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if !slices.Equal(before, test.points) {
			t.Errorf("%s: the points were changed", test.name)
		}
	}
}

func TestContains(t *testing.T) {
	square := []Point{{0, 0}, {0, 2}, {2, 2}, {2, 0}}
	for _, c := range []struct {
		name string
		hull []Point
		p    Point
		want bool
	}{
		{"nothing", nil, Point{}, false},
		{"the point", []Point{{1, 2}}, Point{1, 2}, true},
		{"beside the point", []Point{{1, 2}}, Point{1, 2.000001}, false},
		{"middle of a segment", []Point{{0, 0}, {2, 2}}, Point{1, 1}, true},
		{"end of a segment", []Point{{0, 0}, {2, 2}}, Point{2, 2}, true},
		{"beyond the end of a segment", []Point{{0, 0}, {2, 2}}, Point{2.5, 2.5}, false},
		{"beside a segment", []Point{{0, 0}, {2, 2}}, Point{1, math.Nextafter(1, 2)}, false},
		{"inside", square, Point{1, 0.5}, true},
		{"on an edge", square, Point{1, 2}, true},
		{"at a corner", square, Point{2, 0}, true},
		{"on the line of an edge", square, Point{3, 2}, false},
		{"just outside", square, Point{1, math.Nextafter(2, 3)}, false},
		{"just inside", square, Point{1, math.Nextafter(2, 1)}, true},
	} {
		if got := Contains(c.hull, c.p); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// checkHull checks what makes a hull: corners from points, a strict left turn at each, all inside.
func checkHull(t *testing.T, points []Point) {
	t.Helper()
	hull := Hull(points)
	for _, p := range points {
		if !Contains(hull, p) {
			t.Errorf("%v is not in its hull %v", p, hull)
		}
	}
	for i, p := range hull {
		if !slices.Contains(points, p) {
			t.Errorf("corner %v is none of the points", p)
		}
		if n := len(hull); n > 2 && exactTurn(p, hull[(i+1)%n], hull[(i+2)%n]) <= 0 {
			t.Errorf("no left turn after corner %d of %v", i, hull)
		}
	}
}

func TestHullOfLayouts(t *testing.T) {
	for _, n := range []int{1, 2, 3, 10, 500} {
		for name, points := range layouts(n, uint64(n)) {
			t.Run(fmt.Sprintf("%s/n=%d", name, n), func(t *testing.T) { checkHull(t, points) })
		}
	}
}

func TestTurnAgreesWithExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 20_000 { // nearly on a line, where rounding decides
		a := Point{21 + rng.Float64(), 105 + rng.Float64()}
		b := Point{21 + rng.Float64(), 105 + rng.Float64()}
		f := 2 * rng.Float64()
		c := Point{a.Lat + f*(b.Lat-a.Lat), a.Lon + f*(b.Lon-a.Lon)}
		if got, want := turn(a, b, c), exactTurn(a, b, c); got != want {
			t.Fatalf("turn(%v, %v, %v) = %d, want %d", a, b, c, got, want)
		}
	}
}

func FuzzHull(f *testing.F) {
	f.Add([]byte("a line, a few corners"), 0.1)
	f.Add([]byte{0, 0, 1, 1, 2, 2, 3, 3, 1, 1}, 1e-7)
	f.Add([]byte{0, 0, 0, 9, 9, 9, 9, 0, 4, 4, 0, 4}, 1./3)
	f.Fuzz(func(t *testing.T, raw []byte, step float64) {
		if math.IsNaN(step) || math.Abs(step) > 1 {
			return
		}
		points := make([]Point, 0, len(raw)/2)
		for i := 0; i+1 < min(len(raw), 200); i += 2 {
			points = append(points, Point{21 + step*float64(raw[i]), 105 + step*float64(raw[i+1])})
		}
		checkHull(t, points)
	})
}

func BenchmarkHull(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		points := layouts(n, 1)["ward"]
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Hull(points)
			}
		})
	}
}

func BenchmarkContains(b *testing.B) {
	points := layouts(1000, 1)["ward"]
	hull := Hull(points)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i = (i + 1) % len(points)
		Contains(hull, points[i])
	}
}
