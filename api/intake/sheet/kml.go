package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// kml reads the places of Google My Maps and Google Earth (OGC KML 2.2): each folder is a sheet, with a row of titles and
// a row a place; what a place's data are called are its columns, and coordinates are the last, "lat, lon".
type kml struct {
	*xmlScanner
	folders []*kmlFolder // in the order of their beginnings
	linked  bool         // there are places elsewhere
	shapes  int          // lines and areas, which are no points
}

// kmlFolder is a folder, or the document itself.
type kmlFolder struct {
	name    string
	depth   int      // of its element
	columns []string // of its data
	places  []kmlPlace
}

// kmlPlace is a placemark.
type kmlPlace struct {
	values map[string]string
	points []string // "lat, lon"
	shapes int
}

// The columns that every sheet has.
const (
	kmlName, kmlDescription, kmlAddress, kmlPhone, kmlCoordinates = "name", "description", "address", "phone", "coordinates"
)

// openKML opens the places of a map.
func openKML(ctx context.Context, from io.Reader) (Book, error) {
	k := &kml{xmlScanner: newXMLScanner(stream{ctx, from})}
	err := k.read()
	switch {
	case ctx.Err() != nil:
		return nil, halted(ctx)
	case errors.Is(err, errTooLarge):
		return nil, err
	case err != nil:
		return nil, errDamaged
	}
	g := &grid{}
	for _, folder := range k.folders {
		if len(folder.places) > 0 {
			g.sheets = append(g.sheets, folder.sheet())
		}
	}
	switch {
	case len(g.sheets) == 0 && k.linked:
		return nil, errLinkedMap
	case len(g.sheets) == 0:
		return nil, errNoPlaces
	case k.shapes > 0:
		g.remarks = []string{fmt.Sprintf("%d đường hoặc vùng trên bản đồ không phải điểm, nên không có tọa độ / %d lines or areas of the map are no points and have no coordinates", k.shapes, k.shapes)}
	}
	return g, nil
}

// read reads the document.
func (k *kml) read() error {
	for {
		token, err := k.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case token != xmlStart:
			continue
		}
		switch string(k.name) {
		case "Document", "Folder":
			k.folders = append(k.folders, &kmlFolder{depth: len(k.starts)})
		case "name":
			text, err := k.plain()
			if err != nil {
				return err
			}
			if f := k.folder(len(k.starts)); f != nil && f.name == "" {
				f.name = text
			}
		case "NetworkLink":
			k.linked = true
			err = k.skip()
		case "Placemark":
			err = k.place()
		case "Style", "StyleMap", "Schema", "GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Tour":
			err = k.skip()
		}
		if err != nil {
			return err
		}
	}
}

// folder is the folder whose element is the innermost open one at a depth, or nil.
func (k *kml) folder(depth int) *kmlFolder {
	for _, f := range slices.Backward(k.folders) {
		if f.depth <= depth {
			return f
		}
	}
	return nil
}

// plain reads the text of the element that has just begun.
func (k *kml) plain() (string, error) {
	text, err := k.appendText(nil)
	return strings.TrimSpace(string(text)), unexpected(err)
}

