package benchmarks

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"gonha/solver/campaign"
)

// files gives the two files of a ward.
func files(t testing.TB, o WardOptions) (households, teams string) {
	t.Helper()
	h, c := Ward(o)
	var a, b strings.Builder
	if err := WriteHouseholds(&a, h); err != nil {
		t.Fatal(err)
	}
	if err := WriteTeams(&b, c); err != nil {
		t.Fatal(err)
	}
	return a.String(), b.String()
}

func named(t testing.TB, name string) WardOptions {
	t.Helper()
	s, ok := FindScenario(name)
	if !ok || s.District != nil {
		t.Fatalf("no scenario %q of a ward", name)
	}
	return s.Options
}

func TestScenarios(t *testing.T) {
	sizes := map[string][2]int{
		"ward": {1000, 20}, "small": {120, 4}, "s300": {300, 8}, "s2000": {2000, 40}, "s10000": {10000, 199}, "mixed": {400, 12},
		"bac-tu-liem": {57_000, 199}, "co-nhue-1": {7557, 26}, "bac-son": {11_212, 6}, "coc-leu": {1430, 1}, "an-xuan": {698, 6},
		"thu-dau-mot": {75_800, 74}, "binh-duong": {600_000, 585},
	}
	for _, s := range Scenarios() {
		if s.Vi == "" || s.En == "" || strings.ContainsAny(s.Vi+s.En, "\n;") {
			t.Errorf("%s: descriptions %q and %q are not one line each", s.Name, s.Vi, s.En)
		}
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", s.Name, err)
			continue
		}
		households, teams := s.Size()
		if got := [2]int{households, teams}; got != sizes[s.Name] {
			t.Errorf("%s: %v households and teams, want %v", s.Name, got, sizes[s.Name])
		}
		delete(sizes, s.Name)
		if made, sent := s.Lists(); countOf(made) != households || len(sent) != teams {
			t.Errorf("%s: not so many households and teams in the lists as it says", s.Name)
		}
	}
	if len(sizes) > 0 {
		t.Errorf("no scenarios %v", sizes)
	}
	if _, ok := FindScenario("nowhere"); ok {
		t.Error("found a scenario that is not there")
	}
}

func countOf(households iter.Seq[campaign.Household]) (n int) {
	for range households {
		n++
	}
	return n
}

// hashOf begins the hash of all that is written for a scenario.
func hashOf(t *testing.T, s Scenario) string {
	t.Helper()
	h := sha256.New()
	households, teams := s.Lists()
	_, err := StreamHouseholds(h, households)
	if err := errors.Join(err, WriteTeams(h, teams)); err != nil {
		t.Fatal(err)
	}
	if s.District != nil {
		if err := WriteOptions(h, s.Evening); err != nil {
			t.Fatal(err)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))[:16]
}

// The bytes of a seed are a promise: plans are compared on these lists over the years.
func TestSameSeedSameBytes(t *testing.T) {
	scenario := func(name string, seed uint64) Scenario {
		s, _ := FindScenario(name)
		return s.With(seed, nil, nil)
	}
	smaller := func(s Scenario, n int) Scenario { return s.With(s.Seed(), &n, nil) }
	for _, c := range []struct {
		name     string
		scenario Scenario
		want     string
	}{
		{"ward of another seed", scenario("ward", 20230606), "e51573c967bb4492"},
		{"mixed", scenario("mixed", 1), "54fb59e385b784b1"},
		{"s10000", scenario("s10000", 1), "63323b1eb6d09c92"},
		{"bac-tu-liem", scenario("bac-tu-liem", 1), "3f168448538b6726"},
		{"co-nhue-1", scenario("co-nhue-1", 20230606), "c32122afd8ce50a9"},
		{"bac-son", scenario("bac-son", 1), "25be051a76622582"},
		{"coc-leu", scenario("coc-leu", 1), "89b2026cf4580999"},
		{"an-xuan", scenario("an-xuan", 1), "190bebdf734019d0"},
		{"thu-dau-mot", scenario("thu-dau-mot", 1), "a8fd9ba3aee4d1a3"},
		{"a tenth of binh-duong", smaller(scenario("binh-duong", 1), 60_000), "c8e88a96dd88e2de"},
	} {
		if got := hashOf(t, c.scenario); got != c.want {
			t.Errorf("%s: bytes hash to %s, want %s", c.name, got, c.want)
		}
	}
}

