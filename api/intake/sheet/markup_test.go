package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// byShown compares number formats by what they make of a number.
var byShown = cmp.Transformer("shown", func(f *Format) string {
	return (&Cell{Kind: f.kind(), Value: 46360.8125, Format: f}).String()
})

func code(kind Kind, value float64, format, shown string) Cell {
	return Cell{Kind: kind, Value: value, Format: parseFormat(format), Text: shown}
}

func TestHTML(t *testing.T) {
	merged := text("a")
	left, above, both := merged, merged, merged
	left.Left, above.Above, both.Left, both.Above = true, true, true, true
	old := text("NguyÔn")
	old.Legacy = TCVN3
	for _, test := range []struct {
		name, page string
		want       [][]rowSeen
	}{
		{"a portal's, tags left open", "<TABLE><TR><TH>Mã<TH>Số người<TR><TD>H1<TD>0912345678</TABLE>", [][]rowSeen{{
			{1, false, []Cell{text("Mã"), text("Số người")}}, {2, false, []Cell{text("H1"), text("0912345678")}}}}},
		{"spans", `<table><tr><td colspan=2 rowspan=2>a<td>b<tr><td>c<tr><td>d</table>`, [][]rowSeen{{
			{1, false, []Cell{merged, left, text("b")}}, {2, false, []Cell{above, both, text("c")}}, {3, false, []Cell{text("d")}}}}},
		{"text as shown", "<table><tr><td> <b>a</b>\n b&nbsp;c<br>d<p>đ</p>e <td><!-- x --><script>y</script>&amp;&#273;</table>", [][]rowSeen{{
			{1, false, []Cell{text("a b c\nd\nđ\ne"), text("&đ")}}}}},
		{"hidden rows", `<table><tr style="display: none"><td>a<tr hidden><td>b<tr class=h><td>c<tr><td>d</table><style>.h {display:none}</style>`, [][]rowSeen{{
			{1, true, []Cell{text("a")}}, {2, true, []Cell{text("b")}}, {3, false, []Cell{text("c")}}, {4, false, []Cell{text("d")}}}}},
		{"Excel's", `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!-- .x1 {mso-number-format:"dd\/mm\/yyyy";} .x2{mso-number-format:"\@"; font-family:".VnTime", serif;} .x3 {mso-number-format:"h\:mm"} --></style></head>
<table><tr><td class=x1 x:num="46360">04/12/2026<td class=x2 x:num>007<td x:num="912345678">9.12E+08<td x:num="5">5.0<td class=x3 x:num="0.5">12:00<td x:bool="TRUE">TRUE<td x:err="#N/A">#N/A<td class=x2>NguyÔn<td x:num="abc">?</table>`, [][]rowSeen{{
			{1, false, []Cell{code(Date, 46360, "dd/mm/yyyy", "04/12/2026"), {Kind: Text, Text: "007", Legacy: TCVN3}, code(Number, 912345678, "", ""), code(Number, 5, "", "5.0"),
				code(Clock, 0.5, "h:mm", "12:00"), {Kind: Bool, Value: 1, Text: "TRUE"}, {Kind: Error, Text: "#N/A"}, old, text("?")}}}}},
		{"SheetJS's", `<table><tr><td data-t="s" data-v="Mã">Mã</td><td data-t="n" data-v="21.026" data-z="0.0">21.0</td><td data-t="b" data-v="true">TRUE</td><td data-t="d" data-v="2026-12-04T00:00:00.000Z">4/12</td><td data-t="e">#REF!</td><td data-t="s" data-v="a "b" > c" id="sjs-F1">a "b" &gt; c</td></table>`, [][]rowSeen{{
			{1, false, []Cell{text("Mã"), code(Number, 21.026, "0.0", "21.0"), {Kind: Bool, Value: 1, Text: "TRUE"}, {Kind: Date, Value: 46360, Text: "4/12"}, {Kind: Error, Text: "#REF!"}, text(`a "b" > c`)}}}}},
		{"a table in a table, an empty one", `<table><tr><td>menu<td><table><caption>Danh <b>sách</b></caption><tbody><tr><td>a</tbody><tfoot><tr><td>z</table></table><table></table>`, [][]rowSeen{
			{{1, false, []Cell{text("menu")}}}, {{1, false, []Cell{text("a")}}, {2, false, []Cell{text("z")}}}}},
		{"a font", `<table><tr><td><font face="VNI-Times">Nguyeãn</font></table>`, [][]rowSeen{{{1, false, []Cell{{Kind: Text, Text: "Nguyeãn", Legacy: VNI}}}}}},
		{"entities in another page", "<meta charset=windows-1252><table><tr><td>Nguy&#7877;n \xa9 \x96 \xe9t\xe9</table>", [][]rowSeen{{{1, false, []Cell{text("Nguyễn © – été")}}}}},
		{"CP1258", "<meta charset=windows-1258><table><tr><td>Nguy\xea\xden V\xe3n S\xe1u</table>", [][]rowSeen{{{1, false, []Cell{text("Nguyễn Văn Sáu")}}}}},
	} {
		book, sheets := readBook(t, "a.xls", []byte(test.page))
		if diff := cmp.Diff(test.want, sheets, byShown); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if len(book.Remarks()) == 0 || !strings.Contains(strings.Join(book.Remarks(), " "), "web page") {
			t.Errorf("%s: remarks %q", test.name, book.Remarks())
		}
		if test.name == "a table in a table, an empty one" {
			if diff := cmp.Diff([]Info{{Name: "bảng / table 1"}, {Name: "Danh sách"}}, book.Sheets()); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		}
	}
}

