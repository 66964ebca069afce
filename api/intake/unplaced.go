package intake

import (
	"context"

	"gonha/geo"
	"gonha/solver/campaign"
)

// Unplaced is a household to be visited that has an address and no coordinates.
type Unplaced struct {
	Household campaign.Household // its Point is not valid
	Rows      []SetAside         // its rows, to be set aside if no place is found
}

// AddressedFile reads the households of the file at path as [HouseholdsFile] does, for somebody who finds places by
// addresses: the households to be visited that have an address and no coordinates come apart from the others, in the
// order of the file, and not among the rejected rows.
func AddressedFile(ctx context.Context, path string) ([]campaign.Household, []Unplaced, []campaign.Rejected, error) {
	data, err := readFile(path, MaxFileBytes)
	if err != nil {
		return nil, nil, nil, err
	}
	return Addressed(ctx, path, data)
}

// Addressed is [AddressedFile] of a file's content.
func Addressed(ctx context.Context, name string, data []byte) ([]campaign.Household, []Unplaced, []campaign.Rejected, error) {
	var into Reading
	if err := (Reader{MaxRows: AnyRows}).Households(ctx, Source{Name: name, Data: data}, &into); err != nil {
		return nil, nil, nil, err
	}
	return into.Households, into.Unplaced, rejectedOf(into.SetAside), nil
}

// PlannedFile reads the households that a plan was made of from the file at path: those that have coordinates there, and
// those that the plan has placed by their addresses, where it has.
func PlannedFile(ctx context.Context, path string, plan *campaign.Plan) ([]campaign.Household, []campaign.Rejected, error) {
	if len(plan.Placed) == 0 {
		return HouseholdsFile(ctx, path)
	}
	households, unplaced, rejected, err := AddressedFile(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	placed := make(map[string]*campaign.Placed, len(plan.Placed))
	for i := range plan.Placed {
		placed[plan.Placed[i].Household] = &plan.Placed[i]
	}
	for _, u := range unplaced {
		p := placed[u.Household.ID]
		if p == nil {
			rejected = append(rejected, rejectedOf(u.Rows)...)
			continue
		}
		u.Household.Point, u.Household.Guess = geo.Point{Lat: p.Lat, Lon: p.Lon}, &p.Guess
		households = append(households, u.Household)
	}
	return households, rejected, nil
}
