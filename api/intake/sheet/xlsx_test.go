package sheet

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

const (
	xlsxBroken = "the XLSX workbook is broken: save it again from the spreadsheet program"
	xlsxOne    = `<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>`
)

func TestXLSXCells(t *testing.T) {
	for _, test := range []struct{ name, rows, want string }{
		{"kinds", `<row r="2">` + xlsxCell("A2", `t="s"`, `<v>1</v>`) + xlsxCell("B2", `t="inlineStr"`, `<is><t>chữ</t></is>`) + xlsxCell("C2", `t="str"`, `<f>A2</f><v>ra</v>`) +
			xlsxCell("D2", ``, `<v>2.5</v>`) + xlsxCell("E2", `t="n"`, `<v>-7</v>`) + xlsxCell("F2", `t="b"`, `<v>1</v>`) + xlsxCell("G2", `t="b"`, `<v>0</v>`) +
			xlsxCell("H2", `t="e"`, `<v>#N/A</v>`) + xlsxCell("I2", `t="d"`, `<v>2026-12-04T19:30:00</v>`) + `</row>`,
			"2: t`hai` t`chữ` t`ra` n`2.5` n`-7` b`TRUE` b`FALSE` e`#N/A` d`04/12/2026 19:30`"},
		{"numbers of Java", `<row r="1">` + xlsxCell("A1", ``, `<v>9.12345678E8</v>`) + xlsxCell("B1", ``, `<v>3.0</v>`) + xlsxCell("C1", ``, `<v> 12 </v>`) + xlsxCell("D1", ``, `<v>0.30000000000000004</v>`) + `</row>`,
			"1: n`912345678` n`3` n`12` n`0.3`"},
		{"no number after all", `<row r="1">` + xlsxCell("A1", ``, `<v>12/4</v>`) + xlsxCell("B1", ``, `<v>0x10</v>`) + xlsxCell("C1", `t="n"`, `<v>NaN</v>`) + xlsxCell("D1", ``, `<v>1e999</v>`) + `</row>`,
			"1: t`12/4` t`0x10` t`NaN` t`1e999`"},
		{"empty ones", `<row r="1">` + xlsxCell("A1", `t="s"`, ``) + xlsxCell("B1", `t="s"`, `<v></v>`) + xlsxCell("C1", `t="inlineStr"`, `<is><t></t></is>`) + xlsxCell("D1", `t="str"`, `<f>""</f><v></v>`) +
			`<c r="E1" s="0"/>` + xlsxCell("F1", ``, `<v>1</v>`) + `<c r="G1"/></row><row r="2"><c r="A2"/></row><row r="3"/>`,
			"1: - - - - - n`1`"},
		{"neither row nor cell numbered", `<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c r="C3"><v>5</v></c><c><v>6</v></c></row><row r="9"><c><v>7</v></c></row><row><c><v>8</v></c></row>`,
			"1: n`1` - n`3`\n3: - - n`5` n`6`\n9: n`7`\n10: n`8`"},
		{"cells in any order", `<row r="1">` + xlsxCell("C1", ``, `<v>3</v>`) + xlsxCell("A1", ``, `<v>1</v>`) + `</row>`, "1: n`1` - n`3`"},
		{"hidden", `<row r="1" hidden="1"><c><v>1</v></c></row><row r="2" ht="0" customHeight="1"><c><v>2</v></c></row><row r="3" hidden="false" ht="15"><c><v>3</v></c></row><row r="4" hidden="true" ht="15"><c><v>4</v></c></row>`,
			"1h: n`1`\n2h: n`2`\n3: n`3`\n4h: n`4`"},
		{"prefixes, CDATA, comments", `<x:row xmlns:x="urn:x" r="1"><!-- <row r="7"> --><x:c r="A1" t="inlineStr"><x:is><x:t><![CDATA[a < b &amp;]]> &amp; &#x110;&#xf4;&#110;g</x:t></x:is></x:c><?pi <c r="B1"><v>1</v></c>?></x:row>`,
			"1: t`a < b &amp; & Đông`"},
		{"rich text", `<row r="1">` + xlsxCell("A1", `t="inlineStr"`, `<is><r><rPr><b/></rPr><t>Nguyễn</t></r><r><t xml:space="preserve"> Văn</t></r><rPh sb="0" eb="1"><t>phiên âm</t></rPh><phoneticPr fontId="1"/></is>`) + `</row>`,
			"1: t`Nguyễn Văn`"},
		{"line breaks and escapes", `<row r="1">` + xlsxCell("A1", `t="inlineStr"`, "<is><t>một_x000D_\nhai_x0009_ba_x0001__x005F_x000D__x1_ _x00e0_ _xD83D__xDE00_ _xD83D_</t></is>") + `</row>`,
			"1: t`một\r\nhai\tba_x000D__x1_ à 😀 `"},
		{"other elements", `<row r="1"><extLst><ext><c r="A1"><v>9</v></c></ext></extLst><c r="A1"><extLst><v>9</v></extLst><v>1</v></c></row>`, "1: n`1`"},
		{"widest", `<row r="1048576">` + xlsxCell("XFD1048576", ``, `<v>1</v>`) + `</row>`, "1048576: " + strings.Repeat("- ", 16383) + "n`1`"},
	} {
		rows, err := xlsxShow(t, xlsxZip(t, xlsxParts(test.rows)), 0)
		if got := strings.Join(rows, "\n"); err != nil || got != test.want {
			t.Errorf("%s: %v\n got %s\nwant %s", test.name, err, got, test.want)
		}
	}
}

