package campaign

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"gonha/geo"
)

// surveyed is travel in straight lines whose lines have to be asked for, by ask.
type surveyed struct {
	*geo.Matrix
	*geo.Lines
}

func surveyedTravel(lengths bool, ask func(ctx context.Context, leg geo.Leg) (geo.Line, error)) Travel {
	return Travel{Name: "osrm", Engine: func(ctx context.Context, mode Mode, points []geo.Point) (geo.Engine, error) {
		straight := geo.NewStraight(points, 1, mode.speed())
		m, err := geo.NewMatrix(ctx, geo.Survey{Points: points, Side: 50, AtOnce: 2, Ask: func(_ context.Context, from, to []int32) (geo.Block, error) {
			var b geo.Block
			for _, f := range from {
				for _, t := range to {
					s, m := straight.Leg(f, t)
					b.Seconds = append(b.Seconds, float64(s))
					if lengths {
						b.Metres = append(b.Metres, float64(m))
					}
				}
			}
			return b, nil
		}})
		if err != nil {
			return nil, err
		}
		return surveyed{m, geo.NewLines(points, 2, ask)}, nil
	}}
}

// legsIn counts the legs of a plan.
func legsIn(p *Plan) int {
	n := 0
	for i := range p.Routes {
		if r := &p.Routes[i]; len(r.Visits) > 0 {
			n += r.Visits[len(r.Visits)-1].Stop + 1
		}
	}
	return n
}

var bend = geo.Point{Lat: 20, Lon: 105}

// TestPlanIsDrawn: a plan's legs are asked for once each, and have their lines and streets.
func TestPlanIsDrawn(t *testing.T) {
	var asked atomic.Int32
	n := tinyNight()
	n.Travel = surveyedTravel(true, func(context.Context, geo.Leg) (geo.Line, error) {
		asked.Add(1)
		return geo.Line{Points: []geo.Point{bend}, Streets: []string{"Phố Cong"}}, nil
	})
	p, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	if n, legs := int(asked.Load()), legsIn(p); n > legs || n < legs/2 || p.StraightLegs() != 0 || p.NoLengths {
		t.Errorf("%d questions for %d legs, %d of them straight", n, legs, p.StraightLegs())
	}
	if r := &p.Routes[0]; !slices.Contains(r.Path, bend) || len(r.ReturnStreets) != 1 || len(r.Visits[0].Streets) != 1 {
		t.Errorf("the route is %+v", r)
	}
	asked.Store(0)
	if _, err := n.Plan(t.Context(), Live{Undrawn: true}); err != nil || asked.Load() != 0 {
		t.Errorf("%d questions for a plan that nobody draws, %v", asked.Load(), err)
	}
}

// TestPlanIsStraight: where the server fails the rest is straight, and the plan says where.
func TestPlanIsStraight(t *testing.T) {
	var asked atomic.Int32
	n := tinyNight()
	n.Travel = surveyedTravel(false, func(context.Context, geo.Leg) (geo.Line, error) {
		if asked.Add(1) > 2 {
			return geo.Line{}, &geo.Refusal{Status: 500}
		}
		return geo.Line{Points: []geo.Point{bend}}, nil
	})
	p, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	if got, legs := p.StraightLegs(), legsIn(p); got != legs-2 || !p.NoLengths || p.Summary.DistanceM != 0 {
		t.Errorf("%d of %d legs are straight, %d m", got, legs, p.Summary.DistanceM)
	}
}

// TestDrawingEnds: one Ctrl-C ends the asking for lines too, and the plan is there.
func TestDrawingEnds(t *testing.T) {
	for name, early := range map[string]bool{"while it draws": false, "before": true} {
		t.Run(name, func(t *testing.T) {
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			n := tinyNight()
			n.Travel = surveyedTravel(true, func(ctx context.Context, _ geo.Leg) (geo.Line, error) {
				interrupt()
				<-ctx.Done()
				return geo.Line{}, errors.New("gone")
			})
			live := Live{}
			if early {
				live.Progress = func(Progress) { interrupt() }
			}
			begun := time.Now()
			p, err := n.Plan(ctx, live)
			if err != nil || p.StraightLegs() != legsIn(p) || p.Summary.Visits == 0 {
				t.Errorf("%v, %+v", err, p)
			}
			if d := time.Since(begun); d > 20*time.Second { // the server hangs for ever
				t.Errorf("it took %v", d)
			}
		})
	}
}
