package road

import "strings"

// What OpenStreetMap's tags say of a way: https://wiki.openstreetmap.org/wiki/Key:highway,
// https://wiki.openstreetmap.org/wiki/Tag:route%3Dferry.

// classOf gives a road's class, and false for what is no road one can use: other things, roads planned,
// being built or gone.
func classOf(t tags) ([]byte, bool) {
	class := t.find("highway")
	switch string(class) {
	case "":
		return ferryOf(t)
	case "proposed", "planned", "construction", "abandoned", "disused", "razed", "demolished", "dismantled", "removed",
		"platform", "rest_area", "services", "no", "raceway", "elevator", "corridor", "bus_stop":
		return nil, false
	case "service":
		if string(t.find("service")) == "alley" {
			class = []byte(alley)
		}
	}
	for _, key := range [...]string{"disused", "abandoned"} {
		if string(t.find(key)) == "yes" {
			return nil, false
		}
	}
	return class, true
}

// alley is the class of service roads marked as alleys, the lanes between houses.
const alley = "alley"

// ferry is the class of a ferry's line, which has no highway tag of its own.
const ferry = "ferry"

// ferryOf is the class of a ferry that takes people.
func ferryOf(t tags) ([]byte, bool) {
	if string(t.find("route")) == ferry {
		return []byte(ferry), true
	}
	return nil, false
}

// nameOf gives a road's name; where it has none, the one it is known by otherwise.
func nameOf(t tags) []byte {
	for _, key := range [...]string{"name", "name:vi", "alt_name", "loc_name", "ref"} {
		if name := t.find(key); len(name) > 0 && len(name) <= maxName {
			return []byte(strings.ToValidUTF8(string(name), ""))
		}
	}
	return nil
}

// maxName is the longest name that is kept, in bytes; OpenStreetMap allows 255 letters.
const maxName = 1020

// areaOf says whether a closed way, or a multipolygon, that is a road is one to cross and not to go round.
func areaOf(t tags) bool {
	area := string(t.find("area"))
	return area == "yes" || area != "no" && string(t.find("type")) == "multipolygon"
}
