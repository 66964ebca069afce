package placing

import (
	"gonha/geo"
	"gonha/solver/campaign"
)

// Start finds the place where a team sets out: coordinates or a map link, an address, or a place that the map names,
// such as "Công an phường", "Nhà văn hóa TDP 5" or "UBND phường". It is sure only where the map knows one such place
// near what is known. A nil Finder reads coordinates and links alone.
func (f *Finder) Start(text string) Found {
	if p, err := geo.ParsePoint(text); err == nil {
		return Found{Candidate: Candidate{Point: p, Guess: campaign.Guess{Confidence: 1, By: byHand}}, Class: Given}
	}
	if f == nil {
		return Found{Candidate: Candidate{Point: noPoint()}, Class: Unknown}
	}
	c := candidateOf(f.index.Find(text, "", ""))
	return Found{Candidate: c, Class: ClassOf(c.Guess.Confidence)}
}

// byHand is what a place rests on that somebody has said.
const byHand = "hand"

// Waiting is a team whose start is a text.
type Waiting struct {
	Team  *campaign.Team // its Start is set where the text is found, and its End where it has none of its own
	Start string         // what the list says, or empty
	Found Found          // what was found of it
}

// Starts gives teams their starts: each that of its own text, or where it has none that of fallback, which may be empty.
// Only what is given or sure is set; the number of teams left without a start is returned, and Found of each says why.
func Starts(f *Finder, teams []Waiting, fallback string) (left int) {
	found := map[string]Found{}
	for i := range teams {
		w := &teams[i]
		text := w.Start
		if text == "" {
			text = fallback
		}
		if _, asked := found[text]; !asked {
			found[text] = f.Start(text)
		}
		w.Found = found[text]
		if w.Found.Class != Given && w.Found.Class != Sure {
			left++
			continue
		}
		w.Team.Start = w.Found.Point
		if !w.Team.End.Valid() {
			w.Team.End = w.Team.Start
		}
	}
	return left
}
