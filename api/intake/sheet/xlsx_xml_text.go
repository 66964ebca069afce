package sheet

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// appendText appends the text of the element that has just begun, without that of elements inside, as far as its end.
func (x *xmlScanner) appendText(to []byte) ([]byte, error) {
	for depth := len(x.starts); ; {
		token, err := x.next()
		if err != nil {
			return to, unexpected(err)
		}
		switch {
		case token == xmlText && len(x.starts) == depth:
			if to, err = x.appendRaw(to); err != nil {
				return to, err
			}
		case token == xmlEnd && len(x.starts) < depth:
			return to, nil
		}
		if len(to) > xmlLongest {
			return to, errXML
		}
	}
}

// appendRaw appends the text of a token.
func (x *xmlScanner) appendRaw(to []byte) ([]byte, error) {
	if !x.cdata {
		return appendXML(to, x.raw)
	}
	return appendChars(to, x.raw)
}

// unexpected makes an early end of the part an error.
func unexpected(err error) error {
	if err == io.EOF {
		return errXML
	}
	return err
}

// endsXMLName are the bytes that end a name.
var endsXMLName = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, '/': true, '>': true, '=': true, '<': true, '"': true, '\'': true, '&': true}

func isXMLSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// localName is a name without its prefix.
func localName(name []byte) []byte {
	for i := range name {
		if name[i] == ':' {
			return name[i+1:]
		}
	}
	return name
}

// appendXML appends text with its entities replaced.
func appendXML(to, raw []byte) ([]byte, error) {
	for {
		at := bytes.IndexByte(raw, '&')
		if at < 0 {
			return appendChars(to, raw)
		}
		var err error
		if to, err = appendChars(to, raw[:at]); err != nil {
			return to, err
		}
		end := bytes.IndexByte(raw[at:], ';')
		if end < 0 {
			return to, errXML
		}
		char, ok := entity(raw[at+1 : at+end])
		if !ok {
			return to, errXML
		}
		to = utf8.AppendRune(to, char)
		raw = raw[at+end+1:]
	}
}

// entity is the character that an entity stands for.
func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], rune(10)
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	char := rune(0)
	for _, c := range digits {
		digit := rune(hexDigit(c))
		if digit < 0 || digit >= base || char > utf8.MaxRune {
			return 0, false
		}
		char = char*base + digit
	}
	return char, len(digits) > 0 && isXMLChar(char)
}

// hexDigit is the value of a hexadecimal digit, or -1.
func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// isXMLChar says whether XML may hold the character (XML 1.0, production 2).
func isXMLChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= utf8.MaxRune
}

// appendChars appends characters that XML may hold, each line break as a line feed.
func appendChars(to, raw []byte) ([]byte, error) {
	plain := true
	for _, c := range raw {
		if c < ' ' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return append(to, raw...), nil
	}
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c == '\r':
			to = append(to, '\n')
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
			i++
		case c < utf8.RuneSelf:
			if !isXMLChar(rune(c)) {
				return to, errXML
			}
			to = append(to, c)
			i++
		default:
			r, size := utf8.DecodeRune(raw[i:])
			if r == utf8.RuneError && size <= 1 || !isXMLChar(r) {
				return to, errXML
			}
			to = append(to, raw[i:i+size]...)
			i += size
		}
	}
	return to, nil
}
