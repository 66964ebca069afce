package benchmarks

import (
	"errors"
	"fmt"
	"math"

	"gonha/geo"
	"gonha/solver/campaign"
)

const (
	minute = 60
	hour   = 60 * minute
)

// WindowShare is when a share of the households, 0..1, have somebody home.
type WindowShare struct {
	Share   float64
	Windows []campaign.Window // one or more, ascending, apart, in whole minutes
}

// WardOptions say what a ward is like. All shares are between 0 and 1; those of windows are drawn
// for each household, the others are met to the nearest whole household or team.
type WardOptions struct {
	Seed       uint64
	Households int // 1..2,000,000, all of them to be visited
	Teams      int // 1..100,000
	Centre     geo.Point

	Density     float64 // households a hectare over the whole ward, at least 0.01
	DoorSpacing float64 // metres along an alley from one household to the next, both sides together, 3..200
	GroupSize   int     // households in a residential group on average, 1 or more
	Groups      bool    // whether the lists carry the groups' names

	Persons           []int         // weights of households with 1, 2, 3... persons; 1 to 12 of them
	Windows           []WindowShare // the rest are home all evening
	PriorityShare     float64       // with a priority of 2 to PriorityMax, the others 1
	PriorityMax       int           // 2..100
	MandatoryShare    float64
	MinutesShare      float64 // where a person takes longer than the campaign's minutes
	AbsentShare       float64 // found absent on an earlier night
	NoSmartphoneShare float64

	MembersMin, MembersMax int     // helpers in a team, 1..12
	Depots                 int     // police posts that teams set out from, 1 to the number of groups
	WalkShare              float64 // teams on foot, each from the community house of a group
	EndShare               float64 // teams that end the night at another place than they began
	GroupTeamShare         float64 // teams that visit only some three groups
	ShortShiftShare        float64 // teams that are out 20:00-21:15
	MaxPersonsShare        float64 // teams with a most number of persons
	MaxPersons             int     // that number, 1 or more
}

// vietNam is a box around the mainland: Cà Mau to Lũng Cú, A Pa Chải to Mũi Đôi.
var vietNam = struct{ south, north, west, east float64 }{8.5, 23.4, 102.1, 109.5}

// insideVietNam says whether a square with half a side of so many metres lies in that box.
func insideVietNam(c geo.Point, metres float64) bool {
	lat := metres / metresPerDegree
	lon := lat / math.Cos(c.Lat*math.Pi/180)
	return c.Lat-lat >= vietNam.south && c.Lat+lat <= vietNam.north && c.Lon-lon >= vietNam.west && c.Lon+lon <= vietNam.east
}

// The most households and teams that are generated.
const (
	mostHouseholds = 2_000_000
	mostTeams      = 100_000
)

// crowded is the most households a hectare times metres between doors: alleys would stand closer
// than 15 m, see pitch.
const crowded = 700

// groupCount is the number of residential groups.
func (o WardOptions) groupCount() int {
	return max(1, int(math.Round(float64(o.Households)/float64(o.GroupSize))))
}

// side is the length in metres of the square that the ward would fill.
func (o WardOptions) side() float64 { return 100 * math.Sqrt(float64(o.Households)/o.Density) }

// Validate reports every fault at once.
func (o WardOptions) Validate() error {
	var f faults
	f.check(o.Households >= 1 && o.Households <= mostHouseholds, "households: %d is not in 1..%d", o.Households, mostHouseholds)
	f.check(o.Teams >= 1 && o.Teams <= mostTeams, "teams: %d is not in 1..%d", o.Teams, mostTeams)
	f.check(o.GroupSize >= 1, "group size: must be 1 or more")
	if o.Households >= 1 && o.GroupSize >= 1 {
		f.check(o.Depots >= 1 && o.Depots <= o.groupCount(), "depots: %d is not in 1..%d, the number of groups", o.Depots, o.groupCount())
	}
	f.check(o.MembersMin >= 1 && o.MembersMin <= o.MembersMax && o.MembersMax <= 12, "members: %d to %d is not within 1..12", o.MembersMin, o.MembersMax)
	f.check(o.PriorityMax >= 2 && o.PriorityMax <= 100, "most priority: %d is not in 2..100", o.PriorityMax)
	f.check(o.MaxPersons >= 1, "most persons: must be 1 or more")
	f.check(o.Groups || o.GroupTeamShare == 0, "teams of some groups: need groups")
	o.checkPlace(&f)
	checkPersons(&f, o.Persons)
	checkWindows(&f, o.Windows)
	o.checkShares(&f)
	return errors.Join(f...)
}

type faults []error

func (f *faults) check(ok bool, format string, args ...any) {
	if !ok {
		*f = append(*f, fmt.Errorf(format, args...))
	}
}

func (o WardOptions) checkPlace(f *faults) {
	density := o.Density >= 0.01 && o.Density <= 1000
	spacing := o.DoorSpacing >= 3 && o.DoorSpacing <= 200
	f.check(density, "density: must be between 0.01 and 1000 households a hectare")
	f.check(spacing, "door spacing: must be between 3 and 200 metres")
	if density && spacing {
		f.check(o.Density*o.DoorSpacing <= crowded, "density: at most %.1f households a hectare at this door spacing", crowded/o.DoorSpacing)
	}
	if !density || o.Households < 1 {
		return
	}
	// A whole side about the centre: the outer groups stand over the edge of the square.
	f.check(insideVietNam(o.Centre, o.side()), "centre: a ward of this size there is not within Viet Nam")
}

func checkPersons(f *faults, weights []int) {
	sum := 0
	for _, w := range weights {
		f.check(w >= 0 && w <= 1_000_000, "persons: weight %d is not in 0..1000000", w)
		sum += w
	}
	f.check(len(weights) >= 1 && len(weights) <= 12 && sum > 0, "persons: needs 1 to 12 weights, not all 0")
}

func checkWindows(f *faults, shares []WindowShare) {
	sum := 0.0
	for i, w := range shares {
		f.check(w.Share >= 0 && w.Share <= 1, "windows %d: share must be between 0 and 1", i+1)
		f.check(len(w.Windows) > 0, "windows %d: empty", i+1)
		sum += w.Share
		last := -1
		for _, v := range w.Windows {
			f.check(v.Open > last && v.Open < v.Close && v.Close <= 48*hour && v.Open%minute == 0 && v.Close%minute == 0,
				"windows %d: must be ascending, apart, in whole minutes and within two days", i+1)
			last = v.Close
		}
	}
	f.check(sum <= 1+1e-9, "windows: the shares are more than 1 together")
}

func (o WardOptions) checkShares(f *faults) {
	for _, s := range []struct {
		name  string
		share float64
	}{
		{"priority", o.PriorityShare}, {"mandatory", o.MandatoryShare}, {"minutes", o.MinutesShare},
		{"absent", o.AbsentShare}, {"no smartphone", o.NoSmartphoneShare},
		{"walk", o.WalkShare}, {"end", o.EndShare}, {"teams of some groups", o.GroupTeamShare},
		{"short shift", o.ShortShiftShare}, {"most persons", o.MaxPersonsShare},
	} {
		f.check(s.share >= 0 && s.share <= 1, "%s: share must be between 0 and 1", s.name)
	}
	f.check(o.AbsentShare+o.NoSmartphoneShare <= 1+1e-9, "absent, no smartphone: the shares are more than 1 together")
}
