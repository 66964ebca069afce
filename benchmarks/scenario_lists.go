package benchmarks

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"

	"gonha/solver/campaign"
)

// Evening is the night that a scenario's lists are planned for, in the units of [campaign.Options].
type Evening struct {
	Window           campaign.Window // the evening
	Setup, PerPerson int             // seconds
	Detour           float64
}

// defaultEvening has the settings of the contract.
func defaultEvening() Evening {
	o := campaign.DefaultOptions()
	return Evening{Window: o.Window, Setup: o.Setup, PerPerson: o.PerPerson, Detour: o.Detour}
}

// ApplyTo sets the evening in o and leaves the rest.
func (e Evening) ApplyTo(o *campaign.Options) {
	o.Window, o.Setup, o.PerPerson, o.Detour = e.Window, e.Setup, e.PerPerson, e.Detour
}

// WriteOptions writes the evening as a file for gonha plan --options. Errors are those of w.
func WriteOptions(w io.Writer, e Evening) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	err := out.Encode(struct {
		Window    string  `json:"window"`
		Setup     int     `json:"setup_s"`
		PerPerson int     `json:"per_person_s"`
		Detour    float64 `json:"detour"`
	}{joinWindows([]campaign.Window{e.Window}), e.Setup, e.PerPerson, e.Detour})
	if err != nil {
		return fmt.Errorf("writing options: %w", err)
	}
	return nil
}

// Size is how many households and teams the scenario has.
func (s Scenario) Size() (households, teams int) {
	if s.District != nil {
		return s.District.Households, s.District.Teams
	}
	return s.Options.Households, s.Options.Teams
}

// With gives the scenario with another seed, and with other numbers of households and teams where they
// are not nil; with households alone the teams keep their proportion.
func (s Scenario) With(seed uint64, households, teams *int) Scenario {
	if s.District != nil {
		o := *s.District
		o.Seed = seed
		if households != nil {
			o = o.WithHouseholds(*households)
		}
		if teams != nil {
			o.Teams = *teams
		}
		s.District = &o
		return s
	}
	s.Options.Seed = seed
	if households != nil {
		s.Options = s.Options.WithHouseholds(*households)
	}
	if teams != nil {
		s.Options.Teams = *teams
	}
	return s
}

// Seed is that of the scenario.
func (s Scenario) Seed() uint64 {
	if s.District != nil {
		return s.District.Seed
	}
	return s.Options.Seed
}

// Validate reports every fault at once.
func (s Scenario) Validate() error {
	if s.District != nil {
		return s.District.Validate()
	}
	return s.Options.Validate()
}

// Lists are the scenario's households and teams, see [Ward] and [District]. The scenario must be valid.
func (s Scenario) Lists() (iter.Seq[campaign.Household], []campaign.Team) {
	if s.District != nil {
		return District(*s.District)
	}
	households, teams := Ward(s.Options)
	return slices.Values(households), teams
}
