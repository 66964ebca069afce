package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// sampleReport is the report of an invented night, with everything a report may have. Its teams are so many.
func sampleReport(teams int) *campaign.Report {
	summary := func(persons, visits int, overlap float64) campaign.Summary {
		return campaign.Summary{Teams: teams, Persons: persons, Visits: visits, Stops: visits - 9, Prize: int64(persons), PrizeBound: 1900, Unvisited: 60,
			MandatoryMissed: 2, TravelS: 9120, ServiceS: 40210, WaitS: 300, DistanceM: 38100, Overlap: overlap}
	}
	outcomes := func(persons ...int) []campaign.Outcome {
		var list []campaign.Outcome
		for _, n := range persons {
			list = append(list, campaign.Outcome{Persons: n, Prize: int64(n), MandatoryMissed: 2})
		}
		return list
	}
	r := &campaign.Report{
		Version: 1, Night: "2023-06-06", Window: "19:30-21:30", ToVisit: campaign.Reached{Households: 300, Persons: 1700}, Summary: summary(1590, 240, 0.034),
		Groups: []campaign.Area{
			{Name: "Tổ 2", ToVisit: campaign.Reached{Households: 150, Persons: 900}, Reached: campaign.Reached{Households: 140, Persons: 890}, Left: map[string]int{"no_time": 9, "window": 1}},
			{Name: "Tổ 10 <b>", ToVisit: campaign.Reached{Households: 140, Persons: 780}, Reached: campaign.Reached{Households: 100, Persons: 700}, Left: map[string]int{"no_time": 40}},
			{ToVisit: campaign.Reached{Households: 10, Persons: 20}, Left: map[string]int{"group": 10}},
		},
		Wards:   []campaign.Area{{Name: "Phường Một", ToVisit: campaign.Reached{Households: 300, Persons: 1700}, Reached: campaign.Reached{Households: 240, Persons: 1590}, Left: map[string]int{"no_time": 49, "window": 1, "group": 10}}},
		Balance: campaign.Balance{Persons: campaign.Spread{Least: 20, Median: 41.5, Most: 60, Mean: 40.26, Deviation: 3.14}, OutS: campaign.Spread{Least: 3000, Median: 7000, Most: 7200, Mean: 6543, Deviation: 222}},
		Left:    []campaign.Left{{Reason: "no_time", Reached: campaign.Reached{Households: 49, Persons: 85}}, {Reason: "group", Reached: campaign.Reached{Households: 10, Persons: 20}}, {Reason: "window", Reached: campaign.Reached{Households: 1, Persons: 5}}},
		WhatIf: &campaign.WhatIf{TimeLimitS: 2.5, Iterations: 10000, Rough: true, Seeds: []uint64{1, 2, 3}, AsItIs: outcomes(1588, 1590, 1592), Changes: []campaign.Change{
			{Kind: "team", Team: "T01", Outcomes: outcomes(1620, 1622, 1624), Gain: 32, Low: 32, High: 32, Clear: true},
			{Kind: "minutes", Outcomes: outcomes(1591, 1589, 1592), Gain: 0.67, Low: -1, High: 3},
			{Kind: "lend", Team: "T02", Outcomes: outcomes(1588, 1590, 1592)},
			{Kind: "away", Team: "T02", Outcomes: outcomes(1550, 1551, 1552), Gain: -39, Low: -40, High: -38, Clear: true},
		}},
		Baselines: []campaign.Baseline{
			{Name: "doors", Summary: summary(900, 200, 0.68)}, {Name: "nearest", Summary: summary(1200, 210, 0.6)}, {Name: "groups", Summary: summary(1250, 215, 0.2)}, {Name: "sweep", Summary: summary(1300, 220, 0)},
			{Name: "typed", Summary: summary(1600, 241, 0.01), Faults: []campaign.TypedFault{
				{Row: 3, Column: "team", Reason: "không có đội này / no such team"},
				{Row: 7, Column: "household", Team: "T01", Household: "H<1>", Reason: "không về kịp lúc 21:30 / the team would not be back by 21:30"},
				{Row: 9, Column: "time", Team: "T01", Household: "H2", Kept: true, Reason: "không kịp giờ / cannot begin then"},
			}},
		},
	}
	for i := range teams {
		r.Teams = append(r.Teams, campaign.TeamWork{Team: fmt.Sprintf("T%02d", i+1), Visits: 30 - i, Stops: 20, Persons: 60 - 3*i, TravelS: int64(900 + 60*i), ServiceS: 5000, WaitS: 120, IdleS: int64(1180 - 60*i), DistanceM: 2500})
	}
	return r
}

