package sheet

import (
	"cmp"
	"context"
	"slices"
)

// grid is a book that is held in memory, sparsely: only cells that hold something, and what repeats once.
type grid struct {
	sheets  []gridSheet
	remarks []string
}

// gridSheet is a sheet of a grid.
type gridSheet struct {
	Info
	rows   []gridRow // by line once sorted
	merges []area    // merged cells, by their tops and then from the left once sorted
}

// gridRow is a row, or several that are alike.
type gridRow struct {
	line   int // 1-based
	repeat int // how many rows are like this one, it included
	hidden bool
	cells  []gridCell // by column once sorted
}

// gridCell is a cell that holds something, or several side by side that are alike.
type gridCell struct {
	column int32 // 0-based
	repeat int32 // how many cells are like this one, it included
	Cell
}

// Sheets implements [Book].
func (g *grid) Sheets() []Info {
	infos := make([]Info, len(g.sheets))
	for i := range g.sheets {
		infos[i] = g.sheets[i].Info
	}
	return infos
}

// Remarks implements [Book].
func (g *grid) Remarks() []string { return g.remarks }

// Close implements [Book].
func (g *grid) Close() error { return nil }

// Rows implements [Book].
func (g *grid) Rows(ctx context.Context, index int, each func(*Row) error) error {
	return g.sheets[index].give(ctx, each)
}

// sort puts rows, cells and merges in order. Of rows and cells at the same place the last counts.
func (s *gridSheet) sort() {
	byLine := func(a, b gridRow) int { return a.line - b.line }
	if !slices.IsSortedFunc(s.rows, byLine) {
		slices.SortStableFunc(s.rows, byLine)
	}
	byColumn := func(a, b gridCell) int { return int(a.column - b.column) }
	for i := range s.rows {
		if !slices.IsSortedFunc(s.rows[i].cells, byColumn) {
			slices.SortStableFunc(s.rows[i].cells, byColumn)
		}
	}
	slices.SortFunc(s.merges, func(a, b area) int { return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left)) })
}

// merge notes a merged area of so many columns and rows, from the cell at a line (1-based) and a column (0-based).
func (s *gridSheet) merge(line, column, columns, rows int) {
	if line > maxLines || column >= maxColumns || columns < 2 && rows < 2 {
		return
	}
	s.merges = append(s.merges, area{
		top: int32(line), bottom: int32(min(line+rows-1, maxLines)),
		left: uint16(column), right: uint16(min(column+columns, maxColumns) - 1),
	})
}

// The most lines of a sheet, as in Excel and LibreOffice, and the most cells that are given of one when what repeats is
// written out.
const (
	maxLines = 1 << 20
	maxGiven = 1 << 26
)

// give gives the rows of a sorted sheet that hold anything themselves.
func (s *gridSheet) give(ctx context.Context, each func(*Row) error) error {
	var r Row
	merged := mergedRows{rest: s.merges}
	last, given := 0, 0
	for i := range s.rows {
		row := &s.rows[i]
		if len(row.cells) == 0 {
			continue
		}
		for line := max(row.line, last+1); line < row.line+max(1, row.repeat) && line <= maxLines; line++ {
			if line%checkEvery == 0 && ctx.Err() != nil {
				return halted(ctx)
			}
			last = line
			r.Line, r.Hidden = line, row.hidden
			r.Cells = row.expand(r.Cells[:0])
			merged.repeat(&r)
			if given += len(r.Cells); given > maxGiven {
				return errTooLarge
			}
			if err := each(&r); err != nil {
				return err
			}
		}
	}
	if ctx.Err() != nil {
		return halted(ctx)
	}
	return nil
}

// expand writes the cells of a row, the empty ones between them too.
func (row *gridRow) expand(cells []Cell) []Cell {
	for i := range row.cells {
		c := &row.cells[i]
		if c.column >= maxColumns {
			break
		}
		for len(cells) < int(c.column) {
			cells = append(cells, Cell{})
		}
		cells = cells[:c.column] // the last of two at one place counts
		for range min(max(1, c.repeat), maxColumns-c.column) {
			cells = append(cells, c.Cell)
		}
	}
	return cells
}
