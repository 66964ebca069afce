package road

import (
	"math"
	"slices"
)

// Large lakes and rivers are relations of several ways each, with their islands.

// lake is a water before the ways of its outline are known.
type lake struct {
	name  []byte
	parts parts
}

// relation takes waters.
func (r *mapper) relation(_ int64, members []member, t tags) error {
	if r.nodes.second || string(t.find("type")) != "multipolygon" || !isWater(t) {
		return nil
	}
	r.lakes = append(r.lakes, lake{nameOf(t), ringParts(members)})
	r.nodes.need(members)
	return nil
}

// flood makes shapes of the waters that were met.
func (r *mapper) flood() error {
	r.nodes.sort() // where no way was met
	for i := range r.lakes {
		l := &r.lakes[i]
		outer, err := r.shores(l.parts.outer)
		if err != nil {
			return err
		}
		inner, err := r.shores(l.parts.inner)
		if err != nil {
			return err
		}
		for _, shore := range outer {
			if r.ring(shore, l.name) {
				r.islands(shore, inner)
			}
		}
	}
	return nil
}

// islands makes holes of those that lie in a water, which was made last.
func (r *mapper) islands(water []location, islands [][]location) {
	around := newShore(water)
	for _, island := range islands {
		if !around.near(island[0]) || !encloses(water, island[0]) {
			continue
		}
		if clockwise(island) == clockwise(water) {
			slices.Reverse(island)
		}
		if r.ring(island, nil) {
			r.m.shapes[len(r.m.shapes)-1].hole = true
		}
	}
}

// ring makes an area of water of a ring.
func (r *mapper) ring(ring []location, name []byte) bool {
	start := len(r.m.lat)
	for _, at := range ring {
		r.m.lat, r.m.lon = append(r.m.lat, int32(at.lat)), append(r.m.lon, int32(at.lon))
	}
	return r.add(start, WaterLayer, []byte("water"), name, true)
}

// shores are the rings that some ways make, inside the box. What the file or the box cuts off is closed by straight lines
// between the ends nearest to each other: the two banks of a river become one ring, across the river where it is cut.
func (r *mapper) shores(ids []int64) ([][]location, error) {
	rows := make([][]int64, 0, len(ids))
	for _, id := range ids {
		if row := r.nodes.rows[id]; row != nil {
			rows = append(rows, row)
		}
	}
	closed, chains := rings(rows)
	var list, open [][]location
	total := 0
	within := func(row []int64) []location {
		var line []location
		for _, ref := range row {
			if i, found := r.nodes.find(ref); found {
				line = append(line, location{int64(r.nodes.lat[i]), int64(r.nodes.lon[i])})
			}
		}
		total += len(line)
		return line
	}
	for _, ring := range closed {
		if line := within(ring); len(line) > 2 {
			list = append(list, line)
		}
	}
	for _, chain := range chains {
		if line := within(chain); len(line) > 1 {
			open = append(open, line)
		}
	}
	if len(r.m.lat)+total > 4*r.most {
		return nil, ErrMapTooLarge
	}
	return append(list, closeUp(open)...), nil
}

// closeUp joins chains, each to the one whose end is nearest to its own, until it is nearer to its own
// beginning. What would be closed by longer lines than it has itself is one bank of something, and dropped.
func closeUp(chains [][]location) [][]location {
	var closed [][]location
	chains = chains[:min(len(chains), maxChains)]
	for len(chains) > 0 {
		ring := chains[0]
		chains = chains[1:]
		drawn, straight := length(ring), 0.0
		for {
			end := ring[len(ring)-1]
			best, least, back := -1, apart(end, ring[0]), false
			for i, chain := range chains {
				if d := apart(end, chain[0]); d < least {
					best, least, back = i, d, false
				}
				if d := apart(end, chain[len(chain)-1]); d < least {
					best, least, back = i, d, true
				}
			}
			straight += least
			if best < 0 {
				break
			}
			next := chains[best]
			if back {
				slices.Reverse(next)
			}
			drawn += length(next)
			ring = append(ring, next...)
			chains = slices.Delete(chains, best, best+1)
		}
		if len(ring) > 2 && straight <= drawn {
			closed = append(closed, ring)
		}
	}
	return closed
}

// maxChains is how many pieces of the outline of one water are joined; real ones have some tens.
const maxChains = 1000

// length is that of a line, as apart measures.
func length(line []location) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += apart(line[i-1], line[i])
	}
	return sum
}

// apart is how far places are from each other, in units of latitude.
func apart(a, b location) float64 {
	return math.Hypot(float64(a.lon-b.lon)*math.Cos(float64(a.lat)/1e7*math.Pi/180), float64(a.lat-b.lat))
}

// clockwise says which way round a ring runs, with north up.
func clockwise(ring []location) bool {
	twice := 0.0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		twice += float64(a.lon-ring[0].lon)*float64(b.lat-ring[0].lat) - float64(b.lon-ring[0].lon)*float64(a.lat-ring[0].lat)
	}
	return twice < 0
}

// encloses says whether a ring goes round a place.
func encloses(ring []location, at location) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.lat > at.lat) == (b.lat > at.lat) {
			continue
		}
		x := float64(a.lon) + float64(at.lat-a.lat)/float64(b.lat-a.lat)*float64(b.lon-a.lon)
		if float64(at.lon) < x {
			in = !in
		}
	}
	return in
}
