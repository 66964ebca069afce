package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gonha/geo"
	"gonha/solver/campaign"
)

// streetOSM is a map of the street of streetCSV, 30 m west of its doors, with a gap that only a drawn
// alley closes.
func streetOSM() string {
	var b strings.Builder
	b.WriteString(`<osm version="0.6">`)
	for i := range 31 {
		fmt.Fprintf(&b, `<node id="%d" lat="%.4f" lon="105.8497"/>`, i+1, 21.029+0.001*float64(i))
	}
	b.WriteString(`<way id="1">`)
	for i := range 31 {
		fmt.Fprintf(&b, `<nd ref="%d"/>`, i+1)
	}
	b.WriteString(`<tag k="highway" v="residential"/><tag k="name" v="Phố Thử"/></way></osm>`)
	return b.String()
}

// TestPlanRoads: the plan by road is labelled as such, in every file, follows the street and names it.
func TestPlanRoads(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	args, out := evening(t, 30, "--iterations", "200", "--lang", "en", "--roads", file(t, "map.osm", streetOSM()))
	for range 2 { // from the file, then from the cache
		if o := gonha(t, args...); o.code != exitDone || o.stderr != "" {
			t.Fatalf("code %d, stderr %q", o.code, o.stderr)
		}
		plan := readPlan(t, out)
		if plan.Parameters.Travel != "roads" || plan.Attribution != campaign.OpenStreetMap || len(plan.OffRoad) != 0 {
			t.Errorf("travel %q, attribution %q, off the roads %v", plan.Parameters.Travel, plan.Attribution, plan.OffRoad)
		}
		if home := plan.Routes[0].ReturnStreets; len(home) != 1 || home[0] != "Phố Thử" {
			t.Errorf("the streets of the way home are %v", home)
		}
		lists, err := os.ReadFile(filepath.Join(out, "lists.html"))
		if err != nil || !strings.Contains(string(lists), campaign.OpenStreetMap) || !strings.Contains(string(lists), "ways: by road") {
			t.Errorf("the lists do not say what they follow: %v", err)
		}
	}
	if kept, _ := filepath.Glob(filepath.Join(cache, "gonha", "roads", "motorbike-*.roads")); len(kept) != 1 {
		t.Errorf("the cache holds %v", kept)
	}
}

// TestPlanRoadsOff: doors off the roads are warned of, unless an alley is drawn to them.
func TestPlanRoadsOff(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	const alley = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Ngõ 1"},"geometry":{"type":"LineString","coordinates":[[105.8496,21.035],[105.8520,21.035]]}}]}`
	households := file(t, "far.csv", "id,lat,lon,persons\nNear,21.0350,105.8498,1\nFar,21.0350,105.8519,1\n")
	args := []string{"plan", "--households", households, "--teams", file(t, "teams.csv", teamsCSV), "--night", "2026-11-20",
		"--iterations", "20", "--lang", "en", "--threads", "1", "--roads", file(t, "map.osm", streetOSM())}
	out := filepath.Join(t.TempDir(), "out")
	o := gonha(t, append(args, "--out", out)...)
	if o.code != exitDone || !strings.Contains(o.stderr, "1 doors lie off all roads") || !strings.Contains(o.stderr, "Far: 228 m") {
		t.Errorf("code %d, stderr %q", o.code, o.stderr)
	}
	if plan := readPlan(t, out); len(plan.OffRoad) != 1 || plan.OffRoad[0] != (campaign.OffRoad{Household: "Far", Metres: 228}) {
		t.Errorf("off the roads: %v", plan.OffRoad)
	}
	if o := gonha(t, append(args, "--out", out, "--extra-roads", file(t, "alley.geojson", alley))...); o.code != exitDone || o.stderr != "" {
		t.Errorf("with the alley: code %d, stderr %q", o.code, o.stderr)
	}
}

