package geo

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// layouts are sets of points that a grid may find hard.
func layouts(n int, seed uint64) map[string][]Point {
	rng := rand.New(rand.NewPCG(seed, 1))
	sets := map[string][]Point{}
	add := func(name string, draw func(i int) Point) {
		points := make([]Point, n)
		for i := range points {
			points[i] = draw(i)
		}
		sets[name] = points
	}
	around := func(lat, lon, degrees float64) Point {
		return Point{lat + degrees*rng.NormFloat64(), lon + degrees*rng.NormFloat64()}
	}
	add("ward", func(int) Point { return Point{21.03 + 0.02*rng.Float64(), 105.78 + 0.02*rng.Float64()} })
	add("one spot", func(int) Point { return Point{21.03, 105.78} })
	add("few spots", func(int) Point { return Point{21.03 + 0.001*float64(rng.IntN(3)), 105.78} })
	add("lattice", func(i int) Point { return Point{21 + 0.001*float64(i%17), 105 + 0.001*float64(i/17)} })
	add("street along a parallel", func(int) Point { return Point{21.03, 105.78 + 0.02*rng.Float64()} })
	add("street along a meridian", func(int) Point { return Point{21.03 + 0.02*rng.Float64(), 105.78} })
	add("two towns", func(i int) Point {
		if i%2 == 0 {
			return around(21.03, 105.85, 0.02)
		}
		return around(10.78, 106.70, 0.02)
	})
	add("one wrong coordinate", func(i int) Point {
		if i == 0 {
			return Point{}
		}
		return around(21.03, 105.85, 0.01)
	})
	add("the earth", func(int) Point { return Point{180*rng.Float64() - 90, 360*rng.Float64() - 180} })
	add("the date line", func(int) Point {
		lon := 180 + 0.01*rng.NormFloat64()
		if lon > 180 {
			lon -= 360
		}
		return Point{-17 + 0.01*rng.NormFloat64(), lon}
	})
	add("the pole", func(int) Point { return Point{90 - 0.01*rng.Float64(), 360*rng.Float64() - 180} })
	return sets
}

// sortedByDistance is the plain version of both questions: everything but skip, sorted.
func sortedByDistance(points []Point, p Point, skip int32) []int32 {
	all := make([]int32, 0, len(points))
	for i := range points {
		if int32(i) != skip {
			all = append(all, int32(i))
		}
	}
	slices.SortFunc(all, func(a, b int32) int {
		return cmp.Or(cmp.Compare(Distance(p, points[a]), Distance(p, points[b])), cmp.Compare(a, b))
	})
	return all
}

func checkAgainstPlain(t *testing.T, points []Point, p Point, k int, metres float64, skip int32) {
	t.Helper()
	s := NewGrid(points).Searcher()
	all := sortedByDistance(points, p, skip)
	want := all[:min(k, len(all))]
	if diff := gocmp.Diff(want, s.Nearest(p, k, skip, nil), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Nearest(%v, %d, %d) (-want +got):\n%s", p, k, skip, diff)
	}
	end := 0
	for end < len(all) && Distance(p, points[all[end]]) <= metres {
		end++
	}
	if diff := gocmp.Diff(all[:end], s.Within(p, metres, skip, nil), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Within(%v, %v, %d) (-want +got):\n%s", p, metres, skip, diff)
	}
}

func TestSearcherAgreesWithSorting(t *testing.T) {
	for _, n := range []int{0, 1, 2, 5, 300} {
		for name, points := range layouts(n, uint64(n)) {
			t.Run(fmt.Sprintf("%s/n=%d", name, n), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(7, 7))
				for i := range min(n, 20) {
					at := rng.IntN(n)
					other := points[rng.IntN(n)]
					checkAgainstPlain(t, points, points[at], 1+i, Distance(points[at], other), int32(at))
					checkAgainstPlain(t, points, points[at], 1+i, 100*float64(i), -1)
				}
				for _, p := range []Point{{0, 0}, {21.04, 105.79}, {-90, 0}, {90, 10}, {10, 180}, {10, -180}, {-21.03, -74.2}} {
					checkAgainstPlain(t, points, p, 10, 5000, -1)
					checkAgainstPlain(t, points, p, n+1, math.Pi*EarthRadius, 0)
				}
			})
		}
	}
}

func TestSearcherRefuses(t *testing.T) {
	s := NewGrid([]Point{{21, 105}, {21, 106}}).Searcher()
	for name, got := range map[string][]int32{
		"no points asked for": s.Nearest(Point{21, 105}, 0, -1, nil),
		"a negative number":   s.Nearest(Point{21, 105}, -1, -1, nil),
		"a negative distance": s.Within(Point{21, 105}, -1, -1, nil),
		"not a number":        s.Within(Point{21, 105}, math.NaN(), -1, nil),
		"itself left out":     s.Within(Point{21, 105}, 0, 0, nil),
	} {
		if len(got) != 0 {
			t.Errorf("%s: got %v, want nothing", name, got)
		}
	}
	if got := s.Nearest(Point{21, 105}, 1, -1, []int32{7}); !slices.Equal(got, []int32{7, 0}) {
		t.Errorf("Nearest did not append: %v", got)
	}
}

