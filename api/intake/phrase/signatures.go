package phrase

import (
	"time"

	"gonha/solver/campaign"
)

// The bodies below understand nothing yet; each moves to a file of its own as it learns to.

// TeamLine reads a line of a list of teams.
func TeamLine(string) (Team, bool) { return Team{}, false }

// Contradicts says whether the number of members is another than that of the names.
func (t Team) Contradicts() bool {
	return !t.Counted && t.Named > 0 && t.Members > 0 && t.Named != t.Members
}

// Mode reads how a team travels. It is not exact where the nearest mode stands for a car or a bicycle.
func Mode(string) (mode campaign.Mode, exact, ok bool) { return "", false, false }

// Members reads how many are in a team: a number, or names, which are counted. It is from 1 to 99.
func Members(string) (n int, counted, ok bool) { return 0, false, false }

// Date reads a date, day before month as in Viet Nam, and gives it as 2026-11-20.
func Date(string) (string, bool) { return "", false }

// Duration reads a length of time; a number alone is of seconds.
func Duration(string) (time.Duration, bool) { return 0, false }
