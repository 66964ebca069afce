package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// flatODS is a document of styles and sheets.
func flatODS(styles, sheets string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c" xmlns:svg="v">
<office:font-face-decls><style:font-face style:name="F1" svg:font-family="'.VnTime'"/></office:font-face-decls>
<office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:spreadsheet>` + sheets + `</office:spreadsheet></office:body></office:document>`
}

func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const odsType = "application/vnd.oasis.opendocument.spreadsheet"

func TestODSCells(t *testing.T) {
	cell := func(attrs, content string) string {
		return "<table:table-cell " + attrs + ">" + content + "</table:table-cell>"
	}
	p := func(text string) string { return "<text:p>" + text + "</text:p>" }
	for _, test := range []struct {
		cell string
		want Cell
	}{
		{cell(`office:value-type="string"`, p("a  b\n c")), text("a b c")},
		{cell(`office:value-type="string"`, p(`<text:s text:c="2"/>a<text:s/><text:span>b</text:span><text:tab/>c<text:line-break/>d`)), text("  a b\tc\nd")},
		{cell(`office:value-type="string"`, p("một")+p("")+p("<text:a>hai</text:a>")), text("một\n\nhai")},
		{cell(`office:value-type="string"`, `<office:annotation><dc:date/><text:p>ghi chú</text:p></office:annotation>`+p("a")+`<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>`), text("a")},
		{cell(`office:value-type="string" office:string-value="a &amp; b"`, ""), text("a & b")},
		{cell(`office:value-type="float" office:value="912345678"`, p("0912345678")), Cell{Kind: Number, Value: 912345678, Text: "0912345678"}},
		{cell(`office:value-type="percentage" office:value="0.5"`, p("50%")), Cell{Kind: Number, Value: 0.5, Text: "50%"}},
		{cell(`office:value-type="currency" office:value="5" office:currency="VND"`, p("5 ₫")), Cell{Kind: Number, Value: 5, Text: "5 ₫"}},
		{cell(`office:value-type="date" office:date-value="2026-12-04"`, p("12/4")), Cell{Kind: Date, Value: 46360, Text: "12/4"}},
		{cell(`office:value-type="date" office:date-value="2026-12-04T18:00:00"`, p("x")), Cell{Kind: Date, Value: 46360.75, Text: "x"}},
		{cell(`office:value-type="time" office:time-value="PT30H15M00S"`, p("30:15")), Cell{Kind: Clock, Value: 30.25 / 24, Text: "30:15"}},
		{cell(`office:value-type="time" office:time-value="19h30"`, p("19h30")), text("19h30")},
		{cell(`office:value-type="boolean" office:boolean-value="true"`, p("ĐÚNG")), Cell{Kind: Bool, Value: 1, Text: "ĐÚNG"}},
		{cell(`table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"`, p("#DIV/0!")), Cell{Kind: Error, Text: "#DIV/0!"}},
		{cell(`table:formula="of:=1/0" office:value-type="float" office:value="0"`, p("Err:502")), Cell{Kind: Error, Text: "Err:502"}},
		{cell(`table:formula="of:=[.A1]" office:value-type="float" office:value="3"`, p("3")), Cell{Kind: Number, Value: 3, Text: "3"}},
		{cell(`table:formula="of:=[.A1]"`, ""), Cell{Kind: Formula}},
		{cell(`office:value-type="float" office:value="NaN"`, p("?")), text("?")},
		{cell(``, p("không kiểu")), text("không kiểu")},
		{cell(`table:style-name="old" office:value-type="string"`, p("NguyÔn")), Cell{Kind: Text, Text: "NguyÔn", Legacy: TCVN3}},
	} {
		doc := flatODS(`<style:style style:name="base" style:family="table-cell"><style:text-properties style:font-name="F1"/></style:style>
<style:style style:name="old" style:family="table-cell" style:parent-style-name="base"/>`, "<table:table><table:table-row>"+test.cell+"</table:table-row></table:table>")
		_, sheets := readBook(t, "a.fods", []byte(doc))
		if diff := cmp.Diff([]rowSeen{{1, false, []Cell{test.want}}}, sheets[0]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.cell, diff)
		}
	}
}

