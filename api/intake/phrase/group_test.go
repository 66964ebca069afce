package phrase

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// show writes a group for tests, with its ward behind a stroke.
func show(g Group, ok bool) string {
	if !ok {
		return ""
	}
	if g.Ward != "" {
		return g.String() + " | " + g.Ward
	}
	return g.String()
}

// same lists ways to write one group; those of different lines are different groups.
var same = [][]string{
	{"TDP 1", "Tổ dân phố số 01", "TDP số 1, P. X", "Tổ 1", "TDP-1", "tdp1", "TỔ DÂN PHỐ SỐ 1:", "to dan pho 1", "TDP.1", "Tổ dân phố số 1 (35 hộ)", "tổ dân phố 1, phường Văn Miếu - Quốc Tử Giám, TP Hà Nội", "TDP I", "T.D.P 1", "TDP 1, Cát Linh", "TDP 1 (cũ)"},
	{"TDP 2", "tổ 02"},
	{"TDP 11", "TDP XI"},
	{"TDP 1A", "tổ 1a"},
	{"Khu phố 1", "KP1", "KP. 1", "khu phố số 1", "KP-01"},
	{"Khu 1", "khu số 1"},
	{"Ấp 1", "ấp số 1"},
	{"Thôn 1", "thôn số 1"},
	{"Khu dân cư 1", "KDC 1"},
	{"Thôn Đông", "THÔN ĐÔNG", "thôn Đông, xã Ba Vì"},
	{"Thôn Hòa Bình", "Thôn Hoà Bình"},
	{"Thôn Hoa Bình"},
	{"Xóm Đông"},
	{"1", "01", "số 1", "1.0"},
	{"Tổ 3, KP 5", "KP5 - tổ 3", "Tổ 3 khu phố 5, phường Tân Phú"},
	{"Tổ 3, KP 4"},
	{"Tổ 3"},
	{"1/2"},
	{"A1"},
	{"Tổ dân phố Hoàng Mai 2"},
}

func TestKey(t *testing.T) {
	line := map[string]int{}
	for i, ways := range same {
		for _, way := range ways {
			g, ok := ParseGroup(way)
			if !ok {
				t.Errorf("ParseGroup(%q) understood nothing", way)
				continue
			}
			if other, known := line[g.Key()]; known && other != i {
				t.Errorf("%q has the key of %q", way, same[other][0])
			} else if !known && way != ways[0] {
				t.Errorf("%q (%s) has not the key of %q", way, show(g, ok), ways[0])
			}
			line[g.Key()] = i
		}
	}
	if _, ok := ParseGroup(" - "); ok {
		t.Error("a dash is a group")
	}
	if _, ok := ParseGroup(strings.Repeat("x", 100)); ok {
		t.Error("endless text is a group")
	}
}

