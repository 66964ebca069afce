package output

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"gonha/solver/campaign"
)

// kml is a KML 2.2 document (OGC 07-147r2). Its elements, like those below, are in the order of the schema's sequences.
type kml struct {
	XMLName xml.Name    `xml:"http://www.opengis.net/kml/2.2 kml"`
	Name    string      `xml:"Document>name"`
	Credit  string      `xml:"Document>description,omitempty"`
	Styles  []kmlStyle  `xml:"Document>Style"`
	Folders []kmlFolder `xml:"Document>Folder"`
}

// kmlStyle is a team's colours. KML writes them as alpha, blue, green, red.
type kmlStyle struct {
	ID        string `xml:"id,attr"`
	IconColor string `xml:"IconStyle>color"`
	Icon      string `xml:"IconStyle>Icon>href"`
	LineColor string `xml:"LineStyle>color"`
	LineWidth int    `xml:"LineStyle>width"`
	PolyColor string `xml:"PolyStyle>color"`
}

type kmlFolder struct {
	Name   string     `xml:"name"`
	Places []kmlPlace `xml:"Placemark"`
}

type kmlPlace struct {
	Name  string    `xml:"name"`
	Desc  string    `xml:"description,omitempty"`
	Style string    `xml:"styleUrl"`
	Data  []kmlData `xml:"ExtendedData>Data"`
	Point *kmlShape `xml:"Point"`
	Line  *kmlShape `xml:"LineString"`
	Area  *kmlShape `xml:"Polygon>outerBoundaryIs>LinearRing"`
}

type kmlData struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value"`
}

// kmlShape has longitude before latitude, as GeoJSON does.
type kmlShape struct {
	Tessellate  int    `xml:"tessellate,omitempty"` // 1 lays a line on the ground
	Coordinates string `xml:"coordinates"`
}

// kmlIcon is white, for a style's colour to be seen.
const kmlIcon = "http://maps.google.com/mapfiles/kml/paddle/wht-blank.png"

// RoutesKML writes routes.kml, for Google Earth and My Maps: a folder a team that goes out, in it what routes.geojson
// holds, in the night's language. It holds no personal data.
func RoutesKML(w io.Writer, night *campaign.Night, plan *campaign.Plan) error {
	words, err := wordsOf(night.Options.Lang)
	if err != nil {
		return err
	}
	e, err := lookUp(night, plan)
	if err != nil {
		return err
	}
	return e.routesKML(w, words)
}

func (e *evening) routesKML(w io.Writer, words *words) error {
	doc := kml{Name: strings.TrimSpace("gonha " + e.plan.Night), Credit: e.plan.Attribution}
	when := momentsOf(e.plan)
	for i := range e.routes {
		if r := &e.routes[i]; !r.stays() {
			style := kmlStyleOf(i)
			doc.Styles = append(doc.Styles, style)
			doc.Folders = append(doc.Folders, r.kmlFolder("#"+style.ID, words, &when))
		}
	}
	return writeXML(w, doc)
}

// kmlStyleOf is the style of the route with the given index.
func kmlStyleOf(route int) kmlStyle {
	c := colour(route) // "#rrggbb"
	bgr := c[5:7] + c[3:5] + c[1:3]
	return kmlStyle{ID: "team-" + strconv.Itoa(route+1), IconColor: "ff" + bgr, Icon: kmlIcon, LineColor: "ff" + bgr, LineWidth: 3, PolyColor: "26" + bgr}
}

// kmlFolder is a route's area, line and visits.
func (r *teamRoute) kmlFolder(style string, words *words, when *moments) kmlFolder {
	folder := kmlFolder{Name: plain(r.title())}
	if ring := r.area(); ring != nil {
		folder.Places = append(folder.Places, kmlPlace{
			Name: folder.Name, Style: style, Area: &kmlShape{Coordinates: kmlCoordinates(ring)},
			Data: []kmlData{{"team", plain(r.Team)}, {"persons", strconv.Itoa(r.Persons)}},
		})
	}
	if way := r.way(); way != nil {
		folder.Places = append(folder.Places, kmlPlace{
			Name: folder.Name, Desc: span(r.Depart, r.Return), Style: style, Line: &kmlShape{1, kmlCoordinates(way)},
			Data: []kmlData{{"team", plain(r.Team)}, {"depart_at", when.iso(r.Depart)}, {"return_at", when.iso(r.Return)}},
		})
	}
	for _, s := range r.steps {
		for k, d := range s.doors {
			folder.Places = append(folder.Places, kmlPlace{
				Name: s.label(k), Desc: fmt.Sprintf("%s · %d %s", span(d.Begin, d.Leave), d.Persons, words.People), Style: style,
				Point: &kmlShape{Coordinates: kmlCoordinates([]orb.Point{position(d.home.Point)})},
				Data:  []kmlData{{"team", plain(r.Team)}, {"household", plain(d.Household)}, {"begin_at", when.iso(d.Begin)}, {"leave_at", when.iso(d.Leave)}, {"persons", strconv.Itoa(d.Persons)}},
			})
		}
	}
	return folder
}

// kmlCoordinates are points as KML lists them.
func kmlCoordinates(points []orb.Point) string {
	var b strings.Builder
	for i, p := range points {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(degrees(p.Lon()) + "," + degrees(p.Lat()))
	}
	return b.String()
}

// writeXML writes a document with its declaration.
func writeXML(w io.Writer, doc any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
