package sheet

import (
	"bytes"
	"context"
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
	r, err := mscfb.New(bytes.NewReader(data))
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

// readStream reads a stream, which is no longer than the file unless its chain of sectors runs in a circle.
func readStream(ctx context.Context, from io.Reader, limit int) (data []byte, err error) {
	defer func() {
		if recover() != nil {
			data, err = nil, errDamaged
		}
	}()
	return unpack(ctx, stream{ctx, from}, int64(limit))
}
