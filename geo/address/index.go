package address

import (
	"maps"
	"slices"
	"strings"

	"gonha/geo"
)

// Index holds streets, their alleys and the houses in them. It never changes once made and is safe for use by
// several goroutines. [Builder] makes it.
type Index struct {
	base *Index // what this one adds to, or nil

	// By name without signs: streets (Road), alleys with names (NamedAlley), and by their group doors whose address
	// names no street (inGroup).
	names   map[Name]*named
	areas   map[string][]geo.Point
	regions map[string][]region
	around  map[string]area // where the doors of a group are

	sites *siteTable // nil where nothing is added

	initials map[string][]string // plain names of roads by their initials: "cmt8"
	north    int                 // above 0 people here may write the house first: "34/12/68"
}

// named is all of one name.
type named struct {
	entries []entry
	streets []*street // made of them
}

// street is a street, or an alley with a name, in one place.
type street struct {
	full    string // its name with signs, or empty
	written string // as the map writes it, best on a line, or empty
	onLine  bool   // it is written so on a line
	alleys  map[string]*alley
	middle  geo.Point
	half    float64
}

// alley is an alley of a street, or, with no number, the street itself.
type alley struct {
	lines  [][]geo.Point
	houses []house // by number
	pace   float64 // metres for each number

	middle geo.Point // of all of it, not valid where there is nothing
	half   float64   // metres from there to its farthest point
}

// house is a house with a number.
type house struct {
	number number
	at     geo.Point
	radius float64 // metres from there to its farthest corner
	listed bool    // a door of a list, not of the map
	state  state
}

// Index makes the index of what was added.
func (b *Builder) Index() *Index { return (*Index)(nil).With(b) }

// With gives the index of what x has and b adds, which is that of a builder to which b's things were added first and
// then those of x. It shares with x what b says nothing of, so that one index of a map serves many lists, each with its
// own doors, at the cost of what the list touches. A nil x has nothing. The builder must not be used any more.
func (x *Index) With(b *Builder) *Index {
	made := &Index{base: x, names: map[Name]*named{}, areas: b.areas, regions: b.regions, around: map[string]area{}, initials: map[string][]string{}, north: b.north}
	if x != nil {
		made.north += x.north
	}
	if len(b.sites) > 0 {
		if old := x.siteTable(); old != nil {
			b.sites = append(b.sites, old.all...)
		}
		made.sites = tableOf(b.sites)
	}
	for name, entries := range b.entries {
		if old := x.named(name); old != nil {
			entries = slices.Concat(entries, old.entries)
		} else if short := initialsOf(name.Plain); name.Kind == Road && len(short) >= leastInitials {
			made.initials[short] = append(made.initials[short], name.Plain)
		}
		made.names[name] = &named{entries, streetsOf(name.Kind, entries)}
	}
	for short, names := range made.initials {
		made.initials[short] = append(names, x.meant(short)...)
		slices.Sort(made.initials[short])
	}
	for name, regions := range b.regions {
		made.regions[name] = append(regions, x.outlines(name)...)
	}
	for name, points := range b.areas {
		points = append(points, x.places(name)...)
		if name[0] == 'g' && len(points) >= enoughDoors {
			made.around[name[1:]] = areaOf(points)
		}
		if name[0] != 'g' {
			points = thinned(points)
		}
		made.areas[name] = points
	}
	return made
}

// named is all that an index has of a name; nil is nothing.
func (x *Index) named(name Name) *named {
	for ; x != nil; x = x.base {
		if n := x.names[name]; n != nil {
			return n
		}
	}
	return nil
}

// streets are the streets of a plain name and a kind.
func (x *Index) streetsOf(plain string, kind Kind) []*street {
	if n := x.named(Name{Plain: plain, Kind: kind}); n != nil {
		return n.streets
	}
	return nil
}

// meant are the names of roads that have these initials.
func (x *Index) meant(initials string) []string {
	for ; x != nil; x = x.base {
		if names := x.initials[initials]; names != nil {
			return names
		}
	}
	return nil
}

// places are the places of an area.
func (x *Index) places(name string) []geo.Point {
	for ; x != nil; x = x.base {
		if points := x.areas[name]; points != nil {
			return points
		}
	}
	return nil
}

// doorsOf says where the doors of a group are.
func (x *Index) doorsOf(group string) (area, bool) {
	for ; x != nil; x = x.base {
		if a, ok := x.around[group]; ok {
			return a, true
		}
	}
	return area{}, false
}

// leastInitials is the fewest initials that stand for a name.
const leastInitials = 3

// initialsOf gives the first letters of a name's words, and its numbers whole.
func initialsOf(plain string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(plain) {
		if isNumber(word) {
			b.WriteString(word)
		} else {
			b.WriteString(word[:1])
		}
	}
	return b.String()
}

// thinned keeps of points one in some 200 m, which is enough to tell what is near.
func thinned(points []geo.Point) []geo.Point {
	met := map[[2]int32]bool{}
	var kept []geo.Point
	for _, p := range points {
		if cell := [2]int32{int32(p.Lat * 500), int32(p.Lon * 500)}; !met[cell] {
			met[cell] = true
			kept = append(kept, p)
		}
	}
	return kept
}

// streetsOf makes the streets of the entries of one name.
func streetsOf(kind Kind, entries []entry) []*street {
	var all []*street
	if kind == inGroup {
		s := newStreet("")
		for i := range entries {
			s.add(&entries[i])
		}
		all = []*street{s}
	} else {
		all = spelled(entries)
	}
	for _, s := range all {
		s.weigh()
	}
	return all
}

// spelled parts the entries of one name without signs by the name with them, and each by its places. Those that have
// none belong to the only one that has.
func spelled(entries []entry) []*street {
	byFull := map[string][]*entry{}
	for i := range entries {
		e := &entries[i]
		byFull[e.full] = append(byFull[e.full], e)
	}
	fulls := slices.Sorted(maps.Keys(byFull)) // the empty one is first
	if len(fulls) == 2 && fulls[0] == "" {
		all := make([]*entry, len(entries))
		for i := range entries {
			all[i] = &entries[i]
		}
		return places(fulls[1], all)
	}
	var all []*street
	for _, full := range fulls {
		all = append(all, places(full, byFull[full])...)
	}
	return all
}

func newStreet(full string) *street { return &street{full: full, alleys: map[string]*alley{}} }

func (s *street) add(e *entry) {
	a := s.alleys[e.chain]
	if a == nil {
		a = &alley{}
		s.alleys[e.chain] = a
	}
	if e.written != "" && (s.written == "" || e.line != nil && !s.onLine) {
		s.written, s.onLine = e.written, e.line != nil
	}
	if e.line != nil {
		a.lines = append(a.lines, e.line)
		return
	}
	a.houses = append(a.houses, e.house)
}
