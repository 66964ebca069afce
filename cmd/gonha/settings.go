package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gonha/solver/campaign"
)

// settings are options that somebody gave, by flags or in a file; nil is not given. The names in a
// file are those of the HTTP interface's options.
type settings struct {
	Night      *string  `json:"night"`
	Window     *string  `json:"window"`
	Timezone   *string  `json:"timezone"`
	TimeLimit  *float64 `json:"time_limit_s"`
	Iterations *int64   `json:"iterations"`
	Seed       *uint64  `json:"seed"`
	Threads    *int     `json:"threads"`
	Setup      *int     `json:"setup_s"`
	PerPerson  *int     `json:"per_person_s"`
	StopRadius *float64 `json:"stop_radius_m"`
	Turfs      *string  `json:"turfs"`
	Detour     *float64 `json:"detour"`
	Lang       *string  `json:"lang"`
}

// readSettings reads a JSON object of settings. A name that is none of them is an error.
func readSettings(path string) (settings, error) {
	var s settings
	f, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return s, fmt.Errorf("%s: %w", path, plainJSON(err))
	}
	if _, err := d.Token(); err != io.EOF {
		return s, fmt.Errorf("%s: text after the JSON object", path)
	}
	return s, nil
}

// plainJSON says what encoding/json found in words for people who do not know Go.
func plainJSON(err error) error {
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) && wrong.Field == "":
		return errors.New("không phải đối tượng JSON / not a JSON object")
	case errors.As(err, &wrong):
		return fmt.Errorf("%s: giá trị sai kiểu / %s is not what belongs here", wrong.Field, wrong.Value)
	case errors.Is(err, io.EOF):
		return errors.New("tệp trống / empty, not a JSON object")
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// options are the defaults with what the file gives, and over it what the flags give. The night is
// today's in its time zone where none is given; iterations alone mean that there is no time limit.
func options(file, flags settings, threads int, now time.Time) (campaign.Options, error) {
	o := campaign.DefaultOptions()
	o.Threads = threads
	err := errors.Join(file.apply(&o), flags.apply(&o))
	if file.TimeLimit == nil && flags.TimeLimit == nil && o.Iterations > 0 {
		o.TimeLimit = 0
	}
	if zone, unknown := time.LoadLocation(o.Timezone); o.Date == "" && unknown == nil {
		o.Date = now.In(zone).Format(time.DateOnly)
	}
	return o, errors.Join(err, o.Validate())
}

// apply writes the settings that were given over those of o.
func (s settings) apply(o *campaign.Options) error {
	set(&o.Date, s.Night)
	set(&o.Timezone, s.Timezone)
	set(&o.Iterations, s.Iterations)
	set(&o.Seed, s.Seed)
	set(&o.Threads, s.Threads)
	set(&o.Setup, s.Setup)
	set(&o.PerPerson, s.PerPerson)
	set(&o.StopRadius, s.StopRadius)
	set(&o.Turfs, s.Turfs)
	set(&o.Detour, s.Detour)
	set(&o.Lang, s.Lang)
	if s.TimeLimit != nil {
		// Far beyond what is allowed, so that Validate refuses it rather than the number overflowing.
		seconds := min(max(*s.TimeLimit, -1), 1e6)
		o.TimeLimit = time.Duration(math.Round(seconds * float64(time.Second)))
	}
	if s.Window != nil {
		w, err := parseWindow(*s.Window)
		if err != nil {
			return err
		}
		o.Window = w
	}
	return nil
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

var windowForm = regexp.MustCompile(`^\s*(\d{1,2})[:h](\d{2})\s*-\s*(\d{1,2})[:h](\d{2})\s*$`)

// parseWindow reads "19:30-21:30" or "19h30-21h30". One that closes no later than it opens runs past
// midnight.
func parseWindow(text string) (campaign.Window, error) {
	m := windowForm.FindStringSubmatch(text)
	if m == nil {
		return campaign.Window{}, fmt.Errorf("window: phải như 19:30-21:30 / %q is not like 19:30-21:30", text)
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // two digits at most
	}
	if n[0] > 24 || n[1] > 59 || n[2] > 24 || n[3] > 59 {
		return campaign.Window{}, fmt.Errorf("window: không phải giờ trong ngày / %q is no time of day", text)
	}
	w := campaign.Window{Open: n[0]*3600 + n[1]*60, Close: n[2]*3600 + n[3]*60}
	if w.Close <= w.Open {
		w.Close += 24 * 3600
	}
	return w, nil
}

// define gives fs a flag for every setting that the command line has.
func (s *settings) define(fs *flag.FlagSet) {
	value(fs, "night", &s.Night, text)
	value(fs, "window", &s.Window, text)
	value(fs, "time", &s.TimeLimit, seconds)
	value(fs, "iterations", &s.Iterations, whole[int64])
	value(fs, "seed", &s.Seed, seed)
	value(fs, "threads", &s.Threads, whole[int])
	value(fs, "setup", &s.Setup, wholeSeconds)
	value(fs, "per-person", &s.PerPerson, wholeSeconds)
	value(fs, "stop-radius", &s.StopRadius, number)
	value(fs, "turfs", &s.Turfs, text)
	value(fs, "lang", &s.Lang, text)
}

// value defines a flag that points to to its value when it is given.
func value[T any](fs *flag.FlagSet, name string, to **T, parse func(string) (T, error)) {
	fs.Func(name, "", func(s string) error {
		v, err := parse(s)
		*to = &v
		return err
	})
}

func text(s string) (string, error) { return s, nil }

func whole[T int | int64](s string) (T, error) {
	n, err := strconv.ParseInt(s, 10, 0)
	if err != nil {
		return 0, errors.New("không phải số nguyên / not a whole number")
	}
	return T(n), nil
}

func seed(s string) (uint64, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, errors.New("không phải số nguyên từ 0 / not a whole number, 0 or more")
	}
	return n, nil
}

func number(s string) (float64, error) {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, errors.New("không phải số / not a number")
	}
	return x, nil
}

// seconds reads a duration like 10s, 2m or 1m30s.
func seconds(s string) (float64, error) {
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, errors.New("phải như 10s hoặc 2m / must be like 10s or 2m")
	}
	return d.Seconds(), nil
}

func wholeSeconds(s string) (int, error) {
	x, err := seconds(s)
	if err == nil && x != math.Trunc(x) {
		err = errors.New("phải là số giây nguyên / must be whole seconds")
	}
	return int(x), err
}
