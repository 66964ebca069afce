// Package output writes a plan in every form that people and programs take it in: plan.json, CSV
// tables and a workbook for spreadsheets, GeoJSON and KML for maps, GPX tracks for navigation apps and lists.html,
// the sheets that the teams carry. It decides nothing: all numbers are the plan's.
//
// Start with [Write], which makes a folder of them all, or [Form], which gives one by its name; each form
// has its own function too. [WriteReport] and [WriteComparison] write what plans come to. The same plan always
// gives the same bytes.
//
// Names, addresses, phones and notes go into visits.csv, visits.xlsx, unvisited.csv, places.xlsx and lists.html only.
// plan.json, routes.geojson, routes.kml and the GPX tracks hold ids, places and times, and can be handed to a map service.
package output

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gonha/solver/campaign"
)

// form is one file of a plan: its slash-separated name inside the folder and what writes it.
type form struct {
	name  string
	write func(io.Writer) error
}

// Write writes every form of the plan into dir, which is made if absent:
//
//	plan.json       the plan itself
//	visits.csv      a row a visit, in order
//	visits.xlsx     the same as a workbook, with the households left out and the rows set aside
//	unvisited.csv   a row a household left out
//	rejected.csv    a row an input row that was set aside
//	routes.geojson  a line and an area a team, a point a visit
//	routes.kml      the same for Google Earth and My Maps
//	teams/ID.gpx    a track a team; the id made safe for a file name
//	places.xlsx     a row a household that the list gives no place for, where there are some
//	lists.html      an overview and a sheet a team, in the night's language
//
// Each file is written beside its place and renamed, so it is there whole or not at all; files of an
// earlier plan are replaced, and its tracks of teams that are no more removed. New folders and files are readable by their owner only, for they hold
// personal data. Nothing is written if the plan names a household or team that the night does not
// hold. When ctx ends, Write returns its error between two files.
func Write(ctx context.Context, dir string, night *campaign.Night, plan *campaign.Plan) error {
	e, err := lookUp(night, plan)
	if err != nil {
		return fmt.Errorf("writing the plan: %w", err)
	}
	forms, err := e.forms()
	if err != nil {
		return fmt.Errorf("writing the plan: %w", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, gpxFolder), 0o700); err != nil {
		return fmt.Errorf("making the plan's folder: %w", err)
	}
	stale := staleTracks(dir, plan)
	for _, f := range forms {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := writeWhole(filepath.Join(dir, filepath.FromSlash(f.name)), f.write); err != nil {
			return fmt.Errorf("writing %s: %w", f.name, err)
		}
	}
	for _, name := range stale {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing the track of an earlier plan: %w", err)
		}
	}
	return nil
}

// staleTracks names the tracks in dir that belong to the plan there, made earlier, and not to the new
// one: a team that no longer is must not find one. Files that no plan.json accounts for are left alone.
func staleTracks(dir string, plan *campaign.Plan) []string {
	earlier, err := readRoutes(filepath.Join(dir, "plan.json"), plan.Version)
	if err != nil {
		return nil
	}
	// By folded names: where case does not count, the two may be one file.
	kept := make(map[string]bool, len(plan.Routes))
	for _, name := range gpxNames(plan.Routes) {
		kept[strings.ToLower(name)] = true
	}
	return slices.DeleteFunc(gpxNames(earlier), func(name string) bool { return kept[strings.ToLower(name)] })
}

// readRoutes reads the routes of a plan.json of a version, their teams alone, and no further: the households left out come
// behind them and may be many.
func readRoutes(path string, version int) ([]campaign.Route, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d := json.NewDecoder(bufio.NewReader(f))
	if _, err := d.Token(); err != nil { // {
		return nil, err
	}
	for known := false; d.More(); {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value any = new(json.RawMessage)
		var found int
		var routes []struct{ Team string }
		switch key {
		case "version":
			value = &found
		case "routes":
			value = &routes
		}
		if err := d.Decode(value); err != nil {
			return nil, err
		}
		switch {
		case key == "version":
			known = found == version
		case key == "routes" && known:
			list := make([]campaign.Route, len(routes))
			for i := range list {
				list[i].Team = routes[i].Team
			}
			return list, nil
		}
	}
	return nil, errors.New("no routes of this version")
}

// forms lists the files of a plan in the order in which they are written.
func (e *evening) forms() ([]form, error) {
	words, err := wordsOf(e.night.Options.Lang)
	if err != nil {
		return nil, err
	}
	forms := []form{
		{"plan.json", func(w io.Writer) error { return PlanJSON(w, e.plan) }},
		{"visits.csv", e.visitsCSV},
		{"visits.xlsx", func(w io.Writer) error { return e.visitsXLSX(w, words) }},
		{"unvisited.csv", e.unvisitedCSV},
		{"rejected.csv", func(w io.Writer) error { return RejectedCSV(w, e.plan) }},
		{"routes.geojson", e.routesGeoJSON},
		{"routes.kml", func(w io.Writer) error { return e.routesKML(w, words) }},
	}
	names := gpxNames(e.plan.Routes)
	for i := range e.routes {
		forms = append(forms, form{names[i], func(w io.Writer) error { return writeGPX(w, &e.routes[i], words, e.plan) }})
	}
	if e.hasPlaces() {
		forms = append(forms, form{"places.xlsx", func(w io.Writer) error { return e.placesXLSX(w, words) }})
	}
	return append(forms, form{"lists.html", func(w io.Writer) error { return e.lists(w, words) }}), nil
}

// writeWhole writes a file under a temporary name in the same folder and renames it into place.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".unfinished-*") // of mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close() // the error before it is the one to tell
			os.Remove(f.Name())
		}
	}()
	buffered := bufio.NewWriterSize(f, 1<<16)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
