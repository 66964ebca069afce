package campaign

// Night is everything that tonight's plan is made from.
type Night struct {
	Households []Household // every one read, routed or not; ids are unique
	Teams      []Team      // ids are unique
	Rejected   []Rejected  // rows set aside on reading
	Options    Options
	Travel     Travel // the zero value is straight lines
}
