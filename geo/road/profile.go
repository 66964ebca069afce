package road

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Profile is a way of travelling. [Walk] and [Motorbike] give every field its value; no zero stands
// for a hidden default.
type Profile struct {
	Name    string             // told in errors and in the cache's file names: letters and digits
	Speeds  map[string]float64 // km/h by class of road, see [Line]; a class that is not here is not used
	Rides   bool               // has the rights of a motorbike, not those of somebody on foot
	Oneway  bool               // minds one-way roads
	Parking int                // seconds at the end of each leg, 0 or more
	Last    float64            // km/h between a road and a door, in a straight line
	Snap    float64            // metres; a door farther from any road than this stands off the roads
}

// Walk goes everywhere on foot, at 4.5 km/h, which is the straight-line model's 1.25 m/s.
func Walk() Profile {
	p := Profile{Name: "walk", Speeds: map[string]float64{}, Last: 4.5, Snap: 50}
	for _, class := range [...]string{
		"trunk", "primary", "secondary", "tertiary", "trunk_link", "primary_link", "secondary_link", "tertiary_link",
		"unclassified", "residential", "living_street", "service", alley, "road", "track", "pedestrian", "footway", "path", "cycleway", "bridleway",
	} {
		p.Speeds[class] = 4.5
	}
	p.Speeds["steps"] = 3
	return p
}

// Motorbike rides slowly through a ward in the evening, and is pushed at walking speed where only
// people on foot may pass, but up no steps.
func Motorbike() Profile {
	p := Profile{Name: "motorbike", Speeds: map[string]float64{}, Rides: true, Oneway: true, Parking: 20, Last: 4.5, Snap: 50}
	for speed, classes := range map[float64][]string{
		25:  {"trunk", "primary", "secondary", "tertiary", "trunk_link", "primary_link", "secondary_link", "tertiary_link"},
		18:  {"unclassified", "residential", "road"},
		11:  {"living_street", "service", alley, "track"},
		4.5: {"pedestrian", "footway", "path", "cycleway"},
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
	for _, class := range p.classes() {
		speed := p.Speeds[class]
		check(speed >= 0.5 && speed <= 150, "the speed on %q is %v, not 0.5 to 150 km/h", class, speed)
	}
	check(p.Parking >= 0 && p.Parking <= 3600, "parking takes %d s, not 0 to 3600", p.Parking)
	check(p.Last >= 0.5 && p.Last <= 150, "the speed off the roads is %v, not 0.5 to 150 km/h", p.Last)
	check(p.Snap >= 0 && p.Snap <= 1e5 && !math.IsNaN(p.Snap), "doors snap over %v m, not 0 to 100,000", p.Snap)
	return errors.Join(faults...)
}

// fastest is the highest speed that there is, in km/h.
func (p *Profile) fastest() float64 {
	most := p.Last
	for _, speed := range p.Speeds {
		most = max(most, speed)
	}
	return most
}

// classes are those with a speed, in order.
func (p Profile) classes() []string {
	classes := make([]string, 0, len(p.Speeds))
	for class := range p.Speeds {
		classes = append(classes, class)
	}
	slices.Sort(classes)
	return classes
}

// millis is the time for some metres at a speed in km/h.
func millis(metres, speed float64) int64 { return int64(math.Round(metres * 3600 / speed)) }
