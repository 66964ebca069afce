package address

import (
	"fmt"
	"testing"
)

// BenchmarkFind/n=10000 looks up 10,000 addresses in a real extract, some in each of four ways to write them.
func BenchmarkFind(b *testing.B) {
	builder := NewBuilder()
	if err := builder.Read(b.Context(), extract(b, "hanoi_qtg_full"), everywhere); err != nil {
		b.Fatal(err)
	}
	x := builder.Index()
	texts := make([]string, 10_000)
	for i := range texts {
		texts[i] = fmt.Sprintf([]string{"Số %d Phố Văn Miếu, tổ 3, phường Văn Miếu", "so %d ngo 35 cat linh", "%d/12/3A Tôn Đức Thắng, Đống Đa", "SN %d ngách 30 Ngõ Thông Phong"}[i%4], i%200+1)
	}
	b.Run("n=10000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				x.Find(text, "TDP-1", "")
			}
		}
	})
}

// BenchmarkIndex reads a real extract and makes the index.
func BenchmarkIndex(b *testing.B) {
	path := extract(b, "dongda_badinh_walk")
	b.ReportAllocs()
	for b.Loop() {
		builder := NewBuilder()
		if err := builder.Read(b.Context(), path, everywhere); err != nil {
			b.Fatal(err)
		}
		builder.Index()
	}
}
