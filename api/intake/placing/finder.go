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
	ward  string // that most of the evening's households are of, or empty
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

// Candidates gives up to five places that a household's address may mean, the best first, each a good way from those
// before it: what somebody is offered to choose from. The first is the one that Household takes.
func (f *Finder) Candidates(h *campaign.Household) []Candidate {
	if f == nil {
		return nil
	}
	return candidatesOf(f.index.Candidates(h.Address, h.Group, h.Ward, mostCandidates))
}

func candidatesOf(matches []address.Match) []Candidate {
	var all []Candidate
	for _, m := range matches {
		all = append(all, candidateOf(m))
	}
	return all
}

// candidateOf is a place found, in the precision that plans and lists have.
func candidateOf(m address.Match) Candidate {
	if m.By == "" || !m.Point.Valid() {
		return Candidate{Point: noPoint()}
	}
	return Candidate{
		Point: geo.Point{Lat: math.Round(m.Point.Lat*1e7) / 1e7, Lon: math.Round(m.Point.Lon*1e7) / 1e7},
		Guess: campaign.Guess{Confidence: math.Round(m.Confidence*100) / 100, Metres: int(math.Round(m.Metres)), By: string(m.By)},
		Name:  m.Name,
	}
}

// wardOf is the ward that more than half of the households are of whose ward is known, or empty.
func wardOf(households []campaign.Household) string {
	count, known := map[string]int{}, 0
	for i := range households {
		if ward := address.WardOf(households[i].Address, households[i].Ward); ward != "" {
			count[ward]++
			known++
		}
	}
	for ward, n := range count {
		if 2*n > known {
			return ward
		}
	}
	return ""
}
