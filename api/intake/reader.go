package intake

import (
	"context"
	"fmt"
	"math"

	"gonha/solver/campaign"
)

// Reader reads lists from people who are not trusted with the machine's memory: it stops as soon as a
// list has more rows than it may.
type Reader struct {
	MaxRows int // of one list, empty ones not counted; [AnyRows] is no bound
}

// AnyRows is a [Reader]'s MaxRows where a list may have any number.
const AnyRows = math.MaxInt

// TooMany is the error, wrapped behind the list's name, of a list with more rows than the reader takes.
type TooMany struct{ Limit int }

// Error implements error.
func (e TooMany) Error() string {
	return fmt.Sprintf("nhiều hơn %d dòng / more than %d rows", e.Limit, e.Limit)
}

// Households is [Households] with the reader's bound.
func (r Reader) Households(ctx context.Context, name string, data []byte) ([]campaign.Household, []campaign.Rejected, error) {
	list := householdList{}
	rows := r.list(baseName(name))
	return list.finish(rows, rows.readFile(ctx, data, householdColumns, list.add))
}

// Teams is [Teams] with the reader's bound.
func (r Reader) Teams(ctx context.Context, name string, data []byte) ([]campaign.Team, []campaign.Rejected, error) {
	list := newTeamList()
	rows := r.list(baseName(name))
	return list.finish(rows, rows.readFile(ctx, data, teamColumns, list.add))
}

// HouseholdsJSON is [HouseholdsJSON] with the reader's bound.
func (r Reader) HouseholdsJSON(ctx context.Context, data []byte) ([]campaign.Household, []campaign.Rejected, error) {
	list := householdList{}
	rows := r.list("households")
	return list.finish(rows, rows.readArray(ctx, data, householdColumns, list.add))
}

// TeamsJSON is [TeamsJSON] with the reader's bound.
func (r Reader) TeamsJSON(ctx context.Context, data []byte) ([]campaign.Team, []campaign.Rejected, error) {
	list := newTeamList()
	rows := r.list("teams")
	return list.finish(rows, rows.readArray(ctx, data, teamColumns, list.add))
}

func (r Reader) list(name string) *rowSet { return &rowSet{file: name, most: r.MaxRows} }
