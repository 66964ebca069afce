package address

import (
	"math"

	"gonha/geo"
)

// find looks a reading up in a street.
func (s *street) find(r reading) Match {
	a := s.alleys[chainKey(r.chain)]
	n, numbered := numberOf(r.house)
	if a != nil && numbered {
		if m := a.find(n); m.By != "" {
			return m
		}
	}
	depth := len(r.chain)
	if a != nil && len(a.lines) > 0 && depth > 0 {
		return Match{Point: a.middle, Metres: a.half + 10, Confidence: halfWay(a.half + 10), By: ByAlley}
	}
	if depth > 0 {
		return s.mouth(r, n.first)
	}
	at, half := s.middle, s.half
	if a != nil {
		at, half = a.middle, a.half
	}
	return Match{Point: at, Metres: half + 10, Confidence: min(within(half+10), 0.3), By: ByStreet}
}

// mouth places an alley of which nothing is known by its own number among those of the street around it: the ngõ
// 68 of a street begins between its numbers 66 and 70. A house lies some metres in for each number.
func (s *street) mouth(r reading, house int) Match {
	const perNumber, most = 4, 200 // metres
	last := len(r.chain) - 1
	m := s.find(reading{house: r.chain[last], chain: r.chain[:last]})
	if m.By == ByStreet || m.By == "" {
		return m
	}
	m.Metres += 10 + min(float64(perNumber*house), most)
	if house == 0 {
		m.Metres += most / 2
	}
	m.By, m.Confidence = ByMouth, min(m.Confidence, within(m.Metres))
	return m
}

// within is the confidence that a door is within 50 m of a place from which it is some metres at most, if all is as
// the map has it.
func within(metres float64) float64 {
	switch {
	case metres <= 30:
		return 0.85
	case metres <= 50:
		return 0.75
	case metres <= 80:
		return 0.5
	case metres <= 120:
		return 0.35
	case metres <= 250:
		return 0.25
	}
	return 0.1
}

// halfWay is the same for a house in an alley, of which only the middle is known: most houses are nearer to it than the ends.
func halfWay(metres float64) float64 {
	switch {
	case metres > 50 && metres <= 80:
		return 0.65
	case metres > 80 && metres <= 120:
		return 0.5
	}
	return within(metres)
}

// enclosed is the same for a door between two houses. For it to be sure they need to be firm, or so close to each other
// that each vouches for the other.
func enclosed(metres float64, firm bool) float64 {
	switch {
	case metres <= 50 && firm, metres <= 20:
		return 0.92
	case metres <= 50:
		return 0.85
	case metres <= 80:
		return 0.65
	case metres <= 150:
		return 0.6
	}
	return within(metres)
}

// What is known of houses: the confidence in one that is firm, in one that nothing speaks for or against and in one
// with the same digits and another letter; the metres over which houses of one number may be spread, and the radius
// beyond which a house is a campus that has its gate anywhere.
const (
	knownFirm  = 0.97
	knownAlone = 0.7
	knownNext  = 0.6
	spread     = 60
	campus     = 45
)

// find looks a number up among an alley's houses: itself, its neighbours, or between the next lower and higher.
func (a *alley) find(n number) Match {
	var same, close []house
	for _, h := range a.houses {
		switch {
		case h.state == refuted:
		case h.number.holds(n) || n.holds(h.number):
			same = append(same, h)
		case h.number.first == n.first:
			close = append(close, h)
		}
	}
	if len(same) > 0 {
		return together(same, ByHouse)
	}
	if m := a.between(n); len(close) == 0 || m.Confidence > knownNext {
		return m
	}
	m := together(close, ByNext)
	m.Confidence, m.Metres = min(m.Confidence, knownNext), max(m.Metres, 30)
	return m
}

// together is the middle of houses that should be one; where they are not, it is not sure.
func together(houses []house, by By) Match {
	m := Match{By: by, Confidence: knownAlone, Metres: 15}
	var points []geo.Point
	for _, h := range houses {
		points = append(points, h.at)
	}
	m.Point = medoid(points)
	far := 0.0
	for _, h := range houses {
		far = max(far, geo.Distance(m.Point, h.at))
		m.Metres = max(m.Metres, h.radius)
		if h.state == firm {
			m.Confidence = knownFirm
		}
	}
	switch m.Metres = max(m.Metres, far); {
	case far > spread:
		m.By, m.Confidence = BySeveral, min(within(far), 0.5)
	case m.Metres > campus:
		m.Confidence = min(m.Confidence, knownAlone)
	case m.Confidence < knownFirm:
		m.Metres = campus
	}
	return m
}

