package benchmarks

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

// districts are places of unlike shapes, none too large for a quick test.
func districts(t testing.TB) map[string]DistrictOptions {
	tiny := realPlace(t, "bac-tu-liem").WithHouseholds(20)
	tiny.GroupSize = 1
	few := realPlace(t, "binh-duong").WithHouseholds(3000) // wards without a team
	return map[string]DistrictOptions{
		"co-nhue-1": realPlace(t, "co-nhue-1"), "bac-son": realPlace(t, "bac-son"), "coc-leu": realPlace(t, "coc-leu"),
		"an-xuan": realPlace(t, "an-xuan"), "bac-tu-liem": realPlace(t, "bac-tu-liem").WithHouseholds(10_000),
		"thu-dau-mot": realPlace(t, "thu-dau-mot").WithHouseholds(5000), "few teams": few, "more groups than doors": tiny,
	}
}

func TestDistrictIsSound(t *testing.T) {
	for name, o := range districts(t) {
		t.Run(name, func(t *testing.T) {
			households, teams := District(o)
			if got := countOf(households); got != o.Households || len(teams) != o.Teams {
				t.Fatalf("%d households and %d teams, want %d and %d", got, len(teams), o.Households, o.Teams)
			}
			ids, addresses, groups := map[string]bool{}, map[string]bool{}, map[string]bool{}
			for h := range households {
				if ids[h.ID] || addresses[h.Address] {
					t.Errorf("%s: id or address %q given twice", h.ID, h.Address)
				}
				ids[h.ID], addresses[h.Address], groups[h.Group] = true, true, true
				if d := geo.Distance(h.Point, o.Centre); d > 2*o.reach()+300 {
					t.Errorf("%s: %.0f m from the centre of a place that goes %.0f m each way", h.ID, d, o.reach())
				}
				if h.Persons < 1 || h.Persons > len(o.Persons) || h.Priority < 1 || h.Priority > homeboundPriority || h.Name == "" || !strings.HasPrefix(h.Phone, "0000 ") || h.Mandatory {
					t.Errorf("%s: %+v", h.ID, h)
				}
				if h.Group == "" || strings.ContainsAny(h.Group, ",;") {
					t.Errorf("%s: group %q is none, or would be read as several", h.ID, h.Group)
				}
			}
			for _, c := range teams {
				if ids[c.ID] || c.Members < o.MembersMin || c.Members > o.MembersMax || c.Start != c.End || c.Mode != campaign.Motorbike {
					t.Errorf("%s: %+v", c.ID, c)
				}
				ids[c.ID] = true
				for _, g := range c.Groups {
					if !groups[g] {
						t.Errorf("%s visits %q, where nobody lives", c.ID, g)
					}
				}
			}
		})
	}
}

// Lists are made anew each time they are asked for, and no more of them than is wanted.
func TestDistrictAgain(t *testing.T) {
	o := realPlace(t, "coc-leu")
	households, _ := District(o)
	all := slices.Collect(households)
	var first []campaign.Household
	for h := range households {
		if first = append(first, h); len(first) == 300 {
			break
		}
	}
	if diff := cmp.Diff(all[:300], first); diff != "" {
		t.Errorf("the second time (-first +second):\n%s", diff)
	}
}

// Each ward has the census's share of the list, at its own density, and groups of about 280 households.
func TestDistrictKeepsTheCensus(t *testing.T) {
	o := realPlace(t, "bac-tu-liem")
	households, teams := District(o)
	doors, groups := map[string][]geo.Point{}, map[string]map[string]bool{}
	for h := range households {
		ward := wardOf(h.Group)
		doors[ward] = append(doors[ward], h.Point)
		if groups[ward] == nil {
			groups[ward] = map[string]bool{}
		}
		groups[ward][h.Group] = true
	}
	sent, posts := map[string]int{}, map[string]map[geo.Point]bool{}
	for _, c := range teams {
		_, ward, _ := strings.Cut(strings.TrimPrefix(c.Name, "Đội "), " ")
		if sent[ward]++; posts[ward] == nil {
			posts[ward] = map[geo.Point]bool{}
		}
		posts[ward][c.Start] = true
	}
	if len(doors) != 13 || len(sent) != 13 {
		t.Fatalf("%d wards with households and %d with teams, want 13", len(doors), len(sent))
	}
	for _, f := range o.Wards {
		all := float64(len(doors[f.Ward])) / o.OnList
		within(t, f.Ward+": households over the census's", all/float64(f.Households), 0.999, 1.001)
		within(t, f.Ward+": households in a group", all/float64(len(groups[f.Ward])), 250, 310)
		within(t, f.Ward+": teams", float64(sent[f.Ward])-199*float64(f.Households)/111_084, -1.5, 1.5)
		if len(posts[f.Ward]) != 1 {
			t.Errorf("%s: teams set out from %d places", f.Ward, len(posts[f.Ward]))
		}
		if f.Households > 20*f.Hectares { // thinner ones are villages in their fields
			within(t, f.Ward+": area over the census's", hectaresOf(doors[f.Ward])/float64(f.Hectares), 0.75, 1.3)
		}
		for post := range posts[f.Ward] {
			if d := nearestTo(post, doors[f.Ward]); d > 60 {
				t.Errorf("%s: the post is %.0f m from the nearest door", f.Ward, d)
			}
		}
	}
}

