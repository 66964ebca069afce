package sheet

import "strconv"

// Format is a number format of a workbook.
type Format struct {
	Code string // as the file has it: "0000", "dd/mm/yyyy"
}

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
