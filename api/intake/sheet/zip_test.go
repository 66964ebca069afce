package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
)

func TestBounds(t *testing.T) {
	for _, test := range []struct {
		size, rows int
		want       bounds
	}{
		{1 << 10, anyRows, bounds{minUnzipped, minElements + rowElements<<40}},
		{1 << 20, anyRows, bounds{unzipRatio << 20, minElements + rowElements<<40}},
		{64 << 20, anyRows, bounds{maxUnzipped, minElements + rowElements<<40}},
		{64 << 20, 0, bounds{minUnzipped, minElements}},
		{64 << 20, -1, bounds{minUnzipped, minElements}},
		{64 << 20, 100_000, bounds{minUnzipped + 100_000*rowUnzipped, minElements + 100_000*rowElements}},
		{1 << 10, 100_000, bounds{minUnzipped, minElements + 100_000*rowElements}},
	} {
		if got := boundsOf(test.size, test.rows); got != test.want {
			t.Errorf("%d bytes, %d rows: %+v, want %+v", test.size, test.rows, got, test.want)
		}
	}
}

// TestZipBombs refuses parts that unpack, or claim to unpack, to far more than they are, and those that are of
// another size than they claim.
func TestZipBombs(t *testing.T) {
	parts := xlsxParts(xlsxOne)
	parts["xl/media/image1.xml"] = strings.Repeat(" ", minUnzipped+1)
	const tooLarge = "the XLSX workbook unpacks to more than 16 MiB"
	if _, err := xlsxShow(t, xlsxZip(t, parts), 0); xlsxInEnglish(t, err) != tooLarge {
		t.Errorf("a bomb: %v", err)
	}
	parts = xlsxParts(xlsxOne)
	for i := range 17 {
		parts[fmt.Sprintf("xl/media/image%d.xml", i)] = strings.Repeat(" ", 1<<20)
	}
	if _, err := xlsxShow(t, xlsxZip(t, parts), 0); xlsxInEnglish(t, err) != tooLarge {
		t.Errorf("a bomb in pieces: %v", err)
	}
	for claim, want := range map[uint64]string{1 << 10: xlsxBroken, 1 << 22: xlsxBroken, 1 << 62: strings.Replace(tooLarge, "16", "100", 1), 1 << 63: strings.Replace(tooLarge, "16", "100", 1)} {
		if rows, err := xlsxShow(t, xlsxLiar(t, claim), 0); xlsxInEnglish(t, err) != want || len(rows) > 0 {
			t.Errorf("a part of 1 MiB that claims %d bytes: %v, %v", claim, rows, err)
		}
	}
}

// xlsxLiar is a workbook whose sheet of 1 MiB claims another size.
func xlsxLiar(t *testing.T, claim uint64) []byte {
	t.Helper()
	var buffer bytes.Buffer
	w := zip.NewWriter(&buffer)
	for name, content := range xlsxParts(xlsxOne, strings.Repeat(" ", 1<<20)) {
		header := &zip.FileHeader{Name: name, CRC32: crc32.ChecksumIEEE([]byte(content)), CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content))}
		if strings.Contains(name, "sheet1") || claim == 1<<63 && strings.Contains(name, "styles") {
			header.UncompressedSize64 = claim
		}
		part, err := w.CreateRaw(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// TestTooManyElements refuses a small workbook whose texts, styles, sheets or merged cells would take hundreds of
// megabytes, and takes one with as many texts as its rows can have.
func TestTooManyElements(t *testing.T) {
	open := func(rows int, change func(parts map[string]string)) error {
		parts := xlsxParts(xlsxOne)
		change(parts)
		book, err := openXLSX(t.Context(), xlsxZip(t, parts), rows)
		if err == nil {
			defer book.Close()
			_, err = xlsxShowBook(t.Context(), book, 0)
		}
		return err
	}
	many := strings.Repeat
	for name, change := range map[string]func(parts map[string]string){
		"texts": func(p map[string]string) { p["xl/sharedStrings.xml"] = `<sst>` + many("<si/>", 60_000) + `</sst>` },
		"styles": func(p map[string]string) {
			p["xl/styles.xml"] = `<styleSheet><cellXfs>` + many("<xf/>", 120_000) + `</cellXfs></styleSheet>`
		},
		"sheets": func(p map[string]string) {
			p["xl/workbook.xml"] = `<workbook><sheets>` + many("<sheet/>", 120_000) + `</sheets></workbook>`
		},
		"links": func(p map[string]string) {
			p["xl/_rels/workbook.xml.rels"] = `<Relationships>` + many("<Relationship/>", 120_000) + `</Relationships>`
		},
		"merges": func(p map[string]string) {
			p["xl/worksheets/sheet1.xml"] = `<worksheet><mergeCells>` + many(`<mergeCell ref="A1:B1"/>`, 120_000) + `</mergeCells></worksheet>`
		},
	} {
		if err := open(1000, change); xlsxInEnglish(t, err) != "the XLSX workbook has more than 112000 texts and other parts" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := open(1000, func(p map[string]string) { p["xl/sharedStrings.xml"] = `<sst>` + many("<si/>", 56_000-10) + `</sst>` }); err != nil {
		t.Errorf("texts of a list: %v", err)
	}
}
