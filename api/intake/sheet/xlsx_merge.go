package sheet

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"
)

// area is a rectangle of cells, its bounds among them.
type area struct {
	top, bottom int32  // rows, 1-based
	left, right uint16 // columns, 0-based
}

// merges gives the merged areas of a sheet by their tops and then from the left, and the links of its cells. They stand
// behind the rows in the file, and so the whole part is unpacked once before a row is read; damage to it is found there
// too. Only where the words occur in it is the XML read as such, once more.
func (x *xlsx) merges(ctx context.Context, part string) ([]area, cellLinks, error) {
	found, err := x.skim(ctx, part)
	if err != nil || !found {
		return nil, nil, err
	}
	held := x.held
	defer func() { x.held = held }()
	var list []area
	links := partLinks{xlsx: x, part: part}
	err = x.elements(ctx, part, func(s *xmlScanner) error {
		switch string(s.name) {
		case "mergeCell":
			a, ok := parseArea(s.attr("ref"))
			switch {
			case !ok:
				return errXML
			case a.top == a.bottom && a.left == a.right:
				return nil
			}
			list = append(list, a)
			return x.hold(1)
		case "hyperlink":
			return links.read(ctx, s)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b area) int { return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left)) })
	return list, links.cells, err
}

// skim unpacks a sheet to nowhere and says whether it may have merged cells or links.
func (x *xlsx) skim(ctx context.Context, part string) (found bool, err error) {
	content, err := x.open(ctx, part)
	if err != nil {
		return false, err
	}
	defer content.Close()
	const word, other = "mergeCell", "hyperlink" // of one length
	window := make([]byte, xmlWindow)
	first := true
	for kept := 0; ; {
		n, err := content.Read(window[kept:])
		seen := window[:kept+n]
		if first && n > 0 { // UTF-16, of which nothing is known here
			found, first = seen[0] >= 0xfe, false
		}
		found = found || bytes.Contains(seen, []byte(word)) || bytes.Contains(seen, []byte(other))
		kept = copy(window, seen[max(0, len(seen)-len(word)+1):])
		switch {
		case err == io.EOF:
			return found, nil
		case err != nil:
			return false, err
		}
	}
}

// merging is a merged area that the rows now read are in.
type merging struct {
	area
	anchor Cell // what its first cell holds
}

// mergedRows repeats in each row what merged cells hold.
type mergedRows struct {
	rest   []area    // those whose tops are still to come, by their tops and then from the left
	active []merging // those that the row read last is in, from the left, none over another
	spare  []merging // becomes active in turn
	widest int       // the most cells of a row so far
}

// repeatRight is how far from its first cell a merged area is repeated to the right, beyond the columns that hold
// anything: a title across a sheet is not sixteen thousand cells.
const repeatRight = 64

// repeat fills the cells of a row that merged areas cover. Rows come by rising lines; those that hold nothing may
// be left out. An area whose first cell is empty covers nothing.
func (m *mergedRows) repeat(row *Row) {
	m.widest = max(m.widest, len(row.Cells))
	if len(m.rest) == 0 && len(m.active) == 0 {
		return
	}
	m.advance(row)
	for i := range m.active {
		a := &m.active[i]
		right := min(int(a.right), max(m.widest-1, int(a.left)+repeatRight-1))
		row.widen(right + 1)
		below := row.Line > int(a.top)
		for column := int(a.left); column <= right; column++ {
			if below || column > int(a.left) {
				row.Cells[column] = a.anchor
				row.Cells[column].Above, row.Cells[column].Left = below, column > int(a.left)
			}
		}
	}
}

// advance makes active the areas that a row is in. Of areas one over the other, which no spreadsheet program
// makes, the upper one counts and then the left one.
func (m *mergedRows) advance(row *Row) {
	line := int32(row.Line)
	for len(m.rest) > 0 && m.rest[0].top < line { // its first cell is in no row, and so it is empty
		m.rest = m.rest[1:]
	}
	m.active, m.spare = m.spare[:0], m.active
	free := 0 // the first column right of those taken
	for _, earlier := range m.spare {
		if earlier.bottom >= line {
			m.begin(row, free, int(earlier.left))
			m.active = append(m.active, earlier)
			free = int(earlier.right) + 1
		}
	}
	m.begin(row, free, xlsxColumns)
}

// begin makes active the areas whose first cell is in the row left of a column, where they fit in between free
// and that column.
func (m *mergedRows) begin(row *Row, free, before int) {
	for len(m.rest) > 0 && int(m.rest[0].top) == row.Line && int(m.rest[0].left) < before {
		a := m.rest[0]
		m.rest = m.rest[1:]
		if left := int(a.left); left >= free && int(a.right) < before && left < len(row.Cells) && row.Cells[left].Kind != Empty {
			m.active = append(m.active, merging{a, row.Cells[left]})
			free = int(a.right) + 1
		}
	}
}
