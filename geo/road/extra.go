package road

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"gonha/geo"
)

// Extra roads are the ways that a map lacks, drawn by somebody who knows the place: a GeoJSON file (RFC
// 7946) of LineString and MultiLineString features. The properties are OpenStreetMap's tags: highway
// and service, without which a way is an alley, name, oneway, access and so on.

// extraRoad is one line of the file.
type extraRoad struct {
	line []geo.Point
	tags tags
}

const (
	maxExtraFile = 64 << 20 // bytes
	maxTagValue  = 1 << 10  // bytes
)

// errExtra is wrapped by the errors of a file of extra roads.
var errExtra = errors.New("các đường thêm / the extra roads")

func readExtraFile(path string) ([]extraRoad, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errExtra, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxExtraFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errExtra, err)
	case len(data) > maxExtraFile:
		return nil, fmt.Errorf("%w: quá lớn / larger than 64 MB", errExtra)
	}
	return readExtra(data)
}

// readExtra reads the lines of a GeoJSON text; the first feature that is no line is an error.
func readExtra(data []byte) ([]extraRoad, error) {
	var file struct {
		Type     string
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil || file.Type != "FeatureCollection" {
		return nil, fmt.Errorf("%w: không phải / not a GeoJSON FeatureCollection", errExtra)
	}
	var roads []extraRoad
	for i, f := range file.Features {
		var lines [][][]float64
		switch f.Geometry.Type {
		case "LineString":
			lines = make([][][]float64, 1)
			_ = json.Unmarshal(f.Geometry.Coordinates, &lines[0]) // what is wrong is seen below
		case "MultiLineString":
			_ = json.Unmarshal(f.Geometry.Coordinates, &lines)
		}
		t := extraTags(f.Properties)
		for _, l := range lines {
			line, ok := extraLine(l)
			if !ok {
				lines = nil
				break
			}
			roads = append(roads, extraRoad{line, t})
		}
		if len(lines) == 0 {
			return nil, fmt.Errorf("%w: đối tượng %d không phải là đường / feature %d is not a line of two or more places", errExtra, i+1, i+1)
		}
	}
	return roads, nil
}

func extraLine(coordinates [][]float64) ([]geo.Point, bool) {
	line := make([]geo.Point, 0, len(coordinates))
	for _, c := range coordinates {
		if len(c) < 2 {
			return nil, false
		}
		p := geo.Point{Lat: c[1], Lon: c[0]}
		if !p.Valid() {
			return nil, false
		}
		if len(line) == 0 || line[len(line)-1] != p {
			line = append(line, p)
		}
	}
	return line, len(line) >= 2
}

// extraTags are the properties that are texts, and what makes an alley of a way without a class.
func extraTags(properties map[string]any) tags {
	var t tags
	for key, value := range properties {
		if s, ok := value.(string); ok && s != "" && len(s) <= maxTagValue {
			t = append(t, tag{[]byte(key), []byte(s)})
		}
	}
	if t.find("highway") == nil {
		t = append(t, tag{[]byte("highway"), []byte("service")}, tag{[]byte("service"), []byte("alley")})
	}
	return t
}

// addExtra adds those of the roads that touch the box to the network and joins them to it.
func (n *network) addExtra(roads []extraRoad, box Box) {
	first := len(n.ways)
	for _, r := range roads {
		class, ok := classOf(r.tags)
		if !ok || !r.touches(box) {
			continue
		}
		w := way{first: int32(len(n.nodes)), class: intern(&n.classes, class), name: intern(&n.names, nameOf(r.tags)), rules: n.judge.rulesOf(r.tags)}
		for _, p := range r.line {
			n.nodes = append(n.nodes, n.newNode(int32(math.Round(p.Lat*1e7)), int32(math.Round(p.Lon*1e7))))
		}
		w.last = int32(len(n.nodes))
		n.ways = append(n.ways, w)
	}
	if first < len(n.ways) {
		n.join(first)
	}
}

func (r *extraRoad) touches(box Box) bool {
	for _, p := range r.line {
		if box.Contains(p) {
			return true
		}
	}
	return false
}

func (n *network) newNode(lat, lon int32) int32 {
	n.lat, n.lon, n.pass = append(n.lat, lat), append(n.lon, lon), append(n.pass, passing{})
	return int32(len(n.lat)) - 1
}

func intern(list *[]string, value []byte) int32 {
	for i, s := range *list {
		if s == string(value) {
			return int32(i)
		}
	}
	*list = append(*list, string(value))
	return int32(len(*list)) - 1
}
