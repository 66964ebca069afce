package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// safeFunctions are the functions that are worked out: those that lists have, whose cost and result are bounded
// by the cells and texts that they are given. SUBSTITUTE may multiply texts and is counted.
var safeFunctions = namesOf(`ABS AND AVERAGE AVERAGEIF CEILING CHAR CHOOSE CLEAN CONCAT CONCATENATE COUNT COUNTA COUNTIF COUNTIFS DATE DATEDIF DATEVALUE
		DAY DAYS EDATE EOMONTH EXACT FIND FLOOR HLOOKUP HOUR IF IFERROR IFNA IFS INDEX INT ISBLANK ISERR ISERROR ISEVEN ISNA ISNUMBER ISODD
		ISTEXT LEFT LEN LOOKUP LOWER MATCH MAX MID MIN MINUTE MOD MONTH NA NOT NOW NUMBERVALUE OR PROPER QUOTIENT RANK RIGHT ROUND ROUNDDOWN
		ROUNDUP ROW COLUMN SEARCH SECOND SIGN SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SWITCH TEXT TEXTJOIN TIME TIMEVALUE TODAY
		TRIM TRUNC UNICHAR UPPER VALUE VLOOKUP WEEKDAY XLOOKUP YEAR`)

// totals are functions over many numbers. Excel leaves out what is no number in the cells that they are given, and
// excelize does not leave out all of it.
var totals = namesOf("AVERAGE AVERAGEIF COUNT MAX MIN RANK SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT")

// dateFunctions are functions of the calendar, which excelize knows by one date system only.
var dateFunctions = namesOf("DATE DATEDIF DATEVALUE DAY DAYS EDATE EOMONTH MONTH NOW TEXT TODAY WEEKDAY YEAR")

// namesOf is the set of the words of a text.
func namesOf(words string) map[string]bool {
	names := make(map[string]bool)
	for _, name := range strings.Fields(words) {
		names[name] = true
	}
	return names
}

// expression is a formula cut at its references: text, reference, text and so on, ending with a text.
type expression struct {
	texts         []string
	references    []reference
	substitutions int  // of texts in texts
	totals        bool // it has a function over many numbers
	dates         bool // it has a function of the calendar
}

// reference is the cells that a formula refers to.
type reference struct {
	sheet int // its index
	area
}

// String is the formula with its references to the sheets of the scratch workbook.
func (e *expression) String() string {
	var b strings.Builder
	for i, r := range e.references {
		from := cellPlace{r.sheet, int(r.left), int(r.top)}.name()
		b.WriteString(e.texts[i] + scratchName(r.sheet) + "!" + from)
		if to := (cellPlace{r.sheet, int(r.right), int(r.bottom)}).name(); to != from {
			b.WriteString(":" + to)
		}
	}
	return b.String() + e.texts[len(e.references)]
}

// mostFormula is the longest formula that is worked out, in bytes.
const mostFormula = 2000

// parseFormula reads a formula of a sheet. It is not ok where it holds anything but values, operators, functions
// that are safe and references to cells of the workbook.
func parseFormula(text string, sheet int, sheetNamed func(string) int) (*expression, bool) {
	if len(text) > mostFormula {
		return nil, false
	}
	p := formulaParser{rest: text, sheet: sheet, sheetNamed: sheetNamed}
	for p.rest != "" {
		if !p.step() {
			return nil, false
		}
	}
	p.e.texts = append(p.e.texts, p.text)
	return &p.e, p.operand && len(p.calls) == 0
}

// formulaParser reads a formula word by word.
type formulaParser struct {
	rest       string
	text       string // since the last reference
	e          expression
	sheet      int
	sheetNamed func(string) int
	operand    bool   // what was read last is a value
	calls      []bool // of the open parentheses, whether they are a function's
}

// take moves n bytes to the text.
func (p *formulaParser) take(n int) bool {
	p.text += p.rest[:n]
	p.rest = p.rest[n:]
	return true
}

