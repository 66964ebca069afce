package benchmarks

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonha/geo"
)

// All lengths in this file are whole centimetres and all arithmetic after the options is on
// integers: processors that fuse a product and a sum round floats otherwise than those that do not,
// and a ward must have the same bytes on both.

// metresPerDegree is the length of a degree of latitude.
const metresPerDegree = geo.EarthRadius * math.Pi / 180

const (
	cmPerDegree = 11_119_508 // of latitude, metresPerDegree in whole centimetres
	houseWidth  = 400        // a tube house is four metres wide, README.md
	widestPitch = 10_000     // between the mouths of two alleys on one side of a street
	alleyHouse  = 250        // from the middle of an alley to a door
	streetHouse = 600        // from the middle of a street to a door
	trigUnit    = 1_000_000  // cosines and sines are in millionths
)

// door is a household's place, in cm east and north of the ward's centre.
type door struct {
	at      spot
	group   int // from 0
	address string
}

type spot struct{ x, y int64 }

func (s spot) squared(t spot) int64 { return (s.x-t.x)*(s.x-t.x) + (s.y-t.y)*(s.y-t.y) }

// streets lays out one ward.
type streets struct {
	random    *rand.Rand
	spacing   int64
	pitch     int64
	house     int64
	scattered bool // the doors of a way stand in twos and threes

	doors []door // of the group in hand, in its own directions: x along the street, y off it
	size  int    // how many it shall have
	group int
}

// newStreets lays out wards whose doors are so far apart along alleys that are so far apart. The least
// gap between doors is 0.3 of the spacing, so no two doors of an alley share a number.
func newStreets(random *rand.Rand, spacing, pitch int64) *streets {
	return &streets{random: random, spacing: spacing, pitch: pitch, house: min(houseWidth, spacing*3/10)}
}

// layOut gives the doors of a ward, group by group and along each alley, and the middle of each
// group, which lies on its street.
func layOut(o WardOptions) (doors []door, middles []spot) {
	random := rand.New(rand.NewPCG(o.Seed, streamStreets))
	s := newStreets(random, int64(math.Round(o.DoorSpacing*100)), pitch(o))
	n := o.groupCount()
	cell := int64(math.Round(100 * o.side() / math.Sqrt(float64(n))))
	columns := int64(math.Ceil(math.Sqrt(float64(n))))
	rows := (int64(n) + columns - 1) / columns
	tilt := s.between(-20, 20)
	doors = make([]door, 0, o.Households)
	for g := range n {
		row, column := int64(g)/columns, int64(g)%columns
		if row%2 == 1 { // neighbours in number are neighbours in place
			column = columns - 1 - column
		}
		middle := spot{
			(2*column-columns+1)*cell/2 + s.between(-cell/10, cell/10),
			(2*row-rows+1)*cell/2 + s.between(-cell/10, cell/10),
		}
		size := int(share(o.Households, g+1, n) - share(o.Households, g, n))
		s.layGroup(g, size, s.depth(size), groupName(g))
		doors = append(doors, s.turned(tilt+s.between(-8, 8), middle)...)
		middles = append(middles, middle)
	}
	return doors, middles
}

// share is part n-ths of a whole, rounded down.
func share(whole, part, n int) int64 { return int64(whole) * int64(part) / int64(n) }

// pitch is the distance between the mouths of two alleys that fits the density: with lanes off
// every 0.9 pitch and half a pitch long there are 1.56 m of way for a metre of alley, and alleys are
// three quarters as long on average as the group is deep.
func pitch(o WardOptions) int64 {
	return min(widestPitch, int64(math.Round(wayPerAlley*1e6/(o.Density*o.DoorSpacing))))
}

// wayPerAlley is the metres of way for a metre that an alley would have were it as long as can be.
const wayPerAlley = 0.75 * 1.56

// depth is how deep a group is on each side of its street when it is about square; the 5 is
// 4 x wayPerAlley and the street.
func (s *streets) depth(size int) int64 {
	return max(s.pitch, int64(math.Round(math.Sqrt(float64(int64(size)*s.pitch*s.spacing/5)))))
}

// layGroup fills doors with a group of size households: a street, alleys (ngõ) off it on both sides
// that are up to depth long, and lanes (ngách) off those.
func (s *streets) layGroup(group, size int, depth int64, tdp string) {
	s.doors, s.size, s.group = s.doors[:0], size, group
	for mouth := int64(0); len(s.doors) < size; mouth += s.pitch {
		s.line(spot{mouth, 0}, spot{1, 0}, s.pitch, streetHouse, mouth, fmt.Sprintf("đường số %d, %s", group+1, tdp))
		for _, side := range [2]int64{1, -1} {
			at := mouth + s.between(0, s.pitch/3)
			name := s.number(at, side)
			s.alley(spot{at, 0}, side, s.between(depth/2, depth), name, tdp)
		}
	}
}

