package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"gonha/api/intake/legacy"
)

// ods reads a spreadsheet of OpenDocument (ISO/IEC 26300-1) into a grid: the parts styles.xml and content.xml of a zip
// file, or one flat file of XML.
//
//   - ods.go reads styles, tables and rows;
//   - ods_cell.go reads what a cell holds.
type ods struct {
	*xmlScanner
	grid    grid
	faces   map[string]string // families of fonts, by the names that styles know them by
	styles  map[string]*odsStyle
	style   *odsStyle // the one that is being read
	text    odsText
	columns []odsColumns // of the table, from the left
}

// odsStyle is what a style says that matters here.
type odsStyle struct {
	parent string
	font   string // its family
	hidden bool   // of a table
}

// odsColumns are columns side by side whose cells have a style unless they say another.
type odsColumns struct {
	count int
	style string
}

// openODS opens a packed document.
func openODS(ctx context.Context, data []byte, rows int) (Book, error) {
	parts, err := openArchive(data, rows, "ODS")
	if err != nil {
		return nil, err
	}
	o := newODS()
	for _, name := range []string{"META-INF/manifest.xml", "styles.xml", "content.xml"} {
		if !parts.has(name) && name != "content.xml" {
			continue
		}
		part, err := parts.open(ctx, name)
		if err != nil {
			return nil, parts.fault(ctx, err)
		}
		err = o.read(part)
		part.Close() //nolint:errcheck // it was only read
		switch {
		case errors.Is(err, errPassword):
			return nil, errPassword
		case err != nil:
			return nil, parts.fault(ctx, err)
		}
	}
	return o.book()
}

// openFlatODS opens a document in one file of XML.
func openFlatODS(ctx context.Context, text string) (Book, error) {
	o := newODS()
	if err := o.read(stream{ctx, strings.NewReader(text)}); err != nil {
		if ctx.Err() != nil {
			return nil, halted(ctx)
		}
		return nil, errDamaged
	}
	return o.book()
}

func newODS() *ods {
	return &ods{faces: make(map[string]string), styles: make(map[string]*odsStyle)}
}

func (o *ods) book() (Book, error) {
	if len(o.grid.sheets) == 0 {
		return nil, errDamaged
	}
	for i := range o.grid.sheets {
		o.grid.sheets[i].sort()
	}
	return &o.grid, nil
}

// read reads a part to its end.
func (o *ods) read(from io.Reader) error {
	o.xmlScanner = newXMLScanner(from)
	for {
		token, err := o.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case token != xmlStart:
			continue
		}
		if err := o.element(); err != nil {
			return unexpected(err)
		}
	}
}

// element reads an element outside of tables.
func (o *ods) element() error {
	switch string(o.name) {
	case "encryption-data", "encrypted-key":
		return errPassword
	case "font-face":
		v, err := o.values("name", "font-family")
		if err != nil {
			return err
		}
		o.faces[v[0]] = strings.Trim(v[1], "'\" ")
	case "style":
		v, err := o.values("name", "parent-style-name", "family")
		if err != nil {
			return err
		}
		o.style = &odsStyle{parent: v[1]}
		if v[2] == "table" || v[2] == "table-cell" {
			o.styles[v[0]] = o.style
		}
	case "text-properties":
		v, err := o.values("font-name", "font-family")
		if err != nil || o.style == nil {
			return err
		}
		if o.style.font = v[1]; v[1] == "" {
			o.style.font = o.faces[v[0]]
		}
	case "table-properties":
		if o.style != nil {
			o.style.hidden = string(o.attr("display")) == "false"
		}
	case "table":
		return o.table()
	case "tracked-changes", "annotation", "dde-links":
		return o.skip()
	}
	return nil
}

// legacyOf gives the font encoding of a style, its own or that of those that it goes back to.
func (o *ods) legacyOf(style string) Legacy {
	for range 10 {
		s := o.styles[style]
		if s == nil {
			break
		}
		if s.font != "" {
			return legacy.OfName(strings.Trim(s.font, "'\" "))
		}
		style = s.parent
	}
	return Modern
}