// TestPlanRoadsMisfit: where most doors lie off the roads, it is said loudly that map and list do not fit together.
func TestPlanRoadsMisfit(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for lang, want := range map[string]string{"en": "MAP AND LIST DO NOT FIT TOGETHER: the map has no road around 2 of 3 households", "vi": "BẢN ĐỒ VÀ DANH SÁCH KHÔNG KHỚP: bản đồ không có đường quanh 2 trong 3 hộ"} {
		households := file(t, "far.csv", "id,lat,lon,persons\nNear,21.0350,105.8498,1\nFar,21.0350,105.8519,1\nFarther,21.0351,105.8522,1\n")
		o := gonha(t, "plan", "--households", households, "--teams", file(t, "teams.csv", teamsCSV), "--night", "2026-11-20",
			"--iterations", "20", "--lang", lang, "--threads", "1", "--roads", file(t, "map.osm", streetOSM()), "--out", filepath.Join(t.TempDir(), "out"))
		if o.code != exitDone || !strings.Contains(o.stderr, want) {
			t.Errorf("%s: code %d, stderr %q", lang, o.code, o.stderr)
		}
	}
}

// TestPlanRoadsEvening: a street that is shut on some evenings is gone round on those, and on no other.
func TestPlanRoadsEvening(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	const osm = `<osm version="0.6"><node id="1" lat="21.029" lon="105.8497"/><node id="2" lat="21.033" lon="105.8497"/><node id="3" lat="21.037" lon="105.8497"/><node id="4" lat="21.031" lon="105.8600"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Phố Đi Bộ"/><tag k="motor_vehicle:conditional" v="no @ (Fr-Su 18:00-20:00)"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Phố Trên"/></way>
<way id="3"><nd ref="1"/><nd ref="4"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Đường Vòng"/></way></osm>`
	households := file(t, "home.csv", "id,lat,lon,persons\nH,21.0360,105.8498,1\n")
	teams := file(t, "team.csv", "id,start_lat,start_lon,mode\nA,21.0290,105.8496,motorbike\n")
	for _, test := range []struct{ night, window, want string }{
		{"2026-11-19", "19:30-21:30", "Phố Đi Bộ, Phố Trên"}, {"2026-11-20", "19:30-21:30", "Đường Vòng, Phố Trên"}, {"2026-11-20", "20:00-22:00", "Phố Đi Bộ, Phố Trên"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		o := gonha(t, "plan", "--households", households, "--teams", teams, "--night", test.night, "--window", test.window, "--iterations", "20", "--threads", "1",
			"--roads", file(t, "map.osm", osm), "--out", out)
		if o.code != exitDone {
			t.Fatalf("code %d, stderr %q", o.code, o.stderr)
		}
		if got := strings.Join(readPlan(t, out).Routes[0].Visits[0].Streets, ", "); got != test.want {
			t.Errorf("on %s, %s, it goes by %s, not %s", test.night, test.window, got, test.want)
		}
	}
}

func TestPlanRoadsRefused(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	elsewhere := strings.ReplaceAll(streetOSM(), `lon="105`, `lon="106`)
	tests := map[string]struct {
		more []string
		want string
	}{
		"no file":         {[]string{"--roads", filepath.Join(t.TempDir(), "none.osm.pbf")}, "cannot read --roads"},
		"not a map":       {[]string{"--roads", file(t, "map.pbf", "not a map")}, "not a readable OpenStreetMap file"},
		"another place":   {[]string{"--roads", file(t, "map.osm", elsewhere)}, "no roads in the area"},
		"o5m":             {[]string{"--roads", file(t, "map.o5m", "\xff\xe0\x04o5m2\xff")}, "osmium cat map.o5m -o map.osm.pbf"},
		"a web page":      {[]string{"--roads", file(t, "map.osm.pbf", "<!DOCTYPE html><html>")}, "a web page (HTML)"},
		"broken":          {[]string{"--roads", file(t, "broken.osm", "<osm>\n<way &\x01;>")}, "line 2 is no XML"},
		"extra alone":     {[]string{"--extra-roads", "x.geojson"}, "--roads FILE"},
		"two of a kind":   {[]string{"--roads", "x.pbf", "--osrm", "http://127.0.0.1:1"}, "only one of"},
		"bad address":     {[]string{"--valhalla", "localhost"}, "http://127.0.0.1:8002"},
		"extra of no use": {[]string{"--roads", file(t, "map.osm", streetOSM()), "--extra-roads", file(t, "x", "{")}, "GeoJSON FeatureCollection"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			args, out := evening(t, 3, append(test.more, "--iterations", "10")...)
			o := gonha(t, args...)
			if o.code != exitUsage || strings.Count(o.stderr, "\n") != 1 || !strings.Contains(o.stderr, test.want) {
				t.Errorf("code %d, stderr %q", o.code, o.stderr)
			}
			if _, err := os.Stat(filepath.Join(out, "plan.json")); err == nil {
				t.Error("a plan was written")
			}
		})
	}
}

