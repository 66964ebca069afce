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
	merges []merge   // by their first row
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

// merge is an area of cells that are one: what the first of them holds, all hold. Its last row and column belong to it.
type merge struct {
	top, bottom int // 1-based lines
	left, right int // 0-based columns
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
	slices.SortStableFunc(s.merges, func(a, b merge) int { return cmp.Compare(a.top, b.top) })
}

// carried is what a merged area hands down to the rows below, in one column.
type carried struct {
	until int // the last line of the area
	cell  Cell
}

// What a sheet may come to when what repeats is written out, and how far to the right a merged area is filled: nobody
// merges more columns but those of a title over the whole width.
const (
	maxGiven  = 1 << 26 // cells
	maxMerged = 256     // columns
)

// give gives the rows of a sorted sheet that hold anything themselves. Merged areas are filled as they are met, so that
// one of a million rows costs no more than the rows that there are.
func (s *gridSheet) give(ctx context.Context, each func(*Row) error) error {
	var r Row
	var down []carried
	merges, last, given := s.merges, 0, 0
	for i := range s.rows {
		row := &s.rows[i]
		if len(row.cells) == 0 {
			continue
		}
		for n := range max(1, row.repeat) {
			line := row.line + n
			if line%checkEvery == 0 && ctx.Err() != nil {
				return halted(ctx)
			}
			if line <= last {
				continue
			}
			last = line
			r.Line, r.Hidden = line, row.hidden
			r.Cells = fill(row.expand(r.Cells[:0]), down, line)
			for ; len(merges) > 0 && merges[0].top <= line; merges = merges[1:] {
				if merges[0].top == line {
					r.Cells, down = merges[0].open(r.Cells, down)
				}
			}
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

// open fills the first row of an area, which cells are, and notes what it hands down.
func (m merge) open(cells []Cell, down []carried) ([]Cell, []carried) {
	if m.left >= len(cells) || cells[m.left].Kind == Empty {
		return cells, down
	}
	right := min(m.right, m.left+maxMerged-1, maxColumns-1)
	for len(down) <= right {
		down = append(down, carried{})
	}
	for len(cells) <= right {
		cells = append(cells, Cell{})
	}
	for column := m.left; column <= right; column++ {
		cell := cells[m.left]
		if column > m.left {
			cell.Left = true
			cells[column] = cell
		}
		cell.Above = true
		down[column] = carried{m.bottom, cell}
	}
	return cells, down
}

// fill puts what areas from above hand down into a row.
func fill(cells []Cell, down []carried, line int) []Cell {
	for column := range down {
		if down[column].until < line {
			continue
		}
		for len(cells) <= column {
			cells = append(cells, Cell{})
		}
		cells[column] = down[column].cell
	}
	return cells
}
