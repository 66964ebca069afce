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

	"gonha/api/intake/sheet"
)

// properties are a feature's members in the order of the file, so that of two that mean the same
// column the first is taken, as in a table. Numbers keep the digits they are written with.
type properties []property

// property is a member as a cell would have it; one that no cell could hold is not sound.
type property struct {
	name, text string
	sound      bool
}

// maxObject is the most bytes of a GeoJSON feature or of a row's JSON object. It keeps small what
// reading one takes of memory, which is a multiple of it.
const maxObject = 1 << 20

// UnmarshalJSON implements json.Unmarshaler.
func (p *properties) UnmarshalJSON(data []byte) error {
	if len(data) > maxObject {
		return errLarge
	}
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
	*p = properties{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		var value any
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		cell, sound := text(value)
		*p = append(*p, property{key.(string), cell, sound})
	}
	return nil
}

// text is a value as a cell would have it; an array is a list joined by semicolons. An object and an
// array in an array are not sound.
func text(value any) (cell string, sound bool) {
	list, isList := value.([]any)
	if !isList {
		return scalar(value)
	}
	parts := make([]string, len(list))
	for i := range list {
		if parts[i], sound = scalar(list[i]); !sound {
			return "", false
		}
	}
	return strings.Join(parts, ";"), true
}

func scalar(value any) (cell string, sound bool) {
	switch v := value.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		return v.String(), true
	}
	return "", false
}

// feature is a GeoJSON feature. orb's own gathers its properties in a map, without their order, and
// takes twice the time to do so; of a point without coordinates it makes 0,0 or a fault of the whole file.
type feature struct {
	Type       string          `json:"type"`
	ID         any             `json:"id"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties properties      `json:"properties"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (f *feature) UnmarshalJSON(data []byte) error {
	if len(data) > maxObject {
		return errLarge
	}
	type plain feature // without this method
	return json.Unmarshal(data, (*plain)(f))
}

// features reads a FeatureCollection feature by feature, so that neither a bad one spoils the rest
// nor all of them stand in memory at once.
type features struct {
	set     *rowSet
	known   vocabulary
	columns map[string]column // of the property names met
	to      lister
	sound   int // rows met that are features
}

func (s *rowSet) features(known vocabulary, to lister) *features {
	s.sheets = append(s.sheets, SheetRead{File: s.file, Used: true})
	return &features{set: s, known: known, columns: make(map[string]column), to: to}
}

// end ends the list, which is of no use if its features lack what is needed.
func (f *features) end() error {
	if f.sound > 0 {
		if missing := f.known.missing(f.set.has); missing != "" {
			return errors.New(missing)
		}
	}
	f.set.sheets[0].Rows = f.set.count
	f.set.columns = f.set.titles
	f.to.endTable(f.set)
	return nil
}

// readGeoJSON reads the features of a FeatureCollection.
func (s *rowSet) readGeoJSON(ctx context.Context, content string, known vocabulary, to lister) error {
	s.titles[known.lat], s.titles[known.lon] = "geometry", "geometry"
	f := s.features(known, to)
	decoder := json.NewDecoder(pieces{ctx, strings.NewReader(content)})
	decoder.UseNumber()
	err := f.collection(decoder)
	switch {
	case err != nil && ctx.Err() != nil, errors.As(err, new(TooMany)):
		return err
	case isLast(err):
		// What the decoder has read ends before the line ends that part it from the fault.
		at := len(content) - len(strings.TrimLeft(content[min(int(decoder.InputOffset()), len(content)):], ", \t\r\n"))
		return fmt.Errorf("JSON sai / line %d, after %d features: not sound JSON", 1+strings.Count(content[:at], "\n"), s.count)
	case err != nil:
		return errNotGeoJSON
	}
	return f.end()
}

// collection reads the outer object.
func (f *features) collection(decoder *json.Decoder) error {
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
			err = f.list(decoder)
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
func (f *features) list(decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	if token != json.Delim('[') {
		return errNotGeoJSON
	}
	for decoder.More() {
		var next feature
		err := decoder.Decode(&next)
		if isLast(err) {
			return err
		}
		if err := f.set.next(); err != nil {
			return err
		}
		switch {
		case errors.Is(err, errLarge):
			f.setAside(largeObject)
		case err != nil || next.Type != "Feature":
			f.setAside(notFeature) // sound JSON that is no feature; the next may be one
		default:
			f.add(&next)
		}
	}
	_, err = decoder.Token()
	return err
}

// isLast says whether an error is of the JSON itself or of a context that has ended, so that nothing
// behind it can be read.
func isLast(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// setAside makes a row of what is none.
func (f *features) setAside(why reason) { f.to.add(&row{line: f.set.count, reason: why}) }

// add makes a row of a feature. Its point stands before coordinates among the properties.
func (f *features) add(next *feature) {
	r := row{line: f.set.count}
	f.sound++
	f.fill(&r, next.Properties)
	if id, sound := scalar(next.ID); r.cells[colID].Kind == sheet.Empty && sound && id != "" {
		r.putText(colID, id)
		if !f.set.has(colID) {
			f.set.titles[colID] = "id"
		}
	}
	switch point, has, isPoint := onePoint(next.Geometry); {
	case !isPoint:
		r.column, r.reason = f.known.lat, notPoint
	case has:
		r.cells[f.known.lat] = sheet.Cell{Kind: sheet.Number, Value: point.Lat()}
		r.cells[f.known.lon] = sheet.Cell{Kind: sheet.Number, Value: point.Lon()}
	}
	f.to.add(&r)
}

// onePoint is the point of a geometry: a Point, or a MultiPoint of one, as QGIS writes. A feature may have none, and a
// point of some programs has no coordinates. It says whether there is one, and whether the geometry is a point at all.
func onePoint(geometry json.RawMessage) (p orb.Point, has, isPoint bool) {
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	if len(geometry) == 0 || string(geometry) == "null" {
		return p, false, true
	}
	if json.Unmarshal(geometry, &g) != nil || g.Type != "Point" && g.Type != "MultiPoint" {
		return p, false, false
	}
	var list [][]float64
	if g.Type == "Point" {
		list = make([][]float64, 1)
		if json.Unmarshal(g.Coordinates, &list[0]) != nil {
			return p, false, true
		}
	} else if json.Unmarshal(g.Coordinates, &list) != nil || len(list) > 1 {
		return p, false, len(list) == 0
	}
	if len(list) == 0 || len(list[0]) < 2 {
		return p, false, true
	}
	return orb.Point{list[0][0], list[0][1]}, true, true
}

// fill writes members into the row's cells; of two of the same column the first is taken.
func (f *features) fill(r *row, members properties) {
	for _, p := range members {
		c := f.column(p.name)
		if c == colUnknown {
			continue
		}
		if f.set.titles[c] == "" {
			f.set.titles[c] = kept(p.name)
		}
		switch {
		case c == colIdentity:
			r.identified = r.identified || p.text != ""
		case !p.sound && (c == colX || c == colY || c == colSerial): // anything may be called so
		case !p.sound:
			r.column, r.reason = c, notCell
		case r.cells[c].Kind == sheet.Empty:
			r.putText(c, p.text)
		}
	}
}

// maxProperties is the number of different property names that are remembered.
const maxProperties = 1000

// column is the column of a property name.
func (f *features) column(name string) column {
	c, met := f.columns[name]
	if !met && len(name) <= maxTitleBytes {
		if c = titleColumn(name, f.known); c == colHead {
			c = colName // nobody else is named beside the head of the household
		}
		if len(f.columns) < maxProperties {
			f.columns[name] = c
		}
	}
	return c
}
