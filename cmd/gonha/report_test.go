package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// testNight has 10 people to activate at 4 doors, and a door that is done.
var testNight = campaign.Night{
	Households: []campaign.Household{
		{ID: "H1", Persons: 1000, Status: campaign.Pending},
		{ID: "H2", Persons: 3, Status: campaign.Absent, Mandatory: true},
		{ID: "H3", Persons: 2, Status: campaign.NoSmartphone},
		{ID: "H4", Persons: 4, Status: campaign.Pending},
		{ID: "H5", Persons: 9, Status: campaign.Activated, Mandatory: true},
	},
	Teams: []campaign.Team{{ID: "T1"}, {ID: "T2"}},
}

func testPlan() *campaign.Plan {
	plan := &campaign.Plan{
		Night: "2026-11-20", Window: "19:30-21:30",
		Summary: campaign.Summary{Visits: 1, Persons: 1000, RuntimeS: 2.25},
		Routes:  []campaign.Route{{Team: "T1", Visits: []campaign.Visit{{Household: "H1"}}}, {Team: "T2"}},
		Unvisited: []campaign.Unvisited{
			{Household: "H2", Reason: "window", Detail: "Về trễ 5 phút."},
			{Household: "H3", Reason: "no_time"},
			{Household: "H4", Reason: "no_time"},
		},
	}
	for row := range 7 {
		plan.Rejected = append(plan.Rejected, campaign.Rejected{File: "ho.csv", Row: row + 2, Column: "lat", Reason: "thiếu"})
	}
	plan.Rejected[1].Column = ""
	return plan
}

func TestReport(t *testing.T) {
	for _, c := range []struct{ lang, summary, warnings string }{
		{"vi",
			"Tối 20/11/2026, 19:30-21:30: gặp được 1.000/1.009 người, ở 1/4 nhà, với 1/2 đội; tính trong 2,2 giây.\n" +
				"Chưa xếp được 3 nhà, ghi trong " + filepath.Join("tối nay", "unvisited.csv") + ":\n" +
				"     2  không đủ thời gian\n" +
				"     1  không đội nào đến kịp lúc có người ở nhà\n" +
				"Mở " + filepath.Join("tối nay", "lists.html") + " bằng trình duyệt rồi in, mỗi đội một phiếu. Phiếu có thông tin cá nhân: thu lại sau buổi.\n",
			"Nhà bắt buộc chưa xếp được: H2: Về trễ 5 phút.\n" +
				"Bỏ qua 7 dòng lỗi, ghi trong " + filepath.Join("tối nay", "rejected.csv") + ":\n" +
				"    ho.csv:2 lat: thiếu\n    ho.csv:3: thiếu\n    ho.csv:4 lat: thiếu\n    ho.csv:5 lat: thiếu\n    ho.csv:6 lat: thiếu\n" +
				"    và 2 dòng nữa\n"},
		{"en",
			"Night of 2026-11-20, 19:30-21:30: reaches 1,000 of 1,009 people, at 1 of 4 doors, with 1 of 2 teams; planned in 2.2 s.\n" +
				"Left out, 3 doors, listed in " + filepath.Join("tối nay", "unvisited.csv") + ":\n" +
				"     2  not enough time\n" +
				"     1  no team can come while somebody is home\n" +
				"Open " + filepath.Join("tối nay", "lists.html") + " in a browser and print it, a sheet a team. It holds personal data: collect the sheets afterwards.\n",
			"Mandatory door left out: H2: Về trễ 5 phút.\n" +
				"7 faulty rows set aside, listed in " + filepath.Join("tối nay", "rejected.csv") + ":\n" +
				"    ho.csv:2 lat: thiếu\n    ho.csv:3: thiếu\n    ho.csv:4 lat: thiếu\n    ho.csv:5 lat: thiếu\n    ho.csv:6 lat: thiếu\n" +
				"    and 2 more\n"},
	} {
		r := report{words: wordsOf(c.lang), night: &testNight, plan: testPlan(), out: "tối nay"}
		var summary, warnings bytes.Buffer
		r.summary(&summary)
		r.warnings(&warnings)
		if diff := cmp.Diff(c.summary, summary.String()); diff != "" {
			t.Errorf("%s: summary (-want +got):\n%s", c.lang, diff)
		}
		if diff := cmp.Diff(c.warnings, warnings.String()); diff != "" {
			t.Errorf("%s: warnings (-want +got):\n%s", c.lang, diff)
		}
	}
}

// A mandatory household whose reason has no sentence is still explained.
func TestMandatoryWithoutDetail(t *testing.T) {
	plan := &campaign.Plan{Unvisited: []campaign.Unvisited{{Household: "H2", Reason: "too_far"}}}
	r := report{words: wordsOf("vi"), night: &testNight, plan: plan}
	var warnings bytes.Buffer
	r.warnings(&warnings)
	if want := "Nhà bắt buộc chưa xếp được: H2: quá xa hoặc quá đông người, không kịp về\n"; warnings.String() != want {
		t.Errorf("%q, want %q", warnings.String(), want)
	}
}

// What could not be said of the plan is said first.
func TestPlanWarnings(t *testing.T) {
	r := report{words: wordsOf("en"), night: &testNight, plan: &campaign.Plan{Warnings: []string{"The bound is not known."}}}
	var warnings bytes.Buffer
	r.warnings(&warnings)
	if want := "The bound is not known.\n"; warnings.String() != want {
		t.Errorf("%q, want %q", warnings.String(), want)
	}
}

func TestNothingToReport(t *testing.T) {
	plan := &campaign.Plan{Summary: campaign.Summary{Visits: 4, Persons: 1009}}
	r := report{words: wordsOf("en"), night: &testNight, plan: plan, out: "out"}
	var summary, warnings bytes.Buffer
	r.summary(&summary)
	r.warnings(&warnings)
	if bytes.Contains(summary.Bytes(), []byte("Left out")) || warnings.Len() > 0 {
		t.Errorf("summary %q, warnings %q", summary.String(), warnings.String())
	}
}

// Both languages must have every text, and a reason must never be blank.
func TestWordsAreComplete(t *testing.T) {
	vi, en := wordsOf("vi"), wordsOf("en")
	for _, reason := range []string{"group", "turf", "too_far", "window", "max_persons", "no_time"} {
		if vi.reasons[reason] == "" || en.reasons[reason] == "" {
			t.Errorf("reason %s has no text", reason)
		}
	}
	for _, w := range []*words{vi, en} {
		for i, text := range []string{w.progress, w.left, w.iteration, w.interrupted, w.reached, w.leftOut, w.reason, w.mandatory, w.rejected, w.more, w.where, w.date} {
			if text == "" {
				t.Errorf("text %d is missing", i)
			}
		}
	}
}
