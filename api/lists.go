package api

import (
	"context"
	"errors"
	"strings"

	"gonha/api/intake"
)

// readLists reads both lists of a submission with its hints.
func (s *server) readLists(ctx context.Context, from *submission, r *reading) {
	err := intake.Reader{MaxRows: s.bounds.Households}.Households(ctx, from.source(from.households, from.fix.Households), &r.Reading)
	if err == nil && !visits(r.Households) && len(r.Unplaced) == 0 {
		r.empty = append(r.empty, from.nothing("body.households", "không có hộ nào để đi / there is no household to visit", r.SetAside)...)
	}
	r.faults = append(r.faults, faultsOf("body.households", err)...)
	r.swapped = errors.Is(err, intake.ErrSwapped)
	r.sheets, r.rows = len(r.Sheets), len(r.SetAside)
	if from.teams.data != nil {
		s.readTeams(ctx, from, from.source(from.teams, from.fix.Teams), "body.teams", r)
	}
	if text := from.fix.TeamsText; strings.TrimSpace(text) != "" {
		s.readTeams(ctx, from, intake.Source{Name: "teams.txt", Data: []byte(text)}, "body.corrections.teams_text", r)
	}
}

// readTeams reads a list of teams.
func (s *server) readTeams(ctx context.Context, from *submission, source intake.Source, location string, r *reading) {
	before, aside := len(r.Teams)+len(r.Waiting), len(r.SetAside)
	err := intake.Reader{MaxRows: s.bounds.Teams}.Teams(ctx, source, &r.Reading)
	if err == nil && len(r.Teams)+len(r.Waiting) == before {
		r.empty = append(r.empty, from.nothing(location, "không có đội nào / there is no team", r.SetAside[aside:])...)
	}
	r.faults = append(r.faults, faultsOf(location, err)...)
	r.swapped = r.swapped || errors.Is(err, intake.ErrSwapped)
}

// source is a list as it is read.
func (s *submission) source(l list, hints intake.Hints) intake.Source {
	return intake.Source{Name: l.name, Data: l.data, JSON: s.whole, Hints: hints}
}
