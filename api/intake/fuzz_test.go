package intake

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"gonha/solver/campaign"
)

// textSize is what a household keeps of the file, in bytes.
func textSize(h campaign.Household) int {
	size := len(h.ID) + len(h.Group) + len(h.Name) + len(h.Address) + len(h.Phone) + len(h.Note)
	for _, p := range h.People {
		size += len(p.Name) + len(p.Phone) + len(p.Note)
	}
	return size
}

// checkHouseholds reports households that break what this package promises, and text that grew
// beyond what composing (NFC) can do, three times its size; read is the file's size unpacked.
func checkHouseholds(t *testing.T, rows, read int, list []campaign.Household, rejected []campaign.Rejected, err error) {
	t.Helper()
	checkError(t, err)
	taken, size := 0, 0
	ids := make(map[string]bool)
	for _, h := range list {
		if h.ID == "" || ids[h.ID] || utf8.RuneCountInString(h.ID) > 3*maxIDRunes {
			t.Errorf("id %q is empty, repeated or too long", h.ID)
		}
		ids[h.ID] = true
		if !inVietNam(h.Point) {
			t.Errorf("%s lies at %v", h.ID, h.Point)
		}
		if h.Persons < 1 || h.Priority < 1 || h.Priority > 100 || h.PerPerson < 0 || h.PerPerson > 60*maxMinutes {
			t.Errorf("%s: persons %d, priority %d, %d seconds a person", h.ID, h.Persons, h.Priority, h.PerPerson)
		}
		if _, sound := knownStatus(string(h.Status)); !sound || h.Status == "" {
			t.Errorf("%s: status %q", h.ID, h.Status)
		}
		checkWindows(t, h.Windows)
		taken += max(1, len(h.People))
		size += textSize(h)
	}
	if taken+len(rejected) > rows {
		t.Errorf("%d rows taken and %d rejected of %d", taken, len(rejected), rows)
	}
	if size > 3*read+20*len(list) {
		t.Errorf("%d bytes kept of %d", size, read)
	}
	checkRejected(t, rejected)
}

// checkRejected reports rejected rows that are out of order or say nothing.
func checkRejected(t *testing.T, rejected []campaign.Rejected) {
	t.Helper()
	for i, r := range rejected {
		if r.Row < 1 || r.File == "" || r.Reason == "" || i > 0 && r.Row < rejected[i-1].Row { // tables side by side have rows in common
			t.Errorf("rejected %+v after row %d", r, rejected[max(0, i-1)].Row)
		}
	}
}

// checkError reports an error that is not one line beginning with the file's name.
func checkError(t *testing.T, err error) {
	t.Helper()
	if err != nil && (!strings.HasPrefix(err.Error(), "file: ") && !strings.HasPrefix(err.Error(), "file.") || strings.ContainsAny(err.Error(), "\r\n")) {
		t.Errorf("error %q", err)
	}
}

func FuzzHouseholdsCSV(f *testing.F) {
	for _, name := range []string{"testdata/police-list.csv", "testdata/police-list-as-households.csv"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, text := range []string{
		"id,lat,lon\nA,21,105\nA,21,105\nB,105,21\n", utf16("id\ttọa độ\nA\t21 105\n"),
		"mã;tọa độ;phút;trạng thái\nA;21,0 105,0;2,5;vắng\n", "name,address,gps\nMột,Ngõ 5,\"21, 105\"\nHai,Ngõ 5,\n",
		"STT,Họ tên,Địa chỉ,,STT,Họ tên,Địa chỉ\n1,A,Số 1,,2,B,Số 2\n", "STT;Họ và tên;Năm sinh\nHộ ông Nguyễn Văn Mẫu - Số 5 ngõ 3\n1;Nguyễn Văn Mẫu;1970\n", "Tổ;STT;Chủ hộ;Thành viên 1;Ngõ;Số nhà;Đã kích hoạt\nTổ 1;1;A;B;3;5;x\n;2;C;;nt;-;1\n",
		"DANH SÁCH TỔ DÂN PHỐ SỐ 4\nSTT;Họ tên;Địa chỉ;Tọa độ\n1;Nguyễn Văn Mẫu, Trần Thị Mẫu;Số 1;7PH72VH3+CM\nNơi nhận:;;KT. TRƯỞNG CÔNG AN\n", "mã;vĩ độ;kinh độ\nA;21028511;105854167\n",
		"id,household,lat,lon,windows\n1,A,21,105,19h-20h và 18-21h\n2,A,,,\n", "id,lat,lon\n\"A,21,105\nB,21,105\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, rejected, err := Households(t.Context(), "file.csv", data)
		rows := 1 // and names in a cell, and rows of tables side by side
		for _, sign := range ",;\t|\r\n" {
			rows += bytes.Count(data, []byte(string(sign)))
		}
		checkHouseholds(t, rows, len(data)*2, list, rejected, err) // UTF-16 may take half as much again in UTF-8
	})
}

