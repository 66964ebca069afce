package api

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"

	"gonha/api/jobs"
	"gonha/geo"
	"gonha/geo/road"
	"gonha/geo/tile"
	"gonha/solver/campaign"
)

// streetMap is a map of the street of the tests with so many alleys off it, and of nothing else.
func streetMap(t *testing.T, alleys int) *road.Source {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<osm version="0.6">`)
	for i := range alleys {
		lat := 20.999 + 0.03*float64(i)/float64(alleys-1)
		fmt.Fprintf(&b, `<node id="%d" lat="%.5f" lon="105.8003"/><node id="%d" lat="%.5f" lon="105.8023"/>`, 2*i+1, lat, 2*i+2, lat)
	}
	b.WriteString(`<way id="1">`)
	for i := range alleys {
		fmt.Fprintf(&b, `<nd ref="%d"/>`, 2*i+1)
	}
	b.WriteString(`<tag k="highway" v="residential"/><tag k="name" v="Phố Thử"/></way>`)
	for i := range alleys {
		fmt.Fprintf(&b, `<way id="%d"><nd ref="%d"/><nd ref="%d"/><tag k="highway" v="footway"/><tag k="name" v="Ngõ %d"/></way>`, i+2, 2*i+1, 2*i+2, i+1)
	}
	b.WriteString(`</osm>`)
	path := filepath.Join(t.TempDir(), "map.osm")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := road.Open(path, road.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// byRoad is travel by a map, on foot.
func byRoad(source *road.Source) campaign.Travel {
	return campaign.Travel{
		Name: "roads", Credit: campaign.OpenStreetMap, Map: source.Map,
		Engine: func(ctx context.Context, _ campaign.Mode, points []geo.Point) (geo.Engine, error) {
			e, err := source.Engine(ctx, road.Walk(), points)
			if err != nil {
				return nil, err
			}
			return e, nil
		},
	}
}

// TestTravel: every solve goes by the server's roads, and its lists show whose map that is.
func TestTravel(t *testing.T) {
	s := start(t, func(c *Config, _ *jobs.Config) { c.Travel = byRoad(streetMap(t, 60)) })
	path := s.begin(t, 30, brief)
	solve := s.await(t, path, ended)
	if solve.State != jobs.Done || solve.Plan.Parameters.Travel != "roads" || solve.Plan.Attribution != campaign.OpenStreetMap {
		t.Errorf("%s, %+v", solve.State, solve.Plan)
	}
	if plan := s.get(t, path+"/plan.json").body; !strings.Contains(plan, "Phố Thử") {
		t.Error("no leg has its street")
	}
	if lists := s.get(t, path+"/lists.html").body; !strings.Contains(lists, campaign.OpenStreetMap) {
		t.Error("the lists do not say whose map it is")
	}
}

// TestNoTravel: where travel cannot be known a solve fails and says so, and it is nobody's bug. What the
// server's log says of it holds no place.
func TestNoTravel(t *testing.T) {
	fails := func(err error) campaign.Travel {
		return campaign.Travel{Name: "osrm", Engine: func(context.Context, campaign.Mode, []geo.Point) (geo.Engine, error) { return nil, err }}
	}
	elsewhere := func(t *testing.T) *road.Source {
		path := filepath.Join(t.TempDir(), "map.osm")
		if err := os.WriteFile(path, []byte(`<osm><node id="1" lat="10" lon="106"/><node id="2" lat="10.1" lon="106"/><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>`), 0o600); err != nil {
			t.Fatal(err)
		}
		source, err := road.Open(path, road.DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		return source
	}
	tests := map[string]struct {
		travel func(t *testing.T) campaign.Travel
		status int
		say    string
	}{
		"a map of elsewhere": {func(t *testing.T) campaign.Travel { return byRoad(elsewhere(t)) }, 422, "no roads around the households"},
		"a server that is away": {func(*testing.T) campaign.Travel {
			return fails(fmt.Errorf("--osrm: %w: localhost:5000: refused", geo.ErrRemote))
		}, 503, "the routing server gives no answer"},
		"too many places": {func(*testing.T) campaign.Travel { return fails(geo.ErrTooMany) }, 422, "too many places"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := start(t, func(c *Config, _ *jobs.Config) { c.Travel = test.travel(t) })
			solve := s.await(t, s.begin(t, 5, brief), ended)
			if solve.State != jobs.Failed || solve.Error == nil || solve.Error.Status != test.status || !strings.Contains(solve.Error.Detail, test.say) || !strings.Contains(solve.Error.Detail, " / ") {
				t.Errorf("%s, %+v", solve.State, solve.Error)
			}
			if log := s.log.String(); !strings.Contains(log, "no travel for a solve") || strings.Contains(log, "105.8") {
				t.Errorf("the log says %s", log)
			}
		})
	}
}

// TestCancelledTravel: a solve that is cancelled while a routing server is asked is cancelled, and has not failed.
func TestCancelledTravel(t *testing.T) {
	asked := make(chan struct{})
	s := start(t, func(c *Config, _ *jobs.Config) {
		c.Travel = campaign.Travel{Name: "osrm", Engine: func(ctx context.Context, _ campaign.Mode, _ []geo.Point) (geo.Engine, error) {
			close(asked)
			<-ctx.Done()
			return nil, ctx.Err()
		}}
	})
	path := s.begin(t, 5, brief)
	<-asked
	if solve := decode[Solve](t, s.post(t, path+"/cancel", "")); solve.State != jobs.Cancelled || solve.Plan != nil || solve.Error != nil {
		t.Errorf("%s, %+v", solve.State, solve.Error)
	}
}

// streetTile is the tile about the street of the tests.
const streetTile = "/v1/tiles/14/13007/7213.mvt"

func mapOf(t *testing.T, alleys int) *road.Map {
	t.Helper()
	m, err := streetMap(t, alleys).Map(t.Context(), road.World)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestTile: a tile is there, packed for who takes it, and not sent again to who has it.
func TestTile(t *testing.T) {
	s := start(t, func(c *Config, _ *jobs.Config) { c.Map = mapOf(t, 60) })
	plain := s.get(t, streetTile, "Accept-Encoding", "identity")
	if plain.status != http.StatusOK || plain.header.Get("Content-Type") != "application/vnd.mapbox-vector-tile" || plain.header.Get("Cache-Control") != "private, max-age=3600" {
		t.Errorf("%d %v", plain.status, plain.header)
	}
	layers, err := mvt.Unmarshal([]byte(plain.body))
	if err != nil || len(layers) != 2 {
		t.Fatalf("%d layers, %v", len(layers), err)
	}
	packed := s.get(t, streetTile, "Accept-Encoding", "gzip")
	if packed.header.Get("Content-Encoding") != "gzip" || len(packed.body) >= len(plain.body) || !strings.Contains(packed.header.Get("Vary"), "Accept-Encoding") {
		t.Errorf("packed: %v, %d bytes for %d", packed.header, len(packed.body), len(plain.body))
	}
	tag := plain.header.Get("ETag")
	if again := s.get(t, streetTile, "If-None-Match", tag); again.status != http.StatusNotModified || again.body != "" || tag == "" {
		t.Errorf("%d for who has %q", again.status, tag)
	}
	if other := s.get(t, "/v1/tiles/14/13007/7214.mvt"); other.header.Get("ETag") == tag {
		t.Error("two tiles have one ETag")
	}
	changed := start(t, func(c *Config, _ *jobs.Config) { c.Map = mapOf(t, 59) })
	if got := changed.get(t, streetTile).header.Get("ETag"); got == tag {
		t.Error("another map has the ETag of the first")
	}
	if nothing := s.get(t, "/v1/tiles/3/0/0.mvt"); nothing.status != http.StatusOK || nothing.body != "" {
		t.Errorf("elsewhere: %d, %d bytes", nothing.status, len(nothing.body))
	}
}

// TestNoTile: what is no tile is refused, and so is every tile without a map.
func TestNoTile(t *testing.T) {
	s := start(t, func(c *Config, _ *jobs.Config) { c.Map = mapOf(t, 2) })
	for _, path := range []string{"23/0/0", "1/2/0", "1/0/2", "-1/0/0", "a/0/0", "1/b/0", "1/0/c", "01/0/0", "1/+0/0", "1/0/0x0", "1/0/1e0", "99999999999999999999/0/0", "%00/0/0"} {
		p := problemOf(t, s.get(t, "/v1/tiles/"+path+".mvt"), http.StatusBadRequest)
		if strings.Contains(p.Detail, "99999") {
			t.Errorf("%s repeats what was asked", p.Detail)
		}
	}
	for _, path := range []string{"/v1/tiles/1/0/0", "/v1/tiles/1/0/0.png", "/v1/tiles/1/0"} {
		problemOf(t, s.get(t, path), http.StatusNotFound)
	}
	without := start(t, nil)
	if p := problemOf(t, without.get(t, streetTile), http.StatusNotFound); !strings.Contains(p.Detail, "the server has no map") {
		t.Error(p.Detail)
	}
	keys, first, _ := twoKeys(t)
	locked := start(t, func(c *Config, _ *jobs.Config) { c.Map, c.Keys = mapOf(t, 2), keys })
	problemOf(t, locked.get(t, streetTile), http.StatusUnauthorized)
	if r := locked.get(t, streetTile, "Authorization", first); r.status != http.StatusOK {
		t.Errorf("with a key: %d", r.status)
	}
}

// TestTileJSON: other programs find the tiles by one address.
func TestTileJSON(t *testing.T) {
	s := start(t, func(c *Config, _ *jobs.Config) { c.Map, c.Travel.Credit = mapOf(t, 60), campaign.OpenStreetMap })
	d := decode[tile.Description](t, s.get(t, tileJSONPath))
	if len(d.Tiles) != 1 || !strings.HasPrefix(d.Tiles[0], "http://127.0.0.1:") || d.Attribution != campaign.OpenStreetMap || d.Bounds[0] < 105 {
		t.Errorf("%+v", d)
	}
	_, path, _ := strings.Cut(strings.TrimPrefix(d.Tiles[0], "http://"), "/")
	path = "/" + strings.NewReplacer("{z}", "14", "{x}", "13007", "{y}", "7213").Replace(path)
	if r := s.get(t, path); r.status != http.StatusOK || r.body == "" {
		t.Errorf("%s: %d, %d bytes", path, r.status, len(r.body))
	}
	proxied := decode[tile.Description](t, s.get(t, tileJSONPath, "X-Forwarded-Proto", "https"))
	if !strings.HasPrefix(proxied.Tiles[0], "https://127.0.0.1:") {
		t.Errorf("behind a proxy: %s", proxied.Tiles[0])
	}
	problemOf(t, start(t, nil).get(t, tileJSONPath), http.StatusNotFound)
}