// TestPlanServer: a plan by a routing server asks it for each pair of places once.
func TestPlanServer(t *testing.T) {
	var tables atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/route/") {
			w.WriteHeader(http.StatusBadRequest) // there is no line
			return
		}
		tables.Add(1)
		sources, destinations, _ := strings.Cut(r.URL.RawQuery, "&destinations=")
		row := "[" + strings.Repeat("60,", strings.Count(destinations, ";")) + "60]"
		table := "[" + strings.Repeat(row+",", strings.Count(sources, ";")) + row + "]"
		fmt.Fprintf(w, `{"code":"Ok","durations":%s,"distances":%s}`, table, table)
	}))
	defer server.Close()
	args, out := evening(t, 30, "--iterations", "100", "--osrm", server.URL)
	if o := gonha(t, args...); o.code != exitDone {
		t.Fatalf("code %d, stderr %q", o.code, o.stderr)
	}
	plan := readPlan(t, out)
	if plan.Parameters.Travel != "osrm" || plan.Routes[0].Visits[1].TravelS != 80 { // and parking
		t.Errorf("travel %q, %+v", plan.Parameters.Travel, plan.Routes[0].Visits[1])
	}
	if n := tables.Load(); n != 1 {
		t.Errorf("%d questions for 31 places", n)
	}
	server.Close()
	if o := gonha(t, args...); o.code != exitUsage || !strings.Contains(o.stderr, "--osrm: ") || strings.Count(o.stderr, "\n") != 1 {
		t.Errorf("nobody listens: code %d, stderr %q", o.code, o.stderr)
	}
}

// TestServeRoads: solves of a server go by its roads, tiles are drawn of them, and houses off the map are told so.
func TestServeRoads(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	s := serving(t, "--roads", file(t, "map.osm", strings.ReplaceAll(streetOSM(), "105.8497", "105.8503")))
	plan := s.ended(t, s.submit(t, `{"iterations":50,"threads":1}`))
	if plan.Plan == nil || plan.Plan.Parameters.Travel != "roads" || plan.Plan.Attribution != campaign.OpenStreetMap {
		t.Errorf("%+v", plan.Plan)
	}
	r, err := http.Get(s.url + "v1/tiles/14/13009/7212.mvt")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if tile, err := io.ReadAll(r.Body); err != nil || r.StatusCode != http.StatusOK || !strings.Contains(string(tile), "Phố Thử") {
		t.Errorf("the tile: %s, %q, %v", r.Status, tile, err)
	}

	far := serving(t, "--roads", file(t, "map.osm", strings.ReplaceAll(streetOSM(), `lon="105`, `lon="106`)))
	failed := far.ended(t, far.submit(t, `{"iterations":50,"threads":1}`))
	if failed.State != "failed" || failed.Plan != nil || !strings.Contains(failed.Error.Detail, "no roads around the households") {
		t.Errorf("%+v", failed)
	}
}

