package address

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gonha/geo"
)

// Index holds streets, their alleys and the houses in them. It never changes once made and is safe for use by
// several goroutines. [Builder] makes it.
type Index struct {
	roads  map[string][]*street // by plain name
	lanes  map[string][]*street // alleys with names
	groups map[string]*street   // doors whose address names no street, by their group
	areas  map[string][]geo.Point
	around map[string]area // where the doors of a group are

	initials map[string][]string // plain names of roads by their initials: "cmt8"
	upward   bool                // people here may write the house first: "34/12/68"
}

// street is a street, or an alley with a name, in one place.
type street struct {
	full   string // its name with signs, or empty
	alleys map[string]*alley
	middle geo.Point
	half   float64
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

// Builder gathers what an [Index] is made of. Make one with [NewBuilder].
type Builder struct {
	entries []entry
	areas   map[string][]geo.Point // places of a ward ("w" before its name), a district ("d") or a group ("g"); "n" is where doors are expected
	north   int                    // alleys called ngõ less those called hẻm
}

// entry is one line or one house under one reading.
type entry struct {
	name  Name
	group string // in place of the name
	chain string
	line  []geo.Point // of a way; nil is a house
	house house
}

// NewBuilder makes an empty builder.
func NewBuilder() *Builder { return &Builder{areas: map[string][]geo.Point{}} }

// House is a house of a map.
type House struct {
	Number, Street string    // the number may have the alleys written with it: "12/3", "24 ngách 30"
	Ward, District string    // where they are known
	At             geo.Point // its middle
	Radius         float64   // metres from there to its farthest corner, 0 of a point
}

// House adds a house of a map. What has no number or no street is passed over.
func (b *Builder) House(h House) {
	b.house(Parse(h.Number+" "+h.Street), house{at: h.At, radius: h.Radius})
	b.area("w", areaName(h.Ward), h.At)
	b.area("d", areaName(h.District), h.At)
}

// Door adds a door of a list, whose place is known, by its whole address and by the residential group and the ward of
// the list, which may be empty.
func (b *Builder) Door(text, group, ward string, at geo.Point) {
	q := queryOf(text, group, ward)
	b.house(q.Address, house{at: at, listed: true})
	b.area("w", q.Ward.Plain, at)
	b.area("g", q.group(), at)
}

func (b *Builder) house(a Address, h house) {
	if a.Vague || !h.at.Valid() {
		return
	}
	for _, r := range a.readings() {
		n, ok := numberOf(r.house)
		if !ok || r.upward && len(a.Alleys) == 0 { // a map's house numbers are read inwards alone
			continue
		}
		h.number = n
		e := entry{name: a.Street, chain: chainKey(r.chain), house: h}
		if a.Street.Plain == "" {
			e.group = (&query{a}).group()
		}
		if e.name.Plain != "" || e.group != "" {
			b.entries = append(b.entries, e)
		}
	}
}

// Line adds a way with a name: a street or an alley.
func (b *Builder) Line(name string, points []geo.Point) {
	a := Parse(name)
	if len(points) == 0 || a.Street.Plain == "" || a.House != "" || a.Vague {
		return
	}
	if len(a.Alleys) == 1 {
		b.north += 2 - a.Alleys[0].Rank
	}
	for _, r := range a.readings() {
		b.entries = append(b.entries, entry{name: a.Street, chain: chainKey(r.chain), line: points})
	}
}

// Expect adds a place around which the addresses are: a door of the list or the office of its ward.
func (b *Builder) Expect(at geo.Point) { b.areas["n"] = append(b.areas["n"], at) }

// Ward adds the place of a ward, or of another area with a name.
func (b *Builder) Ward(name string, at geo.Point) { b.area("w", areaName(name), at) }

func (b *Builder) area(kind, plain string, at geo.Point) {
	if plain != "" {
		b.areas[kind+plain] = append(b.areas[kind+plain], at)
	}
}

// areaName is what a ward or district is known by: "Phường 6", "Ward 6" and "6" are one.
func areaName(text string) string {
	a := Parse(text)
	if name := cmp.Or(a.Ward.Plain, a.District.Plain); name != "" {
		return name
	}
	return nameOf(splitWords(text), Unsaid).Plain
}

// GroupOf is what a residential group is known by: "TDP-1", "Tổ 1" and "1" are one.
func GroupOf(text string) string {
	if a := Parse(text); a.Group != "" {
		return a.Group
	}
	return nameOf(splitWords(text), Unsaid).Plain
}

// Index makes the index of what was added.
func (b *Builder) Index() *Index {
	x := &Index{roads: map[string][]*street{}, lanes: map[string][]*street{}, groups: map[string]*street{}, areas: b.areas, upward: b.north > 0}
	byName := map[Name][]*entry{} // without signs
	for i := range b.entries {
		e := &b.entries[i]
		if e.name.Plain == "" {
			if x.groups[e.group] == nil {
				x.groups[e.group] = newStreet("")
			}
			x.groups[e.group].add(e)
			continue
		}
		name := Name{Plain: e.name.Plain, Kind: max(e.name.Kind, Road)}
		byName[name] = append(byName[name], e)
	}
	for name, entries := range byName {
		to := x.roads
		if name.Kind == NamedAlley {
			to = x.lanes
		}
		to[name.Plain] = spelled(entries)
		for _, s := range to[name.Plain] {
			s.weigh()
		}
	}
	for _, s := range x.groups {
		s.weigh()
	}
	x.initials = map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(x.roads)) {
		if short := initialsOf(name); len(short) >= leastInitials {
			x.initials[short] = append(x.initials[short], name)
		}
	}
	x.around = map[string]area{}
	for name, points := range b.areas {
		if name[0] == 'g' && len(points) >= enoughDoors {
			x.around[name[1:]] = areaOf(points)
		}
		b.areas[name] = thinned(points)
	}
	return x
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

// spelled parts the entries of one name without signs by the name with them, and each by its places. Those that have
// none belong to the only one that has.
func spelled(entries []*entry) []*street {
	var fulls []string
	for _, e := range entries {
		if !slices.Contains(fulls, e.name.Full) {
			fulls = append(fulls, e.name.Full)
		}
	}
	slices.Sort(fulls) // the empty one is first
	if len(fulls) == 2 && fulls[0] == "" {
		fulls = fulls[1:]
	}
	if len(fulls) == 1 {
		return places(fulls[0], entries)
	}
	var all []*street
	for _, full := range fulls {
		same := slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return e.name.Full != full })
		all = append(all, places(full, same)...)
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
	if e.line != nil {
		a.lines = append(a.lines, e.line)
		return
	}
	a.houses = append(a.houses, e.house)
}