func TestOtherSeedOtherWard(t *testing.T) {
	o := named(t, "small")
	first, _ := files(t, o)
	o.Seed++
	if second, _ := files(t, o); first == second {
		t.Error("two seeds give the same households")
	}
}

// Draws of one kind must not move those of another, or no two wards could be compared.
func TestStreamsApart(t *testing.T) {
	o := named(t, "mixed")
	before, beforeTeams := Ward(o)
	o.Windows, o.PriorityShare, o.MandatoryShare, o.MinutesShare, o.AbsentShare = nil, 0, 0, 0, 0
	after, afterTeams := Ward(o)
	for i := range before {
		a, b := before[i], after[i]
		if a.Point != b.Point || a.Persons != b.Persons || a.Name != b.Name || a.Address != b.Address {
			t.Fatalf("household %s moved with the shares of others", a.ID)
		}
	}
	for i := range beforeTeams {
		if beforeTeams[i].Members != afterTeams[i].Members || beforeTeams[i].Start != afterTeams[i].Start {
			t.Fatalf("team %s moved with the households' shares", beforeTeams[i].ID)
		}
	}
}

func TestWithHouseholds(t *testing.T) {
	for _, c := range []struct {
		scenario         string
		n, teams, depots int
	}{
		{"ward", 5000, 100, 1},
		{"ward", 10, 1, 1},
		{"s2000", 1000, 20, 1},
		{"mixed", 800, 24, 2},
		{"mixed", 40, 1, 1}, // one group, so one post
	} {
		o := named(t, c.scenario).WithHouseholds(c.n)
		if o.Households != c.n || o.Teams != c.teams || o.Depots != c.depots {
			t.Errorf("%s of %d: %d households, %d teams, %d depots", c.scenario, c.n, o.Households, o.Teams, o.Depots)
		}
		if err := o.Validate(); err != nil {
			t.Errorf("%s of %d: %v", c.scenario, c.n, err)
		}
	}
}

// All that the model has is in the mixed ward, else it tests less than it says.
func TestMixedHasEverything(t *testing.T) {
	households, teams := Ward(named(t, "mixed"))
	someHousehold := map[string]func(campaign.Household) bool{
		"no windows":      func(h campaign.Household) bool { return h.Windows == nil },
		"one window":      func(h campaign.Household) bool { return len(h.Windows) == 1 },
		"several windows": func(h campaign.Household) bool { return len(h.Windows) > 1 },
		"priority":        func(h campaign.Household) bool { return h.Priority > 1 },
		"mandatory":       func(h campaign.Household) bool { return h.Mandatory },
		"own minutes":     func(h campaign.Household) bool { return h.PerPerson > 0 },
		"absent":          func(h campaign.Household) bool { return h.Status == campaign.Absent },
		"no smartphone":   func(h campaign.Household) bool { return h.Status == campaign.NoSmartphone },
		"note":            func(h campaign.Household) bool { return h.Note != "" },
	}
	for name, is := range someHousehold {
		if !slices.ContainsFunc(households, is) {
			t.Errorf("no household with %s", name)
		}
	}
	someTeam := map[string]func(campaign.Team) bool{
		"walk":          func(c campaign.Team) bool { return c.Mode == campaign.Walk },
		"motorbike":     func(c campaign.Team) bool { return c.Mode == campaign.Motorbike },
		"another end":   func(c campaign.Team) bool { return c.End != c.Start },
		"other depot":   func(c campaign.Team) bool { return c.Mode == campaign.Motorbike && c.Start != teams[0].Start },
		"own shift":     func(c campaign.Team) bool { return c.Shift != nil },
		"some groups":   func(c campaign.Team) bool { return len(c.Groups) == nearGroups },
		"most persons":  func(c campaign.Team) bool { return c.MaxPersons > 0 },
		"two members":   func(c campaign.Team) bool { return c.Members == 2 },
		"six members":   func(c campaign.Team) bool { return c.Members == 6 },
		"no limitation": func(c campaign.Team) bool { return c.Groups == nil && c.MaxPersons == 0 && c.Shift == nil },
	}
	for name, is := range someTeam {
		if !slices.ContainsFunc(teams, is) {
			t.Errorf("no team with %s", name)
		}
	}
}

func BenchmarkWard(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		o := DefaultWardOptions().WithHouseholds(n)
		b.Run(fmt.Sprintf("default/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Ward(o)
			}
		})
	}
}
