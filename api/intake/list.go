package intake

import (
	"fmt"
	"slices"

	"gonha/api/intake/phrase"
	"gonha/solver/campaign"
)

// householdList gathers the rows of a list of households, table by table.
type householdList struct {
	list    []campaign.Household // of the table at hand, a row each
	origins []origin             // of list, one each
	faults  []fault              // of the table at hand
	warnings
	understood struct{ windows, days, marks int } // notes
	ended      int                                // people who need no visit

	doors    []campaign.Household // with a place, of the tables before
	unplaced []Unplaced
	aside    []SetAside
	index    map[string]seen // of households by what their rows have in common
	copies   map[string]seen // of those without ids, by name and address

	notes    map[string]phrase.Noted // of texts met before, for lists say the same again and again
	statuses map[string]said
	windows  map[string]homeHours
}

// homeHours is what a cell of home hours was understood as.
type homeHours struct {
	windows []campaign.Window
	err     error
}

// windowsOf reads home hours. Those of several households may be one slice: they are not written to.
func (l *householdList) windowsOf(text string) ([]campaign.Window, error) {
	s, met := l.windows[text]
	if !met {
		if s.windows, s.err = phrase.Windows(text); len(l.windows) < mostRemembered {
			l.windows[text] = s
		}
	}
	return s.windows, s.err
}

// said is what a status was understood as.
type said struct {
	phrase.Outcome
	understood bool
}

// mostRemembered is how many different texts are remembered.
const mostRemembered = 4096

// noteOf reads a note.
func (l *householdList) noteOf(text string) phrase.Noted {
	noted, met := l.notes[text]
	if !met {
		if noted = phrase.Note(text); len(l.notes) < mostRemembered {
			l.notes[text] = noted
		}
	}
	return noted
}

// statusOf reads a status, and says whether it is one.
func (l *householdList) statusOf(text string) (phrase.Outcome, bool) {
	s, met := l.statuses[text]
	if !met {
		if s.Outcome, s.understood = phrase.Status(text); len(l.statuses) < mostRemembered {
			l.statuses[text] = s
		}
	}
	return s.Outcome, s.understood
}

// newHouseholdList makes an empty list.
func newHouseholdList() *householdList {
	return &householdList{index: map[string]seen{}, copies: map[string]seen{}, notes: map[string]phrase.Noted{}, statuses: map[string]said{}, windows: map[string]homeHours{}}
}

// seen is where a household stands.
type seen struct {
	line, sheet int  // of its first row
	table       int  // that it is in: a sheet may have several
	at          int  // index in the doors, or in the unplaced
	placed      bool // it is among the doors
}

// expect implements lister.
func (l *householdList) expect(rows int) {
	l.list, l.origins = make([]campaign.Household, 0, rows), make([]origin, 0, rows)
}

// add implements lister.
func (l *householdList) add(r *row) {
	e, f := l.householdOf(r)
	if f.reason != "" {
		l.faults = append(l.faults, f)
		return
	}
	l.list = append(l.list, e.Household)
	l.origins = append(l.origins, e.origin)
}

// endTable implements lister.
func (l *householdList) endTable(s *rowSet) {
	l.carryGroups(s)
	if by := l.foldedBy(s); by != notFolded {
		l.fold(s, by)
	} else {
		l.unfolded(s)
	}
	l.tell(s)
	l.aside = append(l.aside, s.aside(l.faults)...)
	l.list, l.origins, l.faults = nil, nil, l.faults[:0]
	s.table++
}

// carryGroups gives rows whose group is empty that of the row above, where that is at the same address, or in a table that
// writes a group once for all rows below it. Lists with ids are made by programs, which leave nothing out.
func (l *householdList) carryGroups(s *rowSet) {
	if s.has(colID) || !s.has(colName) && !s.has(colSerial) {
		return
	}
	once := l.groupsOnce()
	for i := 1; i < len(l.list); i++ {
		h, above := &l.list[i], &l.list[i-1]
		if h.Group != "" || above.Group == "" || l.origins[i].section != l.origins[i-1].section {
			continue
		}
		if h.Address != "" && addressOf(h.Address) == addressOf(above.Address) {
			h.Group = above.Group
			continue
		}
		if _, own := phrase.GroupIn(h.Address); once && !own {
			h.Group = above.Group
			l.warn(repeatedGroup, colGroup, l.origins[i].line, "")
		}
	}
}

// groupsOnce says whether a group is written once for all rows below it: no two rows that follow each other say the same,
// and at least as many say nothing.
func (l *householdList) groupsOnce() bool {
	said, unsaid, last := 0, 0, -1
	for i := range l.list {
		o := &l.origins[i]
		switch {
		case o.grouped && last >= 0 && last == i-1 && l.list[i].Group == l.list[last].Group:
			return false
		case o.grouped:
			said, last = said+1, i
		case l.list[i].Group == "" && last >= 0:
			unsaid++
		}
	}
	return said > 0 && unsaid >= said
}

