package phrase

import (
	"strings"

	"gonha/solver/campaign"
)

// Team is what a line of a list of teams says.
type Team struct {
	Name       string        // "Tổ 1"
	Members    int           // 0 is nothing said
	Named      int           // people counted by name or role; where the line gives a number as well they may contradict
	Counted    bool          // Members are those counted
	Mode       campaign.Mode // empty is nothing said
	Inexact    bool          // the mode is only the nearest, as for [Mode]
	Groups     []Group       // it visits only these; nil is nothing said
	Start      string        // where it sets out, in the line's words; may be empty
	Shift      *campaign.Window
	MaxPersons int // 0 is nothing said
}

// Contradicts says whether the number of members is another than that of the people counted.
func (t Team) Contradicts() bool {
	return !t.Counted && t.Named > 0 && t.Members > 0 && t.Named != t.Members
}

var (
	teamWords  = lexiconOf(meaning[bool]{"tổ|đội|nhóm|tổ công tác|đội công tác|nhóm công tác|tổ ct|đội ct|tct|mũi|team|tổ cđ|group", true})
	notTeams   = lexiconOf(meaning[bool]{"tổ trưởng|đội trưởng|nhóm trưởng|tổ phó|đội phó|tổ dân phố|tổ viên|nhóm phó|team leader|tổ nào|đội nào|nhóm nào", true})
	groupWords = lexiconOf(meaning[bool]{"phụ trách|địa bàn|đi|khu vực|tuyến|phụ trách địa bàn|đi địa bàn|phân công|phụ trách tuyến|làm", true})
	startWords = lexiconOf(meaning[bool]{"xuất phát|xuất phát từ|xuất phát tại|xuất phát ở|xp|xp từ|xp tại|tập trung|tập trung tại|tập trung ở|tập kết|tập kết tại|điểm xuất phát|nơi xuất phát|start|start at", true})
	mostWords  = lexiconOf(meaning[bool]{"tối đa|nhiều nhất|không quá|max|at most", true})
	shiftWords = lexiconOf(meaning[bool]{"ca|giờ|thời gian|từ|lúc", true})
)

// TeamLine reads a line of a list of teams as it is pasted from a chat: "Tổ 1: đ/c An (CA), Bình, Chi - xe máy". A
// number of members wins over the names, which are counted where there is none. Titles, greetings and other lines are
// no teams.
func TeamLine(line string) (Team, bool) {
	t := read(line)
	i := t.enumerator(t.skipEmoji(0))
	name, n := t.teamName(i)
	var team Team
	if n == 0 {
		return t.unnamed(i)
	}
	team.Name = name
	return team, t.teamBody(&team, i+n) || i+n == len(t.tokens)
}

// unnamed reads a line that has a number in place of a team's name: "1. An, Bình - xe máy". It must say how many go, or
// how they travel, and name somebody.
func (t *text) unnamed(i int) (Team, bool) {
	first := t.skipSigns(t.skipEmoji(0))
	n, ok := t.small(first, 2)
	if !ok || i == first || n == 0 {
		return Team{}, false
	}
	team := Team{Name: itoa(n)}
	if !t.teamBody(&team, i) || team.Named == 0 || team.Mode == "" && team.Counted {
		return Team{}, false
	}
	return team, true
}

// teamName reads at i the word for a team and its number, letter or name.
func (t *text) teamName(i int) (name string, n int) {
	if _, k := notTeams.find(t, i); k > 0 {
		return "", 0
	}
	_, k := teamWords.find(t, i)
	at := i + k
	if k == 0 {
		if one := t.at(i); one.plain != "t" || t.at(i+1).kind != number || t.at(i+1).space { // T1:
			return "", 0
		}
		at++
	}
	if _, no := numberWords.find(t, at); no > 0 {
		at += no
	}
	if t.isSign(at, ".-") && t.at(at+1).kind == number {
		at++
	}
	one := t.at(at)
	switch {
	case t.numeral(at) > 0:
		at += t.numeral(at)
		if t.listed(at) { // Tổ 1, 2, 3 tập trung …
			return "", 0
		}
	case one.kind == word && len(one.plain) == 1 && !t.isSign(at+1, "./"): // Đội A
		at++
	case one.kind == word: // Tổ Đông: …
		end := at
		for end < len(t.tokens) && end-at <= 4 && t.at(end).kind != sign {
			end++
		}
		if end-at > 4 || !t.isSign(end, ":") {
			return "", 0
		}
		at = end
	default:
		return "", 0
	}
	return t.between(i, at), at - i
}

