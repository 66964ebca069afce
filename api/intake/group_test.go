package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// groupsIn reads a list of households in these groups and a team of those, and gives what they go by.
func groupsIn(t *testing.T, groups []string, team string) (households, of []string) {
	t.Helper()
	list := "mã,địa chỉ,tổ dân phố,tọa độ\n"
	for i, group := range groups {
		list += string(rune('A'+i)) + ",\"38 Phố Thử, TDP số 9\",\"" + group + "\",\"21.02, 105.83\"\n"
	}
	var into Reading
	r := Reader{MaxRows: AnyRows}
	if err := r.Households(t.Context(), Source{Name: "h.csv", Data: []byte(list)}, &into); err != nil {
		t.Fatal(err)
	}
	if err := r.Teams(t.Context(), Source{Name: "t.csv", Data: []byte("mã,tọa độ,tổ dân phố\nT1,\"21.02, 105.83\",\"" + team + "\"\n")}, &into); err != nil {
		t.Fatal(err)
	}
	for i := range into.Households {
		households = append(households, into.Households[i].Group)
	}
	return households, into.Teams[0].Groups
}

func TestGroups(t *testing.T) {
	for _, test := range []struct {
		name       string
		groups     []string
		team       string
		households []string
		of         []string
	}{
		{"as they are written", []string{"TDP-1", "TDP-2"}, "TDP-1;TDP-2", []string{"TDP-1", "TDP-2"}, []string{"TDP-1", "TDP-2"}},
		{"a team's in another way", []string{"TDP-1", "TDP-2"}, "tổ dân phố số 01, 2", []string{"TDP-1", "TDP-2"}, []string{"TDP-1", "TDP-2"}},
		{"several ways", []string{"Tổ dân phố số 1", "TDP 2", "TDP số 01"}, "TDP 1", []string{"TDP 1", "TDP 2", "TDP 1"}, []string{"TDP 1"}},
		{"with its ward", []string{"TDP số 1, P. Thử", "TDP 1"}, "TDP 1", []string{"TDP 1", "TDP 1"}, []string{"TDP 1"}},
		{"numbers alone", []string{"1", "2"}, "TDP 2", []string{"1", "2"}, []string{"2"}},
		{"kinds stay apart", []string{"Thôn 1", "Ấp 1"}, "thôn 01", []string{"Thôn 1", "Ấp 1"}, []string{"Thôn 1"}},
		{"names", []string{"Thôn Đông", "Thôn Đoài"}, "thôn đoài", []string{"Thôn Đông", "Thôn Đoài"}, []string{"Thôn Đoài"}},
		{"of the address", []string{"", "TDP 9"}, "9", []string{"TDP 9", "TDP 9"}, []string{"TDP 9"}},
		{"a larger group", []string{"Tổ 3, KP 5", "Tổ 4, KP 5", "Tổ 3, KP 6"}, "khu phố 5", []string{"Tổ 3, KP 5", "Tổ 4, KP 5", "Tổ 3, KP 6"}, []string{"Tổ 3, KP 5", "Tổ 4, KP 5"}},
		{"not on the list", []string{"TDP 1"}, "TDP 7", []string{"TDP 1"}, []string{"TDP 7"}},
	} {
		households, of := groupsIn(t, test.groups, test.team)
		if diff := cmp.Diff(test.households, households); diff != "" {
			t.Errorf("%s: of households (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(test.of, of); diff != "" {
			t.Errorf("%s: of the team (-want +got):\n%s", test.name, diff)
		}
	}
}
