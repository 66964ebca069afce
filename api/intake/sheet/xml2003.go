package sheet

import (
	"context"
	"io"
	"math"
	"strconv"
	"strings"

	"gonha/api/intake/legacy"
)

// xml2003 reads a workbook in the XML of Excel 2002 and 2003 (SpreadsheetML 2003, urn:schemas-microsoft-com:office:
// spreadsheet) into a grid.
type xml2003 struct {
	*xmlScanner
	grid    grid
	styles  map[string]cellStyle
	columns map[int]string // styles of columns
	inRow   string         // style of the row
}

// openXML2003 opens such a workbook.
func openXML2003(ctx context.Context, text string) (Book, error) {
	x := &xml2003{xmlScanner: newXMLScanner(stream{ctx, strings.NewReader(text)}), styles: make(map[string]cellStyle)}
	for {
		token, err := x.next()
		if err == io.EOF {
			break
		}
		if err == nil && token == xmlStart {
			err = unexpected(x.element())
		}
		switch {
		case ctx.Err() != nil:
			return nil, halted(ctx)
		case err != nil:
			return nil, errDamaged
		}
	}
	if len(x.grid.sheets) == 0 {
		return nil, errDamaged
	}
	for i := range x.grid.sheets {
		x.grid.sheets[i].sort()
	}
	return &x.grid, nil
}

// element reads an element outside of tables.
func (x *xml2003) element() error {
	switch string(x.name) {
	case "Style":
		return x.readStyle()
	case "Worksheet":
		v, err := x.values("Name")
		if err != nil {
			return err
		}
		x.grid.sheets = append(x.grid.sheets, gridSheet{Info: Info{Name: v[0]}})
	case "Table":
		if len(x.grid.sheets) > 0 {
			return x.table(&x.grid.sheets[len(x.grid.sheets)-1])
		}
	case "Visible":
		state, err := x.appendText(nil)
		if n := len(x.grid.sheets); n > 0 && strings.HasPrefix(string(state), "SheetHidden") || n > 0 && string(state) == "SheetVeryHidden" {
			x.grid.sheets[n-1].Hidden = true
		}
		return err
	}
	return nil
}

// readStyle reads the number format and font of a style, which begins with those of the one that it is made after.
func (x *xml2003) readStyle() error {
	v, err := x.values("ID", "Parent")
	if err != nil {
		return err
	}
	id, style := v[0], x.style(v[1])
	for depth := len(x.starts); ; {
		token, err := x.next()
		switch {
		case err != nil:
			return err
		case token == xmlEnd && len(x.starts) < depth:
			x.styles[id] = style
			return nil
		case token != xmlStart:
			continue
		}
		v, err := x.values("Format", "FontName")
		if err != nil {
			return err
		}
		switch string(x.name) {
		case "NumberFormat":
			style.format = parseFormat(namedFormat(v[0]))
			style.kind = style.format.kind()
		case "Font":
			style.legacy = legacy.OfName(v[1])
		}
	}
}

// style is a style by its name; one that is not there is the workbook's default.
func (x *xml2003) style(id string) cellStyle {
	if style, found := x.styles[id]; found {
		return style
	}
	if style, found := x.styles["Default"]; found {
		return style
	}
	return cellStyle{kind: Number}
}

// namedFormat is the code of a number format that is known by a name; others are codes.
func namedFormat(name string) string {
	codes := map[string]string{
		"General": "", "General Number": "", "General Date": "dd/mm/yyyy h:mm", "Long Date": "dd mmmm yyyy", "Medium Date": "dd-mmm-yy",
		"Short Date": "dd/mm/yyyy", "Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": "#,##0.00",
		"Euro Currency": "#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
		"Yes/No": "", "True/False": "", "On/Off": "",
	}
	if code, known := codes[name]; known {
		return code
	}
	return name
}

// table reads the rows of a sheet.
func (x *xml2003) table(sheet *gridSheet) error {
	x.columns = make(map[int]string)
	line, column := 1, 0
	for depth := len(x.starts); ; {
		token, err := x.next()
		switch {
		case err != nil:
			return err
		case token == xmlEnd && len(x.starts) < depth:
			return nil
		case token != xmlStart:
			continue
		}
		switch string(x.name) {
		case "Column":
			column, err = x.column(column)
		case "Row":
			line, err = x.row(sheet, line)
		default:
			err = x.skip()
		}
		if err != nil {
			return err
		}
	}
}

