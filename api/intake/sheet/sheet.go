// Package sheet reads spreadsheets of every format that reaches a dispatcher and gives what a person sees in
// them: sheets of rows of cells, with merged cells, hidden rows, number formats and dates as they are shown.
//
// Start with [Open], which finds out the format and gives a [Book]. It knows nothing of households or teams.
//
//   - open.go, zipped.go, ole.go and markup.go tell the format; named.go says what is no list and what to do;
//   - text.go, csv.go and delimiter.go read text; xlsx.go, biff.go, ods.go, html.go, mhtml.go, xml2003.go and kml.go each
//     begin a format;
//   - grid.go holds a book of those that cannot be read row by row; xlsx_merge.go repeats merged cells for all;
//   - format.go shows values.
package sheet

import (
	"context"

	"gonha/api/intake/legacy"
)

// Book is an open file: one sheet or several, in the order of their tabs. A CSV file is a book of one.
type Book interface {
	// Sheets are the sheets there are, hidden ones too.
	Sheets() []Info
	// Rows gives the rows of the sheet with this index from the top, those that hold nothing may be left out.
	// A row and its cells last until each returns; texts may be kept. It ends early with the error of each or of ctx.
	Rows(ctx context.Context, index int, each func(*Row) error) error
	// Remarks say in one line each, in both languages, what was done to read the file: a code page converted,
	// formulas worked out. They hold nothing of its content.
	Remarks() []string
	// Close frees what the book holds.
	Close() error
}

// Info is what is known of a sheet before it is read.
type Info struct {
	Name   string // as on its tab; empty for a CSV file
	Hidden bool   // it is not to be seen in the spreadsheet program
	Rows   int    // about how many rows it has, for whoever makes room for them; 0 where that is not known
}

// Row is a row of a sheet.
type Row struct {
	Line   int    // 1-based, as the spreadsheet program numbers it; of a text file its line
	Hidden bool   // by hand or by a filter
	Cells  []Cell // from the left; a column that is not there is empty
	Whole  string // of a text file the line or lines as they stand, before they are split; empty elsewhere
}

// Kind is what a cell holds.
type Kind uint8

// The kinds. Of a formula that has a stored or a computed value it is the kind of the value.
const (
	Empty   Kind = iota
	Text         // Text is what it says
	Number       // Value is the number
	Date         // Value are days since 1899-12-30 00:00, whatever the file's date system; shown as a date, with or without a time
	Clock        // Value are days (0.5 is noon, or 12 hours); shown as a time of day or a duration
	Bool         // Value is 0 or 1
	Error        // Text is the error as shown: #N/A
	Formula      // a formula that nobody has worked out
)

// Cell is a cell of a sheet. The zero value is an empty one.
type Cell struct {
	Kind   Kind
	Above  bool    // merged with the cell above, whose content this repeats
	Left   bool    // merged with the cell to the left, whose content this repeats
	Marked bool    // struck through or on a ground of colour, where the file's style says so
	Legacy Legacy  // the old font that its text is written for, where the file's style says so
	Text   string  // of [Text] and [Error]; of the others as shown, where the file says so
	Value  float64 // of [Number], [Date], [Clock] and [Bool]
	Format *Format // of [Number], [Date] and [Clock]; nil is General
	Link   string  // the address that a click on it opens, where there is one
}

// Legacy is a font encoding from before Unicode, in which Latin letters stand for Vietnamese ones. What else
// [legacy.Font] knows is of no style.
type Legacy = legacy.Font

// The font encodings that the style of a cell may tell. The text itself is not converted by this package's readers of
// workbooks: whoever reads the cells does.
const (
	Modern = legacy.None  // Unicode, or nothing is known
	TCVN3  = legacy.TCVN3 // fonts named .Vn…
	VNI    = legacy.VNI   // fonts named VNI-…
)