// medoid is the one of points with the least distance to all; of many, of about twenty at even steps.
func medoid(points []geo.Point) geo.Point {
	const asked = 20
	step := max(1, len(points)/asked)
	best, least := points[0], math.Inf(1)
	for i := 0; i < len(points); i += step {
		p, sum := points[i], 0.0
		for k := 0; k < len(points); k += step {
			sum += geo.Distance(p, points[k])
		}
		if sum < least {
			best, least = p, sum
		}
	}
	return best
}

// between places a number by the next lower and the next higher of its side of the street, or beside the next one alone.
func (a *alley) between(n number) Match {
	below, above := a.next(n.first, -1), a.next(n.first, 1)
	switch {
	case below.number.first > 0 && above.number.first > 0:
		d := geo.Distance(below.at, above.at)
		part := float64(n.first-below.number.last) / float64(above.number.first-below.number.last)
		m := Match{Point: along(below.at, above.at, part), Metres: max(15, d*max(part, 1-part)), By: ByBetween}
		m.Confidence = enclosed(m.Metres, below.state == firm && above.state == firm)
		return m
	case below.number.first > 0:
		return a.beside(below, n.first-below.number.last)
	case above.number.first > 0:
		return a.beside(above, above.number.first-n.first)
	}
	return Match{}
}

// next is the house with the nearest number above n, or with a sign of -1 below it, on its side of the street.
func (a *alley) next(n, sign int) house {
	var best house
	for _, h := range a.houses {
		if h.state == refuted || (h.number.first-n)%2 != 0 || h.number.first == 0 {
			continue
		}
		switch {
		case sign > 0 && h.number.first > n && (best.number.first == 0 || h.number.first < best.number.first),
			sign < 0 && h.number.last < n && (best.number.first == 0 || h.number.last > best.number.last):
			best = h
		}
	}
	return best
}

// beside places a number some numbers away from a house.
func (a *alley) beside(h house, numbers int) Match {
	const most = 12 // numbers
	if numbers > most {
		return Match{}
	}
	m := Match{Point: h.at, Metres: 15 + a.pace*float64(numbers), By: ByBeside}
	m.Confidence = within(m.Metres) / 2
	return m
}

// along is the point at a part of the way from one point to another.
func along(a, b geo.Point, part float64) geo.Point {
	return geo.Point{Lat: a.Lat + (b.Lat-a.Lat)*part, Lon: a.Lon + (b.Lon-a.Lon)*part}
}

// extent is the middle of an alley and the metres from there to its farthest point; the middle is not valid where
// there is nothing.
func (a *alley) extent() (geo.Point, float64) {
	var points []geo.Point
	for _, line := range a.lines {
		points = append(points, line...)
	}
	for _, h := range a.houses {
		points = append(points, h.at)
	}
	return extentOf(points)
}

// extent is the same of a street with all its alleys.
func (s *street) extent() (geo.Point, float64) {
	var points []geo.Point
	for _, a := range s.alleys {
		points = append(points, a.middle)
	}
	return extentOf(points)
}

// extentOf takes the middle between the outermost points, in whichever order they come.
func extentOf(points []geo.Point) (geo.Point, float64) {
	if len(points) == 0 {
		return geo.Point{Lat: math.NaN(), Lon: math.NaN()}, 0
	}
	low, high := points[0], points[0]
	for _, p := range points {
		low = geo.Point{Lat: min(low.Lat, p.Lat), Lon: min(low.Lon, p.Lon)}
		high = geo.Point{Lat: max(high.Lat, p.Lat), Lon: max(high.Lon, p.Lon)}
	}
	middle := along(low, high, 0.5)
	far := 0.0
	for _, p := range points {
		far = max(far, geo.Distance(middle, p))
	}
	return middle, far
}
