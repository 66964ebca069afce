package phrase

import "testing"

// The cells of one row of a list, as each of 100,000 is read.
func BenchmarkRow(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Note("sau 20h; không có ĐT thông minh")
		Status("vắng nhà")
		GroupIn("38 Cát Linh, TDP số 1, P. Văn Miếu - Quốc Tử Giám, TP Hà Nội")
		ParseGroup("TDP 1")
	}
}

func BenchmarkNote(b *testing.B) {
	for name, note := range map[string]string{"understood": "sau 20h30 mới về, gọi trước", "other": "nhà trong ngõ, chó dữ, hỏi bà Mẫu bán nước"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Note(note)
			}
		})
	}
}
