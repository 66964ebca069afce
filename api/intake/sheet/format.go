package sheet

import (
	"math"
	"strconv"
	"strings"
)

// Format is a number format of a workbook, read once for all the cells that have it. Nil is General.
//
//   - format.go chooses the section for a value; format_parse.go reads the sections of a code (ECMA-376 part 1,
//     18.8.31), format_builtin.go knows those that have no code in the file;
//   - format_number.go, format_general.go and format_date.go show a value by a section.
type Format struct {
	sections []section
	texts    *section // for text, where it is more than the text itself
	of       Kind
}

// kind is the kind of cell that a number of this format is: [Number], [Date], [Clock], or [Text] for "@".
func (f *Format) kind() Kind {
	if f == nil {
		return Number
	}
	return f.of
}

// text is a text as the format shows it: itself, but for one like "TDP "@.
func (f *Format) text(s string) string {
	if f == nil || f.texts == nil {
		return s
	}
	var b strings.Builder
	for _, p := range f.texts.pieces {
		switch p.what {
		case literal:
			b.WriteString(p.text)
		case atSign:
			b.WriteString(s)
		}
	}
	return b.String()
}

// String is the cell as the spreadsheet program shows it in a column that is wide enough, with a point before
// decimals and, where the format leaves the order to the machine, the day before the month. Of General a whole number
// of up to 15 digits, which may be an identity number, is shown in full, as by LibreOffice; Excel shortens it from 12 on.
// What the file says is shown counts, where it does.
func (c *Cell) String() string {
	if c.Text != "" {
		return c.Text
	}
	switch c.Kind {
	case Number:
		return c.Format.number(c.Value)
	case Date, Clock:
		return c.Format.date(c.Value, c.Kind)
	case Bool:
		if c.Value != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return ""
}

// number shows a number.
func (f *Format) number(v float64) string {
	if f == nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return general(v)
	}
	s, signed := f.section(v)
	switch {
	case s == nil:
		return general(v)
	case s.of != Number:
		return s.date(v)
	}
	text := s.number(math.Abs(v))
	if v < 0 && signed {
		text = "-" + text
	}
	return text
}

// date shows a date or a time.
func (f *Format) date(v float64, kind Kind) string {
	if f != nil {
		if s, _ := f.section(v); s != nil && s.of != Number {
			return s.date(v)
		}
	}
	switch {
	case kind == Clock && v < 1:
		return clockSection.date(v)
	case kind == Clock:
		return elapsedSection.date(v)
	case v == math.Floor(v):
		return daySection.date(v)
	}
	return dayClockSection.date(v)
}

// section is the section that shows a number, and whether a minus sign goes before it where it is negative. It
// is nil where none is meant for the number, which is then shown as it is.
func (f *Format) section(v float64) (s *section, signed bool) {
	n := len(f.sections)
	switch {
	case n == 0:
		return nil, true
	case f.sections[0].test.set() || n > 1 && f.sections[1].test.set():
		return f.byCondition(v)
	case n == 1, v > 0, v == 0 && n == 2:
		return &f.sections[0], true
	case v < 0:
		return &f.sections[1], false
	}
	return &f.sections[2], false
}

// byCondition is the section whose condition holds for a number: one of the first two, or else the last.
func (f *Format) byCondition(v float64) (s *section, signed bool) {
	sections := f.sections[:min(len(f.sections), 3)]
	for i := range sections {
		s := &sections[i]
		implied := !s.test.set() && i == 1 && len(sections) == 3 // the second is for negative numbers by itself
		if s.test.holds(v) && (!implied || v < 0) {
			return s, !implied && !s.test.negative()
		}
	}
	return nil, true
}

// general shows a number as the format General does: to 11 characters, so that neither 9.12345678E8 nor the noise
// of 0.1+0.2 is seen.
func general(v float64) string {
	const long = 1e15 // the digits that Excel knows
	size := math.Abs(v)
	switch {
	case v == 0:
		return "0"
	case math.IsNaN(v), math.IsInf(v, 0):
		return "#NUM!"
	case size >= long:
		return exponential(v)
	case size >= 1:
		whole := len(strconv.FormatFloat(math.Floor(size), 'f', 0, 64))
		return decimals(v, max(0, 10-whole))
	case size >= 1e-4:
		return decimals(v, 9)
	}
	if text := decimals(size, 9); text != "0" && len(decimals(size, 15)) <= 11 {
		return decimals(v, 9)
	}
	return exponential(v)
}

// decimals shows a number with so many decimals at most.
func decimals(v float64, most int) string {
	text := strconv.FormatFloat(v, 'f', most, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}

// exponential shows a number like 1.23457E+20.
func exponential(v float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'E', 5, 64), "E")
	mantissa = strings.TrimSuffix(strings.TrimRight(mantissa, "0"), ".")
	return mantissa + "E" + exponent
}
