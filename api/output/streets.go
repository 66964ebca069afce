package output

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mostStreets is how many names of a leg are printed: the last, where a team may go wrong.
const mostStreets = 3

// generics are the words for streets and alleys that begin a name and are no part of it.
var generics = [...]string{"Ngõ", "Ngách", "Hẻm", "Kiệt", "Phố", "Đường"}

// streets says which way a leg goes: "qua Xuân Thủy, vào ngõ 68 Cầu Giấy". last is the street that the
// team is in already. It is empty where no name is known or the team stays in its street.
func (w *words) streets(names []string, last string) string {
	if len(names) > 0 && names[0] == last {
		names = names[1:]
	}
	if len(names) == 0 {
		return ""
	}
	names = slices.Clone(names)
	for i, name := range names {
		name = norm.NFC.String(plain(name)) // maps have both forms of accents
		first, rest, more := strings.Cut(name, " ")
		if more && slices.Contains(generics[:], first) {
			r, size := utf8.DecodeRuneInString(first)
			name = strings.ToLower(string(r)) + first[size:] + " " + rest
		}
		names[i] = name
	}
	text := w.Into + " " + names[len(names)-1]
	over := names[:len(names)-1]
	if len(over) == 0 {
		return text
	}
	via := w.Via + " "
	if len(over) >= mostStreets {
		over, via = over[len(over)-mostStreets+1:], via+"… "
	}
	return via + strings.Join(over, ", ") + ", " + text
}

// travel says what ways and times follow.
func (w *words) travel(name string) string {
	switch name {
	case "", "straight-line":
		return w.Straight
	}
	return w.ByRoad
}

// travelNote says what the ways and times follow, to stand beside the map of the evening.
func (e *evening) travelNote(words *words) string {
	note := words.travel(e.plan.Parameters.Travel)
	if n := e.plan.StraightLegs(); n > 0 {
		note += "; " + fmt.Sprintf(words.StraightLegs, n)
	}
	return note
}

// length is that of a way, or a dash where the routing server gives none.
func (e *evening) length(metres int64, words *words) string {
	if e.plan.NoLengths {
		return "–"
	}
	return words.length(metres)
}
