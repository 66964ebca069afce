package intake

import "gonha/solver/campaign"

// Reading is what was understood of an evening's lists before anything is planned. Nobody is lost in it: the people of
// a file are those of Households and Unplaced that are still to be visited, those whose status has ended them, and
// those of SetAside.
type Reading struct {
	Households []campaign.Household // with a place, to be visited or not any more, in the order of the file
	Unplaced   []Unplaced           // to be visited, with an address and without a place
	Teams      []campaign.Team      // those that set out from a known place
	Waiting    []WaitingTeam        // those whose start is not known yet
	Ended      int                  // people whose status says that they need no visit
	SetAside   []SetAside           // rows, by file, sheet and row
	Sheets     []SheetRead          // every sheet of both files, read or not
	Columns    map[string]string    // of the households, what the file calls each column that was understood, by its contract name
	TeamTitles map[string]string    // the same of the teams
	Remarks    []string             // what else was done or seen, a line each in both languages, without anything personal
}

// SheetRead is what became of a sheet.
type SheetRead struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"` // empty where the file has but one without a name
	Used   bool   `json:"used"`
	Rows   int    `json:"rows"`   // rows of it that hold a household, a person or a team
	Reason string `json:"reason"` // why it was left out, or empty

	Titles []string `json:"titles,omitempty"` // of its columns, from the left
}

// SetAside is a row that holds people who are not to be visited tonight because it could not be used.
type SetAside struct {
	campaign.Rejected
	Persons int // people of the row; 1 where it does not say

	sheet int // index of its sheet
}

// WaitingTeam is a team that has no place to set out from.
type WaitingTeam struct {
	Team  campaign.Team // its Start and End are not valid
	Start string        // what the list says of the start, such as an address; may be empty
	Row   campaign.Rejected
}

// Hints are what somebody has put right about a list that was not understood as it was meant.
type Hints struct {
	Sheets  []string          `json:"sheets,omitempty"`  // the sheets to read; empty is all that can be
	Columns map[string]string `json:"columns,omitempty"` // the title of a column by its contract name: {"address": "Nơi ở"}; an empty title is no column
}
