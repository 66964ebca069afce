package intake

import (
	"gonha/api/intake/phrase"
	"gonha/api/intake/sheet"
	"gonha/solver/campaign"
)

// standing reads how far the household has come, and what its note asks for.
func (l *householdList) standing(e *entered, r *row) (column, reason) {
	e.Status = campaign.Pending
	if at, why := l.settle(e, r); why != "" {
		return at, why
	}
	if e.Note == "" {
		return colUnknown, ""
	}
	if len(e.Note) <= maxOutcome && e.Status == campaign.Pending && !r.has(colStatus) {
		if o, ok := l.statusOf(e.Note); ok && !o.Status.Routed() {
			l.warn(endedNote, colNote, r.line, "")
		}
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

// maxOutcome is the longest note that may be an outcome, in bytes.
const maxOutcome = 80

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
		counted := max(o.Ended, 0) + max(o.Left, 0) // which is all that says how many there are
		if persons = max(persons, counted); counted > 1 {
			e.tallied, e.done = counted, max(o.Ended, 0)
		}
	}
	e.Status, left = o.Of(persons)
	if e.Status.Routed() {
		e.Persons = min(max(1, left), 1000)
		e.ended = persons - e.Persons
		return
	}
	e.Persons = persons
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
