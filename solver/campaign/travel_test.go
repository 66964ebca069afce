package campaign

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"gonha/geo"
	"gonha/geo/road"
)

// crooked is travel twice as long as the straight line's, with names for its streets and all points off
// the roads north of a latitude.
type crooked struct {
	geo.Engine
	points []geo.Point
}

func (crooked) Streets(from, to int32) []string {
	if from == to {
		return nil
	}
	return []string{"Phố Cong"}
}

func (c crooked) Off(point int32) float64 { return max(0, (c.points[point].Lat-21.0025)*1e5) }

func (c crooked) Path(from, to int32) []geo.Point {
	return []geo.Point{c.points[from], {Lat: 20, Lon: 105}, c.points[to]}
}

func crookedTravel() Travel {
	return Travel{Name: "roads", Credit: OpenStreetMap, Engine: func(_ context.Context, mode Mode, points []geo.Point) (geo.Engine, error) {
		return crooked{geo.NewStraight(points, 2, mode.speed()), points}, nil
	}}
}

// TestPlanByTravel: a night with a travel of its own is planned and verified by it, and the plan tells
// what it is.
func TestPlanByTravel(t *testing.T) {
	n := tinyNight()
	n.Travel = crookedTravel()
	p, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Parameters.Travel != "roads" || p.Attribution != OpenStreetMap {
		t.Errorf("travel %q, attribution %q", p.Parameters.Travel, p.Attribution)
	}
	if want := []OffRoad{{"H3", 50}, {"H4", 4750}}; !slices.Equal(p.OffRoad, want) {
		t.Errorf("off the roads are %v, not %v", p.OffRoad, want)
	}
	r := &p.Routes[0]
	first := r.Visits[0]
	if first.DistanceM < 222 || !slices.Equal(first.Streets, []string{"Phố Cong"}) || !slices.Equal(r.ReturnStreets, []string{"Phố Cong"}) {
		t.Errorf("the first leg is %+v, the way home by %v", first, r.ReturnStreets)
	}
	if !slices.Contains(r.Path, geo.Point{Lat: 20, Lon: 105}) {
		t.Error("the path is not the engine's")
	}
	if err := n.Verify(p); err != nil {
		t.Error(err)
	}
	r.Visits[0].TravelS++
	if err := n.Verify(p); err == nil || !strings.Contains(err.Error(), "has a way of") {
		t.Errorf("a leg that is not the engine's: %v", err)
	}
}

// TestTravelAt: travel that depends on the evening is asked for that of the night: its date, and the hours from
// the first team's shift to the end of the last.
func TestTravelAt(t *testing.T) {
	n := tinyNight()
	n.Options.Window = Window{19 * 3600, 22 * 3600}
	n.Teams[0].Shift = &Window{18 * 3600, 21 * 3600}
	base := crookedTravel()
	n.Travel = base
	var asked []road.Evening
	n.Travel.At = func(e road.Evening) Travel {
		asked = append(asked, e)
		return base
	}
	if _, err := n.Plan(t.Context(), Live{}); err != nil {
		t.Fatal(err)
	}
	if len(asked) == 0 || asked[0].Date.Format(time.DateOnly) != n.Options.Date || asked[0].From != 18*3600 || asked[0].To != 22*3600 || asked[0].Validate() != nil {
		t.Errorf("it was asked for %v", asked)
	}
}

func TestPlanTravelFails(t *testing.T) {
	gone := errors.New("gone")
	n := tinyNight()
	n.Travel = Travel{Name: "roads", Engine: func(context.Context, Mode, []geo.Point) (geo.Engine, error) { return nil, gone }}
	if _, err := n.Plan(t.Context(), Live{}); !errors.Is(err, gone) {
		t.Errorf("the plan's error is %v", err)
	}
	if err := n.Verify(tinyPlan(t)); !errors.Is(err, gone) {
		t.Errorf("verifying, it is %v", err)
	}
}
