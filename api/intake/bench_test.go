package intake

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// largeCSV is a list of n households.
func largeCSV(n int) []byte {
	var b strings.Builder
	b.WriteString("id,lat,lon,persons,group,priority,mandatory,windows,name,address,phone\n")
	for i := range n {
		fmt.Fprintf(&b, "H%07d,%.6f,%.6f,%d,TDP-%d,%d,%s,%s,Người %d,\"Số %d, Ngõ %d\",09%08d\n",
			i, 21+float64(i%1000)/5000, 105.7+float64(i/1000)/5000, 1+i%5, i%40, 1+i%3, []string{"", "có"}[i%2], []string{"", "19h30-20h15 và 21h00-21h30"}[i%2], i, i%90, i%400, i)
	}
	return []byte(b.String())
}

// policeCSV is a list of n people, three to a household.
func policeCSV(n int) []byte {
	var b strings.Builder
	b.WriteString("STT;Mã hộ;Họ và tên;Năm sinh;Địa chỉ;Tổ dân phố;Tọa độ;SĐT;Khung giờ\n")
	for i := range n {
		door := i / 3
		fmt.Fprintf(&b, "%d;H%07d;Người %d;1970;Số %d Ngõ %d;TDP-%d;%.6f, %.6f;09%08d;19h30-20h30\n",
			i+1, door, i, door%90, door%400, door%40, 21+float64(door%1000)/5000, 105.7+float64(door/1000)/5000, i)
	}
	return []byte(b.String())
}

// largeGeoJSON is a collection of n households.
func largeGeoJSON(n int) []byte {
	features := make([]string, n)
	for i := range n {
		features[i] = fmt.Sprintf(`{"type":"Feature","geometry":{"type":"Point","coordinates":[%.6f,%.6f]},"properties":{"id":"H%07d","persons":%d,"group":"TDP-%d"}}`,
			105.7+float64(i/1000)/5000, 21+float64(i%1000)/5000, i, 1+i%5, i%40)
	}
	return []byte(collection(features...))
}

func BenchmarkHouseholds(b *testing.B) {
	const n = 100_000
	for _, bench := range []struct {
		name string
		data []byte
		want int
	}{
		{"CSV/n=100000", largeCSV(n), n},
		{"PoliceCSV/n=100000", policeCSV(n), (n + 2) / 3},
		{"GeoJSON/n=100000", largeGeoJSON(n), n},
		{"XLSX/n=5000", workbookOf(b, policeCSV(5000)), 1667},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.data)))
			b.ReportAllocs()
			for b.Loop() {
				list, rejected, err := Households(b.Context(), "list", bench.data)
				if err != nil || len(rejected) > 0 || len(list) != bench.want {
					b.Fatalf("%d households, %d rejected, %v", len(list), len(rejected), err)
				}
			}
		})
	}
}

// TestMemory holds the reader to what it promises: what stays is a small multiple of the file.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("the short tests run under the race detector, which allocates as well")
	}
	for _, test := range []struct {
		name string
		data []byte
	}{{"households", largeCSV(20_000)}, {"people", policeCSV(20_000)}} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		list, _, err := Households(t.Context(), "list.csv", test.data)
		if err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 24*uint64(len(test.data)) {
			t.Errorf("%s: %d bytes allocated in all for a file of %d", test.name, used, len(test.data))
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 6*int64(len(test.data)) {
			t.Errorf("%s: %d bytes kept of a file of %d", test.name, kept, len(test.data))
		}
		runtime.KeepAlive(list)
	}
}
