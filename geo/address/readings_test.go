package address

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadings(t *testing.T) {
	for text, want := range map[string][]string{ // street inwards, the house last
		"12 Cầu Mới":                      {"12"},
		"Cầu Mới":                         {""},
		"12/3A/5 Cầu Mới":                 {"12 3a 5", "5 3a 12"},
		"12/34 ngõ 68 Cầu Mới":            {"68 12 34", "68 34 12"},
		"5 ngách 12/3 ngõ 68 Cầu Mới":     {"68 12 3 5", "68 3 12 5"},
		"5 ngách 68/12 Cầu Mới":           {"68 12 5", "12 68 5"},
		"5 ngách 68/12 ngõ 68 Cầu Mới":    {"68 12 5", "68 12 68 5"},
		"ngõ 68 ngách 12 số 5 Cầu Mới":    {"68 12 5"},
		"160/22 hẻm 160 Cầu Mới":          {"160 22", "160 22 160"},
		"hẻm 89 ngách 51 ngõ Cầu Mới":     {"51 89 "},
		"K68/5 Cầu Mới":                   {"68 5", "5 68"},
		"7/7 Cầu Mới":                     {"7 7"},
		"1/2/3/4/5/6/7/8/9/10/11 Cầu Mới": {"1 2 3 4 5 6 7 8", "8 7 6 5 4 3 2 1"},
	} {
		a := Parse(text)
		var got []string
		for _, r := range a.readings() {
			got = append(got, strings.Join(append(r.chain, r.house), " "))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]number{
		"12": {12, 12, ""}, "12a": {12, 12, "a"}, "97bis": {97, 97, "bis"}, "17-19": {17, 19, ""}, "12a1": {12, 12, "a1"}, "40-2": {40, 40, ""}, "1-99": {1, 1, ""}, "5-x": {5, 5, ""},
	} {
		if got, ok := numberOf(text); !ok || got != want {
			t.Errorf("%q is %+v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "a9", "-1", "99999999999999999999"} {
		if got, ok := numberOf(text); ok {
			t.Errorf("%q is %+v", text, got)
		}
	}
	whole, _ := numberOf("17-21")
	for text, want := range map[string]bool{"17": true, "19": true, "21": true, "18": false, "23": false, "17-19": true} {
		if n, _ := numberOf(text); whole.holds(n) != want {
			t.Errorf("17-21 holds %s: %v", text, !want)
		}
	}
}
