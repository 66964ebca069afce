package phrase

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"gonha/solver/campaign"
)

// hm writes windows for tests: "20:00-", "-19:30", "19:00-20:00".
func hm(list []campaign.Window) string {
	var all []string
	for _, w := range list {
		open, end := campaign.Clock(w.Open).HM(), campaign.Clock(w.Close).HM()
		if w.Open == 0 {
			open = ""
		}
		if w.Close == never {
			end = ""
		}
		all = append(all, open+"-"+end)
	}
	return strings.Join(all, " ")
}

// week writes days for tests, Sunday as 8: "7 8".
func week(d campaign.Days) string {
	var all []string
	for _, bit := range [...]int{1, 2, 3, 4, 5, 6, 0} {
		if d>>bit&1 == 1 {
			name := bit + 1
			if bit == 0 {
				name = 8
			}
			all = append(all, fmt.Sprint(name))
		}
	}
	return strings.Join(all, " ")
}

func TestNote(t *testing.T) {
	for _, test := range []struct {
		note, windows, days, marks, rest string
	}{
		{note: "sau 20h", windows: "20:00-"},
		{note: "Sau 20h00.", windows: "20:00-"},
		{note: "sau 8h tối", windows: "20:00-"},
		{note: "tối sau 8h", windows: "20:00-"},
		{note: "sau 20h30 mới về", windows: "20:30-"},
		{note: "20h30 mới về", windows: "20:30-"},
		{note: "9h tối mới về", windows: "21:00-"},
		{note: "đi làm sau 20h mới về", windows: "20:00-"},
		{note: "đi làm về sau 20h", windows: "20:00-"},
		{note: "cả nhà đi làm đến 20h", windows: "20:00-"},
		{note: "đi làm, sau 20h mới có nhà", windows: "20:00-", rest: "đi làm"},
		{note: "chỉ có nhà sau 20h", windows: "20:00-"},
		{note: "chỉ ở nhà từ 20h trở đi", windows: "20:00-"},
		{note: "trước 19h30", windows: "-19:30"},
		{note: "từ 20h", windows: "20:00-"},
		{note: "20h trở đi", windows: "20:00-"},
		{note: "có nhà đến 20h", windows: "-20:00"},
		{note: "khoảng 20h", windows: "19:30-20:30"},
		{note: "tầm 8h tối", windows: "19:30-20:30"},
		{note: "hẹn 20h", windows: "20:00-20:30"},
		{note: "hẹn đến lúc 20h", windows: "20:00-20:30"},
		{note: "20h-21h", windows: "20:00-21:00"},
		{note: "từ 19h30 đến 21h", windows: "19:30-21:00"},
		{note: "7-8h tối", windows: "19:00-20:00"},
		{note: "19h-20h, 21h-22h", windows: "19:00-20:00 21:00-22:00"},
		{note: "sau 19h, trước 21h", windows: "19:00-21:00"},
		{note: "trước 19h hoặc sau 21h", windows: "-19:00 21:00-"},
		{note: "sau 19h30 nhưng trước 21h", windows: "19:30-21:00"},
		{note: "chỉ tối thứ 7", days: "7"},
		{note: "tối T7, CN", days: "7 8"},
		{note: "T7 và CN", days: "7 8"},
		{note: "cuối tuần", days: "7 8"},
		{note: "chỉ có nhà cuối tuần", days: "7 8"},
		{note: "thứ 2 - thứ 6", days: "2 3 4 5 6"},
		{note: "từ thứ 2 đến thứ 6", days: "2 3 4 5 6"},
		{note: "T2-T6", days: "2 3 4 5 6"},
		{note: "thứ 2-4-6", days: "2 4 6"},
		{note: "thứ 2, 4, 6", days: "2 4 6"},
		{note: "các tối thứ ba và thứ năm", days: "3 5"},
		{note: "trừ chủ nhật", days: "2 3 4 5 6 7"},
		{note: "thứ 7 không có nhà", days: "2 3 4 5 6 8"},
		{note: "cuối tuần về quê", days: "2 3 4 5 6"},
		{note: "sau 20h, trừ CN", windows: "20:00-", days: "2 3 4 5 6 7"},
		{note: "sau 20h trừ CN", windows: "20:00-", days: "2 3 4 5 6 7"},
		{note: "tối T7 sau 20h", windows: "20:00-", days: "7"},
		{note: "tối thứ 7, sau 20h", windows: "20:00-", days: "7"},
		{note: "sau 20h, chỉ thứ 7", windows: "20:00-", days: "7"},
		{note: "hẹn tối thứ 7", days: "7"},
		{note: "tối nào cũng có nhà"},
		{note: "làm ca đêm", marks: "night_shift"},
		{note: "đi làm ca", marks: "shift_work"},
		{note: "gọi trước", marks: "call_first"},
		{note: "Gọi điện trước khi đến!", marks: "call_first"},
		{note: "gọi trước 0912 345 678", marks: "call_first"},
		{note: "gọi trước; sau 20h", windows: "20:00-", marks: "call_first"},
		{note: "đi làm ca, sau 20h", windows: "20:00-", marks: "shift_work"},
		{note: "không có ĐT thông minh", marks: "no_smartphone"},
		{note: "sau 20h; không có ĐT thông minh; đi làm ca", windows: "20:00-", marks: "shift_work no_smartphone"},
		{note: "sau 20h - gọi trước", windows: "20:00-", marks: "call_first"},

		{note: "gọi số 0912345678 trước khi đến", marks: "call_first"},
		{note: "phải gọi trước, SĐT 0912345678", marks: "call_first", rest: "SĐT 0912345678"},
		{note: "sau 8pm", windows: "20:00-"},
		{note: "20h->21h", windows: "20:00-21:00"},
		{note: "hàng ngày trừ CN", days: "2 3 4 5 6 7"},

		// Without accents, and decomposed.
		{note: "sau 20h moi ve", windows: "20:00-"},
		{note: "chi toi thu 7", days: "7"},
		{note: "khong co nha truoc 20h", windows: "20:00-"},
		{note: norm.NFD.String("trước 19h30, gọi trước"), windows: "-19:30", marks: "call_first"},

		// Negations, and times of something else.
		{note: "không sau 20h", windows: "-20:00"},
		{note: "không đến sau 21h", windows: "-21:00"},
		{note: "đừng đến trước 20h", windows: "20:00-"},
		{note: "sau 20h không có nhà", windows: "-20:00"},
		{note: "không có nhà sau 20h", windows: "-20:00"},
		{note: "trước 20h chưa về", windows: "20:00-"},
		{note: "đi làm từ 19h đến 22h", windows: "-19:00 22:00-"},
		{note: "19h-20h đi học thêm", windows: "-19:00 20:00-"},
		{note: "đi làm từ 19h", windows: "-19:00"},
		{note: "bận đến 20h", windows: "20:00-"},
		{note: "21h đi ngủ", windows: "-21:00"},
		{note: "ca đêm từ 22h đến 6h", windows: "-22:00 30:00-", marks: "night_shift"},
		{note: "sau 20h đi làm", windows: "-20:00"},
		{note: "sau 20h đi làm về", windows: "20:00-"},

		// What stays a note.
		{note: "đã gọi lúc 20h", rest: "đã gọi lúc 20h"},
		{note: "sinh 20h", rest: "sinh 20h"},
		{note: "đón con 17h", rest: "đón con 17h"},
		{note: "nhà số 20h", rest: "nhà số 20h"},
		{note: "số nhà 20H ngõ 5", rest: "số nhà 20H ngõ 5"},
		{note: "12/4", rest: "12/4"},
		{note: "hẹn 3/12", rest: "hẹn 3/12"},
		{note: "0912345678", rest: "0912345678"},
		{note: "20h", rest: "20h"},
		{note: "sau 8h", rest: "sau 8h"},
		{note: "gọi trước 19h", rest: "gọi trước 19h"},
		{note: "gọi sau 20h", rest: "gọi sau 20h"},
		{note: "đi làm", rest: "đi làm"},
		{note: "không có nhà", rest: "không có nhà"},
		{note: "đi làm trước 20h", rest: "đi làm trước 20h"},
		{note: "đi làm, 20h-22h", rest: "đi làm; 20h-22h"},
		{note: "hôm qua sau 20h", rest: "hôm qua sau 20h"},
		{note: "không phải sau 20h", rest: "không phải sau 20h"},
		{note: "sau 20h hoặc CN", rest: "sau 20h; CN"},
		{note: "sau 20h, CN", rest: "sau 20h; CN"},
		{note: "T7/2026", rest: "T7/2026"},
		{note: "về T7/2026", rest: "về T7/2026"},
		{note: "không gọi trước", rest: "không gọi trước"},
		{note: "không làm ca đêm", rest: "không làm ca đêm"},
		{note: "sáng thứ 7", rest: "sáng thứ 7"},
		{note: "tối mai", rest: "tối mai"},
		{note: "trước đây ở 20h", rest: "trước đây ở 20h"},
		{note: "sau nhà 20h", rest: "sau nhà 20h"},
		{note: "sau 0h", rest: "sau 0h"},
		{note: "sau 1h sáng", rest: "sau 1h sáng"},
		{note: "T7 mới về", rest: "T7 mới về"},
		{note: "từ T7", rest: "từ T7"},
		{note: "đến thứ 7", rest: "đến thứ 7"},
		{note: "T2-T6 sau 20h, cuối tuần cả ngày", rest: "cuối tuần cả ngày; T2-T6 sau 20h"},
		{note: "T2-T6 sau 20h, T7 sau 18h", rest: "T2-T6 sau 20h; T7 sau 18h"},
		{note: "tối nay sau 20h", rest: "tối nay sau 20h"},
		{note: "20/11 hẹn 20h", rest: "20/11 hẹn 20h"},
		{note: "sau lưng chợ", rest: "sau lưng chợ"},
		{note: "nhà trong ngõ, chó dữ", rest: "nhà trong ngõ; chó dữ"},
	} {
		got := Note(test.note)
		var marks []string
		for _, m := range got.Marks {
			marks = append(marks, string(m))
		}
		if got.Status != "" {
			marks = append(marks, string(got.Status))
		}
		want := []string{test.windows, test.days, test.marks, test.rest}
		if diff := cmp.Diff(want, []string{hm(got.Windows), week(got.Days), strings.Join(marks, " "), got.Rest}); diff != "" {
			t.Errorf("Note(%q) (windows, days, marks, rest; -want +got):\n%s", test.note, diff)
		}
	}
}

func FuzzNote(f *testing.F) {
	for _, seed := range []string{"sau 20h30 mới về, trừ chủ nhật", "tối T7, CN; gọi trước 0912 345 678", "đi làm từ 19h đến 22h", "không sau 8h kém 15 tối", "thứ 2-4-6 (ca đêm)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Note(s)
		checkWindows(t, n.Windows)
		if n.Days == campaign.EveryDay || n.Days > campaign.EveryDay {
			t.Errorf("days %b", n.Days)
		}
		if !utf8.ValidString(n.Rest) {
			t.Error("the rest is no text")
		}
	})
}

// checkWindows reports windows that no household may have.
func checkWindows(t *testing.T, list []campaign.Window) {
	t.Helper()
	for i, w := range list {
		if w.Open < 0 || w.Open >= w.Close || w.Close > never || i > 0 && w.Open <= list[i-1].Close || i >= maxWindows {
			t.Fatalf("windows %v are not ascending and disjoint", list)
		}
	}
}
