package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"time"

	"gonha/api/intake"
	"gonha/api/intake/phrase"
	"gonha/solver/campaign"
)

// settings are the options that a command line gives.
type settings struct{ intake.Settings }

// readSettings reads a JSON file of settings.
func readSettings(path string) (intake.Settings, error) {
	f, err := os.Open(path)
	if err != nil {
		return intake.Settings{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSettings))
	if err != nil {
		return intake.Settings{}, err
	}
	s, err := intake.ReadSettings(data)
	if err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// maxSettings is the most bytes of an options file that are read: no such file is as large.
const maxSettings = 1 << 20

// options are the defaults with what the file gives, and over it what the flags give.
func options(file intake.Settings, flags settings, threads int, now time.Time) (campaign.Options, error) {
	base := campaign.DefaultOptions()
	base.Threads = threads
	o, err := intake.Options(base, now, file, flags.Settings)
	return o, inFlags(err)
}

// flagNames are the options whose flags are called otherwise.
var flagNames = map[string]string{
	"time_limit_s": "time", "setup_s": "setup", "per_person_s": "per-person", "stop_radius_m": "stop-radius",
}

// inFlags names the faults of options as the command line does.
func inFlags(err error) error {
	var faults []error
	for _, f := range campaign.OptionFaults(err) {
		f.Option = cmp.Or(flagNames[f.Option], f.Option)
		faults = append(faults, f)
	}
	return errors.Join(faults...)
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

// seconds reads a duration like 10s, 2m or 1m30s, also in Vietnamese; 10 alone is ten seconds.
func seconds(s string) (float64, error) {
	if d, err := time.ParseDuration(s); err == nil {
		return d.Seconds(), nil // also one below zero, which the options refuse
	}
	d, ok := phrase.Duration(s)
	if !ok {
		return 0, errors.New("ghi theo dạng 10s hoặc 2m / must be like 10s or 2m")
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
