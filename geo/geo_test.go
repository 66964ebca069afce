package geo

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestPointValid(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		p    Point
		want bool
	}{
		{Point{21.03, 105.85}, true},
		{Point{-90, -180}, true},
		{Point{90, 180}, true},
		{Point{90.001, 0}, false},
		{Point{-90.001, 0}, false},
		{Point{105.85, 21.03}, false}, // the wrong way round
		{Point{0, 180.001}, false},
		{Point{0, -180.001}, false},
		{Point{nan, 0}, false},
		{Point{0, nan}, false},
		{Point{inf, 0}, false},
		{Point{0, -inf}, false},
	} {
		if got := c.p.Valid(); got != c.want {
			t.Errorf("%v.Valid() = %v, want %v", c.p, got, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	quarter := EarthRadius * math.Pi / 2
	for _, c := range []struct {
		name    string
		a, b    Point
		want    float64 // metres
		percent float64 // that the answer may be off
	}{
		{"the same place", Point{21.03, 105.85}, Point{21.03, 105.85}, 0, 0},
		{"a degree of latitude", Point{21, 105}, Point{22, 105}, quarter / 90, 1e-10},
		{"a degree of the equator", Point{0, 179.5}, Point{0, -179.5}, quarter / 90, 1e-10},
		{"equator to pole", Point{0, 105}, Point{90, -30}, quarter, 1e-10},
		{"antipodes", Point{21, 105}, Point{-21, -75}, 2 * quarter, 1e-6},
		// Published for other radii, 6372.8 km and 6371 km, and scaled to ours.
		{"Nashville to Los Angeles", Point{36.12, -86.67}, Point{33.94, -118.40}, 2887259.9506 * EarthRadius / 6372800, 1e-8},
		{"Land's End to John o'Groats", Point{50.066389, -5.714722}, Point{58.643889, -3.07}, 968900 * EarthRadius / 6371000, 0.01},
		// On the ellipsoid, from which a sphere differs by up to half a percent (Vincenty 1975).
		{"Ha Noi to Ho Chi Minh City", Point{21.0285, 105.8542}, Point{10.7769, 106.7009}, 1138050, 0.5},
		{"Ha Noi to Hai Phong", Point{21.0285, 105.8542}, Point{20.8449, 106.6881}, 89087, 0.5},
	} {
		got := Distance(c.a, c.b)
		if math.Abs(got-c.want) > c.want*c.percent/100 {
			t.Errorf("%s: %.3f m, want %.3f within %g %%", c.name, got, c.want, c.percent)
		}
		if back := Distance(c.b, c.a); back != got {
			t.Errorf("%s: %v m there, %v m back", c.name, got, back)
		}
	}
}

func TestDistanceAgreesWithChord(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 100_000 {
		a := Point{160*rng.Float64() - 80, 360*rng.Float64() - 180}
		span := math.Pow(10, -3*rng.Float64()) // degrees: from a hundred metres to half the earth
		if rng.IntN(4) == 0 {
			span = 60
		}
		b := Point{a.Lat + span*(rng.Float64()-0.5)/4, a.Lon + span*(rng.Float64()+0.1)}
		want := Distance(a, b)
		if got := arc(unit(a), unit(b)); math.Abs(got-want) > 1e-9*want {
			t.Fatalf("%v to %v: %v m by the chord, %v m by the haversine", a, b, got, want)
		}
	}
}

func TestMiddle(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	for range 10_000 {
		a := Point{160*rng.Float64() - 80, 360*rng.Float64() - 180}
		b := Point{160*rng.Float64() - 80, 360*rng.Float64() - 180}
		m, whole := Middle(a, b), Distance(a, b)
		if whole > 19e6 {
			continue // nearly opposite each other
		}
		if !m.Valid() || math.Abs(Distance(a, m)-whole/2) > 0.01 || math.Abs(Distance(m, b)-whole/2) > 0.01 {
			t.Fatalf("%v, %v: middle %v, %v m and %v m of %v", a, b, m, Distance(a, m), Distance(m, b), whole)
		}
	}
}

// TestStraightReach: nobody gets further than Reach, nor much less far.
func TestStraightReach(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for range 1000 {
		points := []Point{{21, 105.8}, {21 + rng.Float64()/5, 105.8 + rng.Float64()/5}}
		s := NewStraight(points, 1+rng.Float64(), 0.5+5*rng.Float64())
		seconds, _ := s.Leg(0, 1)
		d := Distance(points[0], points[1])
		if d > s.Reach(seconds)*(1+1e-9) || d < s.Reach(seconds-1)*(1-1e-9) {
			t.Fatalf("%v m in %d s, reach %v", d, seconds, s.Reach(seconds))
		}
	}
}

func BenchmarkDistance(b *testing.B) {
	p, q := Point{21.03, 105.78}, Point{21.04, 105.79}
	b.ReportAllocs()
	for b.Loop() {
		Distance(p, q)
	}
}
