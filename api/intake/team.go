package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gonha/api/intake/phrase"
	"gonha/api/intake/sheet"
	"gonha/solver/campaign"
)

// What a team is where the file does not say, and the largest count that max_persons takes.
const (
	defaultMembers = 4
	mostMembers    = 12
	mostPersons    = 1_000_000
)

// teamList gathers the rows of a file of teams.
type teamList struct {
	teams   []campaign.Team
	waiting []WaitingTeam
	aside   []SetAside
	index   map[string]int // line of each id
	faults  []fault
	warnings
	placedLast bool           // the latest team has a start
	last       *campaign.Team // of the row above, whose members may be counted row by row; nil where there is none

	heading  string // the line above the rows at hand that names their team
	section  int    // of that line
	counting bool   // the people of the latest team are counted by the rows or lines below its own
	counted  bool   // one was
	open     bool   // lines may still say more of the latest team
}

func newTeamList() *teamList { return &teamList{index: make(map[string]int)} }

// expect implements lister.
func (l *teamList) expect(int) {}

// add implements lister.
func (l *teamList) add(r *row) {
	if r.team != "" && !r.has(colID) && !r.has(colName) {
		l.headed(r)
		return
	}
	if l.isMember(r) {
		l.last.Members++
		return
	}
	l.last = nil
	team, start, at, why := l.teamOf(r)
	if why == "" && team.ID == "" {
		if team.Name == "" && r.cells[colMembers].Kind == sheet.Empty && r.cells[colNames].Kind == sheet.Empty {
			at, why = colID, missingID
		}
		team.ID = l.freshID(team.Name)
	}
	if line, repeated := l.index[team.ID]; repeated && why == "" {
		at, why = colID, repeatedTeam(line)
	}
	if why != "" {
		l.faults = append(l.faults, fault{line: r.line, column: at, reason: why})
		return
	}
	l.index[team.ID] = r.line
	l.take(team, start, r.line)
	if r.cells[colMembers].Kind == sheet.Empty && r.has(colNames) {
		l.last = l.latest()
	}
}

// isMember says whether a row is another member of the team above it: its name is merged with that one's, the same, or
// empty, and it names somebody.
func (l *teamList) isMember(r *row) bool {
	if l.last == nil || !r.has(colNames) || r.has(colID) || r.has(colMembers) || l.last.Members >= mostMembers {
		return false
	}
	name := kept(r.text(colName))
	return name == l.last.Name && l.last.Name != "" || name == "" && !r.has(colSerial)
}

// latest is the team that was taken last.
func (l *teamList) latest() *campaign.Team {
	if l.placedLast {
		return &l.teams[len(l.teams)-1]
	}
	return &l.waiting[len(l.waiting)-1].Team
}

// take adds a team: to those that wait where it has no place to set out from.
func (l *teamList) take(team campaign.Team, start string, line int) {
	if l.placedLast = team.Start.Valid(); l.placedLast {
		l.teams = append(l.teams, team)
		return
	}
	l.waiting = append(l.waiting, WaitingTeam{Team: team, Start: start, Row: campaign.Rejected{Row: line}})
}

// endTable implements lister.
func (l *teamList) endTable(s *rowSet) {
	l.aside = append(l.aside, s.aside(l.faults)...)
	l.faults = l.faults[:0]
	l.heading, l.open = "", false
	l.tell(s)
	for i := range l.waiting {
		if w := &l.waiting[i]; w.Row.File == "" {
			w.Row.File, w.Row.Sheet, w.Row.Column = s.file, s.sheetName(), s.title(colStart)
			w.Row.Reason = string(missingStart)
		}
	}
}

// repeatedTeam is the reason of a team whose id an earlier row, which was taken, has.
func repeatedTeam(line int) reason {
	return reason(fmt.Sprintf("trùng mã với dòng %d / the id repeats that of row %d", line, line))
}

