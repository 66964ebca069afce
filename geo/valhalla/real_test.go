package valhalla

import (
	"bufio"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"gonha/geo"
	"gonha/geo/road"
)

// realServer starts Valhalla itself over the tiles of a map and gives its address. Its npm package,
// @valhallajs/valhallajs, is looked for in bin/valhalla, where .ci/valhalla puts it, or in the folder
// that GONHA_VALHALLA names. By default it passes over small roads far from both ends, to be quick, and so misses the
// shortest way now and then; whole is that it looks at every road.
func realServer(t testing.TB, pbf string, whole bool) string {
	t.Helper()
	dir := os.Getenv("GONHA_VALHALLA")
	if dir == "" {
		dir = filepath.Join("..", "..", "bin", "valhalla")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	pkg := filepath.Join(dir, "node_modules", "@valhallajs", "valhallajs")
	if _, err := os.Stat(filepath.Join(pkg, "index.js")); err != nil {
		t.Skip("the npm package of Valhalla is not installed: ./.ci/valhalla")
	}
	if testing.Short() {
		t.Skip("builds Valhalla's tiles")
	}
	if pbf, err = filepath.Abs(pbf); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(pbf); err != nil {
		t.Skip("the extract is not beside the repository")
	}
	tiles := t.TempDir()
	cli, config := filepath.Join(pkg, "bin", "valhalla-cli.js"), filepath.Join(tiles, "config.json")
	made, err := exec.Command("node", cli, "build_config", "--mjolnir-tile-dir", tiles, "--mjolnir-tile-extract", filepath.Join(tiles, "none.tar")).Output()
	if err != nil {
		t.Fatal(err)
	}
	if whole {
		made = unpruned(t, made)
	}
	if err := os.WriteFile(config, made, 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("node", cli, "build_tiles", "-c", config, pbf)
	build.Dir = tiles // where it leaves notes
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building tiles: %v\n%s", err, out)
	}
	server := exec.Command("node", filepath.Join("testdata", "server.mjs"), filepath.Join(pkg, "index.js"), config)
	in, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close() // it ends by this
		_ = server.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if address, err := geo.ServerURL(lines.Text()); err == nil {
			return address
		}
	}
	t.Fatal("Valhalla did not start")
	return ""
}

// unpruned is a configuration in which matrices go up from small roads to large ones as late as there is need.
func unpruned(t testing.TB, config []byte) []byte {
	t.Helper()
	var c struct {
		Thor struct {
			Matrix struct {
				Limits struct {
					Up map[string]int `json:"max_up_transitions"`
				} `json:"hierarchy_limits"`
			} `json:"costmatrix"`
		} `json:"thor"`
	}
	var all map[string]any
	if err := errors.Join(json.Unmarshal(config, &c), json.Unmarshal(config, &all)); err != nil || len(c.Thor.Matrix.Limits.Up) == 0 {
		t.Fatalf("the configuration has no limits: %v", err)
	}
	for level := range c.Thor.Matrix.Limits.Up {
		all["thor"].(map[string]any)["costmatrix"].(map[string]any)["hierarchy_limits"].(map[string]any)["max_up_transitions"].(map[string]any)[level] = 1 << 30
	}
	changed, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

var btl = filepath.Join("..", "..", "..", "shared", "places", "btl_drive.osm.pbf")

// onRoads draws points on the roads of a map.
func onRoads(t testing.TB, pbf string, n int) []geo.Point {
	t.Helper()
	var all []geo.Point
	err := road.Lines(t.Context(), pbf, road.Box{South: -90, West: -180, North: 90, East: 180}, func(l road.Line) error {
		a, b := l.Points[0], l.Points[1]
		all = append(all, geo.Point{Lat: (a.Lat + b.Lat) / 2, Lon: (a.Lon + b.Lon) / 2})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 3))
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:n]
}

