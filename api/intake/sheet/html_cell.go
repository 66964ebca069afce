package sheet

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pageCell is a cell of a table that is being read.
type pageCell struct {
	attrs map[string]string
	style cssStyle
	text  pageText
	link  string
}

// span is how many columns or rows a cell takes, at least one.
func (c *pageCell) span(name string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(c.attrs[name]))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// cell gives what the cell holds. Excel notes values beside what it shows as x:num, SheetJS as data-t and data-v; a cell
// without them is a text, so that no number loses its zeros. A text is what is shown: SheetJS cuts its data-v at a quote.
func (c *pageCell) cell() Cell {
	shown := mended(c.text.String())
	if number, found := c.attrs["x:num"]; found {
		return c.number(number, shown)
	}
	if value, found := c.attrs["x:bool"]; found {
		return pageBool(value, shown)
	}
	if _, found := c.attrs["x:err"]; found {
		return Cell{Kind: Error, Text: shown}
	}
	kind, value := c.attrs["data-t"], c.attrs["data-v"]
	if kind == "" { // SheetJS before 0.18
		kind, value = c.attrs["t"], c.attrs["v"]
	}
	switch kind {
	case "n":
		if code := c.attrs["data-z"]; code != "" {
			c.style.code = code
		}
		return c.number(value, shown)
	case "b":
		return pageBool(value, shown)
	case "e":
		return Cell{Kind: Error, Text: shown}
	case "d":
		if cell, ok := parseISODate(value); ok {
			cell.Text = shown
			return cell
		}
	}
	return textCell(shown, c.style.font)
}

// mended is a text without the rest of a tag before it: SheetJS 0.18 writes texts into attributes as they are, so that
// the tag ends at a > behind a quote.
func mended(shown string) string {
	const rest = `" id="sjs-`
	if at := strings.Index(shown, rest); at >= 0 {
		if end := strings.Index(shown[at:], `">`); end >= 0 && end < len(rest)+12 {
			return strings.TrimSpace(shown[at+end+2:])
		}
	}
	return shown
}

// number is a cell of a number; without a value of its own it is what is shown.
func (c *pageCell) number(value, shown string) Cell {
	if value == "" {
		value = strings.ReplaceAll(shown, ",", "")
	}
	number, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || math.IsNaN(number) || math.IsInf(number, 0) {
		return textCell(shown, c.style.font)
	}
	cell := numberCell(number, parseFormat(namedFormat(c.style.code)), c.style.font, false)
	if cell.Kind == Text {
		return textCell(shown, c.style.font)
	}
	cell.Text = wholly(shown)
	return cell
}

// pageBool is a cell of true or false.
func pageBool(value, shown string) Cell {
	c := Cell{Kind: Bool, Text: shown}
	if strings.EqualFold(value, "true") || value == "1" {
		c.Value = 1
	}
	return c
}

// wholly is how a number is shown, empty where the column was too narrow to show it.
func wholly(shown string) string {
	if strings.Trim(shown, "#") == "" || strings.Contains(shown, "E+") {
		return ""
	}
	return shown
}

// pageText gathers text as a browser shows it: white space is one blank, and elements that are blocks have lines of
// their own.
type pageText struct {
	b     strings.Builder
	blank bool // one is due
	lines int  // line ends that are due
}

// maxPageText is the longest text of a cell, in bytes; what is beyond is left out.
const maxPageText = 1 << 20

// add adds text between tags.
func (t *pageText) add(text string) {
	for text != "" {
		end := strings.IndexFunc(text, isBlank)
		if end != 0 {
			if end < 0 {
				end = len(text)
			}
			t.word(text[:end])
			text = text[end:]
			continue
		}
		t.blank = true
		text = strings.TrimLeftFunc(text, isBlank)
	}
}

func (t *pageText) word(word string) {
	if t.b.Len() > maxPageText {
		return
	}
	switch {
	case t.b.Len() == 0:
	case t.lines > 0:
		t.b.WriteString(strings.Repeat("\n", t.lines))
	case t.blank:
		t.b.WriteByte(' ')
	}
	t.lines, t.blank = 0, false
	t.b.WriteString(word)
}

// line ends a line, block the one before or behind an element.
func (t *pageText) line()  { t.lines = min(t.lines+1, 100) }
func (t *pageText) block() { t.lines = max(t.lines, 1) }

// String is the text so far, without white space around it.
func (t *pageText) String() string { return t.b.String() }

// isBlank says whether r is white space of a page; the blank that does not break is one to people.
func isBlank(r rune) bool { return r < utf8.RuneSelf && unicode.IsSpace(r) || r == 0xA0 }
