package intake

import (
	"errors"
	"slices"

	"gonha/api/intake/legacy"
	"gonha/api/intake/sheet"
)

// tableReader makes rows of named columns of a sheet's rows, one after the other. It looks for the header among the first of
// them; below it, rows that hold no household, person or team are passed over: empty ones, the numbers of the columns,
// the header once more, totals, the foot with its date and signatures, and headings of sections, which give the rows
// below them their group. Of tables side by side it reads one.
//
//   - header.go finds the header, title.go knows its titles, block.go tells tables side by side;
//   - rowkind.go says what a row below it is, foot.go knows the foot and heading.go what stands above others;
//   - cells.go puts the cells of a row under their columns.
type tableReader struct {
	set    *rowSet
	known  vocabulary
	by     titled
	each   func(*row)
	strict bool // a row with more cells than the header is faulty: a bare delimiter has pushed them along
	block  block
	nth    int // of the tables side by side, from 0

	first  []sheet.Row // until the header is found
	wide   int         // of them, those with several cells, which may be the header
	head   *header
	behind int // rows since the header
	headings
	doors   int          // headings of households
	above   []sheet.Cell // what the last row with anything of its own said, by column, for marks that repeat it
	swapped bool         // it is a table of the other kind of list
	font    sheet.Legacy // of before Unicode, that its texts are written for
	foot    bool         // the foot of the table has begun
	skipped []int        // lines passed over that hold words
	marked  []int        // lines of people that are struck through or coloured
	taken   int          // rows of people
	r       row
}

// errNoTable ends the reading of a sheet that has no header.
var errNoTable = errors.New("no header")

// add takes the next row of the sheet.
func (t *tableReader) add(r *sheet.Row) error {
	if t.nth > 0 {
		part := t.block.slice(r, t.nth)
		r = &part
	}
	if t.head != nil {
		t.modern(r)
		return t.entry(r)
	}
	if blank(r) {
		if r.Line > 20*headerRows {
			return t.find()
		}
		return nil
	}
	copied := *r
	copied.Cells = slices.Clone(r.Cells)
	t.first = append(t.first, copied)
	if len(wordsOf(r)) > 1 {
		t.wide++
	}
	if t.wide == headerRows || len(t.first) == 20*headerRows {
		return t.find()
	}
	return nil
}

// find looks for the header among the first rows and takes those below it.
func (t *tableReader) find() error {
	rows := t.first
	t.first = nil
	t.font = t.set.fontOf(rows)
	for i := range rows {
		t.modern(&rows[i])
	}
	head, next := findHeader(rows, t.known, &t.by)
	t.head = head
	t.swapped = t.known.swapped(head, rows, &t.by)
	fault := head.fault()
	if fault != nil && !t.swapped && head.known >= 2 && head.has(colName) && t.headed(rows[next:]) {
		head.titles[colAddress] = head.titles[colName] // where the headings above people stand
		fault = nil
	}
	if t.swapped || fault != nil {
		return errNoTable
	}
	if head.findBlock(); t.nth > 0 {
		head.block = block{}
	}
	t.set.begin(head)
	t.entitle(rows[:max(0, next-1)])
	for i := next; i < len(rows); i++ {
		if err := t.entry(&rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// headed says whether headings of households among the first rows give addresses, of which the table has no column.
func (t *tableReader) headed(rows []sheet.Row) bool {
	for i := range rows {
		texts := wordsOf(&rows[i])
		if len(texts) != 1 {
			continue
		}
		if _, address, ok := readDoor(texts[0]); ok && address != "" || !ok && isHouse(texts[0]) {
			return true
		}
	}
	return false
}

// end takes what is left at the end of the sheet.
func (t *tableReader) end() error {
	if t.head == nil {
		return t.find()
	}
	return nil
}

// modern brings texts that are written for a font of before Unicode into it.
func (t *tableReader) modern(r *sheet.Row) {
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind != sheet.Text || t.font == sheet.Modern && cell.Legacy == sheet.Modern {
			continue
		}
		font := cell.Legacy
		if font == sheet.Modern {
			font = t.font
		}
		cell.Text = legacy.Text(cell.Text, font)
		t.set.convertedFrom(font)
	}
}

// fontOf is the font of before Unicode that the first rows of a sheet are written for, where that is sure.
func (s *rowSet) fontOf(rows []sheet.Row) sheet.Legacy {
	var sample []string
	for i := range rows {
		for j := range rows[i].Cells {
			if cell := &rows[i].Cells[j]; cell.Kind == sheet.Text {
				sample = append(sample, cell.Text)
			}
		}
	}
	font, sure := legacy.Of(sample)
	if !sure {
		return sheet.Modern
	}
	return font
}

// convertedFrom says once of a file that its texts were converted.
func (s *rowSet) convertedFrom(font sheet.Legacy) {
	if remark := s.file + ": " + font.Remark(); !slices.Contains(s.remarks, remark) {
		s.remarks = append(s.remarks, remark)
	}
}

// entry takes a row below the header.
func (t *tableReader) entry(r *sheet.Row) error {
	if b := t.head.block; b.count > 0 {
		part := b.slice(r, 0)
		r = &part
	}
	if blank(r) {
		return nil
	}
	t.behind++
	t.fill(r)
	switch t.kindOf(r) {
	case passed:
		t.skipped = append(t.skipped, r.Line)
		return nil
	case nothing:
		return nil
	}
	if err := t.set.next(); err != nil {
		return err
	}
	t.remember()
	if t.taken++; slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return c.Marked && c.Kind != sheet.Empty }) {
		t.marked = append(t.marked, r.Line)
	}
	t.r.headings = t.headings
	t.each(&t.r)
	return nil
}
