package solver

// Whether a step is accepted is drawn before its clients are inserted. Where every client is required
// and visited, each insertion adds to the cost, so that one that would bring it above what is allowed
// cannot lead to an accepted plan: such places are passed over, and where a client has no other the
// step ends. Most steps are refused, and so most of their work is saved; what is accepted is the same,
// but where travel times do not keep the triangle inequality.

// allow sets by how much the cost may grow in this iteration.
func (k *search) allow(growth float64) {
	k.allowed = growth
	k.budgeted = !k.d.optional && k.d.turfs != TurfsSoft && k.was.visits == k.n
}

// affordable is a delta that a place for client u must be below.
func (k *search) affordable(u int32) int64 {
	left := int64(k.allowed) - (k.tally.travel - k.was.travel)
	left += rounded * (int64(k.n-k.tally.visits) - 1) // the others may cost less than nothing by so much
	return left + int64(k.d.longestService(u)) + 1
}
