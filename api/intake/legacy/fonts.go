package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// tcvn3Letters are the letters of TCVN 5712:1993, VN3, at 0xA1 to 0xFE; a space is where there is none. Capitals with
// a tone have no place of their own: the fonts whose names end in H draw small letters as capitals.
const tcvn3Letters = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"

// vniPairs are the letters of VNI's fonts for Windows that are written as a letter and an accent behind it, vniLetters
// those that are one. After VNI Software's table, as Unikey 4 has it.
const (
	vniPairs = `aùáaøàaûảaõãaïạaêăaéắaèằaúẳaüẵaëặaââaáấaàầaåẩaãẫaäậ
eùéeøèeûẻeõẽeïẹeâêeáếeàềeåểeãễeäệoùóoøòoûỏoõõoïọoâôoáốoàồoåổoãỗoäộôùớôøờôûởôõỡôïợ
uùúuøùuûủuõũuïụöùứöøừöûửöõữöïựyùýyøỳyûỷyõỹ`
	vniLetters = `ôơöưæỉóĩòịîỵñđííìì`
)

var (
	tcvn3 = tcvn3Table()
	vni   = vniTable()
)

func tcvn3Table() (table [256]rune) {
	at := 0xA1
	for _, r := range tcvn3Letters {
		if r != ' ' {
			table[at] = r
		}
		at++
	}
	return table
}

// vniTable gives the letter by the one or two that it is written with, in the cases that are typed: capital and mark
// need not agree.
func vniTable() map[[2]rune]rune {
	table := make(map[[2]rune]rune)
	pairs := []rune(strings.ReplaceAll(vniPairs, "\n", ""))
	for i := 0; i+2 < len(pairs); i += 3 {
		base, mark, letter := pairs[i], pairs[i+1], pairs[i+2]
		for _, m := range [2]rune{mark, unicode.ToUpper(mark)} {
			table[[2]rune{base, m}] = letter
			table[[2]rune{unicode.ToUpper(base), m}] = unicode.ToUpper(letter)
		}
	}
	letters := []rune(vniLetters)
	for i := 0; i+1 < len(letters); i += 2 {
		table[[2]rune{letters[i], 0}] = letters[i+1]
		table[[2]rune{unicode.ToUpper(letters[i]), 0}] = unicode.ToUpper(letters[i+1])
	}
	return table
}

// fromTCVN3 changes TCVN3 to Unicode. The letters that have no capital of their own become capitals where the others of
// the phrase are, all of them or at the beginning of words.
func fromTCVN3(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	for len(s) > 0 {
		end := strings.IndexAny(s, ",;|\t\r\n\"")
		if end < 0 {
			end = len(s) - 1
		}
		writeTCVN3(&b, s[:end+1])
		s = s[end+1:]
	}
	return b.String()
}

// writeTCVN3 writes a phrase.
func writeTCVN3(b *strings.Builder, phrase string) {
	shouted, titled := casesOf(phrase)
	inside := false
	for _, r := range phrase {
		if r < 256 && tcvn3[r] != 0 {
			if r = tcvn3[r]; shouted || titled && !inside {
				r = unicode.ToUpper(r)
			}
		}
		inside = inWord(r)
		b.WriteRune(r)
	}
}

// casesOf says how a phrase in TCVN3 is written, by the letters that have capitals and small ones: all in capitals,
// with a syllable among the words, or every word with one at its beginning, and at least one.
func casesOf(phrase string) (shouted, titled bool) {
	small, smallFirst, titles := false, false, 0
	capitals, vowel, inside := 0, false, false
	for _, r := range phrase {
		lower := r >= 'a' && r <= 'z' || r >= 0xA8 && r <= 0xAE
		upper := r >= 'A' && r <= 'Z' || r >= 0xA1 && r <= 0xA7
		small = small || lower
		switch {
		case !inWord(r):
			capitals, vowel, inside = 0, false, false
			continue
		case !inside && lower:
			smallFirst = true
		case !inside && upper:
			titles++
		}
		inside = true
		if upper {
			capitals++
		}
		vowel = vowel || strings.ContainsRune("AEIOUY¡¢£¤¥¦", r) || r >= 0xB5
		shouted = shouted || capitals >= 2 && vowel
	}
	return shouted && !small, titles > 0 && !smallFirst
}

// fromVNI changes VNI to Unicode.
func fromVNI(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size <= 1 {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		s = s[size:]
		if mark, size := utf8.DecodeRuneInString(s); size > 1 {
			if letter, found := vni[[2]rune{r, mark}]; found {
				b.WriteRune(letter)
				s = s[size:]
				continue
			}
		}
		if letter, found := vni[[2]rune{r, 0}]; found {
			r = letter
		}
		b.WriteRune(r)
	}
	return b.String()
}

// fromMisread reads the letters of Windows-1252 as the bytes of UTF-8 that they were, and says whether they make it. The
// five bytes that the page has no letters for are the control characters of their numbers.
func fromMisread(s string) (text string, whole bool) {
	bytes := make([]byte, 0, len(s))
	for _, r := range s {
		c, found := charmap.Windows1252.EncodeRune(r)
		if !found && r >= 0x80 && r < 0xA0 {
			c, found = byte(r), true
		}
		if !found {
			return "", false
		}
		bytes = append(bytes, c)
	}
	return string(bytes), utf8.Valid(bytes)
}
