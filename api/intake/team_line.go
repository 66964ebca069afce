package intake

import (
	"strings"

	"gonha/api/intake/phrase"
	"gonha/solver/campaign"
)

// headed takes a row below a line that names its team: another member.
func (l *teamList) headed(r *row) {
	if l.heading != r.team || l.section != r.section {
		l.heading, l.section = r.team, r.section
		if !l.begin(r) {
			l.counting = false
			return
		}
	}
	if !l.counting {
		return
	}
	n, _, ok := phrase.Members(r.text(colNames))
	if !ok {
		n = 1
	}
	t := l.latest()
	t.Members = min(t.Members+n, mostMembers)
}

// begin takes the team that the line above a row names, with what the row says of all of it.
func (l *teamList) begin(r *row) bool {
	said, ok := phrase.TeamLine(r.team)
	if !ok {
		return false
	}
	t, ok := l.teamOfLine(&said, r.line)
	if !ok {
		return false
	}
	start, at, why := l.places(&t, r)
	if said.Start != "" && !t.Start.Valid() {
		start = said.Start
		if p, bad := parsePoint(start); bad == "" {
			t.Start, t.End = p, p
		}
	}
	if why != "" && why != missingPoint {
		l.faults = append(l.faults, fault{line: r.line, column: at, reason: why})
		return false
	}
	if text := r.text(colMode); text != "" && said.Mode == "" {
		mode, exact, known := phrase.Mode(text)
		if !known {
			l.faults = append(l.faults, fault{line: r.line, column: colMode, reason: badMode})
			return false
		}
		if t.Mode = mode; !exact {
			l.warn(nearestMode, colMode, r.line, "")
		}
	}
	if len(t.Groups) == 0 {
		t.Groups = groupsOf(r.text(colGroups))
	}
	if l.counting = said.Members == 0 || said.Counted; l.counting {
		t.Members = 0
	}
	l.take(t, start, r.line)
	return true
}

// teamOfLine is the team of a line of words, and false where it has more members than one can.
func (l *teamList) teamOfLine(said *phrase.Team, line int) (campaign.Team, bool) {
	t := campaign.Team{Name: said.Name, Members: said.Members, Mode: said.Mode, Shift: said.Shift, MaxPersons: said.MaxPersons, Start: noPoint(), End: noPoint()}
	if t.Members == 0 {
		t.Members = defaultMembers
	}
	if t.Mode == "" {
		t.Mode = campaign.Motorbike
	}
	for _, g := range said.Groups {
		t.Groups = append(t.Groups, shown(g))
	}
	if t.Members > mostMembers {
		l.faults = append(l.faults, fault{line: line, column: colMembers, reason: badMembers})
		return t, false
	}
	if said.Contradicts() {
		l.warn(contradiction, colMembers, line, "")
	}
	if said.Inexact {
		l.warn(nearestMode, colMode, line, "")
	}
	t.ID = l.freshID(t.Name)
	l.index[t.ID] = line
	return t, true
}

// addLine takes a line of text that says what a team is, as people write it in a message, and says whether it is such a
// line. One below it may name a member or say something else of the same team.
func (l *teamList) addLine(text string, line int) bool {
	said, ok := phrase.TeamLine(text)
	if !ok {
		l.moreOf(text, line)
		return false
	}
	t, ok := l.teamOfLine(&said, line)
	if l.open = ok; !ok {
		return true
	}
	if p, why := parsePoint(said.Start); why == "" && said.Start != "" {
		t.Start, t.End = p, p
	}
	l.counting, l.counted = said.Members == 0, false
	l.take(t, said.Start, line)
	return true
}

// moreOf takes a line below that of a team: "- An", "+ Phương tiện: xe máy", "Địa bàn: TDP 1". Only items of a list are
// members.
func (l *teamList) moreOf(text string, line int) {
	item := strings.TrimSpace(text)
	bare := strings.TrimLeft(item, "-+*•–·0123456789.)/ ")
	if !l.open || bare == "" {
		return
	}
	said, ok := phrase.TeamLine("Tổ 1: " + bare)
	if !ok {
		return
	}
	t := l.latest()
	if bare != item && l.counting && said.Members > 0 {
		if !l.counted { // until now it had as many as a team has that says nothing
			t.Members, l.counted = 0, true
		}
		t.Members = min(t.Members+said.Members, mostMembers)
	}
	if said.Mode != "" {
		t.Mode = said.Mode
		if said.Inexact {
			l.warn(nearestMode, colMode, line, "")
		}
	}
	if len(t.Groups) == 0 && said.Named == 0 {
		for _, g := range said.Groups {
			t.Groups = append(t.Groups, shown(g))
		}
	}
}
