package phrase

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// kind is what a token is.
type kind uint8

const (
	word   kind = iota // letters
	number             // digits
	sign               // one other character
)

// token is a word, a number or a sign of a text.
type token struct {
	kind     kind
	slot     uint16 // of lexicons, by the plain word
	space    bool   // a blank stands before it
	plain    string // small letters without accents, đ as d; digits; the sign
	full     string // small letters with accents, the tone mark behind them, so that hoà is hòa
	from, to int    // where it stands in the text, in bytes
}

// signed says whether a word has accents.
func (t token) signed() bool { return t.plain != t.full }

// text is a text in tokens.
type text struct {
	s      string // composed, one blank for each control character
	tokens []token
	signed bool            // some word has accents
	spelt  strings.Builder // the words as they are spelt, one behind the other
}

// Bounds of what is looked at; no cell that is understood comes near.
const (
	maxBytes  = 2048
	maxTokens = 512
)

// read parts a text into tokens.
func read(s string) *text {
	if len(s) > maxBytes {
		s = s[:maxBytes]
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	t := &text{s: s, tokens: make([]token, 0, 4+len(s)/4)}
	t.spelt.Grow(2 * len(s)) // where it is more, the words before stay where they are
	space := false
	for at := 0; at < len(s) && len(t.tokens) < maxTokens; {
		r, size := utf8.DecodeRuneInString(s[at:])
		end := at + size
		switch k := kindOf(r); {
		case k != sign:
			for end < len(s) {
				next, size := utf8.DecodeRuneInString(s[end:])
				if kindOf(next) != k && !(k == word && unicode.IsMark(next)) {
					break
				}
				end += size
			}
			t.add(k, space, at, end)
		case unicode.IsSpace(r) && r != '\n' || unicode.IsControl(r) && r != '\n' || ignored(r):
			space = space || !ignored(r)
			at = end
			continue
		default:
			t.add(sign, space, at, end)
		}
		space = false
		at = end
	}
	return t
}

func (t *text) add(k kind, space bool, from, to int) {
	one := token{kind: k, space: space, from: from, to: to, plain: t.s[from:to]}
	one.full = one.plain
	if k == word {
		one.plain, one.full = t.spell(one.plain)
		t.signed = t.signed || one.signed()
	}
	one.slot = slotOf(one.plain)
	t.tokens = append(t.tokens, one)
}

func kindOf(r rune) kind {
	switch {
	case r >= '0' && r <= '9':
		return number
	case unicode.IsLetter(r):
		return word
	}
	return sign
}

// ignored says whether a character has no width or shape: a zero-width blank, a mark of direction, a choice of how an
// emoji is drawn.
func ignored(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f
}

// letter is a letter of the Vietnamese alphabet taken apart.
type letter struct{ plain, base, tone rune }

// letters are those with accents, by the composed small letter.
var letters = takeApart()

const tones = "\u0300\u0301\u0303\u0309\u0323" // grave, acute, tilde, hook above, dot below

func takeApart() map[rune]letter {
	all := map[rune]letter{'đ': {'d', 'đ', 0}, 'ð': {'d', 'đ', 0}} // the Icelandic letter looks the same
	for r := rune(0xc0); r <= 0x1ef9; r++ {
		parts := []rune(norm.NFD.String(string(r)))
		if r != unicode.ToLower(r) || len(parts) < 2 || parts[0] > unicode.MaxASCII {
			continue
		}
		l := letter{plain: parts[0], base: parts[0]}
		var rest []rune
		for _, mark := range parts[1:] {
			if strings.ContainsRune(tones, mark) {
				l.tone = mark
				continue
			}
			rest = append(rest, mark)
		}
		if composed := []rune(norm.NFC.String(string(append([]rune{l.base}, rest...)))); len(composed) == 1 {
			l.base = composed[0]
			all[r] = l
		}
	}
	return all
}

// spell gives a word's small letters without accents, and with them, the tone mark at the end.
func (t *text) spell(s string) (plain, full string) {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		s = strings.ToLower(s)
		return s, s
	}
	var tone rune
	start := t.spelt.Len()
	for _, r := range s {
		r = unicode.ToLower(r)
		if l, accented := letters[r]; accented {
			r = l.plain
		}
		if !unicode.IsMark(r) { // one that does not compose
			t.spelt.WriteRune(r)
		}
	}
	middle := t.spelt.Len()
	for _, r := range s {
		r = unicode.ToLower(r)
		if l, accented := letters[r]; accented {
			if r = l.base; l.tone != 0 {
				tone = l.tone
			}
		}
		if !unicode.IsMark(r) {
			t.spelt.WriteRune(r)
		}
	}
	if tone != 0 {
		t.spelt.WriteRune(tone)
	}
	all := t.spelt.String()
	return all[start:middle], all[middle:]
}

