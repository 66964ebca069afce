package road

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
)

// sink takes the elements of a file. Slices are valid during the call only; places are in 1e-7
// degrees and may lie anywhere, also off the earth. An error ends the scan.
type sink interface {
	node(id, lat, lon int64, tags tags) error
	way(id int64, refs []int64, tags tags) error
}

// tag is a property of an element.
type tag struct{ key, value []byte }

type tags []tag

// find gives the value of a key, or nil.
func (t tags) find(key string) []byte {
	for i := range t {
		if string(t[i].key) == key {
			return t[i].value
		}
	}
	return nil
}

// scanFile hands the elements of a .osm.pbf, or, if it begins like one, an .osm file to s.
func scanFile(ctx context.Context, path string, s sink) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return scan(ctx, bufio.NewReaderSize(f, 1<<18), s)
}

// scan tells the two formats apart by their beginning: XML has no zero byte, and the length of a
// blob's header, with which the other begins, does.
func scan(ctx context.Context, r *bufio.Reader, s sink) error {
	start, err := r.Peek(1)
	switch {
	case err == io.EOF:
		return fmt.Errorf("%w: it is empty", errFormat)
	case err != nil:
		return err
	case start[0] == 0:
		return scanPBF(ctx, r, s)
	}
	return scanXML(ctx, r, s)
}

// scanXML hands the elements of an .osm file to s, https://wiki.openstreetmap.org/wiki/OSM_XML.
func scanXML(ctx context.Context, r io.Reader, s sink) error {
	d := xml.NewDecoder(r)
	var e xmlElement
	root := false
	for count := 0; ; count++ {
		if count%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		token, err := d.RawToken()
		if err == io.EOF && root {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errFormat, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			root = root || t.Name.Local == "osm"
			e.start(t)
		case xml.EndElement:
			if err := e.end(t.Name.Local, s); err != nil {
				return err
			}
		}
	}
}

// xmlElement gathers a node or way.
type xmlElement struct {
	kind         string
	id, lat, lon int64
	tags         tags
	refs         []int64
}

func (e *xmlElement) start(t xml.StartElement) {
	switch t.Name.Local {
	case "node", "way", "relation":
		*e = xmlElement{kind: t.Name.Local, tags: e.tags[:0], refs: e.refs[:0]}
		e.lat, e.lon = math.MaxInt64, math.MaxInt64 // off the earth unless given
		for _, a := range t.Attr {
			switch a.Name.Local {
			case "id":
				e.id, _ = strconv.ParseInt(a.Value, 10, 64)
			case "lat":
				e.lat = units(a.Value)
			case "lon":
				e.lon = units(a.Value)
			}
		}
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
		for _, a := range t.Attr {
			if a.Name.Local == "ref" {
				ref, _ := strconv.ParseInt(a.Value, 10, 64)
				e.refs = append(e.refs, ref)
			}
		}
	}
}

func (e *xmlElement) end(name string, s sink) error {
	if name != e.kind {
		return nil
	}
	e.kind = ""
	switch name {
	case "node":
		return s.node(e.id, e.lat, e.lon, e.tags)
	case "way":
		return s.way(e.id, e.refs, e.tags)
	}
	return nil
}

// units reads degrees as 1e-7 degrees; what is no number is off the earth.
func units(degrees string) int64 {
	x, err := strconv.ParseFloat(strings.TrimSpace(degrees), 64)
	if err != nil || !(math.Abs(x) <= 180) {
		return math.MaxInt64
	}
	return int64(math.Round(x * 1e7))
}
