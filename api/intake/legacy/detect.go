package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// verdict counts the words of a sample by what they are as they stand and when taken for a font's.
type verdict struct {
	legacy   int // Vietnamese only when converted
	both     int // Vietnamese either way
	modern   int // Vietnamese only as it stands
	neither  int
	french   int // of legacy, those that may be words of French
	striking int // of legacy, those that are no word of any language
}

// add counts a word and what it is when converted.
func (v *verdict) add(word, converted string) {
	before, after := isSyllable(word), isSyllable(converted)
	switch {
	case before && after:
		v.both++
	case before:
		v.modern++
	case after:
		v.legacy++
		switch {
		case isFrench(word):
			v.french++
		case isStriking(word):
			v.striking++
		}
	default:
		v.neither++
	}
}

// sure says whether a sample is certainly of the font: two different words speak for it, or one that is no word of any
// language, hardly one against, and not too many leave it open, as a quarter of the words of a text in TCVN3 do.
func (v *verdict) sure() bool {
	all := v.legacy + v.both + v.modern + v.neither
	enough := v.legacy-v.french >= 2 || v.legacy == 1 && v.striking == 1
	return enough && 3*v.legacy >= all && 10*(v.modern+v.neither) <= all
}

// maxSampleWords bounds the different words that are looked at: more add nothing.
const maxSampleWords = 20_000

// Of tells the font encoding of a sample of a file's cells, headers and values, or that it is not sure of any. Cells
// that hold letters of Vietnamese in Unicode say nothing of the others.
func Of(sample []string) (how Font, sure bool) {
	seen := make(map[string]bool)
	var tcvn, vni verdict
	restored := 0
	for _, cell := range sample {
		if isASCII(cell) || hasVietnamese(cell) {
			continue
		}
		if text, whole := fromMisread(cell); whole && hasVietnamese(text) {
			restored++ // no text is UTF-8 by chance
			continue
		}
		for word := range words(cell) {
			if seen[word] {
				continue
			}
			if seen[word] = true; len(seen) > maxSampleWords {
				break
			}
			tcvn.add(word, fromTCVN3(word))
			vni.add(word, fromVNI(word))
		}
	}
	switch {
	case restored > 0 && !tcvn.sure() && !vni.sure():
		return Misread, true
	case tcvn.sure() == vni.sure():
		return None, false
	case tcvn.sure():
		return TCVN3, true
	}
	return VNI, true
}

// isFrench says whether French writes the accents of a word where VNI does: Loïc, où, haï.
func isFrench(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf && !strings.ContainsRune("ïùûëüÏÙÛËÜ", r) }) < 0
}

// isStriking says whether no language writes a word so: with a sign of Latin-1 between letters, a capital with accent
// behind a small letter, or a letter of VNI's that is put together of two.
func isStriking(word string) bool {
	if utf8.RuneCountInString(word) < 3 {
		return false
	}
	previous := rune(0)
	for i, r := range word {
		end := i+utf8.RuneLen(r) == len(word)
		switch {
		case r > 0xA0 && r < 0xC0 && r != 0xAD && r != 0xB7 && unicode.IsLetter(previous) && !end:
			return true
		case r >= 0xC0 && r < 0xDF && unicode.IsLower(previous):
			return true
		case previous == 'ö' && r == 'ô', previous == 'Ö' && r == 'Ô':
			return true
		}
		previous = r
	}
	return false
}
