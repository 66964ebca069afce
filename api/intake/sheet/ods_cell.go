package sheet

import (
	"math"
	"strconv"
	"strings"
)

// odsText gathers the text of a cell: its paragraphs are lines, and white space within one is a single blank, as in HTML.
type odsText struct {
	text       []byte
	paragraphs int
	depth      int  // of the paragraph that is being read, 0 outside of them
	blank      bool // a blank is due before the next letter
	start      bool // nothing of the paragraph was written
	link       string
}

// cell reads a cell, which has just begun, to its end.
func (o *ods) cell(column int) (Cell, error) {
	if o.closing && len(o.attrs) == 0 {
		return Cell{}, o.skip() // most cells of a sheet
	}
	var kind, value, formula, style string
	isError := false
	for _, a := range o.attrs {
		switch string(a.name) {
		case "office:value-type":
			kind = string(a.value)
		case "calcext:value-type":
			isError = string(a.value) == "error"
		}
	}
	v, err := o.values("formula", "style-name")
	if err != nil {
		return Cell{}, err
	}
	formula, style = v[0], v[1]
	if kind != "" {
		name := map[string]string{"date": "date-value", "time": "time-value", "boolean": "boolean-value", "string": "string-value"}[kind]
		if name == "" {
			name = "value"
		}
		if v, err = o.values(name); err != nil {
			return Cell{}, err
		}
		value = v[0]
	}
	shown, err := o.shown()
	if err != nil {
		return Cell{}, err
	}
	if style == "" {
		style = o.columnStyle(column)
	}
	c := odsCell(kind, value, shown, formula != "", isError)
	if c.Kind != Empty {
		if c.Link = o.text.link; c.Link == "" && formula != "" {
			c.Link = formulaLink([]byte(strings.TrimPrefix(formula, "of:")))
		}
	}
	if c.Kind == Text {
		c.Legacy = o.legacyOf(style)
	}
	return c, nil
}

// odsCell is a cell of a kind and value of OpenDocument's and the text that is shown. A formula that nobody worked out
// has none of them.
func odsCell(kind, value, shown string, formula, isError bool) Cell {
	switch {
	case isError, formula && strings.HasPrefix(shown, "Err:"), formula && strings.HasPrefix(shown, "#") && strings.HasSuffix(shown, "!"):
		return Cell{Kind: Error, Text: shown}
	case kind == "" && shown == "" && formula:
		return Cell{Kind: Formula}
	case kind == "date":
		if c, ok := parseISODate(value); ok {
			c.Text = shown
			return c
		}
	case kind == "time":
		if days, ok := isoDuration(value); ok {
			return Cell{Kind: Clock, Value: days, Text: shown}
		}
	case kind == "boolean":
		c := Cell{Kind: Bool, Text: shown}
		if value == "true" {
			c.Value = 1
		}
		return c
	case kind == "float", kind == "percentage", kind == "currency":
		number, err := strconv.ParseFloat(value, 64)
		switch {
		case err == nil && (number == 1 && shown == "TRUE" || number == 0 && shown == "FALSE"): // LibreOffice's of a workbook of Excel
			return Cell{Kind: Bool, Value: number, Text: shown}
		case err == nil && !math.IsNaN(number) && !math.IsInf(number, 0):
			return Cell{Kind: Number, Value: number, Text: shown}
		}
	case kind == "string" && shown == "":
		shown = value
	}
	return textCell(shown, Modern)
}

// shown reads the text of the cell that has just begun, to its end.
func (o *ods) shown() (string, error) {
	t := &o.text
	*t = odsText{text: t.text[:0]}
	for depth := len(o.starts); ; {
		token, err := o.next()
		switch {
		case err != nil:
			return "", err
		case token == xmlEnd && len(o.starts) < depth:
			return string(t.text), nil
		case token == xmlEnd:
			if len(o.starts) < t.depth {
				t.depth = 0
			}
		case token == xmlText && t.depth > 0:
			from := len(t.text)
			if t.text, err = o.appendRaw(t.text); err != nil {
				return "", err
			}
			t.collapse(from)
		case token == xmlStart:
			if err := o.inCell(); err != nil {
				return "", err
			}
		}
		if len(t.text) > xmlLongest {
			return "", errXML
		}
	}
}

// inCell reads an element within a cell. Notes, pictures and tables in it are no text of it.
func (o *ods) inCell() error {
	t := &o.text
	switch string(o.name) {
	case "p", "h":
		if t.depth == 0 {
			if t.paragraphs++; t.paragraphs > 1 {
				t.text = append(t.text, '\n')
			}
			t.depth, t.start, t.blank = len(o.starts), true, false
		}
	case "a":
		v, err := o.values("href")
		if t.link == "" && err == nil {
			t.link = linkOf(v[0])
		}
		return err
	case "s":
		t.put(strings.Repeat(" ", o.count("c", 1000)))
	case "tab":
		t.put("\t")
	case "line-break":
		t.put("\n")
	case "annotation", "frame", "custom-shape", "table", "note", "ruby-text", "g", "control", "detective":
		return o.skip()
	}
	return nil
}

// put writes what is no white space to be collapsed.
func (t *odsText) put(s string) {
	if t.depth == 0 {
		return
	}
	if t.blank {
		t.text = append(t.text, ' ')
	}
	t.text = append(t.text, s...)
	t.blank, t.start = false, false
}

// collapse makes one blank of the white space in what was appended from a place on, none at the paragraph's ends.
func (t *odsText) collapse(from int) {
	added := string(t.text[from:])
	t.text = t.text[:from]
	for added != "" {
		if isXMLSpace(added[0]) {
			t.blank = !t.start
			added = strings.TrimLeft(added, " \t\r\n")
			continue
		}
		end := strings.IndexAny(added, " \t\r\n")
		if end < 0 {
			end = len(added)
		}
		t.put(added[:end])
		added = added[end:]
	}
}

// isoDuration reads a duration of ISO 8601 in hours, minutes and seconds, PT19H30M00S, and gives days.
func isoDuration(value string) (days float64, ok bool) {
	value, negative := strings.CutPrefix(value, "-")
	rest, ok := strings.CutPrefix(value, "P")
	if !ok {
		return 0, false
	}
	inTime := false
	for rest != "" {
		if rest[0] == 'T' {
			inTime, rest = true, rest[1:]
			continue
		}
		end := strings.IndexAny(rest, "DHMS")
		if end < 0 || !inTime && rest[end] != 'D' {
			return 0, false
		}
		number, err := strconv.ParseFloat(strings.Replace(rest[:end], ",", ".", 1), 64)
		if err != nil || number < 0 || number > 1e9 {
			return 0, false
		}
		days += number / map[byte]float64{'D': 1, 'H': 24, 'M': 1440, 'S': 86400}[rest[end]]
		rest = rest[end+1:]
	}
	if negative {
		days = -days
	}
	return days, true
}
