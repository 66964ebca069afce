package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// openOLE opens what is in Microsoft's compound file format: a workbook of Excel 5 to 2003, or something that is said to
// be none.
func openOLE(ctx context.Context, data []byte) (Book, error) {
	streams, err := oleStreams(data)
	if err != nil {
		return nil, errDamaged
	}
	for _, name := range []string{"workbook", "book"} {
		if s, found := streams[name]; found {
			content, err := readStream(ctx, s, len(data))
			if err != nil {
				return nil, err
			}
			return openBIFF(ctx, content)
		}
	}
	for _, known := range []struct {
		name string
		err  error
	}{{"encryptedpackage", errPassword}, {"worddocument", errWord}, {"powerpoint document", errSlides}} {
		if _, found := streams[known.name]; found {
			return nil, known.err
		}
	}
	return nil, errNotExcelOLE
}

// oleStreams gives the streams of a compound file by their names in small letters. The reader is not ours and meets
// files from anywhere: what it trips over is a broken file.
func oleStreams(data []byte) (streams map[string]*mscfb.File, err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged
		}
	}()
	if len(data) > maxOLE || !oleClaims(data) {
		return nil, errDamaged
	}
	r, err := mscfb.New(oleData{bytes.NewReader(data)})
	if err != nil {
		return nil, err
	}
	streams = make(map[string]*mscfb.File)
	for _, file := range r.File {
		name := strings.ToLower(file.Name)
		if _, found := streams[name]; !found && len(file.Path) == 0 {
			streams[name] = file
		}
	}
	return streams, nil
}

// maxOLE is the largest compound file that is read, in bytes: several times what 65,536 rows take. mscfb goes through its
// directory by recursion and holds all of it.
const maxOLE = 128 << 20

// oleClaims says whether the numbers of sectors that a compound file claims are no more than it has: mscfb reserves memory
// for as many ([MS-CFB] 2.2).
func oleClaims(data []byte) bool {
	const header, shift, directory, fat, miniFAT, difat = 512, 30, 40, 44, 64, 72
	if len(data) < header {
		return false
	}
	sectors := uint32(len(data) >> 9)
	if data[shift] == 12 {
		sectors = uint32(len(data) >> 12)
	}
	for _, at := range []int{directory, fat, miniFAT, difat} {
		if binary.LittleEndian.Uint32(data[at:]) > sectors {
			return false
		}
	}
	return true
}

// oleData is a compound file. Some writers leave its last sector short, which is read as if zeros filled it.
type oleData struct{ *bytes.Reader }

// ReadAt implements io.ReaderAt.
func (d oleData) ReadAt(to []byte, at int64) (int, error) {
	const sector = 4096
	n, err := d.Reader.ReadAt(to, at)
	if err == io.EOF && n > 0 && len(to)-n < sector {
		clear(to[n:])
		return len(to), nil
	}
	return n, err
}

// readStream reads a stream, which is no longer than the file unless its chain of sectors runs in a circle.
func readStream(ctx context.Context, from io.Reader, limit int) (data []byte, err error) {
	defer func() {
		if recover() != nil {
			data, err = nil, errDamaged
		}
	}()
	return unpack(ctx, stream{ctx, from}, int64(limit))
}
