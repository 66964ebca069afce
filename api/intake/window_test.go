package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

func TestParseWindow(t *testing.T) {
	const half = 1800
	for text, want := range map[string]campaign.Window{
		"19:30-21:30":                 {Open: 19*hour + half, Close: 21*hour + half},
		" 19:30 - 21:30 ":             {Open: 19*hour + half, Close: 21*hour + half},
		"19h30-21h30":                 {Open: 19*hour + half, Close: 21*hour + half},
		"19H30–21H30":                 {Open: 19*hour + half, Close: 21*hour + half},
		"19g30 đến 21g30":             {Open: 19*hour + half, Close: 21*hour + half},
		"19g30 đe\u0302\u0301n 21g30": {Open: 19*hour + half, Close: 21*hour + half},
		"từ 19 giờ 30 tới 21h":        {Open: 19*hour + half, Close: 21 * hour},
		"19h30' - 21h30 phút":         {Open: 19*hour + half, Close: 21*hour + half},
		"18h-21h":                     {Open: 18 * hour, Close: 21 * hour},
		"18-21h":                      {Open: 18 * hour, Close: 21 * hour},
		"9h5-9h10":                    {Open: 9*hour + 300, Close: 9*hour + 600},
		"19:30:15-21:30:00":           {Open: 19*hour + half + 15, Close: 21*hour + half},
		"22:00-01:00":                 {Open: 22 * hour, Close: 25 * hour},
		"22:00-00:00":                 {Open: 22 * hour, Close: 24 * hour},
		"22:00-24:00":                 {Open: 22 * hour, Close: 24 * hour},
		"24:15-24:45":                 {Open: 24*hour + 900, Close: 24*hour + 2700},
		"00:00-24:00":                 {Open: 0, Close: 24 * hour},
	} {
		got, err := ParseWindow(text)
		if err != nil || got != want {
			t.Errorf("ParseWindow(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "-", "19:30", "19:30-", "-21:30", "19:30-19:30", "19:30-21:30-22:00", "18-21", "12-10", "19:60-21:00", "19:30-49:00",
		"19:-21:00", "19.30-21.30", "19:30-21:30x", "47:00-46:00", "tối", "19:30 21:30", "1930-2130", "48:30-48:45",
	} {
		got, err := ParseWindow(text)
		if err != errWindow {
			t.Errorf("ParseWindow(%q) = %v, %v, want %v, which repeats nothing", text, got, err, errWindow)
		}
	}
}

func TestWindowsOf(t *testing.T) {
	evening := campaign.Window{Open: 19*hour + 1800, Close: 20*hour + 900}
	late := campaign.Window{Open: 21 * hour, Close: 21*hour + 1800}
	many := strings.Repeat("19:30-20:15;", maxWindows+1)
	for _, test := range []struct {
		cell string
		want []campaign.Window
		why  reason
	}{
		{"", nil, ""},
		{"19:30-20:15", []campaign.Window{evening}, ""},
		{"19:30-20:15;21:00-21:30", []campaign.Window{evening, late}, ""},
		{"19h30-20h15, 21h-21h30", []campaign.Window{evening, late}, ""},
		{"19h30-20h15 và 21h00-21h30", []campaign.Window{evening, late}, ""},
		{"19h30-20h15 VÀ 21h00-21h30", []campaign.Window{evening, late}, ""},
		{"19h30-20h15\n21h00-21h30;", []campaign.Window{evening, late}, ""},
		{"21:00-21:30;19:30-20:15", []campaign.Window{evening, late}, ""},
		{"19:30-20:00;19:45-20:15;19:50-20:00", []campaign.Window{evening}, ""},
		{"19:30-20:00;20:00-20:15", []campaign.Window{evening}, ""},
		{";", nil, badWindows},
		{"19:30-20:15;tối", nil, badWindows},
		{"sau 19h", nil, badWindows},
		{many, nil, tooManyWindows},
	} {
		got, why := windowsOf(test.cell)
		if diff := cmp.Diff(test.want, got); diff != "" || why != test.why {
			t.Errorf("windowsOf(%q): reason %q, want %q (-want +got):\n%s", test.cell, why, test.why, diff)
		}
	}
}

func FuzzParseWindow(f *testing.F) {
	for _, seed := range []string{"19:30-21:30", "19h30-21h30", "18h-21h", "18-21h", "22:00-01:00", "từ 19 giờ 30 đến 21 giờ", "24:15-24:45", "19:30:15–21:30:00", "7h5'-8h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w, err := ParseWindow(text)
		if err != nil {
			if err != errWindow {
				t.Errorf("error %v, want the one that repeats nothing", err)
			}
			return
		}
		if w.Open < 0 || w.Open >= w.Close || w.Close > 2*day {
			t.Fatalf("%v is no window", w)
		}
		again, err := ParseWindow(campaign.Clock(w.Open).String() + "-" + campaign.Clock(w.Close).String())
		if err != nil || again != w {
			t.Errorf("written out and read again: %v, %v, want %v", again, err, w)
		}
	})
}

func FuzzWindowsOf(f *testing.F) {
	f.Add("19:30-20:15;21:00-21:30")
	f.Add("19h30-20h00 và 21h00-21h30, 18-21h")
	f.Fuzz(func(t *testing.T, cell string) {
		list, why := windowsOf(cell)
		if why != "" && list != nil {
			t.Error("windows from a bad cell")
		}
		checkWindows(t, list)
	})
}

// checkWindows reports windows that the solver could not take.
func checkWindows(t *testing.T, list []campaign.Window) {
	t.Helper()
	if len(list) > maxWindows {
		t.Errorf("%d windows", len(list))
	}
	for i, w := range list {
		if w.Open < 0 || w.Open >= w.Close || w.Close > 2*day || i > 0 && w.Open <= list[i-1].Close {
			t.Errorf("windows %v are not ascending and disjoint", list)
		}
	}
}
