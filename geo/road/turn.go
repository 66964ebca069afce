package road

import (
	"fmt"
	"slices"
	"strings"
)

// Restrictions of turns, https://wiki.openstreetmap.org/wiki/Relation:restriction.

// turn is a restriction: whoever comes along one of from may not go on, or may go on nowhere else, to one of to.
type turn struct {
	from, to []int64 // ids of ways
	node     int64   // over it, where via is empty: its id, in a network its index
	via      []int64 // or along these ways
	only     bool
	back     bool    // it is about turning round
	of       [2]bool // by who
}

// maxRoles is how many ways of a kind a restriction may have; beyond it is an error of the map.
const maxRoles = 32

// turnOf reads a restriction that holds at some moment of the evening for somebody; false for all others.
func (j *judge) turnOf(members []member, t tags) (turn, bool) {
	var r turn
	vias := 0
	for _, m := range members {
		switch {
		case m.role == "from" && m.kind == wayKind:
			r.from = append(r.from, m.ref)
		case m.role == "to" && m.kind == wayKind:
			r.to = append(r.to, m.ref)
		case m.role == "via" && m.kind == wayKind:
			r.via = append(r.via, m.ref)
		case m.role == "via" && m.kind == nodeKind:
			r.node = m.ref
			vias++
		}
	}
	if len(r.from) == 0 || len(r.to) == 0 || vias > 1 || (vias == 1) == (len(r.via) > 0) || max(len(r.from), len(r.to), len(r.via)) > maxRoles {
		return r, false
	}
	value := ""
	for _, w := range [...]who{onFoot, riding} {
		v := j.restriction(t, w)
		if kept, ok := strings.CutPrefix(v, "no_"); ok && !strings.HasSuffix(kept, "_on_red") || strings.HasPrefix(v, "only_") {
			value, r.of[w] = v, true
		}
	}
	r.only, r.back = strings.HasPrefix(value, "only_"), value == "no_u_turn"
	return r, value != "" && !(r.only && len(r.to) > 1)
}

// restrictionKeys are those that hold for who, the particular before the general. On foot one minds none that
// is not of those on foot.
var restrictionKeys = [2][]string{
	onFoot: {"restriction:foot"},
	riding: {"restriction:motorcycle", "restriction:moped", "restriction:motor_vehicle", "restriction:vehicle", "restriction"},
}

// restriction is the value of a restriction for who: the one that holds at some moment, where any does.
func (j *judge) restriction(t tags, w who) string {
	for _, key := range restrictionKeys[w] {
		base, conditions := string(t.find(key)), t.find(key+":conditional")
		if base == "" && conditions == nil {
			continue
		}
		if key == "restriction" && excepted(string(t.find("except"))) {
			return ""
		}
		values := []string{base}
		if conditions != nil {
			values = slices.Clone(j.values(string(conditions)))
			if i := slices.Index(values, ""); i >= 0 {
				values[i] = base
			}
		} else if times := oldTimes(t); times != "" {
			values = j.values(base + " @ (" + times + ")")
		}
		for _, v := range values {
			if strings.HasPrefix(v, "no_") || strings.HasPrefix(v, "only_") {
				return v
			}
		}
		return ""
	}
	return ""
}

// excepted says whether a list of vehicles has motorbikes.
func excepted(list string) bool {
	for _, vehicle := range strings.FieldsFunc(list, func(r rune) bool { return r == ';' || r == ',' }) {
		if slices.Contains(keys[riding], strings.TrimSpace(vehicle)) {
			return true
		}
	}
	return false
}

// oldTimes are the hours of a restriction in tags that were given up long ago, as they are written now.
func oldTimes(t tags) string {
	days := ""
	if on, off := string(t.find("day_on")), string(t.find("day_off")); len(on) >= 2 && len(off) >= 2 {
		days = fmt.Sprintf("%.2s-%.2s ", on, off)
	}
	if on, off := string(t.find("hour_on")), string(t.find("hour_off")); on != "" && off != "" {
		return days + on + "-" + off
	}
	return days
}
