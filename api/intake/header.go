package intake

import (
	"fmt"
	"strings"
)

// The bounds of a table: how far down its header row is looked for, how many columns it may have (as
// many as a sheet of Excel), and how long a header may be to be one, in bytes.
const (
	headerRows    = 50
	maxColumns    = 16384
	maxTitleBytes = 200
)

// table gives the rows of a sheet or a CSV file, one after the other.
type table interface {
	// next gives a row's cells and its 1-based line. The cells are not nil before the end and last
	// until the next call.
	next() (cells []string, line int, err error)
}

// header is a table's header row.
type header struct {
	columns []column // of each cell from the left; colUnknown for those not read
	titles  [numColumns]string
	line    int
	known   int    // columns recognised
	missing string // what is needed and not there, or empty
}

// findHeader looks for the header row: the first that has all the columns needed, right behind which
// the table then stands. Where none has, it gives the one with the most known columns, for what it
// says of them.
func findHeader(from table, known vocabulary) (*header, error) {
	best := parseHeader(nil, 0, known) // knows nothing, misses everything
	for range headerRows {
		cells, line, err := from.next()
		if err != nil {
			return nil, err
		}
		if cells == nil {
			break
		}
		head := parseHeader(cells, line, known)
		if head.missing == "" {
			return head, nil
		}
		if head.known > best.known {
			best = head
		}
	}
	return best, nil
}

// parseHeader reads a row as if it were the header. Of two columns of the same meaning the first
// is taken.
func parseHeader(cells []string, line int, known vocabulary) *header {
	head := &header{columns: make([]column, len(cells)), line: line}
	for i, cell := range cells {
		if len(cell) == 0 || len(cell) > maxTitleBytes {
			continue
		}
		c := titleColumn(cell, known)
		if c == colUnknown || head.titles[c] != "" {
			continue
		}
		head.titles[c] = kept(cell)
		head.columns[i] = c
		head.known++
	}
	head.missing = known.missing(func(c column) bool { return head.titles[c] != "" })
	return head
}

// titleColumn is the column of a header, with or without what it says in brackets: "Vĩ độ (lat)".
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

// fill puts a row's cells under their columns. With strictWidth a row with something to the right of
// the header row is faulty: in a CSV file a cell with a bare delimiter has pushed the others along.
func (h *header) fill(r *row, cells []string, line int, strictWidth bool) {
	*r = row{line: line}
	for i, cell := range cells {
		if i >= len(h.columns) {
			if strictWidth && strings.TrimSpace(cell) != "" {
				r.reason = tooManyCells
				break
			}
			continue
		}
		if c := h.columns[i]; c != colUnknown && c != colIdentity {
			r.put(c, cell)
		}
	}
}

// isBlank says whether a row holds nothing.
func isBlank(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// isTotal says whether a row is the list's total: its first cell that holds anything says so, and it
// has no place.
func isTotal(r *row, cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		if !saysTotal(cell) {
			return false
		}
		_, _, homeless := pointOf(r, colLat, colLon, colCoordinates)
		_, _, startless := pointOf(r, colStartLat, colStartLon, colStart)
		return homeless != "" && startless != ""
	}
	return false
}

// saysTotal says whether a cell begins with a word for a total. Accents count: "cộng" and "tổng" are
// sums, while Công and Tống are people's names.
func saysTotal(cell string) bool {
	cell = strings.TrimSpace(cell)
	if cell == "" || !strings.ContainsRune("TtCc", rune(cell[0])) {
		return false // as nearly every row's is
	}
	cell = strings.ToLower(clean(cell))
	for _, word := range [...]string{"tổng cộng", "tổng số", "tổng", "cộng", "tong cong", "tong so", "total"} {
		if rest, found := strings.CutPrefix(cell, word); found && (rest == "" || strings.ContainsAny(rest[:1], " :.=-(")) {
			return true
		}
	}
	return false
}
