package intake

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"gonha/api/intake/sheet"
	"gonha/solver/campaign"
)

// asPlanned compares what the solver sees of households: what a list of persons and the same list
// with a row a household have in common.
var asPlanned = []cmp.Option{
	cmpopts.IgnoreFields(campaign.Household{}, "Name", "Address", "Phone", "Note", "People"),
	cmpopts.EquateEmpty(),
}

// examples are lists that a dispatcher gets, beside the repository.
const examples = "../../../shared/examples"

func TestPoliceListExamples(t *testing.T) {
	if _, err := os.Stat(examples); os.IsNotExist(err) {
		t.Skip("the examples are not beside this repository")
	}
	want, rejected, err := HouseholdsFile(t.Context(), filepath.Join(examples, "police-list-as-households.csv"))
	if err != nil || len(rejected) > 0 {
		t.Fatalf("the list of households: %v, %v", err, rejected)
	}
	if len(want) != 120 {
		t.Fatalf("the list of households has %d, want 120", len(want))
	}
	for _, file := range []string{"police-list.csv", "police-list.xlsx"} {
		got, rejected, err := HouseholdsFile(t.Context(), filepath.Join(examples, file))
		if err != nil || len(rejected) > 0 {
			t.Fatalf("%s: %v, %v", file, err, rejected)
		}
		if diff := cmp.Diff(want, got, asPlanned...); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
		people := 0
		for _, h := range got {
			people += len(h.People)
		}
		if people != 301 {
			t.Errorf("%s: %d people, want 301", file, people)
		}
	}
	teams, rejected, err := TeamsFile(t.Context(), filepath.Join(examples, "teams.csv"))
	if err != nil || len(rejected) > 0 || len(teams) != 4 {
		t.Errorf("teams.csv: %d teams, %v, %v", len(teams), err, rejected)
	}
}

func TestPoliceList(t *testing.T) {
	want, rejected, err := HouseholdsFile(t.Context(), "testdata/police-list-as-households.csv")
	if err != nil || len(rejected) > 0 {
		t.Fatalf("the list of households: %v, %v", err, rejected)
	}
	data, err := os.ReadFile("testdata/police-list.csv")
	if err != nil {
		t.Fatal(err)
	}
	// In the workbook a row is a row of the sheet; in the text file one of them runs over two lines,
	// and an empty first cell makes the third row.
	files := []struct {
		name      string
		data      []byte
		swapped   int
		pointless int
	}{
		{"police-list.csv", data, 12, 13},
		{"police-list.xlsx", workbookOf(t, data), 11, 12},
	}
	for _, file := range files {
		got, rejected, err := Households(t.Context(), file.name, file.data)
		if err != nil {
			t.Fatalf("%s: %v", file.name, err)
		}
		if diff := cmp.Diff(want, got, asPlanned...); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file.name, diff)
		}
		wantRejected := []campaign.Rejected{
			{File: file.name, Row: file.swapped, Column: "Tọa độ", Reason: string(swappedPoint)},
			{File: file.name, Row: file.pointless, Column: "Tọa độ", Reason: string(missingPoint)},
		}
		if diff := cmp.Diff(wantRejected, rejected); diff != "" {
			t.Errorf("%s: rejected (-want +got):\n%s", file.name, diff)
		}
		wantPeople := []campaign.Person{
			{Name: "NGƯỜI HAI", Phone: "0900000002", Note: "nhà hai tầng; cổng xanh"},
			{Name: "Người Ba", Phone: "0900000003"},
		}
		if diff := cmp.Diff(wantPeople, got[1].People); diff != "" {
			t.Errorf("%s: people (-want +got):\n%s", file.name, diff)
		}
		if got[1].Name != "NGƯỜI HAI" || got[1].Phone != "0900000002" || got[1].Address != "Số 2 Ngõ 7, TDP-1" || got[1].Note != "" {
			t.Errorf("%s: what the second household shows is not its first person's", file.name)
		}
	}
}

// workbookOf makes a workbook of a list delimited by semicolons.
func workbookOf(t testing.TB, data []byte) []byte {
	t.Helper()
	book, err := sheet.Open(t.Context(), "list.csv", data, AnyRows)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	if err := book.Rows(t.Context(), 0, func(r *sheet.Row) error {
		var cells []string
		for i := range r.Cells {
			cells = append(cells, r.Cells[i].String())
		}
		rows = append(rows, cells)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return workbook(t, rows)
}

// workbook makes a workbook of rows of text.
func workbook(t testing.TB, rows [][]string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, cells := range rows {
		for j, text := range cells {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStr("Sheet1", cell, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	buffer, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, data := range map[string]string{
		"a.csv":     "id,lat,lon\nA,21,105\n",
		"a.geojson": `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[105,21]},"properties":{"id":"A"}}]}`,
		"a.xlsx":    string(workbook(t, [][]string{{"id", "lat", "lon"}, {"A", "21", "105"}})),
	} {
		_, _, err := Households(ctx, name, []byte(data))
		if err == nil || !strings.Contains(err.Error(), "reading stopped") {
			t.Errorf("%s: error %v, want that reading stopped", name, err)
		}
	}
}
