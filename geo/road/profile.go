package road

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// Profile is a way of travelling. [Walk] and [Motorbike] give every field its value; no zero stands
// for a hidden default.
type Profile struct {
	Name    string             // told in errors and in the cache's file names: letters and digits
	Speeds  map[string]float64 // km/h by class of road, see [Line]; a class that is not here is not used
	Rides   bool               // has the rights of a motorbike, not those of somebody on foot
	Walked  map[string]float64 // km/h on foot, by class, for whoever leaves a motorbike behind or pushes it; nil: nobody does
	Evening Evening            // when teams are under way
	Parking int                // seconds at the end of each leg, 0 or more
	Last    float64            // km/h between a road and a door, in a straight line
	Snap    float64            // metres; a door farther from any road than this stands off the roads
}

// ferrySpeedUnknown is the km/h of a ferry of which the map does not say how long it takes: that of a small one
// on a river, with a wait.
const ferrySpeedUnknown = 6

// Walk goes everywhere on foot, at 4.5 km/h, which is the straight-line model's 1.25 m/s.
func Walk() Profile {
	p := Profile{Name: "walk", Speeds: map[string]float64{}, Last: 4.5, Snap: 50, Evening: DefaultEvening()}
	for _, class := range [...]string{
		"trunk", "primary", "secondary", "tertiary", "trunk_link", "primary_link", "secondary_link", "tertiary_link",
		"unclassified", "residential", "living_street", "service", alley, "road", "track", "pedestrian", "footway", "path", "cycleway", "bridleway",
	} {
		p.Speeds[class] = 4.5
	}
	p.Speeds["steps"], p.Speeds[ferry] = 3, ferrySpeedUnknown
	return p
}

// Motorbike rides slowly through a ward in the evening, and is pushed at walking speed along footways. To a
// door where it may not be ridden it is pushed too; where it cannot pass, over a stile or up steps, it is left
// and the last metres are walked.
func Motorbike() Profile {
	p := Profile{Name: "motorbike", Speeds: map[string]float64{}, Rides: true, Walked: Walk().Speeds, Parking: 20, Last: 4.5, Snap: 50, Evening: DefaultEvening()}
	for speed, classes := range map[float64][]string{
		25:                {"trunk", "primary", "secondary", "tertiary", "trunk_link", "primary_link", "secondary_link", "tertiary_link"},
		18:                {"unclassified", "residential", "road"},
		11:                {"living_street", "service", alley, "track"},
		4.5:               {"pedestrian", "footway", "path", "cycleway"},
		ferrySpeedUnknown: {ferry},
	} {
		for _, class := range classes {
			p.Speeds[class] = speed
		}
	}
	return p
}

// Validate reports every fault at once.
func (p Profile) Validate() error {
	var faults []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			faults = append(faults, fmt.Errorf("profile %q: "+format, append([]any{p.Name}, args...)...))
		}
	}
	named := p.Name != "" && len(p.Name) <= 40
	for _, r := range p.Name {
		named = named && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
	}
	check(named, "the name must be 1 to 40 letters and digits")
	check(len(p.Speeds) > 0, "no class of road has a speed")
	for _, speeds := range [...]map[string]float64{p.Speeds, p.Walked} {
		for _, class := range classes(speeds) {
			speed := speeds[class]
			check(speed >= 0.5 && speed <= 150, "the speed on %q is %v, not 0.5 to 150 km/h", class, speed)
		}
	}
	check(p.Parking >= 0 && p.Parking <= 3600, "parking takes %d s, not 0 to 3600", p.Parking)
	check(p.Last >= 0.5 && p.Last <= 150, "the speed off the roads is %v, not 0.5 to 150 km/h", p.Last)
	check(p.Snap >= 0 && p.Snap <= 1e5 && !math.IsNaN(p.Snap), "doors snap over %v m, not 0 to 100,000", p.Snap)
	faults = append(faults, p.Evening.Validate())
	return errors.Join(faults...)
}

// classes are those with a speed, in order.
func classes(speeds map[string]float64) []string {
	return slices.Sorted(maps.Keys(speeds))
}

// millis is the time for some metres at a speed in km/h.
func millis(metres, speed float64) int64 { return int64(math.Round(metres * 3600 / speed)) }
