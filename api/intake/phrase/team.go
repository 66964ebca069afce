package phrase

import "gonha/solver/campaign"

// Team is what a line of a list of teams says.
type Team struct {
	Name       string
	Members    int           // 0 is nothing said
	Named      int           // names counted; where the line gives a number as well they may contradict
	Counted    bool          // Members are the names counted
	Mode       campaign.Mode // empty is nothing said
	Inexact    bool          // the mode is only the nearest: a car, a bicycle, or both ways of travelling
	Groups     []Group       // it visits only these; nil is nothing said
	Start      string        // where it sets out, in the line's words; may be empty
	Shift      *campaign.Window
	MaxPersons int // 0 is nothing said
}
