package phrase

import (
	"math/bits"

	"gonha/solver/campaign"
)

// breaks says what parts the clauses of a text.
type breaks struct {
	signs string
	words *lexicon[bool] // true is "or"
}

var (
	windowBreaks = breaks{";,\n&", lexiconOf(meaning[bool]{"và", false}, meaning[bool]{"hoặc", true})}
	statusBreaks = breaks{";,\n&|/+()[]!?•*", lexiconOf(meaning[bool]{"và|nhưng|nhưng mà|and|but", false}, meaning[bool]{"hoặc|or", true})}
	noteBreaks   = breaks{";,\n&|/+()[]!?•*", lexiconOf(meaning[bool]{"và|nhưng|nhưng mà|còn|rồi|and|but", false}, meaning[bool]{"hoặc|hoặc là|hay là|or", true})}
)

// clause is a part of a text, the tokens from one to before another.
type clause struct {
	from, to int
	sign     string // what stands before it: the sign, or "or"
}

// clauses parts a text. A list of weekdays is never parted, and a clause begins at "trừ".
func (t *text) clauses(at breaks) []clause {
	var all []clause
	from, sep := 0, ""
	end := func(to, next int, sign string) {
		if from < to {
			all = append(all, clause{from, to, sep})
			sep = ""
		}
		if sep == "" || sep == "," {
			sep = sign
		}
		from = next
	}
	for i := 0; i < len(t.tokens); {
		if _, n := t.days(i); n > 0 {
			i += n
			continue
		}
		one := t.tokens[i]
		or, n := at.words.find(t, i)
		switch {
		case t.isSign(i, at.signs) && !(one.plain == "/" && t.at(i-1).kind == number && t.at(i+1).kind == number): // 3/12
			end(i, i+1, one.plain)
			i++
		case t.isSign(i, ".") && (i+1 == len(t.tokens) || t.tokens[i+1].space) && !(i == from+1 && t.ordinal(i-1)): // the end of a sentence
			end(i, i+1, ".")
			i++
		case n > 0 && or:
			end(i, i+n, "or")
			i += n
		case n > 0:
			end(i, i+n, ",")
			i += n
		default:
			if c, n := noteWords.find(t, i); n > 0 {
				if c == except {
					end(i, i, ",")
				}
				i += n
				continue
			}
			i++
		}
	}
	end(len(t.tokens), 0, "")
	return all
}

// ordinal says whether the token at i may number what follows: 1., a.
func (t *text) ordinal(i int) bool {
	one := t.at(i)
	return one.kind == number && len(one.plain) <= 3 || one.kind == word && len(one.plain) == 1
}

// saidIn is where a clause stands.
type saidIn struct {
	cell bool // in a column of times, where a time alone is an appointment
	hold bool // behind "hẹn", where it is one too
}

// said is what a clause says.
type said struct {
	ok            bool
	home, away    []campaign.Window // spans when to come and not to come
	days, notDays campaign.Days
	marks         []campaign.Mark
	status        campaign.Status
	only          bool // it says "chỉ"
	bare          bool // it is a span alone, without a word of what happens then
	absent        bool // it tells that somebody is away, works or sleeps
	dated         bool // it is not understood and names weekdays
}

// timed says whether the clause limits when to come.
func (c *said) timed() bool { return len(c.home)+len(c.away) > 0 }

// form is how a clause gives a time.
type form struct {
	class  class // after, starting, before, until, around, or other for a time alone
	from   moment
	window campaign.Window // of a span, else empty
	verb   bool            // a word of what happens stands before it
}

// clauseReader reads one clause: every word of it must be known.
type clauseReader struct {
	t     *text
	from  int
	to    int
	in    saidIn
	c     said
	count [ring + 1]int // words of each class
	forms []form
	dark  bool // evening is said
}

// said reads the tokens from i to before j.
func (t *text) said(i, j int, in saidIn) said {
	r := &clauseReader{t: t, from: i, to: j, in: in}
	for i < j {
		n := r.next(i)
		if n == 0 || i+n > j {
			return r.unknown()
		}
		i += n
	}
	if !r.conclude() {
		return r.unknown()
	}
	r.c.ok = true
	return r.c
}

// unknown is what is kept of a clause that is not understood.
func (r *clauseReader) unknown() said {
	dated := false
	for i := r.from; i < r.to && !dated; i++ {
		_, n := r.t.days(i)
		dated = n > 0
	}
	return said{absent: r.gone(), dated: dated}
}

func (r *clauseReader) gone() bool {
	return r.count[leaves]+r.count[away]+r.count[unmet] > 0 || r.c.absent
}

