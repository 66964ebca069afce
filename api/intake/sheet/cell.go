package sheet

import "math"

// textCell is a cell of a text, an empty one where it says nothing.
func textCell(text string, font Legacy) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: text, Legacy: font}
}

// text is a cell of a text with the style, an empty one where it says nothing.
func (s cellStyle) text(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return textCell(s.format.text(text), s.legacy)
}

// numberCell is a cell of a number as its format shows it, in a workbook whose days count from 1904 or from 1900.
func numberCell(value float64, format *Format, font Legacy, from1904 bool) Cell {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return Cell{Kind: Error, Text: "#NUM!"}
	}
	c := Cell{Kind: format.kind(), Value: value, Format: format}
	switch c.Kind {
	case Text:
		return textCell(format.text(general(value)), font)
	case Date:
		c.Value = days(value, from1904)
	}
	return c
}

// days are the days since 1899-12-30 of a date. Less than a day is a time and no date. Excel takes 1900 for a leap year
// as Lotus 1-2-3 did, so that its days before 1 March 1900 are one behind.
func days(serial float64, from1904 bool) float64 {
	const between, march1900 = 1462, 60
	switch {
	case serial < 1:
		return serial
	case from1904:
		return serial + between
	case serial < march1900:
		return serial + 1
	}
	return serial
}
