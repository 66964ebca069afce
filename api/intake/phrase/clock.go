package phrase

import "gonha/solver/campaign"

const (
	minute = 60
	hour   = 3600
	day    = 24 * hour
	never  = 2 * day // the Close of a window without an end
)

// part is a part of the day that an hour is of.
type part uint8

const (
	noPart part = iota
	morning
	noon
	afternoon
	evening
	night
)

var parts = lexiconOf(
	meaning[part]{"sáng|buổi sáng|sa|am", morning},
	meaning[part]{"trưa|buổi trưa", noon},
	meaning[part]{"chiều|buổi chiều|ch|pm", afternoon},
	meaning[part]{"tối|buổi tối", evening},
	meaning[part]{"đêm|khuya|ban đêm", night},
)

// moment is a time of the day as it is written.
type moment struct {
	at   int  // seconds after midnight, by the hour as written and its part of the day
	hour int  // as written
	part part // as written
	unit bool // it has a unit or a part of the day, so it is a time and no plain number
}

// vague says whether a time may be of the morning or of the evening.
func (m moment) vague() bool { return m.part == noPart && m.hour >= 1 && m.hour <= 11 }

// of is the moment in a part of the day: 7 in the evening is 19:00, 1 at night is after midnight.
func (m moment) of(p part) moment {
	rest := m.at - m.hour*hour
	h := m.hour % 24
	switch {
	case m.hour > 12: // 19h tối is 19:00
		h = m.hour
	case p == noon && h <= 3, p == afternoon && h < 12, p == evening && h < 12, p == night && h >= 6 && h < 12:
		h += 12
	case p == evening && h == 12, p == night && h == 12:
		h = 24
	case p == night:
		h += 24
	case p == morning && h == 12:
		h = 0
	}
	m.at = h*hour + rest
	m.part = p
	return m
}

var (
	hourUnits   = lexiconOf(meaning[bool]{"giờ|gio|h|g", true})
	minuteUnits = lexiconOf(meaning[bool]{"phút|phut|ph|p|'|’|′", true})
	halves      = lexiconOf(meaning[bool]{"rưỡi|rưởi|ruoi", true})
	lessThan    = lexiconOf(meaning[bool]{"kém", true})
)

// clock reads a time of the day at i: 19:30, 19:30:00, 19h30, 19h, 19 giờ 30, 7h tối, 7 rưỡi tối, 8 giờ kém 15, 7h30
// PM, or 19 alone, which has no unit. n is how many tokens it has; 0 is none.
func (t *text) clock(i int) (m moment, n int) {
	hours, ok := t.small(i, 2)
	if !ok || hours > 48 {
		return m, 0
	}
	m = moment{at: hours * hour, hour: hours}
	at := i + 1
	if t.isSign(at, ":") {
		mins, ok := t.small(at+1, 2)
		if !ok || mins > 59 {
			return m, 0
		}
		m.at, m.unit, at = m.at+mins*minute, true, at+2
		if t.isSign(at, ":") {
			secs, ok := t.small(at+1, 2)
			if !ok || secs > 59 {
				return m, 0
			}
			m.at, at = m.at+secs, at+2
		}
		_, k := minuteUnits.find(t, at)
		at += k
	} else if at, ok = t.minutes(&m, at); !ok {
		return m, 0
	}
	if p, k := parts.find(t, at); k > 0 && (m.unit || t.tokens[at].signed() || t.tokens[at].plain == "pm" || t.tokens[at].plain == "am") {
		m = m.of(p)
		m.unit = true
		at += k
	}
	return m, at - i
}

// minutes reads what may stand behind an hour: its unit, minutes, half an hour, minutes that lack. It is false where
// minutes are out of range.
func (t *text) minutes(m *moment, at int) (int, bool) {
	_, k := hourUnits.find(t, at)
	m.unit = k > 0
	at += k
	if _, k := halves.find(t, at); k > 0 {
		m.at += 30 * minute
		m.unit = true
		return at + k, true
	}
	if !m.unit {
		return at, true
	}
	sign := 1
	if _, k := lessThan.find(t, at); k > 0 && t.at(at+k).kind == number {
		at, sign = at+k, -1
	}
	if t.at(at).kind != number {
		return at, true
	}
	if t.phone(at) > 0 { // 20h 0912345678
		return at, sign > 0
	}
	mins, ok := t.small(at, 2)
	if !ok || mins > 59 || m.at+sign*mins*minute < 0 {
		return at, false
	}
	m.at += sign * mins * minute
	at++
	_, k = minuteUnits.find(t, at)
	return at + k, true
}

// phone gives how many tokens a telephone number at i has: 9 to 11 digits, with dots, dashes or blanks between.
func (t *text) phone(i int) int {
	digits, n := 0, 0
	for at := i; ; at++ {
		one := t.at(at)
		switch {
		case one.kind == number && (at == i || len(one.plain) >= 2):
			digits += len(one.plain)
			n = at + 1 - i
			continue
		case one.kind == sign && (one.plain == "." || one.plain == "-") && t.at(at+1).kind == number && at > i:
			continue
		}
		break
	}
	lead := t.at(i).plain
	if digits < 9 || digits > 12 || lead == "" || lead[0] != '0' && !(len(lead) >= 2 && lead[:2] == "84") && digits != 9 {
		return 0
	}
	return n
}

var untilWords = lexiconOf(meaning[bool]{"-|–|—|−|~|→|->|-->|=>|đến|tới|to|cho đến|cho tới", true})

// span reads two times of the day at i with a dash or a word between. n is how many tokens it has; 0 is none.
func (t *text) span(i int) (w campaign.Window, open, end moment, n int) {
	open, k := t.clock(i)
	if k == 0 {
		return w, open, end, 0
	}
	at := i + k
	_, dash := untilWords.find(t, at)
	if dash == 0 {
		return w, open, end, 0
	}
	at += dash
	end, k = t.clock(at)
	if k == 0 || !end.unit {
		return w, open, end, 0
	}
	open, end = sameHalf(open, end)
	w = campaign.Window{Open: open.at, Close: end.at}
	if w.Close < w.Open && w.Open < day {
		w.Close += day
	}
	if w.Close <= w.Open || w.Close > never {
		return w, open, end, 0
	}
	return w, open, end, at + k - i
}

// sameHalf gives a time without a part of the day that of the other: 7-8h tối is 19-20h, and so is 7h tối - 8h.
func sameHalf(open, end moment) (moment, moment) {
	switch {
	case open.part == noPart && end.part != noPart && open.hour <= 12:
		if o := open.of(end.part); o.at < end.at {
			open = o
		}
	case open.part != noPart && end.part == noPart && end.hour <= 12:
		if e := end.of(open.part); e.at > open.at {
			end = e
		} else if open.part == evening || open.part == night {
			end = end.of(night)
		}
	}
	return open, end
}
