package intake

import (
	"slices"
	"strings"

	"gonha/api/intake/phrase"
	"gonha/solver/campaign"
)

// spellings brings the names of groups to one spelling: "TDP 1", "Tổ dân phố số 01" and "TDP số 1, P. X" are one group.
type spellings struct {
	keys  map[string]string   // of each name as it is written
	names map[string][]string // the different names, by key
	first map[string]phrase.Group
}

func newSpellings() *spellings {
	return &spellings{keys: map[string]string{}, names: map[string][]string{}, first: map[string]phrase.Group{}}
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
	s.keys[name] = key
	s.names[key] = append(s.names[key], name)
	if len(s.names[key]) == 1 {
		s.first[key] = group
	}
}

// name is the one spelling of a name: its own where the list knows no other.
func (s *spellings) name(written string) string {
	key, met := s.keys[written]
	if !met {
		return written
	}
	names := s.names[key]
	if len(names) == 1 {
		return names[0]
	}
	if shown := s.first[key].String(); shown != "" {
		return shown
	}
	return names[0]
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
	each(func(h *campaign.Household) {
		if h.Group == "" && h.Address != "" {
			if group, ok := phrase.GroupIn(h.Address); ok {
				h.Group = group.String()
			}
		}
		s.add(h.Group)
	})
	each(func(h *campaign.Household) { h.Group = s.name(h.Group) })
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
		name := g.String()
		if at, ok := phrase.Match(g, groups); ok {
			name = names[at]
		}
		if !slices.Contains(same, name) {
			same = append(same, name)
		}
	}
	if len(same) > 0 {
		t.Groups = same
	}
}
