package output

import (
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"gonha/geo"
	"gonha/solver/campaign"
)

// RoutesGeoJSON writes routes.geojson (RFC 7946): for each team that goes out its area (the convex
// hull of its visits, where they span one), its route, where it moves, and a point a visit. The property kind is
// "area", "route" or "visit"; colours follow simplestyle-spec 1.1. Times are there three times: the plan's clock
// (begin, depart, return), ISO 8601 (begin_at and so on), and a text for labels (clock). It holds no personal data, so
// it may be given to a map service.
func RoutesGeoJSON(w io.Writer, night *campaign.Night, plan *campaign.Plan) error {
	e, err := lookUp(night, plan)
	if err != nil {
		return err
	}
	return e.routesGeoJSON(w)
}

func (e *evening) routesGeoJSON(w io.Writer) error {
	all, when := geojson.NewFeatureCollection(), momentsOf(e.plan)
	for i := range e.routes {
		if r := &e.routes[i]; !r.stays() {
			all.Features = append(all.Features, r.features(colour(i), e.plan.Attribution, &when)...)
		}
	}
	if len(all.Features) > 0 {
		box := all.Features[0].Geometry.Bound()
		for _, f := range all.Features[1:] {
			box = box.Union(f.Geometry.Bound())
		}
		all.BBox = geojson.NewBBox(box)
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
func (r *teamRoute) features(colour, credit string, when *moments) []*geojson.Feature {
	var features []*geojson.Feature
	if ring := r.area(); ring != nil {
		area := geojson.NewFeature(orb.Polygon{ring})
		area.Properties = geojson.Properties{
			"kind": "area", "team": r.Team, "name": r.title(), "visits": len(r.Visits), "persons": r.Persons,
			"stroke": colour, "stroke-width": 1, "fill": colour, "fill-opacity": 0.15,
		}
		features = append(features, area)
	}
	if way := r.way(); way != nil {
		route := geojson.NewFeature(way)
		route.Properties = geojson.Properties{
			"kind": "route", "team": r.Team, "name": r.title(), "depart": r.Depart.String(), "return": r.Return.String(),
			"depart_at": when.iso(r.Depart), "return_at": when.iso(r.Return), "clock": textSpan(r.Depart, r.Return),
			"travel_s": r.TravelS, "distance_m": r.DistanceM, "stroke": colour, "stroke-width": 3,
		}
		if n := r.StraightLegs(); n > 0 {
			route.Properties["straight_legs"] = n
		}
		if credit != "" {
			route.Properties["attribution"] = credit
		}
		features = append(features, route)
	}
	for _, s := range r.steps {
		for k, d := range s.doors {
			visit := geojson.NewFeature(position(d.home.Point))
			visit.Properties = geojson.Properties{
				"kind": "visit", "team": r.Team, "name": r.Team + " · " + s.label(k), "seq": d.Seq, "stop": d.Stop,
				"household": d.Household, "begin": d.Begin.String(),
				"begin_at": when.iso(d.Begin), "leave_at": when.iso(d.Leave), "clock": textSpan(d.Begin, d.Leave), "persons": d.Persons, "marker-color": colour,
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

// title is the team's id with its name.
func (r *teamRoute) title() string {
	if r.team.Name != "" && r.team.Name != r.Team {
		return r.Team + " – " + r.team.Name
	}
	return r.Team
}

// area is the outline of the team's visits, closed and counter-clockwise, or nil where they span none.
func (r *teamRoute) area() orb.Ring {
	ring := orb.Ring(slices.Compact(line(geo.Hull(r.places()))))
	if len(ring) < 3 {
		return nil
	}
	if ring = append(ring, ring[0]); ring.Orientation() != orb.CCW { // rounded to a line
		return nil
	}
	return ring
}

// way is the team's line, or nil where it does not move: a line of one repeated place is none to many programs.
func (r *teamRoute) way() orb.LineString {
	if way := slices.Compact(line(r.path())); len(way) >= 2 {
		return way
	}
	return nil
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
