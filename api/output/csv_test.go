package output

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

func TestCell(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"Số 5 ngõ 12/4", "Số 5 ngõ 12/4"},
		{"=1+1", "'=1+1"},
		{"+84912345678", "'+84912345678"},
		{"-2", "'-2"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'=1"},
		{"\r\n=1", "'=1"},
		{"  =1", "'=1"},
		{"\u00a0=1", "'=1"},
		{"\u200b=1", "'=1"},
		{"\ufeff-1", "'-1"},
		{"＝1", "'＝1"},
		{"a=b", "a=b"},
		{"nhà 3; =cmd", "nhà 3; '=cmd"},
		{"dòng 1\r\n=dòng 2", "dòng 1 =dòng 2"},
		{"\xff=1", "\ufffd=1"},
		{"'=1", "'=1"},
	}
	for _, tt := range tests {
		if got := cell(tt.in); got != tt.want {
			t.Errorf("cell(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestPhone(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"0912345678", "0912 345 678"},
		{"0912.345.678", "0912 345 678"},
		{"0912-345-678", "0912 345 678"},
		{"(024) 38251234", "024 3825 1234"},
		{"18001234", "1800 1234"},
		{"912345678", "912 345 678"},
		{"113", "113"},
		{"+84912345678", "+84912345678"},
		{"0912345678 (con)", "0912345678 (con)"},
		{"0912345678/0987654321", "0912345678/0987654321"},
	}
	for _, tt := range tests {
		if got := phone(tt.in); got != tt.want {
			t.Errorf("phone(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// parse reads a CSV file of ours as a strict reader does.
func parse(t *testing.T, data []byte) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(string(data), "\ufeff")
	if !marked {
		t.Fatal("no byte-order mark")
	}
	if bare := strings.Count(text, "\n") - strings.Count(text, "\r\n"); bare != 0 {
		t.Errorf("%d lines do not end in CR LF", bare)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestVisitsCSV(t *testing.T) {
	night := &campaign.Night{
		Teams: []campaign.Team{{ID: "T01", Name: "Đội Một", Members: 4}},
		Households: []campaign.Household{
			{ID: "H1", Point: geo.Point{Lat: 21.05, Lon: -0.5}, Name: "Trần An", Phone: "0912345678", Address: "Số 5, ngõ 12", Group: "Tổ 3", Note: "=HYPERLINK(1)",
				People: []campaign.Person{{Name: "Trần An", Phone: "0912345678"}, {Name: "Lê Bình", Phone: "0987654321", Note: "đi làm ca"}}},
			{ID: "H2", Point: geo.Point{Lat: 21.123456789, Lon: 105}, Address: `nhà "Mái Đỏ"`},
		},
	}
	plan := &campaign.Plan{Routes: []campaign.Route{{Team: "T01", Visits: []campaign.Visit{
		{Seq: 1, Stop: 1, Household: "H1", Arrive: 70200, Begin: 70260, Leave: 70620, Persons: 2, TravelS: 70, DistanceM: 290, WaitS: 60},
		{Seq: 2, Stop: 1, Household: "H2", Arrive: 70200, Begin: 70260, Leave: 90000, Persons: 1},
	}}}}
	var b bytes.Buffer
	if err := VisitsCSV(&b, night, plan); err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"team", "team_name", "seq", "stop", "household", "arrive", "begin", "leave", "persons", "name", "address", "phone", "note", "group", "lat", "lon", "travel_s", "distance_m", "wait_s"},
		{"T01", "Đội Một", "1", "1", "H1", "19:30:00", "19:31:00", "19:37:00", "2", "Trần An; Lê Bình", "Số 5, ngõ 12", "0912 345 678; 0987 654 321", "'=HYPERLINK(1); đi làm ca", "Tổ 3", "21.05", "-0.5", "70", "290", "60"},
		{"T01", "Đội Một", "2", "1", "H2", "19:30:00", "19:31:00", "25:00:00", "1", "", `nhà "Mái Đỏ"`, "", "", "", "21.1234568", "105", "0", "0", "0"},
	}
	if diff := cmp.Diff(want, parse(t, b.Bytes())); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestUnvisitedAndRejectedCSV(t *testing.T) {
	night := &campaign.Night{Households: []campaign.Household{{ID: "H1", Persons: 3, Mandatory: true, Name: "Vũ Hạnh", Address: "Ngõ Giếng"}}}
	plan := &campaign.Plan{
		Unvisited: []campaign.Unvisited{{Household: "H1", Reason: "no_time", Detail: "hết giờ"}},
		Rejected:  []campaign.Rejected{{File: "=a.csv", Row: 17, Column: "lat", Reason: "không phải là số"}},
	}
	var unvisited, rejected bytes.Buffer
	if err := UnvisitedCSV(&unvisited, night, plan); err != nil {
		t.Fatal(err)
	}
	if err := RejectedCSV(&rejected, plan); err != nil {
		t.Fatal(err)
	}
	wantUnvisited := [][]string{
		{"household", "reason", "detail", "persons", "mandatory", "name", "address", "phone", "note", "group", "lat", "lon"},
		{"H1", "no_time", "hết giờ", "3", "true", "Vũ Hạnh", "Ngõ Giếng", "", "", "", "0", "0"},
	}
	if diff := cmp.Diff(wantUnvisited, parse(t, unvisited.Bytes())); diff != "" {
		t.Errorf("unvisited (-want +got):\n%s", diff)
	}
	wantRejected := [][]string{{"file", "row", "column", "reason"}, {"'=a.csv", "17", "lat", "không phải là số"}}
	if diff := cmp.Diff(wantRejected, parse(t, rejected.Bytes())); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
}

// FuzzCell: whatever the text, its cell is one line, and neither it nor what follows a semicolon begins as a formula.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"=1", " \t+1", "a;-b", "a\n@b", "\u200b=x", "＝", ";;=", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := cell(s)
		if strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("cell(%q) = %q holds a control character", s, got)
		}
		for _, part := range strings.Split(got, ";") {
			seen := strings.TrimLeftFunc(part, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
			if strings.IndexAny(seen, "=+-@＝＋－＠") == 0 {
				t.Errorf("cell(%q) = %q begins a formula", s, got)
			}
		}
	})
}
