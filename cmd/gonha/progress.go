package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"gonha/solver/campaign"
)

// progressLine shows how far planning has come on one line of a terminal, rewritten in place.
type progressLine struct {
	to         io.Writer // nil where there is no terminal
	words      *words
	persons    int // to reach
	timeLimit  time.Duration
	iterations int64
	columns    int           // of the terminal
	next       time.Duration // since the beginning of the solve, when the line may be rewritten
	written    int           // characters that stand on the line
}

// newProgressLine makes the line for a night's plan. In a pipe or a file it stays silent.
func newProgressLine(stderr io.Writer, w *words, night *campaign.Night) *progressLine {
	_, persons := toVisit(night)
	line := &progressLine{words: w, persons: persons, timeLimit: night.Options.TimeLimit, iterations: night.Options.Iterations}
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		line.to, line.columns = f, 80
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			line.columns = columns
		}
	}
	return line
}

// report is what the solver is to call, or nil where nobody would see it.
func (l *progressLine) report() func(campaign.Progress) {
	if l.to == nil {
		return nil
	}
	return l.show
}

// show rewrites the line, at most four times a second.
func (l *progressLine) show(p campaign.Progress) {
	if p.Elapsed < l.next {
		return
	}
	l.next = p.Elapsed + 250*time.Millisecond
	text := l.words.print.Sprintf(l.words.progress, p.Visits, p.Persons, l.persons)
	if l.timeLimit > 0 {
		left := max(0, l.timeLimit-p.Elapsed)
		text += l.words.print.Sprintf(l.words.left, int((left+time.Second-1)/time.Second))
	}
	if l.iterations > 0 {
		text += l.words.print.Sprintf(l.words.iteration, p.Iterations, l.iterations)
	}
	l.write(text)
}

// clear takes the line away.
func (l *progressLine) clear() {
	if l.written > 0 {
		l.write("")
		fmt.Fprint(l.to, "\r")
	}
}

// write puts text in the place of what stands on the line. It blanks the rest with spaces, which
// every terminal understands, and cuts what would wrap.
func (l *progressLine) write(text string) {
	if runes := []rune(text); len(runes) >= l.columns {
		text = string(runes[:l.columns-1])
	}
	length := utf8.RuneCountInString(text)
	fmt.Fprint(l.to, "\r"+text+strings.Repeat(" ", max(0, l.written-length)))
	l.written = length
}
