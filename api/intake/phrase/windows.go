package phrase

import (
	"errors"
	"slices"
	"strings"

	"gonha/solver/campaign"
)

// Errors of [Window] and [Windows].
var (
	ErrWindow         = errors.New("not a span of time like 19:30-21:30")
	ErrTooManyWindows = errors.New("more than 24 windows")
)

const maxWindows = 24

var fromWords = lexiconOf(meaning[bool]{"từ|from", true})

// Window reads a span of local time: "19:30-21:30", "19h30-21h30", "18h-21h", "18-21h", "từ 19 giờ đến 21 giờ",
// "7-8h tối". One that closes earlier on the clock than it opens runs past midnight: "22:00-01:00" closes at 90,000.
// Clock times after midnight may also be written past 24, up to 48:00. The error is [ErrWindow].
func Window(s string) (campaign.Window, error) {
	t := read(s)
	_, i := fromWords.find(t, 0)
	w, _, _, n := t.span(i)
	if n == 0 || i+n != len(t.tokens) || len(s) > maxBytes {
		return campaign.Window{}, ErrWindow
	}
	return w, nil
}

var allEvening = lexiconOf(meaning[bool]{"cả ngày|cả tối|cả buổi tối|tối|buổi tối|các tối|mọi tối|tối nào cũng được|lúc nào cũng được|" +
	"ngoài giờ|ngoài giờ hành chính|sau giờ hành chính|ngoài giờ làm việc|sau giờ làm|không rõ|chưa rõ|không xác định|chưa xác định|linh hoạt|tùy|thường xuyên|thường xuyên ở nhà|có nhà|" +
	"luôn có nhà|luôn ở nhà|lúc nào cũng có nhà|lúc nào cũng có người|bất cứ lúc nào|hằng ngày|hàng ngày|mọi ngày|" +
	"giờ nào cũng được|mọi lúc|bất kỳ|bất kỳ lúc nào|all evening|any time|anytime|always", true})

// Windows reads a cell that says when somebody is home: windows joined by semicolons, commas, line breaks, "và" or
// "hoặc", also with one end open, as "sau 20h", and times about which somebody is, as "khoảng 20h". They come ascending
// and disjoint: those that overlap or touch are made one. An empty cell and "cả tối" are nil, which is always. The error
// is [ErrWindow] or [ErrTooManyWindows].
func Windows(cell string) ([]campaign.Window, error) {
	if strings.TrimSpace(cell) == "" {
		return nil, nil
	}
	if len(cell) > maxBytes {
		return nil, ErrWindow
	}
	t := read(cell)
	if all, ok := allEvening.is(t, 0, len(t.tokens)); ok && all {
		return nil, nil
	}
	var spans []campaign.Window
	for _, c := range t.clauses(windowBreaks) {
		if len(spans) == maxWindows {
			return nil, ErrTooManyWindows
		}
		w, ok := t.oneWindow(c.from, c.to)
		if !ok {
			return nil, ErrWindow
		}
		spans = append(spans, w)
	}
	if len(spans) == 0 {
		return nil, ErrWindow
	}
	return union(narrow(spans)), nil
}

// oneWindow reads a part of a cell of windows, which is about times and nothing else.
func (t *text) oneWindow(i, j int) (campaign.Window, bool) {
	_, from := fromWords.find(t, i)
	if w, _, _, n := t.span(i + from); n > 0 && i+from+n == j {
		return w, true
	}
	c := t.said(i, j, saidIn{cell: true})
	if !c.ok || len(c.home)+len(c.away) != 1 || c.days != 0 || c.notDays != 0 || len(c.marks) > 0 || c.status != "" {
		return campaign.Window{}, false
	}
	all := without(c.home, c.away)
	if len(all) != 1 {
		return campaign.Window{}, false
	}
	return all[0], true
}

// union sorts windows and joins those that overlap or touch.
func union(list []campaign.Window) []campaign.Window {
	if len(list) == 0 {
		return nil
	}
	slices.SortFunc(list, func(a, b campaign.Window) int { return a.Open - b.Open })
	last := 0
	for _, w := range list[1:] {
		if w.Open <= list[last].Close {
			list[last].Close = max(list[last].Close, w.Close)
			continue
		}
		last++
		list[last] = w
	}
	return list[:last+1]
}

// narrow makes of "sau 19h" and "trước 21h" the hours between, for who says both means neither alone.
func narrow(list []campaign.Window) []campaign.Window {
	after, before := -1, -1
	for i, w := range list {
		switch {
		case w.Open > 0 && w.Close == never && after < 0:
			after = i
		case w.Open == 0 && w.Close < never && before < 0:
			before = i
		default:
			return list
		}
	}
	if after < 0 || before < 0 || list[after].Open >= list[before].Close {
		return list
	}
	return []campaign.Window{{Open: list[after].Open, Close: list[before].Close}}
}

// without is what is left of the windows home, or of all time where there are none, outside those of away.
func without(home, away []campaign.Window) []campaign.Window {
	left := union(slices.Clone(home))
	if len(left) == 0 {
		left = []campaign.Window{{Open: 0, Close: never}}
	}
	for _, a := range union(slices.Clone(away)) {
		var next []campaign.Window
		for _, w := range left {
			if a.Close <= w.Open || a.Open >= w.Close {
				next = append(next, w)
				continue
			}
			if w.Open < a.Open {
				next = append(next, campaign.Window{Open: w.Open, Close: a.Open})
			}
			if a.Close < w.Close {
				next = append(next, campaign.Window{Open: a.Close, Close: w.Close})
			}
		}
		left = next
	}
	return left
}
