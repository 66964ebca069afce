package instance

import (
	"context"
	"errors"
	"fmt"

	"gonha/geo"
	"gonha/solver/vrp"
)

// VROOMTravel makes the engine of a profile, on foot or not, for points: by roads, or by a routing server. It is called for
// profiles without matrices of their own, and for the lines of routes.
type VROOMTravel func(ctx context.Context, foot bool, points []geo.Point) (geo.Engine, error)

// ErrVROOMTravel is wrapped by the errors of a document's travel: the map has no roads there, or a server gives no answer.
var ErrVROOMTravel = errors.New("không tính được đường đi / the travel cannot be known")

// guide knows how the vehicles of a document travel: by its matrices and by engines.
type guide struct {
	v       *VROOM
	travel  VROOMTravel           // nil is straight lines
	engines map[string]geo.Engine // by profile; nil where there are no coordinates
	ends    []int32               // all places
}

func (v *VROOM) guide(travel VROOMTravel) *guide {
	g := &guide{v: v, travel: travel, engines: map[string]geo.Engine{}}
	for i := range v.places.points {
		g.ends = append(g.ends, int32(i))
	}
	return g
}

// engine is that of a profile; it is nil where the places have no coordinates.
func (g *guide) engine(ctx context.Context, profile string) (geo.Engine, error) {
	e, known := g.engines[profile]
	if known || !g.v.places.located() {
		return e, nil
	}
	speed, usual := lineSpeeds(profile)
	if g.travel != nil && usual {
		var err error
		if e, err = g.travel(ctx, speed == geo.WalkSpeed, g.v.places.points); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrVROOMTravel, err)
		}
	} else {
		e = geo.NewStraight(g.v.places.points, geo.Detour, max(speed, geo.WalkSpeed))
	}
	g.engines[profile] = e
	return e, nil
}

// fill puts the tables of all ways to travel into the problem.
func (g *guide) fill(ctx context.Context, p *vrp.Problem) error {
	durations := map[string][]uint32{}
	p.Travels = nil
	for _, way := range g.v.ways {
		table, made := durations[way.profile]
		if !made {
			var err error
			if table, err = g.durations(ctx, way.profile); err != nil {
				return err
			}
			durations[way.profile] = table
		}
		t := vrp.Travel{Durations: table, Time: way.factor, PerTime: way.perTime, PerDist: way.perKM * usualPerHour / 10}
		if m := g.v.matrices[way.profile]; m != nil && m.costs != nil {
			t.Costs, t.PerTime, t.PerDist = g.ofMatrix(m.costs), perCost, 0
		}
		if way.metres {
			var err error
			if t.Distances, err = g.distances(ctx, way.profile); err != nil {
				return err
			}
		}
		p.Travels = append(p.Travels, t)
	}
	return nil
}

// ofMatrix is a matrix by places.
func (g *guide) ofMatrix(s *vroomSquare) []uint32 {
	rows := g.v.places.rows
	table := make([]uint32, 0, len(rows)*len(rows))
	for _, from := range rows {
		for _, to := range rows {
			table = append(table, uint32(s.at(from, to)))
		}
	}
	return table
}

// durations are a profile's, in whole seconds; from [longest] on there is no way.
func (g *guide) durations(ctx context.Context, profile string) ([]uint32, error) {
	if m := g.v.matrices[profile]; m != nil && m.durations != nil {
		return g.ofMatrix(m.durations), nil
	}
	e, err := g.engine(ctx, profile)
	if err != nil {
		return nil, err
	}
	if _, straight := e.(*geo.Straight); straight {
		ctx = context.WithoutCancel(ctx) // it takes no time to speak of, and there is to be an answer
	}
	n := len(g.ends)
	seconds := make([]int32, n*n)
	if err := e.Table(ctx, g.ends, g.ends, seconds); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrVROOMTravel, err)
	}
	table := make([]uint32, n*n)
	for i, s := range seconds {
		table[i] = uint32(min(s, longest))
	}
	return table, nil
}

// distances are a profile's, in whole metres.
func (g *guide) distances(ctx context.Context, profile string) ([]uint32, error) {
	if m := g.v.matrices[profile]; m != nil && m.distances != nil {
		return g.ofMatrix(m.distances), nil
	}
	e, err := g.engine(ctx, profile)
	if err != nil {
		return nil, err
	}
	table := make([]uint32, 0, len(g.ends)*len(g.ends))
	for _, from := range g.ends {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("lengths of ways: %w", ctx.Err())
		}
		for _, to := range g.ends {
			_, metres := e.Leg(from, to)
			table = append(table, uint32(metres))
		}
	}
	return table, nil
}

// metres is the length of a way, 0 where nobody knows it.
func (g *guide) metres(profile string, from, to int32) int64 {
	if from < 0 || to < 0 {
		return 0
	}
	if m := g.v.matrices[profile]; m != nil && m.distances != nil {
		return m.distances.at(g.v.places.rows[from], g.v.places.rows[to])
	}
	if e := g.engines[profile]; e != nil {
		_, metres := e.Leg(from, to)
		return int64(metres)
	}
	return 0
}

// line is that of a way: of an engine, or nothing where there are no coordinates.
func (g *guide) line(profile string, from, to int32) []geo.Point {
	if e := g.engines[profile]; e != nil && from >= 0 && to >= 0 {
		return e.Path(from, to)
	}
	return nil
}

// draw has the engines that must ask for their lines do so, for the legs of each profile.
func (g *guide) draw(ctx context.Context, legs map[string][]geo.Leg) {
	for profile, list := range legs {
		if asks, ok := g.engines[profile].(interface {
			Draw(ctx context.Context, legs []geo.Leg)
		}); ok {
			asks.Draw(ctx, list)
		}
	}
}
