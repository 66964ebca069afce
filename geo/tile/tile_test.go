package tile

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/maptile"

	"gonha/geo/road"
)

// hamlet is a street along a parallel, an alley, a pond, a building and a river.
const hamlet = `<osm version="0.6">
<node id="1" lat="21.0300" lon="105.8300"/><node id="2" lat="21.0300" lon="105.8310"/><node id="3" lat="21.0300" lon="105.8320"/>
<node id="4" lat="21.0290" lon="105.8310"/><node id="5" lat="21.0304" lon="105.8304"/><node id="6" lat="21.0304" lon="105.8308"/>
<node id="7" lat="21.0308" lon="105.8308"/><node id="8" lat="21.0308" lon="105.8304"/><node id="9" lat="21.5" lon="106.5"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Phố Cầu Mới"/></way>
<way id="2"><nd ref="2"/><nd ref="4"/><tag k="highway" v="service"/><tag k="service" v="alley"/></way>
<way id="3"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="5"/><tag k="natural" v="water"/><tag k="name" v="Ao Sen"/></way>
<way id="4"><nd ref="5"/><nd ref="8"/><nd ref="7"/><nd ref="6"/><nd ref="5"/><tag k="building" v="house"/></way>
<way id="5"><nd ref="3"/><nd ref="9"/><tag k="waterway" v="river"/></way>
</osm>`

// numbered is the hamlet with house numbers: one of a door, and one of the building.
var numbered = strings.Replace(strings.Replace(hamlet, `<node id="4" lat="21.0290" lon="105.8310"/>`,
	`<node id="4" lat="21.0290" lon="105.8310"/><node id="10" lat="21.0301" lon="105.8312"><tag k="addr:housenumber" v="12A"/></node>`, 1),
	`<tag k="building" v="house"/>`, `<tag k="building" v="house"/><tag k="addr:housenumber" v="7"/>`, 1)

