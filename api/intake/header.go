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

// The most rows of a header: titles over titles over titles.
const deepest = 4

// header is a table's header: one row, or several where a title stands over columns with titles of their own.
type header struct {
	columns []column // of each cell from the left; colUnknown for those not read
	joins   []bool   // cells whose title is merged with that to the left: a name in two columns
	words   []string // the outcome of each column of ticks; nil where there is none
	own     []ownTitle
	titles  [numColumns]string
	line    int      // of its last row
	all     []string // the titles of all columns, from the left, as the file writes them
	known   int      // columns recognised
	missing string   // what is needed and not there, or empty
	block   block    // of several tables side by side
	beyond  int      // more of them than are read
	parts   bool     // its addresses have parts in columns of their own
}

// ownTitle is what the rows of a header say of one column.
type ownTitle struct {
	texts  []string // folded, from the top
	lowest string
	over   column // of the title that the lowest stands under
}

// parseHeader reads rows as if they were the header together: the titles of each row under those of the rows above that
// stand over several columns. It gives nothing where a lower row cannot be of a header.
func parseHeader(rows []sheet.Row, known vocabulary, by *titled) *header {
	last := len(rows) - 1
	head := &header{line: rows[last].Line}
	width := 0
	for k := range rows {
		width = max(width, len(rows[k].Cells))
		if k > 0 && !below(rows[k-1], rows[k]) {
			return nil
		}
	}
	head.columns, head.joins, head.own = make([]column, width), make([]bool, width), make([]ownTitle, width)
	head.all = make([]string, width)
	for i := range width {
		head.take(rows, i, known, by)
	}
	head.guess(known, by)
	if known.settle != nil && head.known >= 2 {
		known.settle(head)
	}
	head.missing = known.missing(head.has)
	return head
}

// below says whether a row may be the lower one of a header: what it holds is titles, each under one that stands over
// several columns or under none.
func below(top, sub sheet.Row) bool {
	titles := 0
	for i := range sub.Cells {
		cell := &sub.Cells[i]
		if cell.Kind == sheet.Empty || cell.Above {
			continue
		}
		if cell.Kind != sheet.Text || len(cell.Text) > maxTitleBytes || !spans(&top, i) {
			return false
		}
		titles++
	}
	return titles > 0
}

// take reads the titles of a column and gives it the one that it means: the lowest alone, or with what stands over it, or
// one that stands over it alone.
func (h *header) take(rows []sheet.Row, i int, known vocabulary, by *titled) {
	last := len(rows) - 1
	var texts []string // of the column alone, from the top
	over := ""
	for k := range rows {
		cell := cellAt(&rows[k], i)
		switch {
		case cell.Kind == sheet.Text && !cell.Left && !cell.Above && len(cell.Text) <= maxTitleBytes:
			if k > 0 && over == "" {
				over = coverOf(&rows[k-1], i)
			}
			texts = append(texts, cell.Text)
		case k < last && (cell.Left || cell.Kind == sheet.Empty):
			over = coverOf(&rows[k], i)
		}
	}
	if len(texts) == 0 {
		h.joins[i] = i > 0 && cellAt(&rows[last], i).Left
		return
	}
	own := &h.own[i]
	for _, text := range texts {
		own.texts = append(own.texts, fold(text))
	}
	own.lowest = texts[len(texts)-1]
	if len(texts) > 1 {
		over = texts[len(texts)-2]
	}
	title := own.lowest
	if over != "" {
		title = strings.TrimSpace(over + " " + own.lowest)
		own.over = by.column(over, known)
	}
	c := by.column(own.lowest, known)
	if c == colUnknown && over != "" {
		c = by.column(title, known)
	}
	for k := len(texts) - 2; c == colUnknown && k >= 0; k-- {
		c = by.column(texts[k], known)
	}
	h.all[i] = kept(title[:min(len(title), maxTitleBytes)])
	h.set(i, c)
}

// set gives a column to a cell. Several columns may mean the same: a row's is then the first that holds something.
func (h *header) set(i int, c column) {
	if c == colUnknown {
		return
	}
	h.columns[i] = c
	if h.titles[c] == "" {
		h.titles[c] = h.all[i]
		h.known++
	}
}

// guess gives columns to titles that are no exact ones, by parts of them: those of a kind that no title is exactly, and
// addresses of where people live now.
func (h *header) guess(known vocabulary, by *titled) {
	if known.alike == nil || h.known == 0 && !h.alikeAlone(known, by) {
		return
	}
	exact := h.titles
	for i := range h.columns {
		if h.columns[i] != colUnknown || h.all[i] == "" {
			continue
		}
		c := by.alike(h.own[i].lowest, known)
		if c == colUnknown && len(h.own[i].texts) > 0 {
			c = by.alike(h.all[i], known)
		}
		if exact[c] == "" || c == colIdentity || c == colAddress && currentHome.MatchString(fold(h.all[i])) || c == colPersons || c == colNames || c == colMember {
			h.set(i, c)
		}
	}
}

// alikeAlone says whether titles of which none is an exact one make a header all the same: they name people and where they
// live, and none is a sentence.
func (h *header) alikeAlone(known vocabulary, by *titled) bool {
	name, address := false, false
	for i := range h.own {
		if title := h.own[i].lowest; !strings.Contains(title, ":") {
			c := by.alike(title, known)
			name, address = name || c == colName || c == colHead, address || c == colAddress || c == colPermanent
		}
	}
	return name && address
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
func (h *header) repeats(r *sheet.Row) bool {
	same := 0
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind == sheet.Empty || cell.Above || cell.Left {
			continue
		}
		if cell.Kind != sheet.Text || len(cell.Text) > maxTitleBytes {
			return false
		}
		if i < len(h.own) && h.columns[i] != colUnknown {
			if !slices.Contains(h.own[i].texts, fold(cell.Text)) {
				return false
			}
			same++
		}
	}
	return same >= 2
}

// mostTitles is the most titles of a table that are told.
const mostTitles = 200

// findHeader looks for the header among the first rows of a sheet: the first row, or rows, that has all the columns
// needed. Where none has, it gives the one with the most known columns, for what it says of them. It gives also the index
// of the row behind it.
func findHeader(rows []sheet.Row, known vocabulary, by *titled) (*header, int) {
	best, next := &header{missing: known.missing(func(column) bool { return false })}, len(rows)
	for i := range rows {
		head, behind := parseHeader(rows[i:i+1], known, by), i+1
		for n := 2; n <= deepest && i+n <= len(rows); n++ {
			deeper := parseHeader(rows[i:i+n], known, by)
			if deeper == nil {
				break
			}
			// A title above the header may be merged over all its columns: then the lower rows say as much alone.
			lower := parseHeader(rows[i+1:i+n], known, by)
			if better(deeper, head) && (lower == nil || better(deeper, lower)) {
				head, behind = deeper, i+n
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
