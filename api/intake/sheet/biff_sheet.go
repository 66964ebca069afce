package sheet

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"
)

// biffRows reads the cells of one sheet into a grid. Records of cells may come in any order, merged areas come last.
type biffRows struct {
	*biff
	sheet  gridSheet
	byLine map[int]int // where the row of a line is in sheet
	hidden bool        // rows that no record describes are
	links  cellLinks
	result gridPlace // the formula that waits for the text that it gave
}

// gridPlace is a cell of a grid by its place in the memory of it.
type gridPlace struct {
	row, cell int
	waits     bool
}

// Rows implements [Book].
func (b *biff) Rows(ctx context.Context, index int, each func(*Row) error) error {
	rows := &biffRows{biff: b, byLine: make(map[int]int)}
	if err := rows.read(ctx, b.sheets[index].at); err != nil {
		return err
	}
	rows.putLinks()
	rows.sheet.sort()
	return rows.sheet.give(ctx, each)
}

// read reads a sheet's records. Charts within it are substreams of their own and passed over.
func (s *biffRows) read(ctx context.Context, at int) error {
	depth := 0
	for n := 0; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return halted(ctx)
		}
		r, whole := s.recordAt(at)
		switch {
		case !whole, n == 0 && r.id != recBOF:
			return errDamaged
		case r.id == recBOF:
			depth++
		case r.id == recEOF:
			if depth--; depth == 0 {
				return nil
			}
		case depth == 1:
			if line := s.readRecord(r); line > 0 {
				return fmt.Errorf("dòng / row %d: %w", line, errDamaged)
			}
		}
		at = r.next
	}
}

// readRecord reads a record, and gives the line of a cell that is broken or 0.
func (s *biffRows) readRecord(r record) (broken int) {
	switch r.id {
	case recDefRowHeight:
		s.hidden = s.hidden || len(r.data) > 0 && r.data[0]&0x02 != 0
	case recRow:
		s.readRow(s.continued(r))
	case recMergeCells:
		s.readMerges(s.continued(r))
	case recHLink:
		s.readLink(s.continued(r))
	case recString:
		s.readResult(s.continued(r))
	case recMulRK:
		return s.readMulRK(s.continued(r))
	case recFormula, recNumber, recRK, recLabelSST, recLabel, recRString, recBoolErr:
		from := s.continued(r)
		line, column, style := from.u16()+1, from.u16(), from.u16()
		if cell, sound := s.readCell(r.id, from, s.style(style)); !sound || from.spent {
			return line
		} else if cell.Kind != Empty || r.id == recFormula {
			place := s.put(line, column, cell)
			place.waits = r.id == recFormula
			s.result = place
		}
	}
	return 0
}

// style is that of a cell; a number that none has is the plain one.
func (s *biffRows) style(number int) cellStyle {
	if number < len(s.styles) {
		return s.styles[number]
	}
	return cellStyle{kind: Number}
}

// readCell reads what a cell holds.
func (s *biffRows) readCell(id int, from *biffReader, style cellStyle) (c Cell, sound bool) {
	switch id {
	case recNumber:
		return s.number(from.f64(), style), true
	case recRK:
		return s.number(rkNumber(uint32(from.u32())), style), true
	case recLabelSST:
		n := from.u32()
		if n >= len(s.texts) {
			return Cell{}, false
		}
		if font, old := s.runs[n]; old {
			style.legacy = font
		}
		return style.text(s.texts[n]), true
	case recBoolErr:
		value, isError := from.u8(), from.u8()
		if isError != 0 {
			return errorCell(value), true
		}
		return Cell{Kind: Bool, Value: math.Min(float64(value), 1)}, true
	case recFormula:
		return s.formula(from, style), true
	}
	return style.text(s.label(from)), true
}

// label is a text that a cell holds itself.
func (s *biffRows) label(from *biffReader) string {
	n := from.u16()
	if s.old {
		return s.pageText(from.bytes(n))
	}
	return from.text(n)
}

// formula reads the value that a formula had when the workbook was saved. That of one whose program left it to be worked
// out on opening is not known.
func (s *biffRows) formula(from *biffReader, style cellStyle) Cell {
	value := from.bytes(8)
	kind, detail, marked := value[0], int(value[2]), value[6] == 0xFF && value[7] == 0xFF
	number := math.Float64frombits(binary.LittleEndian.Uint64(value))
	flags := from.u16()
	const calculateOnLoad = 0x02
	switch {
	case !marked && number == 0 && flags&calculateOnLoad != 0:
		return Cell{Kind: Formula}
	case !marked:
		return s.number(number, style)
	case kind == 1:
		return Cell{Kind: Bool, Value: math.Min(float64(detail), 1)}
	case kind == 2:
		return errorCell(detail)
	}
	return Cell{Legacy: style.legacy, Format: style.format} // of a text, which comes next, or an empty one
}

