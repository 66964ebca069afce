package road

import (
	"context"
	"slices"
	"sync/atomic"

	"gonha/geo"
)

// Engine is travel between the points it was made for along one profile's roads: from the door
// straight to the nearest road, along roads, and straight to the other door. It implements
// [geo.Engine]. Times are those of the fastest way, rounded up to whole seconds, and lengths those of the
// shortest of the fastest ways.
//
// Every leg to another place ends with the profile's parking. Between doors at the very same place
// there is no leg. No road is known between a door and another that is no farther from it than the
// nearest road. If both belong to the same road, a team goes there straight: next door, or down an
// alley that the map lacks. If one of them is farther from all roads than the profile's Snap, it goes
// straight as well, up to 500 m: more than one alley is missing there.
type Engine struct {
	roads    *Roads
	points   []geo.Point
	spots    []spot
	flat     []flat
	off      []float64 // metres from the nearest road, 0 within Snap
	farthest float64   // the most of off, longestAlley at most
	place    []int32   // the first point at the same place
	onEdge   onEdge

	labels [2][]atomic.Pointer[label] // by direction and point, made when asked for

	selected [2]atomic.Pointer[selection] // by direction: the last, which the next table may want too
}

// flat is a door on a plane, in metres, with how far at most it could be to another one straight: a quick
// look that spares most pairs the measuring.
type flat struct{ x, y, reach float64 }

// flatten fills in the plane about the middle of the roads; the reach leaves room for what a plane is wrong by.
func (e *Engine) flatten() {
	s := e.roads.segments
	e.flat = make([]flat, len(e.points))
	for i, p := range e.points {
		last := float64(e.spots[i].last.decimetres())/10 + 1
		e.flat[i] = flat{(p.Lon*1e7 - s.west) * s.lon, (p.Lat*1e7 - s.south) * s.lat, 1.05 * min(last, longestAlley+1)}
	}
}

// longestAlley is how many metres at most a team goes straight from door to door, where no alley is mapped.
const longestAlley = 500

// Off is how many metres the point lies off the roads, if that is more than the profile's Snap; its last
// leg is a straight line. Else it is 0.
func (e *Engine) Off(point int32) float64 { return e.off[point] }

// Reach is the distance in metres, in a straight line, that no leg of so many seconds exceeds, nor two after each
// other.
func (e *Engine) Reach(seconds int32) float64 {
	moving := float64(seconds) - float64(e.roads.profile.Parking)
	if moving < 0 {
		return 0
	}
	// Each road's time is rounded to a millisecond, and a leg passes each once; some metres for the doors at its ends.
	return e.roads.fastest/3.6*(moving+0.001*float64(e.roads.graph.vertices)) + 2
}

// ways are the two vertices next to a door on its edge, with what it costs to come from them to the
// door, or, leaving, to go there: along the edge, and against it.
func (e *Engine) ways(door int32, arriving bool) (a, b int32, costA, costB cost) {
	x := &e.spots[door]
	edge, position := &e.roads.graph.edges[x.edge], e.roads.hierarchy.position
	if arriving {
		return position[edge.in[along]], position[edge.in[against]], x.fore + x.last, x.back + x.last
	}
	return position[edge.out[along]], position[edge.out[against]], x.foreRest + x.last, x.backRest + x.last
}

// climb searches from a door, forwards as ways leave it or backwards as they come to it.
func (e *Engine) climb(s *search, door int32, backwards bool) {
	h := e.roads.hierarchy
	a, b, costA, costB := e.ways(door, backwards)
	if backwards {
		s.run(&h.down, &h.up, a, b, costA, costB)
	} else {
		s.run(&h.up, &h.down, a, b, costA, costB)
	}
}

// aside is the cost from one door to another by other ways than over a vertex: along the edge that
// both are on, straight through an alley that the map lacks, or nothing at the same place.
func (e *Engine) aside(from, to int32) cost {
	if e.place[from] == e.place[to] {
		return 0
	}
	return min(e.along(from, to), e.straight(from, to))
}

// along is the cost along an edge that both doors are on, or never.
func (e *Engine) along(from, to int32) cost {
	a, b := &e.spots[from], &e.spots[to]
	if a.edge != b.edge {
		return never
	}
	best := never
	if a.fore < never && b.fore >= a.fore {
		best = b.fore - a.fore + a.last + b.last
	}
	if a.back < never && b.back >= a.back {
		best = min(best, b.back-a.back+a.last+b.last)
	}
	return best
}

