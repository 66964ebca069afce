package solver

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// Tuning changes what the search is tuned by: values by name, in place of those that suit problems of
// the kind. Nil changes nothing; [Knobs] lists the names. `gonha tune` finds such values by measuring.
type Tuning map[string]float64

// Knob is something that the search can be tuned by.
type Knob struct {
	Name        string
	Doc         string
	Least, Most float64 // of its values, both included
	Whole       bool    // only whole numbers
}

// Knobs are all that [Tuning] can change, in the order of their meaning.
func Knobs() []Knob {
	var t tuning
	var list []Knob
	for _, k := range t.knobs() {
		list = append(list, k.Knob)
	}
	return list
}

// TuningOf is the value of every knob for a problem, with the changes made.
func TuningOf(p *Problem, changes Tuning) Tuning {
	tune := tuningFor(p.nature())
	changes.apply(&tune)
	values := Tuning{}
	for _, k := range tune.knobs() {
		values[k.Name] = k.value()
	}
	return values
}

// Validate reports every fault at once: names that no knob has, and values out of its range.
func (t Tuning) Validate() error {
	known := map[string]Knob{}
	for _, k := range Knobs() {
		known[k.Name] = k
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(t)) {
		switch k, ok := known[name]; {
		case !ok:
			faults = append(faults, fmt.Errorf("tuning: %.40q is not known", name))
		case !(t[name] >= k.Least && t[name] <= k.Most):
			faults = append(faults, fmt.Errorf("tuning: %s must be from %v to %v", name, k.Least, k.Most))
		case k.Whole && t[name] != math.Trunc(t[name]):
			faults = append(faults, fmt.Errorf("tuning: %s must be a whole number", name))
		}
	}
	return errors.Join(faults...)
}

// knob is a Knob with the place of its value.
type knob struct {
	Knob
	at any // *int, *float64 or *bool
}

// knobs are those of t. A list is none: it is not one number.
func (t *tuning) knobs() []knob {
	list := []knob{
		{Knob{Name: "neighbours", Doc: "nearest clients looked at around each", Least: 1, Most: 200}, &t.neighbours},
		{Knob{Name: "removed", Doc: "clients removed an iteration, about, in the mean", Least: 1, Most: 100}, &t.removed},
		{Knob{Name: "longest", Doc: "stops of a string that is removed, at most", Least: 1, Most: 200}, &t.longest},
		{Knob{Name: "split", Doc: "chance that a string spares a few stops within", Most: 1}, &t.split},
		{Knob{Name: "offered", Doc: "unvisited clients offered for each one removed", Most: 200}, &t.offered},
		{Knob{Name: "offered_at", Doc: "the same where nothing was removed", Most: 200}, &t.offeredAt},
		{Knob{Name: "transfer", Doc: "chance that an iteration moves a whole team elsewhere", Most: 1}, &t.transfer},
		{Knob{Name: "rehome", Doc: "chance that an iteration exchanges whole routes between kinds of teams", Most: 1}, &t.rehome},
		{Knob{Name: "resize", Doc: "chance that an iteration tries one route more or one fewer", Most: 1}, &t.resize},
		{Knob{Name: "dissolve", Doc: "chance that it is one fewer where load is not what limits", Most: 1}, &t.dissolve},
		{Knob{Name: "tails", Doc: "chance that an iteration exchanges the tails of two routes, cheaper or not", Most: 1}, &t.tails},
		{Knob{Name: "squeeze", Doc: "share of the search in which dear teams are to become fewer", Most: 1}, &t.squeeze},
		{Knob{Name: "scatter", Doc: "chance that single doors are removed in place of strings", Most: 1}, &t.scatter},
		{Knob{Name: "paying", Doc: "where prize has an exchange, times their way that routes are to pay at first, for more than its worth if need be", Most: 10}, &t.paying},
		{Knob{Name: "prize_worth", Doc: "a unit of prize, in the seconds that it costs at the margin", Least: 0.1, Most: 100}, &t.prizeWorth},
		{Knob{Name: "hot", Doc: "temperature from which a cycle cools", Least: 1e-6, Most: 1e6}, &t.hot},
		{Knob{Name: "cold", Doc: "temperature to which a cycle cools", Least: 1e-6, Most: 1e6}, &t.cold},
		{Knob{Name: "cycle", Doc: "iterations a client that a cooling cycle takes", Least: 1, Most: 1e9}, &t.cycle},
		{Knob{Name: "bred", Doc: "iterations a client that a cycle takes where plans are crossed", Least: 1, Most: 1e9}, &t.bred},
		{Knob{Name: "breed", Doc: "share of such cycles, the last, that begin with plans crossed", Most: 1}, &t.breed},
		{Knob{Name: "warm", Doc: "temperature from which those cool", Least: 1e-6, Most: 1e6}, &t.warm},
		{Knob{Name: "quench", Doc: "share of the way to the coldest that each epoch of a search in regions cools by itself", Most: 1}, &t.quench},
		{Knob{Name: "granular", Doc: "nearest clients that a stop is tried against in local search", Most: 200}, &t.granular},
		{Knob{Name: "genetic", Doc: "share of the search, its last, that crosses plans", Most: 1}, &t.genetic},
		{Knob{Name: "crossed", Doc: "nearest clients that a client is tried next to there", Most: 200}, &t.crossed},
		{Knob{Name: "pool", Doc: "1 keeps good routes and packs them now and then"}, &t.pool},
		{Knob{Name: "way_out", Doc: "1 looks at the places next to a route's ends for every client"}, &t.wayOut},
	}
	for i := range list {
		switch list[i].at.(type) {
		case *int:
			list[i].Whole = true
		case *bool:
			list[i].Whole, list[i].Least, list[i].Most = true, 0, 1
		}
	}
	return list
}

// value is the knob's as it stands.
func (k *knob) value() float64 {
	switch at := k.at.(type) {
	case *int:
		return float64(*at)
	case *bool:
		if *at {
			return 1
		}
		return 0
	}
	return *k.at.(*float64)
}

// apply makes the changes, which must be valid.
func (t Tuning) apply(to *tuning) {
	for _, k := range to.knobs() {
		x, ok := t[k.Name]
		if !ok {
			continue
		}
		switch at := k.at.(type) {
		case *int:
			*at = int(x)
		case *bool:
			*at = x != 0
		case *float64:
			*at = x
		}
	}
}
