package phrase

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"gonha/solver/campaign"
)

func TestStatus(t *testing.T) {
	for _, test := range []struct {
		want  string // status, and what else is said
		cells []string
	}{
		// The sheet of now, its codes and words in both languages.
		{"activated", []string{"KH", "đã kích hoạt", "Act", "activated"}},
		{"absent", []string{"V", "vắng nhà", "Abs", "absent"}},
		{"refused", []string{"không muốn cài", "từ chối kích hoạt", "TC", "từ chối", "Ref", "refused"}},
		{"pending", []string{"HL", "hẹn lại (ghi giờ)", "Back", "come back", "come_back"}},
		{"moved", []string{"CĐ", "đã chuyển đi", "Mov", "moved"}},
		{"needs_office", []string{"TS", "cần đến trụ sở (công an)", "Ofc", "needs office", "needs_office"}},
		{"no_smartphone", []string{"KM", "không có máy thông minh", "NoP", "no smartphone", "no_smartphone"}},
		{"activated", []string{"ĐX", "đã xong từ trước", "Prev", "done elsewhere", "done_elsewhere"}},
		{"pending not found", []string{"SĐ", "sai địa chỉ, không thấy nhà", "NF", "not found", "not_found"}},
		{"pending", []string{"", " ", "-", "–", "chưa đến", "skipped", "pending", "chưa kích hoạt", "□"}},

		// The sheet of before.
		{"moved", []string{"chuyển đi", "moved away"}},
		{"needs_office", []string{"hẹn ra trụ sở", "comes to the office", "Off"}},
		{"no_smartphone", []string{"KĐT", "không có điện thoại thông minh", "NoS", "no smartphone"}},

		// Without accents, with case and punctuation.
		{"activated", []string{"kh", "K.H", "DX", "Đã kích hoạt.", "da kich hoat", "đã kich hoat", norm.NFD.String("đã kích hoạt")}},
		{"moved", []string{"CD", "cđ", "da chuyen di"}},
		{"pending not found", []string{"SD", "sai dia chi"}},
		{"absent", []string{"v", "VẮNG NHÀ", "vang nha", "vắng.", "(vắng)"}},

		// What people type.
		{"activated", []string{"x", "X", "✓", "✔", "☑️", "✅", "xong", "Đã làm", "đã cài", "OK", "rồi", "đã kích hoạt mức 2", "đã kích hoạt 25/11", "KH ngày 25/11/2026", "đã cài VNeID", "x - đã làm", "xong hết", "cả nhà đã kích hoạt"}},
		{"pending", []string{"chưa", "chưa làm", "chưa có tk", "hẹn", "hẹn hôm khác", "hẹn 3/12", "hẹn ngày mai", "bận", "bận, hẹn sau"}},
		{"pending 20:00-20:30", []string{"hẹn lại 20h", "HL 20h", "hẹn 8h tối", "hẹn lại lúc 20 giờ", "vắng nhà, hẹn lại 20h", "V; HL 20h"}},
		{"pending 20:00-", []string{"hẹn lại sau 20h", "hẹn sau 20h"}},
		{"pending days 7", []string{"hẹn tối thứ 7", "hẹn lại T7"}},
		{"needs_office", []string{"cần đến trụ sở", "hẹn lên công an phường", "lên CA phường", "sẽ ra phường"}},
		{"no_smartphone", []string{"không có ĐT thông minh", "không dùng smartphone", "dùng điện thoại cục gạch"}},
		{"absent", []string{"đi vắng", "không có nhà", "khóa cửa", "khoá cửa", "không ai ở nhà", "vắng lần 2", "vắng nhà đi Đà Lạt"}},
		{"absent 20:00-", []string{"vắng nhà, sau 20h mới về"}},
		{"absent marks 1", []string{"vắng nhà - gọi trước"}},
		{"moved", []string{"chuyển khẩu", "chuyển đi Hà Nội", "đã chuyển đi nơi khác", "không còn ở đây", "mất", "đã chết", "chết", "đi nước ngoài", "XKLĐ", "đi XKLĐ Nhật Bản", "đi tù", "trại giam số 5", "đã mất (báo tử)", "đã mất năm 2020", "không còn cư trú tại địa phương", "CĐ HN"}},
		{"pending not found", []string{"sai địa chỉ", "không thấy nhà", "không tìm thấy nhà"}},

		// Counts.
		{"absent ended 2 left 1", []string{"2 KH, 1 V", "2KH 1V", "KH: 2; V: 1", "KH2, V1", "2 người đã kích hoạt, 1 người vắng", "2 xong, 1 vắng nhà"}},
		{"pending ended 2 left 1", []string{"2/3", "xong 2/3", "2/3 xong", "đã làm 2, còn 1", "2 KH còn 1", "đã kích hoạt 2/3"}},
		{"activated ended 3 left 0", []string{"3/3", "3 KH, còn 0"}},
		{"pending left 1", []string{"còn 1", "còn lại 1 người", "còn 1 chưa làm"}},
		{"activated left 0", []string{"còn 0"}},
		{"pending ended 2", []string{"2 KH", "2 người xong"}},
		{"pending ended 2 left 2", []string{"2 KH, 1 V, 1 HL"}},
		{"pending ended 3", []string{"2 KH, 1 CĐ"}},

		// What is not understood, or contradicts itself.
		{"", []string{"?", "abc", "12/4", "2/12", "mất điện thoại", "đã gọi", "đã kích hoạt, vắng nhà", "từ chối nhưng sau đồng ý", "sắp chuyển đi", "chuyển đi rồi lại về",
			"đã kích hoạt 1", "KH 1", "1", "20h", "đã mất CCCD", "chết máy"}},
	} {
		for _, cell := range test.cells {
			o, ok := Status(cell)
			if got := tell(o, ok); got != test.want {
				t.Errorf("Status(%q) = %q, want %q", cell, got, test.want)
			}
		}
	}
}

