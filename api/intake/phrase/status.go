package phrase

import (
	"slices"
	"strings"
	"unicode"

	"gonha/solver/campaign"
)

// Outcome is what a status says of the people it stands for.
type Outcome struct {
	Status   campaign.Status   // Moved also stands for people who have died, are abroad, in prison or in the army
	Windows  []campaign.Window // of a visit that was put off; nil is nothing said
	Days     campaign.Days     // of such a visit; 0 is nothing said
	Marks    []campaign.Mark
	Ended    int  // people who need no visit any more, by a count such as "2 KH, 1 V" or "2/3"; -1 is nothing said
	Left     int  // people still to visit, by such a count; -1 is nothing said
	NotFound bool // the address was wrong or not found: Status is Pending, the address is to be put right first

	ending campaign.Status // of those who are counted as ended, by which Of knows what they all are
}

// Of gives the status and the people still to visit of a household, or row, of so many people. Nobody is ever lost by
// a count: who is not counted is still to visit, and until it is known how many there are the Status of "2 KH" is Pending.
func (o Outcome) Of(persons int) (campaign.Status, int) {
	left := persons
	switch {
	case o.Left >= 0 && o.Ended >= 0:
		left = max(o.Left, persons-o.Ended)
	case o.Left >= 0:
		left = o.Left
	case o.Ended >= 0:
		left = max(0, persons-o.Ended)
	case !o.Status.Routed():
		return o.Status, 0
	}
	switch routed := o.Status.Routed(); {
	case left > 0 && !routed:
		return campaign.Pending, left
	case left == 0 && routed && o.ending != "":
		return o.ending, 0
	case left == 0 && routed && o.Left == 0:
		return campaign.Activated, 0
	}
	return o.Status, left
}

func outcome(v verdict) Outcome {
	return Outcome{Status: v.status, NotFound: v.notFound, Ended: -1, Left: -1}
}

// Status reads what came of a visit: by a code or a word of our own sheets, with its accents or without, or as people
// put it: "x", "đã làm", "hẹn lại 20h", "2 KH, 1 V", "2/3", "còn 1". A lone v is V, absent, never a tick. An empty cell
// and a dash are Pending. It is false for what is not understood, and for what contradicts itself: then somebody has to
// go and see.
func Status(cell string) (Outcome, bool) {
	if strings.TrimFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—.…_□☐", r) }) == "" {
		return outcome(saidPending), true
	}
	t := read(cell)
	bare := t.words(0, len(t.tokens))
	if v, ok := bare.verdict(); ok {
		return outcome(v), true
	}
	if o, ok := t.counts(); ok {
		return o, true
	}
	return t.parts()
}

// words is the text's tokens from i to before j without signs, save ticks.
func (t *text) words(i, j int) *text {
	w := &text{s: t.s}
	for _, one := range t.tokens[i:j] {
		if one.kind == sign && statusWords.at(&one) == nil {
			continue
		}
		w.tokens = append(w.tokens, one)
	}
	return w
}

// status finds the longest status at i. Accents that are missing are made up for: a status is one of few.
func (t *text) status(i int) (verdict, int) {
	if i >= len(t.tokens) {
		return verdict{}, 0
	}
	for _, e := range statusWords.at(&t.tokens[i]) {
		if t.likely(i, e.words) {
			return e.value, len(e.words)
		}
	}
	return verdict{}, 0
}

// likely says whether the words stand at i, with any of their accents missing but none wrong.
func (t *text) likely(i int, words []token) bool {
	if i+len(words) > len(t.tokens) {
		return false
	}
	for k, w := range words {
		if one := t.tokens[i+k]; one.plain != w.plain || one.signed() && one.full != w.full {
			return false
		}
	}
	return true
}

// verdict is what the whole text says in words of a status and nothing else, also with all of them written together
// or, where it is long enough to be no other word, with wrong accents.
func (t *text) verdict() (verdict, bool) {
	if v, n := t.status(0); n > 0 && n == len(t.tokens) {
		return v, true
	}
	var plain strings.Builder
	signed := false
	for _, one := range t.tokens {
		plain.WriteString(one.plain)
		signed = signed || one.signed()
	}
	v, known := gluedStatuses[plain.String()]
	return v, known && (!signed || plain.Len() >= 6)
}

var gluedStatuses = glue(statusWords)