func FuzzHouseholdsXLSX(f *testing.F) {
	f.Add(zipOf(f, sheetParts(sheetRow(1, "id", "lat", "lon")+sheetRow(2, "A", "21", "105")+sheetRow(3, "A", "21", "105"))))
	f.Add(workbook(f, [][]string{{"mã hộ", "họ và tên", "tọa độ"}, {"A", "Một", "21 105"}, {"A", "Hai", "21 105"}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, rejected, err := Households(t.Context(), "file.xlsx", data)
		checkHouseholds(t, 1<<20, 1<<30, list, rejected, err)
	})
}

// FuzzHouseholdsSheet changes the sheet inside the workbook, which FuzzHouseholdsXLSX hardly gets to.
func FuzzHouseholdsSheet(f *testing.F) {
	f.Add(sheetRow(1, "id", "lat", "lon") + sheetRow(2, "A", "21", "105") + sheetRow(3, "A", "21", "105"))
	f.Add(`<row><c t="s"><v>0</v></c></row><row r="5"><c r="C5"><f>A1</f><v>1</v></c></row><row r="2"/>`)
	f.Fuzz(func(t *testing.T, rows string) {
		if len(rows) > 1<<16 {
			return
		}
		list, rejected, err := Households(t.Context(), "file.xlsx", zipOf(t, sheetParts(rows)))
		checkHouseholds(t, 1<<20, len(rows), list, rejected, err)
	})
}

func FuzzHouseholdsGeoJSON(f *testing.F) {
	f.Add([]byte(collection(featureAt(`{"id":"A","persons":3,"windows":["19:30-20:15"]}`), featureAt(`{"id":"A"}`))))
	f.Add([]byte(collection(featureAt(`{"household":"A","name":"Một"}`), `{"type":"Feature","id":7,"geometry":null,"properties":{"household":"A"}}`)))
	f.Add([]byte(`{"crs":{},"features":[1,null,{"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[]}}],"type":"FeatureCollection"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, rejected, err := Households(t.Context(), "file.geojson", data)
		checkHouseholds(t, len(data), len(data), list, rejected, err)
	})
}

func FuzzTeams(f *testing.F) {
	f.Add([]byte("id,name,members,start_lat,start_lon,end_lat,end_lon,shift,mode,groups,max_persons\nT1,Tổ 1,5,21,105,21.5,105.5,19:30-21:30,walk,TDP-1;TDP-2,40\n"))
	f.Add([]byte("mã;tọa độ;ca;phương tiện\nT1;21 105;19h-21h;đi bộ\nT1;21 105;;\n"))
	f.Add([]byte(collection(featureAt(`{"id":"T1","groups":["a","b"]}`))))
	f.Add([]byte("STT;Họ và tên;Phương tiện\nTổ 1 (phụ trách TDP 1, 2)\n1;An;đi bộ\n2;Bình;\n"))
	f.Add([]byte("Tổ 1:\n- An\n+ Phương tiện: xe máy\nTổ 2 gồm 04 đồng chí do đ/c Chi làm tổ trưởng\n"))
	f.Add([]byte("Tổ;Tổ trưởng;Thành viên 1;Công an;Đoàn viên\n1;An;Bình;1;2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("PK")) {
			return // the workbook's own fuzz targets
		}
		teams, rejected, err := Teams(t.Context(), "file", data)
		checkError(t, err)
		checkTeams(t, len(data), teams, rejected)
	})
}

// checkTeams reports teams that break what this package promises.
func checkTeams(t *testing.T, read int, teams []campaign.Team, rejected []campaign.Rejected) {
	t.Helper()
	checkRejected(t, rejected)
	ids := make(map[string]bool)
	for _, team := range teams {
		if team.ID == "" || ids[team.ID] || !inVietNam(team.Start) || !inVietNam(team.End) || team.Members < 1 || team.Members > 12 || team.MaxPersons < 0 {
			t.Errorf("team %+v", team)
		}
		if team.Mode != campaign.Walk && team.Mode != campaign.Motorbike {
			t.Errorf("team %s goes by %q", team.ID, team.Mode)
		}
		if team.Shift != nil {
			checkWindows(t, []campaign.Window{*team.Shift})
		}
		ids[team.ID] = true
	}
	if len(teams)+len(rejected) > read {
		t.Errorf("%d teams and %d rejected of %d bytes", len(teams), len(rejected), read)
	}
}

// checkWindows reports windows that the solver could not take.
func checkWindows(t *testing.T, list []campaign.Window) {
	t.Helper()
	if len(list) > 24 {
		t.Errorf("%d windows", len(list))
	}
	for i, w := range list {
		if w.Open < 0 || w.Open >= w.Close || w.Close > 2*day || i > 0 && w.Open <= list[i-1].Close {
			t.Errorf("windows %v are not ascending and disjoint", list)
		}
	}
}
