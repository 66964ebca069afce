package campaign

import "time"

// Days is a set of weekdays, bit i that of time.Weekday(i); the empty set stands for every day.
type Days uint8

// EveryDay is all seven weekdays, which is the same as none.
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
