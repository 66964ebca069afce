package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// xlsxNamespaces are those of the main parts of a workbook.
const xlsxNamespaces = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// xlsxParts are the parts of a workbook of one sheet, with this XML within sheetData and behind it.
func xlsxParts(rows string, behind ...string) map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                xlsxLinks("officeDocument", "xl/workbook.xml"),
		"xl/workbook.xml":            `<workbook ` + xlsxNamespaces + `><workbookPr/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": xlsxLinks("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml"),
		"xl/worksheets/sheet1.xml":   `<worksheet ` + xlsxNamespaces + `><sheetData>` + rows + `</sheetData>` + strings.Join(behind, "") + `</worksheet>`,
		"xl/sharedStrings.xml":       `<sst ` + xlsxNamespaces + `><si><t>một</t></si><si><t>hai</t></si></sst>`,
		"xl/styles.xml":              xlsxStyles("", "General"),
	}
}

// xlsxLinks is a part of relationships, rId1 and so on, of kinds with their targets.
func xlsxLinks(pairs ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i+1 < len(pairs); i += 2 {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`, i/2+1, pairs[i], pairs[i+1])
	}
	return b.String() + `</Relationships>`
}

// xlsxStyles is a part of styles, a cell style for each number format: a number that is built in, or a code.
func xlsxStyles(fonts string, formats ...string) string {
	var codes, styles strings.Builder
	for i, format := range formats {
		var id int
		if _, err := fmt.Sscanf(format+" ", "id %d ", &id); err != nil {
			id = 164 + i
			fmt.Fprintf(&codes, `<numFmt numFmtId="%d" formatCode="%s"/>`, id, strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;").Replace(format))
		}
		fmt.Fprintf(&styles, `<xf numFmtId="%d" fontId="%d" fillId="0" borderId="0" xfId="0"/>`, id, i)
	}
	return `<styleSheet ` + xlsxNamespaces + `><numFmts>` + codes.String() + `</numFmts><fonts>` + fonts + `</fonts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs>` + styles.String() + `</cellXfs><dxfs><dxf><font><name val=".VnTime"/></font><numFmt numFmtId="164" formatCode="mmm"/></dxf></dxfs></styleSheet>`
}

// xlsxZip packs parts.
func xlsxZip(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var buffer bytes.Buffer
	w := zip.NewWriter(&buffer)
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// anyRows is more rows than any test has.
const anyRows = 1 << 40

// xlsxShow reads a sheet and shows each row in a line: "2h: t`H1` ^t`Tổ 1` n`5` d`12/04` -". A cell is its kind's
// letter, ^ before it where it repeats the one above and < where it repeats that to the left.
func xlsxShow(t testing.TB, data []byte, sheet int) ([]string, error) {
	t.Helper()
	book, err := openXLSX(t.Context(), data, anyRows)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return xlsxShowBook(t.Context(), book, sheet)
}

func xlsxShowBook(ctx context.Context, book Book, sheet int) ([]string, error) {
	var rows []string
	err := book.Rows(ctx, sheet, func(r *Row) error {
		rows = append(rows, xlsxShowRow(r))
		return nil
	})
	return rows, err
}

func xlsxShowRow(r *Row) string {
	cells := make([]string, len(r.Cells))
	for i := range r.Cells {
		c := &r.Cells[i]
		cells[i] = "-"
		if c.Kind != Empty {
			cells[i] = strings.Repeat("^", btoi(c.Above)) + strings.Repeat("<", btoi(c.Left)) + string("-tndcbef"[c.Kind]) + "`" + c.String() + "`" + []string{"", "TCVN3", "VNI"}[c.Legacy]
		}
	}
	return fmt.Sprintf("%d%s: %s", r.Line, strings.Repeat("h", btoi(r.Hidden)), strings.Join(cells, " "))
}

// xlsxCell is the XML of a cell.
func xlsxCell(ref, attrs, inside string) string {
	return fmt.Sprintf(`<c r="%s" %s>%s</c>`, ref, attrs, inside)
}

// xlsxInEnglish is the English half of an error, which must be one line in both languages.
func xlsxInEnglish(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	vietnamese, english, both := strings.Cut(err.Error(), " / ")
	if rest, after, row := strings.Cut(english, ": "); row && vietnamese == "dòng" { // dòng / row 7: ... / ...
		_, reason, _ := strings.Cut(after, " / ")
		return rest + ": " + reason
	}
	if !both || strings.ContainsAny(err.Error(), "\r\n") {
		t.Errorf("error %q is not one line in both languages", err)
	}
	return english
}
