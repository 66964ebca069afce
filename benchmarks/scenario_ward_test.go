package benchmarks

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonha/geo"
	"gonha/solver/campaign"
)

// wards are wards of unlike shapes: thin and crowded, one group and many, north and south.
func wards(t testing.TB) map[string]WardOptions {
	crowdedWard := DefaultWardOptions().WithHouseholds(5000)
	crowdedWard.Density, crowdedWard.DoorSpacing, crowdedWard.Seed = 40, 12, 3
	thin := DefaultWardOptions()
	thin.Density, thin.GroupSize, thin.Centre = 0.1, 30, geo.Point{Lat: 9.3, Lon: 105.1}
	one := DefaultWardOptions().WithHouseholds(1)
	tight := DefaultWardOptions()
	tight.DoorSpacing, tight.Density = 3, 200
	return map[string]WardOptions{
		"default": DefaultWardOptions(), "small": named(t, "small"), "mixed": named(t, "mixed"),
		"s2000": named(t, "s2000"), "s10000": named(t, "s10000"),
		"crowded": crowdedWard, "thin": thin, "one household": one, "doors three metres apart": tight,
	}
}

func TestWardIsSound(t *testing.T) {
	for name, o := range wards(t) {
		t.Run(name, func(t *testing.T) {
			households, teams := Ward(o)
			if len(households) != o.Households || len(teams) != o.Teams {
				t.Fatalf("%d households and %d teams, want %d and %d", len(households), len(teams), o.Households, o.Teams)
			}
			ids, addresses := map[string]bool{}, map[string]bool{}
			for _, h := range households {
				if ids[h.ID] || addresses[h.Address] {
					t.Errorf("%s: id or address %q given twice", h.ID, h.Address)
				}
				ids[h.ID], addresses[h.Address] = true, true
				checkPlace(t, h.ID, h.Point, o)
				if h.Persons < 1 || h.Persons > len(o.Persons) || h.Priority < 1 || h.Priority > o.PriorityMax || !h.Status.Routed() || h.Name == "" || h.Phone == "" {
					t.Errorf("%s: %+v", h.ID, h)
				}
			}
			for _, c := range teams {
				if ids[c.ID] || c.Members < o.MembersMin || c.Members > o.MembersMax {
					t.Errorf("%s: %+v", c.ID, c)
				}
				ids[c.ID] = true
				checkPlace(t, c.ID, c.Start, o)
				checkPlace(t, c.ID, c.End, o)
			}
		})
	}
}

// checkPlace says whether a place is in Viet Nam, within a side of the ward's centre and written in
// whole millionths of a degree.
func checkPlace(t *testing.T, id string, p geo.Point, o WardOptions) {
	t.Helper()
	if p.Lat < vietNam.south || p.Lat > vietNam.north || p.Lon < vietNam.west || p.Lon > vietNam.east {
		t.Errorf("%s: %v is not in Viet Nam", id, p)
	}
	// One household's ward is a few houses on a street, however small its square.
	if d := geo.Distance(p, o.Centre); d > max(200, o.side()) {
		t.Errorf("%s: %.0f m from the centre of a ward of %.0f m", id, d, o.side())
	}
	if p.Lat != math.Round(p.Lat*1e6)/1e6 || p.Lon != math.Round(p.Lon*1e6)/1e6 {
		t.Errorf("%s: %v is not in whole millionths", id, p)
	}
}

// The figures that README.md states, in the wards that it states them of.
func TestStatistics(t *testing.T) {
	for _, name := range []string{"ward", "s2000", "s10000"} {
		households, _ := Ward(named(t, name))
		within(t, name+": persons in a household", mean(households, func(h campaign.Household) float64 { return float64(h.Persons) }), 2.38, 2.55)
		within(t, name+": share with a window", mean(households, func(h campaign.Household) float64 { return float64(min(1, len(h.Windows))) }), 0.21, 0.28)
		nearest, within30 := neighbours(households)
		within(t, name+": metres to the nearest door, median", nearest[len(nearest)/2], 10.5, 13.5)
		within(t, name+": the same, 5 %", nearest[len(nearest)/20], 3.5, 7)
		within(t, name+": the same, 95 %", nearest[len(nearest)*19/20], 22, 33)
		within(t, name+": doors within 30 m", within30, 2, 4)
	}
}

