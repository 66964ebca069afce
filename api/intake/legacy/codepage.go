package legacy

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// visciiLow and visciiHigh are the letters of VISCII 1.1 (RFC 1456) in the places of control codes and at 0x80 to 0xFF.
const (
	visciiLow  = "\x02Ẳ\x05Ẵ\x06Ẫ\x14Ỷ\x19Ỹ\x1eỴ"
	visciiHigh = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)

// page is a way in which bytes stand for Vietnamese text.
type page struct {
	name   string
	decode func([]byte) string
}

// pages are the ways that are tried first.
var pages = []page{
	{"Windows-1258", func(data []byte) string { return norm.NFC.String(decoded(charmap.Windows1258, data)) }},
	{"Windows-1252", func(data []byte) string { return decoded(charmap.Windows1252, data) }},
	{TCVN3.String(), func(data []byte) string { return fromTCVN3(decoded(charmap.Windows1252, data)) }},
	{VNI.String(), func(data []byte) string { return fromVNI(decoded(charmap.Windows1252, data)) }},
}

// rarePages are tried when none of [pages] will do.
var rarePages = []page{{"VISCII", fromVISCII}}

func decoded(from *charmap.Charmap, data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	for _, c := range data {
		if c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			b.WriteRune(from.DecodeByte(c))
		}
	}
	return b.String()
}

func fromVISCII(data []byte) string {
	var table [256]rune
	for c := range table {
		table[c] = rune(c)
	}
	low := []rune(visciiLow)
	for i := 0; i < len(low); i += 2 {
		table[low[i]] = low[i+1]
	}
	copy(table[0x80:], []rune(visciiHigh))
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	for _, c := range data {
		b.WriteRune(table[c])
	}
	return b.String()
}

// Decode gives the text of bytes that are not UTF-8 and the name of the code page or font encoding that makes them
// Vietnamese. It is found only where it is sure: nearly all words with accents are Vietnamese in that one, and far fewer in
// the others.
func Decode(data []byte) (text, name string, found bool) {
	sample := sampleOf(data)
	for _, group := range [][]page{pages, rarePages} {
		if p, found := bestOf(group, sample); found {
			return p.decode(data), p.name, true
		}
	}
	return "", "", false
}

// bestOf finds the one page that makes a sample Vietnamese, where no other comes near it.
func bestOf(pages []page, sample []byte) (p page, found bool) {
	best, second := 0.0, 0.0
	var reading string
	for _, next := range pages {
		text := next.decode(sample)
		share := vietnameseShare(text)
		switch {
		case share > best && text != reading:
			best, second, p, reading = share, best, next, text
		case share > second && text != reading:
			second = share
		}
	}
	return p, best >= 0.8 && best-second >= 0.2
}

// maxSample is how much of a file is looked at, in bytes.
const maxSample = 64 << 10

// sampleOf gives the lines of a file that are not ASCII, up to [maxSample].
func sampleOf(data []byte) []byte {
	var sample []byte
	for line := range bytes.SplitAfterSeq(data, []byte("\n")) {
		if bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
			continue
		}
		if len(sample)+len(line) > maxSample {
			return append(sample, line[:maxSample-len(sample)]...)
		}
		sample = append(sample, line...)
	}
	return sample
}

// vietnameseShare is the share of the different words with other letters than ASCII that are Vietnamese syllables.
func vietnameseShare(text string) float64 {
	seen := make(map[string]bool)
	sound := 0
	for word := range words(text) {
		if !seen[word] {
			seen[word] = true
			if isSyllable(word) {
				sound++
			}
		}
	}
	return float64(sound) / float64(max(1, len(seen)))
}
