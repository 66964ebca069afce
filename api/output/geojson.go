package output

import (
	"encoding/json"
	"io"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"gonha/geo"
	"gonha/solver/campaign"
)

// RoutesGeoJSON writes routes.geojson (RFC 7946): for each team that goes out its area (the convex
// hull of its visits, where they span one), its route and a point a visit. The property kind is
// "area", "route" or "visit"; colours follow simplestyle-spec 1.1. It holds no personal data, so it
// may be given to a map service.
func RoutesGeoJSON(w io.Writer, night *campaign.Night, plan *campaign.Plan) error {
	e, err := lookUp(night, plan)
	if err != nil {
		return err
	}
	return e.routesGeoJSON(w)
}

func (e *evening) routesGeoJSON(w io.Writer) error {
	all := geojson.NewFeatureCollection()
	for i := range e.routes {
		if r := &e.routes[i]; !r.stays() {
			all.Features = append(all.Features, r.features(colour(i), e.plan.Attribution)...)
		}
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// features are a route's area, line and visits, the area first so that it is drawn beneath. credit is
// that of the map that the line follows.
func (r *teamRoute) features(colour, credit string) []*geojson.Feature {
	var features []*geojson.Feature
	title := r.Team
	if r.team.Name != "" && r.team.Name != r.Team {
		title += " – " + r.team.Name
	}
	if ring := orb.Ring(line(geo.Hull(r.places()))); len(ring) >= 3 {
		area := geojson.NewFeature(orb.Polygon{append(ring, ring[0])})
		area.Properties = geojson.Properties{
			"kind": "area", "team": r.Team, "name": title, "visits": len(r.Visits), "persons": r.Persons,
			"stroke": colour, "stroke-width": 1, "fill": colour, "fill-opacity": 0.15,
		}
		features = append(features, area)
	}
	route := geojson.NewFeature(orb.LineString(line(r.path())))
	route.Properties = geojson.Properties{
		"kind": "route", "team": r.Team, "name": title, "depart": r.Depart.String(), "return": r.Return.String(),
		"travel_s": r.TravelS, "distance_m": r.DistanceM, "stroke": colour, "stroke-width": 3,
	}
	if credit != "" {
		route.Properties["attribution"] = credit
	}
	features = append(features, route)
	for _, s := range r.steps {
		for k, d := range s.doors {
			visit := geojson.NewFeature(position(d.home.Point))
			visit.Properties = geojson.Properties{
				"kind": "visit", "team": r.Team, "name": r.Team + " · " + s.label(k), "seq": d.Seq, "stop": d.Stop,
				"household": d.Household, "begin": d.Begin.String(), "persons": d.Persons, "marker-color": colour,
			}
			if len(d.Streets) > 0 {
				visit.Properties["streets"] = strings.Join(d.Streets, ", ")
			}
			if guessed(d.home) {
				visit.Properties["confidence"] = d.home.Guess.Confidence
			}
			features = append(features, visit)
		}
	}
	return features
}

// line turns points to longitude before latitude, as GeoJSON has them.
func line(points []geo.Point) []orb.Point {
	turned := make([]orb.Point, len(points), len(points)+1)
	for i, p := range points {
		turned[i] = position(p)
	}
	return turned
}

// position rounds to 1e-7 degrees, about a centimetre; more would be noise (RFC 7946, section 11.2).
func position(p geo.Point) orb.Point {
	return orb.Point{math.Round(p.Lon*1e7) / 1e7, math.Round(p.Lat*1e7) / 1e7}
}

// palette holds colours that are dark enough for lines on white paper and tell apart from each other
// when printed side by side.
var palette = [...]string{
	"#0b5fa5", "#b3261e", "#1b7a3d", "#7a3e9d", "#a85400", "#00727a", "#c2187a", "#5b5b00", "#3f51b5", "#5d4037",
}

// colour is the colour of the route with the given index, the same in every form.
func colour(route int) string { return palette[route%len(palette)] }
