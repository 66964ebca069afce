package geo

import (
	"errors"
	"strings"
	"testing"
)

func TestParsePoint(t *testing.T) {
	want := Point{Lat: 21.029738, Lon: 105.83224}
	for _, text := range []string{
		"21.029738, 105.83224", "21.029738,105.83224", "21.029738 105.83224", " 21.029738 ; 105.83224\n", "21.029738\t105.83224", "(21.029738, 105.83224)",
		"21,029738; 105,83224", "21,029738,105,83224", "21,029738, 105,83224", "21.029738°N, 105.83224°E", "21.029738° B 105.83224° Đ",
		"https://www.google.com/maps/@21.029738,105.83224,17z", "https://www.google.com/maps?q=21.029738,105.83224", "https://maps.google.com/?q=loc:21.029738,105.83224",
		"https://www.google.com/maps/place/21.029738,105.83224", "https://www.google.com/maps/search/?api=1&query=21.029738%2C105.83224", "https://www.google.com/maps/search/21.029738,+105.83224",
		"https://www.google.com/maps/place/Ng%C3%B5/@21.1,105.9,17z/data=!3m1!4b1!4m5!3m4!1s0x0!8m2!3d21.029738!4d105.83224", "geo:21.029738,105.83224?z=17", "maps.google.com/maps?ll=21.029738,105.83224",
	} {
		if got, err := ParsePoint(text); got != want || err != nil {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]error{
		"": ErrNoPoint, "21.03": ErrNoPoint, "Số 59, 61 Cầu Mới": ErrNoPoint, "21.03, 105.83, 7": ErrNoPoint, "91, 105": ErrNoPoint, "21.03, 181": ErrNoPoint,
		"12/34": ErrNoPoint, "1e1, 1e2": ErrNoPoint, "0x10, 0x20": ErrNoPoint, "59 Cầu": ErrNoPoint, "nan, nan": ErrNoPoint, "B 5": ErrNoPoint,
		"https://maps.app.goo.gl/AbCd": ErrNoPair, "https://www.google.com/maps/place/Cau+Moi": ErrNoPair, "https://www.google.com/maps/@91,105": ErrNoPair, "goo.gl/x": ErrNoPair,
	} {
		if got, err := ParsePoint(text); got != (Point{}) || !errors.Is(err, want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if got, err := ParsePoint("105.83, 21.03"); err == nil || got != (Point{}) {
		t.Errorf("a latitude of 105: %v", got)
	}
	if got, err := ParsePoint("-33.9 18.4"); err != nil || got != (Point{Lat: -33.9, Lon: 18.4}) {
		t.Errorf("the south: %v, %v", got, err)
	}
}

func TestInVietNam(t *testing.T) {
	for p, want := range map[Point]bool{
		{Lat: 21.03, Lon: 105.83}: true, {Lat: 8.6, Lon: 104.8}: true, {Lat: 16.5, Lon: 112}: true, {Lat: 8.6, Lon: 111.9}: true,
		{Lat: 105.83, Lon: 21.03}: false, {}: false, {Lat: 21.03, Lon: 112}: false, {Lat: 23.6, Lon: 105}: false, {Lat: 14, Lon: 101.9}: false,
	} {
		if got := InVietNam(p); got != want {
			t.Errorf("%v: %v", p, got)
		}
	}
}

// FuzzParsePoint: any text is a valid point or none.
func FuzzParsePoint(f *testing.F) {
	for _, text := range []string{"21.03, 105.83", "21,03,105,83", "https://maps.google.com/?q=21.03,105.83", "geo:1,2", "!3d!4d", "@,", "NE, °", "\xff 5"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePoint(text)
		if err == nil && !p.Valid() || err != nil && p != (Point{}) {
			t.Fatalf("%v, %v", p, err)
		}
		if err != nil && len(text) > 3 && strings.Contains(err.Error(), text) {
			t.Fatalf("the error holds the text: %v", err)
		}
	})
}
