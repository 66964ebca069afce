package valhalla

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gonha/geo"
)

// The ends of complaints about places: that one is near no road, that two are too far apart for the server, and that
// there are too many for it at a time. The codes are those of Valhalla's documentation.
const (
	noEdges = "(171)"
	tooFar  = "(154)"
	tooMany = "(150)"
)

// block asks for a matrix.
func (e *Engine) block(ctx context.Context, from, to []int32) (geo.Block, error) {
	var answer matrix
	body := map[string]any{"sources": e.locations(from), "targets": e.locations(to), "verbose": true}
	if err := e.o.Remote.Ask(ctx, e.question("/sources_to_targets", body), &answer, complaint); err != nil {
		return geo.Block{}, withKind(err)
	}
	return answer.block(e.places(from), e.places(to))
}

func (e *Engine) places(of []int32) []geo.Point {
	list := make([]geo.Point, len(of))
	for i, p := range of {
		list[i] = e.points[p]
	}
	return list
}

// withKind wraps the error that tells what can be done about a refusal.
func withKind(err error) error {
	var refusal *geo.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	switch text := refusal.Text; {
	case strings.HasSuffix(text, noEdges), strings.HasSuffix(text, tooFar):
		return fmt.Errorf("%w: %w", geo.ErrNoRoadNear, err)
	case strings.HasSuffix(text, tooMany), refusal.Status == http.StatusRequestEntityTooLarge:
		return fmt.Errorf("%w: %w", geo.ErrTooLarge, err)
	}
	return err
}

// matrix is an answer: rows of cells, or where the server is terse whatever it was asked, two tables.
type matrix struct {
	Pairs json.RawMessage `json:"sources_to_targets"`
	Units string          `json:"units"` // of lengths; others than those asked for where the server knows them alone
}

// cell is a pair of a matrix; without a way between its numbers are null. The ends of the way, where the server
// gives them, may be far from the places: it takes the nearest roads that lead from one to the other.
type cell struct {
	Time     *float64 `json:"time"`     // seconds
	Distance *float64 `json:"distance"` // in the matrix's units
	BeginLat *float64 `json:"begin_lat"`
	BeginLon *float64 `json:"begin_lon"`
	EndLat   *float64 `json:"end_lat"`
	EndLon   *float64 `json:"end_lon"`
}

// tables are the terse form.
type tables struct {
	Durations [][]*float64 `json:"durations"`
	Distances [][]*float64 `json:"distances"`
}

var errShape = fmt.Errorf("%w: a table of another size", geo.ErrRemote)

// block is the answer for the places.
func (m *matrix) block(from, to []geo.Point) (geo.Block, error) {
	rows, err := m.rows()
	if err != nil || len(rows) != len(from) || slices.ContainsFunc(rows, func(row []cell) bool { return len(row) != len(to) }) {
		return geo.Block{}, errShape
	}
	unit := 1000.0
	if m.Units == "miles" || m.Units == "mi" {
		unit = 1609.344
	}
	var b geo.Block
	for i, row := range rows {
		for j := range row {
			seconds, metres, gap := row[j].travel(unit, from[i], to[j])
			b.Seconds, b.Metres, b.Gaps = append(b.Seconds, seconds), append(b.Metres, metres), append(b.Gaps, gap)
		}
	}
	return b, nil
}

// rows are the cells, from whichever form.
func (m *matrix) rows() ([][]cell, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(m.Pairs), []byte("{")) {
		var rows [][]cell
		return rows, json.Unmarshal(m.Pairs, &rows)
	}
	var t tables
	if err := json.Unmarshal(m.Pairs, &t); err != nil {
		return nil, err
	}
	rows := make([][]cell, len(t.Durations))
	for i := range rows {
		if len(t.Distances) != len(t.Durations) || len(t.Distances[i]) != len(t.Durations[i]) {
			return nil, errShape
		}
		for j, seconds := range t.Durations[i] {
			rows[i] = append(rows[i], cell{Time: seconds, Distance: t.Distances[i][j]})
		}
	}
	return rows, nil
}

// travel is a cell's seconds and metres, and how many metres its ends lie from the places, where that is far.
func (c *cell) travel(unit float64, from, to geo.Point) (seconds, metres, gap float64) {
	if c.Time == nil || c.Distance == nil {
		return geo.NoWay, geo.NoWay, 0
	}
	for _, end := range [...]struct {
		lat, lon *float64
		place    geo.Point
	}{{c.BeginLat, c.BeginLon, from}, {c.EndLat, c.EndLon, to}} {
		if end.lat == nil || end.lon == nil {
			continue
		}
		if off := geo.Distance(end.place, geo.Point{Lat: *end.lat, Lon: *end.lon}); off > geo.OffRoad {
			gap += off
		}
	}
	return *c.Time, *c.Distance * unit, gap
}
