package intake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gonha/api/intake/phrase"
	"gonha/api/intake/sheet"
	"gonha/solver/campaign"
)

// maxIDRunes is the most characters of an id.
const maxIDRunes = 100

// entered is a row of a list of households that can be read: a household or a person. Which of the two is known only at
// the end of the table, so until then it is taken for a household, with what may still be missing.
type entered struct {
	campaign.Household
	origin
}

// origin is what is known of such a row beside its household.
type origin struct {
	line      int
	section   int
	household string // the household column, where the list has an id column too
	point     column // the column to name if the coordinates turn out to be missing
	serial    bool   // it has a running number of its own
	joined    bool   // the cell that tells its household is merged with that of the row above
	counted   bool   // it says how many people there are
	noted     bool   // its windows are those of its note
	keyless   bool   // it has no id of its own
	ended     int    // people who its status says need no visit, beside those who do
}

// householdOf reads a row. An id, an address or coordinates that are missing, and nothing else, are let pass: in
// a row a person they may be in another row of the household.
func (l *householdList) householdOf(r *row) (e entered, f fault) {
	f = fault{line: r.line, persons: 1}
	if r.reason != "" {
		f.column, f.reason = r.column, r.reason
		return e, f
	}
	e.origin = origin{line: r.line, section: r.section, serial: r.has(colSerial), counted: r.has(colPersons)}
	l.address(&e, r)
	if f.column, f.reason = l.identify(&e, r); f.reason != "" {
		return e, f
	}
	if f.column, f.reason = l.numbers(&e, r); f.reason != "" {
		return e, f
	}
	f.persons = e.Persons
	if r.hidden && e.Status.Routed() {
		f.reason = hiddenRow
		return e, f
	}
	var why reason
	if e.Point, e.point, why = pointOf(r, householdPlace); why != "" && why != missingPoint {
		f.column, f.reason = e.point, why
		return e, f
	}
	var sound bool
	if e.Guess, sound = guessOf(r.text(colConfidence)); !sound {
		f.column, f.reason = colConfidence, badConfidence
		return e, f
	}
	if !e.Point.Valid() {
		e.Guess = nil
	}
	return e, f
}

// identify reads what a household is told by, and its other words.
func (l *householdList) identify(e *entered, r *row) (column, reason) {
	for _, c := range [...]column{colID, colHousehold} {
		if why := r.unread(c); why != "" {
			return c, why
		}
		l.asTyped(r, c)
	}
	e.ID = kept(r.text(colID))
	if household := r.text(colHousehold); household != "" {
		if e.ID == "" {
			e.ID = kept(household)
		} else {
			e.household = kept(household)
		}
	}
	if utf8.RuneCountInString(e.ID) > maxIDRunes || utf8.RuneCountInString(e.household) > maxIDRunes {
		return colID, longID
	}
	e.keyless = !r.has(colID) && !r.has(colHousehold)
	for _, c := range [...]column{colHousehold, colID, colAddress, colPermanent, colStreet} {
		if r.cells[c].Kind != sheet.Empty {
			e.joined = r.cells[c].Above
			break
		}
	}
	for _, c := range [...]column{colName, colPhone, colNote, colGroup, colWard} {
		if r.unread(c) != "" {
			l.warn(unreadCell, c, r.line, "")
		}
	}
	l.asTyped(r, colGroup)
	e.Name, e.Phone, e.Note = kept(r.text(colName)), phoneOf(r.text(colPhone)), kept(r.text(colNote))
	e.Ward = kept(r.text(colWard))
	if e.Group = kept(r.text(colGroup)); e.Group == "" {
		e.Group = r.group
	}
	if e.Ward == "" {
		e.Ward = r.ward
	}
	return colUnknown, ""
}

// address reads where somebody lives: the current residence before the permanent one, which is then shown beside it, and
// a house number in a column of its own before its street.
func (l *householdList) address(e *entered, r *row) {
	for _, c := range [...]column{colAddress, colPermanent, colHouse, colStreet} {
		if r.unread(c) != "" {
			l.warn(unreadCell, c, r.line, "")
		}
		l.asTyped(r, c)
	}
	at, permanent := clean(r.text(colAddress)), clean(r.text(colPermanent))
	house, street := clean(r.text(colHouse)), clean(r.text(colStreet))
	switch {
	case at == "" && street != "":
		at = strings.TrimSpace(house + " " + street)
	case at == "" && permanent != "" && house == "":
		at, permanent = permanent, ""
	case house != "" && !strings.HasPrefix(at, house) && !strings.ContainsAny(at[:min(len(at), 1)], "0123456789"):
		at = strings.TrimSpace(house + " " + at)
	}
	if permanent != "" && fold(at) == fold(permanent) {
		permanent = ""
	}
	e.Address, e.Permanent = strings.Clone(at), strings.Clone(permanent)
}

