package road

import "strings"

// What OpenStreetMap's tags mean to somebody who walks or rides,
// https://wiki.openstreetmap.org/wiki/Key:highway, Key:access, Key:oneway, Key:barrier.

// permission is what a tag says of the right to pass.
type permission int8

const (
	unsaid permission = iota
	allowed
	forbidden
)

// rules are a road's properties beside its class and name.
type rules struct {
	foot, ride permission
	oneway     int8 // for who rides: 1 along the way, -1 against it, 0 both
}

// What a barrier stops.
const (
	blocksFoot uint8 = 1 << iota
	blocksRide
)

// classOf gives a road's class, and false for what is no road one can use: other things, areas,
// roads planned, being built or gone.
func classOf(t tags) ([]byte, bool) {
	class := t.find("highway")
	switch string(class) {
	case "", "proposed", "construction", "abandoned", "razed", "platform", "rest_area", "services", "no", "raceway", "elevator", "corridor", "bus_stop":
		return nil, false
	case "service":
		if string(t.find("service")) == "alley" {
			return []byte(alley), true
		}
	}
	return class, true
}

// alley is the class of service roads marked as alleys, the lanes between houses.
const alley = "alley"

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

// rulesOf gives the rights and the direction of a road.
func rulesOf(t tags) rules {
	r := rules{foot: right(t, "foot", "access"), ride: right(t, riders...)}
	switch string(t.find("oneway")) {
	case "yes", "true", "1":
		r.oneway = 1
	case "-1", "reverse":
		r.oneway = -1
	case "":
		switch string(t.find("junction")) {
		case "roundabout", "circular":
			r.oneway = 1
		}
		switch string(t.find("highway")) {
		case "motorway", "motorway_link":
			r.oneway = 1
		}
	}
	for _, key := range [...]string{"oneway:motorcycle", "oneway:moped"} {
		if string(t.find(key)) == "no" {
			r.oneway = 0
		}
	}
	return r
}

// riders are the keys of the rights of who rides, the particular before the general. Where a road's inner lanes are for
// cars alone, many maps of Viet Nam say so of mopeds and nothing of motorcycles.
var riders = []string{"motorcycle", "moped", "motor_vehicle", "vehicle", "access"}

// right is what the first of the keys that is given says, the particular before the general.
func right(t tags, keys ...string) permission {
	for _, key := range keys {
		switch string(t.find(key)) {
		case "":
		case "no", "private", "agricultural", "forestry", "military", "use_sidepath":
			return forbidden
		default:
			return allowed
		}
	}
	return unsaid
}

// barrier is what a node's barrier stops. What one can open or pass in single file stops nobody unless
// its rights say so; a motorbike passes bollards but no turnstile or stile.
func barrier(t tags) uint8 {
	var b uint8
	switch string(t.find("barrier")) {
	case "":
		return 0
	case "wall", "fence", "hedge", "retaining_wall", "city_wall", "guard_rail":
		b = blocksFoot | blocksRide
	case "stile", "turnstile", "full-height_turnstile", "kissing_gate", "log", "debris", "jersey_barrier", "step", "horse_stile":
		b = blocksRide
	}
	for _, mode := range [...]struct {
		right permission
		block uint8
	}{
		{right(t, "foot", "access"), blocksFoot},
		{right(t, riders...), blocksRide},
	} {
		switch mode.right {
		case allowed:
			b &^= mode.block
		case forbidden:
			b |= mode.block
		}
	}
	return b
}
