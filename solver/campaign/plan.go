package campaign

import (
	"encoding/json"
	"fmt"

	"gonha/geo"
	"gonha/solver"
)

// Clock is a local time in seconds after midnight of the night's date, written "19:30:00" and past
// "24:00:00" for what happens after midnight.
type Clock int

// String gives the clock time with seconds.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d:%02d", c/3600, c/60%60, c%60) }

// HM gives the clock time without seconds, for people.
func (c Clock) HM() string { return fmt.Sprintf("%02d:%02d", c/3600, c/60%60) }

// MarshalText implements encoding.TextMarshaler.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (c *Clock) UnmarshalText(text []byte) error {
	var h, m, s int
	if n, err := fmt.Sscanf(string(text), "%d:%d:%d", &h, &m, &s); err != nil || n != 3 || h < 0 || m < 0 || m > 59 || s < 0 || s > 59 {
		return fmt.Errorf("clock time %q is not HH:MM:SS", text)
	}
	*c = Clock(h*3600 + m*60 + s)
	return nil
}

// Plan is the content of plan.json, version 1. It names households by id only.
type Plan struct {
	Version    int         `json:"version"`
	Night      string      `json:"night"`
	Window     string      `json:"window"`
	Timezone   string      `json:"timezone"`
	Summary    Summary     `json:"summary"`
	Routes     []Route     `json:"routes"` // one a team, in the order of the teams' file
	Unvisited  []Unvisited `json:"unvisited"`
	Rejected   []Rejected  `json:"rejected"`
	Parameters Parameters  `json:"parameters"`

	Warnings    []string  `json:"warnings,omitempty"`    // what could not be said of the plan, a sentence each
	OffRoad     []OffRoad `json:"off_road,omitempty"`    // households off all roads, visited or not
	Placed      []Placed  `json:"placed,omitempty"`      // households placed by their address, visited or not
	Attribution string    `json:"attribution,omitempty"` // of the map that the ways follow, to be shown with them
	NoLengths   bool      `json:"no_lengths,omitempty"`  // the routing server gives no lengths: those of ways are 0
}

// Placed is a household whose place was found by its address.
type Placed struct {
	Household string  `json:"household"`
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	Guess
}

// OffRoad is a household so far from all roads that its last leg is a straight line of some metres.
type OffRoad struct {
	Household string `json:"household"`
	Metres    int    `json:"metres"`
}

// Summary counts what the plan reaches and costs; times in seconds, lengths in metres.
type Summary struct {
	Teams           int     `json:"teams"`
	Visits          int     `json:"visits"`
	Persons         int     `json:"persons"`
	Prize           int64   `json:"prize"`
	Unvisited       int     `json:"unvisited"`
	MandatoryMissed int     `json:"mandatory_missed"`
	Stops           int     `json:"stops"`
	Overlap         float64 `json:"overlap"` // share of visits inside the hull of another team's visits
	TravelS         int64   `json:"travel_s"`
	ServiceS        int64   `json:"service_s"`
	WaitS           int64   `json:"wait_s"`
	DistanceM       int64   `json:"distance_m"`
	PrizeBound      int64   `json:"prize_bound"` // no plan whatever gains more; NoBound, and not in the file, where none is known
	RuntimeS        float64 `json:"runtime_s"`
	Stopped         string  `json:"stopped"` // "time", "iterations", "interrupted" or "complete"
}

// NoBound is the prize bound of a plan for which none is known.
const NoBound int64 = -1

// bareSummary has no methods, so that it is written and read field by field.
type bareSummary Summary

// MarshalJSON implements json.Marshaler: a bound that is not known is left out.
func (s Summary) MarshalJSON() ([]byte, error) {
	if s.PrizeBound >= 0 {
		return json.Marshal(bareSummary(s))
	}
	return json.Marshal(struct {
		bareSummary
		PrizeBound *int64 `json:"prize_bound,omitempty"`
	}{bareSummary: bareSummary(s)})
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *Summary) UnmarshalJSON(text []byte) error {
	bare := bareSummary{PrizeBound: NoBound}
	if err := json.Unmarshal(text, &bare); err != nil {
		return err
	}
	*s = Summary(bare)
	return nil
}

// Route is one team's evening.
type Route struct {
	Team      string  `json:"team"`
	Depart    Clock   `json:"depart"`
	Return    Clock   `json:"return"`
	Persons   int     `json:"persons"`
	Prize     int64   `json:"prize"`
	TravelS   int64   `json:"travel_s"`
	ServiceS  int64   `json:"service_s"`
	WaitS     int64   `json:"wait_s"`
	DistanceM int64   `json:"distance_m"`
	Visits    []Visit `json:"visits"`

	ReturnStreets  []string `json:"return_streets,omitempty"`  // of the way to the end, where their names are known
	ReturnStraight bool     `json:"return_straight,omitempty"` // as a visit's

	Path []geo.Point `json:"-"` // the line to draw, from the start over the stops to the end; empty for a team that stays
}

// Visit is one door of a route. The doors of a stop carry the same number, begin and leave; the
// first has the leg's travel, the others 0.
type Visit struct {
	Seq       int    `json:"seq"`
	Stop      int    `json:"stop"`
	Household string `json:"household"`
	Arrive    Clock  `json:"arrive"`
	Begin     Clock  `json:"begin"`
	Leave     Clock  `json:"leave"`
	Persons   int    `json:"persons"`
	TravelS   int    `json:"travel_s"`
	DistanceM int    `json:"distance_m"`
	WaitS     int    `json:"wait_s"`

	Streets  []string `json:"streets,omitempty"`  // of the leg, in order, where their names are known
	Straight bool     `json:"straight,omitempty"` // the leg's line is straight, for want of one from the routing server
}

// Unvisited is a household that the plan leaves out, with a reason that was tried and found true:
// "group", "turf", "too_far", "window", "max_persons" or "no_time"; or "not_planned" where the plan was
// made without the solver and none was tried.
type Unvisited struct {
	Household string `json:"household"`
	Reason    string `json:"reason"`
	Detail    string `json:"detail"`
}

// Parameters says what the plan was made with.
type Parameters struct {
	Seed       uint64  `json:"seed"`
	TimeLimitS float64 `json:"time_limit_s"`
	Iterations int64   `json:"iterations"` // done

	// Epochs, with the seed, repeat the search on any number of threads.
	Epochs     []solver.Epoch `json:"epochs,omitempty"`
	Threads    int            `json:"threads"`
	SetupS     int            `json:"setup_s"`
	PerPersonS int            `json:"per_person_s"`
	StopRadius float64        `json:"stop_radius_m"`
	Turfs      string         `json:"turfs"`
	Travel     string         `json:"travel"`
	Detour     float64        `json:"detour"`

	Tuning solver.Tuning `json:"tuning,omitempty"`
}
