package output

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gonha/solver/campaign"
)

func written(t testing.TB, night *campaign.Night, plan *campaign.Plan, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Lists(&b, night, plan, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read walks the page's markup and gives its text, and how often each element and attribute occurs.
func read(t testing.TB, page string) (text string, markup map[string]int) {
	t.Helper()
	// The decoder is one for XML, which forbids two code points that HTML lets pass.
	d := xml.NewDecoder(strings.NewReader(strings.NewReplacer("\ufffe", "?", "\uffff", "?").Replace(page)))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	markup = map[string]int{}
	var b strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), markup
		}
		if err != nil {
			t.Fatalf("the page does not parse: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			markup[token.Name.Local]++
			for _, a := range token.Attr {
				markup["@"+a.Name.Local]++
			}
		case xml.CharData:
			b.Write(token)
		case xml.Comment:
			markup["comment"]++
		}
	}
}

func TestListsPrintsWhatATeamNeeds(t *testing.T) {
	night, plan := small()
	night.Teams[0].Name = "Đội Một"
	night.Households[0] = campaign.Household{
		ID: "A&B", Point: night.Households[0].Point, Persons: 2, Address: "Số 5 ngõ 12", Group: "Tổ 3", Mandatory: true, Note: "chuông hỏng",
		Windows: []campaign.Window{{Open: 70200, Close: 72900}}, Status: campaign.Absent,
		People: []campaign.Person{{Name: "Trần An", Phone: "0912345678"}, {Name: "Lê Bình", Phone: "0987.654.321 (con)", Note: "làm ca"}},
	}
	night.Households[1].Address, night.Households[1].Name, night.Households[1].Phone = " ", "Vũ Hạnh", "+84 912 000 111"
	page := written(t, night, plan, "vi")
	text, _ := read(t, page)
	for _, want := range []string{
		"Đội Một", "Thứ Ba 06/06/2023", "19:30–00:10", "19:31", "–19:37", "2 nhà, 3 người", "Số 5 ngõ 12", "Tổ 3", "BẮT BUỘC", "19:30–20:15",
		"chuông hỏng", "Lần trước", "Trần An", "0912 345 678", "Lê Bình", "0987.654.321 (con)", "làm ca", "Vũ Hạnh", "/2", "nhà nhiều người thì ghi số người",
		"đã kích hoạt", "vắng", "từ chối", "chuyển đi", "hẹn ra trụ sở", "không có điện thoại thông minh",
	} {
		if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
			t.Errorf("no %q on the page", want)
		}
	}
	for _, want := range []string{`href="tel:0912345678"`, `href="tel:&#43;84912000111"`, `lang="vi"`, "size: A4"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in the markup", want)
		}
	}
	if rows := strings.Count(page, `<tr class="person">`); rows != 2 {
		t.Errorf("%d rows for the 2 people", rows)
	}
}

func TestListsHasASheetForEachTeamThatGoesOut(t *testing.T) {
	night, plan := sample(3, 4)
	for lang, stays := range map[string]string{"vi": vietnamese.Stays, "en": english.Stays} {
		page := written(t, night, plan, lang)
		if n := strings.Count(page, `<section class="sheet `); n != 3 {
			t.Errorf("%s: %d sheets, want 3", lang, n)
		}
		if n := strings.Count(page, `class="stays">`+stays); n != 1 {
			t.Errorf("%s: %d teams stay, want 1", lang, n)
		}
	}
}

func TestListsOfAnEmptyPlan(t *testing.T) {
	text, markup := read(t, written(t, &campaign.Night{}, &campaign.Plan{Night: "2023-06-06"}, "en"))
	if !strings.Contains(text, english.NoLeftOut) || markup["section"] != 1 {
		t.Errorf("not just an overview: %v\n%s", markup, text)
	}
	if strings.Contains(text, "NaN") {
		t.Error("a NaN on the page")
	}
}

func TestOverviewCountsWhatIsLeftOut(t *testing.T) {
	night, plan := sample(1, 2)
	plan.Unvisited[4].Reason = "mưa to"
	plan.Summary.MandatoryMissed = 2
	e, err := lookUp(night, plan)
	if err != nil {
		t.Fatal(err)
	}
	got := e.overview(e.places(), &vietnamese)
	want := []leftOutCount{
		{vietnamese.reasons["too_far"], "1"}, {vietnamese.reasons["window"], "1"}, {vietnamese.reasons["no_time"], "2"},
		{"mưa to", "1"}, {vietnamese.NotRouted, "1"}, {vietnamese.Rejected, "1"},
	}
	if !slices.Equal(got.LeftOut, want) || got.Missed != 2 {
		t.Errorf("%v and %d mandatory, want %v and 2", got.LeftOut, got.Missed, want)
	}
}

