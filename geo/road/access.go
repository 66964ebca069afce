package road

import (
	"bytes"
	"strings"
)

// Who may go where: https://wiki.openstreetmap.org/wiki/Key:access, https://wiki.openstreetmap.org/wiki/Key:oneway.

// right is what somebody may do on a road in one direction, or at a node. The greater forbids more.
type right uint8

const (
	open   right = iota // goes through
	guest               // goes there to visit somebody, and not through
	shut                // does not ride. Whoever visits somebody pushes on a road, and leaves the motorbike at a node
	barred              // does not go at all
)

// who is somebody on foot or on a motorbike.
type who uint8

const (
	onFoot who = iota
	riding
)

// rules are a road's properties beside its class and name.
type rules struct {
	rights [2][2]right // by who and direction: along the way, and against it
	speed  float32     // km/h of a ferry by its duration; 0 is that of the class
}

// keys are those of the rights, the particular before the general. Where a road's inner lanes are for cars
// alone, many maps of Viet Nam say so of mopeds and nothing of motorcycles.
var keys = [2][]string{onFoot: {"foot", "access"}, riding: {"motorcycle", "moped", "motor_vehicle", "vehicle", "access"}}

// onewayKeys are those of the direction.
var onewayKeys = [2][]string{
	onFoot: {"oneway:foot"}, riding: {"oneway:motorcycle", "oneway:moped", "oneway:motor_vehicle", "oneway:vehicle", "oneway"},
}

// rulesOf gives the rights on a road in both directions.
func (j *judge) rulesOf(t tags) rules {
	var r rules
	if openToAll(t) {
		return r
	}
	detailed := detailed(t)
	motorroad := string(t.find("motorroad")) == "yes"
	for _, w := range [...]who{onFoot, riding} {
		may := j.directions(t, w, detailed)
		for d, direction := range [...]string{":forward", ":backward"} {
			at, by := j.right(t, w, direction, detailed, 0)
			if by < 0 && motorroad {
				at = barred
			}
			if w == riding && by < 0 && forFeet(t) { // pushed there: as on foot
				at = max(at, min(r.rights[onFoot][d], shut))
			}
			if !may[d] {
				at = max(at, [...]right{onFoot: guest, riding: shut}[w])
			}
			r.rights[w][d] = at
		}
	}
	return r
}

// openToAll says whether no tag of a road has to do with rights, as of most.
func openToAll(t tags) bool {
	for i := range t {
		switch string(stem(t[i].key)) {
		case "access", "foot", "motorcycle", "moped", "motor_vehicle", "vehicle", "oneway", "motorroad", "junction":
			return false
		case "highway":
			if bytes.HasPrefix(t[i].value, []byte("motorway")) {
				return false
			}
		}
	}
	return true
}

// stem is a key without what stands behind a colon.
func stem(key []byte) []byte {
	if n := bytes.IndexByte(key, ':'); n >= 0 {
		return key[:n]
	}
	return key
}

// forFeet says whether a way is made for those on foot.
func forFeet(t tags) bool {
	switch string(t.find("highway")) {
	case "footway", "pedestrian", "path", "steps":
		return true
	}
	return false
}

// detailed says whether rights depend on the direction or the hours at all; on most roads they do not.
func detailed(t tags) bool {
	for i := range t {
		if bytes.IndexByte(t[i].key, ':') > 0 && (bytes.HasSuffix(t[i].key, []byte("ward")) || bytes.HasSuffix(t[i].key, []byte("conditional"))) {
			return true
		}
	}
	return false
}

// right is what the first of the keys from number first on that is given says: at the worst of the evening, for one
// direction. by is the number of that key, or -1 where none is given.
func (j *judge) right(t tags, w who, direction string, detailed bool, first int) (at right, by int) {
	for i := first; i < len(keys[w]); i++ {
		key := keys[w][i]
		particular := i == 0 // the key of the mode itself
		base := t.find(key)
		var conditions []byte
		if detailed {
			if directed := t.find(key + direction); directed != nil {
				base = directed
			}
			if conditions = t.find(key + direction + ":conditional"); conditions == nil {
				conditions = t.find(key + ":conditional")
			}
		}
		if len(base) == 0 && conditions == nil {
			continue
		}
		if conditions == nil {
			return meaning(w, string(base), particular), i
		}
		for _, value := range j.values(string(conditions)) {
			var now right
			switch {
			case value != "":
				now = meaning(w, value, particular)
			case len(base) > 0:
				now = meaning(w, string(base), particular)
			default:
				now, _ = j.right(t, w, direction, detailed, i+1)
			}
			at = max(at, now)
		}
		return at, i
	}
	return open, -1
}

// meaning is what a value says; particular, it is said of the mode itself. Somebody on foot may go where only
// those may drive who live there, and where nobody may go on foot there is another way for that. Unknown values
// forbid nothing.
func meaning(w who, value string, particular bool) right {
	switch strings.ToLower(value) {
	case "destination":
		if w == onFoot {
			return open
		}
		return guest
	case "private", "customers", "customer", "delivery", "permit", "residents", "resident", "employees", "members", "visitors", "permission", "restricted":
		return guest
	case "no", "use_sidepath":
		switch {
		case w == riding:
			return shut
		case particular:
			return barred
		}
		return guest
	case "agricultural", "forestry", "military", "emergency", "bus", "psv", "hgv", "official_vehicles", "dismount", "foot", "pedestrian":
		if w == riding {
			return shut
		}
		if v := strings.ToLower(value); v == "dismount" || v == "foot" || v == "pedestrian" {
			return open
		}
		return guest
	}
	return open
}

// directions says which ways one may go, along and against: throughout the evening.
func (j *judge) directions(t tags, w who, detailed bool) [2]bool {
	for _, key := range onewayKeys[w] {
		base := string(t.find(key))
		values := []string{""}
		if detailed {
			if conditions := t.find(key + ":conditional"); conditions != nil {
				values = j.values(string(conditions))
			}
		}
		may, said := [2]bool{true, true}, base != ""
		for _, value := range values {
			if value == "" {
				value = base
			}
			if value == "" {
				continue
			}
			said = true
			now := oneway(value)
			may[0], may[1] = may[0] && now[0], may[1] && now[1]
		}
		if said {
			return may
		}
	}
	return [2]bool{true, w == onFoot || !impliedOneway(t)}
}

// oneway is which ways a value allows. Nobody knows in the evening which way a reversible road goes.
func oneway(value string) [2]bool {
	switch strings.ToLower(value) {
	case "yes", "true", "1":
		return [2]bool{true, false}
	case "-1", "reverse":
		return [2]bool{false, true}
	case "reversible":
		return [2]bool{false, false}
	}
	return [2]bool{true, true}
}

// impliedOneway says whether a road goes one way though no tag says so.
func impliedOneway(t tags) bool {
	switch string(t.find("junction")) {
	case "roundabout", "circular":
		return true
	}
	switch string(t.find("highway")) {
	case "motorway", "motorway_link":
		return true
	}
	return false
}
