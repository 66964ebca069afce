package benchmarks

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

// nightOf is a night of the given lists with the settings of the contract, one door a stop.
func nightOf(households []campaign.Household, teams []campaign.Team) *campaign.Night {
	o := campaign.DefaultOptions()
	o.Date, o.Lang, o.StopRadius, o.Turfs = "2026-11-20", "en", 0, "off"
	return &campaign.Night{Households: households, Teams: teams, Options: o}
}

var office = geo.Point{Lat: 21.05, Lon: 105.78}

// doorAt is a household of one person, metres north of the office.
func doorAt(id string, metres float64) campaign.Household {
	return campaign.Household{
		ID: id, Point: geo.Point{Lat: office.Lat + metres/metresPerDegree, Lon: office.Lon},
		Persons: 1, Priority: 1, Status: campaign.Pending,
	}
}

func teamOf(id string) campaign.Team {
	return campaign.Team{ID: id, Members: 4, Start: office, End: office, Mode: campaign.Motorbike}
}

// walked gives each route as the ids of its households.
func walked(p *campaign.Plan) [][]string {
	routes := make([][]string, len(p.Routes))
	for i := range p.Routes {
		for _, v := range p.Routes[i].Visits {
			routes[i] = append(routes[i], v.Household)
		}
	}
	return routes
}

func TestByHandGoesToTheNearest(t *testing.T) {
	windows := func(from, to int) []campaign.Window { return []campaign.Window{{Open: from, Close: to}} }
	evening := 19*hour + 30*minute
	near, middle, far, behind := 0, 1, 2, 3
	cases := []struct {
		name   string
		teams  int
		change func(households []campaign.Household, teams []campaign.Team)
		want   [][]string
	}{
		{"the nearest from where it stands", 1, nil, [][]string{{"near", "middle", "far", "behind"}}},
		{"two teams in turn, the one that is free first", 2, nil, [][]string{{"near", "far"}, {"middle", "behind"}}},
		{"nobody home yet: the others first", 1, func(h []campaign.Household, _ []campaign.Team) {
			h[near].Windows = windows(20*hour+30*minute, 21*hour)
		}, [][]string{{"middle", "far", "behind", "near"}}},
		{"nobody home any more", 1, func(h []campaign.Household, _ []campaign.Team) {
			h[near].Windows = windows(18*hour, 19*hour)
		}, [][]string{{"middle", "far", "behind"}}},
		{"the shortest wait, where all must wait", 1, func(h []campaign.Household, _ []campaign.Team) {
			for i, m := range []int{30, 20, 10, 40} {
				h[i].Windows = windows(evening+m*minute, evening+(m+8)*minute)
			}
		}, [][]string{{"far", "middle", "near", "behind"}}},
		{"already activated", 1, func(h []campaign.Household, _ []campaign.Team) {
			h[middle].Status = campaign.Activated
		}, [][]string{{"near", "far", "behind"}}},
		{"only its groups", 2, func(h []campaign.Household, c []campaign.Team) {
			h[far].Group, h[behind].Group = "TDP-1", "TDP-2"
			c[0].Groups, c[1].Groups = []string{"TDP-1", "TDP-9"}, []string{"TDP-2"}
		}, [][]string{{"far"}, {"behind"}}},
		{"no more than its most persons", 1, func(h []campaign.Household, c []campaign.Team) {
			h[middle].Persons, c[0].MaxPersons = 2, 2
		}, [][]string{{"near", "far"}}},
		{"back in time", 2, func(_ []campaign.Household, c []campaign.Team) {
			// The way to the near door takes 22 s there and 22 s back, the stop 360 s.
			c[0].Shift = &campaign.Window{Open: evening, Close: evening + 360 + 2*22 - 1}
			c[1].Shift = &campaign.Window{Open: evening, Close: evening + 360 + 2*22}
		}, [][]string{nil, {"near"}}},
		{"on foot", 2, func(_ []campaign.Household, c []campaign.Team) {
			c[0].Mode, c[1].Mode = campaign.Walk, campaign.Walk // 74 s
			c[0].Shift = &campaign.Window{Open: evening, Close: evening + 360 + 2*74 - 1}
			c[1].Shift = &campaign.Window{Open: evening, Close: evening + 360 + 2*74}
		}, [][]string{nil, {"near"}}},
		{"few helpers and slow people", 2, func(h []campaign.Household, c []campaign.Team) {
			h[near].Persons, h[near].PerPerson = 3, 300 // two rounds for two helpers
			c[0].Members, c[1].Members = 2, 2
			c[0].Shift = &campaign.Window{Open: evening, Close: evening + 120 + 2*300 + 2*22 - 1}
			c[1].Shift = &campaign.Window{Open: evening, Close: evening + 120 + 2*300 + 2*22}
			h[middle].Status, h[far].Status, h[behind].Status = campaign.Moved, campaign.Moved, campaign.Moved
		}, [][]string{nil, {"near"}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			households := []campaign.Household{doorAt("near", 61), doorAt("middle", 100), doorAt("far", 200), doorAt("behind", -110)}
			teams := []campaign.Team{teamOf("T1"), teamOf("T2")}[:c.teams]
			if c.change != nil {
				c.change(households, teams)
			}
			n := nightOf(households, teams)
			p := ByHand(n)
			if diff := cmp.Diff(c.want, walked(p)); diff != "" {
				t.Errorf("routes (-want +got):\n%s", diff)
			}
			if err := n.Verify(p); err != nil {
				t.Error(err)
			}
		})
	}
}

// The plans by hand keep every rule of the contract, as the verification that shares no code with
// them sees it.
func TestByHandIsVerified(t *testing.T) {
	for _, name := range []string{"small", "s300", "mixed"} {
		for seed := range uint64(5) {
			t.Run(fmt.Sprintf("%s/seed=%d", name, seed), func(t *testing.T) {
				o := named(t, name)
				o.Seed = seed
				n := nightOf(Ward(o))
				p := ByHand(n)
				if err := n.Verify(p); err != nil {
					t.Error(err)
				}
				if p.Summary.Persons == 0 || p.Summary.Unvisited == 0 {
					t.Errorf("%d persons reached and %d households left: the ward tries nothing", p.Summary.Persons, p.Summary.Unvisited)
				}
			})
		}
	}
}

func TestNextOpening(t *testing.T) {
	two := []campaign.Window{{Open: 100, Close: 200}, {Open: 300, Close: 400}}
	cases := []struct {
		windows      []campaign.Window
		arrive, want int
		home         bool
	}{
		{nil, 50, 50, true},
		{two, 50, 100, true},
		{two, 200, 200, true},
		{two, 201, 300, true},
		{two, 400, 400, true},
		{two, 401, 0, false},
		{[]campaign.Window{two[1], two[0]}, 50, 100, true},
	}
	for _, c := range cases {
		got, home := nextOpening(c.windows, c.arrive)
		if home != c.home || home && got != c.want {
			t.Errorf("at %d in %v: %d, %v; want %d, %v", c.arrive, c.windows, got, home, c.want, c.home)
		}
	}
}

func BenchmarkByHand(b *testing.B) {
	for _, name := range []string{"s300", "s2000"} {
		b.Run(name, func(b *testing.B) {
			n := nightOf(Ward(named(b, name)))
			b.ReportAllocs()
			for b.Loop() {
				ByHand(n)
			}
		})
	}
}
