package sheet

import "strconv"

// Format is a number format of a workbook, read once for all the cells that have it. Nil is General.
type Format struct {
	code string // as the file has it: "0000", "dd/mm/yyyy"
}

// parseFormat reads a number format; General and an empty one are nil.
func parseFormat(code string) *Format {
	if code == "" || code == "General" {
		return nil
	}
	return &Format{code: code}
}

// kind is the kind of cell that a number of this format is: [Number], [Date], [Clock], or [Text] for "@".
func (f *Format) kind() Kind { return Number }

// String is the cell as the spreadsheet program shows it in a column that is wide enough.
func (c *Cell) String() string {
	switch c.Kind {
	case Text, Error:
		return c.Text
	case Empty, Formula:
		return ""
	}
	return strconv.FormatFloat(c.Value, 'f', -1, 64)
}
