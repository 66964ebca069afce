package campaign

import (
	"strings"
	"time"
)

// Days is a set of weekdays, bit i that of time.Weekday(i); the empty set stands for every day.
type Days uint8

// EveryDay is all seven weekdays, which says the same as none.
const EveryDay Days = 1<<7 - 1

// DaysOf is the set of the weekdays given.
func DaysOf(days ...time.Weekday) Days {
	var set Days
	for _, d := range days {
		set |= 1 << d
	}
	return set
}

// On says whether the weekday is one of them.
func (d Days) On(day time.Weekday) bool { return d&EveryDay == 0 || d>>day&1 == 1 }

var (
	dayNames          = [7]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}
	dayNamesInEnglish = [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
)

// Words names the weekdays from Monday on, three or more in a row as a span: "thứ Hai–thứ Sáu", "thứ Bảy, Chủ nhật". The
// language is "en", or else Vietnamese. Every day is no words.
func (d Days) Words(lang string) string {
	if d&EveryDay == 0 || d&EveryDay == EveryDay {
		return ""
	}
	names := &dayNames
	if lang == "en" {
		names = &dayNamesInEnglish
	}
	var all []string
	for at := 1; at <= 7; {
		end := at
		for end <= 7 && d.On(time.Weekday(end%7)) {
			end++
		}
		switch run := end - at; {
		case run > 2:
			all = append(all, names[at]+"–"+names[(end-1)%7])
		case run > 0:
			for k := at; k < end; k++ {
				all = append(all, names[k%7])
			}
		}
		at = max(end, at+1)
	}
	return strings.Join(all, ", ")
}
