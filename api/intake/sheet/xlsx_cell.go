package sheet

import (
	"bytes"
	"strconv"
	"time"
)

// cellType is how a cell stores its value: the t attribute.
type cellType uint8

const (
	storedNumber cellType = iota
	storedShared          // the number of a shared text
	storedInline
	storedString // the result of a formula
	storedBool
	storedError
	storedDate // in ISO 8601
)

// cellTypeOf reads a t attribute.
func cellTypeOf(value []byte) (cellType, bool) {
	switch string(value) {
	case "n":
		return storedNumber, true
	case "s":
		return storedShared, true
	case "inlineStr":
		return storedInline, true
	case "str":
		return storedString, true
	case "b":
		return storedBool, true
	case "e":
		return storedError, true
	case "d":
		return storedDate, true
	}
	return 0, false
}

// cellElement is a cell's element. The texts are in the reader's memory: of a v element in value, of an is
// element in rich.
type cellElement struct {
	column  int
	style   *cellStyle
	stored  cellType
	value   bool // it has a v element, which may be empty
	inline  bool // it has an is element
	formula bool
	array   area // that the formula fills, where it is more than the cell
	link    string
}

// plainStyle is that of a cell without a style.
var plainStyle = cellStyle{kind: Number}

// readCell reads the cell that has just begun into the row.
func (r *rowReader) readCell() error {
	c := cellElement{column: r.column + 1, style: &plainStyle}
	if err := r.readCellAttrs(&c); err != nil {
		return err
	}
	r.column = c.column
	r.value = r.value[:0]
	for depth := len(r.s.starts); len(r.s.starts) >= depth; {
		token, err := r.s.next()
		if err != nil {
			return err
		}
		if token != xmlStart {
			continue
		}
		switch string(r.s.name) {
		case "v":
			r.value, err = r.s.appendText(r.value[:0])
			c.value = true
		case "is":
			err = r.rich.read(r.s)
			c.inline = true
		case "f":
			err = r.readFormula(&c)
		default:
			err = r.s.skip()
		}
		if err != nil {
			return err
		}
	}
	return r.put(&c)
}

// readFormula reads a formula: what it says only where it is to be kept. Of formulas that are shared one has the text.
func (r *rowReader) readFormula(c *cellElement) error {
	c.formula = true
	kind := string(r.s.attr("t"))
	if kind == "array" || kind == "dataTable" {
		c.array, _ = parseArea(r.s.attr("ref"))
	}
	if !r.gridding {
		text, err := r.s.appendText(r.scratch[:0])
		r.scratch = text[:0]
		c.link = formulaLink(text)
		return err
	}
	share := ""
	if kind == "shared" {
		share = string(r.s.attr("si"))
	}
	text, err := r.s.appendText(nil)
	r.formula = string(text)
	switch master, known := r.shared[share]; {
	case share == "":
	case len(text) > 0 && len(r.shared) < mostShared:
		if r.shared == nil {
			r.shared = make(map[string]sharedFormula)
		}
		r.shared[share] = sharedFormula{r.formula, c.column, r.row.Line}
	case known:
		r.formula = shifted(master.text, c.column-master.column, r.row.Line-master.line)
	}
	return err
}

// readCellAttrs reads a cell's own attributes.
func (r *rowReader) readCellAttrs(c *cellElement) error {
	for _, a := range r.s.attrs {
		switch string(a.name) {
		case "r":
			column, line, ok := parseRef(a.value)
			if !ok || line != r.row.Line {
				return errXML
			}
			c.column = column
		case "s":
			if style := attrInt(a.value); !r.gridding && style >= 0 && style < len(r.styles) {
				c.style = &r.styles[style]
			}
		case "t":
			var ok bool
			if c.stored, ok = cellTypeOf(a.value); !ok {
				return errXML
			}
		}
	}
	if c.column >= xlsxColumns {
		return errXML
	}
	return nil
}

// put puts a cell that holds anything into the row.
func (r *rowReader) put(c *cellElement) error {
	var cell Cell
	var err error
	if c.stored != storedString {
		r.value = bytes.TrimSpace(r.value)
	}
	switch {
	case c.formula && len(r.value) == 0 && !(c.stored == storedString && c.value) && !c.inline:
		cell = r.workOut(c)
	case c.stored == storedInline && c.inline:
		cell = r.text(c, r.rich.text)
		if legacy, ofRuns := r.rich.ofRuns(); ofRuns {
			cell.Legacy = legacy
		}
	case len(r.value) == 0:
	case c.stored == storedShared:
		cell, err = r.sharedText(c)
	case c.stored == storedDate:
		cell = r.isoDate(c)
	case c.stored == storedBool:
		cell, err = xlsxBool(r.value)
	case c.stored == storedError:
		cell = Cell{Kind: Error, Text: r.keep(c.column, r.value)}
	case c.stored == storedNumber:
		cell = r.number(c)
	default:
		cell = r.text(c, unescape(r.value))
	}
	if err != nil || cell.Kind == Empty {
		return err
	}
	r.row.widen(c.column + 1)
	if r.row.Cells[c.column].Kind != Empty {
		return errOrder
	}
	cell.Link, cell.Marked = c.link, c.style.marked
	r.row.Cells[c.column] = cell
	return nil
}

