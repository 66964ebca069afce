package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gonha/api/intake/sheet"
	"gonha/solver/campaign"
)

// row is one row of a file, its cells by column. Cells of columns that the file does not have, or
// that are dropped on reading, are empty. A row and its cells belong to the reader, which writes the
// next row over them.
type row struct {
	sheet      int // index of its sheet
	line       int // 1-based, as a person sees it; in GeoJSON the feature's number
	cells      [numColumns]sheet.Cell
	headings                       // that it stands under
	identified bool                // it has an identity number or a date of birth
	titles     *[numColumns]string // of its table; nil where it has none
	place      rowPlace            // where its household is
	link       string              // a map that a click on one of its cells opens
	restored   bool                // its coordinates had lost their decimal point
	hidden     bool                // it is not to be seen in the spreadsheet program
	touched    uint64              // columns whose cells are not empty, a bit each
	column     column              // with reason, where the row cannot be taken at all
	reason     reason
}

// maxCell is the most bytes of a cell: what Excel allows, 32,767 characters, in UTF-8.
const maxCell = 4 * 32767

// put fills a cell. One that is too long spoils the row.
func (r *row) put(c column, cell *sheet.Cell) {
	if len(cell.Text) > maxCell {
		r.column, r.reason = c, longCell
		return
	}
	r.cells[c] = *cell
	r.touched |= 1 << c
	if cell.Kind == sheet.Text {
		if r.cells[c].Text = strings.TrimSpace(cell.Text); r.cells[c].Text == "" {
			r.cells[c].Kind = sheet.Empty
		}
	}
}

// putText fills a cell with text.
func (r *row) putText(c column, text string) { r.put(c, &sheet.Cell{Kind: sheet.Text, Text: text}) }

// has says whether a cell holds something of its own row, not merged from above.
func (r *row) has(c column) bool { return r.cells[c].Kind != sheet.Empty && !r.cells[c].Above }

// rowSet is what is known of a file as its rows are read.
type rowSet struct {
	file  string
	most  int // rows that may be read
	count int // rows met

	titles  [numColumns]string // of the table at hand, as the file writes them; empty where it has no such column
	columns [numColumns]string // of the first table that has it
	sheet   int                // index of the sheet at hand
	nth     int                // of tables side by side, the one at hand
	table   int                // number of the table at hand
	sheets  []SheetRead
	remarks []string
}

// begin takes the header of a table.
func (s *rowSet) begin(head *header) {
	s.titles = head.titles
	s.note(head)
}

// more takes the header of another table of the same sheet.
func (s *rowSet) more(head *header) {
	for c, title := range head.titles {
		if s.titles[c] == "" {
			s.titles[c] = title
		}
	}
	s.note(head)
}

func (s *rowSet) note(head *header) {
	for c, title := range head.titles {
		if s.columns[c] == "" {
			s.columns[c] = title
		}
	}
}

// has says whether the table at hand has the column.
func (s *rowSet) has(c column) bool { return s.titles[c] != "" }

// title is what the file calls a column or what it has in its place; where it has neither, what the
// contract calls it.
func (s *rowSet) title(c column) string {
	if s.has(c) {
		return s.titles[c]
	}
	for _, pair := range [...][2]column{
		{colID, colHousehold}, {colHousehold, colID}, {colLat, colCoordinates}, {colLat, colX}, {colStartLat, colStart}, {colStart, colStartLat}, {colStart, colX}, {colEndLat, colEnd},
		{colAddress, colPermanent}, {colAddress, colStreet}, {colMembers, colNames},
	} {
		if c == pair[0] && s.has(pair[1]) {
			return s.titles[pair[1]]
		}
	}
	return c.String()
}

// fault is a row that is set aside.
type fault struct {
	line    int
	column  column
	reason  reason
	persons int // people whom it holds
}

// aside makes set-aside rows of the faults of the table at hand, in the words of the file.
func (s *rowSet) aside(faults []fault) []SetAside {
	list := make([]SetAside, len(faults))
	for i, f := range faults {
		column := ""
		if f.column != colUnknown {
			column = s.title(f.column)
		}
		list[i] = SetAside{
			Rejected: campaign.Rejected{File: s.file, Sheet: s.sheetName(), Row: f.line, Column: column, Reason: string(f.reason)},
			Persons:  f.persons, sheet: s.sheet,
		}
	}
	return list
}

// sheetName is the name of the sheet at hand where the file has several.
func (s *rowSet) sheetName() string {
	if len(s.sheets) < 2 {
		return ""
	}
	return s.sheets[s.sheet].Sheet
}

// inOrder sorts set-aside rows as they stand in the file.
func inOrder(list []SetAside) {
	slices.SortStableFunc(list, func(a, b SetAside) int {
		if a.sheet != b.sheet {
			return a.sheet - b.sheet
		}
		return a.Row - b.Row
	})
}

// next counts a row, and says when there are too many.
func (s *rowSet) next() error {
	if s.count++; s.count > s.most {
		return TooMany{s.most}
	}
	return nil
}

// remark adds a line about the file, in Vietnamese and English.
func (s *rowSet) remark(vietnamese, english string) {
	s.remarks = append(s.remarks, fmt.Sprintf("%s: %s / %s", s.file, vietnamese, english))
}

// mostExpected bounds the room that is made for rows that a file claims to have.
const mostExpected = 200_000

// lister makes a list of the rows of a file: of households, of teams, of typed visits.
type lister interface {
	expect(rows int)  // says about how many rows a table has; 0 is not known
	add(*row)         // takes a row of the table at hand
	endTable(*rowSet) // ends the table at hand
}

