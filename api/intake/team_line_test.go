package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// teamsIn are the teams of a reading, in words.
func teamsIn(into *Reading) []string {
	var got []string
	for _, t := range into.Teams {
		got = append(got, fmt.Sprintf("%s %d %s %v", t.Name, t.Members, t.Mode, t.Groups))
	}
	for _, w := range into.Waiting {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %d %s %v %s", w.Team.Name, w.Team.Members, w.Team.Mode, w.Team.Groups, w.Start)))
	}
	return got
}

// TestTeamsOfOffices: leaders, members and roles in columns, teams above their members, side by side, line by line.
func TestTeamsOfOffices(t *testing.T) {
	for _, test := range []struct {
		name, rows string
		want       []string
	}{
		{"a leader beside the members", "STT|Tổ công tác|Tổ trưởng|Thành viên\n1|Tổ 1|An|Bình, Chi\n2|Tổ 2|Dũng|" + `Em\nGiang\nDũng`, []string{"Tổ 1 3 motorbike []", "Tổ 2 3 motorbike []"}},
		{"a column a member", "Tổ|Tổ trưởng|Thành viên 1|Thành viên 2|Phương tiện\nTổ 1|An|Bình|Chi|2 xe máy\nTổ 2|Dũng|Em||đi bộ", []string{"Tổ 1 3 motorbike []", "Tổ 2 2 walk []"}},
		{"roles counted", "Tổ|Công an|Đoàn viên\nTổ 1|1|3\nTổ 2|1|0", []string{"Tổ 1 4 motorbike []", "Tổ 2 1 motorbike []"}},
		{"a total of roles", "Tổ|Công an|Đoàn viên|Tổng số\nTổ 1|1|3|4", []string{"Tổ 1 4 motorbike []"}},
		{"named by their group", "STT|Tổ dân phố|Cán bộ phụ trách\n1|TDP 1|An, Bình\n2|TDP 2|Chi", []string{"Tổ 1 2 motorbike [TDP 1]", "Tổ 2 1 motorbike [TDP 2]"}},
		{"teams above their members", "STT|Họ và tên|Chức vụ\nTổ 1 (phụ trách TDP 1, 2)|<|<\n1|An|CSKV\n2|Bình|ANCS\nTổ 2: 5 đồng chí, đi bộ|<|<\n1|Chi|CSKV", []string{"Tổ 1 2 motorbike [TDP 1 TDP 2]", "Tổ 2 5 walk []"}},
		{"numbered teams above their members", "STT|Họ và tên|Phương tiện\nI|Tổ số 1|\n1|An|đi bộ\n2|Bình|\nII|Tổ số 2|\n1|Chi|", []string{"Tổ số 1 2 walk []", "Tổ số 2 1 motorbike []"}},
		{"teams side by side", "Tổ 1|||Tổ 2|\nSTT|Họ tên||STT|Họ tên\n1|An||1|Chi\n2|Bình||2|Dũng\n|||3|Em", []string{"Tổ 1 2 motorbike []", "Tổ 2 3 motorbike []"}},
		{"a team without members is no heading", "STT|Tên tổ|Phương tiện\n1|Tổ 1|\n2|Tổ 2|đi bộ", []string{"Tổ 1 4 motorbike []", "Tổ 2 4 walk []"}},
		{"all there are", "Tổ|Số người|Phụ trách\n1|3|Toàn phường\n2|3|-\n3|3|TDP 1", []string{"1 3 motorbike []", "2 3 motorbike []", "3 3 motorbike [TDP 1]"}},
		{"a foot", "STT|Tên tổ|Số người\n1|Tổ 1|4\nTổng||4\n||Mẫu, ngày 2 tháng 12 năm 2026\n||TRƯỞNG CÔNG AN PHƯỜNG", []string{"Tổ 1 4 motorbike []"}},
	} {
		var into Reading
		if err := (Reader{MaxRows: AnyRows}).Teams(t.Context(), Source{Name: "t.xlsx", Data: asJava(t, []page{pageOf(test.rows)})}, &into); err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(test.want, teamsIn(&into)); diff != "" || len(into.SetAside) > 0 {
			t.Errorf("%s (-want +got):\n%s\n%v", test.name, diff, into.SetAside)
		}
	}
}

// TestTeamsLineByLine: a message whose teams have a line a member.
func TestTeamsLineByLine(t *testing.T) {
	const message = "Phân công tối nay\nTổ 1:\n- Đ/c An (CA)\n- Bình - ĐTN\n+ Phương tiện: đi bộ\n+ Địa bàn: TDP 1, 2\nTổ 2: 04 đồng chí\n- Chi\nTổ 3 gồm 05 đồng chí do đ/c Dũng làm tổ trưởng\nTập trung 19h15 tại trụ sở. Chúc các đồng chí hoàn thành nhiệm vụ\n"
	var into Reading
	if err := (Reader{MaxRows: AnyRows}).Teams(t.Context(), Source{Name: "zalo.txt", Data: []byte(message)}, &into); err != nil {
		t.Fatal(err)
	}
	want := []string{"Tổ 1 2 walk [TDP 1 TDP 2]", "Tổ 2 4 motorbike []", "Tổ 3 5 motorbike []"}
	if diff := cmp.Diff(want, teamsIn(&into)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestGroupsOfTeams: teams name groups in their own words, and one that names none of the list is told.
func TestGroupsOfTeams(t *testing.T) {
	var into Reading
	households := "Mã hộ;Chủ hộ;Địa chỉ;Tổ dân phố\nA;Một;5 Ngõ Thử;TDP số 1\nB;Hai;6 Ngõ Thử;TDP số 2\nC;Ba;7 Ngõ Thử;TDP số 3\n"
	teams := "Tên tổ;Số người;Địa bàn\nTổ 1;3;Từ TDP 1 đến TDP 3\nTổ 2;3;Phụ trách tổ dân phố số 01 và số 02\nTổ 3;3;Toàn phường\nTổ 4;3;Khu phố 9\n"
	r := Reader{MaxRows: AnyRows}
	if err := r.Households(t.Context(), Source{Name: "h.csv", Data: []byte(households)}, &into); err != nil {
		t.Fatal(err)
	}
	if err := r.Teams(t.Context(), Source{Name: "t.csv", Data: []byte(teams)}, &into); err != nil {
		t.Fatal(err)
	}
	want := []string{"Tổ 1 3 motorbike [TDP số 1 TDP số 2 TDP số 3]", "Tổ 2 3 motorbike [TDP số 1 TDP số 2]", "Tổ 3 3 motorbike []", "Tổ 4 3 motorbike [Khu phố 9]"}
	if diff := cmp.Diff(want, teamsIn(&into)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(into.Remarks) != 1 || !strings.Contains(into.Remarks[0], "T4") || strings.Contains(into.Remarks[0], "T1") {
		t.Errorf("remarks %q", into.Remarks)
	}
}
