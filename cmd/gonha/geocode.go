package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"

	"gonha/api/intake"
	"gonha/api/intake/placing"
	"gonha/geo/address"
	"gonha/solver/campaign"
)

// geocoding is how households without coordinates come to theirs, and teams to their starts.
type geocoding struct {
	mode   string // "sure", "likely" or "off"; empty is not said
	places string // a file of places that people have filled in
	start  string // where teams set out of which the list does not say it
}

func (g *geocoding) define(fs *flag.FlagSet) {
	fs.Func("geocode", "", once(&g.mode))
	fs.Func("places", "", once(&g.places))
	fs.Func("start", "", once(&g.start))
}

// validate says what is wrong with the options; roads is the map's file.
func (g *geocoding) validate(roads string) error {
	switch {
	case g.mode != "" && g.mode != "sure" && g.mode != "likely" && g.mode != "off":
		return errors.New("--geocode phải là / must be: sure, likely, off")
	case (g.mode == "sure" || g.mode == "likely") && roads == "":
		return errors.New("--geocode cần có / needs: --roads FILE")
	}
	return nil
}

// byMap says whether addresses are looked for on the map of roads.
func (g *geocoding) byMap(roads string) bool { return roads != "" && g.mode != "off" }

// located is a night's lists with the places that they give and those that were found.
type located struct {
	night   *campaign.Night
	doors   []campaign.Rejected        // rows of households left out
	nowhere map[campaign.Rejected]bool // those of them that lack a place
	teams   []campaign.Rejected        // rows of teams left out
	starts  []placing.Waiting          // teams of which the list does not say in coordinates where they set out
	hasMap  bool                       // addresses were looked for
	guesses int                        // households left out whose place is likely
}

// read reads both lists into a night, and finds the places that they do not give: of households those in the file of
// places and those that the map is sure of, of teams those that it finds. What is not found is left out, with its rows.
func (g *geocoding) read(ctx context.Context, night *campaign.Night, households, teams, roads string) (*located, error) {
	lists, l, err := readLists(ctx, night, households, teams)
	if err != nil {
		return nil, err
	}
	memory, err := g.memory(ctx)
	if err != nil {
		return nil, err
	}
	finder, err := g.starts(ctx, l, lists, roads)
	if err != nil {
		return nil, err
	}
	for i := range lists.Unplaced {
		l.place(&lists.Unplaced[i], memory, finder, g.least())
	}
	return l, nil
}

// readLists reads both lists, and puts into the night what they give a place for.
func readLists(ctx context.Context, night *campaign.Night, households, teams string) (*intake.Reading, *located, error) {
	var lists intake.Reading
	if err := readInto(ctx, households, "--households", &lists, intake.Reader.Households); err != nil {
		return nil, nil, err
	}
	doors := len(lists.SetAside)
	if err := readInto(ctx, teams, "--teams", &lists, intake.Reader.Teams); err != nil {
		return nil, nil, err
	}
	night.Households, night.Teams = lists.Households, lists.Teams
	return &lists, &located{night: night, nowhere: map[campaign.Rejected]bool{}, doors: rowsOf(lists.SetAside[:doors]), teams: rowsOf(lists.SetAside[doors:])}, nil
}

// starts finds where the teams set out that the list does not say it of in coordinates, and gives what finds
// households too: with all that is known then.
func (g *geocoding) starts(ctx context.Context, l *located, lists *intake.Reading, roads string) (*placing.Finder, error) {
	l.hasMap = g.byMap(roads)
	l.starts = make([]placing.Waiting, len(lists.Waiting))
	for i := range lists.Waiting {
		l.starts[i] = placing.Waiting{Team: &lists.Waiting[i].Team, Start: lists.Waiting[i].Start}
	}
	placing.Starts(nil, l.starts, g.start) // those in coordinates tell where the evening is
	teams := slices.Clone(lists.Teams)
	for i := range l.starts {
		teams = append(teams, *l.starts[i].Team)
	}
	var finder *placing.Finder
	if l.hasMap && len(lists.Unplaced)+len(l.starts) > 0 {
		var err error
		if finder, err = placing.NewMap(roads).Finder(ctx, everybody(lists), teams); err != nil {
			return nil, fmt.Errorf("không đọc được / cannot read --roads: %w", err)
		}
		placing.Starts(finder, l.starts, g.start)
	}
	for i := range l.starts {
		w, row := &l.starts[i], lists.Waiting[i].Row
		if w.Team.Start.Valid() {
			l.night.Teams = append(l.night.Teams, *w.Team)
			continue
		}
		row.Reason = g.noStart(w, l.hasMap)
		l.teams = append(l.teams, row)
	}
	return finder, nil
}

