package intake

import (
	"context"
	"strings"
)

// maxQuotedLines is the most lines that one quoted cell may run over.
const maxQuotedLines = 20

// csvTable splits text into rows by RFC 4180, with one rule of its own: a quote that opens a cell but
// is not closed as it should be (before a delimiter or the line's end, within maxQuotedLines) is a
// character like any other. encoding/csv lets such a quote swallow the rows after it, often all of
// them, and this package promises that one bad row never spoils the rest. Where the quotes are in
// order both agree, which a fuzz test proves.
//
// It reads in linear time whatever the quotes: the look for a closing quote ends at the next odd run
// of quotes, and no cell that opens before that run opens with another odd one.
type csvTable struct {
	text  string
	delim byte
	pos   int
	line  int // 1-based, of pos
	cells []string
}

// readCSV reads text that is delimited by commas, semicolons or tabs: by the one under which there is
// a whole header row, or that with the most known columns.
func (s *rowSet) readCSV(ctx context.Context, text string, known vocabulary, each func(*row)) error {
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // as Excel for Mac OS Classic has it
	}
	var head *header
	var from *csvTable
	for _, delim := range []byte{',', ';', '\t'} {
		if ctx.Err() != nil {
			return stopped(ctx)
		}
		t := &csvTable{text: text, delim: delim, line: 1}
		h, err := findHeader(t, known)
		if err != nil {
			return err
		}
		whole := h.missing == ""
		if head == nil || whole && head.missing != "" || whole == (head.missing == "") && h.known > head.known {
			head, from = h, t
		}
	}
	if err := head.fault(); err != nil {
		return err
	}
	return s.readTable(ctx, head, from, true, each)
}

// next implements table. The cells are parts of the text.
func (t *csvTable) next() (cells []string, line int, err error) {
	if t.pos >= len(t.text) {
		return nil, 0, nil
	}
	line = t.line
	t.cells = t.cells[:0]
	for {
		cell := t.cell()
		if len(t.cells) <= maxColumns {
			t.cells = append(t.cells, cell)
		}
		if t.pos >= len(t.text) {
			break
		}
		t.pos++ // the delimiter or the line's end
		if t.text[t.pos-1] == '\n' {
			t.line++
			break
		}
	}
	return t.cells, line, nil
}

// cell reads a cell up to the delimiter or line's end behind it.
func (t *csvTable) cell() string {
	from := t.pos
	for from < len(t.text) && t.text[from] == ' ' {
		from++
	}
	if from < len(t.text) && t.text[from] == '"' {
		if cell, found := t.quoted(from + 1); found {
			return cell
		}
	}
	from = t.pos
	for t.pos < len(t.text) && t.text[t.pos] != t.delim && t.text[t.pos] != '\n' {
		t.pos++
	}
	return strings.TrimSuffix(t.text[from:t.pos], "\r")
}

// quoted reads a quoted cell whose content begins at from, or reports that it is not one and moves
// nothing.
func (t *csvTable) quoted(from int) (cell string, found bool) {
	lines, escaped := 0, false
	for at := from; ; {
		n := strings.IndexByte(t.text[at:], '"')
		if n < 0 {
			return "", false
		}
		if lines += strings.Count(t.text[at:at+n], "\n"); lines >= maxQuotedLines {
			return "", false
		}
		at += n + 1
		if at < len(t.text) && t.text[at] == '"' {
			escaped = true
			at++
			continue
		}
		behind := at
		for behind < len(t.text) && (t.text[behind] == ' ' || t.text[behind] == '\r') {
			behind++
		}
		if behind < len(t.text) && t.text[behind] != t.delim && t.text[behind] != '\n' {
			return "", false
		}
		t.pos, t.line = behind, t.line+lines
		cell = t.text[from : at-1]
		if escaped {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell, true
	}
}
