package geo

import (
	"cmp"
	"slices"
)

// Crowds gives for each point the index of the point that stands for its place: itself, or, where at least so many points
// lie within metres of one of them, that one. A crowd is a block of flats, whose doors share a spot or lie within
// metres of it. Points that may be the middle of one are those among, or all where that is nil; the more
// crowded come first, and of points that are equally crowded the one with the smaller index.
func (g *Grid) Crowds(among []int32, least int, metres float64) []int32 {
	stands := make([]int32, len(g.points))
	for i := range stands {
		stands[i] = int32(i)
	}
	if among == nil {
		among = slices.Clone(stands)
	}
	type middle struct {
		point int32
		count int
	}
	var middles []middle
	ask := g.Searcher()
	var found []int32
	for _, i := range among {
		if found = ask.Within(g.points[i], metres, -1, found[:0]); len(found) >= least {
			middles = append(middles, middle{i, len(found)})
		}
	}
	slices.SortFunc(middles, func(a, b middle) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.point, b.point))
	})
	free := make([]bool, len(stands))
	for i := range free {
		free[i] = true
	}
	for _, m := range middles {
		if !free[m.point] {
			continue
		}
		found = slices.DeleteFunc(ask.Within(g.points[m.point], metres, -1, found[:0]), func(i int32) bool { return !free[i] })
		if len(found) < least {
			continue
		}
		for _, i := range found {
			stands[i], free[i] = m.point, false
		}
	}
	return stands
}
