package valhalla

import (
	"context"
	"errors"

	"gonha/geo"
)

// leg is what a route answers for one leg.
type leg struct {
	Shape     string `json:"shape"`
	Maneuvers []struct {
		Streets []string `json:"street_names"`
	} `json:"maneuvers"`
}

// Path implements [geo.Engine]: the server's line between the two points. Where it has none, or does not
// answer, that is the straight line.
func (e *Engine) Path(from, to int32) []geo.Point {
	start, end := e.points[from], e.points[to]
	l, ok := e.route(from, to)
	if !ok {
		return []geo.Point{start, end}
	}
	line, ok := geo.DecodePolyline(l.Shape, 6)
	if !ok {
		return []geo.Point{start, end}
	}
	return append(append([]geo.Point{start}, line...), end)
}

// Streets are the names of the streets of a leg in order.
func (e *Engine) Streets(from, to int32) []string {
	l, ok := e.route(from, to)
	if !ok {
		return nil
	}
	var names []string
	for _, m := range l.Maneuvers {
		if len(m.Streets) > 0 && m.Streets[0] != "" && (len(names) == 0 || names[len(names)-1] != m.Streets[0]) {
			names = append(names, m.Streets[0])
		}
	}
	return names
}

// route asks for a route. A server that has once failed to answer is not asked again, so that a plan is not
// kept waiting for its lines.
func (e *Engine) route(from, to int32) (leg, bool) {
	if s, _ := e.Leg(from, to); s == geo.Unreachable || e.points[from] == e.points[to] || e.silent.Load() {
		return leg{}, false
	}
	var answer struct {
		Trip struct {
			Legs []leg `json:"legs"`
		} `json:"trip"`
	}
	body := map[string]any{"locations": e.locations([]int32{from, to})}
	err := e.o.Remote.Ask(context.Background(), e.question("/route", body), &answer, complaint)
	var refusal *geo.Refusal
	if err != nil && !errors.As(err, &refusal) {
		e.silent.Store(true)
	}
	if err != nil || len(answer.Trip.Legs) != 1 {
		return leg{}, false
	}
	return answer.Trip.Legs[0], true
}
