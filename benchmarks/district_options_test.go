package benchmarks

import (
	"math"
	"strings"
	"testing"

	"gonha/geo"
	"gonha/solver/campaign"
)

// realPlace is a scenario's place.
func realPlace(t testing.TB, name string) DistrictOptions {
	t.Helper()
	s, ok := FindScenario(name)
	if !ok || s.District == nil {
		t.Fatalf("no scenario %q of a real place", name)
	}
	return *s.District
}

func TestValidateDistrict(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*DistrictOptions)
		want  string // the fault's beginning
	}{
		{"no household", func(o *DistrictOptions) { o.Households = 0 }, "households: 0"},
		{"too many households", func(o *DistrictOptions) { o.Households = 2_000_001 }, "households: 2000001"},
		{"no team", func(o *DistrictOptions) { o.Teams = 0 }, "teams: 0"},
		{"nobody on the list", func(o *DistrictOptions) { o.OnList = 0 }, "share on the list"},
		{"more than all on the list", func(o *DistrictOptions) { o.OnList = 1.1 }, "share on the list"},
		{"a share that is not a number", func(o *DistrictOptions) { o.OnList = math.NaN() }, "share on the list"},
		{"empty groups", func(o *DistrictOptions) { o.GroupSize = 0 }, "group size"},
		{"nameless groups", func(o *DistrictOptions) { o.GroupName = "" }, "group name"},
		{"negative hamlets", func(o *DistrictOptions) { o.Hamlets = -1 }, "hamlets"},
		{"members the wrong way round", func(o *DistrictOptions) { o.MembersMin = 6 }, "members: 6 to 4"},
		{"no wards", func(o *DistrictOptions) { o.Wards = nil }, "wards: none"},
		{"a ward without area", func(o *DistrictOptions) { o.Wards = []Figures{{Ward: "Nơi", Households: 5}} }, "wards: Nơi"},
		{"no persons", func(o *DistrictOptions) { o.Persons = nil }, "persons: needs"},
		{"empty windows", func(o *DistrictOptions) { o.Windows = []WindowShare{{0.5, nil}} }, "windows 1: empty"},
		{"a shift backwards", func(o *DistrictOptions) { o.Shifts = []campaign.Window{{Open: 2, Close: 1}} }, "shifts"},
		{"a share below zero", func(o *DistrictOptions) { o.OldShare = -0.5 }, "old: share"},
		{"priorities together", func(o *DistrictOptions) { o.OldShare, o.HomeboundShare = 0.6, 0.6 }, "old, homebound"},
		{"statuses together", func(o *DistrictOptions) { o.AbsentShare, o.ClosedShare = 0.6, 0.6 }, "absent, no smartphone, closed"},
		{"abroad", func(o *DistrictOptions) { o.Centre = geo.Point{Lat: 48.1, Lon: 11.6} }, "centre"},
		{"nowhere", func(o *DistrictOptions) { o.Centre.Lat = math.NaN() }, "centre"},
		{"a metre of road", func(o *DistrictOptions) {
			o.Roads = []Road{{Points: []geo.Point{o.Centre, {Lat: o.Centre.Lat + 0.00001, Lon: o.Centre.Lon}}}}
		}, "roads: 0 km within the place are too few for 1430"},
	} {
		o := realPlace(t, "coc-leu")
		c.spoil(&o)
		err := o.Validate()
		if err == nil {
			t.Errorf("%s: no fault found", c.name)
			continue
		}
		if !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q, want one fault beginning %q", c.name, err, c.want)
		}
	}
}

func TestValidateDistrictReportsEveryFault(t *testing.T) {
	err := DistrictOptions{}.Validate()
	if err == nil {
		t.Fatal("empty options are valid")
	}
	for _, want := range []string{"households", "teams", "share on the list", "group size", "group name", "members", "wards", "persons"} {
		if !strings.Contains("\n"+err.Error(), "\n"+want) {
			t.Errorf("nothing about %s in:\n%v", want, err)
		}
	}
}

func TestDistrictRefusesInvalidOptions(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	District(DistrictOptions{})
}

// A part of a place is as dense as the whole, and teams keep their proportion.
func TestDistrictWithHouseholds(t *testing.T) {
	whole := realPlace(t, "bac-tu-liem")
	for _, c := range []struct{ n, teams int }{{57_000, 199}, {5700, 20}, {100, 1}, {1, 1}, {114_000, 398}} {
		o := whole.WithHouseholds(c.n)
		if o.Households != c.n || o.Teams != c.teams {
			t.Errorf("%d households: %d, with %d teams, want %d", c.n, o.Households, o.Teams, c.teams)
		}
		if err := o.Validate(); err != nil {
			t.Errorf("%d households: %v", c.n, err)
		}
		within(t, "density", float64(c.n)/o.hectares()/(57_000/whole.hectares()), 0.999, 1.001)
		if households, teams := District(o); countOf(households) != c.n || len(teams) != c.teams {
			t.Errorf("%d households: the lists have others", c.n)
		}
	}
	within(t, "hectares of Bắc Từ Liêm", whole.hectares(), 4240, 4256)
}

func TestCorners(t *testing.T) {
	o := realPlace(t, "bac-tu-liem")
	southWest, northEast := o.Corners()
	height := geo.Distance(southWest, geo.Point{Lat: northEast.Lat, Lon: southWest.Lon})
	width := geo.Distance(geo.Point{Lat: o.Centre.Lat, Lon: southWest.Lon}, geo.Point{Lat: o.Centre.Lat, Lon: northEast.Lon})
	within(t, "hectares between the corners", height*width/1e4/o.hectares(), 0.99, 1.01)
	within(t, "height over width", height/width, 0.99, 1.01)
}