// straight is the cost of the straight line between doors with no road between them, or never.
func (e *Engine) straight(from, to int32) cost {
	a, b := &e.spots[from], &e.spots[to]
	if a.edge != b.edge && e.off[from] == 0 && e.off[to] == 0 {
		return never
	}
	p, q := &e.flat[from], &e.flat[to]
	if x, y, most := p.x-q.x, p.y-q.y, max(p.reach, q.reach); x*x+y*y > most*most {
		return never
	}
	d := geo.Distance(e.points[from], e.points[to])
	if d > longestAlley || int64(d*10) > max(a.last, b.last).decimetres() {
		return never
	}
	return newCost(millis(d, e.roads.profile.Last), int64(d*10+0.5))
}

// fewDoors is how many legs from or to one door take less than making a selection for them.
const fewDoors = 256

// Table implements [geo.Engine].
func (e *Engine) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	if min(len(from), len(to)) == 1 && max(len(from), len(to)) <= fewDoors {
		for i, f := range from {
			for j, t := range to {
				seconds[i*len(to)+j], _ = e.Leg(f, t)
			}
		}
		return ctx.Err()
	}
	// One climb for each on one side, one selection for all on the other: climbs are dear.
	backwards := len(from) > len(to)
	climbing, doors := from, to
	if backwards {
		climbing, doors = to, from
	}
	sel := e.selection(doors, backwards)
	s := e.roads.searches.Get().(*search)
	defer e.roads.searches.Put(s)
	dist, row := make([]cost, len(sel.first)-1), make([]cost, len(doors))
	for i, door := range climbing {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		e.climb(s, door, backwards)
		sel.sweep(s, dist)
		for k := range row {
			a, b := sel.ends[2*k], sel.ends[2*k+1]
			row[k] = min(dist[a.vertex]+a.cost, dist[b.vertex]+b.cost)
		}
		e.asides(door, doors, row, backwards)
		if backwards {
			for k, c := range row {
				seconds[k*len(to)+i] = e.seconds(doors[k], door, c)
			}
		} else {
			for k, c := range row {
				seconds[i*len(to)+k] = e.seconds(door, doors[k], c)
			}
		}
	}
	return nil
}

// seconds rounds a cost and adds the parking.
func (e *Engine) seconds(from, to int32, c cost) int32 {
	if e.place[from] == e.place[to] {
		return 0
	}
	if c >= never {
		return geo.Unreachable
	}
	return min(c.seconds()+int32(e.roads.profile.Parking), geo.Unreachable)
}

// asides lowers a row of costs by the ways that lead over no vertex.
func (e *Engine) asides(door int32, doors []int32, row []cost, backwards bool) {
	edge, off := e.spots[door].edge, e.farthest > 0
	for k, other := range doors {
		if e.spots[other].edge != edge && !(off && (e.off[door] > 0 || e.off[other] > 0)) {
			continue
		}
		from, to := door, other
		if backwards {
			from, to = other, door
		}
		row[k] = min(row[k], e.aside(from, to))
	}
}

// selection is the one for doors, that of the call before if it is the same.
func (e *Engine) selection(doors []int32, backwards bool) *selection {
	kept := &e.selected[0]
	if backwards {
		kept = &e.selected[1]
	}
	if s := kept.Load(); s != nil && slices.Equal(s.doors, doors) {
		return s
	}
	s := e.selectDoors(doors, backwards)
	if len(doors) > 16 {
		kept.Store(s)
	}
	return s
}

// Leg implements [geo.Engine].
func (e *Engine) Leg(from, to int32) (seconds, metres int32) {
	c, _ := e.leg(from, to)
	return e.seconds(from, to, c), c.metres()
}

// leg is the cost from door to door, and the vertex it leads over: -1 where it leads over none.
func (e *Engine) leg(from, to int32) (cost, int32) {
	beside := e.aside(from, to)
	over, vertex := e.label(from, false).meet(e.label(to, true))
	if beside <= over {
		return beside, -1
	}
	return over, vertex
}

// label is where a door can climb to, made once; two goroutines that make it at once make the same.
func (e *Engine) label(door int32, backwards bool) label {
	labels := e.labels[0]
	if backwards {
		labels = e.labels[1]
	}
	if l := labels[door].Load(); l != nil {
		return *l
	}
	s := e.roads.searches.Get().(*search)
	e.climb(s, door, backwards)
	l := s.label()
	e.roads.searches.Put(s)
	labels[door].Store(&l)
	return l
}
