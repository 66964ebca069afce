package api

import (
	"context"

	"gonha/api/intake"
	"gonha/solver/campaign"
)

// readLists reads both lists of a submission with its hints.
func (s *server) readLists(ctx context.Context, from *submission, r *reading) {
	r.householdsFile, r.teamsFile = from.households.name, from.teams.name
	households, err := from.readHouseholds(ctx, s.bounds.Households, r)
	if err == nil && !visits(r.Households) && len(r.Unplaced) == 0 {
		r.faults = append(r.faults, from.nothing("body.households", "không có hộ nào để đi / there is no household to visit", households)...)
	}
	r.faults = append(r.faults, faultsOf("body.households", err)...)
	r.setAside(households)
	if from.teams.data == nil {
		return
	}
	var teams []campaign.Rejected
	var teamsErr error
	r.Teams, teams, teamsErr = from.readTeams(ctx, s.bounds.Teams)
	if teamsErr == nil && len(r.Teams) == 0 {
		r.faults = append(r.faults, from.nothing("body.teams", "không có đội nào / there is no team", teams)...)
	}
	r.faults = append(r.faults, faultsOf("body.teams", teamsErr)...)
	r.setAside(teams)
	if len(r.faults) > 0 && !from.whole {
		r.swapped = s.swapped(ctx, from)
	}
}

func (r *reading) setAside(rows []campaign.Rejected) {
	for _, row := range rows {
		r.SetAside = append(r.SetAside, intake.SetAside{Rejected: row, Persons: 1})
	}
}

// swapped says whether each file is of use as the other.
func (s *server) swapped(ctx context.Context, from *submission) bool {
	exchanged := submission{households: from.teams, teams: from.households, addressed: true}
	var r reading
	_, err := exchanged.readHouseholds(ctx, s.bounds.Households, &r)
	if err != nil || len(r.Households)+len(r.Unplaced) == 0 {
		return false
	}
	teams, _, err := exchanged.readTeams(ctx, s.bounds.Teams)
	return err == nil && len(teams) > 0
}

// readHouseholds reads the households, so many rows at most, and gives the rows that were set aside.
func (s *submission) readHouseholds(ctx context.Context, most int, r *reading) (rows []campaign.Rejected, err error) {
	if s.whole {
		r.Households, rows, err = intake.Reader{MaxRows: most}.HouseholdsJSON(ctx, s.households.data)
		return rows, err
	}
	if !s.addressed {
		r.Households, rows, err = intake.Reader{MaxRows: most}.Households(ctx, s.households.name, s.households.data)
		return rows, err
	}
	r.Households, r.Unplaced, rows, err = intake.Addressed(ctx, s.households.name, s.households.data)
	if err == nil && len(r.Households)+len(r.Unplaced)+len(rows) > most {
		r.Households, r.Unplaced, err = nil, nil, intake.TooMany{Limit: most}
	}
	return rows, err
}

// readTeams reads the teams, so many rows at most.
func (s *submission) readTeams(ctx context.Context, most int) ([]campaign.Team, []campaign.Rejected, error) {
	reader := intake.Reader{MaxRows: most}
	if s.whole {
		return reader.TeamsJSON(ctx, s.teams.data)
	}
	return reader.Teams(ctx, s.teams.name, s.teams.data)
}
