package output

import (
	"bytes"
	"strings"
	"testing"
)

func TestStreets(t *testing.T) {
	tests := []struct {
		names []string
		last  string
		want  string
	}{
		{nil, "", ""},
		{[]string{"Cầu Giấy"}, "Cầu Giấy", ""},
		{[]string{"Cầu Giấy"}, "", "vào Cầu Giấy"},
		{[]string{"Cầu Giấy", "Ngõ 68 Cầu Giấy"}, "Cầu Giấy", "vào ngõ 68 Cầu Giấy"},
		{[]string{"Xuân Thủy", "Đường Cầu Giấy", "Ngõ 68 Cầu Giấy"}, "", "qua Xuân Thủy, đường Cầu Giấy, vào ngõ 68 Cầu Giấy"},
		{[]string{"A", "B", "C", "D", "Hẻm 3"}, "", "qua … C, D, vào hẻm 3"},
		{[]string{"Ngõ"}, "", "vào Ngõ"},
		{[]string{"Ngo\u0303 4 Tây Hồ"}, "", "vào ngõ 4 Tây Hồ"},
	}
	for _, test := range tests {
		if got := vietnamese.streets(test.names, test.last); got != test.want {
			t.Errorf("%v after %q: %q, want %q", test.names, test.last, got, test.want)
		}
	}
	if got := english.streets([]string{"A", "B"}, ""); got != "via A, into B" {
		t.Errorf("in English: %q", got)
	}
}

// TestByRoad: a plan whose ways follow a map says so, and whose map it is, wherever it is shown.
func TestByRoad(t *testing.T) {
	const credit = "© OpenStreetMap contributors"
	night, plan := sample(2, 3)
	straight := every(t, func(w *bytes.Buffer) error { return Lists(w, night, plan, "en") })
	if strings.Contains(straight, credit) || !strings.Contains(straight, "straight lines, estimated") {
		t.Error("the lists of a plan in straight lines do not say so")
	}
	plan.Parameters.Travel, plan.Attribution = "roads", credit
	plan.Routes[0].Visits[0].Streets = []string{"Phố Mới", "Ngõ 3 <b>"}
	lists := every(t, func(w *bytes.Buffer) error { return Lists(w, night, plan, "vi") })
	for _, want := range []string{credit, "theo đường phố", "→ qua phố Mới, vào ngõ 3 &lt;b&gt;"} {
		if !strings.Contains(lists, want) {
			t.Errorf("the lists have no %q", want)
		}
	}
	if got := strings.Count(lists, credit); got != 3 {
		t.Errorf("%d of 3 maps name their source", got)
	}
	if routes := every(t, func(w *bytes.Buffer) error { return RoutesGeoJSON(w, night, plan) }); strings.Count(routes, credit) != 2 || !strings.Contains(routes, `"streets":"Phố Mới, Ngõ 3`) {
		t.Error("routes.geojson has no credit for each route, or no streets")
	}
	if track := every(t, func(w *bytes.Buffer) error { return GPX(w, night, plan, 0) }); !strings.Contains(track, `<copyright author="OpenStreetMap contributors">`) {
		t.Error("the track has no credit")
	}
}

// every is all that a form writes.
func every(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
