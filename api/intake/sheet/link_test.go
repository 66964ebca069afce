package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// linksOf are the links of a book's first sheet, by row and column.
func linksOf(t *testing.T, name string, data []byte) string {
	t.Helper()
	book, err := Open(t.Context(), name, data, 1000)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer book.Close()
	var b strings.Builder
	if err := book.Rows(t.Context(), 0, func(r *Row) error {
		for i := range r.Cells {
			if c := &r.Cells[i]; c.Link != "" {
				fmt.Fprintf(&b, "%d.%d %s\n", r.Line, i, c.Link)
			}
		}
		return nil
	}); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b.String()
}

const mapLink = "https://maps.example/?q=21.0285,105.8542"

// TestLinks: what a click on a cell opens is given beside what it shows.
func TestLinks(t *testing.T) {
	want := "2.1 " + mapLink + "\n"
	for name, data := range map[string]string{
		"page.html": `<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td><a href="` + mapLink + `">Xem</a></td></tr></table>`,
		"book.xml": `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>` +
			`<Row><Cell><Data ss:Type="String">A</Data></Cell></Row><Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell ss:HRef="` + mapLink + `"><Data ss:Type="String">Xem</Data></Cell></Row></Table></Worksheet></Workbook>`,
		"book.fods": `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="t" xmlns:text="x" xmlns:xlink="l"><office:body><office:spreadsheet><table:table table:name="S">` +
			`<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>` +
			`<table:table-cell><text:p><text:a xlink:href="` + mapLink + `">Xem</text:a></text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>`,
	} {
		if diff := cmp.Diff(want, linksOf(t, name, []byte(data))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestXLSXLinks: of cells, of areas, of formulas, of places within the workbook, and without an address.
func TestXLSXLinks(t *testing.T) {
	rows := xlsxGrid("ab", "cd", ".e") + `<row r="4"><c r="A4" t="str"><f>HYPERLINK("` + mapLink + `","Xem")</f><v>Xem</v></c><c r="B4" t="str"><f>HYPERLINK(C4,"Xem")</f><v>Xem</v></c></row>`
	tail := xlsxMerge("A2:A3") + `<hyperlinks><hyperlink ref="B1" r:id="rId1"/><hyperlink ref="A2:B2" r:id="rId2"/><hyperlink ref="A1" location="S!A1"/><hyperlink ref="A3" r:id="rId9"/></hyperlinks>`
	parts := xlsxParts(rows, tail)
	parts["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="rId1" Type="t/hyperlink" Target="` + mapLink + `" TargetMode="External"/><Relationship Id="rId2" Type="t/hyperlink" Target="geo:21,105" TargetMode="External"/></Relationships>`
	want := "1.1 " + mapLink + "\n2.0 geo:21,105\n2.1 geo:21,105\n3.0 geo:21,105\n4.0 " + mapLink + "\n"
	if diff := cmp.Diff(want, linksOf(t, "book.xlsx", xlsxZip(t, parts))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBIFFLinks: a link with a name, one whose address is a file's, and one that is cut.
func TestBIFFLinks(t *testing.T) {
	address := wide(mapLink + "\x00")
	guid := "\xe0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b"
	book := biffBook(0x0600, nil, func(w *biffWriter) {
		for column := range uint16(3) {
			w.record(recLabel, uint16(0), column, uint16(0), uint16(3), "\x00Xem")
		}
		w.record(recHLink, uint16(0), uint16(0), uint16(0), uint16(0), [16]byte{}, uint32(2), uint32(0x11), uint32(4), wide("Xem\x00"), guid, uint32(len(address)), address)
		w.record(recHLink, uint16(0), uint16(0), uint16(1), uint16(1), [16]byte{}, uint32(2), uint32(0x01), "\x03\x03", [40]byte{})
		w.record(recHLink, uint16(0), uint16(0), uint16(2), uint16(2), [16]byte{}, uint32(2), uint32(0x01), guid, uint32(len(address)), address[:10])
	})
	if diff := cmp.Diff("1.0 "+mapLink+"\n", linksOf(t, "book.xls", compound(map[string][]byte{"Workbook": book}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