// mapOf is the map of a file.
func mapOf(t testing.TB, path string) *road.Map {
	t.Helper()
	source, err := road.Open(path, road.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	m, err := source.Map(t.Context(), road.World)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func hamletMap(t testing.TB) *road.Map { return mapWith(t, hamlet) }

func mapWith(t testing.TB, osm string) *road.Map {
	t.Helper()
	path := filepath.Join(t.TempDir(), "map.osm")
	if err := os.WriteFile(path, []byte(osm), 0o600); err != nil {
		t.Fatal(err)
	}
	return mapOf(t, path)
}

// at is the tile of a zoom about the hamlet's street.
func at(zoom int) ID {
	t := maptile.At(orb.Point{105.8306, 21.0302}, maptile.Zoom(zoom))
	return ID{zoom, int(t.X), int(t.Y)}
}

// decoded are the layers of a tile as another reader sees them.
func decoded(t testing.TB, m *road.Map, id ID) map[string]*mvt.Layer {
	t.Helper()
	data, err := Encode(m, id)
	if err != nil {
		t.Fatal(err)
	}
	layers, err := mvt.Unmarshal(data)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]*mvt.Layer{}
	for _, l := range layers {
		if l.Version != 2 || len(l.Features) == 0 {
			t.Errorf("layer %s of version %d has %d features", l.Name, l.Version, len(l.Features))
		}
		named[l.Name] = l
	}
	return named
}

func TestEncode(t *testing.T) {
	m := hamletMap(t)
	tests := []struct {
		zoom int
		want string
	}{
		{4, ""}, {8, "water 1"}, {12, "roads 1, water 2"}, {14, "alleys 1, buildings 1, roads 1, water 2"}, {16, "alleys 1, buildings 1, roads 1, water 1"},
	}
	for _, test := range tests {
		layers := decoded(t, m, at(test.zoom))
		var got []string
		for _, name := range []string{"alleys", "buildings", "roads", "water"} {
			if l := layers[name]; l != nil {
				got = append(got, fmt.Sprint(name, " ", len(l.Features)))
			}
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("at zoom %d there is %s, not %s", test.zoom, s, test.want)
		}
	}
	street := decoded(t, m, at(16))["roads"].Features[0]
	if street.Properties["class"] != "residential" || street.Properties["name"] != "Phố Cầu Mới" {
		t.Errorf("the street is %v", street.Properties)
	}
}

// TestNumbers: house numbers are points with the number as their name, those of buildings in the middle, and are there
// only near by.
func TestNumbers(t *testing.T) {
	m := mapWith(t, numbered)
	if layer := decoded(t, m, at(15))["numbers"]; layer != nil {
		t.Errorf("from afar there are %d numbers", len(layer.Features))
	}
	id := at(16)
	layer := decoded(t, m, id)["numbers"]
	if layer == nil || len(layer.Features) != 2 {
		t.Fatalf("numbers: %+v", layer)
	}
	layer.ProjectToWGS84(maptile.New(uint32(id.X), uint32(id.Y), maptile.Zoom(id.Z)))
	for i, want := range []struct {
		number string
		at     orb.Point
	}{{"12A", orb.Point{105.8312, 21.0301}}, {"7", orb.Point{105.8306, 21.0306}}} {
		f := layer.Features[i]
		p := f.Geometry.(orb.Point)
		if f.Properties["name"] != want.number || f.Properties["class"] != "number" || math.Abs(p.Lon()-want.at.Lon()) > 1e-5 || math.Abs(p.Lat()-want.at.Lat()) > 1e-5 {
			t.Errorf("number %d is %v at %v", i, f.Properties, p)
		}
	}
}

// TestOutlines: outlines run as the format wants them, whichever way they are mapped: clockwise on a screen.
func TestOutlines(t *testing.T) {
	layers := decoded(t, hamletMap(t), at(17))
	for _, name := range []string{"water", "buildings"} {
		for _, f := range layers[name].Features {
			if f.Geometry.GeoJSONType() != "Polygon" {
				continue
			}
			ring := f.Geometry.(orb.Polygon)[0]
			twice := 0.0
			for i := range len(ring) - 1 {
				twice += ring[i][0]*ring[i+1][1] - ring[i+1][0]*ring[i][1]
			}
			if twice <= 0 {
				t.Errorf("an outline of %s has the area %v", name, twice/2)
			}
		}
	}
}

// TestHoles: an island in a lake is a ring of its own that runs the other way, so that it is not filled.
func TestHoles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "map.osm")
	const lake = `<osm version="0.6">
<node id="1" lat="21.0300" lon="105.8300"/><node id="2" lat="21.0300" lon="105.8320"/><node id="3" lat="21.0320" lon="105.8320"/><node id="4" lat="21.0320" lon="105.8300"/>
<node id="5" lat="21.0306" lon="105.8306"/><node id="6" lat="21.0306" lon="105.8314"/><node id="7" lat="21.0314" lon="105.8314"/><node id="8" lat="21.0314" lon="105.8306"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way><way id="2"><nd ref="1"/><nd ref="4"/><nd ref="3"/></way>
<way id="3"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="5"/></way>
<relation id="1"><member type="way" ref="1" role="outer"/><member type="way" ref="2" role="outer"/><member type="way" ref="3" role="inner"/>
<tag k="type" v="multipolygon"/><tag k="natural" v="water"/><tag k="name" v="Hồ Thử"/></relation></osm>`
	if err := os.WriteFile(path, []byte(lake), 0o600); err != nil {
		t.Fatal(err)
	}
	water := decoded(t, mapOf(t, path), at(15))["water"]
	if water == nil || len(water.Features) != 1 || water.Features[0].Properties["name"] != "Hồ Thử" {
		t.Fatalf("the water is %v", water)
	}
	lakeShape, ok := water.Features[0].Geometry.(orb.Polygon)
	if !ok || len(lakeShape) != 2 {
		t.Fatalf("the lake is %v", water.Features[0].Geometry)
	}
	if lakeShape[0].Orientation() == lakeShape[1].Orientation() {
		t.Error("lake and island run the same way")
	}
}

