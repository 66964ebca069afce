package sheet

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// xlsxRead reads all sheets of a workbook and checks what a [Book] promises: rows rise, none is empty, errors are a
// line in both languages. What it has given is in step with the input.
func xlsxRead(t *testing.T, data []byte) (cells int) {
	t.Helper()
	book, err := openXLSX(t.Context(), data, 1000)
	if err != nil {
		xlsxInEnglish(t, err)
		return 0
	}
	defer book.Close()
	for i := range book.Sheets() {
		last := 0
		err := book.Rows(t.Context(), i, func(r *Row) error {
			own := false
			for j := range r.Cells {
				c := &r.Cells[j]
				own = own || c.Kind != Empty && !c.Above
				if (c.Kind == Text) != (c.Text != "") && c.Kind != Error || c.Kind > Formula || c.Kind == Formula && c.Text != "" {
					t.Errorf("row %d holds %+v", r.Line, c)
				}
				_ = c.String()
			}
			if r.Line <= last || r.Line > xlsxLines || len(r.Cells) > xlsxColumns || !own {
				t.Errorf("row %d of %d cells after %d", r.Line, len(r.Cells), last)
			}
			last = r.Line
			cells += len(r.Cells)
			return nil
		})
		xlsxInEnglish(t, err)
	}
	book.Remarks()
	return cells
}

// FuzzXLSX reads whole files, few of which are zip files still.
func FuzzXLSX(f *testing.F) {
	f.Add(xlsxZip(f, xlsxParts(xlsxOne)))
	book := excelize.NewFile()
	for _, cell := range []string{"A1", "B2", "C2"} {
		if err := book.SetCellValue("Sheet1", cell, cell); err != nil {
			f.Fatal(err)
		}
	}
	if err := book.MergeCell("Sheet1", "B2", "B5"); err != nil {
		f.Fatal(err)
	}
	buffer, err := book.WriteToBuffer()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(buffer.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { xlsxRead(t, data) })
}

// FuzzXLSXParts reads workbooks with any sheet, texts and styles, which FuzzXLSX hardly gets to.
func FuzzXLSXParts(f *testing.F) {
	styles := xlsxStyles(`<font><name val=".VnTime"/></font>`, "dd/mm/yyyy", "0000")
	f.Add(xlsxGrid("ab", ".c")+`</sheetData>`+xlsxMerge("A1:A2", "B1:C1"), `<si><r><rPr><rFont val="VNI-Times"/></rPr><t>a_x000D_</t></r></si>`, styles, `<workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId1"/></sheets>`)
	f.Add(`<row><c t="s"><v>0</v></c><c s="1"><f>A1+1</f></c></row><row r="5" hidden="1"><c r="C5" s="0"><f t="array" ref="C5:D9">A1</f><v>1</v></c></row></sheetData>`, `<si><t>một</t></si>`, styles, `<sheets><sheet name="S" r:id="rId1" state="hidden"/><sheet name="T" r:id="rId1"/></sheets>`)
	f.Add(xlsxFormulas(1, "B1", "SUM(A2:B9)", "S!A1")+xlsxFormulas(2, "1")+"</sheetData>", "<si/>", "", `<sheets><sheet name="S" r:id="rId1"/></sheets>`)
	f.Fuzz(func(t *testing.T, sheet, texts, styles, book string) {
		if len(sheet) > 1<<15 {
			return
		}
		parts := xlsxParts("")
		parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>" + sheet + "</worksheet>"
		parts["xl/sharedStrings.xml"] = "<sst>" + texts + "</sst>"
		parts["xl/styles.xml"] = styles
		parts["xl/workbook.xml"] = "<workbook>" + book + "</workbook>"
		cells, sheets := xlsxRead(t, xlsxZip(t, parts)), 1+strings.Count(book, "sheet")
		if most := sheets * xlsxColumns * (1 + strings.Count(sheet, "row")); cells > most {
			t.Errorf("%d cells of a sheet of %d bytes", cells, len(sheet))
		}
	})
}
