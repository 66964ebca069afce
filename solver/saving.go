package solver

import "gonha/geo"

// A place between two stops is passed over where their times leave no room for the way there and the service, which
// supposes that a way over a third place is no shorter than the direct one. The tables of routing servers, and of
// maps where turning round is forbidden, do not keep to that; a search told so would leave people out for no
// reason. How much may be saved is found by a sample of the table, all of it where it is small.

// Of a larger table the sample is, for each client, ways over so many of its neighbours to so many other places, and back.
const (
	savingAll    = 64 // locations of a table that is looked at as a whole
	savingNear   = 8
	savingPlaces = 4
)

// savingOf is by how much ways over a third location are shorter than the direct ones of the table at most, as far as the
// sample tells; rounding at least.
func (d *dense) savingOf(table []int32) int32 {
	n, most := d.locations, rounding
	look := func(a, b, c int) {
		if direct := table[a*n+c]; direct < geo.Unreachable {
			most = max(most, int(direct)-int(table[a*n+b])-int(table[b*n+c]))
		}
	}
	if n <= savingAll {
		for i := range n * n * n {
			look(i/n/n, i/n%n, i%n)
		}
		return int32(most)
	}
	next := uint64(1)
	for a := range d.ids {
		near := d.neighbour.of(int32(a))
		for _, b := range near[:min(savingNear, len(near))] {
			for range savingPlaces {
				next = next*6364136223846793005 + 1442695040888963407 // a linear congruential generator (Knuth, MMIX)
				c := int(next >> 33 % uint64(n))
				look(a, int(b), c)
				look(c, int(b), a)
			}
		}
	}
	return int32(most)
}
