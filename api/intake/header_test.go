package intake

import (
	"strings"
	"testing"
)

func TestHouseholdColumn(t *testing.T) {
	for title, want := range map[string]column{
		"id": colID, "ID": colID, "mã": colID, "Mã hộ": colHousehold, "household": colHousehold,
		"lat": colLat, "vĩ độ": colLat, "Vi\u0303 đo\u0323\u0302": colLat, "lon": colLon, "KINH ĐỘ": colLon, "kinh_do": colLon,
		"persons": colPersons, "số người": colPersons, "Số người chưa kích hoạt": colPersons,
		"ward": colWard, "Phường": colWard, "xã": colWard, "Xã/Phường": colWard,
		"group": colGroup, "tổ": colGroup, "Tổ dân phố": colGroup, "khu phố": colGroup, "ấp": colGroup, "thôn": colGroup,
		"priority": colPriority, "ưu tiên": colPriority, "mandatory": colMandatory, "bắt buộc": colMandatory,
		"windows": colWindows, "khung giờ": colWindows, "minutes": colMinutes, "phút": colMinutes,
		"name": colName, "họ tên": colName, "Họ và tên": colName, "address": colAddress, "địa chỉ": colAddress,
		"phone": colPhone, "điện thoại": colPhone, "SĐT": colPhone, "Số điện thoại": colPhone, "note": colNote, "ghi chú": colNote,
		"status": colStatus, "trạng thái": colStatus, "tọa độ": colCoordinates, "Toạ độ": colCoordinates, "coordinates": colCoordinates,
		"Vĩ độ (lat)": colLat, "Số người (chưa kích hoạt)": colPersons,
		"Năm sinh": colIdentity, "CCCD": colIdentity, "Số định danh": colIdentity, "Ngày sinh": colIdentity, "Số CCCD/CMND": colIdentity,
		"STT": colSerial, "Số TT": colSerial, "Nơi thường trú": colPermanent, "Nơi ở hiện tại": colAddress, "Số nhà": colHouse, "household-Latitude": colLat, "_gps_longitude": colLon, "household-Altitude": colUnknown, "X": colX, "WKT": colCoordinates, "": colUnknown, "…": colUnknown, "tuổi": colUnknown, "start_lat": colUnknown,
	} {
		if got := titleColumn(title, householdColumns); got != want {
			t.Errorf("titleColumn(%q) = %v, want %v", title, got, want)
		}
	}
}

func TestTeamColumn(t *testing.T) {
	for c := colMembers; c <= colMaxPersons; c++ {
		if got := titleColumn(c.String(), teamColumns); got != c {
			t.Errorf("titleColumn(%q) = %v", c, got)
		}
	}
	for title, want := range map[string]column{
		"id": colID, "mã": colID, "name": colName, "tên": colName, "số người": colMembers, "ca": colShift, "phương tiện": colMode, "tổ dân phố": colGroups, "persons": colUnknown,
	} {
		if got := titleColumn(title, teamColumns); got != want {
			t.Errorf("titleColumn(%q) = %v, want %v", title, got, want)
		}
	}
}

func TestSaysTotal(t *testing.T) {
	for cell, want := range map[string]bool{
		"Tổng cộng": true, "TỔNG CỘNG: 301 công dân": true, "Tổng số": true, "Cộng": true, "cộng:": true, "tong cong": true, "Total 5": true, "To\u0302\u0309ng": true,
		"": false, "Công": false, "Công Văn A": false, "Tống Văn B": false, "cộngx": false, "totally": false, "A": false,
	} {
		if got := saysTotal(cell); got != want {
			t.Errorf("saysTotal(%q) = %v", cell, got)
		}
	}
}

func TestTotalWithPlaceIsHousehold(t *testing.T) {
	got, rejected, err := Households(t.Context(), "list.csv", []byte("id,lat,lon\nTổng 1,21,105\n"))
	if err != nil || len(got) != 1 || len(rejected) > 0 {
		t.Errorf("%v, %v, %v: want the household", got, rejected, err)
	}
}

func TestHeaderWithinTheFirstRows(t *testing.T) {
	for _, test := range []struct {
		titles int
		sound  bool
	}{{0, true}, {headerRows - 1, true}, {headerRows, false}} {
		text := strings.Repeat("Danh sách;Phường\n", test.titles) + "id;lat;lon\nA;21;105\n"
		got, rejected, err := Households(t.Context(), "list.csv", []byte(text))
		if test.sound && (err != nil || len(got) != 1 || len(rejected) > 0) || !test.sound && err == nil {
			t.Errorf("%d title rows: %v, %v, %v", test.titles, got, rejected, err)
		}
	}
}

func TestWholeHeaderBeforeLongHeader(t *testing.T) {
	const text = "tên,địa chỉ,sđt,ghi chú\nid;lat;lon\nA;21;105\n"
	got, rejected, err := Households(t.Context(), "list.csv", []byte(text))
	if err != nil || len(got) != 1 || len(rejected) > 0 {
		t.Errorf("%v, %v, %v: want the household below the semicolons", got, rejected, err)
	}
}