// place adds a household to the night where its place is as sure as it must be, and else to those left out.
func (l *located) place(u *intake.Unplaced, memory *placing.Memory, finder *placing.Finder, least float64) {
	h := &u.Household
	placing.Place(h, memory, finder)
	if h.Point.Valid() && h.Guess != nil && h.Guess.Confidence >= least {
		l.night.Households = append(l.night.Households, *h)
		return
	}
	l.night.Unplaced = append(l.night.Unplaced, *h)
	if h.Guess != nil && h.Guess.Confidence >= address.Likely {
		l.guesses++
	}
	for _, row := range rowsOf(u.Rows) {
		if finder != nil {
			row.Reason = notPlaced
		}
		l.doors, l.nowhere[row] = append(l.doors, row), true
	}
}

// faulty are the rows of households left out for another reason than that they lack a place.
func (l *located) faulty() []campaign.Rejected {
	return slices.DeleteFunc(slices.Clone(l.doors), func(row campaign.Rejected) bool { return l.nowhere[row] })
}

// rowsOf are rows set aside as a plan lists them.
func rowsOf(aside []intake.SetAside) []campaign.Rejected {
	var rows []campaign.Rejected
	for i := range aside {
		rows = append(rows, aside[i].Rejected)
	}
	return rows
}

// notPlaced is the reason of the rows of a household that was looked for and has no place. It holds nothing of the address.
const notPlaced = "thiếu tọa độ, địa chỉ chưa đủ chắc: điền tọa độ vào places.xlsx / no coordinates and no sure address: fill in the coordinates in places.xlsx"

// noStart is the reason of a team that cannot set out, with what to do. It holds nothing of what the list says.
func (g *geocoding) noStart(w *placing.Waiting, hasMap bool) string {
	switch {
	case w.Start == "" && g.start == "":
		return `chưa ghi nơi xuất phát: thêm cột tọa độ, hoặc --start "21.03,105.83" (chép từ Google Maps) / no start: add a column of coordinates, or --start "21.03,105.83", copied from Google Maps`
	case !hasMap:
		return `nơi xuất phát không phải tọa độ, cần --roads BẢN-ĐỒ.osm.pbf để tìm: hoặc ghi tọa độ như 21.03,105.83 / the start is no coordinates and needs --roads MAP.osm.pbf to be found: or write coordinates like 21.03,105.83`
	case w.Found.Guess.By == string(address.BySeveral):
		return "nhiều nơi trên bản đồ có tên như nơi xuất phát: ghi tọa độ (chép từ Google Maps) / several places of the map have the name of the start: write its coordinates, copied from Google Maps"
	}
	return "không thấy nơi xuất phát trên bản đồ: ghi tọa độ (chép từ Google Maps) / the start is not on the map: write its coordinates, copied from Google Maps"
}

// memory remembers what people have filled in in the file of places.
func (g *geocoding) memory(ctx context.Context) (*placing.Memory, error) {
	if g.places == "" {
		return nil, nil
	}
	list, _, _, err := intake.AddressedFile(ctx, g.places)
	if err != nil {
		return nil, fmt.Errorf("không đọc được / cannot read --places: %w", err)
	}
	memory := placing.NewMemory()
	return memory, memory.Settle(settlements(list)...)
}

// least is the confidence with which a household is planned.
func (g *geocoding) least() float64 {
	if g.mode == "likely" {
		return address.Likely
	}
	return address.Sure
}
