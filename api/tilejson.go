package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"gonha/geo/tile"
)

// tileJSONPath is where the tiles are described.
const tileJSONPath = "/v1/tiles.json"

// registerTileJSON adds the operation that describes the tiles.
func (s *server) registerTileJSON(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "get-tilejson", Method: http.MethodGet, Path: tileJSONPath, Tags: []string{"map"},
		Summary:     "Mô tả các ô bản đồ nền (TileJSON) / What the tiles are (TileJSON)",
		Description: "TileJSON 3.0.0, the address that QGIS, MapLibre and other programs are given to find the tiles by. 404 where the server has no map.",
		Errors:      []int{http.StatusNotFound},
	}, func(_ context.Context, in *tileJSONInput) (*tileJSONOutput, error) {
		if s.tiles.of == nil {
			return nil, newProblem(http.StatusNotFound, "máy chủ không có bản đồ / the server has no map")
		}
		return &tileJSONOutput{Body: tile.Describe(s.tiles.of, addressOf(in.r)+tilesPath, s.travel.Credit)}, nil
	})
}

type tileJSONInput struct{ exchange }

type tileJSONOutput struct{ Body tile.Description }

// addressOf is the address under which a client sees the server, such as "https://example.org:8443"; behind a proxy that
// ends TLS the proxy says so.
func addressOf(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
