package output

import (
	"context"
	"math"
	"strconv"

	"gonha/geo"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// ground is what lies under a map: data of SVG paths in tenths of a millimetre.
type ground struct {
	Water, Streams, Roads, Streets, Alleys string
}

// maxGround is how many points a ground has at most, some 300 KB. Alleys are left out where there are more, and
// small streets where there still are.
const maxGround = 50_000

// groundOf draws the map of the night's travel, if it has one, as far as a frame shows it. That a map cannot be read
// again leaves the paper white: a plan is worth printing without it.
func groundOf(travel *campaign.Travel, f *frame) *ground {
	if travel.Map == nil || f.perLat == 0 {
		return nil
	}
	shown := f.box()
	around := road.Box{South: shown.South - beyond, West: shown.West - beyond, North: shown.North + beyond, East: shown.East + beyond}
	m, err := travel.Map(context.Background(), around)
	if err != nil {
		return nil
	}
	var g ground
	room := maxGround
	for _, part := range [...]struct {
		layer road.Layer
		is    func(*road.Shape) bool
		to    *string
	}{
		{road.WaterLayer, func(s *road.Shape) bool { return s.Area }, &g.Water},
		{road.WaterLayer, func(s *road.Shape) bool { return !s.Area }, &g.Streams},
		{road.RoadLayer, large, &g.Roads},
		{road.RoadLayer, func(s *road.Shape) bool { return !large(s) }, &g.Streets},
		{road.AlleyLayer, func(*road.Shape) bool { return true }, &g.Alleys},
	} {
		p := pen{frame: f}
		// Visiting ends with no error, as draw gives none.
		_ = m.Each(part.layer, shown, smallest/f.perLat, func(s road.Shape) error {
			if part.is(&s) && p.points <= room {
				p.draw(&s)
			}
			return nil
		})
		if p.points > room {
			break
		}
		*part.to = string(p.data)
		room -= p.points
	}
	if g == (ground{}) {
		return nil
	}
	return &g
}

// beyond is how many degrees outside a frame the map is read as well, a kilometre, to draw lines up to its edge.
const beyond = 0.01

// large says whether a road is one that people find their way by.
func large(s *road.Shape) bool {
	switch s.Class {
	case "motorway", "trunk", "primary", "secondary", "tertiary", "motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link":
		return true
	}
	return false
}

// box is the part of the earth that the frame shows.
func (f *frame) box() road.Box {
	high, wide := float64(f.h)/2/f.perLat, float64(f.w)/2/f.perLon
	return road.Box{South: f.mid.Lat - high, North: f.mid.Lat + high, West: f.mid.Lon - wide, East: f.mid.Lon + wide}
}

// In millimetres on paper.
const (
	smallest = 0.4 // of what is drawn of the ground
	bend     = 0.3 // of its bends
)

// pen writes lines as the data of an SVG path, each place in whole tenths of a millimetre from the one before.
type pen struct {
	frame  *frame
	data   []byte
	points int
	x, y   int // where the pen is
}

// draw draws a line, or an outline with its holes: those run the other way round, so that they are not filled.
func (p *pen) draw(s *road.Shape) {
	p.line(s.Points, s.Area)
	for _, hole := range s.Holes {
		p.line(hole, true)
	}
}

// line draws a line or a ring. Of a line, what lies outside the frame is left out.
func (p *pen) line(points []geo.Point, ring bool) {
	down := false
	var last spot // drawn or passed over
	for i, point := range points {
		at := p.frame.at(point)
		final := i == len(points)-1
		if i > 0 && !final && math.Hypot(float64(at.X-last.X), float64(at.Y-last.Y)) < bend {
			continue
		}
		switch {
		case ring:
			p.to(p.kept(at), i > 0)
		case i > 0 && p.frame.crosses(last, at):
			if !down {
				p.to(last, false)
			}
			p.to(at, true)
			down = true
		default:
			down = false
		}
		last = at
	}
	if ring {
		p.data = append(p.data, 'z')
	}
}

// kept moves a place far outside to the frame's surroundings.
func (p *pen) kept(s spot) spot {
	f := p.frame
	return spot{min(max(s.X, -f.w), 2*f.w), min(max(s.Y, -f.h), 2*f.h)}
}

// crosses says whether a line between two places may be seen.
func (f *frame) crosses(a, b spot) bool {
	return max(a.X, b.X) >= 0 && min(a.X, b.X) <= f.w && max(a.Y, b.Y) >= 0 && min(a.Y, b.Y) <= f.h
}

// to moves the pen, and draws a line where it is down.
func (p *pen) to(s spot, down bool) {
	s = p.kept(s)
	x, y := int(math.Round(float64(s.X)*10)), int(math.Round(float64(s.Y)*10))
	if down {
		if x == p.x && y == p.y {
			return
		}
		p.data = append(p.data, 'l')
		p.pair(x-p.x, y-p.y)
	} else {
		p.data = append(p.data, 'M')
		p.pair(x, y)
	}
	p.x, p.y = x, y
	p.points++
}

func (p *pen) pair(x, y int) {
	p.data = strconv.AppendInt(p.data, int64(x), 10)
	if y >= 0 {
		p.data = append(p.data, ' ')
	}
	p.data = strconv.AppendInt(p.data, int64(y), 10)
}
