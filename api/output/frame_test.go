package output

import (
	"math"
	"strings"
	"testing"

	"gonha/geo"
)

func TestFrameIsToScale(t *testing.T) {
	middle := geo.Point{Lat: 21, Lon: 105.8}
	const degree = 0.005 // of latitude
	points := []geo.Point{
		{Lat: middle.Lat - degree, Lon: middle.Lon}, {Lat: middle.Lat + degree, Lon: middle.Lon},
		{Lat: middle.Lat, Lon: middle.Lon - degree}, {Lat: middle.Lat, Lon: middle.Lon + degree},
	}
	f := newFrame(points, 100, 80, 5)
	south, north, west, east := f.at(points[0]), f.at(points[1]), f.at(points[2]), f.at(points[3])
	if north.Y >= south.Y || east.X <= west.X {
		t.Error("north is not up or east not right")
	}
	up := float64(south.Y-north.Y) / geo.Distance(points[0], points[1])
	across := float64(east.X-west.X) / geo.Distance(points[2], points[3])
	if math.Abs(up/across-1) > 1e-4 {
		t.Errorf("%g mm a metre to the north, %g to the east", up, across)
	}
	length, metres := f.bar(38)
	if want := up * float64(metres); math.Abs(float64(length)/want-1) > 1e-4 || length > 38 || length < 38/2.6 {
		t.Errorf("a bar of %v mm for %d m, true are %.2f mm", length, metres, want)
	}
	for _, p := range points {
		if s := f.at(p); !f.holds(s, 4.999) {
			t.Errorf("%v lies at %v, in the margin", p, s)
		}
	}
}

func TestFrameOfOnePlaceOrNone(t *testing.T) {
	f := newFrame([]geo.Point{office, office}, 100, 80, 5)
	if got := f.at(office); got != (spot{50, 40}) {
		t.Errorf("the only place is at %v", got)
	}
	if _, metres := f.bar(38); metres != 50 {
		t.Errorf("a bar of %d m, want 50", metres)
	}
	f = newFrame(nil, 100, 80, 5)
	if length, _ := f.bar(38); length <= 0 || math.IsInf(float64(length), 0) {
		t.Errorf("a bar of %v mm on an empty map", length)
	}
}

func TestMillimetres(t *testing.T) {
	for v, want := range map[mm]string{0: "0", 1: "1", 10: "10", 1.5: "1.5", 2.344: "2.34", -0.001: "0", -3.2: "-3.2"} {
		if got := v.String(); got != want {
			t.Errorf("%g: %q, want %q", float64(v), got, want)
		}
	}
}

func TestTraceLeavesOutWhatPaperCannotShow(t *testing.T) {
	var path []geo.Point
	for i := range 10_001 {
		path = append(path, geo.Point{Lat: 21 + float64(i)*1e-6, Lon: 105.8})
	}
	f := newFrame(path, 100, 80, 5)
	got := f.trace(path)
	if points := strings.Count(got, "L"); points < 200 || points > 290 {
		t.Errorf("%d points for 70 mm", points)
	}
	if !strings.HasPrefix(got, "M50 75L") || !strings.HasSuffix(got, "L50 5") {
		t.Errorf("ends are not those of the way: %.20s … %s", got, got[len(got)-12:])
	}
}

// TestPlacedLabelsAreApart crowds a map and looks at every pair of labels.
func TestPlacedLabelsAreApart(t *testing.T) {
	f := frame{w: 116, h: 84}
	room := placer{frame: &f}
	var spots []spot
	for i := range 60 {
		spots = append(spots, spot{58 + mm(i%10)*1.7, 42 + mm(i/10)*1.9})
		room.dots = append(room.dots, around(spots[i], dotHalf, dotHalf))
	}
	var placed []box
	for i, s := range spots {
		got, ok := room.place(s, discRound, discRound, i, 0, 30)
		if !ok {
			continue
		}
		b := around(got, discRound, discRound)
		if b.left < 0 || b.top < 0 || b.right > f.w || b.bottom > f.h {
			t.Errorf("label %d leaves the map: %v", i, b)
		}
		for k, o := range placed {
			if b.meets(o) {
				t.Errorf("labels %d and %d overlap", i, k)
			}
		}
		for k, o := range room.dots {
			if k != i && b.meets(o) {
				t.Errorf("label %d covers stop %d", i, k)
			}
		}
		placed = append(placed, b)
	}
	if len(placed) < 55 {
		t.Errorf("only %d of 60 labels found room", len(placed))
	}
}

func TestShorten(t *testing.T) {
	for in, want := range map[string]string{"Đội 1": "Đội 1", "Đội rất dài": "Đội r…", "": ""} {
		if got := shorten(in, 6); got != want {
			t.Errorf("shorten(%q) = %q, want %q", in, got, want)
		}
	}
}
