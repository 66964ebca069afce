package sheet

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// section is one of the up to four parts of a format: for positive numbers, negative ones, nought and text, or
// by the conditions that they begin with.
type section struct {
	pieces []piece
	of     Kind // [Number], [Date] or [Clock]; [Text] where it shows a text and no number
	test   condition
	words  *dateWords // of its language

	scale  int  // digits that a number is moved to the left: 2 for a percent sign, -3 for a comma behind the digits
	group  bool // thousands are parted
	whole  int  // placeholders before the point
	places int  // and behind it
	expo   int  // where the exponent stands; 0 is nowhere
	slash  int  // where the stroke of a fraction stands; 0 is nowhere

	halves bool // hours are those of AM and PM
	clock  bool // it shows a time
	finest int  // decimals of the seconds
}

// piece is a piece of a section.
type piece struct {
	what pieceKind
	text string // as it is written, and shown where it is a literal
	size int    // letters of a date: 2 of dd
}

// pieceKind is what a piece stands for.
type pieceKind uint8

const (
	literal  pieceKind = iota
	digit              // 0, # or ?
	point              // before the decimals
	comma              // in the parser only
	stroke             // of a fraction
	exponent           // E+ or E-
	anything           // General
	atSign             // the text
	year
	month
	day
	hour
	minute
	second
	parts // of a second: .000
	half  // AM or PM
	hours // all there are: [h]
	minutes
	seconds
)

// condition is what a number must be for a section: [<=100].
type condition struct {
	than  string // empty is none
	value float64
}

func (c condition) set() bool { return c.than != "" }

// holds says whether the condition holds for a number. None always does.
func (c condition) holds(v float64) bool {
	switch c.than {
	case "<":
		return v < c.value
	case "<=":
		return v <= c.value
	case ">":
		return v > c.value
	case ">=":
		return v >= c.value
	case "=":
		return v == c.value
	case "<>":
		return v != c.value
	}
	return true
}

// negative says whether it holds for negative numbers only.
func (c condition) negative() bool {
	return c.than == "<" && c.value <= 0 || (c.than == "<=" || c.than == "=") && c.value < 0
}

const (
	maxFormat   = 4096 // bytes; Excel's own bound is 255 characters
	maxSections = 4
)

// parseFormat reads a number format. General, an empty one and one too long are nil.
func parseFormat(code string) *Format {
	if code == "" || len(code) > maxFormat || strings.EqualFold(code, "General") {
		return nil
	}
	f := &Format{}
	p := formatParser{rest: code}
	for more := true; more && len(f.sections) < maxSections; {
		var s section
		s, more = p.section()
		f.sections = append(f.sections, s)
	}
	f.of = f.sections[0].of
	last := len(f.sections) - 1
	if s := f.sections[last]; last == maxSections-1 || s.of == Text {
		if len(s.pieces) > 1 || len(s.pieces) == 1 && s.pieces[0].what != atSign {
			f.texts = &s
		}
		if last > 0 {
			f.sections = f.sections[:last]
		}
	}
	return f
}

// formatParser reads a format section by section.
type formatParser struct {
	rest   string
	s      section
	system bool // the machine's own way to write dates is asked for
}

// section reads as far as the next semicolon and says whether there is one.
func (p *formatParser) section() (s section, more bool) {
	p.s, p.system = section{words: &englishDates}, false
	for p.rest != "" && !more {
		if p.rest[0] == ';' {
			p.rest, more = p.rest[1:], true
		} else {
			p.piece()
		}
	}
	p.s.settle()
	if p.system && p.s.of == Date {
		return *dateSection(shortDate), more
	}
	if p.system && p.s.of == Clock {
		return *dateSection(longTime), more
	}
	return p.s, more
}

// add adds a piece of the first n bytes of what is left.
func (p *formatParser) add(what pieceKind, n int) {
	p.s.pieces = append(p.s.pieces, piece{what, p.rest[:n], n})
	p.rest = p.rest[n:]
}

// literal adds text to be shown in place of the first n bytes of what is left.
func (p *formatParser) literal(text string, n int) {
	if text != "" {
		p.s.pieces = append(p.s.pieces, piece{what: literal, text: text})
	}
	p.rest = p.rest[n:]
}

// piece reads a piece.
func (p *formatParser) piece() {
	switch c := p.rest[0]; c {
	case '"':
		text, _, closed := strings.Cut(p.rest[1:], `"`)
		p.literal(text, min(len(p.rest), len(text)+1+btoi(closed)))
	case '\\', '_', '*':
		_, size := utf8.DecodeRuneInString(p.rest[1:])
		shown := map[byte]string{'\\': p.rest[1 : 1+size], '_': " "}[c] // * fills the column, as wide as it may be
		p.literal(shown, 1+size)
	case '[':
		inside, _, closed := strings.Cut(p.rest[1:], "]")
		p.bracket(inside, len(inside)+1+btoi(closed))
	case '0', '#', '?':
		p.add(digit, 1)
	case '.':
		p.add(point, 1)
	case ',':
		p.add(comma, 1)
	case '/':
		p.add(stroke, 1)
	case '@':
		p.add(atSign, 1)
	case '%':
		p.s.scale += 2
		p.literal("%", 1)
	default:
		p.letters()
	}
}

