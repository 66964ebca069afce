package intake

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// byExcelize writes pages with excelize.
func byExcelize(t *testing.T, pages []page) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range pages {
		p := &pages[i]
		name := p.title(i)
		if i == 0 {
			check(book.SetSheetName("Sheet1", name))
		} else {
			_, err := book.NewSheet(name)
			check(err)
		}
		for y, cells := range p.Rows {
			for x, value := range cells {
				if value == nil {
					continue
				}
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				check(err)
				if w, is := value.(written); is {
					check(writeFormatted(book, name, cell, w))
				} else {
					check(book.SetCellValue(name, cell, value))
				}
			}
		}
		for _, merge := range p.Merges {
			from, to, _ := strings.Cut(merge, ":")
			check(book.MergeCell(name, from, to))
		}
		for _, row := range p.Unseen {
			check(book.SetRowVisible(name, row, false))
		}
	}
	for i := range pages {
		if pages[i].Hidden {
			book.SetActiveSheet(len(pages) - 1)
			check(book.SetSheetVisible(pages[i].title(i), false))
		}
	}
	buffer, err := book.WriteToBuffer()
	check(err)
	return buffer.Bytes()
}

func writeFormatted(book *excelize.File, sheet, cell string, w written) error {
	if w.Formula != "" {
		return book.SetCellFormula(sheet, cell, w.Formula)
	}
	if w.Format != "" {
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &w.Format})
		if err != nil {
			return err
		}
		if err := book.SetCellStyle(sheet, cell, cell, style); err != nil {
			return err
		}
	}
	return book.SetCellValue(sheet, cell, w.Value)
}

// title is the name of a page's sheet.
func (p *page) title(i int) string {
	if p.Name == "" {
		return "Trang " + strconv.Itoa(i+1)
	}
	return p.Name
}

// asJava writes as programs in Java do: texts in their cells and numbers with a point or an exponent.
func asJava(t *testing.T, pages []page) []byte {
	t.Helper()
	var sheets, links, types strings.Builder
	parts := map[string]string{}
	formats := []string{}
	for i := range pages {
		p := &pages[i]
		state := ""
		if p.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, p.title(i), i+1, state, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = javaSheet(p, &formats)
	}
	var numbers, styles strings.Builder
	for i, code := range formats {
		fmt.Fprintf(&numbers, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, escaped(code))
		fmt.Fprintf(&styles, `<xf numFmtId="%d" applyNumberFormat="1"/>`, 164+i)
	}
	const head, main = `<?xml version="1.0" encoding="UTF-8"?>`, ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	parts["[Content_Types].xml"] = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types.String() + `</Types>`
	parts["_rels/.rels"] = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	parts["xl/workbook.xml"] = head + `<workbook` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + sheets.String() + `</sheets></workbook>`
	parts["xl/styles.xml"] = head + `<styleSheet` + main + `><numFmts>` + numbers.String() + `</numFmts><cellXfs><xf numFmtId="0"/>` + styles.String() + `</cellXfs></styleSheet>`
	parts["xl/_rels/workbook.xml.rels"] = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + links.String() +
		`<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	return zipOf(t, parts)
}

func javaSheet(p *page, formats *[]string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for y, cells := range p.Rows {
		unseen := ""
		if slices.Contains(p.Unseen, y+1) {
			unseen = ` hidden="true"`
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, y+1, unseen)
		for x, value := range cells {
			name, _ := excelize.CoordinatesToCellName(x+1, y+1)
			b.WriteString(javaCell(name, value, formats))
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	if len(p.Merges) > 0 {
		b.WriteString(`<mergeCells>`)
		for _, merge := range p.Merges {
			fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, merge)
		}
		b.WriteString(`</mergeCells>`)
	}
	return b.String() + `</worksheet>`
}

func javaCell(name string, value any, formats *[]string) string {
	switch v := value.(type) {
	case string:
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, name, escaped(v))
	case float64:
		return fmt.Sprintf(`<c r="%s" t="n"><v>%s</v></c>`, name, javaNumber(v))
	case written:
		if v.Formula != "" {
			return fmt.Sprintf(`<c r="%s"><f>%s</f></c>`, name, escaped(v.Formula))
		}
		if v.Format == "" {
			return fmt.Sprintf(`<c r="%s"><v>%s</v></c>`, name, javaNumber(v.Value))
		}
		style := slices.Index(*formats, v.Format)
		if style < 0 {
			style = len(*formats)
			*formats = append(*formats, v.Format)
		}
		return fmt.Sprintf(`<c r="%s" s="%d"><v>%s</v></c>`, name, style+1, javaNumber(v.Value))
	}
	return ""
}

// javaNumber is a number as Java's Double.toString has it: 3.0, 9.12345678E8.
func javaNumber(v float64) string {
	if v != 0 && (v < 1e-3 || v >= 1e7) {
		mantissa, exponent, _ := strings.Cut(strings.ToUpper(strconv.FormatFloat(v, 'e', -1, 64)), "E")
		n, _ := strconv.Atoi(exponent)
		if !strings.Contains(mantissa, ".") {
			mantissa += ".0"
		}
		return mantissa + "E" + strconv.Itoa(n)
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a buffer takes everything
	return b.String()
}

// npm is the folder of other writers' programs, or empty where they cannot be had.
func npm() string {
	dir, err := filepath.Abs(filepath.Join("..", "..", "bin", "sheets", "node_modules"))
	if err != nil {
		return ""
	}
	if _, err := exec.LookPath("node"); err != nil {
		return ""
	}
	if _, err := os.Stat(filepath.Join(dir, "exceljs")); err != nil {
		return ""
	}
	return dir
}

// byNode has other programs write the pages of all layouts at once: files by name, whose first part is the layout's.
func byNode(t *testing.T, modules string, all map[string][]page) map[string][]byte {
	t.Helper()
	work := t.TempDir()
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	input := filepath.Join(work, "pages.json")
	if err := os.WriteFile(input, data, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", filepath.Join("testdata", "write.cjs"), input, work)
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	files := map[string][]byte{}
	for _, kind := range []string{"sheetjs.xlsx", "sheetjs.xls", "sheetjs.ods", "sheetjs.html", "exceljs.xlsx"} {
		for name := range all {
			content, err := os.ReadFile(filepath.Join(work, name+"."+kind))
			if err != nil {
				t.Fatal(err)
			}
			files[name+"."+kind] = content
		}
	}
	return files
}
