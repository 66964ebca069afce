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

// The codes of complaints about places: that one is near no road, that there are too many.
const (
	noSegment = "NoSegment"
	tooBig    = "TooBig"
)

// table is an answer of the table service.
type table struct {
	Durations, Distances  [][]*float64 // seconds and metres; null without a way
	Sources, Destinations []waypoint
}

// waypoint is a place as the server has put it on a road.
type waypoint struct {
	Distance float64 // metres from the place
}

// block asks for a table.
func (e *Engine) block(ctx context.Context, from, to []int32) (geo.Block, error) {
	var answer table
	places := append(append([]int32{}, from...), to...)
	query := "annotations=duration,distance&sources=" + numbers(0, len(from)) + "&destinations=" + numbers(len(from), len(places))
	if err := e.o.Remote.Ask(ctx, e.question("table", places, query), &answer, complaint); err != nil {
		return geo.Block{}, withKind(err)
	}
	return answer.block(len(from), len(to))
}

// withKind wraps the error that tells what can be done about a refusal.
func withKind(err error) error {
	var refusal *geo.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	switch code, _, _ := strings.Cut(refusal.Text, " "); {
	case code == noSegment:
		return fmt.Errorf("%w: %w", geo.ErrNoRoadNear, err)
	case code == tooBig, refusal.Status == http.StatusRequestEntityTooLarge, refusal.Status == http.StatusRequestURITooLong:
		return fmt.Errorf("%w: %w", geo.ErrTooLarge, err)
	}
	return err
}

// block is the answer for so many sources and destinations. An old server gives no distances.
func (t *table) block(from, to int) (geo.Block, error) {
	if !shaped(t.Durations, from, to) || t.Distances != nil && !shaped(t.Distances, from, to) {
		return geo.Block{}, fmt.Errorf("%w: a table of another size", geo.ErrRemote)
	}
	b := geo.Block{Seconds: flat(t.Durations)}
	if t.Distances != nil {
		b.Metres = flat(t.Distances)
	}
	if len(t.Sources) != from || len(t.Destinations) != to {
		return b, nil
	}
	off := func(w waypoint) float64 {
		if w.Distance > geo.OffRoad {
			return w.Distance
		}
		return 0
	}
	for i := range t.Sources {
		for j := range t.Destinations {
			b.Gaps = append(b.Gaps, off(t.Sources[i])+off(t.Destinations[j]))
		}
	}
	return b, nil
}

// shaped says whether a table has so many rows of so many numbers.
func shaped(rows [][]*float64, from, to int) bool {
	for _, row := range rows {
		if len(row) != to {
			return false
		}
	}
	return len(rows) == from
}

// flat puts the rows of a table one after the other.
func flat(rows [][]*float64) []float64 {
	var all []float64
	for _, row := range rows {
		for _, x := range row {
			if x == nil {
				all = append(all, geo.NoWay)
			} else {
				all = append(all, *x)
			}
		}
	}
	return all
}

// numbers lists the numbers from first on and below end, joined by semicolons.
func numbers(first, end int) string {
	var list []string
	for i := first; i < end; i++ {
		list = append(list, strconv.Itoa(i))
	}
	return strings.Join(list, ";")
}
