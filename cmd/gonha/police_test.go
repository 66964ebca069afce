package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// ward is the sample ward, whose people are invented.
const ward = "../../testdata/ward"

// A list with a row a person, as a dispatcher gets it, plans as the list of its households does.
func TestPlanOfAPoliceList(t *testing.T) {
	households := filepath.Join(ward, "households.csv")
	list := policeList(t, households)
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	w.Comma = ';'
	if err := w.WriteAll(list); err != nil {
		t.Fatal(err)
	}
	samePlans(t, filepath.Join(ward, "teams.csv"), households, file(t, "list.csv", "\ufeff"+text.String()), workbook(t, list))
}

// The same of the lists that come with the examples, where they are beside the repository.
func TestPlanOfTheExamples(t *testing.T) {
	const examples = "../../../shared/examples"
	if _, err := os.Stat(examples); os.IsNotExist(err) {
		t.Skip("the examples are not beside this repository")
	}
	at := func(name string) string { return filepath.Join(examples, name) }
	samePlans(t, at("teams.csv"), at("police-list-as-households.csv"), at("police-list.csv"), at("police-list.xlsx"))
}

// samePlans plans the first list of households and every other with the same teams, and compares.
func samePlans(t *testing.T, teams string, lists ...string) {
	t.Helper()
	var first campaign.Plan
	for i, list := range lists {
		out := t.TempDir()
		o := gonha(t, "plan", "--households", list, "--teams", teams, "--night", "2026-11-20", "--iterations", "500", "--threads", "1", "--out", out)
		if o.code != exitDone || strings.Contains(o.stderr, "dòng lỗi") {
			t.Fatalf("%s: code %d, stderr %q", list, o.code, o.stderr)
		}
		plan := readPlan(t, out)
		plan.Summary.RuntimeS = 0
		if plan.Summary.Visits == 0 {
			t.Fatalf("%s: nobody is visited", list)
		}
		if i == 0 {
			first = plan
			continue
		}
		if diff := cmp.Diff(first, plan); diff != "" {
			t.Errorf("%s (-%s +this):\n%s", list, lists[0], diff)
		}
	}
}

// policeList makes of a file of households the list of their people: title rows, other headers, place
// and times in other words, a row a person and a total.
func policeList(t *testing.T, households string) [][]string {
	t.Helper()
	data, err := os.ReadFile(households)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := make(map[string]int)
	for i, name := range rows[0] {
		column[name] = i
	}
	list := [][]string{
		{"CÔNG AN PHƯỜNG"}, {"DANH SÁCH CÔNG DÂN CHƯA KÍCH HOẠT"}, {""},
		{"STT", "Mã hộ", "Họ và tên", "Năm sinh", "Địa chỉ", "Tổ dân phố", "Tọa độ", "SĐT", "Khung giờ", "Ưu tiên", "Bắt buộc", "Phút", "Trạng thái", "Ghi chú"},
	}
	for _, row := range rows[1:] {
		at := func(name string) string { return row[column[name]] }
		persons, err := strconv.Atoi(at("persons"))
		if err != nil {
			t.Fatal(err)
		}
		for range persons {
			n := len(list) - 3
			list = append(list, []string{
				strconv.Itoa(n), at("id"), fmt.Sprintf("Người Số %d", n), "1970", at("address"), at("group"), at("lat") + ", " + at("lon"), "",
				strings.NewReplacer(":", "h", ";", " và ").Replace(at("windows")), at("priority"), at("mandatory"), at("minutes"), at("status"), at("note"),
			})
		}
	}
	return append(list, []string{"", "", "Tổng cộng: " + strconv.Itoa(len(list)-4) + " công dân"})
}

// workbook writes rows to the first sheet of an XLSX file.
func workbook(t *testing.T, rows [][]string) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}
