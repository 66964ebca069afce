package valhalla

import (
	"context"
	"fmt"

	"gonha/geo"
)

// route asks for the way of one leg.
func (e *Engine) route(ctx context.Context, leg geo.Leg) (geo.Line, error) {
	var answer struct {
		Trip struct {
			Legs []struct {
				Shape     string `json:"shape"`
				Maneuvers []struct {
					Streets []string `json:"street_names"`
				} `json:"maneuvers"`
			} `json:"legs"`
		} `json:"trip"`
	}
	body := map[string]any{"locations": e.locations([]int32{leg.From, leg.To})}
	if err := e.o.Remote.ForLines().Ask(ctx, e.question("/route", body), &answer, complaint); err != nil {
		return geo.Line{}, fmt.Errorf("asking Valhalla for a way: %w", err)
	}
	if len(answer.Trip.Legs) != 1 {
		return geo.Line{}, nil
	}
	line := geo.Line{}
	points, ok := geo.DecodePolyline(answer.Trip.Legs[0].Shape, 6)
	if !ok {
		return line, nil
	}
	line.Points = points
	for _, m := range answer.Trip.Legs[0].Maneuvers {
		if len(m.Streets) > 0 && m.Streets[0] != "" && (len(line.Streets) == 0 || line.Streets[len(line.Streets)-1] != m.Streets[0]) {
			line.Streets = append(line.Streets, m.Streets[0])
		}
	}
	return line, nil
}
