package phrase

import "gonha/solver/campaign"

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
		if team, ok := t.ofGroup(i); ok {
			return team, true
		}
		return t.unnamed(i)
	}
	team.Name = name
	if t.skipSigns(i+n) == len(t.tokens) {
		return team, true
	}
	return team, t.teamBody(&team, i+n)
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

// ofGroup reads a line that calls a team by the group it visits: "TDP 1: An, Bình - xe máy".
func (t *text) ofGroup(i int) (Team, bool) {
	g, n := t.group(i, strict)
	if n == 0 || g.Kind == Doi || t.at(i).full == toGroup || !t.isSign(i+n, ":-–—") {
		return Team{}, false
	}
	team := Team{Name: t.between(i, i+n), Groups: []Group{g}}
	return team, t.teamBody(&team, i+n) && team.Named > 1
}

// toGroup is the word that means a team as well as a group.
var toGroup = read("tổ").tokens[0].full

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
	sep := 1
	if !t.isSign(i, ",&+-–/") {
		if _, sep = untilWords.find(t, i); sep == 0 {
			return false
		}
	}
	if _, k := teamWords.find(t, i+sep); k > 0 && t.numeral(i+sep+k) > 0 {
		return true
	}
	if sep > 1 || t.at(i+1).kind != number {
		return false
	}
	_, k := unitWords.find(t, i+2)
	_, role := roleWords.find(t, i+2)
	return k+role == 0
}

// skipEmoji is the first token at or behind i that is a word or a number.
func (t *text) skipEmoji(i int) int { return t.skipSigns(i) }
