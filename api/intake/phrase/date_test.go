package phrase

import (
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	for text, want := range map[string]string{
		"20/11/2026": "2026-11-20", "20-11-2026": "2026-11-20", "20.11.26": "2026-11-20", "2026-11-20": "2026-11-20", "2026/11/20": "2026-11-20", "1/2/2026": "2026-02-01", "20/11/26": "2026-11-20",
		" 20/11/2026 ": "2026-11-20", "ngày 20/11/2026": "2026-11-20", "tối thứ Sáu, 20/11/2026": "2026-11-20", "Thứ Sáu 20/11/2026": "2026-11-20", "T6 20/11/2026": "2026-11-20",
		"ngày 20 tháng 11 năm 2026": "2026-11-20", "20 tháng 11 năm 2026": "2026-11-20", "20 Nov 2026": "2026-11-20", "1 December 2026": "2026-12-01",
		"": "", "20/11": "", "31/11/2026": "", "29/2/2026": "", "29/2/2028": "2028-02-29", "13/13/2026": "", "11/20/2026": "", "20/11-2026": "", "Thứ Bảy 20/11/2026": "", "20/11/2026 19h": "",
		"20112026": "", "0/1/2026": "", "20/11/026": "", "tối nay": "", "2026-11": "",
	} {
		if got, ok := Date(text); got != want || ok != (want != "") {
			t.Errorf("Date(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
}

func TestDuration(t *testing.T) {
	const s = time.Second
	for text, want := range map[string]time.Duration{
		"10": 10 * s, "10s": 10 * s, "10 giây": 10 * s, "10 giay": 10 * s, "2 phút": 120 * s, "2m": 120 * s, "2'": 120 * s, "1m30s": 90 * s, "1 phút 30 giây": 90 * s, "1,5 phút": 90 * s, "1.5": 1500 * time.Millisecond,
		"500ms": s / 2, "1h": time.Hour, "1 giờ 5 phút": 65 * 60 * s, "0": 0, "0s": 0,
	} {
		if got, ok := Duration(text); got != want || !ok {
			t.Errorf("Duration(%q) = %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "-10", "-10s", "10 x", "mười", "10 20", "5 giây 2 phút", "99999999999", "999999999", "s", "1:30"} {
		if got, ok := Duration(text); ok {
			t.Errorf("Duration(%q) = %v, want nothing", text, got)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"tối thứ Sáu, 20/11/2026", "ngày 20 tháng 11 năm 2026", "2026-11-20", "1 phút 30 giây", "1,5 phút"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if date, ok := Date(s); ok {
			if again, ok := Date(date); !ok || again != date {
				t.Errorf("%q read again is %q, %v", date, again, ok)
			}
		}
		if d, ok := Duration(s); ok && d < 0 {
			t.Errorf("%q lasts %v", s, d)
		}
	})
}
