package intake

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gonha/geo"
	"gonha/solver/campaign"
)

// What a team is where the file does not say, and the largest count that max_persons takes.
const (
	defaultMembers = 4
	mostPersons    = 1_000_000
)

// teamList gathers the rows of a file of teams.
type teamList struct {
	teams  []campaign.Team
	index  map[string]int // line of each id
	faults []fault
}

func newTeamList() *teamList { return &teamList{index: make(map[string]int)} }

// finish gives the teams and the rejected rows, unless reading the rows failed.
func (l *teamList) finish(rows *rowSet, err error) ([]campaign.Team, []campaign.Rejected, error) {
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", rows.file, err)
	}
	return l.teams, rows.rejected(l.faults), nil
}

// add implements the each of readFile.
func (l *teamList) add(r *row) {
	team, at, why := teamOf(r)
	if line, repeated := l.index[team.ID]; repeated && why == "" {
		at, why = colID, repeatedID(line)
	}
	if why != "" {
		l.faults = append(l.faults, fault{r.line, at, why})
		return
	}
	l.index[team.ID] = r.line
	l.teams = append(l.teams, team)
}

// teamOf reads a row.
func teamOf(r *row) (t campaign.Team, at column, why reason) {
	if r.reason != "" {
		return t, r.column, r.reason
	}
	t.ID, t.Name = kept(r.cells[colID]), kept(r.cells[colName])
	if t.ID == "" {
		return t, colID, missingID
	}
	if utf8.RuneCountInString(t.ID) > maxIDRunes {
		return t, colID, longID
	}
	if t.Start, at, why = pointOf(r, colStartLat, colStartLon, colStart); why != "" {
		return t, at, why
	}
	if t.End, at, why = endOf(r, t.Start); why != "" {
		return t, at, why
	}
	var sound bool
	if t.Members, sound = wholeOr(r.cells[colMembers], 1, 12, defaultMembers); !sound {
		return t, colMembers, badMembers
	}
	if t.MaxPersons, sound = wholeOr(r.cells[colMaxPersons], 1, mostPersons, 0); !sound {
		return t, colMaxPersons, badMaxPersons
	}
	if t.Mode, sound = modeOf(r.cells[colMode]); !sound {
		return t, colMode, badMode
	}
	if cell := r.cells[colShift]; cell != "" {
		w, err := ParseWindow(cell)
		if err != nil {
			return t, colShift, badShift
		}
		t.Shift = &w
	}
	t.Groups = groupsOf(r.cells[colGroups])
	return t, colUnknown, ""
}

// endOf reads where a team ends, the start if the row does not say.
func endOf(r *row, start geo.Point) (geo.Point, column, reason) {
	if r.cells[colEndLat] == "" && r.cells[colEndLon] == "" && r.cells[colEnd] == "" {
		return start, colUnknown, ""
	}
	return pointOf(r, colEndLat, colEndLon, colEnd)
}

// modeOf reads how a team travels; empty is by motorbike.
func modeOf(s string) (campaign.Mode, bool) {
	switch fold(s) {
	case "walk", "walking", "foot", "onfoot", "dibo", "bo":
		return campaign.Walk, true
	case "motorbike", "motorcycle", "motobike", "xemay", "motor", "honda":
		return campaign.Motorbike, true
	}
	return campaign.Motorbike, s == ""
}

// groupsOf reads residential groups parted by semicolons, commas or line breaks, each once.
func groupsOf(cell string) []string {
	if cell == "" {
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