func TestNeighbours(t *testing.T) {
	for name, points := range layouts(1500, 3) {
		t.Run(name, func(t *testing.T) {
			g := NewGrid(points)
			flat, per := g.Neighbours(8, 1)
			again, _ := g.Neighbours(8, 4)
			if per != 8 || !slices.Equal(flat, again) {
				t.Fatalf("per = %d, want 8; with four threads the same: %v", per, slices.Equal(flat, again))
			}
			for i := 0; i < len(points); i += 97 {
				want := sortedByDistance(points, points[i], int32(i))[:per]
				if diff := gocmp.Diff(want, flat[i*per:(i+1)*per]); diff != "" {
					t.Errorf("neighbours of %d (-want +got):\n%s", i, diff)
				}
			}
		})
	}
}

func TestNeighboursOfFew(t *testing.T) {
	for n, want := range []int{0, 0, 1, 2, 3, 3} {
		flat, per := NewGrid(layouts(n, 1)["ward"]).Neighbours(3, 2)
		if per != want || len(flat) != n*want {
			t.Errorf("%d points: per = %d with %d in all, want %d a point", n, per, len(flat), want)
		}
	}
}

func TestSearcherDoesNotAllocate(t *testing.T) {
	points := layouts(3000, 5)["ward"]
	s := NewGrid(points).Searcher()
	out := make([]int32, 0, len(points))
	i := 0
	ask := func() {
		out = s.Nearest(points[i%100], 32, int32(i%100), out[:0])
		out = s.Within(points[i%100], 150, -1, out[:0])
		i++
	}
	for range 100 {
		ask()
	}
	if n := testing.AllocsPerRun(200, ask); n != 0 {
		t.Errorf("%v allocations a question, want 0", n)
	}
}

// FuzzSearcher draws points on coarse lattices, where ties are common, and at the places where
// longitudes wrap.
func FuzzSearcher(f *testing.F) {
	f.Add([]byte("abcdefghijklmnop"), uint8(3), uint8(1), 100.0)
	f.Add([]byte{0, 0, 0, 0, 255, 255, 1, 1, 255, 0, 0, 255}, uint8(9), uint8(0), 2e7)
	f.Add([]byte("\x80\x80\x7f\x7f\x80\x7f\x7f\x80"), uint8(2), uint8(2), 0.0)
	f.Fuzz(func(t *testing.T, raw []byte, k, scale uint8, metres float64) {
		step := []float64{0.7, 0.01, 0.0001, 1e-9}[scale%4]
		points := make([]Point, 0, len(raw)/2)
		for i := 0; i+1 < min(len(raw), 400); i += 2 {
			lat, lon := float64(int8(raw[i])), float64(int8(raw[i+1]))
			p := Point{21 + lat*step, 105.8 + lon*step}
			if scale%4 == 0 {
				p = Point{lat * step, lon * 1.4}
			}
			points = append(points, p)
		}
		for i, p := range points[:min(len(points), 8)] {
			checkAgainstPlain(t, points, p, int(k), metres, int32(i))
			checkAgainstPlain(t, points, Point{-p.Lat, p.Lon / 2}, int(k), metres, -1)
		}
	})
}

func BenchmarkNewGrid(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		points := layouts(n, 1)["ward"]
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				NewGrid(points)
			}
		})
	}
}

func BenchmarkNearest(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		for _, name := range []string{"ward", "two towns"} {
			points := layouts(n, 1)[name]
			s := NewGrid(points).Searcher()
			for _, k := range []int{1, 10, 40} {
				b.Run(fmt.Sprintf("%s/n=%d/k=%d", name, n, k), func(b *testing.B) {
					b.ReportAllocs()
					out := make([]int32, 0, k)
					i := 0
					for b.Loop() {
						i = (i + 7919) % n
						out = s.Nearest(points[i], k, int32(i), out[:0])
					}
				})
			}
		}
	}
}

func BenchmarkWithin(b *testing.B) {
	points := layouts(100_000, 1)["ward"]
	s := NewGrid(points).Searcher()
	var out []int32
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i = (i + 7919) % len(points)
		out = s.Within(points[i], 30, -1, out[:0])
	}
}

func BenchmarkNeighbours(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		g := NewGrid(layouts(n, 1)["ward"])
		b.Run(fmt.Sprintf("n=%d/k=32", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Neighbours(32, 2)
			}
		})
	}
}