// step reads a word or a sign and says whether it may be.
func (p *formulaParser) step() bool {
	c := p.rest[0]
	switch {
	case c == '"' || c == '\'' || c == '(' || isWordByte(c):
		if p.operand { // a blank between two references is an operator too, but no list needs it
			return false
		}
		return p.operandStep(c)
	case isXMLSpace(c):
		return p.take(1)
	case c == '%':
		return p.operand && p.take(1)
	case c == ')':
		last := len(p.calls) - 1
		if last < 0 {
			return false
		}
		p.calls, p.operand = p.calls[:last], true
		return p.take(1)
	case c == ',':
		p.operand = false
		return len(p.calls) > 0 && p.calls[len(p.calls)-1] && p.take(1) // elsewhere it joins references
	}
	p.operand = false
	return strings.IndexByte("+-*/^&=<>", c) >= 0 && p.take(1)
}

// operandStep reads what begins with the given byte and can be worked with: a value, a reference, a function.
func (p *formulaParser) operandStep(c byte) bool {
	switch {
	case c == '(':
		p.calls = append(p.calls, false)
		return p.take(1)
	case c == '"':
		end := strings.IndexByte(p.rest[1:], '"')
		if strings.HasPrefix(p.rest[1+max(end, 0):], `""`) { // a quotation mark within
			return false
		}
		p.operand = true
		return end >= 0 && p.take(end+2)
	case c == '\'':
		return p.quotedSheet()
	}
	return p.word()
}

// isWordByte says whether a byte belongs to a word: a name, an address or a number.
func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '$' || c == '.' || c == '_' || c >= utf8.RuneSelf
}

// wordIn is the word at the beginning of a text.
func wordIn(text string) string {
	n := 0
	for n < len(text) && isWordByte(text[n]) {
		n++
	}
	return text[:n]
}

// quotedSheet reads a reference whose sheet's name is quoted: 'Tổ 1'!A1.
func (p *formulaParser) quotedSheet() bool {
	name := ""
	for rest := p.rest[1:]; ; {
		part, behind, closed := strings.Cut(rest, "'")
		name += part
		switch {
		case !closed:
			return false
		case strings.HasPrefix(behind, "'"):
			name, rest = name+"'", behind[1:]
		case strings.HasPrefix(behind, "!"):
			p.rest = behind[1:]
			return p.reference(p.sheetNamed(name))
		default:
			return false
		}
	}
}

// word reads a number, a function, a logical value or a reference.
func (p *formulaParser) word() bool {
	word := wordIn(p.rest)
	behind := p.rest[len(word):]
	upper := strings.ToUpper(word)
	switch {
	case strings.HasPrefix(behind, "("):
		p.calls = append(p.calls, true)
		return p.function(strings.TrimPrefix(upper, "_XLFN.")) && p.take(len(word)+1)
	case strings.HasPrefix(behind, "!"):
		p.rest = behind[1:]
		return p.reference(p.sheetNamed(word))
	case upper == "TRUE", upper == "FALSE":
		p.operand = true
		return p.take(len(word))
	case strings.Trim(word, "0123456789.") == "" && !strings.HasPrefix(behind, ":"):
		p.operand = true
		return p.take(len(word))
	case strings.HasSuffix(upper, "E") && strings.Trim(upper, "0123456789.") == "E" && behind != "" && (behind[0] == '+' || behind[0] == '-'):
		p.take(len(word) + 1) // 1E-3
		digits := wordIn(p.rest)
		p.operand = true
		return digits != "" && strings.Trim(digits, "0123456789") == "" && p.take(len(digits))
	}
	return p.reference(p.sheet)
}

// function notes what a function means for the formula, and says whether it is safe.
func (p *formulaParser) function(name string) bool {
	switch {
	case name == "SUBSTITUTE":
		p.e.substitutions++
	case totals[name]:
		p.e.totals = true
	case dateFunctions[name]:
		p.e.dates = true
	}
	return safeFunctions[name]
}

