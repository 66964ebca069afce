package intake

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// xlsxTable gives the rows of a workbook's first sheet.
type xlsxTable struct {
	book *excelize.File
	rows *excelize.Rows
	line int
}

// readXLSX reads the first sheet of a workbook.
func (s *rowSet) readXLSX(ctx context.Context, data []byte, known vocabulary, each func(*row)) error {
	from, err := openXLSX(ctx, data, s.most)
	if err != nil {
		return err
	}
	defer from.book.Close()
	defer from.rows.Close()
	head, err := findHeader(from, known)
	if err != nil {
		return err
	}
	if err := head.fault(); err != nil {
		return err
	}
	if err := s.readTable(ctx, head, from, false, each); err != nil {
		return err
	}
	if last := lastRow(from.book); last > from.line {
		return fmt.Errorf("dòng / row %d: %w", from.line+1, errBroken)
	}
	return nil
}

// openXLSX opens the first sheet of a workbook. Nothing of it is unpacked to disk, for it is personal
// data. excelize's own errors are not passed on: they may hold what a cell said.
func openXLSX(ctx context.Context, data []byte, rows int) (t *xlsxTable, err error) {
	bounds := boundsOf(len(data), rows)
	if err := bounds.check(ctx, data); err != nil {
		return nil, err
	}
	defer catch(&err)
	book, openErr := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: bounds.bytes, UnzipXMLSizeLimit: bounds.bytes,
		RawCellValue: true, // 21.056184 and not the 21.06 that a cell's format may show
	})
	if openErr != nil {
		return nil, errNotXLSX
	}
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, errNoSheet
	}
	first, openErr := book.Rows(sheets[0])
	if openErr != nil {
		return nil, errNoSheet
	}
	return &xlsxTable{book: book, rows: first}, nil
}

// catch makes a panic of excelize an error: the parser is not ours and meets files from anywhere, and
// what it trips over is a broken file. It is deferred around calls of excelize and nothing else.
func catch(err *error) {
	if recover() != nil {
		*err = errBroken
	}
}

// next implements table.
func (t *xlsxTable) next() (cells []string, line int, err error) {
	defer catch(&err)
	if !t.rows.Next() {
		if t.rows.Error() != nil {
			return nil, 0, fmt.Errorf("dòng / row %d: %w", t.line+1, errBroken)
		}
		return nil, 0, nil
	}
	t.line++
	if t.line > excelize.TotalRows {
		// A row that claims to be the billionth would have excelize give as many empty ones before it.
		return nil, 0, fmt.Errorf("dòng / row %d: %w", t.line, errBroken)
	}
	cells, err = t.rows.Columns()
	if err != nil {
		return nil, 0, fmt.Errorf("dòng / row %d: %w", t.line, errBroken)
	}
	if cells == nil {
		cells = []string{}
	}
	return cells, t.line, nil
}

// lastRow is the number the last row of the first sheet goes by, or 0 where it has none. excelize
// takes broken XML, such as a control character in a cell, for the end of the sheet; a row beyond
// where it stopped gives that away.
func lastRow(book *excelize.File) int {
	sheet := firstSheet(book)
	at := bytes.LastIndex(sheet, []byte("<row "))
	if at < 0 {
		return 0
	}
	tag, _, _ := bytes.Cut(sheet[at:], []byte(">"))
	_, attribute, found := bytes.Cut(tag, []byte(` r="`))
	if !found {
		return 0
	}
	number, _, _ := bytes.Cut(attribute, []byte(`"`))
	n, err := strconv.Atoi(string(number))
	if err != nil {
		return 0
	}
	return n
}

// firstSheet is the XML of the first sheet, or nil where the workbook keeps it in an unusual place.
func firstSheet(book *excelize.File) []byte {
	if book.WorkBook == nil || len(book.WorkBook.Sheets.Sheet) == 0 {
		return nil
	}
	var links struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:",attr"`
		}
	}
	if xml.Unmarshal(partOf(book, "xl/_rels/workbook.xml.rels"), &links) != nil {
		return nil
	}
	for _, link := range links.Relationship {
		if link.ID == book.WorkBook.Sheets.Sheet[0].ID {
			if target, absolute := strings.CutPrefix(link.Target, "/"); absolute {
				return partOf(book, target)
			}
			return partOf(book, path.Join("xl", link.Target))
		}
	}
	return nil
}

// partOf is a part of the workbook, or nil.
func partOf(book *excelize.File, part string) []byte {
	content, _ := book.Pkg.Load(part)
	data, _ := content.([]byte)
	return data
}
