package phrase

import (
	"math/bits"
	"strings"

	"gonha/solver/campaign"
)

func split(s string) []string { return strings.Split(s, "|") }

// days reads weekdays at i: "T7", "thứ 7, CN", "thứ 2 - thứ 6", "T2-4-6", "cuối tuần". n is how many tokens they have.
func (t *text) days(i int) (set campaign.Days, n int) {
	first, k, numbered := t.oneDay(i, false)
	if k == 0 {
		return 0, 0
	}
	list := []campaign.Days{first}
	dashes := 0
	at := i + k
	for {
		sep := t.daySign(at)
		dash := sep > 0 && t.isDash(at)
		next, k, isNumber := t.oneDay(at+sep, numbered && sep > 0)
		if k == 0 {
			break
		}
		if dash {
			dashes++
		}
		list, numbered = append(list, next), isNumber
		at += sep + k
	}
	if dashes == 1 && len(list) == 2 && bits.OnesCount8(uint8(list[0])) == 1 && bits.OnesCount8(uint8(list[1])) == 1 {
		return from(list[0], list[1]), at - i
	}
	for _, d := range list {
		set |= d
	}
	return set, at - i
}

// daySign gives how many tokens stand between two days of a list at i.
func (t *text) daySign(i int) int {
	if t.isSign(i, ",+&/") || t.isDash(i) {
		return 1
	}
	_, n := dayJoins.find(t, i)
	return n
}

var dayJoins = lexiconOf(meaning[bool]{"và|đến|tới|hoặc|hay", true})

// isDash says whether at i stands what means "to" between two days.
func (t *text) isDash(i int) bool {
	_, n := untilWords.find(t, i)
	return n > 0
}

// oneDay reads one day: by name, "thứ 7", "T7", or the number alone behind another one.
func (t *text) oneDay(i int, numbered bool) (day campaign.Days, n int, isNumber bool) {
	if d, n := weekdays.find(t, i); n > 0 {
		return d, n, false
	}
	at := i
	if _, n := dayLetters.find(t, at); n > 0 {
		at += n
		if t.isSign(at, ".-") {
			at++
		}
	} else if !numbered {
		return 0, 0, false
	}
	d, ok := t.small(at, 1)
	if !ok || d < 2 || d > 7 {
		return 0, 0, false
	}
	if t.isSign(at+1, "/") && t.at(at+2).kind == number { // T7/2026 is July
		return 0, 0, false
	}
	if _, unit := hourUnits.find(t, at+1); unit > 0 || t.isSign(at+1, ":") || !t.at(at+1).space && t.at(at+1).kind == word { // 7h
		return 0, 0, false
	}
	return sunday << (d - 1), at + 1 - i, true
}

var dayLetters = lexiconOf(meaning[bool]{"thứ|t|các tối thứ", true})

// from is the days from one to another, over the week's end if need be.
func from(first, last campaign.Days) (set campaign.Days) {
	for d := first; ; {
		set |= d
		if d == last || set == campaign.EveryDay {
			return set
		}
		if d = d << 1 & campaign.EveryDay; d == 0 {
			d = sunday
		}
	}
}
