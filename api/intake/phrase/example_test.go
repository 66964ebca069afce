package phrase

import "testing"

func TestExample(t *testing.T) {
	for cell, want := range map[string]bool{
		"Ví dụ": true, "VÍ DỤ": true, "Ví dụ: sau 20h": true, "vi du - xóa dòng này": true, "Example: after 20h": true,
		"": false, "ví dụ như hôm qua": false, "Nguyễn Ví Dụ": false, "sau 20h, ví dụ": false, "vdp": false,
	} {
		if got := Example(cell); got != want {
			t.Errorf("Example(%q) = %v", cell, got)
		}
	}
}