// sampleComparison is a comparison with everything that one may have.
func sampleComparison() *campaign.Comparison {
	head := func(night string, persons int, overlap float64) campaign.PlanHead {
		return campaign.PlanHead{Night: night, Window: "19:30-21:30", TeamsOut: 2, Summary: campaign.Summary{
			Persons: persons, Visits: persons / 3, Stops: persons / 4, Unvisited: 60, MandatoryMissed: 1, TravelS: int64(30 * persons), ServiceS: 40000, WaitS: 300, DistanceM: int64(20 * persons), Overlap: overlap}}
	}
	return &campaign.Comparison{
		Version: 1, A: head("2023-06-06", 600, 0.034), B: head("2023-06-07", 590, 0),
		Churn: campaign.Churn{Both: 180, Same: 150, Team: []string{"H<1>", "H2"}, Hour: []string{"H3"}, New: []string{}, Dropped: []string{"H4", "H5"}},
		Teams: []campaign.TeamsWork{
			{Team: "T01", A: &campaign.TeamWork{Team: "T01", Visits: 30, Persons: 70, TravelS: 900}, B: &campaign.TeamWork{Team: "T01", Visits: 31, Persons: 75, TravelS: 840}},
			{Team: "T02", A: &campaign.TeamWork{Team: "T02", Visits: 20, Persons: 40, TravelS: 600}}, {Team: "T03", B: &campaign.TeamWork{Team: "T03"}},
		},
	}
}

func TestReportGolden(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "on the way")
	if err := WriteReport(dir, sampleReport(3), &campaign.Plan{Version: 1, Night: "2023-06-06"}, "vi"); err != nil {
		t.Fatal(err)
	}
	if err := WriteComparison(dir, sampleComparison(), "en"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ComparisonText(&b, sampleComparison(), "vi"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "compare.txt"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "report")
	if *update {
		if err := os.RemoveAll(golden); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(golden, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(files(t, golden), files(t, dir)); diff != "" {
		t.Errorf("files differ from testdata (-want +got), rewrite with -update if meant:\n%s", diff)
	}
}

// pageOf writes a page and gives its text and its markup.
func pageOf(t *testing.T, write func(*bytes.Buffer) error) (page, text string, markup map[string]int) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	text, markup = read(t, b.String())
	return b.String(), text, markup
}

func TestReportSaysWhatMatters(t *testing.T) {
	for lang, want := range map[string][]string{
		"vi": {"Báo cáo kế hoạch buổi tối", "Thứ Ba 06/06/2023", "1.590 người sẽ gặp", "trên 1.700 người cần kích hoạt (94 %)", "2 nhà bắt buộc chưa xếp được",
			"Thêm một đội, như đội T01", "+32 người", "chưa rõ được hơn", "từ −1 đến +3", "không đổi", "−39 người", "mỗi trường hợp 3 lần (số gieo 1, 2, 3), mỗi lần 10.000 vòng tính (số vòng chạy được trong 2,5 giây)", "từ 1.588 đến 1.592 người",
			"ngược lẽ thường", "+690", "+77 %", "−10", "Không đủ thời gian", "Tổ 10 <b>", "không ghi", "700 / 780", "từ 20 đến 60", "bình quân 40,3", "lệch trung bình 3,1 người", "3,4 % số nhà",
			"Kế hoạch tự nhập: 3 dòng cần xem lại", "không về kịp lúc 21:30", "H<1>", "vẫn tính, muộn hơn"},
		"en": {"The evening's plan in figures", "Tuesday 06/06/2023", "1,590 people", "of 1,700 people to activate (94 %)", "no clear gain", "The plan typed by hand", "the team would not be back by 21:30", "10,000 iterations (as many as 2.5 s allowed)"},
	} {
		page, text, markup := pageOf(t, func(b *bytes.Buffer) error { return Report(b, sampleReport(3), lang) })
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: nothing of %q", lang, w)
			}
		}
		standsAlone(t, page, markup)
		if strings.Contains(text, " / the") || strings.Contains(text, "ZgotmplZ") {
			t.Errorf("%s: both languages, or what the template refused", lang)
		}
	}
}

