package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"gonha/solver/campaign"
)

// ErrNotPlan is wrapped by the error of a file that is not a plan.json that this program can read.
var ErrNotPlan = errors.New("không phải plan.json phiên bản 1 / not a plan.json of version 1")

// PlanFile reads the plan.json at path, of [MaxFileBytes] at most.
func PlanFile(path string) (*campaign.Plan, error) {
	data, err := readFile(path, MaxFileBytes)
	if err != nil {
		return nil, err
	}
	plan, err := Plan(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", baseName(path), err)
	}
	return plan, nil
}

// Plan reads a plan.json. Whether it suits a night is for [campaign.Night.Verify] to say; that ids are
// there and numbers are not negative holds of every plan that it gives. Errors wrap [ErrNotPlan].
func Plan(data []byte) (*campaign.Plan, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return nil, ErrNotPlan
	}
	var plan campaign.Plan
	decoder := json.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&plan); err != nil || plan.Version != 1 {
		return nil, ErrNotPlan
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, ErrNotPlan
	}
	for i := range plan.Routes {
		if !soundRoute(&plan.Routes[i]) {
			return nil, fmt.Errorf("%w: đội thứ / route %d", ErrNotPlan, i+1)
		}
	}
	return &plan, nil
}

// soundRoute says whether a route has ids, and no number is negative.
func soundRoute(r *campaign.Route) bool {
	sound := r.Team != "" && r.Persons >= 0 && r.Prize >= 0 && r.TravelS >= 0 && r.ServiceS >= 0 && r.WaitS >= 0 && r.DistanceM >= 0
	for i := range r.Visits {
		v := &r.Visits[i]
		sound = sound && v.Household != "" && v.Persons >= 0 && v.Stop >= 1 && v.TravelS >= 0 && v.DistanceM >= 0 && v.WaitS >= 0
	}
	return sound
}
