package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// seenIn is what a list was understood as, in words: "H1 2 TDP-1 12/4 Ngõ Thử" for two people at home.
func seenIn(t *testing.T, name string, data []byte, hints Hints) (*Reading, []string) {
	t.Helper()
	var into Reading
	if err := (Reader{MaxRows: AnyRows}).Households(t.Context(), Source{Name: name, Data: data, Hints: hints}, &into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var seen []string
	add := func(h *campaign.Household) {
		if !h.Status.Routed() {
			return
		}
		seen = append(seen, strings.Join(strings.Fields(strings.Join([]string{h.ID, fmt.Sprint(h.Persons), h.Group, h.Address}, " ")), " "))
	}
	for i := range into.Households {
		add(&into.Households[i])
	}
	for i := range into.Unplaced {
		add(&into.Unplaced[i].Household)
	}
	return &into, seen
}

// rowsSetAside are the rows set aside: "3 Tọa độ".
func rowsSetAside(into *Reading) []string {
	var rows []string
	for _, a := range into.SetAside {
		rows = append(rows, strings.TrimSpace(fmt.Sprintf("%d %s", a.Row, a.Column)))
	}
	return rows
}

// TestShownCounts: what a workbook shows is read, not what it stores.
func TestShownCounts(t *testing.T) {
	for _, test := range []struct {
		name  string
		page  page
		want  []string
		aside []string
	}{
		{"merged cells hold for all their rows", page{Rows: [][]any{
			{"Mã hộ", "Địa chỉ", "Tọa độ", "Họ tên", "Tổ dân phố"},
			{"H1", "12 Ngõ Thử", "21.0260, 105.8331", "Người A", "TDP-1"}, {nil, nil, nil, "Người B"}, {nil, nil, nil, "Người C"},
			{"H2", "5 Ngõ Thử", "21.0262, 105.8335", "Người D"},
		}, Merges: []string{"A2:A4", "B2:B4", "C2:C4", "E2:E5"}}, []string{"H1 3 TDP-1 12 Ngõ Thử", "H2 1 TDP-1 5 Ngõ Thử"}, nil},
		{"numbers as programs in Java write them", page{Rows: [][]any{
			{"Mã hộ", "Địa chỉ", "Vĩ độ", "Kinh độ", "Số người", "Tổ dân phố"}, {12345678.0, "12 Ngõ Thử", 21.026, 105.8331, 2.0, 3.0},
		}}, []string{"12345678 2 3 12 Ngõ Thử"}, nil},
		{"leading zeros of a number format", page{Rows: [][]any{
			{"Mã hộ", "Số nhà", "Đường", "Tọa độ"}, {written{Value: 7, Format: "0000"}, 5.0, "Ngõ Thử", "21.026, 105.8331"},
		}}, []string{"0007 1 5 Ngõ Thử"}, nil},
		{"addresses and groups that became dates", page{Rows: [][]any{
			{"Mã hộ", "Địa chỉ", "Vĩ độ", "Kinh độ", "Tổ dân phố"},
			{"H1", written{Value: 46360, Format: "mm/dd"}, 21.026, 105.8331, written{Value: 46024, Format: "d/m"}}, {"H2", written{Value: 45759, Format: "d-mmm"}, 21.026, 105.8331, "1/2"},
		}}, []string{"H1 1 2/1 12/4", "H2 1 1/2 12/4"}, nil},
		{"formulas without a value", page{Rows: [][]any{
			{"Mã hộ", "Vĩ độ", "Kinh độ", "Số người"}, {"H1", written{Formula: "21+0.026"}, written{Formula: "105+0.8331"}, written{Formula: "1+1"}},
			{"H2", 21.026, 105.8331, written{Formula: "NOSUCHFUNCTION(1)"}},
		}}, []string{"H1 2"}, []string{"3 Số người"}},
		{"a cover and a table below its titles", page{Rows: [][]any{
			{"CÔNG AN PHƯỜNG"}, {nil}, {"DANH SÁCH"}, {"STT", "Họ tên", "Địa chỉ"}, {"(1)", "(2)", "(3)"}, {1.0, "A", "5 Ngõ Thử"}, {nil, nil, "Hà Nội, ngày 1 tháng 12 năm 2026"}, {nil, "Người lập", nil}, {nil, "Lê Văn Mẫu", nil},
		}, Merges: []string{"A1:C1", "A3:C3"}}, []string{"row-6 1 5 Ngõ Thử"}, nil},
		{"a hidden row", page{Rows: [][]any{{"Mã hộ", "Tọa độ", "Số người"}, {"H1", "21.026 105.8331", 2.0}, {"H2", "21.026 105.8331", 3.0}}, Unseen: []int{3}}, []string{"H1 2"}, []string{"3"}},
	} {
		into, got := seenIn(t, "list.xlsx", asJava(t, []page{test.page}), Hints{})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v", test.name, diff, into.Remarks)
		}
		if diff := cmp.Diff(test.aside, rowsSetAside(into)); diff != "" {
			t.Errorf("%s: set aside (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestMinutesAsTime: minutes typed as a time of day, and home hours as times, in a workbook.
func TestMinutesAsTime(t *testing.T) {
	p := page{Rows: [][]any{
		{"Mã hộ", "Tọa độ", "Phút", "Khung giờ"},
		{"H1", "21.026 105.8331", written{Value: 5.0 / 1440, Format: "h:mm"}, written{Value: 20.0 / 24, Format: "h:mm"}},
		{"H2", "21.026 105.8331", 2.5, written{Value: 46357 + 19.5/24, Format: "dd/mm/yyyy hh:mm"}},
		{"H3", "21.026 105.8331", "0:05", "19h30-21h"},
	}}
	into, _ := seenIn(t, "list.xlsx", asJava(t, []page{p}), Hints{})
	if len(into.Households) != 3 {
		t.Fatalf("%+v", into.SetAside)
	}
	for i, want := range []struct{ seconds, open int }{{300, 20 * hour}, {150, 19*hour + 1800}, {300, 19*hour + 1800}} {
		if h := into.Households[i]; h.PerPerson != want.seconds || len(h.Windows) != 1 || h.Windows[0].Open != want.open {
			t.Errorf("%s: %d seconds, %v", h.ID, h.PerPerson, h.Windows)
		}
	}
}

// TestListsAsTheyAre reads lists of text.
func TestListsAsTheyAre(t *testing.T) {
	for _, test := range []struct {
		name, list  string
		want, aside []string
	}{
		{"permanent and current residence", "Họ và tên;Nơi thường trú;Nơi ở hiện tại;Tổ dân phố;Tọa độ\nAn;Số 5 Linh Quang;Số 12 Cát Linh;TDP 1;21.029,105.830\nChi;Thôn Đông, xã Ba Vì;;TDP 1;21.0292,105.8304\n",
			[]string{"row-2 1 TDP 1 Số 12 Cát Linh", "row-3 1 TDP 1 Thôn Đông, xã Ba Vì"}, nil},
		{"a house number beside a whole address", "mã hộ;số nhà;địa chỉ;tọa độ\nA;12/4;12/4;21 105\nB;5;5 Ngõ Thử;21 105\nC;7;Ngõ Thử;21 105\n", []string{"A 1 12/4", "B 1 5 Ngõ Thử", "C 1 7 Ngõ Thử"}, nil},
		{"sections give the group", "STT,Họ tên,Địa chỉ\nTỔ DÂN PHỐ SỐ 1,,\n1,A,5 Ngõ Thử\nI,Thôn Đông,\n1,B,6 Ngõ Thử\n", []string{"row-3 1 TDP 1 5 Ngõ Thử", "row-5 1 Thôn Đông 6 Ngõ Thử"}, nil},
		{"no household is carried over a section", "STT,Họ tên,Địa chỉ\n1,A,5 Ngõ Thử\nTổ dân phố số 2,,\n2,B,\n", []string{"row-2 1 5 Ngõ Thử"}, []string{"4 Địa chỉ"}},
		{"numbers of households part them", "STT,Họ tên,Địa chỉ\n1,A,5 Ngõ Thử\n,B,\n2,C,\n", []string{"row-2 2 5 Ngõ Thử"}, []string{"4 Địa chỉ"}},
		{"a survey's point of four numbers", "household,GPS,persons\nH1,21.0260 105.8331 8.2 4.9,2\n", []string{"H1 2"}, nil},
		{"a survey's split columns", "KEY,household-Latitude,household-Longitude,household-Altitude,persons\nuuid:1,21.0260,105.8331,8.2,2\n", []string{"uuid:1 2"}, nil},
		{"a map program's well-known text", "WKT,name,description\n\"POINT (105.8331 21.026)\",A,\n\"POINT Z (105.8331 21.026 5)\",B,\n", []string{"row-2 1", "row-3 1"}, nil},
		{"X and Y", "id,X,Y\nA,105.8331,21.026\nB,21.026,105.8331\n", []string{"A 1", "B 1"}, nil},
		{"a pair in the cell of the latitude", "id,lat,lon\nA,\"21.026, 105.8331\",\nB,,\"21.026, 105.8331\"\nC,https://maps.example/@21.026,\n", []string{"A 1", "B 1"}, []string{"4 lat"}},
		{"degrees and minutes", "id,tọa độ\nA,\"21°01'33.6\"\"N 105°49'59.2\"\"E\"\n", []string{"A 1"}, nil},
		{"metres", "id,X,Y\nA,2326000,587000\n", nil, []string{"2 Y"}},
		{"an unknown status is visited", "id,tọa độ,trạng thái\nA,21 105,gì đó\nB,21 105,KH\nC,21 105,SĐ\n", []string{"A 1"}, []string{"4 trạng thái"}},
		{"counts of an outcome", "id,tọa độ,số người,trạng thái\nA,21 105,3,\"2 KH, 1 V\"\n", []string{"A 1"}, nil},
		{"a count of one ending of three people", "id,tọa độ,số người,trạng thái\nA,21 105,3,2 KH\n", []string{"A 1"}, nil},
		{"an empty column of ids", "STT,Mã hộ,Họ tên,Địa chỉ\n1,,A,5 Ngõ Thử\n2,,B,5 Ngõ Thử\n", []string{"row-2 2 5 Ngõ Thử"}, nil},
		{"one row without an id", "Mã hộ,Họ tên,Địa chỉ\nH1,A,5 Ngõ Thử\nH1,B,5 Ngõ Thử\n,C,6 Ngõ Thử\n", []string{"H1 2 5 Ngõ Thử", "row-4 1 6 Ngõ Thử"}, nil},
		{"home hours on some days", "id,tọa độ,khung giờ\nA,21 105,\"tối T7, sau 20h\"\n", []string{"A 1"}, nil},
		{"an example row of a template", "STT,Họ tên,Địa chỉ\nVí dụ,Nguyễn Văn Mẫu,Số 1 Phố Mẫu\n1,A,5 Ngõ Thử\n", []string{"row-3 1 5 Ngõ Thử"}, nil},
		{"text for an old font", "M· hé,Hä tªn,§Þa chØ,VÜ ®é,Kinh ®é,Sè ng\u00adêi\nH1,NguyÔn V¨n An,Ngâ Thö,21.0440,105.7850,2\n", []string{"H1 2 Ngõ Thử"}, nil},
		{"a second table below the first", "STT,Họ tên,Địa chỉ\n1,A,5 Ngõ Thử\n\nSTT,Địa chỉ,Họ tên\n1,6 Ngõ Thử,B\n", []string{"row-2 1 5 Ngõ Thử", "row-5 1 6 Ngõ Thử"}, nil},
	} {
		into, got := seenIn(t, "list.csv", []byte(test.list), Hints{})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v", test.name, diff, into.Remarks)
		}
		if diff := cmp.Diff(test.aside, rowsSetAside(into)); diff != "" {
			t.Errorf("%s: set aside (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestNotesOfLists: what notes say goes with their household.
func TestNotesOfLists(t *testing.T) {
	into, _ := seenIn(t, "list.csv", []byte("Họ tên;Địa chỉ;Ghi chú\nA;5 Ngõ Thử;sau 20h\nB;5 Ngõ Thử;trước 21h\nC;6 Ngõ Thử;gọi trước, làm ca đêm\nD;7 Ngõ Thử;nhà ở cuối ngõ\n"), Hints{})
	first, second, third := into.Unplaced[0].Household, into.Unplaced[1].Household, into.Unplaced[2].Household
	if diff := cmp.Diff([]campaign.Window{{Open: 20 * hour, Close: 21 * hour}}, first.Windows); diff != "" || first.Persons != 2 {
		t.Errorf("both at once (-want +got):\n%s", diff)
	}
	if !slices.Contains(second.Marks, campaign.CallFirst) || !slices.Contains(second.Marks, campaign.NightShift) {
		t.Errorf("marks %v", second.Marks)
	}
	if third.Windows != nil || third.Marks != nil || third.People[0].Note != "nhà ở cuối ngõ" {
		t.Errorf("%+v", third)
	}
}

// TestHints: a column that somebody has named, and the sheets that somebody has chosen.
func TestHints(t *testing.T) {
	list := []byte("Họ tên;Chỗ trọ;Địa chỉ\nA;5 Ngõ Thử;Quê\n")
	if _, got := seenIn(t, "list.csv", list, Hints{Columns: map[string]string{"address": "Chỗ trọ"}}); !slices.Equal(got, []string{"row-2 1 5 Ngõ Thử"}) {
		t.Errorf("the address in another column: %v", got)
	}
	pages := []page{{Name: "Một", Rows: [][]any{{"Mã", "Tọa độ"}, {"A", "21 105"}}}, {Name: "Hai", Rows: [][]any{{"Mã", "Tọa độ"}, {"B", "21 105"}}}}
	if _, got := seenIn(t, "list.xlsx", asJava(t, pages), Hints{Sheets: []string{"Hai"}}); !slices.Equal(got, []string{"B 1"}) {
		t.Errorf("one sheet of two: %v", got)
	}
	into, got := seenIn(t, "list.xlsx", asJava(t, append(pages, page{Name: "Ghi chú", Rows: [][]any{{"Xin cảm ơn"}}})), Hints{})
	if !slices.Equal(got, []string{"A 1", "B 1"}) || len(into.Sheets) != 3 || into.Sheets[2].Used || into.Sheets[2].Reason == "" {
		t.Errorf("all sheets: %v, %+v", got, into.Sheets)
	}
}

// TestSwapped: each list given as the other is told.
func TestSwapped(t *testing.T) {
	households := []byte("Mã hộ;Họ tên;Địa chỉ;Tọa độ;Số người\nA;Một;5 Ngõ Thử;21 105;2\n")
	teams := []byte("Tên tổ;Số người;Phương tiện;Tọa độ\nTổ 1;4;xe máy;21 105\n")
	r := Reader{MaxRows: AnyRows}
	if err := r.Households(t.Context(), Source{Name: "t.csv", Data: teams}, &Reading{}); !errors.Is(err, ErrSwapped) {
		t.Errorf("teams as households: %v", err)
	}
	if err := r.Teams(t.Context(), Source{Name: "h.csv", Data: households}, &Reading{}); !errors.Is(err, ErrSwapped) {
		t.Errorf("households as teams: %v", err)
	}
}

// TestTeamsAsTheyAre reads teams as people write them.
func TestTeamsAsTheyAre(t *testing.T) {
	for _, test := range []struct {
		name, file, text string
		want             []string
	}{
		{"a message", "zalo.txt", "DANH SÁCH TỔ CÔNG TÁC TỐI 01/12/2026\n\nTổ 1: đ/c An (CA), Bình, Chi - xe máy\nTổ 2: Dũng, Em, Giang - 3 người - đi bộ - TDP 3, 4\n",
			[]string{"T1 Tổ 1 3 motorbike []  ", "T2 Tổ 2 3 walk [TDP 3 TDP 4]  "}},
		{"a table", "t.csv", "STT,Tên tổ,Thành viên,Số người,Phương tiện,Nơi xuất phát,Phụ trách\n1,Tổ 1,\"đ/c An (CA), Bình\",4,xe máy,Trụ sở CA phường,\"TDP 1, 2\"\n",
			[]string{"T1 Tổ 1 4 motorbike [TDP 1 2] Trụ sở CA phường "}},
		{"names counted", "t.csv", "Tổ,Thành viên\nTổ 3,\"An, Bình, Chi\"\n", []string{"T3 Tổ 3 3 motorbike []  "}},
		{"a row a member", "t.csv", "Tổ,Họ và tên,Phương tiện\nTổ 1,An,xe máy\n,Bình,\n,Chi,\nTổ 2,Dũng,đi bộ\nTổ 2,Em,đi bộ\n", []string{"T1 Tổ 1 3 motorbike []  ", "T2 Tổ 2 2 walk []  "}},
		{"only numbers", "t.csv", "STT,Số người\n1,4\n2,3\n", []string{"T1 Tổ 1 4 motorbike []  ", "T2 Tổ 2 3 motorbike []  "}},
		{"a start in coordinates", "t.csv", "Tên đội,Tọa độ xuất phát\nĐội A,\"21.0270, 105.8350\"\n", []string{"T1 Đội A 4 motorbike []  21.027"}},
	} {
		var into Reading
		if err := (Reader{MaxRows: AnyRows}).Teams(t.Context(), Source{Name: test.file, Data: []byte(test.text)}, &into); err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, team := range into.Teams {
			got = append(got, fmt.Sprintf("%s %s %d %s %v  %v", team.ID, team.Name, team.Members, team.Mode, team.Groups, team.Start.Lat))
		}
		for _, w := range into.Waiting {
			got = append(got, fmt.Sprintf("%s %s %d %s %v %s ", w.Team.ID, w.Team.Name, w.Team.Members, w.Team.Mode, w.Team.Groups, w.Start))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v %+v", test.name, diff, into.Remarks, into.SetAside)
		}
	}
}
