// Package legacy reads Vietnamese text of before Unicode. Two kinds of it still arrive: files in a code page of
// eight bits ([Decode]), and text typed for fonts that draw Vietnamese in the places of other letters, TCVN3
// (ABC, fonts named .Vn…) and VNI (fonts named VNI-…), which is Latin letters to everybody else: "NguyÔn V¨n An"
// and "Nguyeãn Vaên An" ([Of] and [Text]). So does text that a program has saved after it took UTF-8 for Windows-1252:
// "Nguyá»…n VÄƒn An".
//
// What is sure is converted and what is not is left as it is: a word counts as Vietnamese when it is spelled as one
// syllable, which syllable.go decides, and no text in Vietnamese, French or English is ever taken for a font's.
package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Font is an encoding in which Latin letters stand for Vietnamese ones: one of a font from before Unicode, or a mistake.
type Font uint8

// The encodings.
const (
	None    Font = iota // Unicode, or nothing is known
	TCVN3               // fonts named .Vn…; the letters of TCVN 5712:1993, VN3
	VNI                 // fonts named VNI-…
	Misread             // UTF-8 that was taken for Windows-1252; of no font
)

// OfName tells the encoding of a font by its name: .VnTimeH is TCVN3, VNI-Times is VNI.
func OfName(font string) Font {
	font = strings.ToLower(strings.TrimSpace(font))
	switch {
	case strings.HasPrefix(font, ".vn"):
		return TCVN3
	case strings.HasPrefix(font, "vni-"), strings.HasPrefix(font, "vni "):
		return VNI
	}
	return None
}

// String is the encoding's name, empty for [None].
func (f Font) String() string {
	switch f {
	case TCVN3:
		return "TCVN3 (ABC)"
	case VNI:
		return "VNI"
	case Misread:
		return "UTF-8"
	}
	return ""
}

// Remark says in one line, Vietnamese first, that a file's text was converted from the encoding.
func (f Font) Remark() string {
	if f == Misread {
		return "chữ bị vỡ phông (Nguyá»…n) đã được khôi phục / broken letters (Nguyá»…n) were restored"
	}
	return "chữ viết bằng phông cũ " + f.String() + " đã được đổi sang Unicode / text in the old font encoding " + f.String() + " was converted to Unicode"
}

// convert changes a text, all of it, from the encoding to Unicode.
func (f Font) convert(s string) string {
	switch f {
	case TCVN3:
		return fromTCVN3(s)
	case VNI:
		return fromVNI(s)
	case Misread:
		if text, whole := fromMisread(s); whole {
			return text
		}
	}
	return s
}

// Text gives a cell's text of a file in the encoding in Unicode. A cell that is in Unicode already, as a header that
// was put in later, is left as it is.
func Text(s string, how Font) string {
	switch {
	case how == None, isASCII(s), hasVietnamese(s):
		return s
	case how == Misread:
		return how.convert(s)
	}
	var seen verdict
	likely := 0
	for word := range words(s) {
		converted := how.convert(word)
		seen.add(word, converted)
		likely += common(converted) - common(word)
	}
	if seen.legacy == 0 && (seen.modern > 0 || seen.both > 0 && likely < 0) {
		return s
	}
	return how.convert(s)
}

// hasVietnamese says whether a text holds a letter of Unicode that Vietnamese has and Latin-1 has not, or an accent that
// is set on the letter before it.
func hasVietnamese(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r >= 0x1EA0 && r < 0x1F00 || r >= 0x100 && strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323", r)
	}) >= 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// words gives the words of a text that have letters, or signs in the places of letters, beyond ASCII.
func words(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for len(s) > 0 {
			from := strings.IndexFunc(s, inWord)
			if from < 0 {
				return
			}
			s = s[from:]
			end := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) })
			if end < 0 {
				end = len(s)
			}
			word := s[:end]
			s = s[end:]
			if isASCII(word) || utf8.RuneCountInString(word) < 2 {
				continue
			}
			if !yield(word) {
				return
			}
		}
	}
}

// inWord says whether words are made of r: letters, and the upper half of Latin-1.
func inWord(r rune) bool {
	return r > 0xA0 && r <= 0xFF || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}
