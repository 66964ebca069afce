package road

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// zipped packs by gzip.
func zipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a buffer refuses nothing
	_ = w.Close()
	return b.Bytes()
}

// zstandard packs by Zstandard.
func zstandard(t testing.TB, data []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(data, nil)
}

// repacked is a .osm.pbf whose blobs are packed otherwise: by the number of the field that holds them.
func repacked(t testing.TB, file []byte, pack func(block []byte) []byte, number int) []byte {
	t.Helper()
	var out bytes.Buffer
	p := newPBFScan("map", nil)
	for r := bytes.NewReader(file); r.Len() > 0; {
		kind, size, _, err := p.header(r)
		if err != nil {
			t.Fatal(err)
		}
		blob, err := p.read(r, size)
		if err != nil {
			t.Fatal(err)
		}
		block, err := p.unpack(blob)
		if err != nil {
			t.Fatal(err)
		}
		writeBlob(&out, kind, packedAs(block, pack(block), number))
	}
	return out.Bytes()
}

// TestPacked: a map is read however it is packed.
func TestPacked(t *testing.T) {
	want := lines(t, write(t, "map", hamlet().xml()), hamletBox)
	plain, packed := hamlet().pbf(true, true, false), hamlet().xml()
	lz4Block := func(block []byte) []byte {
		out := make([]byte, lz4.CompressBlockBound(len(block)))
		n, err := lz4.CompressBlock(block, out, nil)
		if err != nil || n == 0 { // what cannot be packed stands as it is, in a form of its own
			return append([]byte{0xf0, byte(len(block) - 15)}, block...)
		}
		return out[:n]
	}
	for name, data := range map[string][]byte{
		"osm.gz": zipped(packed), "osm.pbf.gz": zipped(plain), "osm.zst": zstandard(t, packed), "gzip in two parts": append(zipped(packed[:40]), zipped(packed[40:])...),
		"osm.gz.gz": zipped(zipped(packed)), "lz4 blobs": repacked(t, plain, lz4Block, 6), "zstd blobs": repacked(t, plain, func(b []byte) []byte { return zstandard(t, b) }, 7),
	} {
		if diff := cmp.Diff(want, lines(t, write(t, "map", data), hamletBox)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAndorra: a whole country packed by bzip2, which a module that is used in tests brings.
func TestAndorra(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 40 MB of XML")
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/paulmach/osm").Output()
	path := filepath.Join(strings.TrimSpace(string(dir)), "testdata", "andorra-latest.osm.bz2")
	if _, missing := os.Stat(path); err != nil || missing != nil {
		t.Skip("the module cache has no extract of Andorra")
	}
	n, err := readNetwork(t.Context(), path, World, DefaultEvening())
	if err != nil {
		t.Fatal(err)
	}
	if len(n.ways) < 1000 {
		t.Errorf("there are %d ways", len(n.ways))
	}
}

// TestContent: what is no map is told what it is, in one line without anything of what it holds.
func TestContent(t *testing.T) {
	whole := hamlet().pbf(true, true, false)
	tests := []struct {
		name, data, want string
	}{
		{"empty.osm.pbf", "", "the file is empty"},
		{"blank.osm", " \n\t\n", "the file is empty"},
		{"map.o5m", "\xff\xe0\x04o5m2\xff\x10\x07", "osmium cat map.o5m -o map.osm.pbf"},
		{"change.o5c", "\xff\xe0\x04o5c2\xff", "a change file"},
		{"map.opl", "n17 v1 dV c0 t2020-01-01T00:00:00Z i0 u T x105.8 y21.0\n", "an OPL file"},
		{"diff.osc", `<?xml version="1.0"?><osmChange version="0.6"><create><node id="1" lat="21" lon="105"/></create></osmChange>`, "a change file (.osc), not a map"},
		{"page.osm.pbf", "<!DOCTYPE html>\n<html lang=vi><head><title>404</title>", "a web page (HTML)"},
		{"page2.osm.pbf", "\n<!-- moved --><html><body bgcolor=red>", "a web page (HTML)"},
		{"track.gpx", `<?xml version="1.0"?><gpx version="1.1"></gpx>`, "a GPX or KML file"},
		{"places.kml", `<kml xmlns="http://www.opengis.net/kml/2.2"></kml>`, "a GPX or KML file"},
		{"other.xml", `<?xml version="1.0"?><catalogue/>`, "another XML file"},
		{"roads.geojson", `{"type":"FeatureCollection","features":[]}`, "a JSON file"},
		{"answer.json", `{"version": 0.6, "generator": "Overpass API", "elements": []}`, "[out:xml]"},
		{"wide.osm", "\xff\xfe<\x00o\x00s\x00m\x00", "UTF-16"},
		{"map.osm.xz", "\xfd7zXZ\x00\x00\x04", "xz -dk map.osm.xz"},
		{"map.zip", "PK\x03\x04\x14\x00", "a ZIP archive"},
		{"map.7z", "7z\xbc\xaf\x27\x1c\x00\x04", "a packed archive"},
		{"book.pdf", "%PDF-1.7\n%\xe2\xe3", "a PDF"},
		{"tiles.mbtiles", "SQLite format 3\x00\x10", "SQLite"},
		{"hanoi.map", "mapsforge binary OSM\x00\x00", "Mapsforge"},
		{"map.osm.pbf", "version https://git-lfs.github.com/spec/v1\noid sha256:1", "git lfs pull"},
		{"list.csv", "id,lat,lon\nH1,21.03,105.85\n", "a text, not a map"},
		{"thư.txt", "Kính gửi các anh chị, đây là danh sách", "a text, not a map"},
		{"noise", "\x07\x9c\x01\x02noise", "a binary file"},
		{"film.mp4", "\x00\x00\x00\x20ftypisom", "a binary file"},
		{"photo.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", "a binary file"},
		{"broken.osm", "<osm version='0.6'>\n<node id='1' lat=&\x01\x02;'/>", "line 2 is no XML"},
		{"cut.osm", "<osm version='0.6'>\n<node id='1' lat='21", "the file is cut off"},
		{"cut2.osm", `<?xml version="1.0"?>`, "the file is cut off"},
		{"cut.osm.gz", string(zipped([]byte("<osm version='0.6'></osm>"))[:20]), "cut off"},
		{"bad.osm.gz", "\x1f\x8b\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "damaged"},
		{"deep.gz", string(zipped(zipped(zipped(zipped([]byte("<osm></osm>")))))), "packed several times over"},
		{"long.osm", "<osm><node id='" + strings.Repeat("1", 2*maxToken) + "'/></osm>", "line 1 is no XML"},
		{"cut.osm.pbf", string(whole[:len(whole)-3]), "its end is missing"},
		{"bad name\n.osm.pbf", "x", `"bad name\n.osm.pbf"`},
	}
	for _, test := range tests {
		path := filepath.Join(t.TempDir(), test.name)
		if err := os.WriteFile(path, []byte(test.data), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path, DefaultOptions())
		if err == nil {
			_, err = s.Roads(t.Context(), Walk(), hamletDoors)
		}
		switch {
		case !errors.Is(err, errFormat):
			t.Errorf("%q: %v", test.name, err)
		case !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), " / "):
			t.Errorf("%q: %v, not %s", test.name, err, test.want)
		case !utf8.ValidString(err.Error()) || strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }):
			t.Errorf("%q: %q is no line to print", test.name, err)
		}
	}
}

