package phrase

import (
	"fmt"
	"strings"
	"testing"

	"gonha/solver/campaign"
)

// line writes a team for tests: name, members (n for those counted), mode, and what else is said.
func line(t Team, ok bool) string {
	if !ok {
		return ""
	}
	all := []string{t.Name, fmt.Sprint(t.Members)}
	if t.Counted {
		all[1] += "n"
	}
	if t.Mode != "" {
		all = append(all, string(t.Mode))
	}
	if t.Inexact {
		all = append(all, "inexact")
	}
	if t.Contradicts() {
		all = append(all, fmt.Sprint("named ", t.Named))
	}
	for _, g := range t.Groups {
		all = append(all, g.String())
	}
	if t.Start != "" {
		all = append(all, "from "+t.Start)
	}
	if t.Shift != nil {
		all = append(all, hm([]campaign.Window{*t.Shift}))
	}
	if t.MaxPersons > 0 {
		all = append(all, fmt.Sprint("max ", t.MaxPersons))
	}
	return strings.Join(all, ", ")
}

func TestTeamLine(t *testing.T) {
	for text, want := range map[string]string{
		"Tổ 1: đ/c An (CA), Bình, Chi - xe máy":                           "Tổ 1, 3n, motorbike",
		"Tổ 1: đ/c An (CA), Bình, Chi - 4 người - xe máy":                 "Tổ 1, 4, motorbike, named 3",
		"Tổ 2: đ/c Dũng (CA), Em, Giang - 3 người - đi bộ":                "Tổ 2, 3, walk",
		"- Đội 2 (4 người): An, Bình; đi bộ; TDP 3, 4":                    "Đội 2, 4, walk, named 2, tổ dân phố 3, tổ dân phố 4",
		"Nhóm 3: 3 đ/c, xe máy, xuất phát trụ sở CA phường":               "Nhóm 3, 3, motorbike, from trụ sở CA phường",
		"Tổ 1 – An + Bình":                                                "Tổ 1, 2n",
		"👮‍♂️ Tổ 4: anh Hùng 0912.345.678, chị Lan (0987 654 321) - xm":   "Tổ 4, 2n, motorbike",
		"• Tổ 5: Tr/úy Nguyễn Văn Thử, Đ/úy Trần Thị Mẫu, 2 ĐVTN; xe máy": "Tổ 5, 4n, motorbike",
		"Tổ số 6: ông Ba, bà Tư; đi bộ; phụ trách TDP 5-7":                "Tổ số 6, 2n, walk, tổ dân phố 5, tổ dân phố 6, tổ dân phố 7",
		"Tổ công tác số 2: 4 người, xe máy":                               "Tổ công tác số 2, 4, motorbike",
		"Đội A: An, Bình và Chi":                                          "Đội A, 3n",
		"Tổ Đông: An, Bình":                                               "Tổ Đông, 2n",
		"T1: An, Bình - xe máy":                                           "T1, 2n, motorbike",
		"1. An, Bình, Chi - xe máy":                                       "1, 3n, motorbike",
		"2) Tổ 7: An; Bình; ô tô":                                         "Tổ 7, 2n, motorbike, inexact",
		"Tổ 8: bốn người, đi bộ, 19h30-21h, tối đa 40 người":              "Tổ 8, 4, walk, 19:30-21:00, max 40",
		"Tổ 9: tổ trưởng An, Bình, Chi xe máy":                            "Tổ 9, 3n, motorbike",
		"Tổ 10 gồm đ/c An, đ/c Bình":                                      "Tổ 10, 2n",
		"to 1: an, binh, chi - xe may":                                    "to 1, 3n, motorbike",
		"Tổ 1":                                                            "Tổ 1, 0",
		"Tổ 11: An, Bình, TDP 3, 4":                                       "Tổ 11, 2n, tổ dân phố 3, tổ dân phố 4",
		"Tổ 13: 4":                                                        "Tổ 13, 4",
		"Tổ 14: An và 2 người nữa":                                        "Tổ 14, 3n",
		"Tổ 15: An, Bình đi TDP 1, 2":                                     "Tổ 15, 2n, tổ dân phố 1, tổ dân phố 2",
		"Tổ 16 (TDP 1, 2): An, Bình":                                      "Tổ 16, 2n, tổ dân phố 1, tổ dân phố 2",
		"Tổ 17: An (TDP 1), Bình (TDP 2) - xm":                            "Tổ 17, 2n, motorbike",
		"Tổ 18: An - TDP 1, Bình - TDP 2, Chi":                            "Tổ 18, 3n",
		"Tổ 19: An, Bình - tổ trưởng TDP 1":                               "Tổ 19, 2n",
		"Tổ 20: An, Bình => TDP 1":                                        "Tổ 20, 2n, tổ dân phố 1",
		"Tổ 21: Hùng/Lan/Tuấn":                                            "Tổ 21, 3n",
		"1️⃣ An, Bình - xe máy":                                           "1, 2n, motorbike",
		"TDP 1: An, Bình - xe máy":                                        "TDP 1, 2n, motorbike, tổ dân phố 1",
		"Tổ 22: An, Bình. 19h30 tập trung tại UBND":                       "Tổ 22, 2n, from UBND",
		"Tổ 1, Tổ 2 tập trung lúc 19h":                                    "",
		"Tổ 1 đến tổ 3: tập trung 19h":                                    "",
		"Tổ 1 tập trung 19h tại trụ sở":                                   "",
		"1. Thời gian: 19h30, xe máy":                                     "",
		"Phương tiện: xe máy":                                             "",
		"Tổ 12: 2 CA, 2 ĐVTN":                                             "Tổ 12, 4n",
		"DANH SÁCH TỔ CÔNG TÁC TỐI 01/12/2026":                            "",
		"TỔ CÔNG TÁC TỐI 01/12/2026":                                      "",
		"":                                                                "",
		"Kính gửi các đồng chí":                                           "",
		"Chào cả nhà, tối nay đi như sau:":                                "",
		"Tổ 1, 2, 3 tập trung 19h tại trụ sở":                             "",
		"Các tổ có mặt 19h":                                               "",
		"Tổ trưởng: đ/c An":                                               "",
		"Đội trưởng các đội báo cáo trước 22h":                            "",
		"1. Mang theo thẻ":                                                "",
		"Tổ nào xong báo về nhóm":                                         "",
		"19h30 xuất phát":                                                 "",
	} {
		if got := line(TeamLine(text)); got != want {
			t.Errorf("TeamLine(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMembers(t *testing.T) {
	for text, want := range map[string]string{
		"4": "4", "04": "4", "4.0": "4", "4 người": "4", "bốn": "4", "bốn người": "4", "4 đ/c": "4", "12": "12",
		"An, Bình, Chi": "3n", "đ/c An (CA), Bình, Chi, Duy": "4n", "An\nBình": "2n", "An + Bình": "2n", "An và Bình": "2n", "1. An 0912345678, 2. Bình": "2n",
		"2 CA, 2 ĐVTN": "4n", "4 người: An, Bình": "", "An, Bình và 2 ĐVTN": "4n", "Nguyễn Văn Thử": "1n", "4 (An, Bình, Chi, Duy)": "",
		"": "", "0": "", "100": "", "-3": "", "?": "", "4,5": "", "nhiều người": "",
	} {
		got := ""
		if n, counted, ok := Members(text); ok {
			got = fmt.Sprint(n)
			if counted {
				got += "n"
			}
		}
		if got != want {
			t.Errorf("Members(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMode(t *testing.T) {
	for text, want := range map[string]string{
		"xe máy": "motorbike", "XE MÁY": "motorbike", "xm": "motorbike", "xe may": "motorbike", "đi xe máy": "motorbike", "motorbike": "motorbike", "honda": "motorbike", "motor": "motorbike",
		"đi bộ": "walk", "bộ": "walk", "walk": "walk", "on foot": "walk", "dibo": "walk", "Xemay": "motorbike", "ô tô": "motorbike?", "xe đạp": "motorbike?", "xe máy, đi bộ": "motorbike?", "xe máy + xe máy": "motorbike",
		"": "", "máy bay": "", "-": "", "và": "", "thuyền": "",
	} {
		got := ""
		if mode, exact, ok := Mode(text); ok {
			got = string(mode)
			if !exact {
				got += "?"
			}
		}
		if got != want {
			t.Errorf("Mode(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzTeamLine(f *testing.F) {
	for _, seed := range []string{"Tổ 1: đ/c An (CA), Bình, Chi - 4 người - xe máy", "👮 Tổ 4: anh Hùng 0912.345.678 - xm; TDP 3, 4", "Nhóm 3: 3 đ/c, xuất phát trụ sở", "1. An, Bình - đi bộ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		team, ok := TeamLine(s)
		if ok && (team.Name == "" || team.Members < 0 || team.Members > mostMembers || len(team.Groups) > maxGroups*maxTokens) {
			t.Errorf("team %+v", team)
		}
		if n, _, ok := Members(s); ok && (n < 1 || n > mostMembers) {
			t.Errorf("%d members", n)
		}
		if mode, _, ok := Mode(s); ok != (mode != "") {
			t.Errorf("mode %q, %v", mode, ok)
		}
	})
}
