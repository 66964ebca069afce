package road

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// park is the hamlet with a pond, a ditch, a culvert, and a lake that leaves the box.
func park() testMap {
	m := hamlet()
	m.nodes = append(m.nodes, mapNode{20, 21.031, 105.831, nil}, mapNode{21, 21.031, 105.832, nil}, mapNode{22, 21.032, 105.832, nil},
		mapNode{23, 21.035, 105.839, nil}, mapNode{24, 21.036, 105.839, nil}, mapNode{25, 21.036, 105.9, nil}, mapNode{26, 21.037, 105.839, nil})
	m.ways = append(m.ways,
		mapWay{20, []int64{20, 21, 22, 20}, []string{"natural", "water", "name", "Ao Sen"}},
		mapWay{21, []int64{20, 21}, []string{"waterway", "ditch"}},
		mapWay{22, []int64{21, 22}, []string{"waterway", "stream", "tunnel", "culvert"}},
		mapWay{23, []int64{23, 25, 24, 26, 23}, []string{"natural", "water"}},
		mapWay{24, []int64{23, 25, 24, 26}, []string{"highway", "primary"}},
		mapWay{25, []int64{20, 21, 22, 20}, []string{"landuse", "residential"}},
		mapWay{26, []int64{20, 21, 20}, []string{"building", "yes"}},
	)
	return m
}

