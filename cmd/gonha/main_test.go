package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// outcome is what a run of the program leaves behind, files apart.
type outcome struct {
	code           int
	stdout, stderr string
}

// gonha runs the program with args.
func gonha(t *testing.T, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, &stdout, &stderr)
	return outcome{code, stdout.String(), stderr.String()}
}

// golden compares text with a file in testdata, or writes the file with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestGoldenHelp(t *testing.T) {
	for _, help := range []string{"help", "-h", "--help"} {
		o := gonha(t, help)
		if o.code != exitDone || o.stderr != "" {
			t.Errorf("gonha %s: code %d, stderr %q", help, o.code, o.stderr)
		}
		golden(t, "help.txt", o.stdout)
	}
	if diff := cmp.Diff(gonha(t, "plan", "-h"), gonha(t, "help", "plan"), cmp.AllowUnexported(outcome{})); diff != "" {
		t.Errorf("gonha help plan (-plan -h +help plan):\n%s", diff)
	}
	for _, help := range []string{"-h", "-help", "--help"} {
		o := gonha(t, "plan", help)
		if o.code != exitDone || o.stderr != "" {
			t.Errorf("gonha plan %s: code %d, stderr %q", help, o.code, o.stderr)
		}
		golden(t, "help-plan.txt", o.stdout)
	}
}

func TestWithoutCommand(t *testing.T) {
	want := outcome{exitUsage, "", usage()}
	if diff := cmp.Diff(want, gonha(t), cmp.AllowUnexported(outcome{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUsageListsEveryCommand(t *testing.T) {
	for _, c := range commands {
		if !strings.Contains(usage(), "gonha "+c.name+" ") {
			t.Errorf("%s is not in the usage", c.name)
		}
	}
}

// refused checks that a run ended with bad usage and one line on standard error that says want.
func refused(t *testing.T, o outcome, want string) {
	t.Helper()
	if o.code != exitUsage {
		t.Errorf("code %d, want %d", o.code, exitUsage)
	}
	if o.stdout != "" {
		t.Errorf("stdout %q, want nothing", o.stdout)
	}
	if !strings.HasPrefix(o.stderr, "gonha: ") || strings.Count(o.stderr, "\n") != 1 || !strings.HasSuffix(o.stderr, "\n") {
		t.Errorf("stderr %q is not one line from gonha", o.stderr)
	}
	if !strings.Contains(o.stderr, want) {
		t.Errorf("stderr %q does not say %q", o.stderr, want)
	}
}

func TestBadCommand(t *testing.T) {
	refused(t, gonha(t, "paln"), `no such command: "paln"`)
	refused(t, gonha(t, "--households", "x.csv"), "no such command")
	refused(t, gonha(t, ""), "no such command")
}