// TestServeServer: a server whose routing server is away fails solves, and says so.
func TestServeServer(t *testing.T) {
	away := httptest.NewServer(http.NotFoundHandler())
	defer away.Close()
	s := serving(t, "--valhalla", away.URL)
	if failed := s.ended(t, s.submit(t, `{"iterations":50,"threads":1}`)); failed.State != "failed" || !strings.Contains(failed.Error.Detail, "the routing server gives no answer") {
		t.Errorf("%+v", failed)
	}
	if r, err := http.Get(s.url + "v1/tiles/0/0/0.mvt"); err != nil || r.StatusCode != http.StatusNotFound {
		t.Errorf("a tile without a map: %v, %v", r, err)
	}
}

// endedSolve is what the tests read of a solve.
type endedSolve struct {
	State string
	Error struct{ Detail string }
	Plan  *campaign.Plan
}

// ended waits for the end of a solve.
func (s *served) ended(t *testing.T, at string) endedSolve {
	t.Helper()
	for begin := time.Now(); time.Since(begin) < 30*time.Second; time.Sleep(10 * time.Millisecond) {
		r, err := http.Get(at)
		if err != nil {
			t.Fatal(err)
		}
		var solve endedSolve
		if err := errors.Join(json.NewDecoder(r.Body).Decode(&solve), r.Body.Close()); err != nil {
			t.Fatal(err)
		}
		if solve.State != "queued" && solve.State != "running" {
			return solve
		}
	}
	t.Fatal("the solve does not end")
	return endedSolve{}
}

func TestServeRoadsRefused(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no file":       {[]string{"--roads", filepath.Join(t.TempDir(), "none.osm.pbf")}, "cannot read --roads"},
		"not a map":     {[]string{"--roads", file(t, "map.pbf", "not a map")}, "not a readable OpenStreetMap file"},
		"extra alone":   {[]string{"--extra-roads", "x.geojson"}, "--roads FILE"},
		"two of a kind": {[]string{"--roads", "x.pbf", "--osrm", "http://127.0.0.1:1"}, "only one of"},
		"bad address":   {[]string{"--osrm", "localhost"}, "http://127.0.0.1:8002"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, gonha(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, test.args...)...), test.want)
		})
	}
}

// TestAsked: the answers of a server are kept while their pairs are few enough.
func TestAsked(t *testing.T) {
	calls := 0
	k := newAsked(func(_ context.Context, _ campaign.Mode, points []geo.Point) (geo.Engine, error) {
		calls++
		return geo.NewStraight(points, 1, 1), nil
	})
	points := func(n int) []geo.Point { return make([]geo.Point, n) }
	for i, step := range []struct {
		mode  campaign.Mode
		n     int
		calls int
	}{
		{campaign.Walk, 10, 1}, {campaign.Walk, 10, 1}, {campaign.Motorbike, 10, 2}, {campaign.Walk, geo.MatrixMost - 1, 3}, {campaign.Walk, 10, 3},
		{campaign.Motorbike, geo.MatrixMost - 1, 4}, {campaign.Walk, 10, 4}, {campaign.Walk, geo.MatrixMost, 5}, {campaign.Motorbike, geo.MatrixMost - 1, 5},
		{campaign.Walk, geo.MatrixMost - 1, 6}, {campaign.Walk, 10, 7},
	} {
		if _, err := k.engine(t.Context(), step.mode, points(step.n)); err != nil || calls != step.calls {
			t.Errorf("step %d: asked %d times, %v", i, calls, err)
		}
	}
}

