package phrase

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"gonha/solver/campaign"
)

// checkPlainWindow reports a span that a plain reading, letter by letter and without words of the day, takes and
// [Window] takes otherwise or not at all.
func checkPlainWindow(t *testing.T, s string) {
	t.Helper()
	want, ok := plainWindow(s)
	if !ok {
		return
	}
	if got, err := Window(s); err != nil || got != want {
		t.Errorf("Window(%q) = %v, %v, want %v", s, got, err, want)
	}
}

func plainWindow(s string) (campaign.Window, bool) {
	s = strings.TrimSpace(strings.ToLower(norm.NFC.String(s)))
	s = cutWord(s, "từ", "from")
	open, _, rest, found := cutClock(s)
	if !found {
		return campaign.Window{}, false
	}
	after := cutWord(rest, "-", "–", "—", "−", "~", "đến", "tới", "to")
	if after == strings.TrimSpace(rest) {
		return campaign.Window{}, false
	}
	end, unit, rest, found := cutClock(after)
	if !found || !unit || rest != "" {
		return campaign.Window{}, false
	}
	if end < open && open < day {
		end += day
	}
	return campaign.Window{Open: open, Close: end}, open < end && end <= never
}

func cutWord(s string, words ...string) string {
	s = strings.TrimSpace(s)
	for _, word := range words {
		if rest, found := strings.CutPrefix(s, word); found {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

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
	clock = hours*hour + mins*minute
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

func cutDigits(s string) (n int, rest string, found bool) {
	i := 0
	for i < len(s) && i < 2 && s[i] >= '0' && s[i] <= '9' {
		n = 10*n + int(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0
}
