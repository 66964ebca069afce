package road

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gonha/geo"
)

// hamletDoors are two on the street, one in the alley and one far from all roads.
var hamletDoors = []geo.Point{place(21.03005, 105.8301), place(21.02995, 105.8328), place(21.02905, 105.8312), place(21.0270, 105.8312)}

func openHamlet(t *testing.T, o Options) (*Source, string) {
	t.Helper()
	path := write(t, "map.osm.pbf", hamlet().pbf(true, true, false))
	s, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	return s, path
}

func engineOf(t *testing.T, s *Source, p Profile) *Engine {
	t.Helper()
	e, err := s.Engine(t.Context(), p, hamletDoors)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestSource: the way from the street into the alley, by hand: 104 m along the street, 111 m down the
// alley, 21 m at its end, and to the doors.
func TestSource(t *testing.T) {
	s, _ := openHamlet(t, DefaultOptions())
	e := engineOf(t, s, Walk())
	seconds, metres := e.Leg(0, 2)
	if seconds < 190 || seconds > 205 || metres < 237 || metres > 255 {
		t.Errorf("on foot it is %d s, %d m", seconds, metres)
	}
	if got := strings.Join(e.Streets(0, 2), ", "); got != `Phố Cầu Mới, Ngõ 68 "Cầu" & Mới` {
		t.Errorf("the streets are %s", got)
	}
	ridden, _ := engineOf(t, s, Motorbike()).Leg(0, 2)
	if ridden < 70 || ridden > 100 {
		t.Errorf("by motorbike it is %d s", ridden)
	}
	if e.Off(0) != 0 || e.Off(3) < 210 || e.Off(3) > 235 {
		t.Errorf("the doors are %v and %v m off the roads", e.Off(0), e.Off(3))
	}
}

func TestSourceKeepsAndReloads(t *testing.T) {
	s, path := openHamlet(t, DefaultOptions())
	first := engineOf(t, s, Walk()).roads
	if engineOf(t, s, Walk()).roads != first {
		t.Error("the roads in memory are not used again")
	}
	slower := Walk()
	slower.Speeds["alley"] = 1
	if engineOf(t, s, slower).roads == first {
		t.Error("another profile of the same name got the roads of the first")
	}
	far := append([]geo.Point{place(21.3, 105.8)}, hamletDoors...)
	if roads, err := s.Roads(t.Context(), Walk(), far); err != nil || roads == first {
		t.Errorf("points beyond the box: %v", err)
	}
	m := hamlet()
	m.ways[2].tags = []string{"highway", "construction"}
	if err := os.WriteFile(path, m.pbf(true, true, false), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, time.Time{}, time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	if e := engineOf(t, s, Walk()); e.Off(2) == 0 {
		t.Error("a changed file is not read again")
	}
}

func TestSourceErrors(t *testing.T) {
	s, path := openHamlet(t, DefaultOptions())
	if _, err := s.Engine(t.Context(), Walk(), []geo.Point{place(10, 106)}); !errors.Is(err, ErrNoRoads) {
		t.Errorf("another country: %v", err)
	}
	if _, err := s.Engine(t.Context(), Walk(), nil); err == nil {
		t.Error("no points are no error")
	}
	if _, err := s.Engine(t.Context(), Profile{}, hamletDoors); err == nil {
		t.Error("a zero profile is no error")
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Engine(done, Walk(), hamletDoors); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled load: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Engine(t.Context(), Walk(), hamletDoors); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is gone: %v", err)
	}
	if _, err := Open(path, DefaultOptions()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("opening a file that is not there: %v", err)
	}
	if _, err := Open(t.TempDir(), DefaultOptions()); err == nil {
		t.Error("opening a folder is no error")
	}
	if _, err := Open(path, Options{Margin: -1}); err == nil {
		t.Error("a negative margin is no error")
	}
}

func TestSourceTogether(t *testing.T) {
	s, _ := openHamlet(t, DefaultOptions())
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			p := Walk()
			if i%2 == 0 {
				p = Motorbike()
			}
			e, err := s.Engine(t.Context(), p, hamletDoors)
			if err != nil {
				t.Error(err)
				return
			}
			seconds := make([]int32, 16)
			if err := e.Table(t.Context(), upTo(4), upTo(4), seconds); err != nil {
				t.Error(err)
			}
			for from := range int32(4) {
				for to := range int32(4) {
					if s, _ := e.Leg(from, to); s != seconds[from*4+to] {
						t.Errorf("%d to %d: %d s, and %d s in the table", from, to, s, seconds[from*4+to])
					}
				}
			}
		})
	}
	all.Wait()
}

// TestCache: what comes from the cache is what was put there; a damaged file is made anew.
func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kept")
	o := DefaultOptions()
	o.Cache = dir
	s, path := openHamlet(t, o)
	want := packRoads(nil, engineOf(t, s, Walk()).roads)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the cache holds %v, %v", files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	again := func() *Roads {
		s, err := Open(path, o)
		if err != nil {
			t.Fatal(err)
		}
		return engineOf(t, s, Walk()).roads
	}
	var k key
	copy(k[:], whole)
	if got := readCache(dir, "walk", k); string(got) != string(want) {
		t.Fatal("the cache does not give what was put there")
	}
	compare(t, again().Engine(hamletDoors), builderOf(t, s, Walk(), hamletDoors))
	for _, damaged := range [][]byte{whole[:len(whole)-1], whole[:40], {}, append([]byte{whole[0] ^ 1}, whole[1:]...), append(append([]byte{}, whole[:len(whole)/2]...), make([]byte, len(whole)-len(whole)/2)...)} {
		if err := os.WriteFile(files[0], damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if readCache(dir, "walk", k) != nil {
			t.Error("a damaged file is trusted")
		}
		if got := again(); string(packRoads(nil, got)) != string(want) {
			t.Error("the roads differ after damage")
		}
		if healed, err := os.ReadFile(files[0]); err != nil || string(healed) != string(whole) {
			t.Errorf("a damaged file is not made anew: %v", err)
		}
	}
}

// TestCacheOfNoUse: a cache that cannot be written does no harm.
func TestCacheOfNoUse(t *testing.T) {
	o := DefaultOptions()
	o.Cache = filepath.Join(write(t, "file", nil), "no-folder")
	s, _ := openHamlet(t, o)
	compare(t, engineOf(t, s, Motorbike()), builderOf(t, s, Motorbike(), hamletDoors))
}

func FuzzUnpack(f *testing.F) {
	n, err := readNetwork(f.Context(), write(f, "map", hamlet().pbf(true, true, false)), hamletBox, DefaultEvening())
	if err != nil {
		f.Fatal(err)
	}
	roads, err := newRoads(n, Walk())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packRoads(nil, roads))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, h, conditions, ok := unpackRoads(data)
		if !ok {
			return
		}
		roads, err := assemble(Walk(), g, h, conditions)
		if err != nil {
			return
		}
		e := roads.Engine(hamletDoors)
		seconds := make([]int32, 16)
		if err := e.Table(t.Context(), upTo(4), upTo(4), seconds); err != nil {
			t.Fatal(err)
		}
		for from := range int32(4) {
			for to := range int32(4) {
				e.Path(from, to)
			}
		}
	})
}
