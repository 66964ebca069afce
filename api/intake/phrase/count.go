package phrase

import "gonha/solver/campaign"

// mostCounted is the most people that a status counts; more is a date or another number.
const mostCounted = 50

// counts reads a status that counts people: "2 KH, 1 V", "KH: 2; V: 1", "2/3", "xong 2/3", "còn 1", "xong 2 còn 1".
func (t *text) counts() (Outcome, bool) {
	if o, ok := t.share(); ok {
		return o, true
	}
	c := counter{t: t.words(0, len(t.tokens))}
	if len(c.t.tokens) == 0 {
		return Outcome{}, false
	}
	first := c.t.at(0).kind == number // the number stands before its word
	for i := 0; i < len(c.t.tokens); {
		n := c.one(i, first)
		if n == 0 {
			return Outcome{}, false
		}
		i += n
	}
	return c.outcome()
}

type counter struct {
	t           *text
	ended, left int
	pairs       int
	statuses    []verdict // of those left
	endings     []verdict
	rest        bool // "còn": who is left is counted
}

// one reads a count at i: a number and a status, or the other way about, or "còn" and a number.
func (c *counter) one(i int, first bool) int {
	at := i
	if _, n := leftWords.find(c.t, at); n > 0 {
		at += n
		k, ok := c.t.small(at, 2)
		if !ok {
			return 0
		}
		at += 1 + people(c.t, at+1)
		v, n := c.t.status(at)
		if n == 0 {
			v = saidPending
		}
		if !v.status.Routed() {
			return 0
		}
		at += n
		c.rest = true
		c.add(k, v)
		return at - i
	}
	var v verdict
	var k, n int
	var ok bool
	if first {
		if k, ok = c.t.small(at, 2); !ok {
			return 0
		}
		at += 1 + people(c.t, at+1)
		if v, n = c.t.status(at); n == 0 {
			return 0
		}
		at += n
	} else {
		if v, n = c.t.status(at); n == 0 {
			return 0
		}
		at += n
		if k, ok = c.t.small(at, 2); !ok {
			return 0
		}
		at += 1 + people(c.t, at+1)
	}
	if v.notFound {
		return 0
	}
	c.pairs++
	c.add(k, v)
	return at - i
}

var (
	leftWords  = lexiconOf(meaning[bool]{"còn|còn lại|còn thiếu", true})
	countWords = lexiconOf(meaning[bool]{"người|ng|công dân|nhân khẩu|nk", true})
)

func people(t *text, i int) int {
	_, n := countWords.find(t, i)
	return n
}

func (c *counter) add(k int, v verdict) {
	if v.status.Routed() {
		c.left += k
		c.statuses = append(c.statuses, v)
		return
	}
	c.ended += k
	c.endings = append(c.endings, v)
}

// outcome is what the counts come to. One number behind a word, as V2, may as well be how often.
func (c *counter) outcome() (Outcome, bool) {
	if c.pairs < 2 && !c.rest && c.t.at(0).kind != number || c.ended+c.left == 0 && !c.rest || c.ended+c.left > mostCounted {
		return Outcome{}, false
	}
	o := Outcome{Status: campaign.Pending, Ended: -1, Left: -1}
	if len(c.endings) > 0 {
		o.Ended, o.ending = c.ended, c.endings[0].status
	}
	if len(c.statuses) > 0 {
		o.Left = c.left
		switch {
		case c.left > 0:
			o.Status = common(c.statuses)
		case len(c.endings) > 0:
			o.Status = o.ending
		default:
			o.Status = campaign.Activated // còn 0
		}
	}
	return o, true
}

// common is the status that all have, or Pending.
func common(all []verdict) campaign.Status {
	for _, v := range all {
		if v.status != all[0].status {
			return campaign.Pending
		}
	}
	return all[0].status
}

// share reads "2/3" or "xong 2/3": two of three are done. What may be a date is none: no household has ten people left.
func (t *text) share() (Outcome, bool) {
	i := 0
	if v, n := t.status(0); n > 0 {
		if v.status != campaign.Activated {
			return Outcome{}, false
		}
		i = n
	}
	ended, ok := t.small(i, 1)
	all, ok2 := t.small(i+2, 1)
	if !ok || !ok2 || !t.isSign(i+1, "/") || ended > all || all == 0 {
		return Outcome{}, false
	}
	at := i + 3
	at += people(t, at)
	if v, n := t.status(at); n > 0 && v.status == campaign.Activated {
		at += n
	}
	if at != len(t.tokens) {
		return Outcome{}, false
	}
	o := Outcome{Status: campaign.Pending, Ended: ended, Left: all - ended, ending: campaign.Activated}
	if o.Left == 0 {
		o.Status = campaign.Activated
	}
	return o, true
}
