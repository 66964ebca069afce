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
	return &householdList{index: map[string]seen{}, notes: map[string]phrase.Noted{}, statuses: map[string]said{}, windows: map[string]homeHours{}}
}

// seen is where a household stands.
type seen struct {
	line, sheet int  // of its first row
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
	if by := l.foldedBy(s); by != notFolded {
		l.fold(s, by)
	} else {
		l.unfolded(s)
	}
	l.tell(s)
	l.aside = append(l.aside, s.aside(l.faults)...)
	l.list, l.origins, l.faults = nil, nil, l.faults[:0]
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
	ids, people := l.identified(), s.has(colName) || s.has(colIdentity)
	sound := l.list[:0]
	last := -1 // the household of the row above
	said := 0  // people whom its rows have counted
	for i := range l.list {
		h, o := l.list[i], l.origins[i]
		l.ended += o.ended
		if !h.Status.Routed() {
			l.ended += h.Persons
		}
		if people && last >= 0 && continues(&h, &o, &sound[last], ids) {
			said = anotherPerson(&sound[last], &h, &o, said)
			continue
		}
		last = -1
		if f, ok := l.sound(&h, &o, s, ids); !ok {
			l.faults = append(l.faults, f)
			continue
		}
		if said = 0; o.counted {
			said = h.Persons
		}
		last = len(sound)
		sound = append(sound, h)
		l.origins[last] = o
	}
	clear(l.list[len(sound):])
	keys := make([]string, len(sound))
	for i := range sound {
		keys[i] = sound[i].ID
	}
	l.take(s, sound, keys, func(i int) []fault {
		return []fault{{l.origins[i].line, l.origins[i].point, missingPoint, sound[i].Persons}}
	})
}

// identified says whether some row of the table has an id: a column of them may be empty.
func (l *householdList) identified() bool {
	return slices.ContainsFunc(l.list, func(h campaign.Household) bool { return h.ID != "" })
}

// sound says whether a row can be a household, and why not. It gives an id to one of a table that has none.
func (l *householdList) sound(h *campaign.Household, o *origin, s *rowSet, ids bool) (fault, bool) {
	if h.ID == "" && (!ids || h.Address != "") {
		h.ID = s.rowID(o.line)
	}
	if h.ID == "" {
		return fault{o.line, colID, missingID, h.Persons}, false
	}
	if at, repeated := l.index[h.ID]; repeated {
		return fault{o.line, colID, s.repeatedID(at), h.Persons}, false
	}
	l.index[h.ID] = seen{line: o.line, sheet: s.sheet}
	return fault{}, true
}

// continues says whether a row of a list of households is another person of the household above it: its id is merged with
// that one's, or it has none and nothing of a place of its own.
func continues(h *campaign.Household, o *origin, above *campaign.Household, ids bool) bool {
	if o.joined {
		return true
	}
	return ids && o.keyless && h.Name != "" && h.Address == "" && !h.Point.Valid() && above.Name != ""
}

// anotherPerson adds a person to a household whose rows have counted so many people, and gives how many now.
func anotherPerson(door, person *campaign.Household, o *origin, said int) int {
	if len(door.People) == 0 {
		door.People = []campaign.Person{{Name: door.Name, Phone: door.Phone, Note: door.Note}}
		door.Note = ""
	}
	if !person.Status.Routed() {
		return said // it counts among those who need no visit
	}
	door.People = append(door.People, campaign.Person{Name: person.Name, Phone: person.Phone, Note: person.Note})
	door.Marks = joinMarks(door.Marks, person.Marks)
	switch {
	case o.counted:
		said += person.Persons
		door.Persons = said
	case said == 0:
		door.Persons++
	}
	return said
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
	if s.sheet == 0 {
		return fmt.Sprintf("row-%d", line)
	}
	return fmt.Sprintf("row-%d.%d", s.sheet+1, line)
}

// repeatedID is the reason of a row whose id an earlier row, which was taken, has.
func (s *rowSet) repeatedID(at seen) reason {
	if at.sheet != s.sheet {
		return reason(fmt.Sprintf("trùng mã với dòng %d của trang trước / the id repeats that of row %d of an earlier sheet", at.line, at.line))
	}
	return reason(fmt.Sprintf("trùng mã với dòng %d / the id repeats that of row %d", at.line, at.line))
}
