package placing

import (
	"strings"

	"gonha/geo"
	"gonha/geo/address"
	"gonha/solver/campaign"
)

// Start finds the place where a team sets out: coordinates or a map link, an address, or a place that the map names,
// such as "Công an phường", "Nhà văn hóa TDP 5" or "UBND phường", of the ward that most of the evening's households
// are of. It is sure only where no other place may be meant; coordinates outside Viet Nam are no start. A nil Finder
// reads coordinates and links alone.
func (f *Finder) Start(text string) Found {
	nowhere := Found{Candidate: Candidate{Point: noPoint()}, Class: Unknown}
	if p, err := geo.ParsePoint(text); err == nil {
		if !geo.InVietNam(p) {
			return nowhere
		}
		return Found{Candidate: Candidate{Point: p, Guess: campaign.Guess{Confidence: 1, By: byHand}}, Class: Given}
	}
	if f == nil || strings.TrimSpace(text) == "" {
		return nowhere
	}
	byAddress := f.index.Candidates(text, "", f.ward, mostCandidates)
	byName := f.index.Named(text, f.ward, mostCandidates)
	first, second := byName, byAddress
	if len(byName) == 0 || len(byAddress) > 0 && byAddress[0].Confidence >= max(address.Likely, byName[0].Confidence) {
		first, second = byAddress, byName
	}
	all := candidatesOf(first)
	for _, c := range candidatesOf(second) {
		if len(all) < mostCandidates && apart(&c, all) {
			all = append(all, c)
		}
	}
	if len(all) == 0 || !all[0].Point.Valid() {
		return nowhere
	}
	best := all[0]
	if len(byName) > 0 && len(byAddress) > 0 && agree(&byName[0], &byAddress[0]) {
		best.Guess.Confidence = max(best.Guess.Confidence, address.Sure)
	}
	return Found{Candidate: best, Class: ClassOf(best.Guess.Confidence), Others: all[1:]}
}

// samePlace is how many metres apart the start of a team may be and be the same to it.
const samePlace = 100

// agree says whether a named place and an address that the text gives too, each likely, are one.
func agree(a, b *address.Match) bool {
	return a.Confidence >= address.Likely && b.Confidence >= address.Likely && geo.Distance(a.Point, b.Point) <= samePlace
}

func apart(c *Candidate, from []Candidate) bool {
	for i := range from {
		if geo.Distance(c.Point, from[i].Point) <= samePlace {
			return false
		}
	}
	return c.Point.Valid()
}

// byHand is what a place rests on that somebody has said.
const byHand = "hand"

// Waiting is a team whose start is a text.
type Waiting struct {
	Team  *campaign.Team // its Start is set where the text is found, and its End where it has none of its own
	Start string         // what the list says, or empty
	Found Found          // what was found of it, once it was looked for
}

// Starts gives teams their starts: each that of its own text, or where it has none that of fallback, which may be
// empty. What is given, sure or likely is set, for a team sets out the same from the next corner; it returns how many
// teams are left without a start, and Found of each says what there is. A team that has a start keeps it.
func Starts(f *Finder, teams []Waiting, fallback string) (left int) {
	found := map[string]Found{}
	for i := range teams {
		w := &teams[i]
		if w.Team.Start.Valid() {
			continue
		}
		text := w.Start
		if strings.TrimSpace(text) == "" {
			text = fallback
		}
		if _, asked := found[text]; !asked {
			found[text] = f.Start(text)
		}
		w.Found = found[text]
		if w.Found.Class == Unknown {
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
