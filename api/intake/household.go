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
	tallied   int    // people whom its outcomes count, where these are several
	done      int    // of them, those who are done
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
		if n, sound := r.count(colPersons, 1, 1000, 1); sound && r.reason != tooManyCells {
			f.persons = n
		}
		f.column, f.reason = r.column, r.reason
		return e, f
	}
	e.origin = origin{line: r.line, section: r.section, serial: r.has(colSerial), counted: r.has(colPersons), people: 1}
	l.address(&e, r)
	f.column, f.reason = l.identify(&e, r)
	if f.persons = e.people; f.reason != "" || r.has(colPersons) {
		if n, sound := r.count(colPersons, 0, 1000, e.people); sound {
			f.persons = n
		}
	}
	if f.reason != "" {
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
	if surname := r.text(colSurname); surname != "" {
		e.Name = strings.TrimSpace(kept(surname) + " " + e.Name)
	}
	e.name(r)
	e.Ward = cmp.Or(kept(r.text(colWard)), r.ward)
	if e.Group = r.groupIn(); e.Group != "" {
		e.grouped = !r.cells[colGroup].Above
	} else if e.Group = r.group; r.assumed && e.Group != "" {
		if _, own := phrase.GroupIn(e.Address); own {
			e.Group = ""
		}
	}
	return colUnknown, ""
}

// groupIn is the group that a row says, with the larger one that it is part of where there are two columns: the number of
// each is of the kind that its title names.
func (r *row) groupIn() string {
	group, outer := kept(r.text(colGroup)), kept(r.text(colOuterGroup))
	if group == "" || outer == "" || r.titles == nil {
		return cmp.Or(group, outer)
	}
	of := func(name, title string) string {
		if strings.Trim(name, "0123456789") == "" || utf8.RuneCountInString(name) < 3 {
			return title + " " + name
		}
		return name
	}
	inner, one := phrase.ParseGroup(of(group, r.titles[colGroup]))
	larger, two := phrase.ParseGroup(of(outer, r.titles[colOuterGroup]))
	if !one || !two || inner.Kind == phrase.NoKind || larger.Kind == phrase.NoKind || inner.Key() == larger.Key() {
		return group
	}
	both, ok := phrase.ParseGroup(inner.String() + ", " + larger.String())
	if !ok {
		return group
	}
	return shown(both)
}

// name reads who a row names, and what tells their household from others at the same address.
func (e *entered) name(r *row) {
	names := namesIn(r.cells[colName].Text)
	if others := r.text(colMember); others != "" {
		if len(names) == 0 && e.Name != "" {
			names = []string{e.Name}
		}
		for other := range strings.SplitSeq(others, "\n") {
			if len(names) < mostNames {
				names = append(names, kept(other))
			}
		}
	}
	if len(names) > 1 {
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
		if e.Priority, sound = priorityWord(r.text(colPriority)); !sound {
			return colPriority, badPriority
		}
		l.warn(wordyPriority, colPriority, r.line, "")
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

// priorityWord is a priority in words.
func priorityWord(text string) (int, bool) {
	switch fold(text) {
	case "ratcao", "ratgap", "khan", "khancap", "ratuutien":
		return 5, true
	case "cao", "gap", "uutien", "co", "x", "high":
		return 3, true
	case "trungbinh", "tb", "vua", "medium":
		return 2, true
	case "thap", "binhthuong", "thuong", "khong", "low":
		return 1, true
	}
	return 0, false
}

// asTyped warns of a cell that the spreadsheet program has turned into a date or a time, and puts back what was most likely
// typed.
func (l *householdList) asTyped(r *row, c column) {
	cell := &r.cells[c]
	switch {
	case cell.Above:
	case cell.Kind == sheet.Date:
		l.warn(becameDate, c, r.line, typedOf(cell))
	case cell.Kind == sheet.Clock:
		l.warn(becameDate, c, r.line, r.text(c))
	case cell.Kind == sheet.Text:
		if typed := typedInText(cell.Text, c == colID || c == colHousehold); typed != "" {
			cell.Text = typed
			l.warn(becameDate, c, r.line, typed)
		}
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

// joinMarks gives the marks of both, each once.
func joinMarks(a, b []campaign.Mark) []campaign.Mark {
	for _, mark := range b {
		if !slices.Contains(a, mark) {
			a = append(a, mark)
		}
	}
	return a
}
