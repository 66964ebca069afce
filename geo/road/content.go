package road

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"
)

// errFormat is wrapped by the errors of files that are not what they should be.
var errFormat = errors.New("không đọc được như bản đồ OpenStreetMap / not a readable OpenStreetMap file")

// content is what a file holds, by its beginning. Those that are no map are told what they are, and what
// to do next.
type content struct{ vietnamese, english, step string }

// convert is the next step for other forms of the same data, with the file's name in it twice.
const convert = "đổi / convert: osmium cat %[1]s -o %[2]s.osm.pbf"

// fetchMap is that for what is no such data.
const fetchMap = "bản đồ / maps: https://download.geofabrik.de/asia/vietnam-latest.osm.pbf"

// What can be read.
var (
	pbfContent   = &content{}
	xmlContent   = &content{}
	gzipContent  = &content{}
	bzip2Content = &content{}
	zstdContent  = &content{}
)

// What cannot.
var (
	emptyContent   = &content{"tệp rỗng", "the file is empty", fetchMap}
	o5mContent     = &content{"tệp o5m", "an o5m file", convert}
	oplContent     = &content{"tệp OPL", "an OPL file", convert}
	changeContent  = &content{"tệp thay đổi (.osc), không phải bản đồ", "a change file (.osc), not a map", "áp dụng / apply: osmium apply-changes MAP.osm.pbf %[1]s -o %[2]s.osm.pbf"}
	htmlContent    = &content{"trang web (HTML), không phải bản đồ: tải lại", "a web page (HTML), not a map: download again", fetchMap}
	geoJSONContent = &content{"tệp JSON, không phải bản đồ", "a JSON file, not a map", fetchMap}
	overpass       = &content{"câu trả lời JSON của Overpass: hỏi lại với [out:xml]", "an Overpass answer in JSON: ask again with [out:xml]", fetchMap}
	trackContent   = &content{"tệp GPX hoặc KML, không phải bản đồ", "a GPX or KML file, not a map", fetchMap}
	xmlOther       = &content{"tệp XML khác, không phải bản đồ", "another XML file, not a map", fetchMap}
	utf16Content   = &content{"tệp chữ UTF-16: lưu lại bằng UTF-8", "a text in UTF-16: save it as UTF-8", fetchMap}
	xzContent      = &content{"tệp nén xz: giải nén trước", "packed by xz: unpack it first", "giải nén / unpack: xz -dk %[1]s"}
	zipContent     = &content{"tệp ZIP: giải nén, rồi dùng tệp .osm.pbf bên trong", "a ZIP archive: unpack it, and take the .osm.pbf in it", fetchMap}
	archiveContent = &content{"tệp nén: giải nén trước", "a packed archive: unpack it first", fetchMap}
	packedContent  = &content{"tệp nén nhiều lớp: giải nén trước", "packed several times over: unpack it first", fetchMap}
	pdfContent     = &content{"tệp PDF, không phải bản đồ", "a PDF, not a map", fetchMap}
	sqliteContent  = &content{"cơ sở dữ liệu SQLite (MBTiles, GeoPackage)", "an SQLite database (MBTiles, GeoPackage)", fetchMap}
	mapsforge      = &content{"bản đồ Mapsforge, chỉ để xem", "a Mapsforge map, to look at only", fetchMap}
	lfsContent     = &content{"con trỏ Git LFS, không phải bản đồ: chạy git lfs pull", "a Git LFS pointer, not the map: run git lfs pull", fetchMap}
	textContent    = &content{"tệp chữ, không phải bản đồ", "a text, not a map", fetchMap}
	binaryContent  = &content{"tệp nhị phân lạ, không phải .osm.pbf", "a binary file of another kind, no .osm.pbf", fetchMap}
	damaged        = &content{"tệp nén bị hỏng hoặc bị cắt: tải lại", "packed, and damaged or cut off: download again", fetchMap}
)

// sniffed is how many bytes tell what a file is.
const sniffed = 512

// beginnings tells the kinds of files that begin with certain bytes.
var beginnings = []struct {
	bytes string
	is    *content
}{
	{"\x1f\x8b", gzipContent}, {"BZh", bzip2Content}, {"\x28\xb5\x2f\xfd", zstdContent}, {"\xfd7zXZ", xzContent},
	{"PK\x03\x04", zipContent}, {"7z\xbc\xaf\x27\x1c", archiveContent}, {"Rar!", archiveContent}, {"\x04\x22\x4d\x18", archiveContent},
	{"\xff\xe0\x04o5m", o5mContent}, {"\xff\xe0\x04o5c", changeContent}, {"%PDF", pdfContent}, {"SQLite format 3", sqliteContent},
	{"mapsforge binary OSM", mapsforge}, {"version https://git-lfs", lfsContent}, {"\xff\xfe", utf16Content}, {"\xfe\xff", utf16Content},
}

