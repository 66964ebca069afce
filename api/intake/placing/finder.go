package placing

import (
	"math"

	"gonha/geo"
	"gonha/geo/address"
	"gonha/solver/campaign"
)

// Finder finds the places of one evening. A nil Finder finds coordinates only. It is safe for use by several goroutines.
type Finder struct {
	index *address.Index
}

// Household looks a household up by its address, group and ward, sets its Point and Guess to the best place there is,
// and gives the class of that. Where nothing is found the Point is not valid and the Guess has no By; a nil Finder
// leaves the Guess nil.
func (f *Finder) Household(h *campaign.Household) Class {
	h.Point, h.Guess = noPoint(), nil
	if f == nil {
		return Unknown
	}
	c := candidateOf(f.index.Find(h.Address, h.Group, h.Ward))
	h.Point, h.Guess = c.Point, &c.Guess
	return ClassOf(c.Guess.Confidence)
}

// Candidates gives up to five places that a household's address may mean, the best first, each a good way from the
// others: what somebody is offered to choose from. The first is the one that Household takes.
func (f *Finder) Candidates(h *campaign.Household) []Candidate {
	if f == nil {
		return nil
	}
	m := f.index.Find(h.Address, h.Group, h.Ward)
	if m.By == "" {
		return nil
	}
	return []Candidate{candidateOf(m)}
}

// candidateOf is a place found, in the precision that plans and lists have.
func candidateOf(m address.Match) Candidate {
	if m.By == "" {
		return Candidate{Point: noPoint()}
	}
	return Candidate{
		Point: geo.Point{Lat: math.Round(m.Point.Lat*1e7) / 1e7, Lon: math.Round(m.Point.Lon*1e7) / 1e7},
		Guess: campaign.Guess{Confidence: math.Round(m.Confidence*100) / 100, Metres: int(math.Round(m.Metres)), By: string(m.By)},
	}
}