// TestAskedEnds: whoever gives up does not wait for another's question.
func TestAskedEnds(t *testing.T) {
	under, done := make(chan struct{}), make(chan struct{})
	k := newAsked(func(context.Context, campaign.Mode, []geo.Point) (geo.Engine, error) {
		close(under)
		<-done
		return nil, errors.New("gone")
	})
	go func() { _, _ = k.engine(context.Background(), campaign.Walk, nil) }()
	<-under
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := k.engine(ctx, campaign.Walk, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	close(done)
}

// straightServer is an OSRM in straight lines at 1.2 m/s, with tables changed by change and lines while there are some.
func straightServer(t *testing.T, lines *atomic.Int32, change func(map[string]any)) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.Split(strings.TrimPrefix(r.URL.Path, "/"), "/")
		var places []geo.Point
		for at := range strings.SplitSeq(path[3], ";") {
			var p geo.Point
			if _, err := fmt.Sscanf(at, "%f,%f", &p.Lon, &p.Lat); err != nil {
				t.Error(err)
			}
			places = append(places, p)
		}
		if path[0] == "route" {
			if lines.Add(-1) < 0 {
				http.Error(w, "boom", http.StatusInternalServerError)
				return
			}
			fmt.Fprint(w, `{"code":"Ok","routes":[{"geometry":"_gayB_cidgE","legs":[{"steps":[{"name":"Phố Thẳng"}]}]}]}`)
			return
		}
		half := strings.Count(strings.SplitN(r.URL.RawQuery, "&destinations=", 2)[0], ";") + 1
		var durations, distances [][]any
		for _, a := range places[:half] {
			var s, m []any
			for _, b := range places[half:] {
				s, m = append(s, geo.Distance(a, b)/1.2), append(m, geo.Distance(a, b))
			}
			durations, distances = append(durations, s), append(distances, m)
		}
		answer := map[string]any{"code": "Ok", "durations": durations, "distances": distances}
		change(answer)
		if err := json.NewEncoder(w).Encode(answer); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

// TestPlanServerFails: what a plan is when its server breaks while lines are asked for, or gives no lengths.
func TestPlanServerFails(t *testing.T) {
	var lines atomic.Int32
	lines.Store(3)
	broken := straightServer(t, &lines, func(map[string]any) {})
	args, out := evening(t, 30, "--iterations", "100", "--osrm", broken.URL)
	o := gonha(t, args...)
	plan := readPlan(t, out)
	if legs := plan.Summary.Stops + 1; o.code != exitDone || plan.StraightLegs() != legs-3 || !strings.Contains(o.stderr, "vẽ thẳng") {
		t.Errorf("code %d, %d of %d legs are straight, stderr %q", o.code, plan.StraightLegs(), legs, o.stderr)
	}
	geojson, err := os.ReadFile(filepath.Join(out, "routes.geojson"))
	lists, err2 := os.ReadFile(filepath.Join(out, "lists.html"))
	if err := errors.Join(err, err2); err != nil || !strings.Contains(string(geojson), `"straight_legs":`) || !strings.Contains(string(lists), "vẽ thẳng") || strings.Contains(string(lists), "– · –") {
		t.Errorf("routes.geojson or lists.html says nothing of it, %v", err)
	}

	lines.Store(1000)
	old := straightServer(t, &lines, func(table map[string]any) { delete(table, "distances") })
	args, out = evening(t, 30, "--iterations", "100", "--osrm", old.URL)
	o = gonha(t, args...)
	if plan := readPlan(t, out); o.code != exitDone || plan.Summary.Visits < 10 || plan.Summary.DistanceM != 0 || !plan.NoLengths || plan.StraightLegs() != 0 || !strings.Contains(o.stderr, "độ dài") {
		t.Errorf("code %d, %+v, stderr %q", o.code, plan.Summary, o.stderr)
	}
	if lists, err := os.ReadFile(filepath.Join(out, "lists.html")); err != nil || strings.Contains(string(lists), "· 0 m") {
		t.Errorf("the lists say that ways have no length, %v", err)
	}

	nulls := straightServer(t, &lines, func(table map[string]any) {
		for _, row := range table["durations"].([][]any) {
			clear(row)
		}
	})
	args, _ = evening(t, 30, "--iterations", "100", "--osrm", nulls.URL)
	if o := gonha(t, args...); o.code != exitUsage || !strings.Contains(o.stderr, "knows no way") {
		t.Errorf("code %d, stderr %q", o.code, o.stderr)
	}
}
