package tile

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb/encoding/mvt"

	"gonha/geo/road"
)

func TestDescribe(t *testing.T) {
	d := Describe(hamletMap(t), "http://127.0.0.1/{z}/{x}/{y}.mvt", "© someone")
	want := Description{
		Version: "3.0.0", Name: "gonha", Tiles: []string{"http://127.0.0.1/{z}/{x}/{y}.mvt"}, MinZoom: 5, MaxZoom: 16,
		Bounds: [4]float64{105.83, 21.029, 106.5, 21.5}, Attribution: "© someone", Scheme: "xyz",
	}
	layers := map[string]Layer{}
	for _, l := range d.Layers {
		layers[l.ID] = l
	}
	d.Layers = nil
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// What the tiles hold is described.
	seen := 0
	for zoom := 0; zoom <= enough; zoom++ {
		data, err := Encode(hamletMap(t), at(zoom))
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := mvt.Unmarshal(data)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range sheet {
			seen++
			if known, is := layers[l.Name]; !is || zoom < known.MinZoom {
				t.Errorf("layer %q at zoom %d: %+v", l.Name, zoom, known)
			}
			for _, f := range l.Features {
				for name := range f.Properties {
					if layers[l.Name].Fields[name] == "" {
						t.Errorf("layer %q: field %q", l.Name, name)
					}
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d layers were looked at", seen)
	}
	if d := Describe(&road.Map{}, "", ""); d.Bounds[0] != -180 || d.Attribution != "" {
		t.Errorf("of nothing it is %+v", d)
	}
}

// TestEarliest: no shape of a layer is drawn before the layer begins.
func TestEarliest(t *testing.T) {
	for _, class := range []string{"motorway", "primary", "residential", "service", "river", "stream", "water", ""} {
		for layer := range earliest {
			for _, area := range []bool{false, true} {
				if first := from(&road.Shape{Layer: road.Layer(layer), Class: class, Area: area}); first < earliest[layer] {
					t.Errorf("%q of layer %d is drawn from %d", class, layer, first)
				}
			}
		}
	}
}