// TestPlaces: what a tile draws lies where the map has it.
func TestPlaces(t *testing.T) {
	id := at(15)
	layer := decoded(t, hamletMap(t), id)["alleys"]
	layer.ProjectToWGS84(maptile.New(uint32(id.X), uint32(id.Y), maptile.Zoom(id.Z)))
	line := layer.Features[0].Geometry.(orb.LineString)
	for i, want := range []orb.Point{{105.8310, 21.0300}, {105.8310, 21.0290}} {
		if math.Abs(line[i].Lon()-want.Lon()) > 1e-5 || math.Abs(line[i].Lat()-want.Lat()) > 1e-5 {
			t.Errorf("point %d is %v, not %v", i, line[i], want)
		}
	}
}

// TestElsewhere: there is nothing to draw elsewhere, and no tile beyond the last.
func TestElsewhere(t *testing.T) {
	m := hamletMap(t)
	for _, id := range []ID{{14, 0, 0}, {22, 0, 1<<22 - 1}, {16, 1, 1}} {
		if data, err := Encode(m, id); err != nil || len(data) > 0 {
			t.Errorf("%v: %d bytes, %v", id, len(data), err)
		}
	}
	for _, id := range []ID{{-1, 0, 0}, {23, 0, 0}, {0, 1, 0}, {0, 0, 1}, {3, -1, 0}, {3, 8, 0}, {3, 0, 8}} {
		if _, err := Encode(m, id); err == nil || id.Valid() {
			t.Errorf("%v is a tile", id)
		}
	}
	if !bytes.Equal(first(Encode(m, at(14))), first(Encode(m, at(14)))) {
		t.Error("the same tile differs")
	}
}

func first(data []byte, _ error) []byte { return data }

// delaware is the map of the extract in the module that reads and writes this format for others.
func delaware(t testing.TB) *road.Map {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/paulmach/osm").Output()
	path := filepath.Join(strings.TrimSpace(string(dir)), "testdata", "delaware-latest.osm.pbf")
	if _, missing := os.Stat(path); err != nil || missing != nil {
		t.Skip("the module cache has no extract of Delaware")
	}
	return mapOf(t, path)
}

// wilmington is where Delaware is densest.
var wilmington = orb.Point{-75.5466, 39.7447}

// TestDelaware: every tile over a town, from the state to a house, can be read, and none is out of measure.
func TestDelaware(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 8 MB")
	}
	m := delaware(t)
	for zoom := range MaxZoom + 1 {
		tile := maptile.At(wilmington, maptile.Zoom(zoom))
		id := ID{zoom, int(tile.X), int(tile.Y)}
		data, err := Encode(m, id)
		if err != nil {
			t.Fatal(err)
		}
		layers := decoded(t, m, id)
		t.Logf("zoom %d: %d bytes, %d layers", zoom, len(data), len(layers))
		if len(data) > 500_000 || zoom > 6 && zoom < 17 && layers["roads"] == nil {
			t.Errorf("zoom %d: %d bytes, %v", zoom, len(data), layers)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	m := delaware(b)
	for _, zoom := range []int{8, 11, 12, 13, 14, 16} {
		tile := maptile.At(wilmington, maptile.Zoom(zoom))
		b.Run(fmt.Sprintf("Delaware/z=%d", zoom), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Encode(m, ID{zoom, int(tile.X), int(tile.Y)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// FuzzEncode: every tile of a map can be made and read.
func FuzzEncode(f *testing.F) {
	m := hamletMap(f)
	for _, zoom := range []int{0, 9, 14, 22} {
		id := at(zoom)
		f.Add(id.Z, id.X, id.Y)
	}
	f.Fuzz(func(t *testing.T, z, x, y int) {
		id := ID{z, x, y}
		data, err := Encode(m, id)
		if (err == nil) != id.Valid() {
			t.Fatalf("%v: %v", id, err)
		}
		if _, err := mvt.Unmarshal(data); err != nil {
			t.Fatalf("%v: %v", id, err)
		}
	})
}
