package intake

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gonha/api/intake/sheet"
)

// clear makes a row empty for the next one: its cells are many, and few of them are used.
func (r *row) clear() {
	for left := r.touched; left != 0; left &= left - 1 {
		r.cells[bits.TrailingZeros64(left)] = sheet.Cell{}
	}
	r.headings, r.identified, r.link, r.restored, r.touched, r.column, r.reason = headings{}, false, "", false, 0, colUnknown, ""
	r.place.known = false
}

// fill puts a row's cells under their columns.
func (t *tableReader) fill(r *sheet.Row) {
	t.r.clear()
	t.r.line, t.r.sheet, t.r.hidden, t.r.titles = r.Line, t.set.sheet, r.Hidden, &t.head.titles
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
		if cell.Link != "" && t.r.link == "" {
			t.r.link = cell.Link
		}
		switch c := t.head.columns[i]; {
		case cell.Left:
		case c == colUnknown:
			t.unnamed(i, cell)
		case c == colIdentity:
			t.r.identified = t.r.identified || !cell.Above && strings.TrimSpace(cell.String()) != ""
		case c == colMember:
			t.r.member(cell)
		case c == colTick:
			t.r.tick(cell, t.head.words[i])
		case c == colRole:
			t.r.role(cell)
		case t.r.cells[c].Kind == sheet.Empty:
			t.put(c, cell)
		case (c == colNote || c == colNames) && cell.Kind == sheet.Text && t.r.cells[c].Kind == sheet.Text:
			t.r.join(c, cell.Text)
		}
	}
	if t.head.parts {
		t.r.joinStreet()
	}
}

// put fills a cell, with what the row above says where the cell is a mark that repeats it. A dash says nothing.
func (t *tableReader) put(c column, cell *sheet.Cell) {
	if cell.Kind == sheet.Text && len(cell.Text) <= maxMark {
		switch mark := markOf(cell.Text); {
		case mark == ditto && c == colAddress && t.head.has(colPermanent): // the same as the permanent one
			return
		case mark == ditto && repeatable(c):
			if int(c) < len(t.above) {
				t.r.put(c, &t.above[c])
				t.r.cells[c].Above = false
			}
			return
		case mark == dash && (repeatable(c) || c == colPhone || c == colNote || c == colID):
			return
		}
	}
	t.r.put(c, cell)
}

// repeatable says whether a mark in a column may stand for what the row above says.
func repeatable(c column) bool {
	switch c {
	case colAddress, colPermanent, colHouse, colStreet, colHem, colNgach, colNgo, colBuilding, colGroup, colWard, colHousehold, colHead, colDoorNumber:
		return true
	}
	return false
}

// remember keeps what the row says for marks of the rows below.
func (t *tableReader) remember() {
	if t.above == nil {
		t.above = make([]sheet.Cell, numColumns)
	}
	for _, c := range [...]column{colAddress, colPermanent, colHouse, colStreet, colHem, colNgach, colNgo, colBuilding, colGroup, colWard, colHousehold, colHead, colDoorNumber} {
		if t.r.cells[c].Kind != sheet.Empty {
			t.above[c] = t.r.cells[c]
		}
	}
}

// mark is what a short text stands for that is no word.
type mark int

const (
	noMark mark = iota
	ditto       // the same as above
	dash        // nothing
)

// maxMark is the longest of them, in bytes.
const maxMark = 16

// markOf reads a mark: " and nt for the same as above, a dash for nothing.
func markOf(text string) mark {
	text = strings.TrimSpace(text)
	if text == "" {
		return noMark
	}
	first := text[0] | 0x20
	if first >= '0' && first <= '9' || first >= 'a' && first <= 'z' && (first != 'n' || len(text) < 2 || text[1]|0x20 != 't' && text[1]|0x20 != 'h') {
		return noMark // as nearly every short text is
	}
	if strings.Trim(text, "-–—_.… ") == "" {
		return dash
	}
	if strings.Trim(text, "\"“”'’`〃/\\ ") == "" {
		return ditto
	}
	switch fold(text) {
	case "nt", "nhutren", "nhtren":
		return ditto
	}
	return noMark
}

