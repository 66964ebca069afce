package phrase

import (
	"math"
	"time"
)

var (
	dateLead = lexiconOf(meaning[bool]{"tối|ngày|đêm|buổi tối|night of", true})
	months   = lexiconOf(monthLines()...)
	monthIs  = lexiconOf(meaning[bool]{"tháng", true})
	yearIs   = lexiconOf(meaning[bool]{"năm", true})
)

func monthLines() (all []meaning[time.Month]) {
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		phrases := name + "|" + name[:3]
		all = append(all, meaning[time.Month]{phrases, m})
	}
	return all
}

// Date reads a date with its year, day before month as in Viet Nam, and gives it as 2026-11-20: 20/11/2026, 20-11-2026,
// 20.11.26, 2026-11-20, "thứ Sáu, 20/11/2026", "ngày 20 tháng 11 năm 2026", "20 Nov 2026". It is false for a day that
// the calendar does not have, and for a weekday that is not the date's.
func Date(s string) (string, bool) {
	t := read(s)
	i := 0
	if _, k := dateLead.find(t, i); k > 0 {
		i += k
	}
	weekday, k, _ := t.oneDay(i, false)
	if i += k; k > 0 && t.isSign(i, ",") {
		i++
	}
	if _, n := dateLead.find(t, i); n > 0 {
		i += n
	}
	y, m, d, n := t.date(i)
	if n == 0 || i+n != len(t.tokens) {
		return "", false
	}
	date := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if y < 1900 || y > 2199 || date.Day() != d || date.Month() != m || k > 0 && !weekday.On(date.Weekday()) {
		return "", false
	}
	return date.Format(time.DateOnly), true
}

// date reads the numbers of a date at i. n is how many tokens it has; 0 is none.
func (t *text) date(i int) (y int, m time.Month, d, n int) {
	if year, ok := t.small(i, 4); ok && year >= 1000 { // 2026-11-20
		month, ok1 := t.small(i+2, 2)
		day, ok2 := t.small(i+4, 2)
		if sep := t.at(i + 1).plain; ok1 && ok2 && t.isSign(i+1, "-/.") && t.at(i+3).plain == sep {
			return year, time.Month(month), day, 5
		}
		return 0, 0, 0, 0
	}
	d, ok := t.small(i, 2)
	if !ok {
		return 0, 0, 0, 0
	}
	at := i + 1
	if month, k := months.find(t, at); k > 0 { // 20 Nov 2026
		y, ok := t.year(at + k)
		if !ok {
			return 0, 0, 0, 0
		}
		return y, month, d, at + k + 1 - i
	}
	_, spelt := monthIs.find(t, at)
	sep := t.at(at).plain
	if spelt == 0 && !t.isSign(at, "-/.") {
		return 0, 0, 0, 0
	}
	at += max(1, spelt)
	month, ok := t.small(at, 2)
	at++
	_, year := yearIs.find(t, at)
	if !ok || month > 12 || spelt == 0 && t.at(at).plain != sep || spelt > 0 && year == 0 {
		return 0, 0, 0, 0
	}
	at += max(1, year)
	if y, ok = t.year(at); !ok {
		return 0, 0, 0, 0
	}
	return y, time.Month(month), d, at + 1 - i
}

// year reads a year of four digits, or of the two last of this century's.
func (t *text) year(i int) (int, bool) {
	y, ok := t.small(i, 4)
	if digits := len(t.at(i).plain); ok && digits == 2 {
		return 2000 + y, true
	} else if digits != 4 {
		return 0, false
	}
	return y, ok
}

var durationUnits = lexiconOf(
	meaning[time.Duration]{"giây|s|sec|second|seconds|g", time.Second}, meaning[time.Duration]{"phút|p|ph|m|min|minute|minutes|'", time.Minute},
	meaning[time.Duration]{"giờ|tiếng|h|hour|hours", time.Hour}, meaning[time.Duration]{"ms", time.Millisecond},
)

// Duration reads a length of time: "10" and "10 giây" are ten seconds, "2 phút" two minutes, "1m30s" and "1,5 phút" a
// minute and a half. It is false for anything else, and for what is endless.
func Duration(s string) (time.Duration, bool) {
	if d, err := time.ParseDuration(s); err == nil {
		return d, d >= 0
	}
	t := read(s)
	total := 0.0
	last := time.Duration(math.MaxInt64)
	for i := 0; i < len(t.tokens); {
		value, ok := t.small(i, 9)
		if !ok {
			return 0, false
		}
		amount := float64(value)
		i++
		if t.isSign(i, ".,") && t.at(i+1).kind == number && !t.at(i).space {
			scale := 1.0
			for _, c := range t.at(i + 1).plain {
				scale /= 10
				amount += float64(c-'0') * scale
			}
			i += 2
		}
		unit, k := durationUnits.find(t, i)
		if k == 0 {
			if i != len(t.tokens) || last != math.MaxInt64 {
				return 0, false
			}
			unit = time.Second
		}
		if unit >= last {
			return 0, false
		}
		last = unit
		total += amount * float64(unit)
		i += k
	}
	if last == math.MaxInt64 || total > float64(1000*time.Hour) {
		return 0, false
	}
	return time.Duration(math.Round(total)), true
}
