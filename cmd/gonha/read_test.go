package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// readJSON runs gonha read --json.
func readJSON(t *testing.T, args ...string) (listed, outcome) {
	t.Helper()
	o := gonha(t, append([]string{"read", "--json"}, args...)...)
	var l listed
	if err := json.Unmarshal([]byte(o.stdout), &l); err != nil {
		t.Fatalf("%v: %q, stderr %q", err, o.stdout, o.stderr)
	}
	return l, o
}

const wardList = "DANH SÁCH;;;;\nSTT;Họ và tên;Địa chỉ;Tọa độ;Trạng thái\nTỔ DÂN PHỐ SỐ 1;;;;\n1;Lê Thị Bí Mật;5 Ngõ Thử;21.026, 105.833;\n2;Lê Văn Bí Mật;5 Ngõ Thử;;KH\n" +
	"3;Trần Văn Kín;7 Ngõ Thử;105.833, 21.026;\nTỔ DÂN PHỐ SỐ 2;;;;\n4;Đỗ Thị Riêng;9 Ngõ Thử;;\n"

// TestRead: everybody of a list is to be visited, done, or set aside with a row and a reason.
func TestRead(t *testing.T) {
	l, o := readJSON(t, "--households", file(t, "list.csv", wardList), "--teams", file(t, "teams.csv", teamsCSV))
	if o.code != exitDone || l.Households != 2 || l.Persons != 2 || l.Ended != 1 || l.Teams != 2 {
		t.Errorf("code %d, %+v, stderr %q", o.code, l, o.stderr)
	}
	if l.Groups["TDP 1"] != 1 || l.Groups["TDP 2"] != 1 || l.Placed["given"] != 1 || l.Placed["unknown"] != 1 {
		t.Errorf("groups %v, placed %v", l.Groups, l.Placed)
	}
	if len(l.SetAside) != 1 || l.SetAside[0].Row != 6 || l.SetAside[0].Column != "Tọa độ" || l.SetAside[0].Persons != 1 {
		t.Errorf("set aside %+v", l.SetAside)
	}
	if l.Columns["address"] != "Địa chỉ" || len(l.Sheets) != 2 || !l.Sheets[0].Used || l.Sheets[0].Rows != 4 {
		t.Errorf("columns %v, sheets %+v", l.Columns, l.Sheets)
	}
	for _, private := range []string{"Bí Mật", "Kín", "Riêng", "Ngõ Thử"} {
		if strings.Contains(o.stdout+o.stderr, private) {
			t.Errorf("%q is said in %q", private, o.stdout)
		}
	}
}

// TestReadNothingToPlan: where nothing can be planned the next step is said, and the exit code is 2.
func TestReadNothingToPlan(t *testing.T) {
	list := file(t, "list.csv", "Họ tên;Địa chỉ\nA;5 Ngõ Thử\n")
	if l, o := readJSON(t, "--households", list); o.code != exitUsage || l.Persons != 1 || !strings.Contains(o.stderr, "--roads") {
		t.Errorf("no places: code %d, %+v, %q", o.code, l, o.stderr)
	}
	done := file(t, "done.csv", "Họ tên;Địa chỉ;Kết quả\nA;5 Ngõ Thử;KH\n")
	if l, o := readJSON(t, "--households", done); o.code != exitUsage || l.Ended != 1 || !strings.Contains(o.stderr, "no household to visit") {
		t.Errorf("all done: code %d, %+v, %q", o.code, l, o.stderr)
	}
	o := gonha(t, "read", "--households", list)
	if o.code != exitUsage || !strings.Contains(o.stdout, "1 người cần gặp ở 1 hộ") || !strings.Contains(o.stdout, "→") {
		t.Errorf("in words: %d %q", o.code, o.stdout)
	}
	if o := gonha(t, "read", "--households", list, "--lang", "en"); !strings.Contains(o.stdout, "People to visit: 1, in households: 1") {
		t.Errorf("in English: %q", o.stdout)
	}
}

// TestReadRefused: a command line or a file that is of no use is told in one line.
func TestReadRefused(t *testing.T) {
	for want, args := range map[string][]string{
		"missing: --households FILE": {"read"},
		"must be: vi, en":            {"read", "--households", "x", "--lang", "fr"},
		"unexpected argument":        {"read", "--households", "x", "y"},
		"cannot read --households":   {"read", "--households", "none.xlsx"},
		"swap the two files":         {"read", "--households", file(t, "teams.csv", "Tên tổ;Số người;Phương tiện;Tọa độ\nTổ 1;4;xe máy;21 105\n")},
	} {
		refused(t, gonha(t, args...), want)
	}
}
