package sheet

import (
	"context"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// richText gathers what a shared or an inline text says: of its own t elements and those of its runs, without the
// phonetic ones, which are shown above others. It serves one text after another.
type richText struct {
	text   []byte
	own    bool   // a part of it with letters has the font of the cell
	legacy Legacy // of a run with letters
	runs   bool   // it has runs whose fonts count in place of the cell's
}

// read reads the text of the element that has just begun, as far as its end.
func (t *richText) read(s *xmlScanner) error {
	t.text, t.own, t.legacy, t.runs = t.text[:0], false, Modern, false
	for depth := len(s.starts); ; {
		token, err := s.next()
		switch {
		case err != nil:
			return unexpected(err)
		case token == xmlEnd && len(s.starts) < depth:
			t.text = unescape(t.text)
			return nil
		case token != xmlStart:
			continue
		}
		switch string(s.name) {
		case "t":
			t.text, err = s.appendText(t.text)
			t.own = true
		case "r":
			err = t.readRun(s)
		default:
			err = s.skip()
		}
		if err != nil {
			return err
		}
		if len(t.text) > xmlLongest {
			return errXML
		}
	}
}

// readRun reads a run of letters of one font.
func (t *richText) readRun(s *xmlScanner) error {
	from, named, legacy := len(t.text), false, Modern
	for depth := len(s.starts); ; {
		token, err := s.next()
		switch {
		case err != nil:
			return unexpected(err)
		case token == xmlEnd && len(s.starts) < depth:
			switch {
			case !hasLetter(t.text[from:]):
			case !named:
				t.own = true
			default:
				t.runs = true
				t.legacy = max(t.legacy, legacy)
			}
			return nil
		case token != xmlStart:
			continue
		}
		switch string(s.name) {
		case "t":
			t.text, err = s.appendText(t.text)
		case "rFont":
			named, legacy = true, legacyOf(string(s.attr("val")))
		case "rPr":
		default:
			err = s.skip()
		}
		if err != nil {
			return err
		}
	}
}

// ofRuns says which font the letters have, and whether it is theirs and not the cell's.
func (t *richText) ofRuns() (Legacy, bool) { return t.legacy, t.legacy != Modern || t.runs && !t.own }

// hasLetter says whether a text holds any letter, for which a font matters.
func hasLetter(text []byte) bool {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r >= utf8.RuneSelf || unicode.IsLetter(r) {
			return true
		}
		text = text[size:]
	}
	return false
}

// unescape replaces, in place, the characters that XML cannot hold and that are written as _x000D_ (ECMA-376
// part 1, 22.9.2.19). Of control characters only tabs and line breaks are kept: the others are not to be seen.
func unescape(text []byte) []byte {
	first := indexEscape(text)
	if first < 0 {
		return text
	}
	to := text[:first]
	for text = text[first:]; len(text) > 0; {
		unit, ok := escaped(text)
		if !ok {
			to = append(to, text[0])
			text = text[1:]
			continue
		}
		text = text[escapeSize:]
		char := rune(unit)
		if utf16.IsSurrogate(char) {
			low, ok := escaped(text)
			if char = utf16.DecodeRune(char, rune(low)); !ok || char == unicode.ReplacementChar {
				continue
			}
			text = text[escapeSize:]
		}
		if char == '\t' || char == '\n' || char == '\r' || !unicode.IsControl(char) {
			to = utf8.AppendRune(to, char)
		}
	}
	return to
}

const escapeSize = len("_x000D_")

// indexEscape is where the first escaped character stands, or -1.
func indexEscape(text []byte) int {
	for i := range text {
		if text[i] == '_' {
			if _, ok := escaped(text[i:]); ok {
				return i
			}
		}
	}
	return -1
}

// escaped is the UTF-16 unit that an escaped character at the beginning of a text stands for.
func escaped(text []byte) (unit uint16, ok bool) {
	if len(text) < escapeSize || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	for _, c := range text[2:6] {
		digit := hexDigit(c)
		if digit < 0 {
			return 0, false
		}
		unit = unit<<4 | uint16(digit)
	}
	return unit, true
}

// readTexts reads the texts that cells share.
func (x *xlsx) readTexts(ctx context.Context, part string) error {
	var rich richText
	var kept textStore
	err := x.elements(ctx, part, func(s *xmlScanner) error {
		if string(s.name) == "sst" {
			const least = 10 // bytes of a text
			kept.texts = make([]string, 0, min(max(attrInt(s.attr("uniqueCount")), 0), int(x.size(part)/least)))
		}
		if string(s.name) != "si" {
			return nil
		}
		if err := rich.read(s); err != nil {
			return err
		}
		if legacy, ofRuns := rich.ofRuns(); ofRuns {
			if x.legacy == nil {
				x.legacy = make(map[int]Legacy)
			}
			x.legacy[kept.len()] = legacy
		}
		kept.add(rich.text)
		return x.hold(2)
	})
	x.texts = kept.all()
	return err
}

// textStore keeps many short texts in few pieces of memory, each some kilobytes: what a text takes beside its
// letters is 16 bytes, and whoever keeps one of them does not keep them all.
type textStore struct {
	texts []string // empty where it is still to be cut from letters
	piece []byte   // the letters of the last ones
	ends  []int    // where each of these ends
}

const textPiece = 4 << 10

// add adds a text.
func (t *textStore) add(text []byte) {
	if len(t.piece) > 0 && len(t.piece)+len(text) > textPiece {
		t.cut()
	}
	t.piece = append(t.piece, text...)
	t.ends = append(t.ends, len(t.piece))
}

// cut cuts the texts gathered last.
func (t *textStore) cut() {
	piece, from := string(t.piece), 0
	for _, end := range t.ends {
		t.texts = append(t.texts, piece[from:end])
		from = end
	}
	t.piece, t.ends = t.piece[:0], t.ends[:0]
}

func (t *textStore) len() int { return len(t.texts) + len(t.ends) }

// all gives the texts in the order in which they were added.
func (t *textStore) all() []string {
	t.cut()
	return t.texts
}
