package sheet

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNamed: what is no list says what it is and what to do, in one line.
func TestNamed(t *testing.T) {
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"a.csv", nil, errEmptyFile},
		{"a.csv", []byte(" \r\n\t\n"), errEmptyFile},
		{"a.pdf", []byte("%PDF-1.7\n"), errPDF},
		{"a.jpg", []byte("\xff\xd8\xff\xe0\x00\x10JFIF"), errPicture},
		{"a.png", []byte("\x89PNG\r\n\x1a\n"), errPicture},
		{"a.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00"), errPicture},
		{"a.webp", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), errPicture},
		{"a.bmp", []byte("BM\x36\x00\x0c\x00\x00\x00\x00\x00"), errPicture},
		{"a.mp4", []byte("\x00\x00\x00\x18ftypmp42\x00\x00"), errMedia},
		{"a.wav", []byte("RIFF\x00\x00\x00\x00WAVEfmt "), errMedia},
		{"a.docx", packed(t, map[string]string{"[Content_Types].xml": "", "word/document.xml": ""}), errWord},
		{"a.pptx", packed(t, map[string]string{"[Content_Types].xml": "", "ppt/presentation.xml": ""}), errSlides},
		{"a.xlsb", packed(t, map[string]string{"[Content_Types].xml": "", "xl/workbook.bin": ""}), errXLSB},
		{"a.numbers", packed(t, map[string]string{"Index/Document.iwa": ""}), errNumbers},
		{"a.pages", packed(t, map[string]string{"Index.zip": ""}), errNumbers},
		{"a.zip", packed(t, map[string]string{"danh sách.xlsx": "PK"}), errArchive},
		{"a.epub", packed(t, map[string]string{"mimetype": "application/epub+zip"}), errArchive},
		{"a.rar", []byte("Rar!\x1a\x07\x01\x00"), errArchive},
		{"a.7z", []byte("7z\xbc\xaf\x27\x1c\x00\x04"), errArchive},
		{"a.xlsx", []byte("PK\x03\x04\x14\x00\x06\x00"), errDamaged},
		{"a.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"), errDamaged},
		{"a.xls", []byte("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"), errAncientExcel},
		{"a.doc", compound(map[string][]byte{"WordDocument": nil}), errWord},
		{"a.ppt", compound(map[string][]byte{"PowerPoint Document": nil}), errSlides},
		{"a.xlsx", compound(map[string][]byte{"EncryptedPackage": nil}), errPassword},
		{"a.msg", compound(map[string][]byte{"__properties_version1.0": nil}), errNotExcelOLE},
		{"a.rtf", []byte(`{\rtf1\ansi`), errRTF},
		{"a.url", []byte("[InternetShortcut]\r\nURL=https://docs.google.com/x"), errShortcut},
		{"a.gsheet", []byte(`{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}`), errShortcut},
		{"a.csv", []byte(`{"type": "FeatureCollection", "features": []}`), errJSON},
		{"a.slk", []byte("ID;PWXL;N;E\r\nB;Y2;X2\r\nC;Y1;X1;K\"a\"\r\nE\r\n"), errSYLK},
		{"a.db", []byte("SQLite format 3\x00\x10"), errDatabase},
		{"a.html", []byte("<!DOCTYPE html><html><body><p>Đăng nhập</p></body></html>"), errNoTable},
		{"a.xls", []byte("<html><table><tr><td> </td></tr></table></html>"), errNoTable},
		{"a.gpx", []byte(`<?xml version="1.0"?><gpx version="1.1"><wpt lat="21" lon="105"/></gpx>`), errGPX},
		{"a.xml", []byte(`<?xml version="1.0"?><rows><row/></rows>`), errOtherXML},
		{"a.xml", []byte(`<?xml version="1.0"?><w:wordDocument xmlns:w="w"/>`), errWord},
		{"a.csv", []byte("\x00\x01\x02\x03\x04\x05\x06\x07"), errBinary},
		{"a.csv.gz", zipped(t, zipped(t, []byte("id,lat\n"))), errArchive},
		{"a.csv.gz", zipped(t, []byte("id,lat\n"))[:12], errDamaged},
		{"a.csv.gz", zipped(t, make([]byte, 20<<20)), errTooLarge},
	} {
		_, err := Open(t.Context(), test.name, test.data, 100)
		if !errors.Is(err, test.want) {
			t.Errorf("%s, %.20q: %v, want %v", test.name, test.data, err, test.want)
			continue
		}
		checkOneLine(t, err.Error())
		switch test.want {
		case errDamaged, errTooLarge:
		default:
			if !errors.Is(err, ErrNotSheet) {
				t.Errorf("%s is no ErrNotSheet", test.name)
			}
		}
	}
}

func zipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNotNamed: lists that look like something else are read.
func TestNotNamed(t *testing.T) {
	for _, test := range []struct{ name, text, first string }{
		{"a.csv", "ID;Phone\nC;1\n", "ID"},
		{"a.csv", "[Tổ 1] An, Bình\n[Tổ 2] Chi\n", "[Tổ 1] An"},
		{"a.csv", "{id},lat\nA,21\n", "{id}"},
		{"a.csv", "<id>,lat\nA,21\n", "<id>"},
		{"a.csv", "BM,lat\nA,21\n", "BM"},
		{"a.csv", "From,To\nmultipart/related,1\n", "From"},
		{"a.xlsx", "id,lat\nA,21\n", "id"},
		{"a.xls", "Thông báo <table><tr><td>id</table>", "id"},
		{"a.csv", "ghi chú,<table>\nA,21\n", "ghi chú"},
		{"a.CSV.GZ", string(zipped(t, []byte("id,lat\n"))), "id"},
	} {
		_, sheets := readBook(t, test.name, []byte(test.text))
		if diff := cmp.Diff(test.first, sheets[0][0].Cells[0].Text); diff != "" {
			t.Errorf("%s (-want +got):\n%s", strings.TrimSpace(test.text), diff)
		}
	}
}