// btoi is 1 for true.
func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bracket reads what stands in square brackets, n bytes with them: elapsed time, a condition, a currency with
// the language. Colours and forms of digits are passed over.
func (p *formatParser) bracket(inside string, n int) {
	fold := strings.ToLower(inside)
	elapsed := map[byte]pieceKind{'h': hours, 'm': minutes, 's': seconds}
	switch {
	case inside != "" && elapsed[fold[0]] != 0 && strings.Trim(fold, fold[:1]) == "":
		p.s.pieces = append(p.s.pieces, piece{elapsed[fold[0]], inside, len(inside)})
	case strings.HasPrefix(inside, "$"):
		currency, language, _ := strings.Cut(inside[1:], "-")
		p.language(strings.ToLower(language))
		p.literal(currency, 0)
	case inside != "" && strings.ContainsAny(inside[:1], "<>="):
		operator := inside[:len(inside)-len(strings.TrimLeft(inside, "<>="))]
		value, err := strconv.ParseFloat(strings.TrimSpace(inside[len(operator):]), 64)
		if err == nil {
			p.s.test = condition{operator, value}
		}
	}
	p.rest = p.rest[n:]
}

// language takes the language of dates: a Windows language number in hexadecimal, of which the last four digits
// count, or its name.
func (p *formatParser) language(code string) {
	const vietnamese, longDate, longTime = 0x042a, 0xf800, 0xf400
	number, err := strconv.ParseUint(code, 16, 64)
	switch {
	case strings.HasPrefix(code, "vi"), err == nil && number&0xffff == vietnamese:
		p.s.words = &vietnameseDates
	case strings.HasPrefix(code, "x-sys"), err == nil && (number == longDate || number == longTime):
		p.system = true
	}
}

// letters reads the letters of a date, a word that has a meaning, or a character to be shown.
func (p *formatParser) letters() {
	for word, what := range map[string]pieceKind{"general": anything, "am/pm": half, "a/p": half, "sa/ch": half, "e+": exponent, "e-": exponent} {
		if len(p.rest) >= len(word) && strings.EqualFold(p.rest[:len(word)], word) {
			p.add(what, len(word))
			return
		}
	}
	c := p.rest[0] | 0x20 // small
	what := map[byte]pieceKind{'y': year, 'e': year, 'm': month, 'd': day, 'h': hour, 's': second}[c]
	if what == literal {
		_, size := utf8.DecodeRuneInString(p.rest)
		p.literal(p.rest[:size], size)
		return
	}
	n := 1
	for n < len(p.rest) && p.rest[n]|0x20 == c {
		n++
	}
	p.add(what, n)
	if c == 'e' {
		p.s.pieces[len(p.s.pieces)-1].size = 4
	}
}

// settle finds out what the section shows, now that all its pieces are known.
func (s *section) settle() {
	s.of = Number
	has := func(what ...pieceKind) bool {
		return slices.ContainsFunc(s.pieces, func(p piece) bool { return slices.Contains(what, p.what) })
	}
	switch {
	case has(year, month, day, hour, minute, second, hours, minutes, seconds):
		s.settleDate()
	case has(atSign) && !has(digit):
		s.of = Text
	default:
		s.settleNumber()
	}
}

// settleDate tells minutes from months, and what is of no meaning in a date is shown as it is written.
func (s *section) settleDate() {
	s.of = Clock
	pieces := s.pieces[:0:0]
	for i := 0; i < len(s.pieces); i++ {
		p := s.pieces[i]
		switch p.what {
		case month:
			if p.size <= 2 && (s.near(i, -1, hour, hours) || s.near(i, +1, second, seconds)) {
				p.what, s.clock = minute, true
			} else {
				s.of = Date
			}
		case year, day:
			s.of = Date
		case half:
			s.halves = true
		case point:
			places := 0
			for i+1+places < len(s.pieces) && s.pieces[i+1+places].text == "0" {
				places++
			}
			p.what = literal
			if places > 0 && i > 0 && (s.pieces[i-1].what == second || s.pieces[i-1].what == seconds) {
				p = piece{what: parts, size: places}
				s.finest = min(places, 3)
				i += places
			}
		case literal:
		case hour, second, hours, minutes, seconds:
			s.clock = true
		default:
			p.what = literal
		}
		pieces = append(pieces, p)
	}
	s.pieces = pieces
}

// near says whether the next piece of a date before (-1) or behind (+1) the i-th is one of these.
func (s *section) near(i, step int, of ...pieceKind) bool {
	for i += step; i >= 0 && i < len(s.pieces); i += step {
		switch what := s.pieces[i].what; what {
		case year, month, day, hour, second, hours, minutes, seconds:
			return slices.Contains(of, what)
		}
	}
	return false
}

// settleNumber counts the placeholders and takes the commas out.
func (s *section) settleNumber() {
	pieces := s.pieces[:0:0]
	decimals, last := false, -1 // behind the point; the last placeholder
	for i, p := range s.pieces {
		if p.what == digit {
			last = i
		}
	}
	for i, p := range s.pieces {
		switch {
		case p.what == digit && s.expo > 0:
		case p.what == digit && decimals:
			s.places++
		case p.what == digit:
			s.whole++
		case p.what == point && decimals:
			p.what = literal
		case p.what == point:
			decimals = true
		case p.what == exponent && s.expo == 0 && s.whole+s.places > 0:
			s.expo = len(pieces)
		case p.what == stroke && s.slash == 0 && s.whole > 0 && !decimals && s.denominator(i+1):
			s.slash = len(pieces)
		case p.what == comma && s.whole > 0 && i < last && !decimals:
			s.group = true
			continue
		case p.what == comma && s.whole > 0 && i > last:
			s.scale -= 3
			continue
		case p.what == comma && s.whole > 0:
			continue
		case p.what != literal && p.what != anything && p.what != digit:
			p.what = literal
		}
		pieces = append(pieces, p)
	}
	s.pieces = pieces
}

// denominator says whether the piece can begin a denominator: a placeholder or a figure.
func (s *section) denominator(i int) bool {
	return i < len(s.pieces) && (s.pieces[i].what == digit || s.pieces[i].text >= "1" && s.pieces[i].text <= "9")
}
