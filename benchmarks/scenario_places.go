package benchmarks

import (
	"gonha/geo"
	"gonha/solver/campaign"
)

// realPlaces are the campaigns of 2023 that gonha was made for, at their real size. README.md says which
// of the figures were published, which are the census's and which are assumed.
func realPlaces() []Scenario {
	var all []Scenario
	place := func(name, vi, en string, o DistrictOptions, e Evening) {
		all = append(all, Scenario{Name: name, Vi: vi, En: en, District: &o, Evening: e})
	}
	place("bac-tu-liem", "một quận: 13 phường, 57.000 hộ, 199 đội, 19:30-21:30", "a district: 13 wards, 57,000 households, 199 teams, 19:30-21:30", bacTuLiemDistrict(), defaultEvening())
	place("co-nhue-1", "một phường của quận ấy: 7.557 hộ, 26 đội", "one of those wards: 7,557 households, 26 teams", coNhue1Ward(), defaultEvening())
	place("bac-son", "một xã: 6 ấp, 11.212 hộ, mỗi ấp một đội, 18:00-21:00", "a commune: 6 hamlets, 11,212 households, a team each, 18:00-21:00", bacSonCommune(), eveningOf(18*hour, 21*hour))
	place("coc-leu", "một phường: 1.430 hộ, một đội đi và về trụ sở công an, 19:00-21:00", "a ward: 1,430 households, one team out from and back to the police post, 19:00-21:00", cocLeuWard(), eveningOf(19*hour, 21*hour))
	place("an-xuan", "một xã miền núi: 698 hộ, 6 đội, 19:00-21:00", "a mountain commune: 698 households, 6 teams, 19:00-21:00", anXuanCommune(), mountainEvening())
	place("thu-dau-mot", "một thành phố: 14 phường, 75.800 hộ, 74 đội, ca muộn đến 00:30", "a town: 14 wards, 75,800 households, 74 teams, late shifts until 00:30", thuDauMotTown(), eveningOf(19*hour, 24*hour+30*minute))
	place("binh-duong", "cả tỉnh: 91 phường, xã, 600.000 hộ, 585 đội", "a province: 91 wards and communes, 600,000 households, 585 teams", binhDuongProvince(), defaultEvening())
	return all
}

// eveningOf is an evening from one second after midnight to another.
func eveningOf(open, close int) Evening {
	e := defaultEvening()
	e.Window = campaign.Window{Open: open, Close: close}
	return e
}

// home is a share of the households with somebody home from one second after midnight to another.
func home(share float64, open, close int) WindowShare {
	return WindowShare{share, []campaign.Window{{Open: open, Close: close}}}
}

// defaultDistrict is what the real places have in common.
func defaultDistrict(wards []Figures, households int, centre geo.Point) DistrictOptions {
	return DistrictOptions{
		Seed: 1, Centre: centre, Wards: wards,
		Households: households, OnList: 57_000.0 / 111_084, GroupSize: 280, GroupName: "TDP",
		Persons: []int{38, 30, 16, 9, 5, 2}, Windows: []WindowShare{homeLate(0.14), earlyToBed(0.10), outBetween(0.05)},
		OldShare: 0.08, HomeboundShare: 0.01, AbsentShare: 0.08, NoSmartphoneShare: 0.04, ClosedShare: 0.03,
		Teams: 1, MembersMin: 3, MembersMax: 5,
	}
}

func bacTuLiemDistrict() DistrictOptions {
	o := defaultDistrict(bacTuLiem(), 57_000, geo.Point{Lat: 21.07, Lon: 105.767})
	o.Teams = 199
	return o
}

func coNhue1Ward() DistrictOptions {
	o := defaultDistrict(wardCalled(bacTuLiem(), "Cổ Nhuế 1"), 7557, geo.Point{Lat: 21.052, Lon: 105.78})
	o.Teams = 26
	return o
}

func bacSonCommune() DistrictOptions {
	o := defaultDistrict(bacSon(), 11_212, geo.Point{Lat: 10.955, Lon: 106.95})
	o.GroupName, o.Hamlets, o.Teams, o.MembersMin = "Tổ", 6, 6, 4
	o.Windows = []WindowShare{
		home(0.20, 19*hour, 21*hour),           // factory workers back from the day shift
		home(0.12, 18*hour, 20*hour),           // farmers, the old
		home(0.06, 20*hour+15*minute, 21*hour), // shops
		{0.05, []campaign.Window{{Open: 18 * hour, Close: 18*hour + 45*minute}, {Open: 20*hour + 15*minute, Close: 21 * hour}}}, // students
	}
	return o
}

func cocLeuWard() DistrictOptions {
	o := defaultDistrict(cocLeu(), 1430, geo.Point{Lat: 22.498, Lon: 103.966})
	o.Windows = []WindowShare{
		home(0.12, 20*hour, 21*hour),           // traders of the market
		home(0.10, 19*hour, 20*hour+15*minute), // the old
		{0.05, []campaign.Window{{Open: 19 * hour, Close: 19*hour + 30*minute}, {Open: 20*hour + 30*minute, Close: 21 * hour}}}, // students
	}
	o.MembersMin, o.MembersMax = 4, 4
	return o
}

func anXuanCommune() DistrictOptions {
	o := defaultDistrict(anXuan(), 698, geo.Point{Lat: 13.25, Lon: 109.12})
	o.OnList, o.GroupName, o.Scattered = 1, "Thôn", true
	o.Windows = []WindowShare{
		home(0.25, 19*hour+30*minute, 21*hour), // back late from the fields
		home(0.20, 19*hour, 20*hour+15*minute), // early to bed
	}
	o.Teams, o.MembersMin, o.MembersMax = 6, 5, 6
	return o
}

// mountainEvening has ways twice as long as straight lines and, as the signal is weak, twice the minutes for
// a person.
func mountainEvening() Evening {
	e := eveningOf(19*hour, 21*hour)
	e.Detour, e.Setup, e.PerPerson = 2, 3*minute, 8*minute
	return e
}

// binhDuongOnList is the share of the province's households that have somebody to activate.
const binhDuongOnList = 600_000.0 / 832_087

func thuDauMotTown() DistrictOptions {
	o := defaultDistrict(thuDauMot(), 75_800, geo.Point{Lat: 10.99, Lon: 106.66})
	o.OnList, o.GroupName, o.Teams = binhDuongOnList, "KP", 74
	o.Windows = []WindowShare{
		home(0.18, 22*hour+15*minute, 24*hour+30*minute), // back from the second shift
		home(0.08, 19*hour, 21*hour+15*minute),           // before the night shift
		home(0.04, 24*hour, 24*hour+30*minute),           // back at midnight
		home(0.10, 19*hour, 20*hour+30*minute),           // the old
		{0.05, []campaign.Window{{Open: 19 * hour, Close: 19*hour + 30*minute}, {Open: 21 * hour, Close: 23 * hour}}}, // students
		home(0.45, 19*hour, 22*hour), // asleep after 22:00
	}
	o.Shifts = []campaign.Window{{Open: 19 * hour, Close: 21*hour + 30*minute}, {Open: 19 * hour, Close: 22 * hour}, {Open: 21*hour + 30*minute, Close: 24*hour + 30*minute}}
	return o
}

func binhDuongProvince() DistrictOptions {
	o := defaultDistrict(binhDuong(), 600_000, geo.Point{Lat: 11.2, Lon: 106.65})
	o.OnList, o.GroupName, o.Teams = binhDuongOnList, "KP", 585
	return o
}
