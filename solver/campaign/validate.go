package campaign

import (
	"errors"
	"fmt"
)

// ErrInput is wrapped by every error that is a fault of the night's options, households or teams.
var ErrInput = errors.New("unusable input")

// Bounds of what a household or a team may hold; they keep every sum of seconds and persons of a
// route far from the overflow of 32 bits.
const (
	maxPersons   = 10_000
	maxPriority  = 100
	maxMembers   = 12
	maxPerPerson = 4 * 3600
	maxTime      = 48 * 3600
)

// Validate reports every fault of the options, households and teams at once, wrapping [ErrInput].
// It names households and teams by id only. Households that are not routed need but a known status
// and an id of their own.
func (n *Night) Validate() error {
	var faults []error
	if err := n.Options.Validate(); err != nil {
		faults = append(faults, err)
	}
	if len(n.Teams) == 0 {
		faults = append(faults, errors.New("teams: there are none"))
	}
	seen := make(map[string]bool, len(n.Households))
	for i := range n.Households {
		h := &n.Households[i]
		faults = append(faults, identify("household", h.ID, i, seen), h.faults())
		seen[h.ID] = true
	}
	clear(seen)
	for i := range n.Teams {
		t := &n.Teams[i]
		faults = append(faults, identify("team", t.ID, i, seen), t.faults())
		seen[t.ID] = true
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("%w: %w", ErrInput, err)
	}
	return nil
}

// identify reports an id that is missing or not the first of its name.
func identify(what, id string, index int, seen map[string]bool) error {
	switch {
	case id == "":
		return fmt.Errorf("%s number %d: no id", what, index+1)
	case seen[id]:
		return fmt.Errorf("%s %q: the id is given twice", what, id)
	}
	return nil
}

// faults are what makes a household impossible to plan.
func (h *Household) faults() error {
	var faults []error
	check := func(ok bool, what string) {
		if !ok {
			faults = append(faults, fmt.Errorf("household %q: %s", h.ID, what))
		}
	}
	switch h.Status {
	case Pending, Absent, NoSmartphone:
	case Activated, Refused, Moved, NeedsOffice:
		return nil
	default:
		check(false, "status: unknown")
	}
	check(h.Point.Valid(), "lat, lon: not a place on the earth")
	check(h.Persons >= 1 && h.Persons <= maxPersons, "persons: not in 1..10000")
	check(h.Priority >= 1 && h.Priority <= maxPriority, "priority: not in 1..100")
	check(h.PerPerson >= 0 && h.PerPerson <= maxPerPerson, "minutes: must be between 0 and 240")
	check(h.Days <= EveryDay, "days: not weekdays")
	for _, w := range h.Windows {
		check(w.valid(), "windows: one closes before it opens or lies outside two days")
	}
	return errors.Join(faults...)
}

// faults are what makes it impossible to plan for a team.
func (t *Team) faults() error {
	var faults []error
	check := func(ok bool, what string) {
		if !ok {
			faults = append(faults, fmt.Errorf("team %q: %s", t.ID, what))
		}
	}
	check(t.Members >= 1 && t.Members <= maxMembers, "members: not in 1..12")
	check(t.Start.Valid(), "start: not a place on the earth")
	check(t.End.Valid(), "end: not a place on the earth")
	check(t.Shift == nil || t.Shift.valid(), "shift: ends before it begins or lies outside two days")
	check(t.Mode == Walk || t.Mode == Motorbike, "mode: neither walk nor motorbike")
	check(t.MaxPersons >= 0, "max_persons: negative")
	return errors.Join(faults...)
}

func (w Window) valid() bool { return w.Open >= 0 && w.Open <= w.Close && w.Close <= maxTime }
