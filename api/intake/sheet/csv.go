package sheet

import "strings"

// maxQuotedLines is the most lines that one quoted cell may run over.
const maxQuotedLines = 20

// maxColumns is the most columns of a sheet, Excel's; what is beyond is left out.
const maxColumns = 16384

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
	delim byte // 0 for text that is not split
	pos   int
	line  int // 1-based, of pos
	cells []string
}

// next gives the cells of the next row, parts of the text, the line that it begins on and all of it as it stands; no
// cells at the end. They last until the next call.
func (t *csvTable) next() (cells []string, line int, whole string) {
	if t.pos >= len(t.text) {
		return nil, 0, ""
	}
	line, from := t.line, t.pos
	t.cells = t.cells[:0]
	for {
		cell := t.cell()
		if len(t.cells) <= maxColumns {
			t.cells = append(t.cells, cell)
		}
		if t.pos >= len(t.text) {
			return t.cells, line, t.text[from:]
		}
		t.pos++ // the delimiter or the line's end
		if t.text[t.pos-1] == '\n' {
			t.line++
			return t.cells, line, strings.TrimSuffix(t.text[from:t.pos-1], "\r")
		}
	}
}

// cell reads a cell up to the delimiter or line's end behind it.
func (t *csvTable) cell() string {
	from := t.pos
	for from < len(t.text) && t.text[from] == ' ' {
		from++
	}
	if from < len(t.text) && t.text[from] == '"' && t.delim != 0 {
		if cell, found := t.quoted(from + 1); found {
			return cell
		}
	}
	from = t.pos
	for t.pos < len(t.text) && t.text[t.pos] != '\n' && (t.text[t.pos] != t.delim || t.delim == 0) {
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
