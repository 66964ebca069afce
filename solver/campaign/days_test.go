package campaign

import (
	"context"
	"strings"
	"testing"
	"time"

	"gonha/solver"
)

func TestDays(t *testing.T) {
	weekend := DaysOf(time.Saturday, time.Sunday)
	for _, test := range []struct {
		days   Days
		on     string // days of the week from Monday on
		vi, en string
	}{
		{0, "xxxxxxx", "", ""},
		{EveryDay, "xxxxxxx", "", ""},
		{DaysOf(time.Saturday), ".....x.", "thứ Bảy", "Saturday"},
		{weekend, ".....xx", "thứ Bảy, Chủ nhật", "Saturday, Sunday"},
		{EveryDay &^ weekend, "xxxxx..", "thứ Hai–thứ Sáu", "Monday–Friday"},
		{EveryDay &^ DaysOf(time.Wednesday), "xx.xxxx", "thứ Hai, thứ Ba, thứ Năm–Chủ nhật", "Monday, Tuesday, Thursday–Sunday"},
		{DaysOf(time.Monday, time.Wednesday, time.Friday), "x.x.x..", "thứ Hai, thứ Tư, thứ Sáu", "Monday, Wednesday, Friday"},
	} {
		var on strings.Builder
		for k := 1; k <= 7; k++ {
			if test.days.On(time.Weekday(k % 7)) {
				on.WriteByte('x')
			} else {
				on.WriteByte('.')
			}
		}
		if on.String() != test.on || test.days.Words("vi") != test.vi || test.days.Words("en") != test.en {
			t.Errorf("%b is on %s, %q, %q; want %s, %q, %q", test.days, on.String(), test.days.Words("vi"), test.days.Words("en"), test.on, test.vi, test.en)
		}
	}
}

// daysNight is the tiny night of 6 June 2023, a Tuesday, with H1 and the mandatory H2 home on some weekdays only.
func daysNight(days Days) *Night {
	n := tinyNight()
	n.Households[0].Days, n.Households[1].Days = days, days
	return n
}

func TestDaysPlanned(t *testing.T) {
	for _, test := range []struct {
		name   string
		days   Days
		window Window
		reason string
	}{
		{"every day", 0, Window{}, ""},
		{"that day", DaysOf(time.Tuesday), Window{}, ""},
		{"another day", DaysOf(time.Saturday, time.Sunday), Window{}, reasonWindow},
		{"the evening runs past midnight into the day", DaysOf(time.Wednesday), Window{19*hour + half, 25*hour + half}, reasonWindow},
		{"it begins on the day and runs past midnight", DaysOf(time.Tuesday), Window{19*hour + half, 25*hour + half}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := daysNight(test.days)
			if test.window != (Window{}) {
				n.Options.Window = test.window
			}
			plan, err := n.Plan(context.Background(), Live{})
			if err != nil {
				t.Fatal(err)
			}
			if err := n.Verify(plan); err != nil {
				t.Error(err)
			}
			reasons := map[string]Unvisited{}
			for _, u := range plan.Unvisited {
				reasons[u.Household] = u
			}
			for _, id := range []string{"H1", "H2"} {
				u, left := reasons[id]
				if u.Reason != test.reason {
					t.Errorf("%s: reason %q, want %q", id, u.Reason, test.reason)
				}
				if want := "It can be visited only on " + test.days.Words("en") + "; the evening is a Tuesday."; left && u.Detail != want {
					t.Errorf("%s: detail %q, want %q", id, u.Detail, want)
				}
			}
			if _, left := reasons["H6"]; left {
				t.Error("H6, home every day, is left out")
			}
		})
	}
}

// TestDaysVerified: a plan made of other days than the night's has a fault, for it goes where nobody is home.
func TestDaysVerified(t *testing.T) {
	n := daysNight(0)
	plan, err := n.Plan(context.Background(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	err = daysNight(DaysOf(time.Saturday)).Verify(plan)
	if err == nil || !strings.Contains(err.Error(), "on a weekday when nobody is home") {
		t.Errorf("verified with %v", err)
	}
}

func TestDaysByHand(t *testing.T) {
	n := daysNight(DaysOf(time.Saturday))
	for _, way := range Ways() {
		plan, err := n.ByHand(context.Background(), way)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range plan.Routes {
			for _, v := range r.Visits {
				if v.Household == "H1" || v.Household == "H2" {
					t.Errorf("%s visits %s", way, v.Household)
				}
			}
		}
	}
	_, faults, err := n.Typed(context.Background(), []TypedVisit{{Row: 2, Team: "T1", Household: "H1"}, {Row: 3, Team: "T1", Household: "H6"}})
	if err != nil || len(faults) != 1 || faults[0].Household != "H1" || faults[0].Column != "household" {
		t.Errorf("typed: %v, faults %+v", err, faults)
	}
}

func TestDaysValid(t *testing.T) {
	n := daysNight(EveryDay + 1)
	if err := n.Validate(); err == nil || !strings.Contains(err.Error(), "days") {
		t.Errorf("valid: %v", err)
	}
}

// TestOpenEnds: "until 19:30" is never read as hours after midnight, and "from 20:00" has no end.
func TestOpenEnds(t *testing.T) {
	evening := Window{20 * hour, 26 * hour}
	h := Household{Windows: []Window{{0, 19*hour + half}}}
	if got := h.windows(evening); len(got) != 1 || got[0] != h.Windows[0] {
		t.Errorf("until 19:30 is %v", got)
	}
	n := tinyNight()
	n.Households[0].Windows = []Window{{20*hour + half, 48 * hour}}
	task := n.task()
	if got := task.problem.Clients[0].Windows; len(got) != 1 || got[0] != (solver.Window{Open: 20*hour + half, Close: 48 * hour}) {
		t.Errorf("from 20:30 is %v", got)
	}
	plan, err := n.Plan(context.Background(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Verify(plan); err != nil {
		t.Error(err)
	}
}
