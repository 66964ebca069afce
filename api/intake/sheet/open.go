package sheet

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// ErrNotSheet is the error of [Open] for content that is no spreadsheet and no delimited text.
var ErrNotSheet = errors.New("không phải bảng tính / not a spreadsheet")

// Open opens a file's content as a book. The content tells the format and, where it does not, the extension of name.
// So many rows at most will be asked for, which bounds what a packed file may unpack to. An error is one line in both
// languages that says what the file is and what to do, and holds nothing of its content.
func Open(ctx context.Context, name string, data []byte, rows int) (Book, error) {
	name = strings.ToLower(name)
	if bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		unpacked, err := gunzip(ctx, data, rows)
		if err != nil {
			return nil, err
		}
		data, name = unpacked, strings.TrimSuffix(name, ".gz")
	}
	switch {
	case len(data) == 0:
		return nil, errEmptyFile
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return openOLE(ctx, data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return openZip(ctx, data, rows)
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		return nil, errArchive
	}
	if err := named(data); err != nil {
		return nil, err
	}
	return openPlain(ctx, filepath.Ext(name), data)
}

// openPlain opens text: markup of several kinds, or delimited.
func openPlain(ctx context.Context, extension string, data []byte) (Book, error) {
	if isMHTML(data) {
		return openMHTML(ctx, data)
	}
	text, remarks, err := decodeMarked(ctx, data)
	if err != nil {
		return nil, err
	}
	if err := namedText(text, extension); err != nil {
		return nil, err
	}
	if strings.HasPrefix(strings.TrimSpace(text[:min(len(text), 512)]), "<") || extension != ".csv" && extension != ".txt" && hasTable(text) {
		return openMarkup(ctx, text, remarks)
	}
	return openText(text, remarks), nil
}

// gunzip unpacks a file that gzip packed.
func gunzip(ctx context.Context, data []byte, rows int) ([]byte, error) {
	r, err := gzip.NewReader(stream{ctx, bytes.NewReader(data)})
	if err != nil {
		return nil, errDamaged
	}
	return unpack(ctx, r, unpackedLimit(len(data), rows))
}

// unpack reads what is packed, up to limit bytes.
func unpack(ctx context.Context, packed io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(packed, limit+1))
	switch {
	case ctx.Err() != nil:
		return nil, halted(ctx)
	case int64(len(data)) > limit:
		return nil, errTooLarge
	case err != nil:
		return nil, errDamaged
	}
	return data, nil
}

// unpackedLimit is the most bytes that a packed file of so many, of which so many rows may be read, may unpack to: a
// hundred times its size, which no list comes near, within bounds that the rows give.
func unpackedLimit(size, rows int) int64 {
	const least, most, row = 16 << 20, 1 << 30, 4 << 10
	limit := min(most, max(least, 100*int64(size)))
	return min(limit, least+row*min(int64(rows), 1<<40))
}

// checkEvery is the number of rows between two looks at the context: well under a millisecond.
const checkEvery = 512

// halted is the error of a file whose reading ctx ended.
func halted(ctx context.Context) error {
	return fmt.Errorf("đọc tệp bị dừng / reading was stopped: %w", ctx.Err())
}

// stream gives a file bit by bit, so that whoever reads it stops soon after ctx has ended, in the middle of it too.
type stream struct {
	ctx  context.Context
	from io.Reader
}

// Read implements io.Reader.
func (s stream) Read(to []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.from.Read(to[:min(len(to), 64<<10)])
}