// TestXLSXDates reads days of both date systems, times, and dates that are stored as such.
func TestXLSXDates(t *testing.T) {
	rows := `<row r="1">`
	for _, cell := range []struct{ ref, attrs, value string }{
		{"A1", `s="1"`, "46124"}, {"B1", `s="1"`, "46124.8125"}, {"C1", `s="1"`, "0.8125"}, {"D1", `s="2"`, "0.8125"}, {"E1", `s="2"`, "46124.8125"}, {"F1", `s="3"`, "1.0625"},
		{"G1", `s="1"`, "59"}, {"H1", `s="1"`, "61"}, {"N1", `s="1"`, "60"}, {"I1", `t="d" s="1"`, "2026-12-04"}, {"J1", `t="d"`, "19:30:00"}, {"K1", `t="d"`, "2026-12-04T19:30:00Z"}, {"L1", `t="d"`, "2026-12-04T19:30:00+07:00"}, {"M1", `t="d"`, "mai"},
	} {
		rows += xlsxCell(cell.ref, cell.attrs, "<v>"+cell.value+"</v>")
	}
	type value struct {
		Kind  Kind
		Value float64
	}
	const evening = 0.8125
	want := []value{{Date, 46124}, {Date, 46124 + evening}, {Date, evening}, {Clock, evening}, {Clock, 46124 + evening}, {Clock, 1.0625},
		{Date, 60}, {Date, 61}, {Date, 46360}, {Clock, evening}, {Date, 46360 + evening}, {Date, 46360 + evening}, {Kind: Text}, {Date, 60}}
	for _, from1904 := range []bool{false, true} {
		parts := xlsxParts(rows + "</row>")
		parts["xl/styles.xml"] = xlsxStyles("", "General", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm")
		if from1904 {
			parts["xl/workbook.xml"] = strings.Replace(parts["xl/workbook.xml"], "<workbookPr/>", `<workbookPr date1904="1"/>`, 1)
			for _, i := range []int{0, 1} {
				want[i].Value += 1462
			}
			want[6].Value, want[7].Value, want[13].Value = 59+1462, 61+1462, 60+1462
		}
		book, err := openXLSX(t.Context(), xlsxZip(t, parts), anyRows)
		if err != nil {
			t.Fatal(err)
		}
		var got []value
		if err := book.Rows(t.Context(), 0, func(r *Row) error {
			for _, c := range r.Cells {
				got = append(got, value{c.Kind, c.Value})
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("from 1904 %t (-want +got):\n%s", from1904, diff)
		}
	}
}

// TestXLSXStyles reads the formats and fonts of cells, those of other styles left alone.
func TestXLSXStyles(t *testing.T) {
	cell := func(ref, style, text string) string {
		return xlsxCell(ref, `t="inlineStr" s="`+style+`"`, `<is>`+text+`</is>`)
	}
	run := func(font, text string) string {
		return `<r><rPr><rFont val="` + font + `"/></rPr><t>` + text + `</t></r>`
	}
	parts := xlsxParts(`<row r="1">` + xlsxCell("A1", `s="0"`, `<v>12</v>`) + xlsxCell("B1", `s="1"`, `<v>12</v>`) + xlsxCell("C1", `s="2"`, `<v>912345678</v>`) + xlsxCell("D1", `s="3"`, `<v>46124</v>`) +
		xlsxCell("E1", `s="4"`, `<v>46124</v>`) + xlsxCell("F1", `s="99"`, `<v>5</v>`) + cell("G1", "5", "<t>1</t>") + `</row><row r="2">` +
		cell("A2", "0", "<t>x</t>") + cell("B2", "1", "<t>x</t>") + cell("C2", "2", "<t>x</t>") + cell("D2", "0", run(".VnArial", "x")) + cell("E2", "1", run("Arial", "x")) +
		cell("F2", "1", run("Arial", "1")) + cell("G2", "1", "<r><t>x</t></r>"+run("Arial", "y")) + cell("H2", "0", run("Arial", "y")+run("VNI-Times", "x")) +
		xlsxCell("I2", `t="s" s="0"`, `<v>0</v>`) + xlsxCell("J2", `t="s" s="1"`, `<v>1</v>`) + xlsxCell("K2", `t="s" s="1"`, `<v>2</v>`) + `</row>`)
	parts["xl/styles.xml"] = xlsxStyles(`<font><sz val="11"/><name val="Calibri"/></font><font><name val=".VnTime"/></font><font><name val="VNI-Times"/></font>`,
		"General", "0000", "id 49", "id 14", "id 16", `"TDP "@`)
	parts["xl/sharedStrings.xml"] = `<sst ` + xlsxNamespaces + `><si>` + run(".VnTime", "x") + `</si><si>` + run("Arial", "x") + `</si><si><t>x</t></si></sst>`
	rows, err := xlsxShow(t, xlsxZip(t, parts), 0)
	want := []string{
		"1: n`12` n`0012` t`912345678`VNI d`12/04/2026` d`12-Apr` n`5` t`TDP 1`",
		"2: t`x` t`x`TCVN3 t`x`VNI t`x`TCVN3 t`x` t`1`TCVN3 t`xy`TCVN3 t`yx`VNI t`x`TCVN3 t`x` t`x`TCVN3",
	}
	if diff := cmp.Diff(want, rows); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// TestXLSXParts reads parts by the relationships, wherever they are and whatever they are called.
func TestXLSXParts(t *testing.T) {
	utf16LE := func(text string) string {
		var b bytes.Buffer
		for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
			b.Write([]byte{byte(unit), byte(unit >> 8)})
		}
		return b.String()
	}
	for name, change := range map[string]func(map[string]string){
		"as they are": func(map[string]string) {},
		"absolute targets": func(p map[string]string) {
			p["xl/_rels/workbook.xml.rels"] = xlsxLinks("worksheet", "/xl/worksheets/sheet1.xml", "sharedStrings", "/xl/sharedStrings.xml")
		},
		"other names": func(p map[string]string) {
			p["a/b.xml"], p["_rels/.rels"] = p["xl/workbook.xml"], xlsxLinks("extended-properties", "docProps/app.xml", "officeDocument", "/a/b.xml")
			p["a/_rels/b.xml.rels"], p["t.xml"] = xlsxLinks("worksheet", "../Trang.XML", "sharedStrings", "/T.xml"), p["xl/sharedStrings.xml"]
			p["trang.xml"] = p["xl/worksheets/sheet1.xml"]
			for _, name := range []string{"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"} {
				delete(p, name)
			}
		},
		"no package relationships": func(p map[string]string) { delete(p, "_rels/.rels") },
		"no styles": func(p map[string]string) {
			p["xl/_rels/workbook.xml.rels"] = xlsxLinks("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml")
		},
		"strict": func(p map[string]string) {
			for name := range p {
				p[name] = strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
					"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(p[name])
			}
		},
		"backslashes": func(p map[string]string) {
			p[`xl\worksheets\sheet1.xml`] = p["xl/worksheets/sheet1.xml"]
			delete(p, "xl/worksheets/sheet1.xml")
		},
		"UTF-16":       func(p map[string]string) { p["xl/worksheets/sheet1.xml"] = utf16LE(p["xl/worksheets/sheet1.xml"]) },
		"a byte order": func(p map[string]string) { p["xl/worksheets/sheet1.xml"] = "\ufeff" + p["xl/worksheets/sheet1.xml"] },
	} {
		parts := xlsxParts(`<row r="1"><c r="A1" t="s"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>`, `<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>`)
		change(parts)
		rows, err := xlsxShow(t, xlsxZip(t, parts), 0)
		if diff := cmp.Diff([]string{"1: t`hai`", "2: ^t`hai` n`2`"}, rows); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestXLSXSheets(t *testing.T) {
	parts := xlsxParts(xlsxOne)
	parts["xl/workbook.xml"] = `<workbook ` + xlsxNamespaces + `><sheets><sheet name="Bìa &amp; mục lục" r:id="rId4"/><sheet name="S" r:id="rId1" state="visible"/>` +
		`<sheet name="ẩn" r:id="rId1" state="hidden"/><sheet name="ẩn kỹ" r:id="rId1" state="veryHidden"/><sheet name="mất" r:id="rId5"/><sheet name="không" r:id="rId9"/></sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = xlsxLinks("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml", "chartsheet", "chartsheets/sheet1.xml", "worksheet", "worksheets/sheet5.xml")
	book, err := openXLSX(t.Context(), xlsxZip(t, parts), anyRows)
	if err != nil {
		t.Fatal(err)
	}
	want := []Info{{Name: "Bìa & mục lục"}, {Name: "S"}, {Name: "ẩn", Hidden: true}, {Name: "ẩn kỹ", Hidden: true}, {Name: "mất"}, {Name: "không"}}
	if diff := cmp.Diff(want, book.Sheets()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for i, wantErr := range []string{"", "", "", "", xlsxBroken, xlsxBroken} {
		rows, err := xlsxShowBook(t.Context(), book, i)
		if got := xlsxInEnglish(t, err); got != wantErr || len(rows) != btoi(i > 0 && i < 4) {
			t.Errorf("sheet %d: %v, %v", i, rows, err)
		}
	}
}

func TestXLSXUnusable(t *testing.T) {
	with := func(part, content string) []byte {
		parts := xlsxParts(xlsxOne)
		parts[part] = content
		return xlsxZip(t, parts)
	}
	whole := xlsxZip(t, xlsxParts(xlsxOne))
	damaged := bytes.Clone(whole)
	copy(damaged[bytes.Index(damaged, []byte("xl/worksheets/sheet1.xml"))+40:], "damage damage")
	const notXLSX = "a zip file but not a sound XLSX workbook: save it again from the spreadsheet program"
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"cut short", whole[:len(whole)/2], xlsxBroken},
		{"damaged", damaged, xlsxBroken},
		{"no zip", []byte("PK\x03\x04"), xlsxBroken},
		{"another zip", xlsxZip(t, map[string]string{"a.txt": "a"}), notXLSX},
		{"a document of Word", xlsxZip(t, map[string]string{"_rels/.rels": xlsxLinks("officeDocument", "word/document.xml"), "word/document.xml": "<w:document/>"}), notXLSX},
		{"an old binary workbook", xlsxZip(t, map[string]string{"_rels/.rels": xlsxLinks("officeDocument", "xl/workbook.bin"), "xl/workbook.bin": "\x83\x01\x00"}), xlsxBroken},
		{"no sheets", with("xl/workbook.xml", "<workbook><sheets/></workbook>"), "the XLSX workbook has no sheet"},
		{"an empty part", with("xl/workbook.xml", ""), xlsxBroken},
		{"broken relationships", with("xl/_rels/workbook.xml.rels", "<Relationships>"), xlsxBroken},
		{"broken styles", with("xl/styles.xml", "<styleSheet><cellXfs></styleSheet>"), xlsxBroken},
		{"broken texts", with("xl/sharedStrings.xml", "<sst><si><t>a</si></sst>"), xlsxBroken},
		{"a document type", with("xl/worksheets/sheet1.xml", `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`), xlsxBroken},
		{"another encoding", with("xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="windows-1258"?><worksheet/>`), xlsxBroken},
	} {
		_, err := xlsxShow(t, test.data, 0)
		if got := xlsxInEnglish(t, err); got != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}

// TestXLSXBrokenRows tells broken rows by their numbers, when those above were given.
func TestXLSXBrokenRows(t *testing.T) {
	for _, test := range []struct{ name, rows, want string }{
		{"a control character", `<row r="2"><c r="A2" t="inlineStr"><is><t>` + "B\x0b" + `</t></is></c></row>`, "row 2"},
		{"not UTF-8", `<row r="2"><c r="A2" t="inlineStr"><is><t>` + "\xc3(" + `</t></is></c></row>`, "row 2"},
		{"an entity unknown", `<row r="2"><c r="A2" t="inlineStr"><is><t>&nbsp;</t></is></c></row>`, "row 2"},
		{"not an address", `<row r="2"><c r="?"><v>1</v></c></row>`, "row 2"},
		{"another row's cell", `<row r="2"><c r="A3"><v>1</v></c></row>`, "row 2"},
		{"a column too many", `<row r="2"><c r="XFE2"><v>1</v></c></row>`, "row 2"},
		{"a column too many, not numbered", `<row r="2"><c r="XFD2"/><c><v>1</v></c></row>`, "row 2"},
		{"a row too many", `<row r="1048577"><c><v>1</v></c></row>`, "row 2"},
		{"a row beyond the last", `<row r="1048576"/><row><c><v>1</v></c></row>`, "row 1048577"},
		{"a row of billions", `<row r="99999999999999999999"><c><v>1</v></c></row>`, "row 2"},
		{"row nought", `<row r="0"><c><v>1</v></c></row>`, "row 2"},
		{"the row again", `<row r="1"><c><v>1</v></c></row>`, "row 2"},
		{"a row before", `<row r="5"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>`, "row 6"},
		{"the cell again", `<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`, "row 2"},
		{"a text that is not there", `<row r="2"><c t="s"><v>2</v></c></row>`, "row 2"},
		{"no number of a text", `<row r="2"><c t="s"><v>x</v></c></row>`, "row 2"},
		{"a type unknown", `<row r="2"><c t="x"><v>2</v></c></row>`, "row 2"},
		{"neither yes nor no", `<row r="2"><c t="b"><v>2</v></c></row>`, "row 2"},
		{"an end of another", `<row r="2"><c><v>1</c></row>`, "row 2"},
		{"the end of the data", `<row r="2"><c><v>1</v></c></sheetData></worksheet>`, "row 2"},
		{"cut short", `<row r="7"><c><v>1</v></c></row><row r="8"><c><v>1<!--`, "row 8"},
		{"a text too long", `<row r="2"><c t="inlineStr"><is><t>` + strings.Repeat("a", xmlLongest+1) + `</t></is></c></row>`, "row 2"},
		{"a deep one", `<row r="2"><c t="inlineStr"><is>` + strings.Repeat("<r>", 300), "row 2"},
	} {
		rows, err := xlsxShow(t, xlsxZip(t, xlsxParts(xlsxOne+test.rows)), 0)
		if got := xlsxInEnglish(t, err); got != test.want+": "+xlsxBroken || len(rows) == 0 {
			t.Errorf("%s: %v after %d rows, want %s", test.name, err, len(rows), test.want)
		}
	}
	// What is broken behind the rows is of no row, but told.
	for _, behind := range []string{"<mergeCells>", "<a b=c/>", `<mergeCells><mergeCell ref="A1"/><mergeCell ref="A0:B1"/></mergeCells>`} {
		if _, err := xlsxShow(t, xlsxZip(t, xlsxParts(xlsxOne, behind)), 0); xlsxInEnglish(t, err) != xlsxBroken {
			t.Errorf("%s: %v", behind, err)
		}
	}
}

// TestXLSXStops ends reading with the error of each and with that of the context.
func TestXLSXStops(t *testing.T) {
	data := xlsxZip(t, xlsxParts(strings.Repeat(`<row><c><v>1</v></c></row>`, 100_000)))
	enough := errors.New("enough")
	book, err := openXLSX(t.Context(), data, anyRows)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	if err := book.Rows(t.Context(), 0, func(*Row) error {
		if count++; count == 3 {
			return enough
		}
		return nil
	}); err != enough || count != 3 {
		t.Errorf("%v after %d rows", err, count)
	}
	ctx, cancel := context.WithCancel(t.Context())
	count = 0
	if err := book.Rows(ctx, 0, func(*Row) error {
		count++
		cancel()
		return nil
	}); !errors.Is(err, context.Canceled) || count == 100_000 {
		t.Errorf("%v after %d rows", err, count)
	}
	if _, err := openXLSX(ctx, data, anyRows); !errors.Is(err, context.Canceled) {
		t.Errorf("opening: %v", err)
	}
}

// TestXLSXOfExcelize reads a workbook that the library for writing them has made, formats and all.
func TestXLSXOfExcelize(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(format string) int {
		id, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(err)
		return id
	}
	for cell, value := range map[string]any{"A1": "Mã hộ", "B1": "Số nhà", "A2": 7, "B2": 46124, "C2": 912345678, "D2": true, "E2": 0.00347222222, "A3": "dưới", "A4": 3} {
		must(book.SetCellValue("Sheet1", cell, value))
	}
	must(book.SetCellStyle("Sheet1", "A2", "A2", style("0000")))
	must(book.SetCellStyle("Sheet1", "B2", "B2", style("d/m")))
	must(book.SetCellStyle("Sheet1", "C2", "C2", style("0 000 000 000")))
	must(book.SetCellStyle("Sheet1", "E2", "E2", style("h:mm")))
	must(book.MergeCell("Sheet1", "C2", "C3"))
	must(book.SetRowVisible("Sheet1", 4, false))
	_, err := book.NewSheet("Ẩn")
	must(err)
	must(book.SetSheetVisible("Ẩn", false))
	buffer, err := book.WriteToBuffer()
	must(err)
	rows, err := xlsxShow(t, buffer.Bytes(), 0)
	want := []string{"1: t`Mã hộ` t`Số nhà`", "2: n`0007` d`12/4` n`0 912 345 678` b`TRUE` c`0:05`", "3: t`dưới` - ^n`0 912 345 678`", "4h: n`3`"}
	if diff := cmp.Diff(want, rows); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	opened, err := openXLSX(t.Context(), buffer.Bytes(), anyRows)
	must(err)
	if diff := cmp.Diff([]Info{{Name: "Sheet1"}, {Name: "Ẩn", Hidden: true}}, opened.Sheets()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