// listed says whether behind a team's number at i another number follows, as in a list of teams.
func (t *text) listed(i int) bool {
	if _, k := nameBreaks.words.find(t, i); k > 0 {
		return t.at(i+k).kind == number
	}
	if !t.isSign(i, ",&+-–/") || t.at(i+1).kind != number {
		return false
	}
	_, k := unitWords.find(t, i+2)
	_, role := roleWords.find(t, i+2)
	return k+role == 0
}

// skipEmoji is the first token at or behind i that is a word or a number.
func (t *text) skipEmoji(i int) int { return t.skipSigns(i) }

// teamBreaks part what a line says of a team. Dashes do where blanks are around them.
var teamBreaks = breaks{";\n|:()[]", lexicon[bool]{}}

// teamBody reads what stands behind a team's name. It is false where it says nothing of a team.
func (t *text) teamBody(team *Team, i int) bool {
	some := &text{s: t.s, tokens: t.tokens[i:], signed: t.signed}
	var c headcount
	said, listing := false, false
	for _, part := range some.segments() {
		one := &text{s: t.s, tokens: some.tokens[part.from:part.to], signed: t.signed}
		if one.teamFact(team) {
			said = true
			continue
		}
		for _, who := range one.clauses(nameBreaks) {
			fact := &text{s: t.s, tokens: one.tokens[who.from:who.to], signed: t.signed}
			grouped := len(team.Groups)
			if fact.teamFact(team) {
				said, listing = true, len(team.Groups) > grouped
				continue
			}
			if listing && fact.numeral(0) == len(fact.tokens) { // TDP 3, 4
				last := team.Groups[grouped-1]
				team.Groups = append(team.Groups, Group{Kind: last.Kind, Name: fact.numberOf(0, len(fact.tokens))})
				continue
			}
			listing = false
			if last := len(fact.tokens) - 1; last > 0 { // "Chi xe máy"
				fact = fact.withoutMode(team)
			}
			fact.people(0, len(fact.tokens), &c)
		}
	}
	team.Named = c.names + c.roles
	team.Members = c.members()
	team.Counted = c.total == 0 && team.Named > 0
	if team.Members > mostMembers {
		team.Members = 0
	}
	return said || team.Members > 0
}

// segments part the text at strong signs and at dashes between blanks.
func (t *text) segments() []clause {
	var all []clause
	for _, c := range t.clauses(teamBreaks) {
		from := c.from
		for i := c.from; i < c.to; i++ {
			if t.isSign(i, "-–—") && (t.at(i).space || t.at(i+1).space) && !(t.at(i-1).kind == number && t.at(i+1).kind == number) {
				if from < i {
					all = append(all, clause{from: from, to: i})
				}
				from = i + 1
			}
		}
		if from < c.to {
			all = append(all, clause{from: from, to: c.to})
		}
	}
	return all
}

// teamFact reads the text as one thing about a team that is no name: how it travels, which groups it visits, where it
// sets out, when, or how many people at most.
func (t *text) teamFact(team *Team) bool {
	i := t.skipSigns(0)
	if i == len(t.tokens) {
		return true
	}
	rest := t.between(i, len(t.tokens))
	if mode, exact, ok := Mode(strings.TrimRight(rest, ". ")); ok {
		team.Mode, team.Inexact = mode, team.Inexact || !exact
		return true
	}
	if _, k := mostWords.find(t, i); k > 0 {
		if n, ok := t.small(i+k, 4); ok && n > 0 {
			team.MaxPersons = n
			return true
		}
	}
	_, k := shiftWords.find(t, i)
	if w, _, _, n := t.span(i + k); n > 0 && i+k+n == len(t.tokens) {
		team.Shift = &w
		return true
	}
	if _, k := startWords.find(t, i); k > 0 {
		start := t.skipSigns(i + k)
		if team.Start = strings.TrimRight(t.between(start, len(t.tokens)), " ."); team.Start != "" {
			return true
		}
	}
	_, k = groupWords.find(t, i)
	at := t.skipSigns(i + k)
	kind, n := kindWords.find(t, at)
	if n == 0 || kind == Doi {
		return false
	}
	if g, n := t.group(at, strict); n == 0 || g.Kind == NoKind {
		return false
	}
	team.Groups = append(team.Groups, Groups(t.between(at, len(t.tokens)))...)
	return true
}

// withoutMode takes a way of travelling from the end of the text: "Chi xe máy".
func (t *text) withoutMode(team *Team) *text {
	for at := max(1, len(t.tokens)-4); at < len(t.tokens); at++ {
		if w, k := t.mode(at); k > 1 && at+k == len(t.tokens) {
			team.Mode, team.Inexact = w.mode, team.Inexact || !w.exact
			return &text{s: t.s, tokens: t.tokens[:at], signed: t.signed}
		}
	}
	return t
}
