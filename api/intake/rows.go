package intake

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"gonha/solver/campaign"
)

// row is one row of a file, its cells by column. Cells of columns that the file does not have, or
// that are dropped on reading, are empty. A row and its cells belong to the reader, which writes the
// next row over them.
type row struct {
	line   int // 1-based, as a person sees it; in GeoJSON the feature's number
	cells  [numColumns]string
	column column // with reason, where the row cannot be taken at all
	reason reason
}

// maxCell is the most bytes of a cell: what Excel allows, 32,767 characters, in UTF-8.
const maxCell = 4 * 32767

// put fills a cell. One that is too long spoils the row.
func (r *row) put(c column, cell string) {
	if len(cell) > maxCell {
		r.column, r.reason = c, longCell
		return
	}
	r.cells[c] = strings.TrimSpace(cell)
}

// rowSet is what is known of a file once its rows are read.
type rowSet struct {
	file  string
	most  int // rows that may be read
	count int // rows met

	addressed bool               // a household may have an address in place of coordinates
	titles    [numColumns]string // as the file writes them; empty where it has no such column
}

// has says whether the file has the column.
func (s *rowSet) has(c column) bool { return s.titles[c] != "" }

// fault is a row that is set aside.
type fault struct {
	line   int
	column column
	reason reason
}

// rejected gives the faults by rising row, in the words of the file.
func (s *rowSet) rejected(faults []fault) []campaign.Rejected {
	if len(faults) == 0 {
		return nil
	}
	slices.SortStableFunc(faults, func(a, b fault) int { return a.line - b.line })
	list := make([]campaign.Rejected, len(faults))
	for i, f := range faults {
		list[i] = campaign.Rejected{File: s.file, Row: f.line, Column: s.title(f.column), Reason: string(f.reason)}
	}
	return list
}

// title is what the file calls a column or what it has in its place; where it has neither, what the
// contract calls it.
func (s *rowSet) title(c column) string {
	if !s.has(c) {
		for _, pair := range [...][2]column{{colID, colHousehold}, {colHousehold, colID}, {colLat, colCoordinates}, {colStartLat, colStart}, {colEndLat, colEnd}} {
			if c == pair[0] && s.has(pair[1]) {
				return s.titles[pair[1]]
			}
		}
		return c.String()
	}
	return s.titles[c]
}

// checkEvery is the number of rows between two looks at the context: well under a millisecond.
const checkEvery = 512

// next counts a row, and says when there are too many.
func (s *rowSet) next() error {
	if s.count++; s.count > s.most {
		return TooMany{s.most}
	}
	return nil
}

// readFile finds out the format and gives each row that holds anything to each.
func (s *rowSet) readFile(ctx context.Context, data []byte, known vocabulary, each func(*row)) error {
	extension := strings.ToLower(filepath.Ext(s.file))
	switch {
	case len(data) == 0:
		return errEmpty
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		// Excel before 2007, and any workbook with a password, is in Microsoft's compound file format.
		return errOldExcel
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return s.readXLSX(ctx, data, known, each)
	case extension == ".xlsx" || extension == ".xlsm":
		return errNotWorkbook
	}
	text, err := decode(ctx, data)
	if err != nil {
		return err
	}
	plain := extension == ".csv" || extension == ".tsv" || extension == ".txt"
	if extension == ".geojson" || extension == ".json" || !plain && strings.HasPrefix(strings.TrimSpace(text), "{") {
		return s.readGeoJSON(ctx, text, known, each)
	}
	return s.readCSV(ctx, text, known, each)
}

// readTable gives the rows of a table below its header to each, without empty and total rows.
func (s *rowSet) readTable(ctx context.Context, head *header, from table, strictWidth bool, each func(*row)) error {
	s.titles = head.titles
	var r row
	for n := 0; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return stopped(ctx)
		}
		cells, line, err := from.next()
		if err != nil {
			return err
		}
		if cells == nil {
			return nil
		}
		if isBlank(cells) {
			continue
		}
		head.fill(&r, cells, line, strictWidth)
		if isTotal(&r, cells) {
			continue
		}
		if err := s.next(); err != nil {
			return err
		}
		each(&r)
	}
}
