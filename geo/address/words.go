package address

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// word is a word of a text, or a number.
type word struct {
	plain string // small letters and digits without signs, đ as d; numbers keep / and -
	full  string // small letters with signs, the tone mark at the end of the syllable
	cut   bool   // a comma or the like stands before it
	dash  bool   // it is cut off by a dash between blanks alone
}

// number says whether a word is a number or a number with letters: 12, 12/3a, 17-19, a9.
func (w word) number() bool { return isNumber(w.plain) }

// signed says whether a word has a tone mark or another sign.
func (w word) signed() bool { return w.plain != w.full }

// maxWords is the most words of a text that are looked at; no address is as long.
const maxWords = 64

// maxText is the most bytes of a text that are looked at.
const maxText = 1024

// splitWords parts a text into words. Blanks and dots part words; commas, semicolons, brackets and dashes between
// blanks part what belongs together. Blanks around a slash are dropped.
func splitWords(text string) []word {
	if len(text) > maxText {
		text = text[:maxText]
	}
	text = strings.ToLower(norm.NFC.String(strings.ToValidUTF8(text, "")))
	for _, old := range [...]string{" /", "/ "} {
		for strings.Contains(text, old) {
			text = strings.ReplaceAll(text, old, "/")
		}
	}
	var words []word
	cut, dash := true, false
	start := -1
	end := func(to int) {
		if start < 0 || len(words) >= maxWords {
			return
		}
		one := strings.Trim(text[start:to], "-–/")
		start = -1
		if plain(one) == "" { // a dash between blanks, or nothing that is read
			cut, dash = true, dash || !cut
			return
		}
		n := len(words)
		if words = appendWord(words, one, cut); len(words) > n {
			words[n].dash = dash
		}
		cut, dash = false, false
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '/' || r == '-' || r == '–':
			if start < 0 {
				start = i
			}
		default:
			end(i)
			if strings.ContainsRune(",;()[]|\n\t", r) {
				cut, dash = true, false
			}
		}
	}
	end(len(text))
	return words
}

// appendWord adds a word, or several where a word and its number are written together, "ngõ68", "TDP-1", or words
// with a dash, "Hoàn-Kiếm".
func appendWord(words []word, text string, cut bool) []word {
	w := word{plain: plain(text), full: full(text), cut: cut}
	if w.plain[0] == '0' || strings.Contains(w.plain, "/0") {
		w.plain, w.full = withoutZeros(w.plain), withoutZeros(w.full)
	}
	letters := strings.IndexFunc(w.plain, func(r rune) bool { return r < 'a' || r > 'z' })
	if letters <= 0 {
		return append(words, w)
	}
	number := withoutZeros(strings.TrimLeft(w.plain[letters:], "-/"))
	digit := number != "" && number[0] >= '0' && number[0] <= '9'
	switch {
	case digit && takesNumber(w.plain[:letters]):
		head := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		return append(words, word{plain: w.plain[:letters], full: full(text[:max(0, head)]), cut: cut}, word{plain: number, full: number})
	case !digit && number != "" && strings.ContainsRune(w.plain, '-'):
		for k, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '–' }) {
			if p := plain(part); p != "" {
				words = append(words, word{plain: p, full: full(part), cut: cut && k == 0})
			}
		}
		return words
	}
	return append(words, w)
}

// withoutZeros takes zeros off the beginning of each number between slashes: house 05/012 is house 5/12.
func withoutZeros(number string) string {
	parts := strings.Split(number, "/")
	for i, part := range parts {
		if short := strings.TrimLeft(part, "0"); short != part && len(part) < 5 { // a postal code keeps them
			if short == "" || short[0] < '0' || short[0] > '9' {
				short = "0" + short
			}
			parts[i] = short
		}
	}
	return strings.Join(parts, "/")
}

// takesNumber says whether a word may have its number attached: "p14", "tdp-1".
func takesNumber(plain string) bool {
	switch plain {
	case "ngo", "ngach", "hem", "kiet", "so", "sn", "to", "tdp", "p", "q", "f", "kp", "khu", "phuong", "quan", "thon", "xom", "ap", "duong", "cum":
		return true
	}
	return false
}

// isNumber says whether a plain word begins with a digit, or is a letter or two before digits.
func isNumber(plain string) bool {
	digit := strings.IndexFunc(plain, func(r rune) bool { return r >= '0' && r <= '9' })
	return digit >= 0 && digit <= 2
}

// plain gives a text's small letters and digits without signs. Of other characters / and - are kept, a
// long dash as a short one.
func plain(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == 'đ' || r == 'ð': // the Icelandic letter looks the same and is often taken for it
			b.WriteByte('d')
		case r == '–':
			b.WriteByte('-')
		case unicode.IsMark(r):
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '/', r == '-':
			b.WriteRune(r)
		case unicode.IsLetter(r):
			b.WriteRune(r)
		}
	}
	return oneI(b.String())
}

// Tone marks, in the order of their combining characters: grave, acute, tilde, hook above, dot below.
const tones = "\u0300\u0301\u0303\u0309\u0323"

// full gives a text's letters with their signs, the tone mark of a syllable behind it, so that "hoà" and
// "hòa" are one.
func full(text string) string {
	var b strings.Builder
	var tone rune
	for _, r := range norm.NFD.String(text) {
		switch {
		case strings.ContainsRune(tones, r):
			tone = r
		case r == 'ð':
			b.WriteRune('đ')
		case r == '–':
			b.WriteByte('-')
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '/', r == '-':
			b.WriteRune(r)
		}
	}
	s := oneI(b.String())
	if tone != 0 {
		s += string(tone)
	}
	return s
}

// oneI writes i for a y that ends a syllable and is its only vowel: Lê Văn Sỹ is Lê Văn Sĩ.
func oneI(s string) string {
	n := len(s)
	if n < 2 || s[n-1] != 'y' {
		return s
	}
	if strings.ContainsRune("hklmst", rune(s[n-2])) || n >= 3 && s[n-2] == 'u' && s[n-3] == 'q' {
		return s[:n-1] + "i"
	}
	return s
}

// nameOf makes a name of words.
func nameOf(words []word, kind Kind) Name {
	n := Name{Kind: kind}
	var plains, fulls []string
	signed := false
	for _, w := range words {
		plains, fulls = append(plains, w.plain), append(fulls, w.full)
		signed = signed || w.signed()
	}
	said := strings.Join(plains, " ")
	if n.Plain = numerals(said); signed && n.Plain == said {
		n.Full = strings.Join(fulls, " ")
	}
	return n
}

// numerals gives street names that hold a date or a number one spelling: "3 thang 2" is "3/2", "thang tam"
// is "thang 8", "so 7" is "7".
func numerals(s string) string {
	if rest, ok := strings.CutPrefix(s, "so "); ok && isNumber(rest) {
		return rest
	}
	before, month, ok := strings.Cut(s, "thang ")
	if !ok {
		return s
	}
	for k, name := range [...]string{"gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"} {
		if month == name {
			month = strconv.Itoa(k + 1)
		}
	}
	if day := strings.TrimSuffix(before, " "); isNumber(day) && isNumber(month) {
		return day + "/" + month
	}
	return before + "thang " + month
}