// told are the shapes of a map as texts.
func told(t *testing.T, m *Map, box Box, least float64) []string {
	t.Helper()
	var list []string
	for layer := range layers {
		err := m.Each(layer, box, least, func(s Shape) error {
			kind := "line"
			if s.Area {
				kind = "area"
			}
			list = append(list, fmt.Sprintf("%d %s %s %q %d", s.Layer, s.Class, kind, s.Name, len(s.Points)))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// TestMap: every way of writing the same map gives the same shapes, also where ways come before nodes.
func TestMap(t *testing.T) {
	want := []string{
		`0 water area "Ao Sen" 3`, `0 ditch line "" 2`, `0 water area "" 3`, `1 building area "" 3`,
		`2 residential line "Phố Cầu Mới" 4`, `2 primary line "" 2`, `3 steps line "" 2`, `3 alley line "Ngõ 68 \"Cầu\" & Mới" 3`,
	}
	for name, data := range map[string][]byte{"pbf": park().pbf(true, true, false), "ways first": park().pbf(false, false, true), "xml": park().xml()} {
		m, err := readMap(t.Context(), write(t, "map", data), hamletBox)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, told(t, m, World, 0)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestMapEach(t *testing.T) {
	m, err := readMap(t.Context(), write(t, "map", park().pbf(true, true, false)), hamletBox)
	if err != nil {
		t.Fatal(err)
	}
	if got := told(t, m, Box{South: 21.0305, West: 105.82, North: 21.034, East: 105.835}, 0); len(got) != 2 {
		t.Errorf("about the pond there are %q", got)
	}
	if got := told(t, m, World, 0.0012); slices.Contains(got, `0 water area "Ao Sen" 3`) || len(got) == 0 {
		t.Errorf("large are %q", got)
	}
	if got := told(t, m, Box{South: 1, North: -1}, 0); len(got) != 0 {
		t.Errorf("in an empty box there are %q", got)
	}
	enough := errors.New("enough")
	if err := m.Each(RoadLayer, World, 0, func(Shape) error { return enough }); err != enough {
		t.Errorf("an error of the visit gives %v", err)
	}
}

// TestSourceMap: extra roads are drawn too; a map is kept in memory and on disk, and a damaged one is not trusted.
func TestSourceMap(t *testing.T) {
	dir := t.TempDir()
	o := DefaultOptions()
	o.Cache, o.Extra = dir, write(t, "extra.geojson", []byte(`{"type":"FeatureCollection","features":[
		{"geometry":{"type":"LineString","coordinates":[[105.831,21.03],[105.831,21.031]]},"properties":{"name":"Ngõ 70"}},
		{"geometry":{"type":"LineString","coordinates":[[106.831,21.03],[106.831,21.031]]}}]}`))
	open := func() *Source {
		s, err := Open(filepath.Join(dir, "map.osm.pbf"), o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if err := os.WriteFile(filepath.Join(dir, "map.osm.pbf"), park().pbf(true, true, false), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open()
	m, err := s.Map(t.Context(), hamletBox)
	if err != nil {
		t.Fatal(err)
	}
	want := told(t, m, World, 0)
	if got := want[len(want)-1]; got != `3 alley line "Ngõ 70" 2` || len(want) != 9 {
		t.Errorf("the last of %d is %s", len(want), got)
	}
	if again, err := s.Map(t.Context(), hamletBox); again != m || err != nil {
		t.Errorf("the map in memory is not used again: %v", err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "map-to-draw-*.roads"))
	if len(files) != 1 {
		t.Fatalf("the cache holds %v", files)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"whole": whole, "cut": whole[:len(whole)-1], "none": nil} {
		if err := os.WriteFile(files[0], data, 0o600); err != nil {
			t.Fatal(err)
		}
		fresh, err := open().Map(t.Context(), hamletBox)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, told(t, fresh, World, 0)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if world, err := open().Map(t.Context(), World); err != nil || world.Len() != 10 {
		t.Errorf("the whole file: %v", err)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := open().Map(done, World); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestMapTooLarge: a map of more nodes than can be held is refused, not read in part; nodes outside the box do not count.
func TestMapTooLarge(t *testing.T) {
	path := write(t, "map", park().pbf(true, true, false))
	for most, want := range map[int]error{7: ErrMapTooLarge, 13: nil, 1000: nil} {
		r := newMapper(hamletBox)
		r.most = most
		if err := scanFile(t.Context(), path, r); !errors.Is(err, want) {
			t.Errorf("with room for %d nodes: %v", most, err)
		}
	}
}

// FuzzReadMap: whatever a file holds, its map's shapes are sound.
func FuzzReadMap(f *testing.F) {
	f.Add(park().pbf(true, true, false))
	f.Add(park().pbf(false, false, true))
	f.Add(park().xml())
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newMapper(World)
		read := func() error { return scan(context.Background(), bytes.NewReader(data), "map", r) }
		if read() != nil {
			return
		}
		if r.nodes.late {
			r.again()
			if err := read(); err != nil {
				t.Fatalf("the second pass of a file that was read: %v", err)
			}
		}
		for layer := range layers {
			err := r.m.Each(layer, World, 0, func(s Shape) error {
				if len(s.Points) < 2 || s.Area && len(s.Points) < 3 || slices.ContainsFunc(s.Points, func(p geo.Point) bool { return !p.Valid() }) {
					t.Errorf("a shape is %+v", s)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestDelawareMap: a whole extract, whose 8,249 closed buildings are in it but for one of two places.
func TestDelawareMap(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 8 MB")
	}
	m, err := readMap(t.Context(), delaware(t), World)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, s := range told(t, m, World, 0) {
		layer, class, _ := strings.Cut(s, " ")
		class, _, _ = strings.Cut(class, " ")
		counts[layer+" "+class]++
	}
	if counts["1 building"] != 8248 || counts["0 river"] < 250 || counts["0 water"] < 500 || counts["2 residential"] < 10000 || counts["3 footway"] == 0 {
		t.Errorf("there are %v", counts)
	}
}

func TestPrune(t *testing.T) {
	dir := t.TempDir()
	for i, name := range []string{"a.roads", "b.roads", "c.roads", "d.roads", "other.txt", unfinished + "1", unfinished + "2"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
		used := time.Now().Add(-time.Duration(i) * time.Minute)
		if name == unfinished+"2" {
			used = used.Add(-48 * time.Hour)
		}
		if err := os.Chtimes(path, used, used); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		files int
		bytes int64
		want  string
	}{
		{4, math.MaxInt64, ".unfinished-1 a.roads b.roads c.roads d.roads other.txt"},
		{3, math.MaxInt64, ".unfinished-1 a.roads b.roads c.roads other.txt"},
		{3, 250, ".unfinished-1 a.roads b.roads other.txt"},
		{3, 1, ".unfinished-1 a.roads other.txt"},
	} {
		prune(dir, test.files, test.bytes)
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var left []string
		for _, e := range entries {
			left = append(left, e.Name())
		}
		if got := strings.Join(left, " "); got != test.want {
			t.Errorf("with %d files and %d bytes there are left %s", test.files, test.bytes, got)
		}
	}
	prune(filepath.Join(dir, "none"), 1, 1)
}

// TestCacheUsed: what is used stays when the cache is pruned.
func TestCacheUsed(t *testing.T) {
	dir := t.TempDir()
	writeCache(dir, "a", key{1}, []byte("one"))
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(cachePath(dir, "a", key{1}), old, old); err != nil {
		t.Fatal(err)
	}
	writeCache(dir, "b", key{2}, []byte("two"))
	if got := readCache(dir, "a", key{1}); string(got) != "one" {
		t.Fatalf("it holds %q", got)
	}
	later := time.Now().Add(time.Hour) // whatever the grain of the file system's clock
	if info, err := os.Stat(cachePath(dir, "a", key{1})); err != nil || !info.ModTime().After(old) {
		t.Fatalf("that it was used is not noted: %v", err)
	}
	if err := os.Chtimes(cachePath(dir, "a", key{1}), later, later); err != nil {
		t.Fatal(err)
	}
	prune(dir, 1, keptBytes)
	if readCache(dir, "a", key{1}) == nil || readCache(dir, "b", key{2}) != nil {
		t.Error("what was used last is not what stayed")
	}
}

// FuzzMap: whatever is read as a map of the cache has sound shapes.
func FuzzMap(f *testing.F) {
	m, err := readMap(f.Context(), write(f, "map", park().pbf(true, true, false)), hamletBox)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(m.pack(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, ok := unpackMap(data, World)
		if !ok {
			return
		}
		for _, s := range told(t, m, World, 0) {
			if s == "" {
				t.Error("no shape")
			}
		}
		if again, ok := unpackMap(m.pack(nil), World); !ok || again.Len() != m.Len() {
			t.Error("what is packed again differs")
		}
	})
}

// TestMapNumbers: the house numbers of doors and of buildings are points, in every way of writing the map and in the
// cache; without a number, with one that is too long, or outside the box there is none.
func TestMapNumbers(t *testing.T) {
	m := park()
	m.nodes = append(m.nodes, mapNode{30, 21.0312, 105.8312, []string{"addr:housenumber", "12 & 14"}}, mapNode{31, 21.0313, 105.8312, []string{"addr:housenumber", ""}},
		mapNode{32, 21.0314, 105.8312, []string{"addr:housenumber", strings.Repeat("1", 31)}}, mapNode{33, 22, 105.8312, []string{"addr:housenumber", "16"}})
	m.ways = append(m.ways, mapWay{30, []int64{20, 21, 22, 20}, []string{"building", "yes", "addr:housenumber", "3"}}, mapWay{31, []int64{20, 21, 20}, []string{"building", "yes", "addr:housenumber", "5"}})
	for name, data := range map[string][]byte{"pbf": m.pbf(true, true, false), "ways first": m.pbf(false, false, true), "xml": m.xml()} {
		read, err := readMap(t.Context(), write(t, "map", data), hamletBox)
		if err != nil {
			t.Fatal(err)
		}
		kept, ok := unpackMap(read.pack(nil), hamletBox)
		if !ok {
			t.Fatalf("%s: the cache does not take it", name)
		}
		var got []string
		err = kept.Each(NumberLayer, World, 0, func(s Shape) error {
			got = append(got, fmt.Sprintf("%s %q %.4f %.4f", s.Class, s.Name, s.Points[0].Lat, s.Points[0].Lon))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		if diff := cmp.Diff([]string{`number "12 & 14" 21.0312 105.8312`, `number "3" 21.0313 105.8317`}, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if err := read.Each(NumberLayer, World, 1e-7, func(Shape) error { return errors.New("a point is larger than nothing") }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