// contentOf tells what begins with start: as many bytes as the file has, or [sniffed].
func contentOf(start []byte) *content {
	if len(start) == 0 {
		return emptyContent
	}
	for _, b := range beginnings {
		if bytes.HasPrefix(start, []byte(b.bytes)) {
			return b.is
		}
	}
	if start[0] == 0 { // the length of a blob's header, which is short
		if len(start) < 4 || start[1] == 0 && bytes.Contains(start, []byte("OSM")) {
			return pbfContent
		}
		return binaryContent
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(text) == 0:
		return emptyContent
	case text[0] == '<':
		return rootContent(rootOf(text))
	case notText(start):
		return binaryContent
	case text[0] == '{' && bytes.Contains(text, []byte(`"elements"`)) || bytes.Contains(text, []byte("osm3s")):
		return overpass
	case text[0] == '{' || text[0] == '[':
		return geoJSONContent
	case opl(text):
		return oplContent
	}
	return textContent
}

// rootOf is the name of the first element of an XML text; empty where that is not in the beginning given.
func rootOf(text []byte) string {
	for {
		_, after, found := bytes.Cut(text, []byte("<"))
		if !found || len(after) == 0 {
			return ""
		}
		end := []byte(">")
		switch {
		case bytes.HasPrefix(after, []byte("!--")):
			end = []byte("-->")
		case after[0] != '!' && after[0] != '?':
			if n := bytes.IndexAny(after, " \t\r\n/>"); n >= 0 {
				return string(after[:n])
			}
			return ""
		}
		if _, text, found = bytes.Cut(after, end); !found {
			return ""
		}
	}
}

// rootContent tells an XML file by its first element, if that is known.
func rootContent(element string) *content {
	switch strings.ToLower(element) {
	case "osm", "":
		return xmlContent
	case "osmchange", "diff":
		return changeContent
	case "html", "head", "body":
		return htmlContent
	case "gpx", "kml":
		return trackContent
	}
	return xmlOther
}

// notText says whether a beginning is no text: it has a control character, or is no UTF-8 apart from a letter that is
// cut off at its end.
func notText(start []byte) bool {
	for len(start) > 0 {
		r, size := utf8.DecodeRune(start)
		if r == utf8.RuneError && size == 1 {
			return len(start) >= utf8.UTFMax || utf8.FullRune(start)
		}
		if r < ' ' && !strings.ContainsRune("\t\r\n\f", r) {
			return true
		}
		start = start[size:]
	}
	return false
}

// opl says whether a text begins with an object in the form of OPL: "n17 v1 dV ...".
func opl(text []byte) bool {
	word, rest, _ := bytes.Cut(text, []byte(" "))
	if len(word) < 2 || !strings.ContainsRune("nwr", rune(word[0])) || len(rest) == 0 {
		return false
	}
	_, err := strconv.ParseInt(string(word[1:]), 10, 64)
	return err == nil && strings.ContainsRune("vdctiuTxyNM", rune(rest[0]))
}

// refuse is the error for a file that holds something that cannot be read.
func refuse(name string, c *content) error {
	step := c.step
	if strings.Contains(step, "%[1]s") {
		stem, _, _ := strings.Cut(name, ".")
		step = fmt.Sprintf(step, shown(name), shown(stem))
	}
	return fmt.Errorf("%w: %s: %s / %s (%s)", errFormat, shown(name), c.vietnamese, c.english, step)
}

// refuseAs is that with words of its own for a file of a readable kind.
func refuseAs(name, vietnamese, english string) error {
	return refuse(name, &content{vietnamese, english, fetchMap})
}

// shown is a file's name as it may be printed.
func shown(name string) string {
	name = filepath.Base(name)
	if quoted := strconv.Quote(name); quoted != `"`+name+`"` || strings.Contains(name, " ") {
		return quoted
	}
	return name
}

// sniffPBF refuses a .osm.pbf by its header: one that asks for what this program does not know.
func sniffPBF(f *os.File) error {
	p := newPBFScan(filepath.Base(f.Name()), nil)
	kind, size, read, err := p.header(io.NewSectionReader(f, 0, 4+maxBlobHeader))
	if err == nil && kind == headerBlob {
		err = p.at(f, blobAt{kind, read, size}, everything)
	}
	return again(f.Name(), err)
}

// sniffFile refuses a file whose beginning says that it is no map, so that it is told before anything is planned.
func sniffFile(f *os.File) error {
	start := make([]byte, sniffed)
	n, _ := f.ReadAt(start, 0) // what cannot be read is told by whoever reads it
	switch c := contentOf(start[:n]); c {
	case pbfContent:
		return sniffPBF(f)
	case xmlContent, gzipContent, bzip2Content, zstdContent:
		return nil
	default:
		return refuse(f.Name(), c)
	}
}
