package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
)

// What a workbook may unpack to, in bytes: a hundred times its size, which no real list comes near
// (30 times is much), so that memory stays in step with the input; never more than maxUnzipped, and no
// more than the rows that may be read need: 20 columns with a few words each are 1.5 KiB.
const (
	unzipRatio  = 100
	minUnzipped = 16 << 20
	maxUnzipped = 1 << 30
	rowUnzipped = 2 << 10
)

// How many XML elements a workbook may have that are held in memory all at once, about 200 bytes each:
// a text that several cells may share is two.
const (
	minElements = 100_000
	rowElements = 12
)

// bounds are the most that a workbook may hold.
type bounds struct {
	bytes    int64 // unpacked
	elements int64 // but for those of cells
}

// boundsOf gives those of a workbook of so many bytes, of which so many rows may be read.
func boundsOf(size, rows int) bounds {
	bytes := min(maxUnzipped, max(minUnzipped, unzipRatio*int64(size)))
	count := min(int64(rows), 1<<40) // any number of rows is no bound, and no overflow
	return bounds{min(bytes, minUnzipped+rowUnzipped*count), minElements + rowElements*count}
}

// check unpacks all parts to nowhere: excelize believes the sizes that the parts claim and passes over
// those that do not unpack, which would lose rows in silence.
func (b bounds) check(ctx context.Context, data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return errBroken
	}
	var claimed uint64
	for _, part := range archive.File {
		if claimed += part.UncompressedSize64; part.UncompressedSize64 > uint64(b.bytes) || claimed > uint64(b.bytes) {
			return fmt.Errorf("tệp XLSX giải nén ra quá lớn / the XLSX workbook unpacks to more than %d MiB", b.bytes>>20)
		}
	}
	var elements elementCounter
	for _, part := range archive.File {
		switch err := elements.read(ctx, part); {
		case ctx.Err() != nil:
			return stopped(ctx)
		case err != nil:
			return errBroken
		case elements.count > b.elements:
			return fmt.Errorf("tệp XLSX có quá nhiều chữ / the XLSX workbook has more than %d texts and other parts", b.elements)
		}
	}
	return nil
}

// elementCounter counts the XML elements that excelize holds in memory: all but those that the cells of
// a sheet are made of, which it reads row by row.
type elementCounter struct {
	count  int64
	sheet  bool   // what is written are a sheet's bytes
	inName bool   // the last of them belong to an element's name
	name   []byte // so far, without its namespace
}

// read unpacks a part; archive/zip tells when it is not of the size or the checksum claimed.
func (e *elementCounter) read(ctx context.Context, part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	e.sheet = strings.HasPrefix(strings.ToLower(part.Name), "xl/worksheets/")
	e.inName = false
	_, err = io.Copy(e, pieces{ctx, r})
	return err
}

// Write implements io.Writer.
func (e *elementCounter) Write(text []byte) (int, error) {
	for at := 0; at < len(text); {
		if !e.inName {
			next := bytes.IndexByte(text[at:], '<')
			if next < 0 {
				break
			}
			at += next + 1
			e.inName, e.name = true, e.name[:0]
			continue
		}
		switch c := text[at]; {
		case c == ':':
			e.name = e.name[:0]
		case c == '/' && len(e.name) == 0, c == '?', c == '!':
			e.inName = false // an end tag or a comment
		case c > ' ' && c != '/' && c != '>':
			if len(e.name) < 8 { // longer than those that are told apart
				e.name = append(e.name, c)
			}
		default:
			e.inName = false
			if !e.sheet || !isCell(e.name) {
				e.count++
			}
		}
		at++
	}
	return len(text), nil
}

// isCell says whether a sheet's element is a row, a cell or part of a cell's value.
func isCell(name []byte) bool {
	switch string(name) {
	case "row", "c", "v", "f", "is", "t":
		return true
	}
	return false
}
