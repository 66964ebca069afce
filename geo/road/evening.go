package road

import (
	"errors"
	"time"
)

// Evening is when teams are under way. Restrictions of the map that hold at some hours or on some days are
// judged by it: what is forbidden at any moment of it is forbidden, and what is allowed must be so
// throughout.
type Evening struct {
	Date     time.Time // its day; the zero value is no particular one, taken for a Wednesday that is no holiday
	From, To int       // seconds after the midnight it begins with, From before To; beyond 86,400 is after the next midnight
}

// DefaultEvening is half past seven to half past nine of no particular day.
func DefaultEvening() Evening { return Evening{From: 19*3600 + 1800, To: 21*3600 + 1800} }

// Validate reports a fault.
func (e Evening) Validate() error {
	if e.From < 0 || e.From >= e.To || e.To > 72*3600 {
		return errors.New("the evening must begin before it ends, within three days")
	}
	return nil
}

// minutes are the first and, one behind, the last minute after midnight that the evening touches.
func (e Evening) minutes() (from, to int) { return e.From / 60, (e.To + 59) / 60 }

// day is the date some days after the evening's.
func (e Evening) day(after int) date {
	at := e.Date
	if at.IsZero() {
		at = time.Date(2000, 3, 15, 0, 0, 0, 0, time.UTC) // a Wednesday
	}
	at = at.AddDate(0, 0, after)
	return date{at.Year(), int(at.Month()), at.Day(), (int(at.Weekday()) + 6) % 7}
}

// date is a day; weekday 0 is Monday.
type date struct{ year, month, day, weekday int }

// holiday says whether a day is one of Viet Nam's public holidays of the solar calendar. Those of the lunar
// one, Tet and the Hung Kings' day, are not known.
func (d date) holiday() bool {
	switch [2]int{d.month, d.day} {
	case [2]int{1, 1}, [2]int{4, 30}, [2]int{5, 1}, [2]int{9, 2}:
		return true
	}
	return false
}

// monthDay orders the days of a year.
func (d date) monthDay() int { return d.month*100 + d.day }

// nth is which of its weekday's days in the month it is, from the first, 1, and from the last, -1.
func (d date) nth() (first, last int) {
	days := time.Date(d.year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return (d.day-1)/7 + 1, -((days-d.day)/7 + 1)
}
