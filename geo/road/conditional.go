package road

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Values that hold under conditions, "no @ (19:00-22:00); destination @ (Sa,Su)",
// https://wiki.openstreetmap.org/wiki/Conditional_restrictions.

// judge tells which values hold in an evening. It keeps what it was asked, so that it can be seen whether another evening
// would be judged alike.
type judge struct {
	evening Evening
	known   map[string][]string
}

func newJudge(e Evening) *judge { return &judge{e, map[string][]string{}} }

// values are those that hold at some moment of the evening, in order, each once; an empty one where none of them holds.
func (j *judge) values(text string) []string {
	if v, ok := j.known[text]; ok {
		return v
	}
	v := valuesOf(text, j.evening)
	j.known[text] = v
	return v
}

// condition is a text and the values of it that held.
type condition struct {
	text   string
	values []string
}

// conditions are what was asked, in order.
func (j *judge) conditions() []condition {
	var list []condition
	for _, text := range slices.Sorted(maps.Keys(j.known)) {
		list = append(list, condition{text, j.known[text]})
	}
	return list
}

// alikeOn says whether the roads would be the same if they were made for another evening.
func (r *Roads) alikeOn(e Evening) bool {
	for _, c := range r.conditions {
		if !slices.Equal(c.values, valuesOf(c.text, e)) {
			return false
		}
	}
	return true
}

// clause is a value and when it holds.
type clause struct {
	value string
	hold  []bool // by minute of the evening
}

func valuesOf(text string, e Evening) []string {
	clauses := clausesOf(text, e)
	from, to := e.minutes()
	var values []string
	for m := range to - from {
		now := "" // of several the last counts
		for _, c := range clauses {
			if c.hold[m] {
				now = c.value
			}
		}
		if !slices.Contains(values, now) {
			values = append(values, now)
		}
	}
	slices.Sort(values)
	return values
}

// maxClauses is how many clauses of a value are looked at; OpenStreetMap's values have 255 letters.
const maxClauses = 64

// clausesOf cuts a text at the semicolons that stand in no brackets. A part without an @ goes on with the times
// of the one before: "no @ Mo-Fr 06:00-09:00; Sa 07:00-12:00". What has no value or no condition says nothing.
func clausesOf(text string, e Evening) []clause {
	var parts []string
	for _, part := range outside(text, ';') {
		if n := len(parts); n > 0 && !strings.Contains(part, "@") && strings.TrimSpace(part) != "" {
			parts[n-1] += ";" + part
		} else {
			parts = append(parts, part)
		}
	}
	var clauses []clause
	for _, part := range parts[:min(len(parts), maxClauses)] {
		value, condition, found := strings.Cut(part, "@")
		if value = strings.TrimSpace(value); !found || value == "" {
			continue
		}
		clauses = append(clauses, clause{value, holds(strings.TrimLeft(condition, "@ "), e)})
	}
	return clauses
}

// outside cuts a text at a sign outside brackets.
func outside(text string, sign rune) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(0, depth-1)
		case r == sign && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

// holds says for each minute of the evening whether all parts of a condition hold.
func holds(condition string, e Evening) []bool {
	from, to := e.minutes()
	hold := make([]bool, to-from)
	for i := range hold {
		hold[i] = true
	}
	for _, part := range strings.Split(strings.ReplaceAll(unwrapped(condition), " and ", " AND "), " AND ") {
		at := holdsPart(unwrapped(part), e)
		for i := range hold {
			hold[i] = hold[i] && at != nil && at[i]
		}
	}
	return hold
}

// unwrapped takes off the brackets around a text.
func unwrapped(text string) string {
	for {
		text = strings.TrimSpace(text)
		inner, open := strings.CutPrefix(text, "(")
		inner, shut := strings.CutSuffix(inner, ")")
		if !open || !shut || strings.ContainsAny(inner, "()") && strings.HasPrefix(inner, "sun") {
			return text
		}
		text = inner
	}
}

// holdsPart says when a part of a condition holds: times and days, or a limit on what a loaded motorbike is. Of weather,
// permits, who somebody is and what else there may be nothing is known, and it holds never: nil.
func holdsPart(part string, e Evening) []bool {
	if i := strings.IndexAny(part, "<>="); i > 0 {
		from, to := e.minutes()
		hold := make([]bool, to-from)
		within := limit(part[:i], part[i:])
		for m := range hold {
			hold[m] = within
		}
		return hold
	}
	h, ok := parseHours(part)
	if !ok {
		return nil
	}
	return h.at(e)
}

// motorbike is what one with two people on it measures: tonnes and metres.
var motorbike = map[string]float64{"weight": 0.3, "length": 2, "width": 0.8, "height": 1.8, "axleload": 0.2, "axles": 2, "occupants": 2}

// limit says whether a motorbike is within a limit, as "weight", ">3.5".
func limit(what, bound string) bool {
	is, known := motorbike[strings.TrimSpace(what)]
	sign := strings.TrimRight(bound[:min(2, len(bound))], "0123456789. ")
	fields := strings.Fields(strings.TrimSpace(bound[len(sign):]))
	if !known || len(fields) == 0 {
		return false
	}
	x, err := strconv.ParseFloat(fields[0], 64)
	if err != nil {
		return false
	}
	switch sign {
	case "<":
		return is < x
	case "<=":
		return is <= x
	case ">":
		return is > x
	case ">=":
		return is >= x
	}
	return is == x
}
