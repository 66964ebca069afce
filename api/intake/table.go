package intake

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"gonha/api/intake/legacy"
	"gonha/api/intake/phrase"
	"gonha/api/intake/sheet"
)

// tableReader makes rows of named columns of a sheet's rows, one after the other. It looks for the header among the first of
// them; below it, rows that hold no household, person or team are passed over: empty ones, the numbers of the columns,
// the header once more, totals, the foot with its date and signatures, and headings of sections, which give the rows
// below them their group.
type tableReader struct {
	set    *rowSet
	known  vocabulary
	by     titled
	each   func(*row)
	strict bool // a row with more cells than the header is faulty: a bare delimiter has pushed them along

	first   []sheet.Row // until the header is found
	head    *header
	behind  int    // rows since the header
	group   string // of the section
	ward    string
	section int          // number of the section, from 0
	swapped bool         // it is a table of the other kind of list
	font    sheet.Legacy // of before Unicode, that its texts are written for
	foot    bool         // the foot of the table has begun
	skipped []int        // lines passed over that hold words
	r       row
}

// errNoTable ends the reading of a sheet that has no header.
var errNoTable = errors.New("no header")

// add takes the next row of the sheet.
func (t *tableReader) add(r *sheet.Row) error {
	if t.head != nil {
		t.modern(r)
		return t.entry(r)
	}
	if blank(r) {
		if r.Line > 20*headerRows {
			return t.find()
		}
		return nil
	}
	copied := *r
	copied.Cells = slices.Clone(r.Cells)
	if t.first = append(t.first, copied); len(t.first) == headerRows {
		return t.find()
	}
	return nil
}