// tell writes an outcome for tests.
func tell(o Outcome, ok bool) string {
	if !ok {
		return ""
	}
	all := []string{string(o.Status)}
	if len(o.Windows) > 0 {
		all = append(all, hm(o.Windows))
	}
	if o.Days != 0 {
		all = append(all, "days", week(o.Days))
	}
	if len(o.Marks) > 0 {
		all = append(all, fmt.Sprint("marks ", len(o.Marks)))
	}
	if o.Ended >= 0 {
		all = append(all, fmt.Sprint("ended ", o.Ended))
	}
	if o.Left >= 0 {
		all = append(all, fmt.Sprint("left ", o.Left))
	}
	if o.NotFound {
		all = append(all, "not found")
	}
	return strings.Join(all, " ")
}

// TestStatusAsBefore holds the words that lists could have from the beginning.
func TestStatusAsBefore(t *testing.T) {
	for status, words := range map[campaign.Status]string{
		campaign.Pending:      "pending chuakichhoat chua chualam chuathuchien cankichhoat cho chokichhoat",
		campaign.Activated:    "activated dakichhoat kichhoat xong daxong hoanthanh dahoanthanh done",
		campaign.Absent:       "absent vang vangmat vangnha divang khongconha khongcoaionha",
		campaign.Refused:      "refused tuchoi khongdongy khonghoptac",
		campaign.Moved:        "moved chuyendi dachuyendi chuyennha dachuyennha chuyencho chuyenchoo dachuyen",
		campaign.NeedsOffice:  "needsoffice lenphuong canlenphuong phailenphuong lencongan canlencongan lenconganphuong canlenconganphuong denphuong dentruso candentruso lentruso canlentruso",
		campaign.NoSmartphone: "nosmartphone khongcodienthoaithongminh khongdienthoaithongminh khongcosmartphone khongsmartphone khongcodienthoai",
	} {
		for word := range strings.FieldsSeq(words) {
			for _, cell := range []string{word, strings.ToUpper(word), word[:2] + "_" + word[2:]} {
				if o, ok := Status(cell); !ok || o.Status != status {
					t.Errorf("Status(%q) = %q, %v, want %q", cell, o.Status, ok, status)
				}
			}
		}
	}
}

func TestOutcomeOf(t *testing.T) {
	for _, test := range []struct {
		cell    string
		persons int
		want    string
	}{
		{"KH", 3, "activated 0"}, {"V", 3, "absent 3"}, {"2 KH, 1 V", 3, "absent 1"}, {"2 KH, 1 V", 4, "absent 2"}, {"2 KH, 1 V", 1, "absent 1"},
		{"2 KH", 3, "pending 1"}, {"2 KH", 2, "activated 0"}, {"1 CĐ", 1, "moved 0"}, {"3/3", 3, "activated 0"}, {"0/3", 3, "pending 3"}, {"2/3", 3, "pending 1"}, {"3/3", 3, "activated 0"}, {"3/3", 4, "pending 1"},
		{"còn 1", 3, "pending 1"}, {"còn 0", 3, "activated 0"}, {"chuyển đi", 2, "moved 0"}, {"", 2, "pending 2"},
	} {
		o, ok := Status(test.cell)
		status, left := o.Of(test.persons)
		if got := fmt.Sprint(status, " ", left); !ok || got != test.want {
			t.Errorf("Status(%q).Of(%d) = %q, %v, want %q", test.cell, test.persons, got, ok, test.want)
		}
	}
}

func FuzzStatus(f *testing.F) {
	for _, seed := range []string{"2 KH, 1 V", "hẹn lại 20h", "còn 1", "đã chuyển đi Hà Nội", "vắng nhà - gọi trước", "2/3", "da_kich_hoat", "✓", "bận, hẹn 20h", "x - đã làm"} {
		f.Add(seed, 2)
	}
	f.Fuzz(func(t *testing.T, cell string, persons int) {
		o, ok := Status(cell)
		if !ok {
			return
		}
		checkWindows(t, o.Windows)
		if o.Status == "" || o.Ended < -1 || o.Left < -1 || o.NotFound && !o.Status.Routed() {
			t.Errorf("outcome %+v", o)
		}
		persons = max(1, persons%1000)
		status, left := o.Of(persons)
		if left < 0 || left > persons+mostCounted || status.Routed() != (left > 0) {
			t.Errorf("%+v of %d: %q, %d left", o, persons, status, left)
		}
	})
}
