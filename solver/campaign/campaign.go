// Package campaign holds the households, teams and nights of a door-to-door campaign, and is the one
// translator between them and the solver's problems and solutions. It reads and writes no files.
//
// Start with [Night]; [Night.Plan] makes tonight's plan. [Night.Report] counts what a plan comes to,
// [Night.WhatIf] measures what changes of the night would bring, [Night.ByHand] and [Night.Typed] make the
// plans that people make without the solver, and [Compare] puts two plans side by side.
package campaign

import (
	"gonha/geo"
)

// Status says how far a household has come.
type Status string

// The statuses; only Pending, Absent and NoSmartphone are routed.
const (
	Pending      Status = "pending"
	Activated    Status = "activated"
	Absent       Status = "absent"
	Refused      Status = "refused"
	Moved        Status = "moved"
	NeedsOffice  Status = "needs_office"
	NoSmartphone Status = "no_smartphone"
)

// Routed says whether teams go to households of this status.
func (s Status) Routed() bool { return s == Pending || s == Absent || s == NoSmartphone }

// Window is a span of local time in seconds after midnight of the night's date, both ends included;
// past 86,400 it lies after midnight.
type Window struct{ Open, Close int }

// Person is one of a household's people still to activate, shown to the team and never used by the
// solver. All of it is personal data.
type Person struct{ Name, Phone, Note string }

// Household is a door with people to activate.
type Household struct {
	ID        string
	Point     geo.Point
	Persons   int      // people still to activate, 1 or more
	Group     string   // residential group, or empty
	Ward      string   // ward or commune, or empty; for reports only
	Priority  int      // 1..100; the prize is persons x priority
	Mandatory bool     // must be visited this night
	Windows   []Window // when somebody is home; empty is all evening; Open 0 is no start, Close 48 h no end
	Days      Days     // weekdays on which somebody is home, each that of the evening's date; 0 is every day
	PerPerson int      // seconds for one person; 0 is the campaign's
	Status    Status
	Guess     *Guess // how its place was found by its address; nil where the list gives it

	// Shown to the team, never used by the solver, personal data.
	Name, Address, Phone, Note string
	Permanent                  string   // the permanent residence, where the list has another than Address
	Marks                      []Mark   // what the notes ask for
	People                     []Person // where the list had a row a person
}

// Mark is something that a note asks of whoever visits.
type Mark string

// The marks.
const (
	CallFirst  Mark = "call_first"  // ring up before coming
	NightShift Mark = "night_shift" // works at night
	ShiftWork  Mark = "shift_work"  // works in shifts
)

// Guess is what the place of a household rests on that the list gives none for.
type Guess struct {
	Confidence float64 `json:"confidence"` // 0 to 1
	Metres     int     `json:"within_m"`   // within which the door most likely lies
	By         string  `json:"by"`         // "house", "next", "between", "beside", "alley", "mouth", "street", "group", "several", "building", "site", "list", "hand"; empty is nothing
}

// Mode is how a team travels.
type Mode string

// The modes.
const (
	Walk      Mode = "walk"
	Motorbike Mode = "motorbike"
)

// Team is a group of helpers who go out together.
type Team struct {
	ID, Name   string
	Members    int // 1..12, each serves one person at a time
	Start, End geo.Point
	Shift      *Window // nil is the night's window
	Mode       Mode
	Groups     []string // it visits only these; empty is all
	MaxPersons int      // most persons in a night; 0 is no limit
}

// Rejected is a row of an input file that was set aside. It holds no personal data: the reason names
// the column and the rule, not the cell's content.
type Rejected struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet,omitempty"` // where the file has several
	Row    int    `json:"row"`             // 1-based line of the sheet or file; for GeoJSON the feature's number
	Column string `json:"column"`
	Reason string `json:"reason"`
}
