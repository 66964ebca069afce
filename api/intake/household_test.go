package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

// household is a household as it is where the file says nothing of it.
func household(id string, change func(*campaign.Household)) campaign.Household {
	h := campaign.Household{ID: id, Point: geo.Point{Lat: 21, Lon: 105}, Persons: 1, Priority: 1, Status: campaign.Pending}
	if change != nil {
		change(&h)
	}
	return h
}

func TestHouseholdsCSV(t *testing.T) {
	plain := []campaign.Household{household("A", nil)}
	everything := []campaign.Household{household("A", func(h *campaign.Household) {
		h.Persons, h.Group, h.Priority, h.Mandatory, h.PerPerson = 3, "TDP-1", 5, true, 150
		h.Windows = []campaign.Window{{Open: 70200, Close: 72900}, {Open: 75600, Close: 77400}}
		h.Ward = "Phường 3"
		h.Name, h.Address, h.Phone, h.Note, h.Status = "Người Một", "Ngõ 5", "0900000001", "cổng xanh", campaign.Absent
	})}
	for _, test := range []struct {
		name, text string
		want       []campaign.Household
	}{
		{"least", "id,lat,lon\nA,21,105\n", plain},
		{"byte order mark", "\ufeffid,lat,lon\nA,21,105\n", plain},
		{"Windows lines", "id,lat,lon\r\nA,21,105\r\n", plain},
		{"old Mac lines", "id,lat,lon\rA,21,105\r", plain},
		{"semicolons", "id;lat;lon\nA;21;105\n", plain},
		{"semicolons, commas in the title", "a,b,c,d\nid;lat;lon\nA;21;105\n", plain},
		{"tabs", "id\tlat\tlon\nA\t21\t105\n", plain},
		{"decimal commas", "id;lat;lon\nA;21,0;105,0\n", plain},
		{"UTF-16", utf16("id\tlat\tlon\nA\t21\t105\n"), plain},
		{"column order", "lon,id,lat\n105,A,21\n", plain},
		{"only household", "mã hộ,lat,lon\nA,21,105\n", plain},
		{"one column of coordinates", "id,tọa độ\nA,\"21, 105\"\n", plain},
		{"one column of coordinates, tone on the a", "id,toạ độ\nA,\"21, 105\"\n", plain},
		{"everything in English", "id,lat,lon,persons,group,priority,mandatory,windows,minutes,name,address,phone,note,status,ward\n" +
			"A,21,105,3,TDP-1,5,true,19:30-20:15;21:00-21:30,2.5,Người Một,Ngõ 5,0900000001,cổng xanh,absent,Phường 3\n", everything},
		{"everything in Vietnamese", "Mã;Vĩ độ;Kinh độ;Số người chưa kích hoạt;Tổ dân phố;Ưu tiên;Bắt buộc;Khung giờ;Phút;Họ tên;Địa chỉ;Điện thoại;Ghi chú;Trạng thái;Xã/Phường\n" +
			"A;21;105;3;TDP-1;5;có;19h30-20h15 và 21h00-21h30;2,5;Người Một;Ngõ 5;0900000001;cổng xanh;vắng;Phường 3\n", everything},
		{"decomposed, capitals, brackets", "MA\u0303;VI\u0303 ĐO\u0323\u0302 (lat);KINH_ĐỘ;Số người;KHU PHỐ;ƯU TIÊN;bat buoc;khung gio;Số phút;Họ và tên;địa chỉ;S.Đ.T;GHI CHÚ;Tình trạng;phường\n" +
			"A;21;105;3;TDP-1;5;x;19h30-20h15, 21h-21h30;2,5;Ngu\u031bo\u031b\u0300i Một;Ngo\u0303 5;900000001;cổng xanh;đi vắng;Phường 3\n", everything},
		{"titles above, total and empty rows", "DANH SÁCH;;\n\nPhường Một;;\nid;lat;lon\n;;\nA;21;105\n\nTổng cộng;;1\nTổng số: 1 hộ;;\n;Cộng;\n", plain},
		{"unknown and dropped columns", "STT,id,CCCD,lat,lon,Ngày sinh,tuổi\n1,A,001000000001,21,105,1/1/1970,53\n", plain},
		{"empty cells at the end", "id,lat,lon\nA,21,105,,\n", plain},
		{"short rows", "id,lat,lon,persons,name\nA,21,105\n", plain},
		{"two columns alike", "id,lat,lon,mã\nA,21,105,B\n", plain},
		{"nothing below the header", "id,lat,lon\n", nil},
	} {
		got, rejected, err := Households(t.Context(), "list.csv", []byte(test.text))
		if err != nil || len(rejected) > 0 {
			t.Errorf("%s: %v, %v", test.name, err, rejected)
		}
		if diff := cmp.Diff(test.want, got, asPlanned[1]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// utf16 is text as Excel's "Unicode Text" has it: little-endian with a mark.
func utf16(text string) string {
	var b strings.Builder
	for _, r := range "\ufeff" + text {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestRejectedRows(t *testing.T) {
	const head = "mã,Vĩ độ,Kinh độ,tọa độ,persons,priority,mandatory,windows,minutes,status,note\n"
	for _, test := range []struct {
		row    string
		column string
		why    reason
	}{
		{",21,105", "mã", missingID},
		{strings.Repeat("ã", maxIDRunes+1) + ",21,105", "mã", longID},
		{"A,21,105", "mã", reason("trùng mã với dòng 2 / the id repeats that of row 2")},
		{"B", "Vĩ độ", missingPoint},
		{"B,21", "Kinh độ", missingPoint},
		{"B,,105", "Vĩ độ", missingPoint},
		{"B,bí mật,105", "Vĩ độ", notNumber},
		{"B,21,bí mật", "Kinh độ", notNumber},
		{"B,105,21", "Vĩ độ", swappedPoint},
		{"B,0,0", "Vĩ độ", zeroPoint},
		{"B,10,100", "Vĩ độ", outsideVietNam},
		{"B,,,bí mật", "tọa độ", notNumber},
		{"B,,,https://maps.example/bí-mật", "tọa độ", linkWithoutPoint},
		{"B,,,\"105, 21\"", "tọa độ", swappedPoint},
		{"B,21,105,,0", "persons", badPersons},
		{"B,21,105,,1001", "persons", badPersons},
		{"B,21,105,,bí mật", "persons", badPersons},
		{"B,21,105,,,101", "priority", badPriority},
		{"B,21,105,,,,bí mật", "mandatory", badMandatory},
		{"B,21,105,,,,,bí mật", "windows", badWindows},
		{"B,21,105,,,,,,0", "minutes", badMinutes},
		{"B,21,105,,,,,,,,ghi chú, bí mật", "", tooManyCells},
	} {
		got, rejected, err := Households(t.Context(), `C:\lists\list.csv`, []byte(head+"A,21,105\n"+test.row+"\nC,21,105\n"))
		if err != nil {
			t.Errorf("%s: %v", test.row, err)
		}
		if diff := cmp.Diff([]campaign.Household{household("A", nil), household("C", nil)}, got, asPlanned[1]); diff != "" {
			t.Errorf("%s: the other rows (-want +got):\n%s", test.row, diff)
		}
		want := []campaign.Rejected{{File: "list.csv", Row: 3, Column: test.column, Reason: string(test.why)}}
		if diff := cmp.Diff(want, rejected); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.row, diff)
		}
	}
}

func TestRejectedInOrder(t *testing.T) {
	const text = "id,lat,lon,note\nA,21,105,\"one\ntwo\"\n,21,105,\nA,21,105,\nB,1,1,\nB,21,105,\n"
	got, rejected, err := Households(t.Context(), "list.csv", []byte(text))
	if err != nil || len(got) != 2 || got[1].ID != "B" {
		t.Errorf("%v, %v: want A, and the B that is in Viet Nam", got, err)
	}
	want := []campaign.Rejected{
		{File: "list.csv", Row: 4, Column: "id", Reason: string(missingID)},
		{File: "list.csv", Row: 5, Column: "id", Reason: string(reason("trùng mã với dòng 2 / the id repeats that of row 2"))},
		{File: "list.csv", Row: 6, Column: "lat", Reason: string(outsideVietNam)},
	}
	if diff := cmp.Diff(want, rejected); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAllRowsBad(t *testing.T) {
	got, rejected, err := Households(t.Context(), "list.csv", []byte("id,lat,lon\nA,1,1\nB,2,2\n"))
	if err != nil || len(got) != 0 || len(rejected) != 2 {
		t.Errorf("%d households, %d rejected, %v, want 0, 2 and no error", len(got), len(rejected), err)
	}
}
