package output

import (
	"cmp"
	"errors"
	"io"
	"strings"

	"gonha/solver/campaign"
)

// ErrNoForm is the error of [Form] for a name that is none of a plan's files.
var ErrNoForm = errors.New("no such file of a plan")

// Form gives what writes one file of a plan, and its media type. The names are those of [Write], but
// for the tracks: "teams/ID.gpx" with the team's own id. The language, "vi" or "en", is that of the
// lists, the workbook, the KML file and the tracks; empty is the night's. Errors are [ErrNoForm], and those of a plan
// that names what the night does not hold.
func Form(night *campaign.Night, plan *campaign.Plan, name, lang string) (write func(io.Writer) error, media string, err error) {
	words, err := wordsOf(cmp.Or(lang, night.Options.Lang))
	if err != nil {
		return nil, "", err
	}
	if name == "plan.json" || name == "rejected.csv" { // these need no looking up
		return (&evening{night: night, plan: plan}).form(name, words)
	}
	e, err := lookUp(night, plan)
	if err != nil {
		return nil, "", err
	}
	return e.form(name, words)
}

func (e *evening) form(name string, words *words) (write func(io.Writer) error, media string, err error) {
	const table = "text/csv; charset=utf-8"
	switch name {
	case "plan.json":
		return func(w io.Writer) error { return PlanJSON(w, e.plan) }, "application/json", nil
	case "visits.csv":
		return e.visitsCSV, table, nil
	case "visits.xlsx":
		return func(w io.Writer) error { return e.visitsXLSX(w, words) }, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", nil
	case "unvisited.csv":
		return e.unvisitedCSV, table, nil
	case "rejected.csv":
		return func(w io.Writer) error { return RejectedCSV(w, e.plan) }, table, nil
	case "routes.geojson":
		return e.routesGeoJSON, "application/geo+json", nil
	case "routes.kml":
		return func(w io.Writer) error { return e.routesKML(w, words) }, "application/vnd.google-earth.kml+xml", nil
	case "lists.html":
		return func(w io.Writer) error { return e.lists(w, words) }, "text/html; charset=utf-8", nil
	}
	id, folder := strings.CutPrefix(name, gpxFolder+"/")
	id, track := strings.CutSuffix(id, ".gpx")
	for i := range e.routes {
		if folder && track && e.routes[i].Team == id {
			return func(w io.Writer) error { return writeGPX(w, &e.routes[i], words, e.plan) }, "application/gpx+xml", nil
		}
	}
	return nil, "", ErrNoForm
}
