package benchmarks

import (
	"math"
	"slices"

	"gonha/geo"
	"gonha/solver/campaign"
)

// Scenario is a ward or a real place with a name: what to generate it from, and what it is for.
type Scenario struct {
	Name    string
	Vi, En  string // one line each, without a full stop
	Options WardOptions

	District *DistrictOptions // in place of Options where the scenario is a real place
	Evening  Evening
}

// Scenarios are all the scenarios, in the order to list them. The slice is the caller's.
func Scenarios() []Scenario {
	var all []Scenario
	ward := func(name, vi, en string, o WardOptions) {
		all = append(all, Scenario{Name: name, Vi: vi, En: en, Options: o, Evening: defaultEvening()})
	}
	ward("ward", "phường thường, số hộ và số đội tự chọn", "a plain ward of any size", DefaultWardOptions())
	ward("small", "120 hộ, 4 đội: để xem chương trình chạy", "120 households, 4 teams: to see the program at work", smallWard())
	ward("s300", "300 hộ, 8 đội, nhà thưa", "300 households, 8 teams, far apart", plainWard(300, 8, 0.8, 150))
	ward("s2000", "2.000 hộ, 40 đội", "2,000 households, 40 teams", plainWard(2000, 40, 1.25, 125))
	ward("s10000", "10.000 hộ, 199 đội", "10,000 households, 199 teams", plainWard(10000, 199, 6.25, 156))
	ward("mixed", "400 hộ, 12 đội, đủ mọi điều mô hình có", "400 households, 12 teams, all that the model has", mixedWard())
	return append(all, realPlaces()...)
}

// FindScenario is the scenario of that name, and whether there is one.
func FindScenario(name string) (Scenario, bool) {
	all := Scenarios()
	i := slices.IndexFunc(all, func(s Scenario) bool { return s.Name == name })
	if i < 0 {
		return Scenario{}, false
	}
	return all[i], true
}

// WithHouseholds gives o for n households, 1 or more, with teams in the same proportion, at least
// one. The ward grows or shrinks with them, as the density stays; one of fewer groups than police
// posts keeps a post a group.
func (o WardOptions) WithHouseholds(n int) WardOptions {
	o.Teams = max(1, int(math.Round(float64(n)*float64(o.Teams)/float64(o.Households))))
	o.Households = n
	o.Depots = min(o.Depots, o.groupCount())
	return o
}

// DefaultWardOptions are a plain ward of 1,000 households and 20 teams of 4 on motorbikes, all from
// one police post, nothing mandatory and no priorities. Where the figures come from is in README.md.
func DefaultWardOptions() WardOptions {
	return WardOptions{
		Seed: 1, Households: 1000, Teams: 20, Centre: geo.Point{Lat: 21.05, Lon: 105.78},
		Density: 6, DoorSpacing: 22, GroupSize: 140, Groups: true,
		Persons: []int{30, 30, 18, 12, 6, 4}, PriorityMax: 5,
		Windows:    []WindowShare{homeLate(0.14), earlyToBed(0.10)},
		MembersMin: 4, MembersMax: 4, Depots: 1, MaxPersons: 60,
	}
}

// Why people are home for a part of the evening only.

func homeLate(share float64) WindowShare { // shift workers
	return WindowShare{share, []campaign.Window{{Open: 20*hour + 15*minute, Close: 21*hour + 30*minute}}}
}

func earlyToBed(share float64) WindowShare { // farmers, the old
	return WindowShare{share, []campaign.Window{{Open: 19*hour + 30*minute, Close: 20*hour + 30*minute}}}
}

func outBetween(share float64) WindowShare { // students with an evening class
	return WindowShare{share, []campaign.Window{
		{Open: 19*hour + 30*minute, Close: 20 * hour},
		{Open: 21 * hour, Close: 21*hour + 30*minute},
	}}
}

func plainWard(households, teams int, density float64, groupSize int) WardOptions {
	o := DefaultWardOptions()
	o.Households, o.Teams, o.Density, o.GroupSize = households, teams, density, groupSize
	return o
}

func smallWard() WardOptions {
	o := plainWard(120, 4, 6, 40)
	o.Windows = append(o.Windows, outBetween(0.05))
	o.PriorityShare, o.PriorityMax, o.MandatoryShare = 0.05, 3, 0.025
	o.MembersMin, o.MembersMax = 3, 5
	return o
}

func mixedWard() WardOptions {
	o := plainWard(400, 12, 6, 50)
	o.Windows = []WindowShare{homeLate(0.14), earlyToBed(0.10), outBetween(0.08)}
	o.PriorityShare, o.MandatoryShare, o.MinutesShare = 0.10, 0.03, 0.06
	o.AbsentShare, o.NoSmartphoneShare = 0.08, 0.04
	o.MembersMin, o.MembersMax, o.Depots = 2, 6, 2
	o.WalkShare, o.EndShare, o.GroupTeamShare = 0.25, 0.25, 0.34
	o.ShortShiftShare, o.MaxPersonsShare = 0.17, 0.17
	return o
}