// standsAlone reports what a page would load, run or call.
func standsAlone(t *testing.T, page string, markup map[string]int) {
	t.Helper()
	for _, banned := range []string{"script", "link", "img", "iframe", "@src", "@href", "@onclick", "comment", "b>"} {
		if markup[banned] > 0 {
			t.Errorf("the page has %d %s", markup[banned], banned)
		}
	}
	if regexp.MustCompile(`https?://|@import|url\(`).MatchString(page) {
		t.Error("the page refers to another")
	}
}

// A report without what-ifs, baselines, groups and people left out has no empty tables.
func TestReportOfLittle(t *testing.T) {
	r := sampleReport(1)
	r.WhatIf, r.Baselines, r.Wards, r.Left = nil, nil, nil, []campaign.Left{}
	r.Groups = r.Groups[2:]
	_, text, _ := pageOf(t, func(b *bytes.Buffer) error { return Report(b, r, "vi") })
	for _, banned := range []string{vietnameseReport().WhatIf, vietnameseReport().Baselines, vietnameseReport().ByGroup, vietnameseReport().ByWard, "tự nhập"} {
		if strings.Contains(text, banned) {
			t.Errorf("%q of nothing", banned)
		}
	}
	if !strings.Contains(text, vietnamese.NoLeftOut) {
		t.Error("it does not say that nobody is left out")
	}
}

// One trial is said to be one: it has no range, and nothing is clear or unclear about it.
func TestReportOfOneTrial(t *testing.T) {
	for lang, words := range map[string]*reportWords{"vi": &reportVietnamese, "en": &reportEnglish} {
		change := campaign.Change{Kind: "team", Team: "T01", Outcomes: []campaign.Outcome{{Persons: 182}}, Gain: 82, Low: 82, High: 82}
		row := words.whatIf(&campaign.WhatIf{Seeds: []uint64{1}, AsItIs: []campaign.Outcome{{Persons: 100}}, Changes: []campaign.Change{change}}).Rows[0]
		if row.Gain != "+82 "+words.MorePeople || row.Range != words.Once {
			t.Errorf("%s: %+v", lang, row)
		}
	}
}

func vietnameseReport() *reportWords { return &reportVietnamese }

// The page shows the first of many faults; the JSON has all.
func TestReportOfManyFaults(t *testing.T) {
	r := sampleReport(1)
	faults := r.Baselines[4].Faults
	for len(faults) < shownFaults+1500 {
		faults = append(faults, campaign.TypedFault{Row: len(faults), Column: "team", Reason: "không có đội này / no such team"})
	}
	r.Baselines[4].Faults = faults
	_, text, _ := pageOf(t, func(b *bytes.Buffer) error { return Report(b, r, "vi") })
	if !strings.Contains(text, "và 1.500 dòng nữa") {
		t.Error("it does not say how many rows are not shown")
	}
	var b bytes.Buffer
	if err := IndentedJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	var back campaign.Report
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || len(back.Baselines[4].Faults) != len(faults) {
		t.Errorf("%v, %d faults in JSON", err, len(back.Baselines[4].Faults))
	}
}

