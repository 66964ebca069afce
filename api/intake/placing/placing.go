// Package placing finds where the households of a list are that give no coordinates, and where teams set out: by
// addresses and named places of a map, and by what somebody has settled before. The command line and the server share
// it. It never guesses silently: every place comes with what it rests on and a [Class].
//
// Start with [NewMap], which gives a [Finder] for an evening, and [OpenMemory], which remembers what people have
// settled; [Place] asks both. Then:
//
//   - map.go has the addresses of a map file, read once and used by many evenings at once;
//   - finder.go looks households up, start.go the places where teams set out;
//   - memory.go and memory_file.go remember settled places.
//
// It reads no lists, knows nothing of requests and logs nothing: addresses are personal data, and neither errors nor
// anything else that it gives away holds one.
package placing

import (
	"math"

	"gonha/geo"
	"gonha/geo/address"
	"gonha/solver/campaign"
)

// Class says how far a place may be relied on.
type Class string

// The classes, the best first.
const (
	Given   Class = "given"   // the list or somebody says where it is
	Sure    Class = "sure"    // the door itself, as measured on real maps
	Likely  Class = "likely"  // among its neighbours; to be looked at before anybody goes there
	Unknown Class = "unknown" // a rough guess, or none
)

// ClassOf is the class of a confidence from 0 to 1; 1 is what a person has said.
func ClassOf(confidence float64) Class {
	switch {
	case confidence >= 1:
		return Given
	case confidence >= address.Sure:
		return Sure
	case confidence >= address.Likely:
		return Likely
	}
	return Unknown
}

// Candidate is one place that a text may mean.
type Candidate struct {
	Point geo.Point
	Guess campaign.Guess // how far it may be relied on, within how many metres, and what it rests on
	Name  string         // what the map calls the street, building or place there; empty where nothing is found or it has no name
}

// Found is what a text was found to mean.
type Found struct {
	Candidate             // the best; where nothing is found its Point is not valid and its Guess empty
	Class     Class       // of the best, Unknown where another one is as good
	Others    []Candidate // what else it may mean, at most four, the best first
}

// mostCandidates is how many places are offered for one text.
const mostCandidates = 5

// noPoint is the place of what is nowhere; it is not valid.
func noPoint() geo.Point { return geo.Point{Lat: math.NaN(), Lon: math.NaN()} }

// Place gives a household without coordinates its place: the one that was settled before, or else the one that is
// found, and says how sure it is. It sets the household's Point and Guess. Either of both may be nil; where nothing is
// found, and where somebody has settled that nobody knows the place, the Point is not valid and the class Unknown.
func Place(h *campaign.Household, m *Memory, f *Finder) Class {
	if settled, ok := m.Lookup(h); ok {
		guess := settled.Guess
		h.Point, h.Guess = settled.Point, &guess
		if !h.Point.Valid() {
			return Unknown
		}
		return ClassOf(guess.Confidence)
	}
	return f.Household(h)
}
