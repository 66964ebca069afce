package osrm

import (
	"context"
	"fmt"

	"gonha/geo"
)

// route asks for the way of one leg.
func (e *Engine) route(ctx context.Context, leg geo.Leg) (geo.Line, error) {
	var answer struct {
		Routes []struct {
			Geometry string
			Legs     []struct {
				Steps []struct{ Name string }
			}
		}
	}
	question := e.question("route", []int32{leg.From, leg.To}, "overview=full&geometries=polyline6&steps=true")
	if err := e.o.Remote.ForLines().Ask(ctx, question, &answer, complaint); err != nil {
		return geo.Line{}, fmt.Errorf("asking OSRM for a way: %w", err)
	}
	if len(answer.Routes) == 0 {
		return geo.Line{}, nil
	}
	line := geo.Line{}
	points, ok := geo.DecodePolyline(answer.Routes[0].Geometry, 6)
	if !ok {
		return line, nil
	}
	line.Points = points
	for _, l := range answer.Routes[0].Legs {
		for _, s := range l.Steps {
			if s.Name != "" && (len(line.Streets) == 0 || line.Streets[len(line.Streets)-1] != s.Name) {
				line.Streets = append(line.Streets, s.Name)
			}
		}
	}
	return line, nil
}
