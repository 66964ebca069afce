package road

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// scanXML hands the newest versions of the elements of an .osm file to s, https://wiki.openstreetmap.org/wiki/OSM_XML.
// What is deleted, in a file of history or by somebody who works on the map in JOSM, is not given.
func scanXML(ctx context.Context, r io.Reader, name string, s sink) error {
	in := &tokenReader{r: r}
	d := xml.NewDecoder(in)
	e := xmlReader{to: newest{to: s}}
	root := false
	for count := 0; ; count++ {
		if count%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		in.left = maxToken
		token, err := d.RawToken()
		if err == io.EOF && root {
			return e.to.flush()
		}
		if err != nil {
			return xmlError(name, d, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !root {
				if c := rootContent(t.Name.Local); c != xmlContent {
					return refuse(name, c)
				}
				root = true
			}
			e.start(t)
		case xml.EndElement:
			if err := e.end(t.Name.Local); err != nil {
				return err
			}
		}
	}
}

// maxToken is how many bytes a tag may have: OpenStreetMap's values have 255 letters.
const maxToken = 1 << 20

// tokenReader reads no more than left bytes, and what the decoder holds already.
type tokenReader struct {
	r    io.Reader
	left int
}

var errToken = errors.New("a tag of more than a megabyte")

func (t *tokenReader) Read(p []byte) (int, error) {
	if t.left <= 0 {
		return 0, errToken
	}
	n, err := t.r.Read(p[:min(len(p), t.left)])
	t.left -= n
	return n, err
}

// xmlError says where a file is no XML, without what stands there, which may be anything.
func xmlError(name string, d *xml.Decoder, err error) error {
	line, _ := d.InputPos()
	var syntax *xml.SyntaxError
	switch {
	case err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"):
		return refuseAs(name, "tệp bị cắt, thiếu phần cuối", "the file is cut off, its end is missing")
	case errors.As(err, &syntax) || errors.Is(err, errToken):
		return refuseAs(name, fmt.Sprintf("dòng %d không phải XML", line), fmt.Sprintf("line %d is no XML", line))
	}
	return fmt.Errorf("%w (dòng / line %d)", refuse(name, damaged), line)
}

// xmlReader gathers elements.
type xmlReader struct {
	to newest
	in string // the element that is read: "node", "way", "relation", or none
	element
	placed bool // each node of the way at hand has its place
}

func (e *xmlReader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "node", "way", "relation":
		e.in, e.placed = t.Name.Local, true
		e.element = element{tags: e.tags[:0], refs: e.refs[:0], places: e.places[:0], members: e.members[:0]}
		e.lat, e.lon = math.MaxInt64, math.MaxInt64 // off the earth unless given
		e.attributes(t.Attr)
	case "tag":
		var pair tag
		for _, a := range t.Attr {
			switch a.Name.Local {
			case "k":
				pair.key = []byte(a.Value)
			case "v":
				pair.value = []byte(a.Value)
			}
		}
		e.tags = append(e.tags, pair)
	case "nd":
		e.nd(t.Attr)
	case "member":
		e.member(t.Attr)
	}
}

func (e *xmlReader) attributes(list []xml.Attr) {
	for _, a := range list {
		switch a.Name.Local {
		case "id":
			e.id = whole(a.Value)
		case "lat":
			e.lat = units(a.Value)
		case "lon":
			e.lon = units(a.Value)
		case "version":
			e.version = whole(a.Value)
		case "visible":
			e.gone = e.gone || a.Value == "false"
		case "action":
			e.gone = e.gone || a.Value == "delete"
		}
	}
}

func (e *xmlReader) nd(list []xml.Attr) {
	ref, at := int64(0), location{math.MaxInt64, math.MaxInt64}
	known, lat, lon := false, false, false
	for _, a := range list {
		switch a.Name.Local {
		case "ref":
			ref, known = whole(a.Value), true
		case "lat":
			at.lat, lat = units(a.Value), true
		case "lon":
			at.lon, lon = units(a.Value), true
		}
	}
	if known {
		e.refs, e.places = append(e.refs, ref), append(e.places, at)
		e.placed = e.placed && lat && lon
	}
}

func (e *xmlReader) member(list []xml.Attr) {
	var m member
	known := false
	for _, a := range list {
		switch a.Name.Local {
		case "type":
			m.kind, known = kindOf[a.Value]
		case "ref":
			m.ref = whole(a.Value)
		case "role":
			m.role = a.Value
		}
	}
	if known {
		e.members = append(e.members, m)
	}
}

// kindOf is an element's kind by its name.
var kindOf = map[string]kind{"node": nodeKind, "way": wayKind, "relation": relationKind}

func (e *xmlReader) end(name string) error {
	if name != e.in || name == "" {
		return nil
	}
	e.in = ""
	e.kind = kindOf[name]
	if !e.placed {
		e.places = e.places[:0]
	}
	return e.to.offer(&e.element)
}

// whole reads a whole number; what is none is 0.
func whole(s string) int64 {
	x, _ := strconv.ParseInt(s, 10, 64)
	return x
}

// units reads degrees as 1e-7 degrees; what is no number is off the earth.
func units(degrees string) int64 {
	x, err := strconv.ParseFloat(strings.TrimSpace(degrees), 64)
	if err != nil || !(math.Abs(x) <= 180) {
		return math.MaxInt64
	}
	return int64(math.Round(x * 1e7))
}
