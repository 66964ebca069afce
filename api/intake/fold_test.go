package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

func TestFoldedBy(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       int // households
		rejected   int
	}{
		{"persons column: a repeated id is an error", "mã hộ,họ và tên,năm sinh,lat,lon,persons\nA,Một,1970,21,105,1\nA,Hai,1971,21,105,1\n", 1, 1},
		{"household column and names", "mã hộ,họ và tên,lat,lon\nA,Một,21,105\nA,Hai,21,105\n", 1, 0},
		{"household column and birth dates", "mã hộ,ngày sinh,lat,lon\nA,1/1/1970,21,105\nA,2/2/1971,21,105\n", 1, 0},
		{"household column, nobody named", "mã hộ,lat,lon\nA,21,105\nA,21,105\n", 1, 1},
		{"household column, only its head named", "mã hộ,họ tên chủ hộ,lat,lon\nA,Một,21,105\nA,Hai,21,105\n", 1, 1},
		{"a column headed household", "household,lat,lon\nA,21,105\nA,21,105\n", 1, 0},
		{"id and household", "id,household,lat,lon\n1,A,21,105\n2,A,21,105\n3,B,21,105\n", 2, 0},
		{"id and household, one without", "id,household,lat,lon\n1,A,21,105\n2,,21,105\n", 1, 0},
		{"id and household, one without and elsewhere", "id,household,lat,lon\n1,A,21,105\n2,,21.1,105\n", 1, 1},
		{"id and names: a repeated id is an error", "id,name,lat,lon\nA,Một,21,105\nA,Hai,21,105\n", 1, 1},
		{"id and birth years", "mã,họ và tên,năm sinh,lat,lon\nA,Một,1970,21,105\nA,Hai,1971,21,105\n", 1, 0},
		{"id and birth years, none repeated", "mã,họ và tên,năm sinh,lat,lon\nA,Một,1970,21,105\n,Hai,1971,21,105\n", 1, 1},
		{"id and birth years, one without id", "mã,họ và tên,năm sinh,lat,lon\nA,Một,1970,21,105\nA,Hai,1971,21,105\n,Ba,1971,21,105\n", 1, 0},
		{"address and names", "họ và tên,địa chỉ,lat,lon\nMột,Ngõ 5,21,105\nHai,ngõ  5,21,105\nBa,Ngõ 6,21,105\nBốn,,21,105\n", 2, 0},
		{"address and names, the first without", "họ và tên,địa chỉ,lat,lon\nBốn,,,\nMột,Ngõ 5,21,105\n", 1, 1},
		{"address and group", "tổ,họ và tên,địa chỉ,lat,lon\n1,Một,Ngõ 5,21,105\n2,Hai,Ngõ 5,21,105\n", 2, 0},
	} {
		got, rejected, err := Households(t.Context(), "list.csv", []byte(test.text))
		if err != nil || len(got) != test.want || len(rejected) != test.rejected {
			t.Errorf("%s: %d households, %d rejected, %v, want %d and %d", test.name, len(got), len(rejected), err, test.want, test.rejected)
		}
	}
}

func TestFoldPersons(t *testing.T) {
	const text = `mã;mã hộ;họ và tên;sđt;ghi chú;địa chỉ;tổ;tọa độ;khung giờ;ưu tiên;bắt buộc;phút;trạng thái
1;A;Một;0900000001;điếc;Ngõ 5;;;;;;;chuyển đi
2;B;Hai;;;Ngõ 6;TDP-1;20 105;19h-20h;2;;3;đã kích hoạt
3;A;Ba;0900000003;xe lăn;;TDP-2;21 105;;2;;;vắng
4;A;Bốn;;;Ngõ 9;TDP-3;22 106;18h-19h;7;có;5;
5;A;Năm;;;;;105 21;20h-21h;9;có;9;
6;C;Sáu;;;;;;;;;;
7;C;Bảy;;;;;0 0;;;;;
8;A;Tám;;;;;;20h-21h;1;không;9;
`
	got, rejected, err := Households(t.Context(), "list.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []campaign.Household{
		{
			ID: "A", Point: geo.Point{Lat: 21, Lon: 105}, Persons: 3, Group: "TDP-2", Priority: 7, Mandatory: true,
			Windows: []campaign.Window{{Open: 18 * hour, Close: 19 * hour}}, PerPerson: 300, Status: campaign.Absent,
			Name: "Ba", Address: "Ngõ 5", Phone: "0900000003",
			People: []campaign.Person{{Name: "Ba", Phone: "0900000003", Note: "xe lăn"}, {Name: "Bốn"}, {Name: "Tám"}},
		},
		{
			ID: "B", Point: geo.Point{Lat: 20, Lon: 105}, Persons: 1, Group: "TDP-1", Priority: 2,
			Windows: []campaign.Window{{Open: 19 * hour, Close: 20 * hour}}, PerPerson: 180, Status: campaign.Activated,
			Name: "Hai", Address: "Ngõ 6",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("households (-want +got):\n%s", diff)
	}
	wantRejected := []campaign.Rejected{
		{File: "list.csv", Row: 6, Column: "tọa độ", Reason: string(swappedPoint)},
		{File: "list.csv", Row: 7, Column: "tọa độ", Reason: string(missingPoint)},
		{File: "list.csv", Row: 8, Column: "tọa độ", Reason: string(zeroPoint)},
	}
	if diff := cmp.Diff(wantRejected, rejected); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
}

func TestFoldByAddressNamesHouseholdsByRow(t *testing.T) {
	const text = "DANH SÁCH;;;\nhọ và tên;địa chỉ;tổ;tọa độ\nMột;Ngõ 5;1;21 105\nHai;Ngõ 6;1;21 105\nBa;Ngõ 5;1;\n"
	got, rejected, err := Households(t.Context(), "list.csv", []byte(text))
	if err != nil || len(rejected) > 0 {
		t.Fatal(err, rejected)
	}
	if len(got) != 2 || got[0].ID != "row-3" || got[0].Persons != 2 || got[1].ID != "row-4" || got[1].Persons != 1 {
		t.Errorf("households %+v, want row-3 of 2 and row-4 of 1", got)
	}
}
