package address

import (
	"math"
	"slices"

	"gonha/geo"
)

// state is how far a house may be relied on. Maps are made by many hands: shops stand at their owner's other house,
// a point is set on the wrong side of a block.
type state int8

const (
	alone   state = iota // nothing speaks for or against it
	refuted              // houses with lower and higher numbers say that it is elsewhere, or its street does
	firm                 // it stands between such houses close to it, or another of its number stands there
)

// A house is no farther from its street than aside, in metres, and others of its number no farther from it than spread.
// On one side of a street numbers ascend; how fast differs from street to street, and the other side has its own
// pace. So lower and higher numbers speak for a house that stands between them: a way over it may be longer than the
// straight one by the share bend and the metres slack; beyond astray they speak against it.
const (
	aside  = 120
	bend   = 1.25
	slack  = 30
	astray = 120
	near   = 150 // metres between a lower and a higher house that make one between them firm
	pairs  = 3   // lower and higher houses that are asked
)

// weigh sets the state of all houses of a street, and how fast their numbers ascend.
func (s *street) weigh() {
	var lines [][]geo.Point
	for _, a := range s.alleys {
		lines = append(lines, a.lines...)
	}
	for _, a := range s.alleys {
		slices.SortStableFunc(a.houses, func(a, b house) int { return a.number.first - b.number.first })
		for i := range a.houses {
			a.houses[i].state = a.judge(i, lines)
		}
		a.pace = a.paceOf()
		a.middle, a.half = a.extent()
	}
	s.middle, s.half = s.extent()
}

// judge weighs one house against the others of its side, and against the lines of its street.
func (a *alley) judge(i int, lines [][]geo.Point) state {
	h := &a.houses[i]
	if h.listed {
		return firm
	}
	if len(lines) > 0 && awayFrom(h.at, lines) > aside+h.radius {
		return refuted
	}
	var lower, higher []geo.Point
	for k := i - 1; k >= 0 && len(lower) < pairs; k-- {
		if o := &a.houses[k]; o.number.first < h.number.first && (o.number.first-h.number.first)%2 == 0 {
			lower = append(lower, o.at)
		}
	}
	for k := i + 1; k < len(a.houses) && len(higher) < pairs; k++ {
		if o := &a.houses[k]; o.number.first > h.number.first && (o.number.first-h.number.first)%2 == 0 {
			higher = append(higher, o.at)
		}
	}
	twins := a.twins(i)
	pro, contra, close := twins*pairs, 0, twins
	for _, l := range lower {
		for _, u := range higher {
			span := geo.Distance(l, u)
			over := geo.Distance(l, h.at) + geo.Distance(h.at, u) - bend*span - h.radius
			switch {
			case over <= slack:
				if pro++; span <= near {
					close++
				}
			case over > astray:
				contra++
			}
		}
	}
	switch {
	case contra > pro:
		return refuted
	case pro > 2*contra && close > 0:
		return firm
	}
	return alone
}

// twins counts the other houses of the same number nearby.
func (a *alley) twins(i int) int {
	h, count := &a.houses[i], 0
	for k := range a.houses {
		if o := &a.houses[k]; k != i && o.number.first == h.number.first && geo.Distance(o.at, h.at) <= spread {
			count++
		}
	}
	return count
}

// paceOf is the metres for each number on one side, three times in four; without enough houses it is what is usual.
func (a *alley) paceOf() float64 {
	const usual, least, enough = 8, 2, 4
	var all []float64
	last := [2]*house{}
	for i := range a.houses {
		h := &a.houses[i]
		if h.state == refuted {
			continue
		}
		side := h.number.first & 1
		if l := last[side]; l != nil && h.number.first > l.number.first {
			all = append(all, geo.Distance(l.at, h.at)/float64(h.number.first-l.number.first))
		}
		last[side] = h
	}
	if len(all) < enough {
		return usual
	}
	slices.Sort(all)
	return max(least, all[len(all)*3/4])
}

// awayFrom is the metres from a point to the nearest of lines.
func awayFrom(p geo.Point, lines [][]geo.Point) float64 {
	const degree = geo.EarthRadius * math.Pi / 180
	wide := degree * math.Cos(p.Lat*math.Pi/180)
	nearest := math.Inf(1)
	for _, line := range lines {
		for k, to := range line {
			from := line[max(0, k-1)]
			ax, ay := (from.Lon-p.Lon)*wide, (from.Lat-p.Lat)*degree
			ux, uy := (to.Lon-from.Lon)*wide, (to.Lat-from.Lat)*degree
			part := 0.0
			if length := ux*ux + uy*uy; length > 0 {
				part = min(1, max(0, -(ax*ux+ay*uy)/length))
			}
			nearest = min(nearest, math.Hypot(ax+part*ux, ay+part*uy))
		}
	}
	return nearest
}