// find looks for the header among the first rows and takes those below it.
func (t *tableReader) find() error {
	rows := t.first
	t.first = nil
	t.font = t.set.fontOf(rows)
	for i := range rows {
		t.modern(&rows[i])
	}
	head, next := findHeader(rows, t.known, &t.by)
	t.head = head
	if t.swapped = t.known.swapped(head, rows, &t.by); t.swapped || head.fault() != nil {
		return errNoTable
	}
	t.set.begin(head)
	for i := next; i < len(rows); i++ {
		if err := t.entry(&rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// end takes what is left at the end of the sheet.
func (t *tableReader) end() error {
	if t.head == nil {
		return t.find()
	}
	return nil
}

// modern brings texts that are written for a font of before Unicode into it.
func (t *tableReader) modern(r *sheet.Row) {
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind != sheet.Text || t.font == sheet.Modern && cell.Legacy == sheet.Modern {
			continue
		}
		font := cell.Legacy
		if font == sheet.Modern {
			font = t.font
		}
		cell.Text = legacy.Text(cell.Text, font)
		t.set.convertedFrom(font)
	}
}

// fontOf is the font of before Unicode that the first rows of a sheet are written for, where that is sure.
func (s *rowSet) fontOf(rows []sheet.Row) sheet.Legacy {
	var sample []string
	for i := range rows {
		for j := range rows[i].Cells {
			if cell := &rows[i].Cells[j]; cell.Kind == sheet.Text {
				sample = append(sample, cell.Text)
			}
		}
	}
	font, sure := legacy.Of(sample)
	if !sure {
		return sheet.Modern
	}
	return font
}

// convertedFrom says once of a file that its texts were converted.
func (s *rowSet) convertedFrom(font sheet.Legacy) {
	if remark := s.file + ": " + font.Remark(); !slices.Contains(s.remarks, remark) {
		s.remarks = append(s.remarks, remark)
	}
}

// entry takes a row below the header.
func (t *tableReader) entry(r *sheet.Row) error {
	if blank(r) {
		return nil
	}
	t.behind++
	t.fill(r)
	switch t.kindOf(r) {
	case passed:
		t.skipped = append(t.skipped, r.Line)
		return nil
	case nothing:
		return nil
	}
	if err := t.set.next(); err != nil {
		return err
	}
	t.each(&t.r)
	return nil
}

// fill puts a row's cells under their columns.
func (t *tableReader) fill(r *sheet.Row) {
	t.r = row{line: r.Line, sheet: t.set.sheet, hidden: r.Hidden, group: t.group, ward: t.ward, section: t.section}
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind == sheet.Empty {
			continue
		}
		if i >= len(t.head.columns) {
			if t.strict && strings.TrimSpace(cell.Text) != "" {
				t.r.reason = tooManyCells
				break
			}
			continue
		}
		c := t.head.columns[i]
		switch {
		case c == colUnknown, cell.Left:
		case c == colIdentity:
			t.r.identified = t.r.identified || !cell.Above && strings.TrimSpace(cell.String()) != ""
		case t.r.cells[c].Kind == sheet.Empty:
			t.r.put(c, cell)
		case c == colNote && cell.Kind == sheet.Text && t.r.cells[c].Kind == sheet.Text:
			t.r.cells[c].Text += "; " + strings.TrimSpace(cell.Text)
		}
	}
}

// rowKind is what a row below the header is.
type rowKind int

const (
	taken   rowKind = iota // a household, a person or a team
	nothing                // a total or a running number alone
	passed                 // words that are none of these: they are told
)

// kindOf says what a row is, and minds the section that it begins.
func (t *tableReader) kindOf(r *sheet.Row) rowKind {
	if t.r.reason != "" || t.r.placed() && !phrase.Example(t.r.text(colSerial)) {
		t.foot = false
		return taken // as nearly every row is
	}
	texts := wordsOf(r)
	few := len(texts) <= 3 && !joined(r) && t.r.text(colID) == "" && t.r.text(colHousehold) == ""
	switch {
	case len(texts) == 0, phrase.Example(texts[0]), t.isHeader(r), t.isTotal(r):
		return nothing
	case few && len(texts) == 1 && t.r.text(colSerial) != "" && isNumeral(texts[0]):
		return nothing
	case few && t.heads(texts):
		return nothing
	case few && t.r.text(colSerial) == "" && (t.foot || saysFoot(texts)):
		t.foot = true
		return passed
	case few && len(texts) == 1 && (isAcross(r, t.head) || !t.known.tells(&t.r)):
		return passed
	}
	t.foot = false
	return taken
}

// isHeader says whether a row is part of a header: the numbers of the columns, the titles once more, or those of a second
// table, whose columns then hold.
func (t *tableReader) isHeader(r *sheet.Row) bool {
	if t.behind <= 2 && numbersColumns(r) || t.head.repeats(r, t.known, &t.by) {
		return true
	}
	if isNumeral(t.r.text(colSerial)) && t.r.text(colSerial) != "" {
		return false
	}
	another := parseHeader(r, t.known, &t.by)
	if another.known < 3 || another.fault() != nil {
		return false
	}
	t.head = another
	t.set.more(another)
	return true
}

// heads says whether a row is the heading of a section, which it then begins: one text, perhaps behind a numeral and
// before counts, that names a group or a ward.
func (t *tableReader) heads(texts []string) bool {
	text := ""
	for _, word := range texts {
		switch {
		case isNumeral(word):
		case text == "":
			text = word
		default:
			return false
		}
	}
	if text == "" {
		return false
	}
	if ward := wardHeading(text); ward != "" {
		t.ward, t.group = ward, ""
		t.section++
		return true
	}
	group, ok := phrase.Section(text)
	if !ok {
		return false
	}
	t.group = shown(group)
	if group.Ward != "" {
		t.ward = group.Ward
	}
	t.section++
	return true
}

// wardHeading is the ward that a heading names, or empty: "PHƯỜNG CẦU GIẤY", "Xã Ba Vì".
func wardHeading(text string) string {
	text = clean(text)
	folded := strings.Fields(strings.ToLower(text))
	if len(folded) < 2 || len(folded) > 6 {
		return ""
	}
	switch folded[0] {
	case "phường", "xã", "phường:", "xã:":
		return strings.TrimSpace(strings.TrimLeft(text[len(strings.Fields(text)[0]):], " :"))
	}
	return ""
}

// isTotal says whether a row without a place is a total: its first cell that holds anything says so.
func (t *tableReader) isTotal(r *sheet.Row) bool {
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind == sheet.Empty || cell.Kind == sheet.Text && strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if cell.Kind != sheet.Text || cell.Above || !saysTotal(cell.Text) {
			return false
		}
		return true
	}
	return false
}

