package address

import (
	"slices"

	"gonha/geo"
)

// decide chooses among candidates and gives the others after the chosen one.
func (x *Index) decide(found []candidate, q *query, most int) []Match {
	if len(found) == 0 || most < 1 {
		return nil
	}
	all := []Match{x.weighed(choose(found), q)}
	for i := range found { // which choose has put in order
		c := &found[i]
		if len(all) == most {
			break
		}
		if !slices.ContainsFunc(all, func(m Match) bool { return samePlace(&m, &c.Match) }) {
			if c.fits < 0 {
				c.Confidence *= against
			}
			all = append(all, x.weighed(c.Match, q))
		}
	}
	return all
}

// samePlace says whether two matches are one place to somebody who goes there.
func samePlace(a, b *Match) bool {
	return geo.Distance(a.Point, b.Point) <= max(100, a.Metres+b.Metres)
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// choose decides between candidates. Where two that are far apart are nearly as good, it takes the one that ward or
// group speak for, and is not sure where they do not say.
func choose(found []candidate) Match {
	if len(found) == 0 {
		return Match{}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return compare(b.weight(), a.weight()) })
	best := found[0]
	m := best.Match
	if best.fits < 0 {
		m.Confidence *= against
	}
	for _, other := range found[1:] {
		if samePlace(&other.Match, &best.Match) {
			continue
		}
		switch ratio := other.weight() / best.weight(); {
		case other.fits == best.fits && ratio > 0.7:
			m.By, m.Confidence = BySeveral, min(m.Confidence, Likely-0.2)
			return m
		case ratio > 0.35 && (other.fits >= 0 || best.fits < 0): // unless something speaks against the other alone
			m.Confidence = min(m.Confidence, best.Confidence*plausible)
		}
	}
	return m
}

// weight orders candidates.
func (c *candidate) weight() float64 {
	switch c.fits {
	case 1:
		return c.Confidence * 1.5
	case -1:
		return c.Confidence * against
	}
	return c.Confidence
}