// unnamed reads a cell of a column that is not known: another part of a name that is written in two columns, or a map.
func (t *tableReader) unnamed(i int, cell *sheet.Cell) {
	if cell.Kind != sheet.Text {
		return
	}
	if i > 0 && (t.head.joins[i] || len(t.head.own[i].texts) == 0) {
		switch c := t.head.columns[i-1]; {
		case t.r.cells[c].Kind != sheet.Text || cell.Above:
		case c == colName && isGivenName(cell.Text), t.head.joins[i] && (c == colAddress || c == colPermanent):
			t.r.cells[c].Text += " " + strings.TrimSpace(cell.Text)
			return
		}
	}
	if t.r.link == "" && strings.Contains(cell.Text, "://") {
		t.r.link = cell.Text
	}
}

// isGivenName says whether a text is one word of letters.
func isGivenName(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && len(text) <= 24 && strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) < 0
}

// join adds a text to that of another cell of the same meaning. A leader who stands among the members again is named once.
func (r *row) join(c column, text string) {
	text = strings.TrimSpace(text)
	if c != colNames {
		r.cells[c].Text += "; " + text
		return
	}
	between := func(r rune) bool { return r == ',' || r == ';' || r == '\n' }
	again := strings.FieldsFunc(text, between)
	var kept []string
	for part := range strings.FieldsFuncSeq(r.cells[c].Text, between) {
		if !slices.ContainsFunc(again, func(name string) bool { return fold(name) == fold(part) }) {
			kept = append(kept, strings.TrimSpace(part))
		}
	}
	r.cells[c].Text = strings.Join(append(kept, text), ", ")
}

// member adds another person to those whom a row names, a line each.
func (r *row) member(cell *sheet.Cell) {
	text := strings.TrimSpace(cell.String())
	if text == "" || cell.Above || markOf(text) != noMark || len(r.cells[colMember].Text) > maxCell {
		return
	}
	if r.cells[colMember].Kind == sheet.Empty {
		r.putText(colMember, text)
		return
	}
	r.cells[colMember].Text += "\n" + text
}

// tick reads a cell of a column that stands for one outcome: a tick, a word for yes, or a number of people.
func (r *row) tick(cell *sheet.Cell, outcome string) {
	said := ""
	switch {
	case cell.Kind == sheet.Number || cell.Kind == sheet.Bool:
		if n := int(cell.Value); n > 0 && n <= 99 && float64(n) == cell.Value {
			said = strconv.Itoa(n) + " " + outcome
		}
	case cell.Kind == sheet.Text && !cell.Above:
		text := strings.TrimSpace(cell.Text)
		if n, sound := whole(text, 0, 99); sound {
			if n > 0 {
				said = strconv.Itoa(n) + " " + outcome
			}
			break
		}
		switch fold(text) {
		case "khong", "chua", "no", "false", "k", "n":
		case "":
			if strings.Trim(text, "-–—.… ") != "" { // ✓
				said = outcome
			}
		default:
			said = outcome
		}
	}
	if said == "" || len(r.cells[colTick].Text) > maxTitleBytes {
		return
	}
	if r.cells[colTick].Kind == sheet.Empty {
		r.putText(colTick, said)
		return
	}
	r.cells[colTick].Text += ", " + said
}

// role reads how many people of a kind, or who, a team has.
func (r *row) role(cell *sheet.Cell) {
	text := strings.TrimSpace(cell.String())
	if n, sound := whole(text, 0, mostMembers); sound {
		if n == 0 {
			return
		}
		text = strconv.Itoa(n) + " công an" // a role that is counted beside names
	}
	if r.cells[colNames].Kind == sheet.Text {
		r.cells[colNames].Text += ", " + text
		return
	}
	r.putText(colNames, text)
}
