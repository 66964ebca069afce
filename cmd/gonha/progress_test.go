package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gonha/solver"
	"gonha/solver/campaign"
)

func TestProgressLine(t *testing.T) {
	at := func(elapsed time.Duration, visits int, persons, iterations int64) campaign.Progress {
		return campaign.Progress{Progress: solver.Progress{Elapsed: elapsed, Visits: visits, Persons: persons, Iterations: iterations}}
	}
	var to bytes.Buffer
	line := &progressLine{statusLine: statusLine{to: &to, columns: 80}, words: wordsOf("vi"), persons: 1650, timeLimit: 10 * time.Second}
	line.show(at(0, 0, 0, 0))
	line.show(at(249*time.Millisecond, 5, 5, 5)) // too soon
	line.show(at(250*time.Millisecond, 480, 1234, 99))
	line.show(at(11*time.Second, 480, 1240, 99)) // late
	line.clear()
	want := []string{
		"", // before the first return
		"tốt nhất: 0 nhà, 0/1.650 người; còn 10 giây",
		"tốt nhất: 480 nhà, 1.234/1.650 người; còn 10 giây",
		"tốt nhất: 480 nhà, 1.240/1.650 người; còn 0 giây ", // the blank stands on the longer line before
		strings.Repeat(" ", utf8.RuneCountInString("tốt nhất: 480 nhà, 1.240/1.650 người; còn 0 giây")),
		"",
	}
	if diff := cmp.Diff(want, strings.Split(to.String(), "\r")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestProgressLineOfIterations(t *testing.T) {
	var to bytes.Buffer
	line := &progressLine{statusLine: statusLine{to: &to, columns: 80}, words: wordsOf("en"), persons: 650, iterations: 200_000}
	line.show(campaign.Progress{Progress: solver.Progress{Elapsed: time.Second, Visits: 240, Persons: 590, Iterations: 12_345}})
	if want := "\rbest so far: 240 doors, 590 of 650 people; iteration 12,345 of 200,000"; to.String() != want {
		t.Errorf("%q, want %q", to.String(), want)
	}
}

// A line that is as wide as the terminal would wrap and could not be rewritten.
func TestProgressLineIsCut(t *testing.T) {
	var to bytes.Buffer
	line := &progressLine{statusLine: statusLine{to: &to, columns: 20}, words: wordsOf("vi"), persons: 650, timeLimit: time.Second}
	line.show(campaign.Progress{})
	if want := "\rtốt nhất: 0 nhà, 0/"; to.String() != want {
		t.Errorf("%q, want %q", to.String(), want)
	}
}

func TestProgressLineIsSilentWithoutTerminal(t *testing.T) {
	var to bytes.Buffer
	line := newProgressLine(&to, wordsOf("vi"), &testNight)
	if line.report() != nil {
		t.Error("the solver is asked to report where nobody looks")
	}
	line.clear()
	if to.Len() > 0 {
		t.Errorf("wrote %q", to.String())
	}
}
