package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// featureAt is a GeoJSON feature at 21 N, 105 E.
func featureAt(properties string) string {
	return `{"type":"Feature","geometry":{"type":"Point","coordinates":[105,21]},"properties":` + properties + `}`
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + `]}`
}

func TestHouseholdsGeoJSON(t *testing.T) {
	plain := []campaign.Household{household("A", nil)}
	everything := []campaign.Household{household("A", func(h *campaign.Household) {
		h.Persons, h.Mandatory, h.PerPerson, h.Group, h.Status = 3, true, 150, "TDP-1", campaign.Absent
		h.Windows = []campaign.Window{{Open: 70200, Close: 72900}, {Open: 75600, Close: 77400}}
	})}
	numbered := []campaign.Household{household("12345678901234567890", nil)}
	for _, test := range []struct {
		name, text string
		want       []campaign.Household
	}{
		{"least", collection(featureAt(`{"id":"A"}`)), plain},
		{"no features", collection(), nil},
		{"byte order mark", "\ufeff" + collection(featureAt(`{"id":"A"}`)), plain},
		{"members before and behind", `{"name":"x","features":[` + featureAt(`{"id":"A"}`) + `],"crs":{"a":[1]},"type":"FeatureCollection"}`, plain},
		{"its own id", collection(`{"type":"Feature","id":"A","geometry":{"type":"Point","coordinates":[105,21,7]},"properties":null}`), plain},
		{"a number for an id", collection(featureAt(`{"id":12345678901234567890}`)), numbered},
		{"everything", collection(featureAt(`{"id":"A","persons":3,"mandatory":true,"minutes":2.5,"group":"TDP-1","status":"absent","windows":["19:30-20:15","21:00-21:30"],"x":{"y":1}}`)), everything},
		{"Vietnamese", collection(featureAt(`{"Mã hộ":"A","Số người":"3","bắt buộc":"có","phút":"2,5","tổ":"TDP-1","trạng thái":"vắng","khung giờ":"19h30-20h15 và 21h-21h30"}`)), everything},
		{"the first of two alike", collection(featureAt(`{"mã":"A","id":"B"}`)), plain},
		{"no geometry but columns", collection(`{"type":"Feature","geometry":null,"properties":{"id":"A","lat":21,"lon":105}}`), plain},
		{"persons", collection(featureAt(`{"household":"A","name":"Một"}`), featureAt(`{"household":"A","name":"Hai"}`)),
			[]campaign.Household{household("A", func(h *campaign.Household) {
				h.Name, h.Persons, h.People = "Một", 2, []campaign.Person{{Name: "Một"}, {Name: "Hai"}}
			})}},
	} {
		got, rejected, err := Households(t.Context(), "upload", []byte(test.text))
		if err != nil || len(rejected) > 0 {
			t.Errorf("%s: %v, %v", test.name, err, rejected)
		}
		if diff := cmp.Diff(test.want, got, asPlanned[1]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestRejectedFeatures(t *testing.T) {
	for _, test := range []struct {
		name, feature string
		column        string
		why           reason
	}{
		{"a line", `{"type":"Feature","geometry":{"type":"LineString","coordinates":[[105,21],[105,22]]},"properties":{"id":"B"}}`, "geometry", notPoint},
		{"several points", `{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[105,21],[105,22]]},"properties":{"id":"B"}}`, "geometry", notPoint},
		{"no geometry", `{"type":"Feature","geometry":null,"properties":{"id":"B"}}`, "geometry", missingPoint},
		{"swapped", `{"type":"Feature","geometry":{"type":"Point","coordinates":[21,105]},"properties":{"id":"B"}}`, "geometry", swappedPoint},
		{"half a point", `{"type":"Feature","geometry":{"type":"Point","coordinates":[105]},"properties":{"id":"B"}}`, "geometry", missingPoint},
		{"words for a point", `{"type":"Feature","geometry":{"type":"Point","coordinates":"x"},"properties":{"id":"B"}}`, "geometry", missingPoint},
		{"not a feature", `{"type":"Point","coordinates":[105,21]}`, "", notFeature},
		{"a number", `7`, "", notFeature},
		{"nothing", `null`, "", notFeature},
		{"properties no object", `{"type":"Feature","geometry":null,"properties":7}`, "", notFeature},
		{"no id", featureAt(`{}`), "id", missingID},
		{"repeated id", featureAt(`{"id":"A"}`), "id", repeatedTeam(1)},
		{"half a person", featureAt(`{"id":"B","persons":1.5}`), "persons", badPersons},
		{"an object", featureAt(`{"id":"B","persons":{}}`), "persons", notCell},
	} {
		got, rejected, err := Households(t.Context(), "a.geojson", []byte(collection(featureAt(`{"id":"A"}`), test.feature, featureAt(`{"id":"C"}`))))
		if err != nil || len(got) != 2 {
			t.Errorf("%s: %d households, %v, want the other two", test.name, len(got), err)
		}
		want := []campaign.Rejected{{File: "a.geojson", Row: 2, Column: test.column, Reason: string(test.why)}}
		if diff := cmp.Diff(want, rejected); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestUnusableGeoJSON(t *testing.T) {
	for text, want := range map[string]string{
		`{`: "line 1, after 0 features: not sound JSON",
		collection(featureAt(`{"id":"A"}`), featureAt(`{"id":"B"}`), `?`): "line 3, after 2 features: not sound JSON",
		`{"type":"FeatureCollection","features":[`:                        "line 1, after 0 features: not sound JSON",
		featureAt(`{"id":"A"}`):                                           "not a GeoJSON FeatureCollection",
		`{"type":"FeatureCollection"}`:                                    "not a GeoJSON FeatureCollection",
		`{"type":7,"features":[]}`:                                        "not a GeoJSON FeatureCollection",
		`{"features":[]}`:                                                 "not a GeoJSON FeatureCollection",
		`{"type":"FeatureCollection","features":{}}`:                      "not a GeoJSON FeatureCollection",
		`{"type":"FeatureCollection","features":null}`:                    "not a GeoJSON FeatureCollection",
		collection(featureAt(`{"a":"A"}`)):                                "no id column (id, mã or mã hộ)",
	} {
		if _, _, err := Households(t.Context(), "a.geojson", []byte(text)); err == nil || inEnglish(t, err) != "a.geojson: "+want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestAllFeaturesBad(t *testing.T) {
	got, rejected, err := Households(t.Context(), "a.geojson", []byte(collection("1", "null")))
	if err != nil || len(got) != 0 || len(rejected) != 2 {
		t.Errorf("%d households, %d rejected, %v, want 0, 2 and no error", len(got), len(rejected), err)
	}
}