// text is a cell of a text.
func (r *rowReader) text(c *cellElement, text []byte) Cell {
	if len(text) == 0 {
		return Cell{}
	}
	return Cell{Kind: Text, Text: c.style.format.text(r.keep(c.column, text)), Legacy: c.style.legacy}
}

// keep is a text in memory of its own, or in that of the same text in the row above.
func (r *rowReader) keep(column int, text []byte) string {
	for column >= len(r.before) {
		r.before = append(r.before, "")
	}
	if r.before[column] != string(text) {
		r.before[column] = string(text)
	}
	return r.before[column]
}

// sharedText is a cell of a text that several may share.
func (r *rowReader) sharedText(c *cellElement) (Cell, error) {
	index := attrInt(r.value)
	if index < 0 || index >= len(r.texts) {
		return Cell{}, errXML
	}
	cell := Cell{Kind: Text, Text: c.style.format.text(r.texts[index]), Legacy: c.style.legacy}
	if legacy, ofRuns := r.legacy[index]; ofRuns {
		cell.Legacy = legacy
	}
	if r.texts[index] == "" {
		return Cell{}, nil
	}
	return cell, nil
}

// xlsxBool is a cell of yes or no.
func xlsxBool(value []byte) (Cell, error) {
	switch {
	case isTrue(value):
		return Cell{Kind: Bool, Value: 1}, nil
	case string(value) == "0" || string(value) == "false":
		return Cell{Kind: Bool}, nil
	}
	return Cell{}, errXML
}

// number is a cell of a number, and one of the text where it is none: some writers put texts so.
func (r *rowReader) number(c *cellElement) Cell {
	value, ok := parseNumber(r.value)
	if !ok {
		return r.text(c, unescape(r.value))
	}
	return r.numberCell(c, value)
}

// numberCell is a cell of a number as its format shows it.
func (r *rowReader) numberCell(c *cellElement, value float64) Cell {
	cell := Cell{Kind: c.style.kind, Value: value, Format: c.style.format}
	switch c.style.kind {
	case Text:
		return Cell{Kind: Text, Text: c.style.format.text(general(value)), Legacy: c.style.legacy}
	case Date:
		cell.Value = r.days(value)
	}
	return cell
}

// days are the days since 1899-12-30 of a date of the workbook. Less than a day is a time and no date. Excel
// takes 1900 for a leap year as Lotus 1-2-3 did, so that its days before 1 March are one behind.
func (r *rowReader) days(serial float64) float64 {
	const between1900and1904, march1900 = 1462, 60
	switch {
	case serial < 1:
		return serial
	case r.date1904:
		return serial + between1900and1904
	case serial < march1900:
		return serial + 1
	}
	return serial
}

// isoDate is a cell of a date that is stored as one.
func (r *rowReader) isoDate(c *cellElement) Cell {
	cell, ok := parseISODate(string(r.value))
	if !ok {
		return r.text(c, unescape(r.value))
	}
	if c.style.kind == Date || c.style.kind == cell.Kind {
		cell.Format = c.style.format
	}
	return cell
}

// parseISODate reads a date of ISO 8601 as Excel stores them: of a date, a time or both, whose zone is that of
// the wall clock.
func parseISODate(text string) (Cell, bool) {
	for _, layout := range [...]string{"2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, text); err == nil {
			_, east := t.Zone()
			seconds := t.Unix() + int64(east) - dayZero.Unix()
			return Cell{Kind: Date, Value: (float64(seconds) + float64(t.Nanosecond())/1e9) / 86400}, true
		}
	}
	for _, layout := range [...]string{"15:04:05", "T15:04:05", "15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return Cell{Kind: Clock, Value: float64(t.Hour()*3600+t.Minute()*60+t.Second()) / 86400}, true
		}
	}
	return Cell{}, false
}

// parseNumber reads a stored number: 9.12345678E8 as well as 912345678.
func parseNumber(text []byte) (float64, bool) {
	for _, c := range text {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false // Go takes "0x1p4", "1_000" and "Inf" for numbers
		}
	}
	value, err := strconv.ParseFloat(string(text), 64)
	return value, err == nil
}

// parseRef reads a cell's address: its column, 0-based, and line.
func parseRef(ref []byte) (column, line int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		letter := ref[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		column = column*26 + int(letter-'A') + 1
	}
	line, ok = parseLine(ref[i:])
	return column - 1, line, ok && i > 0 && column <= xlsxColumns
}

// parseLine reads the number of a row.
func parseLine(digits []byte) (line int, ok bool) {
	for _, c := range digits {
		if c < '0' || c > '9' || line > xlsxLines {
			return 0, false
		}
		line = line*10 + int(c-'0')
	}
	return line, line > 0 && line <= xlsxLines
}

// parseArea reads a rectangle of cells: A1:B2, or A1 where it is one.
func parseArea(ref []byte) (area, bool) {
	from, to := ref, ref
	for i := range ref {
		if ref[i] == ':' {
			from, to = ref[:i], ref[i+1:]
		}
	}
	left, top, ok1 := parseRef(from)
	right, bottom, ok2 := parseRef(to)
	if !ok1 || !ok2 {
		return area{}, false
	}
	return area{
		top: int32(min(top, bottom)), bottom: int32(max(top, bottom)),
		left: uint16(min(left, right)), right: uint16(max(left, right)),
	}, true
}
