package output

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// opened is the workbook of a plan, read back.
func opened(t *testing.T, night *campaign.Night, plan *campaign.Plan, lang string) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := VisitsXLSX(&out, night, plan, lang); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func rowsOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestVisitsXLSX: a row a visit in the order of visits.csv, then what is left out and set aside.
func TestVisitsXLSX(t *testing.T) {
	night, plan := sample(3, 8)
	f := opened(t, night, plan, "vi")
	if diff := cmp.Diff([]string{"Lịch", "Chưa xếp được", "Dòng lỗi"}, f.GetSheetList()); diff != "" {
		t.Fatalf("sheets (-want +got):\n%s", diff)
	}
	visits := rowsOf(t, f, "Lịch")
	if len(visits) != 1+plan.Summary.Visits {
		t.Errorf("%d rows for %d visits", len(visits), plan.Summary.Visits)
	}
	first := plan.Routes[0].Visits[0]
	if row := visits[1]; row[0] != plan.Routes[0].Team || row[4] != first.Household || row[6] != first.Begin.HM() {
		t.Errorf("first row %q", row)
	}
	if left := rowsOf(t, f, "Chưa xếp được"); len(left) != 1+len(plan.Unvisited) {
		t.Errorf("%d rows for %d left out", len(left), len(plan.Unvisited))
	}
	if bad := rowsOf(t, f, "Dòng lỗi"); len(bad) != 1+len(plan.Rejected) {
		t.Errorf("%d rows for %d set aside", len(bad), len(plan.Rejected))
	}
	if english := opened(t, night, plan, "en").GetSheetList(); english[0] != "Visits" {
		t.Errorf("English sheets %q", english)
	}
}

// TestXLSXHoldsNoFormula: text that looks like a formula stays text, and numbers that are names keep
// their zeros.
func TestXLSXHoldsNoFormula(t *testing.T) {
	night, plan := sample(3, 8)
	for i := range night.Households {
		night.Households[i].Name, night.Households[i].Phone = "=HYPERLINK(\"x\")", "0912345678"
	}
	f := opened(t, night, plan, "vi")
	for i, row := range rowsOf(t, f, "Lịch")[1:] {
		cell, _ := excelize.CoordinatesToCellName(10, i+2)
		if formula, err := f.GetCellFormula("Lịch", cell); err != nil || formula != "" {
			t.Errorf("row %d is a formula %q, error %v", i, formula, err)
		}
		if !strings.HasPrefix(row[9], "=HYPERLINK") || !strings.HasPrefix(row[11], "0912 345 678") {
			t.Errorf("row %d: name %q, phone %q", i, row[9], row[11])
		}
	}
}

func TestXLSXTwiceGivesTheSameBytes(t *testing.T) {
	night, plan := sample(3, 8)
	var one, two bytes.Buffer
	if err := errors.Join(VisitsXLSX(&one, night, plan, "vi"), VisitsXLSX(&two, night, plan, "vi")); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two workbooks of one plan differ")
	}
}
