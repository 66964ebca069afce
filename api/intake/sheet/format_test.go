package sheet

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// TestFormats holds what is shown against what Excel and LibreOffice show.
func TestFormats(t *testing.T) {
	for _, test := range []struct {
		format string
		value  float64
		want   string
	}{
		{"General", 9.12345678e8, "912345678"}, {"General", 3, "3"}, {"General", 0.1 + 0.2, "0.3"}, {"General", 0, "0"}, {"General", -5, "-5"},
		{"", 84912345670, "84912345670"}, {"General", 1099123456, "1099123456"}, {"General", 123456789012, "123456789012"}, {"general", 1e15, "1E+15"},
		{"General", 999999999999999, "999999999999999"}, {"General", 1.23e20, "1.23E+20"}, {"General", -1.23e20, "-1.23E+20"},
		{"General", 21.056184, "21.056184"}, {"General", 105.7769581234, "105.7769581"}, {"General", 123456789.123, "123456789.1"}, {"General", 12345678901.5, "12345678902"},
		{"General", 1.0 / 3, "0.333333333"}, {"General", 0.00001, "0.00001"}, {"General", 0.0001234, "0.0001234"}, {"General", 1.23456e-5, "1.23456E-05"}, {"General", -1e-300, "-1E-300"},
		{"General", 99.999999999, "100"}, {"General", -0.0000000000001, "-1E-13"},

		{"0", 2.5, "3"}, {"0", -2.5, "-3"}, {"0.00", 1.005, "1.01"}, {"0.00", 99.995, "100.00"}, {"0.0", 0.05, "0.1"}, {"0.00", -0.001, "-0.00"},
		{"0000", 12, "0012"}, {"0000", 12345, "12345"}, {"000000000000", 1099123456, "001099123456"}, {"00-00-00", 46124, "04-61-24"}, {"00-00-00", 912345678, "91234-56-78"},
		{"0 0## ### ###", 912345678, "0 912 345 678"}, {"0 000 000 000", 912345678, "0 912 345 678"}, {"0##", 5, "005"},
		{"(###) ###-####", 9123456780, "(912) 345-6780"}, {"(###) ###-####", 84912345670, "(8491) 234-5670"}, {"(0###) ### ###", 912345678, "(0912) 345 678"},
		{"[<=9999999]###-####;(###) ###-####", 3456780, "345-6780"}, {"[<=9999999]###-####;(###) ###-####", 9123456780, "(912) 345-6780"},
		{"#,##0", 1234567, "1,234,567"}, {"#,##0", 12, "12"}, {"#,##0.00", -1234.5, "-1,234.50"}, {"0,000", 5, "0,005"}, {"#,##0.0#", 1234, "1,234.0"},
		{"#", 0, ""}, {"#.##", 1.5, "1.5"}, {"0.##", 3, "3."}, {".00", 12.5, "12.50"}, {"0.??", 1.5, "1.5 "}, {"???", 5, "  5"},
		{"0.0,", 1234567, "1234.6"}, {"0.0,,", 1234567, "1.2"}, {"#,##0,", 1234567, "1,235"},
		{"0%", 0.5, "50%"}, {"0%", 0, "0%"}, {"0.0%", 0.1234, "12.3%"}, {"0.0\\ %", 0.1234, "12.3 %"},
		{"0.00E+00", 123456, "1.23E+05"}, {"0.00E+00", 0.0012, "1.20E-03"}, {"0.0E-0", 99.96, "1.0E2"}, {"##0.0E+0", 123456, "123.5E+3"}, {"##0.0E+0", 999960, "1.0E+6"}, {"0.00E+00", 0, "0.00E+00"},
		{"# ?/?", 3.5, "3 1/2"}, {"# ?/?", 3, "3"}, {"# ?/?", 0.25, "1/4"}, {"# ??/??", 1.0 / 16, "1/16"}, {"?/?", 1.5, "3/2"}, {"# ?/8", 2.75, "2 6/8"}, {"# ?/4", 0.999, "1"}, {"0/0", 0.5, "1/2"},

		{"#,##0;[Red]-#,##0", -1234, "-1,234"}, {"#,##0_);(#,##0)", -1234, "(1,234)"}, {"#,##0_);(#,##0)", 1234, "1,234 "}, {"0;-0;\"không\"", 0, "không"}, {"0;", -5, ""}, {"0;\\!", 0, "0"},
		{"[Red]0;[Blue]-0", -5, "-5"}, {"[>=1000]#,##0;0.0", 999, "999.0"}, {"[>=1000]#,##0;0.0", -5, "-5.0"}, {"[>=1000]#,##0;[<0]\"âm\" 0;0.0", -5, "âm 5"}, {"[=1]\"một\";[=2]\"hai\";0", 2, "hai"}, {"[=1]\"một\";[=2]\"hai\";0", 3, "3"},
		{"[=1]\"một\";[<>2]\"khác\"", 2, "2"}, {"[<=5]0.0;[>7]0.00", 6, "6"}, {"[<0]0;0.0", -3, "3"},
		{"\"TDP \"0", 1, "TDP 1"}, {"0\" nhà\"", 3, "3 nhà"}, {"\\S\\ố 0", 12, "Số 12"}, {"\"a\"", 5, "a"}, {"\"a\"", -5, "-a"}, {";;;", 5, ""}, {"General\" m\"", 2.5, "2.5 m"}, {"+General", 5, "+5"},
		{"[$₫-42A]#,##0", 5000, "₫5,000"}, {"#,##0\\ [$₫-42A]", 5000, "5,000 ₫"}, {"_-* #,##0_-", 1234, " 1,234 "}, {"0\"", 5, "5"}, {"0\\", 5, "5"}, {"[0", 5, ""}, {"0;0;0;0;0", 5, "5"},
		{"@", 912345678, "912345678"}, {"@", 12.50, "12.5"},

		{"dd/mm/yyyy", 46124, "12/04/2026"}, {"dd\\/mm", 46124, "12/04"}, {"d/m", 46124, "12/4"}, {"d-mmm", 46124, "12-Apr"}, {"dd-mmm-yy", 46124, "12-Apr-26"}, {"mmmm yyyy", 46360, "December 2026"},
		{"dddd, d mmmm yyyy", 46360, "Friday, 4 December 2026"}, {"ddd", 46360, "Fri"}, {"mmmmm", 46360, "D"}, {"m/d/yy", 46360, "12/4/26"}, {"yyyy-mm-dd\"T\"hh:mm:ss", 46124.8125, "2026-04-12T19:30:00"}, {"d\"/\"m", 46124, "12/4"},
		{"dd/mm/yyyy", 46124.999999, "12/04/2026"}, {"dd/mm/yyyy;@", 46124, "12/04/2026"}, {"dd/mm/yyyy", 60, "28/02/1900"}, {"dd/mm/yyyy", -1, "-1"}, {"dd/mm/yyyy", 2958465, "31/12/9999"}, {"dd/mm/yyyy", 2958466, "2958466"},
		{"\"ngày\" d \"tháng\" m \"năm\" yyyy", 46124, "ngày 12 tháng 4 năm 2026"}, {"e", 46124, "2026"}, {"DD/MM/YYYY", 46124, "12/04/2026"}, {"d.m.yy", 46124, "12.4.26"}, {"d,m", 46124, "12,4"},
		{"[$-42A]dddd d-mmm", 46124, "Chủ Nhật 12-Thg4"}, {"[$-42A]d mmmm yyyy", 46360, "4 Tháng Mười Hai 2026"}, {"[$-1010000]d/m/yyyy;@", 46124, "12/4/2026"}, {"[$-vi-VN]ddd", 46124, "CN"},
		{"[$-F800]dddd, mmmm dd, yyyy", 46124, "12/04/2026"}, {"[$-F400]h:mm:ss AM/PM", 0.8125, "19:30:00"}, {"[$-x-sysdate]dddd", 46124, "12/04/2026"},
		{"hh:mm", 0.8125, "19:30"}, {"h:mm", 5.0 / 1440, "0:05"}, {"h:mm AM/PM", 0.8125, "7:30 PM"}, {"h:mm AM/PM", 0, "12:00 AM"}, {"h:mm AM/PM", 0.5, "12:00 PM"}, {"[$-42A]h:mm AM/PM", 0.8125, "7:30 CH"}, {"h:mm SA/CH", 0.25, "6:00 SA"},
		{"h:mm a/p", 0.8125, "7:30 p"}, {"hh:mm:ss", 69600.0 / 86400, "19:20:00"}, {"hh:mm", 70200.4 / 86400, "19:30"}, {"hh\\hmm", 0.8125, "19h30"}, {"h \"giờ\" mm", 0.8125, "19 giờ 30"}, {"mm:ss", 0.8125 / 60, "19:30"},
		{"[h]:mm", 1.0625, "25:30"}, {"[hh]:mm:ss", 0.0625, "01:30:00"}, {"[mm]:ss", 0.0625, "90:00"}, {"[s]", 0.0625, "5400"}, {"mm:ss.0", 0.0001, "00:08.6"}, {"h:mm:ss.000", 0.0001, "0:00:08.640"}, {"ss.00000", 0.0001, "08.64000"},
		{"dd/mm/yyyy hh:mm", 46124.8125, "12/04/2026 19:30"}, {"hh:mm dd/mm", 46124.8125, "19:30 12/04"}, {"m:ss", 0.01, "14:24"}, {"mm", 46124, "04"}, {"hh \"giờ\"", 0.8125, "19 giờ"},
	} {
		f := parseFormat(test.format)
		cell := Cell{Kind: f.kind(), Value: test.value, Format: f}
		got := ""
		if cell.Kind == Text { // a number in a cell for text
			got = f.text(general(test.value))
		} else {
			got = cell.String()
		}
		if got != test.want {
			t.Errorf("%s of %v: %q, want %q", test.format, test.value, got, test.want)
		}
	}
}