func TestReportRefusesALanguage(t *testing.T) {
	if err := Report(&bytes.Buffer{}, sampleReport(1), "fr"); err == nil {
		t.Error("French")
	}
	if err := Comparison(&bytes.Buffer{}, sampleComparison(), "fr"); err == nil {
		t.Error("French")
	}
	if err := ComparisonText(&bytes.Buffer{}, sampleComparison(), "fr"); err == nil {
		t.Error("French")
	}
}

func TestComparisonSaysWhatMatters(t *testing.T) {
	page, text, markup := pageOf(t, func(b *bytes.Buffer) error { return Comparison(b, sampleComparison(), "vi") })
	for _, w := range []string{"So sánh hai kế hoạch", "Hai kế hoạch của hai đêm khác nhau", "−10", "−5 phút", "12,0 km", "−200 m", "3,4 %", "−3,4 %", "H<1>, H2", "đổi đội", "quá 15 phút", "Nhà bắt buộc chưa xếp được"} {
		if !strings.Contains(text, w) {
			t.Errorf("nothing of %q", w)
		}
	}
	standsAlone(t, page, markup)
	c := sampleComparison()
	for i := range shownHouseholds + 2000 {
		c.Churn.New = append(c.Churn.New, fmt.Sprint("N", i))
	}
	if _, text, _ = pageOf(t, func(b *bytes.Buffer) error { return Comparison(b, c, "vi") }); !strings.Contains(text, "và 2.000 hộ nữa") {
		t.Error("it does not say how many households are not named")
	}
}

// A bar's parts stand side by side, in proportion and within it.
func TestBar(t *testing.T) {
	b := newBar(50, 200)
	b.add("a", 100)
	b.add("none", 0)
	b.add("b", 60)
	want := []part{{0, 25, "a"}, {25, 15, "b"}}
	if diff := cmp.Diff(want, b.Parts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if empty := newBar(50, 0); len(empty.Parts) != 0 || empty.W != 50 {
		t.Errorf("%+v", empty)
	}
}

// Gains begin at the common line, more to the right and less to the left, with their range over them.
func TestGainBar(t *testing.T) {
	for _, test := range []struct {
		name   string
		change campaign.Change
		part   part
		span   whisker
	}{
		{"more", campaign.Change{Gain: 20, Low: 10, High: 30, Clear: true}, part{10, 20, "main"}, whisker{20, 40}},
		{"less", campaign.Change{Gain: -5, Low: -10, High: 0, Clear: true}, part{5, 5, "wait"}, whisker{0, 10}},
		{"unclear", campaign.Change{Gain: 1, Low: -1, High: 3}, part{10, 1, "rest"}, whisker{9, 13}},
	} {
		b := gainBar(40, &test.change, -10, 30)
		if b.Zero != 10 || b.Parts[0] != test.part || b.Whiskers[0] != test.span {
			t.Errorf("%s: %+v", test.name, b)
		}
	}
}

func TestReportNumbers(t *testing.T) {
	w := &vietnamese
	for got, want := range map[string]string{
		w.signed(1234): "+1.234", w.signed(-5): "−5", w.signed(0): "0", w.tenths(2.25): "2,2", w.share(1, 3): "33 %", w.share(1, 0): "–",
		w.wholeMinutes(89): "1", w.wholeMinutes(90): "2", w.half("một / one"): "một", english.half("một / one"): "one", w.half("một"): "một", english.half("một"): "một",
		reportVietnamese.change("new_kind", ""): "new_kind", reportEnglish.way("other"): "other", fmt.Sprint(roundedMinutes(-89), roundedMinutes(-90), roundedMinutes(31)): "-1 -2 1",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
