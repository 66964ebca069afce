package campaign

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// soundOptions are the defaults for a certain night.
func soundOptions() Options {
	o := DefaultOptions()
	o.Date = "2026-11-20"
	return o
}

func TestOptionsValidate(t *testing.T) {
	if err := soundOptions().Validate(); err != nil {
		t.Errorf("the defaults: %v", err)
	}
	for _, test := range []struct {
		name   string
		change func(*Options)
		want   []string // the options at fault
	}{
		{"no night", func(o *Options) { o.Date = "" }, []string{"night"}},
		{"no such night", func(o *Options) { o.Date = "2026-02-30" }, []string{"night"}},
		{"window closed", func(o *Options) { o.Window.Close = o.Window.Open }, []string{"window"}},
		{"window before midnight", func(o *Options) { o.Window.Open = -1 }, []string{"window"}},
		{"window of a third day", func(o *Options) { o.Window.Close = 48*3600 + 1 }, []string{"window"}},
		{"window to the end of the second day", func(o *Options) { o.Window = Window{42 * 3600, 48 * 3600} }, nil},
		{"window of six hours and a second", func(o *Options) { o.Window = Window{42*3600 - 1, 48 * 3600} }, []string{"window"}},
		{"window the wrong way round, past midnight", func(o *Options) { o.Window = Window{77400, 77400 + 22*3600} }, []string{"window"}},
		{"no limit", func(o *Options) { o.TimeLimit = 0 }, []string{"time_limit_s"}},
		{"iterations alone", func(o *Options) { o.TimeLimit, o.Iterations = 0, 1 }, nil},
		{"negative time", func(o *Options) { o.TimeLimit = -1 }, []string{"time_limit_s"}},
		{"time without end", func(o *Options) { o.TimeLimit = 24*time.Hour + 1 }, []string{"time_limit_s"}},
		{"negative iterations", func(o *Options) { o.Iterations = -1 }, []string{"iterations"}},
		{"threads", func(o *Options) { o.Threads = 1025 }, []string{"threads"}},
		{"setup", func(o *Options) { o.Setup = -1 }, []string{"setup_s"}},
		{"no setup", func(o *Options) { o.Setup = 0 }, nil},
		{"per person", func(o *Options) { o.PerPerson = 0 }, []string{"per_person_s"}},
		{"stop radius", func(o *Options) { o.StopRadius = math.NaN() }, []string{"stop_radius_m"}},
		{"stop radius without end", func(o *Options) { o.StopRadius = math.Inf(1) }, []string{"stop_radius_m"}},
		{"turfs", func(o *Options) { o.Turfs = "Soft" }, []string{"turfs"}},
		{"detour", func(o *Options) { o.Detour = math.NaN() }, []string{"detour"}},
		{"language", func(o *Options) { o.Lang = "" }, []string{"lang"}},
		{"no time zone", func(o *Options) { o.Timezone = "" }, []string{"timezone"}},
		{"the machine's time zone", func(o *Options) { o.Timezone = "Local" }, []string{"timezone"}},
		{"a path for a time zone", func(o *Options) { o.Timezone = "../etc/passwd" }, []string{"timezone"}},
		{"several", func(o *Options) { *o = Options{} },
			[]string{"night", "window", "time_limit_s", "threads", "per_person_s", "turfs", "detour", "lang", "timezone"}},
	} {
		o := soundOptions()
		test.change(&o)
		var got []string
		for _, f := range OptionFaults(o.Validate()) {
			got = append(got, f.Option)
			if vietnamese, english, both := strings.Cut(f.Reason, " / "); !both || vietnamese == "" || english == "" {
				t.Errorf("%s: %q is not in both languages", test.name, f.Reason)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: options at fault (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestOptionFaultsRepeatNothing: what was given may be anything, and reasons are shown and logged.
func TestOptionFaultsRepeatNothing(t *testing.T) {
	const secret = "Bimat"
	o := soundOptions()
	o.Date, o.Timezone, o.Turfs, o.Lang = secret, secret, secret, secret
	err := o.Validate()
	if faults := OptionFaults(err); len(faults) != 4 || strings.Contains(err.Error(), secret) {
		t.Errorf("%d faults: %v", len(faults), err)
	}
}

func TestOptionFaultsOf(t *testing.T) {
	one, two := OptionFault{"seed", "a / b"}, OptionFault{"", "c / d"}
	for _, test := range []struct {
		name string
		err  error
		want []OptionFault
	}{
		{"no error", nil, nil},
		{"another error", errors.New("seed: a / b"), nil},
		{"one", one, []OptionFault{one}},
		{"wrapped", fmt.Errorf("reading: %w", one), []OptionFault{one}},
		{"joined, beside another", errors.Join(one, errors.New("x"), fmt.Errorf("y: %w", two)), []OptionFault{one, two}},
		{"of a night", fmt.Errorf("%w: %w", ErrInput, errors.Join(one, two)), []OptionFault{one, two}},
	} {
		if diff := cmp.Diff(test.want, OptionFaults(test.err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	if one.Error() != "seed: a / b" || two.Error() != "c / d" {
		t.Errorf("%q, %q", one.Error(), two.Error())
	}
}