// at gives the token at i; beyond the end it is an empty sign.
func (t *text) at(i int) token {
	if i < 0 || i >= len(t.tokens) {
		return token{kind: sign}
	}
	return t.tokens[i]
}

// isSign says whether the token at i is one of the signs.
func (t *text) isSign(i int, signs string) bool {
	one := t.at(i)
	return one.kind == sign && one.plain != "" && strings.Contains(signs, one.plain)
}

// between is what stands in the text from the token at i to before that at j.
func (t *text) between(i, j int) string {
	j = min(j, len(t.tokens))
	if i >= j {
		return ""
	}
	return t.s[t.tokens[i].from:t.tokens[j-1].to]
}

// small gives a whole number of up to n digits at i.
func (t *text) small(i, n int) (int, bool) {
	one := t.at(i)
	if one.kind != number || len(one.plain) > n {
		return 0, false
	}
	value := 0
	for _, c := range one.plain {
		value = 10*value + int(c-'0')
	}
	return value, true
}

// lexicon is a list of words and phrases with what each stands for.
type lexicon[T any] struct {
	entries map[string][]entry[T] // by the first word without accents, the longest first
	slots   [slots / 64]uint64    // which slots some first word has, to ask the map of few words only
}

// slots is how many there are.
const slots = 1024

// slotOf is the slot of a word.
func slotOf(plain string) uint16 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(plain) {
		h = (h ^ uint32(plain[i])) * 16777619
	}
	return uint16((h ^ h>>10) % slots)
}

// at gives the phrases that begin with the word.
func (x *lexicon[T]) at(one *token) []entry[T] {
	if x.slots[one.slot/64]>>(one.slot%64)&1 == 0 {
		return nil
	}
	return x.entries[one.plain]
}

type entry[T any] struct {
	words []token
	value T
}

// meaning is one line of a lexicon: phrases, parted by strokes, that stand for the same.
type meaning[T any] struct {
	phrases string
	value   T
}

func lexiconOf[T any](lines ...meaning[T]) *lexicon[T] {
	x := &lexicon[T]{entries: map[string][]entry[T]{}}
	for _, line := range lines {
		for one := range strings.SplitSeq(line.phrases, "|") {
			words := read(one).tokens
			first := words[0]
			x.entries[first.plain] = append(x.entries[first.plain], entry[T]{words, line.value})
			x.slots[first.slot/64] |= 1 << (first.slot % 64)
		}
	}
	for _, list := range x.entries {
		slices.SortStableFunc(list, func(a, b entry[T]) int { return len(b.words) - len(a.words) })
	}
	return x
}

// find gives what the longest phrase at i stands for, and how many tokens it has; 0 is none.
func (x *lexicon[T]) find(t *text, i int) (value T, n int) {
	if i < 0 || i >= len(t.tokens) {
		return value, 0
	}
	for _, e := range x.at(&t.tokens[i]) {
		if t.matches(i, e.words) {
			return e.value, len(e.words)
		}
	}
	return value, 0
}

// is gives what the text as a whole stands for.
func (x *lexicon[T]) is(t *text, i, j int) (value T, ok bool) {
	value, n := x.find(t, i)
	return value, n > 0 && i+n == j
}

// matches says whether the words stand at i. A word that is written without its accents is known in a text that has
// none, and as part of a phrase that has none.
func (t *text) matches(i int, words []token) bool {
	if i+len(words) > len(t.tokens) {
		return false
	}
	bare := true
	for k, w := range words {
		one := t.tokens[i+k]
		if one.plain != w.plain || one.signed() && one.full != w.full {
			return false
		}
		bare = bare && !one.signed()
	}
	if !t.signed || bare && len(words) > 1 {
		return true
	}
	for k, w := range words {
		if t.tokens[i+k].full != w.full {
			return false
		}
	}
	return true
}

// glue gives what phrases stand for by their words written together, without accents and signs.
func glue[T any](x *lexicon[T]) map[string]T {
	all := map[string]T{}
	for _, list := range x.entries {
		for _, e := range list {
			var plain strings.Builder
			for _, w := range e.words {
				if w.kind != sign {
					plain.WriteString(w.plain)
				}
			}
			if _, known := all[plain.String()]; !known && plain.Len() > 0 {
				all[plain.String()] = e.value
			}
		}
	}
	return all
}
