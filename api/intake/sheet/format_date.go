package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// dayZero is the day from which the days of [Cell] are counted.
var dayZero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// lastDay is 31 December 9999, beyond which no spreadsheet shows dates.
const lastDay = 2958465

// dateWords are the words of a language, as Windows has them.
type dateWords struct {
	months, shortMonths [12]string
	days, shortDays     [7]string // from Sunday
	halves              [2]string // of the day
}

var englishDates = dateWords{
	[12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	[12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	[7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	[7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	[2]string{"AM", "PM"},
}

var vietnameseDates = dateWords{
	[12]string{"Tháng Giêng", "Tháng Hai", "Tháng Ba", "Tháng Tư", "Tháng Năm", "Tháng Sáu", "Tháng Bảy", "Tháng Tám", "Tháng Chín", "Tháng Mười", "Tháng Mười Một", "Tháng Mười Hai"},
	[12]string{"Thg1", "Thg2", "Thg3", "Thg4", "Thg5", "Thg6", "Thg7", "Thg8", "Thg9", "Thg10", "Thg11", "Thg12"},
	[7]string{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"},
	[7]string{"CN", "T2", "T3", "T4", "T5", "T6", "T7"},
	[2]string{"SA", "CH"},
}

// How dates and times are shown by no format of their own, and by one that leaves it to the machine, which is
// taken to be a Vietnamese one.
var (
	daySection      = dateSection(shortDate)
	dayClockSection = dateSection("dd/mm/yyyy hh:mm")
	clockSection    = dateSection("hh:mm")
	elapsedSection  = dateSection("[h]:mm")
)

// What a Vietnamese machine shows where a format leaves it to the machine.
const (
	shortDate = "dd/mm/yyyy"
	longTime  = "hh:mm:ss"
)

// dateSection reads a format of one section.
func dateSection(code string) *section {
	p := formatParser{rest: code}
	s, _ := p.section()
	return &s
}

// moment is a number of days by calendar and clock.
type moment struct {
	year, month, day, weekday int
	hour, minute, second      int
	parts                     int   // of a second, in units of its decimals
	total                     int64 // seconds
}

// momentOf gives a number of days, 0 to [lastDay], rounded to so many decimals of a second, and
// to seconds where only minutes are shown, as by Excel.
func momentOf(v float64, finest int) moment {
	unit := int64(math.Pow10(finest))
	n := int64(math.Round(v * 86400 * float64(unit)))
	m := moment{parts: int(n % unit), total: n / unit}
	clock, days := int(m.total%86400), m.total/86400
	m.hour, m.minute, m.second = clock/3600, clock/60%60, clock%60
	date := dayZero.AddDate(0, 0, int(days))
	m.year, m.month, m.day, m.weekday = date.Year(), int(date.Month()), date.Day(), int(date.Weekday())
	if days == 0 {
		m.year, m.month, m.day = 1900, 1, 0 // a time alone, in a format for dates
	}
	return m
}

// date shows a number of days by a section for dates or times.
func (s *section) date(v float64) string {
	if !(v >= 0 && v < lastDay+1) {
		return general(v)
	}
	if !s.clock { // a second before midnight is not yet tomorrow
		v = math.Floor(v)
	}
	m := momentOf(v, s.finest)
	var b strings.Builder
	for _, p := range s.pieces {
		switch p.what {
		case literal:
			b.WriteString(p.text)
		case year:
			if p.size <= 2 {
				fmt.Fprintf(&b, "%02d", m.year%100)
			} else {
				fmt.Fprintf(&b, "%04d", m.year)
			}
		case month:
			b.WriteString(s.month(&m, p.size))
		case day:
			b.WriteString(s.day(&m, p.size))
		case hour:
			h := m.hour
			if s.halves {
				h = (h+11)%12 + 1
			}
			fmt.Fprintf(&b, "%0*d", min(p.size, 2), h)
		case minute:
			fmt.Fprintf(&b, "%0*d", min(p.size, 2), m.minute)
		case second:
			fmt.Fprintf(&b, "%0*d", min(p.size, 2), m.second)
		case parts:
			figures := fmt.Sprintf("%0*d", s.finest, m.parts)
			b.WriteString("." + figures + strings.Repeat("0", max(0, p.size-len(figures))))
		case half:
			b.WriteString(s.half(m.hour >= 12, p.text))
		case hours:
			fmt.Fprintf(&b, "%0*d", p.size, m.total/3600)
		case minutes:
			fmt.Fprintf(&b, "%0*d", p.size, m.total/60)
		case seconds:
			fmt.Fprintf(&b, "%0*d", p.size, m.total)
		}
	}
	return b.String()
}

// month is a month as so many letters ask for it.
func (s *section) month(m *moment, letters int) string {
	switch letters {
	case 1:
		return strconv.Itoa(m.month)
	case 2:
		return fmt.Sprintf("%02d", m.month)
	case 3:
		return s.words.shortMonths[m.month-1]
	case 5:
		_, size := utf8.DecodeRuneInString(s.words.months[m.month-1])
		return s.words.months[m.month-1][:size]
	}
	return s.words.months[m.month-1]
}

// day is a day as so many letters ask for it.
func (s *section) day(m *moment, letters int) string {
	switch letters {
	case 1:
		return strconv.Itoa(m.day)
	case 2:
		return fmt.Sprintf("%02d", m.day)
	case 3:
		return s.words.shortDays[m.weekday]
	}
	return s.words.days[m.weekday]
}

// half is the half of the day, in the way that the format writes it.
func (s *section) half(second bool, written string) string {
	switch first, other, _ := strings.Cut(written, "/"); {
	case len(first) == 2 && first[0]|0x20 == 'a': // AM/PM is the language's own
		return s.words.halves[btoi(second)]
	case second:
		return other
	default:
		return first
	}
}
