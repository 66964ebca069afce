package phrase

import "gonha/solver/campaign"

// Noted is what was understood of a note.
type Noted struct {
	Windows []campaign.Window // when to come, ascending and disjoint; Open 0 is no start, Close 48 h no end; nil is nothing said
	Days    campaign.Days     // on which evenings; 0 is nothing said
	Marks   []campaign.Mark
	Status  campaign.Status // NoSmartphone where the note says so, or empty
	Rest    string          // what was not understood, in its own words
}
