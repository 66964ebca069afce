package benchmarks

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
)

// Road is a stretch of a real road that people live along.
type Road struct {
	Name   string // or empty
	Narrow bool   // an alley or a path, with the doors near its middle
	Points []geo.Point
}

// LivedAlong says whether people live along roads of a class of OpenStreetMap, and whether these are
// narrow. "alley" stands for a service way marked as one.
func LivedAlong(class string) (lived, narrow bool) {
	switch class {
	case "alley", "footway", "path", "pedestrian", "service":
		return true, true
	case "residential", "living_street", "unclassified", "tertiary", "secondary", "primary", "track", "road":
		return true, false
	}
	return false, false // motorways, bridleways, ways under construction
}

const (
	longestPiece = 6_000 // of a road, cm
	leastRoad    = 100   // of road for a door, cm: less is no place but a pile
	alleyDepth   = 3_000 // of an alley that a file lacks, cm for each time that the doors are too many
)

// piece is a short straight stretch of a road, of whole cm in the coordinates of [door].
type piece struct {
	from, to spot
	length   int64
	road     int // index in the options' roads
}

func (p piece) middle() spot { return spot{(p.from.x + p.to.x) / 2, (p.from.y + p.to.y) / 2} }

// pieces cuts the roads into stretches of at most longestPiece.
func (o DistrictOptions) pieces() []piece {
	place := newProjection(o.Centre)
	var all []piece
	for i, r := range o.Roads {
		for k := 1; k < len(r.Points); k++ {
			from, to := place.spot(r.Points[k-1]), place.spot(r.Points[k])
			whole := int64(math.Sqrt(float64(from.squared(to))))
			parts := (whole + longestPiece - 1) / longestPiece
			for part := range parts {
				p := piece{from: between(from, to, part, parts), to: between(from, to, part+1, parts), length: whole / parts, road: i}
				all = append(all, p)
			}
		}
	}
	return all
}

// between is the place part n-ths of the way.
func between(from, to spot, part, n int64) spot {
	return spot{from.x + (to.x-from.x)*part/n, from.y + (to.y-from.y)*part/n}
}

// spot is a place in cm from the centre, the inverse of point.
func (p projection) spot(at geo.Point) spot {
	lat, lon := int64(math.Round(at.Lat*1e7)), int64(math.Round(at.Lon*1e7))
	return spot{(lon - 10*p.lon) * p.cmPerLon / 1e7, (lat - 10*p.lat) * cmPerDegree / 1e7}
}

// checkRoads says whether there is road enough to live along.
func (o DistrictOptions) checkRoads(f *faults) {
	if len(o.Roads) == 0 {
		return
	}
	pieces := o.pieces()
	length := lengthOf(pieces)
	groups := 0
	for _, w := range o.wards() {
		groups += w.groups
	}
	f.check(length >= leastRoad*int64(o.Households) && len(pieces) >= groups,
		"roads: %d km within the place are too few for %d households", length/100_000, o.Households)
}

func lengthOf(pieces []piece) (length int64) {
	for _, p := range pieces {
		length += p.length
	}
	return length
}

// need is what a part of the roads is for: its weight by length, and the least pieces that it takes.
type need struct {
	weight int64
	pieces int
}

// deal parts pieces, which it sorts, into one run for each need, with lengths about in proportion, by
// halving the longer side of where they lie. There must be as many pieces as are needed.
func deal(pieces []piece, needs []need) [][]piece {
	if len(needs) == 1 {
		return [][]piece{pieces}
	}
	sortAcross(pieces)
	weights := make([]int64, len(needs))
	for i, n := range needs {
		weights[i] = n.weight
	}
	k, first, whole := halves(weights)
	length, before, cut := lengthOf(pieces), int64(0), 0
	for cut < len(pieces)-leastOf(needs[k:]) && (cut < leastOf(needs[:k]) || before*whole < length*first) {
		before += pieces[cut].length
		cut++
	}
	return append(deal(pieces[:cut], needs[:k]), deal(pieces[cut:], needs[k:])...)
}

func leastOf(needs []need) (pieces int) {
	for _, n := range needs {
		pieces += n.pieces
	}
	return pieces
}

// sortAcross sorts pieces from west to east, or from north to south where they lie so.
func sortAcross(pieces []piece) {
	low, high := pieces[0].middle(), pieces[0].middle()
	for _, p := range pieces {
		m := p.middle()
		low, high = spot{min(low.x, m.x), min(low.y, m.y)}, spot{max(high.x, m.x), max(high.y, m.y)}
	}
	wide := high.x-low.x >= high.y-low.y
	slices.SortStableFunc(pieces, func(a, b piece) int {
		if wide {
			return cmp.Compare(a.middle().x, b.middle().x)
		}
		return cmp.Compare(b.middle().y, a.middle().y)
	})
}

// alongRoads places the groups of each ward, of which it is given the weights, along runs of road. Each
// door has as much of it, so that the wards' densities are those of the roads.
func (o DistrictOptions) alongRoads(wards []districtWard, weights [][]int64) [][]site {
	var ofWards []need
	for i := range wards {
		ofWards = append(ofWards, need{int64(wards[i].size), wards[i].groups})
	}
	all := make([][]site, len(wards))
	for i, ward := range deal(o.pieces(), ofWards) {
		var ofGroups []need
		for _, w := range weights[i] {
			ofGroups = append(ofGroups, need{w, 1})
		}
		sizes := parted(wards[i].size, weights[i])
		for g, run := range deal(ward, ofGroups) {
			all[i] = append(all[i], site{size: sizes[g], middle: run[len(run)/2].middle(), along: run})
		}
	}
	return all
}

// walk puts the doors of a group evenly along its pieces, on both sides. Where they would stand too close
// the file lacks alleys, so half of them are put in some.
func (s *site) walk(ways *streets, group int, name string, roads []Road) []door {
	ways.doors = ways.doors[:0]
	length := lengthOf(s.along)
	numbers := map[string]int{}
	crowd := int64(s.size) * nearDoors / length
	before, k := int64(0), 0 // the piece in hand, and the length of those before it
	for n := range int64(s.size) {
		to := (length*n + ways.random.Int64N(length)) / int64(s.size)
		for k < len(s.along)-1 && to >= before+s.along[k].length {
			before += s.along[k].length
			k++
		}
		road := &roads[s.along[k].road]
		off := int64(streetHouse)
		if road.Narrow {
			off = alleyHouse
		}
		off += ways.between(0, 100)
		if crowd > 0 && ways.random.IntN(2) == 0 {
			to = to/alleyPitch*alleyPitch + alleyHouse*ways.eitherSide()
			off += ways.random.Int64N(crowd*alleyDepth + 1)
		}
		way := cmp.Or(road.Name, "đường không tên")
		numbers[way]++
		ways.doors = append(ways.doors, door{
			at: s.along[k].beside(to-before, off*ways.eitherSide()), group: group,
			address: fmt.Sprintf("Số %d, %s, %s", numbers[way], way, name),
		})
	}
	return ways.doors
}

// beside is the place so many cm along the piece and off to its side.
func (p piece) beside(along, off int64) spot {
	length := max(1, p.length)
	dx, dy := p.to.x-p.from.x, p.to.y-p.from.y
	return spot{p.from.x + (dx*along-dy*off)/length, p.from.y + (dy*along+dx*off)/length}
}
