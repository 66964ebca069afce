package output

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

// small is a team with a stop of two doors and one of one, at a place apart from its end.
func small() (*campaign.Night, *campaign.Plan) {
	night := &campaign.Night{
		Options: campaign.DefaultOptions(),
		Teams:   []campaign.Team{{ID: "T<1>", Start: geo.Point{Lat: 21, Lon: 105}, End: geo.Point{Lat: 21.5, Lon: 105}, Members: 3}},
		Households: []campaign.Household{
			{ID: "A&B", Point: geo.Point{Lat: 21.1, Lon: 105.1}, Name: "Trần An", Persons: 2}, {ID: "C", Point: geo.Point{Lat: 21.2, Lon: 105.1}, Persons: 1},
			{ID: "D", Point: geo.Point{Lat: 21.3, Lon: 105.1}, Persons: 1},
		},
	}
	plan := &campaign.Plan{Night: "2023-06-06", Routes: []campaign.Route{{Team: "T<1>", Depart: 70200, Return: 87000, Persons: 4, Visits: []campaign.Visit{
		{Seq: 1, Stop: 1, Household: "A&B", Begin: 70260, Leave: 70620, Persons: 2},
		{Seq: 2, Stop: 1, Household: "C", Begin: 70260, Leave: 70620, Persons: 1},
		{Seq: 3, Stop: 2, Household: "D", Begin: 71000, Leave: 86460, Persons: 1},
	}}}}
	return night, plan
}

func TestGPX(t *testing.T) {
	night, plan := small()
	var b bytes.Buffer
	if err := GPX(&b, night, plan, 0); err != nil {
		t.Fatal(err)
	}
	var got gpx
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := gpx{
		XMLName: xml.Name{Space: "http://www.topografix.com/GPX/1/1", Local: "gpx"}, Version: "1.1", Creator: "gonha", Name: "T<1> 2023-06-06",
		Waypoints: []gpxPoint{
			{"21", "105", "Xuất phát", "19:30", "Flag, Blue"},
			{"21.1", "105.1", "1a", "19:31–19:37 · A&B · 2 người", "Residence"},
			{"21.2", "105.1", "1b", "19:31–19:37 · C · 1 người", "Residence"},
			{"21.3", "105.1", "2", "19:43–00:01 · D · 1 người", "Residence"},
			{"21.5", "105", "Về", "00:10", "Flag, Red"},
		},
		Route: &gpxRoute{"T<1> 2023-06-06", []gpxPoint{
			{"21", "105", "Xuất phát", "19:30", "Flag, Blue"},
			{"21.1", "105.1", "1", "19:31–19:37 · 3 người", "Residence"},
			{"21.3", "105.1", "2", "19:43–00:01 · 1 người", "Residence"},
			{"21.5", "105", "Về", "00:10", "Flag, Red"},
		}},
		Track: gpxTrack{Name: "T<1> 2023-06-06", Segments: []gpxSegment{{[]gpxPoint{
			{Lat: "21", Lon: "105"}, {Lat: "21.1", Lon: "105.1"}, {Lat: "21.3", Lon: "105.1"}, {Lat: "21.5", Lon: "105"},
		}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

// schema gives the children of each element in the order of GPX 1.1's sequences, as far as we write them.
var schema = map[string][]string{
	"gpx": {"metadata", "wpt", "rte", "trk"}, "metadata": {"name"}, "rte": {"name", "rtept"}, "rtept": {"name", "cmt", "desc", "src", "sym", "type"}, "wpt": {"name", "cmt", "desc", "src", "sym", "type"},
	"trk": {"name", "cmt", "desc", "trkseg"}, "trkseg": {"trkpt"}, "trkpt": {"ele", "time"},
}

func TestGPXElementsAreInTheSchemasOrder(t *testing.T) {
	night, plan := sample(2, 5)
	for i := range plan.Routes {
		var b bytes.Buffer
		if err := GPX(&b, night, plan, i); err != nil {
			t.Fatal(err)
		}
		type level struct {
			name  string
			reach int // index of the last child in its parent's sequence
		}
		var open []level
		for d := xml.NewDecoder(&b); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				if len(open) > 0 {
					parent := &open[len(open)-1]
					place := slices.Index(schema[parent.name], token.Name.Local)
					if place < parent.reach {
						t.Fatalf("%s in %s is unknown or too late", token.Name.Local, parent.name)
					}
					parent.reach = place
				}
				open = append(open, level{name: token.Name.Local})
			case xml.EndElement:
				open = open[:len(open)-1]
			}
		}
	}
}

func TestGPXRefuses(t *testing.T) {
	for _, route := range []int{-1, 1} {
		night, plan := small()
		if err := GPX(io.Discard, night, plan, route); err == nil {
			t.Errorf("route %d of 1 was written", route)
		}
	}
	night, plan := small()
	plan.Routes[0].Visits[0].Household = "?"
	if err := GPX(io.Discard, night, plan, 0); err == nil {
		t.Error("an unknown household was written")
	}
}

func TestGPXNames(t *testing.T) {
	tests := []struct {
		name string
		ids  []string
		want []string
	}{
		{"plain", []string{"T01", "T_2-b"}, []string{"T01", "T_2-b"}},
		{"Vietnamese, composed and not", []string{"Tổ 1/2", "To\u0302\u0309 1/2"}, []string{"Tổ-1-2", "Tổ-1-2-2"}},
		{"paths", []string{"../../x", "/etc/passwd", `C:\x`, ".."}, []string{"x", "etc-passwd", "C-x", "team"}},
		{"case", []string{"t1", "T1", "t1-2"}, []string{"t1", "T1-2", "t1-2-2"}},
		{"devices", []string{"CON", "com1", "comet"}, []string{"team-CON", "team-com1", "comet"}},
		{"empty and blank", []string{"", " ", "team"}, []string{"team", "team-2", "team-3"}},
		{"long", []string{strings.Repeat("ổ", 300)}, []string{strings.Repeat("ổ", 60)}},
		{"no text", []string{"a\x00b", "\xff"}, []string{"a-b", "team"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var routes []campaign.Route
			var want []string
			for i, id := range tt.ids {
				routes = append(routes, campaign.Route{Team: id})
				want = append(want, "teams/"+tt.want[i]+".gpx")
			}
			if diff := cmp.Diff(want, gpxNames(routes)); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}