// withHeader is a .osm.pbf that requires some features.
func withHeader(features ...string) []byte {
	var header []byte
	for _, f := range features {
		header = field(header, 4, []byte(f))
	}
	var file bytes.Buffer
	blob(&file, "OSMHeader", header, true)
	file.Write(withoutHeader(hamlet().pbf(true, true, false)))
	return file.Bytes()
}

// withoutHeader is what follows the first blob.
func withoutHeader(file []byte) []byte {
	p := newPBFScan("map", nil)
	_, size, read, _ := p.header(bytes.NewReader(file))
	return file[read+size:]
}

// TestFeatures: a file that requires what is not known is refused by name, at once; one without a header is read.
func TestFeatures(t *testing.T) {
	if _, err := Open(write(t, "a.osm.pbf", withHeader("OsmSchema-V0.6", "DenseNodes")), DefaultOptions()); err != nil {
		t.Error(err)
	}
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"map.osm.pbf":    {withHeader("OsmSchema-V0.6", "Way.Curves\x07"), `requires the feature "Way.Curves\a"`},
		"diff.osc.pbf":   {withHeader("OsmSchema-V0.6", "HistoricalInformation"), "a change file"},
		"lzma.osm.pbf":   {repacked(t, hamlet().pbf(true, true, false), func(b []byte) []byte { return b }, 4), "LZMA"},
		"packed.osm.pbf": {repacked(t, hamlet().pbf(true, true, false), func(b []byte) []byte { return b }, 9), "unknown way"},
		"lz4.osm.pbf":    {repacked(t, hamlet().pbf(true, true, false), func(b []byte) []byte { return b }, 6), "download it again"},
		"zstd.osm.pbf":   {repacked(t, hamlet().pbf(true, true, false), func(b []byte) []byte { return b }, 7), "download it again"},
	} {
		if _, err := Open(write(t, name, test.data), DefaultOptions()); !errors.Is(err, errFormat) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, not %s", name, err, test.want)
		}
	}
	if got := lines(t, write(t, "map", withoutHeader(hamlet().pbf(true, true, false))), hamletBox); len(got) != 3 {
		t.Errorf("without a header there are %d lines", len(got))
	}
}

