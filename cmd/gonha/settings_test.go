package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// file writes text to a file of a temporary folder and gives its path.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOptions(t *testing.T) {
	// 18:30 in London is past midnight in Viet Nam.
	now := time.Date(2026, 11, 20, 18, 30, 0, 0, time.UTC)
	const threads = 3
	for _, c := range []struct {
		name, file string
		args       []string
		change     func(*campaign.Options) // of the defaults
	}{
		{"defaults", `{}`, nil, func(*campaign.Options) {}},
		{"every flag", `{}`,
			strings.Fields("--night 2026-12-01 --window 18:00-20:00 --time 1m30s --iterations 500 --seed 18446744073709551615 --threads 1 " +
				"--setup 90s --per-person 3m --stop-radius 12.5 --turfs strict --lang en"),
			func(o *campaign.Options) {
				o.Date, o.Window = "2026-12-01", campaign.Window{Open: 18 * 3600, Close: 20 * 3600}
				o.TimeLimit, o.Iterations, o.Seed, o.Threads = 90*time.Second, 500, 18446744073709551615, 1
				o.Setup, o.PerPerson, o.StopRadius, o.Turfs, o.Lang = 90, 180, 12.5, "strict", "en"
			}},
		{"every name in the file",
			`{"night": "2026-12-01", "window": "22:00-01:00", "timezone": "Europe/London", "time_limit_s": 2.5, "iterations": 500, "seed": 7,
			  "threads": 1, "setup_s": 90, "per_person_s": 180, "stop_radius_m": 12.5, "turfs": "off", "detour": 1.25, "lang": "en"}`, nil,
			func(o *campaign.Options) {
				o.Date, o.Window, o.Timezone = "2026-12-01", campaign.Window{Open: 22 * 3600, Close: 25 * 3600}, "Europe/London"
				o.TimeLimit, o.Iterations, o.Seed, o.Threads = 2500*time.Millisecond, 500, 7, 1
				o.Setup, o.PerPerson, o.StopRadius, o.Turfs, o.Detour, o.Lang = 90, 180, 12.5, "off", 1.25, "en"
			}},
		{"flags win over the file, zero included", `{"seed": 7, "setup_s": 60, "stop_radius_m": 20, "lang": "en"}`,
			strings.Fields("--seed 0 --stop-radius 0 --lang vi"),
			func(o *campaign.Options) { o.Seed, o.Setup, o.StopRadius = 0, 60, 0 }},
		{"as people write", `{"night": "20/11/2026"}`, strings.Fields("--time 10 --per-person 4m"), func(o *campaign.Options) {
			o.Date, o.TimeLimit, o.PerPerson = "2026-11-20", 10*time.Second, 240
		}},
		{"null is not given", `{"seed": null, "night": null}`, nil, func(*campaign.Options) {}},
		{"iterations alone have no time limit", `{}`, []string{"--iterations", "100"},
			func(o *campaign.Options) { o.Iterations, o.TimeLimit = 100, 0 }},
		{"iterations alone in the file neither", `{"iterations": 100}`, nil,
			func(o *campaign.Options) { o.Iterations, o.TimeLimit = 100, 0 }},
		{"iterations and the file's time", `{"time_limit_s": 5}`, []string{"--iterations", "100"},
			func(o *campaign.Options) { o.Iterations, o.TimeLimit = 100, 5*time.Second }},
		{"today elsewhere", `{"timezone": "Europe/London"}`, nil,
			func(o *campaign.Options) { o.Timezone, o.Date = "Europe/London", "2026-11-20" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := campaign.DefaultOptions()
			want.Date, want.Threads = "2026-11-21", threads
			c.change(&want)
			given, err := readSettings(file(t, "options.json", c.file))
			if err != nil {
				t.Fatal(err)
			}
			got, err := options(given, flags(t, c.args), threads, now)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("error %v, (-want +got):\n%s", err, diff)
			}
		})
	}
}

// flags are the settings of a command line.
func flags(t *testing.T, args []string) settings {
	t.Helper()
	var s settings
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	s.define(fs)
	if err := fs.Parse(args); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOptionsFaults(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"night", `{"night": "31/11/2026"}`, "night:"},
		{"window", `{"window": "evening"}`, "window:"},
		{"window of one moment", `{"window": "48:00-49:00"}`, "window:"},
		{"time zone", `{"timezone": "Asia/Atlantis"}`, "timezone:"},
		{"no limit at all", `{"time_limit_s": 0}`, "time: phải cho"},
		{"no limit, negative", `{"time_limit_s": -1e300}`, "time: không được âm"},
		{"endless time", `{"time_limit_s": 1e300}`, "at most 24h"},
		{"threads", `{"threads": 0}`, "threads:"},
		{"turfs", `{"turfs": "hard"}`, "turfs:"},
		{"language", `{"lang": "fr"}`, "lang:"},
		{"detour", `{"detour": 0.5}`, "detour:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			given, err := readSettings(file(t, "options.json", c.file))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := options(given, settings{}, 1, time.Now()); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
		})
	}
}

func TestOptionsReportsEveryFault(t *testing.T) {
	given, err := readSettings(file(t, "options.json", `{"night": "?", "window": "?", "threads": 0, "lang": "fr"}`))
	if err != nil {
		t.Fatal(err)
	}
	_, err = options(given, settings{}, 1, time.Now())
	for _, want := range []string{"night:", "window:", "threads:", "lang:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v does not mention %s", err, want)
		}
	}
}

func TestReadSettingsErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "empty, not a JSON object"},
		{"an array", "[]", "not a JSON object"},
		{"a number", "7", "not a JSON object"},
		{"an unknown name", `{"sede": 7}`, "an unknown name; known are: night, window"},
		{"a flag's name", `{"setup": "90s"}`, "an unknown name"},
		{"text for a number", `{"seed": "7"}`, "seed: giá trị sai kiểu / the value is of the wrong kind"},
		{"a negative seed", `{"seed": -7}`, "of the wrong kind"},
		{"a fraction", `{"threads": 1.5}`, "of the wrong kind"},
		{"cut off", `{"seed": 7`, "not a JSON object"},
		{"binary", "\x00\x01", "not a JSON object"},
		{"two objects", `{} {}`, "text after the JSON object"},
		{"trailing text", `{} x`, "text after the JSON object"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readSettings(file(t, "options.json", c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "options.json") {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
