package placing

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"gonha/geo"
	"gonha/solver/campaign"
)

// extract is a real extract beside the repository; without it the benchmark is skipped.
func extract(b *testing.B, name string) string {
	b.Helper()
	path := filepath.Join("..", "..", "..", "..", "shared", "places", name)
	if _, err := os.Stat(path); err != nil {
		b.Skipf("no extract %s beside the repository", name)
	}
	return path
}

// BenchmarkLoad reads the whole of an extract and makes its index, of which index-B is the size.
func BenchmarkLoad(b *testing.B) {
	for _, name := range []string{"hanoi_qtg_full.osm.pbf", "hcmc_d3_full.osm.pbf", "dongda_badinh_walk.osm.pbf", "btl_drive.osm.pbf"} {
		b.Run(name, func(b *testing.B) {
			path := extract(b, name)
			held := func() int64 {
				var s runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&s)
				return int64(s.HeapAlloc)
			}
			before := held()
			kept := NewMap(path)
			if err := kept.Load(b.Context()); err != nil {
				b.Fatal(err)
			}
			size := held() - before
			b.ReportAllocs()
			for b.Loop() {
				if err := NewMap(path).Load(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size), "index-B")
			runtime.KeepAlive(kept)
		})
	}
}

// BenchmarkHousehold/n=10000 finds 10,000 households of a real extract, written in four ways, of 100 doors that are known.
func BenchmarkHousehold(b *testing.B) {
	m := NewMap(extract(b, "hanoi_qtg_full.osm.pbf"))
	var households, known []campaign.Household
	for i := range 10_000 {
		text := fmt.Sprintf([]string{"Số %d Phố Văn Miếu, tổ 3", "so %d ngo 35 cat linh, P. Văn Miếu - Quốc Tử Giám", "%d/12/3A Tôn Đức Thắng, Đống Đa", "SN %d ngách 30 Ngõ Thông Phong"}[i%4], i%200+1)
		households = append(households, campaign.Household{Address: text, Group: "TDP 1", Ward: "Văn Miếu"})
		if i < 100 {
			h := households[i]
			h.Point = geo.Point{Lat: 21.028 + float64(i)/1e5, Lon: 105.835}
			known = append(known, h)
		}
	}
	b.Run("n=10000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := m.Finder(b.Context(), known, nil)
			if err != nil {
				b.Fatal(err)
			}
			for i := range households {
				h := households[i]
				f.Household(&h)
			}
		}
	})
}

// BenchmarkSettle/n=10000 settles one more address in a file of 10,000, and looks one up.
func BenchmarkSettle(b *testing.B) {
	path := filepath.Join(b.TempDir(), "places.csv")
	m, err := OpenMemory(path)
	if err != nil {
		b.Fatal(err)
	}
	var all []Settlement
	for i := range 10_000 {
		all = append(all, Settlement{Household: &campaign.Household{Address: fmt.Sprintf("%d Cầu Mới, TDP %d", i+1, i%7)}, Settled: Hand(geo.Point{Lat: 21.03, Lon: 105.84})})
	}
	if err := m.Settle(all...); err != nil {
		b.Fatal(err)
	}
	b.Run("n=10000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := m.Settle(all[17]); err != nil {
				b.Fatal(err)
			}
			if _, ok := m.Lookup(all[18].Household); !ok {
				b.Fatal("it is not known")
			}
		}
	})
}