func TestGroups(t *testing.T) {
	for cell, want := range map[string]string{
		"":                     "",
		"TDP 1, 2":             "tổ dân phố 1; tổ dân phố 2",
		"TDP 1-3":              "tổ dân phố 1; tổ dân phố 2; tổ dân phố 3",
		"TDP 1 đến TDP 3":      "tổ dân phố 1; tổ dân phố 2; tổ dân phố 3",
		"tổ 1 và 2; KP3":       "tổ dân phố 1; tổ dân phố 2; khu phố 3",
		"TDP-1;TDP-2":          "tổ dân phố 1; tổ dân phố 2",
		"TDP 1, TDP 01, tổ 1":  "tổ dân phố 1",
		"Thôn Đông, Thôn Tây":  "thôn Đông; thôn Tây",
		"Thôn Đông, Tây":       "thôn Đông; thôn Tây",
		"1, 2, 3":              "1; 2; 3",
		"1-3":                  "1; 2; 3",
		"Tất cả":               "",
		"tổ 3, 4 khu phố 5":    "tổ dân phố 3; tổ dân phố 4, khu phố 5",
		"TDP 1, phường Cát Bi": "tổ dân phố 1",
		"Vĩnh Phúc\nCống Vị":   "Vĩnh Phúc; Cống Vị",
	} {
		var all []string
		for _, g := range Groups(cell) {
			all = append(all, g.String())
		}
		if got := strings.Join(all, "; "); got != want {
			t.Errorf("Groups(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestGroupIn(t *testing.T) {
	for address, want := range map[string]string{
		"38 Cát Linh, TDP số 1, P. Văn Miếu - Quốc Tử Giám, TP Hà Nội": "tổ dân phố 1 | Văn Miếu - Quốc Tử Giám",
		"Số 14 Ngõ Núi Trúc, TDP số 12, phường Giảng Võ":               "tổ dân phố 12 | Giảng Võ",
		"Thôn Đông, xã Ba Vì":                      "thôn Đông | Ba Vì",
		"thôn Đông xã Ba Vì huyện Ba Vì":           "thôn Đông | Ba Vì",
		"12/3 đường số 5, Khu phố 3, P. Linh Xuân": "khu phố 3 | Linh Xuân",
		"45 Lê Lợi, tổ 3, KP5, P.7, Q.3":           "tổ dân phố 3, khu phố 5 | 7",
		"SN 5 ngõ 12 tổ 8 phường Quang Trung":      "tổ dân phố 8 | Quang Trung",
		"Tổ 8 phường Cửa Nam - Q. Hoàn Kiếm":       "tổ dân phố 8 | Cửa Nam",
		"Ấp Tân Lập, xã Tân Hội":                   "ấp Tân Lập | Tân Hội",
		"Bản Lác, xã Mai Châu":                     "bản Lác | Mai Châu",
		"so 5, to 3, phuong Cat Bi":                "tổ dân phố 3 | Cat Bi",
		"ngõ 1 Cát Linh":                           "",
		"số 1 phố Tổ Hợp":                          "",
		"P302 khu tập thể Thành Công, phường Láng": "",
		"CT2 khu đô thị Văn Khê":                   "",
		"tòa nhà Khu A":                            "",
		"15 đường Thôn Đông":                       "",
		"128 Đội Cấn":                              "",
		"25 ngõ Xóm Hạ, phường Láng":               "",
		"Số 10, cụm công nghiệp Ngọc Hồi":          "",
		"nhà văn hóa tổ 5, phường Láng":            "",
		"Bản đồ số 5":                              "",
	} {
		if got := show(GroupIn(address)); got != want {
			t.Errorf("GroupIn(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestSection(t *testing.T) {
	for row, want := range map[string]string{
		"TỔ DÂN PHỐ SỐ 1 (35 hộ)":  "tổ dân phố 1",
		"TỔ DÂN PHỐ SỐ 1":          "tổ dân phố 1",
		"I. Thôn Đông":             "thôn Đông",
		"Thôn Đông - 12 người":     "thôn Đông",
		"THÔN ĐÔNG":                "thôn Đông",
		"II/ KHU PHỐ 5 (40 người)": "khu phố 5",
		"1. Tổ 3":                  "tổ dân phố 3",
		"* TDP 4: 35 hộ, 80 người": "tổ dân phố 4",
		"Tổ dân phố số 1 - Tổ trưởng: Nguyễn Văn Thử": "tổ dân phố 1",
		"Ấp Tân Lập, xã Tân Hội":                      "ấp Tân Lập | Tân Hội",
		"Tổ 3 - KP 5":                                 "tổ dân phố 3, khu phố 5",
		"":                                            "",
		"Tổng cộng: 35 hộ":                            "",
		"Tổ công tác số 1":                            "",
		"Tổ 1: đ/c An, Bình":                          "",
		"TỔ TRƯỞNG":                                   "",
		"I. Thường trú":                               "",
		"1":                                           "",
		"Nguyễn Văn Thử":                              "",
		"Bản tổng hợp số liệu":                        "",
		"38 Cát Linh, TDP số 1":                       "",
		"DANH SÁCH CÔNG DÂN CHƯA KÍCH HOẠT":           "",
		"Ngày 25 tháng 11 năm 2026":                   "",
		"CÔNG AN PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM":           "",
		"Khu vực này chưa có ai đi và cần người dẫn đường": "",
	} {
		if got := show(Section(row)); got != want {
			t.Errorf("Section(%q) = %q, want %q", row, got, want)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, test := range []struct{ group, list, want string }{
		{"TDP 1", "Tổ 1; Tổ 2", "tổ dân phố 1"},
		{"1", "TDP 1; TDP 2", "tổ dân phố 1"},
		{"1", "TDP 1; KP 2", ""},
		{"1", "TDP 1; KP 1", ""},
		{"KP 1", "TDP 1; TDP 2", ""},
		{"TDP 1", "1; 2", "1"},
		{"TDP 1", "1; KP 2", ""},
		{"Thon Dong", "Thôn Đông; Thôn Tây", "thôn Đông"},
		{"Thon Hoa", "Thôn Hòa; Thôn Hoa", "thôn Hoa"},
		{"Thon Hoa", "Thôn Hòa; Thôn Hoá", ""},
		{"Thôn Hòa", "Thôn Hoa; Thôn Hoá", "thôn Hoa"},
		{"Tổ 3", "Tổ 3 KP 5; Tổ 4 KP 5", "tổ dân phố 3, khu phố 5"},
		{"Tổ 3", "Tổ 3 KP 5; Tổ 3 KP 4", ""},
		{"TDP 9", "TDP 1; TDP 2", ""},
	} {
		g, _ := ParseGroup(test.group)
		var list []Group
		for one := range strings.SplitSeq(test.list, ";") {
			h, _ := ParseGroup(one)
			list = append(list, h)
		}
		got := ""
		if at, ok := Match(g, list); ok {
			got = list[at].String()
		}
		if got != test.want {
			t.Errorf("Match(%q, %q) = %q, want %q", test.group, test.list, got, test.want)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, test := range []struct {
		team, home string
		want       bool
	}{
		{"TDP 1", "tổ 1", true}, {"TDP 1", "tổ 2", false}, {"KP 5", "Tổ 3 KP 5", true}, {"KP 5", "Tổ 3 KP 4", false},
		{"Tổ 3", "Tổ 3 KP 5", true}, {"Tổ 3 KP 4", "Tổ 3 KP 5", false}, {"Tổ 3 KP 5", "KP 5", false},
	} {
		team, _ := ParseGroup(test.team)
		home, _ := ParseGroup(test.home)
		if got := team.Covers(home); got != test.want {
			t.Errorf("%q covers %q: %v, want %v", test.team, test.home, got, test.want)
		}
	}
}

func FuzzGroups(f *testing.F) {
	for _, seed := range []string{"TDP 1-3; KP 5, tổ 3", "I. Thôn Đông - 12 người", "38 Cát Linh, TDP số 1, P. Văn Miếu - Quốc Tử Giám (35 hộ)", "tổ XXXIX", "khu phố 007/1a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all := Groups(s)
		if len(all) > maxGroups {
			t.Errorf("%d groups", len(all))
		}
		for _, read := range []func(string) (Group, bool){ParseGroup, GroupIn, Section} {
			if g, ok := read(s); ok {
				all = append(all, g)
			}
		}
		for _, g := range all {
			if g.Name == "" || !utf8.ValidString(g.String()) || !g.Covers(g) {
				t.Errorf("group %+v", g)
			}
			again, ok := ParseGroup(g.String())
			if numbered := g.Name[0] >= '0' && g.Name[0] <= '9'; numbered && g.Kind != NoKind && g.Outer == nil && (!ok || again.Key() != g.Key()) {
				t.Errorf("%q read again is %q", g, again)
			}
		}
	})
}
