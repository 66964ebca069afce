package address

import (
	"cmp"
	"slices"
	"strings"
)

// Identity is what tells one address from another however it is written: "SN 12 Cầu Mới, TDP số 1" of one list and
// "12 phố Cầu Mới" of the next are one, unless other parts of them disagree. Make it with [IdentityOf].
type Identity struct {
	// Key is the same of all texts that may be one address. It is empty of an empty text.
	Key string
	// Named says that the text leads to one door: it has a house's number or a building's name. Of others, such as
	// "thôn Đông", many households have the same.
	Named bool

	full, group, district string
	wards, areas          []string // sorted
	needsGroup            bool     // the key is one within a group only
}

// IdentityOf is the identity of an address, with the residential group and the ward that a list has beside it, which
// may be empty.
func IdentityOf(text, group, ward string) Identity {
	q := queryOf(text, group, ward)
	a := &q.Address
	id := Identity{full: a.Street.Full, group: a.Group, district: a.District.Plain, wards: q.wards()}
	for _, area := range append([]Name{a.Estate}, a.Areas...) {
		if area.Plain != "" {
			id.areas = append(id.areas, area.Plain)
		}
	}
	slices.Sort(id.wards)
	slices.Sort(id.areas)
	r := q.readings()[0]
	alley := chainKey(r.chain)
	street := a.Street.Plain
	if a.Street.Kind == NamedAlley {
		street = "ngo " + street
	}
	switch {
	case r.house != "" && cmp.Or(street, alley, a.Group) != "":
		id.Key, id.Named = strings.Join([]string{"h", street, alley, r.house}, "|"), true
		id.needsGroup = street == ""
	case a.Building != "" || a.Flat != "" && len(id.areas) > 0:
		id.Key, id.Named = strings.Join([]string{"b", a.Building, street, alley}, "|"), true
		id.needsGroup = street == "" && len(id.areas) == 0
	default:
		var said []string
		for _, w := range splitWords(text) {
			said = append(said, w.plain)
		}
		if len(said) == 0 {
			return Identity{}
		}
		id.Key = "t|" + strings.Join(said, " ")
	}
	if a.Vague {
		id.Key += "|" + "near"
	}
	return id
}

// Agrees says whether two addresses are one as far as both tell: what one of them does not say counts for nothing,
// unless the group is all that says where the number is.
func (id Identity) Agrees(other Identity) bool {
	if id.Key == "" || id.Key != other.Key {
		return false
	}
	if id.needsGroup && (id.group != other.group || len(id.wards) > 0 != (len(other.wards) > 0)) {
		return false
	}
	return same(id.full, other.full) && same(id.group, other.group) && same(id.district, other.district) &&
		(len(id.wards) == 0 || len(other.wards) == 0 || slices.ContainsFunc(id.wards, func(w string) bool { return slices.Contains(other.wards, w) })) &&
		(holdsAll(id.areas, other.areas) || holdsAll(other.areas, id.areas))
}

// Equal says whether two addresses say the same.
func (id Identity) Equal(other Identity) bool {
	return id.Key == other.Key && id.full == other.full && id.group == other.group && id.district == other.district &&
		slices.Equal(id.wards, other.wards) && slices.Equal(id.areas, other.areas)
}

func same(a, b string) bool { return a == "" || b == "" || a == b }

func holdsAll(all, some []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}