func TestFormatKinds(t *testing.T) {
	for format, want := range map[string]Kind{
		"": Number, "General": Number, "0": Number, "0.00E+00": Number, "# ?/?": Number, ";;;": Number, "\"ngày\" 0": Number, "[Red]0": Number, "[$-42A]0": Number, "\\d0": Number,
		"@": Text, "\"TDP \"@": Text, "0;0;0;@": Number, "dd/mm": Date, "d": Date, "mmm": Date, "yyyy": Date, "hh:mm dd/mm": Date, "dd/mm/yyyy;@": Date, "mm": Date,
		"hh:mm": Clock, "[h]:mm": Clock, "mm:ss": Clock, "[m]": Clock, "h AM/PM": Clock, "s.0": Clock,
	} {
		if got := parseFormat(format).kind(); got != want {
			t.Errorf("%s: %d, want %d", format, got, want)
		}
	}
	for id, want := range map[int]Kind{0: Number, 1: Number, 9: Number, 14: Date, 17: Date, 18: Clock, 21: Clock, 22: Date, 27: Date, 31: Date, 32: Clock, 36: Date, 37: Number, 44: Number, 45: Clock, 47: Clock, 49: Text, 50: Date, 58: Date, 59: Number, 163: Number, -1: Number} {
		if got := builtinFormat(id).kind(); got != want {
			t.Errorf("number %d: %d, want %d", id, got, want)
		}
	}
}

