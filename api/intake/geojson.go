package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// properties are a feature's members in the order of the file, so that of two that mean the same
// column the first is taken, as in a table. Numbers keep the digits they are written with.
type properties []property

type property struct{ name, text string }

// UnmarshalJSON implements json.Unmarshaler.
func (p *properties) UnmarshalJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	*p = nil
	switch token, err := decoder.Token(); {
	case err != nil:
		return err
	case token == nil:
		return nil
	case token != json.Delim('{'):
		return errProperties
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		var value any
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		*p = append(*p, property{key.(string), text(value)})
	}
	return nil
}

// text is a property as a cell would have it; an array is a list joined by semicolons.
func text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return v.String()
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = text(v[i])
		}
		return strings.Join(parts, ";")
	}
	return "{}" // an object fits no column: let its rule say so
}

// feature is a GeoJSON feature. orb's own gathers its properties in a map, without their order, and
// takes twice the time to do so.
type feature struct {
	Type       string            `json:"type"`
	ID         any               `json:"id"`
	Geometry   *geojson.Geometry `json:"geometry"`
	Properties properties        `json:"properties"`
}

// features reads a FeatureCollection feature by feature, so that neither a bad one spoils the rest
// nor all of them stand in memory at once.
type features struct {
	set     *rowSet
	known   vocabulary
	columns map[string]column // of the property names met
	each    func(*row)
	count   int
	sound   int // of count, those that are features
}

// readGeoJSON reads the features of a FeatureCollection.
func (s *rowSet) readGeoJSON(ctx context.Context, content string, known vocabulary, each func(*row)) error {
	s.titles[known.lat], s.titles[known.lon] = "geometry", "geometry"
	f := features{set: s, known: known, columns: make(map[string]column), each: each}
	decoder := json.NewDecoder(strings.NewReader(content))
	decoder.UseNumber()
	err := f.collection(ctx, decoder)
	switch {
	case err != nil && ctx.Err() != nil:
		return err
	case isSyntax(err):
		// What the decoder has read ends before the line ends that part it from the fault.
		at := len(content) - len(strings.TrimLeft(content[min(int(decoder.InputOffset()), len(content)):], ", \t\r\n"))
		return fmt.Errorf("JSON sai / line %d, after %d features: not sound JSON", 1+strings.Count(content[:at], "\n"), f.count)
	case err != nil:
		return errNotGeoJSON
	}
	if f.sound > 0 {
		if missing := known.missing(s.has); missing != "" {
			return errors.New(missing)
		}
	}
	return nil
}

// collection reads the outer object.
func (f *features) collection(ctx context.Context, decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	if token != json.Delim('{') {
		return errNotGeoJSON
	}
	kind, listed := "", false
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		switch key {
		case "type":
			err = decoder.Decode(&kind)
		case "features":
			listed = true
			err = f.list(ctx, decoder)
		default:
			var skipped json.RawMessage
			err = decoder.Decode(&skipped)
		}
		if err != nil {
			return err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return err
	}
	if kind != "FeatureCollection" || !listed {
		return errNotGeoJSON
	}
	return nil
}

// list reads the array of features.
func (f *features) list(ctx context.Context, decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	if token != json.Delim('[') {
		return errNotGeoJSON
	}
	for decoder.More() {
		if f.count%checkEvery == 0 && ctx.Err() != nil {
			return fmt.Errorf("reading stopped: %w", ctx.Err())
		}
		var next feature
		err := decoder.Decode(&next)
		if isSyntax(err) {
			return err
		}
		if err != nil {
			next = feature{} // sound JSON that is no feature; the next may be one
		}
		f.count++
		f.add(&next)
	}
	_, err = decoder.Token()
	return err
}

// isSyntax says whether an error is of the JSON itself, so that nothing behind it can be read.
func isSyntax(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// add makes a row of a feature. Its point stands before coordinates among the properties.
func (f *features) add(next *feature) {
	r := row{line: f.count}
	if next.Type != "Feature" {
		r.reason = notFeature
		f.each(&r)
		return
	}
	f.sound++
	for _, p := range next.Properties {
		c := f.column(p.name)
		if c == colUnknown {
			continue
		}
		if f.set.titles[c] == "" {
			f.set.titles[c] = kept(p.name)
		}
		if r.cells[c] == "" && c != colIdentity {
			r.cells[c] = strings.TrimSpace(p.text)
		}
	}
	if r.cells[colID] == "" && next.ID != nil {
		r.cells[colID] = strings.TrimSpace(text(next.ID))
		if !f.set.has(colID) {
			f.set.titles[colID] = "id"
		}
	}
	if next.Geometry != nil {
		if point, isPoint := next.Geometry.Coordinates.(orb.Point); isPoint {
			r.cells[f.known.lat] = strconv.FormatFloat(point.Lat(), 'f', -1, 64)
			r.cells[f.known.lon] = strconv.FormatFloat(point.Lon(), 'f', -1, 64)
		} else {
			r.column, r.reason = f.known.lat, notPoint
		}
	}
	f.each(&r)
}

// maxProperties is the number of different property names that are remembered.
const maxProperties = 1000

// column is the column of a property name.
func (f *features) column(name string) column {
	c, met := f.columns[name]
	if !met && len(name) <= maxTitleBytes {
		c = titleColumn(name, f.known)
		if len(f.columns) < maxProperties {
			f.columns[name] = c
		}
	}
	return c
}
