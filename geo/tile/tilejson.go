package tile

import "gonha/geo/road"

// Description says where tiles are and what is in them, in the form of TileJSON 3.0.0
// (https://github.com/mapbox/tilejson-spec): what QGIS, MapLibre and others ask for first.
type Description struct {
	Version     string     `json:"tilejson"`
	Name        string     `json:"name"`
	Tiles       []string   `json:"tiles"`
	Layers      []Layer    `json:"vector_layers"`
	MinZoom     int        `json:"minzoom"`
	MaxZoom     int        `json:"maxzoom"`
	Bounds      [4]float64 `json:"bounds"` // west, south, east, north, in degrees
	Attribution string     `json:"attribution,omitempty"`
	Scheme      string     `json:"scheme"`
}

// Layer is a layer of the tiles, its fields by name with what they are.
type Layer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"`
}

// enough is the zoom of the largest tiles that are worth asking for: at it everything is drawn, to 15 cm, and larger ones
// would show the same.
const enough = 16

// The zoom from which something of a layer is drawn, see [from].
var earliest = [...]int{road.WaterLayer: 8, road.BuildingLayer: 14, road.RoadLayer: 5, road.AlleyLayer: 14, road.NumberLayer: numbersFrom}

// Describe describes the tiles of a map that are at an address like "https://host/{z}/{x}/{y}.mvt", to be shown with
// the credit.
func Describe(m *road.Map, address, credit string) Description {
	d := Description{
		Version: "3.0.0", Name: "gonha", Tiles: []string{address}, MinZoom: earliest[road.RoadLayer], MaxZoom: enough,
		Bounds: [4]float64{-180, -85.05112877980659, 180, 85.0511287798066}, Attribution: credit, Scheme: "xyz",
	}
	if box, some := m.Extent(); some {
		d.Bounds = [4]float64{box.West, box.South, box.East, box.North}
	}
	for layer, name := range names {
		d.Layers = append(d.Layers, Layer{
			ID: name, Description: "OpenStreetMap", MinZoom: earliest[layer], MaxZoom: enough,
			Fields: map[string]string{"class": "OpenStreetMap's highway or waterway", "name": "its name, or a house's number, where it has one"},
		})
	}
	return d
}
