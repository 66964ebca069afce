package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/intake"
)

// The types here document a request of JSON; the body itself is read row by row, see package intake,
// which takes more than they say: Vietnamese names, numbers as text, lists as text.

// householdRow is a household in a request.
type householdRow struct {
	ID        string   `json:"id" doc:"Unique (mã)." example:"H0001"`
	Lat       float64  `json:"lat" doc:"WGS84 degrees (vĩ độ)." example:"21.0431"`
	Lon       float64  `json:"lon" doc:"WGS84 degrees (kinh độ)." example:"105.7862"`
	Persons   int      `json:"persons,omitempty" minimum:"1" maximum:"1000" default:"1" doc:"People still to activate (số người)."`
	Group     string   `json:"group,omitempty" doc:"Residential group (tổ dân phố)."`
	Ward      string   `json:"ward,omitempty" doc:"Ward or commune, for reports (phường, xã)."`
	Priority  int      `json:"priority,omitempty" minimum:"1" maximum:"100" default:"1" doc:"The prize of a visit is persons x priority (ưu tiên)."`
	Mandatory bool     `json:"mandatory,omitempty" doc:"Must be visited this night (bắt buộc)."`
	Windows   []string `json:"windows,omitempty" doc:"When somebody is home, like 19:30-20:15; none is all evening (khung giờ)."`
	Minutes   float64  `json:"minutes,omitempty" doc:"For one person, in place of per_person_s (phút)."`
	Status    string   `json:"status,omitempty" enum:"pending,activated,absent,refused,moved,needs_office,no_smartphone" default:"pending" doc:"Only pending, absent and no_smartphone are visited (trạng thái)."`
	Name      string   `json:"name,omitempty" doc:"Shown to the team, as the next three are; never used in planning (họ tên)."`
	Address   string   `json:"address,omitempty" doc:"(địa chỉ)"`
	Phone     string   `json:"phone,omitempty" doc:"(điện thoại)"`
	Note      string   `json:"note,omitempty" doc:"(ghi chú)"`
}

// teamRow is a team in a request.
type teamRow struct {
	ID         string   `json:"id" doc:"Unique (mã)." example:"T1"`
	Name       string   `json:"name,omitempty" doc:"(tên)"`
	Members    int      `json:"members,omitempty" minimum:"1" maximum:"12" default:"4" doc:"Helpers, each of whom serves one person at a time (số người)."`
	StartLat   float64  `json:"start_lat" doc:"Where it sets out." example:"21.0440"`
	StartLon   float64  `json:"start_lon" example:"105.7851"`
	EndLat     float64  `json:"end_lat,omitempty" doc:"Where it must be at the end of its shift; the start where it is not given."`
	EndLon     float64  `json:"end_lon,omitempty"`
	Shift      string   `json:"shift,omitempty" doc:"Sets out no earlier, is back no later; the evening where it is not given (ca)." example:"19:30-21:30"`
	Mode       string   `json:"mode,omitempty" enum:"walk,motorbike" default:"motorbike" doc:"(phương tiện)"`
	Groups     []string `json:"groups,omitempty" doc:"It visits only these; none is all (tổ dân phố)."`
	MaxPersons int      `json:"max_persons,omitempty" doc:"Most persons in a night."`
}

// submissionJSON is a request of JSON.
type submissionJSON struct {
	Households []householdRow   `json:"households" minItems:"1"`
	Teams      []teamRow        `json:"teams" minItems:"1"`
	Options    *intake.Settings `json:"options,omitempty"`

	Corrections *Corrections `json:"corrections,omitempty"`
}

// submissionForm is a request of files.
type submissionForm struct {
	Households string `json:"households" format:"binary" doc:"The households' file: CSV, XLSX (first sheet) or GeoJSON points."`
	Teams      string `json:"teams" format:"binary" doc:"The teams' file: CSV or XLSX (first sheet)."`
	Options    string `json:"options,omitempty" doc:"The options, a JSON object." example:"{\"time_limit_s\": 10}"`

	Corrections string `json:"corrections,omitempty" doc:"The corrections, a JSON object; teams may be left out where it has some." example:"{\"start\": \"21.0270, 105.8350\", \"geocode\": \"all\"}"`
}

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

// submissionBody documents both forms of a request for a solve.
func submissionBody(a huma.API) *huma.RequestBody {
	schemas := a.OpenAPI().Components.Schemas
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {
			Schema: schemas.Schema(typeOf[submissionJSON](), true, "Submission"),
			Examples: map[string]*huma.Example{
				"evening": {Summary: "Ba hộ, một đội / Three households, one team", Value: exampleSubmission},
			},
		},
		"multipart/form-data": {Schema: schemas.Schema(typeOf[submissionForm](), true, "SubmissionForm")},
	}}
}

// exampleSubmission is a small invented evening, which a test sends as it stands.
var exampleSubmission = map[string]any{
	"households": []any{
		map[string]any{"id": "H1", "lat": 21.0431, "lon": 105.7862, "persons": 3, "group": "TDP-1"},
		map[string]any{"id": "H2", "lat": 21.0433, "lon": 105.7862, "persons": 2, "group": "TDP-1", "windows": []any{"20:00-21:00"}},
		map[string]any{"id": "H3", "lat": 21.0452, "lon": 105.7840, "persons": 1, "mandatory": true},
	},
	"teams":   []any{map[string]any{"id": "T1", "members": 4, "start_lat": 21.0440, "start_lon": 105.7851}},
	"options": map[string]any{"night": "2026-11-20", "window": "19:30-21:30", "time_limit_s": 1, "lang": "vi"},
}
