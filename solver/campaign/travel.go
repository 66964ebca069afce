package campaign

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"gonha/geo"
	"gonha/geo/road"
	"gonha/solver"
)

// Travel is how the teams of a night get about other than in the straight lines of the zero value.
type Travel struct {
	Name   string // as plan.json has it: "roads", "osrm" or "valhalla"
	Credit string // to be shown with what is made from its map; may be empty

	// Engine makes the engine of a mode for points, which do not change. An engine may have two methods
	// more: Streets(from, to int32) []string, the names of a leg's streets in order, and
	// Off(point int32) float64, the metres of the straight line between a point and the nearest road where
	// that is far. One that has to ask for its lines has Draw and Drawn, as [geo.Lines] have them, and Lengths, as
	// [geo.Matrix] has.
	Engine func(ctx context.Context, mode Mode, points []geo.Point) (geo.Engine, error)

	// At gives the same travel on an evening, by whose hours some roads are shut; nil is travel that is always the same.
	At func(e road.Evening) Travel

	// Map gives what there is to draw of the ground in a box; nil is none.
	Map func(ctx context.Context, box road.Box) (*road.Map, error)
}

// ErrTravel is wrapped by the errors of a night's travel: its map has no roads there, or its server gives no
// answer. Neither the lists nor we are at fault.
var ErrTravel = errors.New("không tính được đường đi / the travel cannot be known")

// OpenStreetMap is the credit that its licence, the ODbL 1.0, asks for.
const OpenStreetMap = "© OpenStreetMap contributors"

// straight says whether travel is in straight lines.
func (t *Travel) straight() bool { return t.Engine == nil }

// name is the travel's in plan.json.
func (t *Travel) name() string {
	if t.straight() {
		return straightLine
	}
	return t.Name
}

// Prepare makes the engines of a valid night's travel once, so that what they have to read or to ask is
// read and asked before the planning begins, and refused there. Errors wrap [ErrTravel].
func (n *Night) Prepare(ctx context.Context) error { return n.travel(ctx, n.task().problem) }

// travel gives the problem the engines of the night's travel in place of the straight-line ones. The
// teams are in the night's order.
func (n *Night) travel(ctx context.Context, p *solver.Problem) error {
	if n.Travel.straight() {
		return nil
	}
	travel := n.Travel
	if travel.At != nil {
		travel = travel.At(n.underWay())
	}
	made := make([]bool, len(p.Travel))
	for i := range p.Teams {
		mode := p.Teams[i].Mode
		if made[mode] {
			continue
		}
		engine, err := travel.Engine(ctx, n.Teams[i].Mode, p.Points)
		if err != nil {
			return fmt.Errorf("%w (%s): %w", ErrTravel, n.Teams[i].Mode, err)
		}
		p.Travel[mode], made[mode] = engine, true
	}
	return nil
}

// underWay is when the teams of a valid night are on the roads.
func (n *Night) underWay() road.Evening {
	e := n.evening()
	date, err := time.Parse(time.DateOnly, n.Options.Date)
	if err != nil { // Validate refuses such a night
		date = time.Time{}
	}
	return road.Evening{Date: date, From: e.Open, To: e.Close}
}

// streets are the names of the streets of a leg, where the engine knows them.
func streets(e geo.Engine, from, to int32) []string {
	if named, ok := e.(interface{ Streets(from, to int32) []string }); ok {
		return named.Streets(from, to)
	}
	return nil
}

// offRoad lists the households to visit whose doors lie off all roads, by the way of travelling that
// comes nearest.
func (n *Night) offRoad(t task) []OffRoad {
	var list []OffRoad
	for c, i := range t.routed {
		metres := math.Inf(1)
		for _, e := range t.problem.Travel {
			off := 0.0
			if measured, ok := e.(interface{ Off(point int32) float64 }); ok {
				off = measured.Off(t.problem.Clients[c].Location)
			}
			metres = min(metres, off)
		}
		if len(t.problem.Travel) > 0 && metres > 0 {
			list = append(list, OffRoad{n.Households[i].ID, int(math.Round(metres))})
		}
	}
	return list
}

// placed lists the households whose places were found by their addresses.
func (n *Night) placed() []Placed {
	var list []Placed
	for i := range n.Households {
		if h := &n.Households[i]; h.Guess != nil {
			list = append(list, Placed{h.ID, h.Point.Lat, h.Point.Lon, *h.Guess})
		}
	}
	return list
}
