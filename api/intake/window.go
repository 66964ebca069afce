package intake

import (
	"errors"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gonha/solver/campaign"
)

const (
	hour = 3600
	day  = 24 * hour
)

var errWindow = errors.New("not a span of time like 19:30-21:30")

// ParseWindow reads a span of local time: "19:30-21:30", "19h30-21h30", "18h-21h", "18-21h", "từ 19
// giờ đến 21 giờ". One that closes earlier on the clock than it opens runs past midnight:
// "22:00-01:00" closes at 90,000. Clock times after midnight may also be written past 24, up to
// 48:00. The error does not repeat s.
func ParseWindow(s string) (campaign.Window, error) {
	s = strings.TrimSpace(strings.ToLower(norm.NFC.String(s)))
	s = cutWord(s, "từ", "from")
	open, _, rest, found := cutClock(s) // "18-21h" is how people write 18h-21h
	if !found {
		return campaign.Window{}, errWindow
	}
	after := cutWord(rest, "-", "–", "—", "−", "~", "đến", "tới", "to")
	if after == strings.TrimSpace(rest) {
		return campaign.Window{}, errWindow
	}
	end, endUnit, rest, found := cutClock(after)
	if !found || !endUnit || rest != "" {
		return campaign.Window{}, errWindow
	}
	if end < open && open < day {
		end += day
	}
	if end <= open || end > 2*day {
		return campaign.Window{}, errWindow
	}
	return campaign.Window{Open: open, Close: end}, nil
}

// cutWord takes the first of the words that s begins with off it, and the space around.
func cutWord(s string, words ...string) string {
	s = strings.TrimSpace(s)
	for _, word := range words {
		if rest, found := strings.CutPrefix(s, word); found {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

// cutClock takes a clock time off the front of s, in seconds: 19:30, 19:30:00, 19h30, 19h, 19 giờ 30,
// or 19 alone, which has no unit.
func cutClock(s string) (clock int, unit bool, rest string, found bool) {
	hours, rest, found := cutDigits(s)
	if !found || hours > 48 {
		return 0, false, s, false
	}
	after, colon := strings.CutPrefix(rest, ":")
	if !colon {
		after = cutWord(rest, "giờ", "gio", "h", "g")
		if after == strings.TrimSpace(rest) {
			return hours * hour, false, after, true
		}
	}
	mins, rest, found := cutDigits(after)
	if colon && !found || mins > 59 {
		return 0, false, s, false
	}
	if !found {
		return hours * hour, true, strings.TrimSpace(after), true
	}
	clock = hours*hour + mins*60
	if colon {
		if after, more := strings.CutPrefix(rest, ":"); more {
			secs, behind, found := cutDigits(after)
			if !found || secs > 59 {
				return 0, false, s, false
			}
			clock, rest = clock+secs, behind
		}
	}
	return clock, true, cutWord(rest, "phút", "phut", "ph", "p", "'"), true
}

// cutDigits takes one or two digits off the front of s.
func cutDigits(s string) (n int, rest string, found bool) {
	i := 0
	for i < len(s) && i < 2 && s[i] >= '0' && s[i] <= '9' {
		n = 10*n + int(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0
}