// wardOf is the ward in a group's name such as "TDP 7 Cổ Nhuế 1".
func wardOf(group string) string { return strings.Join(strings.Fields(group)[2:], " ") }

// hectaresOf is the area of the convex hull.
func hectaresOf(points []geo.Point) float64 {
	hull, twice := geo.Hull(points), 0.0
	place := newProjection(points[0])
	for i, p := range hull {
		a, b := place.spot(p), place.spot(hull[(i+1)%len(hull)])
		twice += float64(a.x*b.y - b.x*a.y)
	}
	return max(twice, -twice) / 2 / 1e8
}

func nearestTo(p geo.Point, points []geo.Point) float64 {
	nearest := geo.Distance(p, points[0])
	for _, q := range points {
		nearest = min(nearest, geo.Distance(p, q))
	}
	return nearest
}

// The figures that README.md states of people and when they are home.
func TestDistrictStatistics(t *testing.T) {
	o := realPlace(t, "bac-tu-liem")
	made, _ := District(o)
	households := slices.Collect(made)
	persons := mean(households, func(h campaign.Household) float64 { return float64(h.Persons) })
	within(t, "people to activate", persons*float64(len(households)), 123_500, 126_500)
	is := func(what func(campaign.Household) bool) float64 {
		return mean(households, func(h campaign.Household) float64 { return float64(count(what(h))) })
	}
	within(t, "with a window", is(func(h campaign.Household) bool { return h.Windows != nil }), 0.28, 0.30)
	within(t, "old", is(func(h campaign.Household) bool { return h.Priority == oldPriority && h.Note == "có người già" }), 0.077, 0.083)
	within(t, "homebound", is(func(h campaign.Household) bool { return h.Priority == homeboundPriority && h.Note != "" }), 0.008, 0.012)
	within(t, "absent", is(func(h campaign.Household) bool { return h.Status == campaign.Absent }), 0.077, 0.083)
	within(t, "no smartphone", is(func(h campaign.Household) bool { return h.Status == campaign.NoSmartphone }), 0.037, 0.043)
	for _, s := range []campaign.Status{campaign.NeedsOffice, campaign.Refused, campaign.Moved} {
		within(t, string(s), is(func(h campaign.Household) bool { return h.Status == s }), 0.008, 0.012)
	}
}

// Doors of a ward stand as tube houses do, those of a mountain commune out of each other's stops.
func TestDistrictSpacing(t *testing.T) {
	for _, c := range []struct {
		place           string
		low, high       float64 // metres to the nearest door, median
		lowest, highest float64 // doors within 30 m
	}{
		{"co-nhue-1", 4, 8, 8, 16},
		{"coc-leu", 8, 14, 2.5, 6},
		{"an-xuan", 35, 75, 0, 0.6},
	} {
		made, _ := District(realPlace(t, c.place))
		nearest, within30 := neighbours(slices.Collect(made))
		within(t, c.place+": metres to the nearest door", nearest[len(nearest)/2], c.low, c.high)
		within(t, c.place+": doors within 30 m", within30, c.lowest, c.highest)
	}
}

// Another share of one thing leaves the others where they were.
func TestDistrictStreamsApart(t *testing.T) {
	o := realPlace(t, "coc-leu")
	made, _ := District(o)
	before := slices.Collect(made)
	o.Windows, o.OldShare, o.AbsentShare, o.ClosedShare = nil, 0.5, 0.5, 0
	made, _ = District(o)
	for i, h := range slices.Collect(made) {
		if b := before[i]; h.Point != b.Point || h.Persons != b.Persons || h.Name != b.Name || h.Address != b.Address {
			t.Fatalf("household %s moved with the shares of others", h.ID)
		}
	}
}

// Teams of a commune of hamlets visit their own hamlet, and between them every one.
func TestHamlets(t *testing.T) {
	o := realPlace(t, "bac-son")
	households, teams := District(o)
	all := map[string]bool{}
	for h := range households {
		all[h.Group] = true
	}
	visited := map[string]bool{}
	for i, c := range teams {
		for _, g := range c.Groups {
			if !strings.HasSuffix(g, fmt.Sprintf(" ấp %d", i+1)) {
				t.Errorf("%s visits %s", c.ID, g)
			}
			visited[g] = true
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(visited))); diff != "" {
		t.Errorf("groups that are not visited (-there +visited):\n%s", diff)
	}
}

// The town of late shifts has people home past 22:00 and past midnight, and teams out to meet them.
func TestLateShifts(t *testing.T) {
	s, _ := FindScenario("thu-dau-mot")
	n := 5000
	households, teams := s.With(1, &n, nil).Lists()
	late, past := 0, 0
	for h := range households {
		for _, w := range h.Windows {
			late += count(w.Open >= 22*hour && w.Open < 24*hour)
			past += count(w.Open >= 24*hour)
		}
	}
	within(t, "share of windows past 22:00", float64(late)/float64(n), 0.15, 0.21)
	within(t, "share of windows past midnight", float64(past)/float64(n), 0.03, 0.05)
	if s.Evening.Window.Close <= 24*hour || !slices.ContainsFunc(teams, func(c campaign.Team) bool { return c.Shift.Close > 24*hour }) {
		t.Error("no team is out past midnight")
	}
}

func BenchmarkDistrict(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		o := realPlace(b, "binh-duong").WithHouseholds(n)
		b.Run(fmt.Sprintf("binh-duong/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				households, _ := District(o)
				countOf(households)
			}
		})
	}
}
