package sheet

import (
	"html"
	"strings"

	"gonha/api/intake/legacy"
)

// cssStyle is what a style of a page says that matters here.
type cssStyle struct {
	code   string // number format
	hidden bool
	font   Legacy
}

// style is the style of an element by its class and its own.
func (p *page) style(attrs map[string]string) cssStyle {
	var s cssStyle
	for _, class := range strings.Fields(attrs["class"]) {
		s = s.with(p.styles[class])
	}
	if own := attrs["style"]; own != "" {
		s = s.with(parseCSS(own))
	}
	if _, hidden := attrs["hidden"]; hidden {
		s.hidden = true
	}
	return s
}

// with is a style with what another says on top.
func (s cssStyle) with(other cssStyle) cssStyle {
	if other.code != "" {
		s.code = other.code
	}
	if other.font != legacy.None {
		s.font = other.font
	}
	s.hidden = s.hidden || other.hidden
	return s
}

// maxClasses bounds the classes of a page that are kept.
const maxClasses = 10_000

// readStyles reads a style sheet: the rules of classes, alone or of an element.
func (p *page) readStyles(sheet string) {
	for rule := range strings.SplitSeq(sheet, "}") {
		selectors, body, found := strings.Cut(rule, "{")
		if !found {
			continue
		}
		style := parseCSS(body)
		if style == (cssStyle{}) {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			_, class, found := strings.Cut(strings.TrimSpace(selector), ".")
			if found && len(p.styles) < maxClasses {
				p.styles[class] = p.styles[class].with(style)
			}
		}
	}
}

// parseCSS reads declarations: property: value; and so on. A value in quotes may hold semicolons.
func parseCSS(text string) cssStyle {
	var s cssStyle
	for text != "" {
		end := cssEnd(text)
		name, value, _ := strings.Cut(text[:end], ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "mso-number-format":
			s.code = unquoteCSS(value)
		case "display":
			s.hidden = strings.HasPrefix(strings.ToLower(value), "none")
		case "font-family":
			family, _, _ := strings.Cut(value, ",")
			s.font = legacy.OfName(unquoteCSS(family))
		}
		text = text[min(end+1, len(text)):]
	}
	return s
}

// cssEnd is where a declaration ends.
func cssEnd(text string) int {
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"', c == '\'':
			quote = c
		case c == ';':
			return i
		}
	}
	return len(text)
}

// unquoteCSS gives a value without its quotes and with what backslashes stand for: dd\/mm\/yyyy, \0022.
func unquoteCSS(value string) string {
	value = strings.TrimSpace(value)
	if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		value = value[1 : n-1]
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) {
			b.WriteByte(value[i])
			continue
		}
		code, digits := 0, 0
		for digits < 4 && i+1+digits < len(value) && hexDigit(value[i+1+digits]) >= 0 {
			code = code*16 + hexDigit(value[i+1+digits])
			digits++
		}
		if digits < 4 { // a character that stands for itself; Excel writes codes with four digits
			i++
			b.WriteByte(value[i])
			continue
		}
		i += digits
		b.WriteRune(rune(code))
	}
	return b.String()
}

// island reads what Excel notes in a comment: the names of sheets.
func (p *page) island(comment string) {
	for range 1000 {
		_, rest, found := strings.Cut(comment, "<x:ExcelWorksheet>") // other things have names too
		if !found {
			return
		}
		_, rest, _ = strings.Cut(rest, "<x:Name>")
		name, rest, found := strings.Cut(rest, "</x:Name>")
		if !found || len(name) > 200 {
			return
		}
		p.names = append(p.names, html.UnescapeString(name))
		comment = rest
	}
}
