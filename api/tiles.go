package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"gonha/geo/road"
	"gonha/geo/tile"
)

// tiles are made of a map, so many at once: each takes some megabytes while it is made.
type tiles struct {
	of   *road.Map // nil is none
	room chan struct{}
}

func newTiles(of *road.Map, atOnce int) tiles { return tiles{of, make(chan struct{}, atOnce)} }

// tilesPath is where the tiles are.
const tilesPath = "/v1/tiles/{z}/{x}/{y}.mvt"

// tileVersion changes with anything that changes what a tile of the same map holds.
const tileVersion = 2

// registerTiles adds the operation that fetches a tile.
func (s *server) registerTiles(a huma.API) {
	const kind = "application/vnd.mapbox-vector-tile"
	huma.Register(a, huma.Operation{
		OperationID: "get-tile", Method: http.MethodGet, Path: tilesPath, Tags: []string{"map"},
		Summary: "Một ô bản đồ nền / A tile of the map under a plan",
		Description: "A Mapbox Vector Tile of the Web Mercator scheme, made of the server's OpenStreetMap file, with the layers `roads`, `alleys`, `water`, `buildings` and, from zoom 16, `numbers`, points with house numbers; " +
			"each feature has a `class` (OpenStreetMap's `highway` or `waterway`) and may have a `name`. Where there is nothing to draw it is empty. " +
			"Show “© OpenStreetMap contributors” with it. 404 where the server has no map.",
		Responses: map[string]*huma.Response{"200": {
			Description: "The tile.",
			Content:     map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
			Headers: map[string]*huma.Param{
				"ETag":          {Description: "Answers `If-None-Match` with 304 for as long as the map is the same.", Schema: &huma.Schema{Type: huma.TypeString}},
				"Cache-Control": {Description: "A browser may keep it for an hour.", Schema: &huma.Schema{Type: huma.TypeString}},
			},
		}},
		Errors: []int{http.StatusBadRequest, http.StatusNotFound, http.StatusServiceUnavailable},
	}, func(ctx context.Context, in *tileInput) (*huma.StreamResponse, error) { return s.tile(ctx, in, kind) })
	// They are read as texts, for a number that is none to be a bad request, and are numbers all the same.
	for _, p := range a.OpenAPI().Paths[tilesPath].Get.Parameters {
		least := 0.0
		p.Schema = &huma.Schema{Type: huma.TypeInteger, Minimum: &least}
	}
}

// tileInput is a request for a tile.
type tileInput struct {
	exchange
	Z string `path:"z" doc:"The zoom, at most 22." example:"14"`
	X string `path:"x" doc:"The column from 180° west, less than 2 to the power of the zoom." example:"13007"`
	Y string `path:"y" doc:"The row from the north, less than 2 to the power of the zoom." example:"7210"`
}

// id is the tile that is asked for.
func (in *tileInput) id() (tile.ID, bool) {
	var at tile.ID
	for _, number := range [...]struct {
		text string
		to   *int
	}{{in.Z, &at.Z}, {in.X, &at.X}, {in.Y, &at.Y}} {
		n, err := strconv.ParseUint(number.text, 10, 31)
		if err != nil || strconv.FormatUint(n, 10) != number.text { // a tile has one address
			return at, false
		}
		*number.to = int(n)
	}
	return at, at.Valid()
}

// tile answers with a tile.
func (s *server) tile(ctx context.Context, in *tileInput, kind string) (*huma.StreamResponse, error) {
	at, ok := in.id()
	switch {
	case !ok:
		return nil, newProblem(http.StatusBadRequest, "không có ô bản đồ này / there is no such tile")
	case s.tiles.of == nil:
		return nil, newProblem(http.StatusNotFound, "máy chủ không có bản đồ / the server has no map")
	}
	return &huma.StreamResponse{Body: func(huma.Context) {
		h := in.w.Header()
		h.Set("Cache-Control", "private, max-age=3600")
		if unchanged(in.exchange, s.tiles.of.Version(), tileVersion, fmt.Sprintf("%d-%d-%d", at.Z, at.X, at.Y)) {
			return
		}
		data, err := s.tiles.encode(ctx, at)
		if err != nil {
			problem := newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program")
			if ctx.Err() != nil {
				problem = newProblem(http.StatusServiceUnavailable, "hết thời gian chờ / the request waited too long").retry(queueRetry)
			} else {
				s.log.Error("a tile could not be made", "error", err)
			}
			h.Del("ETag")
			writeProblem(in.w, in.r, problem)
			return
		}
		h.Set("Content-Type", kind)
		in.w.WriteHeader(http.StatusOK)
		_, _ = in.w.Write(data) // a client that is gone is nobody to tell
	}}, nil
}

// encode makes a tile when there is room.
func (t *tiles) encode(ctx context.Context, at tile.ID) ([]byte, error) {
	select {
	case t.room <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-t.room }()
	return tile.Encode(t.of, at)
}
