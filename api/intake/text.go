package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean gives a cell's text composed (NFC), on one line and without space around it.
func clean(cell string) string {
	if cell == "" {
		return ""
	}
	cell = strings.TrimSpace(norm.NFC.String(cell))
	if strings.IndexFunc(cell, unicode.IsControl) < 0 {
		return cell
	}
	cell = strings.ReplaceAll(cell, "\r\n", " ")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, cell))
}

// kept is clean in memory of its own, so that a household does not hold on to the whole file, with
// the identity numbers in it, through a cell of a few letters.
func kept(cell string) string { return strings.Clone(clean(cell)) }

// fold gives a header or a word by which it is known however it is written: small letters and digits
// without accents, đ as d.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch r = unicode.ToLower(r); {
		case r == 'đ':
			b.WriteByte('d')
		case unicode.IsMark(r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// The lengths of an hour and a day, in seconds.
const (
	hour = 3600
	day  = 24 * hour
)