// TestLocationsOnWays: a file whose ways have the places of their nodes, which it leaves out but for those with
// tags, has the same roads, and so has it in XML.
func TestLocationsOnWays(t *testing.T) {
	m := park()
	m.nodes[1].tags = []string{"barrier", "gate", "locked", "yes"}
	want := told(t, mapOf(t, m.pbf(true, true, false)), World, 0)
	full := lines(t, write(t, "map", m.pbf(true, true, false)), hamletBox)
	for name, data := range map[string][]byte{"pbf": m.placed().pbf(true, true, false), "xml": m.placed().xml()} {
		path := write(t, "map", data)
		if diff := cmp.Diff(full, lines(t, path, hamletBox)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(want, told(t, mapOf(t, data), World, 0)); diff != "" {
			t.Errorf("the map, %s: %s", name, diff)
		}
		n, err := readNetwork(t.Context(), path, hamletBox, DefaultEvening())
		if err != nil {
			t.Fatal(err)
		}
		gates := 0
		for _, p := range n.pass {
			if p != (passing{}) {
				gates++
			}
		}
		if gates != 1 {
			t.Errorf("%s: %d gates", name, gates)
		}
		found, err := Elements(t.Context(), path, hamletBox, []string{"name"}, named)
		if err != nil || len(found) != 5 {
			t.Errorf("%s: %d elements, %v", name, len(found), err)
		}
	}
}

func mapOf(t *testing.T, data []byte) *Map {
	t.Helper()
	m, err := readMap(context.Background(), write(t, "map", data), hamletBox)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestHistory: of several versions of an element the newest counts, and what it deletes is gone; in JOSM's files too.
func TestHistory(t *testing.T) {
	m := hamlet()
	m.nodes = append([]mapNode{{1, 21.5, 105.5, nil}}, m.nodes...) // where node 1 was at first
	street := m.ways[0]
	m.ways = []mapWay{
		{10, []int64{1, 7}, []string{"highway", "residential", "name", "Tên cũ"}}, street, m.ways[1], m.ways[1], m.ways[2],
		{14, []int64{1, 7}, []string{"highway", "residential", "name", "Đường bỏ"}}, {14, nil, nil},
	}
	m.versions = map[string]string{"n0": "1", "n1": "2", "w0": "1", "w1": "2", "w2": "1", "w3": "2-", "w4": "1", "w5": "3", "w6": "4-"}
	want := lines(t, write(t, "map", hamlet().xml()), hamletBox)
	want = append(want[:1], want[2]) // without the steps
	for name, data := range map[string][]byte{"h.osh.pbf": m.pbf(true, true, false), "nodes by themselves": m.pbf(false, true, false), "h.osh": m.xml()} {
		if diff := cmp.Diff(want, lines(t, write(t, name, data), hamletBox)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	josm := strings.Replace(string(hamlet().xml()), `<way id="11"`, `<way id="11" action="delete" visible="true" version="3"`, 1)
	josm = strings.ReplaceAll(strings.ReplaceAll(josm, `"7"`, `"-7"`), `<node id="-7"`, `<node id="-7" action="modify"`)
	if diff := cmp.Diff(want, lines(t, write(t, "map", []byte(josm)), hamletBox)); diff != "" {
		t.Errorf("JOSM: %s", diff)
	}
	older := strings.Replace(string(hamlet().xml()), `<way id="11">`, `<way id="11" version="3" visible="false"/><way id="11" version="2">`, 1)
	if diff := cmp.Diff(want, lines(t, write(t, "map", []byte(older)), hamletBox)); diff != "" {
		t.Errorf("an older version behind: %s", diff)
	}
}

// TestRelationsAnywhere: a turn is minded wherever in the file its relation stands.
func TestRelationsAnywhere(t *testing.T) {
	m := shortcutMap([]string{"highway", "residential"}, nil, turnOver(4, "restriction", "no_straight_on"))
	plain := m.pbf(true, true, false)
	p := newPBFScan("map", nil)
	var blobs [][]byte
	for rest := plain; len(rest) > 0; {
		_, size, read, err := p.header(bytes.NewReader(rest))
		if err != nil {
			t.Fatal(err)
		}
		blobs, rest = append(blobs, rest[:read+size]), rest[read+size:]
	}
	if len(blobs) != 4 {
		t.Fatalf("there are %d blobs", len(blobs))
	}
	for _, order := range [][]int{{0, 1, 2, 3}, {0, 3, 1, 2}, {0, 1, 3, 2}, {0, 2, 1, 3}, {0, 3, 2, 1}, {1, 2, 3}} {
		var file []byte
		for _, i := range order {
			file = append(file, blobs[i]...)
		}
		if got, _ := streetsOf(t, write(t, "map", file), Motorbike(), startAndEnd); got != long {
			t.Errorf("in the order %v it goes by %s", order, got)
		}
	}
	var mixed bytes.Buffer // ways and relations in one block
	mixed.Write(blobs[0])
	mixed.Write(blobs[1])
	blob(&mixed, "OSMData", m.block(func(b *stringIndex) []byte { return append(m.wayGroup(b), m.relationGroup(b)...) }), true)
	if got, _ := streetsOf(t, write(t, "map", mixed.Bytes()), Motorbike(), startAndEnd); got != long {
		t.Errorf("in one block it goes by %s", got)
	}
}
