package sheet

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const kmlHead = `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Bản đồ</name><description>của phường</description><Style id="s"><IconStyle/></Style>`

func TestKML(t *testing.T) {
	doc := kmlHead + `
<Folder><name>Hộ dân</name>
<Placemark><name>H1</name><description><![CDATA[Mã hộ: H1<br>Số người: 2]]></description><styleUrl>#s</styleUrl>
<ExtendedData><Data name="Mã hộ"><displayName>x</displayName><value>H1</value></Data><Data name="Số người"><value>2</value></Data></ExtendedData>
<Point><coordinates>
 105.83310,21.02600,0
</coordinates></Point></Placemark>
<Placemark><name>H2</name><description>nhà có &lt;b&gt;chó&lt;/b&gt;&lt;br/&gt;gọi trước</description><address>12 Ngõ Thử</address>
<ExtendedData><SchemaData><SimpleData name="Ghi chú">tầng 2</SimpleData></SchemaData></ExtendedData>
<MultiGeometry><Point><coordinates>105.8,21</coordinates></Point></MultiGeometry></Placemark>
<Placemark><name>Tuyến</name><LineString><coordinates>105,21 106,22</coordinates></LineString></Placemark>
</Folder>
<Folder><name>Trống</name></Folder>
<Folder><name>Đội</name><Folder><name>Con</name><Placemark><name>T1</name><phoneNumber>0912345678</phoneNumber><Point><coordinates>105.5,21.5</coordinates></Point></Placemark></Folder></Folder>
<Placemark><name>Lẻ</name></Placemark>
</Document></kml>`
	want := [][][]string{
		{{"name"}, {"Lẻ"}},
		{
			{"name", "description", "address", "Mã hộ", "Số người", "Ghi chú", "coordinates"},
			{"H1", "", "", "H1", "2", "", "21.02600, 105.83310"},
			{"H2", "nhà có chó\ngọi trước", "12 Ngõ Thử", "", "", "tầng 2", "21, 105.8"},
			{"Tuyến"},
		},
		{{"name", "phone", "coordinates"}, {"T1", "0912345678", "21.5, 105.5"}},
	}
	want[0][0] = append(want[0][0], "coordinates")
	for name, data := range map[string][]byte{
		"a.kml": []byte(doc), "a.kmz": packed(t, map[string]string{"doc.kml": doc, "images/a.png": "x", "b.kml": "?"}),
		"b.kmz": packed(t, map[string]string{"files/b.kml": doc}),
	} {
		book, sheets := readBook(t, name, data)
		var got [][][]string
		for _, rows := range sheets {
			got = append(got, texts(rows))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff([]Info{{Name: "Bản đồ"}, {Name: "Hộ dân"}, {Name: "Con"}}, book.Sheets()); diff != "" {
			t.Errorf("%s: sheets (-want +got):\n%s", name, diff)
		}
		if remarks := strings.Join(book.Remarks(), ""); !strings.Contains(remarks, "1 đường hoặc vùng") {
			t.Errorf("%s: remarks %q", name, remarks)
		}
	}
}

func TestKMLWithoutPlaces(t *testing.T) {
	for doc, want := range map[string]error{
		kmlHead + "</Document></kml>": errNoPlaces,
		kmlHead + "<NetworkLink><Link><href>x</href></Link></NetworkLink></Document></kml>":       errLinkedMap,
		kmlHead + "<Placemark><Point><coordinates>1</coordinates></Point></Placemark></Document>": errDamaged,
	} {
		if _, err := Open(t.Context(), "a.kml", []byte(doc), 100); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", doc[len(kmlHead):], err, want)
		}
	}
}

func FuzzKML(f *testing.F) {
	f.Add(`<Folder><name>a</name><Placemark><name>b</name><description>a&lt;b&gt;</description><ExtendedData><Data name="c"><value>d</value></Data></ExtendedData><Point><coordinates>105,21</coordinates></Point></Placemark></Folder>`)
	f.Fuzz(func(t *testing.T, places string) { checkOpened(t, "a.kml", []byte(kmlHead+places+"</Document></kml>")) })
}
