package campaign

// Night is everything that tonight's plan is made from.
type Night struct {
	Households []Household // every one read, routed or not; ids are unique
	Teams      []Team      // ids are unique
	Rejected   []Rejected  // rows set aside on reading
	Options    Options
	Travel     Travel // the zero value is straight lines

	// Unplaced are households that are left out of the plan because nobody knows for sure where they are. Their rows
	// are among the rejected. Point is the best guess, not valid where there is none.
	Unplaced []Household
}
