package intake

import (
	"math"
	"strings"
	"testing"

	"gonha/geo"
)

// near says whether two places are the same but for rounding.
func near(a, b geo.Point) bool { return math.Abs(a.Lat-b.Lat) < 2e-4 && math.Abs(a.Lon-b.Lon) < 2e-4 }

// TestPointsAsTheyAreCopied: places as maps, messages and programs give them.
func TestPointsAsTheyAreCopied(t *testing.T) {
	hanoi := geo.Point{Lat: 21.028511, Lon: 105.854167}
	for _, cell := range []string{
		"Lat: 21.028511, Long: 105.854167", "Vĩ độ: 21,028511; Kinh độ: 105,854167", "lat=21.028511 lng=105.854167", "Kinh độ 105.854167, vĩ độ 21.028511",
		"21.028511 - 105.854167", "21.028511/105.854167", "21.028511 | 105.854167", "[21.028511,105.854167]", `{"type":"Point","coordinates":[105.854167,21.028511]}`,
		"21.028511° N, 105.854167° E", "21 01 42.6 N, 105 51 15.0 E", `N21°01'42.6" E105°51'15.0"`, "21°01′42.6″B, 105°51′15.0″Đ", "21°01.710'N 105°51.250'E",
		"7PH72VH3+CM", "7PH72VH3+CM Hà Nội",
		"https://maps.example/place/21.028511,105.854167/@21.02,105.85,17z", "https://maps.example/dir/21.1,105.9/21.028511,105.854167/@21.0,105.8,15z", "https://maps.example/dir//21.028511,105.854167/@21.0,105.8,15z",
		"https://map.example/?mlat=21.028511&mlon=105.854167#map=18/21.0/105.8", "https://chat.example/location?lat=21.028511&lng=105.854167", "Nhà A https://maps.example/maps?q=21.028511%2C105.854167&z=17",
	} {
		if p, why := parsePoint(cell); why != "" || !near(p, hanoi) {
			t.Errorf("parsePoint(%q) = %v, %q", cell, p, why)
		}
	}
	for cell, want := range map[string]reason{
		"2VH3+CM Hà Nội": shortCode, "Lat: 105.854167, Long: 21.028511": swappedPoint, "số 12.5 ngõ 3.7": notNumber, "A+B": notNumber,
		"https://maps.example/dir/A/B/": linkWithoutPoint, "tờ bản đồ 12/4": linkWithoutPoint,
	} {
		if p, why := parsePoint(cell); why != want {
			t.Errorf("parsePoint(%q) = %v, %q, want %q", cell, p, why, want)
		}
	}
}

// TestLostDecimalPoint: coordinates that a spreadsheet has read as whole numbers are told and read as they were.
func TestLostDecimalPoint(t *testing.T) {
	p := page{Rows: [][]any{
		{"Mã hộ", "Vĩ độ", "Kinh độ"},
		{"A", 21028511.0, 105854167.0}, {"B", "21.028.511", "105.854.167"}, {"C", 1077689.0, 106700981.0}, {"D", 9177.0, 105152.0}, {"E", 2326000.0, 587000.0},
	}}
	into, got := seenIn(t, "list.xlsx", asJava(t, []page{p}), Hints{})
	if len(got) != 3 || !near(into.Households[0].Point, geo.Point{Lat: 21.028511, Lon: 105.854167}) || !near(into.Households[1].Point, into.Households[0].Point) ||
		!near(into.Households[2].Point, geo.Point{Lat: 10.77689, Lon: 106.700981}) {
		t.Errorf("%v %+v", got, into.Households)
	}
	if len(into.Remarks) != 1 || !strings.Contains(into.Remarks[0], "2-4") || strings.Contains(into.Remarks[0], "105854") {
		t.Errorf("remarks %q", into.Remarks)
	}
}

// TestPlacesBehindCells: the map that a click opens, in the column of places or another, and links in notes.
func TestPlacesBehindCells(t *testing.T) {
	const link = "https://maps.example/?q=21.028511,105.854167"
	for name, html := range map[string]string{
		"the column of places": `<td>A</td><td>Số 1</td><td><a href="` + link + `">Xem bản đồ</a></td><td></td>`,
		"another column":       `<td>A</td><td><a href="` + link + `">Số 1</a></td><td></td><td></td>`,
		"a note":               `<td>A</td><td>Số 1</td><td></td><td>` + link + `</td>`,
		"the text itself":      `<td>A</td><td>Số 1</td><td>` + link + `</td><td></td>`,
	} {
		into, _ := seenIn(t, "list.html", []byte(`<table><tr><td>Mã hộ</td><td>Địa chỉ</td><td>Bản đồ</td><td>Ghi chú</td></tr><tr>`+html+`</tr></table>`), Hints{})
		if len(into.Households) != 1 || !near(into.Households[0].Point, geo.Point{Lat: 21.028511, Lon: 105.854167}) {
			t.Errorf("%s: %+v, %+v", name, into.Households, into.SetAside)
		}
	}
}

// TestWordsInPlaceOfCoordinates: who has an address is looked for by it where the cell of coordinates says that there are
// none; wrong coordinates are set aside all the same.
func TestWordsInPlaceOfCoordinates(t *testing.T) {
	const list = "Mã hộ;Địa chỉ;Tọa độ\nA;Số 1;chưa có\nB;Số 2;Xem bản đồ\nC;Số 3;https://maps.example/AbCd\nD;Số 4;0,0\nE;Số 5;-\nF;;chưa có\nG;Số 7;105.85, 21.02\nH;Số 8;2VH3+CM\n"
	into, got := seenIn(t, "list.csv", []byte(list), Hints{})
	if strings.Join(got, "|") != "A 1 Số 1|B 1 Số 2|C 1 Số 3|E 1 Số 5|H 1 Số 8" {
		t.Errorf("to be looked for: %q", got)
	}
	if rows := rowsSetAside(into); strings.Join(rows, "|") != "5 Tọa độ|7 Tọa độ|8 Tọa độ" {
		t.Errorf("set aside: %q", rows)
	}
	for i, want := range []reason{notNumber, notNumber, linkWithoutPoint, notNumber, shortCode} {
		if got := into.Unplaced[i].Rows[0].Reason; got != string(want) {
			t.Errorf("%s would be set aside by %q, want %q", into.Unplaced[i].Household.ID, got, want)
		}
	}
}