// place reads a placemark.
func (k *kml) place() error {
	depth := len(k.starts)
	folder := k.folder(depth - 1)
	if folder == nil {
		folder = &kmlFolder{}
		k.folders = append(k.folders, folder)
	}
	p := kmlPlace{values: make(map[string]string)}
	inPoint, data := false, ""
	for {
		token, err := k.next()
		switch {
		case err != nil:
			return unexpected(err)
		case token == xmlEnd && len(k.starts) < depth:
			k.shapes += p.shapes
			folder.places = append(folder.places, p)
			return nil
		case token == xmlEnd && string(k.name) == "Point":
			inPoint = false
		case token != xmlStart:
			continue
		}
		if token != xmlStart {
			continue
		}
		switch name := string(k.name); name {
		case "Point":
			inPoint = true
		case "LineString", "Polygon", "Track", "Model":
			p.shapes++
			err = k.skip()
		case "coordinates":
			var text string
			if text, err = k.plain(); inPoint {
				p.points = append(p.points, latLon(text))
			}
		case "Data":
			data, err = k.dataName()
		case "SimpleData":
			if data, err = k.dataName(); err == nil {
				err = k.value(folder, &p, data)
			}
		case "value":
			err = k.value(folder, &p, data)
		case "name", "description", "address":
			if len(k.starts) == depth+1 {
				p.values[name], err = k.plain()
			}
		case "phoneNumber":
			p.values[kmlPhone], err = k.plain()
		case "Style", "StyleMap", "displayName", "LookAt", "Camera":
			err = k.skip()
		}
		if err != nil {
			return err
		}
	}
}

// dataName is what the data of the element that has just begun are called.
func (k *kml) dataName() (string, error) {
	v, err := k.values("name")
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(v[0]), nil
}

// value reads a value of a place's data.
func (k *kml) value(folder *kmlFolder, p *kmlPlace, name string) error {
	text, err := k.plain()
	if err != nil || name == "" {
		return err
	}
	if !slices.Contains(folder.columns, name) {
		if len(folder.columns) >= 500 {
			return errTooLarge
		}
		folder.columns = append(folder.columns, name)
	}
	p.values["data:"+name] = text
	return nil
}

// latLon turns "lon,lat,altitude" of KML around.
func latLon(coordinates string) string {
	parts := strings.Split(coordinates, ",")
	if len(parts) < 2 {
		return coordinates
	}
	return strings.TrimSpace(parts[1]) + ", " + strings.TrimSpace(parts[0])
}

// sheet is a folder as a sheet. A column of its own that no place fills is left out.
func (f *kmlFolder) sheet() gridSheet {
	var titles, keys []string
	for _, name := range []string{kmlName, kmlDescription, kmlAddress, kmlPhone} {
		for i := range f.places {
			p := &f.places[i]
			if name == kmlDescription {
				p.values[name] = p.description()
			}
			if p.values[name] != "" && !slices.Contains(titles, name) {
				titles, keys = append(titles, name), append(keys, name)
			}
		}
	}
	for _, name := range f.columns {
		titles, keys = append(titles, name), append(keys, "data:"+name)
	}
	titles, keys = append(titles, kmlCoordinates), append(keys, kmlCoordinates)
	s := gridSheet{Info: Info{Name: f.name}, rows: []gridRow{{line: 1}}}
	for i, title := range titles {
		s.rows[0].cells = append(s.rows[0].cells, gridCell{int32(i), 1, textCell(title, Modern)})
	}
	for n, p := range f.places {
		if len(p.points) == 1 && p.shapes == 0 {
			p.values[kmlCoordinates] = p.points[0]
		}
		row := gridRow{line: n + 2}
		for i, key := range keys {
			if c := textCell(p.values[key], Modern); c.Kind != Empty {
				row.cells = append(row.cells, gridCell{int32(i), 1, c})
			}
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// description is what a place's description says, as text, or nothing where it only repeats the data, as that of Google
// My Maps does.
func (p *kmlPlace) description() string {
	described := p.values[kmlDescription]
	if described == "" {
		return ""
	}
	var text pageText
	tokens := html.NewTokenizer(strings.NewReader(described))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind == html.TextToken {
			text.add(string(tokens.Text()))
		} else if name, _ := tokens.TagName(); kind != html.CommentToken && string(name) != "b" && string(name) != "i" {
			text.block()
		}
	}
	described = text.String()
	data := 0
	for key, value := range p.values {
		if strings.HasPrefix(key, "data:") && value != "" {
			if data++; !strings.Contains(described, strings.TrimPrefix(key, "data:")) {
				return described
			}
		}
	}
	if data == 0 {
		return described
	}
	return ""
}