// readBook gives the rows of every sheet that can be read to the list.
func (s *rowSet) readBook(ctx context.Context, book sheet.Book, known vocabulary, hints Hints, to lister) error {
	infos := book.Sheets()
	for _, info := range infos {
		s.sheets = append(s.sheets, SheetRead{File: s.file, Sheet: info.Name})
	}
	var fault error
	best := -1
	for i, info := range infos {
		s.sheet = i
		read := &s.sheets[i]
		switch {
		case len(hints.Sheets) > 0 && !slices.Contains(hints.Sheets, info.Name):
			read.Reason = "không chọn / not chosen"
			continue
		case info.Hidden && len(hints.Sheets) == 0:
			read.Reason = "trang bị ẩn / hidden"
			continue
		}
		head, swapped, err := s.readSheet(ctx, book, i, known, hints, to)
		if err != nil {
			return err
		}
		why := head.fault()
		if swapped {
			why = ErrSwapped
		}
		if why != nil {
			read.Reason = why.Error()
			if swapped || head.known > best {
				best, fault = head.known, why
			}
		}
	}
	s.remarks = append(s.remarks, book.Remarks()...)
	if used := slices.ContainsFunc(s.sheets, func(r SheetRead) bool { return r.Used }); !used {
		return s.unreadable(fault)
	}
	return nil
}

// unreadable is why no sheet of a file can be read.
func (s *rowSet) unreadable(fault error) error {
	if fault == nil {
		return errNoSheet
	}
	if len(s.sheets) > 1 {
		names := make([]string, 0, len(s.sheets))
		for _, read := range s.sheets {
			names = append(names, fmt.Sprintf("%q", read.Sheet))
		}
		fault = fmt.Errorf("%w (%s)", fault, strings.Join(names, ", "))
	}
	return fault
}

// readSheet gives the rows of one sheet to the list, and its header, whose fault says why there are none, unless the
// sheet is of the other kind of list.
func (s *rowSet) readSheet(ctx context.Context, book sheet.Book, index int, known vocabulary, hints Hints, to lister) (head *header, swapped bool, err error) {
	before := s.count
	t := &tableReader{set: s, known: known, by: titledBy(hints.Columns), strict: s.sheets[index].Sheet == ""}
	hidden, err := s.readTable(ctx, book, index, t, to)
	switch {
	case ctx.Err() != nil:
		return nil, false, stopped(ctx)
	case err == errNoTable:
		return t.head, t.swapped, nil
	case err != nil:
		return nil, false, err
	}
	to.endTable(s)
	skipped := t.skipped
	for s.nth = 1; s.nth < t.head.block.count; s.nth++ {
		beside := &tableReader{set: s, known: known, by: t.by, block: t.head.block, nth: s.nth}
		more, err := s.readTable(ctx, book, index, beside, to)
		if hidden += more; err != nil && err != errNoTable {
			return nil, false, err
		}
		to.endTable(s)
	}
	s.nth = 0
	read := &s.sheets[index]
	read.Used, read.Rows = true, s.count-before
	if read.Titles = titlesOf(t.head); hidden > 0 {
		s.remark(fmt.Sprintf("%s%d dòng bị ẩn, để riêng", s.inSheet(), hidden), fmt.Sprintf("%s%d hidden rows set aside", s.inSheet(), hidden))
	}
	if t.head.beyond > 0 {
		s.remark(fmt.Sprintf("%schỉ đọc %d bảng đặt cạnh nhau, bỏ qua %d bảng bên phải: tách thành nhiều trang", s.inSheet(), mostBlocks, t.head.beyond),
			fmt.Sprintf("%sonly %d tables side by side are read, %d to the right are left out: put them on sheets of their own", s.inSheet(), mostBlocks, t.head.beyond))
	}
	if !known.teams && t.coloursSay() {
		s.remark(fmt.Sprintf("%s%s tô màu hoặc gạch ngang (dòng %s): màu không được đọc, vẫn đi; nếu là đã xong, ghi vào cột trạng thái", s.inSheet(), rowsOf(len(t.marked)), spansOf(t.marked)),
			fmt.Sprintf("%s%d rows are coloured or struck through (%s): colours are not read; write what is done into a column of statuses", s.inSheet(), len(t.marked), spansOf(t.marked)))
	}
	if len(skipped) > 0 {
		s.remark(fmt.Sprintf("%sbỏ qua %s, không phải hộ: dòng %s", s.inSheet(), rowsOf(len(skipped)), spansOf(skipped)),
			fmt.Sprintf("%spassed over %d rows that are no household: %s", s.inSheet(), len(skipped), spansOf(skipped)))
	}
	return t.head, false, nil
}

// readTable gives the rows of one of the tables of a sheet to the list, and says how many are hidden.
func (s *rowSet) readTable(ctx context.Context, book sheet.Book, index int, t *tableReader, to lister) (hidden int, err error) {
	t.each = func(r *row) {
		if r.hidden {
			hidden++
		}
		to.add(r)
	}
	to.expect(min(book.Sheets()[index].Rows, s.most, mostExpected))
	if err = book.Rows(ctx, index, t.add); err == nil {
		err = t.end()
	}
	return hidden, err
}

// titlesOf are the titles of a table's columns, from the left.
func titlesOf(head *header) []string {
	var titles []string
	for _, title := range head.all {
		if title != "" && len(titles) < mostTitles {
			titles = append(titles, title)
		}
	}
	return titles
}
