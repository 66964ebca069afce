package phrase

import (
	"errors"
	"time"

	"gonha/solver/campaign"
)

// The bodies below understand nothing yet; each moves to a file of its own as it learns to.

// Errors of [Window] and [Windows].
var (
	ErrWindow         = errors.New("not a span of time like 19:30-21:30")
	ErrTooManyWindows = errors.New("more than 24 windows")
)

// Window reads one span of local time, with a beginning and an end.
func Window(string) (campaign.Window, error) { return campaign.Window{}, ErrWindow }

// Windows reads when somebody is home. An empty cell, or "cả tối", is nil: always.
func Windows(string) ([]campaign.Window, error) { return nil, ErrWindow }

// Note reads a note.
func Note(s string) Noted { return Noted{Rest: s} }

// Status reads what came of a visit.
func Status(string) (Outcome, bool) { return Outcome{}, false }

// ParseGroup reads a cell of a group column. Any short text is a group; only an empty or endless one is none.
func ParseGroup(string) (Group, bool) { return Group{}, false }

// Groups reads a cell that lists groups.
func Groups(string) []Group { return nil }

// GroupIn finds the group that an address names.
func GroupIn(string) (Group, bool) { return Group{}, false }

// Section reads a row that heads the rows of a group below it.
func Section(string) (Group, bool) { return Group{}, false }

// Match finds which of the groups g is; -1 and false where none or more than one is.
func Match(Group, []Group) (int, bool) { return -1, false }

// Key is equal for groups that are the same, however they are written. The ward is no part of it.
func (g Group) Key() string { return "" }

// String is the group as it is shown: "tổ dân phố 1".
func (g Group) String() string { return "" }

// TeamLine reads a line of a list of teams.
func TeamLine(string) (Team, bool) { return Team{}, false }

// Contradicts says whether the number of members is another than that of the names.
func (t Team) Contradicts() bool { return !t.Counted && t.Named > 0 && t.Members > 0 && t.Named != t.Members }

// Mode reads how a team travels. It is not exact where the nearest mode stands for a car or a bicycle.
func Mode(string) (mode campaign.Mode, exact, ok bool) { return "", false, false }

// Members reads how many are in a team: a number, or names, which are counted. It is from 1 to 99.
func Members(string) (n int, counted, ok bool) { return 0, false, false }

// Date reads a date, day before month as in Viet Nam, and gives it as 2026-11-20.
func Date(string) (string, bool) { return "", false }

// Duration reads a length of time; a number alone is of seconds.
func Duration(string) (time.Duration, bool) { return 0, false }