// saysFoot says whether a row's words are those of the foot of an official list: its date, who has made and signed it.
func saysFoot(texts []string) bool {
	for _, text := range texts {
		if len(text) > maxTitleBytes {
			continue
		}
		folded := fold(text)
		for _, word := range [...]string{"nguoilap", "lapbieu", "kyten", "kyghiro", "ghirohoten", "truongcongan", "thutruong", "xacnhancua", "tmubnd", "chutich",
			"canbolap", "daiuy", "thuongta", "trungta", "thieuta", "thuonguy", "trunguy", "thieuuy", "noinhan", "kttruong", "photruong"} {
			if strings.Contains(folded, word) {
				return true
			}
		}
		if at := strings.Index(folded, "ngay"); at >= 0 && strings.Contains(folded[at:], "thang") && strings.Contains(folded[at:], "nam") {
			return true
		}
	}
	return false
}

// wordsOf are the texts of a row that are its own: not what is merged with a cell beside or above.
func wordsOf(r *sheet.Row) []string {
	var texts []string
	for i := range r.Cells {
		if cell := &r.Cells[i]; cell.Kind != sheet.Empty && !cell.Left && !cell.Above {
			if text := strings.TrimSpace(cell.String()); text != "" || cell.Kind == sheet.Formula {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// joined says whether a row is partly covered by cells merged from above: it then belongs to what stands there.
func joined(r *sheet.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return c.Above && c.Kind != sheet.Empty })
}

// isAcross says whether a row's one text is merged over columns of several meanings.
func isAcross(r *sheet.Row, head *header) bool {
	met := 0
	for i := range r.Cells {
		if i < len(head.columns) && r.Cells[i].Left && head.columns[i] != colUnknown {
			met++
		}
	}
	return met > 0
}

// numbersColumns says whether a row numbers the columns, as official forms do: (1) (2) (3), or A B 1 2.
func numbersColumns(r *sheet.Row) bool {
	last, count := 0, 0
	for _, text := range wordsOf(r) {
		text = strings.Trim(text, "()[] ")
		n := 0
		for _, d := range text {
			if !unicode.IsDigit(d) || n > 99 {
				n = -1
				break
			}
			n = 10*n + int(d-'0')
		}
		switch {
		case n < 0 && last == 0 && len(text) == 1 && text[0] >= 'A' && text[0] <= 'Z':
		case n == last+1:
			last = n
		default:
			return false
		}
		count++
	}
	return count >= 3 && last >= 2
}

// isNumeral says whether a text is a running number: 1, 2., I, IV), A.
func isNumeral(text string) bool {
	text = strings.Trim(text, " .()-/")
	if text == "" || len(text) > 6 {
		return text == ""
	}
	return strings.Trim(text, "0123456789.,") == "" || strings.Trim(text, "IVXLC") == "" || len(text) == 1 && text[0] >= 'A' && text[0] <= 'Z'
}

// blank says whether a row holds nothing of its own or merged from above.
func blank(r *sheet.Row) bool {
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Kind != sheet.Empty && !(c.Kind == sheet.Text && strings.TrimSpace(c.Text) == "") {
			return false
		}
	}
	return true
}

// saysTotal says whether a cell begins with a word for a total. Accents count: "cộng" and "tổng" are
// sums, while Công and Tống are people's names.
func saysTotal(cell string) bool {
	cell = strings.TrimSpace(cell)
	if cell == "" || !strings.ContainsRune("TtCc", rune(cell[0])) {
		return false // as nearly every row's is
	}
	cell = strings.ToLower(clean(cell))
	for _, word := range [...]string{"tổng cộng", "tổng số", "tổng", "cộng", "tong cong", "tong so", "total"} {
		if rest, found := strings.CutPrefix(cell, word); found && (rest == "" || strings.ContainsAny(rest[:1], " :.=-(")) {
			return true
		}
	}
	return false
}
