package intake

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestBounds(t *testing.T) {
	for _, test := range []struct {
		size, rows int
		want       bounds
	}{
		{1 << 10, AnyRows, bounds{minUnzipped, minElements + rowElements<<40}},
		{1 << 20, AnyRows, bounds{unzipRatio << 20, minElements + rowElements<<40}},
		{64 << 20, AnyRows, bounds{maxUnzipped, minElements + rowElements<<40}},
		{64 << 20, 0, bounds{minUnzipped, minElements}},
		{64 << 20, 100_000, bounds{minUnzipped + 100_000*rowUnzipped, minElements + 100_000*rowElements}},
		{1 << 10, 100_000, bounds{minUnzipped, minElements + 100_000*rowElements}},
	} {
		if got := boundsOf(test.size, test.rows); got != test.want {
			t.Errorf("%d bytes, %d rows: %+v, want %+v", test.size, test.rows, got, test.want)
		}
	}
}

func TestElementCounter(t *testing.T) {
	const cells = `<row r="1"><c r="A1"><v>1</v></c><x:c><x:f>A1</x:f></x:c><c><is><t>a</t></is></c></row>`
	for _, test := range []struct {
		text         string
		sheet, other int64
	}{
		{cells, 0, 8},
		{`<?xml version="1.0"?><sst><si/><si><t>a &lt; b</t></si><x:si ></x:si></sst>`, 4, 5},
		{`<rowBreaks/><cols/><vx/><!-- no element -->`, 3, 3},
		{"<c\n/><c\t></c>", 0, 2},
		{"<\x00c\x00>\x00", 1, 1}, // UTF-16, of which every element counts
		{"< <", 1, 1},
	} {
		for sheet, want := range map[bool]int64{true: test.sheet, false: test.other} {
			whole, bytewise := elementCounter{sheet: sheet}, elementCounter{sheet: sheet}
			if _, err := whole.Write([]byte(test.text)); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(&bytewise, iotest.OneByteReader(strings.NewReader(test.text))); err != nil {
				t.Fatal(err)
			}
			if whole.count != want || bytewise.count != want {
				t.Errorf("%q, of a sheet %t: %d at once, %d byte by byte, want %d", test.text, sheet, whole.count, bytewise.count, want)
			}
		}
	}
}

// withShared adds a part of shared strings to a workbook's.
func withShared(parts map[string]string, strs string) map[string]string {
	const rels = "xl/_rels/workbook.xml.rels"
	parts["xl/sharedStrings.xml"] = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + strs + `</sst>`
	parts[rels] = strings.Replace(parts[rels], "</Relationships>",
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`, 1)
	return parts
}

// TestSharedStringsBomb: a small workbook whose texts would take hundreds of megabytes is refused by a
// reader with a bound, and one with as many texts as its rows can have is not.
func TestSharedStringsBomb(t *testing.T) {
	rows := sheetRow(1, "id", "lat", "lon") + sheetRow(2, "A", "21", "105")
	_, _, err := Reader{MaxRows: 1000}.Households(t.Context(), "a.xlsx", zipOf(t, withShared(sheetParts(rows), strings.Repeat("<si/>", 200_000))))
	if err == nil || inEnglish(t, err) != "a.xlsx: the XLSX workbook has more than 112000 texts and other parts" {
		t.Errorf("a bomb: %v", err)
	}

	const n = 1000
	var sheet, texts strings.Builder
	sheet.WriteString(sheetRow(1, "id", "lat", "lon", "name", "address", "note"))
	for i := range n {
		fmt.Fprintf(&sheet, `<row r="%d"><c t="inlineStr"><is><t>H%d</t></is></c><c><v>21</v></c><c><v>105</v></c>`, i+2, i)
		for k := range 3 {
			fmt.Fprintf(&sheet, `<c t="s"><v>%d</v></c>`, 3*i+k)
			fmt.Fprintf(&texts, "<si><t>chữ %d</t></si>", 3*i+k)
		}
		sheet.WriteString("</row>")
	}
	list, rejected, err := Reader{MaxRows: n}.Households(t.Context(), "a.xlsx", zipOf(t, withShared(sheetParts(sheet.String()), texts.String())))
	if err != nil || len(list) != n || len(rejected) != 0 || list[n-1].Note != "chữ 2999" {
		t.Errorf("a list: %d households, %d rejected, %v", len(list), len(rejected), err)
	}
}

func BenchmarkCheckZip(b *testing.B) {
	data := workbookOf(b, policeCSV(20_000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := boundsOf(len(data), AnyRows).check(b.Context(), data); err != nil {
			b.Fatal(err)
		}
	}
}
