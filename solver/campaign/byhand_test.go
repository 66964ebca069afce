package campaign

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver"
)

// TestByHandIsVerified: the plans by hand of nights with all that the model has keep every rule of the
// contract, which ByHand has verified.
func TestByHandIsVerified(t *testing.T) {
	for seed := range uint64(6) {
		for _, way := range Ways() {
			t.Run(fmt.Sprintf("%s/seed=%d", way, seed), func(t *testing.T) {
				n := inventedNight(seed)
				plan, err := n.ByHand(t.Context(), way)
				if err != nil {
					t.Fatal(err)
				}
				if plan.Summary.Visits < 5 || plan.Summary.Unvisited == 0 {
					t.Errorf("%d visits, %d unvisited: too few of either", plan.Summary.Visits, plan.Summary.Unvisited)
				}
				if way == Doors && plan.Summary.Stops != plan.Summary.Visits {
					t.Errorf("%d stops for %d visits, door by door", plan.Summary.Stops, plan.Summary.Visits)
				}
			})
		}
	}
}

// handNight has doors due north of the office, so many metres away, of one person each, and teams there.
func handNight(teams int, metres ...float64) *Night {
	o := DefaultOptions()
	o.Date, o.Lang = "2023-06-06", "en"
	n := &Night{Options: o}
	for i, m := range metres {
		n.Households = append(n.Households, Household{
			ID: string(rune('a' + i)), Point: north(m / 111.195), Persons: 1, Priority: 1, Status: Pending,
		})
	}
	for i := range teams {
		n.Teams = append(n.Teams, Team{ID: fmt.Sprint("T", i+1), Members: 4, Start: north(0), End: north(0), Mode: Motorbike})
	}
	return n
}

// walked gives each route as its households, those of one stop joined by a plus.
func walked(p *Plan) []string {
	routes := make([]string, len(p.Routes))
	for i := range p.Routes {
		for k, v := range p.Routes[i].Visits {
			switch {
			case k > 0 && v.Stop == p.Routes[i].Visits[k-1].Stop:
				routes[i] += "+"
			case k > 0:
				routes[i] += " "
			}
			routes[i] += v.Household
		}
	}
	return routes
}

