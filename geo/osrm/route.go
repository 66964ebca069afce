package osrm

import (
	"context"
	"errors"

	"gonha/geo"
)

// route is what the server answers for one leg.
type route struct {
	Geometry string
	Legs     []struct {
		Steps []struct{ Name string }
	}
}

// Path implements [geo.Engine]: the server's line between the two points. Where it has none, or does not
// answer, that is the straight line.
func (e *Engine) Path(from, to int32) []geo.Point {
	start, end := e.points[from], e.points[to]
	r, ok := e.route(from, to)
	if !ok {
		return []geo.Point{start, end}
	}
	line, ok := geo.DecodePolyline(r.Geometry, 6)
	if !ok {
		return []geo.Point{start, end}
	}
	return append(append([]geo.Point{start}, line...), end)
}

// Streets are the names of the streets of a leg in order.
func (e *Engine) Streets(from, to int32) []string {
	r, _ := e.route(from, to)
	var names []string
	for _, l := range r.Legs {
		for _, s := range l.Steps {
			if s.Name != "" && (len(names) == 0 || names[len(names)-1] != s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	return names
}

// route asks for a route. A server that has once failed to answer is not asked again, so that a plan is not
// kept waiting for its lines.
func (e *Engine) route(from, to int32) (route, bool) {
	if s, _ := e.Leg(from, to); s == geo.Unreachable || e.points[from] == e.points[to] || e.silent.Load() {
		return route{}, false
	}
	var answer struct{ Routes []route }
	question := e.question("route", []int32{from, to}, "overview=full&geometries=polyline6&steps=true")
	err := e.o.Remote.Ask(context.Background(), question, &answer, complaint)
	var refusal *geo.Refusal
	if err != nil && !errors.As(err, &refusal) {
		e.silent.Store(true)
	}
	if err != nil || len(answer.Routes) == 0 {
		return route{}, false
	}
	return answer.Routes[0], true
}
