package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// statusLine is one line of a terminal, rewritten in place.
type statusLine struct {
	to      io.Writer // nil where there is no terminal
	columns int       // of the terminal
	written int       // characters that stand on the line
}

// newStatusLine makes the line. In a pipe or a file it stays silent.
func newStatusLine(stderr io.Writer) statusLine {
	var line statusLine
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		line.to, line.columns = f, 80
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			line.columns = columns
		}
	}
	return line
}

// clear takes the line away.
func (l *statusLine) clear() {
	if l.written > 0 {
		l.write("")
		fmt.Fprint(l.to, "\r")
	}
}

// write puts text in the place of what stands on the line, where there is a terminal. It blanks the rest
// with spaces, which every terminal understands, and cuts what would wrap.
func (l *statusLine) write(text string) {
	if l.to == nil {
		return
	}
	if runes := []rune(text); len(runes) >= l.columns {
		text = string(runes[:l.columns-1])
	}
	length := utf8.RuneCountInString(text)
	fmt.Fprint(l.to, "\r"+text+strings.Repeat(" ", max(0, l.written-length)))
	l.written = length
}