// freshID is an id for a team that the list gives none: T and its number, which its name ends with or which is the next.
func (l *teamList) freshID(name string) string {
	digits := name[len(strings.TrimRight(name, "0123456789")):]
	if n, sound := whole(strings.TrimLeft(digits, "0"), 1, 9999); sound {
		if id := fmt.Sprintf("T%d", n); l.index[id] == 0 {
			return id
		}
	}
	for n := len(l.teams) + len(l.waiting) + 1; ; n++ {
		if id := fmt.Sprintf("T%d", n); l.index[id] == 0 {
			return id
		}
	}
}

// teamOf reads a row, and what it says of the start where that is no coordinates.
func (l *teamList) teamOf(r *row) (t campaign.Team, start string, at column, why reason) {
	if r.reason != "" {
		return t, "", r.column, r.reason
	}
	for _, c := range [...]column{colID, colName, colMembers, colMode, colShift, colStart, colStartLat, colStartLon, colMaxPersons} {
		if why := r.unread(c); why != "" {
			return t, "", c, why
		}
	}
	t.ID, t.Name = kept(r.text(colID)), kept(r.text(colName))
	if utf8.RuneCountInString(t.ID) > maxIDRunes {
		return t, "", colID, longID
	}
	if t.Name == "" && t.ID == "" {
		if serial := r.text(colSerial); serial != "" {
			t.Name = "Tổ " + serial
		}
	}
	if start, at, why = l.places(&t, r); why != "" {
		return t, "", at, why
	}
	if at, why = l.strength(&t, r); why != "" {
		return t, "", at, why
	}
	var sound bool
	if t.MaxPersons, sound = r.whole(colMaxPersons, 1, mostPersons, 0); !sound {
		return t, "", colMaxPersons, badMaxPersons
	}
	if t.Shift, sound = shiftOf(&r.cells[colShift]); !sound {
		return t, "", colShift, badShift
	}
	t.Groups = groupsOf(r.text(colGroups))
	return t, start, colUnknown, ""
}

// places reads where a team sets out and ends. A start in words is given as it is, for somebody who finds places.
func (l *teamList) places(t *campaign.Team, r *row) (start string, at column, why reason) {
	t.Start, at, why = pointOf(r, startPlace)
	if text := r.text(colStart); why == notNumber && at == colStart || why == linkWithoutPoint && !strings.Contains(text, "://") {
		start, why = kept(text), missingPoint
	}
	if why != "" && why != missingPoint {
		return "", at, why
	}
	if !slices.ContainsFunc([]column{colEnd, colEndLat, colEndLon}, r.has) {
		t.End = t.Start
		return start, colUnknown, ""
	}
	t.End, at, why = pointOf(r, endPlace)
	return start, at, why
}

// strength reads how many are in a team and how it travels.
func (l *teamList) strength(t *campaign.Team, r *row) (column, reason) {
	at := colMembers
	if r.cells[at].Kind == sheet.Empty {
		at = colNames
	}
	var ok bool
	if t.Members, ok = r.whole(at, 1, mostMembers, defaultMembers); !ok {
		if t.Members, _, ok = phrase.Members(r.text(at)); !ok || t.Members > mostMembers {
			return at, badMembers
		}
	}
	mode, exact, known := phrase.Mode(r.text(colMode))
	switch {
	case r.text(colMode) == "":
		t.Mode = campaign.Motorbike
	case !known:
		return colMode, badMode
	default:
		t.Mode = mode
		if !exact {
			l.warn(nearestMode, colMode, r.line, "")
		}
	}
	return colUnknown, ""
}

// shiftOf reads a team's shift; nil is the night's window.
func shiftOf(cell *sheet.Cell) (*campaign.Window, bool) {
	if cell.Kind == sheet.Empty {
		return nil, true
	}
	w, err := phrase.Window(cell.String())
	return &w, err == nil
}

// groupsOf reads residential groups parted by semicolons, commas or line breaks, each once.
func groupsOf(cell string) []string {
	if len(phrase.Groups(cell)) == 0 { // all there are
		return nil
	}
	var list []string
	seen := make(map[string]struct{})
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		group := kept(part)
		if _, repeated := seen[group]; group != "" && !repeated {
			seen[group] = struct{}{}
			list = append(list, group)
		}
	}
	return list
}
