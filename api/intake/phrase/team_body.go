package phrase

import "strings"

// teamBreaks part what a line says of a team. Dashes do where blanks are around them.
var teamBreaks = breaks{";\n|:()[]=>→", lexiconOf[bool]()}

// bodyReader reads what stands behind a team's name.
type bodyReader struct {
	t     *text
	team  *Team
	count headcount
	said  bool // something was said that is no name
}

// teamBody reads what stands behind a team's name. It is false where it says nothing of a team.
func (t *text) teamBody(team *Team, i int) bool {
	some := t.cut(i, len(t.tokens))
	r := &bodyReader{t: some, team: team}
	for _, part := range some.segments() {
		r.segment(part)
	}
	c := &r.count
	team.Named = c.names + c.roles
	team.Members = c.members()
	team.Counted = c.total == 0 && team.Named > 0
	if team.Members > mostMembers {
		team.Members = 0
	}
	return team.Members > 0 || r.said && (team.Mode != "" || len(team.Groups) > 0)
}

// cut is the text of some tokens.
func (t *text) cut(from, to int) *text {
	return &text{s: t.s, tokens: t.tokens[from:to], signed: t.signed}
}

// segment reads one segment: a fact about the team, or names and facts with commas between.
func (r *bodyReader) segment(part clause) {
	one, before := r.t.cut(part.from, part.to), len(r.team.Groups)
	if one.teamFact(r.team) {
		r.said = true
		// Behind a name, in brackets, one group is where that person is from: An (TDP 1), Bình.
		if part.sign == "(" && r.count.names > 0 && len(r.team.Groups) == before+1 {
			r.team.Groups = r.team.Groups[:before]
		}
		return
	}
	listing := false
	for k, who := range one.clauses(nameBreaks) {
		fact, grouped, names := one.cut(who.from, who.to), len(r.team.Groups), r.count.names
		switch {
		case fact.teamFact(r.team):
			r.said, listing = true, len(r.team.Groups) > grouped
			continue
		case listing && fact.numeral(0) == len(fact.tokens): // TDP 3, 4
			last := r.team.Groups[grouped-1]
			r.team.Groups = append(r.team.Groups, Group{Kind: last.Kind, Name: fact.numberOf(0, len(fact.tokens))})
			continue
		}
		fact = fact.withoutMode(r.team).withoutGroup(r.team)
		if n, ok := numberAlone(fact); ok && r.count.total == 0 && n > 0 && n <= 12 {
			r.count.total = n // Tổ 1: 4
			continue
		}
		fact.people(0, len(fact.tokens), &r.count)
		if listing && k > 0 && r.count.names > names { // An - TDP 1, Bình - TDP 2
			r.team.Groups = r.team.Groups[:before]
		}
		listing = len(r.team.Groups) > grouped
	}
}

// segments part the text at strong signs and at dashes between blanks.
func (t *text) segments() []clause {
	var all []clause
	for _, c := range t.clauses(teamBreaks) {
		from, sign := c.from, c.sign
		for i := c.from; i < c.to; i++ {
			if t.isSign(i, "-–—") && (t.at(i).space || t.at(i+1).space) && !(t.at(i-1).kind == number && t.at(i+1).kind == number) {
				if from < i {
					all = append(all, clause{from, i, sign})
				}
				from, sign = i+1, "-"
			}
		}
		if from < c.to {
			all = append(all, clause{from, c.to, sign})
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
	if t.start(team, i) {
		return true
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
	list, sure := t.cut(at, len(t.tokens)).groups()
	if sure {
		team.Groups = append(team.Groups, list...)
	}
	return sure
}

// start reads where a team sets out, with the hour before or behind it, which is left to the team: "19h30 tập trung tại
// UBND", "xuất phát 19h từ trụ sở".
func (t *text) start(team *Team, i int) bool {
	at := i
	if m, k := t.clock(at); k > 0 && m.unit {
		at += k
	}
	_, k := startWords.find(t, at)
	if k == 0 {
		return false
	}
	at = t.skipSigns(at + k)
	if _, k := timeWords.find(t, at); k > 0 {
		at += k
	}
	if m, k := t.clock(at); k > 0 && m.unit {
		at = t.skipSigns(at + k)
	}
	if _, k := placeWords.find(t, at); k > 0 {
		at += k
	}
	team.Start = strings.TrimRight(t.between(at, len(t.tokens)), " .")
	return true
}

var (
	timeWords  = lexiconOf(meaning[bool]{"lúc|vào lúc|vào", true})
	placeWords = lexiconOf(meaning[bool]{"từ|tại|ở", true})
)

// withoutGroup takes the groups that a team visits from the end of the text: "Bình đi TDP 1".
func (t *text) withoutGroup(team *Team) *text {
	for at := 1; at < len(t.tokens); at++ {
		_, k := groupWords.find(t, at)
		kind, n := kindWords.find(t, at+k)
		if k == 0 || n == 0 || kind == Doi {
			continue
		}
		if g, n := t.group(at+k, strict); n > 0 && at+k+n == len(t.tokens) {
			team.Groups = append(team.Groups, g)
			return t.cut(0, at)
		}
	}
	return t
}

// withoutMode takes a way of travelling from the end of the text: "Chi xe máy".
func (t *text) withoutMode(team *Team) *text {
	for at := max(1, len(t.tokens)-4); at < len(t.tokens); at++ {
		if w, k := t.mode(at); k > 1 && at+k == len(t.tokens) {
			team.Mode, team.Inexact = w.mode, team.Inexact || !w.exact
			return t.cut(0, at)
		}
	}
	return t
}
