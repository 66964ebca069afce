package phrase

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"gonha/solver/campaign"
)

func TestWindow(t *testing.T) {
	const half = 1800
	for text, want := range map[string]campaign.Window{
		"19:30-21:30":                    {Open: 19*hour + half, Close: 21*hour + half},
		" 19:30 - 21:30 ":                {Open: 19*hour + half, Close: 21*hour + half},
		"19h30-21h30":                    {Open: 19*hour + half, Close: 21*hour + half},
		"19H30–21H30":                    {Open: 19*hour + half, Close: 21*hour + half},
		"19g30 đến 21g30":                {Open: 19*hour + half, Close: 21*hour + half},
		norm.NFD.String("19g30 đến 21g"): {Open: 19*hour + half, Close: 21 * hour},
		"từ 19 giờ 30 tới 21h":           {Open: 19*hour + half, Close: 21 * hour},
		"tu 19 gio 30 den 21h":           {Open: 19*hour + half, Close: 21 * hour},
		"19h30' - 21h30 phút":            {Open: 19*hour + half, Close: 21*hour + half},
		"18h-21h":                        {Open: 18 * hour, Close: 21 * hour},
		"18-21h":                         {Open: 18 * hour, Close: 21 * hour},
		"9h5-9h10":                       {Open: 9*hour + 300, Close: 9*hour + 600},
		"19:30:15-21:30:00":              {Open: 19*hour + half + 15, Close: 21*hour + half},
		"22:00-01:00":                    {Open: 22 * hour, Close: 25 * hour},
		"22:00-00:00":                    {Open: 22 * hour, Close: 24 * hour},
		"22:00-24:00":                    {Open: 22 * hour, Close: 24 * hour},
		"24:15-24:45":                    {Open: 24*hour + 900, Close: 24*hour + 2700},
		"00:00-24:00":                    {Open: 0, Close: 24 * hour},
		"7h tối - 8h tối":                {Open: 19 * hour, Close: 20 * hour},
		"7-8h tối":                       {Open: 19 * hour, Close: 20 * hour},
		"7h tối đến 9h":                  {Open: 19 * hour, Close: 21 * hour},
		"7 rưỡi tối - 9 rưỡi tối":        {Open: 19*hour + half, Close: 21*hour + half},
		"7h30 PM - 9h PM":                {Open: 19*hour + half, Close: 21 * hour},
		"7:30 CH - 9:00 CH":              {Open: 19*hour + half, Close: 21 * hour},
		"8 giờ kém 15 tối - 9 giờ tối":   {Open: 19*hour + 2700, Close: 21 * hour},
		"19h tối - 20h tối":              {Open: 19 * hour, Close: 20 * hour},
		"10h đêm - 1h sáng":              {Open: 22 * hour, Close: 25 * hour},
		"11h đêm - 1h đêm":               {Open: 23 * hour, Close: 25 * hour},
		"5h chiều - 12h đêm":             {Open: 17 * hour, Close: 24 * hour},
		"8h sáng - 12h trưa":             {Open: 8 * hour, Close: 12 * hour},
	} {
		got, err := Window(text)
		if err != nil || got != want {
			t.Errorf("Window(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "-", "19:30", "19:30-", "-21:30", "19:30-19:30", "19:30-21:30-22:00", "18-21", "12-10", "19:60-21:00", "19:30-49:00",
		"19:-21:00", "19.30-21.30", "19:30-21:30x", "47:00-46:00", "tối", "19:30 21:30", "1930-2130", "48:30-48:45", "sau 20h", "20h kém 70 - 21h",
	} {
		got, err := Window(text)
		if err != ErrWindow {
			t.Errorf("Window(%q) = %v, %v, want %v, which repeats nothing", text, got, err, ErrWindow)
		}
	}
}

func TestWindows(t *testing.T) {
	for _, test := range []struct {
		cell, want string
		err        error
	}{
		{cell: ""},
		{cell: "cả tối"},
		{cell: "buổi tối"},
		{cell: "lúc nào cũng được"},
		{cell: "19:30-20:15", want: "19:30-20:15"},
		{cell: "19:30-20:15;21:00-21:30", want: "19:30-20:15 21:00-21:30"},
		{cell: "19h30-20h15, 21h-21h30", want: "19:30-20:15 21:00-21:30"},
		{cell: "19h30-20h15 VÀ 21h00-21h30", want: "19:30-20:15 21:00-21:30"},
		{cell: "19h30-20h15 hoặc 21h00-21h30", want: "19:30-20:15 21:00-21:30"},
		{cell: "19h30-20h15 & 21h00-21h30", want: "19:30-20:15 21:00-21:30"},
		{cell: "19h30-20h15\n21h00-21h30;", want: "19:30-20:15 21:00-21:30"},
		{cell: "21:00-21:30;19:30-20:15", want: "19:30-20:15 21:00-21:30"},
		{cell: "19:30-20:00;19:45-20:15;19:50-20:00", want: "19:30-20:15"},
		{cell: "19:30-20:00;20:00-20:15", want: "19:30-20:15"},
		{cell: "sau 20h", want: "20:00-"},
		{cell: "sau 20h30 mới về", want: "20:30-"},
		{cell: "trước 19h30", want: "-19:30"},
		{cell: "từ 20h", want: "20:00-"},
		{cell: "sau 19h và trước 21h", want: "19:00-21:00"},
		{cell: "trước 19h; sau 21h", want: "-19:00 21:00-"},
		{cell: "khoảng 20h", want: "19:30-20:30"},
		{cell: "20h", want: "20:00-20:30"},
		{cell: "8h tối", want: "20:00-20:30"},
		{cell: "không sau 20h", want: "-20:00"},
		{cell: ";", err: ErrWindow},
		{cell: "19:30-20:15;tối", err: ErrWindow},
		{cell: "thứ 7", err: ErrWindow},
		{cell: "20", err: ErrWindow},
		{cell: "sau 8h", err: ErrWindow},
		{cell: "gọi trước", err: ErrWindow},
		{cell: strings.Repeat("19:30-20:15;", maxWindows), want: "19:30-20:15"},
		{cell: strings.Repeat("19:30-20:15;", maxWindows+1), err: ErrTooManyWindows},
	} {
		got, err := Windows(test.cell)
		if diff := cmp.Diff(test.want, hm(got)); diff != "" || !errors.Is(err, test.err) {
			t.Errorf("Windows(%q): error %v, want %v (-want +got):\n%s", test.cell, err, test.err, diff)
		}
	}
}

func FuzzWindow(f *testing.F) {
	for _, seed := range []string{"19:30-21:30", "19h30-21h30", "18h-21h", "18-21h", "22:00-01:00", "từ 19 giờ 30 đến 21 giờ", "24:15-24:45", "19:30:15–21:30:00", "7h5'-8h", "8 giờ kém 15 tối ~ 9h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkPlainWindow(t, text)
		w, err := Window(text)
		if err != nil {
			if err != ErrWindow {
				t.Errorf("error %v, want the one that repeats nothing", err)
			}
			return
		}
		checkWindows(t, []campaign.Window{w})
		again, err := Window(campaign.Clock(w.Open).String() + "-" + campaign.Clock(w.Close).String())
		if err != nil || again != w {
			t.Errorf("written out and read again: %v, %v, want %v", again, err, w)
		}
	})
}

func FuzzWindows(f *testing.F) {
	f.Add("19:30-20:15;21:00-21:30")
	f.Add("19h30-20h00 và 21h00-21h30, 18-21h")
	f.Add("sau 20h và trước 21h")
	f.Fuzz(func(t *testing.T, cell string) {
		list, err := Windows(cell)
		if err != nil && list != nil {
			t.Error("windows from a bad cell")
		}
		checkWindows(t, list)
	})
}