func TestByHandGoesToTheNearest(t *testing.T) {
	const evening, a, b, c, d = 19*hour + half, 0, 1, 2, 3
	open := func(n *Night, i, from, to int) { n.Households[i].Windows = []Window{{from, to}} }
	for _, test := range []struct {
		name   string
		teams  int
		change func(n *Night)
		want   []string
	}{
		{"the nearest from where it stands", 1, func(*Night) {}, []string{"a b c d"}},
		{"two teams in turn, the one that is free first", 2, func(*Night) {}, []string{"a c", "b d"}},
		{"nobody home yet: the others first", 1, func(n *Night) { open(n, a, 20*hour+half, 21*hour) }, []string{"b c d a"}},
		{"nobody home any more", 1, func(n *Night) { open(n, a, 18*hour, 19*hour) }, []string{"b c d"}},
		{"the shortest wait, where all must wait", 1, func(n *Night) {
			for i, m := range []int{30, 20, 10, 40} {
				open(n, i, evening+m*60, evening+(m+8)*60)
			}
		}, []string{"c b a d"}},
		{"already activated", 1, func(n *Night) { n.Households[b].Status = Activated }, []string{"a c d"}},
		{"only its groups", 2, func(n *Night) {
			n.Households[c].Group, n.Households[d].Group = "X", "Y"
			n.Teams[0].Groups, n.Teams[1].Groups = []string{"X", "Z"}, []string{"Y"}
		}, []string{"c", "d"}},
		{"no more than its most persons", 1, func(n *Night) {
			n.Households[b].Persons, n.Teams[0].MaxPersons = 2, 2
		}, []string{"a c"}},
		{"back in time", 2, func(n *Night) { // the way to the near door takes 22 s there and 22 s back, the stop 360 s
			n.Teams[0].Shift, n.Teams[1].Shift = &Window{evening, evening + 360 + 2*22 - 1}, &Window{evening, evening + 360 + 2*22}
		}, []string{"", "a"}},
		{"on foot", 2, func(n *Night) { // 74 s
			n.Teams[0].Mode, n.Teams[1].Mode = Walk, Walk
			n.Teams[0].Shift, n.Teams[1].Shift = &Window{evening, evening + 360 + 2*74 - 1}, &Window{evening, evening + 360 + 2*74}
		}, []string{"", "a"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := handNight(test.teams, 61, 100, 200, -110)
			test.change(n)
			plan, err := n.ByHand(t.Context(), Doors)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, walked(plan)); diff != "" {
				t.Errorf("routes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestByHandWays(t *testing.T) {
	for _, test := range []struct {
		name   string
		way    Way
		metres []float64
		change func(n *Night)
		want   []string
	}{
		{"neighbouring doors together", Nearest, []float64{100, 120, 129, 131}, nil, []string{"a+b+c", "d"}},
		{"door by door", Doors, []float64{100, 120, 129, 131}, nil, []string{"a c", "b d"}},
		{"no stop radius", Nearest, []float64{100, 120, 129, 131}, func(n *Night) { n.Options.StopRadius = 0 }, []string{"a c", "b d"}},
		{"nobody waits for a neighbour", Nearest, []float64{100, 120}, func(n *Night) { n.Households[1].Windows = []Window{{20 * hour, 21 * hour}} }, []string{"a", "b"}},
		{"each group its own team", Groups, []float64{100, 200, -100, -200}, func(n *Night) {
			for i, group := range []string{"X", "X", "Y", "Y"} {
				n.Households[i].Group = group
			}
		}, []string{"a b", "c d"}},
		{"who has no group is anybody's", Groups, []float64{100, 200, -100}, func(n *Night) {
			n.Households[0].Group, n.Households[2].Group = "X", "Y"
		}, []string{"a b", "c"}},
		{"without groups, anywhere", Groups, []float64{100, 200, -100}, nil, []string{"a b", "c"}},
		{"sectors of as many people", Sweep, []float64{100, 200, -100, -200}, nil, []string{"c d", "a b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := handNight(2, test.metres...)
			if test.change != nil {
				test.change(n)
			}
			plan, err := n.ByHand(t.Context(), test.way)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, walked(plan)); diff != "" {
				t.Errorf("routes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestByHandLooksFurther: behind more open doors than the nearest few, none of which will do, it finds the
// one that does.
func TestByHandLooksFurther(t *testing.T) {
	n := handNight(1)
	for i := range 300 {
		n.Households = append(n.Households, Household{
			ID: fmt.Sprint("H", i), Point: north(float64(i+1) / 1000), Persons: 1, Priority: 1, Status: Pending, Windows: []Window{{6 * hour, 7 * hour}},
		})
	}
	n.Households[250].Windows, n.Households[270].Windows = nil, nil
	plan, err := n.ByHand(t.Context(), Nearest)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"H250+H270"}, walked(plan)); diff != "" {
		t.Errorf("routes (-want +got):\n%s", diff)
	}
}

func TestByHandRefuses(t *testing.T) {
	n := handNight(1, 100)
	n.Teams[0].Members = 0
	if _, err := n.ByHand(t.Context(), Doors); !errors.Is(err, ErrInput) {
		t.Errorf("a team of nobody: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := handNight(1, 100).ByHand(ctx, Doors); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		weights []int64
		parts   int
		want    []int
	}{
		{nil, 3, []int{}},
		{[]int64{1, 1, 1, 1}, 2, []int{0, 0, 1, 1}},
		{[]int64{5, 1, 1, 1, 1, 1}, 2, []int{0, 1, 1, 1, 1, 1}},
		{[]int64{1, 1}, 4, []int{1, 3}},
		{[]int64{0, 0}, 2, []int{0, 0}},
		{[]int64{1, 1}, 0, nil},
	} {
		if diff := cmp.Diff(test.want, cut(test.weights, test.parts, func(w int64) int64 { return w })); diff != "" {
			t.Errorf("%v in %d parts (-want +got):\n%s", test.weights, test.parts, diff)
		}
	}
}

// Every group has a team of its own where there are enough, more where it has more people, and all groups
// have one where there are not.
func TestGroupAreas(t *testing.T) {
	problem := func(teams int, persons ...int32) *solver.Problem {
		p := &solver.Problem{Points: []geo.Point{north(0)}}
		for g, count := range persons {
			p.Points = append(p.Points, geo.Point{Lat: 21 + float64(g+1)/1000, Lon: 105.8 + float64(g%2)/1000})
			p.Clients = append(p.Clients, solver.Client{Location: int32(g + 1), Persons: count, Group: int32(g)})
		}
		for range teams {
			p.Teams = append(p.Teams, solver.Team{})
		}
		return p
	}
	count := func(own [][]int32) map[int32]int {
		n := make(map[int32]int)
		for _, groups := range own {
			for _, g := range groups {
				n[g]++
			}
		}
		return n
	}
	_, own := groupAreas(problem(6, 10, 39, 1))
	if diff := cmp.Diff(map[int32]int{0: 1, 1: 4, 2: 1}, count(own)); diff != "" {
		t.Errorf("teams by group (-want +got):\n%s", diff)
	}
	_, own = groupAreas(problem(2, 10, 10, 10, 10, 10))
	if diff := cmp.Diff(map[int32]int{0: 1, 1: 1, 2: 1, 3: 1, 4: 1}, count(own)); diff != "" {
		t.Errorf("more groups than teams (-want +got):\n%s", diff)
	}
	if len(own[0]) < 2 || len(own[1]) < 2 {
		t.Errorf("the groups are not shared evenly: %v", own)
	}
	p := problem(2, 10, 10)
	p.Teams[0].Groups = []int32{0}
	if _, own = groupAreas(p); !slices.Equal(own[0], []int32{0}) || len(own[1]) != 2 {
		t.Errorf("the free team has %v, the tied one %v", own[1], own[0])
	}
	p = problem(2, 10, 10, 10)
	p.Points = append(p.Points, geo.Point{Lat: 21 + 2.9/1000, Lon: 105.8}) // nearest to groups 1 and 2
	p.Teams[0].Start = 4
	if _, own = groupAreas(p); !slices.Equal(own[1], []int32{0}) || len(own[0]) != 2 {
		t.Errorf("the near team has %v, the far one %v", own[0], own[1])
	}
	p.Teams[0].Groups, p.Teams[1].Groups = []int32{1}, []int32{1}
	if _, own = groupAreas(p); len(own[0]) != 1 || len(own[1]) != 1 {
		t.Errorf("tied teams have %v", own)
	}
}

// A night whose households are all visited, or that has none, ends in a plan too.
func TestByHandOfEverybody(t *testing.T) {
	for _, doors := range []int{0, 200} {
		for _, way := range Ways() {
			n := handNight(60)
			for i := range doors {
				n.Households = append(n.Households, Household{ID: fmt.Sprint("H", i), Point: north(float64(i) / 100), Persons: 1, Priority: 1, Status: Pending})
			}
			plan, err := n.ByHand(t.Context(), way)
			if err != nil || plan.Summary.Visits != doors {
				t.Errorf("%s: %v, %d visits of %d", way, err, plan.Summary.Visits, doors)
			}
		}
	}
}

// A report of a night without households to visit divides by nothing.
func TestReportOfNobody(t *testing.T) {
	n := handNight(2)
	n.Options.Iterations = 10
	plan, err := n.Plan(t.Context(), Live{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := n.Report(plan)
	if err != nil || r.ToVisit.Households != 0 || len(r.Groups) != 0 {
		t.Errorf("%v, %+v", err, r)
	}
	w, err := n.WhatIf(t.Context(), plan, []uint64{1}, nil)
	if err != nil || w.Changes[0].Gain != 0 {
		t.Errorf("%v, %+v", err, w)
	}
}
