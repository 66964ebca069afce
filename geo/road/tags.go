package road

import "strings"

// What OpenStreetMap's tags say of a way: https://wiki.openstreetmap.org/wiki/Key:highway,
// https://wiki.openstreetmap.org/wiki/Tag:route%3Dferry.

// classOf gives a road's class, and false for what is no road one can use: other things, roads planned,
// being built or gone.
func classOf(t tags) ([]byte, bool) {
	var class, service []byte
	usable := true
	for i := range t { // most elements of a map come by here
		switch string(t[i].key) {
		case "highway":
			class = t[i].value
		case "service":
			service = t[i].value
		case "disused", "abandoned":
			usable = usable && string(t[i].value) != "yes"
		}
	}
	switch string(class) {
	case "":
		class, usable = []byte(ferry), usable && string(t.find("route")) == ferry
	case "proposed", "planned", "construction", "abandoned", "disused", "razed", "demolished", "dismantled", "removed",
		"platform", "rest_area", "services", "no", "raceway", "elevator", "corridor", "bus_stop":
		return nil, false
	case "service":
		if string(service) == alley {
			class = service
		}
	}
	return class, usable
}

// alley is the class of service roads marked as alleys, the lanes between houses.
const alley = "alley"

// ferry is the class of a ferry's line, and the value of the tag that it has in place of a road's.
const ferry = "ferry"

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
