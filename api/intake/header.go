package intake

import (
	"fmt"
	"slices"
	"strings"

	"gonha/api/intake/sheet"
)

// The bounds of a table: how far down its header row is looked for, how many columns it may have (as
// many as a sheet of Excel), and how long a header may be to be one, in bytes.
const (
	headerRows    = 50
	maxColumns    = 16384
	maxTitleBytes = 200
)

// header is a table's header: one row, or two where a title stands over several columns with titles of their own.
type header struct {
	columns []column // of each cell from the left; colUnknown for those not read
	titles  [numColumns]string
	line    int      // of its last row
	all     []string // the titles of all columns, from the left, as the file writes them
	known   int      // columns recognised
	missing string   // what is needed and not there, or empty
}

// titled maps the titles that somebody has put right to their columns, and says which columns are settled so.
type titled struct {
	columns map[string]column
	settled [numColumns]bool
}

// titledBy reads [Hints.Columns].
func titledBy(hints map[string]string) titled {
	t := titled{columns: map[string]column{}}
	for c := colUnknown + 1; c < numColumns; c++ {
		if title, given := hints[c.String()]; given {
			t.settled[c] = true
			if title != "" {
				t.columns[clean(title)] = c
			}
		}
	}
	return t
}

// column is the column of a title, with or without what it says in brackets: "Vĩ độ (lat)".
func (t *titled) column(title string, known vocabulary) column {
	if len(title) == 0 || len(title) > maxTitleBytes {
		return colUnknown
	}
	if len(t.columns) > 0 {
		if c, given := t.columns[clean(title)]; given {
			return c
		}
	}
	if c := titleColumn(title, known); !t.settled[c] {
		return c
	}
	return colUnknown
}

// titleColumn is the column that a title means by its words.
func titleColumn(title string, known vocabulary) column {
	if c := known.column(fold(title)); c != colUnknown {
		return c
	}
	before, _, found := strings.Cut(title, "(")
	if !found {
		return colUnknown
	}
	return known.column(fold(before))
}

// parseHeader reads a row as if it were the header.
func parseHeader(top *sheet.Row, known vocabulary, by *titled) *header {
	head := &header{columns: make([]column, len(top.Cells)), line: top.Line}
	for i := range top.Cells {
		if cell := &top.Cells[i]; cell.Kind == sheet.Text && !cell.Left {
			head.take(i, by.column(cell.Text, known), cell.Text)
		}
	}
	head.missing = known.missing(head.has)
	return head
}

// parseHeaders reads two rows as if they were the header together: the titles of the lower one under those of the
// upper one that stand over several columns. It gives nothing where the lower row cannot be of a header.
func parseHeaders(top, sub *sheet.Row, known vocabulary, by *titled) *header {
	head := &header{columns: make([]column, max(len(top.Cells), len(sub.Cells))), line: sub.Line}
	below := 0 // titles of the lower row
	for i := range head.columns {
		upper, lower := cellAt(top, i), cellAt(sub, i)
		if lower.Kind == sheet.Empty || lower.Above {
			if upper.Kind == sheet.Text && !upper.Left {
				head.take(i, by.column(upper.Text, known), upper.Text)
			}
			continue
		}
		if lower.Kind != sheet.Text || len(lower.Text) > maxTitleBytes || !spans(top, i) {
			return nil
		}
		below++
		over := coverOf(top, i)
		title := strings.TrimSpace(over + " " + lower.Text)
		c := by.column(lower.Text, known)
		if c == colUnknown {
			c = by.column(title, known)
		}
		if c == colUnknown && over != "" && !upper.Left && upper.Kind == sheet.Text {
			c = by.column(over, known)
		}
		head.take(i, c, title)
	}
	if below == 0 {
		return nil
	}
	head.missing = known.missing(head.has)
	return head
}

// spans says whether the title over a column may stand over others too: it is merged with its neighbour, or its
// neighbour is empty, or it is empty itself.
func spans(top *sheet.Row, i int) bool {
	at, next := cellAt(top, i), cellAt(top, i+1)
	return at.Kind == sheet.Empty || at.Left || next.Left || next.Kind == sheet.Empty && i+1 < len(top.Cells)
}

// coverOf is the title that stands over a column, of the cell above or of the nearest one to the left of it.
func coverOf(top *sheet.Row, i int) string {
	for ; i >= 0; i-- {
		if cell := cellAt(top, i); cell.Kind == sheet.Text {
			return cell.Text
		}
	}
	return ""
}

// cellAt is a row's cell, an empty one beyond its end.
func cellAt(r *sheet.Row, i int) *sheet.Cell {
	if i < len(r.Cells) {
		return &r.Cells[i]
	}
	return &sheet.Cell{}
}

// take gives a column to a cell. Several columns may mean the same: a row's is then the first that holds something.
func (h *header) take(i int, c column, title string) {
	if len(title) <= maxTitleBytes && len(h.all) < mostTitles {
		h.all = append(h.all, kept(title))
	}
	if c == colUnknown {
		return
	}
	h.columns[i] = c
	if h.titles[c] == "" {
		h.titles[c] = kept(title)
		h.known++
	}
}

func (h *header) has(c column) bool { return h.titles[c] != "" }

func (h *header) any(columns ...column) bool { return slices.ContainsFunc(columns, h.has) }

// fault says why the rows below the header cannot be read, or nil.
func (h *header) fault() error {
	switch {
	case h.known < 2:
		return errNoHeader
	case len(h.columns) > maxColumns:
		return fmt.Errorf("dòng / row %d: nhiều hơn %d cột / more than %d columns", h.line, maxColumns, maxColumns)
	case h.missing != "":
		return fmt.Errorf("dòng / row %d: %s", h.line, h.missing)
	}
	return nil
}

// repeats says whether a row is the header once more, as at the top of each printed page: the titles that it has are
// those above.
func (h *header) repeats(r *sheet.Row, known vocabulary, by *titled) bool {
	same := 0
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind == sheet.Empty || cell.Above || cell.Left {
			continue
		}
		if cell.Kind != sheet.Text || len(cell.Text) > maxTitleBytes {
			return false
		}
		if i < len(h.columns) && h.columns[i] != colUnknown {
			if by.column(cell.Text, known) != h.columns[i] {
				return false
			}
			same++
		}
	}
	return same >= 2
}

// mostTitles is the most titles of a table that are told.
const mostTitles = 200

// findHeader looks for the header among the first rows of a sheet: the first row, or pair of rows, that has all the
// columns needed. Where none has, it gives the one with the most known columns, for what it says of them. It gives
// also the index of the row behind it.
func findHeader(rows []sheet.Row, known vocabulary, by *titled) (*header, int) {
	best, next := &header{missing: known.missing(func(column) bool { return false })}, len(rows)
	for i := range rows {
		head, behind := parseHeader(&rows[i], known, by), i+1
		if i+1 < len(rows) {
			// A title above the header may be merged over all its columns: then the lower row says as much alone.
			two, below := parseHeaders(&rows[i], &rows[i+1], known, by), parseHeader(&rows[i+1], known, by)
			if two != nil && better(two, head) && better(two, below) {
				head, behind = two, i+2
			}
		}
		if head.known >= 2 && head.missing == "" {
			return head, behind
		}
		if head.known > best.known {
			best, next = head, behind
		}
	}
	return best, next
}

// better says whether a header says more than another.
func better(a, b *header) bool {
	if whole := a.missing == ""; whole != (b.missing == "") {
		return whole
	}
	return a.known > b.known
}