// finish ends the list: its groups are brought to one spelling, and the rows set aside into the order of the file.
func (l *householdList) finish(s *rowSet) {
	oneSpelling(l.doors, l.unplaced)
	inOrder(l.aside)
	if u := l.understood; u.windows+u.days+u.marks > 0 {
		s.remark(fmt.Sprintf("hiểu ghi chú: %d về giờ ở nhà, %d về ngày, %d dặn trước (gọi trước, làm ca)", u.windows, u.days, u.marks),
			fmt.Sprintf("notes understood: %d as home hours, %d as days, %d as marks", u.windows, u.days, u.marks))
	}
}

// unfolded takes the table's rows as households. It sets aside those without an id, where the table has ids, and those
// that repeat the id of an earlier row that was taken. A row that continues the one above, its id merged or empty, is
// another person of that household.
func (l *householdList) unfolded(s *rowSet) {
	t := together{ids: l.identified(), serial: l.numbersHouseholds()}
	people := s.has(colName) || s.has(colIdentity)
	sound := l.list[:0]
	for i := range l.list {
		h, o := l.list[i], l.origins[i]
		if people && t.continues(&h, &o) {
			t.add(&h, &o)
			continue
		}
		l.ended += t.end()
		if f, ok := l.sound(&h, &o, s, t.ids); !ok {
			l.ended += h.Persons - f.persons + o.ended
			l.faults = append(l.faults, f)
			continue
		}
		sound = append(sound, h)
		l.origins[len(sound)-1] = o
		t.begin(&sound[len(sound)-1], &o)
	}
	l.ended += t.end()
	clear(l.list[len(sound):])
	keys := make([]string, len(sound))
	for i := range sound {
		keys[i] = sound[i].ID
	}
	l.take(s, sound, keys, func(i int) []fault { return []fault{l.placeless(i, sound[i].Persons)} })
}

// identified says whether some row of the table has an id: a column of them may be empty.
func (l *householdList) identified() bool {
	return slices.ContainsFunc(l.list, func(h campaign.Household) bool { return h.ID != "" })
}

// sound says whether a row can be a household, and why not. It gives an id to one of a table that has none.
func (l *householdList) sound(h *campaign.Household, o *origin, s *rowSet, ids bool) (fault, bool) {
	left := h.Persons
	if !h.Status.Routed() {
		left = 0
	}
	if h.ID == "" && (!ids || h.Address != "") {
		h.ID = s.rowID(o.line)
	}
	if h.ID == "" {
		return fault{o.line, colID, missingID, left}, false
	}
	if at, repeated := l.index[h.ID]; repeated {
		return fault{o.line, colID, s.repeatedID(at), left}, false
	}
	here := seen{line: o.line, sheet: s.sheet, table: s.table}
	if o.keyless && len(s.sheets) > 1 && h.Name != "" && h.Address != "" {
		copied := fold(h.Name) + "\n" + addressKey(h)
		if at, met := l.copies[copied]; met && at.sheet != s.sheet {
			return fault{o.line, colName, s.repeatedPerson(), left}, false
		}
		l.copies[copied] = here
	}
	l.index[h.ID] = here
	return fault{}, true
}

// take adds a table's households, known by their keys, to those before it: the ones with a place, and those to be visited
// that have an address to be looked for. The others that are to be visited are set aside, by the faults that rows gives
// of them.
func (l *householdList) take(s *rowSet, list []campaign.Household, keys []string, rows func(i int) []fault) {
	placed := 0
	for i, h := range list {
		at := l.index[keys[i]]
		switch {
		case h.Point.Valid():
			at.at, at.placed = len(l.doors)+placed, true
			list[placed] = h
			placed++
		case !h.Status.Routed():
			at.at = gone
		case h.Address == "":
			at.at = gone
			l.faults = append(l.faults, rows(i)...)
		default:
			at.at = len(l.unplaced)
			l.unplaced = append(l.unplaced, Unplaced{Household: h, Rows: s.aside(rows(i))})
		}
		l.index[keys[i]] = at
	}
	clear(list[placed:])
	if l.doors == nil {
		l.doors = list[:placed]
		return
	}
	l.doors = append(l.doors, list[:placed]...)
}

// gone is where a household stands that has not been taken.
const gone = -1

// rowID is the id of a household of a row that has none: row-12, or of a later sheet row-2.12.
func (s *rowSet) rowID(line int) string {
	beside := "" // of the second of tables side by side: row-12b
	if s.nth > 0 {
		beside = string(rune('a' + min(s.nth, 25)))
	}
	if s.sheet == 0 {
		return fmt.Sprintf("row-%d%s", line, beside)
	}
	return fmt.Sprintf("row-%d.%d%s", s.sheet+1, line, beside)
}

// repeatedID is the reason of a row whose id an earlier row, which was taken, has.
func (s *rowSet) repeatedID(at seen) reason {
	if at.sheet != s.sheet {
		return reason(fmt.Sprintf("trùng mã với dòng %d của trang trước / the id repeats that of row %d of an earlier sheet", at.line, at.line))
	}
	return reason(fmt.Sprintf("trùng mã với dòng %d / the id repeats that of row %d", at.line, at.line))
}

// repeatedPerson is the reason of a row whose name an earlier sheet has at the same address.
func (s *rowSet) repeatedPerson() reason {
	return "đã có ở trang trước: cùng họ tên, cùng địa chỉ / the same name at the same address stands on an earlier sheet"
}
