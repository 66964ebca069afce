package intake

import (
	"strings"
	"testing"

	"gonha/solver/campaign"
)

func TestWhole(t *testing.T) {
	for cell, want := range map[string]int{"1": 1, "1000": 1000, "3.0": 3, "3,0": 3, "1e2": 100, "+5": 5} {
		if n, sound := whole(cell, 1, 1000); !sound || n != want {
			t.Errorf("whole(%q) = %d, %v, want %d", cell, n, sound, want)
		}
	}
	for _, cell := range []string{"", "0", "-1", "1001", "2.5", "2,5", "ba", "3 người", "1.2.3", "1,2,3", "inf", "nan", "0x5", "1_0", "9e99", strings.Repeat("1", 50)} {
		if n, sound := whole(cell, 1, 1000); sound {
			t.Errorf("whole(%q) = %d, want none", cell, n)
		}
	}
}

func TestYesNo(t *testing.T) {
	for _, cell := range []string{"true", "TRUE", "1", "có", "CÓ", "co\u0301", "yes", "x", "X", "Đúng", "bắt buộc"} {
		if yes, sound := yesNo(cell); !yes || !sound {
			t.Errorf("yesNo(%q) = %v, %v, want yes", cell, yes, sound)
		}
	}
	for _, cell := range []string{"", "false", "0", "không", "Khong", "no", "sai"} {
		if yes, sound := yesNo(cell); yes || !sound {
			t.Errorf("yesNo(%q) = %v, %v, want no", cell, yes, sound)
		}
	}
	for _, cell := range []string{"2", "có thể", "?", "-"} {
		if yes, sound := yesNo(cell); sound {
			t.Errorf("yesNo(%q) = %v, want neither", cell, yes)
		}
	}
}

func TestSeconds(t *testing.T) {
	for cell, want := range map[string]int{"": 0, "4": 240, "2.5": 150, "2,5": 150, "0.001": 1, "240": 14400} {
		if n, sound := seconds(cell); !sound || n != want {
			t.Errorf("seconds(%q) = %d, %v, want %d", cell, n, sound, want)
		}
	}
	for _, cell := range []string{"0", "-1", "241", "bốn", "4 phút", "nan", "1e300"} {
		if n, sound := seconds(cell); sound {
			t.Errorf("seconds(%q) = %d, want none", cell, n)
		}
	}
}

func TestStatusOf(t *testing.T) {
	for cell, want := range map[string]campaign.Status{
		"": campaign.Pending, "pending": campaign.Pending, "chưa kích hoạt": campaign.Pending, "Chưa": campaign.Pending,
		"Activated": campaign.Activated, "đã kích hoạt": campaign.Activated, "ĐÃ KÍCH HOẠT": campaign.Activated, "xong": campaign.Activated,
		"absent": campaign.Absent, "vắng": campaign.Absent, "Vắng nhà": campaign.Absent, "đi vắng": campaign.Absent,
		"refused": campaign.Refused, "từ chối": campaign.Refused,
		"moved": campaign.Moved, "chuyển đi": campaign.Moved, "đã chuyển đi": campaign.Moved,
		"needs_office": campaign.NeedsOffice, "needs office": campaign.NeedsOffice, "cần lên phường": campaign.NeedsOffice,
		"no_smartphone": campaign.NoSmartphone, "không có điện thoại thông minh": campaign.NoSmartphone,
	} {
		if got, sound := statusOf(cell); !sound || got != want {
			t.Errorf("statusOf(%q) = %q, %v, want %q", cell, got, sound, want)
		}
	}
	for _, cell := range []string{"?", "gone", "kích"} {
		if got, sound := statusOf(cell); sound {
			t.Errorf("statusOf(%q) = %q, want none", cell, got)
		}
	}
}

func TestPhoneOf(t *testing.T) {
	for cell, want := range map[string]string{
		"0900000001": "0900000001", "900000001": "0900000001", " 0900 000 001 ": "0900 000 001",
		"200000001": "200000001", "90000000": "90000000", "90000000a": "90000000a", "": "",
	} {
		if got := phoneOf(cell); got != want {
			t.Errorf("phoneOf(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	for cell, want := range map[string]string{
		" \u00a0Ngõ 5\t": "Ngõ 5", "Ngo\u0303 5": "Ngõ 5", "Ngõ 5\r\nnhà 2": "Ngõ 5 nhà 2", "a\x00b": "a b", "": "", "\n": "",
	} {
		if got := clean(cell); got != want {
			t.Errorf("clean(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Tọa độ": "toado", "Toạ độ": "toado", "TO\u0323A ĐO\u0323\u0302": "toado", "Số_người.chưa  kích-hoạt": "songuoichuakichhoat", "": "", "…": "",
	} {
		if got := fold(text); got != want {
			t.Errorf("fold(%q) = %q, want %q", text, got, want)
		}
	}
}
