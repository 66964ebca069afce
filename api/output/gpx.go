package output

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gonha/geo"
	"gonha/solver/campaign"
)

// gpxFolder holds the tracks inside a plan's folder.
const gpxFolder = "teams"

// gpx is a GPX 1.1 document. Its fields, like those below, are in the order of the schema's
// sequences, http://www.topografix.com/GPX/1/1/gpx.xsd.
type gpx struct {
	XMLName   xml.Name   `xml:"http://www.topografix.com/GPX/1/1 gpx"`
	Version   string     `xml:"version,attr"`
	Creator   string     `xml:"creator,attr"`
	Name      string     `xml:"metadata>name"`
	Credit    *gpxCredit `xml:"metadata>copyright"`
	Waypoints []gpxPoint `xml:"wpt"`
	Route     *gpxRoute  `xml:"rte"`
	Track     gpxTrack   `xml:"trk"`
}

// gpxCredit names whose map the track follows.
type gpxCredit struct {
	Author string `xml:"author,attr"`
}

type gpxPoint struct {
	Lat  string `xml:"lat,attr"`
	Lon  string `xml:"lon,attr"`
	Name string `xml:"name,omitempty"`
	Desc string `xml:"desc,omitempty"`
	Sym  string `xml:"sym,omitempty"`
}

// gpxRoute is for devices that find the way from point to point by themselves.
type gpxRoute struct {
	Name   string     `xml:"name"`
	Points []gpxPoint `xml:"rtept"`
}

type gpxTrack struct {
	Name     string       `xml:"name"`
	Segments []gpxSegment `xml:"trkseg"`
}

type gpxSegment struct {
	Points []gpxPoint `xml:"trkpt"`
}

// GPX writes the GPX 1.1 track of the plan's route with the given index: a waypoint for the start, for
// each door in order, numbered as on the printed sheet, and for the end where it is elsewhere; then the start, the stops and
// the end as a route; then the way as a track. The track of a team that stays is empty, and it has no route. Waypoints tell the
// time, the household's id and the number of people, in the night's language, and no personal data; their names, which
// devices show on the map, are the numbers alone.
func GPX(w io.Writer, night *campaign.Night, plan *campaign.Plan, route int) error {
	if route < 0 || route >= len(plan.Routes) {
		return fmt.Errorf("route %d of %d", route, len(plan.Routes))
	}
	words, err := wordsOf(night.Options.Lang)
	if err != nil {
		return err
	}
	homes, teams := index(night)
	r, err := lookUpRoute(&plan.Routes[route], homes, teams)
	if err != nil {
		return err
	}
	return writeGPX(w, &r, words, plan)
}

func writeGPX(w io.Writer, r *teamRoute, words *words, plan *campaign.Plan) error {
	title := strings.TrimSpace(r.Team + " " + plan.Night)
	doc := gpx{Version: "1.1", Creator: "gonha", Name: title, Track: gpxTrack{Name: title}}
	if plan.Attribution != "" {
		doc.Credit = &gpxCredit{strings.TrimPrefix(plan.Attribution, "© ")}
	}
	start := waypoint(r.team.Start, words.Start, clock(r.Depart), "Flag, Blue")
	end := waypoint(r.team.End, words.End, clock(r.Return), "Flag, Red")
	doc.Waypoints = append(doc.Waypoints, start)
	for _, s := range r.steps {
		for k, d := range s.doors {
			desc := fmt.Sprintf("%s–%s · %s · %d %s", clock(d.Begin), clock(d.Leave), d.Household, d.Persons, words.People)
			doc.Waypoints = append(doc.Waypoints, waypoint(d.home.Point, s.label(k), desc, "Residence"))
		}
	}
	if r.team.End != r.team.Start {
		doc.Waypoints = append(doc.Waypoints, end)
	}
	if !r.stays() {
		doc.Route = &gpxRoute{title, append(r.stopPoints(start, words), end)}
		segment := gpxSegment{}
		for _, p := range r.path() {
			segment.Points = append(segment.Points, waypoint(p, "", "", ""))
		}
		doc.Track.Segments = []gpxSegment{segment}
	}
	return writeXML(w, doc)
}

// stopPoints are the points of a route: the start and then each stop, at its first door.
func (r *teamRoute) stopPoints(start gpxPoint, words *words) []gpxPoint {
	points := []gpxPoint{start}
	for i := range r.steps {
		s := &r.steps[i]
		first := s.doors[0]
		desc := fmt.Sprintf("%s–%s · %d %s", clock(first.Begin), clock(first.Leave), s.persons(), words.People)
		points = append(points, waypoint(s.point(), strconv.Itoa(s.number), desc, "Residence"))
	}
	return points
}

func waypoint(p geo.Point, name, desc, sym string) gpxPoint {
	return gpxPoint{degrees(p.Lat), degrees(p.Lon), name, desc, sym}
}

// gpxNames gives each route a file name inside the plan's folder, "teams/T01.gpx". Names differ even
// where case does not count, and depend on the ids and their order alone.
func gpxNames(routes []campaign.Route) []string {
	taken := make(map[string]bool, len(routes))
	names := make([]string, len(routes))
	for i := range routes {
		base := fileName(routes[i].Team)
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(name)] = true
		names[i] = gpxFolder + "/" + name + ".gpx"
	}
	return names
}

// fileName makes an arbitrary id safe as a file's name on any system: letters, digits, hyphen and
// underscore stay, what lies between becomes one hyphen. It has at most 60 letters, 240 bytes, and is
// neither empty nor one of Windows' device names.
func fileName(id string) string {
	keep := func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}
	words := strings.FieldsFunc(strings.Map(keep, norm.NFC.String(strings.ToValidUTF8(id, "-"))), func(r rune) bool { return r == '-' })
	name := []rune(strings.Join(words, "-"))
	if len(name) > 60 {
		name = name[:60]
	}
	switch upper := strings.ToUpper(string(name)); {
	case upper == "":
		return "team"
	case upper == "CON", upper == "PRN", upper == "AUX", upper == "NUL",
		len(upper) == 4 && (upper[:3] == "COM" || upper[:3] == "LPT") && upper[3] >= '0' && upper[3] <= '9':
		return "team-" + string(name)
	}
	return string(name)
}
