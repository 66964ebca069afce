package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// The size of a sheet in Excel.
const (
	xlsxLines   = 1 << 20
	xlsxColumns = 1 << 14
)

// maxCells is the most cells of a sheet that are given, empty ones to the left of others among them: enough for
// every row to have 256.
const maxCells = xlsxLines << 8

// rowReader reads the rows of a sheet.
type rowReader struct {
	*xlsx
	ctx      context.Context // of the one call that it serves
	s        *xmlScanner
	merged   mergedRows
	links    cellLinks
	arrays   []area // formulas that fill several cells, none of them with a value
	row      Row
	index    int      // of the sheet
	last     int      // the line of the row read last
	column   int      // of the cell read last, 0-based; -1 before the first
	given    int      // cells
	before   []string // the text of the cell above, by column: lists repeat themselves
	rich     richText
	value    []byte
	scratch  []byte                   // of formulas
	gridding bool                     // formulas are to be kept as they are, and numbers
	formula  string                   // of the cell, where gridding
	shared   map[string]sharedFormula // where gridding
	each     func(*Row) error
	failed   error // of each
}

// Rows implements [Book]. A row that holds nothing of its own is left out, whatever is merged into it. Rows and
// cells without numbers are numbered by their order. The error names the row where it is known.
func (x *xlsx) Rows(ctx context.Context, index int, each func(*Row) error) error {
	sheet := &x.sheets[index]
	if !sheet.cells {
		return nil
	}
	merged, links, err := x.merges(ctx, sheet.part)
	if err != nil {
		return x.fault(ctx, err)
	}
	x.formulas.begin(index)
	r := rowReader{xlsx: x, ctx: ctx, index: index, merged: mergedRows{rest: merged}, links: links, each: each}
	switch err := r.readPart(sheet.part); {
	case r.failed != nil:
		return r.failed
	case err == nil:
		return nil
	case r.row.Line > 0:
		err = x.fault(ctx, err)
		if ctx.Err() == nil {
			err = fmt.Errorf("dòng / row %d: %w", r.row.Line, err)
		}
		return err
	default:
		return x.fault(ctx, err)
	}
}

// readPart reads a sheet's part to its end.
func (r *rowReader) readPart(part string) error {
	content, err := r.open(r.ctx, part)
	if err != nil {
		return err
	}
	defer content.Close()
	r.s = newXMLScanner(content)
	const inSheetData = 2
	data := false
	for {
		token, err := r.s.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case token == xmlEnd && len(r.s.starts) < inSheetData:
			r.row.Line = 0 // what comes is of no row
		case token != xmlStart:
		case len(r.s.starts) == inSheetData:
			data = string(r.s.name) == "sheetData"
			r.row.Line = r.last + 1 // to be told of what is broken before its number is known
		case !data || len(r.s.starts) > inSheetData+1:
		case string(r.s.name) == "row":
			if err := r.readRow(); err != nil {
				return unexpected(err)
			}
		}
	}
}

// readRow reads a row and gives it away where it holds anything of its own.
func (r *rowReader) readRow() error {
	if err := r.beginRow(); err != nil {
		return err
	}
	for depth := len(r.s.starts); len(r.s.starts) >= depth; {
		token, err := r.s.next()
		switch {
		case err != nil:
			return err
		case token != xmlStart:
		case string(r.s.name) == "c":
			err = r.readCell()
		default:
			err = r.s.skip()
		}
		if err != nil {
			return err
		}
	}
	if len(r.row.Cells) > 0 {
		r.fillArrays()
		r.links.put(&r.row)
		r.merged.repeat(&r.row)
		if r.given += len(r.row.Cells); r.given > maxCells {
			return told("trang tính có quá nhiều ô / the sheet has too many cells")
		}
		if r.row.holds() {
			if r.failed = r.each(&r.row); r.failed != nil {
				return r.failed
			}
		}
	}
	r.row.Line = r.last + 1
	return nil
}

// errOrder is the error of a row or a cell that stands before or over another.
var errOrder = errors.New("not in order")

// beginRow reads a row's own attributes.
func (r *rowReader) beginRow() error {
	r.row = Row{Line: r.last + 1, Cells: r.row.Cells[:0]}
	for _, a := range r.s.attrs {
		switch string(a.name) {
		case "r":
			line, ok := parseLine(a.value)
			switch {
			case !ok:
				return errXML
			case line <= r.last:
				return errOrder
			}
			r.row.Line = line
		case "hidden":
			r.row.Hidden = r.row.Hidden || isTrue(a.value)
		case "ht":
			height, err := strconv.ParseFloat(string(a.value), 64)
			r.row.Hidden = r.row.Hidden || err == nil && height == 0
		}
	}
	if r.row.Line > xlsxLines {
		return errXML
	}
	r.last, r.column = r.row.Line, -1
	return nil
}

// widen gives the row this many cells at least.
func (r *Row) widen(cells int) {
	for len(r.Cells) < cells {
		r.Cells = append(r.Cells, Cell{})
	}
}

// holds says whether the row holds anything but what the rows above it say already.
func (r *Row) holds() bool {
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Kind != Empty && !c.Above {
			return true
		}
	}
	return false
}

// fillArrays marks the cells that belong to a formula which nobody has worked out and that stands in another cell.
func (r *rowReader) fillArrays() {
	kept := r.arrays[:0]
	for _, a := range r.arrays {
		if int(a.bottom) < r.row.Line {
			continue
		}
		kept = append(kept, a)
		for column := int(a.left); column <= int(a.right); column++ {
			r.row.widen(column + 1)
			if c := &r.row.Cells[column]; c.Kind == Empty {
				c.Kind = Formula
			}
		}
	}
	r.arrays = kept
}
