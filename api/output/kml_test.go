package output

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

func TestRoutesKML(t *testing.T) {
	night, plan := small()
	plan.Timezone, plan.Attribution = "Asia/Ho_Chi_Minh", campaign.OpenStreetMap
	plan.Routes = append(plan.Routes, campaign.Route{Team: "idle"})
	night.Teams = append(night.Teams, campaign.Team{ID: "idle"})
	var b bytes.Buffer
	if err := RoutesKML(&b, night, plan); err != nil {
		t.Fatal(err)
	}
	var got kml
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	team := kmlData{"team", "T<1>"}
	door := func(name, desc, household, begin, leave, persons, at string) kmlPlace {
		return kmlPlace{Name: name, Desc: desc, Style: "#team-1", Point: &kmlShape{Coordinates: at},
			Data: []kmlData{team, {"household", household}, {"begin_at", begin}, {"leave_at", leave}, {"persons", persons}}}
	}
	const early, late = "2023-06-06T19:31:00+07:00", "2023-06-06T19:37:00+07:00"
	want := kml{
		XMLName: xml.Name{Space: "http://www.opengis.net/kml/2.2", Local: "kml"}, Name: "gonha 2023-06-06", Credit: campaign.OpenStreetMap,
		Styles: []kmlStyle{{"team-1", "ffa55f0b", kmlIcon, "ffa55f0b", 3, "26a55f0b"}},
		Folders: []kmlFolder{{"T<1>", []kmlPlace{
			{Name: "T<1>", Desc: "19:30–00:10", Style: "#team-1", Line: &kmlShape{1, "105,21 105.1,21.1 105.1,21.3 105,21.5"},
				Data: []kmlData{team, {"depart_at", "2023-06-06T19:30:00+07:00"}, {"return_at", "2023-06-07T00:10:00+07:00"}}},
			door("1a", "19:31–19:37 · 2 người", "A&B", early, late, "2", "105.1,21.1"),
			door("1b", "19:31–19:37 · 1 người", "C", early, late, "1", "105.1,21.2"),
			door("2", "19:43–00:01 · 1 người", "D", "2023-06-06T19:43:20+07:00", "2023-06-07T00:01:00+07:00", "1", "105.1,21.3"),
		}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

// TestRoutesKMLShapes: what spans an area has one, and a team that does not move has no line.
func TestRoutesKMLShapes(t *testing.T) {
	night, plan := small()
	night.Households[1].Point = geo.Point{Lat: 21.1, Lon: 105.2}
	night.Teams[0].Name = "Đội 1"
	var b bytes.Buffer
	if err := RoutesKML(&b, night, plan); err != nil {
		t.Fatal(err)
	}
	var moved kml
	if err := xml.Unmarshal(b.Bytes(), &moved); err != nil {
		t.Fatal(err)
	}
	if area := moved.Folders[0].Places[0]; area.Name != "T<1> – Đội 1" || area.Area.Coordinates != "105.1,21.1 105.2,21.1 105.1,21.3 105.1,21.1" {
		t.Errorf("the area is %+v", area)
	}
	for i := range night.Households {
		night.Households[i].Point = night.Teams[0].Start
	}
	night.Teams[0].End = night.Teams[0].Start
	b.Reset()
	if err := RoutesKML(&b, night, plan); err != nil {
		t.Fatal(err)
	}
	if text := b.String(); strings.Contains(text, "LineString") || strings.Contains(text, "Polygon") || strings.Count(text, "<Point>") != 3 {
		t.Errorf("without moving it is %s", text)
	}
}

// TestKMLHoldsNoPersonalData: it may be given to a map service.
func TestKMLHoldsNoPersonalData(t *testing.T) {
	night, plan := sample(2, 6)
	var b bytes.Buffer
	if err := RoutesKML(&b, night, plan); err != nil {
		t.Fatal(err)
	}
	for _, h := range night.Households {
		for _, secret := range []string{h.Name, h.Address, h.Phone} {
			if strings.Contains(b.String(), secret) {
				t.Errorf("%q is in the file", secret)
			}
		}
	}
	night.Options.Lang = "fr"
	if err := RoutesKML(&b, night, plan); err == nil {
		t.Error("French was taken")
	}
}
