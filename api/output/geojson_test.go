package output

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"gonha/geo"
	"gonha/solver/campaign"
)

// collection writes a plan as GeoJSON and reads it back.
func collection(t *testing.T, night *campaign.Night, plan *campaign.Plan) (*geojson.FeatureCollection, string) {
	t.Helper()
	var b bytes.Buffer
	if err := RoutesGeoJSON(&b, night, plan); err != nil {
		t.Fatal(err)
	}
	got, err := geojson.UnmarshalFeatureCollection(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return got, b.String()
}

func TestRoutesGeoJSONFollowsRFC7946(t *testing.T) {
	night, plan := sample(3, 6)
	got, text := collection(t, night, plan)
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &members); err != nil {
		t.Fatal(err)
	}
	for name := range members {
		if name != "type" && name != "features" {
			t.Errorf("member %q, which RFC 7946 does not define", name)
		}
	}
	kinds := map[string]int{}
	for _, f := range got.Features {
		kinds[f.Properties.MustString("kind")+" "+f.Geometry.GeoJSONType()]++
		if f.Properties.MustString("name") == "" || f.Properties.MustString("team") == "" {
			t.Errorf("feature without name or team: %v", f.Properties)
		}
		b := f.Geometry.Bound()
		if b.Min.Lon() < 105 || b.Max.Lon() > 106 || b.Min.Lat() < 20 || b.Max.Lat() > 22 {
			t.Errorf("%v is not longitude before latitude", b)
		}
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			if ring := g[0]; len(g) != 1 || len(ring) < 4 || !ring.Closed() || ring.Orientation() != orb.CCW {
				t.Errorf("ring %v is not closed and counter-clockwise", ring)
			}
		case orb.LineString:
			if len(g) < 2 || f.Properties.MustString("stroke") == "" {
				t.Errorf("line %v of %v", g, f.Properties)
			}
		}
	}
	want := map[string]int{"area Polygon": 3, "route LineString": 3, "visit Point": plan.Summary.Visits}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("features (-want +got):\n%s", diff)
	}
}

func TestRoutesGeoJSONHoldsNoPersonalData(t *testing.T) {
	night, plan := sample(2, 6)
	_, text := collection(t, night, plan)
	for _, h := range night.Households {
		for _, secret := range []string{h.Name, h.Address, h.Phone} {
			if strings.Contains(text, secret) {
				t.Errorf("%q is in the file", secret)
			}
		}
	}
}

func TestRoutesGeoJSONGeometries(t *testing.T) {
	start := geo.Point{Lat: 21, Lon: 105}
	at := func(lat, lon float64) geo.Point { return geo.Point{Lat: lat, Lon: lon} }
	tests := []struct {
		name  string
		doors []geo.Point
		path  []geo.Point
		want  []orb.Geometry // without the visits
	}{
		{"stays", nil, nil, nil},
		{"one door, no path", []geo.Point{at(21.1, 105.2)}, nil, []orb.Geometry{orb.LineString{{105, 21}, {105.2, 21.1}, {105, 21}}}},
		{"path of one point", []geo.Point{at(21.1, 105.2)}, []geo.Point{start}, []orb.Geometry{orb.LineString{{105, 21}, {105.2, 21.1}, {105, 21}}}},
		{"path of roads, rounded", []geo.Point{at(21.1, 105.2)}, []geo.Point{start, at(21.05, 105.123456789), start}, []orb.Geometry{orb.LineString{{105, 21}, {105.1234568, 21.05}, {105, 21}}}},
		{"all on a line", []geo.Point{at(21.25, 105.25), at(21.5, 105.5), at(21.75, 105.75)}, []geo.Point{start, start}, []orb.Geometry{orb.LineString{{105, 21}, {105, 21}}}},
		{"twice two places", []geo.Point{at(21.1, 105.1), at(21.2, 105.1), at(21.1, 105.1)}, []geo.Point{start, start}, []orb.Geometry{orb.LineString{{105, 21}, {105, 21}}}},
		{
			"three corners", []geo.Point{at(21.1, 105.1), at(21.3, 105.1), at(21.1, 105.2)}, []geo.Point{start, start},
			[]orb.Geometry{orb.Polygon{{{105.1, 21.1}, {105.2, 21.1}, {105.1, 21.3}, {105.1, 21.1}}}, orb.LineString{{105, 21}, {105, 21}}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			night := &campaign.Night{Teams: []campaign.Team{{ID: "T", Start: start, End: start}}}
			plan := &campaign.Plan{Routes: []campaign.Route{{Team: "T", Path: tt.path}}}
			for i, p := range tt.doors {
				id := string(rune('a' + i))
				night.Households = append(night.Households, campaign.Household{ID: id, Point: p})
				plan.Routes[0].Visits = append(plan.Routes[0].Visits, campaign.Visit{Seq: i + 1, Stop: i + 1, Household: id})
			}
			features, _ := collection(t, night, plan)
			var got []orb.Geometry
			for _, f := range features.Features {
				if f.Geometry.GeoJSONType() != "Point" {
					got = append(got, f.Geometry)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("geometries (-want +got):\n%s", diff)
			}
		})
	}
}
