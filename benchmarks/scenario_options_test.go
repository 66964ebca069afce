package benchmarks

import (
	"math"
	"strings"
	"testing"

	"gonha/geo"
	"gonha/solver/campaign"
)

func TestValidate(t *testing.T) {
	evening := campaign.Window{Open: 19 * hour, Close: 20 * hour}
	windows := func(share float64, w ...campaign.Window) []WindowShare { return []WindowShare{{share, w}} }
	for _, c := range []struct {
		name  string
		spoil func(*WardOptions)
		want  string // the fault's beginning
	}{
		{"no household", func(o *WardOptions) { o.Households = 0 }, "households: 0"},
		{"too many households", func(o *WardOptions) { o.Households = 2_000_001 }, "households: 2000001"},
		{"no team", func(o *WardOptions) { o.Teams = 0 }, "teams: 0"},
		{"empty groups", func(o *WardOptions) { o.GroupSize = 0 }, "group size"},
		{"more posts than groups", func(o *WardOptions) { o.Depots = 8 }, "depots: 8 is not in 1..7"},
		{"no post", func(o *WardOptions) { o.Depots = 0 }, "depots: 0"},
		{"no members", func(o *WardOptions) { o.MembersMin = 0 }, "members: 0 to 4"},
		{"members the wrong way round", func(o *WardOptions) { o.MembersMin = 5 }, "members: 5 to 4"},
		{"thirteen members", func(o *WardOptions) { o.MembersMax = 13 }, "members: 4 to 13"},
		{"priority of one", func(o *WardOptions) { o.PriorityMax = 1 }, "most priority"},
		{"no most persons", func(o *WardOptions) { o.MaxPersons = 0 }, "most persons"},
		{"some groups of none", func(o *WardOptions) { o.Groups, o.GroupTeamShare = false, 0.5 }, "teams of some groups"},
		{"no density", func(o *WardOptions) { o.Density = 0 }, "density: must"},
		{"density not a number", func(o *WardOptions) { o.Density = math.NaN() }, "density: must"},
		{"no spacing", func(o *WardOptions) { o.DoorSpacing = 0 }, "door spacing"},
		{"too crowded", func(o *WardOptions) { o.Density = 60 }, "density: at most 31.8"},
		{"abroad", func(o *WardOptions) { o.Centre = geo.Point{Lat: 48.1, Lon: 11.6} }, "centre"},
		{"over the border", func(o *WardOptions) { o.Centre.Lat = 23.39 }, "centre"},
		{"nowhere", func(o *WardOptions) { o.Centre.Lon = math.NaN() }, "centre"},
		{"no persons", func(o *WardOptions) { o.Persons = nil }, "persons: needs"},
		{"persons of no weight", func(o *WardOptions) { o.Persons = []int{0, 0} }, "persons: needs"},
		{"negative weight", func(o *WardOptions) { o.Persons = []int{2, -1} }, "persons: weight -1"},
		{"window share", func(o *WardOptions) { o.Windows = windows(-0.5, evening) }, "windows 1: share"},
		{"window shares together", func(o *WardOptions) { o.Windows = append(windows(0.6, evening), windows(0.6, evening)...) }, "windows: the shares"},
		{"empty windows", func(o *WardOptions) { o.Windows = windows(0.5) }, "windows 1: empty"},
		{"windows touch", func(o *WardOptions) {
			o.Windows = windows(0.5, evening, campaign.Window{Open: 20 * hour, Close: 21 * hour})
		}, "windows 1: must"},
		{"window in seconds", func(o *WardOptions) { o.Windows = windows(0.5, campaign.Window{Open: 1, Close: hour}) }, "windows 1: must"},
		{"window never open", func(o *WardOptions) { o.Windows = windows(0.5, campaign.Window{Open: hour, Close: hour}) }, "windows 1: must"},
		{"share over one", func(o *WardOptions) { o.PriorityShare = 1.5 }, "priority: share"},
		{"share not a number", func(o *WardOptions) { o.WalkShare = math.NaN() }, "walk: share"},
		{"statuses together", func(o *WardOptions) { o.AbsentShare, o.NoSmartphoneShare = 0.6, 0.6 }, "absent, no smartphone"},
	} {
		o := DefaultWardOptions()
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

func TestValidateReportsEveryFault(t *testing.T) {
	err := WardOptions{}.Validate()
	if err == nil {
		t.Fatal("empty options are valid")
	}
	for _, want := range []string{"households", "teams", "group size", "members", "most priority", "most persons", "density", "door spacing", "persons"} {
		if !strings.Contains("\n"+err.Error(), "\n"+want) {
			t.Errorf("nothing about %s in:\n%v", want, err)
		}
	}
}

func TestWardRefusesInvalidOptions(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Ward(WardOptions{})
}
