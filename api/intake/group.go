package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gonha/api/intake/phrase"
	"gonha/solver/campaign"
)

// spellings brings the names of groups to one spelling: "TDP 1", "Tổ dân phố số 01" and "TDP số 1, P. X" are one group.
type spellings struct {
	keys  map[string]string   // of each name as it is written
	names map[string][]string // the different names, by key
	first map[string]phrase.Group
	ways  map[phrase.Kind][]string // the different ways in which groups of a kind are written, without their numbers
}

func newSpellings() *spellings {
	return &spellings{keys: map[string]string{}, names: map[string][]string{}, first: map[string]phrase.Group{}, ways: map[phrase.Kind][]string{}}
}

// add takes a name as it is written.
func (s *spellings) add(name string) {
	if _, met := s.keys[name]; met || name == "" {
		return
	}
	group, ok := phrase.ParseGroup(name)
	key := group.Key()
	if !ok || key == "" {
		key = strings.ToLower(name)
	}
	way := strings.TrimSuffix(name, group.Name) // which may be a name in place of a number
	way = strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, way)
	if !slices.Contains(s.ways[group.Kind], way) && len(s.ways[group.Kind]) < 2 {
		s.ways[group.Kind] = append(s.ways[group.Kind], way)
	}
	s.keys[name] = key
	s.names[key] = append(s.names[key], name)
	if len(s.names[key]) == 1 {
		s.first[key] = group
	}
}

// found is the name of a group that is not written as a name of its own: the one that it has, or a new one.
func (s *spellings) found(group phrase.Group) string {
	if names := s.names[group.Key()]; len(names) > 0 {
		return names[0]
	}
	return shown(group)
}

// name is the one spelling of a name: its own where the list writes it and others of its kind in one way.
func (s *spellings) name(written string) string {
	key, met := s.keys[written]
	if !met {
		return written
	}
	names := s.names[key]
	if len(names) == 1 && len(s.ways[s.first[key].Kind]) == 1 {
		return names[0]
	}
	return cmp.Or(shown(s.first[key]), names[0])
}

// shown is a group as people write it in short: "TDP 1", "Thôn Đông".
func shown(g phrase.Group) string {
	name := g.String()
	if rest, found := strings.CutPrefix(name, "tổ dân phố "); found {
		return "TDP " + rest
	}
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + name[size:]
}

// list are the groups that there are, and the names they go by.
func (s *spellings) list() (groups []phrase.Group, names []string) {
	for key, written := range s.names {
		names = append(names, s.name(written[0]))
		groups = append(groups, s.first[key])
	}
	return groups, names
}

// oneSpelling brings the groups of households to one spelling each. A household whose list has no group for it is of the
// one that its address names.
func oneSpelling(doors []campaign.Household, unplaced []Unplaced) {
	s := newSpellings()
	each := func(do func(h *campaign.Household)) {
		for i := range doors {
			do(&doors[i])
		}
		for i := range unplaced {
			do(&unplaced[i].Household)
		}
	}
	each(func(h *campaign.Household) { s.add(h.Group) })
	each(func(h *campaign.Household) {
		if h.Group == "" && h.Address != "" {
			if group, ok := phrase.GroupIn(h.Address); ok {
				h.Group = s.found(group)
			}
		}
		h.Group = s.name(h.Group)
	})
}

// covered are the names of the groups that are part of a larger one, in order.
func covered(g phrase.Group, groups []phrase.Group, names []string) (parts []string) {
	for i := range groups {
		if g.Covers(groups[i]) {
			parts = append(parts, names[i])
		}
	}
	slices.Sort(parts)
	return parts
}

// rename gives a team's groups the names that those of the households have, where they mean the same: a team of
// "TDP 1, 2" goes to "Tổ dân phố số 01" and "Tổ dân phố số 02".
func (s *spellings) rename(t *campaign.Team) {
	if !slices.ContainsFunc(t.Groups, func(g string) bool { return s.keys[g] == "" }) {
		return // every one is written as in the list of households
	}
	groups, names := s.list()
	var same []string
	for _, g := range phrase.Groups(strings.Join(t.Groups, "; ")) {
		name := shown(g)
		found := []string{name}
		if at, ok := phrase.Match(g, groups); ok {
			found[0] = names[at]
		} else if parts := covered(g, groups, names); len(parts) > 0 {
			found = parts
		}
		for _, name := range found {
			if !slices.Contains(same, name) {
				same = append(same, name)
			}
		}
	}
	if len(same) > 0 {
		t.Groups = same
	}
}
