package road

import (
	"strconv"
	"strings"
)

// What stands on a road: https://wiki.openstreetmap.org/wiki/Key:barrier.

// passage of a node by who; open for both nearly everywhere.
type passing [2]right

// physical is what a barrier stops of itself: nothing what one can open, or pass in single file. A motorbike
// passes bollards and what keeps bicycles slow, but no turnstile, stile or block.
func physical(kind string) (p passing, is bool) {
	switch kind {
	case "wall", "fence", "hedge", "retaining_wall", "city_wall", "guard_rail", "ditch", "cable_barrier", "hedge_bank":
		return passing{barred, barred}, true
	case "stile", "turnstile", "full-height_turnstile", "kissing_gate", "log", "debris", "block", "jersey_barrier", "step", "steps", "horse_stile",
		"tank_trap", "motorcycle_barrier", "wicket_gate", "hampshire_gate_stile", "squeeze_stile":
		return passing{open, shut}, true
	}
	return passing{}, false
}

// barrier is what a node's tags let pass. What its rights forbid it stops only for those who want to go through: whoever
// visits somebody behind it is let in. A lock and hours of opening do the same.
func (j *judge) barrier(t tags) passing {
	if !mayBar(t) {
		return passing{}
	}
	kind := string(t.find("barrier"))
	p, solid := physical(kind)
	if string(t.find("highway")) == "crossing" { // its rights are those of who crosses the road
		return p
	}
	detailed := detailed(t)
	for _, w := range [...]who{onFoot, riding} {
		at, by := j.right(t, w, "", detailed, 0)
		own := by >= 0 && keys[w][by] != "access" // said of this way of travelling
		switch {
		case at > open:
			p[w] = max(p[w], guest)
		case solid && own, by >= 0 && p[w] == barred:
			p[w] = open // there is a gap for them
		}
		if !own && kind != "" && j.locked(t) {
			p[w] = max(p[w], guest)
		}
	}
	if width, ok := metres(t.find("maxwidth:physical"), t.find("maxwidth")); ok && width < motorbike["width"] {
		p[riding] = max(p[riding], shut)
	}
	return p
}

// mayBar says whether tags of a node have to do with passing it; those of most do not.
func mayBar(t tags) bool {
	for i := range t {
		switch string(stem(t[i].key)) {
		case "barrier", "access", "foot", "motorcycle", "moped", "motor_vehicle", "vehicle":
			return true
		}
	}
	return false
}

// locked says whether a gate is locked, or not open at some moment of the evening.
func (j *judge) locked(t tags) bool {
	locked := string(t.find("locked")) == "yes"
	if conditions := t.find("locked:conditional"); conditions != nil {
		always := true
		for _, value := range j.values(string(conditions)) {
			if value == "yes" {
				return true
			}
			always = always && value != ""
		}
		if always {
			locked = false
		}
	}
	if hours := t.find("opening_hours"); hours != nil && !locked {
		values := j.values("open @ (" + string(hours) + ")")
		_, understood := parseHours(string(hours))
		return understood && values[0] == ""
	}
	return locked
}

// metres reads the first of some lengths that is given: "0.8", "0.8 m", "80 cm", "2'6\"".
func metres(values ...[]byte) (float64, bool) {
	for _, v := range values {
		text := strings.TrimSpace(strings.ReplaceAll(string(v), ",", "."))
		if text == "" {
			continue
		}
		scale := 1.0
		if feet, inches, found := strings.Cut(text, "'"); found {
			f, err := strconv.ParseFloat(strings.TrimSpace(feet), 64)
			i, _ := strconv.ParseFloat(strings.Trim(inches, "\" "), 64)
			return f*0.3048 + i*0.0254, err == nil
		}
		if cm, found := strings.CutSuffix(text, "cm"); found {
			text, scale = cm, 0.01
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(text, "m")), 64)
		return x * scale, err == nil
	}
	return 0, false
}
