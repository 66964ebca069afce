// Package valhalla is travel by a Valhalla server, https://valhalla.github.io/valhalla: times and lengths
// from its matrix, lines and street names from its routes. It knows points only.
//
// Start with [Walk] or [Motorbike], and [New].
package valhalla

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"gonha/geo"
)

// Options say what is asked of which server. [Walk] and [Motorbike] give every field its value.
type Options struct {
	URL     string         // "http://127.0.0.1:8002"
	Costing string         // Valhalla's name of the way of travelling
	Tuning  map[string]any // its costing options
	Parking int            // seconds at the end of each leg, 0 or more
	Side    int            // points on each side of a matrix request; Valhalla takes 2,500 pairs
	Remote  geo.Remote
}

// Walk goes on foot at 4.5 km/h.
func Walk(url string) Options {
	return Options{URL: url, Costing: "pedestrian", Tuning: map[string]any{"walking_speed": 4.5}, Side: 50, Remote: geo.DefaultRemote()}
}

// Motorbike rides at 25 km/h at most, and is parked in 20 s.
func Motorbike(url string) Options {
	return Options{URL: url, Costing: "motor_scooter", Tuning: map[string]any{"top_speed": 25}, Parking: 20, Side: 50, Remote: geo.DefaultRemote()}
}

// Validate reports every fault at once.
func (o Options) Validate() error {
	var faults []error
	if _, err := geo.ServerURL(o.URL); err != nil {
		faults = append(faults, err)
	}
	if o.Costing == "" {
		faults = append(faults, errors.New("valhalla: there is no costing"))
	}
	if o.Parking < 0 || o.Parking > 3600 {
		faults = append(faults, errors.New("valhalla: parking takes 0 to 3600 s"))
	}
	if o.Side < 1 || o.Side > 1000 {
		faults = append(faults, errors.New("valhalla: a request has 1 to 1000 points on each side"))
	}
	return errors.Join(append(faults, o.Remote.Validate())...)
}

// Engine is travel between the points that it was made for. Times and lengths are asked for once and
// kept, and so are the lines of legs, when [geo.Lines.Draw] asks for them. It implements [geo.Engine].
type Engine struct {
	*geo.Matrix
	*geo.Lines
	points []geo.Point
	url    string
	o      Options
}

// New asks the server for the travel between all points, [geo.MatrixMost] at most, and keeps points, which
// must not change. A pair without a way has [geo.Unreachable]. Errors wrap [geo.ErrRemote], or are
// faults of the options or those of ctx.
func New(ctx context.Context, points []geo.Point, o Options) (*Engine, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	e := &Engine{points: points, o: o}
	e.url, _ = geo.ServerURL(o.URL) // it is valid
	e.Lines = geo.NewLines(points, o.Remote.AtOnce, e.route)
	var err error
	e.Matrix, err = geo.NewMatrix(ctx, geo.Survey{Points: points, Side: o.Side, AtOnce: o.Remote.AtOnce, Parking: o.Parking, Ask: e.block})
	if err != nil {
		return nil, fmt.Errorf("asking Valhalla for travel times: %w", err)
	}
	return e, nil
}

// location is a place as Valhalla reads it.
type location struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

func (e *Engine) locations(of []int32) []location {
	list := make([]location, len(of))
	for i, p := range of {
		list[i] = location{e.points[p].Lat, e.points[p].Lon}
	}
	return list
}

// question is a request of the given action, with the costing added.
func (e *Engine) question(action string, body map[string]any) func(context.Context) (*http.Request, error) {
	return func(ctx context.Context) (*http.Request, error) {
		body["costing"], body["units"] = e.o.Costing, "kilometers"
		body["costing_options"] = map[string]any{e.o.Costing: e.o.Tuning}
		data, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url+action, bytes.NewReader(data))
		if err == nil {
			request.Header.Set("Content-Type", "application/json")
		}
		return request, err
	}
}

// complaint is what Valhalla's errors say.
func complaint(body []byte) string {
	var e struct {
		Error string `json:"error"`
		Code  int    `json:"error_code"`
	}
	if json.Unmarshal(body, &e) != nil || e.Error == "" {
		return "" // what is no such answer says nothing
	}
	return fmt.Sprintf("%s (%d)", e.Error, e.Code)
}
