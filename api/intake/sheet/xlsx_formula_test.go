package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// xlsxFormulas is the XML of a row of formulas without values from column A on, as they would be written.
func xlsxFormulas(line int, formulas ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, line)
	for i, formula := range formulas {
		fmt.Fprintf(&b, `<c r="%c%d"><f>%s</f></c>`, 'A'+i, line, strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(formula))
	}
	return b.String() + `</row>`
}

func TestXLSXFormulas(t *testing.T) {
	const values = `<row r="1"><c r="A1"><v>2</v></c><c r="B1"><v>3.5</v></c><c r="C1" t="inlineStr"><is><t>Ngõ 5</t></is></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#DIV/0!</v></c><c r="F1" s="1"><v>46124</v></c></row>`
	for _, test := range []struct{ name, rows, want string }{
		{"values", xlsxFormulas(2, "1+1", "A1*B1", "C1&\", Tổ \"&A1", "D1", "SUM(A1:B1)", "IF(A1>1,\"có\",\"không\")", "1/0"), "2: n`2` n`7` t`Ngõ 5, Tổ 2` b`TRUE` n`5.5` t`có` e`#DIV/0!`"},
		{"texts that look like numbers", xlsxFormulas(2, `TEXT(5,"000")`, `"0912345678"`, `"a"`, `""`, `"x"&""`), "2: t`005` t`0912345678` t`a` - t`x`"},
		{"a value that is empty", `<row r="2"><c r="A2"><f>1+1</f><v></v></c><c r="B2"><f>1+2</f><v/></c><c r="C2" t="str"><f>"a"</f></c><c r="D2" t="str"><f>"a"</f><v></v></c></row>`, "2: n`2` n`3` t`a`"},
		{"values stored", `<row r="2"><c r="A2"><f>1+1</f><v>7</v></c><c r="B2" t="str"><f>"a"</f><v>b</v></c><c r="C2"><f>NOPE()</f><v>0</v></c></row>`, "2: n`7` t`b` n`0`"},
		{"by the format", `<row r="2"><c r="A2" s="1"><f>F1+1</f></c><c r="B2" s="2"><f>A1</f></c><c r="C2" s="3"><f>A1</f></c></row>`, "2: d`13/04/2026` n`0002` t`2`"},
		{"one needs another", xlsxFormulas(2, "B2+1", "C2+1", "D2+1", "1") + xlsxFormulas(3, "A2+A1"), "2: n`4` n`3` n`2` n`1`\n3: n`6`"},
		{"in a circle", xlsxFormulas(2, "B2", "A2", "C2+1", "1+1"), "2: f`` f`` f`` n`2`"},
		{"shared", `<row r="2"><c r="A2"><f t="shared" ref="A2:A4" si="0">A1+$B$1</f></c></row><row r="3"><c r="A3"><f t="shared" si="0"/></c></row><row r="4"><c r="A4"><f t="shared" si="0"/></c></row>`, "2: n`5.5`\n3: n`9`\n4: n`12.5`"},
		{"shared with a value in the first", `<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">A1+1</f><v>3</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/></c></row>`, "2: n`3`\n3: n`4`"},
		{"array and table of data", `<row r="2"><c r="A2"><f t="array" ref="A2:B3">A1:B1*2</f></c><c r="C2"><v>1</v></c></row><row r="3"><c r="C3"><v>1</v></c><c r="D3"><f t="dataTable" ref="D3:D4" r1="A1"/></c></row><row r="4"><c r="A4"><v>1</v></c></row>`,
			"2: f`` f`` n`1`\n3: f`` f`` n`1` f``\n4: n`1` - - f``"},
		{"not let through", xlsxFormulas(2, `REPT("a",9)`, "WEBSERVICE(\"x\")", "Ten_rieng", "Bảng[Cột]", "[1]Sheet1!A1", "{1,2}", "NoSuchSheet!A1", "A1:A2:A3", "SUM((A1,B1))", "1+", "A1#", "INDIRECT(\"A1\")"),
			"2: f`` f`` f`` f`` f`` f`` f`` f`` f`` f`` f`` f``"},
		{"an error of a cell", xlsxFormulas(2, "E1", "IFERROR(E1,5)", "SUM(A1:E1)", "IFERROR(1/0,3)"), "2: f`` f`` f`` n`3`"},
		{"an empty cell", xlsxFormulas(2, "Z9", "Z9+1", "Z9&\"\"", "IF(Z9=\"\",\"trống\",Z9)", "SUM(Y8:Z9)"), "2: n`0` n`1` - t`trống` n`0`"},
		{"numbers and what is none", `<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="inlineStr"><is><t>5</t></is></c><c r="C2" t="inlineStr"><is><t>x</t></is></c><c r="D2"><v>4</v></c></row>` + xlsxFormulas(3, "SUM(A2:D2)", "SUM(C2:D2)", "COUNTA(A2:D2)", "B2+D2", "SUM(B2:B2)"), "2: b`TRUE` t`5` t`x` n`4`\n3: f`` n`4` n`4` n`9` f``"},
		{"another sheet", xlsxFormulas(2, "Khác!A1+1", "'Tổ ''1'''!A1&\"!\"", "SUM('Tổ ''1'''!A:A)", "COUNTA(Khác!1:1)"), "2: n`101` t`hai!` n`7` n`2`"},
		{"columns and rows whole", xlsxFormulas(2, "SUM(A1:B1048576)", "COUNT($B:$F)", "COUNTA(Khác!A1:XFD1048576)", "COUNT(Khác!2:1048576)"), "2: f`` f`` n`2` n`0`"},
		{"lookups", xlsxFormulas(2, "VLOOKUP(2,A1:C1,3,FALSE)", "INDEX(A1:C1,1,2)", "MATCH(3.5,A1:B1,0)", "LEFT(C1,3)&\"õ\"", "LEN(C1)", "ROW()", "ROUND(B1,0)"), "2: t`Ngõ 5` n`3.5` n`2` t`Ngõõ` n`5` n`2` n`4`"},
		{"prefixes of later functions", xlsxFormulas(2, `_xlfn.CONCAT(A1:B1)`, `_xlfn.TEXTJOIN("-",TRUE,A1,B1)`), "2: n`23.5` t`2-3.5`"},
	} {
		parts := xlsxParts(values + test.rows)
		parts["xl/styles.xml"] = xlsxStyles("", "General", "dd/mm/yyyy", "0000", "@")
		parts["xl/workbook.xml"] = `<workbook ` + xlsxNamespaces + `><sheets><sheet name="S" r:id="rId1"/><sheet name="Khác" r:id="rId4"/><sheet name="Tổ '1'" r:id="rId5"/></sheets></workbook>`
		parts["xl/_rels/workbook.xml.rels"] = xlsxLinks("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml", "worksheet", "worksheets/sheet2.xml", "worksheet", "worksheets/sheet3.xml")
		parts["xl/worksheets/sheet2.xml"] = `<worksheet><sheetData><row><c><v>100</v></c><c><v>1</v></c></row></sheetData></worksheet>`
		parts["xl/worksheets/sheet3.xml"] = `<worksheet><sheetData><row><c t="s"><v>1</v></c></row><row><c><v>7</v></c></row></sheetData></worksheet>`
		rows, err := xlsxShow(t, xlsxZip(t, parts), 0)
		if got := strings.Join(rows[min(1, len(rows)):], "\n"); got != test.want || err != nil {
			t.Errorf("%s: %v\n got %s\nwant %s", test.name, err, got, test.want)
		}
	}
}

