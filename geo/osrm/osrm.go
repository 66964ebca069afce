// Package osrm is travel by an OSRM server, https://project-osrm.org: times and lengths from its table
// service, lines and street names from its routes. It knows points only.
//
// Start with [DefaultOptions] and [New].
package osrm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"gonha/geo"
)

// Options say what is asked of which server. [DefaultOptions] gives every field its value.
type Options struct {
	URL     string // "http://127.0.0.1:5000"
	Profile string // in the server's addresses: "foot", "driving"; a server has the roads of one only
	Parking int    // seconds at the end of each leg, 0 or more
	Side    int    // points on each side of a table request; OSRM takes 100 places in all
	Remote  geo.Remote
}

// DefaultOptions ask for 50 by 50 points at once, without parking.
func DefaultOptions(url, profile string) Options {
	return Options{URL: url, Profile: profile, Side: 50, Remote: geo.DefaultRemote()}
}

// Validate reports every fault at once.
func (o Options) Validate() error {
	var faults []error
	if _, err := geo.ServerURL(o.URL); err != nil {
		faults = append(faults, err)
	}
	if o.Profile == "" || strings.Trim(o.Profile, "abcdefghijklmnopqrstuvwxyz0123456789_-") != "" {
		faults = append(faults, errors.New("osrm: a profile has small letters, digits, - and _"))
	}
	if o.Parking < 0 || o.Parking > 3600 {
		faults = append(faults, errors.New("osrm: parking takes 0 to 3600 s"))
	}
	if o.Side < 1 || o.Side > 1000 {
		faults = append(faults, errors.New("osrm: a request has 1 to 1000 points on each side"))
	}
	return errors.Join(append(faults, o.Remote.Validate())...)
}

// Engine is travel between the points that it was made for. Times and lengths are asked for once and
// kept. It implements [geo.Engine].
type Engine struct {
	*geo.Matrix
	points []geo.Point
	url    string
	o      Options
	silent atomic.Bool // the server failed to give a route: it is asked for no more
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
	var err error
	e.Matrix, err = geo.NewMatrix(ctx, len(points), o.Side, o.Remote.AtOnce, e.block)
	if err != nil {
		return nil, fmt.Errorf("asking OSRM for travel times: %w", err)
	}
	return e, nil
}

// question is a request of a service for places.
func (e *Engine) question(service string, places []int32, query string) func(context.Context) (*http.Request, error) {
	var at strings.Builder
	for i, p := range places {
		if i > 0 {
			at.WriteByte(';')
		}
		at.WriteString(strconv.FormatFloat(e.points[p].Lon, 'f', 6, 64) + "," + strconv.FormatFloat(e.points[p].Lat, 'f', 6, 64))
	}
	return func(ctx context.Context) (*http.Request, error) {
		return http.NewRequestWithContext(ctx, http.MethodGet, e.url+"/"+service+"/v1/"+e.o.Profile+"/"+at.String()+"?"+query, nil)
	}
}

// complaint is what OSRM's errors say.
func complaint(body []byte) string {
	var e struct{ Code, Message string }
	_ = json.Unmarshal(body, &e) // what is no such answer says nothing
	return e.Code + " " + e.Message
}

// noSegment begins the complaint that a place is near no road.
const noSegment = "NoSegment"

// block asks for a table.
func (e *Engine) block(ctx context.Context, from, to []int32) (geo.Block, error) {
	var answer struct {
		Durations, Distances [][]*float64 // seconds and metres; null without a way
	}
	places := append(append([]int32{}, from...), to...)
	query := "annotations=duration,distance&sources=" + numbers(0, len(from)) + "&destinations=" + numbers(len(from), len(places))
	if err := e.o.Remote.Ask(ctx, e.question("table", places, query), &answer, complaint); err != nil {
		var refusal *geo.Refusal
		if errors.As(err, &refusal) && strings.HasPrefix(refusal.Text, noSegment) {
			err = fmt.Errorf("%w: %w", geo.ErrNoRoadNear, err)
		}
		return geo.Block{}, err
	}
	var b geo.Block
	for i, row := range answer.Durations {
		for j, seconds := range row {
			var metres *float64
			if i < len(answer.Distances) && j < len(answer.Distances[i]) {
				metres = answer.Distances[i][j]
			}
			if i < len(from) && j < len(to) && e.points[from[i]] == e.points[to[j]] {
				b.Add(0, 0, 0)
			} else if seconds == nil || metres == nil {
				b.Add(-1, 0, 0)
			} else {
				b.Add(*seconds, *metres, e.o.Parking)
			}
		}
	}
	return b, nil
}

// numbers lists the numbers from first on and below end, joined by semicolons.
func numbers(first, end int) string {
	var list []string
	for i := first; i < end; i++ {
		list = append(list, strconv.Itoa(i))
	}
	return strings.Join(list, ";")
}
