package benchmarks

import (
	"errors"
	"math"

	"gonha/geo"
	"gonha/solver/campaign"
)

// DistrictOptions say what a real place is like: a commune, a district or a province of wards beside each
// other, each with the census's households, area and so density. Shares are between 0 and 1 and drawn for
// each household, so they are met on average.
type DistrictOptions struct {
	Seed   uint64
	Centre geo.Point
	Wards  []Figures // laid out beside each other in this order; one or more

	Households int     // on the list, 1..2,000,000: those with people to activate
	OnList     float64 // share of all households that are on the list, above 0; smaller Households make a smaller place
	GroupSize  int     // of all households, on the list or not, in a residential group on average
	GroupName  string  // how a group is called, such as "TDP" or "Thôn"
	Hamlets    int     // ấp that the groups are dealt to, at most one a group; 0 is none. Teams then visit their own hamlet only
	Roads      []Road  // that the doors stand along; none is streets of our own invention
	Scattered  bool    // farms in twos and threes along tracks, not streets and alleys

	Persons                  []int         // weights of households with 1, 2, 3... persons; 1 to 12 of them
	Windows                  []WindowShare // the rest are home all evening
	OldShare, HomeboundShare float64       // with an old person, with one who cannot walk: a higher priority and a note
	AbsentShare              float64       // found absent on an earlier night
	NoSmartphoneShare        float64
	ClosedShare              float64 // needs the office, refused or moved: on the list, not to be visited

	Teams                  int               // 1..100,000
	MembersMin, MembersMax int               // helpers in a team, 1..12
	Shifts                 []campaign.Window // the teams have these in turn; none is the evening's window
}

// Validate reports every fault at once.
func (o DistrictOptions) Validate() error {
	var f faults
	f.check(o.Households >= 1 && o.Households <= mostHouseholds, "households: %d is not in 1..%d", o.Households, mostHouseholds)
	f.check(o.Teams >= 1 && o.Teams <= mostTeams, "teams: %d is not in 1..%d", o.Teams, mostTeams)
	f.check(o.OnList > 0 && o.OnList <= 1, "share on the list: must be above 0 and at most 1")
	f.check(o.GroupSize >= 1, "group size: must be 1 or more")
	f.check(o.GroupName != "", "group name: is missing")
	f.check(o.Hamlets >= 0, "hamlets: must be 0 or more")
	f.check(o.MembersMin >= 1 && o.MembersMin <= o.MembersMax && o.MembersMax <= 12, "members: %d to %d is not within 1..12", o.MembersMin, o.MembersMax)
	f.check(len(o.Wards) > 0, "wards: none")
	for _, w := range o.Wards {
		f.check(w.Households >= 1 && w.Hectares >= 1, "wards: %s has no households or no area", w.Ward)
	}
	checkPersons(&f, o.Persons)
	checkWindows(&f, o.Windows)
	for _, s := range o.Shifts {
		f.check(s.Open >= 0 && s.Open < s.Close && s.Close <= 48*hour, "shifts: must open before they close, within two days")
	}
	for _, s := range []struct {
		name  string
		share float64
	}{
		{"old", o.OldShare}, {"homebound", o.HomeboundShare},
		{"absent", o.AbsentShare}, {"no smartphone", o.NoSmartphoneShare}, {"closed", o.ClosedShare},
	} {
		f.check(s.share >= 0 && s.share <= 1, "%s: share must be between 0 and 1", s.name)
	}
	f.check(o.OldShare+o.HomeboundShare <= 1+1e-9, "old, homebound: the shares are more than 1 together")
	f.check(o.AbsentShare+o.NoSmartphoneShare+o.ClosedShare <= 1+1e-9, "absent, no smartphone, closed: the shares are more than 1 together")
	if len(f) == 0 {
		f.check(insideVietNam(o.Centre, 2*o.reach()), "centre: a place of this size there is not within Viet Nam")
		o.checkRoads(&f)
	}
	return errors.Join(f...)
}

// hectares is the area of the place: that of its wards, or of a part of it as large as the list.
func (o DistrictOptions) hectares() float64 {
	households, hectares := 0, 0
	for _, w := range o.Wards {
		households, hectares = households+w.Households, hectares+w.Hectares
	}
	return float64(hectares) * float64(o.Households) / (o.OnList * float64(households))
}

// reach is how many metres north, south, east and west of its centre the place goes.
func (o DistrictOptions) reach() float64 { return 100 * math.Sqrt(o.hectares()) / 2 }

// Corners are the south-western and the north-eastern corner of the place; roads beyond are not of use.
func (o DistrictOptions) Corners() (southWest, northEast geo.Point) {
	lat := o.reach() / metresPerDegree
	lon := lat / math.Cos(o.Centre.Lat*math.Pi/180)
	c := o.Centre
	return geo.Point{Lat: c.Lat - lat, Lon: c.Lon - lon}, geo.Point{Lat: c.Lat + lat, Lon: c.Lon + lon}
}

// WithHouseholds gives o for n households on the list, 1 or more, with teams in the same proportion, at
// least one. The wards shrink or grow with it, as the density stays.
func (o DistrictOptions) WithHouseholds(n int) DistrictOptions {
	o.Teams = max(1, int(math.Round(float64(n)*float64(o.Teams)/float64(o.Households))))
	o.Households = n
	return o
}