// TestAgainstValhalla compares the lengths of shortest ways between places on roads with those of Valhalla on
// the same map: the median is to be within 2 %, and four pairs in five within 5 %.
func TestAgainstValhalla(t *testing.T) {
	url := realServer(t, btl, true)
	points := onRoads(t, btl, 40)
	ride := road.Motorbike()
	for class := range ride.Speeds {
		ride.Speeds[class] = 20 // the fastest way is the shortest
	}
	source, err := road.Open(btl, road.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		profile road.Profile
		options Options
	}{"walk": {road.Walk(), Walk(url)}, "motorbike": {ride, Motorbike(url)}} {
		t.Run(name, func(t *testing.T) {
			test.options.Tuning["shortest"] = true
			test.options.Remote.Timeout, test.options.Remote.AtOnce = 5*time.Minute, 1 // a busy machine
			theirs, err := New(t.Context(), points, test.options)
			if err != nil {
				t.Fatal(err)
			}
			ours, err := source.Engine(t.Context(), test.profile, points)
			if err != nil {
				t.Fatal(err)
			}
			var off []float64
			missing := 0
			for i := range int32(len(points)) {
				for j := range int32(len(points)) {
					seconds, want := theirs.Leg(i, j)
					_, got := ours.Leg(i, j)
					switch {
					case ours.Off(i) > 0 || ours.Off(j) > 0: // islands, where each has its own way out
					case seconds == geo.Unreachable:
						missing++
					case want > 100: // below, rounding to metres decides
						off = append(off, math.Abs(float64(got)/float64(want)-1))
					}
				}
			}
			slices.Sort(off)
			median, fourth := off[len(off)/2], off[len(off)*4/5]
			t.Logf("%d pairs: the median differs by %.2f %%, four in five by at most %.2f %%; Valhalla knows no way for %d", len(off), 100*median, 100*fourth, missing)
			if median > 0.02 || fourth > 0.05 {
				t.Errorf("the median differs by %.2f %%, four in five by up to %.2f %%", 100*median, 100*fourth)
			}
		})
	}
}

// TestRealRoute: lines and names come through, and a place off the map spoils nothing else.
func TestRealRoute(t *testing.T) {
	url := realServer(t, btl, false)
	points := append(onRoads(t, btl, 6), geo.Point{Lat: 20, Lon: 107.8}, geo.Point{Lat: 10, Lon: 106})
	e, err := New(t.Context(), points, Motorbike(url))
	if err != nil {
		t.Fatal(err)
	}
	var legs []geo.Leg
	for i := range int32(6) {
		for j := range int32(6) {
			if i != j {
				legs = append(legs, geo.Leg{From: i, To: j})
			}
		}
	}
	e.Draw(t.Context(), legs)
	named := 0
	for i := range int32(6) {
		for j := range int32(6) {
			if i == j {
				continue
			}
			if s, m := e.Leg(i, j); s <= 20 || s == geo.Unreachable || m <= 0 {
				t.Errorf("%d to %d is %d s, %d m", i, j, s, m)
			}
			if len(e.Path(i, j)) < 3 {
				t.Errorf("%d to %d has no line", i, j)
			}
			named += len(e.Streets(i, j))
		}
		for _, far := range []int32{6, 7} {
			if s, _ := e.Leg(i, far); s != geo.Unreachable {
				t.Errorf("off the map it is %d s", s)
			}
		}
	}
	if named == 0 {
		t.Error("no street has a name")
	}
}

// BenchmarkTable is the same table by both: go test -bench Table ./geo/valhalla.
func BenchmarkTable(b *testing.B) {
	url := realServer(b, btl, false)
	points := onRoads(b, btl, 50)
	all := make([]int32, len(points))
	for i := range all {
		all[i] = int32(i)
	}
	seconds := make([]int32, len(all)*len(all))
	source, err := road.Open(btl, road.DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	roads, err := source.Roads(b.Context(), road.Motorbike(), points)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Roads/n=50", func(b *testing.B) {
		for b.Loop() {
			if err := roads.Engine(points).Table(b.Context(), all, all, seconds); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Valhalla/n=50", func(b *testing.B) {
		for b.Loop() {
			o := Motorbike(url)
			o.Remote.Timeout = 5 * time.Minute // a busy machine
			if _, err := New(b.Context(), points, o); err != nil {
				b.Fatal(err)
			}
		}
	})
}
