package intake

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	encoding "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// decode gives the text of a file in UTF-8, or in UTF-16 with a byte order mark as Excel's "Unicode
// Text" has it, without the mark.
func decode(ctx context.Context, data []byte) (string, error) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		decoder := encoding.UTF16(encoding.LittleEndian, encoding.ExpectBOM).NewDecoder()
		decoded, err := io.ReadAll(decoder.Reader(pieces{ctx, bytes.NewReader(data)}))
		if ctx.Err() != nil {
			return "", stopped(ctx)
		}
		if err != nil || len(data)%2 != 0 {
			return "", fmt.Errorf("chữ UTF-16 bị hỏng: hãy lưu thành \"CSV UTF-8\" / broken UTF-16 text: save it as \"CSV UTF-8\"")
		}
		data = decoded
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", errBinary
	}
	if !utf8.Valid(data) {
		return "", fmt.Errorf("dòng / row %d: chữ không phải UTF-8: hãy lưu thành \"CSV UTF-8\" / not UTF-8 text: save it as \"CSV UTF-8\"", invalidLine(data))
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return "", errEmpty
	}
	return string(data), nil
}

// invalidLine is the 1-based line of the first bytes that are not UTF-8.
func invalidLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size <= 1 {
			break
		}
		if r == '\n' {
			line++
		}
		data = data[size:]
	}
	return line
}

// clean gives a cell's text composed (NFC), on one line and without space around it.
func clean(cell string) string {
	if cell == "" {
		return ""
	}
	cell = strings.TrimSpace(norm.NFC.String(cell))
	if strings.IndexFunc(cell, unicode.IsControl) < 0 {
		return cell
	}
	cell = strings.ReplaceAll(cell, "\r\n", " ")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, cell))
}

// kept is clean in memory of its own, so that a household does not hold on to the whole file, with
// the identity numbers in it, through a cell of a few letters.
func kept(cell string) string { return strings.Clone(clean(cell)) }

// fold gives a header or a word by which it is known however it is written: small letters and digits
// without accents, đ as d.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch r = unicode.ToLower(r); {
		case r == 'đ':
			b.WriteByte('d')
		case unicode.IsMark(r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