// TestMHTML reads a workbook of two sheets that Excel saved as one file of pages.
func TestMHTML(t *testing.T) {
	doc := strings.ReplaceAll(`MIME-Version: 1.0
X-Document-Type: Workbook
Content-Type: multipart/related; boundary="----=_x"

This document is a Single File Web Page.

------=_x
Content-Location: file:///C:/a.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="us-ascii"

<html><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>M&#7897;t</x:Name></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>Hai</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--><frameset><frame src=3D"a_files/sheet001.htm"></frameset></html>

------=_x
Content-Location: file:///C:/a_files/sheet001.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="utf-8"

<table><tr><td>M=C3=A3 h=E1=BB=99</td><td x:num=3D"5">5</td></tr></ta=
ble>

------=_x
Content-Transfer-Encoding: base64
Content-Type: text/html; charset="utf-8"

PHRhYmxlPjx0cj48dGQ+YTwvdGFibGU+

------=_x
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
------=_x--
`, "\n", "\r\n")
	book, sheets := readBook(t, "a.xls", []byte(doc))
	if diff := cmp.Diff([]Info{{Name: "Một"}, {Name: "Hai"}}, book.Sheets()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	want := [][]rowSeen{{{1, false, []Cell{text("Mã hộ"), code(Number, 5, "", "5")}}}, {{1, false, []Cell{text("a")}}}}
	if diff := cmp.Diff(want, sheets, byShown); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func workbook2003(styles, sheets string) string {
	return `<?xml version="1.0" encoding="windows-1252"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles>` + styles + `</Styles>` + sheets + `</Workbook>`
}

func TestXML2003(t *testing.T) {
	merged := text("a")
	left, above, both := merged, merged, merged
	left.Left, above.Above, both.Left, both.Above = true, true, true, true
	old := text("NguyÔn")
	old.Legacy = TCVN3
	doc := workbook2003(`<Style ss:ID="Default"><Font ss:FontName="Arial"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="t" ss:Parent="d"><NumberFormat ss:Format="h:mm"/><Font ss:FontName=".VnTime"/></Style><Style ss:ID="z"><NumberFormat ss:Format="@"/></Style>`,
		`<Worksheet ss:Name="Tổ 1"><Names/><Table><Column ss:Index="2" ss:Span="1" ss:StyleID="d"/>
<Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">a</Data></Cell><Cell><Data ss:Type="Number">46360</Data></Cell></Row>
<Row><Cell ss:Index="3"><Comment><ss:Data xmlns="html">ghi chú</ss:Data></Comment><Data ss:Type="String"><B>x</B>y</Data></Cell></Row>
<Row ss:Index="5" ss:Hidden="1"><Cell><Data ss:Type="String">ẩn</Data></Cell></Row>
<Row ss:StyleID="t"><Cell><Data ss:Type="DateTime">1899-12-31T19:30:00.000</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2026-12-04T00:00:00.000</Data></Cell><Cell><Data ss:Type="String">NguyÔn</Data></Cell><Cell ss:StyleID="z"><Data ss:Type="Number">7</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=R1C1"/><Cell ss:StyleID="none"><Data ss:Type="Number">9.12E8</Data></Cell></Row>
<Row ss:Height="0"><Cell><Data ss:Type="Number">x</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="Ẩn"><Table><Row><Cell><Data ss:Type="String">b</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>`)
	book, sheets := readBook(t, "a.xls", []byte(doc))
	if diff := cmp.Diff([]Info{{Name: "Tổ 1", Hidden: false}, {Name: "Ẩn", Hidden: true}}, book.Sheets()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	want := []rowSeen{
		{1, false, []Cell{merged, left, code(Date, 46360, "dd/mm/yyyy", "")}},
		{2, false, []Cell{above, both, text("xy")}},
		{5, true, []Cell{text("ẩn")}},
		{6, false, []Cell{code(Clock, 0.8125, "h:mm", ""), code(Date, 46360, "dd/mm/yyyy", ""), old, text("7"), {Kind: Bool, Value: 1}, {Kind: Error, Text: "#N/A"}, {Kind: Formula}, code(Number, 9.12e8, "", "")}},
		{7, true, []Cell{text("x")}},
	}
	if diff := cmp.Diff(want, sheets[0], byShown, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(`<tr class=a style="display:none"><td colspan=2 rowspan=3 x:num="5">a<table><caption>b<tr><td data-t=n data-v=1>c`)
	f.Add(`<style>.a{mso-number-format:"\@"}</style><!--<x:ExcelWorksheet><x:Name>a</x:Name>--><td>`)
	f.Fuzz(func(t *testing.T, rows string) { checkOpened(t, "a.xls", []byte("<table>"+rows+"</table>")) })
}

func FuzzXML2003(f *testing.F) {
	f.Add(`<Row ss:Index="2" ss:Span="3"><Cell ss:MergeAcross="2" ss:MergeDown="9"><Data ss:Type="DateTime">2026-12-04T00:00:00</Data></Cell><Cell ss:Index="9"><Data ss:Type="Number">1</Data></Cell></Row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		checkOpened(t, "a.xml", []byte(workbook2003("", `<Worksheet ss:Name="a"><Table>`+rows+`</Table></Worksheet>`)))
	})
}

func FuzzMHTML(f *testing.F) {
	f.Add("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHRhYmxlPjx0cj48dGQ+YTwvdGFibGU+\r\n--x--\r\n")
	f.Fuzz(func(t *testing.T, doc string) { checkOpened(t, "a.mht", []byte(doc)) })
}