func TestDensity(t *testing.T) {
	for name, density := range map[string]float64{"ward": 6, "s2000": 1.25, "s10000": 6.25} {
		households, _ := Ward(named(t, name))
		south, north, west, east := 90.0, -90.0, 180.0, -180.0
		for _, h := range households {
			south, north = min(south, h.Point.Lat), max(north, h.Point.Lat)
			west, east = min(west, h.Point.Lon), max(east, h.Point.Lon)
		}
		height := geo.Distance(geo.Point{Lat: south, Lon: west}, geo.Point{Lat: north, Lon: west})
		width := geo.Distance(geo.Point{Lat: south, Lon: west}, geo.Point{Lat: south, Lon: east})
		got := float64(len(households)) / (height * width / 1e4)
		within(t, name+": households a hectare", got/density, 0.7, 1.3)
	}
}

// Groups are near each other in size and each is a place of its own.
func TestGroups(t *testing.T) {
	o := named(t, "s10000")
	households, _ := Ward(o)
	members := map[string][]geo.Point{}
	for _, h := range households {
		members[h.Group] = append(members[h.Group], h.Point)
	}
	if len(members) != o.groupCount() {
		t.Errorf("%d groups, want %d", len(members), o.groupCount())
	}
	cell := o.side() / math.Sqrt(float64(o.groupCount()))
	for g := range o.groupCount() {
		points := members[groupName(g)]
		within(t, groupName(g)+": households", float64(len(points)), 156, 157)
		var middle geo.Point
		for _, p := range points {
			middle.Lat += p.Lat / float64(len(points))
			middle.Lon += p.Lon / float64(len(points))
		}
		for _, p := range points {
			if d := geo.Distance(p, middle); d > cell {
				t.Fatalf("%s: a door %.0f m from the middle, with %.0f m from group to group", groupName(g), d, cell)
			}
		}
	}
	o.Groups = false
	if households, _ = Ward(o); slices.ContainsFunc(households, func(h campaign.Household) bool { return h.Group != "" }) {
		t.Error("a household has a group where the lists shall carry none")
	}
}

func TestSharesAreMet(t *testing.T) {
	o := named(t, "mixed").WithHouseholds(1000)
	o.Teams = 40
	households, teams := Ward(o)
	got := map[string]int{}
	for _, h := range households {
		got["priority"] += count(h.Priority > 1)
		got["mandatory"] += count(h.Mandatory)
		got["minutes"] += count(h.PerPerson >= 5*minute && h.PerPerson <= 8*minute)
		got["absent"] += count(h.Status == campaign.Absent)
		got["no smartphone"] += count(h.Status == campaign.NoSmartphone)
	}
	for _, c := range teams {
		got["walk"] += count(c.Mode == campaign.Walk)
		got["end"] += count(c.End != c.Start)
		got["groups"] += count(c.Groups != nil)
		got["shift"] += count(c.Shift != nil)
		got["most persons"] += count(c.MaxPersons == o.MaxPersons)
	}
	want := map[string]int{
		"priority": 100, "mandatory": 30, "minutes": 60, "absent": 80, "no smartphone": 40,
		"walk": 10, "end": 10, "groups": 14, "shift": 7, "most persons": 7,
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

func within(t *testing.T, what string, got, low, high float64) {
	t.Helper()
	if !(got >= low && got <= high) {
		t.Errorf("%s: %.3f is not in %g..%g", what, got, low, high)
	}
}

func mean(households []campaign.Household, of func(campaign.Household) float64) float64 {
	sum := 0.0
	for _, h := range households {
		sum += of(h)
	}
	return sum / float64(len(households))
}

// neighbours gives each household's distance to the nearest other, ascending and at most 100 m, and
// the mean number of others within 30 m. It looks at those whose latitude is within 100 m.
func neighbours(households []campaign.Household) (nearest []float64, within30 float64) {
	points := make([]geo.Point, len(households))
	for i, h := range households {
		points[i] = h.Point
	}
	slices.SortFunc(points, func(a, b geo.Point) int {
		switch {
		case a.Lat < b.Lat:
			return -1
		case a.Lat > b.Lat:
			return 1
		}
		return 0
	})
	nearest = make([]float64, len(points))
	for i := range nearest {
		nearest[i] = 100
	}
	pairs := 0
	for i, p := range points {
		for j := i + 1; j < len(points) && points[j].Lat-p.Lat < 100/metresPerDegree; j++ {
			if math.Abs(points[j].Lon-p.Lon) > 0.002 { // over 100 m anywhere in Viet Nam
				continue
			}
			d := geo.Distance(p, points[j])
			nearest[i], nearest[j] = min(nearest[i], d), min(nearest[j], d)
			if d <= 30 {
				pairs++
			}
		}
	}
	slices.Sort(nearest)
	return nearest, 2 * float64(pairs) / float64(len(points))
}
