package road

// Times of the day and days of the year as OpenStreetMap writes them,
// https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification, as far as conditions on roads use them.

// hours are rules that hold at some times.
type hours []hourRule

// hourRule holds on the days of all its selectors, at its times. Of empty lists there is no selector: every day, the
// whole day.
type hourRule struct {
	years    [][2]int
	dates    [][2]int // month*100+day, both included; the second before the first is over the turn of the year
	weekdays []weekdays
	holidays bool     // also on public holidays, beside the weekdays
	times    [][2]int // minutes after midnight, the second one behind the last; up to 2880
	off      bool     // takes its times away
	added    bool     // written behind a comma: it adds to the rules before on the same day
}

// weekdays are some of the days of the week, 0 Monday, or the nth one of a month of them.
type weekdays struct{ from, to, nth int }

// selects says whether the rule names days at all.
func (r *hourRule) selects() bool {
	return len(r.years) > 0 || len(r.dates) > 0 || len(r.weekdays) > 0 || r.holidays
}

// on says whether the rule holds on a day.
func (r *hourRule) on(d date) bool {
	in := func(spans [][2]int, x int) bool {
		for _, s := range spans {
			if s[0] <= s[1] && x >= s[0] && x <= s[1] || s[0] > s[1] && (x >= s[0] || x <= s[1]) {
				return true
			}
		}
		return len(spans) == 0
	}
	if !in(r.years, d.year) || !in(r.dates, d.monthDay()) {
		return false
	}
	if len(r.weekdays) == 0 && !r.holidays {
		return true
	}
	return r.holidays && d.holiday() || r.onWeekday(d)
}

func (r *hourRule) onWeekday(d date) bool {
	for _, w := range r.weekdays {
		within := d.weekday >= w.from && d.weekday <= w.to
		if w.from > w.to {
			within = d.weekday >= w.from || d.weekday <= w.to
		}
		if first, last := d.nth(); within && (w.nth == 0 || w.nth == first || w.nth == last) {
			return true
		}
	}
	return false
}

// spans are the times at which the rules hold on a day, those that end after midnight beyond 1440. A rule that names
// days replaces those before it on its days. One that names times alone adds to them: "6:30-8:00;16:30-18:30" means
// both to everybody who writes it, though by the letter the second would replace the first.
func (h hours) spans(d date) [][2]int {
	var spans [][2]int
	for i := range h {
		r := &h[i]
		if !r.on(d) {
			continue
		}
		times := r.times
		if len(times) == 0 {
			times = [][2]int{{0, 1440}}
		}
		switch {
		case r.off:
			spans = without(spans, times)
		case r.added || !r.selects():
			spans = append(spans[:len(spans):len(spans)], times...)
		default:
			spans = times
		}
	}
	return spans
}

// without takes times away from spans.
func without(spans, times [][2]int) [][2]int {
	for _, t := range times {
		var left [][2]int
		for _, s := range spans {
			if s[0] < min(s[1], t[0]) {
				left = append(left, [2]int{s[0], min(s[1], t[0])})
			}
			if max(s[0], t[1]) < s[1] {
				left = append(left, [2]int{max(s[0], t[1]), s[1]})
			}
		}
		spans = left
	}
	return spans
}

// at says for each minute of the evening whether the rules hold.
func (h hours) at(e Evening) []bool {
	from, to := e.minutes()
	hold := make([]bool, to-from)
	for day := from/1440 - 1; day <= (to-1)/1440; day++ { // what began the day before may last
		for _, s := range h.spans(e.day(day)) {
			for m := max(s[0]+day*1440, from); m < min(s[1]+day*1440, to); m++ {
				hold[m-from] = true
			}
		}
	}
	return hold
}
