package intake

import (
	"strings"
	"testing"

	"gonha/api/intake/sheet"
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

func TestMinutes(t *testing.T) {
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s} }
	clock := func(days float64) sheet.Cell { return sheet.Cell{Kind: sheet.Clock, Value: days} }
	for _, test := range []struct {
		cell sheet.Cell
		want int // or -1
	}{
		{sheet.Cell{}, 0}, {text("4"), 240}, {text("2.5"), 150}, {text("2,5"), 150}, {text("0.001"), 1}, {text("240"), 14400},
		{text("4 phút"), 240}, {text("5'"), 300}, {text("0:05"), 300}, {text("00:05:00"), 300}, {text("1:30"), 5400},
		{sheet.Cell{Kind: sheet.Number, Value: 4}, 240}, {clock(5.0 / 1440), 300}, {sheet.Cell{Kind: sheet.Date, Value: 5.0 / 1440}, 300},
		{text("0"), -1}, {text("-1"), -1}, {text("241"), -1}, {text("bốn"), -1}, {text("nan"), -1}, {text("1e300"), -1}, {text("4 giờ"), -1},
		{text("0:0"), -1}, {text("0:60"), -1}, {clock(5.0 / 24), -1}, {sheet.Cell{Kind: sheet.Date, Value: 46360}, -1}, {sheet.Cell{Kind: sheet.Bool, Value: 0}, -1},
	} {
		var r row
		r.cells[colMinutes] = test.cell
		n, sound := r.minutes(colMinutes)
		if !sound {
			n = -1
		}
		if n != test.want {
			t.Errorf("%+v: %d seconds, want %d", test.cell, n, test.want)
		}
	}
}

// TestWholeText: a number that a program has written with a point or an exponent is the whole number that Excel shows.
func TestWholeText(t *testing.T) {
	for text, want := range map[string]string{
		"3.0": "3", "12.000": "12", "9.12345678E8": "912345678", "1.2345678E7": "12345678", "1.2e3": "1200", "9.12345678E+8": "912345678",
		"9.12E+08": "9.12E+08", "3.5": "3.5", "1.2E-3": "1.2E-3", "E5": "E5", "1E5": "1E5", "12/4": "12/4", "TDP 3.0": "TDP 3.0", "1.": "1.", "": "", "3.0.0": "3.0.0", "21.0285, 105.8": "21.0285, 105.8",
	} {
		if got := wholeText(text); got != want {
			t.Errorf("wholeText(%q) = %q, want %q", text, got, want)
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
