package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	encoding "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"gonha/api/intake/legacy"
)

// textBook is delimited text, or lines of it: a book of one sheet.
type textBook struct {
	text    string
	delim   byte
	line    int // 1-based, of the first of text
	remarks []string
}

// openText opens text as a book.
func openText(text string, remarks []string) Book {
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // as Excel for Mac OS Classic has it
	}
	b := &textBook{text: text, line: 1, remarks: remarks}
	if delim, rest, found := declaredDelimiter(text); found {
		b.text, b.delim, b.line = rest, delim, 2
	} else {
		b.delim = findDelimiter(text)
	}
	if line := lostLetters(text); line > 0 {
		b.remarks = append(b.remarks, fmt.Sprintf("dòng / row %d: chữ có dấu đã mất, thành dấu hỏi: hãy lưu lại từ tệp gốc thành \"CSV UTF-8\" / letters with accents were lost to question marks: save it again from the original as \"CSV UTF-8\"", line))
	}
	return b
}

// Sheets implements [Book].
func (b *textBook) Sheets() []Info { return []Info{{Rows: strings.Count(b.text, "\n") + 1}} }

// Remarks implements [Book].
func (b *textBook) Remarks() []string { return b.remarks }

// Close implements [Book].
func (b *textBook) Close() error { return nil }

// Rows implements [Book].
func (b *textBook) Rows(ctx context.Context, _ int, each func(*Row) error) error {
	t := &csvTable{text: b.text, delim: b.delim, line: b.line}
	var r Row
	for n := 0; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return halted(ctx)
		}
		cells, line, whole := t.next()
		if cells == nil {
			return nil
		}
		r.Line, r.Whole, r.Cells = line, whole, r.Cells[:0]
		for _, cell := range cells {
			if strings.TrimSpace(cell) == "" {
				r.Cells = append(r.Cells, Cell{})
			} else {
				r.Cells = append(r.Cells, Cell{Kind: Text, Text: cell})
			}
		}
		if err := each(&r); err != nil {
			return err
		}
	}
}

// decodeText gives the text of a file, without a byte order mark, and what was done for it. It is in UTF-8, in UTF-16
// as Excel's "Unicode Text" has it, or in a code page of Vietnamese Windows or a font encoding that is sure.
func decodeText(ctx context.Context, data []byte) (text string, remarks []string, err error) {
	data, err = fromUTF16(ctx, data)
	if err != nil {
		return "", nil, err
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", nil, errBinary
	}
	if utf8.Valid(data) {
		return string(data), nil, nil
	}
	text, page, found := legacy.Decode(data)
	if !found {
		return "", nil, fmt.Errorf("dòng / row %d: %w", invalidLine(data), errCodePage)
	}
	if line := lostLetters(text); line > 0 {
		return "", nil, fmt.Errorf("dòng / row %d: %w", line, errLostLetters)
	}
	return text, []string{"tệp viết bằng bảng mã " + page + " đã được đổi sang Unicode / the file is in the encoding " + page + " and was converted to Unicode"}, nil
}

// fromUTF16 gives UTF-8 for UTF-16, with a byte order mark or known by its zeros, and other data as they are.
func fromUTF16(ctx context.Context, data []byte) ([]byte, error) {
	order := encoding.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
	case zerosAt(data, 1):
	case zerosAt(data, 0):
		order = encoding.BigEndian
	default:
		return data, nil
	}
	decoder := encoding.UTF16(order, encoding.UseBOM).NewDecoder()
	text, err := io.ReadAll(transform.NewReader(stream{ctx, bytes.NewReader(data)}, decoder))
	if ctx.Err() != nil {
		return nil, halted(ctx)
	}
	if err != nil || len(data)%2 != 0 {
		return nil, errUTF16
	}
	return text, nil
}

// zerosAt says whether most bytes at odd places (1) or at even ones (0) are 0 and hardly any of the others, as in UTF-16
// without a mark: most letters of Vietnamese are those of Latin-1.
func zerosAt(data []byte, odd int) bool {
	if len(data) < 4 || len(data)%2 != 0 {
		return false
	}
	var zeros [2]int
	sample := data[:min(len(data), 4096)]
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	return 4*zeros[odd] >= len(sample) && zeros[1-odd] == 0
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

// lostLetters gives the 1-based line of the first word in which a question mark or the mark for what could not be read
// stands for a letter (Nguy?n), or 0 where there are fewer than three such words.
func lostLetters(text string) int {
	found, line, first := 0, 1, 0
	for i, c := range text {
		switch {
		case c == '\n':
			line++
			continue
		case c == unicode.ReplacementChar:
			found += 3
		case c == '?' && isLost(text, i):
			found++
		default:
			continue
		}
		if first == 0 {
			first = line
		}
		if found >= 3 {
			return first
		}
	}
	return 0
}

// isLost says whether the question mark at i stands between letters, and not in an address of the web.
func isLost(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, size := utf8.DecodeRuneInString(text[i+1:])
	if !unicode.IsLetter(before) || !unicode.IsLetter(after) {
		return false
	}
	rest := text[i+1+size:]
	if end := strings.IndexAny(rest, " ,;\t\n"); end >= 0 {
		rest = rest[:end]
	}
	start := strings.LastIndexAny(text[:i], " ,;\t\n") + 1
	return !strings.Contains(rest, "=") && !strings.Contains(text[start:i], "/")
}

// decodeMarked is decodeText for XML and web pages, which may say what their encoding is. That is believed only where
// it is not seen.
func decodeMarked(ctx context.Context, data []byte) (text string, remarks []string, err error) {
	text, remarks, err = decodeText(ctx, data)
	if !errors.Is(err, errCodePage) || !bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		return text, remarks, err
	}
	page, err2 := htmlindex.Get(declaredEncoding(data))
	if err2 != nil {
		return "", nil, err
	}
	decoded, err2 := page.NewDecoder().Bytes(data)
	if err2 != nil || bytes.ContainsRune(decoded, unicode.ReplacementChar) {
		return "", nil, err
	}
	return norm.NFC.String(string(decoded)), nil, nil
}

// declaredEncoding is what the beginning of a page or of XML says its encoding is, empty where it says nothing.
func declaredEncoding(data []byte) string {
	start := strings.ToLower(string(data[:min(len(data), 4096)]))
	for _, mark := range []string{"charset=", "encoding="} {
		if _, rest, found := strings.Cut(start, mark); found {
			rest = strings.TrimLeft(rest, `"' `)
			if end := strings.IndexAny(rest, "\"' ;/>?\r\n"); end > 0 {
				return rest[:end]
			}
		}
	}
	return ""
}
