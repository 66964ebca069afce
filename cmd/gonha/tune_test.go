package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonha/solver/instance"
)

// A tuning that is better beyond chance is written as an options file that other commands take.
func TestTune(t *testing.T) {
	set := smallSet(t, instance.TOPTW)
	dir := t.TempDir()
	bad := file(t, "bad.json", `{"tuning": {"removed": 1, "longest": 1, "neighbours": 1, "offered": 0, "offered_at": 0}}`)
	out, plot := filepath.Join(dir, "best.json"), filepath.Join(dir, "tune.svg")
	o := gonha(t, "tune", "--set", set, "--m", "1", "--iterations", "60", "--seeds", "6", "--options", bad,
		"--vary", "neighbours=1,40", "--vary", "removed=1,8", "--vary", "offered=16", "--out", out, "--plot", plot)
	if o.code != exitDone || o.stderr != "" || !strings.Contains(o.stdout, "neighbours=40") {
		t.Fatalf("%+v", o)
	}
	if _, err := os.Stat(plot); err != nil {
		t.Error(err)
	}
	settings, err := readSettings(out)
	if err != nil || settings.Tuning["neighbours"] != 40 || settings.Tuning["longest"] != 1 {
		t.Fatalf("%+v, %v; %s", settings, err, o.stdout)
	}
	for _, args := range [][]string{
		{"bench", "--set", set, "--m", "1", "--iterations", "60", "--options", out},
		{"tune", "--set", set, "--m", "1", "--iterations", "60", "--options", out, "--vary", "split=0..1", "--random", "2"},
	} {
		if o := gonha(t, args...); o.code != exitDone || o.stderr != "" {
			t.Errorf("%v: %+v", args, o)
		}
	}
}

// Where nothing is better nothing is written.
func TestTuneWithoutWinner(t *testing.T) {
	set := smallSet(t, instance.TOPTW)
	out := filepath.Join(t.TempDir(), "best.json")
	o := gonha(t, "tune", "--set", set, "--m", "1", "--iterations", "60", "--vary", "split=0.5", "--out", out)
	if _, err := os.Stat(out); o.code != exitDone || err == nil || !strings.Contains(o.stdout, "None is better") {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestTuneRefuses(t *testing.T) {
	set := smallSet(t, instance.TOPTW)
	for name, args := range map[string][]string{
		"nothing to vary":  {"--set", set},
		"an unknown name":  {"--set", set, "--vary", "beauty=1"},
		"a span in a grid": {"--set", set, "--vary", "split=0..1"},
		"no set":           {"--vary", "split=0"},
		"no folder":        {"--set", set, "--vary", "split=0", "--out", filepath.Join(set, "absent", "x.json")},
		"too many drawn":   {"--set", set, "--vary", "split=0..1", "--random", "100000"},
	} {
		o := gonha(t, append([]string{"tune"}, args...)...)
		if o.code != exitUsage || o.stdout != "" || strings.Count(o.stderr, "\n") != 1 || !strings.Contains(o.stderr, " / ") {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

func TestGoldenHelpTune(t *testing.T) {
	golden(t, "help-tune.txt", gonha(t, "tune", "-h").stdout)
}

// plan takes the tuning of an options file, says it in plan.json, and refuses unknown names.
func TestPlanTuned(t *testing.T) {
	tuned := file(t, "tuned.json", `{"tuning": {"neighbours": 7}}`)
	args, out := evening(t, 20, "--iterations", "50", "--options", tuned)
	if o := gonha(t, args...); o.code != exitDone {
		t.Fatalf("%+v", o)
	}
	if plan := readPlan(t, out); plan.Parameters.Tuning["neighbours"] != 7 {
		t.Errorf("%+v", plan.Parameters)
	}
	args, _ = evening(t, 20, "--options", file(t, "bad.json", `{"tuning": {"beauty": 7}}`))
	if o := gonha(t, args...); o.code != exitUsage || !strings.Contains(o.stderr, "tuning") || strings.Contains(o.stderr, "beauty") {
		t.Errorf("%+v", o)
	}
}

// serve takes an options file for solves whose requests give none, and refuses a bad one.
func TestServeOptionsFile(t *testing.T) {
	for text, fine := range map[string]bool{`{"tuning": {"neighbours": 7}, "setup_s": 60}`: true, `{"tuning": {"beauty": 7}}`: false, `{"colour": 1}`: false} {
		r, err := parseServe([]string{"--options", file(t, "o.json", text)})
		if err != nil {
			t.Fatal(err)
		}
		s, err := r.server(slog.New(slog.DiscardHandler))
		if (err == nil) != fine {
			t.Errorf("%s: %v", text, err)
		}
		if err == nil {
			if s.config.Options.Tuning["neighbours"] != 7 {
				t.Errorf("%s: %+v", text, s.config.Options)
			}
			if err := s.queue.Close(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
}
