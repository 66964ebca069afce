package road

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
)

// maxMapNodes is the most nodes of a map to draw, some 300 MB while it is read: a province has fewer.
const maxMapNodes = 8 << 20

// ErrMapTooLarge is wrapped by the error for a box with more than eight million map nodes.
var ErrMapTooLarge = errors.New("the area holds too many map nodes to draw: give an extract of a smaller area")

// mapper is the sink that makes a Map. It finds nodes as a collector does.
type mapper struct {
	nodes *collector
	m     *Map
	most  int                 // nodes
	index [2]map[string]int32 // of the classes and of the names
	lakes []lake
}

// readMap reads what there is to draw in a box.
func readMap(ctx context.Context, path string, box Box) (*Map, error) {
	r := newMapper(box)
	err := scanFile(ctx, path, r)
	if err == nil && r.nodes.late { // as in readNetwork
		r.again()
		err = scanFile(ctx, path, r)
	}
	if err != nil {
		return nil, while("reading the map", err)
	}
	return r.m, r.flood()
}

func newMapper(box Box) *mapper {
	r := &mapper{nodes: newCollector(box, DefaultEvening()), most: maxMapNodes}
	r.empty(box)
	return r
}

// again makes ready for the second pass.
func (r *mapper) again() {
	r.nodes.again()
	r.empty(r.m.box)
}

func (r *mapper) empty(box Box) {
	r.m = &Map{box: box, names: []string{""}}
	r.index = [2]map[string]int32{{}, {"": 0}}
}

func (r *mapper) node(id, lat, lon int64, t tags) error {
	if len(r.nodes.ids) == r.most {
		return ErrMapTooLarge
	}
	if len(t) > 0 && r.nodes.within(lat, lon) {
		r.number(t, int32(lat), int32(lon))
	}
	return r.nodes.node(id, lat, lon, nil)
}

// number adds the house number that there may be at a place.
func (r *mapper) number(t tags, lat, lon int32) {
	text := t.find("addr:housenumber")
	if len(text) == 0 || len(text) > maxNumber {
		return
	}
	m := r.m
	m.lat, m.lon = append(m.lat, lat), append(m.lon, lon)
	m.add(shape{
		first: int32(len(m.lat) - 1), last: int32(len(m.lat)), layer: NumberLayer,
		class: internIn(&m.classes, r.index[0], []byte("number")), name: internIn(&m.names, r.index[1], []byte(strings.ToValidUTF8(string(text), ""))),
	})
}

// maxNumber is the longest house number that is drawn, in bytes.
const maxNumber = 30

func (r *mapper) way(id int64, refs []int64, places []location, t tags) error {
	layer, class, area := layerOf(t, len(refs) > 3 && refs[0] == refs[len(refs)-1])
	needed := r.nodes.needed[id]
	if layer == layers && !needed {
		r.nodes.ready = r.nodes.ready || r.sorted()
		return nil
	}
	if now, err := r.nodes.begin(refs, places); !now {
		return err
	}
	if needed {
		r.nodes.rows[id] = slices.Clone(refs)
	}
	if layer == layers {
		return nil
	}
	start := len(r.m.lat)
	flush := func() {
		r.add(start, layer, class, nameOf(t), area)
		start = len(r.m.lat)
	}
	for _, ref := range refs {
		i, found := r.nodes.find(ref)
		switch n := len(r.m.lat); {
		case !found && !area: // an area that leaves the box is closed along its edge
			flush()
		case !found:
		case n >= 4*r.most:
			return ErrMapTooLarge
		case n == start || r.m.lat[n-1] != r.nodes.lat[i] || r.m.lon[n-1] != r.nodes.lon[i]:
			r.m.lat, r.m.lon = append(r.m.lat, r.nodes.lat[i]), append(r.m.lon, r.nodes.lon[i])
		}
	}
	before := len(r.m.shapes)
	flush()
	if layer == BuildingLayer && len(r.m.shapes) > before {
		lat, lon := r.m.middle(&r.m.shapes[before])
		r.number(t, lat, lon)
	}
	return nil
}

// middle is the mean of a shape's points.
func (m *Map) middle(s *shape) (lat, lon int32) {
	var sum [2]int64
	for p := s.first; p < s.last; p++ {
		sum[0], sum[1] = sum[0]+int64(m.lat[p]), sum[1]+int64(m.lon[p])
	}
	n := int64(s.last - s.first)
	return int32(sum[0] / n), int32(sum[1] / n)
}

// sorted makes the nodes ready to be found.
func (r *mapper) sorted() bool {
	r.nodes.sort()
	return true
}

// add makes a shape of the points from start on, or drops them where they are too few: then it is false.
func (r *mapper) add(start int, layer Layer, class, name []byte, area bool) bool {
	m, end, least := r.m, len(r.m.lat), 2
	if area {
		least = 3
		if end-start > 1 && m.lat[start] == m.lat[end-1] && m.lon[start] == m.lon[end-1] {
			end--
		}
	}
	m.lat, m.lon = m.lat[:end], m.lon[:end]
	if end-start < least {
		m.lat, m.lon = m.lat[:start], m.lon[:start]
		return false
	}
	m.add(shape{
		first: int32(start), last: int32(end), layer: layer, area: area,
		class: internIn(&m.classes, r.index[0], class), name: internIn(&m.names, r.index[1], name),
	})
	return true
}

// add appends a shape with the box around it.
func (m *Map) add(s shape) {
	s.south, s.west, s.north, s.east = math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32
	for p := s.first; p < s.last; p++ {
		s.south, s.north = min(s.south, m.lat[p]), max(s.north, m.lat[p])
		s.west, s.east = min(s.west, m.lon[p]), max(s.east, m.lon[p])
	}
	m.shapes = append(m.shapes, s)
}

// addExtra adds those of the roads that touch the map's box.
func (m *Map) addExtra(roads []extraRoad) {
	for _, r := range roads {
		layer, class, _ := layerOf(r.tags, false)
		if layer == layers || !r.touches(m.box) {
			continue
		}
		first := int32(len(m.lat))
		for _, p := range r.line {
			m.lat, m.lon = append(m.lat, int32(math.Round(p.Lat*1e7))), append(m.lon, int32(math.Round(p.Lon*1e7)))
		}
		m.add(shape{first: first, last: int32(len(m.lat)), layer: layer, class: intern(&m.classes, class), name: intern(&m.names, nameOf(r.tags))})
	}
}

// layerOf is the layer and class of a way, and whether it is an area; [layers] for what is not drawn.
func layerOf(t tags, closed bool) (layer Layer, class []byte, area bool) {
	if class, ok := classOf(t); ok && string(class) != ferry {
		switch string(class) {
		case alley, "footway", "path", "steps", "pedestrian", "cycleway", "bridleway":
			return AlleyLayer, class, false
		}
		return RoadLayer, class, false
	}
	if b := t.find("building"); closed && b != nil && string(b) != "no" {
		return BuildingLayer, []byte("building"), true
	}
	waterway := t.find("waterway")
	switch {
	case closed && isWater(t):
		return WaterLayer, []byte("water"), true
	case t.find("tunnel") != nil && string(t.find("tunnel")) != "no":
		return layers, nil, false
	}
	switch string(waterway) {
	case "river", "stream", "canal", "drain", "ditch":
		return WaterLayer, waterway, false
	}
	return layers, nil, false
}

// isWater says whether an area is one of water.
func isWater(t tags) bool {
	landuse := string(t.find("landuse"))
	return string(t.find("natural")) == "water" || string(t.find("waterway")) == "riverbank" || landuse == "reservoir" || landuse == "basin"
}
