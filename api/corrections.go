package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gonha/api/intake"
	"gonha/geo"
	"gonha/solver/campaign"
)

// Corrections are what somebody has put right about two lists after seeing what was read of them, see [server.reads]. A
// solve takes the same, so that a plan is made of exactly what was shown.
type Corrections struct {
	Households intake.Hints `json:"households,omitzero" doc:"How the households' file is meant."`
	Teams      intake.Hints `json:"teams,omitzero" doc:"How the teams' file is meant."`
	TeamsText  string       `json:"teams_text,omitempty" maxLength:"20000" doc:"Teams as people write them in a message, a line a team."`
	TeamsTable []TypedTeam  `json:"teams_table,omitempty" doc:"Teams typed in a table."`
	Start      string       `json:"start,omitempty" maxLength:"500" doc:"Where all teams set out that have no place of their own: coordinates, a map link, or an address." example:"21.0270, 105.8350"`
	Geocode    Geocode      `json:"geocode,omitempty" enum:"sure,likely,all" doc:"Which guesses of places by address are good enough to plan: sure where it is not given."`
	Places     []Settled    `json:"places,omitempty" doc:"Places that somebody has settled."`
}

// TypedTeam is a team that somebody typed in the page.
type TypedTeam struct {
	Name    string        `json:"name,omitempty" maxLength:"200"`
	Members int           `json:"members,omitempty" minimum:"1" maximum:"12" default:"4"`
	Mode    campaign.Mode `json:"mode,omitempty" enum:"walk,motorbike" default:"motorbike"`
	Groups  []string      `json:"groups,omitempty" doc:"It visits only these; none is all."`
	Start   string        `json:"start,omitempty" maxLength:"500" doc:"As the start for all, for this team alone."`
}

// Settled is where a household is, or that it is left out tonight. It is found again by its address and group where it
// has an address, and else by its id.
type Settled struct {
	Household string   `json:"household,omitempty" maxLength:"100" doc:"The household's id."`
	Address   string   `json:"address,omitempty" maxLength:"1000" doc:"As the list has it."`
	Group     string   `json:"group,omitempty" maxLength:"200" doc:"As the list has it."`
	Ward      string   `json:"ward,omitempty" maxLength:"200" doc:"As the list has it."`
	Name      string   `json:"name,omitempty" maxLength:"200" doc:"As the list has it, by which places are remembered whose address leads to no door."`
	Lat       *float64 `json:"lat,omitempty" example:"21.0275"`
	Lon       *float64 `json:"lon,omitempty" example:"105.8354"`
	Skip      bool     `json:"skip,omitempty" doc:"It is not planned, whatever is guessed of it."`
}

// Geocode says how sure a guess of a place must be.
type Geocode string

// The ways to take guesses.
const (
	OnlySure  Geocode = "sure"
	AndLikely Geocode = "likely"
	AnyGuess  Geocode = "all"
)

// Bounds of texts in corrections, in characters, and of how many groups a team has.
const (
	mostText   = 20_000
	mostStart  = 500
	mostName   = 200
	mostGroups = 100
)

// readCorrections reads corrections of a request; none are no faults.
func readCorrections(data []byte, most Bounds) (c Corrections, faults []Fault) {
	if len(bytes.TrimSpace(data)) == 0 {
		return c, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&c)
	if err == nil {
		_, err = decoder.Token()
	}
	if !errors.Is(err, io.EOF) { // whose text may hold what was given
		return Corrections{}, []Fault{{"body.corrections", "không đúng dạng / not of the form described in /docs"}}
	}
	wrong := func(at, what string) { faults = append(faults, Fault{"body.corrections" + at, what}) }
	if !slices.Contains([]Geocode{"", OnlySure, AndLikely, AnyGuess}, c.Geocode) {
		wrong(".geocode", "phải là sure, likely hoặc all / must be sure, likely or all")
	}
	if long(c.TeamsText, mostText) {
		wrong(".teams_text", fmt.Sprintf("dài quá %d ký tự / longer than %d characters", mostText, mostText))
	}
	if long(c.Start, mostStart) {
		wrong(".start", fmt.Sprintf("dài quá %d ký tự / longer than %d characters", mostStart, mostStart))
	}
	if len(c.TeamsTable) > most.Teams {
		wrong(".teams_table", fmt.Sprintf("nhiều hơn %d đội / more than %d teams", most.Teams, most.Teams))
	}
	if len(c.Places) > most.Households {
		wrong(".places", fmt.Sprintf("nhiều hơn %d hộ / more than %d households", most.Households, most.Households))
	}
	for i := range c.TeamsTable {
		if what := c.TeamsTable[i].fault(); what != "" {
			wrong(fmt.Sprintf(".teams_table[%d]", i), what)
		}
	}
	return c, append(faults, settledFaults("body.corrections.places", c.Places)...)
}

// settledFaults are what is wrong with settled places, the first few.
func settledFaults(at string, places []Settled) (faults []Fault) {
	for i := range places {
		if what := places[i].fault(); what != "" && len(faults) < shownFaults {
			faults = append(faults, Fault{at + "[" + strconv.Itoa(i) + "]", what})
		}
	}
	return faults
}

func long(text string, most int) bool { return utf8.RuneCountInString(text) > most }

// fault is what is wrong with a typed team, or empty.
func (t *TypedTeam) fault() string {
	switch {
	case t.Members < 0 || t.Members > 12:
		return "số thành viên phải từ 1 đến 12 / members must be 1 to 12"
	case t.Mode != "" && t.Mode != campaign.Walk && t.Mode != campaign.Motorbike:
		return "phương tiện phải là đi bộ hoặc xe máy / the mode must be walk or motorbike"
	case long(t.Name, mostName) || long(t.Start, mostStart) || len(t.Groups) > mostGroups:
		return "chữ dài quá / the text is too long"
	}
	return ""
}

// team makes the team of a row of the table, whose number from 1 its id is of. Its start is not valid.
func (t *TypedTeam) team(n int) campaign.Team {
	made := campaign.Team{
		ID: "T" + strconv.Itoa(n), Name: strings.Join(strings.Fields(t.Name), " "), Members: cmp.Or(t.Members, 4),
		Mode: cmp.Or(t.Mode, campaign.Motorbike), Start: nowhere(), End: nowhere(),
	}
	for _, group := range t.Groups {
		if group = strings.Join(strings.Fields(group), " "); group != "" {
			made.Groups = append(made.Groups, group)
		}
	}
	return made
}

// fault is what is wrong with a settled place, or empty.
func (p *Settled) fault() string {
	switch {
	case p.Household == "" && p.Address == "":
		return "thiếu mã hộ hoặc địa chỉ / the household or its address is missing"
	case p.Skip:
		return ""
	case p.Lat == nil || p.Lon == nil:
		return "thiếu tọa độ / the coordinates are missing"
	}
	if _, err := intake.Point(fmt.Sprintf("%.7f, %.7f", *p.Lat, *p.Lon)); err != nil {
		return err.Error()
	}
	return ""
}

// point is where it is; not valid where it is left out.
func (p *Settled) point() geo.Point {
	if p.Skip {
		return nowhere()
	}
	return geo.Point{Lat: *p.Lat, Lon: *p.Lon}
}
