package intake

import (
	"testing"

	"gonha/geo"
)

func TestParsePoint(t *testing.T) {
	hanoi := geo.Point{Lat: 21.0285, Lon: 105.8542}
	for cell, want := range map[string]geo.Point{
		"21.0285, 105.8542":                                           hanoi,
		"21.0285,105.8542":                                            hanoi,
		"21.0285 105.8542":                                            hanoi,
		"21.0285\u00a0105.8542":                                       hanoi,
		"21.0285 , 105.8542":                                          hanoi,
		"21.0285; 105.8542":                                           hanoi,
		"(21.0285, 105.8542)":                                         hanoi,
		"21,0285 105,8542":                                            hanoi,
		"21,0285; 105,8542":                                           hanoi,
		"21,0285, 105,8542":                                           hanoi,
		"21,0285,105,8542":                                            hanoi,
		"21.0285° N, 105.8542° E":                                     hanoi,
		"21.0285°N, 105.8542°E":                                       hanoi,
		"21.0285B 105.8542Đ":                                          hanoi,
		"geo:21.0285,105.8542":                                        hanoi,
		"https://maps.example/@21.0285,105.8542":                      hanoi,
		"https://maps.example/@21.0285,105.8542,18z":                  hanoi,
		"https://maps.example/?q=21.0285,105.8542":                    hanoi,
		"https://maps.example/?q=loc:21.0285,105.8542":                hanoi,
		"https://maps.example/?z=18&q=21.0285%2C105.8542":             hanoi,
		"https://maps.example/?q=21.0285,+105.8542":                   hanoi,
		"https://maps.example/search/?api=1&query=21.0285%2c105.8542": hanoi,
		"https://maps.example/place/X/@21.9,105.9,18z/data=!3m1!3d21.0285!4d105.8542": hanoi,
		"https://maps.example/place/X/@21.9,105.9,18z?q=21.0285,105.8542":             hanoi,
		"maps.example/@21.0285,105.8542":                                              hanoi,
		"16.53, 111.6":                                                                {Lat: 16.53, Lon: 111.6},  // Hoang Sa
		"8.64, 111.92":                                                                {Lat: 8.64, Lon: 111.92},  // Truong Sa
		"9.29, 103.47":                                                                {Lat: 9.29, Lon: 103.47},  // Tho Chu
		"23.36, 105.32":                                                               {Lat: 23.36, Lon: 105.32}, // the northernmost
	} {
		got, why := parsePoint(cell)
		if want == (geo.Point{}) {
			if why == "" {
				t.Errorf("parsePoint(%q) = %v, want a reason", cell, got)
			}
			continue
		}
		if why != "" || got != want {
			t.Errorf("parsePoint(%q) = %v, %q, want %v", cell, got, why, want)
		}
	}
}

func TestParsePointReasons(t *testing.T) {
	for cell, want := range map[string]reason{
		"105.8542, 21.0285":                  swappedPoint,
		"0, 0":                               zeroPoint,
		"0 0":                                zeroPoint,
		"48.85, 2.35":                        outsideVietNam,
		"21.0285, 105854.2":                  outsideVietNam,
		"-21.0285, 105.8542":                 outsideVietNam,
		"21.0285":                            notNumber,
		"21.0285, 105.8542, 7":               notNumber,
		"số 5":                               notNumber,
		"NaN, NaN":                           notNumber,
		"inf inf":                            notNumber,
		"0x15, 0x69":                         notNumber,
		"21_0, 105":                          notNumber,
		"https://maps.example/short":         linkWithoutPoint,
		"https://maps.example/@21.0285":      linkWithoutPoint,
		"https://maps.example/?q=Ngõ+5":      linkWithoutPoint,
		"https://maps.example/@105.85,21.03": swappedPoint,
		"https://maps.example/!3d!4d":        linkWithoutPoint,
		"https://maps.example/@...,---":      notNumber,
		"https://maps.example/@..,..":        notNumber,
	} {
		if p, why := parsePoint(cell); why != want {
			t.Errorf("parsePoint(%q) = %v, %q, want %q", cell, p, why, want)
		}
	}
}

func TestPointOf(t *testing.T) {
	for _, test := range []struct {
		lat, lon, both string
		want           geo.Point
		at             column
		why            reason
	}{
		{"21.5", "105.5", "", geo.Point{Lat: 21.5, Lon: 105.5}, colLat, ""},
		{"21,5", "105,5", "", geo.Point{Lat: 21.5, Lon: 105.5}, colLat, ""},
		{"21.5", "105.5", "10.1, 106.1", geo.Point{Lat: 21.5, Lon: 105.5}, colLat, ""},
		{"", "", "10.1, 106.1", geo.Point{Lat: 10.1, Lon: 106.1}, colCoordinates, ""},
		{"", "", "", geo.Point{}, colLat, missingPoint},
		{"21.5", "", "", geo.Point{}, colLon, missingPoint},
		{"", "105.5", "", geo.Point{}, colLat, missingPoint},
		{"21.5", "kinh", "", geo.Point{}, colLon, notNumber},
		{"vĩ", "105.5", "", geo.Point{}, colLat, notNumber},
		{"105.5", "21.5", "", geo.Point{}, colLat, swappedPoint},
		{"0", "0", "", geo.Point{}, colLat, zeroPoint},
		{"51.5", "-0.1", "", geo.Point{}, colLat, outsideVietNam},
	} {
		var r row
		r.putText(colLat, test.lat)
		r.putText(colLon, test.lon)
		r.putText(colCoordinates, test.both)
		p, at, why := pointOf(&r, householdPlace)
		if at != test.at || why != test.why || why == "" && p != test.want {
			t.Errorf("pointOf(%q, %q, %q) = %v, %v, %q, want %v, %v, %q", test.lat, test.lon, test.both, p, at, why, test.want, test.at, test.why)
		}
	}
}