// parts reads a status part by part: "vắng nhà, hẹn lại 20h".
func (t *text) parts() (Outcome, bool) {
	var found []verdict
	var n Noted
	unknown := false
	for _, c := range t.dashed(t.clauses(statusBreaks)) {
		v, noted, ok := t.part(c.from, c.to)
		switch {
		case ok && v != (verdict{}):
			found = append(found, v)
		case !ok:
			unknown = true
		}
		if len(noted.Windows) > 0 {
			n.Windows = noted.Windows
		}
		if noted.Days != 0 {
			n.Days = noted.Days
		}
		n.Marks = append(n.Marks, noted.Marks...)
	}
	if len(found) == 0 {
		return Outcome{}, false
	}
	best := found[0]
	for _, v := range found[1:] {
		if v.status.Routed() != best.status.Routed() || v.notFound != best.notFound {
			return Outcome{}, false
		}
		if v.back || v.status == campaign.NoSmartphone && !best.back {
			best = v
		}
	}
	if unknown && (!best.status.Routed() || best.status == campaign.NoSmartphone || best.notFound) {
		return Outcome{}, false
	}
	o := outcome(best)
	if best.status.Routed() {
		o.Windows, o.Days, o.Marks = n.Windows, n.Days, n.Marks
	}
	return o, true
}

// part reads a part of a status: a status and what may stand behind it, or what may stand beside one. ok is false where
// it holds what is not known.
func (t *text) part(i, j int) (v verdict, n Noted, ok bool) {
	bare := t.words(i, j)
	v, k := bare.status(0)
	if k == 0 {
		if v, ok := bare.verdict(); ok {
			return v, n, true
		}
		n = t.noteOf(i, j, saidIn{})
		return v, n, n.Any() && n.Rest == "" || bare.harmless(0)
	}
	if v.back { // of "hẹn sau 20h" the status must not take the word before the time
		for at := 1; at <= k && !n.Any(); at++ {
			n = t.noteOf(bare.tokenAt(t, at, j), j, saidIn{hold: true})
		}
		return v, n, true
	}
	if bare.harmless(k) {
		return v, n, true
	}
	if v.status == campaign.Absent { // vắng nhà sau 20h
		return v, t.noteOf(i, j, saidIn{}), true
	}
	if v.status == campaign.Pending && !v.notFound {
		return v, t.noteOf(bare.tokenAt(t, k, j), j, saidIn{}), true
	}
	return v, n, v.far && bare.place(k)
}

// tokenAt is where in the whole text the k-th of the words stands; end is behind the last of them.
func (t *text) tokenAt(whole *text, k, end int) int {
	if k >= len(t.tokens) {
		return end
	}
	return slices.IndexFunc(whole.tokens, func(one token) bool { return one.from == t.tokens[k].from })
}

// noteOf reads the tokens from i to before j as a note.
func (t *text) noteOf(i, j int, in saidIn) Noted {
	some := t.cut(i, j)
	return some.note(in)
}

// harmless says whether from i on the text holds only what changes no status: dates, how many times, and such words.
func (t *text) harmless(i int) bool {
	for i < len(t.tokens) {
		if _, n := harmless.find(t, i); n > 0 {
			i += n
			continue
		}
		if t.at(i).plain == "lan" && t.at(i+1).kind == number { // lần 2
			i += 2
			continue
		}
		n := t.dated(i)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// dated gives how many tokens a date, or a time of the day, at i has. The signs of the text are gone: 25 11.
func (t *text) dated(i int) int {
	if _, n := t.clock(i); n > 1 {
		return n
	}
	if y, ok := t.small(i, 4); ok && y >= 1990 && y <= 2100 {
		return 1
	}
	d, ok := t.small(i, 2)
	m, ok2 := t.small(i+1, 2)
	if !ok || !ok2 || d < 1 || d > 31 || m < 1 || m > 12 || t.at(i+1).space {
		return 0
	}
	if y, ok := t.small(i+2, 4); ok && !t.at(i+2).space && (y < 100 || y > 2000) {
		return 3
	}
	return 2
}

// place says whether what stands from i on may be the place somebody has moved to, and no word that takes it back.
func (t *text) place(i int) bool {
	for ; i < len(t.tokens); i++ {
		if _, n := retracting.find(t, i); n > 0 || i > 12 {
			return false
		}
	}
	return true
}

var retracting = lexiconOf(meaning[bool]{"không|chưa|nhưng|hẹn|lại|về|sẽ|sắp|định|còn|mai|tuần|tháng|có thể|nghe nói|hình như", true})