// numbers reads the columns that have a rule, and gives the first whose cell breaks it.
func (l *householdList) numbers(e *entered, r *row) (column, reason) {
	e.Persons, e.Priority = 1, 1
	for _, c := range [...]column{colPersons, colPriority, colMandatory, colWindows, colMinutes} {
		if why := r.unread(c); why != "" {
			return c, why
		}
	}
	var sound bool
	persons, sound := r.count(colPersons, 1, 1000, 1)
	if !sound {
		return colPersons, badPersons
	}
	e.Persons = persons
	if e.Priority, sound = r.whole(colPriority, 1, 100, 1); !sound {
		return colPriority, badPriority
	}
	if e.Mandatory, sound = yesNo(r.text(colMandatory)); !sound {
		return colMandatory, badMandatory
	}
	if why := l.homeHours(e, r); why != "" {
		return colWindows, why
	}
	if e.PerPerson, sound = r.minutes(colMinutes); !sound {
		return colMinutes, badMinutes
	}
	return l.standing(e, r)
}

// standing reads how far the household has come, and what its note asks for.
func (l *householdList) standing(e *entered, r *row) (column, reason) {
	e.Status = campaign.Pending
	if text := r.text(colStatus); text != "" || r.unread(colStatus) != "" {
		o, understood := l.statusOf(text)
		switch {
		case !understood:
			l.warn(unknownStatus, colStatus, r.line, "")
		case o.NotFound:
			return colStatus, wrongAddress
		default:
			l.outcome(e, &o)
		}
	}
	if e.Note == "" {
		return colUnknown, ""
	}
	noted := l.noteOf(e.Note)
	if noted.Status != "" && e.Status == campaign.Pending {
		e.Status = noted.Status
	}
	if len(e.Windows) == 0 && len(noted.Windows) > 0 {
		e.Windows, e.noted = noted.Windows, true
		l.understood.windows++
	}
	if noted.Days != 0 {
		e.Days = bothDays(e.Days, noted.Days)
		l.understood.days++
	}
	if len(noted.Marks) > 0 {
		e.Marks = joinMarks(e.Marks, noted.Marks)
		l.understood.marks++
	}
	return colUnknown, ""
}

// outcome takes what a status says.
func (l *householdList) outcome(e *entered, o *phrase.Outcome) {
	e.Days, e.Marks = bothDays(o.Days, e.Days), joinMarks(o.Marks, e.Marks)
	if len(o.Windows) > 0 {
		e.Windows = o.Windows
	}
	persons, left := e.Persons, 0
	if !e.counted {
		persons = max(persons, o.Ended+max(o.Left, 0)) // the count is all that says how many there are
	}
	e.Status, left = o.Of(persons)
	if e.Status.Routed() {
		e.Persons = min(max(1, left), 1000)
		e.ended = persons - e.Persons
	}
}

// asTyped warns of a cell that the spreadsheet program has turned into a date.
func (l *householdList) asTyped(r *row, c column) {
	if cell := &r.cells[c]; cell.Kind == sheet.Date && !cell.Above {
		l.warn(becameDate, c, r.line, typedOf(cell))
	}
}

// guessOf reads how sure the coordinates are, in per cent; nothing and 100 are sure.
func guessOf(cell string) (*campaign.Guess, bool) {
	if cell == "" {
		return nil, true
	}
	percent, sound := number(strings.TrimSpace(strings.TrimSuffix(cell, "%")))
	if !sound || !(percent >= 0 && percent <= 100) {
		return nil, false
	}
	if percent == 100 {
		return nil, true
	}
	return &campaign.Guess{Confidence: percent / 100, By: "list"}, true
}

// homeHours reads when somebody is home. A time that a spreadsheet keeps as a part of a day is that time; days of the week
// and other words that a note may say count here too.
func (l *householdList) homeHours(e *entered, r *row) reason {
	cell := &r.cells[colWindows]
	if cell.Kind == sheet.Empty {
		return ""
	}
	text, timed := clockText(cell)
	if !timed {
		text = cell.String()
	}
	windows, err := l.windowsOf(text)
	if err == nil {
		e.Windows = windows
		return ""
	}
	if err == phrase.ErrTooManyWindows {
		return tooManyWindows
	}
	noted := l.noteOf(text)
	if noted.Rest != "" || len(noted.Windows) == 0 && noted.Days == 0 {
		return badWindows
	}
	e.Windows, e.Days, e.Marks = noted.Windows, noted.Days, noted.Marks
	return ""
}

// joinMarks gives the marks of both, each once.
func joinMarks(a, b []campaign.Mark) []campaign.Mark {
	for _, mark := range b {
		if !slices.Contains(a, mark) {
			a = append(a, mark)
		}
	}
	return a
}