// alley lays an alley off the street at a place, and its lanes.
func (s *streets) alley(mouth spot, side, length, name int64, tdp string) {
	s.line(mouth, spot{0, side}, length, alleyHouse, 0, fmt.Sprintf("ngõ %d, %s", name, tdp))
	for at := s.between(s.pitch/3, s.pitch*2/3); at < length; at += s.between(s.pitch*8/10, s.pitch) {
		turn := s.eitherSide()
		way := fmt.Sprintf("ngách %d/%d, %s", name, s.number(at, turn), tdp)
		s.line(spot{mouth.x, side * at}, spot{turn, 0}, s.between(s.pitch/4, s.pitch*3/4), alleyHouse, 0, way)
	}
}

// line puts doors on both sides of a way from a place in a direction until the group is full.
// numbered is how far along the way its house numbers begin.
func (s *streets) line(from, direction spot, length, off, numbered int64, way string) {
	// The first door is a house's width in, as the street goes on from one stretch to the next.
	for at := s.between(s.house, s.gap()); at < length && len(s.doors) < s.size; at += s.gap() {
		side := s.eitherSide()
		away := side * (off + s.between(0, 100))
		s.doors = append(s.doors, door{
			at:      spot{from.x + direction.x*at + direction.y*away, from.y + direction.y*at + direction.x*away},
			group:   s.group,
			address: fmt.Sprintf("Số %d, %s", s.number(numbered+at, side), way),
		})
	}
}

// gap draws the distance to the next door: 0.3 of the spacing, and on average 0.7 as the product of
// two uniform draws, which has a long tail as an exponential draw has and needs no logarithm.
func (s *streets) gap() int64 {
	if s.scattered {
		if s.random.IntN(3) > 0 {
			return s.spacing * s.between(45, 75) / 100
		}
		return s.spacing * s.between(150, 210) / 100
	}
	const steps = 1024
	product := s.random.Int64N(steps+1) * s.random.Int64N(steps+1)
	return s.spacing*3/10 + s.spacing*28*product/(10*steps*steps)
}

// number is the house number at a distance along a way: odd on one side, even on the other.
func (s *streets) number(at, side int64) int64 { return at/s.house*2 + (3+side)/2 }

func (s *streets) eitherSide() int64 { return s.random.Int64N(2)*2 - 1 }

// between draws evenly from low to high, both included.
func (s *streets) between(low, high int64) int64 { return low + s.random.Int64N(high-low+1) }

// turned gives the doors of the group in hand turned by so many degrees about its middle.
func (s *streets) turned(degrees int64, middle spot) []door {
	t := turnBy(degrees)
	half := s.doors[len(s.doors)-1].at.x / 2
	for i := range s.doors {
		d := &s.doors[i]
		d.at = t.about(spot{d.at.x - half, d.at.y}, middle)
	}
	return s.doors
}

// turn is an angle as its cosine and sine.
type turn struct{ cos, sin int64 }

func turnBy(degrees int64) turn {
	angle := float64(degrees) * (math.Pi / 180)
	return turn{int64(math.Round(math.Cos(angle) * trigUnit)), int64(math.Round(math.Sin(angle) * trigUnit))}
}

// about turns a place that is relative to a middle, and gives where it then is.
func (t turn) about(s, middle spot) spot {
	return spot{middle.x + (s.x*t.cos-s.y*t.sin)/trigUnit, middle.y + (s.x*t.sin+s.y*t.cos)/trigUnit}
}

// projection turns centimetres from the ward's centre into degrees.
type projection struct{ lat, lon, cmPerLon int64 }

func newProjection(centre geo.Point) projection {
	cos := int64(math.Round(math.Cos(centre.Lat*(math.Pi/180)) * trigUnit))
	return projection{
		lat: int64(math.Round(centre.Lat * 1e6)), lon: int64(math.Round(centre.Lon * 1e6)),
		cmPerLon: cmPerDegree * cos / trigUnit,
	}
}

// point is the place in whole millionths of a degree, about a decimetre, as it is written.
func (p projection) point(s spot) geo.Point {
	return geo.Point{
		Lat: float64(p.lat+s.y*1e6/cmPerDegree) / 1e6,
		Lon: float64(p.lon+s.x*1e6/p.cmPerLon) / 1e6,
	}
}
