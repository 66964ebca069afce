package main

import (
	"io"
	"time"

	"gonha/solver/campaign"
)

// progressLine shows how far planning has come on one line of a terminal, rewritten in place.
type progressLine struct {
	statusLine
	words      *words
	persons    int // to reach
	timeLimit  time.Duration
	iterations int64
	next       time.Duration // since the beginning of the solve, when the line may be rewritten
}

// newProgressLine makes the line for a night's plan. In a pipe or a file it stays silent.
func newProgressLine(stderr io.Writer, w *words, night *campaign.Night) *progressLine {
	_, persons := toVisit(night)
	return &progressLine{
		statusLine: newStatusLine(stderr), words: w, persons: persons,
		timeLimit: night.Options.TimeLimit, iterations: night.Options.Iterations,
	}
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