// table reads a sheet.
func (o *ods) table() error {
	v, err := o.values("name", "style-name")
	if err != nil {
		return err
	}
	style := o.styles[v[1]]
	o.grid.sheets = append(o.grid.sheets, gridSheet{Info: Info{Name: v[0], Hidden: style != nil && style.hidden}})
	sheet := &o.grid.sheets[len(o.grid.sheets)-1]
	o.columns = o.columns[:0]
	line, hidden := 1, 0 // the depth of elements that hide rows
	for depth := len(o.starts); ; {
		token, err := o.next()
		switch {
		case err != nil:
			return err
		case token == xmlEnd && len(o.starts) < depth:
			return nil
		case token == xmlEnd && len(o.starts) < hidden:
			hidden = 0
		case token != xmlStart:
			continue
		}
		switch string(o.name) {
		case "table-row":
			if token == xmlStart {
				line, err = o.row(sheet, line, hidden > 0)
			}
		case "table-column":
			if token == xmlStart {
				err = o.column()
			}
		case "table-row-group":
			if token == xmlStart && hidden == 0 && string(o.attr("display")) == "false" {
				hidden = len(o.starts)
			}
		case "table-header-rows", "table-rows", "table-columns", "table-header-columns", "table-column-group":
		default:
			if token == xmlStart {
				err = o.skip()
			}
		}
		if err != nil {
			return err
		}
	}
}

// column reads the style of columns, some of which may be alike.
func (o *ods) column() error {
	v, err := o.values("default-cell-style-name")
	if err != nil {
		return err
	}
	if len(o.columns) < maxColumns {
		o.columns = append(o.columns, odsColumns{o.count("number-columns-repeated", maxColumns), v[0]})
	}
	return nil
}

// columnStyle is the style of a column's cells.
func (o *ods) columnStyle(column int) string {
	for _, c := range o.columns {
		if column < c.count {
			return c.style
		}
		column -= c.count
	}
	return ""
}

// count is an attribute's whole number, from 1 to most.
func (o *ods) count(name string, most int) int {
	value := o.attr(name)
	if value == nil {
		return 1 // most cells of a sheet
	}
	n, err := strconv.Atoi(string(value))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// odsMerged is the most alike rows whose merged cells are noted.
const odsMerged = 4096

// row reads a row or several that are alike, and gives the line behind them.
func (o *ods) row(sheet *gridSheet, line int, hidden bool) (next int, err error) {
	repeat := o.count("number-rows-repeated", maxLines)
	visibility := o.attr("visibility")
	hidden = hidden || bytes.Equal(visibility, []byte("collapse")) || bytes.Equal(visibility, []byte("filter"))
	row := gridRow{line: line, repeat: min(repeat, max(0, maxLines-line+1)), hidden: hidden}
	merges := len(sheet.merges)
	column := 0
	for depth := len(o.starts); ; {
		token, err := o.next()
		switch {
		case err != nil:
			return 0, err
		case token == xmlEnd && len(o.starts) < depth:
			if len(row.cells) > 0 && row.repeat > 0 {
				sheet.rows = append(sheet.rows, row)
			}
			sheet.repeatMerges(merges, min(row.repeat, odsMerged))
			return min(line+repeat, math.MaxInt32), nil
		case token != xmlStart:
			continue
		}
		covered := string(o.name) == "covered-table-cell"
		if string(o.name) != "table-cell" && !covered {
			if err := o.skip(); err != nil {
				return 0, err
			}
			continue
		}
		repeat := o.count("number-columns-repeated", maxColumns)
		right, down := o.count("number-columns-spanned", maxColumns), o.count("number-rows-spanned", maxLines)
		cell, err := o.cell(column)
		if err != nil {
			return 0, err
		}
		if cell.Kind != Empty && !covered && column < maxColumns {
			row.cells = append(row.cells, gridCell{int32(column), int32(repeat), cell})
			sheet.merge(line, column, right, down)
		}
		column = min(column+repeat, maxColumns)
	}
}

// repeatMerges notes the merged cells of a row from the one with this index on for rows that are like it.
func (s *gridSheet) repeatMerges(from, rows int) {
	for _, m := range s.merges[from:] {
		for n := 1; n < rows && m.top == m.bottom; n++ {
			s.merges = append(s.merges, area{m.top + int32(n), m.bottom + int32(n), m.left, m.right})
		}
	}
}