// column reads the style of columns side by side, from the given one on unless they say another.
func (x *xml2003) column(column int) (next int, err error) {
	v, err := x.values("StyleID")
	if err != nil {
		return 0, err
	}
	column = x.place("Index", column+1, maxColumns) - 1
	span := x.place("Span", 0, maxColumns)
	for n := 0; n <= span && v[0] != "" && column+n < maxColumns; n++ {
		x.columns[column+n] = v[0]
	}
	return min(column+span+1, maxColumns), nil
}

// place is an attribute's whole number, no less than the given one, which stands for none, and at most most.
func (x *xml2003) place(name string, least, most int) int {
	n, err := strconv.Atoi(string(x.attr(name)))
	if err != nil {
		return least
	}
	return min(max(n, least), most)
}

// row reads a row or several alike, at the given line unless it says another, and gives the line behind.
func (x *xml2003) row(sheet *gridSheet, line int) (next int, err error) {
	v, err := x.values("StyleID", "Hidden", "Height", "AutoFitHeight")
	if err != nil {
		return 0, err
	}
	line = x.place("Index", line, maxLines+1)
	span := x.place("Span", 0, maxLines)
	x.inRow = v[0]
	row := gridRow{line: line, repeat: 1 + span, hidden: v[1] == "1" || v[2] == "0"}
	column := 0
	for depth := len(x.starts); ; {
		token, err := x.next()
		switch {
		case err != nil:
			return 0, err
		case token == xmlEnd && len(x.starts) < depth:
			if len(row.cells) > 0 && line <= maxLines {
				sheet.rows = append(sheet.rows, row)
			}
			return min(line+span+1, maxLines+1), nil
		case token != xmlStart:
			continue
		case string(x.name) != "Cell":
			if err := x.skip(); err != nil {
				return 0, err
			}
			continue
		}
		column = x.place("Index", column+1, maxColumns+1) - 1
		right, down := x.place("MergeAcross", 0, maxColumns), x.place("MergeDown", 0, maxLines)
		cell, err := x.cell(column)
		if err != nil {
			return 0, err
		}
		if cell.Kind != Empty && column < maxColumns {
			row.cells = append(row.cells, gridCell{int32(column), 1, cell})
			sheet.merge(line, column, right+1, down+1)
		}
		column = min(column+right+1, maxColumns)
	}
}

// cell reads a cell to its end.
func (x *xml2003) cell(column int) (Cell, error) {
	v, err := x.values("StyleID", "Formula", "HRef")
	if err != nil {
		return Cell{}, err
	}
	id, formula, link := v[0], v[1] != "", linkOf(v[2])
	if id == "" {
		id = x.inRow
	}
	if id == "" {
		id = x.columns[column]
	}
	var c Cell
	found := false
	for depth := len(x.starts); ; {
		token, err := x.next()
		switch {
		case err != nil:
			return Cell{}, err
		case token == xmlEnd && len(x.starts) < depth:
			if !found && formula {
				c.Kind = Formula
			}
			return c, nil
		case token != xmlStart:
			continue
		case string(x.name) != "Data":
			if err := x.skip(); err != nil { // a comment has data too
				return Cell{}, err
			}
			continue
		}
		if c, err = x.data(x.style(id)); err != nil {
			return Cell{}, err
		}
		if found = true; c.Kind != Empty {
			c.Link = link
		}
	}
}

// data reads what a cell holds. Parts of a text may have fonts of their own.
func (x *xml2003) data(style cellStyle) (Cell, error) {
	v, err := x.values("Type")
	if err != nil {
		return Cell{}, err
	}
	var text []byte
	for depth := len(x.starts); ; {
		token, err := x.next()
		if err != nil {
			return Cell{}, err
		}
		if token == xmlText {
			if text, err = x.appendRaw(text); err != nil || len(text) > xmlLongest {
				return Cell{}, errXML
			}
		}
		if token == xmlEnd && len(x.starts) < depth {
			return dataCell(v[0], string(text), style), nil
		}
	}
}

// dataCell is a cell of data of a type.
func dataCell(kind, text string, style cellStyle) Cell {
	switch kind {
	case "Number":
		if number, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil && !math.IsNaN(number) && !math.IsInf(number, 0) {
			c := numberCell(number, style.format, style.legacy, false)
			return c
		}
	case "DateTime":
		if c, ok := parseISODate(strings.TrimSpace(text)); ok {
			if c.Value >= 1 && c.Value < 2 { // Excel's day 0 is that before 1900
				c.Value--
			}
			if c.Format = style.format; style.kind == Clock || c.Value < 1 {
				c.Kind = Clock
			}
			return c
		}
	case "Boolean":
		c := Cell{Kind: Bool}
		if strings.TrimSpace(text) == "1" {
			c.Value = 1
		}
		return c
	case "Error":
		return Cell{Kind: Error, Text: text}
	}
	return style.text(text)
}
