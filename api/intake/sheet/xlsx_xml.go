package sheet

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// xmlToken is what a part of a workbook is made of.
type xmlToken uint8

const (
	xmlStart xmlToken = iota // the beginning of an element: name, and its attributes
	xmlEnd                   // its end: name
	xmlText                  // text between two tags, which may be cut in several
)

// xmlScanner reads the XML of a workbook's part token by token, in a window of memory however large the part
// is. It knows what the parts are made of and no more: elements whose ends must match, attributes, text, CDATA
// sections, the five entities and numbered characters; comments and processing instructions are passed over,
// a document type is an error as it is to Excel. Names are given without their prefixes, for no part has two
// elements that only their namespaces tell apart. It is five times as fast as encoding/xml, against which it is
// fuzzed, and takes no memory a token.
//
// What a token gives lasts until the next one is read.
type xmlScanner struct {
	from    io.Reader
	window  []byte // what was read; at..len is still to be scanned
	at      int
	ended   bool   // from has no more
	open    []byte // the names of the open elements with their prefixes, one after the other
	starts  []int  // where each begins in open
	rooted  bool   // the root element was met
	closing bool   // the element just begun is empty: its end comes next

	name  []byte    // of the element
	attrs []xmlAttr // of xmlStart
	raw   []byte    // of xmlText, entities and all
	cdata bool      // raw has no entities
}

// xmlAttr is an attribute, its value as it is written.
type xmlAttr struct{ name, value []byte }

var (
	errXML   = errors.New("broken XML")
	errShort = errors.New("the window ends within a token")
)

const (
	xmlWindow  = 64 << 10
	xmlLongest = 1 << 20 // no token is as long: a cell holds 32,767 characters
	xmlDepth   = 256
)

// newXMLScanner begins to read XML in UTF-8, or in UTF-16 where a byte order mark says so.
func newXMLScanner(from io.Reader) *xmlScanner {
	x := &xmlScanner{from: from, window: make([]byte, 0, xmlWindow), attrs: make([]xmlAttr, 0, 16)}
	for x.fill() == nil && len(x.window) < 3 {
	}
	switch {
	case bytes.HasPrefix(x.window, []byte("\xef\xbb\xbf")):
		x.at = 3
	case bytes.HasPrefix(x.window, []byte("\xff\xfe")), bytes.HasPrefix(x.window, []byte("\xfe\xff")):
		whole := io.MultiReader(bytes.NewReader(bytes.Clone(x.window)), from)
		x.from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(whole)
		x.window, x.ended = x.window[:0], false
	}
	return x
}

// fill reads more into the window and keeps what is still to be scanned. It is an error where nothing more is to be had.
func (x *xmlScanner) fill() error {
	if x.ended {
		return errXML
	}
	rest := copy(x.window, x.window[x.at:])
	x.window, x.at = x.window[:rest], 0
	if rest == cap(x.window) {
		if rest >= xmlLongest {
			return errXML
		}
		x.window = append(make([]byte, 0, 2*rest), x.window...)
	}
	for range 100 {
		n, err := x.from.Read(x.window[rest:cap(x.window)])
		x.window = x.window[:rest+n]
		switch {
		case err == io.EOF:
			x.ended = true
			return nil
		case err != nil:
			return err
		case n > 0:
			return nil
		}
	}
	return io.ErrNoProgress
}

// next reads a token. The error is io.EOF after the end of the root element, errXML for what is no XML, or
// that of the reader.
func (x *xmlScanner) next() (xmlToken, error) {
	if x.closing {
		x.closing = false
		x.pop()
		return xmlEnd, nil
	}
	for {
		token, err := x.scan()
		if err == nil {
			return token, nil
		}
		if err != errShort {
			return 0, err
		}
		if x.ended {
			return 0, x.end()
		}
		if err := x.fill(); err != nil {
			return 0, err
		}
	}
}

// end is how the scanner ends once there is nothing more to read.
func (x *xmlScanner) end() error {
	if x.rooted && len(x.starts) == 0 && x.at == len(x.window) {
		return io.EOF
	}
	return errXML
}

// scan reads a token that the window holds whole, or gives errShort and has taken none of it.
func (x *xmlScanner) scan() (xmlToken, error) {
	for {
		left := x.window[x.at:]
		switch {
		case len(left) == 0:
			return 0, errShort
		case left[0] != '<':
			token, err := x.scanText(left)
			if err != nil || len(x.raw) > 0 {
				return token, err
			}
		case len(left) == 1:
			return 0, errShort
		case left[1] == '/':
			return x.scanEnd(left)
		case left[1] == '!':
			cdata, err := x.scanMarked(left)
			if err != nil || cdata {
				return xmlText, err
			}
		case left[1] == '?':
			end := bytes.Index(left[2:], []byte("?>"))
			if end < 0 {
				return 0, errShort
			}
			if err := x.checkEncoding(left[2 : 2+end]); err != nil {
				return 0, err
			}
			x.at += end + 4
		default:
			return x.scanStart(left)
		}
	}
}

// checkEncoding refuses a declaration of an encoding that is neither UTF-8 nor UTF-16, and not ASCII.
func (x *xmlScanner) checkEncoding(instruction []byte) error {
	if !bytes.HasPrefix(instruction, []byte("xml")) || len(instruction) < 4 || !isXMLSpace(instruction[3]) {
		return nil
	}
	_, value, found := bytes.Cut(instruction, []byte("encoding"))
	value = bytes.TrimLeft(value, " \t\r\n=")
	if !found || len(value) < 2 {
		return nil
	}
	name, _, _ := bytes.Cut(value[1:], value[:1])
	switch string(bytes.ToLower(name)) {
	case "utf-8", "utf8", "utf-16", "us-ascii", "ascii":
		return nil
	}
	return errXML
}

