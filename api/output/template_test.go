package output

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gonha/api/intake/phrase"
)

// TestTemplates reads the templates as a spreadsheet does.
func TestTemplates(t *testing.T) {
	for _, test := range []struct {
		name  string
		write func(io.Writer) error
		from  *blankList
		text  string // a column that must be text
	}{
		{"households", HouseholdsTemplate, &householdsTemplate, "Điện thoại"},
		{"teams", TeamsTemplate, &teamsTemplate, "Tổ dân phố phụ trách"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var first, again bytes.Buffer
			if err := test.write(&first); err != nil {
				t.Fatal(err)
			}
			if err := test.write(&again); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Error("written again it is other bytes")
			}
			f, err := excelize.OpenReader(&first)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			rows := sheetRowsOf(t, f, test.from.sheet)
			if len(rows) != 2 || len(rows[0]) != len(test.from.columns) {
				t.Fatalf("rows %q", rows)
			}
			if !phrase.Example(rows[1][0]) {
				t.Errorf("the example row begins with %q", rows[1][0])
			}
			validations, err := f.GetDataValidations(test.from.sheet)
			if err != nil {
				t.Fatal(err)
			}
			dropDowns := 0
			for i, c := range test.from.columns {
				letter, _ := excelize.ColumnNumberToName(i + 1)
				if c.title == test.text {
					checkText(t, f, test.from.sheet, letter+"100")
				}
				if c.choices == nil {
					continue
				}
				dropDowns++
				checkChoices(t, f, validations, letter, c.choices)
			}
			if dropDowns == 0 || dropDowns != len(validations) {
				t.Errorf("%d columns with choices, %d drop-downs", dropDowns, len(validations))
			}
		})
	}
}

// checkText reports a cell below the header whose content a spreadsheet would change.
func checkText(t *testing.T, f *excelize.File, sheet, cell string) {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil || style.NumFmt != 49 {
		t.Errorf("%s has the number format %d, error %v; 49 is text", cell, style.NumFmt, err)
	}
}

// checkChoices reports a drop-down of a column whose cells are not the choices.
func checkChoices(t *testing.T, f *excelize.File, validations []*excelize.DataValidation, letter string, choices []string) {
	t.Helper()
	for _, v := range validations {
		if !strings.HasPrefix(v.Sqref, letter+"2:") {
			continue
		}
		sheet, span, _ := strings.Cut(v.Formula1, "!")
		var got []string
		column := strings.Split(span, "$")[1]
		for _, row := range []int{2, len(choices) + 1} {
			name, err := excelize.JoinCellName(column, row)
			if err != nil {
				t.Fatal(err)
			}
			value, err := f.GetCellValue(sheet, name)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, value)
		}
		if got[0] != choices[0] || got[1] != choices[len(choices)-1] || strings.Contains(strings.Join(choices, ""), ",") {
			t.Errorf("column %s chooses among %s: %q to %q", letter, v.Formula1, got[0], got[1])
		}
		return
	}
	t.Errorf("column %s has no drop-down", letter)
}

// TestTemplateChoicesAreUnderstood: whatever can be chosen is read as it is meant.
func TestTemplateChoicesAreUnderstood(t *testing.T) {
	for _, c := range householdsTemplate.columns {
		if c.title != "Trạng thái" {
			continue
		}
		for i, choice := range c.choices {
			o, ok := phrase.Status(choice)
			if !ok || i == 0 && o.Status.Routed() {
				t.Errorf("%q is %q, %v", choice, o.Status, ok)
			}
		}
	}
	for _, c := range teamsTemplate.columns {
		for _, choice := range c.choices {
			if _, exact, ok := phrase.Mode(choice); !ok || !exact {
				t.Errorf("%q is no mode", choice)
			}
		}
	}
}
