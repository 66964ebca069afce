package campaign

import (
	"cmp"
	"slices"
	"time"
)

// day is the length of a day in seconds.
const day = 24 * 3600

// shift is when a team may be out: its own shift or the night's window. A shift given as 00:30-02:00
// for a night that runs past midnight is that after the night's midnight.
func (n *Night) shift(t *Team) Window {
	if t.Shift == nil {
		return n.Options.Window
	}
	return t.Shift.within(n.Options.Window)
}

// evening is the span from the first time that a team may be out, or the night's opening, to the last.
func (n *Night) evening() Window {
	e := n.Options.Window
	for i := range n.Teams {
		s := n.shift(&n.Teams[i])
		e.Open, e.Close = min(e.Open, s.Open), max(e.Close, s.Close)
	}
	return e
}

// within reads a span of local time for an evening. Lists give times of the day: in an evening from
// 19:30 to 01:30, 00:15-01:00 is a quarter of an hour after its midnight, not 19 hours before it. So a
// span that ends before the evening opens is a day later if that brings it, even in part, into the
// evening; any other span is as it is given, and so is one without a start.
func (w Window) within(evening Window) Window {
	if w.NoStart() {
		return w
	}
	if w.Close < evening.Open && w.Open+day <= evening.Close && w.Close+day >= evening.Open {
		return Window{w.Open + day, w.Close + day}
	}
	return w
}

// NoStart says whether the window is only until its Close: it opens at the day's beginning, and closes so late that it is
// no hours after a midnight.
func (w Window) NoStart() bool { return w.Open == 0 && w.Close >= day/2 }

// NoEnd says whether the window is only from its Open on.
func (w Window) NoEnd() bool { return w.Close == 2*day }

// weekday is that of the evening's date, also for what lies after its midnight.
func (n *Night) weekday() time.Weekday {
	date, err := time.Parse(time.DateOnly, n.Options.Date)
	if err != nil { // the options are not valid
		return time.Sunday
	}
	return date.Weekday()
}

// openTo are the windows of an evening of a weekday in which the household may be visited: those when somebody is home,
// or on a weekday that it is not home on one that is over before any team sets out.
func (h *Household) openTo(evening Window, weekday time.Weekday) []Window {
	if !h.Days.On(weekday) {
		return []Window{{-2, -1}}
	}
	return h.windows(evening)
}

// windows are the spans when somebody of the household is home, read for the evening, ascending and
// disjoint: what overlaps or follows within a second is one span.
func (h *Household) windows(evening Window) []Window {
	var spans []Window
	for _, w := range h.Windows {
		spans = append(spans, w.within(evening))
	}
	slices.SortFunc(spans, func(a, b Window) int { return cmp.Compare(a.Open, b.Open) })
	var merged []Window
	for _, w := range spans {
		if k := len(merged) - 1; k >= 0 && w.Open <= merged[k].Close+1 {
			merged[k].Close = max(merged[k].Close, w.Close)
			continue
		}
		merged = append(merged, w)
	}
	return merged
}
