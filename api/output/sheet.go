package output

import (
	"strconv"
	"strings"

	"gonha/geo"
	"gonha/solver/campaign"
)

// sheet is one team's list.
type sheet struct {
	T                     *words
	Date                  string
	Team, Name, Mode      string
	Members               int
	Shift                 string
	Depart, Return        string
	Stops, Doors, Persons int
	Distance              string
	Map                   drawing
	Steps                 []sheetStep
	Sides                 int // pages, even
}

// sheetStep is a step with its doors.
type sheetStep struct {
	Number       int
	Begin, Leave string
	Way          string // how long and how far it is from the step before
	Wait         string // minutes before somebody is home, or empty
	Long         bool   // so many rows that they may be parted over two pages
	Several      int    // doors, where there is more than one
	Persons      int
	Doors        []sheetDoor
}

// sheetDoor is a household as the team needs it at the door.
type sheetDoor struct {
	Label     string // "3a" where a step has several doors
	ID        string
	Title     string // the address; without one the name, without that the id
	Group     string
	Name      string // of the household, unless it is the title
	Phone     sheetPhone
	Persons   int
	People    []sheetPerson
	Mandatory bool
	Windows   string
	Asks      string // on which weekdays, and what else is asked for
	Permanent string // the permanent residence, where it is another
	Before    string // what came of the last visit
	Note      string
	Streets   string // the way there, at the first door of a step
	Place     string // that the place is guessed
}

type sheetPerson struct {
	Name, Note string
	Phone      sheetPhone
}

// sheetPhone is a number to read and to dial; Dial is empty where the text is no single number.
type sheetPhone struct{ Text, Dial string }

func (e *evening) sheet(route int, places [][]geo.Point, words *words) sheet {
	r := &e.routes[route]
	s := sheet{
		T: words, Date: words.date(e.plan.Night),
		Team: plain(r.Team), Name: plain(r.team.Name), Mode: words.mode(r.team.Mode), Members: r.team.Members,
		Shift: e.window(), Depart: clock(r.Depart), Return: clock(r.Return),
		Stops: len(r.steps), Doors: len(r.Visits), Persons: r.Route.Persons, Distance: e.length(r.DistanceM, words),
		Map: e.teamMap(route, places, 108, 78, words), Steps: make([]sheetStep, len(r.steps)),
	}
	if s.Name == s.Team {
		s.Name = ""
	}
	if shift := r.team.Shift; shift != nil {
		s.Shift = span(campaign.Clock(shift.Open), campaign.Clock(shift.Close))
	}
	last := "" // street
	for i := range r.steps {
		s.Steps[i] = newStep(&r.steps[i], words)
		if e.plan.NoLengths {
			s.Steps[i].Way = words.minutes(r.steps[i].doors[0].TravelS)
		}
		names := r.steps[i].doors[0].Streets
		s.Steps[i].Doors[0].Streets = words.streets(names, last)
		if len(names) > 0 { // a leg without names leaves the team where it is
			last = names[len(names)-1]
		}
	}
	s.Sides = s.sides()
	return s
}

// longest is the most rows of a step that are kept on one page, some 50 mm of them.
const longest = 5

func newStep(s *step, words *words) sheetStep {
	first := s.doors[0]
	out := sheetStep{
		Number: s.number, Begin: clock(first.Begin), Leave: clock(first.Leave),
		Way:     words.minutes(first.TravelS) + " · " + words.length(int64(first.DistanceM)),
		Persons: s.persons(), Doors: make([]sheetDoor, len(s.doors)),
	}
	if first.WaitS >= 60 {
		out.Wait = words.minutes(first.WaitS)
	}
	if len(s.doors) > 1 {
		out.Several = len(s.doors)
	}
	rows := len(s.doors)
	for i, d := range s.doors {
		out.Doors[i] = newDoor(&d, words)
		rows += len(out.Doors[i].People)
		if len(s.doors) > 1 {
			out.Doors[i].Label = s.label(i)
		}
	}
	out.Long = rows > longest
	return out
}

func newDoor(d *door, words *words) sheetDoor {
	h := d.home
	out := sheetDoor{
		ID: plain(h.ID), Title: plain(h.Address), Group: plain(h.Group), Name: plain(h.Name), Phone: newPhone(h.Phone),
		Persons: d.Persons, Mandatory: h.Mandatory, Windows: words.windows(h.Windows), Note: plain(h.Note),
		Asks: strings.Join(words.asks(h), " · "), Permanent: words.permanent(h),
		Place: words.placed(h),
	}
	if out.Title == "" {
		out.Title, out.Name = out.Name, ""
	}
	if out.Title == "" {
		out.Title = out.ID
	}
	if strings.HasSuffix(out.Title, out.Group) {
		out.Group = "" // the address names it already
	}
	switch h.Status {
	case campaign.Absent:
		out.Before = words.Outcomes[absent].Text
	case campaign.NoSmartphone:
		out.Before = words.Outcomes[noSmartphone].Text
	}
	for _, p := range h.People {
		out.People = append(out.People, sheetPerson{plain(p.Name), plain(p.Note), newPhone(p.Phone)})
	}
	out.withoutRepeats()
	return out
}

// HasMore says whether there is a second line to print.
func (d *sheetDoor) HasMore() bool {
	return d.Name != "" || d.Phone.Text != "" || d.Windows != "" || d.Asks != "" || d.Before != "" || d.Note != "" || d.Streets != "" || d.Place != ""
}

// withoutRepeats takes away what the household's own fields say once more about the only person or
// the first of several: a list with a row a person gives its household the first row's texts. An only
// person needs no row beside the door's.
func (d *sheetDoor) withoutRepeats() {
	for _, p := range d.People {
		if p.Name == d.Name {
			d.Name = ""
		}
		if p.Phone == d.Phone {
			d.Phone = sheetPhone{}
		}
		if p.Note == d.Note {
			d.Note = ""
		}
	}
	if only := d.People; len(only) == 1 && d.Persons == 1 && d.Name == "" && d.Phone == (sheetPhone{}) && d.Note == "" {
		d.Name, d.Phone, d.Note, d.People = only[0].Name, only[0].Phone, only[0].Note, nil // a row less
	}
}

func newPhone(s string) sheetPhone {
	p := sheetPhone{Text: plain(phone(s))}
	dial := strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "", "\u00a0", "").Replace(s)
	digits := strings.TrimPrefix(dial, "+")
	if len(digits) >= 3 && len(digits) <= 15 && strings.Trim(digits, "0123456789") == "" {
		p.Dial = dial
	}
	return p
}

// minutes writes seconds as whole minutes, rounded up.
func (w *words) minutes(seconds int) string { return strconv.Itoa((seconds+59)/60) + " " + w.Minutes }
