package intake

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

func clockAt(seconds int) *campaign.Clock { c := campaign.Clock(seconds); return &c }

func TestRoutes(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []campaign.TypedVisit
		rejected   []campaign.Rejected
	}{
		{"least", "team,household\nT1,A\nT2,B\n", []campaign.TypedVisit{{Row: 2, Team: "T1", Household: "A"}, {Row: 3, Team: "T2", Household: "B"}}, nil},
		{"everything, in Vietnamese", "Kế hoạch tối thứ Năm;;;\nĐội;Mã hộ;Giờ;Điểm dừng\nĐội 1;A;19h45;3\n", []campaign.TypedVisit{
			{Row: 3, Team: "Đội 1", Household: "A", Stop: 3, Begin: clockAt(71100)}}, nil},
		{"a team is typed once", "đội,hộ\nT1,A\n,B\nT2,C\n,D\n", []campaign.TypedVisit{
			{Row: 2, Team: "T1", Household: "A"}, {Row: 3, Team: "T1", Household: "B"}, {Row: 4, Team: "T2", Household: "C"}, {Row: 5, Team: "T2", Household: "D"}}, nil},
		{"empty and total rows", "team,household\n\nT1,A\n,\nTổng cộng,1\n", []campaign.TypedVisit{{Row: 3, Team: "T1", Household: "A"}}, nil},
		{"times", "team,household,time\nT1,A,19:45\nT1,B,19:45:30\nT1,C,19 giờ 45\nT1,D,\"0,8125\"\nT1,E,0.8125\nT1,F,24:10\n", []campaign.TypedVisit{
			{Row: 2, Team: "T1", Household: "A", Begin: clockAt(71100)}, {Row: 3, Team: "T1", Household: "B", Begin: clockAt(71130)},
			{Row: 4, Team: "T1", Household: "C", Begin: clockAt(71100)}, {Row: 5, Team: "T1", Household: "D", Begin: clockAt(70200)},
			{Row: 6, Team: "T1", Household: "E", Begin: clockAt(70200)}, {Row: 7, Team: "T1", Household: "F", Begin: clockAt(87000)}}, nil},
		{"visits.csv", "\ufeffteam,team_name,seq,stop,household,arrive,begin,leave,persons\r\nT1,Đội 1,1,1,A,19:31:10,19:32:00,19:37:10,3\r\n", []campaign.TypedVisit{
			{Row: 2, Team: "T1", Household: "A", Stop: 1, Begin: clockAt(70320)}}, nil},
		{"faults", "team,household,stop,time\n,A,,\nT1,,,\nT1,B,0,\nT1,C,x,\nT1,D,,25:99\nT1,E,,7\nT1,F,,-1\nT1,G,,1e300\nT1,H,,\"3,5\"\n" + strings.Repeat("n", 101) + ",I,,\n", nil, []campaign.Rejected{
			{File: "routes.csv", Row: 2, Column: "team", Reason: string(missingTeam)}, {File: "routes.csv", Row: 3, Column: "household", Reason: string(missingHousehold)},
			{File: "routes.csv", Row: 4, Column: "stop", Reason: string(badStop)}, {File: "routes.csv", Row: 5, Column: "stop", Reason: string(badStop)},
			{File: "routes.csv", Row: 6, Column: "time", Reason: string(badTime)}, {File: "routes.csv", Row: 7, Column: "time", Reason: string(badTime)},
			{File: "routes.csv", Row: 8, Column: "time", Reason: string(badTime)}, {File: "routes.csv", Row: 9, Column: "time", Reason: string(badTime)},
			{File: "routes.csv", Row: 10, Column: "time", Reason: string(badTime)}, {File: "routes.csv", Row: 11, Column: "team", Reason: string(longID)}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, rejected, err := Routes(t.Context(), "dir/routes.csv", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("visits (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.rejected, rejected); diff != "" {
				t.Errorf("rejected (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRoutesErrors(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"no team", "household,time\nA,19:30\n", "no team column"},
		{"no household", "team,time\nT1,19:30\n", "no household column"},
		{"no header", "T1,A\n", "no header row"},
	} {
		if _, _, err := Routes(t.Context(), "routes.csv", []byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "routes.csv: ") {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	if _, _, err := RoutesFile(t.Context(), "nowhere/routes.csv"); err == nil || !strings.Contains(err.Error(), "routes.csv") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestRoutesXLSX(t *testing.T) {
	data := workbook(t, [][]string{{"Đội", "Mã hộ", "Giờ"}, {"T1", "A", "19:45"}, {"", "B", ""}})
	got, rejected, err := Routes(t.Context(), "routes.xlsx", data)
	want := []campaign.TypedVisit{{Row: 2, Team: "T1", Household: "A", Begin: clockAt(71100)}, {Row: 3, Team: "T1", Household: "B"}}
	if diff := cmp.Diff(want, got); err != nil || len(rejected) > 0 || diff != "" {
		t.Errorf("%v, %v (-want +got):\n%s", err, rejected, diff)
	}
}

func FuzzRoutes(f *testing.F) {
	f.Add([]byte("team,household,stop,time\nT1,A,1,19:30\n,B,1,0.8125\nT2,,x,25:99\n"))
	f.Add([]byte("đội;mã hộ;giờ\nĐội 1;A;19h45\nTổng;1;\n"))
	f.Add([]byte(collection(featureAt(`{"team":"T1","household":"A"}`))))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("PK")) {
			return // the workbook's own fuzz targets
		}
		visits, rejected, err := Routes(t.Context(), "file", data)
		checkError(t, err)
		checkRejected(t, rejected)
		last := 0
		for _, v := range visits {
			if v.Team == "" || v.Household == "" || utf8.RuneCountInString(v.Team) > 3*maxIDRunes || v.Stop < 0 || v.Row <= last {
				t.Errorf("visit %+v after row %d", v, last)
			}
			if v.Begin != nil && (*v.Begin < 0 || *v.Begin > 49*hour) {
				t.Errorf("visit %+v begins at %d", v, *v.Begin)
			}
			last = v.Row
		}
		if len(visits)+len(rejected) > len(data) {
			t.Errorf("%d visits and %d rejected of %d bytes", len(visits), len(rejected), len(data))
		}
	})
}