func TestODSSheets(t *testing.T) {
	c := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	styles := `<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>`
	first := `<table:table table:name="Tổ &amp; xóm" table:style-name="ta1"><office:forms/><table:table-column table:number-columns-repeated="1024"/>
<table:table-header-rows><table:table-row>` + c("a") + c("b") + `</table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="2"/>` + c("c") + `</table:table-row>
<table:table-row-group table:display="false"><table:table-row>` + c("d") + `</table:table-row></table:table-row-group>
<table:table-row table:number-rows-repeated="2">` + strings.Replace(c("e"), "<table:table-cell", `<table:table-cell table:number-columns-repeated="2"`, 1) + `</table:table-row>
<table:table-row>` + strings.Replace(c("f"), "<table:table-cell", `<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"`, 1) + `<table:covered-table-cell/>` + c("g") + `</table:table-row>
<table:table-row><table:covered-table-cell table:number-columns-repeated="2"/>` + c("h") + `</table:table-row>
<table:table-row table:number-rows-repeated="1048565"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>`
	doc := flatODS(styles, first+`<table:table table:name="Ẩn" table:style-name="ta2"><table:table-row>`+c("x")+`</table:table-row></table:table>`)
	f := text("f")
	left, above, both := f, f, f
	left.Left, above.Above, both.Left, both.Above = true, true, true, true
	want := []rowSeen{
		{1, false, []Cell{text("a"), text("b")}},
		{5, true, []Cell{{}, {}, text("c")}},
		{6, true, []Cell{text("d")}},
		{7, false, []Cell{text("e"), text("e")}},
		{8, false, []Cell{text("e"), text("e")}},
		{9, false, []Cell{f, left, text("g")}},
		{10, false, []Cell{above, both, text("h")}},
	}
	for name, data := range map[string][]byte{
		"a.fods": []byte(doc),
		"a.ods":  packed(t, map[string]string{"mimetype": odsType, "content.xml": doc, "META-INF/manifest.xml": `<m:manifest xmlns:m="m"><m:file-entry m:full-path="/"/></m:manifest>`}),
	} {
		book, sheets := readBook(t, name, data)
		if diff := cmp.Diff([]Info{{Name: "Tổ & xóm", Hidden: false}, {Name: "Ẩn", Hidden: true}}, book.Sheets()); diff != "" {
			t.Errorf("%s: sheets (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(want, sheets[0]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestODSBounds: what repeats a million times costs neither memory nor time until it is asked for, and ends.
func TestODSBounds(t *testing.T) {
	row := `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="99999" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>`
	doc := flatODS("", "<table:table>"+row+row+"</table:table>")
	book, err := Open(t.Context(), "a.fods", []byte(doc), 100)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	if err := book.Rows(t.Context(), 0, func(r *Row) error {
		if rows++; rows > 100 || len(r.Cells) != maxColumns {
			return fmt.Errorf("%d cells in row %d", len(r.Cells), rows)
		}
		return nil
	}); err == nil {
		t.Errorf("%d rows", rows)
	}
}

func TestODSBroken(t *testing.T) {
	sheet := flatODS("", `<table:table><table:table-row/></table:table>`)
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"a password", packed(t, map[string]string{"mimetype": odsType, "content.xml": "?", "META-INF/manifest.xml": `<m><f><encryption-data/></f></m>`}), errPassword.Error()},
		{"a password of 2024", packed(t, map[string]string{"mimetype": odsType, "encrypted-package": "?"}), errPassword.Error()},
		{"no content", packed(t, map[string]string{"mimetype": odsType}), "bị hỏng"},
		{"half the content", packed(t, map[string]string{"mimetype": odsType, "content.xml": sheet[:len(sheet)-50]}), "bị hỏng"},
		{"half a flat one", []byte(sheet[:len(sheet)-50]), errDamaged.Error()},
		{"no sheet", []byte(flatODS("", "")), errDamaged.Error()},
		{"a text", packed(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": sheet}), errOpenText.Error()},
	} {
		if _, err := Open(t.Context(), "a.ods", test.data, 100); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
	if _, err := Open(stoppedContext(t), "a.fods", []byte(sheet), 100); !errors.Is(err, stoppedContext(t).Err()) {
		t.Errorf("a stopped context: %v", err)
	}
}

func FuzzFlatODS(f *testing.F) {
	f.Add(`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="1"><text:p>1<text:s text:c="2"/></text:p></table:table-cell></table:table-row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		checkOpened(t, "a.fods", []byte(flatODS("", `<table:table table:name="a">`+rows+`</table:table>`)))
	})
}