func TestFormatTexts(t *testing.T) {
	for format, want := range map[string]string{
		"General": "1A", "@": "1A", "\"TDP \"@": "TDP 1A", "@\" (tạm)\"": "1A (tạm)", "0;0;0;\"Tổ \"@": "Tổ 1A", "dd/mm/yyyy;@": "1A", "0;\"Tổ \"@": "Tổ 1A", "@@": "1A1A", "0": "1A", ";;;": "1A", "0;;;": "1A",
	} {
		if got := parseFormat(format).text("1A"); got != want {
			t.Errorf("%s: %q, want %q", format, got, want)
		}
	}
}

// TestCellString shows what has no format of its own.
func TestCellString(t *testing.T) {
	for _, test := range []struct {
		cell Cell
		want string
	}{
		{Cell{}, ""}, {Cell{Kind: Formula}, ""}, {Cell{Kind: Text, Text: "a"}, "a"}, {Cell{Kind: Error, Text: "#N/A"}, "#N/A"}, {Cell{Kind: Bool, Value: 1}, "TRUE"}, {Cell{Kind: Bool}, "FALSE"},
		{Cell{Kind: Date, Value: 46124}, "12/04/2026"}, {Cell{Kind: Date, Value: 46124.8125}, "12/04/2026 19:30"}, {Cell{Kind: Clock, Value: 0.8125}, "19:30"}, {Cell{Kind: Clock, Value: 1.0625}, "25:30"},
		{Cell{Kind: Number, Value: math.NaN()}, "#NUM!"}, {Cell{Kind: Number, Value: math.Inf(1), Format: parseFormat("0")}, "#NUM!"}, {Cell{Kind: Date, Value: math.Inf(1)}, "#NUM!"}, {Cell{Kind: Date, Value: 5, Format: parseFormat("0")}, "04/01/1900"},
	} {
		if got := test.cell.String(); got != test.want {
			t.Errorf("%+v: %q, want %q", test.cell, got, test.want)
		}
	}
}

// FuzzFormat shows numbers by any format, and by some whose result Go's own formatting gives too.
func FuzzFormat(f *testing.F) {
	for _, format := range []string{"0 0## ### ###", "[<=9]0.0;[Red](0)", "# ??/??", "##0.0E+0", "[$-42A]dddd d mmmm yyyy h:mm AM/PM", "[h]:mm:ss.000", "0;-0;\"x\";@", "_(* #,##0.00,%_)"} {
		f.Add(format, 46124.8125)
	}
	f.Fuzz(func(t *testing.T, format string, v float64) {
		parsed := parseFormat(format)
		for _, value := range []float64{v, -v, 0} {
			for _, kind := range []Kind{Number, Date, Clock} {
				cell := Cell{Kind: kind, Value: value, Format: parsed}
				if text := cell.String(); len(text) > 400*(len(format)+1) {
					t.Errorf("%q of %v takes %d bytes", format, value, len(text))
				}
			}
		}
		parsed.text("a")
		if size := math.Abs(v); size < 1e14 {
			digits := 1 + int(size)%12
			whole := Cell{Kind: Number, Value: math.Floor(size), Format: parseFormat(strings.Repeat("0", digits))}
			if got, want := whole.String(), strings.Repeat("0", max(0, digits-len(strconv.FormatInt(int64(size), 10))))+strconv.FormatInt(int64(size), 10); got != want {
				t.Errorf("%d noughts of %v: %s, want %s", digits, math.Floor(size), got, want)
			}
			if got := general(math.Floor(v)); got != strconv.FormatInt(int64(math.Floor(v)), 10) {
				t.Errorf("General of %v: %s", math.Floor(v), got)
			}
		}
	})
}
