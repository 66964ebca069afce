package campaign

import (
	"errors"
	"fmt"
	"math"
	"time"

	"gonha/solver"
)

// Options are the settings of one night's plan. DefaultOptions gives every field its value; no zero
// stands for a hidden default.
type Options struct {
	Date       string         // the night, "2023-06-06"
	Window     Window         // the evening
	Timezone   string         // IANA name
	TimeLimit  time.Duration  // of the whole solve; 0 is none, then Iterations must be given
	Iterations int64          // of the search; 0 is no limit, then TimeLimit must be given
	Epochs     []solver.Epoch // those of a plan to be made again exactly, in place of the limits; nil is none
	Seed       uint64
	Threads    int           // 1 or more
	Setup      int           // seconds at the beginning of each stop
	PerPerson  int           // seconds one member needs for one person
	StopRadius float64       // metres; 0 is one door a stop
	Turfs      string        // "soft", "strict" or "off"
	Detour     float64       // length of a way over the straight line, 1 or more
	Lang       string        // "vi" or "en": of the reasons' details
	Tuning     solver.Tuning // of the search; nil is its own
}

// DefaultOptions are the settings of the contract, for the evening 19:30 to 21:30.
func DefaultOptions() Options {
	return Options{
		Date: "", Window: Window{19*3600 + 1800, 21*3600 + 1800}, Timezone: "Asia/Ho_Chi_Minh",
		TimeLimit: 10 * time.Second, Seed: 1, Threads: 1, Setup: 120, PerPerson: 240,
		StopRadius: 30, Turfs: "soft", Detour: 1.5, Lang: "vi",
	}
}

// OptionFault is one thing wrong with one option. Reason says the rule in both languages, never the
// value. Option is empty for a fault of all of them.
type OptionFault struct{ Option, Reason string }

// Error implements error.
func (f OptionFault) Error() string {
	if f.Option == "" {
		return f.Reason
	}
	return f.Option + ": " + f.Reason
}

// OptionFaults are all the option faults that err joins or wraps, in their order.
func OptionFaults(err error) []OptionFault {
	switch e := err.(type) {
	case OptionFault:
		return []OptionFault{e}
	case interface{ Unwrap() []error }:
		var all []OptionFault
		for _, part := range e.Unwrap() {
			all = append(all, OptionFaults(part)...)
		}
		return all
	case interface{ Unwrap() error }:
		return OptionFaults(e.Unwrap())
	}
	return nil
}

// longestEvening is the most seconds of an evening's window; a longer one is a slip, as 21:30-19:30 is, which runs past
// midnight.
const longestEvening = 6 * 3600

// longWindow is the fault of a window that is too long.
func longWindow(w Window) string {
	minutes := (w.Close - w.Open) / 60
	vi, en := fmt.Sprintf("%d giờ", minutes/60), fmt.Sprintf("%d hours", minutes/60)
	if minutes %= 60; minutes > 0 {
		vi, en = fmt.Sprintf("%s %d phút", vi, minutes), fmt.Sprintf("%s %d minutes", en, minutes)
	}
	return fmt.Sprintf("khung giờ dài %s, có phải gõ nhầm không? Dài nhất 6 giờ / a window of %s, is it a slip? At most 6 hours", vi, en)
}

// Validate reports every fault at once, each an [OptionFault] named as in an options file.
func (o Options) Validate() error {
	var faults []error
	check := func(ok bool, option, reason string) {
		if !ok {
			faults = append(faults, OptionFault{option, reason})
		}
	}
	_, err := time.Parse(time.DateOnly, o.Date)
	check(err == nil, "night", "ngày chưa đúng, ghi 20/11/2026 / not a date, write 20/11/2026")
	within := o.Window.Open >= 0 && o.Window.Open < o.Window.Close && o.Window.Close <= 48*3600
	check(within, "window", "phải mở trước khi đóng, trong hai ngày / must open before it closes, within two days")
	check(!within || o.Window.Close-o.Window.Open <= longestEvening, "window", longWindow(o.Window))
	check(o.TimeLimit >= 0, "time_limit_s", "không được âm / must not be negative")
	check(o.Iterations >= 0, "iterations", "không được âm / must not be negative")
	check(o.TimeLimit != 0 || o.Iterations != 0 || o.Epochs != nil, "time_limit_s", "phải cho thời gian hoặc số vòng / it or iterations must be given")
	search := solver.DefaultOptions()
	search.Epochs = o.Epochs
	check(search.Validate() == nil, "epochs", "không phải của một kế hoạch / are not those of a plan")
	check(o.TimeLimit <= 24*time.Hour, "time_limit_s", "nhiều nhất 24 giờ / at most 24h")
	check(o.Threads >= 1 && o.Threads <= 1024, "threads", "phải từ 1 đến 1024 / must be in 1..1024")
	check(o.Setup >= 0 && o.Setup <= 4*3600, "setup_s", "phải từ 0 đến 4 giờ / must be between 0 and 4 hours")
	check(o.PerPerson >= 1 && o.PerPerson <= 4*3600, "per_person_s", "phải từ 1 giây đến 4 giờ / must be between 1 second and 4 hours")
	check(o.StopRadius >= 0 && o.StopRadius <= 1000, "stop_radius_m", "phải từ 0 đến 1000 mét / must be between 0 and 1000 metres")
	check(o.Turfs == "soft" || o.Turfs == "strict" || o.Turfs == "off", "turfs", "phải là soft, strict hoặc off / must be soft, strict or off")
	check(o.Detour >= 1 && o.Detour <= 10 && !math.IsNaN(o.Detour), "detour", "phải từ 1 đến 10 / must be between 1 and 10")
	check(o.Lang == "vi" || o.Lang == "en", "lang", "phải là vi hoặc en / must be vi or en")
	_, err = time.LoadLocation(o.Timezone)
	check(err == nil && o.Timezone != "" && o.Timezone != "Local", "timezone", "không biết múi giờ này / this time zone is unknown")
	check(o.Tuning.Validate() == nil, "tuning", "có tên lạ hoặc giá trị ngoài khoảng, xem gonha tune -h / an unknown name or a value out of range, see gonha tune -h")
	return errors.Join(faults...)
}
