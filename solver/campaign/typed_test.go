package campaign

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// typedOf is a plan as people would type it out again.
func typedOf(p *Plan) []TypedVisit {
	var visits []TypedVisit
	for i := range p.Routes {
		for _, v := range p.Routes[i].Visits {
			begin := v.Begin
			visits = append(visits, TypedVisit{Row: len(visits) + 2, Team: p.Routes[i].Team, Household: v.Household, Stop: v.Stop, Begin: &begin})
		}
	}
	return visits
}

// TestTypedAgain: a plan typed out again has no fault and is the same plan, with its times and without
// them, and every row of it shuffled still makes a sound plan.
func TestTypedAgain(t *testing.T) {
	for seed := range uint64(6) {
		n := inventedNight(seed)
		plan, err := n.Plan(context.Background(), Live{})
		if err != nil {
			t.Fatal(err)
		}
		visits := typedOf(plan)
		for _, times := range []bool{true, false} {
			if !times {
				for i := range visits {
					visits[i].Begin = nil
				}
			}
			again, faults, err := n.Typed(t.Context(), visits)
			if err != nil || len(faults) > 0 {
				t.Fatalf("seed %d: %v, faults %v", seed, err, faults)
			}
			if diff := cmp.Diff(plan.Routes, again.Routes); diff != "" {
				t.Errorf("seed %d, times %v: another plan (-plan +typed):\n%s", seed, times, diff)
			}
		}
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(visits), func(i, j int) { visits[i], visits[j] = visits[j], visits[i] })
		visits = append(visits, visits[:3]...)
		mixed, faults, err := n.Typed(t.Context(), visits)
		if err != nil {
			t.Fatal(err)
		}
		dropped := 0
		for _, f := range faults {
			if !f.Kept {
				dropped++
			}
		}
		if dropped < 3 || mixed.Summary.Visits+dropped != len(visits) {
			t.Errorf("seed %d: %d visits and %d faults of %d rows", seed, mixed.Summary.Visits, dropped, len(visits))
		}
	}
}

// Each fault is told with its row and column, and the rest goes on without the row.
func TestTypedFaults(t *testing.T) {
	at := func(h, m int) *Clock { c := Clock(h*hour + m*60); return &c }
	for _, test := range []struct {
		name   string
		visits []TypedVisit // of tinyNight
		want   []string     // row, column, kept, a part of the reason
		routes []string
	}{
		{"no such team", []TypedVisit{{Team: "T9", Household: "H1"}, {Team: "T1", Household: "H1"}},
			[]string{"1 team false no such team"}, []string{"H1", "", ""}},
		{"by the team's name", []TypedVisit{{Team: "Đội Một", Household: "H1"}}, nil, []string{"H1", "", ""}},
		{"a name of two teams", []TypedVisit{{Team: "Đội Hai", Household: "H1"}},
			[]string{"1 team false no such team"}, []string{"", "", ""}},
		{"no such household", []TypedVisit{{Team: "T1", Household: "H9"}, {Team: "T1", Household: "H6"}},
			[]string{"1 household false no such household"}, []string{"H6", "", ""}},
		{"done already", []TypedVisit{{Team: "T1", Household: "H5"}},
			[]string{"1 household false needs no visit"}, []string{"", "", ""}},
		{"visited twice", []TypedVisit{{Team: "T1", Household: "H1"}, {Team: "T1", Household: "H6"}, {Team: "T1", Household: "H1"}},
			[]string{"3 household false visited already, in row 1"}, []string{"H1 H6", "", ""}},
		{"another's group", []TypedVisit{{Team: "T3", Household: "H1"}},
			[]string{"1 team false does not visit the household's group"}, []string{"", "", ""}},
		{"too many people", []TypedVisit{{Team: "T2", Household: "H1"}, {Team: "T2", Household: "H3"}},
			[]string{"1 team false more than the team's 1 persons"}, []string{"", "H3", ""}},
		{"nobody home any more", []TypedVisit{{Team: "T1", Household: "H1"}, {Team: "T1", Household: "H6", Begin: at(20, 10)}, {Team: "T1", Household: "H2"}},
			[]string{"3 household false nobody will be home"}, []string{"H1 H6", "", ""}},
		{"back too late", []TypedVisit{{Team: "T1", Household: "H6", Begin: at(21, 25)}, {Team: "T1", Household: "H1"}},
			[]string{"1 household false not be back by 21:30"}, []string{"H1", "", ""}},
		{"a time that cannot be met", []TypedVisit{{Team: "T1", Household: "H1", Begin: at(19, 40)}, {Team: "T1", Household: "H6", Begin: at(19, 41)}},
			[]string{"2 time true at the earliest 19:46:27"}, []string{"H1 H6", "", ""}},
		{"a stop of two doors", []TypedVisit{{Team: "T1", Household: "H1", Stop: 4}, {Team: "T1", Household: "H2", Stop: 4}},
			nil, []string{"H1+H2", "", ""}},
		{"the same doors, each a stop", []TypedVisit{{Team: "T1", Household: "H1"}, {Team: "T1", Household: "H2"}},
			nil, []string{"H1 H2", "", ""}},
		{"doors too far apart", []TypedVisit{{Team: "T1", Household: "H1", Stop: 1}, {Team: "T1", Household: "H6", Stop: 1}, {Team: "T1", Household: "H2", Stop: 1}},
			[]string{"2 stop false lies more than 30 m"}, []string{"H1+H2", "", ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := tinyNight()
			n.Teams[0].Name, n.Teams[1].Name, n.Teams[2].Name = "Đội Một", "Đội Hai", "Đội Hai"
			for i := range test.visits {
				test.visits[i].Row = i + 1
			}
			plan, faults, err := n.Typed(t.Context(), test.visits)
			if err != nil {
				t.Fatal(err)
			}
			if len(faults) != len(test.want) {
				t.Fatalf("faults %+v, want %q", faults, test.want)
			}
			for i, f := range faults {
				head := fmt.Sprint(f.Row, " ", f.Column, " ", f.Kept, " ")
				if want, ok := strings.CutPrefix(test.want[i], head); !ok || !strings.Contains(f.Reason, want) || !strings.Contains(f.Reason, " / ") {
					t.Errorf("fault %+v, want %q", f, test.want[i])
				}
			}
			if diff := cmp.Diff(test.routes, walked(plan)); diff != "" {
				t.Errorf("routes (-want +got):\n%s", diff)
			}
			if left := plan.Unvisited; len(left) > 0 && left[0].Reason != reasonNotPlanned {
				t.Errorf("left out for %q, though none was tried", left[0].Reason)
			}
		})
	}
}

// A time of the day after midnight is that of the night.
func TestTypedAfterMidnight(t *testing.T) {
	n := handNight(1, 100)
	n.Options.Window = Window{22 * hour, 25 * hour}
	quarter := Clock(900)
	plan, faults, err := n.Typed(t.Context(), []TypedVisit{{Row: 2, Team: "T1", Household: "a", Begin: &quarter}})
	if err != nil || len(faults) > 0 || plan.Routes[0].Visits[0].Begin != 24*hour+900 {
		t.Errorf("%v, faults %v, visits %+v", err, faults, plan.Routes[0].Visits)
	}
}

func TestTypedRefuses(t *testing.T) {
	n := tinyNight()
	n.Options.Seed, n.Options.Detour = 1, 0
	if _, _, err := n.Typed(t.Context(), nil); !errors.Is(err, ErrInput) {
		t.Errorf("bad options: %v", err)
	}
}