// TestXLSXFormulaRemarks counts formulas, those of a sheet once however often it is read.
func TestXLSXFormulaRemarks(t *testing.T) {
	book, err := openXLSX(t.Context(), xlsxZip(t, xlsxParts(xlsxFormulas(1, "1+1", "2+2", "REPT(1,2)"))), anyRows)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for range 2 {
		if rows, err := xlsxShowBook(t.Context(), book, 0); err != nil || rows[0] != "1: n`2` n`4` f``" {
			t.Fatalf("%v, %v", rows, err)
		}
	}
	want := []string{
		"đã tính 2 công thức chưa có kết quả trong tệp / 2 formulas worked out, whose results the file lacks",
		"1 công thức chưa có kết quả: hãy mở tệp bằng Excel rồi lưu lại / 1 formulas without a result: open the file in Excel and save it again",
	}
	if diff := cmp.Diff(want, book.Remarks()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestXLSXFormulas1904 works out dates in the date system of the workbook.
func TestXLSXFormulas1904(t *testing.T) {
	parts := xlsxParts(`<row><c s="1"><f>DATE(2026,4,12)</f></c><c s="1"><f>A1+1</f></c></row>`)
	parts["xl/styles.xml"] = xlsxStyles("", "General", "dd/mm/yyyy")
	want := "1: d`12/04/2026` d`13/04/2026`" // excelize knows the calendar of the other system only
	for _, from1904 := range []string{"0", "1"} {
		parts["xl/workbook.xml"] = `<workbook ` + xlsxNamespaces + `><workbookPr date1904="` + from1904 + `"/><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>`
		rows, err := xlsxShow(t, xlsxZip(t, parts), 0)
		if err != nil || rows[0] != want {
			t.Errorf("from 1904 %s: %v, %v", from1904, rows, err)
		}
		want = "1: f`` f``"
	}
}

// TestXLSXFormulaBounds leaves formulas alone that would take much memory or time, and comes to an end.
func TestXLSXFormulaBounds(t *testing.T) {
	var doubling, chain, counting strings.Builder
	doubling.WriteString(xlsxFormulas(1, `"mười chữ ở đây"`))
	chain.WriteString(`<row r="1"><c><v>1</v></c></row>`)
	for i := 2; i <= 60; i++ {
		doubling.WriteString(xlsxFormulas(i, fmt.Sprintf("A%d&A%d", i-1, i-1)))
	}
	for i := 2; i <= 1000; i++ {
		chain.WriteString(xlsxFormulas(i, fmt.Sprintf("A%d+1", i+1)))
	}
	for i := range 1500 {
		fmt.Fprintf(&counting, `<row><c><v>%d</v></c><c><f>COUNTIF(A:A,A%d)</f></c></row>`, i, i+1)
	}
	long := strings.Repeat("x", 32_000)
	for _, test := range []struct {
		name, rows string
		left       string // how many are not worked out; any number where it is empty
	}{
		{"doubling", doubling.String(), "48"},
		{"a long chain", chain.String(), "804"},
		{"counting", counting.String(), "835"},
		{"a far cell", `<row><c><f>A1048576+XFD1</f></c></row><row r="1048576"><c><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>`, "1"},
		{"a wide sheet", `<row><c><f>SUM(A2:XFD2)</f></c></row><row><c r="XFD2"><v>1</v></c></row><row r="100000"><c><v>1</v></c></row>`, "1"},
		{"substituting", `<row><c t="inlineStr"><is><t>` + long + `</t></is></c><c><f>SUBSTITUTE(A1,"x",A1)</f></c></row>`, "1"},
		{"joining", `<row><c t="inlineStr"><is><t>` + long + `</t></is></c><c><f>` + strings.Repeat("A1&amp;", 200) + `A1</f></c></row>`, "1"},
		{"a long formula", `<row><c><f>` + strings.Repeat("1+", 5000) + `1</f></c></row>`, "1"},
		{"a deep formula", xlsxFormulas(1, strings.Repeat("(", 900)+"1"+strings.Repeat(")", 900)), "0"},
		{"a large power", xlsxFormulas(1, "9^9^9^9", "1E308*10"), ""},
		{"nonsense", xlsxFormulas(1, ")(", "&&", "''!A1", `"`, "!", "A1:", ":A1", "SUM(", "SUM(,,,)", "1 2", "A1 A2", "%%", "<>", "$", "$$A1", "A$", "=1"), ""},
		{"a shared circle", `<row><c r="A1"><f t="shared" ref="A1:A2" si="0">A2</f></c></row><row><c r="A2"><f t="shared" si="0"/></c></row><row><c><f t="shared" si="9"/></c></row>`, "3"},
	} {
		rows, err := xlsxShow(t, xlsxZip(t, xlsxParts(test.rows)), 0)
		left := strconv.Itoa(strings.Count(strings.Join(rows, " "), "f``"))
		if err != nil || test.left != "" && left != test.left {
			t.Errorf("%s: %s of %d rows are left, %v", test.name, left, len(rows), err)
		}
	}
}

func TestParseFormula(t *testing.T) {
	named := func(name string) int { return slices.Index([]string{"S", "Tổ 1", "O'B"}, name) }
	for text, want := range map[string]string{
		"A1": "S_0!A1", "$B$2+1.5E-3*2": "S_0!B2+1.5E-3*2", "sum(a1:b2,'Tổ 1'!C3)": "sum(S_0!A1:B2,S_1!C3)", "'O''B'!A1&\"A1\"": "S_2!A1&\"A1\"", "TRUE": "TRUE", "B2:A1": "S_0!A1:B2", "IF(A1<>\"\",1,2)": "IF(S_0!A1<>\"\",1,2)",
		"A:B": "S_0!A1:B1048576", "2:$3": "S_0!A2:XFD3", "12%": "12%", "XFD1048576": "S_0!XFD1048576", "A1:A1": "S_0!A1",
	} {
		e, ok := parseFormula(text, 0, named)
		if !ok {
			t.Errorf("%s: not read", text)
		} else if got := e.String(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"XFE1", "A1048577", "A0", "A", "$A", "1:", "A:1", "A1:B", "?!A1", "S2!A1", "1 2", "A1 A2", "(A1,B1)", "SUM((A1,B1))", "A1)", "(A1", "1+", "", "\"a\"\"b\"", "%1", "1E+", "Tên", "REPT(1,2)", "A1!B1", "A1:B1!C1", "SUM", "#REF!", "A1@", "[1]x!A1", "'x", "\"x", "'S'A1"} {
		if e, ok := parseFormula(text, 0, named); ok {
			t.Errorf("%s: read as %s", text, e)
		}
	}
}

func TestShifted(t *testing.T) {
	for text, want := range map[string]string{
		"A1+$A1+A$1+$A$1": "C4+$A4+C$1+$A$1", "SUM(A1:B2)": "SUM(C4:D5)", "\"A1\"&A1": "\"A1\"&C4", "'A1'!A1": "'A1'!C4", "LOG10(A1)": "LOG10(C4)", "Sheet1!A1": "Sheet1!C4", "TRUE+1.5+A": "TRUE+1.5+A", "XFD1": "#REF!", "\"": "\"",
	} {
		if got := shifted(text, 2, 3); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got := shifted("B2", -2, 0) + shifted("B2", 0, -2); got != "#REF!#REF!" {
		t.Error(got)
	}
}

// FuzzFormula works out any formula over a few cells.
func FuzzFormula(f *testing.F) {
	for _, formula := range []string{"1+1", "SUM(A1:C3)*2", `IF(A1>1,"có",TEXT(B1,"0.00"))`, `_xlfn.TEXTJOIN(", ",TRUE,A1:A3)`, "VLOOKUP(A1,A1:C3,2,FALSE)", "-(2^3)%", "'S'!A1&S!B2", "SUBSTITUTE(C1,\"a\",C1)", "DATE(2026,1,1)+TIMEVALUE(\"19:30\")"} {
		f.Add(formula)
	}
	f.Fuzz(func(t *testing.T, formula string) {
		if strings.ContainsFunc(formula, func(r rune) bool { return !isXMLChar(r) || r == '�' }) {
			return
		}
		rows := xlsxGrid("abc", "1.3", "x") + xlsxFormulas(4, formula)
		if shown, err := xlsxShow(t, xlsxZip(t, xlsxParts(rows)), 0); err != nil || len(shown) < 3 {
			t.Errorf("%q: %d rows, %v", formula, len(shown), err)
		}
	})
}
