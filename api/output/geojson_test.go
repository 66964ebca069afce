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
		if name != "type" && name != "features" && name != "bbox" {
			t.Errorf("member %q, which RFC 7946 does not define", name)
		}
	}
	if box := got.BBox.Bound(); len(got.BBox) != 4 {
		t.Errorf("bbox %v", got.BBox)
	} else {
		all := got.Features[0].Geometry.Bound()
		for _, f := range got.Features {
			all = all.Union(f.Geometry.Bound())
		}
		if box != all {
			t.Errorf("bbox %v of %v", box, all)
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
		{"all on a line", []geo.Point{at(21.25, 105.25), at(21.5, 105.5), at(21.75, 105.75)}, []geo.Point{start, start}, nil},
		{"twice two places", []geo.Point{at(21.1, 105.1), at(21.2, 105.1), at(21.1, 105.1)}, []geo.Point{start, at(21.1, 105.1), at(21.1, 105.1), start}, []orb.Geometry{orb.LineString{{105, 21}, {105.1, 21.1}, {105, 21}}}},
		{"doors where the team starts", []geo.Point{start, start}, nil, nil},
		{"apart by less than is written", []geo.Point{at(21.000000004, 105), at(21, 105.000000004), start}, nil, nil},
		{
			"three corners", []geo.Point{at(21.1, 105.1), at(21.3, 105.1), at(21.1, 105.2)}, []geo.Point{start, at(21.1, 105.1), start},
			[]orb.Geometry{orb.Polygon{{{105.1, 21.1}, {105.2, 21.1}, {105.1, 21.3}, {105.1, 21.1}}}, orb.LineString{{105, 21}, {105.1, 21.1}, {105, 21}}},
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

// TestRoutesGeoJSONTimes: times are the plan's clock, ISO 8601, and a text that no program takes for a time.
func TestRoutesGeoJSONTimes(t *testing.T) {
	for _, test := range []struct {
		zone, night string
		want        []string // depart, return; begin, leave of the first and the last visit
	}{
		{"Asia/Ho_Chi_Minh", "2023-06-06", []string{"2023-06-06T19:30:00+07:00", "2023-06-07T00:10:00+07:00", "2023-06-06T19:31:00+07:00", "2023-06-06T19:37:00+07:00", "2023-06-06T19:43:20+07:00", "2023-06-07T00:01:00+07:00"}},
		{"nowhere", "2023-06-06", []string{"2023-06-06T19:30:00", "2023-06-07T00:10:00", "2023-06-06T19:31:00", "2023-06-06T19:37:00", "2023-06-06T19:43:20", "2023-06-07T00:01:00"}},
		{"Asia/Ho_Chi_Minh", "", []string{"19:30:00", "24:10:00", "19:31:00", "19:37:00", "19:43:20", "24:01:00"}},
	} {
		night, plan := small()
		plan.Timezone, plan.Night = test.zone, test.night
		got, _ := collection(t, night, plan)
		route, first, last := got.Features[0].Properties, got.Features[1].Properties, got.Features[3].Properties
		var times []string
		for _, p := range []struct {
			of   geojson.Properties
			name string
		}{{route, "depart_at"}, {route, "return_at"}, {first, "begin_at"}, {first, "leave_at"}, {last, "begin_at"}, {last, "leave_at"}} {
			times = append(times, p.of.MustString(p.name))
		}
		if diff := cmp.Diff(test.want, times); diff != "" {
			t.Errorf("%q in %q (-want +got):\n%s", test.night, test.zone, diff)
		}
		if clocks := []string{route.MustString("clock"), last.MustString("clock"), last.MustString("begin")}; !cmp.Equal(clocks, []string{"19:30 - 00:10", "19:43 - 00:01", "19:43:20"}) {
			t.Errorf("the texts are %q", clocks)
		}
	}
}
