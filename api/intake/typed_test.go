package intake

import (
	"strings"
	"testing"

	"gonha/api/intake/sheet"
)

// TestTypedInText: dates that a spreadsheet has written into a text file, and what looks like one and is none.
func TestTypedInText(t *testing.T) {
	for text, want := range map[string]string{
		"04-Dec": "4/12", "4-dec-26": "4/12", "12-Thg4": "12/4", "4-Thg12-26": "4/12", "Dec-26": "12/26", "Thg 4-26": "4/26", "12/04/2026": "12/4", "12/04/2026 0:00": "12/4", "2026-02-01": "1/2", "2026-02-01 00:00:00": "1/2",
		"12/4": "", "5-A2": "", "12-Deck": "", "TDP-1": "", "12/4/3": "", "2026": "", "1-2-3": "", "Số 4-Dec": "", "12/04/1026": "", "": "",
	} {
		if got := typedInText(text, false); got != want {
			t.Errorf("typedInText(%q) = %q, want %q", text, got, want)
		}
	}
	if got := typedInText("DEC-26", true); got != "" {
		t.Errorf("an id of letters and numbers is read as %q", got)
	}
}

// TestDatesInText: they are read as typed in a list, and told with their rows.
func TestDatesInText(t *testing.T) {
	into, got := seenIn(t, "list.csv", []byte("Mã hộ,Chủ hộ,Số nhà,Đường,Tổ\nH1,A,04-Dec,Phố Thử,01-Feb\nH2,B,12/4,Phố Thử,2026-02-01\n"), Hints{})
	if strings.Join(got, "|") != "H1 1 1/2 4/12 Phố Thử|H2 1 1/2 12/4 Phố Thử" || len(into.Remarks) != 2 || !strings.Contains(into.Remarks[0], "2: 4/12") || !strings.Contains(into.Remarks[1], "3: 1/2") {
		t.Errorf("%q %q", got, into.Remarks)
	}
}

// TestTimesWithoutTheirFormat: times of day that are only a part of a day, or stand behind a date.
func TestTimesWithoutTheirFormat(t *testing.T) {
	p := page{Rows: [][]any{
		{"Mã hộ", "Tọa độ", "Phút", "Khung giờ"},
		{"A", "21 105", 5.0 / 1440, 0.8125}, {"B", "21 105", written{Value: 46000 + 5.0/1440, Format: "h:mm"}, written{Value: 46000.8125, Format: "h:mm"}}, {"C", "21 105", 0.5, "19h30"}, {"D", "21 105", written{Value: 1.0 / 24, Format: "h:mm"}, nil},
	}}
	into, _ := seenIn(t, "list.xlsx", asJava(t, []page{p}), Hints{})
	if len(into.Households) != 4 {
		t.Fatalf("%+v", into.SetAside)
	}
	for i, want := range []int{300, 300, 30, 3600} {
		h := into.Households[i]
		if h.PerPerson != want || i < 3 && (len(h.Windows) != 1 || h.Windows[0].Open != 19*hour+1800) {
			t.Errorf("%s: %d seconds, %v", h.ID, h.PerPerson, h.Windows)
		}
	}
	if got := typedOf(&sheet.Cell{Kind: sheet.Number, Value: 5}); got != "" {
		t.Errorf("a number was typed as %q", got)
	}
}

// TestPeopleSetAside: a row that cannot be used is as many people as it says.
func TestPeopleSetAside(t *testing.T) {
	const list = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"LineString","coordinates":[[105,21],[105,22]]},"properties":{"id":"A","persons":3}}]}`
	into, _ := seenIn(t, "list.geojson", []byte(list), Hints{})
	if got := reckon(into); got != (reckoning{Aside: 3}) {
		t.Errorf("%+v", got)
	}
	into, _ = seenIn(t, "list.csv", []byte("id;tọa độ;persons;windows\nA;21 105;4;bí mật\n"+strings.Repeat("x", 101)+";21 105;5;\n"), Hints{})
	if got := reckon(into); got != (reckoning{Aside: 9}) {
		t.Errorf("%+v", got)
	}
}