// scanText reads text as far as the next tag. Outside of the root element there is none, and raw is left empty.
func (x *xmlScanner) scanText(left []byte) (xmlToken, error) {
	end := bytes.IndexByte(left, '<')
	if end < 0 {
		if !x.ended {
			return 0, errShort
		}
		end = len(left)
	}
	x.at += end
	x.raw, x.cdata = left[:end], false
	if len(x.starts) == 0 {
		if len(bytes.Trim(x.raw, " \t\r\n")) > 0 {
			return 0, errXML
		}
		x.raw = nil
	}
	return xmlText, nil
}

// scanMarked reads a CDATA section, which is text, or passes over a comment.
func (x *xmlScanner) scanMarked(left []byte) (cdata bool, err error) {
	const comment, section = "<!--", "<![CDATA["
	switch {
	case bytes.HasPrefix(left, []byte(comment)):
		end := bytes.Index(left[len(comment):], []byte("-->"))
		if end < 0 {
			return false, errShort
		}
		x.at += len(comment) + end + 3
		return false, nil
	case bytes.HasPrefix(left, []byte(section)):
		end := bytes.Index(left, []byte("]]>"))
		if end < 0 {
			return false, errShort
		}
		if len(x.starts) == 0 {
			return false, errXML
		}
		x.raw, x.cdata = left[len(section):end], true
		x.at += end + 3
		return true, nil
	case len(left) < len(section):
		return false, errShort
	}
	return false, errXML
}

// scanEnd reads the end of an element, which is that begun last.
func (x *xmlScanner) scanEnd(left []byte) (xmlToken, error) {
	end := bytes.IndexByte(left, '>')
	if end < 0 {
		return 0, errShort
	}
	name := left[2:end]
	for len(name) > 0 && isXMLSpace(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	depth := len(x.starts)
	if depth == 0 || !bytes.Equal(name, x.open[x.starts[depth-1]:]) {
		return 0, errXML
	}
	x.at += end + 1
	x.pop()
	return xmlEnd, nil
}

// pop ends the element begun last. Its name stays readable until the next one begins.
func (x *xmlScanner) pop() {
	start := x.starts[len(x.starts)-1]
	x.name = localName(x.open[start:])
	x.open, x.starts = x.open[:start], x.starts[:len(x.starts)-1]
}

// scanStart reads the beginning of an element with its attributes.
func (x *xmlScanner) scanStart(left []byte) (xmlToken, error) {
	i := 1
	for i < len(left) && !endsXMLName[left[i]] {
		i++
	}
	name := left[1:i]
	x.attrs = x.attrs[:0]
	for {
		spaced := i
		for i < len(left) && isXMLSpace(left[i]) {
			i++
		}
		if i+1 >= len(left) && (i >= len(left) || left[i] != '>') {
			return 0, errShort
		}
		if left[i] == '>' {
			return xmlStart, x.begin(name, i+1, false)
		}
		if left[i] == '/' {
			if left[i+1] != '>' {
				return 0, errXML
			}
			return xmlStart, x.begin(name, i+2, true)
		}
		if spaced == i {
			return 0, errXML
		}
		size, err := x.scanAttr(left[i:])
		if err != nil {
			return 0, err
		}
		i += size
	}
}

// begin begins an element whose tag has the given size.
func (x *xmlScanner) begin(name []byte, size int, empty bool) error {
	if len(name) == 0 || len(x.starts) == 0 && x.rooted || len(x.starts) == xmlDepth {
		return errXML
	}
	x.rooted, x.closing = true, empty
	x.starts = append(x.starts, len(x.open))
	x.open = append(x.open, name...)
	x.name = localName(name)
	x.at += size
	return nil
}

// scanAttr reads an attribute and gives its size.
func (x *xmlScanner) scanAttr(left []byte) (int, error) {
	i := 0
	for i < len(left) && !endsXMLName[left[i]] {
		i++
	}
	name := left[:i]
	for i < len(left) && isXMLSpace(left[i]) {
		i++
	}
	if i == len(left) {
		return 0, errShort
	}
	if left[i] != '=' || len(name) == 0 {
		return 0, errXML
	}
	for i++; i < len(left) && isXMLSpace(left[i]); {
		i++
	}
	if i == len(left) {
		return 0, errShort
	}
	quote := left[i]
	if quote != '"' && quote != '\'' {
		return 0, errXML
	}
	i++
	from := i
	for i < len(left) && left[i] != quote {
		if left[i] == '<' {
			return 0, errXML
		}
		i++
	}
	if i == len(left) {
		return 0, errShort
	}
	x.attrs = append(x.attrs, xmlAttr{name, left[from:i]})
	return i + 1, nil
}

// attr is the value of an attribute as it is written, by its name without a prefix; nil where there is none.
func (x *xmlScanner) attr(name string) []byte {
	for i := range x.attrs {
		if a := &x.attrs[i]; string(localName(a.name)) == name {
			return a.value
		}
	}
	return nil
}

// values are the values of attributes with their entities replaced; empty where there are none.
func (x *xmlScanner) values(names ...string) ([]string, error) {
	list := make([]string, len(names))
	for i, name := range names {
		value, err := appendXML(nil, x.attr(name))
		if err != nil {
			return nil, err
		}
		list[i] = string(value)
	}
	return list, nil
}

// skip passes over the rest of the element that has just begun.
func (x *xmlScanner) skip() error {
	for depth := len(x.starts); ; {
		token, err := x.next()
		if err != nil {
			return unexpected(err)
		}
		if token == xmlEnd && len(x.starts) < depth {
			return nil
		}
	}
}
