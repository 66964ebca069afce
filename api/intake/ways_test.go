package intake

import (
	"context"

	"gonha/solver/campaign"
)

// householdsBy reads households with a reader's bounds, those with a place.
func householdsBy(ctx context.Context, r Reader, name string, data []byte) ([]campaign.Household, []campaign.Rejected, error) {
	return placedBy(ctx, r, Source{Name: name, Data: data})
}

func placedBy(ctx context.Context, r Reader, from Source) ([]campaign.Household, []campaign.Rejected, error) {
	var into Reading
	if err := r.Households(ctx, from, &into); err != nil {
		return nil, nil, err
	}
	return into.Households, withUnplaced(rejectedOf(into.SetAside), into.Unplaced), nil
}

func teamsBy(ctx context.Context, r Reader, name string, data []byte) ([]campaign.Team, []campaign.Rejected, error) {
	return settledBy(ctx, r, Source{Name: name, Data: data})
}

func settledBy(ctx context.Context, r Reader, from Source) ([]campaign.Team, []campaign.Rejected, error) {
	var into Reading
	if err := r.Teams(ctx, from, &into); err != nil {
		return nil, nil, err
	}
	return into.Teams, withWaiting(rejectedOf(into.SetAside), into.Waiting), nil
}

func householdsJSONBy(ctx context.Context, r Reader, data []byte) ([]campaign.Household, []campaign.Rejected, error) {
	return placedBy(ctx, r, Source{Name: "households", Data: data, JSON: true})
}

func teamsJSONBy(ctx context.Context, r Reader, data []byte) ([]campaign.Team, []campaign.Rejected, error) {
	return settledBy(ctx, r, Source{Name: "teams", Data: data, JSON: true})
}

func householdsJSON(ctx context.Context, data []byte) ([]campaign.Household, []campaign.Rejected, error) {
	return householdsJSONBy(ctx, Reader{MaxRows: AnyRows}, data)
}

func teamsJSON(ctx context.Context, data []byte) ([]campaign.Team, []campaign.Rejected, error) {
	return teamsJSONBy(ctx, Reader{MaxRows: AnyRows}, data)
}

// knownStatus says whether a status is one of the contract's.
func knownStatus(s string) (campaign.Status, bool) {
	switch status := campaign.Status(s); status {
	case campaign.Pending, campaign.Activated, campaign.Absent, campaign.Refused, campaign.Moved, campaign.NeedsOffice, campaign.NoSmartphone:
		return status, true
	}
	return "", false
}
