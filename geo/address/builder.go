package address

import (
	"strings"

	"gonha/geo"
)

// Builder gathers what an [Index] is made of. Make one with [NewBuilder].
type Builder struct {
	entries map[Name][]entry       // by name without signs and kind, see Index.names
	areas   map[string][]geo.Point // places of a ward ("w" before its name), a district ("d"), a group of a ward ("g") or a hamlet ("h"); "n" is where doors are expected
	regions map[string][]region    // outlines, by the same names
	sites   []site
	north   int // alleys called ngõ less those called hẻm
}

// entry is one line or one house under one reading.
type entry struct {
	full    string // the street's name with signs
	written string // the same as the map or the list writes it, where it is the name of the street itself
	chain   string
	line    []geo.Point // of a way; nil is a house
	house   house
}

// inGroup is the kind of the names of groups, under which doors are kept whose address names no street.
const inGroup Kind = -1

// NewBuilder makes an empty builder.
func NewBuilder() *Builder {
	return &Builder{entries: map[Name][]entry{}, areas: map[string][]geo.Point{}, regions: map[string][]region{}}
}

// House is a house of a map.
type House struct {
	Number, Street string    // the number may have the alleys written with it: "12/3", "24 ngách 30"
	Ward, District string    // where they are known
	At             geo.Point // its middle
	Radius         float64   // metres from there to its farthest corner, 0 of a point
}

// House adds a house of a map. What has no number or no street is passed over.
func (b *Builder) House(h House) {
	b.house(Parse(h.Number+" "+h.Street), h.Street, house{at: h.At, radius: h.Radius})
	b.ward(h.Ward, h.At)
	b.area("d", areaName(h.District), h.At)
}

// Door adds a door of a list, whose place is known, by its whole address and by the residential group and the ward of
// the list, which may be empty.
func (b *Builder) Door(text, group, ward string, at geo.Point) {
	q := queryOf(text, group, ward)
	b.house(q.Address, "", house{at: at, listed: true})
	for _, name := range q.wards() {
		b.area("w", name, at)
	}
	b.area("g", q.group(), at)
}

func (b *Builder) house(a Address, written string, h house) {
	if a.Vague || !h.at.Valid() {
		return
	}
	if len(a.Alleys) > 0 {
		written = ""
	}
	for _, r := range a.readings() {
		n, ok := numberOf(r.house)
		if !ok || r.upward && len(a.Alleys) == 0 { // a map's house numbers are read inwards alone
			continue
		}
		h.number = n
		e := entry{full: a.Street.Full, written: written, chain: chainKey(r.chain), house: h}
		if a.Street.Plain == "" {
			b.add(Name{Plain: (&query{a}).group(), Kind: inGroup}, e)
			continue
		}
		b.add(a.Street, e)
	}
}

func (b *Builder) add(name Name, e entry) {
	if name.Plain != "" {
		key := keyOf(name)
		b.entries[key] = append(b.entries[key], e)
	}
}

// keyOf is what a street, an alley with a name or a group is kept under.
func keyOf(name Name) Name {
	if name.Kind == Unsaid {
		name.Kind = Road
	}
	return Name{Plain: name.Plain, Kind: name.Kind}
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
	written := name
	if len(a.Alleys) > 0 {
		written = ""
	}
	for _, r := range a.readings() {
		b.add(a.Street, entry{full: a.Street.Full, written: written, chain: chainKey(r.chain), line: points})
	}
}

// Expect adds a place around which the addresses are: a door of the list or the office of its ward.
func (b *Builder) Expect(at geo.Point) { b.areas["n"] = append(b.areas["n"], at) }

// Ward adds the place of a ward, or of another area with a name.
func (b *Builder) Ward(name string, at geo.Point) { b.ward(name, at) }

func (b *Builder) ward(text string, at geo.Point) {
	for _, name := range areaNames(text) {
		b.area("w", name, at)
	}
}

func (b *Builder) area(kind, plain string, at geo.Point) {
	if plain != "" && at.Valid() {
		b.areas[kind+plain] = append(b.areas[kind+plain], at)
	}
}

// Hamlet adds the place of a thôn, an ấp or another group of houses that has a name. Numbered ones are passed over: a
// number may be of a tổ, a khu phố or a thôn.
func (b *Builder) Hamlet(name string, at geo.Point) {
	if group := GroupOf(name); !strings.ContainsAny(group, "0123456789") {
		b.area("h", group, at)
	}
}

// areaIn reads the name of a ward or district, which may lack the word that says so: "Phường 6", "Ward 6" and "6" are
// one. It gives the name and those that the text has beside it.
func areaIn(text string) (name Name, others []Name) {
	words := splitWords(text)
	if len(words) == 0 {
		return Name{}, nil
	}
	a := parse(words)
	if a.Ward.Plain == "" && a.District.Plain == "" {
		words[0].cut = false
		a = parse(append([]word{{plain: "p", full: "p", cut: true}}, words...))
	}
	if setName(&a.Ward, a.District); a.Ward.Plain == "" {
		return nameOf(words, Unsaid), nil
	}
	return a.Ward, a.Wards
}

// areaName is what a ward or district is known by.
func areaName(text string) string {
	name, _ := areaIn(text)
	return name.Plain
}

// areaNames is the same with all names that a text gives of one ward.
func areaNames(text string) []string {
	name, others := areaIn(text)
	names := []string{name.Plain}
	for _, other := range others {
		names = append(names, other.Plain)
	}
	return names
}

// WardOf is the ward that an address names, or else that of the list beside it, with its other names, as a text in plain
// letters that is the same however it was written and can be given back as a ward; empty where neither says one.
func WardOf(text, ward string) string {
	q := queryOf(text, "", ward)
	names := q.wards()
	if len(names) == 0 {
		return ""
	}
	name, others := names[0], names[1:]
	for k := 2; k <= len(others); k++ {
		if strings.Join(others[:k], " ") == name {
			name, others = strings.Join(others[:k], " - "), others[k:]
			break
		}
	}
	for _, other := range others {
		name += ", nay la " + other
	}
	return name
}

// GroupOf is what a residential group is known by: "TDP-1", "Tổ 01" and "1" are one.
func GroupOf(text string) string {
	words := splitWords(text)
	if a := parse(words); a.Group != "" {
		return a.Group
	}
	return nameOf(words, Unsaid).Plain
}