// readResult reads the text that the formula before it gave.
func (s *biffRows) readResult(from *biffReader) {
	if !s.result.waits {
		return
	}
	c := &s.sheet.rows[s.result.row].cells[s.result.cell].Cell
	if text := s.label(from); c.Kind == Empty {
		*c = cellStyle{format: c.Format, legacy: c.Legacy}.text(text)
	}
	s.result.waits = false
}

// readMulRK reads several numbers side by side.
func (s *biffRows) readMulRK(from *biffReader) (broken int) {
	line, column := from.u16()+1, from.u16()
	for len(from.parts) > 0 && len(from.parts[0]) >= 6+2 { // the last column stands behind them
		style := s.style(from.u16())
		s.put(line, column, s.number(rkNumber(uint32(from.u32())), style))
		column++
	}
	if from.spent {
		return line
	}
	return 0
}

// readRow reads whether a row is hidden: by hand, by a filter or by a height of nothing.
func (s *biffRows) readRow(from *biffReader) {
	line := from.u16() + 1
	from.skip(4)
	height := from.u16()
	from.skip(4)
	flags := from.u16()
	const zeroHeight = 0x20
	if !from.spent {
		s.sheet.rows[s.row(line)].hidden = flags&zeroHeight != 0 || height == 0
	}
}

// readMerges reads merged areas.
func (s *biffRows) readMerges(from *biffReader) {
	for range from.u16() {
		top, bottom, left, right := from.u16()+1, from.u16()+1, from.u16(), from.u16()
		if from.spent {
			return
		}
		s.sheet.merge(top, left, right-left+1, bottom-top+1)
	}
}

// readLink reads the link of an area of cells, [MS-XLS] 2.4.140 and [MS-OSHARED] 2.3.7.1: what it shows and the frame that
// it opens in stand before its address.
func (s *biffRows) readLink(from *biffReader) {
	top, bottom, left, right := from.u16(), from.u16(), from.u16(), from.u16()
	from.skip(16 + 4) // the class, and a version
	const hasMoniker, hasName, hasFrame, isText = 0x01, 0x10, 0x80, 0x100
	flags := from.u32()
	for _, part := range [...]int{hasName, hasFrame} {
		if flags&part != 0 {
			from.skip(2 * from.u32())
		}
	}
	if flags&hasMoniker == 0 || flags&isText != 0 || bottom < top || right < left || from.spent {
		return
	}
	if from.u32() != urlMoniker {
		return
	}
	from.skip(12)
	size := from.u32()
	if size > 2*maxLink || from.spent {
		return
	}
	address, _, _ := strings.Cut(wideText(from.bytes(size)), "\x00")
	if address = linkOf(address); address != "" && !from.spent {
		if s.links == nil {
			s.links = make(cellLinks)
		}
		s.links.add(area{int32(top) + 1, int32(bottom) + 1, uint16(left), uint16(right)}, address)
	}
}

// putLinks gives the cells their links.
func (s *biffRows) putLinks() {
	for place, to := range s.links {
		at, found := s.byLine[place.line]
		if !found {
			continue
		}
		for i := range s.sheet.rows[at].cells {
			if c := &s.sheet.rows[at].cells[i]; int(c.column) == place.column && c.Kind != Empty {
				c.Link = to
			}
		}
	}
}

// urlMoniker begins the class of a link to an address, 79EAC9E0-BAF9-11CE-8C82-00AA004BA90B.
const urlMoniker = 0x79EAC9E0

// wideText is text of two bytes a character.
func wideText(data []byte) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// row is where the row of a line is in the grid.
func (s *biffRows) row(line int) int {
	at, found := s.byLine[line]
	if !found {
		at = len(s.sheet.rows)
		s.byLine[line] = at
		s.sheet.rows = append(s.sheet.rows, gridRow{line: line, hidden: s.hidden})
	}
	return at
}

// put puts a cell into the grid.
func (s *biffRows) put(line, column int, c Cell) gridPlace {
	at := s.row(line)
	row := &s.sheet.rows[at]
	row.cells = append(row.cells, gridCell{int32(column), 1, c})
	return gridPlace{row: at, cell: len(row.cells) - 1}
}

// number is a cell of a number as its format shows it.
func (s *biffRows) number(value float64, style cellStyle) Cell {
	return numberCell(value, style.format, style.legacy, s.date1904)
}

// rkNumber is a number in four bytes: a whole one or the upper half of a float, and perhaps a hundred times too large.
func rkNumber(rk uint32) float64 {
	value := float64(int32(rk) >> 2)
	if rk&0x02 == 0 {
		value = math.Float64frombits(uint64(rk&^0x03) << 32)
	}
	if rk&0x01 != 0 {
		value /= 100
	}
	return value
}

// errorCell is a cell of an error by its number in BIFF.
func errorCell(number int) Cell {
	names := map[int]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
	if name, known := names[number]; known {
		return Cell{Kind: Error, Text: name}
	}
	return Cell{Kind: Error, Text: "#VALUE!"}
}