// next reads one thing at i and gives how many tokens it has; 0 is nothing known.
func (r *clauseReader) next(i int) int {
	t := r.t
	if m, n := markWords.find(t, i); n > 0 {
		return r.mark(m, i, n)
	}
	if _, n := phoneless.find(t, i); n > 0 {
		r.c.status = campaign.NoSmartphone
		return n
	}
	if d, n := t.days(i); n > 0 {
		r.c.days |= d
		return n
	}
	if t.at(i).kind == number {
		return r.time(other, i)
	}
	if len(r.c.marks) > 0 && t.phone(i) > 0 {
		return t.phone(i)
	}
	if t.isSign(i, ":-–.\"'") {
		return 1
	}
	c, n := noteWords.find(t, i)
	if n == 0 {
		return 0
	}
	switch c {
	case ring: // gọi 0912345678 trước khi đến
		at := i + n + t.dial(i+n)
		if _, k := beforeComing.find(t, at); k > 0 && at > i+n {
			return r.mark(campaign.CallFirst, i, at+k-i)
		}
	case after, starting, before, until, around, come:
		return r.preposition(c, i, n)
	case tonight:
		r.dark = true
	case only:
		r.c.only = true
	}
	r.count[c]++
	return n
}

// mark takes a mark, unless a time follows: "gọi trước 19h" is another thing.
func (r *clauseReader) mark(m campaign.Mark, i, n int) int {
	if r.count[not] > 0 || r.count[except] > 0 {
		return 0
	}
	if m == campaign.CallFirst {
		if at, k := r.t.clock(i + n); k > 0 && at.unit {
			return 0
		}
		r.c.marks = append(r.c.marks, m)
		return n + r.t.dial(i+n)
	}
	r.c.marks = append(r.c.marks, m)
	r.c.absent = true
	r.count[leaves]++
	return n
}

// dial gives how many tokens a telephone number at i has with the words before it.
func (t *text) dial(i int) int {
	_, k := phoneWords.find(t, i)
	if t.isSign(i+k, ":.") {
		k++
	}
	if n := t.phone(i + k); n > 0 {
		return k + n
	}
	return 0
}

// preposition reads a word before a time: sau 20h, từ 19h đến 20h, có nhà đến 20h.
func (r *clauseReader) preposition(c class, i, n int) int {
	at := i + n
	for {
		next, k := noteWords.find(r.t, at)
		if k == 0 || next != around && next != tonight {
			break
		}
		r.dark = r.dark || next == tonight
		at += k
	}
	if k := r.time(c, at); k > 0 {
		return at + k - i
	}
	set, days := r.t.days(i + n)
	switch {
	case c == come && (days == 0 || r.c.only || r.count[visit]+r.count[not] > 0): // đến sau 20h; but "đến thứ 7" may be until then
		r.count[visit]++
		return n
	case c == around, c == starting && bits.OnesCount8(uint8(set)) > 1: // từ thứ 2 đến thứ 6: "từ" says nothing
		return n
	}
	return 0
}

// time reads a time or a span at i.
func (r *clauseReader) time(c class, i int) int {
	t := r.t
	verb := r.count[home]+r.count[returns]+r.count[leaves]+r.count[away]+r.count[unmet] > 0
	if c == other || c == starting || c == around {
		if w, open, end, n := t.span(i); n > 0 {
			if w, n = r.surely(w, open, end, n); n == 0 {
				return 0
			}
			r.forms = append(r.forms, form{other, open, w, verb})
			return n
		}
	}
	m, n := t.clock(i)
	if n == 0 || !m.unit || m.part == morning || c != other && m.part == noPart && m.hour == 0 {
		return 0
	}
	if m.vague() {
		if !r.evening(i + n) {
			return 0
		}
		m = m.of(evening)
	}
	if c != other && m.at < day/2 { // no beginning or end of an evening
		return 0
	}
	r.forms = append(r.forms, form{c, m, campaign.Window{}, verb})
	return n
}

// surely gives the span of two times that may be of the morning or of the evening; n is 0 where that is not known.
func (r *clauseReader) surely(w campaign.Window, open, end moment, n int) (campaign.Window, int) {
	overnight := !open.vague() && open.at > end.of(evening).at // 22h-6h
	switch {
	case !open.vague() && !end.vague():
	case end.vague() && overnight:
	case !r.evening(r.from):
		return w, 0
	default:
		if open.vague() {
			w.Open = open.of(evening).at
		}
		if end.vague() {
			w.Close = end.of(evening).at
		}
	}
	if w.Close <= w.Open || w.Close-w.Open > day/2 {
		return w, 0
	}
	return w, n
}

// evening says whether the clause is of the evening, by a word before or behind the time that ends at i.
func (r *clauseReader) evening(i int) bool {
	if r.dark {
		return true
	}
	for ; i < r.to; i++ {
		if c, n := noteWords.find(r.t, i); n > 0 && c == tonight {
			return true
		}
	}
	return false
}
