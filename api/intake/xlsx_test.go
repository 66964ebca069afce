package intake

import (
	"bytes"
	"fmt"

	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/geo"
	"gonha/solver/campaign"
)

// sheetParts are the parts of the least workbook there is, with the given XML between sheetData.
func sheetParts(rows string) map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
			`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
	}
}

// sheetRow is the XML of a row of text cells.
func sheetRow(line int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, line)
	for i, cell := range cells {
		fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, line, cell)
	}
	return b.String() + `</row>`
}

func TestXLSXCells(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	twoDecimals, err := book.NewStyle(&excelize.Style{NumFmt: 2})
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{
		"A1": "DANH SÁCH", "B3": "mã", "C3": "vĩ độ", "D3": "kinh độ", "E3": "số người", "F3": "bắt buộc", "G3": "phút", "H3": "sđt", "J5": "a scribble beside the list",
		"B5": 7, "C5": 21.056184, "D5": 105.776958, "E5": 3, "F5": true, "G5": 2.5, "H5": 900000001,
		"B6": "H8", "C6": "21,5", "D6": "105,5", "B9": "Tổng cộng", "E9": 4,
	} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellStyle("Sheet1", "C5", "D5", twoDecimals); err != nil {
		t.Fatal(err)
	}
	if _, err := book.NewSheet("Another"); err != nil {
		t.Fatal(err)
	}
	buffer, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got, rejected, err := Households(t.Context(), "upload", buffer.Bytes())
	if err != nil || len(rejected) > 0 {
		t.Fatalf("%v, %v", err, rejected)
	}
	want := []campaign.Household{
		household("7", func(h *campaign.Household) {
			h.Point, h.Persons, h.Mandatory, h.PerPerson, h.Phone = geo.Point{Lat: 21.056184, Lon: 105.776958}, 3, true, 150, "0900000001"
		}),
		household("H8", func(h *campaign.Household) { h.Point = geo.Point{Lat: 21.5, Lon: 105.5} }),
	}
	if diff := cmp.Diff(want, got, asPlanned[1]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestXLSXRejected(t *testing.T) {
	data := zipOf(t, sheetParts(sheetRow(2, "id", "lat", "lon")+sheetRow(7, "A", "21", "105")+sheetRow(9, "B", "1", "1")))
	got, rejected, err := Households(t.Context(), "a.xlsx", data)
	want := []campaign.Rejected{{File: "a.xlsx", Row: 9, Column: "lat", Reason: string(outsideVietNam)}}
	if diff := cmp.Diff(want, rejected); diff != "" || err != nil || len(got) != 1 {
		t.Errorf("%v, %v (-want +got):\n%s", got, err, diff)
	}
}

func TestXLSXUnusable(t *testing.T) {
	whole := workbook(t, [][]string{{"id", "lat", "lon"}, {"A", "21", "105"}})
	damaged := bytes.Clone(whole)
	copy(damaged[bytes.Index(damaged, []byte("xl/worksheets/sheet1.xml"))+30:], "damage damage")
	head := sheetRow(1, "id", "lat", "lon")
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"truncated", whole[:len(whole)/2], "the file is broken or was not copied to its end: copy or download it again, or open it in Excel and save it as .xlsx"},
		{"damaged", damaged, "the XLSX workbook is broken: save it again from the spreadsheet program"},
		{"another zip", zipOf(t, map[string]string{"a.txt": "a"}), ""},
		{"no header", workbook(t, [][]string{{"A", "21", "105"}}), "no header row found in the first 50 rows"},
		{"no coordinates", workbook(t, [][]string{{}, {"id", "name"}}), "row 2: neither a coordinates column (lat and lon, vĩ độ and kinh độ, or tọa độ) nor an address column (địa chỉ)"},
		{"empty sheet", workbook(t, nil), "no header row found in the first 50 rows"},
		{"control character", zipOf(t, sheetParts(head+sheetRow(2, "A", "21", "105")+sheetRow(3, "B\x0b", "21", "105")+sheetRow(4, "C", "21", "105"))),
			"row 3: the XLSX workbook is broken: save it again from the spreadsheet program"},
		{"not a cell", zipOf(t, sheetParts(head+`<row r="2"><c r="?"><v>1</v></c></row>`)),
			"row 2: the XLSX workbook is broken: save it again from the spreadsheet program"},
		{"row beyond the last", zipOf(t, sheetParts(head+`<row r="9999999"></row>`)),
			"row 2: the XLSX workbook is broken: save it again from the spreadsheet program"},
	} {
		_, _, err := Households(t.Context(), "a.xlsx", test.data)
		if err == nil || test.want != "" && inEnglish(t, err) != "a.xlsx: "+test.want || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}