func TestListsStandsAlone(t *testing.T) {
	night, plan := sample(2, 5)
	_, markup := read(t, written(t, night, plan, "vi"))
	for _, name := range []string{"script", "link", "img", "iframe", "object", "form", "@src", "@style", "@onload", "@onclick"} {
		if markup[name] > 0 {
			t.Errorf("%d of %s", markup[name], name)
		}
	}
	page := written(t, night, plan, "vi")
	if hosts := regexp.MustCompile(`(?i)https?:|url\(|@import|="//`).FindString(page); hosts != "" {
		t.Errorf("the page refers to the outside with %q", hosts)
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Error("the template found a value unsafe")
	}
}

func TestListsOfAWardIsAFewMegabytes(t *testing.T) {
	night, plan := sample(199, 25)
	size := len(written(t, night, plan, "vi"))
	if doors := plan.Summary.Visits; size > 800*doors {
		t.Errorf("%d bytes for %d doors", size, doors)
	}
}

func BenchmarkLists(b *testing.B) {
	night, plan := sample(199, 25)
	b.ReportAllocs()
	for b.Loop() {
		if err := Lists(io.Discard, night, plan, "vi"); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzText puts one text into every field of a household and its team: all forms must still parse
// and hold no markup but their own.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", " ", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "</style><b>", "{{.}}", "' onclick='x", "<!--", "]]>", "javascript:x",
		"=cmd|' /C calc'!A0", "\x00\x01\ufffe", "\xff\xfe", "\u202eabc", "a\r\nb", "&lt;", "../../x", "0912345678", "\ufeff",
	} {
		f.Add(s)
	}
	night, plan := small()
	_, usual := read(f, written(f, night, plan, "vi"))
	for _, name := range []string{"a", "@href", "span", "small"} { // in a page of households with more fields
		usual[name]++
	}
	f.Fuzz(func(t *testing.T, s string) {
		night, plan := hostile(s)
		page := written(t, night, plan, "en")
		text, markup := read(t, page)
		for name := range markup {
			if usual[name] == 0 {
				t.Errorf("%s leaks from %q", name, s)
			}
		}
		if !utf8.ValidString(page) || strings.Count(page, "</style>") != 1 {
			t.Errorf("the page of %q is not sound", s)
		}
		if word := regexp.MustCompile(`[\pL\pN]{3,}`).FindString(s); !strings.Contains(text, word) {
			t.Errorf("%q of %q is not on the page", word, s)
		}
		var track, table bytes.Buffer
		if err := GPX(&track, night, plan, 0); err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(track.Bytes(), new(gpx)); err != nil {
			t.Errorf("the track of %q: %v", s, err)
		}
		if err := VisitsCSV(&table, night, plan); err != nil {
			t.Fatal(err)
		}
		if rows := parse(t, table.Bytes()); len(rows) != 4 {
			t.Errorf("%d rows of %q", len(rows), s)
		}
		if features, _ := collection(t, night, plan); len(features.Features) != 5 {
			t.Errorf("%d features of %q", len(features.Features), s)
		}
	})
}

// hostile is the small evening with s in every text that comes from a list.
func hostile(s string) (*campaign.Night, *campaign.Plan) {
	night, plan := small()
	team := &night.Teams[0]
	team.ID, team.Name, plan.Routes[0].Team = s, s, s
	for i := range night.Households {
		h := &night.Households[i]
		h.Name, h.Address, h.Phone, h.Note, h.Group = s, s, s, s, s
		h.ID += s
		h.Point.Lon += float64(i) / 100
		plan.Routes[0].Visits[i].Household = h.ID
	}
	night.Households[2].People = []campaign.Person{{Name: s, Phone: s, Note: s}, {Name: "Lê Bình " + s}}
	night.Households[2].Windows, night.Households[2].Mandatory = []campaign.Window{{Open: 1, Close: 2}}, true
	return night, plan
}
