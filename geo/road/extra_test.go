package road

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gonha/geo"
)

const alleyGeoJSON = `{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"name":"Ngõ 9 Cầu Mới","note":7},"geometry":{"type":"LineString","coordinates":[[105.8325,21.0301],[105.8325,21.0271],[105.8312,21.0271]]}},
 {"type":"Feature","properties":{"name":"Ngách 9/2","highway":"footway"},"geometry":{"type":"MultiLineString","coordinates":[[[105.8320,21.0280],[105.8330,21.0280,4]]]}}]}`

// TestExtraRoads: a drawn alley begins near the street, crosses another drawn one, and carries the doors
// that the map knows no way to.
func TestExtraRoads(t *testing.T) {
	path := write(t, "map.osm.pbf", hamlet().pbf(true, true, false))
	o := DefaultOptions()
	plain, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Extra = write(t, "alleys.geojson", []byte(alleyGeoJSON))
	drawn, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	doors := append(slices.Clone(hamletDoors), place(21.0280, 105.8329))
	without, err := plain.Engine(t.Context(), Walk(), doors)
	if err != nil {
		t.Fatal(err)
	}
	with, err := drawn.Engine(t.Context(), Walk(), doors)
	if err != nil {
		t.Fatal(err)
	}
	if without.Off(3) == 0 || with.Off(3) != 0 || with.Off(4) != 0 {
		t.Errorf("off the roads: %v m without, %v and %v m with the alleys", without.Off(3), with.Off(3), with.Off(4))
	}
	// 31 m along the street, 333 m down, 135 m across.
	if _, metres := with.Leg(1, 3); metres < 480 || metres > 530 {
		t.Errorf("down the alley it is %d m", metres)
	}
	if got := strings.Join(with.Streets(1, 4), ", "); got != "Phố Cầu Mới, Ngõ 9 Cầu Mới, Ngách 9/2" {
		t.Errorf("the streets are %s", got)
	}
	compare(t, with, builderOf(t, drawn, Walk(), doors))
}

// TestJoinCrossing: a drawn road across a mapped one is a junction with it, and its ends are joined.
func TestJoinCrossing(t *testing.T) {
	path := write(t, "map.osm.pbf", hamlet().pbf(true, true, false))
	n, err := readNetwork(t.Context(), path, hamletBox, DefaultEvening())
	if err != nil {
		t.Fatal(err)
	}
	before := len(n.nodes)
	n.addExtra([]extraRoad{
		{[]geo.Point{place(21.031, 105.8305), place(21.0291, 105.8305)}, tags{{[]byte("highway"), []byte("path")}}},
		{[]geo.Point{place(21.0311, 105.8305), place(21.032, 105.8305)}, tags{{[]byte("highway"), []byte("path")}}},
		{[]geo.Point{place(25, 100), place(25, 101)}, nil}, // elsewhere
		{[]geo.Point{place(21.031, 105.8305), place(21.032, 105.832)}, tags{{[]byte("highway"), []byte("proposed")}}},
	}, hamletBox)
	// Two ways with two nodes each; the crossing in two ways; the second one's end joined to the first one's
	// end, and that one's to it: two nodes in two ways each.
	if got := len(n.nodes) - before; got != 4+2+4 {
		t.Errorf("%d more nodes", got)
	}
	roads, err := newRoads(n, Walk())
	if err != nil {
		t.Fatal(err)
	}
	e := roads.Engine([]geo.Point{place(21.0319, 105.8305), place(21.0292, 105.8305), place(21.03, 105.8329)})
	if _, metres := e.Leg(0, 1); metres < 295 || metres > 305 {
		t.Errorf("along both it is %d m", metres)
	}
	if _, metres := e.Leg(0, 2); metres < 455 || metres > 470 {
		t.Errorf("and along the street %d m", metres)
	}
	compare(t, e, build(n, Walk()))
}

func TestExtraErrors(t *testing.T) {
	feature := func(geometry string) string {
		return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":` + geometry + `}]}`
	}
	for _, text := range []string{
		"", "[]", `{"type":"Feature"}`, feature(`null`), feature(`{"type":"Point","coordinates":[1,2]}`),
		feature(`{"type":"LineString","coordinates":[[1,2]]}`), feature(`{"type":"LineString","coordinates":[[1,2],[1,2]]}`),
		feature(`{"type":"LineString","coordinates":[[1],[1,2]]}`), feature(`{"type":"LineString","coordinates":[[105,91],[1,2]]}`),
		feature(`{"type":"MultiLineString","coordinates":[[[1,2],[1,3]],[]]}`), feature(`{"type":"LineString","coordinates":"x"}`),
	} {
		if _, err := readExtra([]byte(text)); !errors.Is(err, errExtra) {
			t.Errorf("%s: %v", text, err)
		}
	}
	o := DefaultOptions()
	o.Extra = write(t, "bad.geojson", []byte("{"))
	if _, err := Open(write(t, "map", hamlet().xml()), o); !errors.Is(err, errExtra) {
		t.Errorf("opening with a bad file: %v", err)
	}
}

func FuzzExtra(f *testing.F) {
	f.Add([]byte(alleyGeoJSON))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"geometry":{"type":"LineString","coordinates":[[105.83,21.03],[105.83,21.03],[105.84,21.02]]}}]}`))
	path := write(f, "map", hamlet().pbf(true, true, false))
	f.Fuzz(func(t *testing.T, data []byte) {
		roads, err := readExtra(data)
		if err != nil {
			return
		}
		n, err := readNetwork(t.Context(), path, hamletBox, DefaultEvening())
		if err != nil {
			t.Fatal(err)
		}
		n.addExtra(roads, hamletBox)
		for _, w := range n.ways {
			for _, node := range n.nodes[w.first:w.last] {
				if !n.point(node).Valid() {
					t.Fatalf("a node at %v", n.point(node))
				}
			}
		}
		if r, err := newRoads(n, Walk()); err == nil {
			r.Engine(hamletDoors).Path(0, 3)
		}
	})
}
