package intake

import (
	"cmp"
	"slices"
	"strconv"
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
	people    int    // that it names, 1 or more
	tag       string // of the household, where several may be at one address: its head, its number or its heading
	heads     bool   // it is of the head of a household
	grouped   bool   // it says its own group
	why       reason // that it has no coordinates, where it is not that they are missing
}

// householdOf reads a row. An id, an address or coordinates that are missing, and nothing else, are let pass: in
// a row a person they may be in another row of the household.
func (l *householdList) householdOf(r *row) (e entered, f fault) {
	f = fault{line: r.line, persons: 1}
	if r.reason != "" {
		f.column, f.reason = r.column, r.reason
		return e, f
	}
	e.origin = origin{line: r.line, section: r.section, serial: r.has(colSerial), counted: r.has(colPersons), people: 1}
	l.address(&e, r)
	f.column, f.reason = l.identify(&e, r)
	if f.persons = e.people; f.reason != "" {
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
	if f.column, f.reason = l.place(&e, r); f.reason != "" {
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

// place reads where a household is. One whose address is known may go without coordinates, where their cell only says that
// there are none, or holds a link or a measure that cannot be read.
func (l *householdList) place(e *entered, r *row) (column, reason) {
	var why reason
	e.Point, e.point, why = pointOf(r, householdPlace)
	if why == missingPoint && strings.Contains(e.Note, "://") {
		if p, bad := parsePoint(e.Note); bad == "" {
			e.Point, why = p, ""
		}
	}
	if r.restored {
		l.warn(restoredPlace, e.point, r.line, "")
	}
	switch why {
	case "", missingPoint:
		return colUnknown, ""
	case notNumber:
		if strings.ContainsAny(r.text(e.point), "0123456789") {
			return e.point, why
		}
	case linkWithoutPoint, shortCode, metricPoint:
	default:
		return e.point, why
	}
	if e.Address == "" {
		return e.point, why
	}
	e.Point, e.why = noPoint(), why
	return colUnknown, ""
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
	e.Name, e.Note = kept(r.text(colName)), kept(r.text(colNote))
	if e.Phone = phoneOf(r.phone()); e.Phone == "" && r.has(colPhone) && r.unread(colPhone) == "" {
		l.warn(lostDigits, colPhone, r.line, "")
	}
	e.name(r)
	e.Ward = cmp.Or(kept(r.text(colWard)), r.ward)
	if e.Group = kept(r.text(colGroup)); e.Group != "" {
		e.grouped = !r.cells[colGroup].Above
	} else if e.Group = r.group; r.assumed && e.Group != "" {
		if _, own := phrase.GroupIn(e.Address); own {
			e.Group = ""
		}
	}
	return colUnknown, ""
}

// name reads who a row names, and what tells their household from others at the same address.
func (e *entered) name(r *row) {
	if names := namesIn(r.cells[colName].Text); len(names) > 1 {
		e.Name, e.people = names[0], len(names)
		for _, name := range names {
			e.People = append(e.People, campaign.Person{Name: name})
		}
		e.People[0].Phone = e.Phone
	}
	e.heads = strings.HasPrefix(fold(r.text(colRelation)), "chuho")
	switch {
	case r.has(colHead) || r.cells[colHead].Above:
		e.tag = fold(r.text(colHead))
	case r.cells[colDoorNumber].Kind != sheet.Empty:
		e.tag = strings.Clone(r.text(colDoorNumber))
	case r.door != nil:
		e.tag = "#" + strconv.Itoa(r.door.number)
	}
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
	if at == "" && r.door != nil {
		at = r.door.address
	}
	if permanent != "" && fold(at) == fold(permanent) {
		permanent = ""
	}
	e.Address, e.Permanent = strings.Clone(at), strings.Clone(permanent)
}

// numbers reads the columns that have a rule, and gives the first whose cell breaks it.
func (l *householdList) numbers(e *entered, r *row) (column, reason) {
	e.Priority = 1
	for _, c := range [...]column{colPersons, colPriority, colMandatory, colWindows, colMinutes} {
		if why := r.unread(c); why != "" {
			return c, why
		}
	}
	var sound bool
	if e.Persons, sound = r.count(colPersons, 1, 1000, e.people); !sound {
		return colPersons, badPersons
	}
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
	if at, why := l.settle(e, r); why != "" {
		return at, why
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

// settle reads the statuses of a row: that of one column or two, ticks in columns of outcomes, and the day of activation.
// One that ends a visit counts before one that does not. What is not understood is told only where nothing else is.
func (l *householdList) settle(e *entered, r *row) (column, reason) {
	var best phrase.Outcome
	understood, unknown := false, colUnknown
	for _, c := range [...]column{colStatus, colOtherStatus, colTick} {
		text := r.text(c)
		if text == "" {
			if r.unread(c) != "" {
				unknown = c
			}
			continue
		}
		o, ok := l.statusOf(text)
		switch {
		case !ok:
			unknown = c
		case o.NotFound:
			return c, wrongAddress
		case !understood, !o.Status.Routed() && best.Status.Routed(), best.Status == campaign.Pending && !says(&best):
			best, understood = o, true
		}
	}
	if !understood && unknown == colUnknown && r.activated() {
		best, understood = phrase.Outcome{Status: campaign.Activated, Ended: -1, Left: -1}, true
	}
	switch {
	case understood:
		l.outcome(e, &best)
	case unknown != colUnknown:
		l.warn(unknownStatus, unknown, r.line, "")
	}
	return colUnknown, ""
}

// says whether an outcome says more than its status.
func says(o *phrase.Outcome) bool {
	return o.Ended >= 0 || o.Left >= 0 || len(o.Windows) > 0 || o.Days != 0 || len(o.Marks) > 0
}

// activated says whether a row has a day of activation.
func (r *row) activated() bool {
	cell := &r.cells[colActivated]
	switch cell.Kind {
	case sheet.Date:
		return true
	case sheet.Number:
		return cell.Value > 40000 && cell.Value < 60000 // a day of these decades
	case sheet.Text:
		_, dated := phrase.Date(cell.Text)
		return dated
	}
	return false
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
		return
	}
	e.Persons = persons
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
