package intake

import (
	"slices"
	"strconv"
	"strings"

	"gonha/api/intake/phrase"
	"gonha/api/intake/sheet"
)

// rowKind is what a row below the header is.
type rowKind int

const (
	taken   rowKind = iota // a household, a person or a team
	nothing                // a total or a running number alone
	passed                 // words that are none of these: they are told
)

// nearHeader is how many rows behind the header still may be of it: titles below others, the numbers of the columns.
const nearHeader = 3

// kindOf says what a row is, and minds the section that it begins.
func (t *tableReader) kindOf(r *sheet.Row) rowKind {
	if t.r.cells[colName].Above && t.r.sameAgain() {
		return nothing
	}
	serial := t.r.text(colSerial)
	if t.r.reason != "" || t.r.placed() && !(mayBeExample(serial) && phrase.Example(serial)) {
		t.foot = false
		return taken // as nearly every row is
	}
	numbered := serial != "" && isNumeral(serial)
	texts := wordsOf(r)
	if numbered && t.behind > nearHeader && t.known.tells(&t.r) && len(texts) > 3 {
		t.foot = false
		return taken
	}
	few := len(texts) <= 3 && !t.joined(r)
	switch {
	case len(texts) == 0, !slices.ContainsFunc(texts, func(s string) bool { return markOf(s) != dash }), t.isExample(texts), t.isHeader(r, numbered), t.isTotal(r):
		return nothing
	case few && len(texts) == 1 && numbered && isNumeral(texts[0]):
		return nothing
	case !numbered && t.isFoot(texts, few):
		return passed
	case few && t.heads(r, texts):
		return nothing
	case few && len(texts) == 1 && (isAcross(r, t.head) || !t.known.tells(&t.r)):
		t.mayEntitle(texts[0])
		return passed
	}
	t.foot = false
	return taken
}

// sameAgain says whether a row whose name is merged with that above is of the same person: it has nothing that another
// would have.
func (r *row) sameAgain() bool {
	return !r.identified && !slices.ContainsFunc([]column{colSerial, colID, colHousehold, colPersons, colStatus, colOtherStatus, colTick, colMember, colAddress, colPermanent, colStreet, colHead, colLat, colCoordinates}, r.has)
}

// coloursSay says whether the rows that are coloured may stand for something: not all of them are, nor every other one.
func (t *tableReader) coloursSay() bool {
	if len(t.marked) == 0 || 3*len(t.marked) > 2*t.taken {
		return false
	}
	every := 0
	for i := 1; i < len(t.marked); i++ {
		if t.marked[i] == t.marked[i-1]+2 {
			every++
		}
	}
	return every < 2 || 2*every < len(t.marked)
}

// mayEntitle minds the group that a text above another table, or above the rows below it, names.
func (t *tableReader) mayEntitle(text string) {
	group, ok := phrase.Title(text)
	if !ok || t.known.teams {
		return
	}
	if t.title = shown(group); strings.HasPrefix(fold(text), "danhsach") {
		t.entitled()
	}
}

// isExample says whether a row is an example of a template.
func (t *tableReader) isExample(texts []string) bool {
	for _, text := range [...]string{texts[0], t.r.text(colID), t.r.text(colHousehold), t.r.text(colNote)} {
		if mayBeExample(text) && phrase.Example(text) {
			return true
		}
	}
	return false
}

// mayBeExample says whether a text may begin with a word for an example, before it is looked at closely.
func mayBeExample(text string) bool {
	return text != "" && strings.ContainsRune("vVtTeEdD(['\"*-", rune(text[0]))
}

// isHeader says whether a row is part of a header: titles merged with those above, the numbers of the columns, the titles
// once more, or those of a second table, whose columns then hold.
func (t *tableReader) isHeader(r *sheet.Row, numbered bool) bool {
	if t.behind <= nearHeader && (numbersColumns(r, t.head.width()) || t.head.goesOn(r)) {
		return true
	}
	if numbered {
		return false
	}
	if t.head.repeats(r) {
		t.entitled()
		return true
	}
	exact := 0
	for i := range r.Cells {
		if cell := &r.Cells[i]; cell.Kind == sheet.Text && !cell.Left && t.by.column(cell.Text, t.known) != colUnknown {
			exact++
		}
	}
	if exact < 3 {
		return false
	}
	another := parseHeader([]sheet.Row{*r}, t.known, &t.by)
	if another.known < 3 || another.fault() != nil {
		return false
	}
	t.head = another
	t.door = nil
	t.set.more(another)
	t.entitled()
	return true
}

// goesOn says whether a row below the header is still of it: it has a cell merged with a title above, or its texts are only
// the two sexes, under a date of birth.
func (h *header) goesOn(r *sheet.Row) bool {
	sexes := 0
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind == sheet.Empty || cell.Left {
			continue
		}
		if cell.Above {
			return i < len(h.own) && cell.Kind == sheet.Text && slices.Contains(h.own[i].texts, fold(cell.Text))
		}
		switch fold(cell.String()) {
		case "nam", "nu":
			sexes++
		default:
			return false
		}
	}
	return sexes > 0
}

// numbersColumns says whether a row numbers the columns, as official forms do: (1) (2) (3), A B 1 2, I II III, "cột 1",
// -1 -2 -3, which is what Excel makes of (1), or (4)=(2)+(3). There are three at least, or as many as there are titles.
func numbersColumns(r *sheet.Row, all int) bool {
	last, letters, count := 0, 0, 0
	for _, text := range wordsOf(r) {
		first, _, _ := strings.Cut(text, "=")
		text = strings.Trim(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(first)), "cột"), "()[]{}-. ")
		n, digits := strconv.Atoi(text)
		switch {
		case digits == nil && n == last+1:
			last = n
		case digits != nil && last == 0 && (len(text) == 1 && int(text[0]) == 'a'+letters || text == romanOf(letters+1)):
			letters++
		default:
			return false
		}
		count++
	}
	return count >= min(3, all) && count > 1
}

// width is how many columns have titles.
func (h *header) width() int {
	n := 0
	for _, title := range h.all {
		if title != "" {
			n++
		}
	}
	return n
}

// romanOf is a small number in Roman figures of small letters.
func romanOf(n int) string {
	ones := [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
	return strings.Repeat("x", n/10) + ones[n%10]
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

// joined says whether a row is partly covered by cells merged from above that tell a household: it then belongs to what
// stands there. A group may be merged over the headings of its households too.
func (t *tableReader) joined(r *sheet.Row) bool {
	for i := range r.Cells {
		if c := &r.Cells[i]; !c.Above || c.Kind == sheet.Empty || i >= len(t.head.columns) {
			continue
		}
		switch t.head.columns[i] {
		case colGroup, colOuterGroup, colWard, colUnknown, colNote:
		default:
			return true
		}
	}
	return false
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
