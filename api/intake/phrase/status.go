package phrase

import "gonha/solver/campaign"

// Outcome is what a status says of the people it stands for.
type Outcome struct {
	Status   campaign.Status   // Moved also stands for people who have died, are abroad or in prison
	Windows  []campaign.Window // of a visit that was put off; nil is nothing said
	Days     campaign.Days     // of such a visit; 0 is nothing said
	Marks    []campaign.Mark
	Ended    int  // people who need no visit any more, by a count such as "2 KH, 1 V" or "2/3"; -1 is nothing said
	Left     int  // people still to visit, by such a count; -1 is nothing said
	NotFound bool // the address was wrong or not found: Status is Pending, the address is to be put right first
}