// reference reads cells: A1, A1:B2, A:B or 1:2, all perhaps with dollar signs.
func (p *formulaParser) reference(sheet int) bool {
	if sheet < 0 {
		return false
	}
	from := wordIn(p.rest)
	p.rest = p.rest[len(from):]
	to, colon := from, strings.HasPrefix(p.rest, ":")
	if colon {
		to = wordIn(p.rest[1:])
		p.rest = p.rest[1+len(to):]
	}
	if strings.HasPrefix(p.rest, ":") || strings.HasPrefix(p.rest, "!") || strings.HasPrefix(p.rest, "(") {
		return false
	}
	a, ok := rangeOf(from, to, colon)
	if !ok {
		return false
	}
	p.e.references = append(p.e.references, reference{sheet, a})
	p.e.texts, p.text = append(p.e.texts, p.text), ""
	p.operand = true
	return true
}

// rangeOf is the area between two corners, of whole columns or whole rows only where there is a colon.
func rangeOf(from, to string, colon bool) (area, bool) {
	a, ok1 := parseCorner(from)
	b, ok2 := parseCorner(to)
	switch {
	case !ok1 || !ok2, !colon && (a.column < 0 || a.line == 0), (a.column < 0) != (b.column < 0) || (a.line == 0) != (b.line == 0):
		return area{}, false
	case a.column < 0: // rows
		a.column, b.column = 0, xlsxColumns-1
	case a.line == 0: // columns
		a.line, b.line = 1, xlsxLines
	}
	return area{
		top: int32(min(a.line, b.line)), bottom: int32(max(a.line, b.line)),
		left: uint16(min(a.column, b.column)), right: uint16(max(a.column, b.column)),
	}, true
}

// corner is a cell as a formula names it; column -1 or line 0 where it names a row or a column.
type corner struct {
	column, line           int
	fixedColumn, fixedLine bool
}

// parseCorner reads a corner: A1, $A$1, A, 1.
func parseCorner(word string) (corner, bool) {
	c := corner{column: -1}
	rest := strings.TrimPrefix(word, "$")
	letters := len(rest) - len(strings.TrimLeft(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	if letters > 0 {
		column, err := excelize.ColumnNameToNumber(rest[:letters])
		if err != nil {
			return c, false
		}
		c.column, c.fixedColumn = column-1, rest != word
		word, rest = rest[letters:], strings.TrimPrefix(rest[letters:], "$")
	}
	c.fixedLine = rest != word
	if rest == "" {
		return c, letters > 0 && !c.fixedLine
	}
	line, ok := parseLine([]byte(rest))
	c.line = line
	return c, ok
}

// shifted is the text of a shared formula for a cell so many columns and lines from the one that has it: what has
// no dollar sign moves along.
func shifted(text string, columns, lines int) string {
	var b strings.Builder
	for rest := text; rest != ""; {
		n := 1
		switch {
		case rest[0] == '"' || rest[0] == '\'':
			if end := strings.IndexByte(rest[1:], rest[0]); end >= 0 {
				n = end + 2
			}
			b.WriteString(rest[:n])
		case isWordByte(rest[0]):
			word := wordIn(rest)
			n = len(word)
			if next := rest[n:]; strings.HasPrefix(next, "(") || strings.HasPrefix(next, "!") {
				b.WriteString(word)
			} else {
				b.WriteString(shiftedWord(word, columns, lines))
			}
		default:
			b.WriteByte(rest[0])
		}
		rest = rest[n:]
	}
	return b.String()
}

// shiftedWord is a word of a shared formula, moved where it is an address.
func shiftedWord(word string, columns, lines int) string {
	c, ok := parseCorner(word)
	if !ok || c.column < 0 || c.line == 0 {
		return word
	}
	dollar := [2]string{"", "$"}
	if !c.fixedColumn {
		c.column += columns
	}
	if !c.fixedLine {
		c.line += lines
	}
	name, err := excelize.ColumnNumberToName(c.column + 1)
	if err != nil || c.line < 1 || c.line > xlsxLines {
		return "#REF!"
	}
	return dollar[btoi(c.fixedColumn)] + name + dollar[btoi(c.fixedLine)] + strconv.Itoa(c.line)
}

// sharedFormula is a formula that other cells share, and where it stands.
type sharedFormula struct {
	text         string
	column, line int
}

// mostShared is the most formulas of a sheet that are shared.
const mostShared = 100_000
