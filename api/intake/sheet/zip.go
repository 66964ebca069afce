package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
)

// What a packed workbook may unpack to, in bytes: a hundred times its size, which no real list comes near
// (30 times is much), so that memory stays in step with the input; never more than maxUnzipped, and no
// more than the rows that may be read need: 20 columns with a few words each are 1.5 KiB.
const (
	unzipRatio  = 100
	minUnzipped = 16 << 20
	maxUnzipped = 1 << 30
	rowUnzipped = 2 << 10
)

// How many things a workbook may have that are held in memory all at once: texts that several cells share,
// styles, merged cells. A text that several cells may share is two.
const (
	minElements = 100_000
	rowElements = 12
)

// bounds are the most that a packed workbook may hold.
type bounds struct {
	bytes    int64 // unpacked
	elements int64 // held in memory at once
}

// boundsOf gives those of a file of so many bytes, of which so many rows may be read.
func boundsOf(size, rows int) bounds {
	bytes := min(maxUnzipped, max(minUnzipped, unzipRatio*int64(size)))
	count := min(max(int64(rows), 0), 1<<40) // any number of rows is no bound, and no overflow
	return bounds{min(bytes, minUnzipped+rowUnzipped*count), minElements + rowElements*count}
}

// archive is a zip file whose parts together unpack to no more than its bounds. Nothing of it is unpacked to
// disk, for it is personal data.
type archive struct {
	parts map[string]*zip.File // by their names in small letters, as they are the same to Excel
	bounds
	name string // of the format, for messages: "XLSX"
}

// openArchive opens the content of a zip file. It believes the sizes that the parts claim, and so may it: a
// part of another size than it claims is an error when it is read.
func openArchive(data []byte, rows int, name string) (*archive, error) {
	reader, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, broken(name)
	}
	reader.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	a := &archive{parts: make(map[string]*zip.File, len(reader.File)), bounds: boundsOf(len(data), rows), name: name}
	var claimed uint64
	for _, part := range reader.File {
		claimed += part.UncompressedSize64
		if most := uint64(a.bytes); part.UncompressedSize64 > most || claimed > most {
			return nil, told(fmt.Sprintf("tệp %s giải nén ra quá lớn / the %s workbook unpacks to more than %d MiB", name, name, a.bytes>>20))
		}
		key := partKey(part.Name)
		if a.parts[key] == nil { // of two with one name the first counts
			a.parts[key] = part
		}
	}
	return a, nil
}

// partKey is what a part is known by. Some writers on Windows part folders with backslashes.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// has says whether there is a part.
func (a *archive) has(name string) bool { return a.parts[partKey(name)] != nil }

// size is what a part claims to unpack to; 0 where there is none.
func (a *archive) size(name string) uint64 {
	if part := a.parts[partKey(name)]; part != nil {
		return part.UncompressedSize64
	}
	return 0
}

// open opens a part, whose reading ends with the error of ctx. Its end is an error where the content is not
// of the size or the checksum claimed. A part that is not there is one at once.
func (a *archive) open(ctx context.Context, name string) (io.ReadCloser, error) {
	part := a.parts[partKey(name)]
	if part == nil {
		return nil, broken(a.name)
	}
	content, err := part.Open()
	if err != nil {
		return nil, broken(a.name)
	}
	return &partReader{ctx, content}, nil
}

// partReader reads a part while ctx lasts.
type partReader struct {
	ctx context.Context
	io.ReadCloser
}

// Read implements io.Reader.
func (p *partReader) Read(to []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.ReadCloser.Read(to)
}

// told is an error that says in both languages what is wrong and what to do, and holds nothing of the content.
// All else that goes wrong within a packed workbook is shown as [broken].
type told string

// Error implements error.
func (t told) Error() string { return string(t) }

// broken is the error of a packed workbook that cannot be read as what it is.
func broken(name string) error {
	return told(fmt.Sprintf("tệp %s bị hỏng: hãy mở bằng Excel rồi lưu lại / the %s workbook is broken: save it again from the spreadsheet program", name, name))
}

// tooMany is the error of a workbook with more texts and other things than may be held in memory.
func (a *archive) tooMany() error {
	return told(fmt.Sprintf("tệp %s có quá nhiều chữ / the %s workbook has more than %d texts and other parts", a.name, a.name, a.elements))
}

// fault is the error to give for one met in reading a part: that of ctx where it has ended, one that is told
// as it is, and else that the workbook is broken.
func (a *archive) fault(ctx context.Context, err error) error {
	var already told
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &already):
		return err
	}
	return broken(a.name)
}
