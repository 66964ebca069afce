//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestMain lets a test start this test binary as the program itself.
func TestMain(m *testing.M) {
	if os.Getenv("GONHA_TEST_AS_PROGRAM") != "" {
		main()
	}
	os.Exit(m.Run())
}

// The first signal of a terminal or a service manager ends a real process with the best plan so far.
func TestSignalEndsPlanning(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			args, out := evening(t, 60, "--time", "1h", "--lang", "en")
			var stdout, stderr bytes.Buffer
			program := exec.CommandContext(t.Context(), os.Args[0], args...)
			program.Env = append(os.Environ(), "GONHA_TEST_AS_PROGRAM=1")
			program.Stdout, program.Stderr = &stdout, &stderr
			if err := program.Start(); err != nil {
				t.Fatal(err)
			}
			awaitFolder(t.Context(), out)
			if err := program.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := program.Wait(); err != nil {
				t.Fatalf("%v, stderr %q", err, stderr.String())
			}
			if !strings.HasPrefix(stderr.String(), wordsOf("en").interrupted) || !strings.Contains(stdout.String(), "lists.html") {
				t.Errorf("stdout %q, stderr %q", stdout.String(), stderr.String())
			}
			if plan := readPlan(t, out); plan.Summary.Stopped != "interrupted" {
				t.Errorf("stopped by %q", plan.Summary.Stopped)
			}
		})
	}
}
