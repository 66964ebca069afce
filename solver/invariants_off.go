//go:build !invariants

package solver

// invariants says whether the search verifies itself after every step that it applies: with the
// build tag of that name.
const invariants = false

func (*search) verify() {}
